import Database
import Vocabulary

/// Xác thực hai bước: beside the password a code from an app, or one of ten codes on paper.
public enum SecondFactor {
    static let recoveryCount = 10

    /// How the second factor of an account stands.
    public struct State: Equatable, Sendable {
        /// When a first code confirmed it; nil where it is off.
        public let confirmed: Instant?
        /// A secret waits for its first code.
        public let isBegun: Bool
        public let codesLeft: Int

        public var isOn: Bool { confirmed != nil }
    }

    public static func state(of account: ID<Account>, _ db: any Reader) throws -> State {
        let row = try db.first("SELECT confirmed FROM second_factor WHERE account = \(account)")
        let left: Int = try db.value(
            "SELECT count(*) FROM recovery_code WHERE account = \(account) AND used IS NULL")
        return State(confirmed: try row.flatMap { try $0("confirmed") }, isBegun: row != nil, codesLeft: left)
    }

    static func isOn(_ account: ID<Account>, _ db: any Reader) throws -> Bool {
        try db.first("SELECT account FROM second_factor WHERE account = \(account) AND confirmed IS NOT NULL") != nil
    }

    // MARK: Setting it up

    /// A new secret that waits for its first code; one that waited before is forgotten.
    static func begin(_ account: ID<Account>, _ sealing: Sealing, by operation: Operation) throws {
        guard try !isOn(account, operation) else { throw SecondFactorRefusal.onAlready }
        let secret = operation.world.randomBytes(TimedCode.secretBytes)
        let sealed = sealing.seal(secret, for: purpose(account), chance: operation.world)
        try operation.run(
            """
            INSERT INTO second_factor (account, secret, begun) VALUES (\(account), \(sealed), \(operation.now))
            ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, begun = excluded.begun
            """)
        try operation.record("secondFactor.begin", on: Subject("account", account))
    }

    /// The secret, for the page that shows it and for checking codes.
    static func secret(of account: ID<Account>, _ sealing: Sealing, _ db: any Reader) throws -> [UInt8] {
        guard let row = try db.first("SELECT secret FROM second_factor WHERE account = \(account)") else {
            throw SecondFactorRefusal.notBegun
        }
        guard let secret = sealing.open(try row("secret"), for: purpose(account)) else {
            throw SecondFactorRefusal.unreadable
        }
        return secret
    }

    private static func purpose(_ account: ID<Account>) -> String { "second-factor/\(account)" }

    /// What an app reads from the QR code.
    static func address(secret: [UInt8], login: String) -> String {
        let name = String(decoding: login.utf8.filter { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        return "otpauth://totp/Vinh%20Danh:\(name)?secret=\(Base32.text(secret))&issuer=Vinh%20Danh"
    }

    /// Turns it on by a first code, and gives ten codes for the day the telephone is lost: they are shown once.
    static func confirm(_ account: ID<Account>, code: String, _ sealing: Sealing, by operation: Operation) throws
        -> [String]
    {
        guard try !isOn(account, operation) else { throw SecondFactorRefusal.onAlready }
        let secret = try secret(of: account, sealing, operation)
        guard let step = TimedCode.step(of: code, secret: secret, now: operation.now, after: nil) else {
            throw SecondFactorRefusal.wrongCode
        }
        try operation.run(
            "UPDATE second_factor SET confirmed = \(operation.now), last_step = \(step) WHERE account = \(account)")
        try operation.record("secondFactor.on", on: Subject("account", account))
        try tell("Đã bật xác thực hai bước", account, operation)
        return try newCodes(account, by: operation)
    }

    /// Ten codes in place of those before.
    static func renewCodes(_ account: ID<Account>, by operation: Operation) throws -> [String] {
        guard try isOn(account, operation) else { throw SecondFactorRefusal.off }
        try operation.record("secondFactor.codes", on: Subject("account", account))
        try tell("Đã lấy mã dự phòng mới, mã cũ không dùng được nữa", account, operation)
        return try newCodes(account, by: operation)
    }

    private static func newCodes(_ account: ID<Account>, by operation: Operation) throws -> [String] {
        try operation.run("DELETE FROM recovery_code WHERE account = \(account)")
        let codes = (0..<recoveryCount).map { _ in RecoveryCode.invented(operation.world) }
        try operation.insertMany(
            into: "recovery_code", columns: ["account", "code_hash", "made"],
            rows: codes.map { [account.sqlValue, RecoveryCode.hash($0).sqlValue, operation.now.sqlValue] })
        return codes
    }

    /// Turns it off. Who may do so is the caller's to know: its holder with password and code, or an administrator.
    static func remove(_ account: ID<Account>, by operation: Operation) throws {
        guard try operation.run("DELETE FROM second_factor WHERE account = \(account)") > 0 else {
            throw SecondFactorRefusal.off
        }
        try operation.run("DELETE FROM recovery_code WHERE account = \(account)")
        try operation.run("DELETE FROM pending_sign_in WHERE account = \(account)")
        try operation.record("secondFactor.off", on: Subject("account", account))
        try tell("Xác thực hai bước đã bị tắt", account, operation)
    }

    private static func tell(_ words: String, _ account: ID<Account>, _ operation: Operation) throws {
        try Notices.tell(account, words, isSafety: true, link: SecondFactorPage.mine.path, by: operation)
    }

    /// For somebody who lost telephone and paper: off, and every session ends.
    public static func reset(_ account: ID<Account>, by operation: Operation) throws {
        try remove(account, by: operation)
        try operation.run("DELETE FROM session WHERE account = \(account)")
        try operation.record("secondFactor.reset", on: Subject("account", account))
    }

    // MARK: Codes

    /// Uses up a code: six digits of the app, each step once, or a recovery code. False for a wrong one.
    static func spend(_ typed: String, of account: ID<Account>, _ sealing: Sealing, by operation: Operation) throws
        -> Bool
    {
        guard
            let row = try operation.first(
                "SELECT last_step FROM second_factor WHERE account = \(account) AND confirmed IS NOT NULL \(word: .forUpdate)"
            )
        else { throw SecondFactorRefusal.off }
        if RecoveryCode.looksLikeOne(typed) {
            let used = try operation.run(
                """
                UPDATE recovery_code SET used = \(operation.now)
                WHERE account = \(account) AND code_hash = \(RecoveryCode.hash(typed)) AND used IS NULL
                """)
            if used > 0 {
                try operation.record("secondFactor.recovery", on: Subject("account", account))
                let left = try state(of: account, operation).codesLeft
                try tell("Một mã dự phòng vừa được dùng, còn \(left) mã", account, operation)
            }
            return used > 0
        }
        let secret = try secret(of: account, sealing, operation)
        guard let step = TimedCode.step(of: typed, secret: secret, now: operation.now, after: try row("last_step"))
        else {
            return false
        }
        try operation.run("UPDATE second_factor SET last_step = \(step) WHERE account = \(account)")
        return true
    }
}

/// Mã dự phòng: fifteen letters and digits in three groups, each good for one sign-in.
enum RecoveryCode {
    private static let letters = Array("abcdefghkmnpqrstuvwxyz23456789")

    static func invented(_ world: World) -> String {
        // 240 is the largest multiple of thirty in a byte, so that no letter is likelier than another.
        var picked: [Character] = []
        while picked.count < 15 {
            picked += world.randomBytes(24).filter { $0 < 240 }.map { letters[Int($0) % letters.count] }
        }
        return stride(from: 0, to: 15, by: 5).map { String(picked[$0..<$0 + 5]) }.joined(separator: "-")
    }

    private static func plain(_ typed: String) -> String { typed.folded.filter { $0.isLetter || $0.isNumber } }

    static func looksLikeOne(_ typed: String) -> Bool { plain(typed).count > TimedCode.digits }

    /// 73 bits of chance need no slow hash.
    static func hash(_ typed: String) -> [UInt8] { Digest.blake2b(Array(plain(typed).utf8)) }
}
