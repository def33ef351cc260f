import Database
import Vocabulary

/// Người: somebody whom units propose, praise, invite or put in charge. Not an account: most people never sign in.
public struct Person: Equatable, Sendable {
    public enum Gender: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case male, female

        public var vietnamese: String { self == .male ? "nam" : "nữ" }
        /// The form of address in front of a name.
        public var address: String { self == .male ? "ông" : "bà" }
    }

    /// Vùng: where the policy of fair awards looks closer. Nil for anywhere else.
    public enum Area: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case mountain, remote, border, island, difficult

        public var vietnamese: String {
            switch self {
            case .mountain: "miền núi"
            case .remote: "vùng sâu, vùng xa"
            case .border: "biên giới"
            case .island: "hải đảo"
            case .difficult: "vùng đặc biệt khó khăn"
            }
        }
    }

    public enum State: String, SQLBindable, SQLDecodable, Sendable {
        case active
        /// Found to be the same as another, `mergedInto`; the row stays so that old addresses lead on.
        case merged
        /// The name and everything that leads to a person is gone; posts stay for the figures.
        case anonymised
    }

    public let id: ID<Person>
    public let name: String
    public let gender: Gender?
    public let ethnicGroup: EthnicGroup?
    public let area: Area?
    public let state: State
    public let mergedInto: ID<Person>?
    /// Counted up by every change: a form that knew an older one is refused.
    public let version: Int
    public let added: Instant
    public let changed: Instant

    static let columns: SQL =
        "p.id, p.name, p.gender, p.ethnic, p.area, p.state, p.merged_into, p.version, p.added, p.changed"

    init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
        gender = try row("gender")
        ethnicGroup = try row("ethnic")
        area = try row("area")
        state = try row("state")
        mergedInto = try row("merged_into")
        version = try row("version")
        added = try row("added")
        changed = try row("changed")
    }
}

/// Personal data of one person: only for who manages people of that unit, and for the person.
public struct PersonContact: Equatable, Sendable {
    /// The day of birth where it is known; lists often say only the year.
    public let birthDay: Day?
    public let birthYear: Int?
    public let phone: String?
    public let email: String?

    static let columns: SQL = "p.birth_day, p.birth_year, p.phone, p.email"

    init(_ row: Row) throws {
        birthDay = try row("birth_day")
        birthYear = try row("birth_year")
        phone = try row("phone")
        email = try row("email")
    }

    /// `17/11/1980`, `1980`; nil when nothing is known.
    public var birth: String? { birthDay?.vietnamese ?? birthYear.map(String.init) }
}
