import Database
import Vocabulary

/// The imports of a kind that a visitor may see, newest first.
struct ImportList {
    static let size = 20
    let lines: [SheetImport]
    /// Where the next page begins; nil at the end.
    let after: ID<SheetImport>?

    init(
        _ kind: String, for visitor: Visitor, _ permission: Permission, before: ID<SheetImport>?, _ db: any Reader
    ) throws {
        let own: SQL = Self.seesAll(visitor, permission) ? .empty : "AND i.account = \(visitor.account)"
        let start: SQL = before.map { "AND i.id < \($0)" } ?? .empty
        let found = try db.all(
            """
            SELECT \(sql: SheetImport.columns) FROM \(sql: SheetImport.joined)
            WHERE i.kind = \(kind) \(sql: own) \(sql: start)
            ORDER BY i.id DESC LIMIT \(Self.size + 1)
            """
        ).map(SheetImport.init)
        lines = Array(found.prefix(Self.size))
        after = found.count > Self.size ? lines.last?.id : nil
    }

    /// Rows of others may lie outside one's scope.
    static func sees(_ visitor: Visitor, _ permission: Permission, _ account: ID<Account>?) -> Bool {
        account == visitor.account || seesAll(visitor, permission)
    }

    private static func seesAll(_ visitor: Visitor, _ permission: Permission) -> Bool {
        visitor.scope(permission) == .everything
    }
}

/// Rows of an import as the preview shows them, a page at a time.
struct ImportRows {
    static let size = 50

    enum View: String, CaseIterable {
        case invalid = "sai"
        case fresh = "moi"
        case changed = "thay-doi"
        case same = "khong-doi"
        case remarks = "luu-y"

        /// What was asked for; else what needs a person first.
        init(_ word: String?, _ counts: SheetImport.Counts) {
            let standard: View = counts.invalid > 0 ? .invalid : counts.changed > 0 ? .changed : .fresh
            self = word.flatMap(View.init) ?? standard
        }

        var state: SheetImport.RowState? {
            switch self {
            case .invalid: .invalid
            case .fresh: .fresh
            case .changed: .changed
            case .same: .same
            case .remarks: nil
            }
        }
    }

    struct Line {
        let number: Int
        let state: SheetImport.RowState
        let cells: [String?]
        let before: [String?]?
        let after: [String?]?
        let problems: [ExchangeProblem]
        let remarks: [ExchangeProblem]
    }

    let view: View
    let lines: [Line]
    let after: Int?
    let isFirst: Bool
    /// Labels of the units that the rows name.
    let labels: UnitLabels
    let remarkCount: Int

    init(_ current: SheetImport, _ kind: any ExchangeKind, view: View, after: Int, _ db: any Reader) throws {
        self.view = view
        isFirst = after == 0
        let condition: SQL = view.state.map { "state = \($0)" } ?? "remarks IS NOT NULL"
        let found = try db.all(
            """
            SELECT number, state, cells, cells_before, cells_after, problems, remarks FROM sheet_import_row
            WHERE sheet_import = \(current.id) AND \(sql: condition) AND number > \(after)
            ORDER BY number LIMIT \(Self.size + 1)
            """
        ).map { row in
            Line(
                number: try row("number"), state: try row("state"), cells: PackedCells.unpack(try row("cells")),
                before: (try row("cells_before") as String?).map(PackedCells.unpack),
                after: (try row("cells_after") as String?).map(PackedCells.unpack),
                problems: PackedCells.problems(try row("problems")), remarks: PackedCells.problems(try row("remarks")))
        }
        lines = Array(found.prefix(Self.size))
        self.after = found.count > Self.size ? lines.last?.number : nil
        remarkCount = try db.value(
            "SELECT count(*) FROM sheet_import_row WHERE sheet_import = \(current.id) AND remarks IS NOT NULL")
        var labels = UnitLabels()
        let places = kind.columns.indices.filter { if case .unit = kind.columns[$0].content { true } else { false } }
        if !places.isEmpty {
            let codes = lines.filter { $0.state != .invalid }.flatMap { line in
                places.flatMap { place in
                    [line.cells, line.before ?? [], line.after ?? []].compactMap {
                        $0.indices.contains(place) ? $0[place] : nil
                    }
                }
            }
            try labels.learn(codes, db)
        }
        self.labels = labels
    }
}
