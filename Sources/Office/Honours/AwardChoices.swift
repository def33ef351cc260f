import Rulebook
import Vocabulary

/// The awards that may be entered, and how decisions and lists call them.
public struct AwardChoices: Sendable {
    /// From the law, then those of the province.
    public let all: [Award]
    private let bySlug: [Award.Slug: Award]
    private let byWords: [String: Award.Slug]
    /// From this day on the catalogue is whole: what begins later did not exist before. Of older law it holds some awards
    /// only, and a later version stands for them, unconfirmed.
    private let wholeFrom: Day?

    public init(_ law: Law) {
        all = law.awards.all
        bySlug = Dictionary(all.map { ($0.slug, $0) }) { first, _ in first }
        let current = law.regimes.last?.instruments.first
        wholeFrom = law.regimes.first { regime in current.map(regime.instruments.contains) ?? false }?.period.start
        var words: [String: Award.Slug] = [:]
        for award in all {
            words[award.slug.description] = award.slug
            for version in award.versions {
                words[Self.fold(version.name)] = words[Self.fold(version.name)] ?? award.slug
            }
        }
        for (short, slug) in Self.shorts {
            if let slug = Award.Slug(stored: slug), bySlug[slug] != nil { words[Self.fold(short)] = slug }
        }
        byWords = words
    }

    public subscript(slug: Award.Slug) -> Award? { bySlug[slug] }

    public func name(_ slug: Award.Slug) -> String { bySlug[slug]?.name ?? slug.description }

    /// The award that is meant by words of a decision: its name in any version, a short word, its code. A bare “giấy khen” or
    /// “bằng khen” is that of the issuer's level.
    public func slug(_ typed: String, issuer: Award.Level? = nil) -> Award.Slug? {
        let fold = Self.fold(typed)
        if let found = byWords[fold] { return found }
        let isCertificate = fold == "gk" || fold.hasPrefix("giay khen")
        let isMerit = fold == "bk" || fold.hasPrefix("bang khen")
        let code: String? =
            if isCertificate {
                switch issuer {
                case .commune: "giay-khen-xa"
                case .district: "giay-khen-huyen"
                default: fold.contains("xa") || fold.contains("phuong") ? "giay-khen-xa" : "giay-khen-so"
                }
            } else if isMerit {
                fold.contains("thu tuong") || issuer == .government ? "bk-thu-tuong" : "bk-tinh"
            } else {
                nil
            }
        return code.flatMap { Award.Slug(stored: $0) }.flatMap { bySlug[$0] == nil ? nil : $0 }
    }

    /// What a decision signed on a day may give to that kind of holder; the name of that day's version.
    public func checked(_ slug: Award.Slug, for kind: SubjectKind, signed: Day) throws(HonourRefusal) -> Award {
        guard let award = bySlug[slug] else { throw .unknownAward(slug.description) }
        if let wholeFrom, let begins = award.versions.first?.period.start, wholeFrom <= signed, signed < begins {
            throw .notYet(award: award.name, from: begins)
        }
        let version = award.version(on: signed).version
        guard version.subjects.contains(kind) || (!award.version(on: signed).isConfirmed && isGiven(award, to: kind))
        else {
            throw .wrongSubject(award: version.name, kind)
        }
        return award
    }

    private func isGiven(_ award: Award, to kind: SubjectKind) -> Bool {
        award.versions.contains { $0.subjects.contains(kind) }
    }

    /// Words of a name without what lists add or leave out.
    private static func fold(_ text: String) -> String {
        let words = text.folded.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
        return words.filter { !["danh", "hieu", "cap", "tang", "tuong"].contains($0) || words.count < 3 }.joined(
            separator: " "
        )
        .replacing(" cua ", with: " ")
    }

    /// How offices shorten the names; the words of lists, not of the law.
    private static let shorts: [(String, String)] = [
        ("LĐTT", "ldtt"), ("CSTT", "cstt"), ("CSTĐCS", "cstd-co-so"), ("CSTĐ cơ sở", "cstd-co-so"),
        ("CSTĐCT", "cstd-tinh"), ("CSTĐ tỉnh", "cstd-tinh"), ("CSTĐ cấp tỉnh", "cstd-tinh"),
        ("Chiến sĩ thi đua cấp tỉnh", "cstd-tinh"), ("Chiến sĩ thi đua tỉnh", "cstd-tinh"),
        ("CSTĐTQ", "cstd-toan-quoc"),
        ("CSTĐ toàn quốc", "cstd-toan-quoc"), ("TTLĐTT", "ttldtt"), ("TTLĐXS", "ttldxs"), ("ĐVTT", "dvtt"),
        ("ĐVQT", "dvqt"), ("BKTTg", "bk-thu-tuong"), ("BKTTgCP", "bk-thu-tuong"), ("Bằng khen UBND tỉnh", "bk-tinh"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "bk-tinh"), ("BK tỉnh", "bk-tinh"),
        ("Cờ thi đua của UBND tỉnh", "co-tinh"),
        ("Cờ thi đua UBND tỉnh", "co-tinh"), ("Cờ thi đua của tỉnh", "co-tinh"), ("Cờ Chính phủ", "co-chinh-phu"),
        ("HCLĐ hạng Nhất", "hcld-1"), ("HCLĐ hạng Nhì", "hcld-2"), ("HCLĐ hạng Ba", "hcld-3"),
        ("KNC", "ky-niem-chuong"), ("Kỷ niệm chương", "ky-niem-chuong"), ("GĐVH", "gia-dinh-van-hoa"),
    ]
}
