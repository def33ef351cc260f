import Paper
import Vocabulary

/// Tables that lost their shape on the way into text.
enum TableShape {
    /// Column heads on one line without borders: the cells of a row cannot be told apart for certain.
    static func withoutSeparators(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard [.txt, .pdf, .doc].contains(text.format), let head = text.lines.first(where: isHead), !head.isRow else {
            return []
        }
        let rows = draft.tasks.flatMap { task in crowded(task, text, head.number) }.places
        var findings: [PlanDraft.Finding] = [
            .warn(
                .tableWithoutSeparators, rows.isEmpty ? [head.number] : rows,
                "the borders of the columns are lost; several cells stand on one line",
                "Bảng mất ranh giới cột: nội dung, thời gian, chủ trì, phối hợp dính liền; đề nghị đối chiếu từng dòng với bản gốc."
            )
        ]
        for task in draft.tasks where task.lines.first > head.number {
            for line in text.lines
            where line.number >= task.lines.first && line.number <= task.lines.last && !line.isRow {
                let words = WordScanner.words(of: line.text, line: line.number)
                guard words.count >= 6, endsInTime(words) else { continue }
                findings.append(
                    .info(
                        .gluedCell, [line.number], "the time is glued to the end of the text",
                        "Ô thời gian dính vào cuối nội dung nhiệm vụ \(TaskTimes.reference(task))."))
            }
        }
        return findings
    }

    /// `TT NỘI DUNG THỜI GIAN ĐƠN VỊ CHỦ TRÌ ĐƠN VỊ PHỐI HỢP`
    private static func isHead(_ line: PlanText.Line) -> Bool {
        guard line.text.utf8.count <= 160, !line.text.contains("   ") else { return false }
        let key = line.text.folded
        guard key.hasPrefix("tt ") || key.hasPrefix("stt ") || key.hasPrefix("so tt ") || key.hasPrefix("so thu tu ")
        else { return false }
        return [
            ["noi dung", "nhiem vu", "cong viec"], ["thoi gian", "tien do", "thoi han", "hoan thanh"],
            ["chu tri", "thuc hien", "phu trach"], ["phoi hop"],
        ]
        .filter { columns in columns.contains { key.contains($0) } }.count >= 3
    }

    /// Lines of a task on which an ordinal or a time stands beside other cells.
    private static func crowded(_ task: PlanDraft.Task, _ text: PlanText, _ head: Int) -> [Int] {
        guard task.lines.first > head else { return [] }
        return text.lines.filter { line in
            guard line.number >= task.lines.first, line.number <= task.lines.last, !line.isRow else { return false }
            let words = WordScanner.words(of: line.text, line: line.number)
            let lead = task.lead.map { WordScanner.words(of: $0, line: 0).map(\.key) } ?? []
            let at = lead.isEmpty ? nil : words.indices.first { words.stand(lead, at: $0) }
            return words.count >= 6 && (endsInTime(words) || (at ?? 0) >= 5)
        }.map(\.number)
    }

    private static func endsInTime(_ words: [PlanText.Word]) -> Bool {
        let end = words.suffix(3)
        return end.stand(["#", "/", "#"], at: end.startIndex) && (end.last?.number ?? 0) > 1990
            || end.last?.text == "Thường"
    }

    /// A row that the page broke in two; the second part has no ordinal.
    static func splitRows(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        zip(text.rows, text.rows.dropFirst()).compactMap { above, row in
            guard row.continues(above), above.table == row.table || !row.isFromTable,
                !(above.cells.first?.isEmpty ?? true)
            else { return nil }
            return .info(
                .splitRow, [above.line, row.line].places, "a row is split, its second part has no ordinal",
                "Một dòng bảng bị ngắt thành hai; dòng sau không có số thứ tự.")
        }
    }

    /// The heading of a part stands whole in the first cell, unlike the others.
    static func headingInOneCell(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let tabbed = Set(text.rows.filter { $0.cells.count > 1 && !$0.isFromTable }.map(\.line))
        let headings = ScheduleHeading.all(text, draft).filter { tabbed.contains($0.line) }
        let odd = headings.filter(\.isInOneCell)
        guard !odd.isEmpty, odd.count < headings.count else { return [] }
        return odd.map { heading in
            .info(
                .headingGlued, [heading.line], "the heading stands whole in one cell, unlike the others",
                "Dòng tiêu đề \(heading.name) nằm trọn trong một ô, khác các tiêu đề khác.")
        }
    }

    /// Quarters come from headings only.
    static func noTimeColumn(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard !ScheduleHeading.all(text, draft).isEmpty,
            let head = text.rows.first(where: { row in
                row.cells.count >= 3 && row.cells.contains { $0.prefix(80).folded.contains("chu tri") }
            }),
            !head.cells.contains(where: { cell in
                ["thoi gian", "thoi han", "tien do", "hoan thanh", "thang", "ngay"].contains {
                    cell.prefix(80).folded.contains($0)
                }
            })
        else { return [] }
        return [
            .info(
                .missingTimeColumn, [head.line], "the table has no time column; the time comes from the headings",
                "Bảng không có cột thời gian; thời gian lấy theo tiêu đề quý.")
        ]
    }
}
