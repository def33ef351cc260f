import Rulebook
import Vocabulary

/// Một danh hiệu, hình thức ghi được: of the law, or of one province by its regulations.
public struct AwardChoice: Equatable, Sendable {
    /// What it was called in a period, and who could be given it.
    public struct Version: Equatable, Sendable {
        public let period: Period
        public let name: String
        public let subjects: [SubjectKind]
    }

    public let slug: Award.Slug
    public let kind: Award.Kind
    public let level: Award.Level
    /// Nobody was given it before the first version. Else nothing is known of the time before.
    public let isNew: Bool
    /// Oldest first.
    public let versions: [Version]

    init(_ award: Award) {
        slug = award.slug
        (kind, level, isNew) = (award.kind, award.level, award.isNew)
        versions = award.versions.map { Version(period: $0.period, name: $0.name, subjects: $0.subjects) }
    }

    /// Nil without a version.
    init?(_ newest: LocalAward, isNew: Bool, versions: [Version]) {
        if versions.isEmpty { return nil }
        slug = newest.slug
        (kind, level, self.isNew, self.versions) = (newest.kind, newest.level, isNew, versions)
    }

    /// What it is called today, and in the newest text.
    public var name: String { versions[versions.count - 1].name }

    /// The version of a day; where none covers it the next one, after the end the last one, and then it is not confirmed.
    public func version(on day: Day) -> (version: Version, isConfirmed: Bool) {
        let version =
            versions.first { $0.period.end.map { day < $0 } ?? true } ?? versions[versions.count - 1]
        return (version, version.period.contains(day))
    }

    /// The first day, where a decision of that day came too early.
    func begins(after day: Day) -> Day? {
        let first = versions[0].period.start
        return isNew && day < first ? first : nil
    }

    func isGiven(to kind: SubjectKind) -> Bool { versions.contains { $0.subjects.contains(kind) } }

    /// Whether a list of what may be given on a day names it.
    func isOffered(on day: Day) -> Bool {
        version(on: day).isConfirmed || (day < versions[0].period.start && !isNew)
    }

    /// What somebody should know who enters it for a decision of a day that no text at hand covers; nil where one does.
    func remark(on signed: Day) -> String? {
        if version(on: signed).isConfirmed { return nil }
        let first = versions[0].period.start
        if signed < first {
            return slug.isLocal
                ? "quy chế của tỉnh trong sổ chỉ có từ \(first.vietnamese), chưa rõ trước đó đã có chưa"
                : "dữ liệu luật chỉ có từ \(first.vietnamese), chưa rõ quy định khi ký; dùng bản sau để đối chiếu"
        }
        let ended = versions.last { ($0.period.last ?? signed) < signed }?.period.last
        return "\(slug.isLocal ? "quy chế" : "dữ liệu luật") chỉ có đến \((ended ?? first).vietnamese), trước ngày ký"
    }
}
