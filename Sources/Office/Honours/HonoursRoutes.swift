import HTTP
import Markup
import Vocabulary

/// Khen thưởng: the list of what was given, decisions, entering an old one, and each line of it.
public enum HonoursPage: Page, Equatable {
    case list
    case file(PaperFile)
    case entry
    case examine
    case keep
    case saveDraft
    case dropDraft
    case decision(ID<HonourDecision>)
    case editDecision(ID<HonourDecision>)
    case correctDecision(ID<HonourDecision>)
    case withdrawDecisionForm(ID<HonourDecision>)
    case withdrawDecision(ID<HonourDecision>)
    case restoreDecision(ID<HonourDecision>)
    case withdrawnDecisions
    case correctForm(Int64)
    case correct(Int64)
    case withdraw(Int64)
    case revoke(Int64)
    case restore(Int64)
    case newInitiative
    case addInitiative
    case initiative(ID<InitiativeRecord>)
    case correctInitiative(ID<InitiativeRecord>)
    case withdrawInitiative(ID<InitiativeRecord>)
    case completeness(ID<Unit>)
    case declare(ID<Unit>)

    public var path: String {
        switch self {
        case .list: "/khen-thuong"
        case .file(let file): "/khen-thuong/danh-sach.\(file.rawValue)"
        case .entry, .examine: "/khen-thuong/nhap"
        case .keep: "/khen-thuong/nhap/ghi"
        case .saveDraft: "/khen-thuong/nhap/luu"
        case .dropDraft: "/khen-thuong/nhap/bo"
        case .decision(let id): "/khen-thuong/quyet-dinh/\(id)"
        case .editDecision(let id), .correctDecision(let id): "/khen-thuong/quyet-dinh/\(id)/sua"
        case .withdrawDecisionForm(let id), .withdrawDecision(let id): "/khen-thuong/quyet-dinh/\(id)/rut"
        case .restoreDecision(let id): "/khen-thuong/quyet-dinh/\(id)/phuc-hoi"
        case .withdrawnDecisions: "/khen-thuong/da-rut"
        case .correctForm(let id), .correct(let id): "/khen-thuong/muc/\(id)"
        case .withdraw(let id): "/khen-thuong/muc/\(id)/rut"
        case .revoke(let id): "/khen-thuong/muc/\(id)/huy"
        case .restore(let id): "/khen-thuong/muc/\(id)/phuc-hoi"
        case .newInitiative, .addInitiative: "/khen-thuong/sang-kien"
        case .initiative(let id), .correctInitiative(let id): "/khen-thuong/sang-kien/\(id)"
        case .withdrawInitiative(let id): "/khen-thuong/sang-kien/\(id)/rut"
        case .completeness(let id), .declare(let id): "/don-vi/\(id)/nhap-du"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .file, .entry, .decision, .editDecision, .withdrawDecisionForm, .withdrawnDecisions, .correctForm,
            .newInitiative, .initiative, .completeness:
            .get
        case .examine, .keep, .saveDraft, .dropDraft, .correctDecision, .withdrawDecision, .restoreDecision, .correct,
            .withdraw, .revoke, .restore, .addInitiative, .correctInitiative, .withdrawInitiative, .declare:
            .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .file, .decision, .initiative, .completeness: .permission(.readHonours)
        default: .permission(.manageHonours)
        }
    }

    public var lane: Lane {
        switch self {
        case .file: .slow
        default: .fast
        }
    }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try found(call)
        } catch HonourRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func found(_ call: Call) throws -> Response {
        switch self {
        case .list: try HonourListAnswers.list(call)
        case .file(let file): try HonourListAnswers.file(file, call)
        case .entry: try EntryAnswers.form(call)
        case .examine: try EntryAnswers.examine(call)
        case .keep: try EntryAnswers.keep(call)
        case .saveDraft: try EntryAnswers.saveDraft(call)
        case .dropDraft: try EntryAnswers.dropDraft(call)
        case .decision(let id): try DecisionAnswers.show(id, call)
        case .editDecision(let id): try DecisionAnswers.edit(id, call)
        case .correctDecision(let id): try DecisionAnswers.correct(id, call)
        case .withdrawDecisionForm(let id): try DecisionEndingAnswers.form(id, call)
        case .withdrawDecision(let id): try DecisionEndingAnswers.withdraw(id, call)
        case .restoreDecision(let id): try DecisionEndingAnswers.restore(id, call)
        case .withdrawnDecisions: try DecisionEndingAnswers.list(call)
        case .correctForm(let id): try HonourItemAnswers.form(id, call)
        case .correct(let id): try HonourItemAnswers.correct(id, call)
        case .withdraw(let id): try HonourItemAnswers.end(id, .withdraw, call)
        case .revoke(let id): try HonourItemAnswers.end(id, .revoke, call)
        case .restore(let id): try HonourItemAnswers.end(id, .restore, call)
        case .newInitiative: try InitiativeAnswers.form(call)
        case .addInitiative: try InitiativeAnswers.add(call)
        case .initiative(let id): try InitiativeAnswers.show(id, call)
        case .correctInitiative(let id): try InitiativeAnswers.correct(id, call)
        case .withdrawInitiative(let id): try InitiativeAnswers.withdraw(id, call)
        case .completeness(let id): try CompletenessAnswers.show(id, call)
        case .declare(let id): try CompletenessAnswers.declare(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> HonoursPage? {
        let isGet = method == .get
        guard isGet || method == .post else { return nil }
        if path.first == "don-vi", path.count == 3, path[2] == "nhap-du", let id = ID<Unit>(path[1]) {
            return isGet ? .completeness(id) : .declare(id)
        }
        guard path.first == "khen-thuong" else { return nil }
        switch path.count {
        case 1: return isGet ? .list : nil
        case 2:
            switch path[1] {
            case "nhap": return isGet ? .entry : .examine
            case "sang-kien": return isGet ? .newInitiative : .addInitiative
            case "da-rut": return isGet ? .withdrawnDecisions : nil
            default:
                guard isGet, path[1].hasPrefix("danh-sach.") else { return nil }
                return PaperFile(rawValue: String(path[1].dropFirst("danh-sach.".count))).map(HonoursPage.file)
            }
        case 3:
            switch path[1] {
            case "nhap":
                if isGet { return nil }
                return path[2] == "ghi" ? .keep : path[2] == "luu" ? .saveDraft : path[2] == "bo" ? .dropDraft : nil
            case "sang-kien": return ID(path[2]).map { isGet ? .initiative($0) : .correctInitiative($0) }
            case "quyet-dinh": return isGet ? ID(path[2]).map(HonoursPage.decision) : nil
            case "muc":
                return ID<Honour>(path[2]).map { isGet ? .correctForm($0.rawValue) : .correct($0.rawValue) }
            default: return nil
            }
        case 4:
            if path[1] == "quyet-dinh", let id = ID<HonourDecision>(path[2]) {
                switch path[3] {
                case "sua": return isGet ? .editDecision(id) : .correctDecision(id)
                case "rut": return isGet ? .withdrawDecisionForm(id) : .withdrawDecision(id)
                case "phuc-hoi": return isGet ? nil : .restoreDecision(id)
                default: return nil
                }
            }
            guard !isGet else { return nil }
            if path[1] == "sang-kien", path[3] == "rut" { return ID(path[2]).map(HonoursPage.withdrawInitiative) }
            guard path[1] == "muc", let id = ID<Honour>(path[2])?.rawValue else { return nil }
            switch path[3] {
            case "rut": return .withdraw(id)
            case "huy": return .revoke(id)
            case "phuc-hoi": return .restore(id)
            default: return nil
            }
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Honours",
        navigation: [
            NavigationItem(
                "Khen thưởng", path: HonoursPage.list.path, needs: .readHonours, place: 60,
                also: [EligibilityPage.roll.path])
        ],
        search: [HonourSearch.source],
        ledger: [.honourDecision, .honour, .rating, .initiative, .discipline, .matter, .completeFacts],
        unitLinks: [UnitLink("Khen thưởng đã có", needs: .readHonours) { LifePage.unit($0).path }],
        personLinks: [PersonLink("Khen thưởng đã có", needs: .readHonours) { LifePage.person($0).path }],
        examples: [
            HonoursPage.list, .file(.xlsx), .entry, .examine, .keep, .saveDraft, .dropDraft, .decision(ID(1)),
            .editDecision(ID(1)), .correctDecision(ID(1)), .withdrawDecisionForm(ID(1)), .withdrawDecision(ID(1)),
            .restoreDecision(ID(1)), .withdrawnDecisions, .correctForm(1), .correct(1), .withdraw(1), .revoke(1),
            .restore(1), .newInitiative, .addInitiative, .initiative(ID(1)), .correctInitiative(ID(1)),
            .withdrawInitiative(ID(1)), .completeness(ID(1)),
            .declare(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
