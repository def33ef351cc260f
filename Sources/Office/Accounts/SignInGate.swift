import Database
import Markup
import Vocabulary

/// From where somebody signs in.
public struct SignInPlace: Equatable, Sendable {
    public let origin: String
    /// `Chrome trên Windows`
    public let device: String
    /// The cookie by which a browser is known again; nil for one that never signed in.
    public let deviceToken: String?

    public init(origin: String, device: String = "", deviceToken: String? = nil) {
        (self.origin, self.device) = (origin, device)
        self.deviceToken = deviceToken.flatMap { $0.utf8.count == 64 && Digest.bytes(hex: $0) != nil ? $0 : nil }
    }

    var originKey: [UInt8] { Digest.blake2b(Array("origin:\(origin)".utf8)) }
    var deviceKey: [UInt8]? { deviceToken.map { Digest.blake2b(Array("device:\($0)".utf8)) } }
}

/// Who may try a password now. Nobody can lock anybody else out:
///
/// - wrong passwords are counted for one login from one address, so an address only spoils its own tries;
/// - a browser that has signed in to the account before is counted apart, so that neighbours behind the same address
///   spoil nothing for it;
/// - when one login is tried from many addresses, addresses that it never signed in from wait before each try, longer
///   the more there are, each on its own clock: a stranger cannot use up the owner's turn.
enum SignInGate {
    static let windowSeconds = 15 * 60
    static let mostPerLogin = 5
    static let mostPerOrigin = 60
    /// So many wrong passwords for one login within the window are borne before strange addresses wait.
    static let calmFailures = 10
    static let longestWait = 300
    /// After so many days without a sign-in a place is strange again.
    static let placeDays = 90

    /// Seconds that a strange address waits before a try.
    static func wait(after failures: Int) -> Int {
        guard failures >= calmFailures else { return 0 }
        return min(longestWait, 5 << min(10, (failures - calmFailures) / 10))
    }

    /// Lets one try pass and notes it as failed beforehand, so that tries side by side do not pass together; `passed`
    /// takes the note back. Throws `tooManyAttempts` and `waitABit`.
    static func admit(_ loginHash: [UInt8], account: ID<Account>?, from place: SignInPlace, in office: Office) throws
        -> ID<FailedSignIn>
    {
        let now = office.world.now()
        let outcome: Outcome = try office.store.write { db in
            try db.lock("sign-in")
            try db.run("DELETE FROM failed_sign_in WHERE at < \(now.adding(seconds: -24 * 3600))")
            try db.run("DELETE FROM sign_in_wait WHERE since < \(now.adding(seconds: -24 * 3600))")
            let known = try knownPlaces(account, place, now, db)
            let since = now.adding(seconds: -windowSeconds)
            if let device = place.deviceKey, known.contains(device) {
                let ofDevice: Int = try db.value(
                    """
                    SELECT count(*) FROM failed_sign_in
                    WHERE login_hash = \(loginHash) AND device = \(device) AND at > \(since)
                    """)
                guard ofDevice < mostPerLogin else { return .tooMany }
                return .admitted(try note(loginHash, place.origin, device: device, now, db))
            }
            let ofLogin: Int = try db.value(
                """
                SELECT count(*) FROM failed_sign_in
                WHERE login_hash = \(loginHash) AND origin = \(place.origin) AND device IS NULL AND at > \(since)
                """)
            let ofOrigin: Int = try db.value(
                "SELECT count(*) FROM failed_sign_in WHERE origin = \(place.origin) AND device IS NULL AND at > \(since)"
            )
            guard ofLogin < mostPerLogin, ofOrigin < mostPerOrigin else { return .tooMany }
            if !known.contains(place.originKey) {
                let failures: Int = try db.value(
                    "SELECT count(*) FROM failed_sign_in WHERE login_hash = \(loginHash) AND at > \(since)")
                let seconds = wait(after: failures)
                if seconds > 0, let left = try waiting(loginHash, place.origin, seconds, now, db) { return .wait(left) }
            }
            return .admitted(try note(loginHash, place.origin, device: nil, now, db))
        }
        switch outcome {
        case .admitted(let note): return note
        case .tooMany: throw AccountRefusal.tooManyAttempts(minutes: windowSeconds / 60)
        case .wait(let seconds): throw AccountRefusal.waitABit(seconds: seconds)
        }
    }

    private enum Outcome {
        case admitted(ID<FailedSignIn>), tooMany, wait(Int)
    }

    /// Seconds still to wait; nil when the address has waited long enough, which begins its next wait.
    private static func waiting(_ login: [UInt8], _ origin: String, _ seconds: Int, _ now: Instant, _ db: any Writer)
        throws -> Int?
    {
        let since: Instant? = try db.value(
            "SELECT since FROM sign_in_wait WHERE login_hash = \(login) AND origin = \(origin)")
        if let since {
            let left = since.milliseconds + Int64(seconds) * 1000 - now.milliseconds
            if left > 0 { return Int((left + 999) / 1000) }
        }
        try db.run(
            """
            INSERT INTO sign_in_wait (login_hash, origin, since) VALUES (\(login), \(origin), \(now))
            ON CONFLICT (login_hash, origin) DO UPDATE SET since = excluded.since
            """)
        return since == nil ? seconds : nil
    }

    private static func note(
        _ login: [UInt8], _ origin: String, device: [UInt8]?, _ now: Instant, _ db: any Writer
    ) throws -> ID<FailedSignIn> {
        ID(
            try db.insert(
                """
                INSERT INTO failed_sign_in (login_hash, origin, device, at) VALUES (\(login), \(origin), \(device), \(now))
                """))
    }

    /// Which of the two keys of a place the account has signed in from lately.
    private static func knownPlaces(_ account: ID<Account>?, _ place: SignInPlace, _ now: Instant, _ db: any Reader)
        throws -> Set<[UInt8]>
    {
        guard let account else { return [] }
        let keys = [place.originKey, place.deviceKey].compactMap { $0 }
        return Set(
            try db.values(
                """
                SELECT place FROM sign_in_place
                WHERE account = \(account) AND place IN (\(list: keys)) AND seen > \(now.adding(seconds: -placeDays * 86_400))
                """) as [[UInt8]])
    }

    /// Whether the account has signed in from this very browser lately.
    static func isKnown(_ place: SignInPlace, _ account: ID<Account>, _ now: Instant, _ db: any Reader) throws -> Bool {
        guard let device = place.deviceKey else { return false }
        return try knownPlaces(account, place, now, db).contains(device)
    }

    /// The password was right: the try was none of the failed ones, and its place is known from now on.
    static func passed(
        _ note: ID<FailedSignIn>?, account: ID<Account>, from place: SignInPlace, _ db: any Writer, now: Instant
    ) throws {
        if let note { try db.run("DELETE FROM failed_sign_in WHERE id = \(note)") }
        try db.run(
            """
            DELETE FROM sign_in_place
            WHERE account = \(account) AND seen <= \(now.adding(seconds: -placeDays * 86_400))
            """)
        for key in [place.originKey, place.deviceKey].compactMap({ $0 }) {
            try db.run(
                """
                INSERT INTO sign_in_place (account, place, seen) VALUES (\(account), \(key), \(now))
                ON CONFLICT (account, place) DO UPDATE SET seen = excluded.seen
                """)
        }
    }
}

/// A row of `failed_sign_in`.
enum FailedSignIn {}

/// Wrong passwords given for an account since its owner signed in before, at most those of a day.
public struct StrangeTries: Equatable, Sendable {
    public let count: Int
    /// From how many addresses.
    public let origins: Int
    /// Some of them.
    public let some: [String]

    /// `3 lần nhập sai mật khẩu từ 2 địa chỉ (10.0.0.7, 10.0.0.9)`
    public var words: String {
        let shown = some.joined(separator: ", ") + (origins > some.count ? ", …" : "")
        return "\(count.dotted) lần nhập sai mật khẩu từ \(origins.dotted) địa chỉ (\(shown))"
    }

    /// Nil when there is nothing worth telling: nothing at all, or one or two slips from `here`.
    static func on(_ login: [UInt8], since: Instant, here: String, _ db: any Reader) throws -> StrangeTries? {
        let row = try db.one(
            """
            SELECT count(*) AS tries, count(DISTINCT origin) AS origins FROM failed_sign_in
            WHERE login_hash = \(login) AND at > \(since)
            """)
        let (count, origins): (Int, Int) = (try row("tries"), try row("origins"))
        let some: [String] = try db.values(
            """
            SELECT origin FROM failed_sign_in WHERE login_hash = \(login) AND at > \(since)
            GROUP BY origin ORDER BY count(*) DESC, origin LIMIT 3
            """)
        guard count >= 3 || some.contains(where: { $0 != here }) else { return nil }
        return StrangeTries(count: count, origins: origins, some: some)
    }
}
