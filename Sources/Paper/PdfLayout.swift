import Vocabulary

/// A page put in reading order: lines and tables from the top, two columns one after the other, no page number.
struct PdfLayout {
    enum Item {
        case line(PdfRow, isColumn: Bool)
        case table(PdfTable)
        /// Between the left and the right column of head or signature.
        case gap
    }

    var items: [Item] = []
    var footnotes: [String] = []
    /// Rows that tell how the text is set.
    var bodyRows: [PdfRow] = []

    init(_ page: PdfPage, isFirst: Bool, furniture: PdfFurniture, spacing: PdfSpacing?) {
        // A frame round a text is no table.
        let grids = RuledGrid.all(page.rules).filter { $0.places.count > 1 }
        var inTables: [[PdfWord]] = Array(repeating: [], count: grids.count)
        var free: [PdfSegment] = []
        for segment in page.segments {
            var outside: [PdfWord] = []
            for word in segment.words {
                if let grid = grids.firstIndex(where: { Self.contains($0.box, word.box) }) {
                    inTables[grid].append(word)
                } else {
                    outside.append(word)
                }
            }
            if !outside.isEmpty { free += PdfRow.cut(PdfRow.withoutCalls(PdfSegment(outside)), spacing) }
        }
        var rows = PdfRow.rows(free)
        Self.removeFurniture(&rows, page, furniture)
        footnotes = Self.takeFootnotes(&rows, page)

        let tables = zip(grids, inTables).map { PdfTable($0, $1) }.filter { !$0.isEmpty }
        bodyRows = rows
        let columns = Self.columns(rows, page, isFirst: isFirst)
        var placed: [(y: Double, item: Item)] = tables.map { ($0.top, .table($0)) }
        for (index, row) in rows.enumerated() where columns?.rows.contains(index) != true {
            placed.append((row.box.y0, .line(row, isColumn: false)))
        }
        if let columns, let first = rows[columns.rows].first {
            // A hair apart: the order of a stable sort is not promised.
            for (place, item) in columns.items.enumerated() {
                placed.append((first.box.y0 + Double(place) * 1e-6, item))
            }
        }
        items = placed.sorted { $0.y < $1.y }.map(\.item)
    }

    private static func contains(_ box: PdfBox, _ word: PdfBox) -> Bool {
        box.x0 - 1 <= word.middle && word.middle <= box.x1 + 1 && box.y0 - 1 <= word.centre && word.centre <= box.y1 + 1
    }

    /// What of a row may repeat from page to page: its text without digits.
    static func furnitureKey(_ row: PdfRow) -> String { String(row.text.folded.filter { !$0.isNumber }) }

    /// Lines in the outer tenth of the page: where numbers and running heads stand.
    static func isInMargin(_ row: PdfRow, _ page: PdfPage) -> Bool {
        row.box.y1 < page.height * 0.1 || row.box.y0 > page.height * 0.9
    }

    /// The number that a row alone consists of, where it stands where page numbers do: `2`, `- 2 -`, `2/5`, `Trang 2`.
    static func pageNumber(_ row: PdfRow, _ page: PdfPage) -> Int? {
        guard row.box.y1 < page.height * 0.13 || row.box.y0 > page.height * 0.87 else { return nil }
        var text = Substring(row.text.folded.filter { !$0.isWhitespace })
        if text.hasPrefix("trang") { text = text.dropFirst(5) }
        guard text.count <= 9, text.allSatisfy({ $0.isNumber || "-/|.".contains($0) }) else { return nil }
        return text.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    }

    /// Page numbers that go with the pages, and running heads, at the upper and lower edge.
    private static func removeFurniture(_ rows: inout [PdfRow], _ page: PdfPage, _ furniture: PdfFurniture) {
        func isFurniture(_ row: PdfRow) -> Bool {
            if let number = pageNumber(row, page) { return furniture.numbers.contains(number) }
            return isInMargin(row, page) && furniture.heads.contains(furnitureKey(row))
        }
        while let first = rows.first, isFurniture(first) { rows.removeFirst() }
        while let last = rows.last, isFurniture(last) { rows.removeLast() }
    }

    /// Small lines under a short rule at the foot of the page, the first of which begins with a number.
    private static func takeFootnotes(_ rows: inout [PdfRow], _ page: PdfPage) -> [String] {
        let rules = PdfRule.merged(page.rules).filter {
            $0.isHorizontal && 40...260 ~= $0.length && $0.at > page.height * 0.35
        }
        for rule in rules.sorted(by: { $0.at < $1.at }) {
            guard let start = rows.firstIndex(where: { $0.box.centre > rule.at }), start > 0 else { continue }
            let usual = rows[..<start].map(\.box.height).sorted()[start / 2]
            let below = rows[start...]
            guard below.allSatisfy({ $0.box.height < usual * 0.9 && $0.segments.count == 1 }), let first = below.first,
                first.text.first?.isNumber == true, first.box.y0 - rule.at < 20
            else { continue }
            rows.removeSubrange(start...)
            return [below.map(\.text).joined(separator: " ")]
        }
        return []
    }

    /// Head (first page) or signature: the rows that stand in two columns, and their lines with the left column first.
    private static func columns(_ rows: [PdfRow], _ page: PdfPage, isFirst: Bool) -> (rows: Range<Int>, items: [Item])?
    {
        if let start = rows.firstIndex(where: { $0.segments.contains { $0.text.folded.hasPrefix("noi nhan") } }) {
            return twoColumns(Array(rows), from: start, page, isHead: false)
        }
        if isFirst, let motto = rows.prefix(8).firstIndex(where: { isMotto($0) }) {
            return twoColumns(Array(rows), from: min(motto, 0), page, isHead: true)
        }
        return nil
    }

    /// The word at which the motto of the state or of the Party begins in a line.
    private static func motto(in segment: PdfSegment) -> Int? {
        let words = segment.words.map(\.text.folded)
        return words.indices.first { place in
            let rest = words[place...].joined(separator: " ").folded
            // A body line that speaks of the state does so in small letters.
            return rest.hasPrefix("doc lap-tu do")
                || ["cong hoa xa hoi", "dang cong san"].contains { rest.hasPrefix($0) }
                    && !segment.words[place].text.contains { $0.isLowercase }
        }
    }

    private static func isMotto(_ row: PdfRow) -> Bool { row.segments.contains { motto(in: $0) != nil } }

    private static func twoColumns(_ rows: [PdfRow], from start: Int, _ page: PdfPage, isHead: Bool) -> (
        rows: Range<Int>, items: [Item]
    )? {
        var rows = rows
        if isHead { for index in rows.indices.prefix(10) { rows[index] = cutAtMotto(rows[index]) } }
        let body = (left: rows.map(\.box.x0).min() ?? 0, right: rows.map(\.box.x1).max() ?? page.width)
        let middle = (body.left + body.right) / 2
        // The right column begins where the leftmost second segment does.
        let beside = rows[start...].prefix(isHead ? 8 : 40).filter { isHead ? isMotto($0) : $0.segments.count > 1 }
        let seconds = beside.compactMap { $0.segments.last?.box.x0 }
        guard let gutter = seconds.min() else { return nil }
        var left: [PdfRow] = [], right: [PdfRow] = []
        var end = start
        var bottom = rows[start].box.y0
        scan: for row in rows[start...] {
            let isAlone = row.segments.count == 1
            if isHead, isAlone, !isMotto(row),
                abs(row.box.middle - middle) < 14 || row.box.y0 - bottom > 3 * row.box.height
            {
                break
            }
            for segment in row.segments where segment.box.x0 < gutter - 40 && segment.box.x1 > gutter + 4 { break scan }
            let parts = row.segments.partitioned { $0.box.x0 < gutter - 40 || $0.box.x1 <= gutter }
            if !parts.yes.isEmpty { left.append(PdfRow(parts.yes)) }
            if !parts.no.isEmpty { right.append(PdfRow(parts.no)) }
            bottom = row.box.y1
            end += 1
        }
        guard !right.isEmpty, !left.isEmpty || isHead, end > start else { return nil }
        return (
            start..<end,
            left.map { .line($0, isColumn: true) } + [.gap] + right.map { .line($0, isColumn: true) } + [.gap]
        )
    }

    /// Narrow heads leave hardly a space between the two columns.
    private static func cutAtMotto(_ row: PdfRow) -> PdfRow {
        PdfRow(
            row.segments.flatMap { segment -> [PdfSegment] in
                guard let cut = motto(in: segment), cut > 0 else { return [segment] }
                return [PdfSegment(Array(segment.words[..<cut])), PdfSegment(Array(segment.words[cut...]))]
            })
    }
}

extension Array {
    /// Those for which the question holds, and the others.
    func partitioned(_ question: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
        (filter(question), filter { !question($0) })
    }
}
