import Database
import Vocabulary

/// Lượt nhập: one spreadsheet on its way in: opened, its columns named, its rows checked, written, perhaps taken back.
public struct SheetImport: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable {
        case opened, checked, applied, undone, dropped

        public var vietnamese: String {
            switch self {
            case .opened: "chờ ghép cột"
            case .checked: "đã kiểm tra, chưa nhập"
            case .applied: "đã nhập"
            case .undone: "đã hoàn tác"
            case .dropped: "đã bỏ"
            }
        }
    }

    /// What became of a row.
    public enum RowState: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case invalid, fresh, changed, same
    }

    public struct Counts: Equatable, Sendable {
        public var fresh = 0
        public var changed = 0
        public var same = 0
        public var invalid = 0

        public init() {}

        public var all: Int { fresh + changed + same + invalid }
        /// Rows that writing would change anything for.
        public var work: Int { fresh + changed }

        public subscript(state: RowState) -> Int {
            switch state {
            case .fresh: fresh
            case .changed: changed
            case .same: same
            case .invalid: invalid
            }
        }
    }

    public let id: ID<SheetImport>
    public let kind: String
    public let file: ID<StoredFile>
    public let fileName: String
    public let account: ID<Account>?
    public let accountName: String?
    public let opened: Instant
    public let state: State
    /// Which sheet of the workbook, from 0; nil where it was not said yet.
    public let sheet: Int?
    public let sheetName: String?
    public let headRow: Int?
    public let headDepth: Int
    public let keyColumn: Int?
    public let mapping: [Int: String]
    public let counts: Counts
    /// What has to be said about the file as a whole.
    public let notes: [String]
    public let appliedAt: Instant?
    public let undoneAt: Instant?
    public let isPartial: Bool

    static let columns: SQL =
        """
        i.id, i.kind, i.file, f.name AS file_name, i.account, a.name AS account_name, i.opened, i.state, i.sheet, i.sheet_name,
        i.head_row, i.head_depth, i.key_column, i.mapping, i.fresh, i.changed, i.same, i.invalid, i.notes, i.applied_at,
        i.undone_at, i.is_partial
        """
    static let joined: SQL =
        "sheet_import i JOIN stored_file f ON f.id = i.file LEFT JOIN account a ON a.id = i.account"

    init(_ row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        file = try row("file")
        fileName = try row("file_name")
        account = try row("account")
        accountName = try row("account_name")
        opened = try row("opened")
        state = try row("state")
        sheet = try row("sheet")
        sheetName = try row("sheet_name")
        headRow = try row("head_row")
        headDepth = try row("head_depth")
        keyColumn = try row("key_column")
        mapping = PackedMapping.unpack(try row("mapping"))
        var counts = Counts()
        counts.fresh = try row("fresh")
        counts.changed = try row("changed")
        counts.same = try row("same")
        counts.invalid = try row("invalid")
        self.counts = counts
        notes = (try row("notes") as String).split(separator: "\n").map(String.init)
        appliedAt = try row("applied_at")
        undoneAt = try row("undone_at")
        isPartial = try row("is_partial")
    }

    /// An import by its key; refused where there is none.
    static func with(_ id: ID<SheetImport>, _ db: any Reader) throws -> SheetImport {
        guard let row = try db.first("SELECT \(sql: columns) FROM \(sql: joined) WHERE i.id = \(id)") else {
            throw ExchangeRefusal.notFound
        }
        return try SheetImport(row)
    }

    /// The columns of the kind that the file has.
    func given(_ columns: [ExchangeColumn]) -> [Bool] {
        let codes = Set(mapping.values)
        return columns.map { codes.contains($0.code) }
    }
}

/// Why an exchange was refused.
public enum ExchangeRefusal: Explained, Equatable {
    case notFound
    case noFile
    case otherKind(String)
    case sheetNotChosen
    case noHead
    case headMissing([String])
    case columnTwice(String)
    case noRows
    case tooManyRows(Int)
    case closed
    case nothingToDo
    case hasInvalid(Int)
    case changedSince(row: Int, words: String)
    case notUndone([String])
    case unknownKind(String)

    public var explanation: Explanation {
        switch self {
        case .notFound:
            Explanation(notice: "Không có lượt nhập này. Hãy về danh sách các lượt nhập.", log: "import not found")
        case .noFile:
            Explanation(notice: "Chưa chọn tệp. Hãy chọn tệp Excel (xlsx) hoặc csv.", log: "no file in form")
        case .otherKind(let title):
            Explanation(
                notice: "Đây là bảng “\(title)” do phần mềm xuất ra. Hãy nhập ở mục \(title), hoặc chọn đúng tệp.",
                log: "workbook of another kind")
        case .sheetNotChosen:
            Explanation(
                notice: "Tệp có nhiều trang tính. Hãy chọn trang tính cần nhập.", log: "sheet not chosen",
                english: "The workbook has several sheets; say which one with --sheet.")
        case .noHead:
            Explanation(
                notice:
                    "Không thấy dòng tiêu đề của bảng. Hãy chọn dòng có tên các cột, hoặc chép dữ liệu vào bảng mẫu.",
                log: "no head recognised", english: "No row with column heads was recognised. Use the template.")
        case .headMissing(let titles):
            Explanation(
                notice: "Chưa ghép cột bắt buộc: \(titles.joined(separator: ", ")). Hãy chọn cột của tệp cho từng mục.",
                log: "needed columns are not mapped", english: "Columns are missing: \(titles.joined(separator: ", "))."
            )
        case .columnTwice(let title):
            Explanation(
                notice: "Mục “\(title)” được ghép với hai cột. Mỗi mục chỉ lấy từ một cột.", log: "column mapped twice")
        case .noRows:
            Explanation(
                notice: "Dưới dòng tiêu đề không có dòng dữ liệu nào. Hãy kiểm tra lại trang tính và dòng tiêu đề.",
                log: "no rows below the head", english: "There are no rows below the heads.")
        case .tooManyRows(let most):
            Explanation(
                notice: "Bảng có hơn \(most) dòng. Hãy tách thành nhiều tệp.", log: "too many rows",
                english: "More than \(most) rows. Split the file.")
        case .closed:
            Explanation(notice: "Lượt nhập này đã xong hoặc đã bỏ nên không sửa được nữa.", log: "import is closed")
        case .nothingToDo:
            Explanation(notice: "Không có dòng nào mới hoặc thay đổi nên không có gì để nhập.", log: "nothing to apply")
        case .hasInvalid(let count):
            Explanation(
                notice: "Còn \(count) dòng sai nên chưa nhập cả tệp. Hãy sửa, hoặc chọn chỉ nhập phần hợp lệ.",
                log: "import has invalid rows", english: "\(count) rows are wrong. Correct them, or use --partial.")
        case .changedSince(let row, let words):
            Explanation(
                notice:
                    "Dữ liệu đã thay đổi từ khi kiểm tra (dòng \(row): \(words)) Chưa nhập gì. Hãy kiểm tra lại tệp.",
                log: "data changed since the check")
        case .notUndone(let reasons):
            Explanation(
                notice: "Chưa hoàn tác được, không có gì bị thay đổi. \(reasons.joined(separator: " "))",
                log: "import cannot be undone")
        case .unknownKind(let code):
            Explanation(
                notice: "Không có loại bảng “\(code)”.", log: "unknown kind of exchange",
                english: "There is no kind of spreadsheet “\(code)”.")
        }
    }
}
