/// Bảng: one table for DOCX, PDF and XLSX. Its rows are asked for while the file is being written, so that a table of many
/// thousand rows never stands in memory.
public struct PaperTable {
    public struct Column: Equatable, Sendable {
        public let title: String
        /// In characters; the papers share their width out in this proportion.
        public let width: Double
        public let alignment: Alignment

        public init(_ title: String, width: Double, _ alignment: Alignment = .left) {
            (self.title, self.width, self.alignment) = (title, width, alignment)
        }
    }

    public enum Alignment: String, Equatable, Sendable { case left, centre, right, justified }

    public enum Cell: Equatable, Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
        case text(String)
        case rich(PaperText)
        case number(Int)
        case empty

        public init(stringLiteral text: String) { self = .text(text) }
        public init(integerLiteral number: Int) { self = .number(number) }

        /// `.empty` for nil.
        public static func optional(_ text: String?) -> Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
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

    /// What each column gets of a width, never less than a fortieth.
    func shares(of width: Double) -> [Double] {
        let asked = columns.map { $0.width.isFinite ? max($0.width, 0) : 0 }
        let floor = max(asked.reduce(0, +) / 40, 0.001)
        let kept = asked.map { max($0, floor) }
        let sum = kept.reduce(0, +)
        return kept.map { $0 / sum * width }
    }
}

extension PaperTable.Cell {
    /// The words of the cell; numbers with dots between thousands.
    var words: PaperText {
        switch self {
        case .text(let text): PaperText(text)
        case .rich(let text): text
        case .number(let number): PaperText(Self.written(number))
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
