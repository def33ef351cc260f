import HTTP
import Markup
import Vocabulary

/// How this installation sends mail, and what its outbox holds.
public enum MailPage: Page, Equatable {
    case settings
    case save
    case tryOut
    case outbox
    case again(ID<Mail>)
    case allAgain
    case withdraw(ID<Mail>)

    public var path: String {
        switch self {
        case .settings, .save: "/quan-tri/gui-thu"
        case .tryOut: "/quan-tri/gui-thu/gui-thu"
        case .outbox: "/quan-tri/gui-thu/thu-di"
        case .again(let id): "/quan-tri/gui-thu/thu-di/\(id)/gui-lai"
        case .allAgain: "/quan-tri/gui-thu/thu-di/gui-lai"
        case .withdraw(let id): "/quan-tri/gui-thu/thu-di/\(id)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .settings, .outbox: .get
        case .save, .tryOut, .again, .allAgain, .withdraw: .post
        }
    }

    public var needs: Need { .permission(.manageInstallation) }

    /// A mail server may take its time.
    public var lane: Lane {
        switch self {
        case .tryOut: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 64 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            switch self {
            case .settings: return try MailAnswers.settings(call)
            case .save: return try MailAnswers.save(call)
            case .tryOut: return try MailAnswers.tryOut(call)
            case .outbox: return try MailAnswers.outbox(call)
            case .again(let id): return try MailAnswers.again(id, call)
            case .allAgain: return try MailAnswers.allAgain(call)
            case .withdraw(let id): return try MailAnswers.withdraw(id, call)
            }
        } catch MailRefusal.unknownMail {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> MailPage? {
        guard path.count >= 2, path[0] == "quan-tri", path[1] == "gui-thu" else { return nil }
        switch (method, path.count, path.dropFirst(2).first) {
        case (.get, 2, _): return .settings
        case (.post, 2, _): return .save
        case (.post, 3, "gui-thu"): return .tryOut
        case (.get, 3, "thu-di"): return .outbox
        case (.post, 4, "thu-di"): return path[3] == "gui-lai" ? .allAgain : nil
        case (.post, 5, "thu-di"):
            return ID<Mail>(path[3]).flatMap { id in
                switch path[4] {
                case "gui-lai": .again(id)
                case "bo": .withdraw(id)
                default: nil
                }
            }
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Mail",
        navigation: [NavigationItem("Gửi thư", path: MailPage.settings.path, needs: .manageInstallation, place: 142)],
        examples: [
            MailPage.settings, .save, .tryOut, .outbox, .again(ID(1)), .allAgain, .withdraw(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
