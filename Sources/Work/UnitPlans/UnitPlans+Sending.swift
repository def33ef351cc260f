import Database
import Office
import Paper
import PlanReader
import Vocabulary

/// What was found in a unit's file: its plan, or why it could not be read as one.
public enum UnitPlanReading: Sendable {
    case plan(PlanDraft)
    /// A paper with words in it, but no plan with tasks; kept, and a person reads it.
    case other(String)

    /// Refuses what is no paper at all: an empty file, a picture, a damaged file. Takes up to some hundred milliseconds.
    public init(path: String, name: String, workingDays: WorkingDays = WorkingDays()) throws {
        let paper: PaperDocument
        do {
            paper = try PaperReader.read(path: path, name: name)
        } catch {
            throw UnitPlanRefusal.notRead(error.explanation.notice)
        }
        let draft = PlanReader.read(paper, workingDays: workingDays)
        if !draft.document.isPlan {
            self = .other("Văn bản là \(draft.document.type?.capitalizedFirst ?? "loại khác"), không phải kế hoạch.")
        } else if draft.tasks.isEmpty {
            self = .other("Phần mềm không thấy nhiệm vụ nào trong tệp.")
        } else {
            self = .plan(draft)
        }
    }

    var draft: PlanDraft? { if case .plan(let draft) = self { draft } else { nil } }
    var why: String? { if case .other(let why) = self { why } else { nil } }
}

extension UnitPlans {
    /// Takes a unit's plan in, from its officer or, for a paper that came by post, from the office. Sending again replaces
    /// the file; the first day stays, and what was confirmed about words that are still there stays too.
    ///
    /// - Parameter day: when it came, for who takes it in later; today where nil. Only the office may say so.
    public static func send(
        _ id: ID<UnitPlan>, _ reading: UnitPlanReading, file: ID<StoredFile>, on day: Day? = nil, for visitor: Visitor,
        by operation: Operation
    ) throws {
        let (plan, request) = try UnitPlan.of(id, for: visitor, operation)
        let isOwn = OpinionRequest.ownUnits(visitor).contains(plan.unit)
        guard isOwn || request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        guard request.closed == nil || request.mayManage(visitor) else { throw UnitPlanRefusal.closed }
        let day = request.mayManage(visitor) ? day ?? operation.today : operation.today
        guard day <= operation.today else { throw UnitPlanRefusal.future }
        let sent = plan.sentOn ?? day
        let head = reading.draft?.document
        try operation.run(
            """
            UPDATE unit_plan SET state = 'sent', sent_on = \(sent), sent_sort = \(sent.iso), file = \(file),
                title = \(head?.title?.nfc), number = \(head?.number), issued_on = \(head?.issuedOn.flatMap { Day(iso: $0) }),
                unread = \(reading.why), remark = NULL
            WHERE id = \(id)
            """)
        try note(.sent, on: id, day: day, file: file, operation)
        try UnitPlanItems.replace(of: id, by: reading.draft, plan: request.plan, operation)
        let sha: String = try operation.value("SELECT sha256 FROM stored_file WHERE id = \(file)")
        try operation.record(
            "unitPlan.send", on: Subject("unit_plan", id),
            before: ["state": plan.state.rawValue],
            after: ["state": "sent", "day": day.iso, "file": sha, "items": String(reading.draft?.tasks.count ?? 0)])
        guard !request.mayManage(visitor), let asker = request.account else { return }
        try Notices.tell(
            NewNotice(
                .unitPlans, about: Subject("unit_plan", id), link: UnitPlanPage.unit(id).path,
                "\(plan.name) đã gửi kế hoạch: \(request.title.shortened(100))",
                detail: reading.why ?? "", to: [.account(asker)]), by: operation)
    }
}
