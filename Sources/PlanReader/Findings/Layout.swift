import Vocabulary

/// The large parts of a plan, told from its lines: head, body, recipients, annexes.
extension PlanText {
    /// The line before which the head and the legal bases stand.
    func bodyLine(_ draft: PlanDraft) -> Int {
        let section = draft.document.sections.compactMap(\.line).min()
        let roman = passages.first {
            if case .roman? = $0.mark { return $0.column == nil || $0.column == 0 }
            return false
        }?.first
        return section ?? roman ?? lines.prefix(25).last?.number ?? 1
    }

    /// Passages of the head: before the first section.
    func head(_ draft: PlanDraft) -> [Passage] {
        let end = bodyLine(draft)
        return passages.filter { $0.first < end }
    }

    /// The line `Nơi nhận:`; nil where there is none.
    var recipientsLine: Int? {
        places(of: "noi nhan").first { place in
            place.word == 0 && (words(place).dropFirst(2).first.map { $0.key == ":" || $0.key == "-" } ?? true)
        }.map(line)
    }

    /// The line after which signature, annexes and forms stand: recipients or the closing `./.`.
    var closingLine: Int? {
        if let line = recipientsLine { return line }
        let closing = passages.first { $0.words.count > 3 && $0.words.suffix(3).map(\.key) == [".", "/", "."] }
        return closing?.last
    }

    /// Headings of annexes: `Phụ lục II`, `PHỤ LỤC`.
    var annexLines: [Int] {
        passages.filter { passage in
            passage.column == nil && passage.words.stand(["phu", "luc"], at: 0) && passage.words.count <= 40
                && (passage.words.count <= 4 || passage.words.prefix(2).allSatisfy { $0.text == $0.text.uppercased() }
                    || passage.words.prefix(4).last.map { $0.line != passage.first } ?? false)
        }.map(\.first)
    }

    /// Lines that lie in a part with this word in its title.
    func sectionTitle(at line: Int, _ draft: PlanDraft) -> String? {
        draft.document.sections.last { ($0.line ?? .max) <= line }?.title
    }
}

extension PlanDraft {
    /// The years the plan is for; nil where they are not told.
    var years: ClosedRange<Int>? {
        for span in [document.period, document.schoolYear].compactMap({ $0 }) {
            let parts = span.split(separator: "-").compactMap { Int($0) }
            if parts.count == 2, parts[0] <= parts[1] { return parts[0]...parts[1] }
        }
        return document.year.map { $0...$0 }
    }

    /// The task in which the line lies.
    func task(at line: Int) -> Task? { tasks.first { $0.lines.first <= line && line <= $0.lines.last } }

    /// The duty, else the task, in which the line lies.
    func linesAround(_ line: Int) -> [Int] {
        guard let lines = task(at: line)?.lines else { return [line] }
        return lines.first == lines.last ? [lines.first] : [lines.first, lines.last]
    }

    /// The line lies in the part that gives duties to units.
    func isDuty(_ line: Int) -> Bool {
        assignments.contains { $0.lines.map { $0.first <= line && line <= $0.last } ?? false }
    }

    /// The plan is for one gathering, described in full.
    var isForOneEvent: Bool { events.contains { $0.taskRef == nil } }
}
