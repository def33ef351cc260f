import Database
import Paper
import Vocabulary

/// Bảng mẫu và bảng xuất: one layout for both, so that what goes out comes in unchanged.
///
/// A sheet of rows with a locked head and a hidden column of keys, answers to choose from, a sheet of guidance, a hidden
/// sheet with the answers. No macro, no password.
enum ExchangeWorkbook {
    static let guideSheet = "Hướng dẫn"
    static let listSheet = "Danh mục"
    /// Rows that may be filled in below the last one, with answers to choose from.
    private static let lastRow = 1_048_575
    private static let mostUnits = 20_000
    private static let cellStyle = XlsxStyle(wraps: true)

    /// Writes the workbook with every thing in scope, or without rows: the template. Returns how many rows it has.
    @discardableResult
    static func write(
        _ kind: any ExchangeKind, to path: String, isTemplate: Bool, _ context: ExchangeContext, _ db: any Reader
    ) throws -> Int {
        let book = try XlsxBook(to: path)
        let sheet = try book.sheet(kind.title)
        let guide = try book.sheet(guideSheet)
        let lists = try book.sheet(listSheet)
        let columns = kind.columns
        let ranges = try writeLists(columns, into: lists, context, db)
        sheet.column(0, width: 8, style: XlsxStyle(isLocked: true), isHidden: true)
        for (index, column) in columns.enumerated() {
            sheet.column(index + 1, width: column.width, style: style(column))
            try sheet.help(
                column: index + 1, rows: 1...lastRow, title: column.title, message: column.help,
                list: ranges[column.code],
                isStrict: isStrict(column))
        }
        try sheet.add(
            [(.text(HeadReading.keyPrefix + kind.code), XlsxStyle(.head, isLocked: true))]
                + columns.map {
                    (
                        .text($0.title + ($0.isNeeded ? " *" : "")),
                        XlsxStyle($0.isNeeded ? .neededHead : .head, isLocked: true)
                    )
                }, height: 34)
        sheet.freeze(headRow: 0, columns: min(3, columns.count))
        sheet.protect()
        sheet.printAcross()
        sheet.activate()
        var count = 0
        if !isTemplate {
            var labels = UnitLabels()
            let names = columns.indices.filter { if case .unit = columns[$0].content { true } else { false } }
            var batch: [ExchangeRecord] = []
            func flush() throws {
                try labels.learn(batch.flatMap { record in names.compactMap { record.cells[$0] } }, db)
                for record in batch { try sheet.add(row(record, columns, labels)) }
                count += batch.count
                batch.removeAll(keepingCapacity: true)
            }
            try kind.export(context, db) { record in
                batch.append(record)
                if batch.count == 1_000 { try flush() }
            }
            try flush()
            sheet.filter(headRow: 0, columns: 1...columns.count, lastRow: count)
        }
        try writeGuide(kind, into: guide)
        lists.hide()
        try book.close()
        return count
    }

    private static func style(_ column: ExchangeColumn) -> XlsxStyle {
        switch column.content {
        case .day(orYear: false): XlsxStyle(.plain, .day)
        case .number: XlsxStyle(.plain, .number)
        default: cellStyle
        }
    }

    private static func isStrict(_ column: ExchangeColumn) -> Bool {
        if case .choice = column.content { true } else { false }
    }

    private static func row(_ record: ExchangeRecord, _ columns: [ExchangeColumn], _ labels: UnitLabels) -> [(
        XlsxBookSheet.Cell, XlsxStyle
    )] {
        var cells: [(XlsxBookSheet.Cell, XlsxStyle)] = [(.number(Double(record.id)), XlsxStyle(isLocked: true))]
        cells.reserveCapacity(columns.count + 1)
        for (column, plain) in zip(columns, record.cells) { cells.append(cell(plain, column, labels)) }
        return cells
    }

    private static func cell(_ plain: String?, _ column: ExchangeColumn, _ labels: UnitLabels) -> (
        XlsxBookSheet.Cell, XlsxStyle
    ) {
        guard let plain else { return (.empty, cellStyle) }
        switch column.content {
        case .day:
            if let day = Day(iso: plain) { return (.day(day), XlsxStyle(.plain, .day)) }
            return (Double(plain).map { .number($0) } ?? .text(plain), cellStyle)
        case .number: return (Double(plain).map { .number($0) } ?? .text(plain), XlsxStyle(.plain, .number))
        case .unit: return (.text(labels[plain]), cellStyle)
        default: return (.text(column.words(plain)), cellStyle)
        }
    }

    // MARK: Answers to choose from

    /// One column of the hidden sheet for each column with known answers; their ranges as formulas.
    private static func writeLists(
        _ columns: [ExchangeColumn], into sheet: XlsxBookSheet, _ context: ExchangeContext, _ db: any Reader
    ) throws -> [String: String] {
        var lists: [(codes: [String], title: String, answers: [String])] = []
        for column in columns {
            if case .choice(let choices) = column.content {
                lists.append(([column.code], column.title, choices.map(\.words)))
            }
        }
        let units = columns.filter { if case .unit = $0.content { true } else { false } }
        if !units.isEmpty {
            let labels = try db.all(
                """
                SELECT u.code, u.name FROM unit u WHERE \(sql: context.naming.condition(path: "u.path"))
                    AND (u.last_day IS NULL OR u.last_day >= \(context.today))
                ORDER BY u.name_key, u.id LIMIT \(mostUnits)
                """
            ).map { UnitReferences.label(name: try $0("name"), code: try $0("code")) }
            lists.append((units.map(\.code), "Đơn vị", labels))
        }
        var ranges: [String: String] = [:]
        for (index, list) in lists.enumerated() where !list.answers.isEmpty {
            let column = SheetColumn.name(index)
            for code in list.codes {
                ranges[code] = "='\(listSheet)'!$\(column)$2:$\(column)$\(list.answers.count + 1)"
            }
        }
        try sheet.add(lists.map { (.text($0.title), XlsxStyle(.bold, isLocked: true)) })
        for index in 0..<(lists.map(\.answers.count).max() ?? 0) {
            try sheet.add(
                lists.map { (index < $0.answers.count ? .text($0.answers[index]) : .empty, XlsxStyle(isLocked: true)) })
        }
        return ranges
    }

    // MARK: Guidance

    private static func writeGuide(_ kind: any ExchangeKind, into sheet: XlsxBookSheet) throws {
        sheet.column(0, width: 24)
        sheet.column(1, width: 14)
        sheet.column(2, width: 70)
        let plain = XlsxStyle(isLocked: true), bold = XlsxStyle(.bold, isLocked: true)
        try sheet.add([(.text("Hướng dẫn điền bảng: \(kind.title)"), XlsxStyle(.title, isLocked: true, wraps: false))])
        sheet.skip(1)
        for line in steps + kind.guide {
            try sheet.add([(.text("– " + line), XlsxStyle(isLocked: true, wraps: false))])
        }
        sheet.skip(1)
        try sheet.add(["Cột", "Bắt buộc", "Cách ghi"].map { (.text($0), XlsxStyle(.head, isLocked: true)) })
        for column in kind.columns {
            try sheet.add([
                (.text(column.title), bold), (.text(column.isNeeded ? "có" : "không"), plain),
                (.text(column.help + answers(column)), plain),
            ])
        }
        sheet.protect()
        sheet.printAcross()
    }

    private static func answers(_ column: ExchangeColumn) -> String {
        guard case .choice(let choices) = column.content else { return "" }
        return " Chọn: \(choices.map(\.words).joined(separator: "; "))."
    }

    private static let steps = [
        "Mỗi dòng một mục. Không đổi tên cột; cột có dấu * là bắt buộc; có thể thêm dòng ở cuối.",
        "Bấm vào ô để xem cách ghi; ô có mũi tên thì chọn trong danh sách.",
        "Bảng xuất ra có cột khóa ẩn (cột A) để phần mềm nhận lại đúng mục cũ: không sửa, dòng mới thì để trống.",
        "Xóa nội dung một ô của bảng xuất ra nghĩa là bỏ nội dung đó. Xóa cả dòng không xóa mục ở phần mềm.",
        "Ngày ghi 01/7/2025 hoặc chọn ngày thật của Excel.",
        "Khi tải lên, phần mềm kiểm tra trước và cho xem từng dòng; chưa bấm nhập thì chưa có gì thay đổi.",
    ]
}

/// Labels of the units in cells that are being written.
struct UnitLabels {
    private var known: [String: String] = [:]

    subscript(code: String) -> String { known[code] ?? code }

    mutating func learn(_ codes: some Sequence<String>, _ db: any Reader) throws {
        let unknown = Set(codes).filter { known[$0] == nil }
        guard !unknown.isEmpty else { return }
        if known.count > 50_000 { known.removeAll() }
        known.merge(try UnitReferences.labels(unknown, db)) { _, new in new }
    }
}
