import Database
import Foundation
import class HTTP.PassingFile
import Markup
import Office
import Vocabulary
import Work

/// Units asked for their own plans of the year: most have sent, one late, one got its plan back, some owe it.
struct SampleUnitPlans {
    let office: Office
    let year: Int
    let today: Day

    func make() throws {
        guard let due = Day(year: year, month: 3, day: 15) else { return }
        let (specialist, visitor) = try office.read { db in
            let account = try Accounts.id(login: "hanh", db)
            let unit = try Organisations.unit(codeOrName: "HG-BTDKT", db)
            let province = try Organisations.unit(codeOrName: "HG", db)
            let actor = Actor(account: account, name: "Đặng Hạnh Nguyên", origin: "127.0.0.1")
            let grant = Grant(.specialist, home: unit.path)
            return (
                actor,
                Visitor(
                    account: account, name: actor.name, login: "hanh", grants: [grant], unit: unit, province: province)
            )
        }
        let plan: ID<Plan>? = try office.read { db in
            try db.first("SELECT id FROM plan WHERE year = \(year) ORDER BY id LIMIT 1").map { try $0("id") }
        }
        let request = try office.write(by: specialist) { operation in
            try UnitPlans.ask(
                UnitPlans.Request(
                    "Gửi kế hoạch công tác thi đua, khen thưởng năm \(year) của cơ quan, đơn vị, địa phương",
                    basis: "Công văn số 112/SNV-BTĐKT ngày 20/01/\(year)", plan: plan, year: year, due: due,
                    targets: .init(groups: [.departments, .communes, .institutions])), for: visitor, by: operation)
        }
        let asked: [(id: ID<UnitPlan>, name: String)] = try office.read { db in
            try db.all("SELECT id, name FROM unit_plan WHERE request = \(request) ORDER BY id").map {
                (try $0("id"), try $0("name"))
            }
        }
        var sent: [ID<UnitPlan>] = []
        // Which units have sent is the same every year; the reporter's own owes its plan.
        for (number, one) in asked.enumerated() where number % 4 != 3 && !one.name.contains("Báo") {
            let day = number % 7 == 2 ? due.adding(days: 4) : due.adding(days: -(number % 9))
            guard day <= today else { continue }
            try send(one.id, one.name, number, on: day, as: visitor, by: specialist)
            sent.append(one.id)
        }
        if sent.count > 2 {
            try office.write(by: specialist) { operation in
                try UnitPlans.giveBack(
                    sent[2], because: "Chưa phân công người theo dõi; đề nghị bổ sung thời gian của từng việc.",
                    for: visitor, by: operation)
            }
        }
        if let first = sent.first {
            try office.write(by: specialist) { _ = try UnitPlanItems.confirmAll(of: first, for: visitor, by: $0) }
        }
    }

    private func send(
        _ id: ID<UnitPlan>, _ name: String, _ number: Int, on day: Day, as visitor: Visitor, by actor: Actor
    ) throws {
        let text = paper(of: name, number: 10 + number, on: day)
        let file = "ke-hoach-\(10 + number)-\(year).txt"
        let (reading, hash) = try PassingFile(ending: "txt").hold { path in
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let (reading, hash) = (try UnitPlanReading(path: path, name: file), try FileDigest.sha256(path: path))
            try office.shelf.keep(path, hash: hash)
            return (reading, hash)
        }
        try office.write(by: actor) { operation in
            let stored = try StoredFile.note(
                name: file, sha256: hash, bytes: Int64(text.utf8.count), by: operation)
            try UnitPlans.send(id, reading, file: stored, on: day, for: visitor, by: operation)
        }
    }

    private func paper(of name: String, number: Int, on day: Day) -> String {
        """
        TỈNH HOÀNG GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        \(name.uppercased())\tĐộc lập - Tự do - Hạnh phúc

        Số: \(number)/KH

        Hoàng Giang, \(day.onPaper)

        KẾ HOẠCH
        Công tác thi đua, khen thưởng năm \(year) của \(name)

        I. NHIỆM VỤ

        STT\tNội dung công việc\tThời gian\tChủ trì\tPhối hợp
        1\tPhát động phong trào thi đua năm \(year) trong toàn đơn vị\tTháng 3/\(year)\tVăn phòng\tCông đoàn
        2\tCử cán bộ dự lớp tập huấn nghiệp vụ thi đua, khen thưởng\tQuý II/\(year)\tVăn phòng\t
        3\tTuyên truyền gương điển hình tiên tiến, người tốt việc tốt\tThường xuyên\tCông đoàn\tVăn phòng
        4\tBáo cáo kết quả công tác thi đua, khen thưởng 6 tháng đầu năm\tTrước ngày 15/6/\(year)\tVăn phòng\t
        5\tHọp Hội đồng xét đề nghị khen thưởng cuối năm\tTháng 11/\(year)\tHội đồng thi đua\tVăn phòng

        II. TỔ CHỨC THỰC HIỆN

        Văn phòng theo dõi, báo cáo kết quả thực hiện Kế hoạch này./.

        """
    }
}
