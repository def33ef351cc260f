import Database
import Vocabulary

/// One kind of what the installation keeps about somebody: each room tells its own (`Office.ownRecords`), so that the
/// export of one's own data is whole.
public struct OwnRecords: Sendable {
    public let title: String
    public let heads: [String]
    /// Rows about an account and the person it belongs to, newest first; a cell for each head.
    public let rows: @Sendable (_ account: ID<Account>, _ person: ID<Person>?, _ db: any Reader) throws -> [[String]]
    /// The columns that hold an act of the ledger, or the kind of a thing: said in words when they are shown.
    let ledgerColumns: LedgerColumns?

    struct LedgerColumns: Sendable {
        let act: Int
        var kind: Int?
    }

    public init(
        _ title: String, heads: [String],
        rows: @escaping @Sendable (_ account: ID<Account>, _ person: ID<Person>?, _ db: any Reader) throws -> [[String]]
    ) {
        (self.title, self.heads, self.rows, ledgerColumns) = (title, heads, rows, nil)
    }

    private init(
        _ title: String, heads: [String], ledger: LedgerColumns,
        rows: @escaping @Sendable (_ account: ID<Account>, _ person: ID<Person>?, _ db: any Reader) throws -> [[String]]
    ) {
        (self.title, self.heads, self.rows, ledgerColumns) = (title, heads, rows, ledger)
    }

    /// The rows in the words of the office.
    func told(_ account: ID<Account>, _ person: ID<Person>?, _ book: LedgerBook, _ db: any Reader) throws -> [[String]]
    {
        var rows = try rows(account, person, db)
        guard let columns = ledgerColumns else { return rows }
        for index in rows.indices {
            rows[index][columns.act] = book.words(forAct: rows[index][columns.act])
            guard let kind = columns.kind else { continue }
            let words = rows[index][kind].split(separator: " ", maxSplits: 1).map(String.init)
            rows[index][kind] = ([book[words[0]]?.noun ?? words[0]] + words.dropFirst().map { "số \($0)" }).joined(
                separator: " ")
        }
        return rows
    }

    /// Those of this wing. Of secrets only that they exist: a password is kept as a hash that nobody can read.
    public static let office: [OwnRecords] =
        [
            account, roles, sessions, person, posts, officers, councils, trainings, transfers, requests, acts, about,
        ] + OwnHonours.records

    private static let account = OwnRecords(
        "Tài khoản", heads: ["Tên đăng nhập", "Họ và tên", "Đơn vị", "Tình trạng", "Tạo lúc"]
    ) {
        account, _, db in
        try db.all(
            """
            SELECT a.login, a.name, u.name AS unit_name, a.state, a.added FROM account a LEFT JOIN unit u ON u.id = a.unit
            WHERE a.id = \(account)
            """
        ).map { row in
            [
                try row("login"), try row("name"), try row("unit_name") ?? "",
                try row("state") as String == "open" ? "đang dùng" : "đã khóa",
                (try row("added") as Instant).vietnamese,
            ]
        }
    }

    private static let roles = OwnRecords("Vai trò", heads: ["Vai trò", "Phạm vi", "Từ ngày", "Đến ngày"]) {
        account, _, db in
        try db.all(
            """
            SELECT r.role, u.name AS branch_name, r.first_day, r.last_day FROM account_role r
            LEFT JOIN unit u ON u.id = r.branch WHERE r.account = \(account) ORDER BY r.id DESC
            """
        ).map { row in
            let (first, last): (Day?, Day?) = (try row("first_day"), try row("last_day"))
            return [
                (try row("role") as Role).vietnamese, try row("branch_name") ?? "", first?.vietnamese ?? "",
                last?.vietnamese ?? "",
            ]
        }
    }

    private static let sessions = OwnRecords("Phiên làm việc đang mở", heads: ["Bắt đầu", "Gần nhất", "Địa chỉ máy"]) {
        account, _, db in
        try db.all("SELECT started, seen, origin FROM session WHERE account = \(account) ORDER BY started DESC").map {
            row in
            [(try row("started") as Instant).vietnamese, (try row("seen") as Instant).vietnamese, try row("origin")]
        }
    }

    private static let person = OwnRecords(
        "Thông tin cá nhân", heads: ["Họ và tên", "Sinh", "Giới tính", "Dân tộc", "Vùng", "Điện thoại", "Thư điện tử"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            "SELECT \(sql: Person.columns), \(sql: PersonContact.columns) FROM person p WHERE p.id = \(person)"
        ).map { row in
            let (person, contact) = (try Person(row), try PersonContact(row))
            return [
                person.name, contact.birth ?? "", person.gender?.vietnamese ?? "", person.ethnicGroup?.name ?? "",
                person.area?.vietnamese ?? "", contact.phone ?? "", contact.email ?? "",
            ]
        }
    }

    private static let posts = OwnRecords("Chức vụ", heads: ["Chức vụ", "Đơn vị", "Nhóm", "Thời gian"]) {
        _, person, db in
        try person.map { try Posts.all(of: $0, db) }?.map {
            [$0.title, $0.unitName, $0.group.vietnamese, PersonPages.period($0)]
        } ?? []
    }

    private static let officers = OwnRecords(
        "Phụ trách thi đua, khen thưởng", heads: ["Đơn vị", "Từ ngày", "Đến ngày"]
    ) { _, person, db in
        try person.map { try EmulationOfficers.all(of: $0, in: .everything, db) }?.map {
            [$0.unitName, $0.firstDay.vietnamese, $0.lastDay?.vietnamese ?? ""]
        } ?? []
    }

    private static let councils = OwnRecords(
        "Thành viên hội đồng", heads: ["Hội đồng", "Vai trò", "Từ ngày", "Đến ngày"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            """
            SELECT c.name, m.role, m.first_day, m.last_day FROM council_member m JOIN council c ON c.id = m.council
            WHERE m.person = \(person) ORDER BY m.first_day DESC, m.id DESC
            """
        ).map { row in
            let (first, last): (Day, Day?) = (try row("first_day"), try row("last_day"))
            return [
                try row("name"), (try row("role") as Council.Role).vietnamese, first.vietnamese,
                last?.vietnamese ?? "",
            ]
        }
    }

    private static let trainings = OwnRecords("Lớp đã tập huấn", heads: ["Lớp", "Ngày"]) { _, person, db in
        try person.map { try PersonTraining.all(of: $0, db) }?.map { [$0.className, $0.onDay?.vietnamese ?? ""] } ?? []
    }

    private static let transfers = OwnRecords(
        "Điều động", heads: ["Từ đơn vị", "Đến đơn vị", "Chức vụ mới", "Từ ngày", "Tình trạng"]
    ) { _, person, db in
        guard let person else { return [] }
        return try db.all(
            "SELECT \(sql: Transfer.columns) \(sql: Transfer.source) WHERE t.person = \(person) ORDER BY t.id DESC"
        ).map(Transfer.init).map { [$0.fromName, $0.toName, $0.title, $0.onDay.vietnamese, $0.state.vietnamese] }
    }

    private static let requests = OwnRecords("Đề nghị sửa thông tin", heads: ["Gửi lúc", "Nội dung", "Trả lời"]) {
        _, person, db in
        try person.map { try CorrectionRequest.all(of: $0, db) }?.map {
            [$0.at.vietnamese, $0.words, $0.answer ?? "chưa trả lời"]
        } ?? []
    }

    private static let acts = OwnRecords(
        "Việc đã làm trong phần mềm (nhật ký)", heads: ["Lúc", "Việc", "Đối tượng", "Từ địa chỉ"],
        ledger: LedgerColumns(act: 1, kind: 2)
    ) { account, _, db in
        try db.all(
            """
            SELECT at, act, subject_kind, subject, origin FROM ledger_entry WHERE account = \(account)
            ORDER BY sequence DESC
            """
        ).map { row in
            let (kind, id): (String, Int64) = (try row("subject_kind"), try row("subject"))
            return [(try row("at") as Instant).vietnamese, try row("act"), "\(kind) \(id)", try row("origin")]
        }
    }

    private static let about = OwnRecords(
        "Việc người khác làm với hồ sơ này (nhật ký)", heads: ["Lúc", "Việc", "Người làm"],
        ledger: LedgerColumns(act: 1)
    ) { account, person, db in
        try db.all(
            """
            SELECT at, act, actor FROM ledger_entry WHERE (account IS NULL OR account <> \(account))
              AND (subject_kind = 'account' AND subject = \(account) OR subject_kind = 'person' AND subject = \(person?.rawValue ?? 0))
            ORDER BY sequence DESC
            """
        ).map { [(try $0("at") as Instant).vietnamese, try $0("act"), try $0("actor")] }
    }
}

/// Đề nghị sửa: somebody says what is wrong in what is kept about them; who manages their unit answers.
public struct CorrectionRequest: Equatable, Sendable {
    public let id: ID<CorrectionRequest>
    public let words: String
    public let at: Instant
    public let answer: String?

    init(_ row: Row) throws {
        id = try row("id")
        words = try row("words")
        at = try row("at")
        answer = try row("answer")
    }

    public static func all(of person: ID<Person>, _ db: any Reader) throws -> [CorrectionRequest] {
        try db.all("SELECT id, words, at, answer FROM correction_request WHERE person = \(person) ORDER BY id DESC")
            .map(CorrectionRequest.init)
    }

    static let most = 2000

    /// The ledger says that there is a request, not what it says.
    public static func send(_ words: String, of person: ID<Person>, by operation: Operation) throws {
        let words = words.nfc.trimmed
        guard !words.isEmpty, words.count <= most else { throw CorrectionRefusal.noWords }
        try operation.run(
            "INSERT INTO correction_request (person, words, at) VALUES (\(person), \(words), \(operation.now))")
        try operation.record("person.request", on: Subject("person", person))
    }

    /// Answers a request about a person whom the visitor manages.
    public static func settle(_ id: ID<CorrectionRequest>, answer: String, in scope: Scope, by operation: Operation)
        throws
        -> ID<Person>
    {
        let row = try operation.first(
            "SELECT person, settled FROM correction_request WHERE id = \(id) \(word: .forUpdate)")
        guard let row else { throw PersonRefusal.notFound }
        let person: ID<Person> = try row("person")
        let settled: Instant? = try row("settled")
        _ = try People.person(person, in: scope, on: operation.today, operation)
        guard settled == nil else { throw CorrectionRefusal.answered }
        let answer = answer.nfc.trimmed
        guard !answer.isEmpty, answer.count <= most else { throw CorrectionRefusal.noWords }
        try operation.run(
            "UPDATE correction_request SET settled = \(operation.now), answer = \(answer) WHERE id = \(id)")
        try operation.record("person.settle", on: Subject("person", person))
        return person
    }
}

/// Why a request was not taken.
public enum CorrectionRefusal: Explained, Equatable {
    case noWords
    case answered
    case noPerson

    public var explanation: Explanation {
        switch self {
        case .noWords:
            Explanation(
                notice: "Hãy ghi nội dung, không quá \(CorrectionRequest.most.description) ký tự.",
                log: "no words of request")
        case .answered: Explanation(notice: "Đề nghị này đã được trả lời.", log: "request was answered")
        case .noPerson:
            Explanation(
                notice: "Tài khoản chưa gắn với hồ sơ cá nhân nào. Đề nghị người quản lý danh sách gắn giúp.",
                log: "account has no person")
        }
    }
}
