import Database
import Vocabulary

extension SheetImport {
    /// A row as the check left it.
    struct CheckedRow {
        let number: Int
        let isFresh: Bool
        let row: ExchangeRow
        let before: [String?]?
        let after: [String?]
    }

    /// Writes what was checked: every row, or the valid part only. Refused as a whole when anything changed since.
    static func apply(
        _ id: ID<SheetImport>, partial: Bool, of kind: any ExchangeKind, _ context: ExchangeContext,
        by operation: Operation
    ) throws -> SheetImport {
        let current = try with(id, operation)
        guard current.state == .checked else { throw ExchangeRefusal.closed }
        guard partial || current.counts.invalid == 0 else { throw ExchangeRefusal.hasInvalid(current.counts.invalid) }
        guard current.counts.work > 0 else { throw ExchangeRefusal.nothingToDo }
        var context = context
        context.batch = Subject("import", id)
        let isUntouched = try isUntouched(since: id, operation)
        let unseen = isUntouched && current.counts.changed == 0 ? current.counts.fresh : 0
        try kind.writing(unseen: unseen, by: operation) {
            var last = 0
            while true {
                let batch = try rows(of: current, after: last, kind, operation)
                guard let end = batch.last else { break }
                last = end.number
                let changes = try changes(of: batch, isUntouched: isUntouched, kind, context, operation)
                let ids = try kind.apply(changes, context, by: operation)
                try operation.insertMany(
                    into: "sheet_import_object", columns: ["sheet_import", "number", "object"],
                    rows: zip(batch, ids).lazy.map { [id.sqlValue, $0.number.sqlValue, $1.sqlValue] })
            }
        }
        try operation.run(
            """
            UPDATE sheet_import SET state = \(State.applied), applied_at = \(operation.now),
                applied_by = \(operation.actor.account), is_partial = \(current.counts.invalid > 0) WHERE id = \(id)
            """)
        let digest: String = try operation.value("SELECT sha256 FROM stored_file WHERE id = \(current.file)")
        try operation.record(
            "import.apply", on: Subject("import", id),
            after: [
                "kind": kind.code, "file": digest, "fresh": String(current.counts.fresh),
                "changed": String(current.counts.changed), "left": String(current.counts.invalid),
            ])
        return try with(id, operation)
    }

    /// Nothing at all was recorded since the same person had the rows checked, today: what was new then is new now.
    private static func isUntouched(since id: ID<SheetImport>, _ operation: Operation) throws -> Bool {
        let last = try operation.first(
            "SELECT at, account, act, subject_kind, subject FROM ledger_entry ORDER BY sequence DESC LIMIT 1")
        guard let last else { return false }
        let (at, account, act): (Instant, ID<Account>?, String) = (try last("at"), try last("account"), try last("act"))
        return try act == "import.check"
            && Subject(last("subject_kind"), last("subject") as Int64) == Subject("import", id)
            && account == operation.actor.account && at.day == operation.today
    }

    /// What each row changes, looked at once more where anything may have changed since the check.
    private static func changes(
        of batch: [CheckedRow], isUntouched: Bool, _ kind: any ExchangeKind, _ context: ExchangeContext,
        _ operation: Operation
    ) throws -> [ExchangeChange] {
        if isUntouched, batch.allSatisfy(\.isFresh) {
            return batch.map { ExchangeChange(id: nil, before: nil, after: $0.after) }
        }
        return try zip(batch, kind.examine(batch.map(\.row), context, operation)).map { row, verdict in
            if let problem = verdict.problems.first {
                throw ExchangeRefusal.changedSince(row: row.number, words: problem.words)
            }
            guard verdict.existing?.cells == row.before else {
                throw ExchangeRefusal.changedSince(
                    row: row.number, words: "\(kind.noun) này vừa được người khác sửa.")
            }
            return ExchangeChange(id: verdict.existing?.id, before: row.before, after: row.after)
        }
    }

    private static func rows(of current: SheetImport, after last: Int, _ kind: any ExchangeKind, _ db: any Reader)
        throws
        -> [CheckedRow]
    {
        let given = current.given(kind.columns)
        return try db.all(
            """
            SELECT number, state, sheet_key, cells, cells_before, cells_after FROM sheet_import_row
            WHERE sheet_import = \(current.id) AND number > \(last) AND state IN (\(RowState.fresh), \(RowState.changed))
            ORDER BY number LIMIT \(kind.rowsAtOnce)
            """
        ).map { row in
            let number: Int = try row("number")
            let cells = PackedCells.unpack(try row("cells"))
            let before = (try row("cells_before") as String?).map(PackedCells.unpack)
            let after = (try row("cells_after") as String?).map(PackedCells.unpack)
            let state: RowState = try row("state")
            return CheckedRow(
                number: number, isFresh: state == .fresh,
                row: ExchangeRow(number: number, key: try row("sheet_key"), cells: cells, given: given),
                before: before, after: after ?? cells)
        }
    }

    // MARK: Undoing

    /// What an import wrote, in the order of its rows.
    private struct Written {
        let number: Int
        let id: Int64
        let before: [String?]?
        let after: [String?]
    }

    /// Takes a whole import back: new things go, changed ones are again what they were. Refused with reasons where later
    /// changes stand on it.
    static func undo(
        _ id: ID<SheetImport>, of kind: any ExchangeKind, _ context: ExchangeContext, by operation: Operation
    ) throws {
        let current = try with(id, operation)
        guard current.state == .applied else { throw ExchangeRefusal.closed }
        var context = context
        context.batch = Subject("import", id)
        var reasons: [String] = []
        var last = Int.max
        // From the end, so that what was made on top of other rows goes first.
        while true {
            let batch = try written(by: id, before: last, limit: kind.rowsAtOnce, operation)
            guard let end = batch.last else { break }
            last = end.number
            reasons += try obstacles(batch, kind, context, operation)
            if reasons.count > 5 { break }
            if !reasons.isEmpty { continue }
            let fresh = batch.filter { $0.before == nil }.map(\.id)
            let changed = batch.compactMap { row in
                row.before.map { ExchangeChange(id: row.id, before: row.after, after: $0) }
            }
            do {
                try operation.attempt {
                    if !changed.isEmpty { _ = try kind.apply(changed, context, by: operation) }
                    if !fresh.isEmpty { try kind.remove(fresh, by: operation) }
                }
            } catch let fault as DatabaseFault where fault.constraint == .foreignKey {
                reasons.append(
                    "Đã có dữ liệu khác gắn với \(kind.noun) vừa nhập (trong các dòng \(end.number)–\(batch[0].number))."
                )
            }
        }
        guard reasons.isEmpty else {
            throw ExchangeRefusal.notUndone(
                Array(reasons.prefix(5)) + (reasons.count > 5 ? ["Còn nhiều lý do khác."] : []))
        }
        try operation.run(
            "UPDATE sheet_import SET state = \(State.undone), undone_at = \(operation.now) WHERE id = \(id)")
        try operation.record(
            "import.undo", on: Subject("import", id),
            before: ["fresh": String(current.counts.fresh), "changed": String(current.counts.changed)])
    }

    private static func written(by id: ID<SheetImport>, before last: Int, limit: Int, _ db: any Reader) throws
        -> [Written]
    {
        try db.all(
            """
            SELECT o.number, o.object, r.cells, r.cells_before, r.cells_after
            FROM sheet_import_object o JOIN sheet_import_row r ON r.sheet_import = o.sheet_import AND r.number = o.number
            WHERE o.sheet_import = \(id) AND o.number < \(last) ORDER BY o.number DESC LIMIT \(limit)
            """
        ).map { row in
            let changed: String? = try row("cells_after")
            let after: String = try changed ?? row("cells")
            return Written(
                number: try row("number"), id: try row("object"),
                before: (try row("cells_before") as String?).map(PackedCells.unpack), after: PackedCells.unpack(after))
        }
    }

    private static func obstacles(
        _ batch: [Written], _ kind: any ExchangeKind, _ context: ExchangeContext, _ db: any Reader
    ) throws -> [String] {
        let now = try kind.records(batch.map(\.id), context, db)
        let fresh = batch.filter { $0.before == nil }.map(\.id)
        let standing = try kind.obstacles(toRemoving: fresh, db)
        return batch.compactMap { row in
            guard let record = now[row.id] else {
                return "Dòng \(row.number): \(kind.noun) này không còn, hoặc nằm ngoài phạm vi."
            }
            if record.cells != row.after { return "Dòng \(row.number): \(kind.noun) này đã được sửa sau khi nhập." }
            return standing[row.id].map { "Dòng \(row.number): \($0)" }
        }
    }

    /// Imports that wrote a thing, newest first: for its history.
    public static func imports(of kind: String, object: Int64, _ db: any Reader) throws -> [SheetImport] {
        try db.all(
            """
            SELECT \(sql: columns) FROM \(sql: joined) JOIN sheet_import_object o ON o.sheet_import = i.id
            WHERE o.object = \(object) AND i.kind = \(kind) ORDER BY i.id DESC LIMIT 50
            """
        ).map(SheetImport.init)
    }
}
