import Database
import Rulebook
import Vocabulary

/// Loại bảng: one kind of thing that goes out and in by spreadsheet. A room gives one for what it keeps.
///
/// The engine reads and writes files, maps columns, reads cells, compares and keeps the trace; a kind knows which things
/// there are, what is wrong with a row beyond its cells, and how things are written.
public protocol ExchangeKind: Sendable {
    /// `don-vi`
    var code: String { get }
    /// `Đơn vị`
    var title: String { get }
    /// After a number: `12 đơn vị`.
    var noun: String { get }
    var columns: [ExchangeColumn] { get }
    /// Who may export and import, and of which units.
    var manages: Permission { get }
    /// Sentences for the sheet of guidance.
    var guide: [String] { get }
    /// Rows examined and written at once.
    var rowsAtOnce: Int { get }

    /// Every thing in scope, row by row, in the order of the sheet.
    func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws

    /// For each row: the thing it means, or what is wrong with it. Rows with `isBroken` are given only because others may
    /// point to them.
    func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]

    /// Writes new things and changes, and returns the key of each in order.
    func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws -> [Int64]

    /// Surrounds all the `apply` of one import. `unseen`: so many new things come and nothing is looked up meanwhile; 0 where
    /// rows are examined once more.
    func writing(unseen: Int, by operation: Operation, _ body: () throws -> Void) throws

    /// Things as they stand now, by key.
    func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]

    /// Why things cannot be removed: what stands on them by now, without what is removed with them.
    func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String]

    /// Removes things that an import made and nothing stands on.
    func remove(_ ids: [Int64], by operation: Operation) throws
}

extension ExchangeKind {
    public var rowsAtOnce: Int { 2_000 }

    public func writing(unseen: Int, by operation: Operation, _ body: () throws -> Void) throws { try body() }
}

/// Within which bounds an exchange happens.
public struct ExchangeContext: Sendable {
    /// Of which units things may be read and written.
    public let scope: Scope
    /// Which units a cell may name.
    public let naming: Scope
    public let today: Day
    /// What entries of the ledger about many things at once are about: the import that writes them.
    public internal(set) var batch = Subject("import", 0)

    /// Nil where its files are not at hand.
    public let law: Law?

    public init(scope: Scope, naming: Scope, today: Day, law: Law? = nil) {
        (self.scope, self.naming, self.today, self.law) = (scope, naming, today, law)
    }

    /// What may be given. Throws where the files of the law are not at hand.
    func awards(_ db: any Reader) throws -> AwardChoices {
        guard let law else { throw LawUnread.noFolder }
        return try AwardChoices(law, db)
    }

    /// The command line sees everything.
    public static func everything(on today: Day, law: Law? = nil) -> ExchangeContext {
        ExchangeContext(scope: .everything, naming: .everything, today: today, law: law)
    }
}

/// A thing as it stands: its cells in the order of the kind's columns, in plain form.
public struct ExchangeRecord: Equatable, Sendable {
    public let id: Int64
    public let cells: [String?]

    public init(id: Int64, cells: [String?]) { (self.id, self.cells) = (id, cells) }
}

/// A row of a file: cells in plain form, in the order of the kind's columns.
public struct ExchangeRow: Equatable, Sendable {
    public let number: Int
    /// The hidden key of an exported row.
    public let key: Int64?
    public internal(set) var cells: [String?]
    /// Columns that the file has.
    public let given: [Bool]
    /// A cell could not be read.
    public let isBroken: Bool

    public init(number: Int, key: Int64?, cells: [String?], given: [Bool], isBroken: Bool = false) {
        (self.number, self.key, self.cells, self.given, self.isBroken) = (number, key, cells, given, isBroken)
    }

    /// The cells that the thing will have. Where the row names its thing by key, an empty cell empties; a list that was not
    /// made by us is believed only where it says something.
    public func after(_ existing: ExchangeRecord?) -> [String?] {
        guard let existing else { return cells }
        return cells.indices.map { index in
            given[index] && (cells[index] != nil || key != nil) ? cells[index] : existing.cells[index]
        }
    }
}

/// What is wrong with a cell, or worth knowing of it; without column it is about the whole row.
public struct ExchangeProblem: Equatable, Sendable {
    public let column: Int?
    public let words: String

    public init(_ column: Int?, _ words: String) { (self.column, self.words) = (column, words) }
}

/// What a row means.
public struct ExchangeVerdict: Equatable, Sendable {
    /// Nil for something new.
    public var existing: ExchangeRecord?
    public var problems: [ExchangeProblem]
    /// Equal for two rows that mean the same new thing; nil where that cannot be told.
    public var identity: String?
    /// What the kind took otherwise than it stood, or filled in.
    public var remarks: [ExchangeProblem] = []
    /// The cells as the kind keeps them, where that is another plain form than the cells were read in.
    public var cells: [String?]?

    public init(
        existing: ExchangeRecord? = nil, problems: [ExchangeProblem] = [], identity: String? = nil,
        cells: [String?]? = nil
    ) {
        (self.existing, self.problems, self.identity, self.cells) = (existing, problems, identity, cells)
    }
}

/// One thing to write: new where `id` is nil.
public struct ExchangeChange: Equatable, Sendable {
    public let id: Int64?
    public let before: [String?]?
    public let after: [String?]

    public init(id: Int64?, before: [String?]?, after: [String?]) {
        (self.id, self.before, self.after) = (id, before, after)
    }
}

/// Cells as one text of a table: no cell holds control characters, so one of them parts cells.
enum PackedCells {
    private static let unit: Character = "\u{1F}"
    private static let record: Character = "\u{1E}"

    static func pack(_ cells: [String?]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { text.append(unit) }
            if let cell { text += cell }
        }
        return text
    }

    static func unpack(_ text: String) -> [String?] {
        text.utf8.split(separator: 0x1F, omittingEmptySubsequences: false).map {
            $0.isEmpty ? nil : String(Substring($0))
        }
    }

    static func pack(_ problems: [ExchangeProblem]) -> String? {
        if problems.isEmpty { return nil }
        return problems.map { "\($0.column.map(String.init) ?? "")\(unit)\($0.words)" }.joined(
            separator: String(record))
    }

    static func problems(_ text: String?) -> [ExchangeProblem] {
        (text ?? "").split(separator: record).map { part in
            let halves = part.split(separator: unit, maxSplits: 1, omittingEmptySubsequences: false)
            return ExchangeProblem(Int(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
    }
}
