/// A table as it runs over pages: its head again on each, rows whole where a page can hold them.
final class PdfTableSetting {
    private let table: PaperTable
    private let styles: PaperStyles
    private let pages: PdfPages
    private let shares: [Double]
    /// Left edge of each column, and the right edge of the last.
    private let edges: [Double]
    /// One for each column, used again for every row.
    private let cells: [LaidText]
    private let heads: [LaidText]
    private let groupText: LaidText
    private let groupNumber: LaidText
    private var headHeight = 0.0
    private let lineHeight: Double
    private let headLine: Double
    /// Headings wait for the row below them: they do not end a page.
    private var waiting: [(title: String, number: String?)] = []
    private var lines: [(x0: Double, y0: Double, x1: Double, y1: Double)] = []
    /// Where the upright lines begin that have not been drawn yet.
    private var uprightFrom: Double?

    private let (side, pad) = PaperStyle.cellPadding

    init(_ table: PaperTable, _ styles: PaperStyles, on pages: PdfPages) {
        (self.table, self.styles, self.pages) = (table, styles, pages)
        shares = table.shares(of: pages.width, size: styles.tableText.size)
        edges = shares.reduce(into: [pages.left]) { $0.append(($0.last ?? 0) + $1) }
        cells = table.columns.map { _ in pages.canvas.typesetter() }
        heads = table.columns.map { _ in pages.canvas.typesetter() }
        (groupText, groupNumber) = (pages.canvas.typesetter(), pages.canvas.typesetter())
        (lineHeight, headLine) = (styles.tableText.lineHeight, styles.tableHead.lineHeight)
    }

    func set() throws {
        guard !table.columns.isEmpty else { return }
        for (index, column) in table.columns.enumerated() {
            heads[index].set(
                PaperText(PaperText.clean(column.title)), styles.tableHead, .centre, width: inner(index),
                on: pages.canvas)
        }
        headHeight = Double(heads.map(\.lines).max() ?? 1) * headLine + 2 * pad
        if !pages.fits(headHeight + 2 * lineHeight), !pages.isAtTop { pages.newPage() }
        head()
        try table.rows { row in
            switch row {
            case .cells(let cells): self.row(cells)
            case .group(let title, let number):
                // A number is short; in its narrow column a long text would run off the page.
                waiting.append((PaperText.clean(title), number.map { String(PaperText.clean($0).prefix(12)) }))
                if waiting.count > 8 { groups() }
            }
        }
        groups()
        flush()
    }

    private func inner(_ column: Int) -> Double { max(4, shares[column] - 2 * side) }

    /// A head that would take most of the page stands once only.
    private var headRepeats: Bool { headHeight < (pages.bottom - pages.top) / 2 }

    private func head() {
        line(at: pages.y)
        uprightFrom = pages.y
        var done = 0
        let most = heads.map(\.lines).max() ?? 0
        for text in heads { text.rewind() }
        // Nearly always one round.
        while done < most {
            let room = max(1, Int((pages.bottom - pages.y - 2 * pad) / headLine))
            let count = min(room, most - done)
            for (index, text) in heads.enumerated() {
                let shift = most == count ? Double(most - text.lines) / 2 * headLine : 0
                text.draw(
                    count, x: edges[index] + side, y: pages.y + pad + shift, height: headLine, on: pages.canvas)
            }
            done += count
            pages.y += Double(count) * headLine + 2 * pad
            line(at: pages.y)
            if done < most { turn(withHead: false) }
        }
    }

    private func turn(withHead: Bool = true) {
        flush()
        pages.newPage()
        if withHead, headRepeats {
            head()
        } else {
            line(at: pages.y)
            uprightFrom = pages.y
        }
    }

    private func row(_ row: [PaperTable.Cell]) {
        var most = 1
        for (index, text) in cells.enumerated() {
            let words = index < row.count ? row[index].words : PaperText([])
            text.set(
                words.clean, styles.tableText, table.columns[index].alignment, width: inner(index), on: pages.canvas)
            most = max(most, text.lines)
        }
        let height = Double(most) * lineHeight + 2 * pad
        let above = waiting.isEmpty ? 0 : waiting.reduce(0) { $0 + groupHeight($1) }
        if !pages.fits(above + height) {
            let whole = pages.bottom - pages.top - (headRepeats ? headHeight : 0)
            // A row that no page can hold begins where at least a few of its lines have room.
            if above + height <= whole || !pages.fits(above + 3 * lineHeight + 2 * pad) { turn() }
        }
        groups()
        if uprightFrom == nil { uprightFrom = pages.y }
        if pages.fits(height) {
            for (index, text) in cells.enumerated() where text.lines > 0 {
                let shift = Double(most - text.lines) / 2 * lineHeight
                text.draw(
                    text.lines, x: edges[index] + side, y: pages.y + pad + shift, height: lineHeight, on: pages.canvas)
            }
            pages.y += height
            line(at: pages.y)
        } else {
            inPieces(most)
        }
    }

    private func inPieces(_ most: Int) {
        var done = 0
        while done < most {
            let room = Int((pages.bottom - pages.y - 2 * pad) / lineHeight)
            if room < 1, done > 0 || !pages.isAtTop, !isBelowHead {
                turn()
                continue
            }
            let count = min(max(1, room), most - done)
            for (index, text) in cells.enumerated() {
                text.draw(count, x: edges[index] + side, y: pages.y + pad, height: lineHeight, on: pages.canvas)
            }
            done += count
            pages.y += Double(count) * lineHeight + 2 * pad
            line(at: pages.y)
            if done < most { turn() }
        }
    }

    private var isBelowHead: Bool { pages.y <= pages.top + headHeight + 0.01 }

    // MARK: Headings within the table

    private func groupWidth(_ group: (title: String, number: String?)) -> Double {
        let start = group.number == nil || shares.count < 2 ? edges[0] : edges[1]
        return max(4, (edges.last ?? start) - start - 2 * side)
    }

    private func groupHeight(_ group: (title: String, number: String?)) -> Double {
        groupText.set(PaperText(group.title), styles.tableGroup, .left, width: groupWidth(group), on: pages.canvas)
        return Double(max(1, groupText.lines)) * lineHeight + 2 * pad
    }

    private func groups() {
        for group in waiting {
            let height = groupHeight(group)
            if !pages.fits(height), !isBelowHead { turn() }
            uprights()
            let hasNumber = group.number != nil && shares.count > 1
            if hasNumber, let number = group.number {
                groupNumber.set(PaperText(number), styles.tableGroup, .centre, width: inner(0), on: pages.canvas)
                groupNumber.draw(
                    groupNumber.lines, x: edges[0] + side, y: pages.y + pad, height: lineHeight, on: pages.canvas)
            }
            let last = edges.last ?? pages.right
            let from = pages.y
            repeat {
                let count = max(1, min(groupText.left, Int((pages.bottom - pages.y - 2 * pad) / lineHeight)))
                groupText.draw(
                    count, x: (hasNumber ? edges[1] : edges[0]) + side, y: pages.y + pad, height: lineHeight,
                    on: pages.canvas)
                let next = pages.y + Double(count) * lineHeight + 2 * pad
                for x in [edges[0], last] + (hasNumber ? [edges[1]] : []) { lines.append((x, pages.y, x, next)) }
                pages.y = next
                line(at: pages.y)
                if groupText.left > 0 {
                    flush()
                    pages.newPage()
                }
            } while groupText.left > 0 && pages.y != from
            uprightFrom = nil
        }
        waiting.removeAll(keepingCapacity: true)
    }

    // MARK: Lines

    private func line(at y: Double) { lines.append((edges[0], y, edges.last ?? pages.right, y)) }

    private func uprights() {
        if let from = uprightFrom, pages.y > from { for x in edges { lines.append((x, from, x, pages.y)) } }
        uprightFrom = nil
    }

    private func flush() {
        uprights()
        pages.canvas.stroke(lines)
        lines.removeAll(keepingCapacity: true)
    }
}
