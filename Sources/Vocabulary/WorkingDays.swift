/// Which days an office works: Monday to Friday, less days off, plus Saturdays worked in exchange.
///
/// - Law: Điều 111, 112 Bộ luật Lao động 2019 (fixed and compensated holidays); exchanged days are announced each year.
/// - Days whose confidence is unconfirmed never count as off; `World`-free, so a test gives its own table.
public struct WorkingDays: Equatable, Sendable {
    public private(set) var daysOff: [Day: String]
    public private(set) var workedInstead: Set<Day>

    public init(daysOff: [Day: String] = [:], workedInstead: Set<Day> = []) {
        (self.daysOff, self.workedInstead) = (daysOff, workedInstead)
    }

    public func isWorking(_ day: Day) -> Bool {
        workedInstead.contains(day) || (day.weekday <= 5 && daysOff[day] == nil)
    }

    /// Why nobody works that day: `Quốc khánh`, `thứ Bảy`; nil on a working day.
    public func reasonOff(_ day: Day) -> String? {
        isWorking(day) ? nil : daysOff[day] ?? day.weekdayName
    }

    /// The `count`-th working day after `day` (before it, when negative). Zero gives the day itself.
    public func adding(_ count: Int, to day: Day) -> Day {
        var (left, at) = (abs(count), day)
        while left > 0 {
            at = at.adding(days: count < 0 ? -1 : 1)
            if isWorking(at) { left -= 1 }
        }
        return at
    }

    /// Working days after `start` up to and including `end`; 0 when `end` is not later.
    public func count(after start: Day, through end: Day) -> Int {
        guard start < end else { return 0 }
        return (start.number + 1...end.number).reduce(0) { $0 + (isWorking(Day(number: $1)) ? 1 : 0) }
    }
}
