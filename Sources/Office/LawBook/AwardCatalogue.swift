import Rulebook
import Vocabulary

/// Danh mục danh hiệu, hình thức khen thưởng on a day, as far as it is asked for.
struct AwardCatalogue {
    struct Line {
        let award: Award
        let version: Award.Version
        /// A version covers the day; otherwise the nearest one is shown.
        let isConfirmed: Bool
    }

    let day: Day
    let kind: SubjectKind?
    let words: String
    /// In the order of the families, each by level and then by rank.
    let families: [(family: Award.Family, lines: [Line])]
    /// Those that ended before the day.
    let ended: [Line]

    init(_ law: Law, on day: Day, kind: SubjectKind?, words: String) {
        (self.day, self.kind, self.words) = (day, kind, words)
        let sought = words.folded.split(separator: " ")
        let all = law.awards.all.map { award -> Line in
            let (version, isConfirmed) = award.version(on: day)
            return Line(award: award, version: version, isConfirmed: isConfirmed)
        }.filter { line in
            let text = " \(line.version.name) \(line.award.slug) \(line.version.decidedBy)".folded
            return (kind.map { line.version.subjects.contains($0) } ?? true) && sought.allSatisfy { text.contains($0) }
        }
        func isOver(_ line: Line) -> Bool { line.version.period.last.map { $0 < day } ?? false }
        ended = all.filter(isOver)
        let held = all.filter { !isOver($0) }
        families = Award.Family.allCases.compactMap { family in
            let own = held.filter { $0.award.family == family }
            let sorted = Award.Level.allCases.flatMap { level in own.filter { $0.award.level == level } }
            return sorted.isEmpty ? nil : (family, sorted)
        }
    }

    var count: Int { families.reduce(0) { $0 + $1.lines.count } }
    var isFiltered: Bool { kind != nil || !words.trimmed.isEmpty }
}
