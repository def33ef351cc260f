import HTTP
import Markup
import Vocabulary

/// Seeing the program as another person does.
public enum ViewAsPage: Page, Equatable {
    case ask(ID<Account>)
    case start(ID<Account>)
    case end

    public var path: String {
        switch self {
        case .ask(let id), .start(let id): "/quan-tri/tai-khoan/\(id)/xem-nhu"
        case .end: "/thoi-xem"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .ask: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .ask, .start: .permission(.viewAsOthers)
        case .end: .signedIn
        }
    }

    public var bodyLimit: Int { 8 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .ask(let id): try ViewAsAnswers.ask(id, call)
        case .start(let id): try ViewAsAnswers.start(id, call)
        case .end: try ViewAsAnswers.end(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ViewAsPage? {
        if method == .post, path == ["thoi-xem"] { return .end }
        guard path.count == 4, path.starts(with: ["quan-tri", "tai-khoan"]), path[3] == "xem-nhu",
            let id = ID<Account>(path[2])
        else { return nil }
        switch method {
        case .get: return .ask(id)
        case .post: return .start(id)
        default: return nil
        }
    }

    static let examples: [any Page] = [ViewAsPage.ask(ID(1)), ViewAsPage.start(ID(1)), ViewAsPage.end]
}
