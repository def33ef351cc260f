import Database
import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the list of honours.
enum HonourListAnswers {
    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.readHonours)
        let query = call.request.query
        let filter = HonourFilter { query[$0] }
        let page = try call.read { db in
            HonourListPages.All(
                filter: filter,
                list: try HonourList.page(filter, HonourList.cursor { query[$0] }, in: scope, db),
                count: try HonourList.count(filter, in: scope, db),
                units: try UnitChoice.filter(filter.unit, in: scope, on: call.today, db),
                awards: try usedAwards(in: scope, visitor.province?.id, db), mayManage: visitor.may(.manageHonours),
                ownUnit: visitor.unit?.id, strangeYear: filter.year == nil ? query["nam"]?.trimmed : nil,
                today: call.today)
        }
        return call.page(
            "Khen thưởng", HonourListPages.all(page), status: page.isRefused ? 422 : 200, shape: .landscape)
    }

    /// Awards that were given at all, by kind and name; of those of provinces the visitor's.
    static func usedAwards(in scope: Scope, _ province: ID<Unit>?, _ db: any Reader) throws
        -> [HonourListPages.UsedAward]
    {
        let own: SQL =
            scope == .everything
            ? "1 = 1"
            : """
            (w.slug NOT LIKE 'dp-%' OR EXISTS (SELECT 1 FROM local_award a JOIN local_regulation r ON r.id = a.regulation
                WHERE a.slug = w.slug AND r.province = \(province)))
            """
        return try db.all(
            "SELECT w.slug, w.name, w.kind FROM honour_award w WHERE \(sql: own) ORDER BY w.kind DESC, w.name, w.slug"
        ).map {
            HonourListPages.UsedAward(
                slug: try $0("slug"), name: try $0("name"), isTitle: try $0("kind") as String == "title")
        }
    }

    private static let rowsAtOnce = 500
    /// More rows than this are cut off, and the table says so.
    static let mostRows = 20_000

    /// Exactly the rows of the view, in its order.
    static func file(_ file: PaperFile, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.readHonours)
        let query = call.request.query
        let filter = HonourFilter { query[$0] }
        return try call.read { db in
            let table = PaperTable(columns) { add in
                var cursor: HonourList.Cursor?
                var number = 0
                repeat {
                    let page = try HonourList.page(filter, cursor, in: scope, size: rowsAtOnce, db)
                    for line in page.lines where number < mostRows {
                        number += 1
                        try add(.cells(cells(line, number)))
                    }
                    cursor = page.after.map { .after($0) }
                } while cursor != nil && number < mostRows
                if cursor != nil {
                    try add(.group("Còn nữa: bảng chỉ gồm \(mostRows.dotted) dòng đầu. Hãy lọc hẹp hơn."))
                }
            }
            return try file.response(
                named: "Khen thưởng đã có", title: "Danh sách khen thưởng đã có",
                notes: "Số liệu đến ngày \(call.today.vietnamese)", table)
        }
    }

    private static let columns: [PaperTable.Column] = [
        .init("TT", width: 5, .centre), .init("Họ tên, tập thể, hộ gia đình", width: 28),
        .init("Chức vụ, đơn vị khi đó", width: 32), .init("Danh hiệu, hình thức", width: 28),
        .init("Năm thành tích", width: 13, .centre), .init("Thành tích", width: 34), .init("Số quyết định", width: 18),
        .day("Ngày ký", width: 12), .init("Cơ quan", width: 24), .init("Loại hình", width: 14),
    ]

    private static func cells(_ line: HonourLine, _ number: Int) -> [PaperTable.Cell] {
        [
            .number(number), .text(line.name), .optional(line.place), .text(line.award),
            .optional(line.years?.description), .optional(line.achievement), .text(line.number),
            .day(line.signed), .text(line.issuer), .text(line.basis.short),
        ]
    }
}
