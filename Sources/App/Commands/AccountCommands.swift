import Foundation
import Office
import Vocabulary

/// `account add`: a new account; its first password is read from standard input or invented and printed once.
struct AccountAddCommand: Command {
    let name = "account add"
    let arguments = "LOGIN --name NAME --role ROLE[,ROLE] [--unit UNIT] [--password-stdin] [--json]"
    let summary = (vietnamese: "thêm tài khoản", english: "adds an account")
    let options = [
        Option("--name", takesValue: true, "họ và tên"),
        Option(
            "--role", takesValue: true,
            "quan-tri, chuyen-vien, lanh-dao, can-bo-don-vi; nhiều vai trò cách nhau dấu phẩy"),
        Option("--unit", takesValue: true, "mã hoặc đúng tên đơn vị"),
        Option("--password-stdin", "đọc mật khẩu từ đầu vào chuẩn; không có thì phần mềm tự đặt và in một lần"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let login = try call.word(0, "tên đăng nhập")
        let roles = try Set(
            call.needed("--role").split(separator: ",").map { word in
                guard let role = Role(code: String(word)) else { throw UsageError("không có vai trò “\(word)”") }
                return role
            })
        let name = try call.needed("--name")
        let installation = try Installation.open(call, creating: true)
        let given = call.has("--password-stdin") ? readLine(strippingNewline: true) ?? "" : nil
        if let given { try Password.check(given, login: login) }
        let password = given ?? Password.invented(installation.office.world)
        let hash = try Password.hash(password)
        try installation.office.write(by: Installation.systemActor(call.environment)) { operation in
            let unit = try call[option: "--unit"].map { try Organisations.unit(codeOrName: $0, operation).id }
            _ = try Accounts.add(
                login: login, name: name, unit: unit, roles: roles, passwordHash: hash, mustChange: given == nil,
                by: operation)
        }
        if call.isJSON {
            try call.output.json(["login": login, "password": given == nil ? password : nil])
        } else {
            call.output.line("Đã thêm tài khoản \(login)." + (given == nil ? " Mật khẩu lần đầu: \(password)" : ""))
        }
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
        let roles: [String]
        let open: Bool
    }

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: false)
        let lines = try installation.office.read { db in
            try Accounts.all(db).map {
                Line(login: $0.login, name: $0.name, unit: $0.unitName, roles: $0.roles.map(\.code), open: $0.isOpen)
            }
        }
        if call.isJSON { return try call.output.json(lines) }
        for line in lines {
            call.output.line(
                "\(line.login)\t\(line.name)\t\(line.roles.joined(separator: ","))\t\(line.unit ?? "–")\(line.open ? "" : "\tđã khóa")"
            )
        }
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
