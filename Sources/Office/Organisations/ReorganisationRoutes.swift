import HTTP
import Markup
import Vocabulary

/// Reorganisations: prepared part by part, looked at, carried out, undone. Works without script.
public enum ReorganisationPage: Page, Equatable {
    case all
    case open
    case show(ID<Reorganisation>)
    case setHead(ID<Reorganisation>)
    case choose(ID<Reorganisation>)
    case addOlds(ID<Reorganisation>)
    case removeOld(ID<Reorganisation>, ID<Reorganisation.Old>)
    case heirs(ID<Reorganisation>)
    case addHeir(ID<Reorganisation>)
    case removeHeir(ID<Reorganisation>, ID<Reorganisation.Heir>)
    case links(ID<Reorganisation>)
    case setLinks(ID<Reorganisation>)
    case preview(ID<Reorganisation>)
    case apply(ID<Reorganisation>)
    case askUndo(ID<Reorganisation>)
    case undo(ID<Reorganisation>)
    case drop(ID<Reorganisation>)

    static let examples: [ReorganisationPage] = [
        .all, .open, .show(ID(1)), .setHead(ID(1)), .choose(ID(1)), .addOlds(ID(1)),
        .removeOld(ID(1), ID(1)), .heirs(ID(1)), .addHeir(ID(1)), .removeHeir(ID(1), ID(1)), .links(ID(1)),
        .setLinks(ID(1)), .preview(ID(1)), .apply(ID(1)), .askUndo(ID(1)), .undo(ID(1)), .drop(ID(1)),
    ]

    public var path: String {
        let base = "/don-vi/sap-xep"
        return switch self {
        case .all, .open: base
        case .show(let id): "\(base)/\(id)"
        case .setHead(let id): "\(base)/\(id)/thong-tin"
        case .choose(let id), .addOlds(let id): "\(base)/\(id)/don-vi-cu"
        case .removeOld(let id, let old): "\(base)/\(id)/don-vi-cu/\(old)/bo"
        case .heirs(let id), .addHeir(let id): "\(base)/\(id)/don-vi-moi"
        case .removeHeir(let id, let heir): "\(base)/\(id)/don-vi-moi/\(heir)/bo"
        case .links(let id), .setLinks(let id): "\(base)/\(id)/ke-thua"
        case .preview(let id): "\(base)/\(id)/xem-truoc"
        case .apply(let id): "\(base)/\(id)/thuc-hien"
        case .askUndo(let id), .undo(let id): "\(base)/\(id)/hoan-tac"
        case .drop(let id): "\(base)/\(id)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .all, .show, .choose, .heirs, .links, .preview, .askUndo: .get
        default: .post
        }
    }

    public var needs: Need { .permission(.manageUnits) }

    public var bodyLimit: Int { 128 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .all: try ReorganisationAnswers.all(call)
        case .open: try ReorganisationAnswers.open(call)
        case .show(let id): try ReorganisationAnswers.show(id, call)
        case .setHead(let id): try ReorganisationAnswers.setHead(id, call)
        case .choose(let id): try ReorganisationAnswers.choose(id, call)
        case .addOlds(let id): try ReorganisationAnswers.addOlds(id, call)
        case .removeOld(let id, let old):
            try ReorganisationAnswers.change(id, .choose(id), call) {
                try Reorganisations.remove(old: old, from: id, by: $0)
            }
        case .heirs(let id): try ReorganisationAnswers.heirs(id, call)
        case .addHeir(let id): try ReorganisationAnswers.addHeir(id, call)
        case .removeHeir(let id, let heir):
            try ReorganisationAnswers.change(id, .heirs(id), call) {
                try Reorganisations.remove(heir: heir, from: id, by: $0)
            }
        case .links(let id): try ReorganisationAnswers.links(id, call)
        case .setLinks(let id): try ReorganisationAnswers.setLinks(id, call)
        case .preview(let id): try ReorganisationAnswers.preview(id, call)
        case .apply(let id): try ReorganisationAnswers.apply(id, call)
        case .askUndo(let id): try ReorganisationAnswers.askUndo(id, call)
        case .undo(let id): try ReorganisationAnswers.undo(id, call)
        case .drop(let id):
            try ReorganisationAnswers.change(id, .all, call, saying: "Đã bỏ đợt sắp xếp đang chuẩn bị.") {
                try Reorganisations.drop(id, by: $0)
            }
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ReorganisationPage? {
        guard method == .get || method == .post, path.count >= 2, path[0] == "don-vi", path[1] == "sap-xep" else {
            return nil
        }
        let isGet = method == .get
        if path.count == 2 { return isGet ? .all : .open }
        guard let id = ID<Reorganisation>(path[2]) else { return nil }
        switch (path.count, path.count > 3 ? path[3] : "", isGet) {
        case (3, _, true): return .show(id)
        case (4, "thong-tin", false): return .setHead(id)
        case (4, "don-vi-cu", _): return isGet ? .choose(id) : .addOlds(id)
        case (6, "don-vi-cu", false): return path[5] == "bo" ? ID(path[4]).map { .removeOld(id, $0) } : nil
        case (4, "don-vi-moi", _): return isGet ? .heirs(id) : .addHeir(id)
        case (6, "don-vi-moi", false): return path[5] == "bo" ? ID(path[4]).map { .removeHeir(id, $0) } : nil
        case (4, "ke-thua", _): return isGet ? .links(id) : .setLinks(id)
        case (4, "xem-truoc", true): return .preview(id)
        case (4, "thuc-hien", false): return .apply(id)
        case (4, "hoan-tac", _): return isGet ? .askUndo(id) : .undo(id)
        case (4, "bo", false): return .drop(id)
        default: return nil
        }
    }
}
