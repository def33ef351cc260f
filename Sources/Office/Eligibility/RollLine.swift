import Database
import Rulebook
import Vocabulary

/// One row of a roll: who, what came out, and what is missing.
struct RollLine: Equatable {
    let key: Int64
    let name: String
    /// Posts and units of a person; the unit above a collective.
    let place: String
    let outcome: RollOutcome
    /// In short words; of conduct only that it stands in the way.
    let missing: [Missing]
    let decision: String?

    /// `Sáng kiến, đề tài`, `có 0 sáng kiến, đề tài được tính; cần 1`
    struct Missing: Equatable {
        let check: Check
        let words: String
    }

    /// `Sáng kiến, đề tài: có 0 …; Thành tích liên tục: …`
    var missingWords: String { missing.map { "\($0.check.vietnamese): \($0.words)" }.joined(separator: " ") }

    /// The lines of some entries, in their order: two queries at most.
    static func of(_ places: [Int], _ roll: EligibilityRoll, _ db: any Reader) throws -> [RollLine] {
        guard !places.isEmpty else { return [] }
        let keys = places.map { roll.entries[$0].key }
        let names =
            roll.filter.kind == .individual
            ? try people(keys.map { ID<Person>($0) }, on: roll.filter.day, db)
            : try units(keys.map { ID<Unit>($0) }, db)
        return zip(places, roll.told(places)).compactMap { place, told in
            let key = roll.entries[place].key
            let (name, at) = names[key] ?? ("", "")
            guard let outcome = roll.outcomes[place] else { return nil }
            return RollLine(
                key: key, name: name, place: at, outcome: outcome,
                missing: outcome == .given ? [] : missing(told, outcome),
                decision: outcome == .given ? roll.decision(place)?.decision : nil)
        }
    }

    /// Where something is not met, what cannot be told besides changes nothing.
    private static func missing(_ told: Prospect, _ outcome: RollOutcome) -> [Missing] {
        if outcome == .unknown, !told.hasCriteria {
            return [Missing(check: .streak, words: "phần mềm chưa có tiêu chuẩn cho nhóm đối tượng này.")]
        }
        let deciding = told.findings.filter { $0.verdict == (outcome == .unmet ? .unmet : .unknown) }
        return deciding.map { Missing(check: $0.check, words: words($0)) }
    }

    private static func words(_ finding: Finding) -> String {
        if finding.verdict == .unknown {
            // What is known speaks for it; only that all is known was not said.
            if finding.check == .pending { return "chưa khai đã nhập đủ." }
            if finding.check == .double { return "chưa khai đã nhập đủ khen thưởng, hoặc chưa rõ năm thành tích." }
        }
        // A list is handed round.
        if finding.tellsConduct { return "xem trang của từng đối tượng." }
        return firstSentence(finding.explanation)
    }

    private static func firstSentence(_ text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text.loweredFirst }
        return String(text[..<end.lowerBound]).loweredFirst + "."
    }

    private static func people(
        _ ids: [ID<Person>], on day: Day, _ db: any Reader
    ) throws -> [Int64: (String, String)] {
        let held = try Posts.held(by: ids, on: day, db)
        var names: [Int64: (String, String)] = [:]
        try db.each("SELECT p.id, p.name FROM person p WHERE p.id IN (\(list: ids))") { row in
            let id: ID<Person> = try row(0)
            let posts = (held[id] ?? []).filter { $0.isHeld(on: day) }
            names[id.rawValue] = (
                try row(1), posts.map { "\($0.title), \($0.unitName)" }.joined(separator: "; ")
            )
        }
        return names
    }

    private static func units(_ ids: [ID<Unit>], _ db: any Reader) throws -> [Int64: (String, String)] {
        var names: [Int64: (String, String)] = [:]
        try db.each(
            """
            SELECT u.id, u.name, a.name AS above FROM unit u LEFT JOIN unit a ON a.id = u.parent
            WHERE u.id IN (\(list: ids))
            """
        ) { row in
            let id: ID<Unit> = try row(0)
            names[id.rawValue] = (try row(1), (try row(2) as String?) ?? "")
        }
        return names
    }
}

extension String {
    /// `Có 0 sáng kiến` to `có 0 sáng kiến`; capitals of an abbreviation stay.
    fileprivate var loweredFirst: String {
        guard let first, dropFirst().first?.isUppercase != true else { return self }
        return first.lowercased() + dropFirst()
    }
}
