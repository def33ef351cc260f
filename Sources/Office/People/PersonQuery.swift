import Database
import Vocabulary

/// The people of a filter within a scope, as SQL that touches few rows of a long register.
///
/// Where the units asked for have few people, those are listed and tested; otherwise an index is walked in the order of
/// the page (names, or turns of names that begin with what was typed) and each row tested until the page is full.
struct PersonQuery {
    /// Up to so many posts a branch counts as small.
    static let few = 5000

    let filter: PersonFilter
    let day: Day
    /// Paths of the units asked for within the scope; nil for the whole register.
    private let posts: SQL?
    /// True when the rows come from a short list of people.
    let isSmall: Bool
    let typed: TypedName

    init(_ filter: PersonFilter, in scope: Scope, on day: Day, _ db: any Reader) throws {
        (self.filter, self.day) = (filter, day)
        typed = TypedName(filter.words)
        var units: [SQL] = []
        if scope != .everything { units.append(scope.condition(path: "su.path")) }
        if let unit = filter.unit {
            let path: String? = try db.value("SELECT path FROM unit WHERE id = \(unit)")
            units.append(Scope.branches([path ?? "-"]).condition(path: "su.path"))
        }
        if filter.isLeader == nil, units.isEmpty {
            (posts, isSmall) = (nil, false)
            return
        }
        let leader: SQL = filter.isLeader.map { "AND so.is_leader = \($0)" } ?? ""
        let within: SQL = units.isEmpty ? "" : "AND \(sql: units.joined(separator: " AND "))"
        posts = "\(sql: Posts.lasts("so", beyond: day)) \(sql: leader) \(sql: within)"
        if units.isEmpty {
            isSmall = false
        } else {
            let found: Int = try db.value(
                """
                SELECT count(*) FROM (SELECT 1 AS n FROM unit su JOIN post so ON so.unit = su.id
                WHERE \(sql: posts ?? "") LIMIT \(Self.few + 1)) c
                """)
            isSmall = found <= Self.few
        }
    }

    /// Tests of `person p` that no other part of a statement makes.
    private var tests: [SQL] {
        var tests: [SQL] = ["p.state = 'active'"]
        if let gender = filter.gender { tests.append("\(word: .unindexed)p.gender = \(gender)") }
        let held: SQL = """
            EXISTS (SELECT 1 FROM post ho WHERE ho.person = p.id AND (ho.last_day IS NULL OR ho.last_day >= \(day))
                    AND (ho.first_day IS NULL OR ho.first_day <= \(day)))
            """
        switch filter.holding {
        case nil: break
        case .held: tests.append(held)
        case .vacant: tests.append("NOT \(sql: held)")
        }
        return tests
    }

    /// That a person is within what was asked for; nil where everybody is.
    private func reaches(_ person: SQL) -> SQL? {
        posts.map {
            """
            EXISTS (SELECT 1 FROM post so JOIN unit su ON su.id = so.unit WHERE so.person = \(sql: person) AND \(sql: $0))
            """
        }
    }

    /// `FROM … WHERE …` over `person p`, for a list in the order of names or changes and for small branches.
    var people: SQL {
        guard isSmall, let posts else {
            return
                "FROM person p WHERE \(sql: (tests + [reaches("p.id")].compactMap { $0 }).joined(separator: " AND "))"
        }
        let words = typed.words.map { word -> SQL in "' ' || p.name_fold \(contains: " " + word)" }
        return """
            FROM (SELECT DISTINCT so.person FROM unit su JOIN post so ON so.unit = su.id WHERE \(sql: posts)) few
            CROSS JOIN person p WHERE p.id = few.person AND \(sql: (tests + words).joined(separator: " AND "))
            """
    }

    /// Those whose name has the typed words with the very marks come first.
    var isExact: SQL {
        """
        CASE WHEN EXISTS (SELECT 1 FROM person_name n WHERE n.person = p.id AND \(sql: Self.begins("n.exact", typed.exact)))
        THEN 0 ELSE 1 END
        """
    }

    /// How near a name is to what was typed.
    enum Nearness: Int, CaseIterable, Sendable {
        /// A turn of the name begins so, marks included.
        case exact
        /// A turn of the name begins so, marks aside.
        case folded
        /// Every word begins a word of the name, in any order.
        case scattered

        /// What a search for these words goes through, the nearest first.
        static func all(for typed: TypedName) -> [Nearness] {
            typed.words.count < 2 ? allCases.dropLast() : allCases
        }

        /// The same on from where a page ended, in its direction.
        static func walk(for typed: TypedName, from start: Nearness?, isBackwards: Bool) -> [Nearness] {
            let left = all(for: typed).filter { phase in
                start.map { isBackwards ? phase.rawValue <= $0.rawValue : phase.rawValue >= $0.rawValue } ?? true
            }
            return isBackwards ? left.reversed() : left
        }
    }

    /// People of whom a turn begins as typed, marks aside, as `SELECT DISTINCT`: to be counted. Merged and anonymised people
    /// have no turns, so mostly nobody's own row is read.
    var beginning: SQL { people(Self.begins("n.fold", typed.fold)) }

    /// The same of those whose words stand apart.
    ///
    /// - Parameter someBegin: whether there are such as `beginning` counts, who are not counted twice.
    func scattered(_ window: WordWindow, someBegin: Bool) -> SQL {
        let apart: [SQL] = someBegin ? ["NOT EXISTS (\(sql: turn(beginning: "fold", typed.fold)))"] : []
        return people(
            ([window.range("n.fold")] + window.others(of: typed, in: "n.fold") + apart).joined(separator: " AND "))
    }

    private func people(_ turns: SQL) -> SQL {
        let source: SQL = "SELECT DISTINCT n.person FROM person_name n"
        if filter.gender == nil, filter.holding == nil {
            let within: SQL = reaches("n.person").map { "AND \(sql: $0)" } ?? ""
            return "\(sql: source) WHERE \(sql: turns) \(sql: within)"
        }
        return """
            \(sql: source) CROSS JOIN person p WHERE \(sql: turns) AND p.id = n.person
              AND \(sql: (tests + [reaches("p.id")].compactMap { $0 }).joined(separator: " AND "))
            """
    }

    /// `FROM … WHERE …` over turns `n` of names and their `person p`, for one nearness; each person once, at the first of
    /// the turns in their order.
    ///
    /// - Parameter window: where the scattered ones are sought.
    func turns(_ nearness: Nearness, _ window: OnDemand<WordWindow>) throws -> SQL {
        let others: SQL
        let (column, text): (SQL, String)
        let range: SQL
        switch nearness {
        case .exact:
            (column, text) = ("exact", typed.exact)
            range = Self.begins("n.exact", text)
            others = ""
        case .folded:
            (column, text) = ("fold", typed.fold)
            range = Self.begins("n.fold", text)
            others = "AND NOT EXISTS (\(sql: turn(beginning: "exact", typed.exact)))"
        case .scattered:
            let window = try window()
            (column, text, range) = ("fold", window.word, window.range("n.fold"))
            others =
                "AND NOT EXISTS (\(sql: turn(beginning: "fold", typed.fold))) AND "
                + window.others(of: typed, in: "n.fold").joined(separator: " AND ")
        }
        let once: SQL = """
            NOT EXISTS (SELECT 1 FROM person_name d WHERE d.person = n.person AND d.\(sql: column) >= \(text)
                AND d.\(sql: column) < n.\(sql: column))
            """
        return """
            FROM person_name n CROSS JOIN person p
            WHERE \(sql: range) AND p.id = n.person \(sql: others) AND \(sql: once)
              AND \(sql: (tests + [reaches("p.id")].compactMap { $0 }).joined(separator: " AND "))
            """
    }

    /// Only looked up where the whole of what was typed does not fill the page.
    func window(_ db: any Reader) -> OnDemand<WordWindow> {
        OnDemand { try WordWindow(of: typed, in: "person_name", by: "person", db) }
    }

    /// The column by which the turns of a nearness are ordered.
    static func order(_ nearness: Nearness) -> SQL { nearness == .exact ? "n.exact" : "n.fold" }

    private func turn(beginning column: SQL, _ text: String) -> SQL {
        "SELECT 1 FROM person_name d WHERE d.person = n.person AND \(sql: Self.begins("d." + column, text))"
    }

    /// A text behind every one that begins so.
    static func behind(_ text: String) -> String { text + "\u{10FFFF}" }

    /// A range of an index: on SQLite LIKE would not use it.
    static func begins(_ column: SQL, _ text: String) -> SQL {
        "\(sql: column) >= \(text) AND \(sql: column) < \(behind(text))"
    }
}

/// What was typed into the box for a name.
struct TypedName: Equatable {
    /// Without marks, a space between words.
    let fold: String
    /// With the marks as typed.
    let exact: String
    let words: [String]

    init(_ typed: String) {
        fold = PersonName.fold(typed)
        exact = PersonName.exact(typed)
        words = fold.split(separator: " ").prefix(8).map(String.init)
    }

    var isEmpty: Bool { words.isEmpty }
}
