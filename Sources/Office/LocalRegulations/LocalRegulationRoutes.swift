import HTTP
import Markup
import Vocabulary

/// The regulations of the province. Everybody who reads the law reads those that are approved.
public enum LocalRegulationPage: Page, Equatable {
    case list
    case new
    case draft
    case show(ID<LocalRegulation>)
    case edit(ID<LocalRegulation>)
    case save(ID<LocalRegulation>)
    case changes(ID<LocalRegulation>)
    /// Every unit of the year, as a spreadsheet.
    case changesFile(ID<LocalRegulation>)
    /// As a paper: Word or PDF.
    case paper(ID<LocalRegulation>, PaperFile)
    case submit(ID<LocalRegulation>)
    case drop(ID<LocalRegulation>)
    case decide(ID<LocalRegulation>)
    case approve(ID<LocalRegulation>)
    case sendBack(ID<LocalRegulation>)
    case ending(ID<LocalRegulation>)
    case end(ID<LocalRegulation>)
    case file(ID<LocalRegulation>)
    case trial
    case awards
    case newAward(ID<LocalRegulation>)
    case setAward(ID<LocalRegulation>)
    case removeAward(ID<LocalRegulation>)

    public var path: String {
        switch self {
        case .list, .draft: "/quy-che-dia-phuong"
        case .new: "/quy-che-dia-phuong/moi"
        case .trial: "/quy-che-dia-phuong/thu"
        case .awards: "/quy-che-dia-phuong/danh-hieu"
        case .newAward(let id), .setAward(let id): "/quy-che-dia-phuong/\(id)/danh-hieu"
        case .removeAward(let id): "/quy-che-dia-phuong/\(id)/bo-danh-hieu"
        case .show(let id): "/quy-che-dia-phuong/\(id)"
        case .edit(let id), .save(let id): "/quy-che-dia-phuong/\(id)/sua"
        case .changes(let id): "/quy-che-dia-phuong/\(id)/thay-doi"
        case .changesFile(let id): "/quy-che-dia-phuong/\(id)/thay-doi.xlsx"
        case .paper(let id, let file): "/quy-che-dia-phuong/\(id)/quy-che.\(file.rawValue)"
        case .submit(let id): "/quy-che-dia-phuong/\(id)/trinh"
        case .drop(let id): "/quy-che-dia-phuong/\(id)/bo"
        case .decide(let id), .approve(let id): "/quy-che-dia-phuong/\(id)/duyet"
        case .sendBack(let id): "/quy-che-dia-phuong/\(id)/tra-lai"
        case .ending(let id), .end(let id): "/quy-che-dia-phuong/\(id)/ket-thuc"
        case .file(let id): "/quy-che-dia-phuong/\(id)/tep"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .show, .edit, .changes, .changesFile, .paper, .decide, .ending, .file, .trial, .awards,
            .newAward:
            .get
        case .draft, .save, .submit, .drop, .approve, .sendBack, .end, .setAward, .removeAward: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .show, .changes, .changesFile, .paper, .file, .trial, .awards: .permission(.readLaw)
        case .new, .draft, .edit, .save, .submit, .drop, .newAward, .setAward, .removeAward:
            .permission(.draftRegulations)
        case .decide, .approve, .sendBack, .ending, .end: .permission(.approveRegulations)
        }
    }

    /// What decides about everybody's verdicts is asked of somebody who has just shown who they are.
    public var proof: Proof {
        switch self {
        case .approve, .end: .recent
        default: .none
        }
    }

    public var lane: Lane {
        switch self {
        case .draft, .save, .changesFile, .paper: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int {
        switch self {
        case .draft, .save: 32 * 1024 * 1024
        default: 256 * 1024
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .list: try LocalRegulationAnswers.list(call)
        case .show(let id): try LocalRegulationAnswers.show(id, call)
        case .changes(let id): try LocalRegulationAnswers.changes(id, call)
        case .changesFile(let id): try LocalRegulationAnswers.changesFile(id, call)
        case .paper(let id, let file): try LocalRegulationAnswers.paper(id, file, call)
        case .file(let id): try LocalRegulationAnswers.file(id, call)
        case .trial: try LocalTrialAnswers.trial(call)
        case .awards: try LocalAwardAnswers.list(call)
        case .newAward(let id): try LocalAwardAnswers.new(id, call)
        case .setAward(let id): try LocalAwardAnswers.set(id, call)
        case .removeAward(let id): try LocalAwardAnswers.remove(id, call)
        case .new: try LocalDraftAnswers.new(call)
        case .draft: try LocalDraftAnswers.draft(call)
        case .edit(let id): try LocalDraftAnswers.edit(id, call)
        case .save(let id): try LocalDraftAnswers.save(id, call)
        case .submit(let id): try LocalDraftAnswers.submit(id, call)
        case .drop(let id): try LocalDraftAnswers.drop(id, call)
        case .decide(let id): try LocalDecisionAnswers.decide(id, call)
        case .approve(let id): try LocalDecisionAnswers.approve(id, call)
        case .sendBack(let id): try LocalDecisionAnswers.sendBack(id, call)
        case .ending(let id): try LocalDecisionAnswers.ending(id, call)
        case .end(let id): try LocalDecisionAnswers.end(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LocalRegulationPage? {
        guard method == .get || method == .post, path.first == "quy-che-dia-phuong" else { return nil }
        let isGet = method == .get
        if path.count == 1 { return isGet ? .list : .draft }
        if path.count == 2, path[1] == "moi" { return isGet ? .new : nil }
        if path.count == 2, path[1] == "thu" { return isGet ? .trial : nil }
        if path.count == 2, path[1] == "danh-hieu" { return isGet ? .awards : nil }
        guard let id = ID<LocalRegulation>(path[1]) else { return nil }
        if path.count == 2 { return isGet ? .show(id) : nil }
        guard path.count == 3 else { return nil }
        switch (path[2], isGet) {
        case ("sua", true): return .edit(id)
        case ("sua", false): return .save(id)
        case ("thay-doi", true): return .changes(id)
        case ("thay-doi.xlsx", true): return .changesFile(id)
        case ("quy-che.docx", true): return .paper(id, .docx)
        case ("quy-che.pdf", true): return .paper(id, .pdf)
        case ("tep", true): return .file(id)
        case ("danh-hieu", true): return .newAward(id)
        case ("danh-hieu", false): return .setAward(id)
        case ("bo-danh-hieu", false): return .removeAward(id)
        case ("trinh", false): return .submit(id)
        case ("bo", false): return .drop(id)
        case ("duyet", true): return .decide(id)
        case ("duyet", false): return .approve(id)
        case ("tra-lai", false): return .sendBack(id)
        case ("ket-thuc", true): return .ending(id)
        case ("ket-thuc", false): return .end(id)
        default: return nil
        }
    }

    private static let examples: [LocalRegulationPage] = {
        let id = ID<LocalRegulation>(1)
        return [
            .list, .new, .draft, .show(id), .edit(id), .save(id), .changes(id), .changesFile(id), .paper(id, .pdf),
            .submit(id), .drop(id), .decide(id), .approve(id), .sendBack(id), .ending(id), .end(id), .file(id), .trial,
            .awards, .newAward(id),
            .setAward(id), .removeAward(id),
        ]
    }()

    public static let room = Room(
        name: "Office/LocalRegulations", ledger: [.localRegulation],
        examples: examples,
        recognise: { recognise($0, $1) })
}
