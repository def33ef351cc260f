import Database
import Vocabulary

/// Tells the owner of an account what somebody else may be doing with it.
public enum SignInWarnings {
    /// A right password from a browser that the account has not signed in from lately. The first sign-in of all is no news.
    ///
    /// To be asked before the place becomes a known one.
    static func newDevice(_ account: ID<Account>, from place: SignInPlace, by operation: Operation) throws {
        let last: Instant = try operation.value("SELECT last_sign_in FROM account WHERE id = \(account)")
        guard last.milliseconds > 0, try !SignInGate.isKnown(place, account, operation.now, operation) else { return }
        let device = place.device.isEmpty ? "một thiết bị mới" : "thiết bị mới: \(place.device)"
        try Notices.tell(
            account, "Đăng nhập từ \(device), địa chỉ \(place.origin)", isSafety: true, by: operation)
    }

    /// An account of which a password was tried so often that an address was shut out.
    struct Guessed: Equatable {
        let account: ID<Account>
        let tries: Int
    }

    /// Looked up afterwards, by a job: a sign-in takes as long for an account that exists as for one that does not.
    static let job = Job(
        "accounts.guessed", "Báo nhập sai mật khẩu nhiều lần", .every(seconds: 300),
        isNeeded: { office, db in try !shutOut(at: office.world.now(), db).isEmpty }
    ) { run in
        let told = try run.office.read { try guessed(at: run.office.world.now(), $0) }
        for one in told {
            try run.write { operation in
                try Notices.tell(
                    one.account,
                    "Có \(one.tries.dotted) lần nhập sai mật khẩu của ông/bà; địa chỉ gây ra tạm thời không được thử nữa",
                    isSafety: true, by: operation)
                try operation.record("account.guessed", on: Subject("account", one.account))
            }
        }
        return "Đã báo \(told.count) người."
    }

    /// Logins, by their hashes, with the tries of the last day, where one address reached the limit within the window.
    private static func shutOut(at now: Instant, _ db: any Reader) throws -> [[UInt8]: Int] {
        let since = now.adding(seconds: -24 * 3600)
        var found: [[UInt8]: Int] = [:]
        try db.each(
            """
            SELECT login_hash, count(*) AS tries FROM failed_sign_in f WHERE at > \(since)
              AND login_hash IN (
                SELECT login_hash FROM failed_sign_in WHERE at > \(now.adding(seconds: -SignInGate.windowSeconds))
                GROUP BY login_hash, origin HAVING count(*) >= \(SignInGate.mostPerLogin))
            GROUP BY login_hash
            """
        ) { found[try $0(0)] = try $0(1) }
        return found
    }

    /// Those that exist and were not told within a day: who guesses cannot fill an inbox.
    static func guessed(at now: Instant, _ db: any Reader) throws -> [Guessed] {
        let hashes = try shutOut(at: now, db)
        guard !hashes.isEmpty else { return [] }
        var found: [Guessed] = []
        try db.each("SELECT id, login FROM account WHERE state = 'open' ORDER BY id") { row in
            if let tries = hashes[SignIn.hash(try row("login"))] {
                found.append(Guessed(account: try row("id"), tries: tries))
            }
        }
        let since = now.adding(seconds: -24 * 3600)
        let told: Set<ID<Account>> = Set(
            try db.values(
                """
                SELECT subject FROM ledger_entry WHERE subject_kind = 'account'
                  AND subject IN (\(list: found.map(\.account))) AND act = 'account.guessed' AND at > \(since)
                """))
        return found.filter { !told.contains($0.account) }
    }
}

extension Accounts {
    /// What `serve` does about accounts by itself.
    public static let jobs = [SignInWarnings.job]
}
