import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("How long people are kept by name") struct RetentionTests {
    /// Somebody who left long ago, with everything that could tell who it was.
    private func left(_ world: PeopleWorld) throws -> ID<Person> {
        let person = try world.add(
            "Lục Minh Tâm", "STC", year: 1950, phone: "0912345678", email: "tam@stc.gov.vn", gender: .male,
            first: Day(iso: "1990-01-01"))
        let post = try #require(try world.posts(person).first)
        let last = try #require(Day(iso: "2010-12-31"))
        try world.write { try Posts.end(post.id, on: last, in: .everything, by: $0) }
        return person
    }

    private func anonymise(
        _ world: PeopleWorld, _ person: ID<Person>, _ references: [PersonReference] = PersonReference.office
    )
        throws
    {
        try world.write { try Anonymising.anonymise(person, references: references, in: .everything, by: $0) }
    }

    @Test("has no period until the office has set and confirmed one", arguments: Engine.available)
    func unset(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let person = try left(world)
        #expect(try world.office.read { try Retention.current($0) } == Retention())
        #expect(throws: RetentionRefusal.notDue) { try anonymise(world, person) }
        try world.write { try Retention(years: 5, basis: "Quy chế của cơ quan").save(by: $0) }
        #expect(throws: RetentionRefusal.notDue) { try anonymise(world, person) }
        #expect(throws: RetentionRefusal.noBasis) {
            try world.write { try Retention(years: 5, isConfirmed: true).save(by: $0) }
        }
        #expect(throws: RetentionRefusal.badYears) { try world.write { try Retention(years: 0).save(by: $0) } }
    }

    @Test(
        "takes the name and all that leads to it, keeps the posts, and tells nobody who it was",
        arguments: Engine.available)
    func anonymises(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let person = try left(world)
        let other = try world.add("Nông Văn Mây", "STC")
        try world.write { try Retention(years: 5, basis: "Quy chế", isConfirmed: true).save(by: $0) }
        let bound = try #require(Retention(years: 5, basis: "x", isConfirmed: true).bound(on: world.today))
        #expect(bound == Day(iso: "2021-11-17"))
        let due = try world.office.read { try Retention.due(until: bound, in: .everything, on: world.today, $0) }
        #expect(due.map(\.id) == [person])
        #expect(throws: RetentionRefusal.holdsPost("Chuyên viên")) { try anonymise(world, other) }
        try anonymise(world, person)
        let all = try world.dump().joined()
        for secret in ["Tâm", "luc minh", "1950", "0912345678", "tam@"] { #expect(!all.contains(secret), "\(secret)") }
        #expect(try world.posts(person).map(\.title) == ["Chuyên viên"])
        let entry = try #require(
            try world.office.read { try Ledger.entries(about: Subject("person", person), $0) }.first)
        #expect(
            (entry.act, entry.before, entry.after, entry.why) == ("person.anonymise", nil, #"{"entries":"1"}"#, nil))
        #expect(throws: PersonRefusal.notActive) { try anonymise(world, person) }
    }

    @Test("leaves those of whom records must stay", arguments: Engine.available)
    func mustStay(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let person = try left(world)
        try world.write { try Retention(years: 5, basis: "Quy chế", isConfirmed: true).save(by: $0) }
        try world.write { try PersonTraining.note("Lớp 2009", on: nil, for: person, by: $0) }
        let keeping = [PersonReference("person_training", "person", mustStay: "có giấy chứng nhận")]
        #expect(throws: RetentionRefusal.mustStay("có giấy chứng nhận")) { try anonymise(world, person, keeping) }
        let preview = try world.office.read {
            try Anonymising.preview(person, references: keeping, in: .everything, on: world.today, $0)
        }
        #expect(preview.refusal == .mustStay("có giấy chứng nhận"))
    }
}

@Suite("Members of councils after the period of retention") struct CouncilRetentionTests {
    @Test("lose their name when the seat ended long ago, the seat stays", arguments: Engine.available)
    func councils(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        try world.write { try Retention(years: 5, basis: "Quy chế", isConfirmed: true).save(by: $0) }
        let council = try world.write { operation in
            try Councils.establish(
                NewCouncil(
                    .emulation, level: .province, name: "Hội đồng TĐKT", unit: try world.unit("HG"), decision: "1/QĐ",
                    decidedOn: try day("05/01/2010"), firstDay: try day("05/01/2010")), in: .everything, by: operation)
        }
        func left(_ name: String, seatEnds last: String) throws -> ID<Person> {
            let person = try world.add(name, "STC")
            let post = try #require(try world.posts(person).first)
            try world.write { operation in
                try Posts.end(post.id, on: try day("31/12/2015"), in: .everything, by: operation)
                _ = try Councils.add(
                    person, as: .member, to: council, from: try day("05/01/2010"), until: try day(last),
                    in: .everything,
                    by: operation)
            }
            return person
        }
        let (old, recent) = (
            try left("Lục Minh Tâm", seatEnds: "31/12/2015"), try left("Vi An", seatEnds: "31/12/2024")
        )
        func anonymise(_ person: ID<Person>) throws {
            try world.write {
                try Anonymising.anonymise(person, references: PersonReference.office, in: .everything, by: $0)
            }
        }
        #expect(throws: RetentionRefusal.mustStay("là thành viên hội đồng, hoặc thôi chưa đủ thời hạn lưu")) {
            try anonymise(recent)
        }
        try anonymise(old)
        let seats = try world.office.read { try Councils.members(of: council, $0) }
        #expect(Set(seats.map(\.name)) == ["(đã ẩn danh)", "Vi An"])
        #expect(seats.first { $0.person == old }?.lastDay == (try day("31/12/2015")))
    }
}

@Suite("One's own data") struct OwnDataTests {
    @Test("holds every kind, from account, person and ledger, and no secret", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let account = try #require(world.province.accounts[.unitOfficer])
        let person = try world.add("Lục Minh Tâm", "STC", year: 1980, phone: "0912345678")
        try world.write {
            try AccountPerson.link(account, to: person, .everything, within: .everything, by: $0)
        }
        let client = try world.province.client(.unitOfficer)
        let answer = try client.get("/du-lieu-cua-toi.json")
        #expect(answer.status == 200)
        // Acts of the ledger are told in words.
        #expect(!answer.body.contains("person.add") && !answer.body.contains("account.person"))
        #expect(answer.header("Content-Disposition")?.contains("du-lieu-cua-toi.json") ?? false)
        for words in [
            "Lục Minh Tâm", "1980", "0912345678", "Chuyên viên", "Sở Tài chính", "gắn với người trong danh sách",
        ] {
            #expect(answer.body.contains(words), "\(words)")
        }
        #expect(!answer.body.contains("$argon2"))
        // Nobody else's.
        let other = try world.province.client(.specialist).get("/du-lieu-cua-toi.json").body
        #expect(!other.contains("0912345678"))
    }

    @Test("is corrected on request, and the answer is told", arguments: Engine.available)
    func requests(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let account = try #require(world.province.accounts[.unitOfficer])
        let person = try world.add("Lục Minh Tâm", "STC")
        try world.write {
            try AccountPerson.link(account, to: person, .everything, within: .everything, by: $0)
        }
        try world.write { try CorrectionRequest.send("Năm sinh đúng là 1981", of: person, by: $0) }
        let request = try #require(try world.office.read { try CorrectionRequest.all(of: person, $0) }.first)
        let press = try world.scope("BAO")
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try CorrectionRequest.settle(request.id, answer: "Đã sửa", in: press, by: $0) }
        }
        try world.write { _ = try CorrectionRequest.settle(request.id, answer: "Đã sửa", in: .everything, by: $0) }
        #expect(try world.office.read { try CorrectionRequest.all(of: person, $0) }.map(\.answer) == ["Đã sửa"])
        let ledger = try world.office.read { try Ledger.entries(about: Subject("person", person), $0) }
        #expect(!"\(ledger)".contains("1981"))
    }
}
