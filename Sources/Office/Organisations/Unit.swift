import Database
import Vocabulary

/// Đơn vị: a body that leads, coordinates, proposes or receives: province, department, commune, school, enterprise …
public struct Unit: Equatable, Sendable {
    public enum Level: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case central, province, district, commune, base, outside

        /// The word on screens.
        public var vietnamese: String {
            switch self {
            case .central: "Trung ương"
            case .province: "cấp tỉnh"
            case .district: "cấp huyện (đến 30/6/2025)"
            case .commune: "cấp xã"
            case .base: "cơ sở"
            case .outside: "ngoài tỉnh"
            }
        }
    }

    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case government, department, office, council, party, front, union, enterprise, school, press, police, army,
            court
        case institution, cooperative, bloc, household, other

        public var vietnamese: String {
            switch self {
            case .government: "Ủy ban nhân dân"
            case .department: "sở, ban, ngành"
            case .office: "phòng, ban trực thuộc"
            case .council: "hội đồng"
            case .party: "cơ quan Đảng"
            case .front: "Mặt trận"
            case .union: "đoàn thể"
            case .enterprise: "doanh nghiệp"
            case .school: "trường học"
            case .press: "báo chí"
            case .police: "công an"
            case .army: "quân đội"
            case .court: "tòa án, viện kiểm sát"
            case .institution: "đơn vị sự nghiệp khác"
            case .cooperative: "hợp tác xã"
            case .bloc: "khối, cụm thi đua"
            case .household: "hộ gia đình"
            case .other: "khác"
            }
        }
    }

    /// What the territory of a commune-level body is.
    public enum CommuneKind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case commune, ward, specialZone, townlet

        public var vietnamese: String {
            switch self {
            case .commune: "xã"
            case .ward: "phường"
            case .specialZone: "đặc khu"
            case .townlet: "thị trấn (đến 30/6/2025)"
            }
        }
    }

    public let id: ID<Unit>
    public let code: String
    public let name: String
    public let shortName: String?
    public let level: Level
    public let kind: Kind
    /// Nil for all but communes, wards, special zones and the townlets of old.
    public let communeKind: CommuneKind?
    /// Under which unit it stands today; at its end, once it has ended.
    public let parent: ID<Unit>?
    /// Keys from the root to this unit: `/1/5/`. A branch is every unit whose path begins so. As of today, like `parent`.
    public let path: String
    public let firstDay: Day?
    /// The last day it existed; nil while it exists.
    public let lastDay: Day?

    static let columns: SQL =
        """
        u.id, u.code, u.name, u.short_name, u.level, u.kind, u.commune_kind, u.parent, u.path, u.first_day, u.last_day
        """

    init(_ row: Row) throws {
        id = try row("id")
        code = try row("code")
        name = try row("name")
        shortName = try row("short_name")
        level = try row("level")
        kind = try row("kind")
        communeKind = try row("commune_kind")
        parent = try row("parent")
        path = try row("path")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
    }

    public func exists(on day: Day) -> Bool {
        (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }
}

extension Unit {
    /// The province, root of the branch that the path leads to.
    static func province(at path: String) -> ID<Unit>? { path.split(separator: "/").first.flatMap { ID<Unit>($0) } }

    var province: ID<Unit> { Self.province(at: path) ?? id }
}
