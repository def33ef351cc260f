import Database
import Fixtures
import Paper
import Testing
import Vocabulary

@testable import Office

/// A province and what is asked of its spreadsheets.
private struct World {
    let province: TestProvince
    let kind: any ExchangeKind = UnitsExchange()
    let actor = Actor.system(user: "test")

    init(_ engine: Engine) throws { province = try TestProvince(engine) }

    var office: Office { province.office }

    func run(_ path: String, partial: Bool = false, sheet: String? = nil) throws -> SheetExchange.Outcome {
        try SheetExchange.run(
            path: path, name: "đơn vị.xlsx", sheet: sheet, isPartial: partial, of: kind, among: [kind], in: office,
            by: actor)
    }

    func run(_ rows: [[String]], partial: Bool = false) throws -> SheetExchange.Outcome {
        try run(SheetFile.workbook(rows), partial: partial)
    }

    func export() throws -> String {
        let path = TestFolder.newPath("xuất.xlsx")
        _ = try SheetExchange.export(kind, to: path, isTemplate: false, in: office)
        return path
    }

    func undo(_ outcome: SheetExchange.Outcome) throws {
        try office.write(by: actor) {
            try SheetImport.undo(ID(outcome.import), of: kind, .everything(on: TestProvince.today), by: $0)
        }
    }

    /// Every unit as a line: code, name, parent, path.
    func units() throws -> [String] {
        try office.read { db in
            try db.all(
                "SELECT u.code, u.name, p.code AS above, u.path FROM unit u LEFT JOIN unit p ON p.id = u.parent ORDER BY u.code"
            )
            .map { row in
                let above: String? = try row("above")
                return
                    "\(try row("code") as String)|\(try row("name") as String)|\(above ?? "")|\(try row("path") as String)"
            }
        }
    }
}

@Suite("Units in and out by spreadsheet") struct UnitsExchangeTests {
    private static let heads = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại đơn vị", "Đơn vị cấp trên"]

    @Test("what is exported is imported unchanged", arguments: Engine.available)
    func roundTrip(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run(world.export())
        #expect(
            outcome
                == SheetExchange.Outcome(
                    import: 1, applied: false, fresh: 0, changed: 0, same: 6, invalid: 0, notes: outcome.notes,
                    problems: []))
        #expect(outcome.notes == [])
    }

    @Test("also after LibreOffice has saved it", .enabled(if: SheetFile.hasOffice))
    func office() throws {
        let world = try World(.sqlite)
        let outcome = try world.run(SheetFile.converted(world.export()))
        #expect((outcome.same, outcome.changed, outcome.fresh, outcome.invalid) == (6, 0, 0, 0))
        // And the template with rows filled in.
        let rows = [Self.heads] + [["STTTT", "Sở Thông tin", "cấp tỉnh", "sở, ban, ngành", "Tỉnh Hoàng Giang (HG)"]]
        let filled = try world.run(SheetFile.converted(SheetFile.workbook(rows)))
        #expect((filled.fresh, filled.applied) == (1, true))
    }

    @Test("new and changed ones are written in one go, and taken back in one go", arguments: Engine.available)
    func writeAndUndo(_ engine: Engine) throws {
        let world = try World(engine)
        let before = try world.units()
        let outcome = try world.run([
            Self.heads,
            // Below its parent in the file, which follows.
            ["P1", "Phòng Tổ chức", "cơ sở", "phòng, ban trực thuộc", "Chi cục Tiêu chuẩn"],
            ["CC", "Chi cục Tiêu chuẩn", "cấp tỉnh", "sở, ban, ngành", "Sở Nội vụ"],
            ["BAN", "Ban Thi đua, Khen thưởng", "cấp tỉnh", "phòng, ban trực thuộc", "STC"],
            ["STC", "Sở Tài chính", "cấp tỉnh", "sở, ban, ngành", "HG"],
        ])
        #expect((outcome.fresh, outcome.changed, outcome.same, outcome.invalid, outcome.applied) == (2, 1, 1, 0, true))
        let units = try world.units()
        let ids = try world.office.read { db in
            Dictionary(
                uniqueKeysWithValues: try db.all("SELECT code, id FROM unit").map {
                    (try $0("code") as String, try $0("id") as Int64)
                })
        }
        func id(_ code: String) throws -> Int64 { try #require(ids[code]) }
        #expect(units.contains("CC|Chi cục Tiêu chuẩn|SNV|/\(try id("HG"))/\(try id("SNV"))/\(try id("CC"))/"))
        #expect(
            units.contains("P1|Phòng Tổ chức|CC|/\(try id("HG"))/\(try id("SNV"))/\(try id("CC"))/\(try id("P1"))/"))
        #expect(units.contains("BAN|Ban Thi đua, Khen thưởng|STC|/\(try id("HG"))/\(try id("STC"))/\(try id("BAN"))/"))
        try world.undo(outcome)
        #expect(try world.units() == before)
        #expect(try world.office.read { try Ledger.faults($0) } == [])
        #expect(throws: ExchangeRefusal.closed) { try world.undo(outcome) }
    }

    @Test("taking back is refused where later changes stand on it, and changes nothing", arguments: Engine.available)
    func undoRefused(_ engine: Engine) throws {
        let world = try World(engine)
        let first = try world.run([Self.heads, ["CC", "Chi cục", "cấp tỉnh", "sở, ban, ngành", "SNV"]])
        let second = try world.run([Self.heads, ["P1", "Phòng", "cơ sở", "khác", "CC"]])
        let before = try world.units()
        #expect(throws: ExchangeRefusal.notUndone(["Dòng 2: đã có đơn vị khác trực thuộc đơn vị này."])) {
            try world.undo(first)
        }
        #expect(try world.units() == before)
        try world.undo(second)
        _ = try world.run([Self.heads, ["CC", "Chi cục mới", "cấp tỉnh", "sở, ban, ngành", "SNV"]])
        #expect(throws: ExchangeRefusal.notUndone(["Dòng 2: đơn vị này đã được sửa sau khi nhập."])) {
            try world.undo(first)
        }
    }

    @Test(
        "wrong rows are said with row and column, and hinder the whole unless only the valid part is asked for",
        arguments: Engine.available)
    func wrongRows(_ engine: Engine) throws {
        let world = try World(engine)
        let before = try world.units()
        let rows = [
            Self.heads + ["Hoạt động từ ngày", "Hoạt động đến ngày"],
            ["OK", "Sở Đúng", "cấp tỉnh", "sở, ban, ngành", "HG", "@2025-07-01", ""],
            ["A B", "Sở Sai mã", "cấp tỉnh", "sở, ban, ngành", "HG"],
            ["X1", "", "cấp tỉnh", "sở, ban, ngành", "HG"],
            ["X2", "Sở Cyrіllic", "cấp tỉnh", "sở, ban, ngành", "HG"],
            ["X3", "Sở C", "cấp trời", "sở, ban, ngành", "HG"],
            ["X4", "Sở D", "cấp tỉnh", "sở, ban, ngành", "Sở Không Có"],
            ["X5", "Sở E", "cấp tỉnh", "sở, ban, ngành", "X6"], ["X6", "Sở F", "cấp tỉnh", "sở, ban, ngành", "X5"],
            ["X7", "Sở G", "cấp tỉnh", "sở, ban, ngành", "X4"],
            ["OK", "Sở Trùng", "cấp tỉnh", "sở, ban, ngành", "HG"],
            ["X8", "Sở H", "cấp tỉnh", "sở, ban, ngành", "HG", "01/7/2025", "30.6.2025"],
        ]
        let path = try SheetFile.workbook(rows)
        let outcome = try world.run(path)
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 10, false))
        #expect(
            outcome.problems.map { String($0.prefix { $0 != ":" }) } == [
                "Dòng 3, cột A (Mã đơn vị)", "Dòng 4, cột B (Tên đơn vị)", "Dòng 5, cột B (Tên đơn vị)",
                "Dòng 6, cột C (Cấp)",
                "Dòng 7, cột E (Đơn vị cấp trên)", "Dòng 8, cột E (Đơn vị cấp trên)", "Dòng 9, cột E (Đơn vị cấp trên)",
                "Dòng 10, cột E (Đơn vị cấp trên)", "Dòng 11", "Dòng 12, cột G (Hoạt động đến ngày)",
            ])
        #expect(outcome.problems[0] == "Dòng 3, cột A (Mã đơn vị): mã “A B” có dấu cách. Hãy viết liền.")
        #expect(outcome.problems[8] == "Dòng 11: trùng với dòng 2 của tệp.")
        #expect(try world.units() == before)
        let partial = try world.run(path, partial: true)
        #expect((partial.fresh, partial.invalid, partial.applied) == (1, 10, true))
        #expect(try world.units().count == before.count + 1)
        // A second time the valid row is known.
        #expect(try world.run(path).same == 1)
    }

    @Test("a list as offices mail it is read: letterhead, merged cells, groups, numbered columns, names for codes")
    func mailed() throws {
        let world = try World(.sqlite)
        let outcome = try world.run([
            ["UBND TỈNH HOÀNG GIANG"], ["DANH SÁCH CƠ QUAN, ĐƠN VỊ"], [],
            ["STT", "Mã", "Tên cơ quan, đơn vị", "Cấp", "Loại hình", "Trực thuộc"],
            ["#1", "#2", "#3", "#4", "#5", "#6"],
            ["", "", "I. Khối sở, ngành"],
            ["#1", "SXD", "Sở Xây dựng", "tỉnh", "Sở, ban, ngành", "tỉnh hoàng giang"],
            ["#2", "SYT", "Sở Y tế", "tỉnh", "Sở, ban, ngành", "Tỉnh Hoàng Giang"],
        ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (2, 0, true))
        #expect(outcome.notes == ["Bỏ qua 1 dòng chỉ có một ô, như tên nhóm hoặc ghi chú (dòng 6)."])
    }

    @Test("two sheets with a list are asked about; the command line names one")
    func twoSheets() throws {
        let world = try World(.sqlite)
        let path = try SheetFile.workbook([
            ("Năm 2024", [Self.heads, ["A", "Sở A", "tỉnh", "khác", "HG"]]),
            ("Năm 2025", [Self.heads, ["B", "Sở B", "tỉnh", "khác", "HG"]]),
        ])
        #expect(throws: ExchangeRefusal.sheetNotChosen) { try world.run(path) }
        let outcome = try world.run(path, sheet: "Năm 2025")
        #expect(outcome.fresh == 1 && outcome.notes.contains("Chỉ đọc trang tính “Năm 2025”; không đọc: Năm 2024."))
    }

    @Test("a workbook made for another kind, one without head, and one without rows are refused")
    func refused() throws {
        let world = try World(.sqlite)
        #expect(throws: ExchangeRefusal.otherKind("nguoi")) {
            try world.run([["khoa:nguoi", "Mã đơn vị", "Tên đơn vị"], ["", "A", "B"]])
        }
        #expect(throws: ExchangeRefusal.noHead) { try world.run([["x", "y"], ["1", "2"]]) }
        #expect(throws: ExchangeRefusal.noRows) { try world.run([Self.heads]) }
        #expect(throws: ExchangeRefusal.headMissing(["Cấp", "Loại đơn vị"])) {
            try world.run([["Mã đơn vị", "Tên đơn vị"], ["A", "B"]])
        }
    }

    @Test("an emptied cell of an exported row empties, one of a foreign list does not")
    func emptied() throws {
        let world = try World(.sqlite)
        let id = try #require(world.province.units["VP"]).rawValue
        let heads = ["khoa:don-vi", "Mã đơn vị", "Tên đơn vị", "Tên viết tắt"]
        #expect(
            try world.run([
                Array(heads.dropFirst()) + ["Cấp", "Loại đơn vị"],
                ["VP", "Văn phòng UBND tỉnh", "", "cấp tỉnh", "sở, ban, ngành"],
            ]).same == 1)
        let outcome = try world.run([heads, ["#\(id)", "VP", "Văn phòng UBND tỉnh", ""]])
        #expect((outcome.changed, outcome.applied) == (1, true))
        let short: String? = try world.office.read { try $0.value("SELECT short_name FROM unit WHERE id = \(id)") }
        #expect(short == nil)
    }

    @Test("asks as many questions of the database for a thousand rows as for ten", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try World(engine)
        func count(_ rows: Int) throws -> Int {
            let list =
                [Self.heads] + (0..<rows).map { ["R\(rows)-\($0)", "Xã số \($0)", "cấp xã", "khác", "Lạ \($0 % 3)"] }
            let path = try SheetFile.workbook(list)
            return try Recorder.recording { _ = try world.run(path) }.1.count
        }
        let (few, many) = (try count(10), try count(400))
        #expect(few == many)
    }
}
