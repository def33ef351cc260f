import Foundation
import Office
import Vocabulary

/// `account add`: a new account; its first password is read from standard input or invented and printed once.
struct AccountAddCommand: Command {
    let name = "account add"
    let arguments =
        "LOGIN --name NAME --role ROLE[,ROLE] [--unit UNIT] [--branch UNIT] [--from D] [--to D] [--password-stdin] [--invite] [--json]"
    let summary = (vietnamese: "thêm tài khoản", english: "adds an account")
    let options = [
        Option("--name", takesValue: true, "họ và tên"),
        Option(
            "--role", takesValue: true,
            Role.allCases.map(\.code).joined(separator: ", ") + "; nhiều vai trò cách nhau dấu phẩy"),
        Option("--unit", takesValue: true, "mã hoặc đúng tên đơn vị công tác"),
        Option("--branch", takesValue: true, "chỉ trong đơn vị này và mọi đơn vị dưới nó; mã hoặc đúng tên"),
        Option("--from", takesValue: true, "ngày đầu của vai trò, ví dụ 01/12/2026 (mặc định hôm nay)"),
        Option("--to", takesValue: true, "ngày cuối của vai trò"),
        Option("--invite", "in mã mời để người dùng tự đặt mật khẩu, thay cho mật khẩu lần đầu"),
        Option("--password-stdin", "đọc mật khẩu từ đầu vào chuẩn; không có thì phần mềm tự đặt và in một lần"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let login = try call.word(0, "tên đăng nhập")
        let roles = try call.roles()
        let (first, last) = (try call.day("--from"), try call.day("--to"))
        let name = try call.needed("--name")
        let installation = try Installation.open(call, creating: true)
        let given = call.has("--password-stdin") ? readLine(strippingNewline: true) ?? "" : nil
        if let given { try Password.check(given, login: login) }
        let invites = call.has("--invite")
        if invites, given != nil { throw UsageError("chọn một trong hai: --invite hoặc --password-stdin") }
        let invented = given == nil && !invites ? Password.invented(installation.office.world) : nil
        let hash = try (given ?? invented).map { try Password.hash($0) }
        let letter = try installation.office.write(by: Installation.systemActor(call.environment)) {
            operation -> Invitation.Letter? in
            let unit = try call[option: "--unit"].map { try Organisations.unit(codeOrName: $0, operation).id }
            let branch = try call[option: "--branch"].map { try Organisations.unit(codeOrName: $0, operation).id }
            let id = try Accounts.add(
                login: login, name: name, unit: unit,
                roles: roles.map { NewRole($0, branch: branch, from: first, to: last) }, passwordHash: hash,
                mustChange: given == nil, within: .everything, by: operation)
            return invites ? try Invitation.make(for: [id], within: .everything, by: operation).first : nil
        }
        if call.isJSON {
            return try call.output.json(["login": login, "password": invented, "invitation": letter?.code])
        }
        call.output.line(
            "Đã thêm tài khoản \(login)." + (invented.map { " Mật khẩu lần đầu: \($0)" } ?? "")
                + (letter.map { " Mã mời (dùng ở trang \(InvitationPage.open.path), một lần): \($0.code)" } ?? ""))
    }
}

extension CommandCall {
    /// The roles of `--role`, in the order given, each once.
    func roles() throws -> [Role] {
        var roles: [Role] = []
        for word in try needed("--role").split(separator: ",") {
            guard let role = Role(code: String(word)) else {
                throw UsageError(
                    "không có vai trò “\(word)”; có: \(Role.allCases.map(\.code).joined(separator: ", "))")
            }
            if !roles.contains(role) { roles.append(role) }
        }
        return roles
    }

    /// A day as `01/12/2026` or `2026-12-01`; nil when the option is not given.
    func day(_ option: String) throws -> Day? {
        try self[option: option].map { text in
            guard let day = Day(vietnamese: text) ?? Day(iso: text) else {
                throw UsageError("\(option): “\(text)” không phải một ngày; ghi như 01/12/2026")
            }
            return day
        }
    }
}

/// `account role`: gives a role to an account, for a branch and a period, or ends one.
struct AccountRoleCommand: Command {
    let name = "account role"
    let arguments = "LOGIN --role ROLE[,ROLE] [--branch UNIT] [--from D] [--to D] [--end]"
    let summary = (
        vietnamese: "giao hoặc kết thúc vai trò của một tài khoản", english: "gives a role to an account, or ends it"
    )
    let options = [
        Option("--role", takesValue: true, "như ở account add"),
        Option("--branch", takesValue: true, "chỉ trong đơn vị này và mọi đơn vị dưới nó; mã hoặc đúng tên"),
        Option("--from", takesValue: true, "ngày đầu (mặc định hôm nay)"),
        Option("--to", takesValue: true, "ngày cuối"),
        Option("--end", "kết thúc vai trò đang có ở phạm vi đó, thay vì giao"),
    ]

    func run(_ call: CommandCall) throws {
        let login = try call.word(0, "tên đăng nhập")
        let roles = try call.roles()
        let (first, last) = (try call.day("--from"), try call.day("--to"))
        let installation = try Installation.open(call, creating: false)
        try installation.office.write(by: Installation.systemActor(call.environment)) { operation in
            let id = try Accounts.id(login: login, operation)
            let branch = try call[option: "--branch"].map { try Organisations.unit(codeOrName: $0, operation).id }
            for role in roles {
                guard call.has("--end") else {
                    try AccountRights.give(
                        NewRole(role, branch: branch, from: first, to: last), to: id, within: .everything,
                        by: operation)
                    continue
                }
                let held = try HeldRole.all(of: id, today: operation.today, operation).first {
                    $0.role == role && $0.branch == branch && $0.state(on: operation.today) != .past
                }
                guard let held else { throw RightsRefusal.noSuchRole }
                try AccountRights.end(held.id, of: id, within: .everything, by: operation)
            }
        }
        call.output.line(call.has("--end") ? "Đã kết thúc vai trò." : "Đã giao vai trò.")
    }
}

/// `account reset`: a new first password; every session of the account ends.
struct AccountResetCommand: Command {
    let name = "account reset"
    let arguments = "LOGIN [--json]"
    let summary = (
        vietnamese: "đặt lại mật khẩu và kết thúc các phiên", english: "sets a new first password and ends all sessions"
    )
    let options = [Option("--json", "in một giá trị JSON")]

    func run(_ call: CommandCall) throws {
        let login = try call.word(0, "tên đăng nhập")
        let installation = try Installation.open(call, creating: false)
        let password = Password.invented(installation.office.world)
        let hash = try Password.hash(password)
        try installation.office.write(by: Installation.systemActor(call.environment)) { operation in
            try Accounts.setPassword(
                of: Accounts.id(login: login, operation), hash: hash, mustChange: true, by: operation)
        }
        if call.isJSON {
            try call.output.json(["login": login, "password": password])
        } else {
            call.output.line("Mật khẩu lần đầu mới của \(login): \(password)")
        }
    }
}

/// `account list`
struct AccountListCommand: Command {
    let name = "account list"
    let arguments = "[--json]"
    let summary = (vietnamese: "liệt kê tài khoản", english: "lists accounts")
    let options = [Option("--json", "in một giá trị JSON")]

    private struct Line: Encodable {
        let login: String
        let name: String
        let unit: String?
        /// Those that hold today, each once.
        let roles: [String]
        let held: [Held]
        let open: Bool

        struct Held: Encodable {
            let role: String
            let branch: String?
            let from: String
            let to: String?
        }
    }

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: false)
        let lines = try installation.office.read { db in
            try Accounts.all(on: installation.office.world.today, db).map { account in
                Line(
                    login: account.login, name: account.name, unit: account.unitName,
                    roles: Role.allCases.filter { role in account.roles.contains { $0.role == role } }.map(\.code),
                    held: account.roles.map {
                        .init(
                            role: $0.role.code, branch: $0.branchName, from: $0.firstDay.iso, to: $0.lastDay?.iso)
                    }, open: account.isOpen)
            }
        }
        if call.isJSON { return try call.output.json(lines) }
        for line in lines {
            call.output.line(
                "\(line.login)\t\(line.name)\t\(Self.words(line.held))\t\(line.unit ?? "–")\(line.open ? "" : "\tđã khóa")"
            )
        }
    }
}

extension AccountListCommand {
    /// `chuyen-vien (Sở Nội vụ, đến 31/12/2026),lanh-dao`
    private static func words(_ roles: [Line.Held]) -> String {
        roles.map { held in
            let more = [held.branch, held.to.flatMap { Day(iso: $0) }.map { "đến \($0.vietnamese)" }].compactMap { $0 }
            return held.role + (more.isEmpty ? "" : " (\(more.joined(separator: ", ")))")
        }.joined(separator: ",")
    }
}

extension Output {
    /// One JSON value and a line end, nothing else.
    func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        out(Array(try encoder.encode(value)) + [0x0A])
    }
}
