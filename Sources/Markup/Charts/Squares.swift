/// How the tasks of a list stand: one square one task, or several where there are too many to count by eye.
public struct Squares: Part, Equatable, Sendable {
    public enum Mark: Equatable, Sendable, CaseIterable { case done, doing, late, todo }

    /// The squares drawn.
    public let marks: [Mark]
    public let label: String
    public let perRow: Int
    /// How many tasks one square stands for.
    public let each: Int
    private let counts: [Mark: Int]

    /// Beyond so many tasks a square stands for several.
    public static let most = 60

    /// Sorted: done, in hand, late, to come. `label` begins what a screen reader says (`Quý IV`).
    public init(_ label: String, done: Int = 0, doing: Int = 0, late: Int = 0, todo: Int = 0, perRow: Int = 12) {
        let counts: [Mark: Int] = [
            .done: max(0, done), .doing: max(0, doing), .late: max(0, late), .todo: max(0, todo),
        ]
        let each = Self.each(counts.values.reduce(0, +))
        marks = Self.marks(counts, each: each)
        self.counts = counts
        self.each = each
        self.label = label
        self.perRow = max(1, perRow)
    }

    /// Rounded up, so that one late task still shows.
    private static func marks(_ counts: [Mark: Int], each: Int) -> [Mark] {
        [Mark.done, .doing, .late, .todo].flatMap { mark in
            Array(repeating: mark, count: ((counts[mark] ?? 0) + each - 1) / each)
        }
    }

    /// The same with another number of tasks for each square.
    func marks(each: Int) -> [Mark] { Self.marks(counts, each: each) }

    /// 1, 2, 5, 10, 20, 50 … tasks a square.
    private static func each(_ total: Int) -> Int {
        var each = 1
        for step in sequence(first: 1, next: { $0 * 10 }) {
            for factor in [1, 2, 5] {
                each = step * factor
                if total <= each * most { return each }
            }
        }
        return each
    }

    public var total: Int { counts.values.reduce(0, +) }
    public func count(_ mark: Mark) -> Int { counts[mark] ?? 0 }

    /// `12 việc: 4 xong, 5 đang làm, 2 quá hạn, 1 chưa đến kỳ`
    public var sentence: String {
        guard total > 0 else { return "không có việc nào" }
        if count(.done) == total { return "\(total.dotted) việc, xong cả" }
        let parts = [
            (count(.done), "xong"), (count(.doing), "đang làm"), (count(.late), "quá hạn"),
            (count(.todo), "chưa đến kỳ"),
        ]
        return "\(total.dotted) việc: "
            + parts.filter { $0.0 > 0 }.map { "\($0.0.dotted) \($0.1)" }.joined(separator: ", ")
    }

    public var html: HTML {
        // Always as wide as a full row, so that lists of different length keep one scale where they shrink.
        let rows = max(1, (marks.count + perRow - 1) / perRow)
        let (width, height) = (perRow * 17 - 4, rows * 17 - 4)
        return """
            <svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" \
            aria-label="\(label): \(sentence)">\(marks.enumerated().map { index, mark in
                Self.square(mark, index % perRow * 17, index / perRow * 17)
            })</svg>
            """
    }

    static func square(_ mark: Mark, _ x: Int, _ y: Int) -> HTML {
        switch mark {
        case .done: "<path class=\"ch-done\" d=\"M\(x) \(y)h13v13h-13z\"/>"
        case .doing: "\(outline(x, y))<path class=\"ch-doing\" d=\"M\(x) \(y + 13)v-13l13 13z\"/>"
        case .late:
            "<path class=\"ch-late\" d=\"M\(x) \(y)h13v13h-13z\"/><path class=\"ch-cut\" d=\"M\(x + 3) \(y + 10)l7-7\"/>"
        case .todo: outline(x, y)
        }
    }

    private static func outline(_ x: Int, _ y: Int) -> HTML {
        "<rect class=\"ch-box\" x=\"\(x).6\" y=\"\(y).6\" width=\"11.8\" height=\"11.8\"/>"
    }

    /// What the squares mean, in words.
    public static var key: HTML { key(each: 1) }

    public static func key(each: Int) -> HTML {
        let words: [(Mark, String)] = [
            (.done, "xong"), (.doing, "đang làm"), (.late, "quá hạn"), (.todo, "chưa đến kỳ"),
        ]
        return """
            <p class="key">\(words.map { mark, word in
                """
                <span><svg width="11" height="11" viewBox="0 0 13 13" aria-hidden="true">\(square(mark, 0, 0))</svg>\(word)</span>
                """
            })<span>một ô là \(each == 1 ? "một" : each.dotted) việc</span></p>

            """
    }
}

/// The year in four columns: squares, the three tasks that matter most, the rest behind a link.
public struct QuarterBoard: Part, Sendable {
    public struct Line: Equatable, Sendable {
        public let day: String
        public let words: String
        public let to: String
        public let isLate: Bool

        public init(_ day: String, _ words: String, _ to: String, isLate: Bool = false) {
            (self.day, self.words, self.to, self.isLate) = (day, words, to, isLate)
        }
    }

    public struct Quarter: Equatable, Sendable {
        public let number: Int
        public let isNow: Bool
        public let squares: Squares
        /// Late ones first; three are shown.
        public let lines: [Line]
        public let all: Link?

        public init(_ number: Int, isNow: Bool = false, squares: Squares, lines: [Line], all: Link? = nil) {
            (self.number, self.isNow, self.squares, self.lines, self.all) = (number, isNow, squares, lines, all)
        }
    }

    public let quarters: [Quarter]

    public init(_ quarters: [Quarter]) { self.quarters = quarters }

    public var html: HTML {
        """
        <div class="board screen">
        \(quarters.map { quarter in
            """
            <section\(if: quarter.isNow, " class=\"now\"")><h2>Quý \(quarter.number.roman)\(if: quarter.isNow, ", đang chạy") \
            <span class="n">\(outOf(quarter.squares.count(.done), quarter.squares.total)) xong</span></h2>\
            \(quarter.squares)\(quarter.squares.each > 1 ? "<p class=\"key\">một ô là \(quarter.squares.each.dotted) việc</p>" : "")<ul>\(quarter.lines.prefix(3).map(line))</ul>\
            \(quarter.all.map { "<p class=\"key\">\($0)</p>" })</section>

            """
        })</div>

        """
    }

    private func line(_ line: Line) -> HTML {
        """
        <li\(if: line.isLate, " class=\"late\"")><time>\(line.day)</time><a href="\(url: line.to)">\(line.words)</a></li>
        """
    }
}
