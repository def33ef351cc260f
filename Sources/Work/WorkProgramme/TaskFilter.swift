import Database
import Markup
import Office
import PlanReader
import Vocabulary

/// What a list of tasks is asked for. Its address holds all of it, so that any view can be sent as a link.
public struct TaskFilter: Equatable, Sendable {
    /// Tình trạng as people ask for it; lateness follows from the day.
    public enum Status: String, Sendable, CaseIterable {
        case open = "chua-xong"
        case late = "qua-han"
        case soon = "sap-han"
        case toDo = "chua-lam"
        case doing = "dang-lam"
        case done = "xong"
        case dropped = "thoi"

        public var vietnamese: String {
            switch self {
            case .open: "Chưa xong"
            case .late: "Quá hạn"
            case .soon: "Đến hạn trong 7 ngày"
            case .toDo: "Chưa làm"
            case .doing: "Đang làm"
            case .done: "Xong"
            case .dropped: "Thôi thực hiện"
            }
        }
    }

    /// What rows are ordered by; ties by due day.
    public enum Sort: String, Sendable, CaseIterable {
        case place = "muc"
        case due = "han"
        case lead = "chu-tri"
        case state = "tinh-trang"

        var vietnamese: String {
            switch self {
            case .place: "mục trong kế hoạch"
            case .due: "hạn"
            case .lead: "đơn vị chủ trì"
            case .state: "tình trạng"
            }
        }
    }

    /// Of one's own choice, whatever unit it belongs to.
    public enum Mine: String, Sendable, CaseIterable {
        case inCharge = "phu-trach"
        case watched = "theo-doi"

        public var vietnamese: String {
            switch self {
            case .inCharge: "Tôi phụ trách"
            case .watched: "Tôi theo dõi"
            }
        }
    }

    public var year: Int
    public var schedule: TaskSchedule
    public var quarter: Int?
    public var month: Int?
    public var day: Day?
    public var unit: ID<Unit>?
    /// What `unit` (the visitor's own where none is chosen) has to do with the task.
    public var role: TaskRole?
    public var status: Status?
    public var plan: ID<Plan>?
    public var kind: PlanDraft.WorkKind?
    public var mine: Mine?
    /// Whose plans: the committee's, a council's.
    public var issuerKind: PlanIssuerKind?
    /// Beginnings of words, marks not needed.
    public var words: String
    public var sort: Sort
    public var isDescending: Bool

    public init(
        year: Int, schedule: TaskSchedule = .dated, quarter: Int? = nil, month: Int? = nil, day: Day? = nil,
        unit: ID<Unit>? = nil, role: TaskRole? = nil, status: Status? = nil, plan: ID<Plan>? = nil,
        kind: PlanDraft.WorkKind? = nil, mine: Mine? = nil, words: String = "", sort: Sort = .place,
        isDescending: Bool = false
    ) {
        (self.year, self.schedule, self.quarter, self.month, self.day) = (year, schedule, quarter, month, day)
        (self.unit, self.role, self.status, self.plan) = (unit, role, status, plan)
        (self.kind, self.mine) = (kind, mine)
        (self.words, self.sort, self.isDescending) = (words, sort, isDescending)
    }

    /// Reads an address; what it does not understand is as if not asked for.
    public init(_ value: (String) -> String?, today: Day) {
        func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
            value(name).flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
        }
        self.init(year: number("nam", in: 1945...2200) ?? today.year)
        schedule = value("xem").flatMap { Self.schedules[$0] } ?? .dated
        quarter = number("quy", in: 1...4)
        month = number("thang", in: 1...12)
        day = value("ngay").flatMap { Day(vietnamese: $0.trimmed) ?? Day(iso: $0.trimmed) }
        unit = value("don-vi").flatMap { ID($0) }
        role = value("vai-tro").flatMap { Self.roles[$0] }
        status = value("tinh-trang").flatMap(Status.init(rawValue:))
        plan = value("ke-hoach").flatMap { ID($0) }
        kind = value("loai").flatMap(PlanDraft.WorkKind.init(rawValue:))
        mine = value("cua-toi").flatMap(Mine.init(rawValue:))
        issuerKind = value("ban-hanh").flatMap(PlanIssuerKind.init(key:))
        words = String((value("chu") ?? "").trimmed.prefix(120))
        let order = value("sap") ?? ""
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .place
        if let day { year = day.year }
    }

    static let schedules: [String: TaskSchedule] = ["thuong-xuyen": .regular, "chua-dinh": .undated]
    static let roles: [String: TaskRole] = ["chu-tri": .lead, "tham-muu": .advisor, "phoi-hop": .coordinator]

    /// The same view as an address under `path`, without what is not asked for.
    public func address(_ path: String) -> Address {
        var address = Address(path).with("nam", year)
        func add(_ name: String, _ value: String?) { address = address.with(name, value) }
        add("xem", Self.schedules.first { $0.value == schedule }?.key)
        add("quy", quarter.map(String.init))
        add("thang", month.map(String.init))
        add("ngay", day?.vietnamese)
        add("don-vi", unit?.description)
        add("vai-tro", role.flatMap { role in Self.roles.first { $0.value == role }?.key })
        add("tinh-trang", status?.rawValue)
        add("ke-hoach", plan?.description)
        add("loai", kind?.rawValue)
        add("cua-toi", mine?.rawValue)
        add("ban-hanh", issuerKind?.key)
        add("chu", words)
        if sort != .place || isDescending { add("sap", (isDescending ? "-" : "") + sort.rawValue) }
        return address
    }

    /// Whether it asks for less than a whole year.
    public var isNarrowed: Bool {
        quarter != nil || month != nil || day != nil || unit != nil || role != nil || status != nil || plan != nil
            || kind != nil || mine != nil || issuerKind != nil || !words.isEmpty
    }

    /// The month or day asked for.
    var days: ClosedRange<Day>? {
        guard schedule == .dated else { return nil }
        if let day { return day...day }
        guard let month, let first = Day(year: year, month: month, day: 1),
            let last = Day.last(ofMonth: month, year: year)
        else { return nil }
        return first...last
    }

    public func with(_ change: (inout TaskFilter) -> Void) -> TaskFilter {
        var copy = self
        change(&copy)
        return copy
    }

    /// `Quý IV`, `Tháng 11`, `Năm 2026`, `Việc thường xuyên`
    public var title: String {
        switch schedule {
        case .regular: return "Việc thường xuyên"
        case .undated: return "Việc chưa định thời gian"
        case .dated:
            if let day { return "Ngày \(day.vietnamese)" }
            if let month { return "Tháng \(month)" }
            if let quarter { return "Quý \(quarter.roman)" }
            return "Cả năm \(year)"
        }
    }
}
