import HTTP
import Markup
import Vocabulary

/// The register of councils.
public enum CouncilPage: Page, Equatable {
    case list
    case new
    case establish
    case show(ID<Council>)
    case newMember(ID<Council>)
    case addMember(ID<Council>)
    case member(ID<CouncilMember>)
    case replace(ID<CouncilMember>)
    case end(ID<CouncilMember>)
    case assignments(ID<Council>)
    case assign(ID<Council>)
    case unassign(ID<Council>)

    public var path: String {
        switch self {
        case .list, .establish: "/hoi-dong"
        case .new: "/hoi-dong/moi"
        case .show(let id): "/hoi-dong/\(id)"
        case .newMember(let id), .addMember(let id): "/hoi-dong/\(id)/thanh-vien"
        case .member(let id), .replace(let id): "/hoi-dong/thanh-vien/\(id)"
        case .end(let id): "/hoi-dong/thanh-vien/\(id)/thoi"
        case .assignments(let id), .assign(let id): "/hoi-dong/\(id)/phan-cong"
        case .unassign(let id): "/hoi-dong/\(id)/bo-phan-cong"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .show, .newMember, .member, .assignments: .get
        case .establish, .addMember, .replace, .end, .assign, .unassign: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .show, .assignments: .permission(.readCouncils)
        default: .permission(.manageCouncils)
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .list: try CouncilAnswers.list(call)
        case .new: try CouncilAnswers.new(call)
        case .establish: try CouncilAnswers.establish(call)
        case .show(let id): try CouncilAnswers.show(id, call)
        case .newMember(let id): try CouncilAnswers.newMember(id, call)
        case .addMember(let id): try CouncilAnswers.addMember(id, call)
        case .member(let id): try CouncilAnswers.member(id, call)
        case .replace(let id): try CouncilAnswers.replace(id, call)
        case .end(let id): try CouncilAnswers.end(id, call)
        case .assignments(let id): try CouncilAnswers.assignments(id, call)
        case .assign(let id): try CouncilAnswers.assign(id, call)
        case .unassign(let id): try CouncilAnswers.unassign(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> CouncilPage? {
        guard method == .get || method == .post, path.first == "hoi-dong" else { return nil }
        let isGet = method == .get
        if path.count == 1 { return isGet ? .list : .establish }
        if path.count == 2, path[1] == "moi" { return isGet ? .new : nil }
        if path[1] == "thanh-vien" {
            guard path.count > 2, let id = ID<CouncilMember>(path[2]) else { return nil }
            if path.count == 3 { return isGet ? .member(id) : .replace(id) }
            return path.count == 4 && path[3] == "thoi" && !isGet ? .end(id) : nil
        }
        guard let id = ID<Council>(path[1]) else { return nil }
        if path.count == 2 { return isGet ? .show(id) : nil }
        guard path.count == 3 else { return nil }
        switch path[2] {
        case "thanh-vien": return isGet ? .newMember(id) : .addMember(id)
        case "phan-cong": return isGet ? .assignments(id) : .assign(id)
        case "bo-phan-cong": return isGet ? nil : .unassign(id)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Councils",
        navigation: [NavigationItem("Hội đồng", path: CouncilPage.list.path, needs: .readCouncils, place: 112)],
        ledger: [.council],
        examples: [
            CouncilPage.list, .new, .establish, .show(ID(1)), .newMember(ID(1)), .addMember(ID(1)), .member(ID(1)),
            .replace(ID(1)), .end(ID(1)), .assignments(ID(1)), .assign(ID(1)), .unassign(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
