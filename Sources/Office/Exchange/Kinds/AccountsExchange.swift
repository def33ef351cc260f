import Database
import Vocabulary

/// Tài khoản: who may sign in, as a spreadsheet. New accounts have no password: their holders are invited.
///
/// Only roles of the usual reach and without an end are in it; others are given on the page of the account.
public struct AccountsExchange: ExchangeKind {
    public let code = "tai-khoan"
    public let title = "Tài khoản"
    public let noun = "tài khoản"
    public let manages = Permission.manageAccounts

    public init() {}

    enum Place { static let login = 0, name = 1, unit = 2, roles = 3, state = 4 }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "dang-nhap", "Tên đăng nhập", .code, isNeeded: true,
            aliases: ["tai khoan", "ten tai khoan", "user", "username", "login"], width: 20,
            help: "Chữ không dấu, chữ số, dấu chấm; ví dụ: hanh.snv. Không trùng với người khác."),
        ExchangeColumn(
            "ho-ten", "Họ và tên", .text(longest: 120), isNeeded: true, aliases: ["ho ten", "ten", "can bo"], width: 28,
            help: "Họ, tên đệm và tên của người dùng."),
        ExchangeColumn(
            "don-vi", "Đơn vị", .unit(orHere: false), aliases: ["don vi cong tac", "co quan", "co quan, don vi"],
            width: 36, help: "Đơn vị công tác. Chỉ quản trị hệ thống mới để trống."),
        ExchangeColumn(
            "vai-tro", "Vai trò", .texts, isNeeded: true, aliases: ["quyen", "nhom quyen", "vai tro he thong"],
            width: 30,
            help: "Một hay nhiều vai trò, cách nhau dấu chấm phẩy: "
                + Role.allCases.map(\.vietnamese).joined(separator: ", ") + "."),
        ExchangeColumn(
            "tinh-trang", "Tình trạng",
            .choice([
                .init("open", "đang dùng", aliases: ["mo", "hoat dong"]), .init("closed", "đã khóa", aliases: ["khoa"]),
            ]),
            aliases: ["trang thai"], width: 12, help: "Đang dùng hoặc đã khóa. Để trống là đang dùng."),
    ]

    public let guide = [
        "Tài khoản mới chưa có mật khẩu: sau khi nhập, in thư mời ở trang của từng tài khoản.",
        "Vai trò có giới hạn phạm vi hoặc thời hạn thì giao ở trang của tài khoản; bảng này chỉ giữ vai trò thường xuyên.",
    ]

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        let roles = try Self.roles(nil, context, db)
        try db.each("SELECT \(sql: Self.selected(context)) ORDER BY a.name_key, a.id") { row in
            try body(Self.record(row, roles))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            let roles = try Self.roles(some, context, db)
            for row in try db.all("SELECT \(sql: Self.selected(context)) AND a.id IN (\(list: some))") {
                let record = try Self.record(row, roles)
                found[record.id] = record
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        a.id, a.login, a.name, u.code AS unit_code, a.state FROM account a LEFT JOIN unit u ON u.id = a.unit
        WHERE \(sql: context.scope.condition(path: "u.path"))
        """
    }

    private static func record(_ row: Row, _ roles: [Int64: Set<Role>]) throws -> ExchangeRecord {
        let id: Int64 = try row("id")
        return ExchangeRecord(
            id: id,
            cells: [
                try row("login"), try row("name"), try row("unit_code"), words(roles[id] ?? []), try row("state"),
            ])
    }

    private static func roles(_ ids: [Int64]?, _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: Set<
        Role
    >] {
        var roles: [Int64: Set<Role>] = [:]
        let bound: SQL = ids.map { "AND r.account IN (\(list: $0))" } ?? .empty
        try db.each(
            """
            SELECT r.account, r.role FROM account_role r
            WHERE \(sql: HeldRole.holds(on: context.today)) AND r.branch IS NULL AND r.last_day IS NULL \(sql: bound)
            """
        ) { row in roles[try row("account"), default: []].insert(try row("role")) }
        return roles
    }

    /// `chuyên viên; lãnh đạo`: always in the same order.
    static func words(_ roles: Set<Role>) -> String? {
        roles.isEmpty ? nil : Role.allCases.filter(roles.contains).map(\.vietnamese).joined(separator: "; ")
    }

    static func roles(_ words: String?) -> Set<Role> {
        Set((words ?? "").split(separator: ";").compactMap { role(named: $0.trimmed) })
    }

    private static func role(named text: String) -> Role? {
        Role(code: text) ?? Role(code: text.folded.replacing(" ", with: "-"))
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        var ids = Set(rows.compactMap(\.key))
        var idByLogin: [String: Int64] = [:]
        var rest = Set(rows.compactMap { $0.cells[Place.login]?.folded }).sorted()[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT id, login FROM account WHERE login IN (\(list: rest.prefix(500)))") {
                idByLogin[try row("login")] = try row("id")
                ids.insert(try row("id"))
            }
            rest = rest.dropFirst(500)
        }
        let records = try records(ids.sorted(), context, db)
        let units = try UnitsByCode(
            rows.compactMap { $0.cells[Place.unit] } + records.values.compactMap { $0.cells[Place.unit] }, db)
        return try rows.map { row in
            try verdict(row, idByLogin, records, units, context, db)
        }
    }

    private func verdict(
        _ original: ExchangeRow, _ idByLogin: [String: Int64], _ records: [Int64: ExchangeRecord], _ units: UnitsByCode,
        _ context: ExchangeContext, _ db: any Reader
    ) throws -> ExchangeVerdict {
        var (row, verdict) = (original, ExchangeVerdict())
        if row.isBroken { return verdict }
        let login = row.cells[Place.login]?.folded
        row.cells[Place.login] = login
        if let key = row.key {
            guard let record = records[key] else {
                verdict.problems.append(
                    ExchangeProblem(
                        nil, "khóa ẩn không trỏ đến tài khoản nào. Hãy xuất lại bảng, hoặc để trống ô khóa."))
                return verdict
            }
            verdict.existing = record
            if let login, login != record.cells[Place.login] {
                verdict.problems.append(ExchangeProblem(Place.login, "tên đăng nhập không đổi được ở đây."))
            }
        } else if let login, let id = idByLogin[login] {
            guard let record = records[id] else {
                verdict.problems.append(ExchangeProblem(Place.login, "“\(login)” đã có người dùng. Hãy chọn tên khác."))
                return verdict
            }
            verdict.existing = record
        }
        verdict.identity = login
        if let login, !Self.isLogin(login) {
            verdict.problems.append(
                ExchangeProblem(
                    Place.login,
                    "“\(CellReading.short(login))” không dùng được. Dùng 2 đến 64 chữ không dấu, chữ số, dấu chấm, gạch nối."
                ))
        }
        if verdict.existing == nil { row.cells[Place.state] = row.cells[Place.state] ?? "open" }
        if let text = row.cells[Place.roles] {
            let unknown = text.split(separator: ";").map { $0.trimmed }.filter { Self.role(named: $0) == nil }
            if let first = unknown.first {
                verdict.problems.append(
                    ExchangeProblem(
                        Place.roles,
                        "không có vai trò “\(CellReading.short(first))”. Các vai trò: \(Role.allCases.map(\.vietnamese).joined(separator: ", "))."
                    ))
            }
            row.cells[Place.roles] = Self.words(Self.roles(text))
        }
        verdict.cells = row.cells
        try check(row.after(verdict.existing), units, context, db, &verdict)
        return verdict
    }

    private static func isLogin(_ login: String) -> Bool {
        (2...64).contains(login.utf8.count)
            && login.utf8.allSatisfy { byte in
                switch byte {
                case 0x61...0x7A, 0x30...0x39, 0x2E, 0x2D, 0x5F, 0x40: true
                default: false
                }
            }
    }

    private func check(
        _ after: [String?], _ units: UnitsByCode, _ context: ExchangeContext, _ db: any Reader,
        _ verdict: inout ExchangeVerdict
    ) throws {
        let roles = Self.roles(after[Place.roles])
        let unit = after[Place.unit].flatMap { units[$0] }
        if unit == nil, after[Place.unit] == nil, roles.contains(where: { $0 != .administrator }) {
            verdict.problems.append(
                ExchangeProblem(Place.unit, "chưa có. Chỉ vai trò quản trị mới không thuộc đơn vị nào."))
        }
        if verdict.existing?.cells == after { return }
        for role in roles where !context.scope.covers(HeldRole.reach(role, branch: nil, home: unit?.path)) {
            verdict.problems.append(
                ExchangeProblem(Place.roles, "vai trò \(role.vietnamese) vượt quá phạm vi mà ông/bà được giao quyền."))
        }
        for pair in Role.allCases.filter(roles.contains).indices {
            let ordered = Role.allCases.filter(roles.contains)
            for other in ordered[..<pair] {
                do { try AccountRights.mustCombine(ordered[pair], other) } catch let refusal as any Explained {
                    verdict.problems.append(ExchangeProblem(Place.roles, refusal.explanation.notice))
                }
            }
        }
        if let old = verdict.existing,
            try !AccountRights.reachesWithin(context.scope, ID(old.id), today: context.today, db)
        {
            verdict.problems.append(
                ExchangeProblem(nil, RightsRefusal.moreRights.explanation.notice))
        }
    }

    // MARK: Writing, by the same operations as the page of an account

    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let units = try UnitsByCode(changes.compactMap { $0.after[Place.unit] }, operation)
        return try changes.map { change in
            let cells = change.after
            let unit = cells[Place.unit].flatMap { units[$0]?.id }
            let roles = Role.allCases.filter(Self.roles(cells[Place.roles]).contains)
            let id: ID<Account>
            if let known = change.id, let before = change.before {
                id = ID(known)
                // What is ended first makes room for what does not go with it.
                try giveAndEnd(Self.roles(before[Place.roles]), Set(roles), id, context, operation) {
                    try Accounts.edit(
                        id, name: cells[Place.name] ?? "", unit: unit, within: context.scope, by: operation)
                }
            } else {
                id = try Accounts.add(
                    login: cells[Place.login] ?? "", name: cells[Place.name] ?? "", unit: unit,
                    roles: roles.map { NewRole($0) }, passwordHash: nil, mustChange: true, within: context.scope,
                    by: operation)
            }
            let isOpen = cells[Place.state] != "closed"
            if isOpen != ((change.before?[Place.state] ?? "open") != "closed") {
                try Accounts.setOpen(isOpen, id, within: context.scope, by: operation)
            }
            return id.rawValue
        }
    }

    private func giveAndEnd(
        _ old: Set<Role>, _ new: Set<Role>, _ id: ID<Account>, _ context: ExchangeContext, _ operation: Operation,
        between: () throws -> Void
    ) throws {
        let held = try HeldRole.all(of: id, today: operation.today, operation).filter {
            $0.state(on: operation.today) == .valid && $0.branch == nil && $0.lastDay == nil
        }
        for role in held where old.contains(role.role) && !new.contains(role.role) {
            try AccountRights.end(role.id, of: id, within: context.scope, by: operation)
        }
        try between()
        for role in Role.allCases where new.contains(role) && !old.contains(role) {
            try AccountRights.give(NewRole(role), to: id, within: context.scope, by: operation)
        }
    }

    // MARK: Taking back

    /// Who has signed in, or was invited, stays: such an account is closed, never removed.
    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT a.id FROM account a WHERE a.id IN (\(list: rest.prefix(500))) AND (a.last_sign_in > 0 OR a.password <> '')
                """)
            {
                found[try row("id")] = "người giữ tài khoản này đã đăng nhập hoặc đã có mật khẩu. Hãy khóa tài khoản."
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        for id in ids {
            try operation.run("DELETE FROM account WHERE id = \(id)")
            try operation.record("account.remove", on: Subject("account", id))
        }
    }
}
