import Database
import Markup
import Vocabulary

/// Danh mục đơn vị: what a list of units shows, as it stood on a day; everything of it stands in the address.
public struct UnitFilter: Equatable, Sendable {
    public enum Existence: String, Sendable, CaseIterable {
        case then, ended, all

        public var vietnamese: String {
            switch self {
            case .then: "đang hoạt động ngày đó"
            case .ended: "đã kết thúc trước ngày đó"
            case .all: "tất cả, kể cả đã kết thúc"
            }
        }
    }

    public var day: Day
    public var level: Unit.Level?
    public var kind: Unit.Kind?
    public var existence = Existence.then
    /// Directly under this unit on that day.
    public var parent: ID<Unit>?
    public var words = ""
    public var sort = "ten"
    public var isDescending = false

    public init(day: Day) { self.day = day }

    /// What an address asks for; what it does not understand is left out.
    public init(_ query: (String) -> String?, today: Day) {
        day = query("ngay").flatMap { Day(vietnamese: $0.trimmed) } ?? today
        level = query("cap").flatMap(Unit.Level.init(rawValue:))
        kind = query("loai").flatMap(Unit.Kind.init(rawValue:))
        existence = query("con").flatMap(Existence.init(rawValue:)) ?? .then
        parent = query("duoi").flatMap { ID<Unit>($0) }
        words = String((query("tim") ?? "").prefix(100))
        let order = Sorting(
            Address("/", query("sap").map { [("sap", $0)] } ?? []), allowed: ["ten", "ma"], standard: "ten")
        (sort, isDescending) = (order.key, order.isDescending)
    }

    /// Whether anything but the day is asked for.
    public var isFiltered: Bool {
        level != nil || kind != nil || existence != .then || parent != nil || !words.trimmed.isEmpty
    }

    func address(_ path: String, today: Day) -> Address {
        Address(path)
            .with("ngay", day == today ? nil : day.vietnamese).with("cap", level?.rawValue)
            .with("loai", kind?.rawValue).with("con", existence == .then ? nil : existence.rawValue)
            .with("duoi", parent?.description).with("tim", words.trimmed)
            .with("sap", sort == "ten" && !isDescending ? nil : (isDescending ? "-" : "") + sort)
    }
}

/// One line of the directory, as of the day asked for.
public struct UnitLine: Equatable, Sendable {
    public let id: ID<Unit>
    public let code: String
    /// The official name that day.
    public let name: String
    public let level: Unit.Level
    public let kind: Unit.Kind
    public let communeKind: Unit.CommuneKind?
    public let parentName: String?
    public let firstDay: Day?
    public let lastDay: Day?

    init(_ row: Row) throws {
        id = try row("id")
        code = try row("code")
        name = try row("name_then")
        level = try row("level")
        kind = try row("kind")
        communeKind = try row("commune_kind")
        parentName = try row("parent_name")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
    }
}

/// A page of the directory.
public struct UnitDirectory: Equatable, Sendable {
    public typealias Cursor = KeysetCursor<ID<Unit>>

    public let lines: [UnitLine]
    public let before: ID<Unit>?
    public let after: ID<Unit>?
    /// How many there are in all.
    public let total: Int

    public static let pageSize = 50

    /// Two queries, however many rows. Paging is by the keys of the last row: a page deep in the list costs what the first
    /// one costs.
    public static func page(
        _ filter: UnitFilter, _ cursor: Cursor? = nil, in scope: Scope, size: Int = pageSize, _ db: any Reader
    ) throws -> UnitDirectory {
        let goesDown = filter.isDescending != (cursor?.isBackwards ?? false)
        let page = try KeysetPage(cursor, size: size, key: \UnitLine.id) { limit in
            try db.all(statement(filter, in: scope, goesDown: goesDown, from: cursor?.key, limit: limit)).map(
                UnitLine.init)
        }
        let total: Int = try db.value("SELECT count(*) FROM unit u WHERE \(sql: condition(filter, in: scope))")
        return UnitDirectory(lines: page.rows, before: page.before, after: page.after, total: total)
    }

    static func statement(
        _ filter: UnitFilter, in scope: Scope, goesDown: Bool, from start: ID<Unit>?, limit: Int
    ) -> SQL {
        let keys: [SQL] = filter.sort == "ma" ? ["code"] : ["name_key", "id"]
        func list(_ prefix: SQL, _ suffix: SQL = "") -> SQL { keys.map { prefix + $0 + suffix }.joined() }
        let comparison: SQL = goesDown ? "<" : ">"
        let beyond: SQL =
            start.map {
                "AND (\(sql: list("u."))) \(sql: comparison) (SELECT \(sql: list("s.")) FROM unit s WHERE s.id = \($0))"
            } ?? ""
        return """
            SELECT u.id, u.code, \(sql: filter.day.officialName) AS name_then, u.level, u.kind, u.commune_kind,
                u.first_day, u.last_day,
                (SELECT q.name FROM unit_place p JOIN unit q ON q.id = p.parent WHERE p.unit = u.id
                    AND \(sql: filter.day.lies(in: "p")) ORDER BY p.id DESC LIMIT 1) AS parent_name
            FROM unit u WHERE \(sql: condition(filter, in: scope)) \(sql: beyond)
            ORDER BY \(sql: list("u.", goesDown ? " DESC" : "")) LIMIT \(limit)
            """
    }

    private static func condition(_ filter: UnitFilter, in scope: Scope) -> SQL {
        var parts: [SQL] = [scope.directory]
        switch filter.existence {
        case .then: parts.append(filter.day.lies(in: "u"))
        case .ended: parts.append("u.last_day < \(filter.day)")
        case .all: break
        }
        if let level = filter.level { parts.append("u.level = \(level)") }
        if let kind = filter.kind { parts.append("u.kind = \(kind)") }
        if let parent = filter.parent {
            parts.append(
                """
                EXISTS (SELECT 1 FROM unit_place d WHERE d.unit = u.id AND d.parent = \(parent)
                        AND \(sql: filter.day.lies(in: "d")))
                """)
        }
        let (fold, typed) = (UnitName.fold(filter.words), filter.words.folded.trimmed)
        if !fold.isEmpty {
            // Each word begins a word of one of its names, of any time; or the code.
            let each = fold.split(separator: " ").map { word -> SQL in
                "(w.fold \(startsWith: String(word)) OR w.fold \(contains: " " + word))"
            }.joined(separator: " AND ")
            parts.append(
                """
                (EXISTS (SELECT 1 FROM unit_name w WHERE w.unit = u.id AND \(sql: each))
                 OR lower(u.code) \(contains: typed))
                """)
        }
        return parts.joined(separator: " AND ")
    }
}

extension Scope {
    /// Units of the directory: those in scope, and the bodies outside the province that everybody deals with.
    var directory: SQL { directory(path: "u.path", level: "u.level") }

    func directory(path: SQL, level: SQL) -> SQL {
        "(\(sql: condition(path: path)) OR \(sql: level) IN ('central', 'outside'))"
    }

    func shows(_ unit: Unit) -> Bool { contains(unit.path) || [.central, .outside].contains(unit.level) }
}
