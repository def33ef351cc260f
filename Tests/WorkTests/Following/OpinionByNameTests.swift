import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Opinions of who has no account") struct OpinionByNameTests {
    /// A council with one member who has no account.
    private func member(_ world: ProgrammeWorld) throws -> ID<CouncilMember> {
        let first = Day(year: 2026, month: 1, day: 5) ?? ProgrammeWorld.today
        return try world.write(.nguyen) { operation in
            let unit = try Organisations.unit(codeOrName: "LS-STC", operation).id
            let province = try Organisations.unit(codeOrName: "LS", operation).id
            let details = try PersonDetails(name: "Trần Thị Lan", birthYear: 1970).checked(today: operation.today)
            let person = try People.add(
                NewPerson(details, post: NewPost(unit: unit, title: "Giám đốc")), in: .everything, by: operation)
            let council = try Councils.establish(
                NewCouncil(
                    .emulation, level: .province, name: "Hội đồng TĐKT tỉnh", unit: province, decision: "120/QĐ-UBND",
                    decidedOn: first, firstDay: first), in: .everything, by: operation)
            return try Councils.add(
                person, as: .member, to: council, from: first, in: .everything, by: operation)
        }
    }

    @Test("are asked by name and written down from a paper by the secretary", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, member) = (try world.task("IV.3"), try member(world))
        let due = ProgrammeWorld.today.adding(days: 3)
        let id = try world.write(.nguyen) {
            try Opinions.ask(.init("Nhất trí không?", due: due, members: [member]), on: task, by: $0)
        }
        let nguyen = try world.visitor(.nguyen)
        func opinions() throws -> [Opinion] {
            try world.office.read { try Opinion.all(of: OpinionRequest.of(id, for: nguyen, $0), for: nguyen, $0) }
        }
        let asked = try #require(try opinions().first)
        #expect(asked.name == "Trần Thị Lan, Hội đồng TĐKT tỉnh" && asked.isByName)
        world.clock.advance(seconds: 86_400)
        let before = try inbox(.nguyen, world).count
        let told = try world.write(.admin) { try Opinions.remind(by: $0) }
        #expect(told.reminded == 1)
        #expect(try inbox(.nguyen, world).count == before + 1, "who asked is told to ask again")
        #expect(throws: FollowingRefusal.noSource) {
            try world.write(.nguyen) { try Opinions.answer(asked.id, .agree, "", by: $0) }
        }
        try world.write(.nguyen) {
            try Opinions.answer(asked.id, .agree, "", from: "Phiếu ngày 18/11/2026", by: $0)
        }
        let answered = try #require(try opinions().first)
        #expect(answered.answer == .agree && answered.source == "Phiếu ngày 18/11/2026")
        #expect(answered.who == "Đặng Hạnh Nguyên")
    }

    @Test("are chosen and written down on the pages, by nobody else")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let (task, member) = (try world.task("IV.3"), try member(world))
        let nguyen = try world.browser(.nguyen)
        #expect(try nguyen.get("/viec/\(task)/xin-y-kien").body.contains("Thành viên Hội đồng chưa có tài khoản"))
        let sent = try nguyen.post(
            "/viec/\(task)/xin-y-kien",
            [
                ("cau-hoi", "Nhất trí?"), ("tra-loi-truoc", "20/11/2026"), ("nhac", "2"), ("thanh-vien", "\(member)"),
                ("don-vi", "LS-STC"),
            ])
        let path = try #require(sent.header("Location"))
        let page = try nguyen.get(path).body
        #expect(page.contains("Ghi trả lời của Trần Thị Lan"))
        let tam = try world.browser(.tam)
        #expect(!(try tam.get(path).body.contains("Trần Thị Lan")))
        let line = try #require(page.firstMatch(of: /name="cua" value="(\d+)"/)?.1)
        let form = [("cua", String(line)), ("tra-loi", "nhat-tri")]
        #expect(try tam.post("\(path)/tra-loi", form + [("can-cu", "Phiếu")]).status == 422)
        let refused = try nguyen.post("\(path)/tra-loi", form)
        #expect(refused.status == 422 && refused.body.contains("Hãy ghi căn cứ"))
        #expect(try nguyen.post("\(path)/tra-loi", form + [("can-cu", "Phiếu ngày 18/11")]).status == 303)
        #expect(try nguyen.get(path).body.contains("ghi theo Phiếu ngày 18/11"))
        #expect(world.faults.all == [])
    }
}

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}
