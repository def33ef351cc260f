import Vocabulary

/// A month as a sheet with words in its days; on phones a list of the days that have some.
public struct MonthSheet: Part, Sendable {
    public struct Entry: Equatable, Sendable {
        public enum Kind: String, Sendable { case task, late, done, event, feast, quiet }
        public let words: String
        public let to: String?
        public let kind: Kind

        public init(_ words: String, to: String?, kind: Kind) { (self.words, self.to, self.kind) = (words, to, kind) }
    }

    public let year: Int
    public let month: Int
    public let today: Day
    public let daysOff: [Day: String]
    public let days: [Day: [Entry]]

    public init(year: Int, month: Int, today: Day, daysOff: [Day: String], days: [Day: [Entry]]) {
        (self.year, self.month, self.today) = (min(max(year, 2), 9998), min(max(month, 1), 12), today)
        (self.daysOff, self.days) = (daysOff, days)
    }

    private static let weekdays = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]

    public var html: HTML {
        let first = Day(year: year, month: month, day: 1) ?? today
        let start = first.adding(days: 1 - first.weekday)
        let weeks = (first.weekday - 1 + Day.length(ofMonth: month, year: year) + 6) / 7
        return """
            <table class="sheet ruled fixed">
            <caption class="hide">Tháng \(month)/\(year)</caption>
            <thead><tr>\(Self.weekdays.map { "<th scope=\"col\">\($0)</th>" })</tr></thead>
            <tbody>
            \((0..<weeks).map { week in
                "<tr>\((0..<7).map { cell(start.adding(days: week * 7 + $0)) })</tr>\n"
            })</tbody></table>

            """
    }

    private func cell(_ day: Day) -> HTML {
        let number = day.civil.day
        guard day.month == month else { return "<td class=\"other\"><span>\(number)</span></td>" }
        let entries = days[day] ?? []
        let holiday = daysOff[day]
        let classes = [
            day == today ? "now" : nil, holiday != nil || day.weekday > 5 ? "rest" : nil,
            entries.isEmpty && holiday == nil ? "bare" : nil,
        ].compactMap(\.self).joined(separator: " ")
        return """
            <td\(attribute: "class", classes.isEmpty ? nil : classes)\(if: day == today, " aria-current=\"date\"")>\
            <b>\(number)<span class="hide"> \(day.weekdayName)</span></b>\(holiday.map { "<small>\($0)</small>" })\
            \(if: !entries.isEmpty, "<ul>\(entries.map(line))</ul>")</td>
            """
    }

    private func line(_ entry: Entry) -> HTML {
        let words: HTML = entry.to.map { "<a href=\"\(url: $0)\">\(entry.words)</a>" } ?? HTML(text: entry.words)
        let spoken: HTML =
            switch entry.kind {
            case .late: "<span class=\"hide\"> (quá hạn)</span>"
            case .done: "<span class=\"hide\"> (xong)</span>"
            case .event: "<span class=\"hide\"> (sự kiện)</span>"
            default: .empty
            }
        return "<li class=\"\(entry.kind.rawValue)\">\(words)\(spoken)</li>"
    }
}
