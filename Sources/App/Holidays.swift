import Foundation
import Vocabulary

/// The days off of `Assets/holidays.json`: a table that the office may correct. Unconfirmed days never count as off.
enum Holidays {
    private struct Table: Decodable {
        struct Entry: Decodable {
            let date: String
            let name: String
            /// `V` fixed by law, `K` known from the yearly notice, `?` not settled.
            let confidence: String
            let workedInstead: String?
        }
        let holidays: [Entry]
    }

    static func workingDays(_ environment: [String: String]) throws -> WorkingDays {
        let folder = try Assets.folder(environment: environment)
        let table = try JSONDecoder().decode(
            Table.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/holidays.json")))
        var (off, worked): ([Day: String], Set<Day>) = ([:], [])
        for entry in table.holidays where entry.confidence != "?" {
            guard let day = Day(iso: entry.date) else { continue }
            off[day] = entry.name
            if let exchanged = entry.workedInstead.flatMap({ Day(iso: $0) }) { worked.insert(exchanged) }
        }
        return WorkingDays(daysOff: off, workedInstead: worked)
    }
}
