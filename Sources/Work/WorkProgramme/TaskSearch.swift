import Database
import Office
import Vocabulary

/// Tasks by beginnings of words without marks.
public enum TaskSearch {
    public struct Task: Equatable, Sendable {
        public let line: TaskLine
        public let year: Int
    }

    static let mostItems = 10

    /// Those of a year and outside a plan: to choose the item that a plan carries out.
    static func items(_ typed: String, year: Int, outside plan: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws
        -> [Task]
    {
        let words = TaskQuery.words(typed)
        guard !words.isEmpty else { return [] }
        let query = try TaskQuery(
            plain: ["t.year = \(year)", "t.plan <> \(plan)"], selective: words + TaskQuery.own(visitor),
            for: visitor, db)
        return try tasks(query, limit: mostItems, offset: 0, db)
    }

    /// Newest first: by year and day where few were found, by key where the table is walked.
    static func tasks(_ query: TaskQuery, limit: Int, offset: Int, _ db: any Reader) throws -> [Task] {
        let order: SQL = query.isStartedFromKeys ? "t.year DESC, t.due_sort, t.id" : "t.id DESC"
        let rows = try db.all(
            """
            SELECT t.year, \(sql: TaskLine.columns) \(sql: query.fromWhere)
            ORDER BY \(sql: order) LIMIT \(limit) OFFSET \(offset)
            """)
        return try rows.map { Task(line: try TaskLine($0), year: try $0("year")) }
    }
}
