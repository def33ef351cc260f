import Paper
import Vocabulary

/// Reads a plan: who does what by when, and the facts of its head.
///
/// Pure. Never fails: a paper that is no plan gives `isPlan == false` with its header only. Cost is linear in the text.
public enum PlanReader {
    public static func read(_ paper: PaperDocument) -> PlanDraft {
        let sources = SourceLines.of(paper)
        var draft = PlanDraft()
        let header = HeaderReader.read(sources, broken: paper.linesAreBroken)
        draft.document = header.facts

        var left = PageFurniture.places(in: sources, broken: paper.linesAreBroken).union(header.foot)
        left.formUnion(0..<min(header.bodyStart, sources.count))
        let reach = header.facts.isPlan ? sources.count : min(sources.count, header.bodyStart + 200)
        let elements = LineFlow.elements(Array(sources.prefix(reach)), without: left, broken: paper.linesAreBroken)
        let outline = Outline(elements)
        draft.document.legalBases = LegalBases.read(elements[outline.preamble])
        IssuerInText.complete(&draft.document, elements[outline.preamble], elements)
        PlanYear.complete(&draft.document, elements)
        guard draft.document.isPlan else { return draft }

        draft.document.sections = outline.sections.map {
            .init(number: $0.number, title: $0.title, line: $0.lines.first)
        }
        return draft
    }
}
