import HTTP
import Markup
import Vocabulary

/// Pháp luật: what the law says on a day, in plain words. Everybody who is signed in may read it.
public enum LawPage: Page, Equatable {
    case start

    public var path: String {
        switch self {
        case .start: "/luat"
        }
    }

    public var needs: Need { .permission(.readLaw) }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .start: try LawAnswers.start(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LawPage? {
        guard method == .get, path.first == "luat" else { return nil }
        if path.count == 1 { return .start }
        return nil
    }

    public static let room = Room(
        name: "Office/LawBook",
        navigation: [
            NavigationItem("Luật", path: LawPage.start.path, needs: .readLaw, place: 108, also: ["/quy-che-dia-phuong"])
        ],
        examples: [LawPage.start], recognise: { recognise($0, $1) })
}
