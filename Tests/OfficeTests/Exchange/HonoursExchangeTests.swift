import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

/// Spreadsheets of honours, ratings and initiatives, as the command line runs them.
struct HonourSheets {
    let office: Office

    init(_ world: HonoursWorld) { office = world.office }

    static let heads = [
        "Số quyết định", "Ngày ký", "Cơ quan ban hành", "Cấp của cơ quan", "Đối tượng", "Họ và tên", "Ngày sinh",
        "Đơn vị trong danh mục", "Danh hiệu, hình thức", "Năm thành tích",
    ]

    /// With one person of a name of his own, and two of one name.
    static func ofThree(_ engine: Engine) throws -> (HonoursWorld, HonourSheets) {
        let world = try HonoursWorld(engine)
        try world.people.add("Nguyễn Văn An", "STC", year: 1980)
        try world.people.add("Lò Văn Bình", "STC", year: 1985)
        try world.people.add("Lò Văn Bình", "STC", "Kế toán", year: 1990)
        return (world, HonourSheets(world))
    }

    func run(_ kind: any ExchangeKind, _ rows: [[String]]) throws -> SheetExchange.Outcome {
        try run(kind, SheetFile.workbook(rows))
    }

    func run(_ kind: any ExchangeKind, _ path: String) throws -> SheetExchange.Outcome {
        try SheetExchange.run(
            path: path, name: "bảng.xlsx", sheet: nil, isPartial: false, of: kind, among: [kind], in: office,
            by: .system(user: "test"))
    }

    /// What is exported, imported again.
    func roundTrip(_ kind: any ExchangeKind) throws -> SheetExchange.Outcome {
        let path = TestFolder.newPath("xuất.xlsx")
        _ = try SheetExchange.export(kind, to: path, isTemplate: false, in: office)
        return try run(kind, path)
    }

    func undo(_ outcome: SheetExchange.Outcome, _ kind: any ExchangeKind) throws {
        let law = try office.law
        try office.write(by: .system(user: "test")) {
            try SheetImport.undo(
                ID(outcome.import), of: kind, .everything(on: TestProvince.today, law: law), by: $0)
        }
    }

    func all(_ kind: any ExchangeKind) throws -> [[String?]] {
        let law = try office.law
        var all: [[String?]] = []
        try office.read { db in
            try kind.export(.everything(on: TestProvince.today, law: law), db) { all.append($0.cells) }
        }
        return all
    }

    func rows(_ table: SQL) throws -> Int { try office.read { try $0.value("SELECT count(*) FROM \(sql: table)") } }
}

@Suite("Honours in and out by spreadsheet") struct HonoursExchangeTests {
    private static func row(
        _ name: String, _ award: String, _ year: String, number: String = "91234/QĐ-UBND", day: String = "30/12/2025",
        issuer: String = "UBND tỉnh Hoàng Giang", kind: String = "cá nhân", birth: String = "", unit: String = "STC"
    ) -> [String] { [number, day, issuer, "tỉnh", kind, name, birth, unit, award, year] }

    @Test("are refused with row and column, and nothing is written", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let (_, sheets) = try HonourSheets.ofThree(engine)
        let outcome = try sheets.run(
            HonoursExchange(),
            [
                HonourSheets.heads, Self.row("Nguyễn Văn An", "CSTĐCS", "2025"),
                Self.row("Y Blan", "LĐTT", "2025", day: "29/12/2025"),
                Self.row("Y Blan", "LĐTT", "2025", issuer: "UBND xã Bản Lầu"),
                Self.row(
                    "Xã Bản Lầu", "Xã, phường, thị trấn tiêu biểu", "2020", number: "7/QĐ-UBND", day: "30/12/2020",
                    kind: "tập thể"),
                Self.row("Y Blan", "LĐTT", "2031"), Self.row("Y Blan", "LĐTT", "-2024"),
                Self.row("Lò Văn Bình", "LĐTT", "2025"), Self.row("Y Blan", "Danh hiệu lạ", "2025"),
                Self.row("Y Blan", "LĐTT", "2026", number: "8/QĐ-UBND", day: "30/12/2026"),
                Self.row("Phòng Kế toán", "LĐTT", "2025", kind: "tập thể"),
                Self.row("Nguyễn Văn An", "CSTĐCS", "2025", birth: "1980"),
            ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 10, false))
        #expect(
            outcome.problems == [
                "Dòng 3, cột B (Ngày ký): dòng 2 ghi cùng số 91234/QĐ-UBND nhưng ký ngày 30/12/2025, UBND tỉnh Hoàng Giang. Một số trong năm chỉ là một văn bản.",
                "Dòng 4, cột C (Cơ quan ban hành): dòng 2 ghi cùng số 91234/QĐ-UBND nhưng ký ngày 30/12/2025, UBND tỉnh Hoàng Giang. Một số trong năm chỉ là một văn bản.",
                "Dòng 5, cột I (Danh hiệu, hình thức): “Xã, phường, thị trấn tiêu biểu” chỉ có từ 01/01/2024, sau ngày ký quyết định. Hãy xem lại ngày ký hoặc chọn danh hiệu đúng tên thời đó.",
                "Dòng 6, cột J (Năm thành tích): năm 2031 chưa bắt đầu nên chưa có thành tích. Hãy xem lại năm.",
                "Dòng 7, cột J (Năm thành tích): “-2024” không phải năm thành tích. Hãy ghi như 2024, năm học 2023-2024 hoặc 2021 đến 2025.",
                "Dòng 8, cột F (Tên cá nhân, tập thể, hộ gia đình): có 2 người cùng họ tên. Hãy ghi ngày sinh hoặc đơn vị trong danh mục.",
                "Dòng 9, cột I (Danh hiệu, hình thức): không nhận ra danh hiệu, hình thức “Danh hiệu lạ”. Hãy ghi như trong danh mục, ví dụ: Chiến sĩ thi đua cơ sở.",
                "Dòng 10, cột B (Ngày ký): ngày 30/12/2026 ở tương lai. Hãy kiểm tra lại ngày.",
                "Dòng 11, cột I (Danh hiệu, hình thức): “Lao động tiên tiến” không tặng cho tập thể. Hãy xem lại danh hiệu hoặc đối tượng.",
                "Dòng 12: trùng với dòng 2 của tệp.",
            ])
        #expect(try sheets.rows("honour") == 0 && sheets.rows("honour_decision") == 0)
    }

    @Test(
        "go out and come in unchanged, are not written twice, and go whole when the import is taken back",
        arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let (world, sheets) = try HonourSheets.ofThree(engine)
        let kind = HonoursExchange()
        let list = [
            HonourSheets.heads, Self.row("Nguyễn Văn An", "CSTĐCS", "2025"),
            Self.row("Nguyễn Văn An", "Bằng khen", "", number: "5/QĐ-UBND", day: "02/03/2026"),
            Self.row("Y Blan", "LĐTT", "2025"),
            Self.row("Hộ ông Lò Văn Thoong", "Bằng khen", "2025", kind: "hộ gia đình", unit: ""),
            Self.row("Sở Tài chính", "TTLĐTT", "2025", kind: "tập thể"),
        ]
        let outcome = try sheets.run(kind, list)
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (5, 0, true))
        #expect(try sheets.rows("honour") == 5 && sheets.rows("honour_decision") == 2)
        let again = try sheets.roundTrip(kind)
        #expect((again.same, again.changed, again.fresh, again.invalid) == (5, 0, 0, 0))
        // The same list sent once more: each line is there already, also of who is in no register and without a year.
        let twice = try sheets.run(kind, list)
        #expect((twice.fresh, twice.invalid, twice.applied) == (0, 5, false))
        #expect(
            twice.problems == [
                "Dòng 2, cột I (Danh hiệu, hình thức): Nguyễn Văn An đã có “Chiến sĩ thi đua cơ sở” năm 2025 theo quyết định 91234/QĐ-UBND.",
                "Dòng 3, cột I (Danh hiệu, hình thức): Nguyễn Văn An đã có “Bằng khen của bộ, ban, ngành, tỉnh” theo quyết định 5/QĐ-UBND.",
                "Dòng 4, cột I (Danh hiệu, hình thức): Y Blan đã có “Lao động tiên tiến” năm 2025 theo quyết định 91234/QĐ-UBND.",
                "Dòng 5, cột I (Danh hiệu, hình thức): Hộ ông Lò Văn Thoong đã có “Bằng khen của bộ, ban, ngành, tỉnh” năm 2025 theo quyết định 91234/QĐ-UBND.",
                "Dòng 6, cột I (Danh hiệu, hình thức): Sở Tài chính đã có “Tập thể lao động tiên tiến” năm 2025 theo quyết định 91234/QĐ-UBND.",
            ])
        // What was corrected since is not taken back over somebody's head.
        let id: Int64 = try world.office.read { try $0.value("SELECT min(id) FROM honour") }
        try world.people.write { try Honours.withdraw(id, why: "Nhầm", in: .everything, by: $0) }
        #expect(throws: ExchangeRefusal.self) { try sheets.undo(outcome, kind) }
        #expect(try sheets.rows("honour") == 5)
    }

    @Test("vanish with their decisions when the import is taken back, and may come again", arguments: Engine.available)
    func undone(_ engine: Engine) throws {
        let (world, sheets) = try HonourSheets.ofThree(engine)
        let kind = HonoursExchange()
        try world.add(world.decision(), [try world.honour(nil, "Y Blan")])
        let before = try sheets.all(kind)
        let list = [
            HonourSheets.heads, Self.row("Nguyễn Văn An", "CSTĐCS", "2025"),
            Self.row("Nguyễn Văn An", "LĐTT", "2025", number: "6/QĐ-STC", issuer: "Sở Tài chính"),
        ]
        let outcome = try sheets.run(kind, list)
        #expect((outcome.applied, try sheets.rows("honour_decision")) == (true, 2))
        try sheets.undo(outcome, kind)
        #expect(try sheets.all(kind) == before && sheets.rows("honour_decision") == 1)
        #expect(try sheets.run(kind, list).applied)
    }
}

@Suite("Ratings in and out by spreadsheet") struct RatingsExchangeTests {
    private static let heads = ["Họ và tên", "Ngày sinh", "Đơn vị", "Năm", "Xếp loại", "Văn bản"]

    @Test("are refused with row and column, and nothing is written", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let (_, sheets) = try HonourSheets.ofThree(engine)
        let outcome = try sheets.run(
            RatingsExchange(),
            [
                Self.heads, ["Nguyễn Văn An", "", "STC", "2025", "tốt"], ["Trần Lạ", "", "STC", "2025", "tốt"],
                ["Lò Văn Bình", "", "STC", "2025", "tốt"], ["Nguyễn Văn An", "", "STC", "2031", "tốt"],
                ["Nguyễn Văn An", "", "STC", "-2024", "tốt"], ["Nguyễn Văn An", "", "STC", "2021-2025", "tốt"],
                ["Nguyễn Văn An", "", "STC", "2024", "rất tốt"], ["Nguyễn Văn An", "", "XYZ", "2024", "tốt"],
                ["Nguyễn Văn An", "1980", "STC", "2025", "xuất sắc"], ["Nguyễn Văn An", "", "STC", "1944", "tốt"],
            ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 9, false))
        #expect(
            outcome.problems == [
                "Dòng 3, cột A (Họ và tên): chưa có người này trong phạm vi quản lý. Hãy nhập ở bảng Cá nhân trước.",
                "Dòng 4, cột A (Họ và tên): có 2 người cùng họ tên. Hãy ghi ngày sinh để phân biệt.",
                "Dòng 5, cột D (Năm): năm 2031 chưa bắt đầu nên chưa có xếp loại.",
                "Dòng 6, cột D (Năm): không phải năm. Hãy ghi như 2025 hoặc năm học 2024-2025.",
                "Dòng 7, cột D (Năm): không phải năm. Hãy ghi như 2025 hoặc năm học 2024-2025.",
                "Dòng 8, cột E (Xếp loại): “rất tốt” không có trong danh sách. Chọn một trong: hoàn thành xuất sắc nhiệm vụ, hoàn thành tốt nhiệm vụ, hoàn thành nhiệm vụ, không hoàn thành nhiệm vụ.",
                "Dòng 9, cột C (Đơn vị): không có đơn vị “XYZ”. Hãy ghi đúng mã hoặc tên đầy đủ của đơn vị.",
                "Dòng 10: trùng với dòng 2 của tệp.",
                "Dòng 11, cột D (Năm): năm 1944 sớm quá. Hãy kiểm tra lại năm.",
            ])
        #expect(try sheets.rows("yearly_rating") == 0)
    }

    @Test("are added, changed, exported unchanged and taken back", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let (_, sheets) = try HonourSheets.ofThree(engine)
        let kind = RatingsExchange()
        let first = try sheets.run(
            kind,
            [
                Self.heads, ["Nguyễn Văn An", "", "STC", "2024", "tốt", "5/TB-STC"],
                ["Lò Văn Bình", "1990", "STC", "2023-2024", "HTXSNV"], ["", "", "STC", "2024", "xuất sắc"],
            ])
        #expect((first.fresh, first.invalid, first.applied) == (3, 0, true))
        let before = try sheets.all(kind)
        let again = try sheets.roundTrip(kind)
        #expect((again.same, again.changed, again.fresh, again.invalid) == (3, 0, 0, 0))
        let second = try sheets.run(
            kind,
            [
                Self.heads, ["Nguyễn Văn An", "", "STC", "2024", "xuất sắc", "5/TB-STC"],
                ["Nguyễn Văn An", "", "STC", "2025", "tốt"],
            ])
        #expect((second.changed, second.fresh, second.applied) == (1, 1, true))
        #expect(throws: ExchangeRefusal.self) { try sheets.undo(first, kind) }
        try sheets.undo(second, kind)
        #expect(try sheets.all(kind) == before)
        try sheets.undo(first, kind)
        #expect(try sheets.rows("yearly_rating") == 0)
    }

    @Test("of a year that another unit rated are refused, not written twice", arguments: Engine.available)
    func elsewhere(_ engine: Engine) throws {
        let (world, _) = try HonourSheets.ofThree(engine)
        let an = try world.people.add("Ma Thị Chung", "STC")
        try world.people.write {
            _ = try Honours.rate(
                .init(.person(an, in: world.people.unit("BAO")), AchievementYear(2025), .good), in: .everything, by: $0)
        }
        let context = ExchangeContext(
            scope: try world.people.scope("STC"), naming: .everything, today: TestProvince.today)
        let row = ExchangeRow(
            number: 2, key: nil, cells: ["Ma Thị Chung", nil, "STC", "2025", "good", nil],
            given: [true, true, true, true, true, true])
        let verdict = try world.office.read { try RatingsExchange().examine([row], context, $0) }[0]
        #expect(
            verdict.problems == [ExchangeProblem(3, "năm 2025 đã được đơn vị khác xếp loại, ngoài phạm vi quản lý.")])
    }
}

@Suite("Initiatives in and out by spreadsheet") struct InitiativesExchangeTests {
    private static let heads = [
        "Tên sáng kiến", "Loại", "Phạm vi", "Năm", "Số quyết định", "Ngày công nhận", "Đơn vị", "Tác giả",
    ]

    private static func world(_ engine: Engine) throws -> (HonoursWorld, HonourSheets) {
        let world = try HonoursWorld(engine)
        try world.people.add("Nguyễn Văn An", "STC", year: 1980)
        try world.people.add("Lò Văn Bình", "STC", year: 1985)
        try world.people.add("Lò Văn Bình", "SNV", year: 1990)
        return (world, HonourSheets(world))
    }

    private static func row(
        _ title: String, scope: String = "cơ sở", year: String = "2025", number: String = "", day: String = "",
        unit: String = "STC", _ authors: String
    ) -> [String] { [title, "", scope, year, number, day, unit, authors] }

    @Test("are refused with row and column, and nothing is written", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let (_, sheets) = try Self.world(engine)
        let outcome = try sheets.run(
            InitiativesExchange(),
            [
                Self.heads, Self.row("Một cửa nhanh", "Nguyễn Văn An"), Self.row("Hai", "Trần Lạ"),
                Self.row("Ba", "Lò Văn Bình"), Self.row("Bốn", year: "2031", "Nguyễn Văn An"),
                Self.row("Năm", year: "-2024", "Nguyễn Văn An"), Self.row("Sáu", scope: "cả huyện", "Nguyễn Văn An"),
                Self.row("Bảy", day: "30/12/2026", "Nguyễn Văn An"), Self.row("Tám", "Nguyễn Văn An (hồ sơ 999)"),
                Self.row("một cửa nhanh", "Nguyễn Văn An"),
            ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 8, false))
        #expect(
            outcome.problems == [
                "Dòng 3, cột H (Tác giả, đồng tác giả): chưa có “Trần Lạ” trong danh mục cá nhân. Hãy nhập ở bảng Cá nhân trước.",
                "Dòng 4, cột H (Tác giả, đồng tác giả): có 2 người tên “Lò Văn Bình”. Hãy ghi như Lò Văn Bình (hồ sơ 2).",
                "Dòng 5, cột D (Năm): năm 2031 chưa bắt đầu nên chưa có thành tích. Hãy xem lại năm.",
                "Dòng 6, cột D (Năm): “-2024” không phải năm thành tích. Hãy ghi như 2024, năm học 2023-2024 hoặc 2021 đến 2025.",
                "Dòng 7, cột C (Phạm vi ảnh hưởng): “cả huyện” không có trong danh sách. Chọn một trong: cấp cơ sở, cấp tỉnh, toàn quốc.",
                "Dòng 8, cột F (Ngày công nhận): ngày 30/12/2026 ở tương lai. Hãy kiểm tra lại ngày.",
                "Dòng 9, cột H (Tác giả, đồng tác giả): không tìm thấy “Nguyễn Văn An (hồ sơ 999)” trong danh mục cá nhân.",
                "Dòng 10: trùng với dòng 2 của tệp.",
            ])
        #expect(try sheets.rows("initiative") == 0 && sheets.rows("initiative_author") == 0)
    }

    @Test("are added with their authors, exported unchanged and taken back", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let (_, sheets) = try Self.world(engine)
        let kind = InitiativesExchange()
        let outcome = try sheets.run(
            kind,
            [
                Self.heads, Self.row("Một cửa nhanh", number: "9/QĐ-STC", day: "15/11/2025", "Nguyễn Văn An"),
                Self.row("Hai người", scope: "tỉnh", year: "2024-2025", "Nguyễn Văn An; Lò Văn Bình (hồ sơ 3)"),
            ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (2, 0, true))
        let again = try sheets.roundTrip(kind)
        #expect((again.same, again.changed, again.fresh, again.invalid) == (2, 0, 0, 0))
        try sheets.undo(outcome, kind)
        #expect(try sheets.rows("initiative") == 0 && sheets.rows("initiative_author") == 0)
    }

    @Test("keep authors of other branches when a unit changes its own ones", arguments: Engine.available)
    func elsewhere(_ engine: Engine) throws {
        let (world, _) = try Self.world(engine)
        let bac = try world.people.add("Hà Văn Bắc", "BAO")
        let chung = try world.people.add("Ma Thị Chung", "STC")
        let id = try world.people.write {
            try Honours.addInitiative(
                .init(
                    "Chung tay", scope: .coSo, year: AchievementYear(2025), branch: world.people.unit("STC"),
                    authors: [chung, bac]), in: .everything, by: $0)
        }
        let kind = InitiativesExchange()
        let context = ExchangeContext(
            scope: try world.people.scope("STC"), naming: .everything, today: TestProvince.today)
        let verdicts = try world.office.read { db in
            let record = try #require(try kind.records([id.rawValue], context, db)[id.rawValue])
            let given = record.cells.map { _ in true }
            func row(_ change: (inout [String?]) -> Void, key: Int64?) -> ExchangeRow {
                var cells = record.cells
                change(&cells)
                return ExchangeRow(number: 2, key: key, cells: cells, given: given)
            }
            return try [row({ $0[0] = "Chung tay làm" }, key: id.rawValue), row({ $0[0] = "Khác" }, key: nil)].map {
                try kind.examine([$0], context, db)[0]
            }
        }
        #expect(verdicts[0].problems == [] && verdicts[0].cells?[0] == "Chung tay làm")
        #expect(
            verdicts[1].problems == [
                ExchangeProblem(8, "không tìm thấy “Hà Văn Bắc (hồ sơ \(bac))” trong danh mục cá nhân.")
            ])
    }
}
