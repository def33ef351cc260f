import Database
import Vocabulary

/// Tên của đơn vị: one name with the days on which it is borne.
public struct NamePeriod: Equatable, Sendable {
    public enum Sort: String, SQLBindable, SQLDecodable, Sendable {
        case official, short, alias

        public var vietnamese: String {
            switch self {
            case .official: "tên chính thức"
            case .short: "tên viết tắt"
            case .alias: "tên gọi khác"
            }
        }
    }

    public let id: ID<NamePeriod>
    public let name: String
    public let sort: Sort
    /// Nil: since the unit's beginning.
    public let first: Day?
    /// Nil: as long as the unit exists.
    public let last: Day?

    init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
        sort = try row("sort")
        first = try row("first_day")
        last = try row("last_day")
    }

    public func contains(_ day: Day) -> Bool { (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true) }

    /// Every name of a unit: official ones by their days, then abbreviations, then aliases.
    public static func all(of unit: ID<Unit>, _ db: any Reader) throws -> [NamePeriod] {
        try db.all(
            """
            SELECT n.id, n.name, n.sort, n.first_day, n.last_day FROM unit_name n WHERE n.unit = \(unit)
            ORDER BY CASE n.sort WHEN 'official' THEN 1 WHEN 'short' THEN 2 ELSE 3 END, n.first_day NULLS FIRST, n.id
            """
        ).map(NamePeriod.init)
    }
}

extension Day {
    /// Rows of `table` whose days hold this one; a missing first or last day is open.
    func lies(in table: SQL) -> SQL {
        """
        ((\(sql: table).first_day IS NULL OR \(sql: table).first_day <= \(self))
         AND (\(sql: table).last_day IS NULL OR \(sql: table).last_day >= \(self)))
        """
    }

    /// The official name on this day of the unit in table `u`.
    var officialName: SQL {
        """
        COALESCE((SELECT n.name FROM unit_name n WHERE n.unit = u.id AND n.sort = 'official' AND \(sql: lies(in: "n"))
                  ORDER BY n.first_day DESC NULLS LAST, n.id DESC LIMIT 1), u.name)
        """
    }
}
