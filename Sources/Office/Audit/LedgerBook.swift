import Database
import Vocabulary

/// What a room tells the ledger about one kind of thing: where it stands, and the words for what happens to it.
public struct LedgerKind: Sendable {
    /// `task`, as in `Subject("task", 17)`.
    public let kind: String
    /// `Nhiệm vụ`
    public let noun: String
    /// `task.postpone`: `hoãn`; each act that is recorded on this kind has its words.
    public let acts: [String: String]
    /// `due`: `hạn`; names of facts before and after.
    public let facts: [String: String]
    /// `state=toDo`: `chưa làm`; facts whose values are words of ours.
    public let values: [String: String]
    /// The page of one thing; nil where there is none.
    public let page: @Sendable (Int64) -> String?
    /// Without this right one is told neither names nor pages of such things; nil: the ledger's own right is enough.
    public let needs: Permission?
    /// Path of the unit that a thing belongs to now; nil when it belongs to none.
    public let branch: @Sendable (Int64, any Reader) throws -> String?
    /// What people call some of these things, in one query.
    public let names: @Sendable ([Int64], any Reader) throws -> [Int64: String]

    public init(
        _ kind: String, _ noun: String, acts: [String: String], facts: [String: String] = [:],
        values: [String: String] = [:], needs: Permission? = nil,
        page: @escaping @Sendable (Int64) -> String? = { _ in nil },
        branch: @escaping @Sendable (Int64, any Reader) throws -> String? = { _, _ in nil },
        names: @escaping @Sendable ([Int64], any Reader) throws -> [Int64: String] = { _, _ in [:] }
    ) {
        (self.kind, self.noun, self.acts, self.facts, self.values) = (kind, noun, acts, facts, values)
        (self.needs, self.page, self.branch, self.names) = (needs, page, branch, names)
    }
}

extension LedgerKind {
    func isOpen(to visitor: Visitor) -> Bool { needs.map { visitor.may($0) } ?? true }
}

/// Every kind of thing that entries of the ledger are about, gathered from the rooms.
public struct LedgerBook: Sendable {
    public let kinds: [LedgerKind]
    private let byName: [String: LedgerKind]
    private let acts: [String: String]

    public init(_ kinds: [LedgerKind]) {
        self.kinds = kinds
        byName = Dictionary(kinds.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        acts = kinds.reduce(into: [:]) { acts, kind in acts.merge(kind.acts) { first, _ in first } }
    }

    public subscript(kind: String) -> LedgerKind? { byName[kind] }

    /// The words for an act; the act itself where no room knows it any more.
    public func words(forAct act: String) -> String { acts[act] ?? act }

    public func knows(act: String) -> Bool { acts[act] != nil }

    func branch(of subject: Subject, _ db: any Reader) throws -> String? {
        try byName[subject.kind]?.branch(subject.id, db)
    }
}
