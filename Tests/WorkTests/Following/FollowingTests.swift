import Database
import Fixtures
import Office
import Testing
import Vocabulary

import struct Office.Unit

@testable import Work

@Suite("Difficulties") struct DifficultyTests {
    @Test(
        "go from the unit to the standing body, to the leader with a paper, and are closed with a word",
        arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, tam) = (try world.task("IV.2"), try world.visitor(.tam))
        let id = try world.write(.tam) {
            try Difficulties.raise("Chưa có định mức", on: task, answerBy: day(20, 11), from: tam.unit?.id, by: $0)
        }
        func seen(_ person: ProgrammeWorld.Person, _ state: Difficulty.State? = nil) throws -> [String] {
            let visitor = try world.visitor(person)
            return try world.office.read { db in
                try DifficultyList.page(.init(state: state), for: visitor, db).lines.map {
                    "\($0.text) \($0.state.rawValue) \($0.due?.short ?? "–") \($0.unitName ?? "")"
                }
            }
        }
        #expect(try seen(.nguyen) == ["Chưa có định mức waiting 20/11 Sở Tài chính"])
        #expect(try seen(.tam) == seen(.nguyen))
        #expect(try seen(.khoa) == [] && seen(.stranger) == [])
        #expect(try inbox(.nguyen, world).first == "Vướng mắc mới: Lập dự toán Hội nghị tổng kết")
        #expect(throws: FollowingRefusal.noPaper) {
            try world.write(.nguyen) {
                try Difficulties.escalate(id, "Vượt thẩm quyền", paper: " ", answerBy: nil, by: $0)
            }
        }
        #expect(throws: FollowingRefusal.pastDay) {
            try world.write(.nguyen) {
                try Difficulties.escalate(id, "Vượt", paper: "TTr 15", answerBy: day(16, 11), by: $0)
            }
        }
        try world.write(.nguyen) {
            try Difficulties.escalate(
                id, "Vượt thẩm quyền", paper: "Tờ trình số 15/TTr-SNV", answerBy: day(25, 11), by: $0)
        }
        #expect(try seen(.dung, .escalated) == ["Chưa có định mức escalated 25/11 Sở Tài chính"])
        let leader = try world.visitor(.dung)
        let quarter = try world.office.read {
            try LeaderQuarter.of(year: 2026, quarter: 4, for: leader, today: ProgrammeWorld.today, $0)
        }
        #expect(quarter.escalated.lines.map(\.id) == [id])
        #expect(try inbox(.dung, world).first == "Vướng mắc chờ lãnh đạo: Lập dự toán Hội nghị tổng kết")
        try world.write(.dung) { try Difficulties.direct(id, "Áp dụng mức cũ", paper: "", by: $0) }
        // Two people press at once: the second is told.
        #expect(throws: FollowingRefusal.closed) {
            try world.write(.dung) { try Difficulties.direct(id, "Áp dụng mức mới", paper: "", by: $0) }
        }
        try world.write(.tam) { try Difficulties.close(id, because: "Đã lập theo mức cũ", by: $0) }
        #expect(throws: FollowingRefusal.closed) {
            try world.write(.nguyen) { try Difficulties.answer(id, "x", by: $0) }
        }
        let steps = try world.office.read { try Difficulty.steps(of: id, $0) }
        #expect(
            steps.map { "\($0.act.rawValue) \($0.who) \($0.paper ?? "")" } == [
                "raised Lục Minh Tâm ", "escalated Đặng Hạnh Nguyên Tờ trình số 15/TTr-SNV", "directed Phan Trí Dũng ",
                "closed Lục Minh Tâm ",
            ])
        #expect(try seen(.nguyen) == [])
        #expect(try seen(.nguyen, .closed).count == 1)
        try world.write(.tam) { try TaskWork.add(.note("Xong"), to: task, by: $0) }
        try world.write(.tam) { try TaskWork.finish(task, by: $0) }
        #expect(throws: FollowingRefusal.closedTask) {
            try world.write(.tam) { try Difficulties.raise("Nữa", on: task, from: nil, by: $0) }
        }
    }

    @Test(
        "are listed page by page along an index, with as many queries for three as for one", arguments: Engine.available
    )
    func list(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, tam, nguyen) = (try world.task("IV.2"), try world.visitor(.tam), try world.visitor(.nguyen))
        for number in [3, 1, 2] {
            try world.write(.tam) {
                try Difficulties.raise(
                    "Vướng \(number)", on: task, answerBy: number == 3 ? nil : day(19 + number, 11), from: tam.unit?.id,
                    by: $0)
            }
        }
        for newest in [false, true] {
            var (seen, key): ([String], ID<Difficulty>?) = ([], nil)
            repeat {
                let page = try world.office.read {
                    try DifficultyList.page(.init(isNewestFirst: newest), after: key, for: nguyen, size: 2, $0)
                }
                seen += page.lines.map(\.text)
                key = page.after
            } while key != nil
            #expect(seen == (newest ? ["Vướng 2", "Vướng 1", "Vướng 3"] : ["Vướng 1", "Vướng 2", "Vướng 3"]))
        }
        let counts = try [1, 3].map { size in
            try world.office.read { db in
                try Recorder.recording { try DifficultyList.page(.init(), for: nguyen, size: size, db) }.1.count
            }
        }
        #expect(counts == [1, 1])
        if engine == .sqlite {
            let plan = try world.office.read { db in
                try db.all(
                    "EXPLAIN QUERY PLAN \(sql: DifficultyList.statement(.init(), after: nil, for: nguyen, size: 50))"
                ).map { try $0("detail") as String }.joined(separator: "\n")
            }
            #expect(plan.contains("difficulty_by_due"), "\(plan)")
        }
    }

    @Test("have pages on which what was typed stays, and which others do not find")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let (task, other) = (try world.task("IV.2"), try world.task("IV.3"))
        let tam = try world.browser(.tam)
        #expect(try tam.get("/viec/\(other)/vuong-mac").status == 404)
        let refused = try tam.post("/viec/\(task)/vuong-mac", [("noi-dung", "Thiếu số liệu"), ("can-truoc", "31/02")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("Thiếu số liệu") && refused.body.contains("không phải là ngày"))
        let sent = try tam.post("/viec/\(task)/vuong-mac", [("noi-dung", "Thiếu số liệu"), ("can-truoc", "")])
        let page = try tam.follow(sent)
        #expect(page.body.contains("Đã gửi vướng mắc"))
        let path = try #require(sent.header("Location"))
        #expect(try world.browser(.khoa).get(path).status == 404)
        #expect(try world.browser(.stranger).get(path).status == 404)
        #expect(try tam.post("\(path)/tra-loi", [("noi-dung", "Tự trả lời")]).status == 403)
        let nguyen = try world.browser(.nguyen)
        let empty = try nguyen.post("\(path)/bao-cao", [("noi-dung", "Trình"), ("van-ban", "")])
        #expect(empty.status == 422 && empty.body.contains("Hãy ghi số, ngày của văn bản"))
        #expect(try nguyen.post("\(path)/tra-loi", [("noi-dung", "Lấy theo báo cáo năm")]).status == 303)
        #expect(try tam.get("/viec/\(task)").body.contains("Thiếu số liệu"))
        #expect(try nguyen.get("/vuong-mac?tinh-trang=da-tra-loi").body.contains("Thiếu số liệu"))
        #expect(try world.browser(.dung).get("/quy-nay").status == 200)
        #expect(world.faults.all == [])
    }
}

@Suite("Urging") struct UrgingTests {
    @Test(
        "finds who is late, writes the letter, notes it at every task and tells the unit", arguments: Engine.available)
    func late(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        world.clock.advance(seconds: 5 * 86_400)
        let today = ProgrammeWorld.today.adding(days: 5)
        let nguyen = try world.visitor(.nguyen)
        func late() throws -> LateUnits { try world.office.read { try LateUnits.of(nguyen, today: today, $0) } }
        #expect(
            try late().lines.map { "\($0.name) \($0.count) \($0.tasks.count) \($0.urged)" } == [
                "Sở Nội vụ 5 5 0", "Sở Tài chính 1 1 0",
            ])
        let stranger = try world.visitor(.stranger)
        #expect(try world.office.read { try LateUnits.of(stranger, today: today, $0) }.lines == [])
        let line = try #require(try late().lines.last)
        let letter = UrgingWords.draft(to: line, from: "Sở Nội vụ", today: today)
        #expect(
            letter == """
                Kính gửi: Sở Tài chính

                Theo chương trình công tác thi đua, khen thưởng, đến ngày 22/11/2026 Sở Tài chính còn 1 việc quá hạn:
                1. Lập dự toán Hội nghị tổng kết (hạn 20/11/2026, chậm 2 ngày).

                Sở Nội vụ đề nghị Sở Tài chính khẩn trương thực hiện, báo cáo kết quả hoặc nêu rõ khó khăn, vướng mắc (nếu có) \
                trước ngày 27/11/2026 để tổng hợp, báo cáo.
                Trân trọng.
                """)
        let count = try world.write(.nguyen) {
            try Urgings.urge([line.unit: letter], by: .zalo, for: nguyen, $0)
        }
        #expect(count == 1)
        #expect(try inbox(.tam, world).first == "Đôn đốc 1 việc của Sở Tài chính")
        #expect(try late().lines.map { "\($0.urged) \($0.lastUrged?.short ?? "–")" } == ["0 –", "1 22/11"])
        let (task, tam) = (try world.task("IV.2"), try world.visitor(.tam))
        let seen = try world.office.read { try Urging.of(task, for: tam, $0) }
        #expect(
            seen.map { "\($0.channel) \($0.unitName) \($0.tasks) \($0.who)" } == [
                "zalo Sở Tài chính 1 Đặng Hạnh Nguyên"
            ])
        #expect(try world.office.read { try TaskDetail.of(task, for: tam, $0) }.steps.first?.act == .urged)
        #expect(throws: FollowingRefusal.nobody) {
            try world.write(.nguyen) { try Urgings.urge([:], by: .zalo, for: nguyen, $0) }
        }
        // A unit that the visitor does not manage is no late unit for them.
        #expect(throws: FollowingRefusal.notLate) {
            try world.write(.stranger) { try Urgings.urge([line.unit: "x"], by: .zalo, for: stranger, $0) }
        }
        #expect(throws: FollowingRefusal.self) {
            try world.write(.nguyen) {
                try Urgings.urge(task, "Gọi điện", by: .telephone, on: today.adding(days: 1), by: $0)
            }
        }
    }

    @Test("asks as often for five thousand late tasks as for six, and stays quick", arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let nguyen = try world.visitor(.nguyen)
        let today = ProgrammeWorld.today.adding(days: 400)
        func queries() throws -> (Int, Int) {
            try world.office.read { db in
                let (late, queries) = try Recorder.recording { try LateUnits.of(nguyen, today: today, db) }
                return (late.lines.reduce(0) { $0 + $1.count }, queries.count)
            }
        }
        let few = try queries()
        try ManyTasks.add(5_100, to: world)
        let many = try queries()
        #expect(many.0 > few.0)
        #expect(many.1 <= few.1 + 2)
    }

    @Test("goes from the late list over the letters to the log, and loses no word on the way")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let nguyen = try world.browser(.nguyen)
        let unit = try world.office.read { try Organisations.unit(codeOrName: "LS-SNV", $0).id }
        #expect(try nguyen.get("/don-doc").body.contains("name=\"don-vi\" value=\"\(unit)\""))
        #expect(try nguyen.post("/don-doc/soan").status == 422)
        let drafted = try nguyen.post("/don-doc/soan", [("don-vi", "\(unit)")])
        #expect(drafted.status == 200 && drafted.body.contains("Kính gửi: Sở Nội vụ"))
        let form = [("don-vi", "\(unit)"), ("loi-\(unit)", "Đề nghị làm ngay"), ("bao", "1")]
        let refused = try nguyen.post("/don-doc/ghi", form)
        #expect(refused.status == 422 && refused.body.contains("Đề nghị làm ngay"))
        #expect(refused.body.contains("Hãy chọn cách đôn đốc."))
        let done = try nguyen.post("/don-doc/ghi", form + [("cach", "dien-thoai")])
        #expect(try nguyen.follow(done).body.contains("Đã ghi đôn đốc 1 đơn vị, 5 việc."))
        #expect(try nguyen.get("/don-vi/\(unit)/viec?nam=2026").body.contains("Đề nghị làm ngay"))
        let task = try world.task("IV.1")
        #expect(try nguyen.get("/viec/\(task)/don-doc").body.contains("Đề nghị làm ngay"))
        let more = [("noi-dung", "Gặp ở giao ban"), ("cach", "gap")]
        #expect(try nguyen.post("/viec/\(task)/don-doc", more).status == 303)
        #expect(try world.browser(.tam).get("/don-doc").status == 403)
        #expect(world.faults.all == [])
    }
}

@Suite("Asking for opinions") struct OpinionTests {
    @Test("shows silence as silence, reminds once before the day and tells once after it", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.3")
        let (finance, press, khoa) = try world.office.read { db in
            (
                try Organisations.unit(codeOrName: "LS-STC", db).id,
                try Organisations.unit(codeOrName: "LS-BAO", db).id,
                try Accounts.id(login: "khoa", db)
            )
        }
        let due = day(20, 11)
        #expect(throws: FollowingRefusal.nobody) {
            try world.write(.nguyen) { try Opinions.ask(.init("Hỏi", due: due), on: task, by: $0) }
        }
        #expect(throws: FollowingRefusal.pastDay) {
            try world.write(.nguyen) {
                try Opinions.ask(.init("Hỏi", due: day(16, 11), units: [finance]), on: task, by: $0)
            }
        }
        let id = try world.write(.nguyen) {
            try Opinions.ask(
                .init("Nhất trí họp ngày 24?", due: due, units: [finance, press], accounts: [khoa]), on: task, by: $0)
        }
        #expect(try inbox(.tam, world).first?.hasPrefix("Xin ý kiến trước 20/11/2026") == true)
        func standing(_ person: ProgrammeWorld.Person, on day: Day) throws -> [String] {
            let visitor = try world.visitor(person)
            return try world.office.read { db in
                let request = try OpinionRequest.of(id, for: visitor, db)
                return try Opinion.all(of: request, for: visitor, db).map {
                    "\($0.name): \($0.standing(request, on: day))"
                }
            }
        }
        // Sở Tài chính has no part in the task: it sees the question and its own line.
        #expect(try standing(.tam, on: due) == ["Sở Tài chính: Chờ trả lời"])
        #expect(throws: FollowingRefusal.notFound) { try standing(.stranger, on: due) }
        let tam = try world.visitor(.tam)
        #expect(try world.office.read { try OpinionRequest.waiting(for: tam, $0) }.map(\.request.id) == [id])
        let own = try world.office.read { db in
            try Opinion.all(of: OpinionRequest.of(id, for: tam, db), for: tam, db)[0].id
        }
        #expect(throws: FollowingRefusal.self) {
            try world.write(.tam) { try Opinions.answer(own, .changes, " ", by: $0) }
        }
        func remind() throws -> [Int] {
            let told = try world.write(.admin) { try Opinions.remind(by: $0) }
            return [told.reminded, told.silent]
        }
        #expect(try remind() == [0, 0])
        world.clock.advance(seconds: 86_400)
        #expect(try remind() == [1, 0])
        #expect(try remind() == [0, 0])
        #expect(try inbox(.tam, world).first?.hasPrefix("Nhắc: trả lời xin ý kiến") == true)
        try world.write(.tam) { try Opinions.answer(own, .changes, "Lùi sang buổi chiều", by: $0) }
        #expect(try world.office.read { try OpinionRequest.waiting(for: tam, $0) } == [])
        #expect(try inbox(.nguyen, world).first == "Sở Tài chính trả lời: nhất trí, đề nghị sửa")
        world.clock.advance(seconds: 3 * 86_400)
        #expect(try remind() == [0, 1])
        #expect(try remind() == [0, 0])
        #expect(try inbox(.nguyen, world).first?.hasPrefix("Hết hạn, còn 2 nơi chưa trả lời") == true)
        #expect(
            try standing(.nguyen, on: due.adding(days: 1)) == [
                "Sở Tài chính: Nhất trí, đề nghị sửa", "Báo Lam Sơn: Chưa trả lời", "Vi Thục Khoa: Chưa trả lời",
            ])
        try world.write(.nguyen) { try Opinions.close(id, by: $0) }
        #expect(throws: FollowingRefusal.closed) {
            try world.write(.tam) { try Opinions.answer(own, .agree, "", by: $0) }
        }
    }

    @Test("takes silence for agreement only where the request says so, and refuses a unit that has ended")
    func silence() throws {
        let world = try ProgrammeWorld(.sqlite)
        let task = try world.task("IV.3")
        let finance = try world.office.read { try Organisations.unit(codeOrName: "LS-STC", $0).id }
        let nguyen = try world.visitor(.nguyen)
        let id = try world.write(.nguyen) {
            try Opinions.ask(
                .init("Hỏi; không trả lời là nhất trí", due: day(20, 11), silenceAgrees: true, units: [finance]),
                on: task, by: $0)
        }
        let (request, opinions) = try world.office.read { db in
            let request = try OpinionRequest.of(id, for: nguyen, db)
            return (request, try Opinion.all(of: request, for: nguyen, db))
        }
        #expect(opinions[0].standing(request, on: day(20, 11)) == "Chờ trả lời")
        #expect(opinions[0].standing(request, on: day(21, 11)) == "Chưa trả lời, coi như nhất trí")
        #expect(opinions[0].answer == nil)
        try world.write(.nguyen) { try Organisations.end(finance, on: day(1, 11), basis: nil, by: $0) }
        #expect(throws: FollowingRefusal.ended(unit: "Sở Tài chính", day(1, 11))) {
            try world.write(.nguyen) {
                try Opinions.ask(.init("Hỏi", due: day(20, 11), units: [finance]), on: task, by: $0)
            }
        }
    }

    @Test("has pages for the question, the answer and the summary")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let task = try world.task("IV.3")
        let nguyen = try world.browser(.nguyen)
        let form = [("cau-hoi", "Nhất trí họp ngày 24?"), ("tra-loi-truoc", "20/11/2026"), ("nhac", "2")]
        let refused = try nguyen.post("/viec/\(task)/xin-y-kien", form + [("don-vi", "Sở Không Có")])
        #expect(refused.status == 422 && refused.body.contains("Không tìm thấy đơn vị “Sở Không Có”"))
        let sent = try nguyen.post("/viec/\(task)/xin-y-kien", form + [("don-vi", "LS-STC\r\nLS-BAO")])
        let path = try #require(sent.header("Location"))
        let tam = try world.browser(.tam)
        #expect(try tam.get("/viec-cua-toi").body.contains("Xin ý kiến tôi"))
        let page = try tam.get(path)
        #expect(page.status == 200 && !page.body.contains("Báo Lam Sơn"))
        let line = try #require(page.body.firstMatch(of: /name="cua" value="(\d+)"/)?.1)
        let wrong = try tam.post("\(path)/tra-loi", [("cua", String(line)), ("tra-loi", "khong-nhat-tri")])
        #expect(wrong.status == 422 && wrong.body.contains("Hãy ghi ý kiến cụ thể."))
        #expect(
            try world.browser(.khoa).post("\(path)/tra-loi", [("cua", String(line)), ("tra-loi", "nhat-tri")]).status
                == 422)
        #expect(try tam.post("\(path)/tra-loi", [("cua", String(line)), ("tra-loi", "nhat-tri")]).status == 303)
        #expect(try nguyen.get(path).body.contains("1 nhất trí"))
        #expect(try world.browser(.stranger).get(path).status == 404)
        #expect(try tam.post("\(path)/khep").status == 403)
        #expect(try nguyen.post("\(path)/khep").status == 303)
        #expect(try nguyen.post("\(path)/mo-lai").status == 303)
        #expect(world.faults.all == [])
    }
}

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
