/// Bars with their figures at the end: names wrap, figures stand as text, so it reads and prints without the picture.
public struct Bars: Part, Sendable {
    public struct Bar: Equatable, Sendable {
        public let name: String
        /// The part that counts most: gold for honours, ink for work.
        public let strong: Int
        public let rest: Int
        /// What stands at the end; the sum where nil.
        public let figure: String?

        public init(_ name: String, _ strong: Int, rest: Int = 0, figure: String? = nil) {
            (self.name, self.strong, self.rest, self.figure) = (name, max(0, strong), max(0, rest), figure)
        }
    }

    public enum Ink: String, Sendable { case honours = "ch-gold", work = "ch-done" }

    public let caption: String
    public let bars: [Bar]
    public let ink: Ink
    /// A red line that must be reached, in the unit of the bars.
    public let threshold: Int?
    public let key: HTML

    /// - Parameter key: what strong, rest and threshold mean; `Bars.key(…)`.
    public init(_ caption: String, _ bars: [Bar], ink: Ink = .work, threshold: Int? = nil, key: HTML = .empty) {
        (self.caption, self.bars, self.ink, self.threshold, self.key) = (caption, bars, ink, threshold, key)
    }

    public var html: HTML {
        let most = max(1, bars.map { $0.strong + $0.rest }.max() ?? 1, threshold ?? 1)
        return """
            <table class="bars"><caption class="hide">\(caption)</caption><tbody>
            \(bars.map { line($0, most: most) })</tbody></table>
            \(key)
            """
    }

    private func line(_ bar: Bar, most: Int) -> HTML {
        let strong = bar.strong * 160 / most
        let rest = (bar.strong + bar.rest) * 160 / most - strong
        let restClass: HTML = ink == .honours ? "ch-pale" : "ch-hollow"
        return """
            <tr><th scope="row">\(bar.name)</th><td><svg width="160" height="16" viewBox="0 0 160 16" aria-hidden="true">\
            \(if: strong > 0, "<rect class=\"\(ink.rawValue)\" y=\"2\" width=\"\(strong)\" height=\"12\"/>")\
            \(if: rest > 1, "<rect class=\"\(restClass)\" x=\"\(strong)\" y=\"2.6\" width=\"\(rest)\" height=\"10.8\"/>")\
            \(threshold.map { "<path class=\"ch-mark\" d=\"M\(max(1, $0 * 160 / most - 1)) 0v16\"/>" })\
            </svg></td><td class="num">\(bar.figure ?? (bar.strong + bar.rest).dotted)</td></tr>

            """
    }

    /// Words under the chart: `lao động trực tiếp`, `lãnh đạo, tập thể`.
    public static func key(_ ink: Ink, strong: String, rest: String? = nil) -> HTML {
        let restClass: HTML = ink == .honours ? "ch-pale" : "ch-hollow"
        return """
            <p class="key"><span><svg width="11" height="11" aria-hidden="true"><rect class="\(ink.rawValue)" width="11" height="11"/></svg>\
            \(strong)</span>\(rest.map { word in
                """
                <span><svg width="12" height="12" aria-hidden="true"><rect class="\(restClass)" x=".6" y=".6" width="10.8" height="10.8"/></svg>\
                \(word)</span>
                """
            })</p>

            """
    }
}

/// Tasks by month of a year, stacked as in `Squares`: 12 columns that fit a phone.
public struct YearChart: Part, Sendable {
    public let label: String
    /// Twelve, January first; the perRow and labels of the squares are not used.
    public let months: [Squares]

    public init(_ label: String, months: [Squares]) { (self.label, self.months) = (label, Array(months.prefix(12))) }

    public var html: HTML {
        let most = max(1, months.map(\.total).max() ?? 1)
        // Squares of 13 while they fit in 9 rows; beyond, every square stands for several tasks.
        let each = max(1, (most + 8) / 9)
        let rows = max(1, months.map { $0.marks(each: each).count }.max() ?? 1)
        let base = rows * 17
        return """
            <svg width="312" height="\(base + 40)" viewBox="0 0 312 \(base + 40)" role="img" aria-label="\(label): \
            \(months.enumerated().map { "tháng \($0 + 1) \($1.sentence)" }.joined(separator: "; "))">\
            \(months.enumerated().map { column($0, $1, each: each, base: base) })\
            <path class="ch-axis" d="M0 \(base).5h308"/></svg>
            """
    }

    private func column(_ index: Int, _ squares: Squares, each: Int, base: Int) -> HTML {
        let marks = squares.marks(each: each)
        return """
            \(marks.enumerated().map { row, mark in Squares.square(mark, index * 26 + 5, base - 15 - row * 17) })\
            <text class="soft" x="\(index * 26 + 11)" y="\(base + 18)" text-anchor="middle">\(index + 1)</text>\
            \(if: index % 3 == 0, "<text x=\"\(index * 26 + 37)\" y=\"\(base + 36)\" text-anchor=\"middle\">Quý \((index / 3 + 1).roman)</text>")
            """
    }
}

/// Two scores on one line: full dot agreed, ring claimed; the gap is the message.
public struct ScoreDots: Part, Sendable {
    public struct Score: Equatable, Sendable {
        public let name: String
        public let claimed: Double
        public let agreed: Double?

        public init(_ name: String, claimed: Double, agreed: Double?) {
            (self.name, self.claimed, self.agreed) = (name, claimed, agreed)
        }
    }

    public let caption: String
    public let scores: [Score]
    public let low: Double
    public let high: Double

    public init(_ caption: String, _ scores: [Score], from low: Double, to high: Double) {
        (self.caption, self.scores, self.low, self.high) = (caption, scores, low, max(high, low + 1))
    }

    public var html: HTML {
        """
        <table class="bars"><caption class="hide">\(caption), thang \(low.comma()) đến \(high.comma())</caption><tbody>
        \(scores.map { score in
            """
            <tr><th scope="row">\(score.name)</th><td><svg width="200" height="16" viewBox="0 0 200 16" aria-hidden="true">\
            <path class="ch-line" d="M5 8h190"/><circle class="ch-box" cx="\(place(score.claimed))" cy="8" r="4"/>\
            \(score.agreed.map { "<circle class=\"ch-done\" cx=\"\(place($0))\" cy=\"8\" r=\"4.5\"/>" })</svg></td>\
            <td class="num"><b>\(score.agreed.map { $0.fixed(1) } ?? "–")</b><span class="hide"> thống nhất, \
            tự chấm \(score.claimed.fixed(1))</span></td></tr>

            """
        })</tbody></table>
        <p class="key">Chấm đậm: điểm thống nhất; vòng tròn: điểm tự chấm.</p>

        """
    }

    private func place(_ value: Double) -> Int {
        let share = (min(max(value, low), high) - low) / (high - low)
        return 5 + Int((share * 190).rounded())
    }
}
