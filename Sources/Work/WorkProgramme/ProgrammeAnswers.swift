import Database
import Foundation
import HTTP
import Markup
import Office
import struct Office.Unit
import Paper
import Vocabulary

/// The answers of the board, the table, plans in force, search and files.
enum ProgrammeAnswers {
    static func programme(_ call: Call) throws -> Response {
        let query = call.request.query
        // The bare address shows the board and what runs now.
        let quarter = query.names.isEmpty ? call.today.quarter : nil
        return try programme(
            call, filter: TaskFilter({ query[$0] }, today: call.today), orIfAny: quarter, status: 200)
    }

    private static func programme(
        _ call: Call, filter asked: TaskFilter, orIfAny quarter: Int? = nil, status: Int, viewName: String = "",
        viewError: String? = nil
    ) throws -> Response {
        let visitor = try call.signedIn()
        let today = call.today
        let page = try call.read { db in
            let board = try ProgrammeBoard.of(asked.year, for: visitor, today: today, db)
            let hasQuarter = board.quarters.contains { $0.number == quarter && $0.totals.standing > 0 }
            let filter = hasQuarter ? asked.with { $0.quarter = quarter } : asked
            let query = try TaskQuery(filter, for: visitor, today: today, db)
            return ProgrammePages.Year(
                filter: filter, visitor: visitor, today: today, board: board,
                list: try TaskList.page(
                    of: query, sort: filter.sort, isDescending: filter.isDescending,
                    TaskList.Cursor { call.request.query[$0] }, size: TaskList.pageSize, db),
                totals: try TaskTotals.of(filter, query, for: visitor, today: today, db),
                plans: try PlanScope.plans(of: filter.year, for: visitor, db),
                years: try PlanScope.years(for: visitor, db), units: try TaskUnits.all(for: visitor, db),
                views: try SavedView.all(of: visitor.account, today: today, db), viewName: viewName,
                viewError: viewError)
        }
        let token = visitor.formToken
        let filter = page.filter
        return call.page(
            "Chương trình công tác năm \(filter.year)",
            """
            \(call.paperHead())\(ProgrammePages.year(page, token: token))\
            \(call.paperFoot("chương trình công tác năm \(filter.year), \(ProgrammePages.spoken(filter, page))"))
            """, status: status, shape: .landscape)
    }

    // MARK: Saved views

    static func saveView(_ call: Call) throws -> Response {
        let form = call.request.form
        let filter = TaskFilter({ form[$0] }, today: call.today)
        let name = form["ten"] ?? ""
        do {
            try call.write { try SavedView.save(filter, as: name, by: $0) }
        } catch let refusal as SavedViewRefusal {
            return try programme(
                call, filter: filter, status: 422, viewName: name, viewError: refusal.explanation.notice)
        }
        return call.redirect(
            to: filter.address(ProgrammePage.programme.path).text, saying: "Đã lưu cách xem “\(name.trimmed)”.")
    }

    static func removeView(_ id: ID<SavedView>, _ call: Call) throws -> Response {
        do {
            try call.write { try SavedView.remove(id, by: $0) }
        } catch SavedViewRefusal.notFound {
            throw FrameRefusal.notFound
        }
        return call.redirect(to: ProgrammePage.programme, saying: "Đã bỏ cách xem đã lưu.")
    }

    // MARK: Plans

    static func plan(_ id: ID<Plan>, _ call: Call) throws -> Response {
        try plan(id, call, status: 200, refusal: nil)
    }

    private static func plan(_ id: ID<Plan>, _ call: Call, status: Int, refusal: String?) throws -> Response {
        let visitor = try call.signedIn()
        let sought = call.request.query["muc"] ?? ""
        let page = try call.read { db in
            let detail = try PlanDetail.of(id, for: visitor, db)
            let plan = detail.plan
            let parts =
                plan.span == nil ? [] : try PlanYearPart.all(of: id, for: visitor, today: call.today, db)
            let year = PlanPages.shownYear(of: plan, asked: call.request.query["nam"], today: call.today)
            let filter = TaskFilter(year: year, plan: id)
            func list(_ schedule: TaskSchedule) throws -> TaskList {
                try TaskList.page(
                    filter.with { $0.schedule = schedule }, for: visitor, today: call.today, size: 200, db)
            }
            return PlanPages.InForce(
                detail: detail, parts: parts, year: year,
                requests: try PlanRequestLine.all(by: id, for: visitor, db), visitor: visitor, today: call.today,
                dated: try list(.dated),
                regular: try list(.regular), undated: try list(.undated), sought: sought,
                items: visitor.may(.manageTasks)
                    ? try TaskSearch.items(sought, year: detail.plan.year, outside: id, for: visitor, db) : [],
                refusal: refusal,
                bases: try PlanBasisPages.model(plan, call.knownInstruments, db))
        }
        return call.page(
            page.detail.plan.title,
            "\(call.paperHead())\(PlanPages.inForce(page, token: visitor.formToken))\(call.paperFoot(page.detail.plan.citation))",
            status: status, shape: .landscape)
    }

    static func hang(_ id: ID<Plan>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let chosen = call.request.form["muc"] ?? ""
        do {
            try call.write { operation in
                _ = try PlanScope.plan(id, for: visitor, operation)
                let task: ID<Task>? =
                    try chosen.isEmpty
                    ? nil
                    : ID<Task>(chosen).flatMap { key in
                        try TaskScope.task(key, for: visitor, operation).id
                    }
                if !chosen.isEmpty, task == nil { throw PlanRefusal.noSuchItem }
                try PlanDetail.hang(id, on: task, by: operation)
            }
        } catch let refusal as PlanRefusal where refusal != .notFound {
            return try plan(id, call, status: 422, refusal: refusal.explanation.notice)
        } catch TaskRefusal.notFound {
            return try plan(id, call, status: 422, refusal: PlanRefusal.noSuchItem.explanation.notice)
        }
        return call.redirect(
            to: ProgrammePage.plan(id),
            saying: chosen.isEmpty
                ? "Kế hoạch không còn gắn với mục nào." : "Đã gắn kế hoạch vào mục của kế hoạch cấp trên.")
    }

    // MARK: Files

    static func file(_ id: ID<StoredFile>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let file = try call.read { try TaskFiles.file(id, for: visitor, $0) }
        guard call.office.shelf.contains(file.sha256) else { throw ShelfGap(file: id.rawValue) }
        // Always a download: a file somebody gave is never opened as a page of this site.
        return .file(
            path: call.office.shelf.path(of: file.sha256), size: Int(file.bytes),
            contentType: "application/octet-stream",
            downloadName: file.name)
    }
}

/// A fault of ours: the database knows a file whose content is not on the shelf.
struct ShelfGap: Error { let file: Int64 }

/// The units that a list of tasks can be narrowed to.
public enum TaskUnits {
    static let most = 300

    /// Units in scope that any task names, in the Vietnamese order.
    public static func all(for visitor: Visitor, _ db: any Reader) throws -> [(id: ID<Unit>, name: String)] {
        try db.all(
            """
            SELECT u.id, u.name FROM unit u WHERE \(sql: visitor.scope(.readProgramme).condition(path: "u.path"))
              AND EXISTS (SELECT 1 FROM task_unit tu WHERE tu.unit = u.id)
            ORDER BY u.name_key, u.id LIMIT \(most)
            """
        ).map { (try $0("id"), try $0("name")) }
    }
}
