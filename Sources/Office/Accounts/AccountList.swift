import Database
import Markup
import Vocabulary

/// What the list of accounts is asked for; its address holds all of it.
public struct AccountFilter: Equatable, Sendable {
    /// Tình trạng of an account as an administrator asks for it.
    public enum State: String, Sendable, CaseIterable {
        case open = "dang-dung"
        case waiting = "chua-vao"
        case closed = "da-khoa"
        case roleless = "het-vai-tro"

        var vietnamese: String {
            switch self {
            case .open: "Đang dùng"
            case .waiting: "Chưa đăng nhập lần nào"
            case .closed: "Đã khóa"
            case .roleless: "Không còn vai trò hiệu lực"
            }
        }
    }

    public enum Sort: String, Sendable, CaseIterable {
        case name = "ten"
        case login = "dang-nhap"
        case lastSignIn = "lan-cuoi"

        var vietnamese: String {
            switch self {
            case .name: "tên"
            case .login: "tên đăng nhập"
            case .lastSignIn: "lần đăng nhập cuối"
            }
        }
    }

    public var words = ""
    public var role: Role?
    /// Accounts of the unit and of all below it: its code, as `TypedUnit` writes it.
    public var unit = ""
    public var state: State?
    public var sort = Sort.name
    public var isDescending = false

    public init() {}

    /// Reads an address; what it does not understand is as if not asked for.
    public init(_ value: (String) -> String?) {
        words = String((value("chu") ?? "").trimmed.prefix(120))
        role = value("vai-tro").flatMap(Role.init(code:))
        unit = String((value("don-vi") ?? "").trimmed.prefix(200))
        state = value("tinh-trang").flatMap(State.init(rawValue:))
        let order = value("sap") ?? ""
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .name
    }

    public func address(_ path: String) -> Address {
        var address = Address(path).with("chu", words).with("vai-tro", role?.code).with("don-vi", unit)
        address = address.with("tinh-trang", state?.rawValue)
        if sort != .name || isDescending { address = address.with("sap", (isDescending ? "-" : "") + sort.rawValue) }
        return address
    }

    public var isNarrowed: Bool { !words.isEmpty || role != nil || !unit.isEmpty || state != nil }
}

/// One row of the list of accounts.
public struct AccountLine: Equatable, Sendable {
    public let id: ID<Account>
    public let login: String
    public let name: String
    public let unitName: String?
    public let isOpen: Bool
    /// False while nobody has set a password.
    public let hasPassword: Bool
    public let lastSignIn: Instant?
    /// Roles that hold today, with the branch where one is named.
    public internal(set) var roles: [(role: Role, branch: String?)] = []

    public static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && left.roles.elementsEqual(right.roles, by: ==) && left.name == right.name
    }

    static let columns: SQL =
        "a.id, a.login, a.name, u.name AS unit_name, a.state, a.password <> '' AS has_password, a.last_sign_in"

    init(_ row: Row) throws {
        id = try row("id")
        login = try row("login")
        name = try row("name")
        unitName = try row("unit_name")
        isOpen = try row("state") == "open"
        hasPassword = try row("has_password")
        let last: Instant = try row("last_sign_in")
        lastSignIn = last.milliseconds > 0 ? last : nil
    }
}

/// A page of the list of accounts: rows in order, and whether there is more on either side.
public struct AccountList: Equatable, Sendable {
    public let lines: [AccountLine]
    /// At most one more than `most`.
    public let count: Int
    public let before: ID<Account>?
    public let after: ID<Account>?

    public static let pageSize = 50
    /// Beyond this the count is said as “hơn 1.000”.
    public static let most = 1000

    public var words: String { count > Self.most ? "hơn \(Self.most.dotted) tài khoản" : "\(count.dotted) tài khoản" }

    public typealias Cursor = KeysetCursor<ID<Account>>

    /// Three queries; the same for one row and for a full page.
    ///
    /// - Parameters:
    ///   - branch: path of the unit that `filter.unit` means; nil where it asks for none.
    ///   - scope: where the visitor manages accounts.
    public static func page(
        _ filter: AccountFilter, branch: String?, _ cursor: Cursor? = nil, within scope: Scope, today: Day,
        size: Int = pageSize, _ db: any Reader
    ) throws -> AccountList {
        let source = source(filter, branch: branch, within: scope, today)
        let goesDown = filter.isDescending != (cursor?.isBackwards ?? false)
        let page = try KeysetPage(cursor, size: size, key: \AccountLine.id) { limit in
            try db.all(statement(source, filter.sort, goesDown: goesDown, from: cursor?.key, limit: limit)).map(
                AccountLine.init)
        }
        var lines = page.rows
        var roles: [ID<Account>: [(Role, String?)]] = [:]
        try db.each(
            """
            SELECT r.account, r.role, b.name AS branch FROM account_role r LEFT JOIN unit b ON b.id = r.branch
            WHERE r.account IN (\(list: lines.map(\.id))) AND \(sql: HeldRole.holds(on: today)) ORDER BY r.account, r.id
            """
        ) { roles[try $0("account"), default: []].append((try $0("role"), try $0("branch"))) }
        for index in lines.indices { lines[index].roles = roles[lines[index].id] ?? [] }
        let count: Int = try db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: source) LIMIT \(most + 1)) c")
        return AccountList(lines: lines, count: count, before: page.before, after: page.after)
    }

    /// Paging is by the keys of the last row, looked up by its `id`: a page deep in the list costs what the first does.
    static func statement(
        _ source: SQL, _ sort: AccountFilter.Sort, goesDown: Bool, from start: ID<Account>?, limit: Int
    ) -> SQL {
        let keys: [SQL] =
            switch sort {
            case .name: ["name_key", "id"]
            case .login: ["login"]
            case .lastSignIn: ["last_sign_in", "id"]
            }
        func list(_ prefix: SQL, _ suffix: SQL = "") -> SQL { keys.map { prefix + $0 + suffix }.joined() }
        let beyond: SQL =
            start.map { id in
                let comparison: SQL = goesDown ? "<" : ">"
                return
                    "AND (\(sql: list("a."))) \(sql: comparison) (SELECT \(sql: list("s.")) FROM account s WHERE s.id = \(id))"
            } ?? ""
        return """
            SELECT \(sql: AccountLine.columns) \(sql: source) \(sql: beyond)
            ORDER BY \(sql: list("a.", goesDown ? " DESC" : "")) LIMIT \(limit)
            """
    }

    static func source(_ filter: AccountFilter, branch: String?, within scope: Scope, _ today: Day) -> SQL {
        var conditions: [SQL] = scope == .everything ? [] : [scope.condition(path: "u.path")]
        conditions += AccountWords.conditions(filter.words)
        if let branch { conditions.append(Scope.branches([branch]).condition(path: "u.path")) }
        if let role = filter.role {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM account_role r
                        WHERE r.account = a.id AND r.role = \(role) AND \(sql: HeldRole.holds(on: today)))
                """)
        }
        switch filter.state {
        case nil: break
        case .open: conditions.append("a.state = 'open'")
        case .closed: conditions.append("a.state = 'closed'")
        case .waiting: conditions.append("a.state = 'open' AND a.last_sign_in = 0")
        case .roleless:
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account = a.id AND \(sql: HeldRole.holds(on: today)))"
            )
        }
        let condition: SQL = conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
        return "FROM account a LEFT JOIN unit u ON u.id = a.unit WHERE \(sql: condition)"
    }
}
