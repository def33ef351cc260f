import CXlsxWriter
import Vocabulary

/// A spreadsheet of one table, written row by row: its memory does not grow with the rows.
///
/// Title lines, a bold head that stays in sight and is repeated on every printed page, wrapped text in rows as high as it needs,
/// filters over tables without groups, A4 across.
/// What is written as text stays text: nothing a person typed becomes a formula.
public final class XlsxWriting {
    public struct Column: Equatable, Sendable {
        public let title: String
        /// In characters of the standard font.
        public let width: Double

        public init(_ title: String, width: Double) { (self.title, self.width) = (title, width) }
    }

    public enum Cell: Equatable, Sendable {
        case text(String)
        case number(Int)
        /// Sorted and filtered by Excel as a day, shown as 01/10/2026.
        case day(Day)
        case empty
    }

    /// Sheets hold 1.048.576 rows.
    public static let mostRows = 1_000_000
    /// Cells hold 32.767 characters.
    private static let mostUnits = 32_767

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let body: UnsafeMutablePointer<lxw_format>?
    private let group: UnsafeMutablePointer<lxw_format>?
    private let dayBody: UnsafeMutablePointer<lxw_format>?
    private let headRow: UInt32
    private var row: UInt32
    private var hasGroups = false
    private let columns: [Column]
    private var isClosed = false

    /// Begins the file at `path`, over an older one.
    ///
    /// - Parameters:
    ///   - sheet: name of the sheet, at most 31 characters.
    ///   - titles: lines above the table; the first in larger type.
    public init(to path: String, sheet name: String, titles: [String], columns: [Column]) throws(XlsxFault) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else { throw .notBegun }
        let safe = String(name.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31))
        guard let sheet = workbook_add_worksheet(workbook, safe) else {
            workbook_close(workbook)
            throw .notBegun
        }
        (self.workbook, self.sheet, self.columns) = (workbook, sheet, columns)
        func format(_ change: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
            guard let format = workbook_add_format(workbook) else { return nil }
            format_set_font_name(format, "Times New Roman")
            format_set_font_size(format, 12)
            change(format)
            return format
        }
        let top = UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)
        body = format {
            format_set_text_wrap($0)
            format_set_align($0, top)
            format_set_border($0, UInt8(LXW_BORDER_HAIR.rawValue))
        }
        dayBody = format {
            format_set_num_format($0, "dd/mm/yyyy")
            format_set_align($0, top)
            format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
            format_set_border($0, UInt8(LXW_BORDER_HAIR.rawValue))
        }
        group = format {
            format_set_bold($0)
            format_set_text_wrap($0)
            format_set_align($0, top)
            format_set_border($0, UInt8(LXW_BORDER_HAIR.rawValue))
        }
        let head = format {
            format_set_bold($0)
            format_set_text_wrap($0)
            format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
        }
        let title = format {
            format_set_bold($0)
            format_set_font_size($0, 14)
        }
        let line = format { _ in }
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), column.width, nil)
        }
        var row: UInt32 = 0
        for (index, text) in titles.enumerated() {
            worksheet_write_string(sheet, row, 0, Self.clean(text), index == 0 ? title : line)
            row += 1
        }
        if !titles.isEmpty { row += 1 }
        headRow = row
        Self.setHeight(of: row, sheet, columns.map { ($0.title, $0.width) })
        for (index, column) in columns.enumerated() {
            worksheet_write_string(sheet, row, UInt16(index), Self.clean(column.title), head)
        }
        worksheet_freeze_panes(sheet, row + 1, 0)
        worksheet_repeat_rows(sheet, row, row)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        self.row = row + 1
    }

    /// Adds a row; cells beyond the columns are left out, missing ones are empty.
    public func add(_ cells: [Cell]) throws(XlsxFault) {
        guard row < Self.mostRows else { throw .tooLong }
        Self.setHeight(
            of: row, sheet,
            zip(cells, columns).compactMap { cell, column in
                if case .text(let text) = cell { (text, column.width) } else { nil }
            })
        for (index, _) in columns.enumerated() {
            let column = UInt16(index)
            let error: lxw_error
            switch index < cells.count ? cells[index] : .empty {
            case .text(let text): error = worksheet_write_string(sheet, row, column, Self.clean(text), body)
            case .number(let number): error = worksheet_write_number(sheet, row, column, Double(number), body)
            case .day(let day) where day.year < 1900:
                // Excel knows no earlier day.
                error = worksheet_write_string(sheet, row, column, day.vietnamese, body)
            case .day(let day):
                var moment = lxw_datetime(
                    year: Int32(day.civil.year), month: Int32(day.civil.month), day: Int32(day.civil.day), hour: 0,
                    min: 0, sec: 0)
                error = worksheet_write_datetime(sheet, row, column, &moment, dayBody)
            case .empty: error = worksheet_write_blank(sheet, row, column, body)
            }
            guard error == LXW_NO_ERROR else { throw .notWritten(Int(error.rawValue)) }
        }
        row += 1
    }

    /// Adds a heading within the table over all its columns, its number in the first.
    public func addGroup(_ title: String, number: String? = nil) throws(XlsxFault) {
        guard row < Self.mostRows else { throw .tooLong }
        hasGroups = true
        let last = UInt16(max(0, columns.count - 1))
        var first: UInt16 = 0
        Self.setHeight(of: row, sheet, [(title, columns.dropFirst(number == nil ? 0 : 1).reduce(0) { $0 + $1.width })])
        if let number, last > 0 {
            worksheet_write_string(sheet, row, 0, Self.clean(number), group)
            first = 1
        }
        let error =
            first < last
            ? worksheet_merge_range(sheet, row, first, row, last, Self.clean(title), group)
            : worksheet_write_string(sheet, row, first, Self.clean(title), group)
        guard error == LXW_NO_ERROR else { throw .notWritten(Int(error.rawValue)) }
        row += 1
    }

    /// Finishes the file. Without it there is none.
    public func close() throws(XlsxFault) {
        guard !isClosed else { return }
        isClosed = true
        // Below a group Excel would sort rows out of it.
        if !hasGroups, row > headRow + 1, !columns.isEmpty {
            worksheet_autofilter(sheet, headRow, 0, row - 1, UInt16(columns.count - 1))
        }
        let error = workbook_close(workbook)
        guard error == LXW_NO_ERROR else { throw .notWritten(Int(error.rawValue)) }
    }

    deinit { if !isClosed { workbook_close(workbook) } }

    /// A row with text that wraps is made as high as it needs: Excel would do so by itself, LibreOffice and WPS do not, and
    /// print one row over the other. Called before the cells of the row.
    private static func setHeight(
        of row: UInt32, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ texts: [(text: String, width: Double)]
    ) {
        let most = texts.map { lines($0.text, width: $0.width) }.max() ?? 1
        guard most > 1 else { return }
        // 409,5 points are the most.
        worksheet_set_row(sheet, row, min(409, Double(most) * 16), nil)
    }

    /// How many lines a text takes in a column of so many characters.
    static func lines(_ text: String, width: Double) -> Int {
        let room = max(1, Int(width * 1.08))
        // Bytes are never fewer than letters.
        if text.utf8.count <= room, !text.utf8.contains(0x0A) { return 1 }
        var count = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var used = 0
            count += 1
            for word in line.split(separator: " ") {
                let length = word.count
                if used > 0, used + 1 + length > room { (used, count) = (0, count + 1) }
                // A word longer than its column is broken.
                count += max(0, length - 1) / room
                used += (used > 0 ? 1 : 0) + (length > room ? (length - 1) % room + 1 : length)
            }
        }
        return count
    }

    /// Without control characters, which no cell may hold, and no longer than a cell.
    static func clean(_ text: String) -> String {
        let isClean = text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 } && text.utf8.count <= mostUnits
        if isClean { return text }
        var result = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars where scalar.value >= 0x20 || scalar.value == 0x0A || scalar.value == 0x09 {
            units += scalar.value > 0xFFFF ? 2 : 1
            guard units <= mostUnits else { break }
            result.append(scalar)
        }
        return String(result)
    }
}

/// A spreadsheet that could not be written: the disk is full or the folder is gone.
public enum XlsxFault: Error, Equatable {
    case notBegun
    case notWritten(Int)
    case tooLong
}
