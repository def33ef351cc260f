import Database
import Foundation
import Office
import Vocabulary

/// Hạn gửi kế hoạch mà một kế hoạch đã định: a plan in force that tells the units to send their own by a day.
public struct PlanDeadline: Equatable, Sendable {
    public let plan: Plan
    public let due: Day
    /// The plan's own words.
    public let what: String

    private struct Reading: Decodable {
        struct Deadline: Decodable {
            let what: String?
            let date: String?
        }
        let deadlines: [Deadline]
    }

    /// `Gửi kế hoạch của cơ quan, đơn vị …` with a day, in the answer of the reader.
    private static func find(_ reading: String) throws -> (due: Day, what: String)? {
        let deadlines = try JSONDecoder().decode(Reading.self, from: Data(reading.utf8)).deadlines
        for deadline in deadlines {
            let fold = (deadline.what ?? "").folded
            guard fold.contains("gui"), fold.contains("ke hoach"), !fold.contains("bao cao ket qua"),
                let due = deadline.date.flatMap({ PlannedTime.span(of: $0)?.last })
            else { continue }
            return (due, (deadline.what ?? "").nfc)
        }
        return nil
    }

    public static func of(_ plan: ID<Plan>, _ db: any Reader) throws -> (due: Day, what: String)? {
        let reading: String? = try db.first(
            "SELECT reading FROM plan_draft WHERE plan = \(plan) AND state = 'adopted' ORDER BY id DESC LIMIT 1"
        ).map { try $0("reading") }
        return try reading.flatMap(find)
    }

    static let mostPlans = 40

    /// Plans in force that name such a day and for which nobody has asked the units yet, the newest first.
    public static func open(for visitor: Visitor, _ db: any Reader) throws -> [PlanDeadline] {
        try db.all(
            """
            SELECT \(sql: Plan.columns),
                (SELECT d.reading FROM plan_draft d WHERE d.plan = p.id AND d.state = 'adopted' ORDER BY d.id DESC LIMIT 1)
                    AS reading
            FROM plan p WHERE p.state = 'inForce' AND \(sql: PlanScope.condition(for: visitor))
                AND NOT EXISTS (SELECT 1 FROM plan_request q WHERE q.plan = p.id)
            ORDER BY p.id DESC LIMIT \(mostPlans)
            """
        ).compactMap { row in
            guard let reading: String = try row("reading"), let found = try find(reading) else { return nil }
            return PlanDeadline(plan: try Plan(row), due: found.due, what: found.what)
        }
    }
}
