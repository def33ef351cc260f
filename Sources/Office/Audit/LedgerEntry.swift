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

    static let columns: SQL =
        "sequence, at, account, actor, origin, act, subject_kind, subject, facts_before, facts_after, why, previous, hash"

    init(_ row: Row) throws {
        sequence = try row("sequence")
        at = try row("at")
        account = try row("account")
        actor = try row("actor")
        origin = try row("origin")
        act = try row("act")
        subject = try Subject(row("subject_kind"), row("subject"))
        before = try row("facts_before")
        after = try row("facts_after")
        why = try row("why")
        previous = try row("previous")
        hash = try row("hash")
    }

    init(
        sequence: Int64, at: Instant, actor: Actor, act: String, subject: Subject, before: String?, after: String?,
        why: String?, previous: [UInt8]
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
        self.previous = previous
        self.hash = []
        self.hash = computedHash
    }

    /// BLAKE2b-256 over the fields, each preceded by its length so that no two entries encode alike.
    public var computedHash: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ field: [UInt8]?) {
            guard let field else { return bytes.append(0) }
            bytes.append(1)
            withUnsafeBytes(of: UInt64(field.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field)
        }
        func add(_ text: String?) { add(text.map { Array($0.utf8) }) }
        add("vinhdanh-ledger-1")
        add(String(sequence))
        add(String(at.milliseconds))
        add(account.map(String.init))
        add(actor)
        add(origin)
        add(act)
        add(subject.kind)
        add(String(subject.id))
        add(before)
        add(after)
        add(why)
        add(previous)
        return Digest.blake2b(bytes)
    }
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
