import Database
import Office
import Paper
import Vocabulary

/// Phụ lục chương trình: tasks as the annex table of an office paper, for Word, PDF and spreadsheet alike.
public struct ProgrammePaper {
    /// Rows that follow one another in the table.
    struct Part {
        let query: TaskQuery
        let sort: TaskFilter.Sort
        let isDescending: Bool
        /// The heading over a row and those like it; nil for none.
        let heading: (TaskLine) -> String?
    }

    let title: String
    let parts: [Part]
    /// Tells the plan of each task in a column of its own.
    let namesPlan: Bool
    /// Place, due day, state and evidence beside what the plan says.
    let showsState: Bool
    /// Somebody advises in one of the tasks.
    let hasAdvisors: Bool
    let today: Day

    private static let rowsAtOnce = 500
    /// More rows than this are cut off, and the table says so.
    static let mostRows = 20_000

    /// Exactly the rows of a view of the programme, in its order, with the columns of the screen.
    ///
    /// - Parameter isGrouped: with headings by quarter where the order is by due day; a spreadsheet is sorted again.
    static func view(_ filter: TaskFilter, isGrouped: Bool, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> ProgrammePaper
    {
        let query = try TaskQuery(filter, for: visitor, today: today, db)
        let byQuarter = isGrouped && filter.sort == .due && filter.schedule == .dated && filter.quarter == nil
        let part = Part(query: query, sort: filter.sort, isDescending: filter.isDescending) { line in
            byQuarter ? line.quarter.map { "Quý \($0.roman)" } : nil
        }
        return ProgrammePaper(
            title: "Chương trình công tác thi đua, khen thưởng năm \(filter.year): \(filter.title.loweredStart)",
            parts: [part],
            namesPlan: try filter.plan == nil && PlanScope.plans(of: filter.year, for: visitor, db).count > 1,
            showsState: true, hasAdvisors: try hasAdvisors(query, db), today: today)
    }

    /// Every task of a period: those whose time touches it by quarter, then the regular ones and those without a time.
    public static func period(_ days: ClosedRange<Day>, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> ProgrammePaper
    {
        let (first, last) = (days.lowerBound, days.upperBound)
        func query(_ plain: [SQL]) throws -> TaskQuery {
            try TaskQuery(
                plain: plain + ["t.state <> 'dropped'"], selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks,
                for: visitor, db)
        }
        let years: SQL = "t.year BETWEEN \(first.year) AND \(last.year)"
        let spansYears = first.year != last.year
        let dated = try query(["t.schedule = 'dated'", "t.due_sort >= \(first)", "t.first_day <= \(last)"])
        let parts = [
            Part(query: dated, sort: .due, isDescending: false) { line in
                guard let due = line.due else { return nil }
                return "Quý \(due.quarter.roman)" + (spansYears ? " năm \(due.year)" : "")
            },
            Part(query: try query(["t.schedule = 'regular'", years]), sort: .place, isDescending: false) { _ in
                "Nhiệm vụ thường xuyên"
            },
            Part(query: try query(["t.schedule = 'undated'", years]), sort: .place, isDescending: false) { _ in
                "Nhiệm vụ chưa định thời gian"
            },
        ]
        var plans = 0
        for year in first.year...last.year { plans += try PlanScope.plans(of: year, for: visitor, db).count }
        return ProgrammePaper(
            title: "Chương trình công tác thi đua, khen thưởng \(spoken(days))", parts: parts, namesPlan: plans > 1,
            showsState: false, hasAdvisors: try parts.contains { try hasAdvisors($0.query, db) }, today: today)
    }

    /// `năm 2026`, `quý II năm 2026`, `từ ngày 01/02/2026 đến ngày 15/03/2026`
    static func spoken(_ days: ClosedRange<Day>) -> String {
        let (first, last) = (days.lowerBound, days.upperBound)
        let year = first.year
        if year == last.year {
            if first == Day(year: year, month: 1, day: 1), last == Day(year: year, month: 12, day: 31) {
                return "năm \(year)"
            }
            for quarter in 1...4
            where first == Day(year: year, month: quarter * 3 - 2, day: 1)
                && last == Day.last(ofMonth: quarter * 3, year: year)
            {
                return "quý \(quarter.roman) năm \(year)"
            }
        }
        return "từ ngày \(first.vietnamese) đến ngày \(last.vietnamese)"
    }

    private static func hasAdvisors(_ query: TaskQuery, _ db: any Reader) throws -> Bool {
        try db.first("SELECT 1 AS one \(sql: query.counted) AND t.advisor_text IS NOT NULL LIMIT 1") != nil
    }

    // MARK: The table

    private var columns: [PaperTable.Column] {
        var columns: [PaperTable.Column] = [.init("TT", width: 5, .centre)]
        if showsState { columns.append(.init("Mục", width: 8, .centre, whole: 6)) }
        columns += [
            .init("Nội dung nhiệm vụ", width: 52, .justified), .day("Thời gian thực hiện", width: 17),
        ]
        if showsState { columns.append(.day("Hạn", width: 14)) }
        columns.append(.init("Cơ quan chủ trì", width: 20))
        if hasAdvisors { columns.append(.init("Cơ quan tham mưu", width: 18)) }
        columns.append(.init("Cơ quan phối hợp", width: 28))
        if namesPlan { columns.append(.init("Theo kế hoạch", width: 18)) }
        if showsState {
            columns += [.init("Tình trạng", width: 14), .init("Minh chứng", width: 20)]
        }
        return columns
    }

    /// Asks the database for its rows while a file is being written; `db` must live as long.
    func table(_ db: any Reader) -> PaperTable {
        PaperTable(columns) { add in try rows(db, add) }
    }

    private func rows(_ db: any Reader, _ add: (PaperTable.Row) throws -> Void) throws {
        var plans: [ID<Plan>: String] = [:]
        var (ordinal, heading, headings, written): (Int, String?, Int, Int) = (0, nil, 0, 0)
        for part in parts {
            var cursor: TaskList.Cursor?
            repeat {
                let page = try TaskList.page(
                    of: part.query, sort: part.sort, isDescending: part.isDescending, cursor,
                    size: min(Self.rowsAtOnce, Self.mostRows - written), db)
                try learn(&plans, page.lines, db)
                let advisors = try advisors(of: page.lines, db)
                for line in page.lines {
                    if let title = part.heading(line), title != heading {
                        (heading, headings, ordinal) = (title, headings + 1, 0)
                        try add(.group(title, number: headings.roman))
                    }
                    ordinal += 1
                    written += 1
                    try add(.cells(cells(line, ordinal, advisor: advisors[line.id], plan: plans[line.plan])))
                }
                cursor = page.after.map { .after($0) }
            } while cursor != nil && written < Self.mostRows
            if cursor != nil {
                try add(.group("Chỉ có \(Self.mostRows.dotted) việc đầu; hãy lọc bớt để xuất phần còn lại."))
                return
            }
        }
    }

    private func learn(_ plans: inout [ID<Plan>: String], _ lines: [TaskLine], _ db: any Reader) throws {
        guard namesPlan else { return }
        let unknown = Set(lines.map(\.plan)).subtracting(plans.keys)
        guard !unknown.isEmpty else { return }
        for row in try db.all("SELECT \(sql: Plan.columns) FROM plan p WHERE p.id IN (\(list: unknown.sorted()))") {
            let plan = try Plan(row)
            plans[plan.id] = plan.number ?? plan.title
        }
    }

    private func advisors(of lines: [TaskLine], _ db: any Reader) throws -> [ID<Task>: String] {
        guard hasAdvisors, !lines.isEmpty else { return [:] }
        var advisors: [ID<Task>: String] = [:]
        try db.each(
            "SELECT id, advisor_text FROM task WHERE id IN (\(list: lines.map(\.id))) AND advisor_text IS NOT NULL"
        ) { advisors[try $0("id")] = try $0("advisor_text") }
        return advisors
    }

    private func cells(_ line: TaskLine, _ ordinal: Int, advisor: String?, plan: String?) -> [PaperTable.Cell] {
        var cells: [PaperTable.Cell] = [.number(ordinal)]
        if showsState { cells.append(.optional(line.reference)) }
        cells += [.text(line.text), .optional(line.timeWords.capitalFirst)]
        if showsState { cells.append(.optional(line.due)) }
        cells.append(.optional(line.lead))
        if hasAdvisors { cells.append(.optional(advisor)) }
        cells.append(.optional(line.coordinators.joined(separator: "; ")))
        if namesPlan { cells.append(.optional(plan)) }
        if showsState {
            cells.append(
                .text(TaskWords.state(line.state, due: line.due, closedOn: line.closedOn, today: today).words))
            cells.append(.optional(line.evidence?.words))
        }
        return cells
    }

    /// Lines for the spreadsheet's head.
    var titles: [String] { [title, "Đến ngày \(today.vietnamese)"] }

    func annex(_ db: any Reader) -> OfficialPaper.Annex {
        OfficialPaper.Annex(
            title: title, issuedWith: "Tình hình đến ngày \(today.vietnamese)", orientation: .landscape,
            body: [.table(table(db))])
    }
}
