import Database
import Office
import struct Office.Unit
import Rulebook
import Vocabulary

/// What the people and units of the sample were given in the last years, with ratings and initiatives, one disciplined person
/// and one complaint that is looked into. Some visibly reach the next title, some narrowly do not. All of it invented.
struct SampleHonours {
    private let office: Office
    private let actor: Actor
    private let today: Day
    private var dice: SampleDice

    private static let years = 5
    /// Branches that say what they have entered whole; of the others nobody knows.
    private static let declared = ["HG-BTDKT", "HG-SNV", "HG-STC", "HG-BPTTH"]

    init(_ office: Office, seed: UInt64, actor: Actor) {
        (self.office, self.actor, self.today) = (office, actor, office.world.today)
        dice = SampleDice(seed: seed ^ 0xB0A7)
    }

    private struct Worker {
        let person: ID<Person>
        let name: String
        let unit: ID<Unit>
        let unitName: String
        let code: String
        let kind: Unit.Kind
        let title: String
        let group: Post.Group
        let since: Int
    }

    /// How somebody's years went.
    private enum Merit {
        /// Every year best; with an initiative of the province where `hasInitiative`.
        case star(hasInitiative: Bool)
        /// One year between was not.
        case gap
        case good
        case plain
    }

    mutating func add() throws {
        guard office.lawFolder != nil else { return }
        let awards = AwardChoices(try office.law)
        let workers = try workers()
        guard !workers.isEmpty else { return }
        let load = try load(workers)
        let (declared, today) = (Self.declared, today)
        try office.write(by: actor) { operation in
            try Honours.load(load, awards, as: Subject("sample", 1), from: "tỉnh mẫu", by: operation)
            for code in declared {
                guard let row = try operation.first("SELECT id FROM unit WHERE code = \(code)") else { continue }
                for kind in FactsComplete.Kind.allCases {
                    try Honours.declare(
                        kind, completeFrom: today.year - Self.years, for: try row("id"), in: .everything, by: operation)
                }
            }
            let troubled = workers.filter { $0.group == .direct }
            if let first = troubled.first {
                _ = try Conduct.addDiscipline(
                    of: first.person, .khienTrach, from: today.adding(days: -200), to: today.adding(days: 165),
                    paper: nil,
                    in: .everything, by: operation)
            }
            if let second = troubled.dropFirst(3).first {
                _ = try Conduct.openMatter(
                    about: .person(second.person), .complaint, signs: nil, on: today.adding(days: -40), paper: nil,
                    in: .everything, by: operation)
            }
        }
    }

    private func workers() throws -> [Worker] {
        try office.read { db in
            try db.all(
                """
                SELECT p.id, p.name, o.unit, u.name AS unit_name, u.code, u.kind, o.title, o.post_group, o.first_day
                FROM unit u JOIN post o ON o.unit = u.id JOIN person p ON p.id = o.person
                WHERE o.is_final = 1 AND o.last_day IS NULL AND p.state = 'active' AND u.last_day IS NULL
                ORDER BY u.path, p.id
                """
            ).map { row in
                let first: Day? = try row("first_day")
                return Worker(
                    person: try row("id"), name: try row("name"), unit: try row("unit"), unitName: try row("unit_name"),
                    code: try row("code"), kind: try row("kind"), title: try row("title"), group: try row("post_group"),
                    since: first?.year ?? 2000)
            }
        }
    }

    private mutating func load(_ workers: [Worker]) throws -> Honours.Load {
        var load = Honours.Load()
        let last = today.year - 1
        var province: [Int: [NewHonour]] = [:]
        guard
            let root = try office.read({
                try $0.first("SELECT id, name FROM unit WHERE parent IS NULL ORDER BY id LIMIT 1")
            })
        else { return load }
        let (rootID, rootName): (ID<Unit>, String) = (try root("id"), try root("name"))
        let committee = "Ủy ban nhân dân " + rootName.prefix(1).lowercased() + rootName.dropFirst()
        var rest = workers[...]
        while let head = rest.first {
            let team = rest.prefix { $0.unit == head.unit }
            rest = rest.dropFirst(team.count)
            var byYear: [Int: [NewHonour]] = [:]
            for worker in team { try add(worker, last, &byYear, &province, &load) }
            for year in (last - Self.years + 1)...last {
                var holders = byYear[year] ?? []
                if dice.roll(100) < 70, head.kind != .police, head.kind != .army {
                    holders.append(
                        NewHonour(
                            .unit(head.unit), name: head.unitName, unitText: head.unitName, unit: head.unit,
                            award: Slugs.collective,
                            years: AchievementYears(year), achievement: words(year),
                            isEnterprise: head.kind == .enterprise))
                }
                guard !holders.isEmpty, let signed = Day(year: year, month: 12, day: 15 + dice.roll(14)) else {
                    continue
                }
                load.decisions.append(
                    (
                        NewDecision(
                            number: "9\(head.unit.rawValue + 100)/QĐ-\(head.code.replacing("HG-", with: ""))",
                            signed: signed,
                            issuer: head.unitName, level: .grassroots, signerPosition: "Thủ trưởng", branch: head.unit),
                        holders
                    ))
                if dice.roll(100) < 25 { province[year, default: []].append(merit(of: head, year)) }
                load.ratings.append(
                    Honours.NewRating(
                        .unit(head.unit), AchievementYear(year), dice.roll(100) < 30 ? .excellent : .good))
            }
        }
        for (year, holders) in province.sorted(by: { $0.key < $1.key }) {
            guard let signed = Day(year: year + 1, month: 1, day: 18) else { continue }
            var all = holders
            all.append(
                NewHonour(
                    .household(address: "thôn Nà Mây, xã Bản Lầu"), name: "Hộ gia đình ông Lò Văn Thoong",
                    award: Slugs.merit, years: AchievementYears(year),
                    achievement: "Đã hiến đất, góp công làm đường trong phong trào xây dựng nông thôn mới",
                    basis: .phongTrao))
            load.decisions.append(
                (
                    NewDecision(
                        number: "9\(year % 100)48/QĐ-UBND", signed: signed, issuer: committee, level: .province,
                        signer: "Hoàng Thế Viễn", signerPosition: "Chủ tịch", branch: rootID), all
                ))
        }
        return load
    }

    private func words(_ year: Int) -> String { "Đã hoàn thành xuất sắc nhiệm vụ công tác năm \(year)" }

    private func merit(of worker: Worker, _ year: Int) -> NewHonour {
        NewHonour(
            .unit(worker.unit), name: worker.unitName, unitText: worker.unitName, unit: worker.unit,
            award: Slugs.merit, years: AchievementYears(year), achievement: words(year),
            isEnterprise: worker.kind == .enterprise)
    }

    private mutating func merit() -> Merit {
        switch dice.roll(100) {
        case 0..<5: .star(hasInitiative: true)
        case 5..<9: .star(hasInitiative: false)
        case 9..<16: .gap
        case 16..<75: .good
        default: .plain
        }
    }

    private mutating func add(
        _ worker: Worker, _ last: Int, _ byYear: inout [Int: [NewHonour]], _ province: inout [Int: [NewHonour]],
        _ load: inout Honours.Load
    ) throws {
        let merit = merit()
        let isForce = worker.kind == .police || worker.kind == .army
        let years = max(last - Self.years + 1, worker.since + 1)...max(last, worker.since + 1)
        for year in years where year <= last {
            var (isBest, isGood) = (false, true)
            switch merit {
            case .star: isBest = true
            case .gap: isBest = year != last - 1
            case .good: isBest = dice.roll(100) < 4
            case .plain: isGood = dice.roll(100) < 60
            }
            let rating: Proposal.Rating =
                isBest ? (dice.roll(100) < 50 ? .excellent : .good) : isGood ? .good : .completed
            load.ratings.append(
                Honours.NewRating(.person(worker.person, in: worker.unit), AchievementYear(year), rating))
            guard isGood else { continue }
            byYear[year, default: []].append(honour(worker, isForce ? Slugs.soldier : Slugs.worker, year))
            if isBest { byYear[year, default: []].append(honour(worker, Slugs.fighter, year)) }
        }
        if case .star(let hasInitiative) = merit {
            load.initiatives.append(
                Honours.NewInitiative(
                    Self.titles[dice.roll(Self.titles.count)], scope: hasInitiative ? .tinh : .coSo,
                    year: AchievementYear(last), number: "9\(worker.person.rawValue % 900 + 100)/QĐ-SK",
                    recognised: Day(year: last, month: 11, day: 10), issuer: worker.unitName, branch: worker.unit,
                    authors: [worker.person]))
            if dice.roll(100) < 40 { province[last, default: []].append(honour(worker, Slugs.merit, last)) }
            if hasInitiative, dice.roll(100) < 30 {
                province[last - 1, default: []].append(honour(worker, Slugs.provincial, last - 1))
            }
        }
    }

    private func honour(_ worker: Worker, _ award: Award.Slug, _ year: Int) -> NewHonour {
        NewHonour(
            .person(worker.person), name: worker.name, post: worker.title, unitText: worker.unitName, unit: worker.unit,
            award: award, years: AchievementYears(year), achievement: words(year),
            group: worker.group, isEnterprise: worker.kind == .enterprise)
    }

    private static let titles = [
        "Số hóa sổ theo dõi văn bản đến của cơ quan", "Rút ngắn quy trình tiếp nhận hồ sơ tại bộ phận một cửa",
        "Bộ câu hỏi trắc nghiệm dùng chung cho giáo viên trong cụm trường",
        "Bản đồ cảnh báo sạt lở cho cán bộ thôn bản",
        "Cải tiến lịch trực để giảm giờ chờ của người dân", "Mẫu báo cáo chung thay cho bảy mẫu riêng",
    ]

    /// Awards of the catalogue that the sample gives.
    private enum Slugs {
        static let worker = Award.Slug.of("ldtt")
        static let soldier = Award.Slug.of("cstt")
        static let fighter = Award.Slug.of("cstd-co-so")
        static let provincial = Award.Slug.of("cstd-tinh")
        static let merit = Award.Slug.of("bk-tinh")
        static let collective = Award.Slug.of("ttldtt")
    }
}
