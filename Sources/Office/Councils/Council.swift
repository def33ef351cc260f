import Database
import Vocabulary

/// Hội đồng: advises on emulation and praise, or judges initiatives, for a term.
public struct Council: Equatable, Sendable {
    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case emulation, initiative

        public var vietnamese: String {
            switch self {
            case .emulation: "Hội đồng Thi đua - Khen thưởng"
            case .initiative: "Hội đồng sáng kiến"
            }
        }
    }

    /// In the order of a list of members.
    public enum Role: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case chair, standingDeputy, deputy, standing, secretary, member

        public var vietnamese: String {
            switch self {
            case .chair: "Chủ tịch"
            case .standingDeputy: "Phó Chủ tịch thường trực"
            case .deputy: "Phó Chủ tịch"
            case .standing: "Ủy viên thường trực"
            case .secretary: "Thư ký"
            case .member: "Thành viên"
            }
        }
    }

    public let id: ID<Council>
    public let kind: Kind
    public let level: Unit.Level
    public let name: String
    public let unit: ID<Unit>
    public let unitName: String
    public let standingName: String?
    public let decision: String
    public let decidedOn: Day
    public let firstDay: Day
    /// The last day of its term; nil where the decision names none.
    public let lastDay: Day?

    static let columns: SQL = """
        c.id, c.kind, c.level, c.name, c.unit, u.name AS unit_name, s.name AS standing_name, c.decision, c.decided_on,
        c.first_day, c.last_day
        """

    init(_ row: Row) throws {
        (id, kind, level, name) = (try row("id"), try row("kind"), try row("level"), try row("name"))
        (unit, unitName, standingName) = (try row("unit"), try row("unit_name"), try row("standing_name"))
        (decision, decidedOn) = (try row("decision"), try row("decided_on"))
        (firstDay, lastDay) = (try row("first_day"), try row("last_day"))
    }
}

/// Thành viên hội đồng: a person with a role, from one day to another.
public struct CouncilMember: Equatable, Sendable {
    public let id: ID<CouncilMember>
    public let council: ID<Council>
    public let person: ID<Person>
    public let name: String
    public let role: Council.Role
    public let firstDay: Day
    public let lastDay: Day?

    static let columns: SQL = "m.id, m.council, m.person, p.name, m.role, m.first_day, m.last_day"

    init(_ row: Row) throws {
        (id, council, person) = (try row("id"), try row("council"), try row("person"))
        (name, role) = (try row("name"), try row("role"))
        (firstDay, lastDay) = (try row("first_day"), try row("last_day"))
    }

    public func serves(on day: Day) -> Bool { firstDay <= day && (lastDay.map { day <= $0 } ?? true) }
}

/// Phân công thành viên theo dõi khối trong một năm.
public struct CouncilAssignment: Equatable, Sendable {
    public let id: ID<CouncilAssignment>
    public let personName: String
    public let bloc: ID<Bloc>
    public let blocName: String
    public let year: Int

    init(_ row: Row) throws {
        (id, personName) = (try row("id"), try row("person_name"))
        (bloc, blocName, year) = (try row("bloc"), try row("bloc_name"), try row("year"))
    }

    private static let source: SQL = """
        SELECT a.id, p.name AS person_name, a.bloc, b.name AS bloc_name, a.year
        FROM council_assignment a JOIN council_member m ON m.id = a.member JOIN person p ON p.id = m.person
        JOIN bloc b ON b.id = a.bloc
        """

    static func one(_ id: ID<CouncilAssignment>, of council: ID<Council>, _ db: any Reader) throws
        -> CouncilAssignment?
    {
        try db.first("\(sql: source) WHERE a.id = \(id) AND m.council = \(council)").map(CouncilAssignment.init)
    }

    public static func of(bloc: ID<Bloc>, in year: Int, _ db: any Reader) throws -> [CouncilAssignment] {
        try db.all("\(sql: source) WHERE a.bloc = \(bloc) AND a.year = \(year) ORDER BY p.name_key, a.id").map(
            CouncilAssignment.init)
    }

    public static func of(council: ID<Council>, in year: Int, _ db: any Reader) throws -> [CouncilAssignment] {
        try db.all(
            "\(sql: source) WHERE m.council = \(council) AND a.year = \(year) ORDER BY b.name_key, p.name_key, a.id"
        )
        .map(CouncilAssignment.init)
    }
}

/// Why something about a council was refused.
public enum CouncilRefusal: Explained, Equatable {
    case notFound
    case noName, noDecision, badYear
    case badDay(field: String)
    case endsBeforeItBegins
    case outsideTerm(Day, Day?)
    case unit(field: String, words: String)
    case noMember
    case person(NamedPerson.Refusal)
    case alreadyMember(String)
    case chairTaken(String)
    case hasEnded
    case noBloc(String)
    case alreadyAssigned
    case notServing(Int)
    case noReason
    case seatOutside(String)
    case stillAssigned(String)

    public var field: String? {
        switch self {
        case .noName: "ten"
        case .noDecision: "so"
        case .badYear: "nam"
        case .badDay(let field), .unit(let field, _): field
        case .endsBeforeItBegins: "den-ngay"
        case .outsideTerm: "tu-ngay"
        case .noMember, .person, .alreadyMember, .notServing: "nguoi"
        case .chairTaken: "vai-tro"
        case .noBloc, .alreadyAssigned: "khoi"
        case .noReason: "ly-do"
        case .seatOutside: "tu-ngay"
        case .notFound, .hasEnded, .stillAssigned: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy hội đồng này.", log: "council not found")
        case .noName: Explanation(notice: "Hãy ghi tên hội đồng.", log: "council: name")
        case .noDecision:
            Explanation(notice: "Hãy ghi số quyết định thành lập, ví dụ: 120/QĐ-UBND.", log: "council: decision")
        case .badYear: Explanation(notice: "Năm phải là bốn chữ số từ 1990 đến 2100.", log: "council: year")
        case .badDay: Explanation(notice: "Ngày chưa đúng. Hãy ghi theo mẫu 15/01/2026.", log: "council: day")
        case .endsBeforeItBegins:
            Explanation(
                notice: "Ngày kết thúc trước ngày bắt đầu. Hãy kiểm tra hai ngày.", log: "council: empty period")
        case .outsideTerm(let first, let last):
            Explanation(
                notice:
                    "Thời gian tham gia phải nằm trong nhiệm kỳ, \(last.map { "từ \(first.vietnamese) đến \($0.vietnamese)" } ?? "từ \(first.vietnamese)").",
                log: "council: outside its term")
        case .unit(_, let words): Explanation(notice: words, log: "council: unit not recognised")
        case .noMember: Explanation(notice: "Hãy chọn thành viên trong danh sách.", log: "council: no member")
        case .person(let refusal): refusal.explanation
        case .alreadyMember(let name):
            Explanation(
                notice: "\(name) đã là thành viên hội đồng trong thời gian đó.", log: "council: member overlaps")
        case .chairTaken(let name):
            Explanation(
                notice:
                    "\(name) đang là Chủ tịch trong thời gian đó. Hãy ghi ngày thôi của người đó trước, hoặc dùng “Thay”.",
                log: "council: chair taken")
        case .hasEnded: Explanation(notice: "Người này đã thôi tham gia hội đồng.", log: "council: member has ended")
        case .noBloc(let text):
            Explanation(
                notice: "Không tìm thấy khối, cụm “\(text.prefix(80))”. Hãy chọn trong gợi ý.",
                log: "council: bloc not found")
        case .alreadyAssigned:
            Explanation(notice: "Người này đã được phân công khối đó trong năm.", log: "council: assigned twice")
        case .notServing(let year):
            Explanation(notice: "Người này không tham gia hội đồng trong năm \(year).", log: "council: not serving")
        case .noReason:
            Explanation(notice: "Hãy ghi lý do, để người xem nhật ký hiểu vì sao.", log: "council: no reason")
        case .seatOutside(let name):
            Explanation(
                notice: "Thời gian tham gia của \(name) nằm ngoài nhiệm kỳ mới. Hãy sửa thời gian của người đó trước.",
                log: "council: a seat lies outside the term")
        case .stillAssigned(let name):
            Explanation(
                notice: "\(name) đang được phân công theo dõi khối. Hãy bỏ phân công trước.",
                log: "council: member is assigned")
        }
    }
}
