import Vocabulary

/// What awards are called on a day, for words about rules.
struct AwardNames {
    let awards: Awards
    let day: Day

    func name(_ slug: Award.Slug) -> String {
        awards[slug]?.version(on: day).version.name ?? slug.description
    }

    /// `Lao động tiên tiến hoặc Chiến sĩ tiên tiến`
    func list(_ slugs: [Award.Slug]) -> String { slugs.map(name).joined(separator: " hoặc ") }
}
