import Database
import Rulebook
import Vocabulary

/// The awards that may be entered, and how decisions and lists call them: those of the law, and for each province those that
/// its regulations add.
public struct AwardChoices: Sendable {
    private let all: [AwardChoice]
    private let local: [ID<Unit>: [AwardChoice]]
    private let bySlug: [Award.Slug: AwardChoice]
    private let byWords: [String: Award.Slug]
    private let localByWords: [ID<Unit>: [String: Award.Slug]]

    /// - Parameter local: of each province, its own.
    public init(_ law: Law, local: [ID<Unit>: [AwardChoice]] = [:]) {
        all = law.awards.all.map { AwardChoice($0) }
        self.local = local
        bySlug = Dictionary((all + local.values.flatMap(\.self)).map { ($0.slug, $0) }) { first, _ in first }
        var words = Self.words(all)
        for (short, slug) in Self.shorts {
            if let slug = Award.Slug(stored: slug), bySlug[slug] != nil { words[Self.fold(short)] = slug }
        }
        byWords = words
        localByWords = local.mapValues(Self.words)
    }

    /// With the awards of every province. One query.
    public init(_ law: Law, _ db: any Reader) throws { self.init(law, local: try LocalAwards.choices(db)) }

    private static func words(_ choices: [AwardChoice]) -> [String: Award.Slug] {
        var words: [String: Award.Slug] = [:]
        for choice in choices {
            words[choice.slug.description] = choice.slug
            for version in choice.versions { words[fold(version.name)] = words[fold(version.name)] ?? choice.slug }
        }
        return words
    }

    public subscript(slug: Award.Slug) -> AwardChoice? { bySlug[slug] }

    public func name(_ slug: Award.Slug) -> String { bySlug[slug]?.name ?? slug.description }

    /// What a form suggests: all of the law, then what the province gives on the day.
    func names(on day: Day, in province: ID<Unit>?, for kind: SubjectKind? = nil) -> [String] {
        let own = province.flatMap { local[$0] } ?? []
        return (all + own.filter { $0.isOffered(on: day) }).filter { choice in
            kind.map(choice.isGiven) ?? true
        }.map(\.name)
    }

    /// The award that is meant by words of a decision: its name in any version, a short word, its code. A bare “giấy khen” or
    /// “bằng khen” is that of the issuer's level.
    ///
    /// - Parameter province: whose own awards the words may name.
    public func slug(_ typed: String, issuer: Award.Level? = nil, in province: ID<Unit>? = nil) -> Award.Slug? {
        let fold = Self.fold(typed)
        if let found = byWords[fold] { return found }
        if let found = province.flatMap({ localByWords[$0]?[fold] }) { return found }
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

    /// What a decision of a province signed on a day may give to that kind of holder.
    ///
    /// Where the law or the province's regulation tells the first day, earlier decisions are refused; where nothing is known of
    /// an earlier time they are not (`AwardChoice.remark`).
    func checked(_ slug: Award.Slug, for kind: SubjectKind, signed: Day, in province: ID<Unit>) throws(HonourRefusal)
        -> AwardChoice
    {
        guard let award = bySlug[slug], !slug.isLocal || local[province]?.contains(award) ?? false else {
            throw .unknownAward(slug.description)
        }
        let (version, isConfirmed) = award.version(on: signed)
        if let first = award.begins(after: signed) { throw .notYet(award: version.name, from: first) }
        guard version.subjects.contains(kind) || (!isConfirmed && award.isGiven(to: kind)) else {
            throw .wrongSubject(award: version.name, kind)
        }
        return award
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
