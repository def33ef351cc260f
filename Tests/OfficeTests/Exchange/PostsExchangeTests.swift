import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Posts in and out by spreadsheet") struct PostsExchangeTests {
    private struct World {
        let province: TestProvince
        let people = PeopleExchange(), posts = PostsExchange()
        let actor = Actor.system(user: "test")

        init(_ engine: Engine) throws {
            province = try TestProvince(engine)
            _ = try run(
                people,
                [
                    ["Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Nhóm đối tượng"],
                    ["Nguyễn Văn An", "1980", "Chuyên viên", "SNV", "trực tiếp"],
                    ["Nguyễn Văn An", "1985", "Kế toán", "STC", "trực tiếp"],
                ])
        }

        func run(_ kind: any ExchangeKind, _ rows: [[String]]) throws -> SheetExchange.Outcome {
            try run(kind, SheetFile.workbook(rows))
        }

        func run(_ kind: any ExchangeKind, _ path: String) throws -> SheetExchange.Outcome {
            try SheetExchange.run(
                path: path, name: "chức vụ.xlsx", sheet: nil, isPartial: false, of: kind, among: [people, posts],
                in: province.office, by: actor)
        }

        func undo(_ outcome: SheetExchange.Outcome) throws {
            try province.office.write(by: actor) {
                try SheetImport.undo(ID(outcome.import), of: posts, .everything(on: TestProvince.today), by: $0)
            }
        }

        func all() throws -> [[String?]] {
            var all: [[String?]] = []
            try province.office.read { db in
                try posts.export(.everything(on: TestProvince.today), db) { all.append($0.cells) }
            }
            return all
        }
    }

    private static let heads = ["Họ và tên", "Năm sinh", "Đơn vị", "Chức danh", "Nhóm", "Từ ngày", "Đến ngày"]

    @Test("are added beside the first one, changed, exported unchanged and taken back", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let world = try World(engine)
        let before = try world.all()
        let outcome = try world.run(
            world.posts,
            [
                Self.heads, ["Nguyễn Văn An", "1980", "BAN", "Phó Trưởng ban", "", "01/7/2025", ""],
                ["Nguyễn Văn An", "1980", "SNV", "chuyên viên", "trực tiếp", "", "30.6.2025"],
            ])
        #expect((outcome.fresh, outcome.changed, outcome.invalid, outcome.applied) == (1, 1, 0, true))
        #expect(
            try world.all() == [
                ["Nguyễn Văn An", "1980", "SNV", "chuyên viên", "direct", nil, "2025-06-30"],
                ["Nguyễn Văn An", "1980", "BAN", "Phó Trưởng ban", "otherLeader", "2025-07-01", nil],
                ["Nguyễn Văn An", "1985", "STC", "Kế toán", "direct", nil, nil],
            ])
        let path = TestFolder.newPath("xuất.xlsx")
        _ = try SheetExchange.export(world.posts, to: path, isTemplate: false, in: world.province.office)
        let again = try world.run(world.posts, path)
        #expect((again.same, again.changed, again.fresh, again.invalid) == (3, 0, 0, 0))
        try world.undo(outcome)
        #expect(try world.all() == before)
    }

    @Test("of strangers, of namesakes and in the same time are refused with their place", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try World(engine)
        let outcome = try world.run(
            world.posts,
            [
                Self.heads, ["Trần Lạ", "", "SNV", "Chuyên viên"], ["Nguyễn Văn An", "", "BAN", "Chuyên viên"],
                ["Nguyễn Văn An", "1980", "BAN", "Phó ban", "", "01/7/2025", "01/6/2025"],
                ["Nguyễn Văn An", "1980", "BAN", "Phó ban", "", "01/7/2025"],
                ["Nguyễn Văn An", "1980", "BAN", "Phó ban", "", "01/8/2025"],
            ])
        #expect((outcome.fresh, outcome.invalid) == (1, 4))
        #expect(
            outcome.problems == [
                "Dòng 2, cột A (Họ và tên): chưa có người này trong phạm vi quản lý. Hãy nhập ở bảng Cá nhân trước.",
                "Dòng 3, cột A (Họ và tên): có 2 người cùng họ tên. Hãy ghi ngày sinh để phân biệt.",
                "Dòng 4, cột G (Đến ngày): ngày thôi giữ chức vụ trước ngày bắt đầu.",
                "Dòng 6, cột F (Từ ngày): trùng thời gian với cùng chức vụ ở dòng 5.",
            ])
    }
}
