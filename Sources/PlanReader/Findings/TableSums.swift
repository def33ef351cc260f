import Vocabulary

/// The row `Tổng cộng` of a table against the rows it sums.
enum TableSums {
    private struct Line {
        var value: Int
        var isRoman: Bool
        /// 1, 2, 3; not 1.1.
        var isPlain: Bool
        var isTotal: Bool
        var sinceTotal: Bool
        var line: Int
    }

    static func columns(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        var start = 0
        while start < text.rows.count {
            let table = text.rows[start].table
            let end = text.rows[start...].firstIndex { $0.table != table } ?? text.rows.count
            findings += check(text.rows[start..<end])
            start = end
        }
        return findings
    }

    private static func check(_ rows: ArraySlice<PlanText.Row>) -> [PlanDraft.Finding] {
        guard let totalAt = rows.indices.last(where: { isTotal(rows[$0]) }), totalAt > rows.startIndex else {
            return []
        }
        let total = rows[totalAt]
        return total.cells.indices.compactMap { column in
            guard let stated = amount(total.cells[column]), stated > 0 else { return nil }
            let lines = lines(of: column, rows[..<totalAt])
            let sums = [
                lines.filter { !$0.isTotal }, lines.filter(\.isRoman), lines.filter(\.isPlain), lines.filter(\.isTotal),
                lines.filter { !$0.isTotal && !$0.isRoman }, lines.filter { !$0.isTotal && !$0.isRoman && !$0.isPlain },
            ].filter { !$0.isEmpty }.map { $0.reduce(0) { $0 &+ $1.value } }
            guard lines.count >= 2, let sum = sums.first, !sums.contains(stated) else { return nil }
            return .warn(
                .countMismatch, [lines[0].line, total.line].places,
                "the total row says \(stated), column \(column + 1) sums to \(sum)",
                "Dòng tổng cộng ghi \(stated.grouped); các dòng cột \(column + 1) cộng lại được \(sum.grouped). Đề nghị kiểm tra lại."
            )
        }
    }

    private static func isTotal(_ row: PlanText.Row) -> Bool {
        row.cells.contains { cell in
            let key = cell.prefix(40).folded
            return cell.utf8.count < 60
                && (key.hasPrefix("tong cong") || key == "cong" || key == "tong" || key.hasPrefix("tong so")
                    || key == "cong:")
        }
    }

    private static func lines(of column: Int, _ rows: ArraySlice<PlanText.Row>) -> [Line] {
        let lastTotal = rows.lastIndex(where: isTotal) ?? rows.startIndex - 1
        return rows.indices.compactMap { at in
            let row = rows[at]
            guard row.cells.indices.contains(column), let value = amount(row.cells[column]) else { return nil }
            let ordinal = row.cells.first?.trimmed ?? ""
            guard column > 0, at > rows.startIndex else { return nil }
            return Line(
                value: value, isRoman: Roman.value(ordinal.replacing(".", with: "")) != nil,
                isPlain: Int(ordinal.replacing(".", with: "")) != nil && !ordinal.dropLast().contains("."),
                isTotal: isTotal(row), sinceTotal: at > lastTotal, line: row.line)
        }
    }

    /// Whole numbers, with or without points between thousands; nil for anything else, 1,5 too.
    private static func amount(_ cell: String) -> Int? {
        guard cell.utf8.count <= 24 else { return nil }
        var text = cell.folded
        for unit in [" dong", "dong", " d", " nguoi", " dai bieu"] where text.hasSuffix(unit) {
            text.removeLast(unit.count)
        }
        let groups = text.split(whereSeparator: { $0 == "." || $0 == "," || $0 == " " })
        guard let first = groups.first, (1...3).contains(first.count) || groups.count == 1,
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Int(groups.joined())
    }
}
