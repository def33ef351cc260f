import HTTP
import Markup
import Vocabulary

/// The calendar of working days, year by year.
public enum CalendarPage: Page, Equatable {
    case year
    case add
    case edit(ID<CalendarDay>)
    case correct(ID<CalendarDay>)
    case confirm(ID<CalendarDay>)
    case remove(ID<CalendarDay>)
    case restore(ID<CalendarDay>)

    public var path: String {
        switch self {
        case .year, .add: "/lich-nghi"
        case .edit(let id), .correct(let id): "/lich-nghi/\(id)/sua"
        case .confirm(let id): "/lich-nghi/\(id)/xac-nhan"
        case .remove(let id): "/lich-nghi/\(id)/bo"
        case .restore(let id): "/lich-nghi/\(id)/khoi-phuc"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .year, .edit: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .year: .permission(.readProgramme)
        default: .permission(.manageCalendar)
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .year: try CalendarAnswers.year(call)
        case .add: try CalendarAnswers.add(call)
        case .edit(let id): try CalendarAnswers.edit(id, call)
        case .correct(let id): try CalendarAnswers.correct(id, call)
        case .confirm(let id): try CalendarAnswers.confirm(id, call)
        case .remove(let id): try CalendarAnswers.setRemoved(true, id, call)
        case .restore(let id): try CalendarAnswers.setRemoved(false, id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> CalendarPage? {
        guard method == .get || method == .post, path.first == "lich-nghi" else { return nil }
        if path.count == 1 { return method == .get ? .year : .add }
        guard path.count == 3, let id = ID<CalendarDay>(path[1]) else { return nil }
        switch (path[2], method == .get) {
        case ("sua", true): return .edit(id)
        case ("sua", false): return .correct(id)
        case ("xac-nhan", false): return .confirm(id)
        case ("bo", false): return .remove(id)
        case ("khoi-phuc", false): return .restore(id)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Calendar", migrations: [],
        navigation: [NavigationItem("Lịch nghỉ", path: CalendarPage.year.path, needs: .readProgramme, place: 117)],
        ledger: [.calendar],
        examples: [
            CalendarPage.year, .add, .edit(ID(1)), .correct(ID(1)), .confirm(ID(1)), .remove(ID(1)), .restore(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
