import Rulebook
import Vocabulary

/// Giả định: something that is not known, but asked what would follow from it. Stands in the address and nowhere else.
enum Assumption: Equatable {
    case rated(Int, Proposal.Rating)
    case given(Int, Award.Slug)
    case initiative(Int, Proposal.Scope)
    /// The disciplines that still run end the day before acceptance.
    case disciplineEnds

    static let most = 20
    static let disciplineWord = "het-ky-luat"

    /// `2025.excellent`, `2025.cstd-co-so`, `2025.sk-tinh`, `het-ky-luat`; nil for anything else.
    init?(_ text: some StringProtocol, _ law: Law) {
        if text == Self.disciplineWord {
            self = .disciplineEnds
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let year = Int(parts[0]), (1990...2100).contains(year) else { return nil }
        let word = String(parts[1])
        if let rating = Proposal.Rating(rawValue: word) {
            self = .rated(year, rating)
        } else if word.hasPrefix("sk-"), let scope = Proposal.Scope(rawValue: String(word.dropFirst(3))) {
            self = .initiative(year, scope)
        } else if let slug = law.awards.slug(written: word) {
            self = .given(year, slug)
        } else {
            return nil
        }
    }

    /// Those of an address; what cannot be read is left out.
    static func all(_ text: String, _ law: Law) -> [Assumption] {
        var all: [Assumption] = []
        for part in text.split(separator: ",").prefix(most) {
            if let one = Assumption(part, law), !all.contains(one) { all.append(one) }
        }
        return all
    }

    var written: String {
        switch self {
        case .rated(let year, let rating): "\(year).\(rating.rawValue)"
        case .given(let year, let slug): "\(year).\(slug)"
        case .initiative(let year, let scope): "\(year).sk-\(scope.rawValue)"
        case .disciplineEnds: Self.disciplineWord
        }
    }

    func vietnamese(_ law: Law) -> String {
        switch self {
        case .rated(let year, let rating): "năm \(year) \(rating.vietnamese)"
        case .given(let year, let slug): "năm \(year) được tặng \(law.awards[slug]?.name ?? slug.description)"
        case .initiative(let year, let scope): "thêm một sáng kiến \(scope.vietnamese) năm \(year)"
        case .disciplineEnds: "kỷ luật đang có hết hạn trước ngày tiếp nhận"
        }
    }

    /// The facts as if it were so on the day.
    func apply(to proposal: inout Proposal, on day: Day) {
        let before = day.adding(days: -1)
        switch self {
        case .rated(let number, let rating):
            let year = AchievementYear(number)
            proposal.ratings?.removeAll { $0.year == year }
            proposal.ratings?.append(Proposal.Rated(year, rating))
        case .given(let number, let slug):
            let year = AchievementYear(number)
            proposal.history?.append(
                Proposal.Honour(
                    award: slug, year: year, decidedOn: min(year.lastDay, before), decision: "giả định",
                    basis: .congTrang))
        case .initiative(let number, let scope):
            let year = AchievementYear(number)
            proposal.initiatives?.append(
                Proposal.Initiative(
                    year: year, kind: .sangKien, scope: scope, recognisedOn: min(year.lastDay, day)))
        case .disciplineEnds:
            proposal.discipline = proposal.discipline?.map { one in
                var one = one
                if one.to.map({ $0 >= day }) ?? true { one.to = before }
                return one
            }
        }
    }
}
