import Database
import Fixtures
import Foundation
import HTTP
import Office
import Paper
import Testing
import Vocabulary

@testable import Work

@Suite("Pages of the work programme") struct ProgrammePageTests {
    private let province: ProgrammeWorld

    init() throws { province = try ProgrammeWorld(.sqlite) }

    @Test("open for each role without a fault, or say why not")
    func everyPage() throws {
        for person in ProgrammeWorld.Person.allCases {
            let browser = try province.browser(person)
            let visitor = try province.visitor(person)
            for page in ProgrammePage.examples {
                let answer = page.method == .get ? try browser.get(page.path) : try browser.post(page.path)
                let isPermitted = Router.permits(page.needs, visitor)
                if isPermitted {
                    #expect([200, 303, 404, 409, 422].contains(answer.status), "\(person) \(page): \(answer.status)")
                } else {
                    #expect(answer.status == 403, "\(person) \(page): \(answer.status)")
                }
            }
        }
        #expect(province.faults.all == [])
    }

    @Test("come back from their own paths", arguments: ProgrammePage.examples)
    func paths(_ page: ProgrammePage) {
        let segments = page.path.split(separator: "/")
        #expect(ProgrammePage.recognise(page.method, segments) == page)
    }

    @Test("lead each role to its first page")
    func home() throws {
        let first: [(ProgrammeWorld.Person, String)] = [
            (.nguyen, "/viec-cua-toi"), (.dung, "/quy-nay"), (.tam, "/viec-cua-toi"), (.admin, "/quan-tri/tai-khoan"),
        ]
        for (person, path) in first { #expect(try province.browser(person).get("/").header("location") == path) }
        let own = try province.browser(.nguyen).get("/viec-cua-toi").body
        #expect(own.contains("5 việc quá hạn") && own.contains("2 việc đến hạn trong 7 ngày"))
        #expect(own.contains("Quá hạn 290\u{A0}ngày"))
        let unit = try province.browser(.tam).get("/viec-cua-toi").body
        #expect(unit.contains("phối hợp 2 việc") && !unit.contains("Kiểm tra công tác"))
        let sheet = try province.browser(.dung).get("/quy-nay").body
        #expect(sheet.contains("Quý IV năm 2026") && sheet.contains("Quý có 4 việc") && sheet.contains("onesheet"))
    }

    @Test("show the running quarter, and any view by its address")
    func programme() throws {
        let browser = try province.browser(.nguyen)
        let bare = try browser.get("/chuong-trinh").body
        #expect(
            bare.contains("Quý IV, đang chạy") && bare.contains("<b>Quý IV</b> 4 việc, sắp theo mục trong kế hoạch"))
        #expect(bare.contains("Thường xuyên 1") && bare.contains("Chưa định thời gian 1"))
        #expect(bare.contains("1 quá hạn · 3 chưa làm") && bare.contains("2 đơn vị"))
        let late = try browser.get("/chuong-trinh?nam=2026&tinh-trang=qua-han&sap=-han").body
        #expect(late.contains("5 việc, quá hạn, sắp theo hạn giảm dần") && late.contains("aria-sort=\"descending\""))
        #expect(
            try browser.get("/chuong-trinh?nam=2026&chu=khong-co").body.contains("Không có việc nào hợp với bộ lọc."))
        #expect(try browser.get("/chuong-trinh?nam=2020").body.contains("Năm 2020 chưa có kế hoạch nào"))
        let regular = try browser.get("/chuong-trinh?nam=2026&xem=thuong-xuyen").body
        #expect(regular.contains("Tuyên truyền gương điển hình") && !regular.contains("Quá hạn"))
    }

    @Test("ask as often for three rows as for one")
    func queries() throws {
        let browser = try province.browser(.nguyen)
        func count(_ path: String) throws -> Int {
            let (answer, statements) = try Recorder.recording { try browser.get(path) }
            #expect(answer.status == 200)
            return statements.count
        }
        let pairs = [
            ("/chuong-trinh?nam=2026&chu=du+toan", "/chuong-trinh?nam=2026&chu=tai+chinh"),
            ("/tim?tim=du+toan", "/tim?tim=tong+ket"),
            ("/quy-nay?nam=2026&quy=1", "/quy-nay?nam=2026&quy=4"),
        ]
        for (one, three) in pairs.prefix(2) { #expect(try count(one) == count(three), "\(one)") }
        let leader = try province.browser(.dung)
        func leaderCount(_ path: String) throws -> Int {
            let (answer, statements) = try Recorder.recording { try leader.get(path) }
            #expect(answer.status == 200)
            return statements.count
        }
        #expect(try leaderCount(pairs[2].0) == leaderCount(pairs[2].1))
    }

    @Test("write a spreadsheet of exactly the rows shown")
    func spreadsheet() throws {
        let answer = try province.browser(.tam).get("/chuong-trinh.xlsx?nam=2026&quy=4")
        #expect(answer.status == 200 && answer.bytes.starts(with: Array("PK".utf8)))
        #expect(answer.header("content-disposition")?.contains("filename*=UTF-8''Ch") == true)
        #expect(answer.header("content-type")?.contains("spreadsheetml") == true)
        let visitor = try province.visitor(.nguyen)
        let rows = try province.office.read { db in
            let content = try ProgrammePaper.view(
                TaskFilter(year: 2026, status: .late), isGrouped: false, for: visitor, today: ProgrammeWorld.today, db)
            var rows: [PaperTable.Row] = []
            try content.table(db).rows { rows.append($0) }
            return rows
        }
        #expect(rows.count == 5)
        #expect(
            rows.first
                == .cells([
                    1, "I.1", "Ban hành Chỉ thị phát động phong trào thi đua năm 2026", "Tháng 01/2026",
                    .day(try #require(Day(iso: "2026-01-31"))),
                    "Sở Nội vụ", "Văn phòng UBND tỉnh", "Quá hạn 290\u{A0}ngày", .empty,
                ]))
    }

    @Test("keep a view under a name")
    func savedView() throws {
        let browser = try province.browser(.nguyen)
        let form = [("nam", "2026"), ("tinh-trang", "qua-han")]
        let refused = try browser.post("/chuong-trinh/cach-xem", form)
        #expect(refused.status == 422 && refused.body.contains("Hãy đặt tên cho cách xem"))
        let saved = try browser.post("/chuong-trinh/cach-xem", form + [("ten", "việc chậm")])
        #expect(saved.header("location") == "/chuong-trinh?nam=2026&tinh-trang=qua-han")
        let page = try browser.follow(saved).body
        #expect(page.contains("Đã lưu cách xem “việc chậm”.") && page.contains("Cách xem đã lưu: <a"))
    }

    @Test("find without marks")
    func search() throws {
        let body = try province.browser(.nguyen).get("/tim?tim=du+toan").body
        #expect(
            body.contains("Lập <mark>dự</mark> <mark>toán</mark> Hội nghị tổng kết")
                && body.contains("1 việc, 0 kế hoạch, 0 đơn vị"))
        #expect(try province.browser(.nguyen).get("/tim?tim=%3Cscript%3E").body.contains("&lt;script&gt;"))
    }

    @Test("show a plan with its source and hang it on an item")
    func plan() throws {
        let browser = try province.browser(.nguyen)
        let path = ProgrammePage.plan(province.plan).path
        let body = try browser.get(path).body
        #expect(body.contains("Kế hoạch số 18/KH-UBND ngày 14/01/2026") && body.contains("Nhận bản 1"))
        #expect(body.contains("Việc thường xuyên") && body.contains("SHA-256"))
        let own = try browser.post(path + "/muc-cha", [("muc", province.task("I.1").description)])
        #expect(own.status == 422 && own.body.contains("thuộc chính kế hoạch này"))
        #expect(try browser.post(path + "/muc-cha", [("muc", "9999")]).status == 422)
        #expect(try province.browser(.stranger).get(path).status == 404)
    }
}
