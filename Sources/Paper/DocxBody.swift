import Vocabulary

/// Hears the text of a Word part and builds its paragraphs and tables. Line numbers are given later.
final class DocxBody: XMLHandler {
    /// What holds paragraphs: the body, a cell, a text box, a footnote.
    private struct Frame {
        var blocks: [PaperDocument.Block] = []
        /// Text of a paragraph whose mark was deleted: it goes on in the next one.
        var carried: [DocxParagraph.Line] = []
    }

    private struct Field { var isResult = false, isContents = false }
    private struct Control { var isSkipped = false }

    private let styles: DocxStyles
    private let limits: PaperLimits
    private var counters: DocxCounters
    private var path: [String] = []
    private var skipped = 0
    private var frames = [Frame()]
    private var paragraphs: [DocxParagraph] = []
    private var tables: [DocxGrid] = []
    private var fields: [Field] = []
    private var controls: [Control] = []
    /// For each mc:AlternateContent: whether a branch was taken.
    private var alternatives: [Bool] = []
    private var isText = false
    private var isInstruction = false
    private var page = 1
    private var isAtPageStart = true
    private var breaksSection = false
    private var written = (letters: 0, lines: 0)

    private(set) var knowsPages = false
    private(set) var hasChanges = false
    private(set) var hasContents = false
    private(set) var encodings: Set<LegacyEncoding> = []
    /// Texts of footnotes, where the part is one of footnotes.
    private(set) var footnotes: [String] = []

    init(_ styles: DocxStyles, _ numbering: DocxNumbering, _ limits: PaperLimits) {
        (self.styles, self.limits, counters) = (styles, limits, DocxCounters(numbering, styles))
    }

    var blocks: [PaperDocument.Block] { frames[0].blocks }
    var isFull: Bool { written.letters > limits.characters || written.lines > limits.lines }

    /// Parts that are no text of the paper as it stands: what was deleted, what was before, the machinery of fields.
    private static let silent: Set<String> = [
        "w:moveFrom", "w:delText", "w:delInstrText", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange",
        "w:tcPrChange", "w:sectPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange", "w:tblGrid",
        "w:rt",
        "w:fldData", "w:binData", "w:tblPr", "w:headerReference", "w:footerReference",
    ]

    func open(_ name: String, _ attributes: XMLAttributes) {
        if skipped > 0 {
            skipped += 1
            return
        }
        let parent = path.last ?? ""
        path.append(name)
        if name == "w:del" || name == "w:moveFrom" {
            hasChanges = true
            switch parent {
            case "w:rPr": if path.dropLast(2).last == "w:pPr" { change { $0.isJoined = true } }
            case "w:trPr": tables.indices.last.map { tables[$0].rowIsDeleted = true }
            default: return skip()
            }
            return
        }
        if Self.silent.contains(name) { return skip() }
        switch name {
        case "w:ins", "w:moveTo": hasChanges = true
        case "w:p": paragraphs.append(DocxParagraph())
        case "w:r": change { $0.run = DocxParagraph.Run() }
        case "w:t", "m:t": isText = true
        case "w:instrText": isInstruction = true
        case "mc:AlternateContent": alternatives.append(false)
        case "mc:Choice", "mc:Fallback":
            guard let last = alternatives.indices.last else { return }
            if alternatives[last] { return skip() }
            alternatives[last] = true
        case "w:tbl": tables.append(DocxGrid())
        case "w:txbxContent", "w:footnote", "w:endnote":
            if attributes["w:type"] == "separator" || attributes["w:type"] == "continuationSeparator" { return skip() }
            frames.append(Frame())
        default:
            property(name, attributes, parent: parent)
            structure(name, attributes, parent: parent)
        }
    }

    private func property(_ name: String, _ attributes: XMLAttributes, parent: String) {
        switch (name, parent) {
        case ("w:pStyle", "w:pPr"): change { $0.style = attributes["w:val"] }
        case ("w:numId", "w:numPr"): change { $0.numbering = attributes.int("w:val") }
        case ("w:ilvl", "w:numPr"): change { $0.level = attributes.int("w:val") }
        case ("w:pageBreakBefore", "w:pPr"): if isOn(attributes) { breakPage(isCertain: true) }
        case ("w:sectPr", "w:pPr"): breaksSection = true
        case ("w:type", "w:sectPr"): if attributes["w:val"] == "continuous" { breaksSection = false }
        case (_, "w:rPr"):
            guard path.dropLast(2).last == "w:r" else { return }
            change { paragraph in
                switch name {
                case "w:rStyle": paragraph.run.style = attributes["w:val"]
                case "w:rFonts":
                    paragraph.run.font = attributes["w:hAnsi"] ?? attributes["w:ascii"] ?? paragraph.run.font
                case "w:vanish": paragraph.run.isHidden = isOn(attributes)
                case "w:caps": paragraph.run.isCapital = isOn(attributes)
                default: break
                }
            }
        case ("w:tab", "w:r"), ("w:ptab", "w:r"): say("\t")
        case ("w:noBreakHyphen", "w:r"): say("-")
        case ("w:sym", "w:r"): say(DocxParagraph.symbol(attributes["w:char"], font: attributes["w:font"]))
        case ("w:br", "w:r"), ("w:cr", "w:r"):
            switch attributes["w:type"] {
            case "page": breakPage(isCertain: true)
            case "column": break
            default: if !isSilentNow { change { $0.lines.append(.init()) } }
            }
        case ("w:lastRenderedPageBreak", _):
            knowsPages = true
            breakPage(isCertain: false)
        default: break
        }
    }

    private func structure(_ name: String, _ attributes: XMLAttributes, parent: String) {
        switch (name, parent) {
        case ("w:tr", _): tables.indices.last.map { tables[$0].openRow(page: page) }
        case ("w:tc", _):
            tables.indices.last.map { tables[$0].openCell() }
            frames.append(Frame())
        case ("w:gridSpan", "w:tcPr"): tables.indices.last.map { tables[$0].span = attributes.int("w:val") ?? 1 }
        case ("w:vMerge", "w:tcPr"): tables.indices.last.map { tables[$0].continues = attributes["w:val"] != "restart" }
        case ("w:hMerge", "w:tcPr"):
            tables.indices.last.map { tables[$0].continuesLeft = attributes["w:val"] != "restart" }
        case ("w:gridBefore", "w:trPr"):
            tables.indices.last.map { tables[$0].skipColumns(attributes.int("w:val") ?? 0) }
        case ("w:fldChar", _): field(attributes["w:fldCharType"])
        case ("w:sdt", _): controls.append(Control())
        case ("w:docPartGallery", _):
            if attributes["w:val"] == "Table of Contents", let last = controls.indices.last {
                controls[last].isSkipped = true
                hasContents = true
            }
        case ("w:showingPlcHdr", "w:sdtPr"):
            if isOn(attributes), let last = controls.indices.last { controls[last].isSkipped = true }
        case ("w:sdtContent", _): if controls.last?.isSkipped == true { skip() }
        default: break
        }
    }

    func close(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            if skipped == 0 { path.removeLast() }
            return
        }
        path.removeLast()
        switch name {
        case "w:t", "m:t": isText = false
        case "w:instrText": isInstruction = false
        case "mc:AlternateContent": _ = alternatives.popLast()
        case "w:sdt": _ = controls.popLast()
        case "w:p": endParagraph()
        case "w:tc":
            guard frames.count > 1, let frame = frames.popLast(), let last = tables.indices.last else { return }
            tables[last].closeCell(DocxGrid.paragraphs(frame.blocks))
        case "w:tr":
            tables.indices.last.map { tables[$0].closeRow() }
            written.lines += 1
        case "w:tbl":
            guard let table = tables.popLast()?.table(), !table.rows.isEmpty else { return }
            frames[frames.count - 1].blocks.append(.table(table))
        case "w:txbxContent":
            guard frames.count > 1, let frame = frames.popLast() else { return }
            if paragraphs.isEmpty {
                frames[frames.count - 1].blocks += frame.blocks
            } else {
                change { $0.boxes += frame.blocks }
            }
        case "w:footnote", "w:endnote":
            guard frames.count > 1, let frame = frames.popLast() else { return }
            let text = DocxGrid.paragraphs(frame.blocks).joined(separator: " ")
            if !text.isEmpty { footnotes.append(text) }
        default: break
        }
    }

    func text(_ text: String) {
        guard skipped == 0 else { return }
        if isText {
            say(text)
        } else if isInstruction, let last = fields.indices.last, text.contains("TOC ") {
            fields[last].isContents = true
            hasContents = true
        }
    }

    private func skip() { skipped = 1 }

    private func change(_ body: (inout DocxParagraph) -> Void) {
        if let last = paragraphs.indices.last { body(&paragraphs[last]) }
    }

    /// Inside the instruction of a field, or the entries of a table of contents.
    private var isSilentNow: Bool { fields.contains { !$0.isResult || $0.isContents } }

    private func field(_ kind: String?) {
        switch kind {
        case "begin": fields.append(Field())
        case "separate": if let last = fields.indices.last { fields[last].isResult = true }
        case "end": _ = fields.popLast()
        default: break
        }
    }

    private func breakPage(isCertain: Bool) {
        if isAtPageStart && !isCertain { return }
        page += 1
        isAtPageStart = true
    }

    private func say(_ text: String) {
        guard !isSilentNow, let last = paragraphs.indices.last else { return }
        let run = paragraphs[last].run, style = paragraphs[last].style
        if run.isHidden ?? styles.value(\.isHidden, of: run.style ?? "") ?? styles.value(\.isHidden, of: style) ?? false
        {
            return
        }
        let font =
            run.font ?? styles.value(\.font, of: run.style ?? "") ?? styles.value(\.font, of: style)
            ?? styles.defaultFont
        let legacy = font.flatMap(LegacyEncoding.ofFont)
        let isCapital =
            run.isCapital ?? styles.value(\.isCapital, of: run.style ?? "") ?? styles.value(\.isCapital, of: style)
            ?? false
        if let legacy, text.utf8.contains(where: { $0 >= 0x80 }) { encodings.insert(legacy.encoding) }
        written.letters += text.utf8.count
        isAtPageStart = false
        paragraphs[last].append(text, legacy?.encoding, isCapital: isCapital || legacy?.isCapital == true, page: page)
    }

    private func endParagraph() {
        guard var paragraph = paragraphs.popLast() else { return }
        let frame = frames.count - 1
        if !frames[frame].carried.isEmpty {
            paragraph.prefix(frames[frame].carried)
            frames[frame].carried = []
        }
        if breaksSection {
            breaksSection = false
            breakPage(isCertain: false)
        }
        if paragraph.isJoined {
            frames[frame].carried = paragraph.lines
            frames[frame].blocks += paragraph.boxes
            return
        }
        var label = label(of: paragraph)
        let texts = paragraph.lines.map(\.text)
        if texts.allSatisfy(\.isEmpty), frames.count == 1 {
            frames[0].blocks.append(.paragraph(.init(text: "", line: 0, page: page)))
            written.lines += 1
        }
        for (line, text) in zip(paragraph.lines, texts) where !text.isEmpty {
            frames[frame].blocks.append(.paragraph(.init(text: (label ?? "") + text, line: 0, page: line.page ?? page)))
            label = nil
            written.lines += 1
        }
        frames[frame].blocks += paragraph.boxes
    }

    private func label(of paragraph: DocxParagraph) -> String? {
        let style = paragraph.style
        guard let id = paragraph.numbering ?? styles.value(\.numbering, of: style), id > 0 else { return nil }
        let abstract = counters.numbering.lists[id]?.abstract ?? -1
        let level =
            paragraph.level ?? style.flatMap { counters.numbering.styleLevels[abstract]?[$0] } ?? styles.value(
                \.level, of: style)
            ?? 0
        return counters.next(id, level: level)
    }
}
