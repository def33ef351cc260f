import Database
import Office
import Vocabulary

/// Việc của đơn vị: all that plans ask of one unit in a year, in every role.
public struct UnitDuties: Equatable, Sendable {
    public struct Part: Equatable, Sendable {
        public let role: TaskRole
        public let totals: TaskTotals
        /// The first ones by due day, open ones before the others.
        public let lines: [TaskLine]
    }

    public let unit: ID<Unit>
    public let name: String
    public let year: Int
    public let quarter: Int?
    public let parts: [Part]
    /// How the tasks that it leads stand, by quarter.
    public let quarters: [TaskTotals]
    public let regular: [TaskLine]

    public static let linesPerPart = 30

    /// A fixed number of queries; throws `FrameRefusal.notFound` for a unit outside the visitor's scope.
    public static func of(
        _ id: ID<Unit>, year: Int, quarter: Int?, for visitor: Visitor, today: Day, _ db: any Reader
    ) throws -> UnitDuties {
        guard let unit = try Organisations.unit(id, db), visitor.scope(.readProgramme).contains(unit.path) else {
            throw FrameRefusal.notFound
        }
        let base = TaskFilter(year: year, quarter: quarter, unit: id, sort: .state)
        let parts = try TaskRole.allCases.map { role in
            let filter = base.with { $0.role = role }
            return Part(
                role: role, totals: try TaskTotals.of(filter, for: visitor, today: today, db),
                lines: try TaskList.page(filter, for: visitor, today: today, size: linesPerPart, db).lines)
        }
        let quarters = try (1...4).map { number in
            try TaskTotals.of(
                TaskFilter(year: year, quarter: number, unit: id, role: .lead, sort: .due), for: visitor, today: today,
                db)
        }
        let regular = try TaskList.page(
            TaskFilter(year: year, schedule: .regular, unit: id), for: visitor, today: today, size: linesPerPart, db)
        return UnitDuties(
            unit: id, name: unit.name, year: year, quarter: quarter, parts: parts, quarters: quarters,
            regular: regular.lines)
    }
}
