import Database
import Dispatch
import Vocabulary

/// Phiên làm việc: where an account is signed in.
public struct OpenSession: Equatable, Sendable {
    /// Names the session in forms; nobody signs in with it.
    public let key: String
    public let started: Instant
    public let seen: Instant
    public let origin: String
    /// `Chrome trên Windows`; empty where the browser did not say.
    public let device: String
    /// The one that asks.
    public let isThis: Bool

    /// The newest first, at most `limit`.
    public static func all(
        of account: ID<Account>, this: [UInt8]?, now: Instant, limit: Int = 100, _ db: any Reader
    ) throws -> [OpenSession] {
        try db.all(
            """
            SELECT token_hash, started, seen, origin, device FROM session
            WHERE account = \(account) AND expires > \(now) ORDER BY seen DESC, started DESC, token_hash LIMIT \(limit)
            """
        ).map { row in
            let hash: [UInt8] = try row("token_hash")
            return OpenSession(
                key: Digest.hex(hash), started: try row("started"), seen: try row("seen"), origin: try row("origin"),
                device: try row("device"), isThis: hash == this)
        }
    }
}

extension Accounts {
    /// Ends one session of an account, one's own or, within `scope`, somebody else's.
    public static func endSession(
        _ key: String, of account: ID<Account>, within scope: Scope, by operation: Operation
    ) throws {
        if operation.actor.account != account { try AccountRights.mustManage(account, within: scope, operation) }
        let hash = Digest.bytes(hex: key) ?? []
        try ViewAs.end("token_hash = \(hash) AND account = \(account)", how: "sessionEnded", operation)
        guard try operation.run("DELETE FROM session WHERE token_hash = \(hash) AND account = \(account)") > 0 else {
            throw RightsRefusal.notRunning
        }
        try operation.record("session.end", on: Subject("account", account))
    }
}

/// What a browser says of itself, in words: enough to know one's own devices by, and no more is kept.
enum Device {
    static func words(_ agent: String) -> String {
        let browser = browsers.first { agent.contains($0.0) }?.1
        let system = systems.first { agent.contains($0.0) }?.1
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) trên \(system)"
        case (let browser?, nil): return browser
        case (nil, let system?): return "trình duyệt trên \(system)"
        case (nil, nil): return ""
        }
    }

    // The order tells apart those that call themselves by each other's names.
    private static let browsers = [
        ("Zalo", "Zalo"), ("coc_coc", "Cốc Cốc"), ("CocCoc", "Cốc Cốc"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "máy Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
    ]
}

/// Keeps `session.seen` roughly true without making a page wait for it.
public enum SessionUse {
    /// Seconds between two notes of one session.
    static let interval = 300
    private static let queue = DispatchQueue(label: "vinhdanh.session-seen", qos: .utility)

    /// Notes, beside the answer, that a session is in use; it is passing state and leaves no entry in the ledger.
    static func note(
        _ visitor: Visitor, token: String, in office: Office, onFault: @escaping @Sendable (String, any Error) -> Void
    ) {
        let now = office.world.now()
        guard let seen = visitor.sessionSeen, let key = SignIn.key(of: token),
            now.milliseconds - seen.milliseconds >= Int64(interval) * 1000
        else { return }
        queue.async {
            do { try write(key, now, in: office) } catch { onFault("session-seen", error) }
        }
    }

    /// Waits until what is under way is noted: for tests and before a store is closed.
    public static func settle() { queue.sync {} }

    private static func write(_ key: [UInt8], _ now: Instant, in office: Office) throws {
        try office.store.write { db in
            try db.run("UPDATE session SET seen = \(now) WHERE token_hash = \(key) AND seen < \(now)")
        }
    }
}
