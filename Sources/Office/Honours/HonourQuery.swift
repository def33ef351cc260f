import Database
import Rulebook
import Vocabulary

/// The honours of a filter within a scope, as SQL that touches few rows of five million.
///
/// Where one of the conditions leaves few honours, those are listed and tested; otherwise an index is walked in the order of
/// the page (days, names, turns of names, numbers) and each row tested until the page is full.
struct HonourQuery {
    /// Up to so many honours count as few.
    static let few = 5000

    let filter: HonourFilter
    let typed: TypedName
    /// Conditions on `honour h`; the one that leads is among them once more, without an index.
    private let equal: [(column: SQL, test: SQL, plain: SQL)]
    private let others: [SQL]
    /// `FROM … honour h` of few rows; nil where none of the conditions leaves few.
    let source: SQL?

    var isSmall: Bool { source != nil }

    init(_ filter: HonourFilter, in scope: Scope, _ db: any Reader) throws {
        self.filter = filter
        typed = filter.name
        var units: [SQL] = []
        if scope != .everything { units.append(scope.condition(path: "su.path")) }
        if let unit = filter.unit {
            let path: String? = try db.value("SELECT path FROM unit WHERE id = \(unit)")
            units.append(Scope.branches([path ?? "-"]).condition(path: "su.path"))
        }
        equal = Self.equal(filter)
        var others: [SQL] = ["h.state <> 'withdrawn'"]
        let within = units.joined(separator: " AND ")
        if !units.isEmpty {
            others.append("EXISTS (SELECT 1 FROM unit su WHERE su.id = h.unit AND \(sql: within))")
        }
        for word in Self.words(filter.achievement) {
            others.append(
                """
                EXISTS (SELECT 1 FROM honour_text_word aw WHERE aw.honour_text = h.achievement
                        AND \(sql: PersonQuery.begins("aw.word", word)))
                """)
        }
        self.others = others
        var sources: [SQL] = []
        if !units.isEmpty { sources.append("unit su CROSS JOIN honour h WHERE h.unit = su.id AND \(sql: within)") }
        if filter.award != nil, filter.year != nil {
            sources.append("honour h WHERE \(sql: equal[0].test) AND \(sql: equal[1].test)")
        }
        for condition in equal { sources.append("honour h WHERE \(sql: condition.test)") }
        if let texts = try Self.texts(filter.achievement, db) {
            sources.append("honour h WHERE h.achievement IN (\(list: texts))")
        }
        source = try sources.first { try Self.isFew($0, db) }
    }

    /// The query of a register in which every condition leaves many.
    static func large(_ filter: HonourFilter) -> HonourQuery { HonourQuery(filter) }

    private init(_ filter: HonourFilter) {
        (self.filter, typed, equal) = (filter, filter.name, Self.equal(filter))
        (others, source) = (["h.state <> 'withdrawn'"], nil)
    }

    private static func equal(_ filter: HonourFilter) -> [(column: SQL, test: SQL, plain: SQL)] {
        var equal: [(column: SQL, test: SQL, plain: SQL)] = []
        func add(_ column: SQL, _ value: (some SQLBindable)?) {
            guard let value else { return }
            equal.append((column, "\(sql: column) = \(value)", "\(word: .unindexed)\(sql: column) = \(value)"))
        }
        add("h.award", filter.award?.description)
        add("h.last_year", filter.year)
        add("h.level", filter.level?.rawValue)
        add("h.basis", filter.basis)
        add("h.subject_kind", filter.kind?.rawValue)
        return equal
    }

    private static func isFew(_ source: SQL, _ db: any Reader) throws -> Bool {
        let count: Int = try db.value(
            "SELECT count(*) FROM (SELECT 1 AS n FROM \(sql: source) LIMIT \(few + 1)) c")
        return count <= few
    }

    static func words(_ typed: String) -> [String] {
        Array(HonourRows.words(typed).prefix(8))
    }

    /// Achievements that have a word beginning so for each of the typed ones, where they are few; nil where nothing was typed
    /// or too many have them.
    private static func texts(_ typed: String, _ db: any Reader) throws -> [Int64]? {
        let words = words(typed)
        guard let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        let rest = words.filter { $0 != longest }.map { word -> SQL in
            """
            AND EXISTS (SELECT 1 FROM honour_text_word o WHERE o.honour_text = w.honour_text
                AND \(sql: PersonQuery.begins("o.word", word)))
            """
        }
        let found: [Int64] = try db.values(
            """
            SELECT DISTINCT w.honour_text FROM honour_text_word w
            WHERE \(sql: PersonQuery.begins("w.word", longest)) \(sql: rest.joined(separator: " ")) LIMIT 201
            """)
        return found.count > 200 ? nil : found
    }

    /// All tests of a row.
    func tests(leadingWith lead: Int? = nil) -> SQL {
        let conditions = equal.indices.map { $0 == lead ? equal[$0].test : equal[$0].plain }
        return (conditions + others).joined(separator: " AND ")
    }

    /// Which condition's index is walked in the order of days.
    var leading: Int? { equal.isEmpty ? nil : 0 }

    /// The turns of a name with every word typed, whichever their order: for few rows.
    var named: SQL {
        guard !typed.isEmpty else { return .empty }
        let words = typed.words.map { word -> SQL in "' ' || nt.fold \(contains: " " + word)" }
        return """
            AND EXISTS (SELECT 1 FROM honour_name_turn nt WHERE nt.name = h.name AND nt.position = 0
                AND \(sql: words.joined(separator: " AND ")))
            """
    }

    /// The beginning of the number, as a test of a decision `d`.
    var numbered: SQL? { filter.number.map { PersonQuery.begins("d.number_key", $0) } }
}

// MARK: Names

extension HonourQuery {
    typealias Nearness = PersonQuery.Nearness

    /// Only looked up where the whole of what was typed does not fill the page.
    func window(_ db: any Reader) -> OnDemand<WordWindow> {
        OnDemand { try WordWindow(of: typed, in: "honour_name_turn", by: "name", db) }
    }

    /// The column by which the turns of a nearness are ordered.
    static func order(_ nearness: Nearness) -> SQL { nearness == .exact ? "n.exact" : "n.fold" }

    /// `FROM … WHERE …` over turns `n` of names and the honours `h` of each name; each name at the first of its turns.
    ///
    /// - Parameter window: where the scattered ones are sought.
    func turns(_ nearness: Nearness, _ window: OnDemand<WordWindow>) throws -> SQL {
        let (column, text): (SQL, String)
        var range: SQL
        let apart: SQL
        switch nearness {
        case .exact:
            (column, text, apart) = ("exact", typed.exact, .empty)
            range = PersonQuery.begins("n.exact", text)
        case .folded:
            (column, text) = ("fold", typed.fold)
            range = PersonQuery.begins("n.fold", text)
            apart = "AND NOT EXISTS (\(sql: turn("exact", typed.exact)))"
        case .scattered:
            let window = try window()
            (column, text, range) = ("fold", window.word, window.range("n.fold"))
            apart =
                "AND NOT EXISTS (\(sql: turn("fold", typed.fold))) AND "
                + window.others(of: typed, in: "n.fold").joined(separator: " AND ")
        }
        range = """
            \(sql: range) \(sql: apart) AND NOT EXISTS (SELECT 1 FROM honour_name_turn e WHERE e.name = n.name
                AND e.\(sql: column) >= \(text) AND e.\(sql: column) < n.\(sql: column))
            """
        return """
            FROM honour_name_turn n CROSS JOIN honour h WHERE \(sql: range) AND h.name = n.name AND \(sql: tests())
            """
    }

    private func turn(_ column: SQL, _ text: String) -> SQL {
        "SELECT 1 FROM honour_name_turn t WHERE t.name = n.name AND \(sql: PersonQuery.begins("t." + column, text))"
    }
}
