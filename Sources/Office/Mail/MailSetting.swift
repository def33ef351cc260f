import Database
import Vocabulary

/// Cấu hình gửi thư: the mail server of this installation and how its letters look.
public struct MailSetting: Equatable, Sendable {
    public enum Security: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        /// Begins in the open and must go over to TLS (port 587).
        case startTLS
        /// TLS from the first byte (port 465).
        case tls
        /// For a server on the same machine only.
        case none

        public var vietnamese: String {
            switch self {
            case .startTLS: "STARTTLS (thường là cổng 587)"
            case .tls: "TLS ngay từ đầu (thường là cổng 465)"
            case .none: "Không mã hóa (chỉ khi máy chủ thư ở cùng máy)"
            }
        }
    }

    public var isOn = false
    public var host = ""
    public var port = 587
    public var security = Security.startTLS
    public var login = ""
    public var hasPassword = false
    public var sender = ""
    public var senderName = "Thi đua, khen thưởng"
    public var site = ""
    public var certificates = ""

    public init() {}

    static let purpose = "mail/password"

    init(_ row: Row) throws {
        isOn = try row("is_on")
        host = try row("host")
        port = try row("port")
        security = try row("security")
        login = try row("login")
        hasPassword = try row("password") as [UInt8]? != nil
        sender = try row("sender")
        senderName = try row("sender_name")
        site = try row("site")
        certificates = try row("certificates")
    }

    static let columns: SQL = """
        is_on, host, port, security, login, password, sender, sender_name, site, certificates
        """

    public static func current(_ db: any Reader) throws -> MailSetting {
        try db.first("SELECT \(sql: columns) FROM mail_setting WHERE id = 1").map(MailSetting.init) ?? MailSetting()
    }

    /// The password in the clear, for the one who sends. Throws `sealedElsewhere` when the key of this data folder is
    /// not the one it was sealed with.
    static func password(_ sealing: Sealing, _ db: any Reader) throws -> String? {
        let sealed: [UInt8]? = try db.value("SELECT password FROM mail_setting WHERE id = 1")
        guard let sealed else { return nil }
        guard let bytes = sealing.open(sealed, for: purpose) else { throw MailRefusal.sealedElsewhere }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Checks and keeps the settings.
    ///
    /// - Parameter password: a new one; nil keeps the old one, an empty text takes it away.
    public static func save(_ new: MailSetting, password: String?, sealing: Sealing, by operation: Operation) throws {
        let old = try current(operation)
        let new = try new.checked()
        let sealed: [UInt8]?
        switch password {
        case nil: sealed = try operation.value("SELECT password FROM mail_setting WHERE id = 1")
        case "": sealed = nil
        case let text?: sealed = sealing.seal(Array(text.utf8), for: purpose, chance: operation.world)
        }
        try operation.run(
            """
            INSERT INTO mail_setting (id, \(sql: columns)) VALUES (1, \(new.isOn), \(new.host), \(new.port),
                \(new.security), \(new.login), \(sealed), \(new.sender), \(new.senderName), \(new.site),
                \(new.certificates))
            ON CONFLICT (id) DO UPDATE SET is_on = excluded.is_on, host = excluded.host, port = excluded.port,
                security = excluded.security, login = excluded.login, password = excluded.password,
                sender = excluded.sender, sender_name = excluded.sender_name, site = excluded.site,
                certificates = excluded.certificates
            """)
        try operation.record(
            "mail.settings", on: Subject("installation", 1), before: old.facts,
            after: new.facts.merging(["password": password == nil ? "kept" : "changed"]) { $1 })
    }

    private var facts: [String: String?] {
        [
            "on": String(isOn), "host": host, "port": String(port), "security": security.rawValue, "sender": sender,
            "site": site,
        ]
    }

    /// The settings in the form they are kept in. Throws the first thing that is wrong.
    func checked() throws -> MailSetting {
        var copy = self
        copy.host = host.trimmed.lowercased()
        copy.login = login.trimmed
        copy.sender = sender.trimmed
        copy.senderName = senderName.nfc.trimmed
        copy.site = site.trimmed
        while copy.site.hasSuffix("/") { copy.site.removeLast() }
        let hostBytes = copy.host.utf8
        let isHost =
            !hostBytes.isEmpty && hostBytes.count <= 253
            && hostBytes.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
        guard isHost || (copy.host.isEmpty && !isOn) else { throw MailRefusal.badHost }
        guard (1...65_535).contains(port) else { throw MailRefusal.badPort }
        guard !copy.login.contains(where: \.isNewline) else { throw MailRefusal.badLogin }
        if isOn || !copy.sender.isEmpty {
            guard let address = MailAddress(copy.sender) else { throw MailRefusal.badSender }
            copy.sender = address.text
        }
        if isOn || !copy.site.isEmpty {
            let isWeb = copy.site.hasPrefix("https://") || copy.site.hasPrefix("http://")
            let isPlain = copy.site.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<")
            }
            guard isWeb, isPlain, copy.site.split(separator: "/", omittingEmptySubsequences: false).count == 3 else {
                throw MailRefusal.badSite
            }
        }
        copy.certificates = certificates.trimmed
        if !copy.certificates.isEmpty, !copy.certificates.contains("-----BEGIN CERTIFICATE-----") {
            throw MailRefusal.badCertificates
        }
        return copy
    }
}

/// Why something about mail was refused.
public enum MailRefusal: Explained, Equatable {
    case badHost, badPort, badLogin, badSender, badSite, badCertificates
    case badAddress
    case sealedElsewhere
    case isOff
    /// The server's own words, or what the connection failed of.
    case serverFailed(String)
    case unknownMail

    public var explanation: Explanation {
        switch self {
        case .badHost:
            Explanation(
                notice: "Tên máy chủ thư chưa đúng. Ghi tên như mail.tinh.gov.vn, không kèm cổng.", log: "bad mail host"
            )
        case .badPort: Explanation(notice: "Cổng là số từ 1 đến 65535, thường là 587 hoặc 465.", log: "bad mail port")
        case .badLogin: Explanation(notice: "Tên đăng nhập máy chủ thư chưa đúng.", log: "bad mail login")
        case .badSender:
            Explanation(
                notice: "Địa chỉ gửi chưa đúng. Ghi một địa chỉ như thidua@tinh.gov.vn.", log: "bad mail sender")
        case .badSite:
            Explanation(
                notice: "Địa chỉ của phần mềm chưa đúng. Ghi như https://thidua.tinh.gov.vn, không có gì ở sau.",
                log: "bad site address")
        case .badCertificates:
            Explanation(
                notice: "Chứng thư chưa đúng: dán nguyên văn, từ dòng BEGIN CERTIFICATE đến dòng END CERTIFICATE.",
                log: "bad certificates")
        case .badAddress:
            Explanation(
                notice: "Địa chỉ thư chưa đúng. Ghi một địa chỉ như ten@tinh.gov.vn.", log: "bad mail address")
        case .sealedElsewhere:
            Explanation(
                notice:
                    "Không mở được mật khẩu máy chủ thư: tệp khóa của thư mục dữ liệu đã đổi. Vào trang Gửi thư, nhập lại mật khẩu.",
                log: "mail password sealed with another key")
        case .isOff:
            Explanation(notice: "Chưa bật gửi thư. Điền máy chủ thư, đánh dấu “Gửi thư” rồi lưu.", log: "mail is off")
        case .serverFailed(let words):
            Explanation(notice: "Máy chủ thư chưa nhận: \(words)", log: "mail server failed")
        case .unknownMail: Explanation(notice: "Không có thư này, hoặc thư đã được dọn.", log: "unknown mail")
        }
    }
}
