import CSodium
import Database
import Foundation
import Vocabulary

/// Bút tích: one entry of the audit ledger (nhật ký kiểm toán). Its hash covers every field and the hash of the entry
/// before it, so that a changed, removed, inserted or reordered entry shows.
public struct LedgerEntry: Equatable, Sendable {
    public var sequence: Int64
    public var at: Instant
    public var account: Int64?
    public var actor: String
    public var origin: String
    /// `task.postpone`
    public var act: String
    public var subject: Subject
    /// Facts before and after, as JSON objects with sorted keys; nil where there were none.
    public var before: String?
    public var after: String?
    public var why: String?
    public var previous: [UInt8]
    public var hash: [UInt8]
    /// How the hash was computed: 1 without the branch (entries before it was kept), 2 with it.
    public var format: Int64
    /// Path of the unit whose thing this was about, on that day; nil where it belongs to no unit.
    public var branch: String?

    public static let newestFormat: Int64 = 2

    /// Who it was, for people: `hệ thống (root)` for work from the command line.
    public var who: String { actor.hasPrefix("system:") ? "hệ thống (\(actor.dropFirst(7)))" : actor }

    static let columns: SQL = """
        sequence, at, account, actor, origin, act, subject_kind, subject, facts_before, facts_after, why, previous, hash,
        format, branch
        """

    /// From a row of `columns`, by position: a million of them are read by `verify`.
    init(_ row: Row) throws {
        sequence = try row(0)
        at = try row(1)
        account = try row(2)
        actor = try row(3)
        origin = try row(4)
        act = try row(5)
        subject = try Subject(row(6), row(7))
        before = try row(8)
        after = try row(9)
        why = try row(10)
        previous = try row(11)
        hash = try row(12)
        format = try row(13)
        branch = try row(14)
    }

    init(
        sequence: Int64, at: Instant, actor: Actor, act: String, subject: Subject, before: String?, after: String?,
        why: String?, branch: String?, previous: [UInt8]
    ) {
        self.sequence = sequence
        self.at = at
        self.account = actor.account?.rawValue
        self.actor = actor.name
        self.origin = actor.origin
        self.act = act
        self.subject = subject
        self.before = before
        self.after = after
        self.why = why
        self.branch = branch
        self.previous = previous
        self.format = Self.newestFormat
        self.hash = []
        self.hash = computedHash
    }

    /// BLAKE2b-256 over the fields, each preceded by its length so that no two entries encode alike.
    public var computedHash: [UInt8] {
        var message = LedgerMessage()
        return message.hash(of: self)
    }
}

/// The bytes that an entry's hash covers. One of these serves many entries, so that nothing is allocated for each.
struct LedgerMessage {
    private var bytes: [UInt8] = []

    mutating func hash(of entry: LedgerEntry) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        // An unknown format has a name of its own too, so that no entry of ours can have its hash.
        add("vinhdanh-ledger-\(entry.format)")
        add(entry.sequence)
        add(entry.at.milliseconds)
        if let account = entry.account { add(account) } else { bytes.append(0) }
        add(entry.actor)
        add(entry.origin)
        add(entry.act)
        add(entry.subject.kind)
        add(entry.subject.id)
        add(entry.before)
        add(entry.after)
        add(entry.why)
        if entry.format >= 2 { add(entry.branch) }
        open(entry.previous.count)
        bytes.append(contentsOf: entry.previous)
        return Digest.blake2b(bytes)
    }

    private mutating func open(_ count: Int) {
        bytes.append(1)
        withUnsafeBytes(of: UInt64(count).littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ text: String?) {
        guard let text else { return bytes.append(0) }
        open(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// As decimal digits.
    private mutating func add(_ number: Int64) { add(String(number)) }
}

/// Facts of an entry: sorted JSON, so that equal facts are equal text.
enum LedgerFacts {
    static func json(_ facts: [String: String?]) throws -> String? {
        guard !facts.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(facts), as: UTF8.self)
    }
}

/// Hashes of libsodium.
public enum Digest {
    /// BLAKE2b, 32 bytes, with a key where one is given.
    public static func blake2b(_ bytes: [UInt8], key: [UInt8] = []) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), key.isEmpty ? nil : key, key.count)
        return hash
    }

    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What `hex` wrote; nil for anything else.
    public static func bytes(hex: String) -> [UInt8]? {
        guard hex.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = hex[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
