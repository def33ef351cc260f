import Database
import Rulebook
import Vocabulary

/// Rows of the tables of honours: parts of larger operations, so none of these adds to the ledger itself.
enum HonourRows {
    static let columns = [
        "id", "decision", "subject_kind", "person", "holder_unit", "address", "name", "post_text", "unit_text", "unit",
        "award", "level", "first_year", "last_year", "is_school", "achievement", "basis", "occasion", "person_group",
        "is_direct", "is_enterprise", "certificate", "signed", "state", "double_key", "version", "added", "changed",
    ]

    /// A decision as its honours need it.
    struct Head {
        let id: ID<HonourDecision>
        let signed: Day
        let branch: ID<Unit>
        /// The province: whose own awards it may give.
        let root: ID<Unit>
    }

    static func row(
        _ id: Int64, _ new: NewHonour, _ head: Head, _ level: Award.Level, name: Int64, text: Int64?, key: String,
        _ now: Instant
    ) -> [SQLValue] {
        [
            .integer(id), head.id.sqlValue, .text(new.holder.kind.rawValue), new.holder.person.sqlValue,
            new.holder.unit.sqlValue, new.holder.address.sqlValue, .integer(name), new.post.sqlValue,
            new.unitText.sqlValue, (new.unit ?? new.holder.unit ?? head.branch).sqlValue,
            .text(new.award.description), .text(level.rawValue), (new.years?.first).sqlValue,
            (new.years?.last).sqlValue, (new.years?.isSchool ?? false).sqlValue, text.sqlValue, new.basis.sqlValue,
            new.occasion.sqlValue, new.group.sqlValue, (new.group == .direct).sqlValue, new.isEnterprise.sqlValue,
            new.certificate.sqlValue, head.signed.sqlValue, .text("held"), .text(key), .integer(1), now.sqlValue,
            now.sqlValue,
        ]
    }

    /// Equal for what one holder cannot be given twice: a title, or a form for work of a year, once a year; other forms once
    /// for each achievement.
    static func doubleKey(_ new: NewHonour, _ award: AwardChoice, _ decision: ID<HonourDecision>) -> String {
        guard let years = new.years else { return "\(new.award)|q\(decision)" }
        let base = "\(new.award)|\(years.year)"
        if award.kind == .title || new.basis == .congTrang { return base }
        return "\(base)|\(new.basis.rawValue)|\((new.achievement ?? "").folded.prefix(200))"
    }

    // MARK: Names and achievements, each once

    /// Keys of names, the unknown ones written first.
    static func names(_ names: some Sequence<String>, _ operation: Operation) throws -> [String: Int64] {
        var (known, unknown) = try look(Set(names), "honour_name", "name", operation)
        guard !unknown.isEmpty else { return known }
        var next: Int64 = try operation.value("SELECT COALESCE(max(id), 0) FROM honour_name")
        for name in unknown {
            next += 1
            known[name] = next
        }
        try operation.insertMany(
            into: "honour_name", columns: ["id", "name", "name_key"],
            rows: unknown.lazy.map { name in
                [(known[name] ?? 0).sqlValue, .text(name), .blob(VietnameseOrder.personKey(name))]
            })
        try operation.insertMany(
            into: "honour_name_turn", columns: ["name", "position", "fold", "exact"],
            rows: unknown.lazy.flatMap { turns($0, known[$0] ?? 0) })
        return known
    }

    private static func turns(_ name: String, _ id: Int64) -> [[SQLValue]] {
        let folds = PersonName.turns(PersonName.fold(name))
        return zip(folds, PersonName.turns(PersonName.exact(name))).enumerated().prefix(24).map { position, turn in
            [.integer(id), .integer(Int64(position)), .text(turn.0), .text(turn.1)]
        }
    }

    /// Keys of achievements, the unknown ones written first with their words.
    static func texts(_ texts: some Sequence<String>, _ operation: Operation) throws -> [String: Int64] {
        var (known, unknown) = try look(Set(texts), "honour_text", "words", operation)
        guard !unknown.isEmpty else { return known }
        var next: Int64 = try operation.value("SELECT COALESCE(max(id), 0) FROM honour_text")
        for text in unknown {
            next += 1
            known[text] = next
        }
        try operation.insertMany(
            into: "honour_text", columns: ["id", "words", "fold"],
            rows: unknown.lazy.map { [(known[$0] ?? 0).sqlValue, .text($0), .text($0.folded)] })
        try operation.insertMany(
            into: "honour_text_word", columns: ["word", "honour_text"],
            rows: unknown.lazy.flatMap { text in
                words(text).map { [.text($0), (known[text] ?? 0).sqlValue] }
            })
        return known
    }

    /// The words of a text, folded, each once.
    static func words(_ text: String) -> [String] {
        Set(text.folded.split { !($0.isLetter || $0.isNumber) }.map(String.init)).sorted()
    }

    private static func look(_ wanted: Set<String>, _ table: StaticString, _ column: StaticString, _ db: any Reader)
        throws -> ([String: Int64], [String])
    {
        let (table, column) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
        var known: [String: Int64] = [:]
        var rest = wanted.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT id, \(sql: column) FROM \(sql: table) WHERE \(sql: column) IN (\(list: rest.prefix(400)))")
            {
                known[try row(1)] = try row(0)
            }
            rest = rest.dropFirst(400)
        }
        return (known, wanted.filter { known[$0] == nil }.sorted())
    }

    /// The awards as lists name them.
    static func keep(_ awards: some Sequence<AwardChoice>, _ operation: Operation) throws {
        for award in awards {
            try operation.run(
                """
                INSERT INTO honour_award (slug, name, kind, level)
                VALUES (\(award.slug.description), \(award.name), \(award.kind.rawValue), \(award.level.rawValue))
                ON CONFLICT (slug) DO UPDATE SET name = excluded.name, kind = excluded.kind, level = excluded.level
                """)
        }
    }
}
