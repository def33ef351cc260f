import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of one unit, of changes, of progress and of the timeline.
enum ViewsAnswers {
    static func year(_ call: Call) -> Int {
        call.request.query["nam"].flatMap { Int($0) }.flatMap { (1945...2200).contains($0) ? $0 : nil }
            ?? call.today.year
    }

    static func unit(_ id: ID<Unit>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let quarter = call.request.query["quy"].flatMap { Int($0) }.flatMap { (1...4).contains($0) ? $0 : nil }
        let year = year(call)
        let page = try call.read { db in
            UnitDutyPages.One(
                duties: try UnitDuties.of(id, year: year, quarter: quarter, for: visitor, today: call.today, db),
                years: try PlanScope.years(for: visitor, db),
                urgings: try Urging.of(unit: id, for: visitor, db), today: call.today)
        }
        return call.page(
            "Việc của \(page.duties.name)",
            "\(call.paperHead())\(UnitDutyPages.one(page))\(call.paperFoot("việc của \(page.duties.name) năm \(year)"))"
        )
    }

    static func changes(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let typed = query["tu"] ?? ""
        let day = Day(vietnamese: typed.trimmed) ?? Day(iso: typed.trimmed)
        let error = typed.trimmed.isEmpty || day != nil ? nil : "“\(typed)” không phải là ngày. Hãy ghi như 15/03/2027."
        let since = day ?? call.today.adding(days: -7)
        let sort = query["loai"].flatMap(ProgrammeChanges.Sort.init(rawValue:))
        let unit = query["don-vi"].flatMap { ID<Unit>($0) }
        let page = try call.read { db in
            ProgressPages.Changes(
                since: since, sort: sort, unit: unit, units: try TaskUnits.all(for: visitor, db),
                changes: try ProgrammeChanges.since(
                    since, sort, unit: unit, before: query["sau"].flatMap { Int64($0) }, for: visitor, db),
                isFirst: query["sau"] == nil, today: call.today, error: error)
        }
        return call.page(
            "Thay đổi từ \(since.vietnamese)", ProgressPages.changes(page), status: error == nil ? 200 : 422)
    }

    static func progress(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let year = year(call)
        let page = try call.read { db in
            ProgressPages.Progress(
                year: year, progress: try ProgrammeProgress.of(year, for: visitor, today: call.today, db),
                years: try PlanScope.years(for: visitor, db))
        }
        return call.page(
            "Tiến độ năm \(year)",
            "\(call.paperHead())\(ProgressPages.progress(page))\(call.paperFoot("tiến độ chương trình năm \(year)"))")
    }

    static func timeline(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        var filter = TaskFilter({ query[$0] }, today: call.today)
        filter.schedule = .dated
        if query["sap"] == nil { filter.sort = .due }
        let page = try call.read { db in
            let list = try TaskList.page(
                filter, TaskList.Cursor { query[$0] }, for: visitor, today: call.today, db)
            return TimelinePages.One(
                filter: filter, list: list, starts: try TaskTimeSpan.starts(of: list.lines.map(\.id), db),
                units: try TaskUnits.all(for: visitor, db), today: call.today)
        }
        return call.page(
            "Dòng thời gian năm \(filter.year)",
            "\(call.paperHead())\(TimelinePages.one(page))\(call.paperFoot("dòng thời gian năm \(filter.year)"))",
            shape: .landscape)
    }
}

/// Where the times of tasks begin; a task of one day begins on it.
enum TaskTimeSpan {
    static func starts(of tasks: [ID<Task>], _ db: any Reader) throws -> [ID<Task>: Day] {
        guard !tasks.isEmpty else { return [:] }
        var starts: [ID<Task>: Day] = [:]
        try db.each("SELECT id, first_day FROM task WHERE id IN (\(list: tasks)) AND first_day IS NOT NULL") { row in
            starts[try row("id")] = try row("first_day")
        }
        return starts
    }
}
