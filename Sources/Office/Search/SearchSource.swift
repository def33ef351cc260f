import Database
import Markup
import Vocabulary

/// What was typed into the search box, and which hits are wanted.
public struct SearchQuestion: Equatable, Sendable {
    /// Composed letters, at most 120 of them.
    public let typed: String
    /// Folded beginnings of words.
    public let words: [String]
    public let offset: Int
    /// None: only the count is wanted.
    public let limit: Int
    /// Counting goes no further; beyond it one says “hơn 1.000”.
    public let counting: Int

    /// Of the kind that is shown in full, whose pages are counted.
    public static let most = 1000
    /// Of kinds that are shown beside others.
    public static let glance = 100
    /// So many candidates are put in order by their marks; hits behind them keep the order of their source.
    public static let ranked = 300

    private let exact: [String]

    public init(_ typed: String, offset: Int = 0, limit: Int, counting: Int = most) {
        self.typed = String(typed.nfc.trimmed.prefix(120))
        words = Self.split(self.typed).prefix(8).map(\.folded).filter { !$0.isEmpty }
        exact = Self.split(self.typed).prefix(8).map { $0.lowercased() }
        (self.offset, self.limit, self.counting) = (offset, limit, counting)
    }

    static func split(_ text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// Whether each word typed, with its very marks, begins some word of `text`.
    public func isExact(_ text: String) -> Bool {
        let words = Self.split(text.nfc.lowercased())
        return exact.allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
    }

    /// One page of candidates: those with the very marks first, otherwise in the order of the source.
    ///
    /// - Parameter fetch: at most so many candidates, and how many to leave out before them.
    public func page<Hit>(text: (Hit) -> String, _ fetch: (Int, Int) throws -> [Hit]) rethrows -> (
        hits: [Hit], known: Int?
    ) {
        guard limit > 0 else { return ([], nil) }
        guard offset < Self.ranked else { return (try fetch(limit, offset), nil) }
        let all = try fetch(Self.ranked, 0)
        let marked = all.map { ($0, isExact(text($0))) }
        let ordered = marked.filter(\.1).map(\.0) + marked.filter { !$0.1 }.map(\.0)
        return (Array(ordered.dropFirst(offset).prefix(limit)), all.count < Self.ranked ? all.count : nil)
    }
}

/// One line of what was found.
public struct SearchHit: Equatable, Sendable {
    public let title: String
    /// A path of this program.
    public let link: String
    /// What tells it from others of the same name.
    public let note: String

    public init(_ title: String, link: String, note: String = "") {
        (self.title, self.link, self.note) = (title, link, note)
    }
}

/// What one source found: the hits of a page, and how many there are in all. A count beyond the question's `counting` only
/// tells that there are more.
public struct SearchFound: Equatable, Sendable {
    public let hits: [SearchHit]
    public let count: Int

    public init(hits: [SearchHit], count: Int) { (self.hits, self.count) = (hits, count) }

    public static let nothing = SearchFound(hits: [], count: 0)
}

/// Nguồn tìm kiếm: one kind of thing that the search box finds. Rooms offer theirs (`Room.search`), so that the search
/// knows no room.
public struct SearchSource: Sendable {
    /// In addresses: `viec`.
    public let kind: String
    /// `Việc`; counted as `12 việc`.
    public let title: String
    /// Nobody without it is even told that the kind exists.
    public let needs: Permission
    /// Finds within what the visitor may see: what lies outside changes neither hits nor count.
    public let find: @Sendable (SearchQuestion, Visitor, Day, any Reader) throws -> SearchFound

    public init(
        _ kind: String, _ title: String, needs: Permission,
        find: @escaping @Sendable (SearchQuestion, Visitor, Day, any Reader) throws -> SearchFound
    ) {
        (self.kind, self.title, self.needs, self.find) = (kind, title, needs, find)
    }
}
