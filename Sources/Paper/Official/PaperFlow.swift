/// A paper taken apart into what a page is made of, in order. DOCX and PDF are written from the same pieces, so that they
/// look alike.
struct PaperFlow {
    enum Piece {
        /// Pages of this kind begin; their numbers begin anew.
        case sheet(OfficialPaper.Orientation)
        case paragraph(Paragraph)
        /// Side by side, without borders, never split: the letterhead, the foot.
        case columns(Columns)
        case table(PaperTable)
    }

    struct Paragraph {
        enum Content {
            case text(PaperText)
            /// A line across the middle, so many points long.
            case rule(Double)
            case space(Double)
            case code(QRCode)
        }
        var style: ParagraphStyle
        var content: Content

        init(_ style: ParagraphStyle, _ text: PaperText) { (self.style, content) = (style, .text(text.clean)) }
        init(_ style: ParagraphStyle, _ content: Content) { (self.style, self.content) = (style, content) }
    }

    struct Columns {
        /// What the left column gets of the width.
        var left: Double
        var rows: [(left: [Paragraph], right: [Paragraph])]
    }

    let title: String
    let created: String?
    let style: PaperStyle
    let styles: PaperStyles
    private(set) var pieces: [Piece] = []

    /// More recipients than this run on below the signature instead of beside it.
    private static let mostBeside = 30

    init(_ paper: OfficialPaper) {
        title = PaperText.clean(
            paper.kind == .letter ? "V/v \(paper.abstract)" : "\(paper.kind.name) \(paper.abstract)")
        if case .on(let day) = paper.letterhead.issued { created = day.iso } else { created = nil }
        (style, styles) = (paper.style, PaperStyles(paper.style))
        pieces.append(.sheet(.portrait))
        addHead(paper)
        addBody(OfficialPaper.closed(paper.body))
        addFoot(paper)
        for annex in paper.annexes { add(annex, with: paper.citation) }
    }

    /// An annex by itself: a list or a report in the layout of an annex.
    init(_ annex: OfficialPaper.Annex, style: PaperStyle) {
        (title, created, self.style, styles) = (PaperText.clean(annex.title), nil, style, PaperStyles(style))
        add(annex, with: nil)
    }

    private mutating func add(_ style: ParagraphStyle, _ text: PaperText) {
        pieces.append(.paragraph(Paragraph(style, text)))
    }

    private mutating func addHead(_ paper: OfficialPaper) {
        let head = paper.letterhead
        let issuer = head.issuer.uppercased()
        var left = head.superior.map { [Paragraph(styles.superior, PaperText($0.uppercased()))] } ?? []
        left.append(Paragraph(styles.issuer, PaperText(issuer)))
        // A third to a half of the line.
        left.append(rule(0.4 * min(TimesWidth.of(issuer, size: 13), 170)))
        let motto = "Độc lập - Tự do - Hạnh phúc"
        let right = [
            Paragraph(styles.nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Paragraph(styles.motto, PaperText(motto)),
            rule(TimesWidth.motto * styles.motto.size),
        ]
        var numbers = [Paragraph(styles.number, PaperText("Số: \(head.numberAndSymbol)"))]
        if paper.kind == .letter, !paper.abstract.isEmpty {
            numbers.append(Paragraph(styles.concerning, PaperText("V/v \(paper.abstract)")))
        }
        let day = Paragraph(styles.placeAndDay, PaperText("\(head.place), \(head.issued.words)"))
        let gap = Paragraph(styles.rule, .space(6))
        pieces.append(
            .columns(Columns(left: 0.39, rows: [(left, right), ([gap] + numbers, [gap, day])])))
        if paper.kind != .letter {
            add(styles.kind, PaperText(paper.kind.name.uppercased()))
            add(styles.abstract, PaperText(paper.abstract))
            pieces.append(.paragraph(rule(0.4 * min(TimesWidth.of(paper.abstract, size: style.textSize), 460))))
        }
        addAddressees(paper)
        if let decider = paper.decidingAuthority { add(styles.decider, PaperText(decider.uppercased())) }
        for (index, basis) in paper.bases.enumerated() {
            add(styles.basis, PaperText(basis).ending(in: index == paper.bases.count - 1 ? "." : ";"))
        }
        if paper.kind == .decision { add(styles.decider, "QUYẾT ĐỊNH:") }
    }

    private mutating func addAddressees(_ paper: OfficialPaper) {
        guard let first = paper.addressees.first else { return }
        if paper.addressees.count == 1 { return add(styles.addressee, PaperText("Kính gửi: \(first)")) }
        var open = styles.text
        (open.id, open.keepsNext) = (styles.text.id, true)
        add(open, "Kính gửi:")
        for (index, name) in paper.addressees.enumerated() {
            add(
                styles.text,
                PaperText("- \(name)").ending(in: index == paper.addressees.count - 1 ? "." : ";"))
        }
    }

    private mutating func addBody(_ blocks: [OfficialPaper.Block]) {
        for block in blocks {
            switch block {
            case .heading(let level, let number, let title): addHeading(level, number, title)
            case .article(let number, let text): add(styles.text, PaperText.bold("Điều \(number). ") + text)
            case .paragraph(let text): add(styles.text, text)
            case .item(let text, let mark): add(styles.text, PaperText("\(mark) ") + text)
            case .table(let table):
                pieces.append(.paragraph(Paragraph(styles.rule, .space(6))))
                pieces.append(.table(table))
            }
        }
    }

    private mutating func addHeading(_ level: OfficialPaper.Level, _ number: String, _ title: String) {
        switch level {
        case .part, .chapter:
            add(styles.part, PaperText("\(level == .part ? "Phần" : "Chương") \(number)"))
            add(styles.partTitle, PaperText(title.uppercased()))
        case .section:
            add(styles.section, PaperText("Mục \(number)"))
            add(styles.partTitle, PaperText(title.uppercased()))
        case .article: add(styles.article, PaperText("Điều \(number). \(title)"))
        case .roman: add(styles.roman, PaperText("\(number). \(title.uppercased())"))
        case .clause: add(styles.clause, PaperText("\(number). \(title)"))
        case .point: add(styles.text, PaperText("\(number)) \(title)"))
        }
    }

    private mutating func addFoot(_ paper: OfficialPaper) {
        var list: [Paragraph] = []
        if let recipients = paper.recipients, !recipients.lines.isEmpty {
            list.append(Paragraph(styles.recipientsHead, "Nơi nhận:"))
            list += recipients.lines.map { Paragraph(styles.recipient, PaperText($0)) }
        }
        let runsOn = list.count > Self.mostBeside
        var beside = runsOn ? [] : list
        if let code = paper.code.flatMap({ QRCode($0) }) {
            if !beside.isEmpty { beside.append(Paragraph(styles.rule, .space(6))) }
            beside.append(Paragraph(styles.recipient, .code(code)))
        }
        let signed = paper.signatures.map(signature)
        let gap = Paragraph(styles.rule, .space(12))
        // Two tables side by side would become one.
        if case .table? = pieces.last { pieces.append(.paragraph(Paragraph(styles.rule, .space(6)))) }
        switch signed.count {
        case 0:
            if !beside.isEmpty { pieces.append(.columns(Columns(left: 0.5, rows: [([gap] + beside, [])]))) }
        case 1: pieces.append(.columns(Columns(left: 0.48, rows: [([gap] + beside, [gap] + signed[0])])))
        default:
            var rows = stride(from: 0, to: signed.count, by: 2).map { pair in
                ([gap] + signed[pair], [gap] + (pair + 1 < signed.count ? signed[pair + 1] : []))
            }
            if !beside.isEmpty { rows.append(([gap] + beside, [])) }
            pieces.append(.columns(Columns(left: 0.5, rows: rows)))
        }
        if runsOn { pieces += list.map { .paragraph($0) } }
    }

    private func signature(_ signature: OfficialPaper.Signature) -> [Paragraph] {
        signature.lines.map { Paragraph(styles.post, PaperText($0)) }
            + [Paragraph(styles.post, .space(72)), Paragraph(styles.name, PaperText(signature.name ?? ""))]
    }

    private mutating func add(_ annex: OfficialPaper.Annex, with citation: String?) {
        pieces.append(.sheet(annex.orientation))
        // A list by itself is no annex of anything.
        if citation != nil || annex.number != nil {
            add(styles.annex, PaperText(annex.number.map { "Phụ lục \($0)" } ?? "Phụ lục"))
        }
        add(styles.annexTitle, PaperText(annex.title.uppercased()))
        let with = annex.issuedWith ?? citation.map { "Kèm theo \($0)" } ?? ""
        if !with.isEmpty { add(styles.issuedWith, PaperText("(\(with))")) }
        pieces.append(.paragraph(rule(0.4 * min(TimesWidth.of(annex.title.uppercased(), size: style.textSize), 400))))
        addBody(annex.body)
    }

    private func rule(_ length: Double) -> Paragraph { Paragraph(styles.rule, .rule(length)) }
}

extension OfficialPaper {
    /// The content with `./.` behind its last words. A table at its end is left as it is.
    static func closed(_ blocks: [Block]) -> [Block] {
        var blocks = blocks
        guard let last = blocks.popLast() else { return [] }
        switch last {
        case .paragraph(let text): blocks.append(.paragraph(text.ending(in: "./.")))
        case .item(let text, let mark): blocks.append(.item(text.ending(in: "./."), mark: mark))
        case .article(let number, let text): blocks.append(.article(number, text.ending(in: "./.")))
        case .heading, .table: blocks.append(last)
        }
        return blocks
    }
}

/// About how wide words in bold Times are, in points: for the rules below them, which may be a third to a half as long.
enum TimesWidth {
    /// “Độc lập - Tự do - Hạnh phúc”, whose rule is as long as itself: so many times the size of its letters.
    static let motto = 12.28

    static func of(_ text: String, size: Double) -> Double {
        let units = text.reduce(0) { $0 + ($1.isUppercase ? 700 : $1.isLetter || $1.isNumber ? 500 : 270) }
        return Double(units) / 1000 * size
    }
}
