import HTTP
import Markup
import Vocabulary

/// Đủ điều kiện gì: for every award that somebody can be given whether the conditions are met, what is missing, and the
/// earliest year; and a whole unit or bloc at once for the titles of a year.
public enum EligibilityPage: Page, Equatable {
    case person(ID<Person>)
    case unit(ID<Unit>)
    case personFile(ID<Person>, PaperFile)
    case unitFile(ID<Unit>, PaperFile)
    case roll
    case rollFile(PaperFile)

    public var path: String {
        switch self {
        case .person(let id): "/nguoi/\(id)/du-dieu-kien"
        case .unit(let id): "/don-vi/\(id)/du-dieu-kien"
        case .personFile(let id, let file): "/nguoi/\(id)/du-dieu-kien.\(file.rawValue)"
        case .unitFile(let id, let file): "/don-vi/\(id)/du-dieu-kien.\(file.rawValue)"
        case .roll: "/du-dieu-kien"
        case .rollFile(let file): "/du-dieu-kien.\(file.rawValue)"
        }
    }

    public var needs: Need { .permission(.readHonours) }

    /// A unit is judged by what all its people reached.
    public var lane: Lane {
        switch self {
        case .person: .fast
        case .unit, .personFile, .unitFile, .roll, .rollFile: .slow
        }
    }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .person(let id): try EligibilityAnswers.person(id, call)
        case .unit(let id): try EligibilityAnswers.unit(id, call)
        case .personFile(let id, let file): try EligibilityAnswers.personFile(id, file, call)
        case .unitFile(let id, let file): try EligibilityAnswers.unitFile(id, file, call)
        case .roll: try RollAnswers.page(call)
        case .rollFile(let file): try RollAnswers.file(file, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> EligibilityPage? {
        guard method == .get else { return nil }
        if path.count == 1 {
            if path[0] == "du-dieu-kien" { return .roll }
            return file(path[0]).map { .rollFile($0) }
        }
        guard path.count == 3 else { return nil }
        let (isPage, file) = (path[2] == "du-dieu-kien", file(path[2]))
        // Rows of one award and another are no sheet.
        guard isPage || file == .docx || file == .pdf else { return nil }
        switch path[0] {
        case "nguoi":
            return ID<Person>(path[1]).map { id in file.map { .personFile(id, $0) } ?? .person(id) }
        case "don-vi":
            return ID<Unit>(path[1]).map { id in file.map { .unitFile(id, $0) } ?? .unit(id) }
        default: return nil
        }
    }

    private static func file(_ name: Substring) -> PaperFile? {
        guard name.hasPrefix("du-dieu-kien.") else { return nil }
        return PaperFile(rawValue: String(name.dropFirst("du-dieu-kien.".count)))
    }

    /// A whole unit with all below it.
    static func roll(of unit: ID<Unit>) -> Address {
        Address(EligibilityPage.roll.path).with("xet", RollFilter.Whose.unit(unit).written)
    }

    /// The members of a bloc in a year.
    static func roll(of bloc: ID<Bloc>, year: Int, today: Day) -> Address {
        Address(EligibilityPage.roll.path).with("xet", RollFilter.Whose.bloc(bloc).written)
            .with("nam", year == today.year ? nil : String(year))
    }

    public static let room = Room(
        name: "Office/Eligibility",
        unitLinks: [
            UnitLink("Đủ điều kiện gì", needs: .readHonours) { EligibilityPage.unit($0).path },
            UnitLink("Đủ điều kiện cả đơn vị", needs: .readHonours) { EligibilityPage.roll(of: $0).text },
        ],
        personLinks: [PersonLink("Đủ điều kiện gì", needs: .readHonours) { EligibilityPage.person($0).path }],
        examples: [
            EligibilityPage.person(ID(1)), .unit(ID(1)), .personFile(ID(1), .pdf), .unitFile(ID(1), .docx), .roll,
            .rollFile(.xlsx),
        ], recognise: { recognise($0, $1) })
}
