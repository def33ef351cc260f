import Database
import Foundation
import Vocabulary

/// Where uploaded files lie: each content once, named by its SHA-256, below the data folder.
public struct FileShelf: Sendable {
    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// `files/ab/cdef…`
    public func path(of hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash.dropFirst(2))" }

    /// Puts a finished upload on the shelf. Copies beside its place first and renames, so that a file is there whole or not
    /// at all; the same content a second time changes nothing.
    public func keep(_ source: String, hash: String) throws {
        guard hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit) else { throw ShelfFault.badHash }
        let target = path(of: hash)
        let files = FileManager.default
        guard !files.fileExists(atPath: target) else { return }
        try files.createDirectory(
            atPath: "\(folder)/\(hash.prefix(2))", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let part = "\(target).\(UUID().uuidString).part"
        try files.copyItem(atPath: source, toPath: part)
        guard rename(part, target) == 0 else {
            try? files.removeItem(atPath: part)
            throw ShelfFault.notKept(errno)
        }
    }

    public func contains(_ hash: String) -> Bool { FileManager.default.fileExists(atPath: path(of: hash)) }
}

enum ShelfFault: Error { case badHash, notKept(Int32) }

/// Tệp đính kèm: a file as someone gave it; its content lies on the shelf.
public struct StoredFile: Equatable, Sendable {
    public let id: ID<StoredFile>
    public let sha256: String
    public let name: String
    public let bytes: Int64

    static let columns: SQL = "f.id, f.sha256, f.name, f.bytes"

    init(_ row: Row) throws {
        id = try row("id")
        sha256 = try row("sha256")
        name = try row("name")
        bytes = try row("bytes")
    }

    public static func with(_ id: ID<StoredFile>, _ db: any Reader) throws -> StoredFile? {
        try db.first("SELECT \(sql: columns) FROM stored_file f WHERE f.id = \(id)").map(StoredFile.init)
    }

    /// Notes a file in the database; its content must be on the shelf already. The same content under the same name is
    /// one row.
    public static func note(name: String, sha256: String, bytes: Int64, by operation: Operation) throws -> ID<
        StoredFile
    > {
        let known = try operation.first("SELECT id FROM stored_file WHERE sha256 = \(sha256) AND name = \(name)")
        if let known { return try known("id") }
        return ID(
            try operation.insert(
                """
                INSERT INTO stored_file (sha256, name, bytes, added, account)
                VALUES (\(sha256), \(name), \(bytes), \(operation.now), \(operation.actor.account))
                """))
    }
}

enum FileSchema {
    static let migrations = [
        Migration(
            "office/0004-files",
            [
                """
                CREATE TABLE stored_file (
                    id \(word: .identity),
                    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
                    name TEXT NOT NULL CHECK (name <> ''),
                    bytes BIGINT NOT NULL CHECK (bytes >= 0),
                    added BIGINT NOT NULL,
                    account BIGINT REFERENCES account (id),
                    UNIQUE (sha256, name)
                )
                """,
                "CREATE INDEX stored_file_account ON stored_file (account)",
            ])
    ]
}
