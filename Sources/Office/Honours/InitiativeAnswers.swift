import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// Ghi sáng kiến: an initiative with its authors and the decision that recognised it.
enum InitiativeAnswers {
    private static let names = ["ten", "loai", "pham-vi", "nam", "so", "ngay", "co-quan", "don-vi", "tac-gia"]

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
        return try page(call, typed, nil)
    }

    private static func page(_ call: Call, _ typed: [String: String], _ refusal: HonourRefusal?) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let units = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        func value(_ name: String) -> String { typed[name] ?? "" }
        let fields = [
            Field("ten", "Tên sáng kiến, đề tài", .area(value("ten"), rows: 2)),
            Field(
                "loai", "Loại",
                .choice(
                    Proposal.Initiative.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalisedStart) },
                    selected: value("loai"))),
            Field(
                "pham-vi", "Phạm vi ảnh hưởng được công nhận",
                .choice(
                    Proposal.Scope.allCases.map { .init($0.rawValue, $0.vietnamese.capitalisedStart) },
                    selected: value("pham-vi"))),
            Field("nam", "Năm", hint: "Như 2025 hoặc năm học 2024-2025.", .text(value("nam"), length: 12)),
            Field(
                "tac-gia", "Tác giả, đồng tác giả",
                hint:
                    "Mỗi dòng một người trong danh mục cá nhân, tác giả chính trước. Cùng tên thì ghi thêm đơn vị sau dấu phẩy.",
                .area(value("tac-gia"), rows: 3)),
            Field("so", "Số quyết định công nhận", isOptional: true, .text(value("so"), length: 24)),
            Field("ngay", "Ngày công nhận", isOptional: true, .day(value("ngay"))),
            Field("co-quan", "Cơ quan công nhận", isOptional: true, .text(value("co-quan"), length: 40)),
            Field("don-vi", "Đơn vị", .suggest(value("don-vi"), from: units, length: 40)),
        ].map { $0.with(errors: refusal?.errors ?? [:]) }
        let token = call.hiddenToken
        return call.page(
            "Ghi sáng kiến",
            """
            \(PageHead(
                "Ghi sáng kiến, đề tài đã công nhận", trail: [Link("Khen thưởng", HonoursPage.list.path)], here: "Ghi sáng kiến",
                actions: [.link("Nhập bằng Excel", ExchangePage.start(InitiativesExchange()).path, .low)]))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            <div class="narrow-left">\(Markup.Form(
                to: HonoursPage.addInitiative.path, hidden: token, extras: [.guardsWords], content: """
                    \(fields)\(Actions([.submit("Ghi sáng kiến", .primary), .link("Thôi", HonoursPage.list.path)]))
                    """))</div>
            """, status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        let typed = Dictionary(uniqueKeysWithValues: names.map { ($0, form[$0] ?? "") })
        do {
            let first = try call.write { operation in
                let new = try initiative(typed, scope, operation)
                _ = try Honours.addInitiative(new, in: scope, by: operation)
                return new.authors.first
            }
            guard let first else { return call.redirect(to: HonoursPage.list) }
            return call.redirect(to: LifePage.person(first), saying: "Đã ghi sáng kiến.")
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(call, typed, refusal)
        }
    }

    private static func initiative(_ typed: [String: String], _ scope: Scope, _ operation: Operation) throws
        -> Honours.NewInitiative
    {
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

    static func withdraw(_ id: ID<InitiativeRecord>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        let person = form["nguoi"].flatMap { ID<Person>($0) }
        do {
            try call.write { try Honours.withdrawInitiative(id, why: form["ly-do"] ?? "", in: scope, by: $0) }
        } catch HonourRefusal.noReason {
            if let person { return try LifeAnswers.person(person, call, refused: .noReason) }
            throw HonourRefusal.noReason
        }
        return call.redirect(
            to: person.map { LifePage.person($0).path } ?? HonoursPage.list.path, saying: "Đã rút sáng kiến ghi nhầm.")
    }
}

/// Đã nhập đủ: what an office says to be whole, of a unit and all below it.
enum CompletenessAnswers {
    static func show(_ id: ID<Unit>, _ call: Call) throws -> Response { try page(id, call, nil, []) }

    private static func page(
        _ id: ID<Unit>, _ call: Call, _ refusal: HonourRefusal?, _ typed: [(kind: FactsComplete.Kind, text: String)]
    ) throws -> Response {
        let visitor = try call.signedIn()
        let (unit, own, all) = try call.read { db in
            guard let unit = try Organisations.unit(id, db), visitor.may(.readHonours, at: unit.path) else {
                throw HonourRefusal.notFound
            }
            return (unit, try Honours.declared(for: id, db), try Honours.complete(at: unit.path, db))
        }
        func may(_ kind: FactsComplete.Kind) -> Bool {
            visitor.may(kind.isConduct ? .manageConduct : .manageHonours, at: unit.path)
        }
        let columns: [Column<FactsComplete.Kind>] = [
            Column("Loại thông tin", .name) { "\($0.vietnamese.capitalisedStart)" },
            Column("Đã nhập đủ từ năm", .text, .w18) { kind in
                guard let year = all[kind] else { return "chưa khai" }
                return "\(year)\(if: own[kind] != year, "<small>theo đơn vị cấp trên</small>")"
            },
        ]
        let kinds = FactsComplete.Kind.allCases.filter(may)
        let fields = kinds.map { kind -> Field in
            let typed = typed.first { $0.kind == kind }?.text
            return Field(
                kind.rawValue, kind.vietnamese.capitalisedStart, hint: "Để trống là chưa khai.",
                error: typed != nil && refusal != nil && Int(typed ?? "") == nil && !(typed ?? "").isEmpty
                    ? refusal?.explanation.notice : nil, isOptional: true,
                .text(typed ?? own[kind].map(String.init) ?? "", kind: .number, length: 4))
        }
        let form: HTML =
            kinds.isEmpty
            ? .empty
            : Section(
                "Khai cho \(unit.name)",
                content: """
                    <div class="narrow-left">\(Markup.Form(
                        to: HonoursPage.declare(id).path, hidden: call.hiddenToken, content: """
                            \(fields)\(Actions([.submit("Lưu khai báo", .primary)]))
                            """))</div>
                    """
            ).html
        return call.page(
            "Đã nhập đủ",
            """
            \(PageHead(
                "Thông tin đã nhập đủ", facts: "\(unit.name) và các đơn vị trực thuộc.",
                trail: [Link("Khen thưởng", HonoursPage.list.path), Link(unit.name, LifePage.unit(id).path)], here: "Đã nhập đủ"))
            \(refusal.map { refusal in ErrorSummary("Chưa lưu được", kinds.prefix(1).map { (id: $0.rawValue, words: refusal.explanation.notice) }).html })
            \(Note(.plain, "Vì sao cần khai.", body: "Khi chưa khai đã nhập đủ, việc không thấy một quyết định trong sổ không có nghĩa là chưa từng có; phần mềm sẽ trả lời “chưa rõ” thay vì “không đạt”."))
            \(RuledTable("Hiện có", columns: columns, rows: FactsComplete.Kind.allCases))
            \(form)
            """, status: refusal == nil ? 200 : 422)
    }

    static func declare(_ id: ID<Unit>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let typed = FactsComplete.Kind.allCases.compactMap { kind in
            form[kind.rawValue].map { (kind: kind, text: $0.trimmed) }
        }
        do {
            try call.write { operation in
                let old = try Honours.declared(for: id, operation)
                for (kind, text) in typed {
                    let year = Int(text)
                    if year == nil, !text.isEmpty { throw HonourRefusal.badYears(text) }
                    let scope = visitor.scope(kind.isConduct ? .manageConduct : .manageHonours)
                    if old[kind] != year {
                        try Honours.declare(kind, completeFrom: year, for: id, in: scope, by: operation)
                    }
                }
            }
            return call.redirect(to: HonoursPage.completeness(id), saying: "Đã lưu khai báo.")
        } catch HonourRefusal.outside {
            throw HonourRefusal.notFound
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, refusal, typed)
        }
    }
}
