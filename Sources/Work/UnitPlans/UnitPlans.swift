import Database
import Office
import Vocabulary

/// Thu kế hoạch của các đơn vị: asking, changing the request, and what is told on the way.
public enum UnitPlans {
    static let mostWords = 4000

    /// A request as it is put.
    public struct Request: Equatable, Sendable {
        public var title: String
        public var basis: String
        public var plan: ID<Plan>?
        public var year: Int
        public var due: Day
        public var remindBefore: Int
        public var targets: PlanRequestTargets

        public init(
            _ title: String, basis: String = "", plan: ID<Plan>? = nil, year: Int, due: Day, remindBefore: Int = 5,
            targets: PlanRequestTargets
        ) {
            (self.title, self.basis, self.plan, self.year) = (title, basis, plan, year)
            (self.due, self.remindBefore, self.targets) = (due, remindBefore, targets)
        }
    }

    /// The unit for which a visitor asks: the province, or the own unit where the right reaches no further.
    public static func asker(_ visitor: Visitor) -> Unit? {
        if let province = visitor.province, visitor.may(.manageTasks, at: province.path) { return province }
        guard let unit = visitor.unit, visitor.may(.manageTasks, at: unit.path) else { return nil }
        return unit
    }

    /// The units that a request would go to, for the page that asks first.
    public static func preview(_ request: Request, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> [PlanRequestTargets.Target]
    {
        guard let asker = asker(visitor) else { throw UnitPlanRefusal.notFound }
        _ = try checked(request.title, UnitPlanRefusal.noTitle)
        guard (0...60).contains(request.remindBefore) else { throw UnitPlanRefusal.badRemindDays }
        if let plan = request.plan { try check(plan, for: visitor, db) }
        return try request.targets.units(
            in: visitor.scope(.manageTasks), asker: asker.id, year: request.year, on: today, db)
    }

    private static func check(_ plan: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws {
        do { _ = try PlanScope.plan(plan, for: visitor, db) } catch is PlanRefusal { throw UnitPlanRefusal.unknownPlan }
    }

    private static func checked(_ text: String, _ refusal: UnitPlanRefusal) throws(UnitPlanRefusal) -> String {
        let text = text.nfc.replacing("\r\n", with: "\n").trimmed
        guard !text.isEmpty else { throw refusal }
        guard text.count <= mostWords else { throw .tooLong(mostWords) }
        return text
    }

    /// Puts the request to the units and tells their officers. A day that is past is allowed: the paper may have named it.
    @discardableResult
    public static func ask(_ request: Request, for visitor: Visitor, by operation: Operation) throws
        -> ID<PlanRequest>
    {
        guard let asker = asker(visitor) else { throw UnitPlanRefusal.notFound }
        let units = try preview(request, for: visitor, today: operation.today, operation)
        let title = try checked(request.title, .noTitle)
        let basis = request.basis.nfc.replacing("\r\n", with: "\n").trimmed
        guard basis.count <= mostWords else { throw UnitPlanRefusal.tooLong(mostWords) }
        guard (1945...2200).contains(request.year) else { throw UnitPlanRefusal.badYear(String(request.year)) }
        let id = ID<PlanRequest>(
            try operation.insert(
                """
                INSERT INTO plan_request (unit, year, title, basis, plan, due_day, remind_before, made, account, who)
                VALUES (\(asker.id), \(request.year), \(title), \(basis), \(request.plan), \(request.due),
                        \(request.remindBefore), \(operation.now), \(operation.actor.account), \(operation.actor.name))
                """))
        try insert(units, id, operation)
        try operation.record(
            "planRequest.ask", on: Subject("plan_request", id),
            after: [
                "year": String(request.year), "due": request.due.iso, "asked": String(units.count),
                "plan": request.plan?.description,
            ])
        try tell(id, units.map(\.unit), title, request.due, operation)
        return id
    }

    private static func insert(_ units: [PlanRequestTargets.Target], _ id: ID<PlanRequest>, _ operation: Operation)
        throws
    {
        for target in units {
            let plan = ID<UnitPlan>(
                try operation.insert(
                    """
                    INSERT INTO unit_plan (request, unit, name, name_key, name_fold, state, sent_sort, reminders)
                    VALUES (\(id), \(target.unit), \(target.name), \(VietnameseOrder.key(target.name)),
                            \(UnitName.fold(target.name)), 'missing', '9999-12-31', 0)
                    """))
            try note(.asked, on: plan, operation)
        }
    }

    private static func tell(
        _ id: ID<PlanRequest>, _ units: [ID<Unit>], _ title: String, _ due: Day, _ operation: Operation
    ) throws {
        let plans = try operation.all(
            "SELECT id, unit FROM unit_plan WHERE request = \(id) AND unit IN (\(list: units)) ORDER BY id"
        ).map { (plan: try $0("id") as ID<UnitPlan>, unit: try $0("unit") as ID<Unit>) }
        try Notices.tell(
            plans.map { one in
                NewNotice(
                    .unitPlans, about: Subject("plan_request", id), link: UnitPlanPage.unit(one.plan).path,
                    "Gửi kế hoạch trước hết ngày \(due.vietnamese): \(title.shortened(120))",
                    to: [.officers(of: one.unit)])
            }, by: operation)
    }

    static func note(
        _ act: UnitPlan.Act, on id: ID<UnitPlan>, day: Day? = nil, words: String? = nil, file: ID<StoredFile>? = nil,
        _ operation: Operation
    ) throws {
        try operation.run(
            """
            INSERT INTO unit_plan_step (unit_plan, at, day, act, words, file, account, who)
            VALUES (\(id), \(operation.now), \(day ?? operation.today), \(act), \(words), \(file),
                    \(operation.actor.account), \(operation.actor.name))
            """)
    }

    // MARK: Changing the request

    /// Asks more units. Those asked already stay as they are. Returns how many are new.
    @discardableResult
    public static func add(
        _ targets: PlanRequestTargets, to id: ID<PlanRequest>, for visitor: Visitor, by operation: Operation
    ) throws -> Int {
        let request = try PlanRequest.managed(id, by: visitor, operation)
        guard request.closed == nil else { throw UnitPlanRefusal.closed }
        let units = try targets.units(
            in: visitor.scope(.manageTasks), asker: request.unit, year: request.year, on: operation.today, operation)
        let known: Set<ID<Unit>> = Set(try operation.values("SELECT unit FROM unit_plan WHERE request = \(id)"))
        let new = units.filter { !known.contains($0.unit) }
        guard known.count + new.count <= PlanRequestTargets.most else {
            throw UnitPlanRefusal.tooMany(PlanRequestTargets.most)
        }
        guard !new.isEmpty else { return 0 }
        try insert(new, id, operation)
        try operation.record(
            "planRequest.add", on: Subject("plan_request", id), after: ["asked": String(new.count)])
        try tell(id, new.map(\.unit), request.title, request.due, operation)
        return new.count
    }

    /// Takes a unit off the list that has sent nothing.
    public static func remove(_ id: ID<UnitPlan>, for visitor: Visitor, by operation: Operation) throws {
        let (plan, request) = try UnitPlan.of(id, for: visitor, operation)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        guard plan.state == .missing else { throw UnitPlanRefusal.sentAlready }
        try operation.run("DELETE FROM unit_plan WHERE id = \(id)")
        try operation.record(
            "planRequest.remove", on: Subject("plan_request", request.id), before: ["unit": plan.unit.description])
    }

    /// Asks the units that carry on the work of one that has ended, in its place.
    public static func handOver(_ id: ID<UnitPlan>, for visitor: Visitor, by operation: Operation) throws -> [String] {
        let (plan, request) = try UnitPlan.of(id, for: visitor, operation)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        guard request.closed == nil else { throw UnitPlanRefusal.closed }
        guard plan.state == .missing else { throw UnitPlanRefusal.sentAlready }
        let heirs = try EndedUnits.heirs(of: plan.unit, on: operation.today, operation).filter { $0.unit != plan.unit }
        guard !heirs.isEmpty else { throw UnitPlanRefusal.noHeir(plan.name) }
        let known: Set<ID<Unit>> = Set(try operation.values("SELECT unit FROM unit_plan WHERE request = \(request.id)"))
        let new = heirs.filter { !known.contains($0.unit) }
        try operation.run("DELETE FROM unit_plan WHERE id = \(id)")
        try insert(new.map { .init(unit: $0.unit, name: $0.name) }, request.id, operation)
        try operation.record(
            "planRequest.handOver", on: Subject("plan_request", request.id),
            before: ["unit": plan.unit.description],
            after: ["unit": heirs.map(\.unit.description).joined(separator: ", ")])
        try tell(request.id, new.map(\.unit), request.title, request.due, operation)
        return heirs.map(\.name)
    }

    /// Another day; who still owes a plan is told.
    public static func setDue(_ due: Day, of id: ID<PlanRequest>, for visitor: Visitor, by operation: Operation) throws
    {
        let request = try PlanRequest.managed(id, by: visitor, operation)
        guard request.closed == nil else { throw UnitPlanRefusal.closed }
        guard due != request.due else { return }
        try operation.run(
            "UPDATE plan_request SET due_day = \(due), reminded = NULL, missing_told = NULL WHERE id = \(id)")
        try operation.record(
            "planRequest.due", on: Subject("plan_request", id), before: ["due": request.due.iso],
            after: ["due": due.iso])
        let units: [ID<Unit>] = try operation.values(
            "SELECT unit FROM unit_plan WHERE request = \(id) AND state <> 'sent' ORDER BY id")
        guard !units.isEmpty else { return }
        try tell(id, units, "hạn mới, " + request.title.loweredStart, due, operation)
    }

    public static func setClosed(
        _ isClosed: Bool, _ id: ID<PlanRequest>, for visitor: Visitor, by operation: Operation
    ) throws {
        let request = try PlanRequest.managed(id, by: visitor, operation)
        guard (request.closed != nil) != isClosed else { throw UnitPlanRefusal.closed }
        try operation.run("UPDATE plan_request SET closed = \(isClosed ? operation.now : nil) WHERE id = \(id)")
        if isClosed {
            try operation.record("planRequest.close", on: Subject("plan_request", id))
        } else {
            try operation.record("planRequest.reopen", on: Subject("plan_request", id))
        }
    }

    // MARK: Giving back

    /// The unit is to put its plan right; its officers are told what.
    public static func giveBack(
        _ id: ID<UnitPlan>, because remark: String, for visitor: Visitor, by operation: Operation
    ) throws {
        let (plan, request) = try UnitPlan.of(id, for: visitor, operation)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        guard plan.state == .sent else { throw UnitPlanRefusal.notYetSent }
        let remark = try checked(remark, .noRemark)
        try operation.run("UPDATE unit_plan SET state = 'returned', remark = \(remark) WHERE id = \(id)")
        try note(.returned, on: id, words: remark, operation)
        try operation.record("unitPlan.return", on: Subject("unit_plan", id))
        try Notices.tell(
            NewNotice(
                .unitPlans, about: Subject("unit_plan", id), link: UnitPlanPage.unit(id).path,
                "Kế hoạch được trả lại để sửa: \(request.title.shortened(120))", detail: remark.shortened(600),
                to: [.officers(of: plan.unit)]), by: operation)
    }
}
