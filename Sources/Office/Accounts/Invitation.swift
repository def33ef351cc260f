import Database
import Vocabulary

/// Lời mời: a code, used once, with which a person sets the first password; nobody else ever knows it.
public enum Invitation {
    public static let days = 7
    /// Letters printed in one go.
    public static let mostAtOnce = 200

    /// A letter to be handed over: the code is shown now and never again.
    public struct Letter: Equatable, Sendable {
        public let account: ID<Account>
        public let name: String
        public let login: String
        public let unitName: String?
        /// `abcd-efgh-kmnp-qrst-uvwx`: no letters or digits that look alike.
        public let code: String
        public let expires: Instant
    }

    /// Whom a code was made for.
    public struct Guest: Equatable, Sendable {
        public let account: ID<Account>
        public let name: String
        public let login: String
    }

    /// Invites each of `accounts`, in the order of their names; an earlier invitation of theirs is void.
    public static func make(for accounts: [ID<Account>], within scope: Scope, by operation: Operation) throws
        -> [Letter]
    {
        guard !accounts.isEmpty else { throw InvitationRefusal.nobody }
        guard accounts.count <= mostAtOnce else { throw InvitationRefusal.tooMany }
        for account in accounts { try AccountRights.mustManage(account, within: scope, operation) }
        let rows = try operation.all(
            """
            SELECT a.id, a.name, a.login, a.state, u.name AS unit_name FROM account a LEFT JOIN unit u ON u.id = a.unit
            WHERE a.id IN (\(list: accounts)) ORDER BY a.name_key, a.id
            """)
        let expires = operation.now.adding(seconds: days * 86_400)
        return try rows.map { row in
            let (id, login): (ID<Account>, String) = (try row("id"), try row("login"))
            guard try row("state") == "open" else { throw InvitationRefusal.closed(login) }
            let code = Self.newCode(operation.world)
            try operation.run(
                """
                UPDATE invitation SET revoked = \(operation.now)
                WHERE account = \(id) AND used IS NULL AND revoked IS NULL
                """)
            try operation.run(
                """
                INSERT INTO invitation (account, code_hash, made, made_by, expires)
                VALUES (\(id), \(hash(code)), \(operation.now), \(operation.actor.account), \(expires))
                """)
            try operation.record(
                "invitation.make", on: Subject("account", id), after: ["days": String(days)])
            return Letter(
                account: id, name: try row("name"), login: login, unitName: try row("unit_name"), code: code,
                expires: expires)
        }
    }

    /// Makes what was sent before void.
    public static func revoke(of account: ID<Account>, within scope: Scope, by operation: Operation) throws {
        try AccountRights.mustManage(account, within: scope, operation)
        let count = try operation.run(
            "UPDATE invitation SET revoked = \(operation.now) WHERE account = \(account) AND used IS NULL AND revoked IS NULL"
        )
        guard count > 0 else { throw RightsRefusal.notRunning }
        try operation.record("invitation.revoke", on: Subject("account", account))
    }

    /// Until when an invitation of the account may be used; nil when there is none.
    public static func openUntil(of account: ID<Account>, now: Instant, _ db: any Reader) throws -> Instant? {
        try db.value(
            """
            SELECT max(expires) FROM invitation
            WHERE account = \(account) AND used IS NULL AND revoked IS NULL AND expires > \(now)
            """)
    }

    /// Whom a code invites. Throws what is wrong with it: unknown, used, replaced, expired, account closed.
    public static func guest(of code: String, now: Instant, _ db: any Reader) throws -> Guest {
        guard
            let row = try db.first(
                """
                SELECT a.id, a.name, a.login, a.state, i.expires, i.used, i.revoked
                FROM invitation i JOIN account a ON a.id = i.account WHERE i.code_hash = \(hash(code))
                """)
        else { throw InvitationRefusal.unknown }
        let (expires, used, revoked): (Instant, Instant?, Instant?) = (
            try row("expires"), try row("used"), try row("revoked")
        )
        if used != nil { throw InvitationRefusal.used }
        if revoked != nil { throw InvitationRefusal.replaced }
        guard expires > now else { throw InvitationRefusal.expired }
        guard try row("state") == "open" else { throw InvitationRefusal.unknown }
        return Guest(account: try row("id"), name: try row("name"), login: try row("login"))
    }

    /// Sets the first password, hashed already; the code is spent and open sessions end. The guest is the actor.
    public static func accept(_ code: String, passwordHash: String, origin: String, in office: Office) throws -> Guest {
        let guest = try office.read { try Self.guest(of: code, now: office.world.now(), $0) }
        return try office.write(by: Actor(account: guest.account, name: guest.name, origin: origin)) { operation in
            // Once more inside the transaction: a code serves one person once.
            let guest = try Self.guest(of: code, now: operation.now, operation)
            try operation.run("UPDATE invitation SET used = \(operation.now) WHERE code_hash = \(hash(code))")
            try Accounts.setPassword(of: guest.account, hash: passwordHash, mustChange: false, by: operation)
            try operation.record("invitation.accept", on: Subject("account", guest.account))
            return guest
        }
    }

    // MARK: Codes

    /// About 98 bits: nobody guesses one, so no counting of guesses is needed.
    static func newCode(_ world: World) -> String {
        var letters: [Character] = []
        // Bytes beyond a multiple of the alphabet are dropped: every letter is as likely as another.
        while letters.count < 20 {
            for byte in world.randomBytes(32) where byte < 240 && letters.count < 20 {
                letters.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return stride(from: 0, to: 20, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    private static let alphabet = Array("abcdefghkmnpqrstuvwxyz23456789")

    /// Capitals, spaces and dashes as a person types them do not matter.
    static func hash(_ code: String) -> [UInt8] {
        let bare = code.folded.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return Digest.blake2b(Array(("invitation:" + bare).utf8))
    }
}

/// Why an invitation was refused.
public enum InvitationRefusal: Explained, Equatable {
    case nobody, tooMany
    case closed(String)
    case unknown, used, replaced, expired

    public var explanation: Explanation {
        switch self {
        case .nobody: Explanation(notice: "Chọn ít nhất một người để mời.", log: "invitation of nobody")
        case .tooMany:
            Explanation(
                notice: "Mỗi lần in tối đa \(Invitation.mostAtOnce) thư mời. Hãy chọn ít người hơn.",
                log: "too many invitations")
        case .closed(let login):
            Explanation(
                notice: "Tài khoản \(login) đang khóa nên chưa mời được. Mở lại trước, hoặc bỏ chọn.",
                log: "invitation of a closed account")
        case .unknown:
            Explanation(
                notice: "Mã mời không đúng. Kiểm tra từng nhóm bốn chữ trên thư, rồi thử lại.",
                log: "unknown invitation")
        case .used:
            Explanation(
                notice:
                    "Mã mời này đã dùng. Nếu chính ông/bà đã đặt mật khẩu thì đăng nhập; nếu không phải, báo ngay quản trị.",
                log: "invitation used already")
        case .replaced:
            Explanation(
                notice: "Mã mời này đã được thay bằng mã mới hơn. Dùng thư mời sau cùng, hoặc nhờ quản trị gửi lại.",
                log: "invitation replaced")
        case .expired:
            Explanation(
                notice: "Mã mời đã hết hạn (\(Invitation.days) ngày). Nhờ quản trị gửi lời mời mới.",
                log: "invitation expired")
        }
    }
}
