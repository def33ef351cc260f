import Vocabulary

/// One rule of the law: which check it answers, for which awards and days, by which shape, and where it stands.
///
/// A class, because a province is judged by the same few of them: a copy of each for each person would cost more than judging.
final class Rule: Sendable {
    let check: Check
    /// A check may ask several things, each a part with rules of its own; all parts must be met.
    let part: String
    /// Nil: every award.
    let awards: Set<Award.Slug>?
    let condition: Condition
    /// Days of acceptance for which it is written.
    let accepted: Period
    /// After this day what it rests on has lapsed, and no successor is held.
    let lapsesAfter: Day?
    let shapeName: String
    let shape: any RuleShape
    let citation: String
    let confidence: Confidence
    let file: String
    /// `rules[3]`
    let place: String

    static let keys: Set<String> = Condition.keys.union([
        "check", "part", "awards", "families", "exceptAwards", "under", "shape", "parameters",
        "citation",
        "confidence", "note",
    ])

    init(
        _ fields: Fields, file: String, texts: [LawText], awards: Awards, shapes: [String: any RuleShape.Type]
    ) throws(InputRefusal) {
        (self.file, place) = (file, fields.place)
        check = try fields.needed("check") { f throws(InputRefusal) in try f.word("check") }
        part = try fields.text("part") ?? ""
        self.awards = try Self.awards(fields, awards)
        condition = try Condition(fields)
        let text = try Self.text(fields, texts)
        if let text { accepted = text.accepted } else { accepted = try fields.periodOrAlways() }
        lapsesAfter = text?.lapsesAfter
        citation = try fields.needed("citation") { f throws(InputRefusal) in try f.text("citation") }
        guard !citation.trimmed.isEmpty else { throw fields.refusal("citation", "không được để trống") }
        confidence = try fields.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") }
        shapeName = try fields.needed("shape") { f throws(InputRefusal) in try f.text("shape") }
        guard let shape = shapes[shapeName] else {
            throw fields.refusal(
                "shape", "không có dạng “\(shapeName)”; có: \(shapes.keys.sorted().joined(separator: ", "))")
        }
        let parameters = try Fields(
            fields.value("parameters") ?? .object([]), at: fields.place(of: "parameters"), allowed: shape.keys)
        self.shape = try shape.init(parameters, awards)
    }

    /// The text it is written in; without one it holds always.
    private static func text(_ fields: Fields, _ texts: [LawText]) throws(InputRefusal) -> LawText? {
        guard let name = try fields.text("under") else { return nil }
        guard let text = texts.first(where: { $0.name == name }) else {
            throw fields.refusal("under", "không có “\(name)”; có: \(texts.map(\.name).joined(separator: ", "))")
        }
        return text
    }

    private static func awards(_ fields: Fields, _ awards: Awards) throws(InputRefusal) -> Set<Award.Slug>? {
        let named = try fields.awards("awards", in: awards)
        let families: [Award.Family]? = try fields.words("families")
        let except = Set(try fields.awards("exceptAwards", in: awards) ?? [])
        guard named != nil || families != nil || !except.isEmpty else { return nil }
        let all = named == nil && families == nil
        let chosen = awards.all.filter { award in
            all || named?.contains(award.slug) == true || families?.contains(award.family) == true
        }
        return Set(chosen.map(\.slug)).subtracting(except)
    }
}

/// The rules of one check for one award: in each part the first that fits is asked.
struct CheckRules: Sendable {
    let check: Check
    let parts: [[Rule]]

    init(_ check: Check, parts: [[Rule]]) { (self.check, self.parts) = (check, parts) }

    init(_ check: Check, _ rules: [Rule]) {
        self.check = check
        var (names, parts): ([String], [[Rule]]) = ([], [])
        for rule in rules {
            if let place = names.firstIndex(of: rule.part) {
                parts[place].append(rule)
            } else {
                names.append(rule.part)
                parts.append([rule])
            }
        }
        self.parts = parts
    }
}
