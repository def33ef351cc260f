import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Councils in and out by spreadsheet") struct CouncilsExchangeTests {
    private struct World {
        let people: PeopleWorld
        let kind = CouncilsExchange()
        let actor = Actor.system(user: "test")
        let context = ExchangeContext.everything(on: TestProvince.today)

        init(_ engine: Engine) throws {
            people = try PeopleWorld(engine)
            try people.add("Phan Trí Dũng", "SNV", "Giám đốc", group: .departmentLeader, year: 1970)
            try people.add("Lục Minh Tâm", "STC", year: 1980)
            try people.add("Vi An", "BAO", year: 1985)
        }

        func run(_ rows: [[String]], isPartial: Bool = false) throws -> SheetExchange.Outcome {
            try run(SheetFile.workbook(rows), isPartial: isPartial)
        }

        func run(_ path: String, isPartial: Bool = false) throws -> SheetExchange.Outcome {
            try SheetExchange.run(
                path: path, name: "hội đồng.xlsx", sheet: nil, isPartial: isPartial, of: kind, among: [kind],
                in: people.office, by: actor)
        }

        func undo(_ outcome: SheetExchange.Outcome) throws {
            try people.office.write(by: actor) {
                try SheetImport.undo(ID(outcome.import), of: kind, context, by: $0)
            }
        }

        func all() throws -> [[String?]] {
            var all: [[String?]] = []
            try people.office.read { db in try kind.export(context, db) { all.append($0.cells) } }
            return all
        }

        /// Name, role and days of each seat.
        func seats() throws -> [String] {
            try all().map { cells in
                [cells[9], cells[12], cells[13], cells[14]].map { $0 ?? "" }.joined(separator: " ")
            }
        }
    }

    private static let heads = [
        "Hội đồng", "Loại", "Cấp", "Đơn vị của hội đồng", "Cơ quan thường trực", "Số quyết định", "Ngày quyết định",
        "Nhiệm kỳ từ", "Nhiệm kỳ đến", "Họ và tên", "Năm sinh", "Vai trò", "Từ ngày", "Đến ngày",
    ]
    private static let council = [
        "Hội đồng TĐKT tỉnh", "Hội đồng Thi đua - Khen thưởng", "cấp tỉnh", "HG", "Sở Nội vụ", "120/QĐ-UBND",
        "05/01/2026", "05/01/2026", "31/12/2030",
    ]
    private static let bare = ["Hội đồng TĐKT tỉnh", "", "", "", "", "", "", "", ""]
    private static let first = [
        heads, council + ["Phan Trí Dũng", "1970", "Chủ tịch", "", ""],
        bare + ["luc minh tam", "", "", "01/03/2026", ""],
    ]

    @Test("are established with their members, exported unchanged, and taken back whole", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run(Self.first)
        #expect(outcome.problems == [])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (2, 0, true))
        let facts = [
            "Hội đồng TĐKT tỉnh", "emulation", "province", "HG", "SNV", "120/QĐ-UBND", "2026-01-05", "2026-01-05",
            "2030-12-31",
        ]
        #expect(
            try world.all() == [
                facts + ["Phan Trí Dũng", "1970", "SNV", "chair", "2026-01-05", nil],
                facts + ["Lục Minh Tâm", "1980", "STC", "member", "2026-03-01", nil],
            ])
        let path = TestFolder.newPath("xuất.xlsx")
        _ = try SheetExchange.export(world.kind, to: path, isTemplate: false, in: world.people.office)
        let again = try world.run(path)
        #expect((again.same, again.changed, again.fresh, again.invalid) == (2, 0, 0, 0))
        if SheetFile.hasOffice { #expect(try world.run(SheetFile.converted(path)).same == 2) }
        try world.undo(outcome)
        #expect(try world.all() == [])
        #expect(
            try world.people.office.read { try CouncilList.page(.init(on: world.people.today), in: .everything, $0) }
                .total == 0)
    }

    @Test("hand a seat on in one list and take that back", arguments: Engine.available)
    func handsOn(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let before = try world.all()
        let outcome = try world.run([
            Self.heads, Self.bare + ["Vi An", "1985", "Chủ tịch", "01/07/2026", ""],
            Self.bare + ["Phan Trí Dũng", "", "Chủ tịch", "05/01/2026", "30/06/2026"],
        ])
        #expect(outcome.problems == [])
        #expect((outcome.fresh, outcome.changed) == (1, 1))
        #expect(
            try world.seats() == [
                "Vi An chair 2026-07-01 ", "Phan Trí Dũng chair 2026-01-05 2026-06-30",
                "Lục Minh Tâm member 2026-03-01 ",
            ])
        try world.undo(outcome)
        #expect(try world.all() == before)
    }

    @Test(
        "stay where they stood before a list: undoing it leaves the council and its assignments",
        arguments: Engine.available)
    func stays(_ engine: Engine) throws {
        let world = try World(engine)
        let people = world.people
        let council = try people.write { operation in
            try Councils.establish(
                NewCouncil(
                    .initiative, level: .base, name: "Hội đồng sáng kiến", unit: try people.unit("STC"),
                    decision: "9/QĐ",
                    decidedOn: try day("01/02/2026"), firstDay: try day("01/02/2026")), in: .everything, by: operation)
        }
        // A council without members is a row of its own.
        #expect(try world.all().map { $0[9] } == [nil])
        let path = TestFolder.newPath("xuất.xlsx")
        _ = try SheetExchange.export(world.kind, to: path, isTemplate: false, in: people.office)
        #expect(try world.run(path).same == 1)
        let outcome = try world.run([
            Self.heads,
            ["Hội đồng sáng kiến", "", "", "", "", "", "", "", "", "Vi An", "", "Thư ký", "", ""],
        ])
        #expect((outcome.fresh, outcome.applied) == (1, true))
        #expect(try world.seats() == ["Vi An secretary 2026-02-01 "])
        try world.undo(outcome)
        let kept = try people.office.read { try Councils.council(council, in: .everything, $0) }
        #expect(kept.name == "Hội đồng sáng kiến")
        #expect(try world.seats() == ["   "])
    }

    @Test("with wrong rows are told by row and column; the valid part can be written", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let rows = [
            Self.heads, Self.bare + ["Trần Lạ", "", "", "", ""], Self.bare + ["Vi An", "", "Chủ tịch", "", ""],
            Self.bare + ["Vi An", "", "Thư ký", "01/01/2031", ""],
            Self.bare + ["Vi An", "", "Thư ký", "01/06/2026", "01/05/2026"],
            Self.bare + ["Vi An", "", "ghế bành", "", ""], Self.bare + ["Vi An", "", "", "01/02/2026", ""],
            ["Hội đồng TĐKT tỉnh", "", "", "", "", "999/QĐ", "", "", ""] + ["Vi An", "", "", "", ""],
            ["Hội đồng mới", "", "", "", "", "", "", "", ""] + ["Vi An", "", "", "", ""],
        ]
        let outcome = try world.run(rows)
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 7, false))
        #expect(outcome.problems.prefix(6).map { String($0.prefix(60)) }.count == 6)
        for (number, words) in [
            (2, "chưa có người này trong phạm vi quản lý"), (3, "Phan Trí Dũng là Chủ tịch trong thời gian đó"),
            (4, "nằm ngoài nhiệm kỳ"), (5, "ngày cuối trước ngày bắt đầu"), (6, "không có trong danh sách"),
            (8, "khác với hội đồng đã có"), (9, "bắt buộc"),
        ] {
            #expect(
                outcome.problems.contains { $0.hasPrefix("Dòng \(number), ") && $0.contains(words) },
                "\(number) \(words)\n\(outcome.problems)")
        }
        let partial = try world.run(rows, isPartial: true)
        #expect((partial.fresh, partial.applied) == (1, true))
        #expect(try world.seats().contains("Vi An member 2026-02-01 "))
    }

    @Test("have their facts changed by rows with keys, the same in all of them", arguments: Engine.available)
    func facts(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let keys = try world.people.office.read {
            try $0.values("SELECT id FROM council_member ORDER BY id") as [Int64]
        }
        func rows(_ one: String, _ other: String) -> [[String]] {
            let heads = ["khoa:hoi-dong", "Hội đồng", "Số quyết định", "Họ và tên"]
            return [
                heads, ["\(keys[0])", "Hội đồng TĐKT tỉnh", one, "Phan Trí Dũng"],
                ["\(keys[1])", "Hội đồng TĐKT tỉnh", other, "Lục Minh Tâm"],
            ]
        }
        #expect(try world.run(rows("125/QĐ-UBND", "120/QĐ-UBND")).problems.count == 1)
        let outcome = try world.run(rows("125/QĐ-UBND", "125/QĐ-UBND"))
        #expect(outcome.problems == [])
        #expect(outcome.changed == 2)
        #expect(try world.all().map { $0[5] } == ["125/QĐ-UBND", "125/QĐ-UBND"])
        try world.undo(outcome)
        #expect(try world.all().map { $0[5] } == ["120/QĐ-UBND", "120/QĐ-UBND"])
    }
}
