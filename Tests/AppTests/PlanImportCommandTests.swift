import Database
import Fixtures
import Foundation
import Testing

@Suite("vinhdanh plan") struct PlanImportCommandTests {
    private func province() throws -> DataFolder {
        let folder = DataFolder()
        try TestFolder.emptyProvince(folder.path)
        return folder
    }

    private func tasks(_ folder: DataFolder) throws -> [String] {
        try folder.store().read { db in
            try db.all("SELECT text, state FROM task ORDER BY id").map { row in
                let (text, state): (String, String) = (try row("text"), try row("state"))
                return "\(text): \(state)"
            }
        }
    }

    private var next: TestPlan {
        var check = TestPlan.check
        check.time = "Quý IV/2026"
        return TestPlan([[check, TestPlan.session], [TestPlan.praise]])
    }

    @Test("import adopts a plan, shows what a newer version changes, and adopts that with --apply")
    func versions() throws {
        let folder = try province()
        let paths = try [TestPlan().write(), next.write()]
        let first = folder.run("plan", "import", paths[0], "--year", "2026", "--unit", "HG", "--json")
        #expect(first == Ran.expected(#"{"added":3,"applied":true,"changed":0,"gone":0,"plan":1,"version":1}"#))
        let before = try tasks(folder)
        #expect(before.count == 3)

        let shown = folder.run("plan", "import", paths[1], "--year", "2026", "--unit", "HG")
        #expect(shown.status == 0)
        #expect(
            shown.out == """
                + \(TestPlan.session.text)
                ~ \(TestPlan.check.text)
                    Thời gian: Tháng 12/2026 → Quý IV/2026
                - \(TestPlan.course.text)
                Kế hoạch này đã có trong chương trình. Bản mới: 1 việc thêm, 1 việc đổi, 1 việc bớt. Thêm --apply để nhận.

                """)
        #expect(try tasks(folder) == before)
        let asked = folder.run("plan", "import", paths[1], "--year", "2026", "--unit", "HG", "--json")
        #expect(asked == Ran.expected(#"{"added":1,"applied":false,"changed":1,"gone":1}"#))

        let applied = folder.run("plan", "import", paths[1], "--year", "2026", "--unit", "Tỉnh Hoàng Giang", "--apply")
        #expect(
            applied == Ran.expected("Đã nhận vào chương trình: kế hoạch 1, bản 2; 1 việc thêm, 1 việc đổi, 1 việc bớt.")
        )
        #expect(
            try tasks(folder) == [
                "\(TestPlan.check.text): toDo", "\(TestPlan.course.text): dropped", "\(TestPlan.praise.text): toDo",
                "\(TestPlan.session.text): toDo",
            ])
        let again = folder.run("plan", "import", paths[1], "--year", "2026", "--unit", "HG")
        #expect(again.status == 1)
        #expect(
            again.err == "Đúng tệp này đã được nhận vào chương trình: \(TestPlan().title). Không có gì mới để nhận.\n")
        #expect(folder.run("verify").status == 0)
        let actors: [String] = try folder.store().read { try $0.values("SELECT DISTINCT actor FROM ledger_entry") }
        #expect(actors == ["system:test"])
    }

    @Test("import is refused in words, in English when asked, and leaves the programme alone")
    func refusals() throws {
        let folder = try province()
        let plan = try TestPlan().write()
        let letter = TestFolder.newPath("quyet-dinh.txt")
        try "ỦY BAN NHÂN DÂN\nSố: 1/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc khen thưởng\nĐiều 1. Tặng thưởng.\n".write(
            toFile: letter, atomically: true, encoding: .utf8)
        func importing(_ arguments: String...) -> Ran { folder.run(["plan", "import"] + arguments) }
        #expect(
            importing(plan, "--year", "2026", "--unit", "Sở Mây").err
                == "Không tìm thấy đơn vị “Sở Mây”. Hãy ghi đúng mã hoặc đúng tên đầy đủ của đơn vị.\n")
        #expect(
            importing(plan, "--year", "2026", "--unit", "Sở Mây", "--lang", "en").err
                == "No unit is called “Sở Mây”. Give its code or its exact name.\n")
        let notAPlan = importing(letter, "--year", "2026", "--unit", "HG", "--lang", "en")
        #expect(notAPlan.status == 1)
        #expect(notAPlan.err == "This paper is “QUYẾT ĐỊNH”, not a plan. Choose the plan's file.\n")
        #expect(importing("/khong/co.txt", "--year", "2026", "--unit", "HG").status == 1)
        #expect(importing(plan, "--unit", "HG").status == 2)
        #expect(importing(plan, "--year", "2026").status == 2)
        #expect(importing(plan, "--year", "20x6", "--unit", "HG").status == 2)
        #expect(importing("--year", "2026", "--unit", "HG").status == 2)
        #expect(importing(plan, plan, "--year", "2026", "--unit", "HG").status == 2)
        #expect(try tasks(folder) == [])
        #expect(folder.run("verify").status == 0)
        let nowhere = DataFolder()
        let ran = nowhere.run("plan", "import", plan, "--year", "2026", "--unit", "HG", "--lang", "en")
        #expect(ran.status == 1)
        #expect(ran.err == "\(nowhere.path) holds no data. Run “vinhdanh sample” or name the folder with --data.\n")
        #expect(!FileManager.default.fileExists(atPath: nowhere.path))
    }

    @Test("read prints what it found and makes no data folder")
    func read() throws {
        let folder = DataFolder()
        let plan = try TestPlan().write()
        let ran = folder.run("plan", "read", plan)
        #expect(ran.status == 0)
        #expect(ran.out.contains("3 nhiệm vụ"))
        #expect(folder.run("plan", "read", plan, "--lang", "en").out.contains("3 tasks"))
        let json = folder.run("plan", "read", plan, "--json")
        let value = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
        #expect((value["tasks"] as? [Any])?.count == 3)
        #expect(folder.run("plan", "read", "/khong/co.txt").status == 1)
        #expect(folder.run("plan", "read").status == 2)
        #expect(folder.run("plan", "read", plan, plan).status == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}

extension Ran {
    /// A command that did what it was asked and said this line.
    static func expected(_ line: String) -> Ran { Ran(status: 0, out: line + "\n", err: "") }
}
