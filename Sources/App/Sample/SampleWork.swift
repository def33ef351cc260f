import Database
import Office
import Vocabulary
import Work

/// A year of work on the sample's tasks: most done with evidence, some in hand, some late, one postponed, one dropped.
struct SampleWork {
    let office: Office
    let year: Int
    let today: Day

    private struct Line {
        let id: ID<Task>
        let reference: String
        let due: Day?
    }

    func live() throws {
        let lines = try office.read { db in
            try db.all("SELECT id, section, ordinal, due_day FROM task WHERE year = \(year) ORDER BY plan, position")
                .map { row in
                    let section: String = try row("section")
                    let ordinal: String? = try row("ordinal")
                    return Line(id: try row("id"), reference: "\(section).\(ordinal ?? "")", due: try row("due_day"))
                }
        }
        let (specialist, reporter) = try (actor("hanh", "Đặng Hạnh Nguyên"), actor("bao", "Vi Thục Khoa"))
        // The newest few that are due stay open, so that a newcomer sees lateness.
        let past = lines.filter { $0.due.map { $0 < today } ?? false }
        let late = Set(past.sorted { ($0.due ?? today) > ($1.due ?? today) }.prefix(2).map(\.id))
        for (number, line) in past.enumerated() where !late.contains(line.id) {
            try close(line, number, by: specialist)
        }
        let open = lines.filter { line in line.due.map { $0 >= today } ?? false }
        if let first = open.first { try office.write(by: specialist) { try TaskWork.start(first.id, by: $0) } }
        if open.count > 1 {
            try office.write(by: specialist) {
                try TaskWork.comment(
                    "Đã gửi dự thảo xin ý kiến các đơn vị, hẹn trả lời trong tuần.", on: open[1].id, by: $0)
                try TaskWork.start(open[1].id, by: $0)
            }
        }
        if open.count > 3, let due = open[3].due {
            try office.write(by: specialist) {
                try TaskWork.postpone(
                    open[3].id, to: due.adding(days: 10), because: "Lãnh đạo tỉnh dự họp Trung ương vào ngày đã định.",
                    by: $0)
            }
        }
        if let visit = lines.first(where: { $0.reference == "III.4" && !late.contains($0.id) }),
            visit.due.map({ $0 >= today }) ?? false
        {
            try office.write(by: specialist) {
                try TaskWork.drop(visit.id, because: "Không bố trí được kinh phí trong năm.", by: $0)
            }
        }
        if let regular = lines.first(where: { $0.reference == "V.1" }) {
            try office.write(by: reporter) {
                try TaskWork.add(
                    .link(
                        words: "Chuyên mục “Gương sáng bản làng”, kỳ 41",
                        address: "https://bao.hoanggiang.example/guong-sang/41"),
                    to: regular.id, by: $0)
            }
        }
    }

    private func close(_ line: Line, _ number: Int, by actor: Actor) throws {
        try office.write(by: actor) { operation in
            if number % 9 == 5 {
                return try TaskWork.drop(line.id, because: "Gộp vào việc khác theo ý kiến lãnh đạo Sở.", by: operation)
            }
            try TaskWork.add(
                number % 3 == 0
                    ? .note("Đã hoàn thành, hồ sơ lưu tại Ban Thi đua - Khen thưởng.")
                    : .document(words: "Văn bản số \(40 + number * 7)/SNV-TĐKT", file: nil), to: line.id, by: operation)
            try TaskWork.finish(line.id, on: line.due, by: operation)
        }
    }

    private func actor(_ login: String, _ name: String) throws -> Actor {
        try office.read { Actor(account: try Accounts.id(login: login, $0), name: name, origin: "127.0.0.1") }
    }
}
