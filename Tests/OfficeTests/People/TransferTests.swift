import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Transfers between units") struct TransferTests {
    private let start = Day(iso: "2027-01-01")

    private func proposed(_ world: PeopleWorld) throws -> (person: ID<Person>, transfer: ID<Transfer>) {
        let person = try world.add("Lục Minh Tâm", "STC", first: Day(iso: "2020-01-01"))
        let post = try #require(try world.posts(person).first)
        let new = NewTransfer(
            post: post.id, to: try world.unit("BAO"), title: "Biên tập viên", group: .direct,
            onDay: try #require(start), basis: "Quyết định 12/QĐ-SNV")
        let scope = try world.scope("STC")
        return (person, try world.write { try Transfers.propose(new, in: scope, by: $0) })
    }

    @Test("leave the post until the receiving unit confirms; then it ends the day before", arguments: Engine.available)
    func confirmed(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let (person, transfer) = try proposed(world)
        let (sender, receiver) = try (world.scope("STC"), world.scope("BAO"))
        #expect(try world.posts(person).count == 1)
        try world.office.read { db in
            for scope in [sender, receiver] {
                let seen = try Transfers.page(in: scope, nil, db).rows.map(\.state)
                #expect(seen == [.waiting])
            }
            let waiting = try (Transfers.waiting(for: receiver, db), Transfers.waiting(for: sender, db))
            #expect(waiting == (1, 0))
            let others = try Transfers.page(in: try world.scope("VP"), nil, db).rows
            #expect(others == [])
        }
        // The sending unit cannot confirm for the other.
        #expect(throws: TransferRefusal.notFound) {
            try world.write { try Transfers.confirm(transfer, in: sender, by: $0) }
        }
        try world.write { try Transfers.confirm(transfer, in: receiver, by: $0) }
        let posts = try world.posts(person)
        #expect(posts.map(\.title) == ["Biên tập viên", "Chuyên viên"])
        #expect(posts.map(\.firstDay) == [start, Day(iso: "2020-01-01")])
        #expect(posts.map(\.lastDay) == [nil, Day(iso: "2026-12-31")])
        #expect(try world.acts(person) == ["person.add", "transfer.propose", "transfer.confirm"])
        #expect(throws: TransferRefusal.answeredAlready(.confirmed)) {
            try world.write { try Transfers.decline(transfer, because: "thôi", in: receiver, by: $0) }
        }
    }

    @Test("change nothing when declined or taken back, and say why", arguments: Engine.available)
    func declined(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let (person, transfer) = try proposed(world)
        let (sender, receiver) = try (world.scope("STC"), world.scope("BAO"))
        #expect(throws: TransferRefusal.noReason) {
            try world.write { try Transfers.decline(transfer, because: " ", in: receiver, by: $0) }
        }
        #expect(throws: TransferRefusal.notFound) {
            try world.write { try Transfers.withdraw(transfer, because: "nhầm", in: receiver, by: $0) }
        }
        try world.write { try Transfers.decline(transfer, because: "Chưa có biên chế", in: receiver, by: $0) }
        let answer = try world.office.read { try Transfers.transfer(transfer, in: sender, $0) }
        #expect((answer.state, answer.reason) == (.declined, "Chưa có biên chế"))
        #expect(try world.posts(person).map(\.lastDay) == [nil])
    }

    @Test("are refused where they make no sense", arguments: Engine.available)
    func refused(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let (person, _) = try proposed(world)
        let post = try #require(try world.posts(person).first)
        func propose(_ code: String, _ day: String) throws {
            let new = NewTransfer(
                post: post.id, to: try world.unit(code), title: "Chuyên viên", group: .direct,
                onDay: try #require(Day(iso: day)))
            try world.write { _ = try Transfers.propose(new, in: .everything, by: $0) }
        }
        #expect(throws: TransferRefusal.sameUnit) { try propose("STC", "2027-01-01") }
        #expect(throws: TransferRefusal.beforePost(try #require(Day(iso: "2020-01-01")))) {
            try propose("BAO", "2020-01-01")
        }
        #expect(throws: TransferRefusal.alreadyWaiting(to: "Báo và Phát thanh, Truyền hình Hoàng Giang")) {
            try propose("VP", "2027-02-01")
        }
    }
}

@Suite("Officers in charge of emulation") struct EmulationOfficerTests {
    @Test("are missed in every unit that has none", arguments: Engine.available)
    func missing(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let province = Scope.branches([world.province.province.path])
        func missing() throws -> [String] {
            try world.office.read { try EmulationOfficers.missing(in: province, on: world.today, nil, $0) }.rows.map(
                \.name)
        }
        let before = try missing()
        #expect(before.count == 6)
        #expect(try world.office.read { try EmulationOfficers.missingCount(in: province, on: world.today, $0) } == 6)
        let person = try world.add("Lục Minh Tâm", "STC")
        let officer = try world.write {
            try EmulationOfficers.appoint(
                person, in: try world.unit("STC"), since: world.today, scope: province, by: $0)
        }
        #expect(try missing() == before.filter { $0 != "Sở Tài chính" })
        try world.write {
            try EmulationOfficers.release(officer, on: world.today, in: province, by: $0)
        }
        let tomorrow = world.today.adding(days: 1)
        let later = try world.office.read { try EmulationOfficers.missing(in: province, on: tomorrow, nil, $0) }.rows
        #expect(later.first { $0.name == "Sở Tài chính" }?.lastName == "Lục Minh Tâm")
    }
}
