import Paper

/// Rows whose cells are cut by tabs.
enum TabTable {
    /// A table that starts at this place, and the place after it; nil where the line is no row.
    static func read(_ sources: [Source], from start: Int, without left: Set<Int>) -> (SourceTable, next: Int)? {
        guard case .line(let first) = sources[start], cells(first.raw).count >= 3 || isPair(first.raw) else {
            return nil
        }
        var table = SourceTable(rows: [], ends: [], isReal: false)
        var (at, next, blanks) = (start, start, 0)
        while at < sources.count {
            guard case .line(let line) = sources[at] else { break }
            if line.isBlank || left.contains(at) {
                if line.isBlank { blanks += 1 }
                if blanks > 3 { break }
                at += 1
                continue
            }
            let parts = cells(line.raw)
            if parts.count >= 2, line.raw.contains("\t"), !isListItem(line.raw) {
                table.rows.append(
                    .init(cells: parts.map { PaperDocument.Cell([$0]) }, line: line.line, page: line.page))
                table.ends.append(line.line)
            } else if let row = table.rows.indices.last, blanks == 0, goesOn(table.rows[row], line.text),
                let cell = table.rows[row].cells.lastIndex(where: { !($0?.text.isEmpty ?? true) })
            {
                table.rows[row].cells[cell]?.paragraphs.append(line.text)
                table.ends[row] = line.line
            } else if table.rows.count >= 2, isHeadingRow(sources, at, left, in: table) {
                table.rows.append(.init(cells: [PaperDocument.Cell([line.text])], line: line.line, page: line.page))
                table.ends.append(line.line)
            } else {
                break
            }
            blanks = 0
            at += 1
            next = at
        }
        guard table.rows.count >= 2 else { return nil }
        return (table, next)
    }

    static func cells(_ raw: String) -> [String] {
        raw.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
            (cell.utf8.contains(UInt8(ascii: "*")) ? String(cell).replacing("**", with: "") : String(cell)).tidied
        }
    }

    private static func isPair(_ raw: String) -> Bool {
        let parts = cells(raw)
        return parts.count == 2 && !parts[1].isEmpty && !isListItem(raw)
    }

    /// A list whose mark is followed by a tab.
    private static func isListItem(_ raw: String) -> Bool {
        let parts = cells(raw)
        guard parts.count == 2 else { return false }
        if parts[0].isEmpty { return true }
        return parts[0].unicodeScalars.count <= 6 && ItemMark.read(Wording(parts[0] + " x")) != nil
    }

    private static func goesOn(_ row: PaperDocument.TableRow, _ text: String) -> Bool {
        guard let last = row.cells.last(where: { !($0?.text.isEmpty ?? true) })??.text else { return false }
        let wording = Wording(text.prefix(40))
        guard !wording.isEmpty, ItemMark.read(wording) == nil else { return false }
        return wording.isLower(0) && !last.hasSuffix(".")
    }

    /// One line without tabs between rows: `Quý II`, `II. Nhiệm vụ quý II`.
    private static func isHeadingRow(_ sources: [Source], _ at: Int, _ left: Set<Int>, in table: SourceTable) -> Bool {
        guard case .line(let line) = sources[at], line.text.unicodeScalars.count <= 120 else { return false }
        var ahead = at + 1
        while ahead < sources.count, ahead < at + 3 {
            guard case .line(let following) = sources[ahead] else { return false }
            if !following.isBlank, !left.contains(ahead) {
                let names = cells(following.raw)
                guard names.count >= 3, GroupHeading.read(line.text) != nil else { return false }
                // Another head opens a table of its own.
                let row = PaperDocument.TableRow(cells: names.map { PaperDocument.Cell([$0]) }, line: following.line)
                return ColumnHeads.read([row], at: 0) == nil
                    || names == table.rows.first?.cells.map { $0?.text ?? "" }
            }
            ahead += 1
        }
        return false
    }
}
