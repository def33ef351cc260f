import HTTP
import Markup
import Rulebook
import Vocabulary

/// Pháp luật: what the law says on a day, in plain words. Everybody who is signed in may read it.
public enum LawPage: Page, Equatable {
    case start
    case awards
    /// By the code of the award.
    case award(String)
    case awardFile(String, PaperFile)
    case comparison
    case comparisonFile(PaperFile)
    case bonus
    case bonusFile

    public var path: String {
        switch self {
        case .start: "/luat"
        case .awards: "/luat/danh-hieu"
        case .award(let slug): "/luat/danh-hieu/\(slug)"
        case .awardFile(let slug, let file): "/luat/danh-hieu/\(slug)/dieu-kien.\(file.rawValue)"
        case .comparison: "/luat/so-sanh"
        case .comparisonFile(let file): "/luat/so-sanh.\(file.rawValue)"
        case .bonus: "/luat/tien-thuong"
        case .bonusFile: "/luat/tien-thuong.xlsx"
        }
    }

    public var needs: Need { .permission(.readLaw) }

    public var lane: Lane {
        switch self {
        case .awardFile, .comparisonFile, .bonusFile: .slow
        default: .fast
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .start: try LawAnswers.start(call)
        case .awards: try LawAnswers.awards(call)
        case .award(let slug): try LawAnswers.award(slug, call)
        case .awardFile(let slug, let file): try LawAnswers.awardFile(slug, file, call)
        case .comparison: try ComparisonAnswers.page(call)
        case .comparisonFile(let file): try ComparisonAnswers.file(file, call)
        case .bonus: try BonusAnswers.page(call)
        case .bonusFile: try BonusAnswers.file(call)
        }
    }

    /// The page of an award on a day, at one of its conditions: what a dossier links to, one click from the law.
    public static func address(of award: Award.Slug, on day: Day, at check: Check? = nil) -> String {
        Address(LawPage.award(award.description).path).with("ngay", day.vietnamese).text
            + (check.map { "#" + anchor(of: $0) } ?? "")
    }

    /// `c-streak`: the id of the first row about a check.
    static func anchor(of check: Check) -> String { check.rawValue.lowercased() }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> LawPage? {
        guard method == .get, path.first == "luat" else { return nil }
        switch path.dropFirst().first {
        case nil: return .start
        case "danh-hieu": return award(Array(path.dropFirst(2)))
        case "so-sanh" where path.count == 2: return .comparison
        case "tien-thuong" where path.count == 2: return .bonus
        case "tien-thuong.xlsx" where path.count == 2: return .bonusFile
        case let name? where path.count == 2 && name.hasPrefix("so-sanh."):
            return PaperFile(path: String(name)).map { .comparisonFile($0) }
        default: return nil
        }
    }

    private static func award(_ rest: [Substring]) -> LawPage? {
        switch rest.count {
        case 0: return .awards
        // Elsewhere lists are added to at `…/them`; no award is called so.
        case 1: return rest[0] == "them" ? nil : .award(String(rest[0]))
        case 2 where rest[1].hasPrefix("dieu-kien."):
            let file = PaperFile(path: String(rest[1]))
            return file == .xlsx ? nil : file.map { .awardFile(String(rest[0]), $0) }
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/LawBook",
        navigation: [
            NavigationItem("Luật", path: LawPage.start.path, needs: .readLaw, place: 108, also: ["/quy-che-dia-phuong"])
        ],
        examples: [
            LawPage.start, .awards, .award("cstd-tinh"), .awardFile("cstd-tinh", .pdf), .comparison,
            .comparisonFile(.docx), .bonus, .bonusFile,
        ], recognise: { recognise($0, $1) })
}
