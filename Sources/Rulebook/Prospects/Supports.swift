/// The awards on which the conditions of another one rest.
struct Supports: Equatable, Sendable {
    /// Asked for a year: titles.
    var yearly: [Award.Slug] = []
    /// Asked to have been given once before.
    var rungs: [Award.Slug] = []

    fileprivate mutating func add(_ other: Supports) {
        for slug in other.yearly where !yearly.contains(slug) { yearly.append(slug) }
        for slug in other.rungs where !rungs.contains(slug) { rungs.append(slug) }
    }
}

extension Law {
    /// What the rules of an award name, of every text.
    func supports(of award: Award.Slug) -> Supports {
        var all = Supports()
        for check in checks(of: award) {
            for rule in check.parts.joined() { all.add(rule.shape.supports) }
        }
        return all
    }

    /// Those that others rest on before these.
    func ordered(_ awards: [Award.Slug]) -> [Award.Slug] {
        var (done, order): (Set<Award.Slug>, [Award.Slug]) = ([], [])
        func visit(_ slug: Award.Slug) {
            guard done.insert(slug).inserted else { return }
            let supports = supports(of: slug)
            (supports.yearly + supports.rungs).forEach(visit)
            order.append(slug)
        }
        awards.forEach(visit)
        return order
    }
}

extension RuleShape {
    fileprivate var supports: Supports {
        switch self {
        case let run as YearsInARow: run.asks
        case let either as EitherRun:
            either.runs.reduce(into: Supports()) { $0.add($1.asks) }
        case let initiatives as EnoughInitiatives:
            [initiatives.unlessRun, initiatives.forRun].compactMap { $0 }.reduce(into: Supports()) { $0.add($1.asks) }
        case let earlier as EarlierAward: Supports(rungs: [earlier.rung])
        case let basis as BasisOfEarlierAward: Supports(rungs: [basis.rung])
        default: Supports()
        }
    }
}

extension YearsInARow {
    fileprivate var asks: Supports {
        Supports(yearly: each.honours + among.flatMap(\.honours), rungs: since.map { [$0] } ?? [])
    }
}
