import Vocabulary

/// What differs between the law of two days, for one award or for all.
public struct LawComparison: Equatable, Sendable {
    public let from: Day
    public let to: Day
    public let awards: [AwardChange]
    /// What changed in the same way for most awards: told once, and left out of each of them.
    public let common: [Pair]
    /// Base salaries of the two days; nil where they are the same.
    public let salary: (old: BonusTable.Salary?, new: BonusTable.Salary?)?
    /// Instruments in force on the later day only, and on the earlier day only.
    public let begun: [Instrument]
    public let ended: [Instrument]

    public static func == (left: Self, right: Self) -> Bool {
        left.from == right.from && left.to == right.to && left.awards == right.awards && left.common == right.common
            && left.begun == right.begun
            && left.ended == right.ended && left.salary?.old == right.salary?.old
            && left.salary?.new == right.salary?.new
    }

    public var isEmpty: Bool { awards.isEmpty && common.isEmpty && salary == nil && begun.isEmpty && ended.isEmpty }

    /// Nothing about awards or money differs.
    var isSame: Bool { awards.isEmpty && common.isEmpty && salary == nil }

    /// One thing that was one way and is another; nil where there was or is none.
    public struct Pair: Hashable, Sendable {
        public let what: String
        public let old: Text?
        public let new: Text?
        /// Only where it stands has changed.
        public var isOnlyCitation: Bool {
            guard let old, let new else { return false }
            return old.words == new.words
        }

        public struct Text: Hashable, Sendable {
            public let words: String
            public let citation: String
        }
    }

    /// What changed about one award.
    public struct AwardChange: Equatable, Sendable {
        public let award: Award
        public let fate: Fate
        public let oldName: String?
        public let newName: String?
        public let pairs: [Pair]

        /// Without pairs that are told elsewhere; nil where nothing else changed.
        func without(_ isTold: (Pair) -> Bool) -> AwardChange? {
            let rest = pairs.filter { !isTold($0) }
            guard fate != .changed || !rest.isEmpty || oldName != newName else { return nil }
            return AwardChange(award: award, fate: fate, oldName: oldName, newName: newName, pairs: rest)
        }
    }

    public enum Fate: Equatable, Sendable { case added, ended, changed }
}

extension Law {
    /// - Parameter only: this award alone; nil: all.
    public func comparison(from: Day, to: Day, only slug: Award.Slug? = nil) -> LawComparison {
        let chosen = awards.all.filter { slug == nil || $0.slug == slug }
        let (old, new) = (bonuses.salary(on: from), bonuses.salary(on: to))
        var changes = chosen.compactMap { change($0, from, to) }
        var counts: [LawComparison.Pair: Int] = [:]
        for pair in changes.flatMap(\.pairs) { counts[pair, default: 0] += 1 }
        let isCommon = { (pair: LawComparison.Pair) in (counts[pair] ?? 0) * 2 > chosen.count && chosen.count > 1 }
        var common: [LawComparison.Pair] = []
        for pair in changes.flatMap(\.pairs) where isCommon(pair) && !common.contains(pair) { common.append(pair) }
        changes = changes.compactMap { $0.without(isCommon) }
        return LawComparison(
            from: from, to: to, awards: changes, common: common,
            salary: old == new ? nil : (old, new),
            begun: instruments.all.filter { $0.state(on: to) == .inForce && $0.state(on: from) != .inForce },
            ended: instruments.all.filter { $0.state(on: from) == .inForce && $0.state(on: to) != .inForce })
    }

    private func change(_ award: Award, _ from: Day, _ to: Day) -> LawComparison.AwardChange? {
        let old = award.versions.first { $0.period.contains(from) }
        let new = award.versions.first { $0.period.contains(to) }
        guard old != nil || new != nil else { return nil }
        let pairs = old == nil || new == nil ? [] : pairs(award, old, new, from, to)
        let fate: LawComparison.Fate = old == nil ? .added : new == nil ? .ended : .changed
        if fate == .changed, pairs.isEmpty, old?.name == new?.name { return nil }
        return LawComparison.AwardChange(
            award: award, fate: fate, oldName: old?.name, newName: new?.name, pairs: pairs)
    }

    private func pairs(_ award: Award, _ old: Award.Version?, _ new: Award.Version?, _ from: Day, _ to: Day)
        -> [LawComparison.Pair]
    {
        var pairs: [LawComparison.Pair] = []
        func add(_ what: String, _ old: LawComparison.Pair.Text?, _ new: LawComparison.Pair.Text?) {
            guard old != new else { return }
            pairs.append(LawComparison.Pair(what: what, old: old, new: new))
        }
        for (what, old, new) in matched(requirements(of: award.slug, on: from), requirements(of: award.slug, on: to)) {
            add(what, old, new)
        }
        add("Ai quyết định", deciders(award, from), deciders(award, to))
        for kind in SubjectKind.allCases {
            func multiple(_ version: Award.Version?) -> LawComparison.Pair.Text? {
                guard let version, let multiple = version.multiples[kind] else { return nil }
                return .init(
                    words: "\(Multiple.words(multiple)) lần lương cơ sở\(version.isCeiling ? ", nhiều nhất" : "")",
                    citation: "")
            }
            add("Hệ số tiền thưởng, \(kind.vietnamese)", multiple(old), multiple(new))
        }
        return pairs
    }

    private func deciders(_ award: Award, _ day: Day) -> LawComparison.Pair.Text? {
        let own = powers(over: award.slug, on: day)
        guard !own.isEmpty else { return nil }
        let names = own.map(\.decider.vietnamese)
        return .init(
            words: names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
                .joined(separator: "; "), citation: Set(own.map(\.citation)).sorted().joined(separator: "; "))
    }

    /// Criteria of two days beside each other: those of the same part and condition, the rest alone.
    private func matched(_ old: [Requirement], _ new: [Requirement])
        -> [(String, LawComparison.Pair.Text?, LawComparison.Pair.Text?)]
    {
        func text(_ requirement: Requirement) -> LawComparison.Pair.Text {
            let lapsed = requirement.lapsedAfter.map {
                " (văn bản làm căn cứ hết hiệu lực sau \($0.vietnamese), chưa có văn bản thay thế)"
            }
            return .init(words: requirement.words + (lapsed ?? ""), citation: requirement.citation)
        }
        func title(_ requirement: Requirement) -> String {
            requirement.check.vietnamese + (requirement.condition.map { " (\($0))" } ?? "")
        }
        var rest = old
        var rows: [(Check, String, LawComparison.Pair.Text?, LawComparison.Pair.Text?)] = []
        for requirement in new {
            let place = rest.firstIndex {
                $0.check == requirement.check && $0.part == requirement.part && $0.condition == requirement.condition
            }
            let before = place.map { rest.remove(at: $0) }
            rows.append((requirement.check, title(requirement), before.map(text), text(requirement)))
        }
        for requirement in rest { rows.append((requirement.check, title(requirement), text(requirement), nil)) }
        return rows.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map {
            ($0.element.1, $0.element.2, $0.element.3)
        }
    }
}

/// Hệ số as it is written: `2,25`, `3,0`.
public enum Multiple {
    public static func words(_ hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest % 10 == 0 { return "\(whole),\(rest / 10)" }
        return "\(whole),\(rest < 10 ? "0" : "")\(rest)"
    }
}
