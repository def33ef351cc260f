import Database
import Foundation
import Office
import Paper
import Vocabulary

/// The table of tasks as a spreadsheet: exactly the rows of a filter, in its order.
enum ProgrammeXlsx {
    /// More rows than this are cut off, and the sheet says so.
    static let mostRows = 20_000
    private static let rowsAtOnce = 500

    private static let columns: [XlsxWriting.Column] = [
        .init("STT", width: 6), .init("Mục", width: 9), .init("Nhiệm vụ", width: 60), .init("Chủ trì", width: 26),
        .init("Phối hợp", width: 36), .init("Kế hoạch ghi", width: 20), .init("Hạn", width: 12),
        .init("Tình trạng", width: 18), .init("Minh chứng", width: 30), .init("Kế hoạch", width: 30),
    ]

    /// Writes the file and returns how many rows it has.
    @discardableResult
    static func write(
        _ filter: TaskFilter, to path: String, for visitor: Visitor, today: Day, titles: [String], _ db: any Reader
    ) throws -> Int {
        let query = try TaskQuery(filter, for: visitor, today: today, db)
        let sheet = try XlsxWriting(to: path, sheet: filter.title, titles: titles, columns: columns)
        var plans: [ID<Plan>: String] = [:]
        var cursor: TaskList.Cursor?
        var number = 0
        repeat {
            let page = try TaskList.page(
                of: query, sort: filter.sort, isDescending: filter.isDescending, cursor,
                size: min(rowsAtOnce, mostRows - number), db)
            let unknown = Set(page.lines.map(\.plan)).subtracting(plans.keys)
            if !unknown.isEmpty {
                for row in try db.all(
                    "SELECT \(sql: Plan.columns) FROM plan p WHERE p.id IN (\(list: unknown.sorted()))")
                {
                    let plan = try Plan(row)
                    plans[plan.id] = plan.citation
                }
            }
            for line in page.lines {
                number += 1
                try sheet.add(cells(line, number, plan: plans[line.plan], today: today))
            }
            cursor = page.after.map { .after($0) }
        } while cursor != nil && number < mostRows
        if cursor != nil {
            try sheet.add([.empty, .empty, .text("Chỉ xuất \(mostRows) việc đầu. Hãy lọc bớt rồi xuất phần còn lại.")])
        }
        try sheet.close()
        return number
    }

    private static func cells(_ line: TaskLine, _ number: Int, plan: String?, today: Day) -> [XlsxWriting.Cell] {
        func text(_ text: String?) -> XlsxWriting.Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
        return [
            .number(number), text(line.reference), .text(line.text), text(line.lead),
            text(line.coordinators.joined(separator: "; ")), text(line.timeWords), text(line.due?.vietnamese),
            .text(TaskWords.state(line.state, due: line.due, closedOn: line.closedOn, today: today).words),
            text(line.evidence?.words), text(plan),
        ]
    }
}
