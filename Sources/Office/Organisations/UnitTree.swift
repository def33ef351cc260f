import Database
import Vocabulary

/// Cây đơn vị: who stood under whom on a day.
public struct UnitTree: Equatable, Sendable {
    public struct Node: Equatable, Sendable {
        public let id: ID<Unit>
        public let name: String
        public let level: Unit.Level
        public let kind: Unit.Kind
        public internal(set) var children: [Node]
        /// Everything below it, where the tree is shown whole; directly below it, where it is cut.
        public internal(set) var below: Int
    }

    public let day: Day
    public let roots: [Node]
    /// The tree is larger than `most`: only roots and what stands directly under them are here.
    public let isCut: Bool

    /// Beyond so many units a page shows the first two levels and leads on.
    public static let most = 600

    /// The tree under `root` (all trees in scope when nil) on a day; two queries.
    public static func on(
        _ day: Day, under root: ID<Unit>? = nil, in scope: Scope, most: Int = most, _ db: any Reader
    ) throws -> UnitTree {
        let whole = try rows(day, root, scope, depth: 40, limit: most + 1, db)
        if whole.count <= most { return UnitTree(day: day, roots: nested(whole), isCut: false) }
        // Too large for one page: two levels, each with the number of units directly below.
        let cut = try rows(day, root, scope, depth: 1, limit: most, db)
        var counts: [ID<Unit>: Int] = [:]
        try db.each(
            """
            SELECT p.parent, count(DISTINCT p.unit) AS number FROM unit_place p
            JOIN unit u ON u.id = p.unit AND \(sql: day.lies(in: "u"))
            WHERE \(sql: day.lies(in: "p")) AND p.parent IN (\(list: cut.map(\.node.id))) GROUP BY p.parent
            """
        ) { counts[try $0("parent")] = try $0("number") }
        var roots = nested(cut)
        func count(_ nodes: inout [Node]) {
            for index in nodes.indices {
                nodes[index].below = counts[nodes[index].id] ?? 0
                count(&nodes[index].children)
            }
        }
        count(&roots)
        return UnitTree(day: day, roots: roots, isCut: true)
    }

    /// From a root down to a unit as it stood on a day, without the unit itself.
    public static func trail(to unit: ID<Unit>, on day: Day, _ db: any Reader) throws -> [(id: ID<Unit>, name: String)]
    {
        try db.all(
            """
            WITH RECURSIVE above (unit, depth) AS (
                SELECT \(unit), 0 UNION ALL
                SELECT p.parent, a.depth + 1 FROM above a JOIN unit_place p ON p.unit = a.unit AND \(sql: day.lies(in: "p"))
                WHERE a.depth < 40
            )
            SELECT u.id, \(sql: day.officialName) AS name FROM above a JOIN unit u ON u.id = a.unit
            WHERE a.depth > 0 ORDER BY a.depth DESC
            """
        ).map { (try $0("id"), try $0("name")) }
    }

    private typealias Line = (node: Node, parent: ID<Unit>?)

    /// Parents come before their children, siblings in the order of offices: by level, then by name.
    private static func rows(
        _ day: Day, _ root: ID<Unit>?, _ scope: Scope, depth: Int, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        let start: SQL =
            root.map { "u.id = \($0)" } ?? """
                NOT EXISTS (SELECT 1 FROM unit_place p JOIN unit q ON q.id = p.parent
                            WHERE p.unit = u.id AND \(sql: day.lies(in: "p"))
                            AND \(sql: scope.directory(path: "q.path", level: "q.level")))
                """
        return try db.all(
            """
            WITH RECURSIVE branch (unit, parent, depth) AS (
                SELECT u.id, CAST(NULL AS BIGINT), 0 FROM unit u
                WHERE \(sql: scope.directory) AND \(sql: day.lies(in: "u")) AND \(sql: start)
                UNION ALL
                SELECT p.unit, p.parent, b.depth + 1 FROM branch b
                JOIN unit_place p ON p.parent = b.unit AND \(sql: day.lies(in: "p"))
                JOIN unit u ON u.id = p.unit AND \(sql: day.lies(in: "u"))
                WHERE b.depth < CAST(\(depth) AS INTEGER)
            )
            SELECT u.id, \(sql: day.officialName) AS name, u.level, u.kind, b.parent FROM branch b
            JOIN unit u ON u.id = b.unit WHERE \(sql: scope.directory)
            ORDER BY b.depth, CASE u.level WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'commune' THEN 3
                WHEN 'base' THEN 4 WHEN 'central' THEN 5 ELSE 6 END, u.name_key, u.id
            LIMIT \(limit)
            """
        ).map { row in
            (
                Node(
                    id: try row("id"), name: try row("name"), level: try row("level"), kind: try row("kind"),
                    children: [], below: 0), try row("parent")
            )
        }
    }

    private static func nested(_ lines: [Line]) -> [Node] {
        var children: [ID<Unit>: [Node]] = [:]
        var roots: [Node] = []
        // From the deepest up: a node's children are complete when it is reached.
        for line in lines.reversed() {
            var node = line.node
            node.children = (children.removeValue(forKey: node.id) ?? []).reversed()
            node.below = node.children.reduce(0) { $0 + 1 + $1.below }
            if let parent = line.parent { children[parent, default: []].append(node) } else { roots.append(node) }
        }
        return roots.reversed()
    }
}
