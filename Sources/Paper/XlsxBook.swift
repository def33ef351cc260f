import CXlsxWriter
import Glibc
import Vocabulary

/// Sổ tính: a workbook of several sheets to be filled in by people, written row by row: memory does not grow with rows.
///
/// Each sheet may lock its head, hide columns, offer answers to choose from, mark cells and hang notes on them.
/// What is written as text stays text: nothing a person typed becomes a formula.
public final class XlsxBook {
    fileprivate let workbook: UnsafeMutablePointer<lxw_workbook>
    private var formats: [XlsxStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var isClosed = false

    /// Begins the file at `path`, over an older one.
    public init(to path: String) throws(XlsxFault) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else { throw .notBegun }
        self.workbook = workbook
    }

    /// A further sheet. Rows of several sheets may be written in turn.
    public func sheet(_ name: String) throws(XlsxFault) -> XlsxBookSheet {
        let safe = String(name.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31))
        guard let sheet = workbook_add_worksheet(workbook, safe) else { throw .notBegun }
        return XlsxBookSheet(sheet, of: self)
    }

    /// Finishes the file. Without it there is none.
    public func close() throws(XlsxFault) {
        guard !isClosed else { return }
        isClosed = true
        let error = workbook_close(workbook)
        guard error == LXW_NO_ERROR else { throw .notWritten(Int(error.rawValue)) }
    }

    deinit { if !isClosed { workbook_close(workbook) } }

    fileprivate func format(_ style: XlsxStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(workbook) else { return nil }
        style.apply(to: format)
        formats[style] = format
        return format
    }
}

/// How a cell looks, and whether it may be changed on a protected sheet.
public struct XlsxStyle: Hashable, Sendable {
    public enum Shape: Hashable, Sendable { case text, day, number }
    public enum Look: Hashable, Sendable {
        case plain
        /// Column heads.
        case head
        /// Heads of columns that must be filled in.
        case neededHead
        /// Wrong, with its reason beside it.
        case bad
        /// Worth a second look.
        case doubtful
        /// Something the program added: the column of errors.
        case remark
        case title, bold, soft
    }

    public var look = Look.plain
    public var shape = Shape.text
    public var isLocked = false
    public var wraps = true

    public init(_ look: Look = .plain, _ shape: Shape = .text, isLocked: Bool = false, wraps: Bool = true) {
        (self.look, self.shape, self.isLocked, self.wraps) = (look, shape, isLocked, wraps)
    }

    fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>) {
        format_set_font_name(format, "Times New Roman")
        format_set_font_size(format, look == .title ? 15 : 12)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        if wraps { format_set_text_wrap(format) }
        if !isLocked { format_set_unlocked(format) }
        switch shape {
        case .text: break
        case .day:
            format_set_num_format(format, "dd/mm/yyyy")
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .number: format_set_num_format(format, "0")
        }
        func fill(_ color: UInt32) {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_fg_color(format, color)
        }
        switch look {
        case .plain: break
        case .head, .neededHead:
            format_set_bold(format)
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            fill(look == .head ? 0xEFEAE0 : 0xF6E3C5)
        case .bad:
            format_set_border(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
            format_set_border_color(format, 0xB3261E)
            fill(0xFBD9D5)
        case .doubtful: fill(0xFFF3C4)
        case .remark:
            format_set_font_color(format, 0xB3261E)
            fill(0xFDF1EF)
        case .title, .bold: format_set_bold(format)
        case .soft: format_set_font_color(format, 0x5F5A52)
        }
    }
}

/// One sheet of a workbook that is being written. Set columns and rules before the first row.
public final class XlsxBookSheet {
    public enum Cell: Equatable, Sendable {
        case text(String)
        case number(Double)
        case day(Day)
        case empty
    }

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let book: XlsxBook
    /// Rows written so far.
    public private(set) var row = 0
    /// In characters, by column.
    private var widths: [Int: Double] = [:]

    fileprivate init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of book: XlsxBook) {
        (self.sheet, self.book) = (sheet, book)
    }

    /// - Parameter width: in characters of the standard font.
    public func column(_ column: Int, width: Double, style: XlsxStyle = XlsxStyle(), isHidden: Bool = false) {
        var options = lxw_row_col_options()
        options.hidden = isHidden ? 1 : 0
        widths[column] = width
        worksheet_set_column_opt(sheet, UInt16(column), UInt16(column), width, book.format(style), &options)
    }

    /// Writes the next row, as high as its longest text needs: not every program looks for itself.
    public func add(_ cells: [(Cell, XlsxStyle)], height: Double? = nil) throws(XlsxFault) {
        guard row < XlsxWriting.mostRows else { throw .tooLong }
        if let height = height ?? needed(cells) { worksheet_set_row(sheet, UInt32(row), height, nil) }
        for (column, (cell, style)) in cells.enumerated() {
            try put(cell, style, UInt32(row), UInt16(column))
        }
        row += 1
    }

    private func needed(_ cells: [(Cell, XlsxStyle)]) -> Double? {
        var most = 1
        for (column, (cell, style)) in cells.enumerated() {
            guard case .text(let text) = cell, style.wraps, let width = widths[column], Double(text.utf8.count) > width
            else { continue }
            var lines = 0
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += max(1, Int((Double(line.count) * 1.08 / width).rounded(.up)))
            }
            most = max(most, lines)
        }
        return most == 1 ? nil : min(Double(most) * 15.75, 400)
    }

    /// Leaves rows empty.
    public func skip(_ count: Int) { row += count }

    private func put(_ cell: Cell, _ style: XlsxStyle, _ row: UInt32, _ column: UInt16) throws(XlsxFault) {
        let format = book.format(style)
        let error: lxw_error
        switch cell {
        case .text(let text): error = worksheet_write_string(sheet, row, column, XlsxWriting.clean(text), format)
        case .number(let number): error = worksheet_write_number(sheet, row, column, number, format)
        case .day(let day):
            let civil = day.civil
            // Excel's calendar begins in 1900.
            if civil.year < 1900 {
                error = worksheet_write_string(sheet, row, column, day.vietnamese, format)
            } else {
                var date = lxw_datetime(
                    year: Int32(civil.year), month: Int32(civil.month), day: Int32(civil.day), hour: 0, min: 0, sec: 0)
                error = worksheet_write_datetime(sheet, row, column, &date, format)
            }
        case .empty:
            // An empty cell is worth writing only where it looks different.
            guard style.look != .plain else { return }
            error = worksheet_write_blank(sheet, row, column, format)
        }
        guard error == LXW_NO_ERROR else { throw .notWritten(Int(error.rawValue)) }
    }

    /// A note that opens beside a cell of the row written last.
    public func note(_ text: String, column: Int) {
        var options = lxw_comment_options()
        (options.width, options.height) = (260, 90)
        worksheet_write_comment_opt(sheet, UInt32(max(0, row - 1)), UInt16(column), XlsxWriting.clean(text), &options)
    }

    /// Rows above this one and columns to its left stay in sight; it is repeated on printed pages.
    public func freeze(headRow: Int, columns: Int = 0) {
        worksheet_freeze_panes(sheet, UInt32(headRow + 1), UInt16(columns))
        worksheet_repeat_rows(sheet, UInt32(headRow), UInt32(headRow))
    }

    public func filter(headRow: Int, columns: ClosedRange<Int>, lastRow: Int) {
        worksheet_autofilter(
            sheet, UInt32(headRow), UInt16(columns.lowerBound), UInt32(max(lastRow, headRow + 1)),
            UInt16(columns.upperBound))
    }

    /// Locked cells cannot be changed by mistake; there is no password, so whoever wants to can.
    public func protect() {
        var options = lxw_protection()
        (options.format_cells, options.format_columns, options.format_rows) = (1, 1, 1)
        (options.insert_rows, options.delete_rows, options.sort, options.autofilter) = (1, 1, 1, 1)
        worksheet_protect(sheet, nil, &options)
    }

    public func hide() { worksheet_hide(sheet) }
    public func activate() { worksheet_activate(sheet) }

    public func printAcross() {
        worksheet_gridlines(sheet, UInt8(LXW_SHOW_ALL_GRIDLINES.rawValue))
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    public func printDown() {
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    /// What a cell of a column says when it is chosen, and which answers it offers.
    ///
    /// - Parameters:
    ///   - list: a range as a formula, `='Danh mục'!$A$2:$A$9`; nil offers nothing.
    ///   - isStrict: refuses what is not in the list.
    public func help(
        column: Int, rows: ClosedRange<Int>, title: String, message: String, list: String? = nil, isStrict: Bool = false
    ) throws(XlsxFault) {
        // Titles hold 32 characters, messages 255.
        let title = strdup(String(title.prefix(32))), message = strdup(String(message.prefix(255)))
        let formula = list.map { strdup($0) } ?? nil
        let errorTitle = strdup("Chưa đúng"), error = strdup("Hãy chọn một giá trị trong danh sách của ô này.")
        defer { for text in [title, message, formula, errorTitle, error] { free(text) } }
        var rule = lxw_data_validation()
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        (rule.input_title, rule.input_message) = (title, message)
        if let formula {
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
            rule.value_formula = formula
            rule.show_error = UInt8((isStrict ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF).rawValue)
            (rule.error_title, rule.error_message) = (errorTitle, error)
        } else {
            rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        }
        let result = worksheet_data_validation_range(
            sheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &rule)
        guard result == LXW_NO_ERROR else { throw .notWritten(Int(result.rawValue)) }
    }
}
