import Glibc

/// Writes papers as PDF files: the same pieces as the DOCX, set with the metrics of Times and embedded fonts. Finished pages leave
/// memory, and so does each row of a table.
public enum PdfWriting {
    /// Writes the file at `path`, over an older one. Throws what the table's rows throw, or a `PaperFault`; then there is no file.
    public static func write(_ paper: OfficialPaper, to path: String) throws { try write(PaperFlow(paper), to: path) }

    /// An annex by itself: a list in the annex layout.
    public static func write(_ annex: OfficialPaper.Annex, style: PaperStyle = PaperStyle(), to path: String) throws {
        try write(PaperFlow(annex, style: style), to: path)
    }

    private static func write(_ flow: PaperFlow, to path: String) throws {
        let draft = "\(path).part"
        defer { unlink(draft) }
        let canvas = try PdfCanvas(to: draft, title: flow.title, created: flow.created)
        try PdfPages(flow, canvas).set()
        guard rename(draft, path) == 0 else { throw PaperFault.notWritten(Int(errno)) }
    }
}

/// The pages of a paper as they fill.
final class PdfPages {
    private let flow: PaperFlow
    let canvas: PdfCanvas
    private let text: LaidText
    private let number: LaidText
    private var orientation = OfficialPaper.Orientation.portrait
    /// Within the sheet, from 1.
    private var page = 0
    /// Where the next thing stands, in points from the top.
    var y = 0.0
    private(set) var top = 0.0
    private(set) var bottom = 0.0
    private(set) var left = 0.0
    private(set) var right = 0.0

    var width: Double { right - left }
    var isAtTop: Bool { y <= top + 0.01 }
    func fits(_ height: Double) -> Bool { y + height <= bottom + 0.01 }

    init(_ flow: PaperFlow, _ canvas: PdfCanvas) {
        (self.flow, self.canvas) = (flow, canvas)
        (text, number) = (canvas.typesetter(), canvas.typesetter())
    }

    func set() throws {
        for (index, piece) in flow.pieces.enumerated() {
            switch piece {
            case .sheet(let next):
                (orientation, page) = (next, 0)
                newPage()
            case .paragraph(let one): paragraph(one, at: index)
            case .columns(let columns): self.columns(columns)
            case .table(let table): try PdfTableSetting(table, flow.styles, on: self).set()
            }
        }
        try canvas.finish()
    }

    func newPage() {
        let (a4, margins, scale) = (PaperStyle.a4, flow.style.margins, PaperStyle.pointsPerMillimetre)
        let (width, height) = orientation == .portrait ? (a4.width, a4.height) : (a4.height, a4.width)
        canvas.beginPage(width: width, height: height)
        page += 1
        (top, bottom) = (margins.top * scale, height - margins.bottom * scale)
        (left, right) = (margins.left * scale, width - margins.right * scale)
        y = top
        guard page > 1 else { return }
        let style = flow.styles.pageNumber
        number.set(PaperText("\(page)"), style, .centre, width: self.width, on: canvas)
        number.draw(1, x: left, y: PaperStyle.numberFromTop * scale, height: style.lineHeight, on: canvas)
    }

    // MARK: Paragraphs

    private func paragraph(_ one: PaperFlow.Paragraph, at index: Int) {
        let before = isAtTop ? 0 : one.style.before
        guard case .text(let words) = one.content else {
            let height = self.height(one, width: width)
            if !fits(height) { newPage() }
            draw(one, x: left, width: width)
            return
        }
        let height = one.style.lineHeight
        text.set(words, one.style, one.style.alignment, width: width, on: canvas)
        let lines = max(1, text.lines)
        let tail = room(after: index)
        if !fits(before + Double(lines) * height + tail), !isAtTop {
            let room = Int((bottom - y - before) / height)
            let isHeading = one.style.keepsNext
            // Two lines at least stay before the break, two at least come after it; before the signature too.
            let first = isHeading ? 0 : min(room, lines - 2)
            if first < 2 {
                if !isHeading || !isAtTop { newPage() }
            } else {
                mark(one, words, y: y + before)
                text.draw(first, x: left, y: y + before, height: height, on: canvas)
                newPage()
            }
        } else if !isAtTop {
            y += before
        }
        if text.drawn == 0 { mark(one, words, y: y) }
        while text.left > 0 {
            var count = min(text.left, max(1, Int((bottom - y + 0.01) / height)))
            if text.left - count == 1, count > 2 { count -= 1 }
            text.draw(count, x: left, y: y, height: height, on: canvas)
            y += Double(count) * height
            if text.left > 0 { newPage() }
        }
        if text.lines == 0 { y += height }
        y += one.style.after
    }

    private func mark(_ one: PaperFlow.Paragraph, _ words: PaperText, y: Double) {
        guard let level = one.style.outline else { return }
        canvas.mark(words.plain, level: level, y: y)
    }

    /// What must have room below a piece: the beginning of what follows a heading, the foot after the last words.
    private func room(after index: Int) -> Double {
        guard case .paragraph(let one) = flow.pieces[index], index + 1 < flow.pieces.count else { return 0 }
        switch flow.pieces[index + 1] {
        case .columns(let columns):
            let height = columns.rows.reduce(0) { $0 + self.height($1, columns.left) }
            return height < (bottom - top) / 2 ? height : 0
        case .paragraph(let next) where one.style.keepsNext:
            guard case .text = next.content else { return room(after: index + 1) + height(next, width: width) }
            let below = next.style.keepsNext ? room(after: index + 1) : next.style.lineHeight
            return next.style.before + next.style.lineHeight + below
        case .table: return 5 * flow.styles.tableText.lineHeight
        default: return 0
        }
    }

    // MARK: Side by side

    private func columns(_ columns: PaperFlow.Columns) {
        let height = columns.rows.reduce(0) { $0 + self.height($1, columns.left) }
        // More than a page can only stand one below the other.
        if height > bottom - top {
            for row in columns.rows { for one in row.left + row.right { place(one) } }
            return
        }
        if !fits(height) { newPage() }
        for row in columns.rows {
            let start = y
            let cut = width * columns.left
            for one in row.left { draw(one, x: left, width: cut) }
            y = start
            for one in row.right { draw(one, x: left + cut, width: width - cut) }
            y = start + self.height(row, columns.left)
        }
    }

    private func place(_ one: PaperFlow.Paragraph) {
        guard case .text(let words) = one.content else {
            if !fits(height(one, width: width)) { newPage() }
            return draw(one, x: left, width: width)
        }
        text.set(words, one.style, one.style.alignment, width: width, on: canvas)
        repeat {
            if !fits(one.style.lineHeight) { newPage() }
            text.draw(1, x: left, y: y, height: one.style.lineHeight, on: canvas)
            y += one.style.lineHeight
        } while text.left > 0
    }

    private func height(_ row: (left: [PaperFlow.Paragraph], right: [PaperFlow.Paragraph]), _ left: Double) -> Double {
        func sum(_ paragraphs: [PaperFlow.Paragraph], _ width: Double) -> Double {
            paragraphs.reduce(0) { $0 + height($1, width: width) }
        }
        return max(sum(row.left, width * left), sum(row.right, width * (1 - left)))
    }

    private static let codeSide = 22 * PaperStyle.pointsPerMillimetre
    private static let ruleHeight = 7.0

    private func height(_ one: PaperFlow.Paragraph, width: Double) -> Double {
        switch one.content {
        case .text(let words):
            number.set(words, one.style, one.style.alignment, width: width, on: canvas)
            return one.style.before + Double(max(1, number.lines)) * one.style.lineHeight + one.style.after
        case .rule: return Self.ruleHeight
        case .space(let points): return points
        case .code: return Self.codeSide
        }
    }

    /// Draws a paragraph that has room, and moves on below it.
    private func draw(_ one: PaperFlow.Paragraph, x: Double, width: Double) {
        switch one.content {
        case .text(let words):
            number.set(words, one.style, one.style.alignment, width: width, on: canvas)
            let count = max(1, number.lines)
            number.draw(count, x: x, y: y + one.style.before, height: one.style.lineHeight, on: canvas)
            y += one.style.before + Double(count) * one.style.lineHeight + one.style.after
        case .rule(let length):
            let start = x + (width - min(length, width)) / 2
            canvas.stroke([(start, y + 4, start + min(length, width), y + 4)], width: 0.75)
            y += Self.ruleHeight
        case .space(let points): y += points
        case .code(let code):
            canvas.draw(code, x: x, y: y, side: Self.codeSide)
            y += Self.codeSide
        }
    }
}
