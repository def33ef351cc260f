import HTTP
import Markup
import Vocabulary

/// The register of councils.
public enum CouncilPage: Page, Equatable {
    case list
    case new
    case establish
    case show(ID<Council>)
    case edit(ID<Council>)
    case correct(ID<Council>)
    case newMember(ID<Council>)
    case addMember(ID<Council>)
    case member(ID<CouncilMember>)
    case replace(ID<CouncilMember>)
    case end(ID<CouncilMember>)
    case correctMember(ID<CouncilMember>)
    case removeMember(ID<CouncilMember>)
    case assignments(ID<Council>)
    case assign(ID<Council>)
    case unassignForm(ID<Council>)
    case unassign(ID<Council>)

    public var path: String {
        switch self {
        case .list, .establish: "/hoi-dong"
        case .new: "/hoi-dong/moi"
        case .show(let id): "/hoi-dong/\(id)"
        case .edit(let id), .correct(let id): "/hoi-dong/\(id)/sua"
        case .newMember(let id), .addMember(let id): "/hoi-dong/\(id)/thanh-vien"
        case .member(let id), .replace(let id): "/hoi-dong/thanh-vien/\(id)"
        case .end(let id): "/hoi-dong/thanh-vien/\(id)/thoi"
        case .correctMember(let id): "/hoi-dong/thanh-vien/\(id)/sua"
        case .removeMember(let id): "/hoi-dong/thanh-vien/\(id)/xoa"
        case .assignments(let id), .assign(let id): "/hoi-dong/\(id)/phan-cong"
        case .unassignForm(let id), .unassign(let id): "/hoi-dong/\(id)/bo-phan-cong"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .show, .edit, .newMember, .member, .assignments, .unassignForm: .get
        case .establish, .correct, .addMember, .replace, .end, .correctMember, .removeMember, .assign, .unassign: .post
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
        case .edit(let id): try CouncilAnswers.edit(id, call)
        case .correct(let id): try CouncilAnswers.correct(id, call)
        case .newMember(let id): try CouncilAnswers.newMember(id, call)
        case .addMember(let id): try CouncilAnswers.addMember(id, call)
        case .member(let id): try CouncilAnswers.member(id, call)
        case .replace(let id): try CouncilAnswers.replace(id, call)
        case .end(let id): try CouncilAnswers.end(id, call)
        case .correctMember(let id): try CouncilAnswers.correctMember(id, call)
        case .removeMember(let id): try CouncilAnswers.removeMember(id, call)
        case .assignments(let id): try CouncilAnswers.assignments(id, call)
        case .assign(let id): try CouncilAnswers.assign(id, call)
        case .unassignForm(let id): try CouncilAnswers.unassignForm(id, call)
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
            guard path.count == 4, !isGet else { return nil }
            switch path[3] {
            case "thoi": return .end(id)
            case "sua": return .correctMember(id)
            case "xoa": return .removeMember(id)
            default: return nil
            }
        }
        guard let id = ID<Council>(path[1]) else { return nil }
        if path.count == 2 { return isGet ? .show(id) : nil }
        guard path.count == 3 else { return nil }
        switch path[2] {
        case "sua": return isGet ? .edit(id) : .correct(id)
        case "thanh-vien": return isGet ? .newMember(id) : .addMember(id)
        case "phan-cong": return isGet ? .assignments(id) : .assign(id)
        case "bo-phan-cong": return isGet ? .unassignForm(id) : .unassign(id)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Councils",
        navigation: [NavigationItem("Hội đồng", path: CouncilPage.list.path, needs: .readCouncils, place: 112)],
        search: [CouncilSearch.source], ledger: [.council],
        examples: [
            CouncilPage.list, .new, .establish, .show(ID(1)), .edit(ID(1)), .correct(ID(1)),
            .newMember(ID(1)), .addMember(ID(1)), .member(ID(1)),
            .replace(ID(1)), .end(ID(1)), .correctMember(ID(1)), .removeMember(ID(1)), .assignments(ID(1)),
            .assign(ID(1)), .unassignForm(ID(1)), .unassign(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
