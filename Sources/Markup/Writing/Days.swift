import Vocabulary

extension Day {
    /// `Thứ Ba, 17/11/2026`: at the head of a page.
    public var withWeekday: String { weekdayName.prefix(1).uppercased() + weekdayName.dropFirst() + ", " + vietnamese }

    /// `quý IV`
    public var quarterName: String { "quý " + quarter.roman }

    /// `ngày 17 tháng 11 năm 2026`: on papers. One-digit days and January, February have a zero in front (NĐ 30/2020).
    public var onPaper: String {
        let (year, month, day) = civil
        return "ngày \(day < 10 ? "0" : "")\(day) tháng \(month < 3 ? "0" : "")\(month) năm \(year)"
    }

    /// `15/11–17/11`, `30/12/2025–02/01/2026`, `17/11` when both are one day; the year only where it changes.
    public func through(_ end: Day) -> String {
        if self == end { return short }
        return year == end.year ? short + "–" + end.short : vietnamese + "–" + end.vietnamese
    }

    /// The margin of a table: day and month, under it the weekday or `hôm nay`; the year where it is another than today's.
    public func cell(today: Day) -> HTML {
        "<b>\(year == today.year ? short : vietnamese)</b><small>\(self == today ? "hôm nay" : weekdayName)</small>"
    }
}

extension Instant {
    /// `13 giờ 30`
    public var hour: String { hourName(clock.hour, clock.minute) }

    /// `lúc 9 giờ 12`, `hôm qua, 10 giờ 05`, `09/11, 16 giờ 20`, with the year where it is another than today's.
    public func since(today: Day) -> String {
        switch today.days(since: day) {
        case 0: "lúc " + hour
        case 1: "hôm qua, " + hour
        default: (day.year == today.year ? day.short : day.vietnamese) + ", " + hour
        }
    }
}

/// `13 giờ 30`
public func hourName(_ hour: Int, _ minute: Int) -> String { "\(hour) giờ \(minute < 10 ? "0" : "")\(minute)" }

/// `2025–2026`
public func yearRange(_ first: Int, _ last: Int) -> String { first == last ? "\(first)" : "\(first)–\(last)" }

/// `Quá hạn 5 ngày`
public func lateWords(_ days: Int) -> String { "Quá hạn \(days.dotted)\(noBreak)ngày" }
