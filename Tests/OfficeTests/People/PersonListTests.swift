import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("The list of people") struct PersonListTests {
    /// Twelve people in three units, written down in no order.
    private static func register(_ engine: Engine) throws -> PeopleWorld {
        let world = try PeopleWorld(engine)
        for (name, unit, group, gender) in [
            ("Nguyễn Văn Ân", "STC", .direct, .male), ("Nguyễn Thị An", "STC", .otherLeader, .female),
            ("Trần Hoà", "STC", .direct, nil), ("Lê Hòa Bình", "BAO", .direct, .male),
            ("Đặng Ánh", "BAO", .direct, .female), ("Vi An Khang", "BAO", .businessLeader, .male),
            ("Nông Quốc Ẩn", "SNV", .direct, .male), ("An Thị An", "SNV", .direct, .female),
            ("Hoàng Văn Nguyên", "BAN", .direct, .male), ("Lục Thị Yến", "VP", .departmentLeader, .female),
            ("Y Blan", "VP", .direct, nil), ("Nguyễn An Ninh", "VP", .direct, .male),
        ] as [(String, String, Post.Group, Person.Gender?)] {
            try world.add(name, unit, group: group, gender: gender)
        }
        return world
    }

    private func names(
        _ world: PeopleWorld, _ filter: PersonFilter, in scope: Scope = .everything, size: Int = 50
    ) throws -> [String] {
        try world.office.read { db in
            var (names, cursor): ([String], PersonList.Cursor?) = ([], nil)
            repeat {
                let page = try PersonList.page(filter, cursor, in: scope, on: world.today, size: size, db)
                names += page.lines.map(\.name)
                cursor = page.after.map { .after($0) }
            } while cursor != nil && names.count < 100
            return names
        }
    }

    @Test("is in the order of given names", arguments: Engine.available)
    func order(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let all = try names(world, PersonFilter())
        #expect(
            all == [
                "An Thị An", "Nguyễn Thị An", "Đặng Ánh", "Nguyễn Văn Ân", "Nông Quốc Ẩn", "Lê Hòa Bình", "Y Blan",
                "Trần Hoà", "Vi An Khang", "Hoàng Văn Nguyên", "Nguyễn An Ninh", "Lục Thị Yến",
            ])
        #expect(try names(world, PersonFilter(isDescending: true)) == all.reversed())
        #expect(try names(world, PersonFilter(sort: .change)).count == 12)
    }

    @Test("pages forwards and backwards without losing or doubling anybody", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let searches = ["", "an", "Ân", "nguyen", "nguyen an", "hoa", "n"]
        for (words, scope) in searches.flatMap({ word in
            [(word, Scope.everything), (word, .branches([world.province.province.path]))]
        }) {
            for descending in [false, true] {
                let filter = PersonFilter(words: words, isDescending: descending)
                let whole = try names(world, filter, in: scope)
                #expect(!whole.isEmpty && Set(whole).count == whole.count, "\(words)")
                #expect(try names(world, filter, in: scope, size: 2) == whole, "\(words) \(scope)")
                try world.office.read { db in
                    var cursor: PersonList.Cursor?
                    var last = try PersonList.page(filter, nil, in: scope, on: world.today, size: 2, db)
                    while let after = last.after {
                        last = try PersonList.page(filter, .after(after), in: scope, on: world.today, size: 2, db)
                    }
                    var back = last.lines.map(\.name)
                    cursor = last.before.map { .before($0) }
                    while let before = cursor {
                        let page = try PersonList.page(filter, before, in: scope, on: world.today, size: 2, db)
                        back = page.lines.map(\.name) + back
                        cursor = page.before.map { .before($0) }
                    }
                    #expect(back == whole, "backwards \(words) \(scope)")
                }
            }
        }
    }

    @Test("finds without marks, those with the very marks first", arguments: Engine.available)
    func marks(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let province = Scope.branches([world.province.province.path])
        for scope in [Scope.everything, province] {
            #expect(
                Set(try names(world, PersonFilter(words: "an"), in: scope)) == [
                    "An Thị An", "Nguyễn Thị An", "Đặng Ánh", "Nguyễn Văn Ân", "Nông Quốc Ẩn", "Vi An Khang",
                    "Nguyễn An Ninh",
                ])
            #expect(try names(world, PersonFilter(words: "ÂN"), in: scope).first == "Nguyễn Văn Ân")
            #expect(try names(world, PersonFilter(words: "ân"), in: scope).count == 7)
            #expect(
                Set(try names(world, PersonFilter(words: "hoà"), in: scope)) == [
                    "Trần Hoà", "Lê Hòa Bình", "Hoàng Văn Nguyên",
                ])
            #expect(try names(world, PersonFilter(words: "hòa"), in: scope).last == "Hoàng Văn Nguyên")
            #expect(try names(world, PersonFilter(words: "tran hoa"), in: scope) == ["Trần Hoà"])
            #expect(try names(world, PersonFilter(words: "hoa tran"), in: scope) == ["Trần Hoà"])
            #expect(try names(world, PersonFilter(words: "nguyen an"), in: scope).count == 3)
            #expect(try names(world, PersonFilter(words: "an an"), in: scope).contains("An Thị An"))
            #expect(try names(world, PersonFilter(words: "xyz"), in: scope) == [])
            #expect(try names(world, PersonFilter(words: "%"), in: scope).count == 12)
        }
    }

    @Test("narrows by unit, group, gender and whether a post is held", arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let office = try world.unit("SNV")
        #expect(try names(world, PersonFilter(unit: office)) == ["An Thị An", "Nông Quốc Ẩn", "Hoàng Văn Nguyên"])
        #expect(try names(world, PersonFilter(isLeader: true)) == ["Nguyễn Thị An", "Vi An Khang", "Lục Thị Yến"])
        #expect(try names(world, PersonFilter(unit: office, gender: .female)) == ["An Thị An"])
        #expect(try names(world, PersonFilter(words: "an", isLeader: true)).count == 2)
        let person = try world.add("Nông Văn Mây", "STC")
        let post = try #require(try world.posts(person).first)
        try world.write { try Posts.end(post.id, on: world.today.adding(days: -1), in: .everything, by: $0) }
        #expect(try names(world, PersonFilter(holding: .vacant)) == ["Nông Văn Mây"])
        #expect(try names(world, PersonFilter(holding: .held)).count == 12)
    }

    @Test("shows only people within the scope", arguments: Engine.available)
    func scoped(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let press = try world.scope("BAO")
        #expect(try names(world, PersonFilter(), in: press) == ["Đặng Ánh", "Lê Hòa Bình", "Vi An Khang"])
        #expect(try names(world, PersonFilter(words: "an"), in: press) == ["Vi An Khang", "Đặng Ánh"])
        #expect(try names(world, PersonFilter(unit: world.unit("STC")), in: press) == [])
        #expect(try names(world, PersonFilter(), in: .nothing) == [])
        #expect(try world.office.read { try PersonList.count(PersonFilter(), in: press, on: world.today, $0) } == 3)
    }

    @Test("asks as often for three rows as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        for words in ["", "nguyen", "nguyen van"] {
            var counts: [Int] = []
            for people in [1, 3] {
                let world = try PeopleWorld(engine)
                for number in 0..<people { try world.add("Nguyễn Văn \(["An", "Bình", "Chi"][number])", "STC") }
                let (page, statements) = try world.office.read { db in
                    try Recorder.recording {
                        try PersonList.page(PersonFilter(words: words), in: .everything, on: world.today, db)
                    }
                }
                #expect(page.lines.count == people)
                counts.append(statements.count)
            }
            #expect(counts[0] == counts[1], "\(words)")
        }
    }

    @Test(
        "looks up the posts of the people it shows, however many there are in the province", arguments: Engine.available
    )
    func postsOfShown(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        try world.office.read { db in
            let plan = try db.explain(Posts.holding((1...50).map { ID($0) }, on: world.today))
            #expect(plan.contains("post_person") && !plan.contains("post_ended"), "\(plan)")
        }
    }

    @Test("is read from indexes in their order", arguments: Engine.available)
    func indexes(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        try world.add("Nguyễn Văn An", "STC")
        try world.office.read { db in
            func plan(_ filter: PersonFilter, _ nearness: PersonQuery.Nearness?) throws -> String {
                let query = try PersonQuery(filter, in: .everything, on: world.today, db)
                guard let nearness else { return try db.explain(PersonList.walking(query, nil, limit: 50)) }
                let window = OnDemand { WordWindow(word: "nguyen", end: PersonQuery.behind("nguyen")) }
                return try db.explain(
                    PersonList.statement(query, nearness, window, from: ("nguyen van an, ", ID(1)), false, limit: 50))
            }
            for (filter, nearness, index) in [
                (PersonFilter(), nil, "person_by_name"), (PersonFilter(sort: .change), nil, "person_by_change"),
                (PersonFilter(words: "nguyen an"), .exact, "person_name_exact"),
                (PersonFilter(words: "nguyen an"), .folded, "person_name_fold"),
                (PersonFilter(words: "nguyen an"), .scattered, "person_name_fold"),
            ] as [(PersonFilter, PersonQuery.Nearness?, String)] {
                let plan = try plan(filter, nearness)
                #expect(plan.contains(index), "\(plan)")
                if engine == .sqlite { #expect(!plan.contains("TEMP B-TREE"), "\(plan)") }
            }
            // Counting reads the turns alone.
            let query = try PersonQuery(PersonFilter(words: "nguyen an"), in: .everything, on: world.today, db)
            let plan = try db.explain(query.beginning)
            #expect(plan.contains("person_name_fold") && !plan.contains("person_pkey"), "\(plan)")
            if engine == .sqlite { #expect(plan.contains("COVERING INDEX person_name_fold"), "\(plan)") }
        }
    }
}
