import Paper
import Vocabulary

/// Puts the lines of a page together into paragraphs, and rows of tabs into tables.
struct LineFlow {
    private let width: Int?
    private let joins: Bool
    private var elements: [Element] = []
    private var parts: [SourceLine] = []
    private var lastText = ""

    /// Paragraphs and tables of these sources; `left` are places that are no text of the plan.
    static func elements(_ sources: [Source], without left: Set<Int>, broken: Bool) -> [Element] {
        var flow = LineFlow(sources, broken: broken)
        var at = 0
        while at < sources.count {
            if left.contains(at) {
                at += 1
                continue
            }
            switch sources[at] {
            case .table(let table):
                flow.close()
                flow.elements.append(.table(table))
            case .line(let line) where line.isBlank: break
            case .line(let line):
                if let (table, next) = TabTable.read(sources, from: at, without: left) {
                    flow.close()
                    flow.elements.append(.table(table))
                    at = next
                    continue
                }
                flow.add(line)
            }
            at += 1
        }
        flow.close()
        return flow.elements
    }

    private init(_ sources: [Source], broken: Bool) {
        joins = broken
        var lengths: [Int] = []
        for case .line(let line) in sources where !line.isBlank && !line.raw.contains("\t") {
            lengths.append(line.text.unicodeScalars.count)
        }
        lengths.sort()
        let long = lengths.isEmpty ? 0 : lengths[min(lengths.count - 1, lengths.count * 95 / 100)]
        // Lines broken by the page mostly fill it; whole paragraphs do not.
        let full = lengths.count { $0 * 100 >= long * 85 }
        width = broken && (50...150).contains(long) && full * 4 >= lengths.count ? long : nil
    }

    private mutating func add(_ line: SourceLine) {
        if joins, let last = parts.last, Self.continues(lastText, line.text, width: width), last.column == line.column {
            parts.append(line)
            lastText = line.text
        } else {
            close()
            parts = [line]
            lastText = line.text
        }
    }

    private mutating func close() {
        guard let first = parts.first, let last = parts.last else { return }
        var text = first.text
        for part in parts.dropFirst() {
            // "TĐ-" / "KT" is one word, "kinh tế -" / "xã hội" are two.
            let torn = text.hasSuffix("-") && !text.hasSuffix(" -")
            text += torn ? part.text : " " + part.text
        }
        elements.append(.passage(Passage(text: text, lines: .init(first.line, last.line))))
        parts = []
    }

    private static let openers: [Needle] = [
        "nơi nhận", "căn cứ", "trên đây là", "(ban hành", "(kèm theo", "tm.", "kt.", "tl.", "tuq.", "kính gửi",
    ]

    private static let headings: [Needle] = [
        "thời gian", "địa điểm", "thành phần", "số lượng", "đối tượng", "kinh phí",
    ]

    /// Whether `next` goes on with the paragraph whose last line is `line`.
    static func continues(_ line: String, _ next: String, width: Int?) -> Bool {
        let wording = Wording(next.prefix(60))
        guard let end = line.unicodeScalars.last, !wording.isEmpty else { return false }
        let closed = ".!?;:…”".unicodeScalars.contains(end)
        let startsLow = wording.isLower(0)
        if let (mark, body) = ItemMark.read(wording) {
            guard case .bullet(let sign) = mark, sign == "-", body < wording.count, wording.isLower(body), !closed,
                end != ","
            else {
                return false
            }
            // A stroke inside a sentence ("giáo dục" / "- đào tạo"), where the line before is full.
            return width.map { isFull(line, next, $0, share: 0.8) } ?? false
        }
        if wording.starts(withAnyOf: openers), !startsLow || closed { return false }
        // "1. Thời gian" on a line of its own is a heading over its value.
        if !closed, line.utf8.count <= 60, !startsLow, let (_, body) = ItemMark.read(Wording(line)) {
            let heading = Wording(Wording(line).text(from: body) + ":")
            if headings.contains(where: { heading.has($0, at: 0) && heading.count <= $0.count + 12 }) { return false }
        }
        let lineWording = Wording(line.prefix(200))
        let (capitals, nextCapitals) = (Capitals.only(lineWording), Capitals.only(Wording(next.prefix(200))))
        if capitals != nextCapitals,
            capitals && !startsLow && !closed || nextCapitals && lineWording.count > 12 && !capitals && next.count > 12
        {
            return width.map { isFull(line, next, $0, share: 0.8) && !capitals } ?? false
        }
        if capitals, nextCapitals { return !closed && ItemMark.read(lineWording) != nil }
        if end == ":" {
            return (startsLow || wording.isDigit(0)) && (width.map { isFull(line, next, $0, share: 0.8) } ?? false)
        }
        if wording.lower[0] == "(", closed { return false }
        if closed {
            if end == ";" && startsLow || end == "”" && (startsLow || ",.;)".unicodeScalars.contains(wording.lower[0]))
            {
                return true
            }
            if end == ";" { return false }
            guard let width else { return startsLow }
            return startsLow || isFull(line, next, width, share: 1)
        }
        if startsLow || wording.isDigit(0) || !wording.isLetter(0) {
            if Label.read(Wording(next.prefix(80))) != nil, !startsLow { return false }
            return true
        }
        if Label.read(Wording(next.prefix(80))) != nil, end != "," {
            return width.map { isFull(line, next, $0, share: 0.9) } ?? false
        }
        if end == "," || end == "-" { return true }
        return width.map { isFull(line, next, $0, share: 0.8) } ?? false
    }

    /// The first word of the next line found no room on this one.
    private static func isFull(_ line: String, _ next: String, _ width: Int, share: Double) -> Bool {
        let word = next.unicodeScalars.prefix { $0 != " " }.count
        return Double(line.unicodeScalars.count + 1 + word) > Double(width) * share
    }
}
