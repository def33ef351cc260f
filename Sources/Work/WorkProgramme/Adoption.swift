import Database
import Office
import PlanReader
import Vocabulary

/// Nhận kế hoạch vào chương trình: a reviewed draft becomes a plan in force with its tasks, or the next version of one.
public enum Adoption {
    /// How much a person must have settled before.
    public enum Settled: Equatable, Sendable {
        /// Every item decided, every warning answered, every doubtful name chosen: the review page.
        case byReview
        /// Everything as read: the command line. Findings stay open and are shown on the plan's page.
        case asRead
    }

    /// What an adoption did.
    public struct Result: Equatable, Sendable {
        public let plan: ID<Plan>
        public let version: Int
        public let added: Int
        public let changed: Int
        public let gone: Int
    }

    /// What the newer version of a plan would change, for the page that asks first. Nil for a plan's first version.
    public static func difference(of draft: Draft, _ db: any Reader) throws -> Comparison? {
        guard let plan = draft.replaces else { return nil }
        let items = try DraftItem.all(of: draft.id, db).filter { $0.decision != .rejected }
        return try Comparison(plan: plan, items: items, year: draft.year, span: draft.span, db)
    }

    /// Old tasks and new items side by side.
    public struct Comparison: Equatable, Sendable {
        public let old: [ID<Task>]
        public let oldSides: [PlanDifference.Side]
        /// The items of the newer version, each in the part of its year.
        public let items: [DraftItem]
        let years: [Int]
        public let newSides: [PlanDifference.Side]
        public let difference: PlanDifference
        /// Tasks that an earlier version left out and this one has again, by their item: among `difference.added`.
        let returning: [Int: ID<Task>]

        init(plan: ID<Plan>, items all: [DraftItem], year: Int, span: ClosedRange<Int>?, _ db: any Reader) throws {
            let parts = YearlyParts.of(all, year: year, span: span)
            var coordinators: [ID<Task>: [String]] = [:]
            try db.each(
                """
                SELECT tu.task, tu.name FROM task_unit tu JOIN task t ON t.id = tu.task
                WHERE t.plan = \(plan) AND tu.role = 'coordinator' ORDER BY tu.task, tu.position
                """
            ) { row in coordinators[try row("task"), default: []].append(try row("name")) }
            let file: ID<StoredFile> = try db.value("SELECT file FROM plan WHERE id = \(plan)")
            let rows = try db.all(
                "SELECT \(sql: Task.columns), t.file FROM task t WHERE t.plan = \(plan) ORDER BY t.position, t.id")
            let tasks = try rows.map(Task.init)
            let files: [ID<StoredFile>?] = try rows.map { try $0("file") }
            old = tasks.map(\.id)
            oldSides = tasks.map { task in
                PlanDifference.Side(
                    reference: Self.reference(task.reference, task.year, span), text: task.text, time: task.time.words,
                    lead: task.leadText,
                    coordinators: coordinators[task.id] ?? [])
            }
            items = parts.map(\.item)
            years = parts.map(\.year)
            newSides = parts.map { part in
                let item = part.item
                let reference = item.ordinal.map { item.section.isEmpty ? $0 : "\(item.section).\($0)" } ?? item.section
                return PlanDifference.Side(
                    reference: Self.reference(reference, part.year, span), text: item.text, time: item.time.words,
                    lead: item.lead,
                    coordinators: item.coordinators)
            }
            // The paper in force has no task that an earlier version left out, nor one that was added by hand.
            let absent = tasks.indices.filter { tasks[$0].state == .dropped && files[$0] != nil && files[$0] != file }
            let kept = tasks.indices.filter { tasks[$0].state == .dropped || files[$0] != file }
            let (difference, returning) = PlanDifference(old: oldSides, new: newSides).reading(
                absent: Set(absent), kept: Set(kept))
            self.difference = difference
            self.returning = returning.mapValues { tasks[$0].id }
        }

        /// In a plan of several years a place is told with its year, so that the parts stay apart.
        private static func reference(_ reference: String, _ year: Int, _ span: ClosedRange<Int>?) -> String {
            span == nil ? reference : "\(reference) (năm \(year))"
        }
    }

    /// How many things still wait for a person; adoption by review needs all to be zero.
    public struct Remaining: Equatable, Sendable {
        public let items: Int
        public let findings: Int
        public let names: Int
        public var isNone: Bool { items == 0 && findings == 0 && names == 0 }

        public init(of id: ID<Draft>, _ db: any Reader) throws {
            items = try db.value("SELECT count(*) FROM draft_item WHERE draft = \(id) AND decision = 'waiting'")
            findings = try db.value(
                "SELECT count(*) FROM draft_finding WHERE draft = \(id) AND severity = 'warn' AND answer = 'open'")
            names = try db.value("SELECT count(*) FROM draft_name WHERE draft = \(id) AND choice = 'several'")
        }
    }

    public static func adopt(_ id: ID<Draft>, settled: Settled, by operation: Operation) throws -> Result {
        let draft = try Draft.with(id, operation)
        guard draft.state == .reviewing else { throw DraftRefusal.closed }
        if settled == .byReview {
            let remaining = try Remaining(of: id, operation)
            if remaining.items > 0 { throw DraftRefusal.itemsWaiting(remaining.items) }
            if remaining.findings > 0 { throw DraftRefusal.findingsOpen(remaining.findings) }
            if remaining.names > 0 { throw DraftRefusal.namesOpen(remaining.names) }
        }
        let items = try DraftItem.all(of: id, operation).filter { $0.decision != .rejected }
        guard !items.isEmpty else { throw DraftRefusal.nothingAccepted }
        let writer = try TaskWriter(draft: draft, operation)
        let result: Result
        if let plan = draft.replaces {
            result = try takeOver(items, into: plan, draft, writer, operation)
        } else {
            result = try begin(items, draft, writer, operation)
        }
        try operation.run(
            "UPDATE plan_draft SET state = 'adopted', plan = \(result.plan), changed = \(operation.now) WHERE id = \(id)"
        )
        try EventAdoption.take(id, into: result.plan, operation)
        try Draft.renewReplaced(unit: draft.unit, year: draft.year, operation)
        let sha: String = try operation.value("SELECT sha256 FROM stored_file WHERE id = \(draft.file)")
        try operation.record(
            "plan.adopt", on: Subject("plan", result.plan),
            after: [
                "draft": id.description, "file": sha, "version": String(result.version), "added": String(result.added),
                "changed": String(result.changed), "gone": String(result.gone),
            ])
        try TaskNotices.adopted(result.plan, version: result.version, by: operation)
        return result
    }

    private static func begin(_ items: [DraftItem], _ draft: Draft, _ writer: TaskWriter, _ operation: Operation) throws
        -> Result
    {
        let plan = ID<Plan>(
            try operation.insert(
                """
                INSERT INTO plan (unit, year, type, title, number, issued_on, issuer, issuer_kind, first_year, last_year,
                    parent_task, file, paper, state, version, adopted, account)
                SELECT unit, year, type, title, number, issued_on, issuer, issuer_kind, first_year, last_year,
                    parent_task, file, paper, 'inForce', 1, \(operation.now), \(operation.actor.account)
                FROM plan_draft WHERE id = \(draft.id)
                """))
        try noteVersion(1, of: plan, draft, operation)
        let parts = YearlyParts.of(items, year: draft.year, span: draft.span)
        try TaskTally.keeping(.plan(plan), operation) {
            for (position, part) in parts.enumerated() {
                try writer.add(part.item, position, in: part.year, to: plan)
            }
        }
        return Result(plan: plan, version: 1, added: parts.count, changed: 0, gone: 0)
    }

    private static func takeOver(
        _ items: [DraftItem], into plan: ID<Plan>, _ draft: Draft, _ writer: TaskWriter, _ operation: Operation
    ) throws -> Result {
        let comparison = try Comparison(
            plan: plan, items: items, year: draft.year, span: draft.span, operation)
        let version = try operation.value("SELECT version FROM plan WHERE id = \(plan)") as Int + 1
        try operation.run(
            """
            UPDATE plan SET version = \(version), file = \(draft.file), title = \(draft.title), number = \(draft.number),
                issued_on = \(draft.issuedOn), issuer = \(draft.issuer), issuer_kind = \(draft.issuerKind),
                first_year = \(draft.span?.lowerBound), last_year = \(draft.span?.upperBound), parent_task = COALESCE(\(draft.parentTask), parent_task),
                paper = (SELECT paper FROM plan_draft WHERE id = \(draft.id)), adopted = \(operation.now)
            WHERE id = \(plan)
            """)
        try noteVersion(version, of: plan, draft, operation)
        try TaskTally.keeping(.plan(plan), operation) { try change(comparison, into: plan, version, writer) }
        return Result(
            plan: plan, version: version, added: comparison.difference.added.count,
            changed: comparison.difference.changed.count,
            gone: comparison.difference.gone.count)
    }

    private static func change(_ comparison: Comparison, into plan: ID<Plan>, _ version: Int, _ writer: TaskWriter)
        throws
    {
        let (items, years) = (comparison.items, comparison.years)
        for index in comparison.difference.added {
            if let task = comparison.returning[index] {
                try writer.bringBack(task, as: items[index], index, in: years[index], version: version)
            } else {
                try writer.add(items[index], index, in: years[index], to: plan)
            }
        }
        for pair in comparison.difference.same {
            try writer.place(comparison.old[pair.old], as: items[pair.new], pair.new)
        }
        for pair in comparison.difference.changed {
            try writer.revise(
                comparison.old[pair.old], to: items[pair.new], pair.new, in: years[pair.new], pair.changes)
        }
        for index in comparison.difference.gone { try writer.leaveOut(comparison.old[index], version: version) }
    }

    private static func noteVersion(_ version: Int, of plan: ID<Plan>, _ draft: Draft, _ operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO plan_version (plan, version, file, adopted, account)
            VALUES (\(plan), \(version), \(draft.file), \(operation.now), \(operation.actor.account))
            """)
    }
}
