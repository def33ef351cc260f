import Paper
import Vocabulary

/// The words of a paper in the shape the recognisers of slips read: passages of words, each word with its line.
///
/// Made once, in one pass; everything in it is linear in the text, and text beyond `limit` is not read at all.
struct PlanText {
    /// A syllable, a number or one mark of punctuation.
    struct Word: Equatable {
        var text: String
        /// Without case and marks: `thang`, `quy`.
        var key: String
        var line: Int
        /// No space stands in front of it.
        var isGlued: Bool

        var number: Int? { key.utf8.count <= 9 ? Int(key) : nil }
        var isWord: Bool { key.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 } ?? false }
    }

    /// The calendar by which deadlines are judged; weekends and the fixed holidays are known anyway.
    var workingDays = WorkingDays()

    /// One line as it stands in the file, without white space round it.
    struct Line: Equatable {
        var number: Int
        var text: String
        /// A space stands in front of it: where a page begins, in text made from PDF.
        var isIndented: Bool
        /// Empty lines in front of it.
        var gap: Int
        /// It is a row of cells, or lies in one.
        var isRow: Bool
    }

    /// A row of a table: real cells, or a line with tabs.
    struct Row: Equatable {
        var cells: [String]
        var line: Int
        /// From a table of the file, with borders and merged cells, not from tabs.
        var isFromTable: Bool
        /// A cell begun here reaches down into later rows.
        var hasTallCell: Bool
        /// Which table of the paper, from 0.
        var table: Int

        var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
    }

    /// A paragraph put together from its broken lines, or one cell.
    struct Passage: Equatable {
        var words: [Word]
        var mark: Mark?
        /// Words of the mark in front: `3.1.` has four.
        var markLength: Int
        /// Column of the cell; nil outside tables.
        var column: Int?
        var first: Int { words.first?.line ?? 0 }
        var last: Int { words.last?.line ?? 0 }
        var isCell: Bool { column != nil }
        /// The words after the mark.
        var body: ArraySlice<Word> { words[min(markLength, words.count)...] }
    }

    /// Where a word stands: number of the passage, number of the word in it.
    struct Place: Hashable {
        var passage: Int
        var word: Int
    }

    private(set) var lines: [Line] = []
    private(set) var rows: [Row] = []
    private(set) var passages: [Passage] = []
    /// The first line that was not read because the text is too long.
    private(set) var unreadFrom: Int?
    let linesAreBroken: Bool
    let format: PaperDocument.Format
    private var index: [String: [Place]] = [:]

    /// Bytes of text that are read: some 100 pages, far more than any plan has.
    static let limit = 400_000
    /// Lines and rows that are read.
    static let mostLines = 20_000
    /// Places of one phrase that are looked at.
    static let mostPlaces = 1_000

    init(_ paper: PaperDocument) {
        linesAreBroken = paper.linesAreBroken
        format = paper.format
        collect(paper)
        dropLoneRows()
        var builder = PassageBuilder(lines: lines, linesAreBroken: linesAreBroken)
        passages = builder.passages()
        passages += Self.cellPassages(rows)
        for (number, passage) in passages.enumerated() {
            for (at, word) in passage.words.enumerated() {
                index[word.key, default: []].append(Place(passage: number, word: at))
            }
        }
    }

    private mutating func collect(_ paper: PaperDocument) {
        var (left, gap, table) = (Self.limit, 0, 0)
        for block in paper.blocks {
            switch block {
            case .paragraph(let paragraph):
                var text = paragraph.text.trimmed
                guard !text.isEmpty else {
                    gap += 1
                    continue
                }
                guard left > 0, lines.count < Self.mostLines else {
                    unreadFrom = unreadFrom ?? paragraph.line
                    return
                }
                if text.utf8.count > left {
                    text = String(decoding: text.utf8.prefix(left), as: UTF8.self)
                    unreadFrom = paragraph.line
                }
                left -= text.utf8.count
                let cells = unreadFrom == nil ? Self.cells(ofTabbed: paragraph.text) : nil
                lines.append(
                    Line(
                        number: paragraph.line, text: text, isIndented: paragraph.text.first?.isWhitespace ?? false,
                        gap: gap,
                        isRow: cells != nil))
                if let cells {
                    rows.append(
                        Row(cells: cells, line: paragraph.line, isFromTable: false, hasTallCell: false, table: table))
                } else if gap > 3 {
                    table += 1
                }
                gap = 0
            case .table(let content):
                table += 1
                for row in content.rows {
                    let cells = row.cells.map { $0?.text.trimmed ?? "" }
                    let size = cells.reduce(0) { $0 + $1.utf8.count }
                    guard left >= size, lines.count < Self.mostLines else {
                        unreadFrom = row.line
                        return
                    }
                    left -= size
                    rows.append(
                        Row(
                            cells: cells, line: row.line, isFromTable: true,
                            hasTallCell: row.cells.contains { ($0?.rows ?? 1) > 1 }, table: table))
                    lines.append(
                        Line(
                            number: row.line, text: cells.joined(separator: " ").trimmed, isIndented: false, gap: 0,
                            isRow: true))
                }
                table += 1
                gap = 0
            }
        }
    }

    /// A line with wide gaps that stands alone is no table: `Quyết định số     ngày     tháng 01 năm 2026`. One with more
    /// cells is: the head and the only row of a quarter stand between headings of one cell.
    private mutating func dropLoneRows() {
        let tabbed = Set(rows.filter { row in !row.isFromTable && row.cells.count { !$0.isEmpty } <= 3 }.map(\.line))
        let alone = lines.indices.filter { at in
            tabbed.contains(lines[at].number) && !(at > 0 && lines[at - 1].isRow)
                && !(at + 1 < lines.count && lines[at + 1].isRow)
        }
        guard !alone.isEmpty else { return }
        let dropped = Set(alone.map { lines[$0].number })
        for at in alone { lines[at].isRow = false }
        rows.removeAll { dropped.contains($0.line) }
    }

    /// A line with two tabs or more is a row; one tab only sets two blocks of a header side by side.
    private static func cells(ofTabbed text: String) -> [String]? {
        guard text.utf8.filter({ $0 == 9 }).count >= 2 else { return nil }
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
        return cells.count <= 40 && cells.contains { !$0.isEmpty } ? cells : nil
    }

    /// The cells of each row; a row without an ordinal that goes on in the middle of a sentence belongs to the row above.
    private static func cellPassages(_ rows: [Row]) -> [Passage] {
        var result: [Passage] = []
        var open: [Int: Int] = [:]
        for (at, row) in rows.enumerated() {
            let goesOn = at > 0 && row.continues(rows[at - 1])
            if !goesOn { open = [:] }
            for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
                let words = WordScanner.words(of: cell, line: row.line)
                guard !words.isEmpty else { continue }
                if goesOn, let number = open[column] {
                    result[number].words += words
                } else {
                    open[column] = result.count
                    let (mark, length) = Mark.read(words)
                    result.append(Passage(words: words, mark: mark, markLength: length, column: column))
                }
            }
        }
        return result
    }

    // MARK: - Finding words

    /// Places where these words stand one after the other; written without marks: `hoi nghi tong ket`, `ngay # thang #`,
    /// where `#` is any number.
    func places(of phrase: String) -> [Place] {
        let keys = phrase.split(separator: " ").map(String.init)
        guard let start = keys.firstIndex(where: { $0 != "#" }) else { return [] }
        var result: [Place] = []
        for place in index[keys[start]] ?? [] where result.count < Self.mostPlaces {
            let first = place.word - start
            if first >= 0, passages[place.passage].words.stand(keys, at: first) {
                result.append(Place(passage: place.passage, word: first))
            }
        }
        return result
    }

    func has(_ phrase: String) -> Bool { !places(of: phrase).isEmpty }

    /// Where the first six words of `written` stand, from this line on.
    func place(of written: String, from first: Int = 0) -> Place? {
        let keys = WordScanner.words(of: String(written.prefix(120)), line: 0).prefix(6).map(\.key)
        guard let start = keys.first else { return nil }
        return places(ofKey: start).first { place in
            line(place) >= first && passages[place.passage].words.stand(keys, at: place.word)
        }
    }

    func passage(beginningWith written: String, from first: Int = 0) -> Passage? {
        place(of: written, from: first).map { passages[$0.passage] }
    }

    func words(_ place: Place) -> ArraySlice<Word> { passages[place.passage].words[place.word...] }

    func line(_ place: Place) -> Int { passages[place.passage].words[place.word].line }

    /// All words with this key.
    func places(ofKey key: String) -> ArraySlice<Place> { (index[key] ?? []).prefix(Self.mostPlaces) }
}

extension PlanText.Row {
    /// The page broke the row above in two: no ordinal, and the text goes on in the middle of a sentence.
    func continues(_ above: PlanText.Row) -> Bool {
        guard !isFromTable || above.table == table, line - above.line <= 3, cells.count > 1,
            cells.first?.isEmpty ?? false,
            let column = cells.firstIndex(where: { !$0.isEmpty }), above.cells.indices.contains(column),
            let first = cells[column].first(where: { !$0.isWhitespace }), first.isLowercase
        else { return false }
        return !above.cells[column].isEmpty && !(above.cells[column].last.map { ".;:!?".contains($0) } ?? true)
    }
}

extension Collection where Element == PlanText.Word, Index == Int {
    /// These keys stand here, `#` for any number.
    func stand(_ keys: [String], at start: Int) -> Bool {
        guard start >= startIndex, start + keys.count <= endIndex else { return false }
        for (offset, key) in keys.enumerated() {
            let word = self[start + offset]
            guard key == "#" ? word.number != nil : word.key == key else { return false }
        }
        return true
    }

    func firstPlace(of phrase: String) -> Int? {
        let keys = phrase.split(separator: " ").map(String.init)
        guard keys.count <= count else { return nil }
        return (startIndex...(endIndex - keys.count)).first { stand(keys, at: $0) }
    }

    func has(_ phrase: String) -> Bool { firstPlace(of: phrase) != nil }

    /// One of the phrases stands in it.
    func hasAny(_ phrases: [String]) -> Bool { phrases.contains { has($0) } }

    /// The words as they were written.
    var written: String {
        var text = ""
        for (at, word) in enumerated() { text += (at == 0 || word.isGlued ? "" : " ") + word.text }
        return text
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let blank: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 || $0.value == 0xA0 || $0.value == 0xFEFF }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !blank($0) }), let last = scalars.lastIndex(where: { !blank($0) })
        else { return "" }
        return String(self[first...last])
    }
}
