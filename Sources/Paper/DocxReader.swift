/// Reads Word files (docx): whole paragraphs with their list numbers, real tables, changes accepted.
enum DocxReader {
    static func read(_ source: SourceFile, _ archive: ZipArchive, main: String) throws(PaperRefusal) -> PaperDocument {
        let parts = try PackageParts(of: main, in: archive, format: .docx)
        let styles = DocxStylesHandler()
        try archive.parse(parts["styles"] ?? "word/styles.xml", into: styles, format: .docx)
        let numbering = DocxNumberingHandler()
        try archive.parse(parts["numbering"] ?? "word/numbering.xml", into: numbering, format: .docx)

        let body = DocxBody(styles.result, numbering.result, source.limits)
        guard try archive.parse(main, into: body, format: .docx) else { throw source.refusal(.damaged(.docx)) }
        let footnotes = DocxBody(styles.result, numbering.result, source.limits)
        for kind in ["footnotes", "endnotes"] {
            if let part = parts[kind] { try archive.parse(part, into: footnotes, format: .docx) }
        }

        var notes: [String] = []
        if body.hasChanges {
            notes.append("Văn bản còn thay đổi theo dõi (Track Changes): đã đọc như khi chấp nhận mọi thay đổi.")
        }
        if body.hasContents { notes.append("Đã bỏ qua mục lục tự động.") }
        for encoding in LegacyEncoding.allCases where body.encodings.contains(encoding) {
            notes.append(TextReader.note(encoding))
        }
        for (index, text) in footnotes.footnotes.prefix(200).enumerated() {
            notes.append("Chú thích \(index + 1): \(text)")
        }

        // Empty paragraphs tell something only where each printed line became a paragraph.
        let isPasted = linesAreParagraphs(body.blocks)
        let kept = isPasted ? body.blocks : body.blocks.filter { !$0.isEmptyParagraph }
        let blocks = LetterheadTables.numbered(LetterheadTables.opened(kept), keepsPages: body.knowsPages)
        let document = PaperDocument(format: .docx, blocks: blocks, linesAreBroken: isPasted, notes: notes)
        return document.repaired
    }

    /// A text pasted from a page: many paragraphs go on in the next one, which begins with a small letter, or the head of a
    /// table stands in paragraphs because its borders were lost.
    static func linesAreParagraphs(_ blocks: [PaperDocument.Block]) -> Bool {
        let texts = blocks.compactMap { block -> String? in
            guard case .paragraph(let paragraph) = block, !paragraph.text.isEmpty else { return nil }
            return paragraph.text
        }
        guard texts.count >= 8 else { return false }
        if texts.contains(where: { isLostHead($0.folded) }) { return true }
        let goOn = zip(texts, texts.dropFirst()).count { before, after in
            after.first?.isLowercase == true && !after.dropFirst().prefix(2).contains(")") && before.count >= 40
                && !".;:".contains(before.last ?? ".")
        }
        return goOn * 10 >= texts.count
    }

    private static func isLostHead(_ folded: String) -> Bool {
        if SheetGrid.headWords.contains(folded) { return true }
        return folded.count < 160
            && SheetGrid.headWords.contains { folded.hasPrefix("\($0) noi dung") || folded.hasPrefix("\($0) nhiem vu") }
    }
}

extension PaperDocument.Block {
    var isEmptyParagraph: Bool { if case .paragraph(let paragraph) = self { paragraph.text.isEmpty } else { false } }
}

extension PaperDocument {
    /// Every text of the paper, cells included.
    var texts: [String] {
        blocks.flatMap { block in
            switch block {
            case .paragraph(let paragraph): [paragraph.text]
            case .table(let table): table.rows.flatMap { $0.cells.flatMap { $0?.paragraphs ?? [] } }
            }
        }
    }

    var hasText: Bool { texts.contains { $0.contains { !$0.isWhitespace } } }

    /// Converted from an old encoding where the fonts did not tell it.
    var repaired: PaperDocument {
        guard let (_, encoding) = LegacyEncoding.repaired(texts.joined(separator: "\n")) else { return self }
        var result = self
        result.blocks = blocks.map { block in
            switch block {
            case .paragraph(var paragraph):
                paragraph.text = encoding.converted(paragraph.text)
                return .paragraph(paragraph)
            case .table(var table):
                for row in table.rows.indices {
                    for cell in table.rows[row].cells.indices {
                        if let paragraphs = table.rows[row].cells[cell]?.paragraphs {
                            table.rows[row].cells[cell]?.paragraphs = paragraphs.map(encoding.converted)
                        }
                    }
                }
                return .table(table)
            }
        }
        result.notes.append(TextReader.note(encoding))
        return result
    }
}
