import App
import Database
import Fixtures
import Testing

@Suite("The schema of the whole program") struct SchemaTests {
    @Test("is made from nothing, and a second time changes nothing", arguments: Engine.available)
    func twice(_ engine: Engine) throws {
        let store = try engine.fresh(Installation.migrations, onDisk: true)
        let applied = try store.appliedMigrations()
        #expect(applied == Installation.migrations.map(\.name).sorted())
        try store.migrate(Installation.migrations)
        #expect(try store.appliedMigrations() == applied)
        #expect(try store.invariants() == [])
    }

    @Test("is made step by step too, so that older data can follow", arguments: Engine.available)
    func stepwise(_ engine: Engine) throws {
        let store = try engine.fresh()
        for count in Installation.migrations.indices { try store.migrate(Array(Installation.migrations[...count])) }
        #expect(try store.appliedMigrations().count == Installation.migrations.count)
    }

    @Test("names every migration once, by wing and number")
    func names() {
        let names = Installation.migrations.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.filter { $0.wholeMatch(of: /[a-z]+\/\d{4}-[a-z-]+/) == nil } == [])
        for (wing, numbers) in Dictionary(grouping: names, by: { $0.prefix { $0 != "/" } }) {
            #expect(numbers == numbers.sorted(), "\(wing)")
        }
    }

    @Test("has a primary key in every table", arguments: Engine.available)
    func keys(_ engine: Engine) throws {
        let store = try engine.fresh(Installation.migrations)
        let without: [String] = try store.read { db in
            switch engine {
            case .sqlite:
                try db.values(
                    """
                    SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
                    AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.pk > 0) ORDER BY m.name
                    """)
            case .postgres:
                try db.values(
                    """
                    SELECT t.table_name FROM information_schema.tables t WHERE t.table_schema = current_schema()
                    AND NOT EXISTS (SELECT 1 FROM information_schema.table_constraints c WHERE c.table_schema = t.table_schema
                        AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY') ORDER BY t.table_name
                    """)
            }
        }
        #expect(without == [])
    }

    @Test("has an index that begins with the column of every foreign key")
    func foreignKeys() throws {
        let store = try Engine.sqlite.fresh(Installation.migrations)
        let (keys, without): (Int, [String]) = try store.read { db in
            let keys: Int = try db.value(
                "SELECT count(*) FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'")
            let without: [String] = try db.values(
                """
                SELECT m.name || '.' || f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND NOT EXISTS (
                    SELECT 1 FROM pragma_index_list(m.name) l, pragma_index_info(l.name) i
                    WHERE i.seqno = 0 AND i.name = f."from")
                ORDER BY 1
                """)
            return (keys, without)
        }
        #expect(keys > 20)
        #expect(without == [])
    }
}
