import Vocabulary

/// The instruments that stand together for dossiers accepted in a period.
public struct Regime: Equatable, Sendable {
    public let period: Period
    public let instruments: [String]
    /// Decree and circular have lapsed and no successor is held: what rests on them cannot be told.
    public let isLapsed: Bool
    /// The text that a dossier accepted before may be judged by where it is more favourable.
    public let isNewText: Bool

    init(_ fields: Fields) throws(InputRefusal) {
        period = try fields.period()
        instruments = try fields.needed("instruments") { f throws(InputRefusal) in try f.texts("instruments") }
        isLapsed = try fields.flag("lapsed") ?? false
        isNewText = try fields.flag("newText") ?? false
    }

    static let keys: Set = ["from", "to", "instruments", "lapsed", "newText", "note"]
}

/// A text of the law that rules name (`under`): the days of acceptance for which it stands.
struct LawText: Equatable, Sendable {
    let name: String
    let accepted: Period
    /// After this day what it rests on has lapsed, and no successor is held.
    let lapsesAfter: Day?

    static let keys: Set = ["name", "from", "to", "lapsesAfter", "note"]
    init(_ fields: Fields) throws(InputRefusal) {
        name = try fields.needed("name") { f throws(InputRefusal) in try f.text("name") }
        accepted = try fields.periodOrAlways()
        lapsesAfter = try fields.day("lapsesAfter")
    }
}

extension Fields {
    /// `from` and `to`; without `from` since ever.
    func periodOrAlways() throws(InputRefusal) -> Period {
        let first = try day("from") ?? AchievementYear.day(1, 1, 1)
        guard let period = Period(first: first, last: try day("to")) else {
            throw refusal("to", "ngày cuối trước ngày đầu")
        }
        return period
    }
}

/// Which awards somebody may decide on, in a period of days of signing.
public struct Power: Equatable, Sendable {
    public let decider: Decider
    public let awards: Set<Award.Slug>
    public let period: Period
    public let lapsesAfter: Day?
    public let citation: String
    public let confidence: Confidence

    init(_ fields: Fields, _ catalogue: Awards) throws(InputRefusal) {
        decider = try fields.needed("decider") { f throws(InputRefusal) in try f.word("decider") }
        let named = Set(try fields.awards("awards", in: catalogue) ?? [])
        let families: [Award.Family] = try fields.words("families") ?? []
        awards = named.union(catalogue.all.filter { families.contains($0.family) }.map(\.slug))
        period = try fields.periodOrAlways()
        lapsesAfter = try fields.day("lapsesAfter")
        citation = try fields.needed("citation") { f throws(InputRefusal) in try f.text("citation") }
        confidence = try fields.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") }
    }

    static let keys: Set = [
        "decider", "awards", "families", "from", "to", "lapsesAfter", "citation", "confidence", "note",
    ]
}
