import Database
import HTTP
import Markup
import Vocabulary

/// One case of a room's page enum: path, permission and answer belong to the case, so that a new case makes the
/// compiler ask for all three.
public protocol Page: Sendable {
    var method: HTTP.Method { get }
    /// Begins with `/`; built here and nowhere else.
    var path: String { get }
    var needs: Need { get }
    /// What a risky act asks beside the right to it.
    var proof: Proof { get }
    /// Where a proof leads that was asked before this page was opened: for a file, back to the page that offers it.
    var afterProof: String? { get }
    var lane: Lane { get }
    /// Bytes of the largest body the page takes; uploads say more.
    var bodyLimit: Int { get }
    /// Closed to an administrator who sees the program as somebody else: one's password, sessions, inbox.
    var isPersonal: Bool { get }
    /// A handler is a sentence: read the form, call one operation, answer.
    func answer(_ call: Call) throws -> Response
}

extension Page {
    public var method: HTTP.Method { .get }
    public var proof: Proof { .none }
    public var afterProof: String? { nil }
    public var lane: Lane { .fast }
    public var bodyLimit: Int { 256 * 1024 }
    public var isPersonal: Bool { false }
}

/// What a page asks of whoever opens it.
public enum Need: Equatable, Sendable {
    case nothing
    case signedIn
    case permission(Permission)
}

/// Phòng: a capability with its pages, tables and entry in the navigation.
public struct Room: Sendable {
    public let name: String
    public let migrations: [Migration]
    /// The page a path means, whatever the method; nil when the path is not this room's.
    public let recognise: @Sendable (HTTP.Method, [Substring]) -> (any Page)?
    /// One of each case, for the guards that open every page as everybody.
    public let examples: [any Page]
    public let navigation: [NavigationItem]
    /// What it tells people of.
    public let notices: [NoticeKind]
    /// What it adds to a person's letter of the day.
    public let digest: [DigestSource]
    /// What the search box finds in it.
    public let search: [SearchSource]
    /// The kinds of things that this room's entries in the ledger are about.
    public let ledger: [LedgerKind]
    /// What it has to say of one unit, on pages of its own.
    public let unitLinks: [UnitLink]
    /// Its papers that cite a document of the law library.
    public let citing: [CitingSource]
    /// What it has to say of one person, on pages of its own.
    public let personLinks: [PersonLink]

    public init(
        name: String, migrations: [Migration] = [], navigation: [NavigationItem] = [], notices: [NoticeKind] = [],
        digest: [DigestSource] = [], search: [SearchSource] = [], ledger: [LedgerKind] = [], unitLinks: [UnitLink] = [],
        citing: [CitingSource] = [],
        personLinks: [PersonLink] = [],
        examples: [any Page],
        recognise: @escaping @Sendable (HTTP.Method, [Substring]) -> (any Page)?
    ) {
        self.name = name
        self.migrations = migrations
        self.navigation = navigation
        self.notices = notices
        self.digest = digest
        self.search = search
        self.ledger = ledger
        self.unitLinks = unitLinks
        self.citing = citing
        self.personLinks = personLinks
        self.examples = examples
        self.recognise = recognise
    }
}

/// A page of a room about one unit, which the unit's own page leads to.
public struct UnitLink: Sendable {
    /// `Việc được giao`
    public let title: String
    /// Asked at the unit.
    public let needs: Permission
    public let path: @Sendable (ID<Unit>) -> String

    public init(_ title: String, needs: Permission, path: @escaping @Sendable (ID<Unit>) -> String) {
        (self.title, self.needs, self.path) = (title, needs, path)
    }
}

/// A page of a room about one person, which the person's own page leads to.
public struct PersonLink: Sendable {
    /// `Khen thưởng đã có`
    public let title: String
    /// Asked for the person as of the register of people.
    public let needs: Permission
    public let path: @Sendable (ID<Person>) -> String

    public init(_ title: String, needs: Permission, path: @escaping @Sendable (ID<Person>) -> String) {
        (self.title, self.needs, self.path) = (title, needs, path)
    }
}

/// A line of the navigation on the left, in the user's words.
public struct NavigationItem: Equatable, Sendable {
    public let title: String
    public let path: String
    public let needs: Permission
    /// Position: 10 Việc của tôi, 20 Chương trình, … 110 Danh mục.
    public let place: Int
    /// Other first parts of paths whose pages belong to this line: `/viec` to the programme.
    public let also: [String]

    public init(_ title: String, path: String, needs: Permission, place: Int, also: [String] = []) {
        (self.title, self.path, self.needs, self.place, self.also) = (title, path, needs, place, also)
    }

    /// Whether the page at `path` belongs to this line.
    public func holds(_ path: String) -> Bool {
        ([self.path] + also).contains { $0 == path || ($0 != "/" && path.hasPrefix($0 + "/")) }
    }
}
