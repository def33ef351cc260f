import Database
import Vocabulary

/// Chức vụ: what somebody is in a unit, from one day to another. A person may hold two at once.
public struct Post: Equatable, Sendable {
    /// Nhóm đối tượng: the five groups of persons of form 0603.N (Thông tư 02/2023/TT-BNV).
    public enum Group: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case provinceLeader, departmentLeader, businessLeader, otherLeader, direct

        public var vietnamese: String {
            switch self {
            case .provinceLeader: "lãnh đạo cấp bộ, cấp tỉnh trở lên"
            case .departmentLeader: "lãnh đạo cấp vụ, sở và tương đương"
            case .businessLeader: "doanh nhân, lãnh đạo doanh nghiệp"
            case .otherLeader: "lãnh đạo khác, từ phó phòng trở lên"
            case .direct: "người trực tiếp lao động, công tác"
            }
        }

        /// In a column of a list.
        public var short: String { isLeader ? "lãnh đạo" : "trực tiếp" }

        public var isLeader: Bool { self != .direct }
    }

    public let id: ID<Post>
    public let person: ID<Person>
    public let unit: ID<Unit>
    public let unitName: String
    /// `Phó Giám đốc`
    public let title: String
    public let group: Group
    /// Nil where nobody knows since when.
    public let firstDay: Day?
    /// The last day; nil while it is held.
    public let lastDay: Day?

    static let columns: SQL = """
        o.id, o.person, o.unit, u.name AS unit_name, o.title, o.post_group, o.first_day, o.last_day
        """

    init(_ row: Row) throws {
        id = try row("id")
        person = try row("person")
        unit = try row("unit")
        unitName = try row("unit_name")
        title = try row("title")
        group = try row("post_group")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
    }

    public func isHeld(on day: Day) -> Bool {
        (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }

    /// Whether two stretches of days, either end of which may be open, have a day in common.
    static func overlap(_ left: (first: Day?, last: Day?), _ right: (first: Day?, last: Day?)) -> Bool {
        let startsInTime = left.first.flatMap { first in right.last.map { first <= $0 } } ?? true
        let endsInTime = right.first.flatMap { first in left.last.map { first <= $0 } } ?? true
        return startsInTime && endsInTime
    }
}

/// A post to be added.
public struct NewPost: Equatable, Sendable {
    public var unit: ID<Unit>
    public var title: String
    public var group: Post.Group
    public var firstDay: Day?
    public var lastDay: Day?

    public init(unit: ID<Unit>, title: String, group: Post.Group = .direct, firstDay: Day? = nil, lastDay: Day? = nil) {
        (self.unit, self.title, self.group) = (unit, title, group)
        (self.firstDay, self.lastDay) = (firstDay, lastDay)
    }
}
