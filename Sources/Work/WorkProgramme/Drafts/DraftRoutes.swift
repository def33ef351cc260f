import HTTP
import Office
import Vocabulary

/// Upload, review and adoption of plans.
public enum DraftPage: Page, Equatable {
    case upload
    case receive
    case review(ID<Draft>)
    case paper(ID<Draft>)
    case header(ID<Draft>)
    case saveHeader(ID<Draft>)
    case accept(ID<Draft>, ID<DraftItem>)
    case reject(ID<Draft>, ID<DraftItem>)
    case wait(ID<Draft>, ID<DraftItem>)
    case edit(ID<Draft>, ID<DraftItem>)
    case split(ID<Draft>, ID<DraftItem>)
    case merge(ID<Draft>, ID<DraftItem>)
    case acceptWaiting(ID<Draft>)
    case name(ID<Draft>)
    case finding(ID<Draft>, ID<DraftFinding>)
    case confirm(ID<Draft>)
    case adopt(ID<Draft>)
    case askDiscard(ID<Draft>)
    case discard(ID<Draft>)

    public var path: String {
        switch self {
        case .upload, .receive: "/chuong-trinh/nhap"
        case .review(let id): "/ban-nhap/\(id)"
        case .paper(let id): "/ban-nhap/\(id)/tep"
        case .header(let id), .saveHeader(let id): "/ban-nhap/\(id)/thong-tin"
        case .accept(let id, let item): "/ban-nhap/\(id)/viec/\(item)/nhan"
        case .reject(let id, let item): "/ban-nhap/\(id)/viec/\(item)/bo"
        case .wait(let id, let item): "/ban-nhap/\(id)/viec/\(item)/xem-lai"
        case .edit(let id, let item): "/ban-nhap/\(id)/viec/\(item)/sua"
        case .split(let id, let item): "/ban-nhap/\(id)/viec/\(item)/tach"
        case .merge(let id, let item): "/ban-nhap/\(id)/viec/\(item)/gop"
        case .acceptWaiting(let id): "/ban-nhap/\(id)/nhan-het"
        case .name(let id): "/ban-nhap/\(id)/don-vi"
        case .finding(let id, let finding): "/ban-nhap/\(id)/canh-bao/\(finding)"
        case .confirm(let id), .adopt(let id): "/ban-nhap/\(id)/nhan"
        case .askDiscard(let id), .discard(let id): "/ban-nhap/\(id)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .upload, .review, .paper, .header, .confirm, .askDiscard: .get
        default: .post
        }
    }

    public var needs: Need { .permission(.preparePlans) }

    /// Reading a PDF takes some hundred milliseconds; a large adoption too.
    public var lane: Lane { self == .receive || isAdoption ? .slow : .fast }

    private var isAdoption: Bool { if case .adopt = self { true } else { false } }

    public var bodyLimit: Int { self == .receive ? 220 * 1024 * 1024 : 256 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        // A draft outside one's scope is answered like one that does not exist.
        do { return try answerFound(call) } catch DraftRefusal.notFound { throw FrameRefusal.notFound }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .upload: try DraftAnswers.upload(call)
        case .receive: try DraftAnswers.receive(call)
        case .review(let id): try DraftAnswers.review(id, call)
        case .paper(let id): try DraftAnswers.paper(id, call)
        case .header(let id): try DraftAnswers.header(id, call)
        case .saveHeader(let id): try DraftAnswers.saveHeader(id, call)
        case .accept(let id, let item): try DraftAnswers.decide(.accepted, item, of: id, call)
        case .reject(let id, let item): try DraftAnswers.decide(.rejected, item, of: id, call)
        case .wait(let id, let item): try DraftAnswers.decide(.waiting, item, of: id, call)
        case .edit(let id, let item): try DraftAnswers.edit(item, of: id, call)
        case .split(let id, let item): try DraftAnswers.split(item, of: id, call)
        case .merge(let id, let item): try DraftAnswers.merge(item, of: id, call)
        case .acceptWaiting(let id): try DraftAnswers.acceptWaiting(of: id, call)
        case .name(let id): try DraftAnswers.name(of: id, call)
        case .finding(let id, let finding): try DraftAnswers.finding(finding, of: id, call)
        case .confirm(let id): try DraftAnswers.confirm(id, call)
        case .adopt(let id): try DraftAnswers.adopt(id, call)
        case .askDiscard(let id): try DraftAnswers.askDiscard(id, call)
        case .discard(let id): try DraftAnswers.discard(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> DraftPage? {
        if path.count == 2, path[0] == "chuong-trinh", path[1] == "nhap" {
            return method == .get ? .upload : method == .post ? .receive : nil
        }
        guard path.first == "ban-nhap", path.count >= 2, let id = ID<Draft>(path[1]) else { return nil }
        switch (method, path.count, path.count > 2 ? path[2] : "") {
        case (.get, 2, _): return .review(id)
        case (.get, 3, "tep"): return .paper(id)
        case (.get, 3, "thong-tin"): return .header(id)
        case (.post, 3, "thong-tin"): return .saveHeader(id)
        case (.post, 3, "nhan-het"): return .acceptWaiting(id)
        case (.post, 3, "don-vi"): return .name(id)
        case (.get, 3, "nhan"): return .confirm(id)
        case (.post, 3, "nhan"): return .adopt(id)
        case (.get, 3, "bo"): return .askDiscard(id)
        case (.post, 3, "bo"): return .discard(id)
        case (.post, 4, "canh-bao"): return ID<DraftFinding>(path[3]).map { .finding(id, $0) }
        case (.post, 5, "viec"): return ID<DraftItem>(path[3]).flatMap { item(id, $0, path[4]) }
        default: return nil
        }
    }

    private static func item(_ id: ID<Draft>, _ item: ID<DraftItem>, _ act: Substring) -> DraftPage? {
        switch act {
        case "nhan": .accept(id, item)
        case "bo": .reject(id, item)
        case "xem-lai": .wait(id, item)
        case "sua": .edit(id, item)
        case "tach": .split(id, item)
        case "gop": .merge(id, item)
        default: nil
        }
    }

    /// One of each case.
    static let examples: [DraftPage] = [
        .upload, .receive, .review(ID(1)), .paper(ID(1)), .header(ID(1)), .saveHeader(ID(1)), .accept(ID(1), ID(1)),
        .reject(ID(1), ID(1)), .wait(ID(1), ID(1)), .edit(ID(1), ID(1)), .split(ID(1), ID(1)), .merge(ID(1), ID(1)),
        .acceptWaiting(ID(1)), .name(ID(1)), .finding(ID(1), ID(1)), .confirm(ID(1)), .adopt(ID(1)), .askDiscard(ID(1)),
        .discard(ID(1)),
    ]

    public static let room = Room(
        name: "Work/WorkProgramme/Drafts", ledger: [.draft],
        examples: examples,
        recognise: { recognise($0, $1) })
}
