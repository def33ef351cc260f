import Foundation
import Office
import Vocabulary

/// The days off of `Assets/holidays.json`, with which the calendar of an installation begins; the office corrects them
/// there. Days that are not settled never count as off.
enum Holidays {
    private struct Table: Decodable {
        struct Entry: Decodable {
            let date: String
            let name: String
            let kind: String?
            /// `V` fixed by law, `K` known from the yearly notice, `?` not settled.
            let confidence: String
            let workedInstead: String?
        }
        let holidays: [Entry]
    }

    static func entries(_ environment: [String: String]) throws -> [CalendarEntry] {
        let folder = try Assets.folder(environment: environment)
        let table = try JSONDecoder().decode(
            Table.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/holidays.json")))
        return table.holidays.compactMap { entry in
            guard let day = Day(iso: entry.date) else { return nil }
            let certainty: CalendarDay.Certainty =
                switch entry.confidence {
                case "V": .law
                case "K": .notice
                default: .unsettled
                }
            let exchanged = entry.workedInstead.flatMap { Day(iso: $0) }
            let kind = exchanged != nil ? .exchange : CalendarDay.Kind(rawValue: entry.kind ?? "") ?? .other
            return CalendarEntry(day, entry.name, kind, certainty, workedInstead: exchanged)
        }
    }

    /// Fills the years that the calendar of an installation does not have yet; most often there is nothing to do.
    static func fill(_ office: Office, _ environment: [String: String]) throws {
        let entries = try entries(environment)
        guard try !office.read({ try WorkingCalendar.missing(entries, $0) }).isEmpty else { return }
        try office.write(by: Installation.systemActor(environment)) {
            _ = try WorkingCalendar.fill(from: entries, by: $0)
        }
    }

    /// The same days without a database, for commands that store nothing.
    static func workingDays(_ environment: [String: String]) throws -> WorkingDays {
        WorkingDays(try entries(environment))
    }
}
