import Database
import Vocabulary

/// Dấu ký: the head of the ledger at one moment, signed. It covers the seal before it, so that none can be left out.
public struct LedgerSeal: Equatable, Sendable {
    /// The last entry it covers, and its hash.
    public let sequence: Int64
    public let hash: [UInt8]
    public let at: Instant
    /// Hash of the line of the seal before; 32 zeros for the first.
    public let previous: [UInt8]
    /// Name of the public key.
    public let key: String
    public let signature: [UInt8]

    static let columns: SQL = "sequence, hash, at, previous, signing_key, signature"

    init(_ row: Row) throws {
        (sequence, hash, at) = try (row(0), row(1), row(2))
        (previous, key, signature) = try (row(3), row(4), row(5))
    }

    init(sequence: Int64, hash: [UInt8], at: Instant, after last: LedgerSeal?, signedWith key: SealKey) {
        (self.sequence, self.hash, self.at) = (sequence, hash, at)
        previous = last?.lineHash ?? Ledger.genesis
        self.key = key.verifier.name
        signature = key.signature(
            of: Self.message(sequence: sequence, hash: hash, at: at, previous: previous, key: self.key))
    }

    /// What is signed: a line of words parted by blanks.
    private static func message(sequence: Int64, hash: [UInt8], at: Instant, previous: [UInt8], key: String) -> [UInt8]
    {
        Array(
            "vinhdanh-seal-1 \(sequence) \(Digest.hex(hash)) \(at.milliseconds) \(Digest.hex(previous)) \(key)".utf8)
    }

    var message: [UInt8] { Self.message(sequence: sequence, hash: hash, at: at, previous: previous, key: key) }

    /// The line of the file: the message, a blank, the signature.
    public var line: String { String(decoding: message, as: UTF8.self) + " " + Digest.hex(signature) }

    var lineHash: [UInt8] { Digest.blake2b(Array(line.utf8)) }

    static func last(_ db: any Reader) throws -> LedgerSeal? {
        try db.first("SELECT \(sql: columns) FROM ledger_seal ORDER BY sequence DESC LIMIT 1").map(LedgerSeal.init)
    }

    /// Seals in order, from after `sequence`.
    static func page(after sequence: Int64, limit: Int, _ db: any Reader) throws -> [LedgerSeal] {
        try db.all(
            "SELECT \(sql: columns) FROM ledger_seal WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)"
        ).map(LedgerSeal.init)
    }
}

/// Walks over the seals of the table in order, a page at a time.
struct SealWalk {
    private var page: ArraySlice<LedgerSeal> = []
    private var last: Int64 = .min
    private let db: any Reader
    private var isOver = false

    init(_ db: any Reader) { self.db = db }

    mutating func next() throws -> LedgerSeal? {
        if page.isEmpty, !isOver {
            page = try LedgerSeal.page(after: last, limit: 2000, db)[...]
            isOver = page.count < 2000
        }
        guard let seal = page.popFirst() else { return nil }
        last = seal.sequence
        return seal
    }
}
