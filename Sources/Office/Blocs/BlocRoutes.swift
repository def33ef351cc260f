import HTTP
import Markup
import Vocabulary

/// The register of blocs and clusters.
public enum BlocPage: Page, Equatable {
    case list
    case new
    case found
    case show(ID<Bloc>)
    case decision(ID<Bloc>)
    case decide(ID<Bloc>)
    case handOverForm(ID<Bloc>)
    case handOver(ID<Bloc>)
    case correctForm(ID<Bloc>)
    case correct(ID<Bloc>)
    case undoForm(ID<Bloc>)
    case undoHandOver(ID<Bloc>)
    case undoDecision(ID<Bloc>)
    case quotaForm(ID<Bloc>)
    case setQuota(ID<Bloc>)

    public var path: String {
        switch self {
        case .list, .found: "/khoi"
        case .new: "/khoi/moi"
        case .show(let id): "/khoi/\(id)"
        case .decision(let id), .decide(let id): "/khoi/\(id)/quyet-dinh"
        case .handOverForm(let id), .handOver(let id): "/khoi/\(id)/ban-giao"
        case .correctForm(let id), .correct(let id): "/khoi/\(id)/sua-ban-giao"
        case .undoForm(let id): "/khoi/\(id)/huy"
        case .undoHandOver(let id): "/khoi/\(id)/huy-ban-giao"
        case .undoDecision(let id): "/khoi/\(id)/huy-quyet-dinh"
        case .quotaForm(let id), .setQuota(let id): "/khoi/\(id)/chi-tieu"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .show, .decision, .handOverForm, .correctForm, .undoForm, .quotaForm: .get
        case .found, .decide, .handOver, .correct, .undoHandOver, .undoDecision, .setQuota: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .show: .permission(.readBlocs)
        default: .permission(.manageBlocs)
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .list: try BlocAnswers.list(call)
        case .new: try BlocAnswers.new(call)
        case .found: try BlocAnswers.found(call)
        case .show(let id): try BlocAnswers.show(id, call)
        case .decision(let id): try BlocAnswers.decision(id, call)
        case .decide(let id): try BlocAnswers.decide(id, call)
        case .handOverForm(let id): try BlocAnswers.handOverForm(id, call)
        case .handOver(let id): try BlocAnswers.handOver(id, call)
        case .correctForm(let id): try BlocAnswers.correctForm(id, call)
        case .correct(let id): try BlocAnswers.correct(id, call)
        case .undoForm(let id): try BlocAnswers.undoForm(id, call)
        case .undoHandOver(let id): try BlocAnswers.undoHandOver(id, call)
        case .undoDecision(let id): try BlocAnswers.undoDecision(id, call)
        case .quotaForm(let id): try BlocAnswers.quotaForm(id, call)
        case .setQuota(let id): try BlocAnswers.setQuota(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> BlocPage? {
        guard method == .get || method == .post, path.first == "khoi" else { return nil }
        let isGet = method == .get
        if path.count == 1 { return isGet ? .list : .found }
        if path.count == 2, path[1] == "moi" { return isGet ? .new : nil }
        guard let id = ID<Bloc>(path[1]) else { return nil }
        if path.count == 2 { return isGet ? .show(id) : nil }
        guard path.count == 3 else { return nil }
        switch path[2] {
        case "quyet-dinh": return isGet ? .decision(id) : .decide(id)
        case "ban-giao": return isGet ? .handOverForm(id) : .handOver(id)
        case "sua-ban-giao": return isGet ? .correctForm(id) : .correct(id)
        case "huy": return isGet ? .undoForm(id) : nil
        case "huy-ban-giao": return isGet ? nil : .undoHandOver(id)
        case "huy-quyet-dinh": return isGet ? nil : .undoDecision(id)
        case "chi-tieu": return isGet ? .quotaForm(id) : .setQuota(id)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Blocs",
        navigation: [NavigationItem("Khối, cụm thi đua", path: BlocPage.list.path, needs: .readBlocs, place: 113)],
        search: [BlocSearch.source], ledger: [.bloc],
        examples: [
            BlocPage.list, .new, .found, .show(ID(1)), .decision(ID(1)), .decide(ID(1)), .handOverForm(ID(1)),
            .handOver(ID(1)), .correctForm(ID(1)), .correct(ID(1)), .undoForm(ID(1)), .undoHandOver(ID(1)),
            .undoDecision(ID(1)), .quotaForm(ID(1)), .setQuota(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
