import Database
import Vocabulary

/// A person as somebody types them into one box: a name, with the unit or the number of the entry where several bear it.
/// Works without script and does not grow with the register.
public enum NamedPerson {
    /// Why nobody, or not one alone, is meant.
    public enum Refusal: Explained, Equatable {
        case unknown(String)
        /// How many there are, and some of them in words that are taken back.
        case several(String, Int, [String])

        public var explanation: Explanation {
            switch self {
            case .unknown(let text):
                Explanation(
                    notice:
                        "Không tìm thấy “\(text.prefix(80))” trong danh mục cá nhân. Hãy chọn trong gợi ý, hoặc thêm người này vào danh mục trước.",
                    log: "person not found")
            case .several(let text, let count, _):
                Explanation(
                    notice:
                        "Có \(count > NamedPerson.mostCounted ? "hơn \(NamedPerson.mostCounted)" : String(count)) người tên “\(text.prefix(80))”. Hãy chọn trong gợi ý của ô này, hoặc ghi thêm đơn vị sau dấu phẩy.",
                    log: "several people of that name")
            }
        }
    }

    static let mostSuggested = 200
    static let mostCounted = 1000

    /// `Lục Minh Tâm, Sở Tài chính (hồ sơ 12)`
    static func words(_ name: String, _ unit: String?, _ id: ID<Person>) -> String {
        "\(name)\(unit.map { ", \($0)" } ?? "") (hồ sơ \(id))"
    }

    /// What the box suggests before anything is typed: who leads in the units of the scope, by name.
    static func suggestions(within scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        try lines(
            """
            FROM post o JOIN unit u ON u.id = o.unit JOIN person p ON p.id = o.person
            WHERE o.is_leader = 1 AND o.is_final = 1 AND (o.last_day IS NULL OR o.last_day >= \(day))
              AND p.state = 'active' AND u.level = 'province' AND \(sql: scope.condition(path: "u.path"))
            """, db)
    }

    /// Everybody who may be meant by `typed`, for the box after a refusal.
    static func suggestions(like typed: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        do {
            _ = try find(typed, within: scope, on: day, db)
        } catch Refusal.several(_, _, let some) {
            return some
        } catch is Refusal {}
        return try suggestions(within: scope, on: day, db)
    }

    static let mostOffered = 12

    /// Whoever may be meant while a name is being typed, the nearest first: four queries whatever the register's size.
    static func offers(_ typed: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        let name = typed.nfc.prefix(120).split(separator: ",", maxSplits: 1).first.map { $0.trimmed } ?? ""
        return try PersonList.nearest(name, in: scope, on: day, offset: 0, limit: mostOffered, db).lines.map { line in
            words(line.name, line.posts.first?.unitName, line.id)
        }
    }

    /// The person meant by `typed`, among those within the scope: the number of the entry, else name and unit, else the
    /// name with its very marks, else marks aside. Throws `Refusal`.
    static func find(_ typed: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> ID<Person> {
        let typed = typed.nfc.trimmed
        if let number = typed.wholeMatch(of: /.*\(hồ sơ (\d{1,18})\)/).flatMap({ ID<Person>($0.1) }) {
            let known: ID<Person>? = try db.first(
                """
                SELECT p.id FROM person p
                WHERE p.id = \(number) AND p.state = 'active' AND \(sql: People.isWithin(scope, on: day))
                """
            ).map { try $0("id") }
            guard let known else { throw Refusal.unknown(typed) }
            return known
        }
        let parts = typed.split(separator: ",", maxSplits: 1).map { $0.trimmed }
        guard let name = parts.first, !name.isEmpty else { throw Refusal.unknown(typed) }
        let unit: SQL = parts.count < 2 ? "" : try holding(in: parts[1])
        func found(_ test: SQL) throws -> [ID<Person>] {
            try db.values(
                """
                SELECT p.id FROM person p
                WHERE p.name_fold = \(PersonName.fold(name)) AND p.state = 'active'
                  AND \(sql: People.isWithin(scope, on: day)) \(sql: unit) \(sql: test) ORDER BY p.id LIMIT 2
                """)
        }
        let exact = try found("AND p.name = \(name)")
        if exact.count == 1 { return exact[0] }
        let folded = exact.isEmpty ? try found("") : exact
        if folded.count == 1 { return folded[0] }
        if folded.isEmpty { throw Refusal.unknown(typed) }
        throw try several(typed, name, isExact: exact.count > 1, unit, scope, day, db)
    }

    /// A post that is held in a unit called so, by name or code.
    private static func holding(in unit: String) throws -> SQL {
        """
        AND EXISTS (SELECT 1 FROM post ho JOIN unit hu ON hu.id = ho.unit WHERE ho.person = p.id AND ho.is_final = 1
            AND (hu.code = \(unit) OR hu.id IN (SELECT n.unit FROM unit_name n WHERE n.fold = \(UnitName.fold(unit)))))
        """
    }

    private static func several(
        _ typed: String, _ name: String, isExact: Bool, _ unit: SQL, _ scope: Scope, _ day: Day, _ db: any Reader
    ) throws -> Refusal {
        let exact: SQL = isExact ? "AND p.name = \(name)" : ""
        let same: SQL = """
            p.name_fold = \(PersonName.fold(name)) AND p.state = 'active' AND \(sql: People.isWithin(scope, on: day))
            \(sql: unit) \(sql: exact)
            """
        let count: Int = try db.value(
            "SELECT count(*) FROM (SELECT 1 AS n FROM person p WHERE \(sql: same) LIMIT \(mostCounted + 1)) c")
        return .several(
            typed, count,
            try lines(
                """
                FROM person p LEFT JOIN post o ON o.id = (
                    SELECT min(so.id) FROM post so WHERE so.person = p.id AND so.is_final = 1)
                LEFT JOIN unit u ON u.id = o.unit WHERE \(sql: same)
                """, db))
    }

    private static func lines(_ from: SQL, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT p.id, p.name, p.name_key, u.name AS unit_name \(sql: from)
            ORDER BY p.name_key, p.id LIMIT \(mostSuggested)
            """
        ).map { words(try $0("name"), try $0("unit_name"), try $0("id")) }
    }
}
