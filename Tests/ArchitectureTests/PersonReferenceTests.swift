import App
import Database
import Fixtures
import Office
import Testing

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
}
