import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Accounts in and out by spreadsheet") struct AccountsExchangeTests {
    private struct World {
        let province: TestProvince
        let kind: any ExchangeKind = AccountsExchange()
        let actor = Actor.system(user: "test")

        init(_ engine: Engine) throws { province = try TestProvince(engine) }

        func run(_ rows: [[String]]) throws -> SheetExchange.Outcome { try run(SheetFile.workbook(rows)) }

        func run(_ path: String) throws -> SheetExchange.Outcome {
            try SheetExchange.run(
                path: path, name: "tài khoản.xlsx", sheet: nil, isPartial: false, of: kind, among: [kind],
                in: province.office, by: actor)
        }

        func all() throws -> [[String?]] {
            var all: [[String?]] = []
            try province.office.read { db in
                try kind.export(.everything(on: TestProvince.today), db) { all.append($0.cells) }
            }
            return all
        }

        func undo(_ outcome: SheetExchange.Outcome) throws {
            try province.office.write(by: actor) {
                try SheetImport.undo(ID(outcome.import), of: kind, .everything(on: TestProvince.today), by: $0)
            }
        }
    }

    private static let heads = ["Tên đăng nhập", "Họ và tên", "Đơn vị", "Vai trò", "Tình trạng"]

    @Test("are added without a password, changed, and taken back", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let world = try World(engine)
        let before = try world.all()
        let outcome = try world.run([
            Self.heads, ["An.STC", "Nguyễn Văn An", "Sở Tài chính", "Cán bộ đơn vị", ""],
            ["can-bo-don-vi", "Lục Minh Tâm", "STC", "chuyên viên", "khóa"],
        ])
        #expect((outcome.fresh, outcome.changed, outcome.invalid, outcome.applied) == (1, 1, 0, true))
        let after = try world.all()
        #expect(after.contains(["an.stc", "Nguyễn Văn An", "STC", "cán bộ đơn vị", "open"]))
        #expect(after.contains(["can-bo-don-vi", "Lục Minh Tâm", "STC", "chuyên viên", "closed"]))
        let password: String = try world.province.office.read {
            try $0.value("SELECT password FROM account WHERE login = 'an.stc'")
        }
        #expect(password == "")
        try world.undo(outcome)
        #expect(try world.all() == before)
    }

    @Test("come back unchanged", arguments: Engine.available)
    func unchanged(_ engine: Engine) throws {
        let world = try World(engine)
        let path = TestFolder.newPath("xuất.xlsx")
        let count = try SheetExchange.export(world.kind, to: path, isTemplate: false, in: world.province.office)
        let outcome = try world.run(path)
        #expect((outcome.same, outcome.changed, outcome.fresh, outcome.invalid) == (count, 0, 0, 0))
    }

    @Test("with wrong roles, or beyond what who imports may give, are refused", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run([
            Self.heads, ["a1.snv", "Trần A", "SNV", "vua"], ["a2.snv", "Trần B", "", "chuyên viên"],
            ["á đ", "Trần C", "SNV", "chuyên viên"],
        ])
        #expect(
            outcome.problems.map { String($0.prefix { $0 != ":" }) } == [
                "Dòng 2, cột D (Vai trò)", "Dòng 3, cột C (Đơn vị)", "Dòng 4, cột A (Tên đăng nhập)",
            ])
        let path = try world.province.office.read { try Organisations.unit(codeOrName: "STC", $0).path }
        let narrow = ExchangeContext(scope: .branches([path]), naming: .everything, today: TestProvince.today)
        let problems = try world.province.office.read { db in
            func row(_ login: String, _ unit: String?, _ role: String) -> ExchangeRow {
                ExchangeRow(
                    number: 2, key: nil, cells: [login, "Trần D", unit, role, nil],
                    given: Array(repeating: true, count: 5))
            }
            return try world.kind.examine(
                [
                    row("d.stc", "STC", "cán bộ đơn vị"), row("d.snv", "SNV", "cán bộ đơn vị"),
                    row("d.tinh", "STC", "chuyên viên"), row("chuyen-vien", "STC", "cán bộ đơn vị"),
                ], narrow, db
            ).map { $0.problems.map(\.column) }
        }
        #expect(problems == [[], [3], [3], [0]])
    }
}
