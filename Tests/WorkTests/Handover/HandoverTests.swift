import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Handing over") struct HandoverTests {
    @Test(
        "gives a task its first officer, then goes with reason and day to another of the same unit",
        arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.3")
        let (nguyen, dung, tam) = (
            try world.visitor(.nguyen), try world.visitor(.dung), try world.visitor(.tam)
        )
        let unit = try #require(nguyen.unit?.id)
        func inCharge() throws -> [String] {
            try world.office.read { try OfficerInCharge.all(of: task, $0).map { "\($0.name) \($0.since.short)" } }
        }
        func hand(
            _ person: ProgrammeWorld.Person, _ giver: Handover.Giver, _ typed: Handovers.Typed
        ) throws {
            let visitor = try world.visitor(person)
            try world.write(person) { try Handovers.hand([task], from: giver, typed, for: visitor, by: $0) }
        }
        try hand(.nguyen, .nobody(in: unit), .init(to: nguyen.account))
        #expect(try inCharge() == ["Đặng Hạnh Nguyên 17/11"])
        #expect(throws: HandoverRefusal.changedMeanwhile) {
            try hand(.dung, .nobody(in: unit), .init(to: dung.account))
        }
        let mine = Handover.Giver.officer(nguyen.account)
        #expect(throws: HandoverRefusal.noReason) { try hand(.nguyen, mine, .init(to: dung.account)) }
        #expect(throws: HandoverRefusal.noReceiver) { try hand(.nguyen, mine, .init(to: nil, because: "x")) }
        #expect(throws: HandoverRefusal.sameOfficer) {
            try hand(.nguyen, mine, .init(to: nguyen.account, because: "x"))
        }
        #expect(throws: HandoverRefusal.notOfUnit("Sở Nội vụ")) {
            try hand(.nguyen, mine, .init(to: tam.account, because: "x"))
        }
        #expect(throws: HandoverRefusal.futureDay) {
            try hand(.nguyen, mine, .init(to: dung.account, because: "x", on: day(18, 11)))
        }
        // An officer of another unit has no hand in it.
        #expect(throws: HandoverRefusal.changedMeanwhile) {
            try hand(.tam, mine, .init(to: dung.account, because: "x"))
        }
        try hand(.nguyen, mine, .init(to: dung.account, because: "Nghỉ thai sản", on: day(16, 11)))
        #expect(try inCharge() == ["Phan Trí Dũng 16/11"])
        #expect(
            try inbox(.dung, world).first
                == "Nhận bàn giao từ Đặng Hạnh Nguyên: Họp Hội đồng xét khen thưởng đợt 2")
        let history = try world.office.read { try Handover.all(of: task, $0) }
        #expect(
            history.map { "\($0.giver ?? "–") \($0.receiver) \($0.reason) \($0.day.short) \($0.tasks)" } == [
                "Đặng Hạnh Nguyên Phan Trí Dũng Nghỉ thai sản 16/11 1", "– Đặng Hạnh Nguyên  17/11 1",
            ])
        let step = try world.office.read { try TaskDetail.of(task, for: dung, $0) }.steps.first
        #expect(step?.act == .handed && step?.words == "Đặng Hạnh Nguyên → Phan Trí Dũng: Nghỉ thai sản")
    }

    @Test(
        "takes all that one is in charge of, and asks no more often for three tasks than for one",
        arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (nguyen, dung) = (try world.visitor(.nguyen), try world.visitor(.dung))
        let unit = try #require(nguyen.unit?.id)
        let tasks = try ["III.1", "IV.1", "IV.3"].map { try world.task($0) }
        let free = try world.office.read { try Handover.candidates(.nobody(in: unit), for: nguyen, $0) }
        #expect(free.count == 8 && free.allSatisfy { $0.since == nil })
        var counts: [Int] = []
        for some in [Array(tasks.prefix(1)), Array(tasks.dropFirst())] {
            try world.write(.nguyen) {
                try Handovers.hand(some, from: .nobody(in: unit), .init(to: nguyen.account), for: nguyen, by: $0)
            }
            counts.append(
                try world.office.read { db in
                    try Recorder.recording { try Handover.candidates(.officer(nguyen.account), for: nguyen, db) }.1
                        .count
                })
        }
        #expect(counts == [1, 1])
        let going = try world.write(.nguyen) {
            try Handovers.hand(
                tasks, from: .officer(nguyen.account), .init(to: dung.account, because: "Chuyển công tác"), for: nguyen,
                by: $0)
        }
        #expect(going == 3)
        #expect(try inbox(.dung, world).first == "Nhận bàn giao từ Đặng Hạnh Nguyên: 3 việc")
        let filter = TaskFilter(year: 2026, mine: .inCharge)
        func listed(_ visitor: Visitor) throws -> Int {
            try world.office.read { try TaskList.page(filter, for: visitor, today: ProgrammeWorld.today, $0) }.lines
                .count
        }
        #expect(try listed(dung) == 3 && listed(nguyen) == 0)
        // A manager hands over for somebody who is gone.
        #expect(try world.office.read { try Handover.givers(for: nguyen, $0) }.map(\.account) == [dung.account])
        try world.write(.nguyen) {
            try Handovers.hand(
                [tasks[0]], from: .officer(dung.account), .init(to: nguyen.account, because: "Thôi việc"), for: nguyen,
                by: $0)
        }
        #expect(
            try inbox(.dung, world).first
                == "Đã bàn giao cho Đặng Hạnh Nguyên: Kiểm tra công tác thi đua tại 16 xã, phường")
    }

    @Test("has a page for one task, and one for many with a preview on which nothing is lost")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let task = try world.task("IV.3")
        let nguyen = try world.browser(.nguyen)
        let (me, dung) = (try world.visitor(.nguyen), try world.visitor(.dung))
        let unit = try #require(me.unit?.id)
        #expect(try nguyen.get("/viec/\(task)").body.contains("chưa giao cho ai"))
        #expect(try world.browser(.tam).get("/viec/\(task)/ban-giao").status == 404)
        let first = try nguyen.post("/viec/\(task)/ban-giao", [("nguoi-nhan", "\(unit)-\(me.account)")])
        #expect(try nguyen.follow(first).body.contains("Đã giao cho Đặng Hạnh Nguyên phụ trách."))
        let stale = try nguyen.post(
            "/viec/\(task)/ban-giao", [("nguoi-nhan", "\(unit)-\(dung.account)"), ("ly-do", "Bận việc")])
        #expect(stale.status == 409 && stale.body.contains("Bận việc"))
        let list = try nguyen.get("/ban-giao?tu=d\(unit)")
        #expect(list.body.contains("Việc chưa giao cho ai") && list.body.contains("7 việc chưa xong"))
        let other = try world.task("IV.1")
        let form = [("tu", "d\(unit)"), ("viec", "\(other)")]
        let refused = try nguyen.post("/ban-giao/xem", form + [("ly-do", "Chia việc")])
        #expect(
            refused.status == 422 && refused.body.contains("Hãy chọn người nhận.") && refused.body.contains("Chia việc")
        )
        let preview = try nguyen.post(
            "/ban-giao/xem", form + [("nguoi-nhan", "\(dung.account)"), ("ly-do", "Chia việc")])
        #expect(
            preview.status == 200 && preview.body.contains("Bàn giao 1 việc") && preview.body.contains("Phan Trí Dũng"))
        let done = try nguyen.post("/ban-giao/ghi", form + [("nguoi-nhan", "\(dung.account)"), ("ly-do", "Chia việc")])
        #expect(try nguyen.follow(done).body.contains("Đã bàn giao 1 việc."))
        #expect(try world.browser(.dung).get("/ban-giao").body.contains("Hướng dẫn các khối"))
        // Somebody else's list is empty for who does not manage it.
        #expect(!(try world.browser(.tam).get("/ban-giao?tu=n\(dung.account)").body.contains("Hướng dẫn các khối")))
        #expect(try world.browser(.nguyen).get("/viec-cua-toi").body.contains("Phân công, bàn giao việc"))
        #expect(world.faults.all == [])
    }
}

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
