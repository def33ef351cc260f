import Paper
import Vocabulary

@testable import PlanReader

/// What one recogniser says of an invented text: `warn COUNT_MISMATCH [3, 5]`.
func told(
    _ recogniser: Findings.Recogniser, _ text: String, isBroken: Bool = true,
    _ edit: (inout PlanDraft) -> Void = { _ in }
) -> [String] {
    told(recogniser, .text(text, isBroken: isBroken), edit)
}

func told(
    _ recogniser: Findings.Recogniser, _ paper: PaperDocument, _ edit: (inout PlanDraft) -> Void = { _ in }
) -> [String] {
    var draft = PlanDraft()
    draft.document.year = 2026
    edit(&draft)
    return recogniser(PlanText(paper), draft).map { "\($0.severity) \($0.code) \($0.lines)" }
}

extension PlanDraft.Task {
    /// A row of the invented province.
    static func row(
        _ section: String, _ ordinal: String, _ text: String, _ when: PlannedTime, _ first: Int, _ last: Int,
        lead: String? = "Sở Nội vụ", advisor: String? = nil, coordinators: [String] = []
    ) -> Self {
        .init(
            section: section, ordinal: ordinal, text: text, when: when, lead: lead, advisor: advisor,
            coordinators: coordinators, lines: .init(first, last))
    }

    static func row(_ section: String, _ ordinal: String, _ text: String, _ first: Int, _ last: Int) -> Self {
        row(section, ordinal, text, .unstated, first, last)
    }

    static func row(
        _ section: String, _ ordinal: String, _ first: Int, _ last: Int, lead: String? = "Sở Nội vụ",
        advisor: String? = nil,
        coordinators: [String] = []
    ) -> Self {
        row(section, ordinal, "Họp", .unstated, first, last, lead: lead, advisor: advisor, coordinators: coordinators)
    }
}

extension PlanDraft.Event {
    static func full(_ type: String, start: String? = nil, total: Int? = nil, groups: [(String, Int?)] = []) -> Self {
        var event = Self(name: "Hội nghị tổng kết năm 2025 và phát động thi đua năm 2026", type: type)
        (event.start, event.delegatesTotal) = (start, total)
        event.delegateGroups = groups.map { .init(name: $0.0, count: $0.1) }
        return event
    }
}

extension PaperDocument {
    /// One table with borders, its first row in line 1.
    static func table(_ rows: [[String]], format: Format = .docx) -> PaperDocument {
        let rows = rows.enumerated().map { number, cells in TableRow(cells: cells.map { Cell([$0]) }, line: number + 1)
        }
        return PaperDocument(format: format, blocks: [.table(.init(rows: rows))], linesAreBroken: false)
    }
}
