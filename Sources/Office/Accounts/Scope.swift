import Database

/// Which units' things a visitor sees. Every query that returns things of units takes it as an argument.
public enum Scope: Equatable, Sendable {
    case everything
    /// Things of the units with these paths and of all below them; none lies below another.
    case branches([String])
    case nothing

    /// True for rows whose unit lies in scope; `path` is the column that holds the unit's path.
    public func condition(path: SQL) -> SQL {
        switch self {
        case .everything: return "1 = 1"
        case .branches(let prefixes):
            let ranges = prefixes.map { prefix -> SQL in
                "\(sql: path) >= \(prefix) AND \(sql: path) < \(prefix + "~")"
            }
            return "(\(sql: ranges.joined(separator: " OR ")))"
        case .nothing: return "1 = 0"
        }
    }

    public func contains(_ path: String) -> Bool {
        switch self {
        case .everything: true
        case .branches(let prefixes): prefixes.contains { path.hasPrefix($0) }
        case .nothing: false
        }
    }

    /// What either opens.
    public func union(_ other: Scope) -> Scope {
        switch (self, other) {
        case (.everything, _), (_, .everything): return .everything
        case (.nothing, let scope), (let scope, .nothing): return scope
        case (.branches(let some), .branches(let more)):
            let all = Set(some + more)
            return .branches(all.filter { path in !all.contains { $0 != path && path.hasPrefix($0) } }.sorted())
        }
    }

    /// Whether everything that `other` opens lies within.
    public func covers(_ other: Scope) -> Bool { union(other) == self }
}
