import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// Nhập một quyết định: the head and everybody honoured by it, checked before it is written.
enum EntryAnswers {
    static func form(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (draft, saved) = try call.read { try HonourDraft.of(visitor.account, $0) } ?? (nil, nil)
        return try page(call, draft ?? blank(visitor), errors: [:], saved: saved)
    }

    private static func blank(_ visitor: Visitor) -> TypedEntry {
        let unit =
            visitor.scope(.manageHonours) == visitor.province.map { .branches([$0.path]) }
            ? visitor.province : visitor.unit
        let issuer = visitor.unit.flatMap { own in unit?.id == visitor.province?.id ? visitor.province?.name : own.name
        }
        let words = issuer.map { $0.hasPrefix("Tỉnh ") ? "Ủy ban nhân dân tỉnh \($0.dropFirst(5))" : $0 } ?? ""
        return .new(
            issuer: words, branch: (visitor.unit ?? unit).map(TypedUnit.words) ?? "",
            level: unit?.id == visitor.province?.id ? .province : .grassroots)
    }

    private static func page(
        _ call: Call, _ typed: TypedEntry, errors: [(field: String, words: String)] = [], saved: Instant? = nil
    ) throws -> Response {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.manageHonours)
        let law = try call.office.law
        let (units, awards) = try call.read { db in
            (
                try TypedUnit.suggestions(within: scope, on: call.today, db),
                try AwardChoices(law, db).names(
                    on: typed.signed ?? call.today, in: province(typed, visitor, call.today, db))
            )
        }
        let model = EntryPages.Form(
            typed: typed, units: units, awards: awards, errors: errors,
            saved: saved.map { $0.since(today: call.today) })
        return call.page(
            "Nhập quyết định", EntryPages.form(model, token: call.hiddenToken), status: errors.isEmpty ? 200 : 422)
    }

    private static func page(_ call: Call, _ typed: TypedEntry, errors: [String: String], saved: Instant?) throws
        -> Response
    {
        try page(call, typed, errors: errors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, saved: saved)
    }

    /// The province of the unit that keeps the decision, as far as it has been typed; else the visitor's.
    private static func province(_ typed: TypedEntry, _ visitor: Visitor, _ today: Day, _ db: any Reader) throws
        -> ID<Unit>?
    {
        do {
            return try branch(typed, visitor.scope(.manageHonours), today, db).province
        } catch is HonourRefusal {
            return visitor.province?.id
        }
    }

    /// The unit that keeps the decision, as it was typed.
    static func branch(_ typed: TypedEntry, _ scope: Scope, _ day: Day, _ db: any Reader) throws -> Unit {
        do {
            if let unit = try TypedUnit.find(typed["don-vi"], within: scope, on: day, db) { return unit }
        } catch let refusal as UnitRefusal {
            throw HonourRefusal.unit(field: "don-vi", words: refusal.explanation.notice)
        }
        throw HonourRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị giữ sổ quyết định này.")
    }

    private struct Read {
        let decision: NewDecision
        let known: HonourRows.Head?
        let awards: AwardChoices
        let reading: EntryReading
        /// The first line that gives somebody the same twice.
        let double: Honours.RefusedLine?
    }

    private static func read(_ typed: TypedEntry, _ law: Law, _ scope: Scope, _ today: Day, _ db: any Reader) throws
        -> Read
    {
        let awards = try AwardChoices(law, db)
        let branch = try branch(typed, scope, today, db)
        let decision = try Honours.checked(try typed.decision(branch: branch.id), today: today)
        let known = try Honours.known(decision, root: branch.province, db)
        let reading = try EntryReading(
            typed, decision, of: branch.province, awards, in: scope, today: today, db)
        guard !reading.lines.isEmpty else { throw HonourRefusal.noHolders }
        var double: Honours.RefusedLine?
        if reading.errors.isEmpty {
            double = try Honours.double(
                reading.lines.compactMap(\.new), of: known?.id, number: decision.number, awards, db)
        }
        return Read(decision: decision, known: known, awards: awards, reading: reading, double: double)
    }

    /// Shows what will be written, asks for what is not plain. The draft is kept whatever the answer is.
    static func examine(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let typed = TypedEntry(call.request.form)
        try keepDraft(typed, call)
        return try check(typed, visitor, call)
    }

    private static func check(_ typed: TypedEntry, _ visitor: Visitor, _ call: Call) throws -> Response {
        let law = try call.office.law
        do {
            let read: Read = try call.read {
                try Self.read(typed, law, visitor.scope(.manageHonours), call.today, $0)
            }
            let wrong =
                read.reading.errors.map { (field: "danh-sach", words: "Dòng \($0.index + 1): \($0.words)") }
                + (read.double.map { [(field: "danh-sach", words: $0.explanation.notice)] } ?? [])
            guard wrong.isEmpty else { return try page(call, typed, errors: wrong) }
            let model = EntryPages.Check(
                typed: typed, decision: read.decision, isKnown: read.known != nil, reading: read.reading,
                awards: read.awards)
            return call.page("Kiểm tra trước khi ghi", EntryPages.check(model, token: call.hiddenToken))
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(call, typed, errors: [(refusal.field ?? "so", refusal.explanation.notice)])
        }
    }

    static func keep(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let typed = TypedEntry(call.request.form)
        let law = try call.office.law
        let scope = visitor.scope(.manageHonours)
        do {
            let entered: Honours.Entered? = try call.write { operation in
                let read = try Self.read(typed, law, scope, operation.today, operation)
                if !read.reading.errors.isEmpty || !read.reading.open.isEmpty || read.double != nil { return nil }
                let entered = try Honours.add(
                    read.decision, read.reading.lines.compactMap(\.new), read.awards, in: scope, by: operation)
                try operation.run("DELETE FROM honour_draft WHERE account = \(visitor.account)")
                return entered
            }
            guard let entered else { return try check(typed, visitor, call) }
            return call.redirect(
                to: HonoursPage.decision(entered.decision),
                saying: "Đã ghi \(entered.honours.count.dotted) khen thưởng vào sổ.")
        } catch let refusal as Honours.RefusedLine {
            return try page(call, typed, errors: [("danh-sach", refusal.explanation.notice)])
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(call, typed, errors: [(refusal.field ?? "so", refusal.explanation.notice)])
        }
    }

    // MARK: Draft

    static func saveDraft(_ call: Call) throws -> Response {
        try keepDraft(TypedEntry(call.request.form), call)
        return Response(status: 204)
    }

    static func dropDraft(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard visitor.onlooker == nil else { throw FrameRefusal.viewOnly }
        _ = try call.office.store.write { try $0.run("DELETE FROM honour_draft WHERE account = \(visitor.account)") }
        return call.redirect(to: HonoursPage.entry, saying: "Đã bỏ bản đang gõ.")
    }

    /// One's own half-typed form is no act of the office: it leaves nothing in the ledger.
    private static func keepDraft(_ typed: TypedEntry, _ call: Call) throws {
        let visitor = try call.signedIn()
        guard visitor.onlooker == nil else { throw FrameRefusal.viewOnly }
        let (json, now) = (typed.json, call.office.world.now())
        _ = try call.office.store.write { db in
            try db.run(
                """
                INSERT INTO honour_draft (account, typed, saved) VALUES (\(visitor.account), \(json), \(now))
                ON CONFLICT (account) DO UPDATE SET typed = excluded.typed, saved = excluded.saved
                """)
        }
    }
}

/// What somebody has typed of a decision and not yet written.
enum HonourDraft {
    static func of(_ account: ID<Account>, _ db: any Reader) throws -> (TypedEntry?, Instant?)? {
        let row = try db.first("SELECT typed, saved FROM honour_draft WHERE account = \(account)")
        return try row.map { (TypedEntry(json: try $0("typed")), try $0("saved")) }
    }
}
