import App
import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("Columns that name a person") struct PersonReferenceTests {
    @Test("are all told to the register, so that a merge moves them")
    func told() throws {
        let store = try Engine.sqlite.fresh(Installation.migrations)
        let columns: [String] = try store.read {
            try $0.values(
                """
                SELECT m.name || '.' || f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = 'person' ORDER BY 1
                """)
        }
        let told = Installation.personReferences.map { "\($0.table).\($0.column)" }
        #expect(Set(columns) == Set(told).union(PersonReference.structure))
    }

    @Test("are all part of the export of one's own data")
    func exported() throws {
        let store = try Engine.sqlite.fresh(Installation.migrations)
        let statements = try store.read { db in
            try Recorder.recording { for records in Installation.ownRecords { _ = try records.rows(ID(1), ID(1), db) } }
                .1
        }
        let read = Set(statements.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) })
        let missing = Installation.personReferences.map { "\($0.table)" }.filter { !read.contains($0) }
        #expect(missing == [])
    }
}
