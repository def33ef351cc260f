import HTTP
import Markup
import Vocabulary

/// Đủ điều kiện gì: for every award that somebody can be given whether the conditions are met, what is missing, and the
/// earliest year.
public enum EligibilityPage: Page, Equatable {
    case person(ID<Person>)
    case unit(ID<Unit>)

    public var path: String {
        switch self {
        case .person(let id): "/nguoi/\(id)/du-dieu-kien"
        case .unit(let id): "/don-vi/\(id)/du-dieu-kien"
        }
    }

    public var needs: Need { .permission(.readHonours) }

    /// A unit is judged by what all its people reached.
    public var lane: Lane {
        switch self {
        case .person: .fast
        case .unit: .slow
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .person(let id): try EligibilityAnswers.person(id, call)
        case .unit(let id): try EligibilityAnswers.unit(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> EligibilityPage? {
        guard method == .get, path.count == 3, path[2] == "du-dieu-kien" else { return nil }
        switch path[0] {
        case "nguoi": return ID(path[1]).map(EligibilityPage.person)
        case "don-vi": return ID(path[1]).map(EligibilityPage.unit)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Eligibility",
        unitLinks: [UnitLink("Đủ điều kiện gì", needs: .readHonours) { EligibilityPage.unit($0).path }],
        personLinks: [PersonLink("Đủ điều kiện gì", needs: .readHonours) { EligibilityPage.person($0).path }],
        examples: [EligibilityPage.person(ID(1)), .unit(ID(1))], recognise: { recognise($0, $1) })
}
