import Database
import Vocabulary

/// Điều động: a unit sends one of its people to another, which confirms or declines. Until then the post stays.
public struct Transfer: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable {
        case waiting, confirmed, declined, withdrawn

        public var vietnamese: String {
            switch self {
            case .waiting: "chờ đơn vị nhận xác nhận"
            case .confirmed: "đã nhận"
            case .declined: "không nhận"
            case .withdrawn: "đã rút"
            }
        }
    }

    public let id: ID<Transfer>
    public let person: ID<Person>
    public let name: String
    /// The post that ends the day before.
    public let post: ID<Post>
    public let oldTitle: String
    public let from: ID<Unit>
    public let fromName: String
    public let to: ID<Unit>
    public let toName: String
    public let title: String
    public let group: Post.Group
    /// The first day of the new post.
    public let onDay: Day
    public let basis: String?
    public let state: State
    public let proposed: Instant
    public let proposer: String
    public let answered: Instant?
    public let answerer: String?
    /// Why it was declined or withdrawn.
    public let reason: String?

    static let columns: SQL = """
        t.id, t.person, p.name, t.post, t.old_title, t.from_unit, fu.name AS from_name, fu.path AS from_path, t.to_unit,
        tu.name AS to_name, tu.path AS to_path, t.title, t.post_group, t.on_day, t.basis, t.state, t.proposed, t.proposer,
        t.answered, t.answerer, t.reason
        """
    static let source: SQL = """
        FROM transfer t JOIN person p ON p.id = t.person JOIN unit fu ON fu.id = t.from_unit JOIN unit tu ON tu.id = t.to_unit
        """

    /// Where the two units stand in the tree.
    let fromPath: String
    let toPath: String

    init(_ row: Row) throws {
        id = try row("id")
        person = try row("person")
        name = try row("name")
        post = try row("post")
        oldTitle = try row("old_title")
        from = try row("from_unit")
        fromName = try row("from_name")
        fromPath = try row("from_path")
        to = try row("to_unit")
        toName = try row("to_name")
        toPath = try row("to_path")
        title = try row("title")
        group = try row("post_group")
        onDay = try row("on_day")
        basis = try row("basis")
        state = try row("state")
        proposed = try row("proposed")
        proposer = try row("proposer")
        answered = try row("answered")
        answerer = try row("answerer")
        reason = try row("reason")
    }

    /// Whether somebody with this scope of managing may answer for the receiving unit.
    public func isAnswered(by scope: Scope) -> Bool { state == .waiting && scope.contains(toPath) }
    /// Whether somebody with this scope of managing may take it back for the sending unit.
    public func isWithdrawn(by scope: Scope) -> Bool { state == .waiting && scope.contains(fromPath) }
}

/// What a unit proposes.
public struct NewTransfer: Equatable, Sendable {
    public var post: ID<Post>
    public var to: ID<Unit>
    public var title: String
    public var group: Post.Group
    public var onDay: Day
    /// Number and day of the decision, where there is one.
    public var basis: String?

    public init(post: ID<Post>, to: ID<Unit>, title: String, group: Post.Group, onDay: Day, basis: String? = nil) {
        (self.post, self.to, self.title, self.group) = (post, to, title, group)
        (self.onDay, self.basis) = (onDay, basis)
    }
}

/// Why a transfer was refused.
public enum TransferRefusal: Explained, Equatable {
    case notFound
    case sameUnit
    case alreadyWaiting(to: String)
    case answeredAlready(Transfer.State)
    case noReason
    case beforePost(Day)
    case postEnds

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy đề nghị điều động này.", log: "transfer not found")
        case .sameUnit:
            Explanation(
                notice:
                    "Đơn vị nhận phải là đơn vị khác. Đổi chức vụ trong cùng đơn vị thì ghi ngày thôi và thêm chức vụ mới.",
                log: "transfer to the same unit")
        case .alreadyWaiting(let unit):
            Explanation(
                notice: "Chức vụ này đang chờ \(unit) xác nhận. Muốn đổi thì rút đề nghị trước.",
                log: "transfer is waiting already")
        case .answeredAlready(let state):
            Explanation(
                notice: "Đề nghị này \(state == .waiting ? "đang chờ" : state.vietnamese), không trả lời được nữa.",
                log: "transfer was answered")
        case .noReason:
            Explanation(notice: "Hãy ghi lý do; đơn vị kia cần biết vì sao.", log: "transfer answered without reason")
        case .beforePost(let day):
            Explanation(
                notice: "Ngày điều động phải sau ngày bắt đầu chức vụ hiện nay (\(day.vietnamese)).",
                log: "transfer before the post began")
        case .postEnds:
            Explanation(
                notice: "Chức vụ này đã có ngày thôi nên không điều động được. Hãy thêm chức vụ mới.",
                log: "transfer of a post that ends")
        }
    }

    /// The field of the form that the refusal is about.
    public var field: String? {
        switch self {
        case .sameUnit, .alreadyWaiting: "don-vi"
        case .beforePost: "tu-ngay"
        case .noReason: "ly-do"
        case .notFound, .answeredAlready, .postEnds: nil
        }
    }
}
