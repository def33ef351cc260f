import Vocabulary

/// Cells by place, as a sheet or a csv file has them, and the paper that they make: lines above the table, the table, lines
/// below it.
struct SheetGrid {
    var cells: [Int: [Int: [String]]] = [:]
    var merges: [(first: (row: Int, column: Int), last: (row: Int, column: Int))] = []

    /// Paragraphs and tables, without line numbers.
    func blocks() -> [PaperDocument.Block] {
        let rows = cells.keys.sorted()
        guard let first = columns.min(), let last = columns.max() else { return [] }
        var blocks: [PaperDocument.Block] = []
        var start = rows.startIndex
        while start < rows.endIndex {
            // What follows a table is a second one only where it has a head of its own.
            guard let head = head(rows[start...], isFirst: start == rows.startIndex) else {
                blocks += lines(rows[start...])
                break
            }
            blocks += lines(rows[start..<head])
            let end = self.end(rows[head...])
            blocks.append(.table(table(Array(rows[head..<end]), columns: first...last)))
            start = end
        }
        return blocks
    }

    private var columns: Set<Int> { Set(cells.values.flatMap(\.keys)) }

    /// Heads of the first column of a plan's table.
    static let headWords: Set<String> = ["tt", "stt", "so tt", "s.tt", "so thu tu", "no", "no."]

    /// The row at which a table begins: one that starts with “TT”, else the first with three cells, or two where the sheet
    /// has no wider row, that is no line of head or signature.
    private func head(_ rows: ArraySlice<Int>, isFirst: Bool) -> Int? {
        if let named = rows.firstIndex(where: { row in
            let texts = texts(row)
            return texts.count >= 2 && Self.headWords.contains(texts[0].folded)
        }) {
            return named
        }
        if !isFirst { return nil }
        let widest = rows.map { texts($0).count }.max() ?? 0
        let least = widest >= 3 ? 3 : 2
        return rows.firstIndex { row in
            let texts = texts(row)
            return texts.count >= least && !LetterheadTables.marksLetterhead(texts)
        }
    }

    /// The first row after a table: a signature, a line alone after an empty row, the next head; and before any of these the
    /// lines over the whole width that no row of the table follows.
    private func end(_ rows: ArraySlice<Int>) -> Int {
        var end = rows.indices.dropFirst().first { endsTable($0, rows) } ?? rows.endIndex
        while end > rows.startIndex + 1, isWideLine(rows[end - 1]) { end -= 1 }
        return end
    }

    private func endsTable(_ index: Int, _ rows: ArraySlice<Int>) -> Bool {
        let texts = texts(rows[index])
        if LetterheadTables.marksLetterhead(texts), texts.count <= 3 { return true }
        let isApart = rows[index] > rows[index - 1] + 1 && !isInMerge(rows[index] - 1)
        if isApart, texts.count == 1, !continuesAsTable(rows[index...]) { return true }
        return isApart && texts.count >= 2 && Self.headWords.contains(texts[0].folded)
    }

    /// One text that begins in the first column.
    private func isWideLine(_ row: Int) -> Bool {
        let own = cells[row] ?? [:]
        return own.count == 1 && own.keys.first == columns.min()
    }

    /// Empty rows inside a table: what follows a lone line is numbered rows again, without a head of their own.
    private func continuesAsTable(_ rows: ArraySlice<Int>) -> Bool {
        guard let next = rows.dropFirst().first else { return false }
        let texts = texts(next)
        return texts.count >= 3 && !Self.headWords.contains(texts[0].folded)
    }

    private func isInMerge(_ row: Int) -> Bool {
        merges.contains { $0.first.row <= row && row <= $0.last.row && $0.last.row > $0.first.row }
    }

    private func texts(_ row: Int) -> [String] {
        (cells[row] ?? [:]).sorted { $0.key < $1.key }.map { $0.value.joined(separator: " ") }
    }

    /// Rows as lines: of rows with two cells side by side (head, signature) the left ones come first.
    private func lines(_ rows: ArraySlice<Int>) -> [PaperDocument.Block] {
        var result: [PaperDocument.Block] = []
        var left: [String] = [], right: [String] = []
        func flush() {
            for text in left + right { result.append(.paragraph(.init(text: text, line: 0))) }
            (left, right) = ([], [])
        }
        let beside = rows.flatMap { row in (cells[row] ?? [:]).keys.sorted().dropFirst() }.min()
        for row in rows {
            let own = (cells[row] ?? [:]).sorted { $0.key < $1.key }
            if own.count >= 2 {
                left += own[0].value
                right += own.dropFirst().flatMap(\.value)
            } else if let only = own.first {
                if !right.isEmpty, let beside, only.key >= beside {
                    right += only.value
                } else if !right.isEmpty, only.value.first?.hasPrefix("-") == true {
                    left += only.value
                } else {
                    flush()
                    for text in only.value { result.append(.paragraph(.init(text: text, line: 0))) }
                }
            }
        }
        flush()
        return result
    }

    private func table(_ rows: [Int], columns: ClosedRange<Int>) -> PaperDocument.Table {
        let used = columns.filter { column in
            rows.contains { cells[$0]?[column] != nil } || columns.lowerBound == column
        }
        let firstUsed = used.first { column in rows.contains { cells[$0]?[column] != nil } } ?? columns.lowerBound
        let places = Array(firstUsed...max(firstUsed, used.last ?? firstUsed))
        let rowPlaces = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        var result = rows.map { row in
            PaperDocument.TableRow(cells: places.map { PaperDocument.Cell(cells[row]?[$0] ?? []) }, line: 0)
        }
        for (first, last) in merges {
            let own = rows.filter { first.row <= $0 && $0 <= last.row }.compactMap { rowPlaces[$0] }
            let across = places.indices.filter { first.column <= places[$0] && places[$0] <= last.column }
            guard let top = own.first, let left = across.first, own.count > 1 || across.count > 1 else { continue }
            // A merged area may begin in a row that is hidden or empty: what it says stands at its first place in any case.
            let text = cells[first.row]?[first.column] ?? result[top].cells[left]?.paragraphs ?? []
            for row in own { for column in across { result[row].cells[column] = nil } }
            result[top].cells[left] = PaperDocument.Cell(text, columns: across.count, rows: own.count)
        }
        return PaperDocument.Table(rows: result)
    }
}
