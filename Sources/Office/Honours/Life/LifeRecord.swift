import Database
import Rulebook
import Vocabulary

/// Everything that the page of one life shows to one visitor, by year.
struct LifeRecord: Equatable {
    enum Whose: Hashable {
        case person(ID<Person>)
        case unit(ID<Unit>)

        var concerned: Conduct.Concerned {
            switch self {
            case .person(let id): .person(id)
            case .unit(let id): .unit(id)
            }
        }
    }

    /// Năm: what belongs to one year, newest first.
    struct Year: Equatable {
        let title: String
        var ratings: [YearlyRating] = []
        var honours: [HonourLine] = []
        var initiatives: [(initiative: InitiativeRecord, isMain: Bool)] = []

        static func == (left: Year, right: Year) -> Bool {
            left.title == right.title && left.ratings == right.ratings && left.honours == right.honours
                && left.initiatives.map(\.initiative) == right.initiatives.map(\.initiative)
        }
    }

    /// A unit that came before or after, with what it was given.
    struct Kin: Equatable {
        let id: ID<Unit>
        let name: String
        let onDay: Day
        let isBefore: Bool
        let honours: [HonourLine]
        /// Within the visitor's reach: its page may be opened.
        let isOpen: Bool
    }

    let whose: Whose
    let name: String
    let place: String
    let years: [Year]
    /// Entered wrongly and withdrawn; only for who manages honours there.
    let withdrawn: [HonourLine]
    let withdrawnInitiatives: [InitiativeRecord]
    let kin: [Kin]
    /// Nil for who does not read conduct there.
    let discipline: [Conduct.Discipline]?
    let matters: [Conduct.Matter]?
    let complete: FactsComplete
    let mayManage: Bool
    let mayManageConduct: Bool
    /// Units to which a new rating of the person can belong.
    let units: [(id: ID<Unit>, name: String)]
    /// Where what was declared is entered.
    let home: ID<Unit>?

    static func == (left: LifeRecord, right: LifeRecord) -> Bool {
        left.whose == right.whose && left.name == right.name && left.place == right.place && left.years == right.years
            && left.withdrawn == right.withdrawn && left.withdrawnInitiatives == right.withdrawnInitiatives
            && left.kin == right.kin && left.discipline == right.discipline
            && left.matters == right.matters && left.complete == right.complete
    }

    var honours: [HonourLine] { years.flatMap(\.honours) }

    static func of(_ whose: Whose, for visitor: Visitor, on day: Day, _ db: any Reader) throws -> LifeRecord {
        switch whose {
        case .person(let id): try person(id, visitor, day, db)
        case .unit(let id): try unit(id, visitor, day, db)
        }
    }

    private static func person(_ id: ID<Person>, _ visitor: Visitor, _ day: Day, _ db: any Reader) throws -> LifeRecord
    {
        let person: Person
        do {
            person = try People.person(id, in: visitor.scope(.readHonours), on: day, db)
        } catch PersonRefusal.notFound {
            throw HonourRefusal.notFound
        }
        let posts = try Posts.all(of: id, db)
        func may(_ permission: Permission) throws -> Bool {
            try Conduct.isWithin(.person(id), visitor.scope(permission), on: day, db)
        }
        let lines = try HonourLine.all(where: "h.person = \(id)", order: "h.signed DESC, h.id DESC", db)
        let mayManage = try may(.manageHonours)
        let current = posts.filter { $0.isHeld(on: day) }
        let shown = current.isEmpty ? Array(posts.prefix(1)) : current
        let readsConduct = try may(.readConduct)
        var complete = FactsComplete()
        let telling = posts.filter { $0.lastDay == nil || $0.id == posts.first?.id }.map(\.unit)
        let declared = try Declarations(db)
        for path: String in try db.values("SELECT path FROM unit WHERE id IN (\(list: Set(telling).sorted()))") {
            let own = declared.complete(at: path)
            for kind in FactsComplete.Kind.allCases { if let year = own[kind] { complete.join(kind, from: year) } }
        }
        var seen: Set<ID<Unit>> = []
        return LifeRecord(
            whose: .person(id), name: person.name,
            place: shown.map { "\($0.title), \($0.unitName)" }.joined(separator: "; "),
            years: years(
                lines.filter { $0.state != .withdrawn }, try YearlyRating.all(of: id, db),
                try InitiativeRecord.all(of: id, db)),
            withdrawn: mayManage ? lines.filter { $0.state == .withdrawn } : [],
            withdrawnInitiatives: mayManage
                ? try InitiativeRecord.withdrawn(of: id, db).filter { visitor.may(.manageHonours, at: $0.branchPath) }
                : [],
            kin: [],
            discipline: readsConduct ? try Conduct.discipline(of: id, db) : nil,
            matters: readsConduct ? try Conduct.matters(of: .person(id), db) : nil, complete: complete,
            mayManage: mayManage && person.state == .active,
            mayManageConduct: try may(.manageConduct) && person.state == .active,
            units: posts.filter { seen.insert($0.unit).inserted }.map { ($0.unit, $0.unitName) },
            home: shown.first?.unit)
    }

    private static func unit(_ id: ID<Unit>, _ visitor: Visitor, _ day: Day, _ db: any Reader) throws -> LifeRecord {
        guard let unit = try Organisations.unit(id, db), visitor.may(.readHonours, at: unit.path) else {
            throw HonourRefusal.notFound
        }
        let lines = try HonourLine.all(where: "h.holder_unit = \(id)", order: "h.signed DESC, h.id DESC", db)
        let mayManage = visitor.may(.manageHonours, at: unit.path)
        let readsConduct = visitor.may(.readConduct, at: unit.path)
        return LifeRecord(
            whose: .unit(id), name: unit.name, place: unit.kind.vietnamese.capitalFirst,
            years: years(lines.filter { $0.state != .withdrawn }, try YearlyRating.all(of: id, db), []),
            withdrawn: mayManage ? lines.filter { $0.state == .withdrawn } : [], withdrawnInitiatives: [],
            kin: try kin(of: id, visitor, db),
            discipline: nil, matters: readsConduct ? try Conduct.matters(of: .unit(id), db) : nil,
            complete: try Honours.complete(at: unit.path, db), mayManage: mayManage,
            mayManageConduct: visitor.may(.manageConduct, at: unit.path), units: [(unit.id, unit.name)], home: id)
    }

    /// Predecessors with what they were given (they ended; their tradition goes on here), and successors.
    private static func kin(of id: ID<Unit>, _ visitor: Visitor, _ db: any Reader) throws -> [Kin] {
        let rows = try db.all(
            """
            SELECT u.id, u.name, u.path, s.on_day, 1 AS is_before FROM unit_successor s JOIN unit u ON u.id = s.predecessor
            WHERE s.successor = \(id)
            UNION ALL
            SELECT u.id, u.name, u.path, s.on_day, 0 AS is_before FROM unit_successor s JOIN unit u ON u.id = s.successor
            WHERE s.predecessor = \(id)
            ORDER BY is_before DESC, on_day DESC, id
            """)
        let before: [ID<Unit>] = try rows.filter { try $0("is_before") as Int == 1 }.map { try $0("id") }
        let lines =
            before.isEmpty
            ? []
            : try HonourLine.all(
                where: "h.holder_unit IN (\(list: before)) AND h.state <> 'withdrawn'",
                order: "h.signed DESC, h.id DESC", db)
        let byUnit = Dictionary(grouping: lines, by: \.holderUnit)
        return try rows.map { row in
            let other: ID<Unit> = try row("id")
            let isBefore = try row("is_before") as Int == 1
            return Kin(
                id: other, name: try row("name"), onDay: try row("on_day"), isBefore: isBefore,
                honours: isBefore ? byUnit[other] ?? [] : [], isOpen: visitor.may(.readHonours, at: try row("path")))
        }
    }

    /// What belongs together by year; what names no year stands at the year of signing.
    static func years(
        _ honours: [HonourLine], _ ratings: [YearlyRating],
        _ initiatives: [(initiative: InitiativeRecord, isMain: Bool)]
    ) -> [Year] {
        struct Key: Hashable, Comparable {
            let number: Int
            let isSchool: Bool
            let isSigned: Bool
            static func < (left: Key, right: Key) -> Bool {
                (left.number, left.isSchool ? 1 : 0, left.isSigned ? 0 : 1) < (
                    right.number, right.isSchool ? 1 : 0, right.isSigned ? 0 : 1
                )
            }
        }
        var years: [Key: Year] = [:]
        func add(_ year: AchievementYear, _ change: (inout Year) -> Void) {
            let key = Key(number: year.number, isSchool: year.isSchoolYear, isSigned: false)
            change(&years[key, default: Year(title: year.description)])
        }
        for rating in ratings { add(rating.year) { $0.ratings.append(rating) } }
        for one in initiatives { add(one.initiative.year) { $0.initiatives.append(one) } }
        for honour in honours {
            if let year = honour.years?.year {
                add(year) { $0.honours.append(honour) }
            } else {
                let key = Key(number: honour.signed.year, isSchool: false, isSigned: true)
                years[key, default: Year(title: "ký năm \(honour.signed.year)")].honours.append(honour)
            }
        }
        return years.sorted { $0.key > $1.key }.map(\.value)
    }
}
