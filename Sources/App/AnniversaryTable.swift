import Foundation
import Office
import Vocabulary
import Work

/// The days of the country in `Assets/anniversaries.json`, with which an installation begins.
enum AnniversaryTable {
    private struct Table: Decodable {
        struct Entry: Decodable {
            /// `07-05`: day and month.
            let day: String
            let since: Int?
            let name: String
        }
        let anniversaries: [Entry]
    }

    static func entries(_ environment: [String: String]) throws -> [AnniversaryEntry] {
        let folder = try Assets.folder(environment: environment)
        let table = try JSONDecoder().decode(
            Table.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/anniversaries.json")))
        return table.anniversaries.compactMap { entry in
            let parts = entry.day.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2 else { return nil }
            return AnniversaryEntry(entry.name, month: parts[1], day: parts[0], since: entry.since)
        }
    }

    static func fill(_ office: Office, _ environment: [String: String]) throws {
        guard try !office.read({ try Anniversaries.isFilled($0) }) else { return }
        try office.write(by: Installation.systemActor(environment)) {
            _ = try Anniversaries.fill(from: entries(environment), by: $0)
        }
    }
}
