import Database
import Foundation
import Office
import PlanReader
import Vocabulary

/// Phần từng năm: the tasks of a plan of several years, each in the programme of its year.
///
/// A task with a time stands in the year in which it is due. One without a time of its own year (regular, when needed,
/// without a time, over several years) stands in the part of each year once, so that each year reports on it.
enum YearlyParts {
    /// A task of one year's part.
    struct Part: Equatable {
        let item: DraftItem
        let year: Int
        /// Whether it stands in the parts of other years as well.
        let isRepeated: Bool
    }

    static let mostYears = 20

    /// The same items in order for a plan of one year.
    static func of(_ items: [DraftItem], year: Int, span: ClosedRange<Int>?) -> [Part] {
        guard let span, span.count > 1 else {
            return items.map { Part(item: $0, year: year, isRepeated: false) }
        }
        return items.flatMap { parts(of: $0, year, span) }
    }

    /// The year in which a time falls due, where the plan is for it.
    static func year(of time: PlannedTime, within span: ClosedRange<Int>?) -> Int? {
        guard let span, let due = time.dueDay, span.contains(due.year) else { return nil }
        return due.year
    }

    private static func parts(of item: DraftItem, _ year: Int, _ span: ClosedRange<Int>) -> [Part] {
        // What waits for an event happens once, with it.
        if item.time.relative != nil, item.time.dueDay == nil {
            return [Part(item: item, year: year, isRepeated: false)]
        }
        let years = years(of: item.time, span)
        guard years.count > 1 else {
            return [Part(item: item, year: years.first ?? span.lowerBound, isRepeated: false)]
        }
        return years.map { year in
            var part = item
            part.time = time(item.time, in: year)
            return Part(item: part, year: year, isRepeated: true)
        }
    }

    private static func years(of time: PlannedTime, _ span: ClosedRange<Int>) -> [Int] {
        func within(_ year: Int) -> Int { min(max(year, span.lowerBound), span.upperBound) }
        // “Hằng năm” and what has no due day is work of every year.
        guard time.recurrence == nil, let first = time.firstDay, let last = time.dueDay else {
            guard let (first, last) = time.value.flatMap({ PlannedTime.span(of: $0) }) else { return Array(span) }
            return Array(within(first.year)...within(last.year))
        }
        // “Trước ngày 01/01/2028” is a day of 2027, and a day named by the plan is one task.
        if time.kind != .period || last.days(since: first) < 366 { return [within(last.year)] }
        return Array(within(first.year)...within(last.year))
    }

    /// The same time as the part of one year says it.
    private static func time(_ time: PlannedTime, in year: Int) -> PlannedTime {
        var part = time
        part.phrase = "\(time.words), phần năm \(year)"
        if time.kind == .ongoing, time.value != nil { part.value = String(year) }
        part.dates = time.dates.filter { $0.hasPrefix(String(year)) }
        guard time.kind == .period, time.recurrence == nil, let last = time.dueDay,
            let end = Day(year: year, month: 12, day: 31)
        else { return part }
        part.values = []
        (part.bound, part.value) = (nil, last < end ? "\(year)-01-01/\(last.iso)" : String(year))
        return part
    }

    /// The years that a plan is for, as its title says: `giai đoạn 2026-2030`. Nil where the title names one year beside
    /// them: then it is one year's plan within a longer one.
    static func span(_ header: PlanDraft.Header) -> ClosedRange<Int>? {
        guard let named = named(header) else { return nil }
        let years = (header.title ?? "").matches(of: /\b(?:19|20)[0-9]{2}\b/).compactMap { Int($0.0) }
        return years.contains { $0 != named.lowerBound && $0 != named.upperBound } ? nil : named
    }

    /// The years that the title names, whatever they mean.
    static func named(_ header: PlanDraft.Header) -> ClosedRange<Int>? {
        guard let period = header.period, let first = Int(period.prefix(4)), let last = Int(period.suffix(4)),
            first < last, last - first < mostYears
        else { return nil }
        return first...last
    }

    static func checked(_ first: String, _ last: String, year: Int) throws(DraftRefusal) -> ClosedRange<Int>? {
        let (first, last) = (first.trimmed, last.trimmed)
        if first.isEmpty, last.isEmpty { return nil }
        guard let start = Int(first), let end = Int(last), (1945...2200).contains(start), start <= end,
            end - start < mostYears
        else { throw .badSpan(first, last) }
        guard (start...end).contains(year) else { throw .yearOutsideSpan(year, start...end) }
        return start == end ? nil : start...end
    }
}

/// How one year's part of a plan stands.
public struct PlanYearPart: Equatable, Sendable {
    public let year: Int
    public let totals: TaskTotals
    public let regular: Int

    /// The parts of a plan that the visitor sees, oldest first; one query.
    static func all(of plan: ID<Plan>, for visitor: Visitor, today: Day, _ db: any Reader) throws -> [PlanYearPart] {
        try db.all(
            """
            SELECT counted.year, \(sql: TaskTotals.columns(today)), count(*) FILTER (WHERE counted.schedule = 'regular') AS regular
            FROM (SELECT t.year, t.state, t.due_sort, t.schedule FROM task t
                  WHERE t.plan = \(plan) AND \(sql: TaskScope.condition(for: visitor))) counted
            GROUP BY counted.year ORDER BY counted.year
            """
        ).map { PlanYearPart(year: try $0("year"), totals: try TaskTotals($0), regular: try $0("regular")) }
    }
}

extension Draft {
    /// The years that the plan's title names, as it was read.
    static func namedYears(of id: ID<Draft>, _ db: any Reader) throws -> ClosedRange<Int>? {
        let text: String = try db.value("SELECT reading FROM plan_draft WHERE id = \(id)")
        let period = try JSONDecoder().decode(ReadPeriod.self, from: Data(text.utf8)).document.period
        var header = PlanDraft.Header()
        header.period = period
        return YearlyParts.named(header)
    }

    private struct ReadPeriod: Decodable {
        struct Document: Decodable { let period: String? }
        let document: Document
    }
}
