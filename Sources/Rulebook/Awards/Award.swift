import Vocabulary

/// Danh hiệu thi đua or hình thức khen thưởng, with what it was called and worth in each period.
public struct Award: Equatable, Sendable {
    public let slug: Slug
    public let kind: Kind
    public let family: Family
    public let level: Level
    /// Mới có từ bản đầu: the law says that nobody was given it before. Else nothing is known of the time before.
    public let isNew: Bool
    /// Oldest first; their periods do not overlap.
    public let versions: [Version]

    /// The code of an award: `cstd-tinh`. Every one in use is in the catalogue.
    public struct Slug: Hashable, Comparable, Sendable, CustomStringConvertible {
        let text: String
        /// Of the text: a province's past is full of awards that are compared, and hardly ever alike.
        private let mark: Int

        init(_ text: String) {
            self.text = text
            mark = text.utf8.reduce(5381) { $0 &* 33 &+ Int($1) }
        }

        public static func == (left: Self, right: Self) -> Bool { left.mark == right.mark && left.text == right.text }
        public func hash(into hasher: inout Hasher) { hasher.combine(mark) }
        public var description: String { text }
        public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
    }

    public enum Kind: String, CaseIterable, Sendable {
        case title, commendation

        public var vietnamese: String { self == .title ? "Danh hiệu thi đua" : "Hình thức khen thưởng" }
    }

    /// Awards that the law treats alike.
    public enum Family: String, CaseIterable, Sendable {
        case emulationTitle, order, medal, stateTitle, prize, commemorativeMedal, badge, certificateOfMerit, certificate

        public var vietnamese: String {
            switch self {
            case .emulationTitle: "Danh hiệu thi đua"
            case .order: "Huân chương"
            case .medal: "Huy chương"
            case .stateTitle: "Danh hiệu vinh dự nhà nước"
            case .prize: "Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước"
            case .commemorativeMedal: "Kỷ niệm chương"
            case .badge: "Huy hiệu"
            case .certificateOfMerit: "Bằng khen"
            case .certificate: "Giấy khen"
            }
        }
    }

    public enum Level: String, CaseIterable, Sendable {
        case state, government, province, district, commune, grassroots

        /// How high one climbs to it: 0 for the lowest.
        public var rung: Int { Self.allCases.reversed().firstIndex(of: self) ?? 0 }
    }

    /// What an award is in a period.
    public struct Version: Equatable, Sendable {
        public let period: Period
        public let name: String
        public let englishName: String
        public let subjects: [SubjectKind]
        public let decidedBy: String
        public let article: String
        /// Multiple of the base salary in hundredths (2.25 is 225); none where no source gives one or there is none.
        public let multiples: [SubjectKind: Int]
        /// The multiple is a ceiling below which the issuer decides.
        public let isCeiling: Bool
        public let confidence: Confidence
        public let note: String?
    }

    /// The version of a day; where none covers it the next one, after the end the last one, and then it is not confirmed.
    /// Without a day: the last one.
    public func version(on day: Day?) -> (version: Version, isConfirmed: Bool) {
        guard let day else { return (versions[versions.count - 1], true) }
        for version in versions {
            if version.period.contains(day) { return (version, true) }
            if day < version.period.start { return (version, false) }
        }
        return (versions[versions.count - 1], false)
    }

    /// What it is called today, and in the newest law.
    public var name: String { versions[versions.count - 1].name }
}

/// Danh mục danh hiệu và hình thức khen thưởng, as `Law/awards.json` holds it.
public struct Awards: Equatable, Sendable {
    /// In the order of the file.
    public let all: [Award]
    private let places: [Award.Slug: Int]

    public subscript(slug: Award.Slug) -> Award? { places[slug].map { all[$0] } }

    func place(of slug: Award.Slug) -> Int? { places[slug] }

    /// The code as a case writes it: the endings `-2003` and `-2024` of older lists mean the same award.
    public func slug(written text: String) -> Award.Slug? {
        if places[Award.Slug(text)] != nil { return Award.Slug(text) }
        for ending in ["-2003", "-2024"] where text.hasSuffix(ending) {
            let slug = Award.Slug(String(text.dropLast(ending.count)))
            if places[slug] != nil { return slug }
        }
        return nil
    }

    init(_ value: JSONValue) throws(InputRefusal) {
        let top = try Fields(value, at: "", allowed: ["about", "awards"])
        var all: [Award] = []
        var places: [Award.Slug: Int] = [:]
        for fields in try top.needed(
            "awards",
            { f throws(InputRefusal) in
                try f.objects("awards", allowed: ["slug", "kind", "family", "level", "isNew", "versions"])
            })
        {
            let award = try Self.award(fields)
            guard places.updateValue(all.count, forKey: award.slug) == nil else {
                throw fields.refusal("slug", "“\(award.slug)” có hai lần")
            }
            all.append(award)
        }
        (self.all, self.places) = (all, places)
    }

    private static func award(_ fields: Fields) throws(InputRefusal) -> Award {
        var versions: [Award.Version] = []
        let keys: Set = [
            "from", "to", "nameVi", "nameEn", "subjects", "decidedBy", "article", "multiples", "ceiling", "confidence",
            "note",
        ]
        for version in try fields.needed(
            "versions",
            { f throws(InputRefusal) in
                try f.objects("versions", allowed: keys)
            })
        {
            let made = try Self.version(version)
            if let last = versions.last, last.period.overlaps(made.period) || made.period.start < last.period.start {
                throw version.refusal(
                    "from", "chồng lên bản trước; xếp bản cũ trước, ngày cuối trước ngày đầu của bản sau")
            }
            versions.append(made)
        }
        guard !versions.isEmpty else { throw fields.refusal("versions", "cần ít nhất một bản") }
        return Award(
            slug: Award.Slug(try fields.needed("slug") { f throws(InputRefusal) in try f.text("slug") }),
            kind: try fields.needed("kind") { f throws(InputRefusal) in try f.word("kind") },
            family: try fields.needed("family") { f throws(InputRefusal) in try f.word("family") },
            level: try fields.needed("level") { f throws(InputRefusal) in try f.word("level") },
            isNew: try fields.flag("isNew") ?? false, versions: versions)
    }

    private static func version(_ fields: Fields) throws(InputRefusal) -> Award.Version {
        var multiples: [SubjectKind: Int] = [:]
        if let values = try fields.object("multiples", allowed: Set(SubjectKind.allCases.map(\.rawValue))) {
            for kind in SubjectKind.allCases { multiples[kind] = try values.hundredths(kind.rawValue) }
        }
        let subjects = try fields.needed("subjects") { f throws(InputRefusal) in
            try f.words("subjects", SubjectKind.self)
        }
        if let stray = multiples.keys.first(where: { !subjects.contains($0) }) {
            throw fields.refusal("multiples", "có mức cho \(stray.vietnamese), là đối tượng không được tặng")
        }
        return Award.Version(
            period: try fields.period(),
            name: try fields.needed("nameVi") { f throws(InputRefusal) in try f.text("nameVi") },
            englishName: try fields.needed("nameEn") { f throws(InputRefusal) in try f.text("nameEn") },
            subjects: subjects,
            decidedBy: try fields.needed("decidedBy") { f throws(InputRefusal) in try f.text("decidedBy") },
            article: try fields.needed("article") { f throws(InputRefusal) in try f.text("article") },
            multiples: multiples, isCeiling: try fields.flag("ceiling") ?? false,
            confidence: try fields.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") },
            note: try fields.text("note"))
    }
}
