import Vocabulary

/// Ô: one cell of a spreadsheet that holds something.
public struct SheetCell: Equatable, Sendable {
    /// From 0: column A.
    public var column: Int
    /// As Excel shows it, trimmed; line ends kept.
    public var text: String
    /// The number underneath, where it is one (dates included).
    public var number: Double?
    /// Where the cell is formatted as a day of the calendar.
    public var day: Day?
    /// `text` is what a formula gave when the file was saved; empty where it was never computed.
    public var isFormula = false
    /// `#N/A`, `#REF!`
    public var isError = false

    public init(column: Int, text: String, number: Double? = nil, day: Day? = nil) {
        (self.column, self.text, self.number, self.day) = (column, text, number, day)
    }
}

/// Dòng: one row of a spreadsheet with its cells in the order of columns. Rows without any cell are never given.
public struct SheetRow: Equatable, Sendable {
    /// As Excel counts, from 1.
    public var number: Int
    public var isHidden = false
    public var cells: [SheetCell]

    public init(number: Int, isHidden: Bool = false, cells: [SheetCell]) {
        (self.number, self.isHidden, self.cells) = (number, isHidden, cells)
    }

    /// The cell of a column, nil where it is empty. Rows are narrow.
    public subscript(column: Int) -> SheetCell? { cells.first { $0.column == column } }
}

/// `A`, `AB`: how Excel names a column.
public enum SheetColumn {
    /// Name of a column counted from 0.
    public static func name(_ column: Int) -> String {
        var (name, rest) = ("", column + 1)
        while rest > 0 {
            rest -= 1
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest /= 26
        }
        return name
    }
}

/// A rectangle of cells merged into one; rows and columns from 0.
public struct SheetMerge: Equatable, Sendable {
    public let rows: ClosedRange<Int>
    public let columns: ClosedRange<Int>

    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) { (self.rows, self.columns) = (rows, columns) }
}

/// What one pass over a sheet found: enough to see where its table begins, and what has to be said about it.
public struct SheetSurvey: Equatable, Sendable {
    /// The first rows that hold anything.
    public var top: [SheetRow] = []
    public var merges: [SheetMerge] = []
    /// Rows that hold anything.
    public var rows = 0
    public var cells = 0
    public var formulas = 0
    /// `D14`: where the first few of them stand.
    public var formulaPlaces: [String] = []
    /// Numbers of hidden rows that hold anything, the first few of them.
    public var hiddenRows: [Int] = []
    public var hiddenRowCount = 0
    /// Hidden columns that hold anything, from 0.
    public var hiddenColumns: [Int] = []

    public init() {}
}
