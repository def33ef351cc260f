import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("People in and out by spreadsheet") struct PeopleExchangeTests {
    private static let heads = ["Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Điện thoại"]
    private static let list = [
        heads, ["Nguyễn Văn An", "@1980-11-17", "Nam", "Phó Giám đốc", "SNV", "#912345678"],
        ["Trần Thị Bình", "1985", "Bà", "Chuyên viên", "Sở Nội vụ", ""],
        ["Lê Văn Cường", "ngày 05 tháng 02 năm 1990", "nam", "Kế toán", "Sở Tài chính (STC)", "0912 345 679"],
    ]

    private struct World {
        let province: TestProvince
        let kind: any ExchangeKind = PeopleExchange()
        let actor = Actor.system(user: "test")

        init(_ engine: Engine) throws { province = try TestProvince(engine) }

        func run(_ path: String, partial: Bool = false) throws -> SheetExchange.Outcome {
            try SheetExchange.run(
                path: path, name: "người.xlsx", sheet: nil, isPartial: partial, of: kind, among: [kind],
                in: province.office,
                by: actor)
        }

        func run(_ rows: [[String]], partial: Bool = false) throws -> SheetExchange.Outcome {
            try run(SheetFile.workbook(rows), partial: partial)
        }

        func export() throws -> String {
            let path = TestFolder.newPath("xuất.xlsx")
            _ = try SheetExchange.export(kind, to: path, isTemplate: false, in: province.office)
            return path
        }

        func undo(_ outcome: SheetExchange.Outcome) throws {
            try province.office.write(by: actor) {
                try SheetImport.undo(ID(outcome.import), of: kind, .everything(on: TestProvince.today), by: $0)
            }
        }

        /// Every person as the export has them.
        func people() throws -> [[String?]] {
            var all: [[String?]] = []
            try province.office.read { db in
                try kind.export(.everything(on: TestProvince.today), db) { all.append($0.cells) }
            }
            return all
        }
    }

    @Test("as offices list them, are added with their posts, and come back unchanged", arguments: Engine.available)
    func roundTrip(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run(Self.list)
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (3, 0, true))
        #expect(
            try world.people() == [
                [
                    "Nguyễn Văn An", "1980-11-17", "male", "SNV", "Phó Giám đốc", "otherLeader", nil, nil, nil, nil,
                    "0912345678", nil,
                ],
                ["Trần Thị Bình", "1985", "female", "SNV", "Chuyên viên", "direct", nil, nil, nil, nil, nil, nil],
                [
                    "Lê Văn Cường", "1990-02-05", "male", "STC", "Kế toán", "direct", nil, nil, nil, nil, "0912345679",
                    nil,
                ],
            ])
        let again = try world.run(world.export())
        #expect((again.same, again.changed, again.fresh, again.invalid) == (3, 0, 0, 0))
        // The same list a second time finds them by name, birth and unit.
        #expect(try world.run(Self.list).same == 3)
        let remarks: Int = try world.province.office.read {
            try $0.value("SELECT count(*) FROM sheet_import_row WHERE sheet_import = 1 AND remarks IS NOT NULL")
        }
        #expect(remarks == 3)
    }

    @Test("come back unchanged after LibreOffice too", .enabled(if: SheetFile.hasOffice))
    func office() throws {
        let world = try World(.sqlite)
        _ = try world.run(Self.list)
        let outcome = try world.run(SheetFile.converted(world.export()))
        #expect((outcome.same, outcome.changed, outcome.fresh, outcome.invalid) == (3, 0, 0, 0))
    }

    @Test("are changed and taken back, posts and names for search included", arguments: Engine.available)
    func undo(_ engine: Engine) throws {
        let world = try World(engine)
        let first = try world.run(Self.list)
        let before = try world.people()
        let ids: [Int64] = try world.province.office.read { try $0.values("SELECT id FROM person ORDER BY id") }
        let second = try world.run([
            ["khoa:nguoi", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Nhóm đối tượng"],
            ["#\(ids[0])", "Nguyễn Văn Anh", "@1980-11-17", "Giám đốc", "STC", "lãnh đạo sở"],
            ["", "Hoàng Thị Dung", "1992", "Văn thư", "STC", "trực tiếp"],
        ])
        #expect((second.fresh, second.changed, second.applied) == (1, 1, true))
        #expect(
            try world.people().map { $0[0] } == ["Nguyễn Văn Anh", "Trần Thị Bình", "Lê Văn Cường", "Hoàng Thị Dung"])
        #expect(throws: ExchangeRefusal.self) { try world.undo(first) }
        try world.undo(second)
        #expect(try world.people() == before)
        try world.undo(first)
        #expect(try world.people() == [])
        for table in ["person", "person_name", "post"] {
            let left: Int = try world.province.office.read { db in
                switch table {
                case "person": try db.value("SELECT count(*) FROM person")
                case "post": try db.value("SELECT count(*) FROM post")
                default: try db.value("SELECT count(*) FROM person_name")
                }
            }
            #expect(left == 0, "\(table)")
        }
        #expect(try world.province.office.read { try Ledger.faults($0) } == [])
    }

    @Test("of more than one batch are taken back whole")
    func batches() throws {
        let world = try World(.sqlite)
        let units = ["SNV", "STC"]
        let rows = (0..<world.kind.rowsAtOnce + 100).map { number in
            [
                "Người \(names[number % names.count]) \(names[number / names.count])", "1980", "Nam", "Chuyên viên",
                units[number % 2], "",
            ]
        }
        let outcome = try world.run([Self.heads] + rows)
        #expect((outcome.fresh, outcome.applied) == (rows.count, true))
        try world.undo(outcome)
        #expect(try world.people() == [])
        #expect(try world.province.office.read { try Ledger.faults($0) } == [])
    }

    /// Words of two letters: enough for names that are all different.
    private var names: [String] {
        let letters = "abcdeghiklmnopqrstuvxy"
        return letters.flatMap { first in letters.map { "\(first)\($0)" } }
    }

    @Test("are looked at once more where anything was recorded since the check", arguments: Engine.available)
    func since(_ engine: Engine) throws {
        let world = try World(engine)
        let office = world.province.office
        let context = ExchangeContext.everything(on: TestProvince.today)
        func checked(_ rows: [[String]]) throws -> ID<SheetImport> {
            let path = try SheetFile.workbook(rows)
            let sheets = try OpenedSheets(path: path, name: "người.xlsx")
            return try office.write(by: world.actor) {
                let file = try StoredFile.note(
                    name: "người.xlsx", sha256: try FileDigest.sha256(path: path), bytes: 1, by: $0)
                return try SheetImport.open(file, sheets, of: world.kind, among: [world.kind], context, by: $0)
            }
        }
        func apply(_ id: ID<SheetImport>) throws -> [String] {
            try Recorder.recording {
                _ = try office.write(by: world.actor) {
                    try SheetImport.apply(id, partial: false, of: world.kind, context, by: $0)
                }
            }.1
        }
        let lookup = "name_fold IN"
        let asked = try apply(checked(Self.list))
        #expect(!asked.contains { $0.contains(lookup) })
        let others = [Self.heads, ["Ma Văn Dần", "1986", "Nam", "Chuyên viên", "SNV", ""]]
        let overtaken = try checked(others)
        _ = try world.run(others)
        #expect(throws: ExchangeRefusal.changedSince(row: 2, words: "người này vừa được người khác sửa.")) {
            try apply(overtaken)
        }
        let later = try checked([Self.heads, ["Ma Thị Lành", "1986", "Nữ", "Chuyên viên", "SNV", ""]])
        try office.write(by: world.actor) { try PersonTraining.note("Lớp", on: nil, for: ID(1), by: $0) }
        let askedAgain = try apply(later)
        #expect(askedAgain.contains { $0.contains(lookup) })
    }

    @Test("are found by every index when they were most of the register", arguments: Engine.available)
    func most(_ engine: Engine) throws {
        let world = try World(engine)
        let office = world.province.office
        let unit = try office.read { try Organisations.unit(codeOrName: "SNV", $0).id }
        func indexes() throws -> [String] {
            guard engine == .sqlite else { return [] }
            return try office.read {
                try $0.values(
                    "SELECT name || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
            }
        }
        let before = try indexes()
        try office.write(by: world.actor) { operation in
            try People.adding(People.many + 1, by: operation) {
                _ = try People.add(
                    [NewPerson(PersonDetails(name: "Ma Văn Dần"), post: NewPost(unit: unit, title: "Chuyên viên"))],
                    as: Subject("import", 1), from: "test", by: operation)
            }
        }
        #expect(try indexes() == before)
        let found = try office.read {
            try PersonList.nearest("dan ma", in: .everything, on: TestProvince.today, offset: 0, limit: 10, $0).lines
        }
        #expect(found.map(\.name) == ["Ma Văn Dần"])
    }

    @Test("that are wrong are said with row and column", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run([
            Self.heads, ["Nguyễn Văn 2", "1980", "", "Chuyên viên", "SNV"],
            ["Trần An", "3000", "", "Chuyên viên", "SNV"],
            ["Trần Bảo", "1980", "", "", "SNV"], ["Trần Cúc", "1980", "", "Chuyên viên", "Sở Lạ"],
            ["Trần Dũng", "1980", "", "Chuyên viên", "SNV", "12"], ["Trần Em", "1980", "", "Chuyên viên", "SNV"],
            ["Trần Em", "1980", "", "Chuyên viên", "SNV"],
        ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 6, false))
        #expect(
            outcome.problems.map { String($0.prefix { $0 != ":" }) } == [
                "Dòng 2, cột A (Họ và tên)", "Dòng 3, cột B (Ngày sinh)", "Dòng 4, cột D (Chức vụ)",
                "Dòng 5, cột E (Đơn vị)",
                "Dòng 6, cột F (Điện thoại)", "Dòng 8",
            ])
        #expect(try world.people() == [])
    }

    @Test(
        "come from lists with columns that mean nothing here, and what is not read is said", arguments: Engine.available
    )
    func unread(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run([
            ["STT", "Họ và tên", "Ngày sinh (nam)", "Ngày sinh (nữ)", "Chức vụ", "Đơn vị", "Ghi chú", "Quê quán"],
            ["#1", "Nguyễn Văn An", "1980", "", "Chuyên viên", "SNV", "", ""],
            ["#2", "Trần Thị Bình", "", "1985", "Chuyên viên", "SNV", "", "Hà Giang"],
        ])
        #expect(outcome.notes == ["Không nhập cột D (Ngày sinh (nữ)), H (Quê quán): chưa ghép với mục nào."])
        #expect(try world.run(Self.list).notes == [])
        #expect(try world.run(world.export()).notes == [])
    }

    @Test("of other units are neither given out nor changed")
    func scope() throws {
        let world = try World(.sqlite)
        _ = try world.run(Self.list)
        let office = world.province.office
        let path = try office.read { try Organisations.unit(codeOrName: "STC", $0).path }
        let narrow = ExchangeContext(scope: .branches([path]), naming: .everything, today: TestProvince.today)
        let (names, verdicts) = try office.read { db in
            var names: [String?] = []
            try world.kind.export(narrow, db) { names.append($0.cells[0]) }
            let ids: [Int64] = try db.values("SELECT id FROM person ORDER BY id")
            func row(_ number: Int, _ key: Int64?, _ unit: String) -> ExchangeRow {
                var cells: [String?] = Array(repeating: nil, count: world.kind.columns.count)
                (cells[0], cells[3], cells[4], cells[5]) = ("Nguyễn Văn An", unit, "Chuyên viên", "direct")
                return ExchangeRow(number: number, key: key, cells: cells, given: cells.map { _ in true })
            }
            return (
                names,
                try world.kind.examine([row(2, ids[0], "STC"), row(3, nil, "SNV"), row(4, nil, "STC")], narrow, db)
            )
        }
        #expect(names == ["Lê Văn Cường"])
        #expect(verdicts[0].problems.map(\.column) == [nil])
        #expect(verdicts[1].problems.map(\.column) == [3])
        #expect(verdicts[2].problems == [] && verdicts[2].existing == nil)
    }

    @Test("cost as many questions of the database for four hundred rows as for ten", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try World(engine)
        func count(_ rows: Int) throws -> Int {
            let list =
                [Self.heads]
                + (0..<rows).map {
                    [
                        "\(rows == 10 ? "Lê" : "Trần") Văn \(Self.word($0))", "1980", "", "Chuyên viên",
                        ["SNV", "STC"][$0 % 2], "",
                    ]
                }
            let path = try SheetFile.workbook(list)
            return try Recorder.recording { _ = try world.run(path) }.1.count
        }
        let (few, many) = (try count(10), try count(400))
        #expect(few == many)
    }

    /// `A`, `Ab`: a name of its own for each number.
    static func word(_ number: Int) -> String {
        String(UnicodeScalar(UInt8(65 + number % 26))) + String(repeating: "a", count: number / 26)
    }
}
