/// The days on which something holds. The end day is excluded; nil means still in force.
///
/// On screens, in JSON and in tables the *last* day is written (31/12/2023); `init(first:last:)` and `last` convert.
public struct Period: Hashable, Sendable {
    public let start: Day
    public let end: Day?

    /// Nil when the end is not after the start.
    public init?(start: Day, end: Day?) {
        if let end, end <= start { return nil }
        (self.start, self.end) = (start, end)
    }

    /// Nil when the last day lies before the first.
    public init?(first: Day, last: Day?) { self.init(start: first, end: last?.adding(days: 1)) }

    public var last: Day? { end?.adding(days: -1) }

    public func contains(_ day: Day) -> Bool { start <= day && end.map { day < $0 } ?? true }

    public func overlaps(_ other: Period) -> Bool {
        (end.map { other.start < $0 } ?? true) && (other.end.map { start < $0 } ?? true)
    }
}
