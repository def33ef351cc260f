import Fixtures
import Foundation
import Office
import Testing

import Database

@Suite("vinhdanh sample") struct SampleCommandTests {
    /// What people see of a province; not when and under which keys it was written.
    private func exported(_ folder: DataFolder) throws -> [String] {
        let store = try folder.store()
        return try store.read { db in
            let questions: [SQL] = [
                "SELECT code, name, level, kind, path FROM unit ORDER BY id",
                "SELECT u.code, n.name, n.sort FROM unit_name n JOIN unit u ON u.id = n.unit ORDER BY u.id, n.sort, n.name",
                "SELECT login, name, state FROM account ORDER BY id",
                "SELECT name, birth_day, birth_year, gender, ethnic, area, phone, email FROM person ORDER BY id",
                "SELECT person, unit, title, post_group, first_day FROM post ORDER BY id",
                "SELECT council, person, role, first_day, last_day FROM council_member ORDER BY id",
                "SELECT bloc, year, head, flags, certificates FROM bloc_year ORDER BY id",
                "SELECT title, number, year, version FROM plan ORDER BY id",
                "SELECT section, ordinal, text, time, due_day, lead_text, state, closed_on, quote FROM task ORDER BY id",
                "SELECT task, role, position, name, unit FROM task_unit ORDER BY task, role, position",
                "SELECT task, act, who, words, old_due, new_due FROM task_step ORDER BY id",
                "SELECT task, sort, words, address FROM task_evidence ORDER BY id",
                "SELECT actor, act, subject_kind, subject, why FROM ledger_entry ORDER BY sequence",
            ]
            return try questions.flatMap { try db.all($0).map { "\($0.values)" } }
        }
    }

    @Test("gives the same province for the same seed, another one for another seed, and verify finds it whole")
    func seeds() throws {
        let folders = [("7", 0), ("7", 1), ("8", 2)].map { (DataFolder(), $0.0) }
        for (folder, seed) in folders {
            let ran = folder.run("sample", "--units", "4", "--people", "6", "--years", "2", "--seed", seed)
            #expect(ran.status == 0, "\(ran.err)")
            #expect(ran.err == "")
            #expect(folder.run("verify").status == 0)
        }
        let (one, same, other) = try (exported(folders[0].0), exported(folders[1].0), exported(folders[2].0))
        #expect(one.count > 100)
        #expect(one == same)
        #expect(one != other)
    }

    @Test("prints an account for each role, as one JSON value when asked")
    func accounts() throws {
        struct Line: Decodable, Equatable { let login, password, role, name: String }
        let folder = DataFolder()
        let ran = folder.run("sample", "--units", "1", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: Data(ran.out.utf8))
        let roles: [Role] = [
            .administrator, .specialist, .leader, .unitOfficer, .secretary, .councilMember, .legalOfficer, .accountant,
            .reporter, .observer,
        ]
        #expect(Set(lines.map(\.role)) == Set(roles.map(\.vietnamese)))
        #expect(ran.out.split(separator: "\n").count == 1)
    }

    @Test("does not write over data that is there")
    func notEmpty() throws {
        let folder = try DataFolder.withProvince()
        let before = try exported(folder)
        let ran = folder.run("sample")
        #expect(ran.status == 1)
        #expect(
            ran.err
                == "\(folder.path) đã có dữ liệu nên không tạo tỉnh mẫu đè lên. Hãy chọn thư mục khác bằng --data.\n")
        #expect(try exported(folder) == before)
    }

    @Test(
        "refuses sizes that make no sense as a wrong call",
        arguments: [["--units", "0"], ["--people", "-1"], ["--years", "x"], ["--seed", "1.5"]])
    func sizes(_ arguments: [String]) {
        let folder = DataFolder()
        #expect(folder.run(["sample"] + arguments).status == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
