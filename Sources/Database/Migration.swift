import Vocabulary

/// One step from an older schema to a newer one.
public struct Migration: Sendable {
    /// `office/0001-units`: unique, never changed once released.
    public let name: String
    let steps: @Sendable (any Writer) throws -> Void

    public init(_ name: String, _ steps: @escaping @Sendable (any Writer) throws -> Void) {
        (self.name, self.steps) = (name, steps)
    }

    /// One statement each, in order.
    public init(_ name: String, _ statements: [SQL]) {
        self.init(name) { db in for statement in statements { try db.run(statement) } }
    }
}

extension Store {
    /// Brings the schema up to date: those of `migrations` that the database lacks, in the order given, all in one
    /// transaction. When one of them fails the database is as it was, so that the older program goes on with it.
    ///
    /// Throws `StoreRefusal.upgradeFailed` then. Throws `StoreRefusal.newerSchema`, with nothing touched, when the database has migrations that are not given.
    public func migrate(_ migrations: [Migration], now: Instant = .now) throws {
        let known = Set(migrations.map(\.name))
        guard known.count == migrations.count else { throw DatabaseFault(message: "two migrations have one name") }
        let applied = try read { db in try Self.applied(db) }
        try refuseNewer(applied, than: known)
        guard !known.isSubset(of: applied) else { return }
        try write { db in
            try db.lock("schema_migration")
            try db.run(
                "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, applied BIGINT NOT NULL)")
            // Another node may have started at the same time.
            let applied = try Self.applied(db)
            try refuseNewer(applied, than: known)
            for migration in migrations where !applied.contains(migration.name) {
                do { try migration.steps(db) } catch let fault as DatabaseFault {
                    throw StoreRefusal.upgradeFailed(
                        migration: migration.name,
                        reason: [fault.code, fault.message].compactMap(\.self).joined(separator: " "))
                }
                try db.run("INSERT INTO schema_migration (name, applied) VALUES (\(migration.name), \(now))")
            }
        }
    }

    /// Those of `migrations` that the database lacks; throws as `migrate` does.
    public func pendingMigrations(of migrations: [Migration]) throws -> [String] {
        let applied = try read { db in try Self.applied(db) }
        try refuseNewer(applied, than: Set(migrations.map(\.name)))
        return migrations.map(\.name).filter { !applied.contains($0) }
    }

    /// The names of the migrations that the database has, in alphabetical order.
    public func appliedMigrations() throws -> [String] { try read { db in try Self.applied(db).sorted() } }

    private func refuseNewer(_ applied: Set<String>, than known: Set<String>) throws {
        let unknown = applied.subtracting(known)
        guard unknown.isEmpty else { throw StoreRefusal.newerSchema(unknown.sorted()) }
    }

    private static func applied(_ db: any Reader) throws -> Set<String> {
        let tables: Int =
            switch db.dialect {
            case .sqlite:
                try db.value("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'")
            case .postgres: try db.value("SELECT count(to_regclass('schema_migration'))")
            }
        guard tables > 0 else { return [] }
        return Set(try db.values("SELECT name FROM schema_migration") as [String])
    }
}
