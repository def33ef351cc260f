/// When a plan wants a task done, exactly as imprecise as the plan says.
///
/// `kind` and `value` follow the contract of `vinhdanh plan read --json`; `dueDay` serves sorting and lateness only and
/// is never shown as if the plan had said it.
public struct PlannedTime: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case month, quarter, date, period, relative, ongoing, asNeeded, unstated
    }
    public enum Bound: String, Hashable, Sendable, Codable { case before, atLatest }
    public enum Recurrence: String, Hashable, Sendable, Codable { case daily, weekly, monthly, quarterly, yearly }

    /// An offset from another event or step; negative is before it.
    public struct Offset: Hashable, Sendable, Codable {
        public var anchor: String
        public var offsetDays: Int?
        public var offsetWorkingDays: Int?
        public var phrase: String?

        public init(anchor: String, offsetDays: Int? = nil, offsetWorkingDays: Int? = nil, phrase: String? = nil) {
            self.anchor = anchor
            self.offsetDays = offsetDays
            self.offsetWorkingDays = offsetWorkingDays
            self.phrase = phrase
        }
    }

    public var kind: Kind
    /// `2024-01`, `2024-Q1`, `2024-03-15`, `2024-05-31T13:30`, `2024-04/2024-05`, `2024`, `relative:event+3d`,
    /// the words of the plan (asNeeded) or nil (unstated).
    public var value: String?
    /// All times of a task that has several; `value` is the first. Empty otherwise.
    public var values: [String] = []
    public var bound: Bound?
    /// The time stands in a merged cell of the row `sharedWith` (`I.4`).
    public var shared = false
    public var sharedWith: String?
    public var relative: Offset?
    /// `value` was computed from an event.
    public var derived = false
    /// The words of the plan; nil when the time comes from a heading.
    public var phrase: String?
    /// Words that bind the time to another body's plan.
    public var external: String?
    public var outsideSection = false
    public var outsideYear = false
    public var schoolYear: String?
    public var recurrence: Recurrence?
    /// The days that a recurrence gives, `2024-03-25`.
    public var dates: [String] = []

    public init(_ kind: Kind, _ value: String? = nil) { (self.kind, self.value) = (kind, value) }

    public static let unstated = PlannedTime(.unstated)

    /// First and last day of `2024-01`, `2024-Q1`, `2024-03-15`, `2024-05-31T13:30`, `2024`, `2024-04/2024-05`.
    public static func span(of value: some StringProtocol) -> (first: Day, last: Day)? {
        let text = String(value)
        if let slash = text.firstIndex(of: "/") {
            guard let from = span(of: text[..<slash]), let to = span(of: text[text.index(after: slash)...]),
                from.first <= to.last
            else { return nil }
            return (from.first, to.last)
        }
        if let hour = text.firstIndex(of: "T") { return span(of: text[..<hour]) }
        if let day = Day(iso: text) { return (day, day) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let head = parts.first, head.count == 4, let year = Int(head) else { return nil }
        if parts.count == 1, let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        {
            return (first, last)
        }
        guard parts.count == 2 else { return nil }
        if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter),
            let first = Day(year: year, month: quarter * 3 - 2, day: 1),
            let last = Day.last(ofMonth: quarter * 3, year: year)
        {
            return (first, last)
        }
        guard parts[1].count == 2, let month = Int(parts[1]), let first = Day(year: year, month: month, day: 1),
            let last = Day.last(ofMonth: month, year: year)
        else { return nil }
        return (first, last)
    }

    /// The last day on which the task is not late; nil for regular, needed, unstated and unresolved relative times.
    public var dueDay: Day? {
        switch kind {
        case .ongoing, .asNeeded, .unstated: return nil
        case .month, .quarter, .date, .period, .relative:
            guard
                let last = (values.isEmpty ? value.map { [$0] } ?? [] : values).compactMap({ Self.span(of: $0)?.last })
                    .max()
            else { return nil }
            return bound == .before ? last.adding(days: -1) : last
        }
    }

    /// The first day the time can mean; nil where `dueDay` is nil.
    public var firstDay: Day? {
        guard dueDay != nil else { return nil }
        return (values.isEmpty ? value.map { [$0] } ?? [] : values).compactMap { Self.span(of: $0)?.first }.min()
    }
}
