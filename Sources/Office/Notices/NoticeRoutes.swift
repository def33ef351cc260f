import HTTP
import Markup
import Vocabulary

/// One's own inbox, and how one wants to be told.
public enum NoticePage: Page, Equatable {
    case inbox
    case open(ID<NoticeLine>)
    case markRead
    case choices
    case choose

    public var path: String {
        switch self {
        case .inbox: "/thong-bao"
        case .open(let id): "/thong-bao/\(id)/mo"
        case .markRead: "/thong-bao/da-doc"
        case .choices, .choose: "/tai-khoan/thong-bao"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .inbox, .choices: .get
        case .open, .markRead, .choose: .post
        }
    }

    /// Everybody's own; nobody reads another's.
    public var needs: Need { .signedIn }

    /// How one wants to be told is nobody else's to see, whoever sees the program as this person.
    public var isPersonal: Bool { self == .choices }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .inbox: try NoticeAnswers.inbox(call)
        case .open(let id): try NoticeAnswers.open(id, call)
        case .markRead: try NoticeAnswers.markRead(call)
        case .choices: try NoticeAnswers.choices(call)
        case .choose: try NoticeAnswers.choose(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> NoticePage? {
        switch (method, path.count, path.first) {
        case (.get, 1, "thong-bao"): .inbox
        case (.post, 2, "thong-bao"): path[1] == "da-doc" ? .markRead : nil
        case (.post, 3, "thong-bao"): path[2] == "mo" ? ID(path[1]).map(NoticePage.open) : nil
        case (.get, 2, "tai-khoan"): path[1] == "thong-bao" ? .choices : nil
        case (.post, 2, "tai-khoan"): path[1] == "thong-bao" ? .choose : nil
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Notices", notices: NoticeKind.ofOffice,
        examples: [NoticePage.inbox, .open(ID(1)), .markRead, .choices, .choose], recognise: { recognise($0, $1) })
}
