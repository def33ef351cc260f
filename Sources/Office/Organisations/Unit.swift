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
        case bloc, household, other

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
            case .bloc: "khối, cụm thi đua"
            case .household: "hộ gia đình"
            case .other: "khác"
            }
        }
    }

    public let id: ID<Unit>
    public let code: String
    public let name: String
    public let shortName: String?
    public let level: Level
    public let kind: Kind
    public let parent: ID<Unit>?
    /// Keys from the root to this unit: `/1/5/`. A branch is every unit whose path begins so.
    public let path: String
    public let firstDay: Day?
    /// The last day it existed; nil while it exists.
    public let lastDay: Day?

    static let columns: SQL =
        "u.id, u.code, u.name, u.short_name, u.level, u.kind, u.parent, u.path, u.first_day, u.last_day"

    init(_ row: Row) throws {
        id = try row("id")
        code = try row("code")
        name = try row("name")
        shortName = try row("short_name")
        level = try row("level")
        kind = try row("kind")
        parent = try row("parent")
        path = try row("path")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
    }

    public func exists(on day: Day) -> Bool {
        (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }
}

/// Why an operation on units was refused.
public enum UnitRefusal: Explained, Equatable {
    case noName
    case codeTaken(String)
    case unknown(String)
    case ambiguous(String, [String])
    case dissolvedBeforeItBegan
    case successorIsItself

    public var explanation: Explanation {
        switch self {
        case .noName:
            Explanation(
                notice: "Đơn vị chưa có tên. Hãy ghi tên đầy đủ như trong quyết định thành lập.",
                log: "unit without name")
        case .codeTaken(let code):
            Explanation(notice: "Mã đơn vị “\(code)” đã có đơn vị khác dùng. Hãy chọn mã khác.", log: "unit code taken")
        case .unknown(let text):
            Explanation(
                notice: "Không tìm thấy đơn vị “\(text)”. Hãy ghi đúng mã hoặc đúng tên đầy đủ của đơn vị.",
                log: "unit not found", english: "No unit is called “\(text)”. Give its code or its exact name.")
        case .ambiguous(let text, let codes):
            Explanation(
                notice: "Có \(codes.count) đơn vị cùng tên “\(text)”. Hãy ghi mã: \(codes.joined(separator: ", ")).",
                log: "unit name is ambiguous",
                english: "Several units are called “\(text)”. Give a code: \(codes.joined(separator: ", ")).")
        case .dissolvedBeforeItBegan:
            Explanation(
                notice: "Ngày kết thúc trước ngày bắt đầu hoạt động. Hãy kiểm tra lại hai ngày.",
                log: "period of unit is empty")
        case .successorIsItself:
            Explanation(notice: "Đơn vị kế thừa phải là đơn vị khác.", log: "unit succeeds itself")
        }
    }
}
