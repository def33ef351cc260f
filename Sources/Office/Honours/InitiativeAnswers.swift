import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// Sáng kiến: entering one with its authors and the decision that recognised it, seeing it, putting it right.
enum InitiativeAnswers {
    private static let names = ["ten", "loai", "pham-vi", "nam", "so", "ngay", "co-quan", "don-vi", "tac-gia"]

    private static func typed(_ call: Call) -> [String: String] {
        let form = call.request.form
        return Dictionary(uniqueKeysWithValues: names.map { ($0, form[$0] ?? "") })
    }

    // MARK: Entering

    static func form(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        var typed = ["loai": "sangKien", "pham-vi": "coSo", "don-vi": visitor.unit.map(TypedUnit.words) ?? ""]
        if let person = call.request.query["nguoi"].flatMap({ ID<Person>($0) }) {
            let scope = visitor.scope(.manageHonours)
            let known = try call.read { db in
                try db.first(
                    "SELECT name FROM person p WHERE p.id = \(person) AND \(sql: People.isWithin(scope, on: call.today))"
                )
            }
            if let known { typed["tac-gia"] = NamedPerson.words(try known("name"), nil, person) }
        }
        return try entry(call, typed, nil)
    }

    private static func entry(_ call: Call, _ typed: [String: String], _ refusal: HonourRefusal?) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let units = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        return call.page(
            "Ghi sáng kiến", InitiativePages.entry(.init(typed, units, refusal), token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let typed = typed(call)
        do {
            let first = try call.write { operation in
                let new = try initiative(typed, scope, operation)
                _ = try Honours.addInitiative(new, in: scope, by: operation)
                return new.authors.first
            }
            guard let first else { return call.redirect(to: HonoursPage.list) }
            return call.redirect(to: LifePage.person(first), saying: "Đã ghi sáng kiến.")
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try entry(call, typed, refusal)
        }
    }

    /// - Parameter known: authors whom it has already, by the number of their entry.
    private static func initiative(
        _ typed: [String: String], by known: [ID<Person>] = [], _ scope: Scope, _ operation: Operation
    ) throws -> Honours.NewInitiative {
        func value(_ name: String) -> String { (typed[name] ?? "").trimmed }
        guard let years = AchievementYears(value("nam")), years.first == years.last else {
            throw HonourRefusal.badYears(value("nam"))
        }
        var recognised: Day?
        if !value("ngay").isEmpty {
            guard let day = Day(vietnamese: value("ngay")) ?? Day(iso: value("ngay")) else {
                throw HonourRefusal.badDay(value("ngay"))
            }
            recognised = day
        }
        let unit: Unit?
        do {
            unit = try TypedUnit.find(value("don-vi"), within: scope, on: operation.today, operation)
        } catch let refusal as UnitRefusal {
            throw HonourRefusal.unit(field: "don-vi", words: refusal.explanation.notice)
        }
        guard let unit else { throw HonourRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị.") }
        let authors = try value("tac-gia").split(whereSeparator: \.isNewline).map { line in
            if let author = known.first(where: { line.trimmed.hasSuffix("(hồ sơ \($0))") }) { return author }
            do {
                return try NamedPerson.find(String(line), within: scope, on: operation.today, operation)
            } catch let refusal as NamedPerson.Refusal {
                throw HonourRefusal.unit(field: "tac-gia", words: refusal.explanation.notice)
            }
        }
        return Honours.NewInitiative(
            value("ten"), kind: Proposal.Initiative.Kind(rawValue: value("loai")) ?? .sangKien,
            scope: Proposal.Scope(rawValue: value("pham-vi")) ?? .coSo, year: years.year, number: value("so"),
            recognised: recognised, issuer: value("co-quan"), branch: unit.id, authors: authors)
    }

    // MARK: One

    static func show(_ id: ID<InitiativeRecord>, _ call: Call) throws -> Response { try page(id, call) }

    private static func page(
        _ id: ID<InitiativeRecord>, _ call: Call, _ refusal: HonourRefusal? = nil, isWithdrawing: Bool = false
    ) throws -> Response {
        let visitor = try call.signedIn()
        let (scope, managing) = (visitor.scope(.readHonours), visitor.scope(.manageHonours))
        let model = try call.read { db in
            let record = try Honours.initiative(id, seenIn: scope.union(managing), on: call.today, db)
            let authors = try InitiativeRecord.authors(of: [id], db)[id] ?? []
            let open: [ID<Person>] = try db.values(
                """
                SELECT p.id FROM person p WHERE p.id IN (\(list: authors.map(\.person)))
                  AND \(sql: People.isWithin(scope, on: call.today))
                """)
            let mayManage = managing.contains(record.branchPath) && record.withdrawnWhy == nil
            let unit = try Organisations.unit(record.branch, db)
            var typed = [
                "ten": record.title, "loai": record.kind.rawValue, "pham-vi": record.scope.rawValue,
                "nam": record.year.description, "so": record.number ?? "", "ngay": record.recognised?.vietnamese ?? "",
                "co-quan": record.issuer ?? "", "don-vi": unit.map(TypedUnit.words) ?? "",
                "tac-gia": authors.map { NamedPerson.words($0.name, nil, $0.person) }.joined(separator: "\n"),
                "phien-ban": String(record.version),
            ]
            if refusal != nil, !isWithdrawing {
                typed.merge(Self.typed(call)) { $1 }
                typed["phien-ban"] = call.request.form["phien-ban"]
            }
            return InitiativePages.One(
                record: record, authors: authors, open: Set(open), unit: unit?.name ?? "", mayManage: mayManage,
                form: .init(
                    typed, mayManage ? try TypedUnit.suggestions(within: managing, on: call.today, db) : [],
                    isWithdrawing ? nil : refusal),
                refusal: isWithdrawing ? refusal : nil, why: isWithdrawing ? call.request.form["ly-do"] ?? "" : "",
                isStale: refusal == .changedMeanwhile,
                entries: mayManage ? try Ledger.entries(about: Subject("initiative", id), limit: 30, db) : [],
                today: call.today)
        }
        return call.page(
            "Sáng kiến", InitiativePages.one(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : refusal == .changedMeanwhile ? 409 : 422)
    }

    static func correct(_ id: ID<InitiativeRecord>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let typed = typed(call)
        let version = call.request.form["phien-ban"].flatMap { Int($0) } ?? 0
        do {
            try call.write { operation in
                _ = try Honours.initiative(id, in: scope, operation)
                let known = try InitiativeRecord.authors(of: [id], operation)[id, default: []].map(\.person)
                try Honours.correctInitiative(
                    id, to: try initiative(typed, by: known, scope, operation), knowing: version, in: scope,
                    by: operation)
            }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, refusal)
        }
        return call.redirect(to: HonoursPage.initiative(id), saying: "Đã sửa sáng kiến.")
    }

    static func withdraw(_ id: ID<InitiativeRecord>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        do {
            try call.write {
                _ = try Honours.initiative(id, in: scope, $0)
                try Honours.withdrawInitiative(id, why: call.request.form["ly-do"] ?? "", in: scope, by: $0)
            }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, refusal, isWithdrawing: true)
        }
        return call.redirect(to: HonoursPage.initiative(id), saying: "Đã rút sáng kiến ghi nhầm; lý do được giữ lại.")
    }
}
