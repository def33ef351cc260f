import Database
import Rulebook
import Vocabulary

/// The regulations of a province by day: what holds for a dossier accepted on it.
struct LocalTimeline: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        let id: ID<LocalRegulation>
        let number: String?
        var period: Period
        let values: [LocalValue]
    }

    var entries: [Entry]

    /// The approved regulations of a province: one query.
    init(of province: ID<Unit>, _ db: any Reader) throws {
        var entries: [Entry] = []
        try db.each(
            """
            SELECT r.id, r.number, r.first_day, r.last_day, v.key, v.amount, v.article, v.note
            FROM local_regulation r JOIN local_value v ON v.regulation = r.id
            WHERE r.province = \(province) AND r.state = 'approved' ORDER BY r.first_day, r.id, v.key
            """
        ) { row in
            let id: ID<LocalRegulation> = try row("id")
            guard let value = try LocalValue(row),
                let period = Period(first: try row("first_day"), last: try row("last_day"))
            else { return }
            if let last = entries.last, last.id == id {
                entries[entries.count - 1] = Entry(
                    id: id, number: last.number, period: period, values: last.values + [value])
            } else {
                entries.append(Entry(id: id, number: try row("number"), period: period, values: [value]))
            }
        }
        self.entries = entries
    }

    /// What holds without a regulation, and with it. An approved one is part of the timeline, and what it replaced was cut for it.
    static func beside(
        _ regulation: LocalRegulation, _ values: [LocalValue], from first: Day, _ db: any Reader
    ) throws -> (before: LocalTimeline, after: LocalTimeline) {
        let now = try LocalTimeline(of: regulation.province, db)
        if regulation.state == .approved { return (now.without(regulation.id, restoring: regulation.replaces), now) }
        let after = Period(first: first, last: regulation.lastDay).map {
            now.with(regulation.id, number: regulation.number, $0, values, replacing: regulation.replaces)
        }
        return (now, after ?? now)
    }

    private func without(_ id: ID<LocalRegulation>, restoring old: ID<LocalRegulation>?) -> LocalTimeline {
        var new = self
        let gone = entries.first { $0.id == id }
        new.entries = entries.filter { $0.id != id }.map { entry in
            guard let gone, entry.id == old, entry.period.end == gone.period.start,
                let whole = Period(start: entry.period.start, end: gone.period.end)
            else { return entry }
            var entry = entry
            entry.period = whole
            return entry
        }
        return new
    }

    /// As it would be with a regulation that is not approved yet; what it replaces ends the day before.
    func with(
        _ id: ID<LocalRegulation>, number: String?, _ period: Period, _ values: [LocalValue],
        replacing old: ID<LocalRegulation>?
    ) -> LocalTimeline {
        var new = self
        new.entries.removeAll { $0.id == id }
        if let old {
            new.entries = new.entries.compactMap { entry in
                guard entry.id == old else { return entry }
                guard let cut = Period(start: entry.period.start, end: period.start) else { return nil }
                var entry = entry
                if entry.period.end.map({ period.start < $0 }) ?? true { entry.period = cut }
                return entry
            }
        }
        new.entries.append(Entry(id: id, number: number, period: period, values: values))
        return new
    }

    /// A regulation that says the same key in the same days, with that key.
    func clash(_ id: ID<LocalRegulation>) -> (Entry, LocalKey)? {
        guard let own = entries.first(where: { $0.id == id }) else { return nil }
        let keys = Set(own.values.map(\.key))
        for other in entries where other.id != id && other.period.overlaps(own.period) {
            if let value = other.values.first(where: { keys.contains($0.key) }) { return (other, value.key) }
        }
        return nil
    }

    /// Nil where no regulation of the province holds on that day.
    func inForce(on day: Day) -> Proposal.LocalRegulation? {
        let holding = entries.filter { $0.period.contains(day) }
        guard !holding.isEmpty else { return nil }
        var all = Proposal.LocalRegulation(number: holding.count == 1 ? holding[0].number : nil)
        for entry in holding {
            for value in entry.values { all.set(value.key, value.amount, article: value.article, in: entry.number) }
        }
        return all
    }
}
