import Vocabulary

/// One printed line: what stands side by side at one height.
struct PdfRow {
    var segments: [PdfSegment]
    var box: PdfBox

    init(_ segments: [PdfSegment]) {
        self.segments = segments.sorted { $0.box.x0 < $1.box.x0 }
        box = segments.dropFirst().reduce(segments.first?.box ?? PdfBox(x0: 0, y0: 0, x1: 0, y1: 0)) {
            $0.joined($1.box)
        }
    }

    /// Segments with a tab between them; a list mark and its text are one.
    var text: String {
        var text = ""
        for segment in segments {
            if !text.isEmpty { text += ListMark.isAlone(text) ? " " : "\t" }
            text += segment.text
        }
        return text
    }

    var words: [PdfWord] { segments.flatMap(\.words) }

    /// Rows out of segments, from the top: two segments are one row where they overlap in height by half.
    static func rows(_ segments: [PdfSegment]) -> [PdfRow] {
        var groups: [(segments: [PdfSegment], y0: Double, y1: Double)] = []
        for segment in segments.sorted(by: { $0.box.centre < $1.box.centre }) {
            let box = segment.box
            if let last = groups.last {
                let shared = min(last.y1, box.y1) - max(last.y0, box.y0)
                let overlaps = last.segments.contains { $0.box.x0 < box.x1 - 1 && box.x0 < $0.box.x1 - 1 }
                if shared >= 0.5 * min(last.y1 - last.y0, box.height), !overlaps {
                    groups[groups.count - 1].segments.append(segment)
                    continue
                }
            }
            groups.append(([segment], box.y0, box.y1))
        }
        return groups.map { PdfRow($0.segments) }
    }

    /// Segments cut where a gap is far wider than a space.
    static func cut(_ segment: PdfSegment, _ spacing: PdfSpacing?) -> [PdfSegment] {
        var result: [[PdfWord]] = []
        for word in segment.words {
            let height = max(word.box.height, result.last?.last?.box.height ?? 0)
            if let last = result.last?.last, word.box.x0 - last.box.x1 <= 1.6 * height,
                spacing?.isTab((word.box.x0 - last.box.x1) / height) != true
            {
                result[result.count - 1].append(word)
            } else {
                result.append([word])
            }
        }
        return result.map { PdfSegment($0) }
    }

    /// Without the small raised digits that call a footnote.
    static func withoutCalls(_ segment: PdfSegment) -> PdfSegment {
        let heights = segment.words.map(\.box.height).sorted()
        let usual = heights[heights.count / 2]
        var words: [PdfWord] = []
        for word in segment.words {
            if let last = words.last, word.box.height < 0.75 * usual, word.text.allSatisfy(\.isNumber),
                word.box.centre <= last.box.centre
            {
                // What follows the call follows the word before it.
                words[words.count - 1].box.x1 = max(last.box.x1, word.box.x1)
            } else {
                words.append(word)
            }
        }
        return words.count == segment.words.count ? segment : PdfSegment(words)
    }
}

enum ListMark {
    /// `1.`, `2.3.`, `a)`, `IV.`, `-` with nothing after it.
    static func isAlone(_ text: String) -> Bool {
        let text = text.trimmed
        if ["-", "–", "+", "*", "•"].contains(text) { return true }
        guard text.count <= 8, let last = text.last, last == "." || last == ")" else { return false }
        let body = text.dropLast()
        return body.allSatisfy { $0.isNumber || $0 == "." } || body.allSatisfy { "IVXivx".contains($0) }
            || body.count == 1
    }
}

/// How the lines of a paper are set: margins, indent, distance. Tells where a paragraph ends.
struct PdfMeasure {
    var left = 0.0
    var right = 0.0
    /// Distance of two lines of one paragraph, as a part of the height of the line.
    var pitch = 1.0
    /// Empty lines between all lines, as texts have that were cut out of a page: only the distance tells anything then.
    var isSpaced = false

    init(_ pages: [[PdfRow]]) {
        let wide = pages.flatMap { $0 }.filter { $0.segments.count == 1 && $0.box.x1 - $0.box.x0 > 250 }
        left = Self.common(wide.map(\.box.x0), least: 0.15, from: <) ?? pages.flatMap { $0 }.map(\.box.x0).min() ?? 0
        right = Self.common(wide.map(\.box.x1), least: 0.15, from: >) ?? pages.flatMap { $0 }.map(\.box.x1).max() ?? 0
        let steps = pages.flatMap { rows in
            zip(rows, rows.dropFirst()).map { ($1.box.y1 - $0.box.y1) / max($0.box.height, $1.box.height, 1) }
        }
        isSpaced = steps.count { 1.6...3 ~= $0 } > steps.count { $0 < 1.5 }
        let usual = Self.common(steps.filter { 0.6...2.2 ~= $0 }.map { $0 * 50 }, least: 0.15, from: <).map { $0 / 50 }
        pitch = isSpaced ? 1.1 : usual ?? 1.1
    }

    /// The first value in an order that is common enough, values within 2 of each other taken as one.
    private static func common(_ values: [Double], least share: Double, from order: (Double, Double) -> Bool) -> Double?
    {
        let counts = Dictionary(grouping: values) { ($0 / 2).rounded() }
        let enough = max(1, Int(share * Double(values.count)))
        let first = counts.filter { $0.value.count >= enough }.keys.sorted(by: order).first
        return first.flatMap { counts[$0] }.map { $0.reduce(0, +) / Double($0.count) }
    }

    func isCentred(_ box: PdfBox) -> Bool { abs(box.middle - (left + right) / 2) < 5 && box.x0 > left + 15 }

    private func isFull(_ box: PdfBox) -> Bool { abs(box.middle - (left + right) / 2) < 5 }

    func isIndented(_ box: PdfBox) -> Bool { 12...80 ~= box.x0 - left && !isCentred(box) }

    /// Whether a paragraph ends between two lines that follow each other.
    func breaks(_ before: PdfRow, _ after: PdfRow, samePage: Bool) -> Bool {
        if samePage {
            let step = (after.box.y1 - before.box.y1) / max(before.box.height, after.box.height, 1)
            if step > pitch * 1.15 + 0.02 { return true }
        }
        // Across pages the distance tells nothing; lines with an empty line between them are what such a text mostly has.
        if isSpaced { return !samePage }
        if isCentred(after.box) { return !(isCentred(before.box) || isFull(before.box)) }
        if isCentred(before.box) { return true }
        let startsAtLeft = abs(before.box.x0 - left) < 4 || isIndented(before.box)
        if startsAtLeft, isIndented(after.box), abs(after.box.x0 - before.box.x0) < 4 || before.box.x0 < after.box.x0 {
            // A hanging item has all its further lines indented alike.
            if abs(after.box.x0 - before.box.x0) >= 4 || fits(before, after) { return true }
        }
        return startsAtLeft && fits(before, after)
    }

    /// The first word of a line would have had room on the line before it.
    private func fits(_ before: PdfRow, _ after: PdfRow) -> Bool {
        guard let word = after.words.first else { return false }
        return before.box.x1 + 0.25 * before.box.height + (word.box.x1 - word.box.x0) < right - 6
    }
}
