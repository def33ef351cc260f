/// `word/document.xml`, piece by piece.
struct DocxDocument {
    private let flow: PaperFlow
    private let xml: XMLBytes

    init(_ flow: PaperFlow, _ xml: XMLBytes) { (self.flow, self.xml) = (flow, xml) }

    func write() throws {
        xml.raw("\(DocxParts.head)<w:document \(DocxParts.space)><w:body>")
        var sheet = OfficialPaper.Orientation.portrait
        var isFirst = true
        for (index, piece) in flow.pieces.enumerated() {
            switch piece {
            case .sheet(let next):
                if !isFirst { xml.raw("<w:p><w:pPr>\(Self.tiny)\(section(sheet))</w:pPr></w:p>") }
                (sheet, isFirst) = (next, false)
            case .paragraph(let one):
                // The last words stay with the signature.
                paragraph(one, width: width(sheet), keepsNext: one.style.keepsNext || foot(follows: index))
            case .columns(let columns): self.columns(columns, width: width(sheet))
            case .table(let table): try self.table(table, width: width(sheet))
            }
            try xml.flush()
        }
        // Word wants a paragraph behind a table; this one takes no room.
        xml.raw("<w:p><w:pPr>\(Self.tiny)</w:pPr></w:p>\(section(sheet))</w:body></w:document>")
    }

    private static let tiny =
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>"

    private func foot(follows index: Int) -> Bool {
        guard index + 1 < flow.pieces.count, case .columns = flow.pieces[index + 1] else { return false }
        return true
    }

    /// Points between the margins.
    private func width(_ sheet: OfficialPaper.Orientation) -> Double {
        let margins = flow.style.margins
        return (sheet == .portrait ? PaperStyle.a4.width : PaperStyle.a4.height)
            - (margins.left + margins.right) * PaperStyle.pointsPerMillimetre
    }

    private func section(_ sheet: OfficialPaper.Orientation) -> String {
        func twips(_ millimetres: Double) -> Int { Int((millimetres * 1440 / 25.4).rounded()) }
        let margins = flow.style.margins
        let size =
            sheet == .portrait ? "w:w=\"11906\" w:h=\"16838\"" : "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""
        return
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"\(DocxParts.headers.others)\"/><w:headerReference w:type=\"first\" r:id=\"\(DocxParts.headers.first)\"/><w:type w:val=\"nextPage\"/><w:pgSz \(size)/><w:pgMar w:top=\"\(twips(margins.top))\" w:right=\"\(twips(margins.right))\" w:bottom=\"\(twips(margins.bottom))\" w:left=\"\(twips(margins.left))\" w:header=\"\(twips(PaperStyle.numberFromTop))\" w:footer=\"\(twips(PaperStyle.numberFromTop))\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/><w:titlePg/></w:sectPr>"
    }

    // MARK: Paragraphs

    private func paragraph(_ paragraph: PaperFlow.Paragraph, width: Double, keepsNext: Bool = false) {
        let keep = keepsNext ? "<w:keepNext/>" : ""
        switch paragraph.content {
        case .text(let text):
            xml.raw("<w:p><w:pPr><w:pStyle w:val=\"\(paragraph.style.id)\"/>")
            // What the style says is not said again.
            if keepsNext, !paragraph.style.keepsNext { xml.raw(keep) }
            xml.raw("</w:pPr>")
            for run in text.runs { self.run(run) }
            xml.raw("</w:p>")
        case .rule(let length):
            let side = DocxParts.twips(max(0, (width - length) / 2))
            xml.raw(
                "<w:p><w:pPr><w:pStyle w:val=\"\(paragraph.style.id)\"/>\(keep)<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"80\" w:after=\"0\" w:line=\"60\" w:lineRule=\"exact\"/><w:ind w:left=\"\(side)\" w:right=\"\(side)\"/></w:pPr></w:p>"
            )
        case .space(let points):
            xml.raw(
                "<w:p><w:pPr><w:pStyle w:val=\"\(paragraph.style.id)\"/>\(keep)<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"\(DocxParts.twips(points))\" w:lineRule=\"exact\"/></w:pPr></w:p>"
            )
        // A picture would need a drawing part; the PDF, which is what is sent, has it.
        case .code: break
        }
    }

    private func run(_ run: PaperText.Run) {
        xml.raw("<w:r>")
        if run.isBold || run.isItalic {
            xml.raw("<w:rPr>")
            if run.isBold { xml.raw("<w:b/><w:bCs/>") }
            if run.isItalic { xml.raw("<w:i/><w:iCs/>") }
            xml.raw("</w:rPr>")
        }
        var isFirst = true
        for line in run.text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !isFirst { xml.raw("<w:br/>") }
            isFirst = false
            guard !line.isEmpty else { continue }
            xml.raw("<w:t xml:space=\"preserve\">")
            xml.words(String(line))
            xml.raw("</w:t>")
        }
        xml.raw("</w:r>")
    }

    // MARK: Columns

    private func columns(_ columns: PaperFlow.Columns, width: Double) {
        let whole = DocxParts.twips(width)
        let left = DocxParts.twips(width * columns.left)
        xml.raw(
            "<w:tbl><w:tblPr><w:tblW w:w=\"\(whole)\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"\(left)\"/><w:gridCol w:w=\"\(whole - left)\"/></w:tblGrid>"
        )
        for row in columns.rows {
            xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            for (paragraphs, size) in [(row.left, left), (row.right, whole - left)] {
                xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"\(size)\" w:type=\"dxa\"/></w:tcPr>")
                for one in paragraphs { paragraph(one, width: Double(size) / 20) }
                // A cell ends in a paragraph, whatever it holds.
                if paragraphs.allSatisfy({ if case .code = $0.content { true } else { false } }) {
                    xml.raw("<w:p><w:pPr>\(Self.tiny)</w:pPr></w:p>")
                }
                xml.raw("</w:tc>")
            }
            xml.raw("</w:tr>")
        }
        xml.raw("</w:tbl>")
    }

    // MARK: Tables

    private func table(_ table: PaperTable, width: Double) throws {
        guard !table.columns.isEmpty else { return }
        let shares = table.shares(of: width, size: flow.style.tableSize).map(DocxParts.twips)
        let side = DocxParts.twips(PaperStyle.cellPadding.side), top = DocxParts.twips(PaperStyle.cellPadding.top)
        let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
        }.joined()
        xml.raw(
            "<w:tbl><w:tblPr><w:tblW w:w=\"\(shares.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>\(edges)</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"\(top)\" w:type=\"dxa\"/><w:left w:w=\"\(side)\" w:type=\"dxa\"/><w:bottom w:w=\"\(top)\" w:type=\"dxa\"/><w:right w:w=\"\(side)\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>\(shares.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined())</w:tblGrid>"
        )
        xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        for (column, size) in zip(table.columns, shares) {
            cell(PaperText(column.title), width: size, flow.styles.tableHead, .centre)
        }
        xml.raw("</w:tr>")
        let openings = zip(table.columns, shares).map { column, size in
            "<w:tc><w:tcPr><w:tcW w:w=\"\(size)\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
                + paragraphOpening(flow.styles.tableText, column.alignment)
        }
        try table.rows { row in
            switch row {
            case .cells(let cells): self.row(cells, openings, table.columns, shares)
            case .group(let title, let number): group(title, number, shares)
            }
            try xml.flush()
        }
        xml.raw("</w:tbl>")
    }

    private func row(_ cells: [PaperTable.Cell], _ openings: [String], _ columns: [PaperTable.Column], _ shares: [Int])
    {
        // A row that would fill most of a page must be allowed to break.
        let isTall = zip(cells, shares).contains { cell, size in
            Self.lines(cell, width: size, size: flow.style.tableSize) > 25
        }
        xml.raw(isTall ? "<w:tr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for (index, opening) in openings.enumerated() {
            let words = index < cells.count ? cells[index].words : PaperText([])
            xml.raw(opening)
            let style = flow.styles.tableText
            texts(words) { xml.raw("</w:p>" + paragraphOpening(style, columns[index].alignment)) }
            xml.raw("</w:p></w:tc>")
        }
        xml.raw("</w:tr>")
    }

    /// About how many lines the cell takes.
    private static func lines(_ cell: PaperTable.Cell, width: Int, size: Double) -> Int {
        let letters: Int
        switch cell {
        case .text(let text): letters = text.utf8.count
        case .rich(let text): letters = text.runs.reduce(0) { $0 + $1.text.utf8.count }
        case .number, .day, .empty: return 1
        }
        // Few letters never fill a page: they are not looked at one by one.
        return letters < 25 ? 1 : letters * Int(size * 7) / max(1, width)
    }

    private func group(_ title: String, _ number: String?, _ shares: [Int]) {
        xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        var rest = shares[...]
        if let number, shares.count > 1 {
            cell(PaperText(number), width: rest.removeFirst(), flow.styles.tableGroup, .centre, keepsNext: true)
        }
        cell(
            PaperText(title), width: rest.reduce(0, +), span: rest.count, flow.styles.tableGroup, .left, keepsNext: true
        )
        xml.raw("</w:tr>")
    }

    private func cell(
        _ words: PaperText, width: Int, span: Int = 1, _ style: ParagraphStyle, _ alignment: PaperTable.Alignment,
        keepsNext: Bool = false
    ) {
        xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>")
        if span > 1 { xml.raw("<w:gridSpan w:val=\"\(span)\"/>") }
        xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>")
        let opening = paragraphOpening(style, alignment, keepsNext: keepsNext)
        xml.raw(opening)
        texts(words) { xml.raw("</w:p>" + opening) }
        xml.raw("</w:p></w:tc>")
    }

    private func paragraphOpening(
        _ style: ParagraphStyle, _ alignment: PaperTable.Alignment, keepsNext: Bool = false
    ) -> String {
        let own = alignment == style.alignment ? "" : "<w:jc w:val=\"\(DocxParts.justification(alignment))\"/>"
        return "<w:p><w:pPr><w:pStyle w:val=\"\(style.id)\"/>\(keepsNext ? "<w:keepNext/>" : "")\(own)</w:pPr>"
    }

    /// The runs of a cell; each line is a paragraph of its own.
    private func texts(_ words: PaperText, next: () -> Void) {
        for run in words.runs {
            let text = PaperText.clean(run.text)
            if !text.utf8.contains(0x0A) {
                if !text.isEmpty { self.run(.init(text, bold: run.isBold, italic: run.isItalic)) }
                continue
            }
            var isFirst = true
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if !isFirst { next() }
                isFirst = false
                if !line.isEmpty { self.run(.init(String(line), bold: run.isBold, italic: run.isItalic)) }
            }
        }
    }
}
