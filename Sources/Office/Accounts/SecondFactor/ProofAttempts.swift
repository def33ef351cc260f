import Database
import Vocabulary

/// Wrong codes and repeated passwords, counted so that nobody guesses. Only who has shown the password, or is signed in,
/// gets here: a stranger cannot lock anybody out by it, and a recovery code serves when others use up the account's share.
enum ProofAttempts {
    static let windowSeconds = 15 * 60
    static let mostFromOneAddress = 5
    static let mostForOneAccount = 20

    static func check(
        _ account: ID<Account>, from origin: String, isRecovery: Bool, now: Instant, _ db: any Reader
    ) throws {
        let since = now.adding(seconds: -windowSeconds)
        let row = try db.one(
            """
            SELECT count(*) AS everywhere, count(*) FILTER (WHERE origin = \(origin)) AS here
            FROM failed_proof WHERE account = \(account) AND at > \(since)
            """)
        let (here, everywhere): (Int, Int) = try (row("here"), row("everywhere"))
        guard here < mostFromOneAddress, isRecovery || everywhere < mostForOneAccount else {
            throw SecondFactorRefusal.tooManyAttempts(minutes: windowSeconds / 60)
        }
    }

    /// In a transaction of its own, since the operation that failed leaves nothing.
    static func note(_ account: ID<Account>, from origin: String, in office: Office) throws {
        let now = office.world.now()
        try office.store.write { db in
            try db.run("INSERT INTO failed_proof (account, origin, at) VALUES (\(account), \(origin), \(now))")
            try db.run("DELETE FROM failed_proof WHERE at < \(now.adding(seconds: -24 * 3600))")
        }
    }
}

extension SecondFactor {
    /// Does `body` in the transaction that uses up the code, so that of two who send one code at once one is refused.
    /// A wrong code changes nothing and is counted.
    static func pass<Result>(
        _ typed: String, of account: ID<Account>, as actor: Actor, in office: Office,
        _ body: (Operation) throws -> Result
    ) throws -> Result {
        try office.read {
            try ProofAttempts.check(
                account, from: actor.origin, isRecovery: RecoveryCode.looksLikeOne(typed), now: office.world.now(), $0)
        }
        do {
            return try office.write(by: actor) { operation in
                guard try spend(typed, of: account, office.sealing, by: operation) else {
                    throw SecondFactorRefusal.wrongCode
                }
                return try body(operation)
            }
        } catch SecondFactorRefusal.wrongCode {
            try ProofAttempts.note(account, from: actor.origin, in: office)
            throw SecondFactorRefusal.wrongCode
        }
    }
}
