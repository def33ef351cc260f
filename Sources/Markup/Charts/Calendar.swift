import Vocabulary

/// One month: underlined where something is, red where it is late, a disc for today; each such day leads to its list.
public struct MonthCalendar: Part, Sendable {
    public struct Mark: Equatable, Sendable {
        public let to: String
        /// What is there: `2 việc`, `Phiên họp Hội đồng`.
        public let words: String
        public let isLate: Bool

        public init(_ words: String, _ to: String, isLate: Bool = false) {
            (self.words, self.to, self.isLate) = (words, to, isLate)
        }
    }

    public let year: Int
    public let month: Int
    public let today: Day
    public let marks: [Day: Mark]
    /// Beside the name of the month.
    public let count: String?
    /// Days nobody works, with their names.
    public let daysOff: [Day: String]
    public let previous: Link?
    public let next: Link?

    /// - Parameter month: 1…12 of `year`; both are brought into range.
    public init(
        year: Int, month: Int, today: Day, marks: [Day: Mark], count: String? = nil, daysOff: [Day: String] = [:],
        previous: Link? = nil, next: Link? = nil
    ) {
        (self.year, self.month, self.today) = (min(max(year, 2), 9998), min(max(month, 1), 12), today)
        (self.marks, self.count, self.daysOff) = (marks, count, daysOff)
        (self.previous, self.next) = (previous, next)
    }

    public var html: HTML {
        let first = Day(year: year, month: month, day: 1) ?? today
        let start = first.adding(days: 1 - first.weekday)
        let weeks = (first.weekday - 1 + Day.length(ofMonth: month, year: year) + 6) / 7
        return """
            <table class="cal ruled">
            <caption><b>Tháng \(month)\(if: year != today.year, "/\(year)")</b>\(count.map { " \($0)" })\
            \(if: previous != nil || next != nil, "<span class=\"turn\">\(previous) \(next)</span>")</caption>
            <thead><tr>\([
                ("T2", "thứ Hai"), ("T3", "thứ Ba"), ("T4", "thứ Tư"), ("T5", "thứ Năm"), ("T6", "thứ Sáu"), ("T7", "thứ Bảy"),
                ("CN", "Chủ nhật"),
            ].map { "<th scope=\"col\"><abbr title=\"\($0.1)\">\($0.0)</abbr></th>" })</tr></thead>
            <tbody>
            \((0..<weeks).map { week in
                "<tr>\((0..<7).map { cell(start.adding(days: week * 7 + $0)) })</tr>\n"
            })</tbody></table>

            """
    }

    private func cell(_ day: Day) -> HTML {
        let number = day.civil.day
        guard day.month == month else { return "<td><span class=\"off\">\(number)</span></td>" }
        let today: HTML = .when(day == self.today, " aria-current=\"date\"")
        let holiday = daysOff[day]
        guard let mark = marks[day] else {
            let classes = day == self.today ? "today" : holiday != nil ? "rest" : nil
            return """
                <td><span\(attribute: "class", classes)\(attribute: "title", holiday)\(today)>\(number)\
                \(holiday.map { "<span class=\"hide\"> \($0)</span>" })</span></td>
                """
        }
        let classes = (day == self.today ? "today " : "") + (mark.isLate ? "over" : "has")
        return """
            <td><a class="\(classes)" href="\(url: mark.to)" aria-label="\(number) tháng \(month): \(mark.words)\
            \(if: mark.isLate, ", quá hạn")" title="\(mark.words)"\(today)>\(number)</a></td>
            """
    }
}

/// The year as four rows of three months, each with its few days; prints well.
public struct YearCalendar: Part, Sendable {
    public struct Entry: Equatable, Sendable {
        public let day: String
        public let words: String
        public let to: String
        public let isLate: Bool

        public init(_ day: String, _ words: String, _ to: String, isLate: Bool = false) {
            (self.day, self.words, self.to, self.isLate) = (day, words, to, isLate)
        }
    }

    public let year: Int
    public let entries: [Int: [Entry]]
    public let nowMonth: Int?

    /// - Parameter entries: by month, 1…12, in order of day.
    public init(_ year: Int, entries: [Int: [Entry]], nowMonth: Int? = nil) {
        (self.year, self.entries, self.nowMonth) = (year, entries, nowMonth)
    }

    public var html: HTML {
        """
        <table class="ruled fixed year">
        <caption><b>Lịch năm \(year)</b> mỗi ô một tháng</caption>
        <colgroup><col class="w5"><col><col><col></colgroup>
        <tbody>
        \((1...4).map { quarter in
            """
            <tr><th scope="row" class="plain">Quý \(quarter.roman)</th>\((quarter * 3 - 2...quarter * 3).map(month))</tr>

            """
        })</tbody></table>

        """
    }

    private func month(_ month: Int) -> HTML {
        let lines = (entries[month] ?? []).map { entry -> HTML in
            """
            <li\(if: entry.isLate, " class=\"late\"")><b>\(entry.day)</b> <a href="\(url: entry.to)">\(entry.words)</a>\
            \(if: entry.isLate, "<span class=\"hide\"> (quá hạn)</span>")</li>
            """
        }
        return """
            <td\(if: month == nowMonth, " class=\"now\" aria-current=\"date\"")><span class="soft small">Tháng \(month)</span>\
            \(if: !lines.isEmpty, "<ul>\(lines)</ul>")</td>
            """
    }
}
