import HTTP
import Markup
import Rulebook
import Vocabulary

/// Thư viện văn bản: the instruments of the law and the province's own documents.
public enum LawLibraryPage: Page, Equatable {
    case list
    /// One of the law, by its number as an address writes it: `98-2023-nd-cp`.
    case instrument(String)
    case new
    case add
    case show(ID<LawDocument>)
    case correctForm(ID<LawDocument>)
    case correct(ID<LawDocument>)
    case endForm(ID<LawDocument>)
    case end(ID<LawDocument>)
    case withdrawForm(ID<LawDocument>)
    case withdraw(ID<LawDocument>)
    case attach(ID<LawDocument>)
    case detach(ID<LawDocument>)
    case file(ID<LawDocument>, ID<StoredFile>)

    /// The largest file a document takes.
    static let mostBytes = 50 * 1024 * 1024

    public var path: String {
        switch self {
        case .list, .add: "/luat/van-ban"
        case .instrument(let code): "/luat/van-ban/trung-uong/\(code)"
        case .new: "/luat/van-ban/moi"
        case .show(let id): "/luat/van-ban/\(id)"
        case .correctForm(let id), .correct(let id): "/luat/van-ban/\(id)/sua"
        case .endForm(let id), .end(let id): "/luat/van-ban/\(id)/het-hieu-luc"
        case .withdrawForm(let id), .withdraw(let id): "/luat/van-ban/\(id)/rut"
        case .attach(let id): "/luat/van-ban/\(id)/tep"
        case .detach(let id): "/luat/van-ban/\(id)/bo-tep"
        case .file(let id, let file): "/luat/van-ban/\(id)/tep/\(file)"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .add, .correct, .end, .withdraw, .attach, .detach: .post
        default: .get
        }
    }

    public var needs: Need {
        switch self {
        case .list, .instrument, .show, .file: .permission(.readLaw)
        default: .permission(.manageLawLibrary)
        }
    }

    public var bodyLimit: Int {
        switch self {
        case .attach: Self.mostBytes + 1024 * 1024
        default: 64 * 1024
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .list: try LawLibraryAnswers.list(call)
        case .instrument(let code): try LawLibraryAnswers.instrument(code, call)
        case .new: try LawLibraryAnswers.new(call)
        case .add: try LawLibraryAnswers.add(call)
        case .show(let id): try LawLibraryAnswers.show(id, call)
        case .correctForm(let id): try LawLibraryAnswers.correctForm(id, call)
        case .correct(let id): try LawLibraryAnswers.correct(id, call)
        case .endForm(let id): try LawLibraryAnswers.endForm(id, call)
        case .end(let id): try LawLibraryAnswers.end(id, call)
        case .withdrawForm(let id): try LawLibraryAnswers.withdrawForm(id, call)
        case .withdraw(let id): try LawLibraryAnswers.withdraw(id, call)
        case .attach(let id): try LawLibraryAnswers.attach(id, call)
        case .detach(let id): try LawLibraryAnswers.detach(id, call)
        case .file(let id, let file): try LawLibraryAnswers.file(file, of: id, call)
        }
    }

    /// `98-2023-nd-cp` for 98/2023/NĐ-CP.
    static func code(of instrument: Instrument) -> String {
        (InstrumentNumber(written: instrument.number)?.key ?? "").replacing("/", with: "-")
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LawLibraryPage? {
        guard method == .get || method == .post, path.count >= 2, path[0] == "luat", path[1] == "van-ban" else {
            return nil
        }
        let (isGet, rest) = (method == .get, path.dropFirst(2))
        guard let first = rest.first else { return isGet ? .list : .add }
        if first == "moi" { return isGet && rest.count == 1 ? .new : nil }
        if first == "trung-uong" { return isGet && rest.count == 2 ? .instrument(String(path[3])) : nil }
        guard let id = ID<LawDocument>(first) else { return nil }
        switch rest.count {
        case 1: return isGet ? .show(id) : nil
        case 2:
            switch path[3] {
            case "sua": return isGet ? .correctForm(id) : .correct(id)
            case "het-hieu-luc": return isGet ? .endForm(id) : .end(id)
            case "rut": return isGet ? .withdrawForm(id) : .withdraw(id)
            case "tep": return isGet ? nil : .attach(id)
            case "bo-tep": return isGet ? nil : .detach(id)
            default: return nil
            }
        case 3 where isGet && path[3] == "tep": return ID<StoredFile>(path[4]).map { .file(id, $0) }
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/LawLibrary", ledger: [.lawDocument],
        examples: [
            LawLibraryPage.list, .instrument("98-2023-nd-cp"), .new, .add, .show(ID(1)), .correctForm(ID(1)),
            .correct(ID(1)), .endForm(ID(1)), .end(ID(1)), .withdrawForm(ID(1)), .withdraw(ID(1)), .attach(ID(1)),
            .detach(ID(1)), .file(ID(1), ID(1)),
        ], recognise: { recognise($0, $1) })
}
