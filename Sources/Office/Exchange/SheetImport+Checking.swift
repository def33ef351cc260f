import Database
import Paper
import Vocabulary

extension SheetImport {
    /// Reads every row below the head, says what is wrong with it, and keeps it for the preview. Nothing is written to what
    /// the kind keeps. A second check replaces the first.
    static func check(
        _ id: ID<SheetImport>, _ sheets: OpenedSheets, of kind: any ExchangeKind, _ context: ExchangeContext,
        by operation: Operation
    ) throws {
        let current = try mustBeOpen(id, operation)
        guard let sheet = current.sheet else { throw ExchangeRefusal.sheetNotChosen }
        let missing = missing(current, kind)
        guard let headRow = current.headRow else { throw ExchangeRefusal.noHead }
        guard missing.isEmpty else { throw ExchangeRefusal.headMissing(missing) }
        try operation.run("DELETE FROM sheet_import_row WHERE sheet_import = \(id)")
        let firstRow = headRow + current.headDepth
        let survey = try sheets.survey(sheet)
        var check = RowCheck(current, kind, context)
        let heads = HeadReading(survey, kind.columns, at: headRow).heads
        try sheets.spreadsheet.rows(
            of: sheet, filling: survey.merges.filter { $0.rows.lowerBound + 1 >= firstRow }
        ) { row in
            guard row.number >= firstRow else { return true }
            check.read(row)
            if check.waiting >= kind.rowsAtOnce { try check.flush(into: id, operation) }
            return true
        }
        try check.flush(into: id, operation)
        guard check.counts.all > 0 else { throw ExchangeRefusal.noRows }
        let notes = try sheets.notes(on: sheet, keyColumn: current.keyColumn) + check.notes(heads)
        let counts = check.counts
        try operation.run(
            """
            UPDATE sheet_import SET state = \(State.checked), fresh = \(counts.fresh), changed = \(counts.changed),
                same = \(counts.same), invalid = \(counts.invalid), notes = \(notes.joined(separator: "\n"))
            WHERE id = \(id)
            """)
        try operation.record(
            "import.check", on: Subject("import", id),
            after: [
                "fresh": String(counts.fresh), "changed": String(counts.changed), "same": String(counts.same),
                "invalid": String(counts.invalid),
            ])
    }
}

/// The rows of one file on their way through the check, a batch at a time.
private struct RowCheck {
    private struct Pending {
        var number: Int
        var key: Int64?
        var cells: [String?]
        /// As typed, for rows that turn out wrong.
        var typed: [String?]
        var problems: [ExchangeProblem] = []
        var remarks: [ExchangeProblem] = []
    }

    private let kind: any ExchangeKind
    private let columns: [ExchangeColumn]
    private let context: ExchangeContext
    private let keyColumn: Int?
    /// Place of the kind's column by column of the file.
    private let places: [Int: Int]
    private let given: [Bool]
    private var pending: [Pending] = []
    private var units: UnitReferences
    private var seenThings: [Int64: Int] = [:]
    /// By hash: a hundred thousand names would be kept otherwise.
    private var seenNew: [Int: Int] = [:]
    /// Columns that hold something and mean nothing here, from 0.
    private var unread: Set<Int> = []
    private var loneRows: [Int] = []
    private var loneRowCount = 0
    private(set) var counts = SheetImport.Counts()

    var waiting: Int { pending.count }

    func notes(_ heads: [Int: String]) -> [String] {
        var notes: [String] = []
        // A column of dates under “Nữ” beside one under “Nam” would be lost without a word.
        let left = unread.sorted().filter { column in
            let head = HeadReading.fold(heads[column] ?? "")
            return !HeadReading.numberings.contains(head) && head != HeadReading.fold(HeadReading.errorHead)
        }
        if !left.isEmpty {
            let told = left.prefix(10).map { column in
                let head = heads[column].map { " (\(CellReading.short($0)))" } ?? ""
                return SheetColumn.name(column) + head
            }
            notes.append(
                "Không nhập cột \(told.joined(separator: ", "))\(left.count > told.count ? ", …" : ""): chưa ghép với mục nào."
            )
        }
        if loneRowCount > 0 {
            let numbers =
                loneRows.map(String.init).joined(separator: ", ") + (loneRowCount > loneRows.count ? ", …" : "")
            notes.append("Bỏ qua \(loneRowCount) dòng chỉ có một ô, như tên nhóm hoặc ghi chú (dòng \(numbers)).")
        }
        return notes
    }

    init(_ current: SheetImport, _ kind: any ExchangeKind, _ context: ExchangeContext) {
        (self.kind, columns, self.context) = (kind, kind.columns, context)
        keyColumn = current.keyColumn
        var places: [Int: Int] = [:]
        for (column, code) in current.mapping { places[column] = columns.place(code) }
        self.places = places
        given = current.given(columns)
        units = UnitReferences(context)
    }

    // MARK: Cells

    mutating func read(_ row: SheetRow) {
        var pending = Pending(
            number: row.number, cells: Array(repeating: nil, count: columns.count),
            typed: Array(repeating: nil, count: columns.count))
        var filled = 0
        var others: [Int] = []
        for cell in row.cells {
            if cell.column == keyColumn {
                pending.key = Int64(cell.text)
                if pending.key == nil {
                    pending.problems.append(
                        ExchangeProblem(
                            nil,
                            "khóa ẩn “\(CellReading.short(cell.text))” đã bị sửa. Hãy để trống ô khóa nếu là dòng mới.")
                    )
                }
                continue
            }
            guard let place = places[cell.column] else {
                if !unread.contains(cell.column), !CellReading.oneLine(cell.text).isEmpty { others.append(cell.column) }
                continue
            }
            filled += 1
            let reading = CellReading(cell, columns[place].content)
            pending.cells[place] = reading.plain
            pending.typed[place] = CellReading.oneLine(cell.text)
            if let problem = reading.problem { pending.problems.append(ExchangeProblem(place, problem)) }
            if let remark = reading.remark { pending.remarks.append(ExchangeProblem(place, remark)) }
        }
        // Emptied rows, with or without their key, mean nothing.
        guard filled > 0 else { return }
        if isNumbering(row) { return }
        if filled == 1, places.count >= 3, pending.key == nil {
            loneRowCount += 1
            if loneRows.count < 5 { loneRows.append(row.number) }
            return
        }
        unread.formUnion(others)
        self.pending.append(pending)
    }

    /// `(1) (2) (3)` under the heads.
    private func isNumbering(_ row: SheetRow) -> Bool {
        guard row.cells.count >= 3 else { return false }
        var numbers: [Int] = []
        for cell in row.cells {
            guard let start = cell.text.utf8.first, start <= 0x39 || start > 0x7F else { return false }
            let text = cell.text.trimmed
            guard let number = Int(text.filter { $0 != "(" && $0 != ")" }), text.hasPrefix("(") || cell.number != nil
            else { return false }
            numbers.append(number)
        }
        return numbers[0] <= 2 && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    // MARK: Rows

    mutating func flush(into id: ID<SheetImport>, _ operation: Operation) throws {
        guard !pending.isEmpty else { return }
        try nameUnits(operation)
        let rows = pending.map {
            ExchangeRow(
                number: $0.number, key: $0.key, cells: $0.cells, given: given, isBroken: !$0.problems.isEmpty)
        }
        let verdicts = try kind.examine(rows, context, operation)
        var lines: [[SQLValue]] = []
        lines.reserveCapacity(rows.count)
        for (index, (row, verdict)) in zip(rows, verdicts).enumerated() {
            lines.append(line(row, verdict, pending[index], id))
        }
        try operation.insertMany(
            into: "sheet_import_row",
            columns: [
                "sheet_import", "number", "state", "sheet_key", "cells", "problems", "remarks", "cells_before",
                "cells_after",
            ],
            rows: lines)
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func line(
        _ row: ExchangeRow, _ verdict: ExchangeVerdict, _ pending: Pending, _ id: ID<SheetImport>
    ) -> [SQLValue] {
        var row = row
        if let cells = verdict.cells { row.cells = cells }
        let after = row.after(verdict.existing)
        var problems = pending.problems
        for problem in verdict.problems
        where !problems.contains(where: { $0.column == problem.column && problem.column != nil }) {
            problems.append(problem)
        }
        for (place, column) in columns.enumerated() where column.isNeeded && after[place] == nil {
            if problems.contains(where: { $0.column == place }) { continue }
            problems.append(ExchangeProblem(place, "chưa có. Đây là mục bắt buộc."))
        }
        // A wrong row takes nothing away from a later one that is right.
        if problems.isEmpty, let earlier = earlier(verdict, row.number) {
            problems.append(ExchangeProblem(nil, "trùng với dòng \(earlier) của tệp."))
        }
        let state: SheetImport.RowState
        var (before, changed): (SQLValue, SQLValue) = (.null, .null)
        if !problems.isEmpty {
            state = .invalid
            counts.invalid += 1
        } else if let existing = verdict.existing {
            if existing.cells == after {
                state = .same
                counts.same += 1
            } else {
                state = .changed
                counts.changed += 1
                (before, changed) = (.text(PackedCells.pack(existing.cells)), .text(PackedCells.pack(after)))
            }
        } else {
            state = .fresh
            counts.fresh += 1
        }
        let cells = PackedCells.pack(state == .invalid ? pending.typed : row.cells)
        return [
            id.sqlValue, row.number.sqlValue, state.sqlValue, row.key.sqlValue, .text(cells),
            PackedCells.pack(problems).sqlValue, PackedCells.pack(pending.remarks + verdict.remarks).sqlValue, before,
            changed,
        ]
    }

    /// The earlier row of the file that means the same thing.
    private mutating func earlier(_ verdict: ExchangeVerdict, _ number: Int) -> Int? {
        if let existing = verdict.existing {
            if let earlier = seenThings[existing.id] { return earlier }
            seenThings[existing.id] = number
        } else if let identity = verdict.identity {
            let hash = identity.hashValue
            if let earlier = seenNew[hash] { return earlier }
            seenNew[hash] = number
        }
        return nil
    }

    /// Names of units become codes.
    private mutating func nameUnits(_ db: any Reader) throws {
        for (place, column) in columns.enumerated() {
            guard case .unit(let orHere) = column.content, given[place] else { continue }
            try units.learn(pending.compactMap { $0.cells[place] }, db)
            for index in pending.indices {
                guard let text = pending[index].cells[place] else { continue }
                switch units[text] {
                case .code(let code): pending[index].cells[place] = code
                case .several(let codes):
                    let some = codes.prefix(5).joined(separator: ", ") + (codes.count > 5 ? ", …" : "")
                    pending[index].problems.append(
                        ExchangeProblem(
                            place,
                            "có \(codes.count) đơn vị cùng tên “\(CellReading.short(text))”. Hãy ghi mã: \(some)."))
                case .none:
                    // The kind looks among the file's own units.
                    if orHere { continue }
                    pending[index].problems.append(
                        ExchangeProblem(
                            place,
                            "không có đơn vị “\(CellReading.short(text))”. Hãy ghi đúng mã hoặc tên đầy đủ của đơn vị.")
                    )
                }
            }
        }
    }
}
