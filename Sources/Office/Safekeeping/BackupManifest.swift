import Foundation
import Vocabulary

/// What a backup holds: the first part of its archive, read before anything else.
public struct BackupManifest: Codable, Equatable, Sendable {
    /// Of this layout.
    public var format = 1
    public var madeAt: Int64
    /// `sqlite` or `postgres`
    public var engine: String
    /// PostgreSQL: the schema the tables stood in, and what the server must have besides.
    public var schema: String?
    public var extensions: [String] = []
    public var migrations: [String]
    /// Rows of each table.
    public var counts: [String: Int]
    /// The head of the ledger.
    public var ledger: Int64
    public var ledgerHash: String
    public var parts: [Part]
    /// Stored files that were missing or damaged when the backup was made.
    public var missing: [String]

    public struct Part: Codable, Equatable, Sendable {
        public let name: String
        public let bytes: Int64
        public let sha256: String
    }

    static let name = "manifest.json"
    static let sealsName = "ledger-seals.log"
    static let publicKeyName = "keys/ledger.pub"
    static let secretKeyName = "keys/ledger.key"

    static func databaseName(_ engine: String) -> String { engine == "sqlite" ? "vinhdanh.sqlite" : "vinhdanh.dump" }

    /// `files/ab/cdef…`: where the shelf has it.
    static func fileName(_ sha256: String) -> String { "files/\(sha256.prefix(2))/\(sha256.dropFirst(2))" }

    var files: [Part] { parts.filter { $0.name.hasPrefix("files/") } }

    public var fileCount: Int { files.count }

    public var rows: Int { counts.values.reduce(0, +) }

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// Only names that a backup of ours can have: nothing is ever written beside its folder.
    var hasOnlyOwnNames: Bool {
        parts.allSatisfy { part in
            [Self.databaseName(engine), Self.sealsName, Self.publicKeyName, Self.secretKeyName, Sealing.fileName]
                .contains(part.name)
                || (part.name.wholeMatch(of: /files\/[0-9a-f]{2}\/[0-9a-f]{62}/) != nil
                    && part.name.dropFirst(6).filter { $0 != "/" } == part.sha256)
        } && Set(parts.map(\.name)).count == parts.count && parts.contains { $0.name == Self.databaseName(engine) }
    }
}
