import Markup
import Vocabulary

/// The paper of a draft as blocks: letterhead, headings, passages of items marked with their number, tables as tables,
/// the rest as running text.
struct DraftPaper {
    private let sheet: DraftSheet
    private let current: ID<DraftItem>?
    private let breaks: LineBreaks

    init(_ sheet: DraftSheet, current: ID<DraftItem>?) {
        (self.sheet, self.current) = (sheet, current)
        breaks = LineBreaks(sheet.sheet)
    }

    var blocks: [SourceDocument.Block] {
        var writer = BlockWriter()
        let marks = self.marks
        for line in sheet.sheet.lines {
            let words = Self.tidy(line.text)
            let mark = marks[line.line]
            if let cells = (line.cells ?? Self.cells(line.text))?.map(Self.tidy), cells.count > 1 {
                switch Self.place(of: cells) {
                case .letterhead: writer.letterhead(left: cells[0], right: cells[1])
                case .number: for words in cells { writer.words(words, nil, follows: false) }
                case .table: writer.row(cells, mark)
                }
            } else if words.isEmpty {
                if breaks.emptyLineEnds { writer.endPassage() }
            } else {
                let follows = writer.open.map { breaks.joins($0.words, lastLine: $0.lastLine, words) } ?? false
                writer.words(words, mark, follows: follows)
            }
        }
        return writer.finished()
    }

    /// The mark of each line that belongs to an item.
    private var marks: [Int: SourceDocument.Mark] {
        var marks: [Int: SourceDocument.Mark] = [:]
        for (index, item) in sheet.items.enumerated() where item.origin != .added {
            let isCare = sheet.findings(at: item).contains { $0.isWarning && $0.answer == .open }
            let tone: SourceDocument.Tone = item.id == current ? .current : isCare ? .care : .plain
            let last = min(item.lines.last, item.lines.first + 400)
            for line in item.lines.first...max(item.lines.first, last) where marks[line] == nil {
                marks[line] = SourceDocument.Mark(index + 1, tone)
            }
        }
        return marks
    }

    private static func tidy(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The cells of a line with tabs; nil for running text.
    private static func cells(_ text: String) -> [String]? {
        var cells = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
        while cells.last?.isEmpty == true { cells.removeLast() }
        return cells.count { !$0.isEmpty } > 1 ? cells : nil
    }

    private enum Place { case letterhead, number, table }

    private static func place(of cells: [String]) -> Place {
        guard cells.count == 2 else { return .table }
        let right = cells[1].folded
        if right.hasPrefix("cong hoa xa hoi") || right.hasPrefix("doc lap") { return .letterhead }
        return cells[0].folded.hasPrefix("so:") ? .number : .table
    }
}

/// Puts blocks together, line after line. Every number stands once.
private struct BlockWriter {
    private var blocks: [SourceDocument.Block] = []
    private var table: (rows: [[String]], marks: [Int: SourceDocument.Mark]) = ([], [:])
    private var head: (left: [String], right: [String]) = ([], [])
    private var shown: Set<Int> = []
    /// The passage that the next line may go on with.
    private(set) var open: (words: String, lastLine: Int, mark: SourceDocument.Mark?)?

    mutating func letterhead(left: String, right: String) {
        endPassage()
        endTable()
        head.left.append(left)
        head.right.append(right)
    }

    mutating func row(_ cells: [String], _ mark: SourceDocument.Mark?) {
        endPassage()
        endHead()
        if let mark { table.marks[table.rows.count] = once(mark) }
        table.rows.append(cells)
    }

    mutating func words(_ words: String, _ mark: SourceDocument.Mark?, follows: Bool) {
        endHead()
        endTable()
        if let open, follows, open.mark?.number == mark?.number {
            self.open = (open.words + " " + words, words.count, mark)
        } else {
            endPassage()
            open = (words, words.count, mark)
        }
    }

    mutating func endPassage() {
        guard let passage = open else { return }
        open = nil
        if let mark = passage.mark {
            blocks.append(.paragraph(passage.words, once(mark)))
        } else {
            let isHeading = passage.words.count < 160 && passage.words.isInCapitals
            blocks.append(isHeading ? .heading(passage.words, level: 1) : .paragraph(passage.words, nil))
        }
    }

    mutating func finished() -> [SourceDocument.Block] {
        endPassage()
        endTable()
        endHead()
        return blocks
    }

    private mutating func endTable() {
        if !table.rows.isEmpty { blocks.append(.table(table.rows, marks: table.marks)) }
        table = ([], [:])
    }

    private mutating func endHead() {
        if !head.left.isEmpty { blocks.append(.head(left: head.left, right: head.right)) }
        head = ([], [])
    }

    private mutating func once(_ mark: SourceDocument.Mark) -> SourceDocument.Mark {
        let isFirst = shown.insert(mark.number).inserted
        return SourceDocument.Mark(mark.number, mark.tone, isContinued: !isFirst)
    }
}

/// How a text broken into lines by its page is put together again: by the length of its lines, by what a line begins
/// and the one before ends with.
private struct LineBreaks {
    private let areOfThePage: Bool
    /// The length from which a line may have been broken by the page.
    private let full: Int
    /// False for texts with an empty line after each line.
    let emptyLineEnds: Bool

    init(_ sheet: PaperSheet) {
        areOfThePage = sheet.linesAreBroken
        let lengths = sheet.lines.map(\.text.count).filter { $0 > 0 }.sorted()
        full = lengths.isEmpty ? 0 : min(110, lengths[lengths.count * 4 / 5] * 4 / 5)
        let empty = sheet.lines.count - lengths.count
        emptyLineEnds = !areOfThePage || empty * 3 < lengths.count * 2
    }

    /// Whether `next` goes on with the passage before it, whose last line has that many characters.
    func joins(_ passage: String, lastLine: Int, _ next: String) -> Bool {
        guard areOfThePage, !Self.begins(next), passage.isInCapitals == next.isInCapitals, let last = passage.last
        else { return false }
        if next.first?.isLowercase == true { return true }
        return lastLine >= full && !".;:!?".contains(last)
    }

    /// Whether a line begins something new: a list mark, a number, a heading in capitals.
    private static func begins(_ words: String) -> Bool {
        guard let first = words.first else { return false }
        if "-–+•*".contains(first) { return true }
        let head = words.prefix { !$0.isWhitespace }
        guard let end = head.last, ".)/:".contains(end), head.count <= 6 else { return false }
        return head.dropLast().allSatisfy { $0.isNumber || $0 == "." || $0.isLetter }
    }
}

extension String {
    fileprivate var isInCapitals: Bool { count > 4 && contains(where: \.isLetter) && self == uppercased() }
}
