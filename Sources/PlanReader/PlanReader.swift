import Paper
import Vocabulary

/// Reads a plan: who does what by when, and the facts of its head.
///
/// Pure. Never fails: a paper that is no plan gives `isPlan == false` with its header only. Cost is linear in the text.
public enum PlanReader {
    ///
    /// - Parameter workingDays: the office's calendar, by which deadlines on days off are found.
    public static func read(_ paper: PaperDocument, workingDays: WorkingDays = WorkingDays()) -> PlanDraft {
        let sources = SourceLines.of(paper)
        var draft = PlanDraft()
        let header = HeaderReader.read(sources, broken: paper.linesAreBroken)
        draft.document = header.facts

        var left = PageFurniture.places(in: sources, broken: paper.linesAreBroken).union(header.foot)
        left.formUnion(0..<min(header.bodyStart, sources.count))
        let elements = elements(
            of: sources, without: left, draft.document, broken: paper.linesAreBroken, from: header.bodyStart)
        let outline = Outline(elements)
        draft.document.legalBases = LegalBases.read(elements[outline.preamble])
        if let decision = header.decision, draft.document.legalBases.isEmpty {
            let own = LineFlow.elements(Array(sources[decision]), without: [], broken: paper.linesAreBroken)
            draft.document.legalBases = LegalBases.read(own[...])
        }
        IssuerInText.complete(&draft.document, elements[outline.preamble], elements)
        PlanYear.complete(&draft.document, elements)
        guard draft.document.isPlan else { return draft }

        draft.document.sections = outline.sections.map {
            .init(number: $0.number, title: $0.title, line: $0.lines.first)
        }
        readBody(outline, &draft)
        draft.warnings = Findings.all(paper, draft, workingDays: workingDays)
        return draft
    }

    private static func elements(
        of sources: [Source], without left: Set<Int>, _ header: PlanDraft.Header, broken: Bool, from start: Int
    ) -> [Element] {
        guard header.isPlan else {
            return LineFlow.elements(Array(sources.prefix(start + 200)), without: left, broken: broken)
        }
        var facts = header
        PlanYear.complete(&facts, [])
        let (restored, kept) =
            broken ? LostBorders.restored(sources, without: left, context: PlanYear.context(facts)) : (sources, left)
        return LineFlow.elements(restored, without: kept, broken: broken)
    }

    private static func readBody(_ outline: Outline, _ draft: inout PlanDraft) {
        var context = PlanYear.context(draft.document)
        let event = FullEvent.read(outline, draft.document.title, context)
        context.eventStart = event?.start
        let duties = DutiesByUnit(outline, context, event: FullEvent.workKind(event))
        draft.assignments = duties.assignments

        let tables = TableTasks.read(outline, context)
        let items = ItemTasks(outline, context, withSentences: event == nil && tables.tasks.isEmpty)
        draft.tasks = tables.tasks + items.tasks
        draft.document.groups = tables.groups + items.groups
        if draft.tasks.isEmpty { draft.tasks = duties.tasks }
        if draft.tasks.isEmpty { draft.tasks = LooseTasks.read(outline, context) }

        draft.events = (event.map { [$0] } ?? []) + (event == nil ? TaskEvents.read(draft.tasks) : [])
        draft.movements = Movements.read(outline.elements, draft.tasks, title: draft.document.title)
        draft.deadlines = Deadlines.read(outline.elements, draft.assignments, context)
        draft.fund = FundReader.read(outline, draft.assignments)
    }
}
