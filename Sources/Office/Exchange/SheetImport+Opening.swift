import Database
import Vocabulary

extension SheetImport {
    /// Begins an import of a file that lies on the shelf. Where sheet, head and all needed columns are plain, its rows are
    /// checked at once; otherwise it waits until a person says which column is which.
    ///
    /// - Parameter sheet: name of the sheet to be read, where several may be meant.
    static func open(
        _ file: ID<StoredFile>, _ sheets: OpenedSheets, sheet named: String? = nil, of kind: any ExchangeKind,
        among kinds: [any ExchangeKind], _ context: ExchangeContext, by operation: Operation
    ) throws -> ID<SheetImport> {
        var sheet = try sheets.sheet(of: kind, among: kinds)
        if let named {
            sheet = sheets.spreadsheet.sheets.firstIndex { $0.name == named } ?? Int(named).map { $0 - 1 }
            guard let sheet, sheets.spreadsheet.sheets.indices.contains(sheet) else {
                throw ExchangeRefusal.sheetNotChosen
            }
        }
        let id = ID<SheetImport>(
            try operation.insert(
                """
                INSERT INTO sheet_import (kind, file, account, opened, state, sheet)
                VALUES (\(kind.code), \(file), \(operation.actor.account), \(operation.now), \(State.opened), \(sheet))
                """))
        try operation.record(
            "import.open", on: Subject("import", id), after: ["kind": kind.code, "file": file.description])
        guard let sheet else { return id }
        let reading = try HeadReading(sheets.survey(sheet), kind.columns)
        try setColumns(
            of: id, sheet: (sheet, sheets.spreadsheet.sheets[sheet].name), reading,
            remembered(reading, kind, operation), operation)
        if missing(try with(id, operation), kind).isEmpty {
            try check(id, sheets, of: kind, context, by: operation)
        }
        return id
    }

    /// Says which sheet is meant; its columns are guessed anew.
    static func choose(
        sheet: Int, headRow: Int?, of id: ID<SheetImport>, _ sheets: OpenedSheets, kind: any ExchangeKind,
        by operation: Operation
    ) throws {
        try mustBeOpen(id, operation)
        guard sheets.visible.contains(sheet) else { throw ExchangeRefusal.sheetNotChosen }
        let reading = try HeadReading(sheets.survey(sheet), kind.columns, at: headRow)
        try setColumns(
            of: id, sheet: (sheet, sheets.spreadsheet.sheets[sheet].name), reading,
            remembered(reading, kind, operation), operation)
        try operation.run("UPDATE sheet_import SET state = \(State.opened) WHERE id = \(id)")
        try operation.record("import.sheet", on: Subject("import", id), after: ["sheet": String(sheet + 1)])
    }

    /// Says which column is which, and remembers it for files with the same heads.
    static func map(
        _ mapping: [Int: String], of id: ID<SheetImport>, _ sheets: OpenedSheets, kind: any ExchangeKind,
        by operation: Operation
    ) throws {
        let current = try mustBeOpen(id, operation)
        guard let sheet = current.sheet else { throw ExchangeRefusal.sheetNotChosen }
        var reading = try HeadReading(sheets.survey(sheet), kind.columns, at: current.headRow)
        guard reading.row != nil else { throw ExchangeRefusal.noHead }
        let known = mapping.filter { kind.columns.place($0.value) != nil && reading.heads[$0.key] != nil }
        for (code, columns) in Dictionary(grouping: known.keys, by: { known[$0] ?? "" }) where columns.count > 1 {
            throw ExchangeRefusal.columnTwice(kind.columns.first { $0.code == code }?.title ?? code)
        }
        reading.mapping = known
        try setColumns(of: id, sheet: (sheet, sheets.spreadsheet.sheets[sheet].name), reading, known, operation)
        let missing = missing(try with(id, operation), kind)
        guard missing.isEmpty else { throw ExchangeRefusal.headMissing(missing) }
        let packed = PackedMapping.pack(known)
        try operation.run(
            """
            INSERT INTO sheet_mapping (kind, shape, mapping) VALUES (\(kind.code), \(reading.shape), \(packed))
            ON CONFLICT (kind, shape) DO UPDATE SET mapping = excluded.mapping
            """)
        try operation.record("import.map", on: Subject("import", id), after: ["mapping": packed])
    }

    /// Drops an import that was not written; its rows go, its file stays.
    static func drop(_ id: ID<SheetImport>, by operation: Operation) throws {
        try mustBeOpen(id, operation)
        try operation.run("DELETE FROM sheet_import_row WHERE sheet_import = \(id)")
        try operation.run("UPDATE sheet_import SET state = \(State.dropped) WHERE id = \(id)")
        try operation.record("import.drop", on: Subject("import", id))
    }

    /// Titles of needed columns that the file does not have.
    static func missing(_ current: SheetImport, _ kind: any ExchangeKind) -> [String] {
        if current.headRow == nil { return kind.columns.filter(\.isNeeded).map(\.title) }
        // Rows with keys say what they are; the rest of a thing need not be in the file.
        if current.keyColumn != nil { return [] }
        return zip(kind.columns, current.given(kind.columns)).filter { $0.isNeeded && !$1 }.map(\.0.title)
    }

    @discardableResult
    static func mustBeOpen(_ id: ID<SheetImport>, _ operation: Operation) throws -> SheetImport {
        let current = try with(id, operation)
        guard current.state == .opened || current.state == .checked else { throw ExchangeRefusal.closed }
        return current
    }

    /// The mapping somebody chose for these heads, else what was guessed.
    private static func remembered(_ reading: HeadReading, _ kind: any ExchangeKind, _ db: any Reader) throws -> [Int:
        String]
    {
        let told: String? = try db.value(
            "SELECT mapping FROM sheet_mapping WHERE kind = \(kind.code) AND shape = \(reading.shape)")
        return told.map(PackedMapping.unpack) ?? reading.mapping
    }

    private static func setColumns(
        of id: ID<SheetImport>, sheet: (index: Int, name: String), _ reading: HeadReading, _ mapping: [Int: String],
        _ operation: Operation
    ) throws {
        try operation.run(
            """
            UPDATE sheet_import SET sheet = \(sheet.index), sheet_name = \(sheet.name), head_row = \(reading.row), head_depth = \(reading.depth),
                key_column = \(reading.key), mapping = \(PackedMapping.pack(mapping)) WHERE id = \(id)
            """)
    }
}
