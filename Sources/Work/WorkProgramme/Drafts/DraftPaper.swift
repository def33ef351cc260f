import Markup
import Vocabulary

/// The paper of a draft as blocks: passages of items marked with their number, tables as tables, the rest as running text.
struct DraftPaper {
    private let sheet: DraftSheet
    private let current: ID<DraftItem>?

    init(_ sheet: DraftSheet, current: ID<DraftItem>?) { (self.sheet, self.current) = (sheet, current) }

    var blocks: [SourceDocument.Block] {
        var blocks: [SourceDocument.Block] = []
        var table: (rows: [[String]], marks: [Int: SourceDocument.Mark]) = ([], [:])
        var passage: (words: String, mark: SourceDocument.Mark?) = ("", nil)
        func endTable() {
            if !table.rows.isEmpty { blocks.append(.table(table.rows, marks: table.marks)) }
            table = ([], [:])
        }
        func endPassage() {
            if !passage.words.isEmpty { blocks.append(Self.block(passage.words, passage.mark)) }
            passage = ("", nil)
        }
        let marks = self.marks
        var shown: Set<Int> = []
        for line in sheet.sheet.lines {
            let words = line.text.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).joined(separator: " ").trimmed
            var mark = marks[line.line]
            if let cells = line.cells ?? Self.cells(line.text) {
                endPassage()
                if let number = mark?.number, !shown.insert(number).inserted { mark = nil }
                if let mark { table.marks[table.rows.count] = mark }
                table.rows.append(cells)
                continue
            }
            endTable()
            if words.isEmpty {
                if !sheet.sheet.linesAreBroken || passage.mark == nil, !sheet.sheet.linesAreBroken { endPassage() }
                continue
            }
            let isSame = passage.mark?.number == mark?.number
            if !isSame || (mark == nil && (Self.begins(words) || !sheet.sheet.linesAreBroken)) { endPassage() }
            passage = (passage.words.isEmpty ? words : passage.words + " " + words, mark)
        }
        endPassage()
        endTable()
        return blocks
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

    /// The cells of a line of a tab table; nil for running text.
    private static func cells(_ text: String) -> [String]? {
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
        return cells.count >= 3 ? cells : nil
    }

    private static func block(_ words: String, _ mark: SourceDocument.Mark?) -> SourceDocument.Block {
        guard mark == nil else { return .paragraph(words, mark) }
        if words.count < 160, words.contains(where: \.isLetter), words == words.uppercased() {
            return .heading(words, level: 1)
        }
        return .paragraph(words, nil)
    }

    /// Whether a line of broken text begins something new: a list mark, a number, a heading in capitals.
    private static func begins(_ words: String) -> Bool {
        guard let first = words.first else { return false }
        if "-–+•*".contains(first) { return true }
        let head = words.prefix { !$0.isWhitespace }
        if let end = head.last, ".)/:".contains(end),
            head.dropLast().allSatisfy({ $0.isNumber || $0 == "." || $0.isLetter }), head.count <= 6
        {
            return true
        }
        return words.count > 4 && words.contains(where: \.isLetter) && words == words.uppercased()
    }
}
