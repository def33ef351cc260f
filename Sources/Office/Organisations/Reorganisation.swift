import Database
import Vocabulary

/// Sắp xếp đơn vị: “these ten communes become these three on 01/07/2025”. Prepared in parts, looked at, carried out at
/// once, and undone while nothing was built on it.
public struct Reorganisation: Equatable, Sendable {
    public enum State: String, SQLDecodable, Sendable {
        case draft, applied, undone

        public var vietnamese: String {
            switch self {
            case .draft: "đang chuẩn bị"
            case .applied: "đã thực hiện"
            case .undone: "đã hoàn tác"
            }
        }
    }

    /// What becomes of the units that stand under one that ends.
    public enum ChildRule: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case heir, up, end

        public var vietnamese: String {
            switch self {
            case .heir: "chuyển sang đơn vị kế thừa (đơn vị thứ nhất)"
            case .up: "chuyển lên đơn vị cấp trên trực tiếp"
            case .end: "kết thúc cùng ngày"
            }
        }
    }

    /// A unit that ends.
    public struct Old: Equatable, Sendable {
        public let id: ID<Old>
        public let unit: Unit
        public let children: ChildRule
        /// Units directly under it that day which this reorganisation does not end anyway.
        public let childCount: Int
        /// In the order in which they were added.
        public internal(set) var heirs: [ID<Heir>] = []
    }

    /// A unit that takes over: one that exists, or a new one.
    public struct Heir: Equatable, Sendable {
        public let id: ID<Heir>
        /// Nil for a new one that is not made yet.
        public let unit: ID<Unit>?
        public let isNew: Bool
        public let code: String
        public let name: String
        public let shortName: String?
        public let level: Unit.Level
        public let kind: Unit.Kind
        public let communeKind: Unit.CommuneKind?
        public let parent: ID<Unit>?
        public let parentName: String?
    }

    /// How an heir comes from a unit, as `unit_successor` keeps it.
    public enum Way: String, SQLBindable, SQLDecodable, Sendable {
        case merged, split, renamed, dissolved

        /// `nhập vào`: between the old unit's name and the new one's.
        public var vietnamese: String {
            switch self {
            case .merged: "nhập vào"
            case .split: "chia, tách vào"
            case .renamed: "chuyển thành"
            case .dissolved: "giải thể, nhiệm vụ chuyển cho"
            }
        }
    }

    public let id: ID<Reorganisation>
    public let title: String
    /// Number of the decision or resolution.
    public let decision: String
    /// The first day of the new order; units that end existed until the day before.
    public let firstDay: Day
    public let state: State
    public let branch: String
    public internal(set) var olds: [Old] = []
    public internal(set) var heirs: [Heir] = []

    static let columns: SQL = "r.id, r.title, r.decision, r.first_day, r.state, r.branch"

    init(_ row: Row) throws {
        id = try row("id")
        title = try row("title")
        decision = try row("decision")
        firstDay = try row("first_day")
        state = try row("state")
        branch = try row("branch")
    }

    public var lastDay: Day { firstDay.adding(days: -1) }

    public func heir(_ id: ID<Heir>) -> Heir? { heirs.first { $0.id == id } }

    /// Districts are dissolved; one heir of several units is a merger, several heirs of one unit are a split.
    func way(from old: Old, to heir: ID<Heir>, sources: [ID<Heir>: Int]) -> Way {
        if old.unit.level == .district { return .dissolved }
        if old.heirs.count > 1 { return .split }
        return (sources[heir] ?? 0) > 1 ? .merged : .renamed
    }

    /// How many units each heir takes over; a district that is dissolved is not merged into its communes.
    var sources: [ID<Heir>: Int] {
        olds.filter { $0.unit.level != .district }.reduce(into: [:]) { counts, old in
            for heir in old.heirs { counts[heir, default: 0] += 1 }
        }
    }
}

/// A reorganisation as one value, for whole provinces at once: the sample, and imports.
public struct ReorganisationProposal: Sendable {
    public enum Heir: Sendable {
        case existing(ID<Unit>)
        case new(NewUnit)
    }

    public struct Old: Sendable {
        public let unit: ID<Unit>
        /// Places in `heirs`.
        public let heirs: [Int]
        public let children: Reorganisation.ChildRule

        public init(_ unit: ID<Unit>, heirs: [Int], children: Reorganisation.ChildRule = .heir) {
            (self.unit, self.heirs, self.children) = (unit, heirs, children)
        }
    }

    public var title: String
    public var decision: String
    public var firstDay: Day
    public var heirs: [Heir]
    public var olds: [Old]

    public init(title: String, decision: String, firstDay: Day, heirs: [Heir] = [], olds: [Old] = []) {
        (self.title, self.decision, self.firstDay, self.heirs, self.olds) = (title, decision, firstDay, heirs, olds)
    }
}

/// Why a reorganisation cannot be prepared, carried out or undone so.
public enum ReorganisationRefusal: Explained, Equatable {
    case noTitle
    case noDecision
    case badDay
    case unknown
    case notDraft
    case notApplied
    case noOlds
    case nothingChosen
    case oldNotThen(String, Day)
    case oldEndsAnyway(String, Day)
    case oldChangesLater(String, Day)
    case heirNotThen(String, Day)
    case heirIsOld(String)
    case heirTakesNothing(String)
    case codeTaken(String)
    case parentEnds(heir: String, parent: String)
    case parentNotThen(heir: String, parent: String)
    case childrenWithoutHeir(String, Int)
    case builtOn([String])

    public var explanation: Explanation {
        Explanation(notice: notice, log: "reorganisation: \(String(describing: self).prefix { $0 != "(" })")
    }

    private var notice: String {
        switch self {
        case .noTitle: "Chưa có tên đợt sắp xếp. Hãy ghi, ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2025."
        case .noDecision: "Chưa có số nghị quyết hoặc quyết định. Hãy ghi trước khi thực hiện."
        case .badDay: "Ngày chưa đúng. Hãy ghi theo mẫu 01/07/2025."
        case .unknown: "Không có đợt sắp xếp này. Hãy mở lại từ danh sách các đợt sắp xếp."
        case .notDraft: "Đợt sắp xếp này đã thực hiện xong nên không sửa được nữa. Nếu sai, hãy hoàn tác trước."
        case .notApplied: "Đợt sắp xếp này chưa thực hiện hoặc đã hoàn tác, không có gì để hoàn tác."
        case .noOlds: "Chưa chọn đơn vị nào kết thúc hoạt động. Hãy chọn ở phần 1."
        case .nothingChosen: "Chưa chọn đơn vị nào. Hãy đánh dấu vào ô trước tên đơn vị."
        case .oldNotThen(let name, let day):
            "Ngày \(day.vietnamese), \(name) không hoạt động. Hãy bỏ khỏi danh sách hoặc đổi ngày."
        case .oldEndsAnyway(let name, let day): "\(name) đã kết thúc ngày \(day.vietnamese). Hãy bỏ khỏi danh sách."
        case .oldChangesLater(let name, let day):
            "\(name) còn một lần đổi tên hoặc chuyển cấp trên từ \(day.vietnamese), sau ngày sắp xếp. Hãy đổi ngày sắp xếp."
        case .heirNotThen(let name, let day): "Ngày \(day.vietnamese), \(name) không hoạt động nên không kế thừa được."
        case .heirIsOld(let name): "\(name) vừa nằm trong danh sách kết thúc, vừa là đơn vị kế thừa. Hãy bỏ ở một bên."
        case .heirTakesNothing(let name): "\(name) chưa kế thừa đơn vị cũ nào. Hãy chọn ở phần 3, hoặc bỏ đơn vị này."
        case .codeTaken(let code): "Mã đơn vị “\(code)” đã có đơn vị khác dùng. Hãy chọn mã khác."
        case .parentEnds(let heir, let parent):
            "\(heir) được đặt dưới \(parent), nhưng \(parent) cũng kết thúc. Hãy chọn cấp trên khác."
        case .parentNotThen(let heir, let parent):
            "\(heir) được đặt dưới \(parent), nhưng ngày đó \(parent) không hoạt động."
        case .childrenWithoutHeir(let name, let count):
            "\(name) có \(count) đơn vị trực thuộc nhưng không có đơn vị kế thừa. Hãy chọn cách khác cho các đơn vị trực thuộc ở phần 3."
        case .builtOn(let what):
            "Không hoàn tác được nữa vì đã có dữ liệu dựa trên lần sắp xếp này: \(what.joined(separator: "; ")). Hãy sửa từng đơn vị."
        }
    }
}
