import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Entries that may be one person") struct DuplicateTests {
    private func pairs(_ world: PeopleWorld, in scope: Scope = .everything, size: Int = 20) throws -> [DuplicatePair] {
        try world.office.read { db in
            try walked { try Duplicates.page(in: scope, on: world.today, $0, size: size, db) }
        }
    }

    @Test("are found by name without marks and one thing more, with the reasons", arguments: Engine.available)
    func found(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let one = try world.add("Nguyễn Hoà", "STC", year: 1980, phone: "0912345678")
        let two = try world.add("Nguyễn Hòa", "BAO", year: 1980)
        let three = try world.add("Nguyen Hoa", "BAO", phone: "0912 345 678")
        // The same name alone is no sign: names are often shared.
        try world.add("Nguyễn Hòa", "VP", year: 1990)
        let found = try pairs(world)
        #expect(found.map { [$0.first, $0.second] } == [[one, two], [one, three], [two, three]])
        #expect(found.map(\.reasons) == [[.birthYear], [.phone], [.unit]])
        #expect(try pairs(world, size: 1) == found)
        #expect(try pairs(world, in: world.scope("BAO")).map { [$0.first, $0.second] } == [[two, three]])
    }

    @Test("are not asked about again once they were told apart", arguments: Engine.available)
    func apart(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let one = try world.add("Nguyễn Hoà", "STC", year: 1980)
        let two = try world.add("Nguyễn Hòa", "BAO", year: 1980)
        try world.write { try Duplicates.tellApart(two, one, in: .everything, by: $0) }
        #expect(try pairs(world) == [])
    }

    @Test("become one with all that belonged to either, and are parted again as they were", arguments: Engine.available)
    func merged(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let kept = try world.add("Nguyễn Hoà", "STC", year: 1980)
        let gone = try world.add("Nguyễn Hòa", "BAO", year: 1980, phone: "0912345678", gender: .female)
        // The same post in both stays with the one who goes.
        try world.write {
            _ = try Posts.add(
                NewPost(unit: try world.unit("STC"), title: "Chuyên viên"), to: gone, in: .everything, by: $0)
            try PersonTraining.note("Lớp bồi dưỡng 2026", on: world.today, for: gone, by: $0)
        }
        let before = try world.dump()
        let merge = try world.write {
            try PersonMerge.merge(gone, into: kept, references: PersonReference.office, in: .everything, by: $0)
        }
        #expect(
            try world.posts(kept).map(\.unitName).sorted() == [
                "Báo và Phát thanh, Truyền hình Hoàng Giang", "Sở Tài chính",
            ])
        #expect(try world.posts(gone).map(\.unitName) == ["Sở Tài chính"])
        let (person, contact, trainings) = try world.office.read { db in
            (
                try People.person(gone, in: .everything, on: world.today, db),
                try People.contact(of: kept, in: .everything, on: world.today, db),
                try PersonTraining.all(of: kept, db)
            )
        }
        #expect(person.mergedInto == kept)
        #expect(contact?.phone == "0912345678")
        #expect(trainings.count == 1)
        let list = try world.office.read {
            try PersonList.page(PersonFilter(words: "nguyen"), in: .everything, on: world.today, $0)
        }
        #expect(list.lines.map(\.id) == [kept])
        try world.write {
            _ = try PersonMerge.undo(merge, references: PersonReference.office, in: .everything, by: $0)
        }
        #expect(try world.dump() == before)
        #expect(throws: MergeRefusal.undoneAlready) {
            try world.write {
                try PersonMerge.undo(merge, references: PersonReference.office, in: .everything, by: $0)
            }
        }
    }

    @Test("are not merged across scopes, with themselves, or while a transfer waits", arguments: Engine.available)
    func refused(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let one = try world.add("Nguyễn Hoà", "STC", year: 1980)
        let two = try world.add("Nguyễn Hòa", "BAO", year: 1980)
        let (press, references) = (try world.scope("BAO"), PersonReference.office)
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try PersonMerge.merge(one, into: two, references: references, in: press, by: $0) }
        }
        #expect(throws: MergeRefusal.samePerson) {
            try world.write { try PersonMerge.merge(one, into: one, references: references, in: .everything, by: $0) }
        }
        let post = try #require(try world.posts(one).first)
        try world.write {
            _ = try Transfers.propose(
                NewTransfer(
                    post: post.id, to: try world.unit("VP"), title: "Chuyên viên", group: .direct,
                    onDay: world.today.adding(days: 30)), in: .everything, by: $0)
        }
        #expect(throws: MergeRefusal.transferWaits) {
            try world.write { try PersonMerge.merge(one, into: two, references: references, in: .everything, by: $0) }
        }
    }
}

extension PeopleWorld {
    /// Everything that is known of people, without the counters of versions.
    func dump() throws -> [String] {
        try office.read { db in
            let questions: [SQL] = [
                "SELECT id, name, birth_year, gender, phone, email, state, merged_into FROM person ORDER BY id",
                "SELECT id, person, unit, title, is_final FROM post ORDER BY id",
                "SELECT person, fold, exact FROM person_name ORDER BY person, position",
                "SELECT person, class_name FROM person_training ORDER BY id",
            ]
            return try questions.flatMap { try db.all($0).map { "\($0.values)" } }
        }
    }
}
