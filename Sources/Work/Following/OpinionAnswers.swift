import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of opinions.
enum OpinionAnswers {
    static let answers: [(key: String, answer: Opinion.Answer)] = [
        ("nhat-tri", .agree), ("de-nghi-sua", .changes), ("khong-nhat-tri", .disagree),
    ]

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let start = call.request.query["sau"].flatMap { ID<OpinionRequest>($0) }
        let page = try call.read { db in
            let found = try OpinionRequest.page(after: start, for: visitor, db)
            return OpinionPages.List(
                waiting: try OpinionRequest.waiting(for: visitor, db), lines: found.lines, after: found.after,
                isFirst: start == nil, today: call.today)
        }
        return call.page("Xin ý kiến", OpinionPages.list(page))
    }

    static func one(_ id: ID<OpinionRequest>, _ call: Call) throws -> Response {
        try one(id, call, OpinionPages.Typed())
    }

    private static func one(_ id: ID<OpinionRequest>, _ call: Call, _ typed: OpinionPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let request = try OpinionRequest.of(id, for: visitor, db)
            let opinions = try Opinion.all(of: request, for: visitor, db)
            let units = OpinionRequest.ownUnits(visitor)
            return OpinionPages.One(
                request: request, opinions: opinions,
                mine: opinions.filter { $0.account == visitor.account || $0.unit.map(units.contains) ?? false }
                    + (request.mayWriteDown(visitor) ? opinions.filter(\.isByName) : []),
                isWhole: request.isWhole(for: visitor), mayManage: visitor.may(.manageTasks, at: request.branch),
                seesTask: (try? TaskScope.task(request.task, for: visitor, db)) != nil, typed: typed,
                today: call.today, hidden: call.hiddenToken)
        }
        return call.page(
            "Xin ý kiến", "\(call.paperHead())\(OpinionPages.one(page))\(call.paperFoot("tổng hợp ý kiến"))",
            status: typed.errors.isEmpty ? 200 : 422)
    }

    static func answer(_ id: ID<OpinionRequest>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let words = form["y-kien"] ?? ""
        do {
            try call.write { operation in
                let request = try OpinionRequest.of(id, for: visitor, operation)
                let units = OpinionRequest.ownUnits(visitor)
                let mine = try Opinion.all(of: request, for: visitor, operation).first { opinion in
                    opinion.id.description == form["cua"]
                        && (opinion.account == visitor.account || opinion.unit.map(units.contains) ?? false
                            || (opinion.isByName && request.mayWriteDown(visitor)))
                }
                guard let mine else { throw FollowingRefusal.notAsked }
                guard let answer = answers.first(where: { $0.key == form["tra-loi"] })?.answer else {
                    throw FollowingRefusal.badAnswer
                }
                try Opinions.answer(mine.id, answer, words, from: form["can-cu"] ?? "", by: operation)
            }
        } catch let refusal as FollowingRefusal where refusal != .notFound {
            let field: String =
                if case .noWords = refusal { "y-kien" } else if refusal == .noSource { "can-cu" } else { "tra-loi" }
            return try one(
                id, call,
                OpinionPages.Typed(
                    values: [
                        "tra-loi": form["tra-loi"] ?? "", "y-kien": words, "cua": form["cua"] ?? "",
                        "can-cu": form["can-cu"] ?? "",
                    ],
                    errors: [field: refusal.explanation.notice]))
        }
        return call.redirect(to: OpinionPage.one(id), saying: "Đã gửi trả lời.")
    }

    static func set(_ id: ID<OpinionRequest>, isClosed: Bool, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { operation in
                let request = try OpinionRequest.of(id, for: visitor, operation)
                guard visitor.may(.manageTasks, at: request.branch) else { throw FollowingRefusal.notFound }
                try isClosed ? Opinions.close(id, by: operation) : Opinions.reopen(id, by: operation)
            }
        } catch FollowingRefusal.closed {
            return call.redirect(to: OpinionPage.one(id), saying: "Vừa có người khác làm việc này rồi.")
        }
        return call.redirect(to: OpinionPage.one(id), saying: isClosed ? "Đã khép lần xin ý kiến." : "Đã mở lại.")
    }

    // MARK: Asking

    static func new(_ id: ID<Task>, _ call: Call) throws -> Response {
        try new(id, call, OpinionPages.Typed(values: ["nhac": "2"]))
    }

    private static func new(_ id: ID<Task>, _ call: Call, _ typed: OpinionPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            OpinionPages.New(
                task: try TaskScope.task(id, for: visitor, db), people: try people(visitor, call.today, db),
                members: try members(visitor, call.today, db),
                typed: typed, hidden: call.hiddenToken)
        }
        return call.page("Xin ý kiến", OpinionPages.new(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    /// Whom one may ask in person: open accounts of the branch in which the visitor manages tasks, members of councils first.
    static func people(_ visitor: Visitor, _ day: Day, _ db: any Reader) throws -> [(id: ID<Account>, name: String)] {
        try db.all(
            """
            SELECT a.id, a.name, u.name AS unit, EXISTS (SELECT 1 FROM account_role r WHERE r.account = a.id
                AND r.role = \(Role.councilMember.rawValue)) AS is_member
            FROM account a JOIN unit u ON u.id = a.unit
            WHERE a.state = 'open' AND a.id <> \(visitor.account)
              AND \(sql: visitor.scope(.manageTasks).condition(path: "u.path"))
            ORDER BY 4 DESC, a.name_key, a.id LIMIT 300
            """
        ).map { (try $0("id"), "\(try $0("name") as String), \(try $0("unit") as String)") }
    }

    /// Members of councils in the branch who have no account: asked by name, on paper or by telephone.
    static func members(_ visitor: Visitor, _ day: Day, _ db: any Reader) throws -> [(
        id: ID<CouncilMember>, name: String
    )] {
        try db.all(
            """
            SELECT m.id, p.name AS person, c.name AS council FROM council_member m JOIN person p ON p.id = m.person
            JOIN council c ON c.id = m.council JOIN unit u ON u.id = c.unit
            WHERE \(sql: visitor.scope(.readCouncils).condition(path: "u.path"))
              AND m.first_day <= \(day) AND (m.last_day IS NULL OR m.last_day >= \(day))
              AND (c.last_day IS NULL OR c.last_day >= \(day))
              AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person = p.id AND a.state = 'open')
            ORDER BY c.name_key, c.id, p.name_key, m.id LIMIT 300
            """
        ).map { (try $0("id"), "\(try $0("person") as String), \(try $0("council") as String)") }
    }

    static func ask(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        var field = "cau-hoi"
        do {
            let made = try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                field = "tra-loi-truoc"
                guard let due = try FollowingCheck.day(form["tra-loi-truoc"] ?? "") else {
                    throw FollowingRefusal.badDay("")
                }
                field = "don-vi"
                let units = try (form["don-vi"] ?? "").split(whereSeparator: \.isNewline).compactMap { line in
                    let scope = visitor.scope(.manageTasks)
                    guard !String(line).trimmed.isEmpty else { return nil as ID<Unit>? }
                    do {
                        return try TypedUnit.find(String(line), within: scope, on: operation.today, operation)?.id
                    } catch is UnitRefusal {
                        throw FollowingRefusal.unknownUnit(String(line).trimmed)
                    }
                }
                let known = Set(try people(visitor, operation.today, operation).map(\.id))
                let accounts = form.all("nguoi").compactMap { ID<Account>($0) }.filter(known.contains)
                let seats = Set(try self.members(visitor, operation.today, operation).map(\.id))
                let members = form.all("thanh-vien").compactMap { ID<CouncilMember>($0) }.filter(seats.contains)
                field = "cau-hoi"
                return try Opinions.ask(
                    .init(
                        form["cau-hoi"] ?? "", due: due, remindBefore: Int((form["nhac"] ?? "").trimmed) ?? -1,
                        silenceAgrees: form["im-lang"] != nil, units: units, accounts: accounts,
                        members: members), on: id, by: operation)
            }
            return call.redirect(to: OpinionPage.one(made), saying: "Đã gửi xin ý kiến.")
        } catch let refusal as FollowingRefusal where refusal != .notFound {
            switch refusal {
            case .pastDay, .badDay: field = "tra-loi-truoc"
            case .badRemindDays: field = "nhac"
            case .nobody, .tooMany, .ended: field = "don-vi"
            case .noAccount: field = "nguoi"
            case .noMember: field = "thanh-vien"
            default: break
            }
            let values = ["cau-hoi", "tra-loi-truoc", "nhac", "im-lang", "don-vi"].map { ($0, form[$0] ?? "") }
            var typed = OpinionPages.Typed(
                values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
                errors: [field: refusal.explanation.notice])
            typed.people = Set(form.all("nguoi"))
            typed.members = Set(form.all("thanh-vien"))
            return try new(id, call, typed)
        }
    }
}
