import Database
import Office
import struct Office.Unit
import Vocabulary
import Work

/// Next year's plan of the sample, half written: some rows looked at, a basis that has ended, a word of the leader.
struct SampleWriting {
    let office: Office
    let year: Int

    func begin(of province: Unit) throws {
        let (specialist, leader) = try (actor("hanh", "Đặng Hạnh Nguyên"), actor("dung", "Phan Trí Dũng"))
        let plan = try office.read { db in
            try db.first("SELECT id FROM plan WHERE year = \(year) AND unit = \(province.id) ORDER BY id LIMIT 1")
        }
        guard let plan else { return }
        let id = try office.write(by: specialist) { operation in
            try Manuscripts.begin(
                year: year + 1, from: [plan("id")], for: province, province: province, office.workingDays(operation),
                by: operation)
        }
        try office.write(by: specialist) { operation in
            try Manuscripts.setText(
                .purpose,
                "- Phát huy vai trò của công tác thi đua, khen thưởng trong thực hiện nhiệm vụ năm \(year + 1).\n"
                    + "- Động viên cán bộ và nhân dân các dân tộc trong tỉnh hăng hái thi đua.", of: id, version: 0,
                by: operation)
            try Manuscripts.addBases(
                "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ", to: id, by: operation)
            let rows: [ID<ManuscriptRow>] = try operation.values(
                "SELECT id FROM manuscript_row WHERE manuscript = \(id) ORDER BY position LIMIT 4")
            for (index, row) in rows.enumerated() {
                try Manuscripts.decide(index == 2 ? .dropped : .kept, row, of: id, by: operation)
            }
        }
        try office.write(by: leader) {
            try Manuscripts.comment(
                "Cần ghi rõ nguồn kinh phí và rút bớt các cuộc họp trong quý I.", row: nil, on: id, by: $0)
        }
    }

    private func actor(_ login: String, _ name: String) throws -> Actor {
        try office.read { Actor(account: try Accounts.id(login: login, $0), name: name, origin: "127.0.0.1") }
    }
}
