import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

/// A province with people, as its officers write them down.
struct PeopleWorld {
    let province: TestProvince
    var office: Office { province.office }
    let today = TestProvince.today

    private let paths: [String: String]

    init(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        self.province = province
        paths = try province.units.keys.reduce(into: [:]) { $0[$1] = try province.unit($1).path }
    }

    func unit(_ code: String) throws -> ID<Unit> { try #require(province.units[code]) }
    /// Where somebody of that unit manages people.
    func scope(_ code: String) throws -> Scope { .branches([try #require(paths[code])]) }

    @discardableResult
    func add(
        _ name: String, _ code: String, _ title: String = "Chuyên viên", group: Post.Group = .direct, year: Int? = nil,
        phone: String? = nil, email: String? = nil, gender: Person.Gender? = nil, first: Day? = nil, last: Day? = nil
    ) throws -> ID<Person> {
        let post = NewPost(unit: try unit(code), title: title, group: group, firstDay: first, lastDay: last)
        let details = PersonDetails(name: name, birthYear: year, gender: gender, phone: phone, email: email)
        return try write { try People.add(NewPerson(details, post: post), in: .everything, by: $0) }
    }

    @discardableResult
    func write<T>(_ body: (Operation) throws -> T) throws -> T {
        try office.write(by: province.actor(.specialist), body)
    }

    func posts(_ person: ID<Person>) throws -> [Post] { try office.read { try Posts.all(of: person, $0) } }

    /// Acts of the ledger about a person, oldest first.
    func acts(_ person: ID<Person>) throws -> [String] {
        try office.read { try Ledger.entries(about: Subject("person", person), $0) }.reversed().map(\.act)
    }
}

@Suite("The register of people") struct PeopleTests {
    @Test("keeps a person with the post through which the unit sees them", arguments: Engine.available)
    func adds(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add(" lục  minh Tâm", "STC", year: 1980, phone: "+84912345678")
        let (person, contact) = try world.office.read { db in
            (
                try People.person(id, in: try world.scope("STC"), on: world.today, db),
                try People.contact(of: id, in: try world.scope("STC"), on: world.today, db)
            )
        }
        #expect(person.name == "lục minh Tâm")
        #expect(person.version == 1)
        #expect(contact?.birth == "1980")
        #expect(contact?.phone == "0912345678")
        #expect(try world.posts(id).map(\.title) == ["Chuyên viên"])
        #expect(try world.acts(id) == ["person.add"])
    }

    @Test("does not know a person outside the scope", arguments: Engine.available)
    func scoped(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC")
        let other = try world.scope("BAO")
        try world.office.read { db in
            #expect(throws: PersonRefusal.notFound) { try People.person(id, in: other, on: world.today, db) }
            #expect(throws: PersonRefusal.notFound) { try People.person(id, in: .nothing, on: world.today, db) }
            let contact = try People.contact(of: id, in: other, on: world.today, db)
            #expect(contact == nil)
        }
        let details = PersonDetails(name: "Tâm")
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try People.correct(id, to: details, knowing: 1, in: other, by: $0) }
        }
        let post = NewPost(unit: try world.unit("STC"), title: "Chuyên viên")
        #expect(throws: PersonRefusal.noUnit) {
            try world.write { try People.add(NewPerson(details, post: post), in: other, by: $0) }
        }
    }

    @Test(
        "shows a person with posts in two units to both, and after the last post to its unit",
        arguments: Engine.available)
    func twoUnits(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC")
        try world.write {
            try Posts.add(NewPost(unit: try world.unit("BAO"), title: "Cộng tác viên"), to: id, in: .everything, by: $0)
        }
        func sees(_ code: String) throws -> Bool {
            let scope = try world.scope(code)
            return try world.office.read { db in
                (try? People.person(id, in: scope, on: world.today, db)) != nil
            }
        }
        #expect(try ["STC", "BAO", "VP"].map(sees) == [true, true, false])
        let posts = try world.posts(id)
        for post in posts where post.unitName.hasPrefix("Sở") {
            try world.write { try Posts.end(post.id, on: world.today.adding(days: -40), in: .everything, by: $0) }
        }
        #expect(try ["STC", "BAO"].map(sees) == [false, true])
        for post in posts where !post.unitName.hasPrefix("Sở") {
            try world.write { try Posts.end(post.id, on: world.today.adding(days: -10), in: .everything, by: $0) }
        }
        // Nobody's people would be lost: the unit of the last post goes on seeing them.
        #expect(try ["STC", "BAO"].map(sees) == [false, true])
    }

    @Test("refuses the change of a form that knew an older state", arguments: Engine.available)
    func versions(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC")
        var details = PersonDetails(name: "Lục Minh Tâm", phone: "0912345678")
        try world.write { try People.correct(id, to: details, knowing: 1, in: .everything, by: $0) }
        details.phone = "0987654321"
        #expect(throws: PersonRefusal.changedMeanwhile) {
            try world.write { try People.correct(id, to: details, knowing: 1, in: .everything, by: $0) }
        }
        let kept = try world.office.read { try People.details(of: id, in: .everything, on: world.today, $0) }
        #expect(kept.details.phone == "0912345678")
        #expect(kept.version == 2)
    }

    @Test("writes no personal data into the ledger", arguments: Engine.available)
    func ledger(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC", year: 1980, phone: "0912345678", email: "tam@stc.gov.vn")
        let new = PersonDetails(name: "Lục Minh Tám", birthDay: Day(iso: "1981-02-03"), phone: "0987654321")
        try world.write { try People.correct(id, to: new, knowing: 1, in: .everything, by: $0) }
        let entries = try world.office.read { try Ledger.entries(about: Subject("person", id), $0) }
        #expect(entries.map(\.after).first == #"{"changed":"name birth phone email"}"#)
        let text = entries.flatMap { [$0.before, $0.after, $0.why] }.compactMap { $0 }.joined()
        #expect(text.contains("Chuyên viên"))
        for secret in ["Lục", "Tâm", "1980", "1981", "0912345678", "0987654321", "tam@"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test("takes many at once as it takes one", arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let before = try world.add("Vi Thục Khoa", "BAO", year: 1990)
        let post = NewPost(unit: try world.unit("BAO"), title: "Phóng viên")
        let people = try ["Đặng Hạnh Nguyên", "Hoàng Thuý Hoà"].map {
            NewPerson(try PersonDetails(name: $0, birthYear: 1991).checked(today: world.today), post: post)
        }
        let ids = try world.write {
            try People.add(people, as: Subject("import", 7), from: "danh-sach.xlsx", by: $0)
        }
        let after = try world.add("Nông Văn Mây", "BAO")
        #expect(Set(ids + [before, after]).count == 4)
        #expect(after > ids[1])
        let folds: [String] = try world.office.read {
            try $0.values("SELECT fold FROM person_name WHERE person = \(ids[1]) ORDER BY position")
        }
        #expect(folds == ["hoang thuy hoa, ", "thuy hoa, hoang", "hoa, hoang thuy"])
        #expect(try world.posts(ids[0]).map(\.title) == ["Phóng viên"])
    }
}

@Suite("Posts of people") struct PostTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("of one kind do not overlap; two of different kinds may", arguments: Engine.available)
    func overlap(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add(
            "Lục Minh Tâm", "STC", "Trưởng phòng", group: .otherLeader, first: day("2020-01-01"),
            last: day("2023-12-31"))
        func add(_ title: String, _ code: String, _ first: Day?, _ last: Day?) throws {
            try world.write {
                try Posts.add(
                    NewPost(unit: try world.unit(code), title: title, firstDay: first, lastDay: last), to: id,
                    in: .everything, by: $0)
            }
        }
        for (first, last) in [
            (nil, nil), (try day("2023-12-31"), nil), (nil, try day("2020-01-01")),
            (try day("2021-01-01"), try day("2021-12-31")),
        ] as [(Day?, Day?)] {
            #expect(throws: PersonRefusal.samePost(unit: "Sở Tài chính", title: "trưởng phòng")) {
                try add("trưởng  phòng", "STC", first, last)
            }
        }
        try add("Trưởng phòng", "STC", day("2024-01-01"), nil)
        try add("Trưởng phòng", "BAO", day("2021-01-01"), nil)
        try add("Bí thư chi bộ", "STC", nil, nil)
        #expect(try world.posts(id).count == 4)
    }

    @Test(
        "begin and end on days as people write them, in a year that can be",
        arguments: ["15/03/2027", "2027-03-15", " "])
    func typedDays(_ typed: String) throws {
        #expect(try TypedPost.day(typed) == (typed == " " ? nil : Day(iso: "2027-03-15")))
        for slip in ["01/01/0001", "15/03/20227", "31/02/2027", "mai"] {
            #expect(throws: PersonRefusal.badDay(slip)) { try TypedPost.day(slip) }
        }
    }

    @Test("lie within the life of their unit", arguments: Engine.available)
    func life(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let old = try world.write {
            try Organisations.add(
                NewUnit(
                    code: "H1", name: "UBND huyện Mây Giang", level: .district, kind: .government,
                    parent: world.province.province.id, firstDay: Day(iso: "2000-01-01"),
                    lastDay: Day(iso: "2025-06-30")
                ), by: $0)
        }
        let id = try world.add("Lục Minh Tâm", "STC")
        let refusal = PersonRefusal.unitNotThere(
            unit: "UBND huyện Mây Giang", from: Day(iso: "2000-01-01"), until: Day(iso: "2025-06-30"))
        for (first, last) in [
            (nil, nil), (try day("2010-01-01"), nil), (nil, try day("2025-07-01")),
            (try day("1999-12-31"), try day("2001-01-01")),
        ] as [(Day?, Day?)] {
            #expect(throws: refusal) {
                try world.write {
                    try Posts.add(
                        NewPost(unit: old, title: "Chuyên viên", firstDay: first, lastDay: last), to: id,
                        in: .everything, by: $0)
                }
            }
        }
        try world.write {
            try Posts.add(
                NewPost(
                    unit: old, title: "Chuyên viên", firstDay: Day(iso: "2000-01-01"), lastDay: Day(iso: "2025-06-30")),
                to: id, in: .everything, by: $0)
        }
        #expect(throws: PersonRefusal.endsBeforeItBegins) {
            try world.write {
                try Posts.add(
                    NewPost(
                        unit: try world.unit("STC"), title: "Kế toán", firstDay: Day(iso: "2021-01-02"),
                        lastDay: Day(iso: "2021-01-01")), to: id, in: .everything, by: $0)
            }
        }
    }

    @Test("are changed only by who manages their unit", arguments: Engine.available)
    func rights(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC")
        try world.write {
            try Posts.add(NewPost(unit: try world.unit("BAO"), title: "Cộng tác viên"), to: id, in: .everything, by: $0)
        }
        let post = try #require(try world.posts(id).first { $0.title == "Chuyên viên" })
        let scope = try world.scope("BAO")
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try Posts.end(post.id, on: world.today, in: scope, by: $0) }
        }
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try Posts.remove(post.id, because: "thử", in: scope, by: $0) }
        }
    }

    @Test("are ended, corrected and taken away, but never the only one", arguments: Engine.available)
    func changes(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let id = try world.add("Lục Minh Tâm", "STC", first: day("2020-01-01"))
        let first = try #require(try world.posts(id).first)
        #expect(throws: PersonRefusal.onlyPost) {
            try world.write { try Posts.remove(first.id, because: "ghi nhầm", in: .everything, by: $0) }
        }
        try world.write { try Posts.end(first.id, on: day("2024-12-31"), in: .everything, by: $0) }
        #expect(throws: PersonRefusal.postEnded) {
            try world.write { try Posts.end(first.id, on: day("2025-12-31"), in: .everything, by: $0) }
        }
        try world.write {
            try Posts.correct(
                first.id,
                to: NewPost(
                    unit: try world.unit("STC"), title: "Kế toán trưởng", group: .otherLeader,
                    firstDay: day("2020-01-01"), lastDay: day("2024-06-30")), in: .everything, by: $0)
        }
        let now = try #require(try world.posts(id).first)
        #expect((now.title, now.group, now.lastDay) == ("Kế toán trưởng", .otherLeader, try day("2024-06-30")))
        #expect(!now.isHeld(on: world.today))
        #expect(try world.acts(id) == ["person.add", "post.end", "post.correct"])
    }
}
