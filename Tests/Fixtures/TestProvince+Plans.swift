import App
import Database
import Office
import PlanReader
import Vocabulary
import Work

extension TestProvince {
    /// One operation by the person of a role.
    @discardableResult
    public func write<Result>(as role: Role = .specialist, _ body: (Operation) throws -> Result) throws -> Result {
        try office.write(by: actor(role), body)
    }

    public func read<Result>(_ body: (any Reader) throws -> Result) throws -> Result { try office.read(body) }

    /// Uploads a plan as the specialist does: file on the shelf, draft in the store.
    @discardableResult
    public func upload(
        _ plan: TestPlan, named name: String = "ke-hoach.txt", year: Int = 2026, unit: Unit? = nil,
        as role: Role = .specialist
    ) throws -> Draft.Opening {
        let path = try plan.write()
        let hash = try FileDigest.sha256(path: path)
        try office.shelf.keep(path, hash: hash)
        let reading = try plan.reading
        return try write(as: role) { operation in
            let file = try StoredFile.note(
                name: name, sha256: hash, bytes: Int64(plan.text.utf8.count), by: operation)
            return try Draft.open(reading, file: file, unit: unit ?? province, year: year, by: operation)
        }
    }

    /// The draft that an upload leads to.
    public func draft(
        _ plan: TestPlan, named name: String = "ke-hoach.txt", year: Int = 2026, unit: Unit? = nil,
        as role: Role = .specialist
    ) throws -> ID<Draft> {
        switch try upload(plan, named: name, year: year, unit: unit, as: role) {
        case .new(let id), .waiting(let id): id
        }
    }

    public func items(_ draft: ID<Draft>) throws -> [DraftItem] { try read { try DraftItem.all(of: draft, $0) } }

    /// Decides about the item at an index.
    public func decide(_ decision: DraftItem.Decision, _ index: Int, of draft: ID<Draft>) throws {
        let item = try items(draft)[index].id
        try write { try Draft.decide(decision, item, of: draft, by: $0) }
    }

    /// Accepts what waits and keeps every slip, so that nothing remains before adoption.
    public func settle(_ draft: ID<Draft>, as role: Role = .specialist) throws {
        try write(as: role) { operation in
            try Draft.acceptWaiting(of: draft, by: operation)
            for finding in try DraftFinding.all(of: draft, operation) where finding.answer == .open {
                try Draft.answer(finding.id, of: draft, .kept, reason: "Đúng như bản ký.", by: operation)
            }
        }
    }

    /// Uploads, settles and adopts.
    @discardableResult
    public func adopt(
        _ plan: TestPlan, named name: String = "ke-hoach.txt", unit: Unit? = nil, as role: Role = .specialist
    ) throws -> Adoption.Result {
        let draft = try draft(plan, named: name, unit: unit, as: role)
        try settle(draft, as: role)
        return try write(as: role) { try Adoption.adopt(draft, settled: .byReview, by: $0) }
    }

    /// The tasks of a plan in their order.
    public func tasks(of plan: ID<Plan>) throws -> [ID<Work.Task>] {
        try read { try $0.values("SELECT id FROM task WHERE plan = \(plan) ORDER BY position, id") }
    }

    /// How many rows the tables of the programme, the register and the ledger have: what a refusal must leave alone.
    public func counts() throws -> [String: Int] {
        try read { db in
            [
                "plan": try db.value("SELECT count(*) FROM plan"),
                "plan_version": try db.value("SELECT count(*) FROM plan_version"),
                "plan_draft": try db.value("SELECT count(*) FROM plan_draft"),
                "draft_item": try db.value("SELECT count(*) FROM draft_item"),
                "draft_name": try db.value("SELECT count(*) FROM draft_name"),
                "draft_finding": try db.value("SELECT count(*) FROM draft_finding"),
                "task": try db.value("SELECT count(*) FROM task"),
                "task_unit": try db.value("SELECT count(*) FROM task_unit"),
                "task_word": try db.value("SELECT count(*) FROM task_word"),
                "task_step": try db.value("SELECT count(*) FROM task_step"),
                "task_evidence": try db.value("SELECT count(*) FROM task_evidence"),
                "stored_file": try db.value("SELECT count(*) FROM stored_file"),
                "unit": try db.value("SELECT count(*) FROM unit"),
                "unit_name": try db.value("SELECT count(*) FROM unit_name"),
                "ledger_entry": try db.value("SELECT count(*) FROM ledger_entry"),
            ]
        }
    }

    /// What `vinhdanh verify` finds: nothing, after any scenario.
    public func faults() throws -> [String] { try Verification(office).faults }

    /// A province beside this one with a specialist of its own; returns its unit and that person's login.
    public func neighbour() throws -> (unit: Unit, login: String) {
        let hash = try Password.hash(Self.password)
        let id = try office.write(by: .system(user: "test")) { operation in
            let id = try Organisations.add(
                NewUnit(code: "LB", name: "Tỉnh Láng Biên", level: .province, kind: .government), by: operation)
            let office = try Organisations.add(
                NewUnit(
                    code: "LB-SNV", name: "Sở Nội vụ tỉnh Láng Biên", level: .province, kind: .department, parent: id),
                by: operation)
            _ = try Accounts.add(
                login: "lang-bien", name: "Tạ Bích Ngà", unit: office, roles: [.specialist], passwordHash: hash,
                mustChange: false, by: operation)
            return id
        }
        guard let unit = try read({ try Organisations.unit(id, $0) }) else { throw TestFault.noProvince }
        return (unit, "lang-bien")
    }

    /// A browser signed in under any login of the test's password.
    public func client(login: String) throws -> TestClient {
        let client = try client(nil)
        let opened = try SignIn.attempt(login: login, password: Self.password, origin: "127.0.0.1", in: office)
        client.cookies[Router.sessionCookie] = opened.token
        return client
    }

    /// Sends a form with the token of the client's session.
    public func post(_ path: String, _ form: [(String, String)], _ client: TestClient) throws -> TestResponse {
        try client.post(path, form: form + [("_ma", formToken(client))])
    }

    public func post(_ path: String, _ client: TestClient) throws -> TestResponse { try post(path, [], client) }
}
