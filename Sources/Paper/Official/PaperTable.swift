import Vocabulary

/// Bảng: one table for DOCX, PDF and XLSX. Its rows are asked for while the file is being written, so that a table of many
/// thousand rows never stands in memory.
public struct PaperTable {
    public struct Column: Equatable, Sendable {
        public let title: String
        /// In characters; the papers share their width out in this proportion.
        public let width: Double
        public let alignment: Alignment
        /// Letters of the longest word that must never be broken over two lines; the words of the title never are.
        public let whole: Int

        public init(_ title: String, width: Double, _ alignment: Alignment = .left, whole: Int = 0) {
            (self.title, self.width, self.alignment, self.whole) = (title, width, alignment, whole)
        }

        /// `01/10/2026`
        public static func day(_ title: String, width: Double) -> Column {
            Column(title, width: width, .centre, whole: 10)
        }
    }

    public enum Alignment: String, Equatable, Sendable { case left, centre, right, justified }

    public enum Cell: Equatable, Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
        case text(String)
        case rich(PaperText)
        case number(Int)
        /// In a spreadsheet a day, in papers `01/10/2026`.
        case day(Day)
        case empty

        public init(stringLiteral text: String) { self = .text(text) }
        public init(integerLiteral number: Int) { self = .number(number) }

        /// `.empty` for nil.
        public static func optional(_ text: String?) -> Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }

        public static func optional(_ day: Day?) -> Cell { day.map { .day($0) } ?? .empty }
    }

    public enum Row: Equatable, Sendable {
        case cells([Cell])
        /// A heading within the table, over all columns; `number` stands in the first column.
        case group(String, number: String? = nil)
    }

    public var columns: [Column]
    /// Hands over the rows, one after the other. Called once for each file.
    public var rows: (_ add: (Row) throws -> Void) throws -> Void

    public init(_ columns: [Column], rows: @escaping (_ add: (Row) throws -> Void) throws -> Void) {
        (self.columns, self.rows) = (columns, rows)
    }

    public init(_ columns: [Column], _ rows: [Row]) {
        self.init(columns) { add in for row in rows { try add(row) } }
    }

    /// What each column gets of a width in points, never less than a fortieth, and so much that no word of its title breaks,
    /// nor one that its column wants whole. Where there is no room for that, all share in proportion.
    func shares(of width: Double, size: Double) -> [Double] {
        let asked = columns.map { $0.width.isFinite ? max($0.width, 0) : 0 }
        let floor = max(asked.reduce(0, +) / 40, 0.001)
        let kept = asked.map { max($0, floor) }
        let sum = kept.reduce(0, +)
        let plain = kept.map { $0 / sum * width }
        let least = columns.map { $0.least(size: size) }
        guard least.reduce(0, +) < width else { return plain }
        var narrow: Set<Int> = []
        while true {
            let rest = width - narrow.reduce(0) { $0 + least[$1] }
            let open = kept.indices.filter { !narrow.contains($0) }
            let total = open.reduce(0) { $0 + kept[$1] }
            let found = open.filter { kept[$0] / total * rest < least[$0] }
            guard !found.isEmpty else {
                return kept.indices.map { narrow.contains($0) ? least[$0] : kept[$0] / total * rest }
            }
            narrow.formUnion(found)
        }
    }
}

extension PaperTable.Column {
    /// Points of the longest word that stays whole, with the space beside it.
    fileprivate func least(size: Double) -> Double {
        let words = title.split { $0.isWhitespace }.map { word in
            word.reduce(0.0) { $0 + ($1.isUppercase ? 0.74 : 0.54) }
        }
        let longest = max(words.max() ?? 0, Double(whole) * 0.5)
        return longest > 0 ? longest * size + 2 * PaperStyle.cellPadding.side + 1 : 0
    }
}

extension PaperTable.Cell {
    /// The words of the cell; numbers with dots between thousands.
    var words: PaperText {
        switch self {
        case .text(let text): PaperText(text)
        case .rich(let text): text
        case .number(let number): PaperText(Self.written(number))
        case .day(let day): PaperText(day.vietnamese)
        case .empty: PaperText([])
        }
    }

    static func written(_ number: Int) -> String {
        let digits = String(number.magnitude)
        guard digits.count > 3 else { return "\(number)" }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(".") }
            result.append(digit)
        }
        return number < 0 ? "-\(result)" : result
    }
}
