import Database
import Office
import struct Office.Unit
import Vocabulary

/// People of the sample province by a seed: names, peoples and posts as in a province of the northern mountains, all of
/// them invented; numbers and addresses are of a kind that nobody has.
struct SamplePeople {
    private let office: Office
    private let actor: Actor
    private let today: Day
    private var names: SampleNames
    private var dice: SampleDice

    init(_ office: Office, seed: UInt64, actor: Actor) {
        (self.office, self.actor, self.today) = (office, actor, office.world.today)
        names = SampleNames(seed: seed)
        dice = SampleDice(seed: seed ^ 0x5EED)
    }

    /// A batch is one entry in the ledger; all are one operation.
    private static let batch = 5000

    /// Writes `count` people into the units that exist, then officers in charge, a few doubles and a transfer that waits.
    mutating func add(_ count: Int) throws {
        guard count > 0 else { return }
        let units = try office.read { try Organisations.all(on: today, $0) }.filter {
            $0.parent != nil && $0.kind != .council
        }
        guard !units.isEmpty else { return }
        let shares = shares(of: count, units)
        let older = try predecessors(of: units)
        var firsts: [(unit: ID<Unit>, person: ID<Person>)] = []
        let office = office
        try office.write(by: actor) { operation in
            try People.adding(count, by: operation) {
                firsts = try write(zip(units, shares), older, by: operation)
            }
        }
        firsts = try follow(older, firsts)
        try appoint(firsts)
        try addDoubles(of: count)
        try proposeTransfer(among: units)
    }

    /// Units that one of `units` alone took over, as a reorganisation left them.
    private func predecessors(of units: [Unit]) throws -> [ID<Unit>: [ID<Unit>]] {
        let known = Set(units.map(\.id))
        var older: [ID<Unit>: [ID<Unit>]] = [:]
        let rows = try office.read {
            try $0.all(
                """
                SELECT predecessor, min(successor) AS successor FROM unit_successor
                GROUP BY predecessor HAVING count(*) = 1 ORDER BY predecessor
                """)
        }
        for row in rows {
            let heir: ID<Unit> = try row("successor")
            if known.contains(heir) { older[heir, default: []].append(try row("predecessor")) }
        }
        return older
    }

    /// Whoever worked in a commune before the reorganisation goes on in the one that took it over, as an office does it.
    private func follow(
        _ older: [ID<Unit>: [ID<Unit>]], _ firsts: [(unit: ID<Unit>, person: ID<Person>)]
    ) throws -> [(unit: ID<Unit>, person: ID<Person>)] {
        var heirs: [ID<Unit>: ID<Unit>] = [:]
        for (heir, olds) in older { for old in olds { heirs[old] = heir } }
        for (old, heir) in heirs.sorted(by: { $0.key < $1.key }) {
            try office.write(by: actor) { operation in
                guard let unit = try Organisations.unit(old, operation), try Successions.left(in: unit, operation) > 0
                else { return }
                try Successions.follow(old, to: heir, in: .everything, by: operation)
            }
        }
        return firsts.map { (heirs[$0.unit] ?? $0.unit, $0.person) }
    }

    /// Schools, enterprises and departments have more people than offices.
    private mutating func shares(of count: Int, _ units: [Unit]) -> [Int] {
        let weights = units.map { unit -> Int in
            switch unit.kind {
            case .school, .enterprise, .police: 30 + dice.roll(30)
            case .department: 15 + dice.roll(20)
            case .government: 10 + dice.roll(10)
            default: 6 + dice.roll(6)
            }
        }
        let total = weights.reduce(0, +)
        var shares = weights.map { count * $0 / total }
        var left = count - shares.reduce(0, +)
        var index = 0
        while left > 0 {
            shares[index % shares.count] += 1
            (left, index) = (left - 1, index + 1)
        }
        return shares
    }

    /// So many people for each unit; returns who may be put in charge there.
    private mutating func write(
        _ shares: Zip2Sequence<[Unit], [Int]>, _ older: [ID<Unit>: [ID<Unit>]], by operation: Operation
    ) throws -> [(unit: ID<Unit>, person: ID<Person>)] {
        var firsts: [(unit: ID<Unit>, person: ID<Person>)] = []
        var waiting: [NewPerson] = []
        var number: Int64 = 0
        for (unit, share) in shares {
            let old = older[unit.id] ?? []
            for place in 0..<share {
                waiting.append(try person(in: unit, old.isEmpty ? nil : old[place % old.count], place: place))
                if waiting.count == Self.batch { firsts += try Self.write(&waiting, &number, by: operation) }
            }
        }
        return try firsts + Self.write(&waiting, &number, by: operation)
    }

    /// The last of each unit in a batch: seldom its head.
    private static func write(
        _ waiting: inout [NewPerson], _ number: inout Int64, by operation: Operation
    ) throws -> [(unit: ID<Unit>, person: ID<Person>)] {
        guard !waiting.isEmpty else { return [] }
        number += 1
        let batch = waiting
        let ids = try People.add(batch, as: Subject("sample", number), from: "tỉnh mẫu", by: operation)
        waiting = []
        var chosen: [ID<Unit>: ID<Person>] = [:]
        for (person, id) in zip(batch, ids) { chosen[person.post.unit] = id }
        return chosen.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// - Parameter old: where somebody of the unit worked who is longer in service than the unit is old.
    private mutating func person(in unit: Unit, _ old: ID<Unit>?, place: Int) throws -> NewPerson {
        let group = SampleNames.Group.allCases[dice.choose([38, 26, 16, 9, 7, 4])]
        let isFemale = dice.roll(100) < 54
        let name = names.next(group, isFemale: isFemale)
        let year = 1967 + dice.roll(36)
        let knowsDay = dice.roll(100) < 60
        let birthDay = knowsDay ? Day(year: year, month: 1 + dice.roll(12), day: 1 + dice.roll(28)) : nil
        let begins = max(year + 22, 2004) + dice.roll(5)
        var first = Day(year: min(begins, today.year - 1), month: 1 + dice.roll(12), day: 1)
        var home = unit.id
        if let life = unit.firstDay, let day = first, day < life {
            if let old { home = old } else { first = life }
        }
        let details = PersonDetails(
            name: name, birthDay: birthDay, birthYear: year, gender: isFemale ? .female : .male,
            ethnicGroup: EthnicGroup(name: group.people), area: unit.level == .commune ? area() : nil,
            phone: dice.roll(100) < 70 ? "01\(10_000_000 + dice.roll(89_999_999))" : nil,
            email: dice.roll(100) < 25 ? "canbo\(dice.roll(9_999_999))@hoanggiang.example" : nil)
        let (title, post) = SamplePosts.post(in: unit, place: place, dice.roll(100))
        return NewPerson(
            try details.checked(today: today), post: NewPost(unit: home, title: title, group: post, firstDay: first))
    }

    private mutating func area() -> Person.Area? {
        let found: [Person.Area?] = [.mountain, .border, .difficult, .remote, nil]
        return found[dice.choose([40, 15, 20, 10, 15])]
    }

    /// Most units have somebody in charge; some have not, so that the list of these is not empty.
    private mutating func appoint(_ firsts: [(unit: ID<Unit>, person: ID<Person>)]) throws {
        var seen: Set<ID<Unit>> = []
        let chosen = firsts.filter { seen.insert($0.unit).inserted && dice.roll(100) < 80 }
        guard !chosen.isEmpty, let since = Day(year: today.year - 1, month: 7, day: 1) else { return }
        try office.write(by: actor) { operation in
            try operation.insertMany(
                into: "emulation_officer", columns: ["unit", "person", "first_day"],
                rows: chosen.map { [$0.unit.sqlValue, $0.person.sqlValue, since.sqlValue] })
            try operation.record(
                "officer.appointMany", on: Subject("sample", 1), after: ["officers": String(chosen.count)])
        }
    }

    /// Somebody was written down twice.
    private func addDoubles(of count: Int) throws {
        guard count >= 20 else { return }
        try office.write(by: actor) { operation in
            let rows = try operation.all(
                """
                SELECT p.name, p.birth_year, o.unit FROM person p JOIN post o ON o.person = p.id AND o.is_final = 1
                WHERE p.id IN (5, 12, 19) ORDER BY p.id
                """)
            for row in rows {
                let details = PersonDetails(name: try row("name"), birthYear: try row("birth_year"))
                let post = NewPost(unit: try row("unit"), title: "Cộng tác viên")
                _ = try People.add(NewPerson(details, post: post), in: .everything, by: operation)
            }
        }
    }

    private func proposeTransfer(among units: [Unit]) throws {
        guard let last = units.last else { return }
        try office.write(by: actor) { operation in
            let row = try operation.first(
                """
                SELECT o.id FROM post o WHERE o.unit <> \(last.id) AND o.is_leader = 0 AND o.last_day IS NULL
                  AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person = o.person)
                ORDER BY o.id LIMIT 1
                """)
            guard let row else { return }
            _ = try Transfers.propose(
                NewTransfer(
                    post: try row("id"), to: last.id, title: "Chuyên viên", group: .direct,
                    onDay: today.adding(days: 14)), in: .everything, by: operation)
        }
    }
}

/// What people are in the units of the sample.
enum SamplePosts {
    static func post(in unit: Unit, place: Int, _ roll: Int) -> (title: String, group: Post.Group) {
        switch (unit.kind, place) {
        case (.school, 0): ("Hiệu trưởng", .otherLeader)
        case (.school, 1), (.school, 2): ("Phó Hiệu trưởng", .otherLeader)
        case (.school, _): (roll < 85 ? "Giáo viên" : "Nhân viên", .direct)
        case (.enterprise, 0): ("Giám đốc", .businessLeader)
        case (.enterprise, 1): ("Phó Giám đốc", .businessLeader)
        case (.enterprise, _): (roll < 70 ? "Công nhân" : "Kỹ sư", .direct)
        case (.press, 0): ("Tổng Biên tập", .departmentLeader)
        case (.press, 1): ("Phó Tổng Biên tập", .departmentLeader)
        case (.press, _): (roll < 60 ? "Phóng viên" : "Biên tập viên", .direct)
        case (.police, 0): ("Giám đốc", .departmentLeader)
        case (.police, 1): ("Phó Giám đốc", .departmentLeader)
        case (.government, 0): unit.level == .province ? ("Chủ tịch", .provinceLeader) : ("Chủ tịch", .otherLeader)
        case (.government, 1):
            unit.level == .province ? ("Phó Chủ tịch", .provinceLeader) : ("Phó Chủ tịch", .otherLeader)
        case (.government, _): (roll < 50 ? "Công chức Văn hóa – Xã hội" : "Công chức Văn phòng – Thống kê", .direct)
        case (.office, 0): ("Trưởng ban", .otherLeader)
        case (_, 0): ("Giám đốc", .departmentLeader)
        case (_, 1): ("Phó Giám đốc", .departmentLeader)
        case (_, 2), (_, 3): ("Trưởng phòng", .otherLeader)
        case (_, 4), (_, 5): ("Phó Trưởng phòng", .otherLeader)
        default: (roll < 75 ? "Chuyên viên" : roll < 90 ? "Chuyên viên chính" : "Kế toán viên", .direct)
        }
    }
}
