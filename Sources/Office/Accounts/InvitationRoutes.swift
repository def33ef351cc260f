import HTTP
import Markup
import Vocabulary

/// Where a code from a letter or a link becomes a password.
public enum InvitationPage: Page, Equatable {
    case open
    case accept

    public var path: String { "/loi-moi" }

    /// What stands in a link: the code is part of the query, which no log of ours keeps.
    static func link(_ code: String) -> Address { Address(InvitationPage.open.path).with("ma", code) }

    public var method: HTTP.Method { self == .open ? .get : .post }
    public var needs: Need { .nothing }
    public var lane: Lane { self == .open ? .fast : .slow }
    public var bodyLimit: Int { 8 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .open: try InvitationAnswers.open(call)
        case .accept: try InvitationAnswers.accept(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> InvitationPage? {
        guard path == ["loi-moi"] else { return nil }
        switch method {
        case .get: return .open
        case .post: return .accept
        default: return nil
        }
    }

    static let examples: [any Page] = [InvitationPage.open, InvitationPage.accept]
}
