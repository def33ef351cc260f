import Database
import Vocabulary

/// Khối, cụm thi đua: units that compete with each other in a year.
public struct Bloc: Equatable, Sendable {
    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case bloc, cluster
        /// Under an agency.
        case inner
        /// Of several provinces, our own among them.
        case provinces

        public var vietnamese: String {
            switch self {
            case .bloc: "khối thi đua"
            case .cluster: "cụm thi đua"
            case .inner: "khối nội bộ"
            case .provinces: "cụm liên tỉnh"
            }
        }

        /// What its leading unit is called.
        public var head: String {
            switch self {
            case .bloc, .inner: "trưởng khối"
            case .cluster, .provinces: "trưởng cụm"
            }
        }
    }

    /// Its members by one decision, from one year to another.
    public struct Version: Equatable, Sendable {
        public let id: ID<Version>
        public let decision: String
        public let decidedOn: Day
        public let firstYear: Int
        /// Nil while no newer decision has replaced it.
        public let lastYear: Int?

        init(_ row: Row) throws {
            (id, decision, decidedOn) = (try row("id"), try row("decision"), try row("decided_on"))
            (firstYear, lastYear) = (try row("first_year"), try row("last_year"))
        }

        public func holds(in year: Int) -> Bool { firstYear <= year && (lastYear.map { year <= $0 } ?? true) }
    }

    public struct Member: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
        public let code: String

        init(_ row: Row) throws { (unit, name, code) = (try row("unit"), try row("name"), try row("code")) }

        /// As a box takes it back.
        public var typed: String { "\(name) (\(code))" }
    }

    /// Who leads in a year, and how much praise may be asked for.
    public struct Year: Equatable, Sendable {
        public let year: Int
        public let head: Member?
        public let deputies: [Member]
        /// Chỉ tiêu Cờ thi đua; nil while not given.
        public let flags: Int?
        /// Chỉ tiêu Bằng khen.
        public let certificates: Int?
    }

    public let id: ID<Bloc>
    public let kind: Kind
    public let name: String
    public let unit: ID<Unit>
    public let unitName: String

    static let columns: SQL = "b.id, b.kind, b.name, b.unit, u.name AS unit_name"

    init(_ row: Row) throws {
        (id, kind, name) = (try row("id"), try row("kind"), try row("name"))
        (unit, unitName) = (try row("unit"), try row("unit_name"))
    }
}

/// Members by a decision, to be written.
public struct BlocDecision: Equatable, Sendable {
    public var number: String
    public var day: Day
    public var firstYear: Int
    public var members: [ID<Unit>]

    public init(number: String, day: Day, firstYear: Int, members: [ID<Unit>]) {
        (self.number, self.day, self.firstYear, self.members) = (number, day, firstYear, members)
    }
}

/// Why something about a bloc was refused.
public enum BlocRefusal: Explained, Equatable {
    case notFound
    case noName, noDecision, badDay, badYear, badQuota
    case nameTaken(String)
    case tooFewMembers
    case memberTwice(String)
    case unit(field: String, words: String)
    case notAfter(Int)
    case notMember(field: String, String, year: Int)
    case headIsDeputy
    case noHead
    case handedOver(Int)
    case noVersion(Int)
    case noReason
    case notHandedOver(Int)
    case onlyDecision
    case yearsStand(Int)

    public var field: String? {
        switch self {
        case .noName, .nameTaken: "ten"
        case .noDecision: "so"
        case .badDay: "ngay"
        case .badYear, .notAfter: "nam"
        case .badQuota: "co"
        case .tooFewMembers, .memberTwice: "thanh-vien"
        case .unit(let field, _), .notMember(let field, _, _): field
        case .headIsDeputy: "pho"
        case .noHead: "truong"
        case .noReason: "ly-do"
        case .notFound, .handedOver, .noVersion, .notHandedOver, .onlyDecision, .yearsStand: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy khối, cụm này.", log: "bloc not found")
        case .noName:
            Explanation(notice: "Hãy ghi tên khối hoặc cụm, ví dụ: Khối thi đua các sở tổng hợp.", log: "bloc: name")
        case .nameTaken(let name):
            Explanation(
                notice: "Đã có “\(name)”. Muốn đổi thành viên, hãy mở khối đó và ghi quyết định mới.",
                log: "bloc: name taken")
        case .noDecision: Explanation(notice: "Hãy ghi số quyết định, ví dụ: 35/QĐ-UBND.", log: "bloc: decision")
        case .badDay: Explanation(notice: "Ngày quyết định chưa đúng. Hãy ghi theo mẫu 15/01/2026.", log: "bloc: day")
        case .badYear: Explanation(notice: "Năm phải là bốn chữ số từ 1990 đến 2100.", log: "bloc: year")
        case .badQuota: Explanation(notice: "Chỉ tiêu là số nguyên từ 0 đến 1.000, hoặc để trống.", log: "bloc: quota")
        case .tooFewMembers:
            Explanation(
                notice: "Khối, cụm cần ít nhất hai đơn vị thành viên, mỗi dòng một đơn vị.", log: "bloc: members")
        case .memberTwice(let name):
            Explanation(notice: "\(name) được ghi hai lần. Hãy bỏ bớt một dòng.", log: "bloc: member twice")
        case .unit(_, let words): Explanation(notice: words, log: "bloc: unit not recognised")
        case .notAfter(let year):
            Explanation(
                notice: "Quyết định mới phải áp dụng từ sau năm \(year), năm bắt đầu của quyết định đang có.",
                log: "bloc: decision not newer")
        case .notMember(_, let name, let year):
            Explanation(
                notice: "\(name) không phải thành viên năm \(year). Hãy chọn trong các thành viên.",
                log: "bloc: not a member")
        case .headIsDeputy:
            Explanation(
                notice: "Một đơn vị không thể vừa là trưởng vừa là phó, hoặc là phó hai lần.",
                log: "bloc: head is deputy")
        case .noHead: Explanation(notice: "Hãy chọn đơn vị làm trưởng.", log: "bloc: no head")
        case .handedOver(let year):
            Explanation(notice: "Năm \(year) đã có trưởng. Hãy mở lại trang để xem.", log: "bloc: handed over already")
        case .noVersion(let year):
            Explanation(
                notice: "Năm \(year) chưa có quyết định thành viên. Hãy ghi quyết định trước.", log: "bloc: no version")
        case .noReason:
            Explanation(notice: "Hãy ghi lý do, để người xem nhật ký hiểu vì sao.", log: "bloc: no reason")
        case .notHandedOver(let year):
            Explanation(
                notice: "Năm \(year) chưa bàn giao nên không có gì để sửa. Hãy mở lại trang để xem.",
                log: "bloc: not handed over")
        case .onlyDecision:
            Explanation(
                notice: "Đây là quyết định duy nhất của khối, cụm nên không bỏ được.", log: "bloc: only decision")
        case .yearsStand(let year):
            Explanation(
                notice: "Năm \(year) đã bàn giao theo quyết định này. Hãy hủy bàn giao năm đó trước.",
                log: "bloc: years stand on the decision")
        }
    }
}
