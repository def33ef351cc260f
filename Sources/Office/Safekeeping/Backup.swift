import Database
import Foundation
import Vocabulary

/// Bản sao lưu: everything of an installation in one file, made while it serves.
///
/// The database is copied first, at one moment; the files that its rows name were on the shelf before the rows, and never
/// change. So the copy is whole, whatever arrives meanwhile.
public struct Backup: Sendable {
    public let office: Office
    private let keys: SealKeys
    private let seals: SealFile
    private let dataFolder: String

    public init(of office: Office, _ places: SealPlaces, dataFolder: String) {
        (self.office, keys, seals) = (office, places.keys, places.seals)
        self.dataFolder = dataFolder
    }

    /// What was made.
    public struct Made: Equatable, Sendable {
        public let manifest: BackupManifest
        public let bytes: Int64
    }

    /// Writes the file, reads it again from its first bit to its last, and only then gives it its name.
    ///
    /// With a pass-phrase the file is sealed, and holds the secret key of the ledger too. Throws `BackupRefusal`.
    public func make(at path: String, passphrase: [UInt8]?) throws -> Made {
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupRefusal.exists(path) }
        return try BackupFolder.with(beside: path) { folder in
            let part = "\(folder)/copy.part"
            let copy = try office.store.dialect == .sqlite ? sqliteCopy(in: folder) : postgresCopy(in: folder)
            let made = try write(copy, to: part, passphrase: passphrase)
            _ = try BackupFile(part).check(passphrase: passphrase)
            guard link(part, path) == 0 else {
                throw errno == EEXIST ? BackupRefusal.exists(path) : .notWritten(path)
            }
            return made
        }
    }

    // MARK: One moment of the database

    struct Copy {
        var manifest: BackupManifest
        let database: String
        /// SHA-256 of the stored files that the rows name.
        let files: [String]
        let lastSeal: Int64
    }

    private func sqliteCopy(in folder: String) throws -> Copy {
        let path = "\(folder)/copy.sqlite"
        try office.store.backup(to: path)
        // Asked of the copy itself: what it holds is what counts. It is closed again before it is hashed.
        let copy = try Store.sqlite(at: path, durability: .normal, readers: 1).read { try describe($0, at: path) }
        for end in ["-wal", "-shm"] { unlink(path + end) }
        return copy
    }

    private func postgresCopy(in folder: String) throws -> Copy {
        let path = "\(folder)/copy.dump"
        return try office.store.read { db in
            var copy = try describe(db, at: path)
            // The dump sees exactly what this transaction sees.
            let snapshot: String = try db.value("SELECT pg_export_snapshot()")
            let schema: String = try db.value("SELECT current_schema()")
            copy.manifest.schema = schema
            copy.manifest.extensions = try db.values(
                "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname")
            try PostgresTools(office.store).dump(schema: schema, snapshot: snapshot, to: path, folder: folder)
            return copy
        }
    }

    private func describe(_ db: any Reader, at path: String) throws -> Copy {
        let head = try db.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
        let manifest = try BackupManifest(
            madeAt: office.world.now().milliseconds, engine: office.store.dialect == .sqlite ? "sqlite" : "postgres",
            migrations: db.values("SELECT name FROM schema_migration ORDER BY name"), counts: db.counts(),
            ledger: head.map { try $0("sequence") } ?? 0, ledgerHash: Digest.hex(head.map { try $0("hash") } ?? []),
            parts: [], missing: [])
        return try Copy(
            manifest: manifest, database: path,
            files: db.values("SELECT DISTINCT sha256 FROM stored_file ORDER BY sha256"),
            lastSeal: db.value("SELECT coalesce(max(sequence), 0) FROM ledger_seal"))
    }

    // MARK: The file

    private func write(_ copy: Copy, to path: String, passphrase: [UInt8]?) throws -> Made {
        var manifest = copy.manifest
        let database = BackupManifest.databaseName(manifest.engine)
        manifest.parts.append(try part(database, at: copy.database))
        let seals = try sealLines(upTo: copy.lastSeal)
        manifest.parts.append(part(BackupManifest.sealsName, seals))
        var held: [(name: String, bytes: [UInt8])] = [(BackupManifest.sealsName, seals)]
        for (name, path, isSecret) in [
            (BackupManifest.publicKeyName, keys.publicPath, false),
            (BackupManifest.secretKeyName, keys.secretPath, true),
            (Sealing.fileName, "\(dataFolder)/\(Sealing.fileName)", true),
        ] where !isSecret || passphrase != nil {
            guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else { continue }
            held.append((name, bytes))
            manifest.parts.append(part(name, bytes))
        }
        for hash in copy.files {
            let path = office.shelf.path(of: hash)
            if FileManager.default.isReadableFile(atPath: path), try FileDigest.sha256(path: path) == hash {
                manifest.parts.append(try part(BackupManifest.fileName(hash), at: path, sha256: hash))
            } else {
                manifest.missing.append(hash)
            }
        }
        let envelope = try EnvelopeWriter(path, passphrase: passphrase)
        let archive = try BackupArchiveWriter(envelope)
        try archive.add(BackupManifest.name, manifest.encoded())
        try archive.add(database, file: copy.database)
        for part in held { try archive.add(part.name, part.bytes) }
        for part in manifest.files { try archive.add(part.name, file: office.shelf.path(of: part.sha256)) }
        try archive.finish()
        return Made(manifest: manifest, bytes: envelope.bytes)
    }

    private func part(_ name: String, _ bytes: [UInt8]) -> BackupManifest.Part {
        BackupManifest.Part(name: name, bytes: Int64(bytes.count), sha256: FileDigest.sha256(bytes))
    }

    private func part(_ name: String, at path: String, sha256: String? = nil) throws -> BackupManifest.Part {
        try BackupManifest.Part(
            name: name, bytes: FileDigest.size(path: path), sha256: sha256 ?? FileDigest.sha256(path: path))
    }

    /// The file of seals as it was at the moment of the copy: later lines would look like an older database put back.
    private func sealLines(upTo last: Int64) throws -> [UInt8] {
        guard seals.exists else { return [] }
        var text = ""
        try seals.lines { line in
            let words = line.split(separator: " ", maxSplits: 2)
            if words.count > 1, let sequence = Int64(words[1]), sequence <= last { text += line + "\n" }
        }
        return Array(text.utf8)
    }
}
