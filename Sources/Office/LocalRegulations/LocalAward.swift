import Database
import Rulebook
import Vocabulary

/// Danh hiệu, hình thức of one province alone, as its regulation makes it.
///
/// - Law: S1-52; its slug begins with `dp-`.
public struct LocalAward: Equatable, Sendable {
    public let slug: Award.Slug
    public let name: String
    public let kind: Award.Kind
    /// Province, commune or grassroots.
    public let level: Award.Level
    public let subjects: [SubjectKind]
    /// Where in the regulation.
    public let article: String?
    /// Tiêu chuẩn, in words.
    public let criteria: String
    /// Tiền thưởng, in đồng.
    public let bonus: Int?
    /// Hiện vật.
    public let object: String?

    public init(
        slug: Award.Slug, name: String, kind: Award.Kind, level: Award.Level, subjects: [SubjectKind],
        article: String? = nil, criteria: String, bonus: Int? = nil, object: String? = nil
    ) {
        (self.slug, self.name, self.kind, self.level, self.subjects) = (slug, name, kind, level, subjects)
        (self.article, self.criteria, self.bonus, self.object) = (article, criteria, bonus, object)
    }

    /// For the ledger.
    var facts: [String: String?] {
        [
            "slug": slug.description, "name": name, "kind": kind.rawValue, "level": level.rawValue,
            "subjects": subjects.map(\.rawValue).joined(separator: " "), "article": article, "criteria": criteria,
            "bonus": bonus.map(String.init), "object": object,
        ]
    }

    /// Nil where the row holds words that this program does not know.
    init?(_ row: Row) throws {
        let (slug, kind, level): (String, String, String) = (try row("slug"), try row("kind"), try row("level"))
        guard let slug = Award.Slug(stored: slug), let kind = Award.Kind(rawValue: kind),
            let level = Award.Level(rawValue: level)
        else { return nil }
        let subjects: String = try row("subjects")
        self.init(
            slug: slug, name: try row("name"), kind: kind, level: level,
            subjects: subjects.split(separator: " ").compactMap { SubjectKind(rawValue: String($0)) },
            article: try row("article"), criteria: try row("criteria"), bonus: try row("bonus"),
            object: try row("object"))
    }
}

/// Danh hiệu, hình thức của địa phương: looked up by day, written in a draft.
public enum LocalAwards {
    /// Those that a province gives on a day, by name.
    public static func all(on day: Day, for province: ID<Unit>, _ db: any Reader) throws -> [LocalAward] {
        try db.all(
            """
            SELECT a.* FROM local_award a JOIN local_regulation r ON r.id = a.regulation
            WHERE r.province = \(province) AND r.state = 'approved' AND r.first_day <= \(day)
              AND (r.last_day IS NULL OR r.last_day >= \(day)) ORDER BY a.name, a.id
            """
        ).compactMap { try LocalAward($0) }
    }

    /// What each province has ever given by regulations that were approved, as honours are entered by it. One query.
    ///
    /// An award that came with a regulation in the place of an older one did not exist before; what stands in the first
    /// regulation that is known may be older.
    static func choices(_ db: any Reader) throws -> [ID<Unit>: [AwardChoice]] {
        var found: [ID<Unit>: [Award.Slug: (newest: LocalAward, isNew: Bool, versions: [AwardChoice.Version])]] = [:]
        for row in try db.all(
            """
            SELECT a.*, r.province, r.first_day, r.last_day, r.replaces FROM local_award a
            JOIN local_regulation r ON r.id = a.regulation WHERE r.state = 'approved' ORDER BY r.first_day, r.id, a.id
            """)
        {
            let (province, replaces): (ID<Unit>, ID<LocalRegulation>?) = (try row("province"), try row("replaces"))
            guard let award = try LocalAward(row),
                let period = Period(first: try row("first_day"), last: try row("last_day"))
            else { continue }
            let known = found[province]?[award.slug]
            let version = AwardChoice.Version(period: period, name: award.name, subjects: award.subjects)
            found[province, default: [:]][award.slug] = (
                award, known?.isNew ?? (replaces != nil), (known?.versions ?? []) + [version]
            )
        }
        return found.mapValues { awards in
            awards.values.compactMap { AwardChoice($0.newest, isNew: $0.isNew, versions: $0.versions) }.sorted {
                ($0.name.folded, $0.slug) < ($1.name.folded, $1.slug)
            }
        }
    }

    public static func all(of regulation: ID<LocalRegulation>, _ db: any Reader) throws -> [LocalAward] {
        try db.all("SELECT a.* FROM local_award a WHERE a.regulation = \(regulation) ORDER BY a.name, a.id").compactMap
        {
            try LocalAward($0)
        }
    }

    /// Writes one into a draft, in the place of the one with its slug.
    ///
    /// - Parameter isNew: the slug was made of its name: one that is there already is changed through its own slug, never by
    ///   another of a like name.
    public static func set(
        _ typed: LocalAward, isNew: Bool = false, in id: ID<LocalRegulation>, scope: Scope, by operation: Operation
    ) throws {
        let draft = try LocalRegulations.draftToWrite(id, in: scope, operation)
        var slips: [LocalRegulationRefusal.FieldSlip] = []
        func line(_ text: String?) -> String? {
            text.map { $0.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        let (name, criteria) = (line(typed.name) ?? "", typed.criteria.nfc.trimmed)
        if name.isEmpty || name.count > 200 { slips.append(.init("ten", "Hãy ghi tên danh hiệu, hình thức.")) }
        if !typed.slug.isLocal {
            slips.append(.init("ma", "Mã bắt đầu bằng dp-, chỉ gồm chữ thường không dấu, số, gạch nối."))
        }
        // Honours name an award by its code alone: one code means one award, whichever province gives it.
        let isOthers = try operation.first(
            """
            SELECT 1 FROM local_award a JOIN local_regulation r ON r.id = a.regulation
            WHERE a.slug = \(typed.slug.description) AND r.province <> \(draft.province) LIMIT 1
            """)
        if isOthers != nil { slips.append(.init("ma", "Mã này đã được dùng ở nơi khác. Hãy đặt mã khác.")) }
        if typed.subjects.isEmpty { slips.append(.init("doi-tuong", "Hãy chọn ít nhất một đối tượng.")) }
        if criteria.isEmpty || criteria.count > 4_000 { slips.append(.init("tieu-chuan", "Hãy ghi tiêu chuẩn.")) }
        if ![Award.Level.province, .commune, .grassroots].contains(typed.level) {
            slips.append(.init("cap", "Địa phương chỉ quy định danh hiệu, hình thức từ cấp tỉnh trở xuống."))
        }
        if let bonus = typed.bonus, !(0...10_000_000_000).contains(bonus) {
            slips.append(.init("tien", "Mức thưởng không thể đúng."))
        }
        guard slips.isEmpty else { throw LocalRegulationRefusal.fields(slips) }
        let old = try all(of: id, operation).first { $0.slug == typed.slug }
        if isNew, old != nil {
            throw LocalRegulationRefusal.field(
                "ma", "Đã có danh hiệu, hình thức tên giống vậy. Hãy sửa mục đã có, hoặc đặt mã khác.")
        }
        let new = LocalAward(
            slug: typed.slug, name: name, kind: typed.kind, level: typed.level, subjects: typed.subjects,
            article: line(typed.article), criteria: criteria, bonus: typed.bonus, object: line(typed.object))
        guard new != old else { return }
        try operation.run("DELETE FROM local_award WHERE regulation = \(id) AND slug = \(new.slug.description)")
        try operation.run(
            """
            INSERT INTO local_award (regulation, slug, name, kind, level, subjects, article, criteria, bonus, object)
            VALUES (\(id), \(new.slug.description), \(new.name), \(new.kind.rawValue), \(new.level.rawValue),
                \(new.subjects.map(\.rawValue).joined(separator: " ")), \(new.article), \(new.criteria),
                \(new.bonus), \(new.object))
            """)
        try touch(draft, operation)
        try operation.record(
            "localRegulation.setAward", on: Subject("localRegulation", id), before: old?.facts ?? [:], after: new.facts)
    }

    /// The awards of the regulation that a new one begins from.
    static func copy(from old: ID<LocalRegulation>, to new: ID<LocalRegulation>, _ operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO local_award (regulation, slug, name, kind, level, subjects, article, criteria, bonus, object)
            SELECT \(new), slug, name, kind, level, subjects, article, criteria, bonus, object FROM local_award
            WHERE regulation = \(old)
            """)
    }

    public static func remove(
        _ slug: Award.Slug, from id: ID<LocalRegulation>, scope: Scope, by operation: Operation
    ) throws {
        let draft = try LocalRegulations.draftToWrite(id, in: scope, operation)
        guard let old = try all(of: id, operation).first(where: { $0.slug == slug }) else {
            throw LocalRegulationRefusal.awardNotFound
        }
        try operation.run("DELETE FROM local_award WHERE regulation = \(id) AND slug = \(slug.description)")
        try touch(draft, operation)
        try operation.record(
            "localRegulation.removeAward", on: Subject("localRegulation", id), before: old.facts)
    }

    private static func touch(_ draft: LocalRegulation, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE local_regulation SET version = \(draft.version + 1), changed = \(operation.now) WHERE id = \(draft.id)
            """)
        try LocalRegulations.noteHand(draft.id, operation)
    }
}
