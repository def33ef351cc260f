import Database
import Foundation
import Vocabulary

/// Khôi phục: a backup becomes an installation again, in an empty place only, or not at all.
public struct Restoration: Sendable {
    /// Every migration of this program: a backup that has others is of a newer version.
    public let migrations: [Migration]
    /// What `verify` finds in a restored installation.
    public let prove: @Sendable (Store, FileShelf, LedgerAudit.Proof) throws -> [String]

    public init(
        migrations: [Migration], prove: @escaping @Sendable (Store, FileShelf, LedgerAudit.Proof) throws -> [String]
    ) { (self.migrations, self.prove) = (migrations, prove) }

    /// Restores into `folder`, which must be empty or not exist. When anything is wrong nothing is left behind.
    ///
    /// - Parameter postgres: the address of an empty database, for a backup of PostgreSQL.
    public func restore(_ file: BackupFile, to folder: String, postgres: String? = nil, passphrase: [UInt8]?) throws
        -> BackupManifest
    {
        guard try isEmpty(folder) else { throw BackupRefusal.targetNotEmpty(folder) }
        let store = try postgres.map { try Store.postgres($0) }
        if let store, try !store.read({ try $0.counts().isEmpty }) {
            throw BackupRefusal.targetNotEmpty("PostgreSQL")
        }
        return try BackupFolder.with(beside: folder) { work in
            let parts = "\(work)/data"
            try FileManager.default.createDirectory(
                atPath: parts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let manifest = try file.extract(
                to: parts, passphrase: passphrase, known: Set(migrations.map(\.name)))
            guard (manifest.engine == "postgres") == (store != nil) else {
                throw BackupRefusal.otherEngine(manifest.engine)
            }
            if let store {
                try fill(store, manifest, parts, work)
            } else {
                // In a scope of its own: the database is closed before its folder gets another name.
                try proven(Store.sqlite(at: "\(parts)/vinhdanh.sqlite", readers: 2), manifest, parts)
                for end in ["-wal", "-shm"] { unlink("\(parts)/vinhdanh.sqlite\(end)") }
            }
            try put(parts, at: folder)
            return manifest
        }
    }

    /// The same into a place that is thrown away. For PostgreSQL a database is made beside that of `postgres`.
    public func trial(of file: BackupFile, beside folder: String, postgres: String? = nil, passphrase: [UInt8]?) throws
        -> BackupManifest
    {
        try BackupFolder.with(beside: folder) { work in
            guard let postgres else { return try restore(file, to: "\(work)/trial", passphrase: passphrase) }
            let store = try Store.postgres(postgres, connections: 1)
            let tools = try PostgresTools(store)
            let (name, leftOver) = try store.read { try Self.trialNames($0) }
            // Best effort: a trial is no worse for what another one left.
            for old in leftOver { try? tools.dropDatabase(old, folder: work) }
            guard var parts = URLComponents(string: postgres) else { throw BackupRefusal.otherEngine("postgres") }
            parts.path = "/\(name)"
            guard let address = parts.string else { throw BackupRefusal.otherEngine("postgres") }
            try tools.createDatabase(name, folder: work)
            let result = Result {
                try restore(file, to: "\(work)/trial", postgres: address, passphrase: passphrase)
            }
            try tools.dropDatabase(name, folder: work)
            return try result.get()
        }
    }

    /// A name for the database of a trial, with its second, and those of trials that died more than a day ago.
    private static func trialNames(_ db: any Reader) throws -> (new: String, leftOver: [String]) {
        let seconds: Int = try db.value("SELECT CAST(extract(epoch FROM now()) AS BIGINT)")
        let names: [String] = try db.values("SELECT datname FROM pg_database WHERE datname LIKE 'vinhdanh%'")
        let leftOver = names.filter { name in
            guard let match = name.wholeMatch(of: /vinhdanh_trial_([0-9]+)_[0-9]+/) else { return false }
            return Int(match.1).map { $0 < seconds - 86_400 } ?? false
        }
        return ("vinhdanh_trial_\(seconds)_\(UInt32.random(in: 0 ... .max))", leftOver)
    }

    private func isEmpty(_ folder: String) throws -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return true }
        return try isFolder.boolValue && FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    }

    private func put(_ parts: String, at folder: String) throws {
        rmdir(folder)
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        guard rename(parts, folder) == 0 else { throw BackupRefusal.notWritten(folder) }
    }

    private func fill(_ store: Store, _ manifest: BackupManifest, _ parts: String, _ work: String) throws {
        let schema = manifest.schema ?? "public"
        let dump = "\(parts)/\(BackupManifest.databaseName(manifest.engine))"
        try store.makeSchema(schema, extensions: manifest.extensions)
        do {
            try PostgresTools(store).restore(dump, folder: work)
            unlink(dump)
            try proven(store.inSchema(schema), manifest, parts)
        } catch {
            try store.dropSchema(schema)
            throw error
        }
    }

    /// Counts first, as they were copied; then up to the version of this program; then everything that `verify` asks.
    private func proven(_ store: Store, _ manifest: BackupManifest, _ parts: String) throws {
        let counts = try store.read { try $0.counts() }
        var faults = Set(counts.keys).union(manifest.counts.keys).sorted().compactMap { table -> String? in
            let (now, then) = (counts[table] ?? 0, manifest.counts[table] ?? 0)
            return now == then ? nil : "Bảng \(table) có \(now) dòng, lúc sao lưu có \(then)."
        }
        try store.migrate(migrations)
        let keys = SealKeys(folder: "\(parts)/keys")
        let proof = LedgerAudit.Proof(
            verifiers: try keys.verifiers(), file: SealFile(path: "\(parts)/\(BackupManifest.sealsName)"))
        let missing = manifest.missing.map { String($0.prefix(12)) }
        faults += try prove(store, FileShelf(folder: "\(parts)/files"), proof).filter { fault in
            // What was missing then is missing now: the backup has said so.
            !missing.contains { fault.hasPrefix("Tệp \($0)…") }
        }
        guard faults.isEmpty else { throw BackupRefusal.notProven(faults) }
    }
}
