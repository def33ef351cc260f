import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Blocs in and out by spreadsheet") struct BlocsExchangeTests {
    private struct World {
        let province: TestProvince
        let kind = BlocsExchange()
        let actor = Actor.system(user: "test")
        let context = ExchangeContext.everything(on: TestProvince.today)

        init(_ engine: Engine) throws { province = try TestProvince(engine) }

        func run(_ rows: [[String]], isPartial: Bool = false) throws -> SheetExchange.Outcome {
            try run(SheetFile.workbook(rows), isPartial: isPartial)
        }

        func run(_ path: String, isPartial: Bool = false) throws -> SheetExchange.Outcome {
            try SheetExchange.run(
                path: path, name: "khối.xlsx", sheet: nil, isPartial: isPartial, of: kind, among: [kind],
                in: province.office, by: actor)
        }

        func undo(_ outcome: SheetExchange.Outcome) throws {
            try province.office.write(by: actor) {
                try SheetImport.undo(ID(outcome.import), of: kind, context, by: $0)
            }
        }

        func all() throws -> [[String?]] {
            var all: [[String?]] = []
            try province.office.read { db in try kind.export(context, db) { all.append($0.cells) } }
            return all
        }

        /// First year of the decision, unit, years as head, as deputy, flags.
        func lines() throws -> [String] {
            try all().map { cells in
                [cells[5], cells[6], cells[7] ?? "–", cells[8] ?? "–", cells[9] ?? "–"].compactMap(\.self).joined(
                    separator: " ")
            }
        }

        func unchanged() throws -> Bool {
            let path = TestFolder.newPath("xuất.xlsx")
            let count = try SheetExchange.export(kind, to: path, isTemplate: false, in: province.office)
            let again = try run(path)
            if SheetFile.hasOffice {
                guard try run(SheetFile.converted(path)).same == count else { return false }
            }
            return (again.same, again.changed, again.fresh, again.invalid) == (count, 0, 0, 0)
        }
    }

    private static let heads = [
        "Khối, cụm", "Loại", "Đơn vị phụ trách", "Số quyết định", "Ngày quyết định", "Áp dụng từ năm",
        "Đơn vị thành viên", "Năm làm trưởng", "Năm làm phó", "Chỉ tiêu Cờ thi đua", "Chỉ tiêu Bằng khen",
    ]
    private static let bloc = ["Khối thi đua các sở", "khối thi đua", "HG", "35/QĐ-UBND", "15/01/2025", "2025"]
    private static let bare = ["Khối thi đua các sở", "", "", "", "", ""]
    private static let first = [
        heads, bloc + ["Sở Tài chính", "2025", "2026", "2026: 2; 2025: 1", "2025: 3"],
        ["Khối thi đua các sở", "", "", "", "", "2025", "SNV", "2026", "2025", "", ""],
        ["Khối thi đua các sở", "", "", "", "", "2025", "BAO", "", "2025; 2026", "", ""],
    ]

    @Test(
        "are founded with members, heads and quotas, exported unchanged, taken back whole", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run(Self.first)
        #expect(outcome.problems == [])
        #expect((outcome.fresh, outcome.applied) == (3, true))
        #expect(
            try world.all().first == [
                "Khối thi đua các sở", "bloc", "HG", "35/QĐ-UBND", "2025-01-15", "2025", "STC", "2025", "2026",
                "2025: 1; 2026: 2", "2025: 3",
            ])
        #expect(
            try world.lines() == [
                "2025 STC 2025 2026 2025: 1; 2026: 2", "2025 SNV 2026 2025 2025: 1; 2026: 2",
                "2025 BAO – 2025; 2026 2025: 1; 2026: 2",
            ])
        #expect(try world.unchanged())
        try world.undo(outcome)
        let left: Int = try world.province.office.read {
            try $0.value(
                "SELECT (SELECT count(*) FROM bloc) + (SELECT count(*) FROM bloc_version) + (SELECT count(*) FROM bloc_year)"
            )
        }
        #expect(left == 0)
    }

    @Test("change hands in one list, and that is taken back", arguments: Engine.available)
    func changes(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let before = try world.all()
        let outcome = try world.run([
            Self.heads, Self.bare + ["STC", "2025; 2026", "2031", "", ""], Self.bare + ["VP", "", "2026", "", ""],
            // Emptied by a sign of its own: a list without keys empties nothing, so another year is said.
            Self.bare + ["SNV", "2027", "2025", "", ""],
        ])
        #expect(outcome.problems == [])
        #expect((outcome.fresh, outcome.changed) == (1, 2))
        #expect(
            try world.lines() == [
                "2025 STC 2025; 2026 2031 2025: 1; 2026: 2", "2025 SNV 2027 2025 2025: 1; 2026: 2",
                "2025 BAO – 2025; 2026 2025: 1; 2026: 2", "2025 VP – 2026 2025: 1; 2026: 2",
            ])
        try world.undo(outcome)
        #expect(try world.all() == before)
    }

    @Test("take a new decision from its rows; taking it back lets the old one hold again", arguments: Engine.available)
    func decides(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let before = try world.all()
        let new = ["Khối thi đua các sở", "", "", "12/QĐ-UBND", "10/01/2026", "2026"]
        let (one, two) = (new + ["SNV", "", "", "", ""], new + ["STC", "", "", "", ""])
        let refused = try world.run([Self.heads, one, two])
        #expect(refused.invalid == 2)
        #expect(refused.problems.first?.contains("trưởng hoặc phó năm 2026 phải có") ?? false)
        let outcome = try world.run([
            Self.heads, one, two, new + ["BAO", "", "", "", ""], new + ["VP", "", "", "", ""],
        ])
        #expect(outcome.problems == [])
        #expect(
            try world.lines() == [
                "2025 STC 2025 – 2025: 1", "2025 SNV – 2025 2025: 1", "2025 BAO – 2025 2025: 1",
                "2026 SNV 2026 – 2026: 2", "2026 STC – 2026 2026: 2", "2026 BAO – 2026 2026: 2", "2026 VP – – 2026: 2",
            ])
        #expect(try world.unchanged())
        try world.undo(outcome)
        #expect(try world.all() == before)
    }

    @Test("with wrong rows are told by row and column; the valid part can be written", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try World(engine)
        _ = try world.run(Self.first)
        let rows = [
            Self.heads, Self.bare + ["Sở Không Có", "", "", "", ""], Self.bare + ["VP", "2025", "", "", ""],
            Self.bare + ["VP", "2024", "", "", ""], Self.bare + ["VP", "hai", "", "", ""],
            Self.bare + ["VP", "2028", "2028", "", ""], Self.bare + ["VP", "", "", "2025: nhiều", ""],
            ["Khối thi đua các sở", "", "", "1/QĐ", "10/01/2024", "2024", "VP", "", "", "", ""],
            ["Khối một mình", "khối thi đua", "HG", "1/QĐ", "10/01/2026", "2026", "VP", "", "", "", ""],
            Self.bare + ["VP", "2029", "2028", "", ""],
        ]
        let outcome = try world.run(rows)
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 8, false))
        for (number, words) in [
            (2, "không có đơn vị “Sở Không Có”"), (3, "năm 2025 đã có trưởng là"),
            (4, "năm 2024 nằm ngoài các năm"), (5, "các năm bốn chữ số"), (6, "vừa là trưởng vừa là phó năm 2028"),
            (7, "khác với khối, cụm đã có"), (8, "sau năm 2025"), (9, "ít nhất hai đơn vị"),
        ] {
            #expect(
                outcome.problems.contains { $0.hasPrefix("Dòng \(number), ") && $0.contains(words) },
                "\(number) \(words)\n\(outcome.problems)")
        }
        let partial = try world.run(rows, isPartial: true)
        #expect((partial.fresh, partial.applied) == (1, true))
        #expect(try world.lines().last == "2025 VP 2029 2028 2025: 1; 2026: 2")
    }
}
