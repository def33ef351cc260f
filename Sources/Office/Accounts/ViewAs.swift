import Database
import Vocabulary

/// Xem như người khác: an administrator sees the program as somebody else does, without being able to act, for a
/// reason, for half an hour, and both ends stand in the ledger.
public enum ViewAs {
    public static let minutes = 30

    /// From now on the session shows what `target` sees. `viewer` must reach all that the target's roles reach.
    public static func start(
        _ target: ID<Account>, session: [UInt8], viewer: Visitor, reason: String, by operation: Operation
    ) throws {
        let scope = viewer.scope(.viewAsOthers)
        try AccountRights.mustSee(target, within: scope, operation)
        guard target != viewer.account else { throw RightsRefusal.viewOfSelf }
        guard viewer.onlooker == nil else { throw RightsRefusal.viewAlready }
        guard try AccountRights.reachesWithin(scope, target, today: operation.today, operation) else {
            throw RightsRefusal.moreRights
        }
        let reason = reason.nfc.trimmed
        guard !reason.isEmpty else { throw RightsRefusal.noReason }
        let state: String = try operation.value("SELECT state FROM account WHERE id = \(target)")
        guard state == "open" else { throw RightsRefusal.deputyClosed }
        let until = operation.now.adding(seconds: minutes * 60)
        try operation.run(
            """
            UPDATE session SET view_as = \(target), view_started = \(operation.now), view_until = \(until)
            WHERE token_hash = \(session) AND account = \(viewer.account)
            """)
        try operation.record(
            "view.start", on: Subject("account", target), after: ["minutes": String(minutes)], why: reason)
    }

    /// Back to the viewer's own account.
    public static func end(session: [UInt8], by operation: Operation) throws {
        let row = try operation.first(
            "SELECT view_as FROM session WHERE token_hash = \(session) AND view_as IS NOT NULL")
        guard let row else { return }
        try clear(session, operation)
        try operation.record("view.end", on: Subject("account", row("view_as") as ID<Account>))
    }

    /// Notes the end of views that ran out of time, whoever is at work just then.
    static func endLapsed(by operation: Operation) throws {
        try end("view_until <= \(operation.now)", how: "lapsed", operation)
    }

    /// Before sessions of an account end: the views in them end too.
    static func endAll(in account: ID<Account>, except kept: [UInt8]?, by operation: Operation) throws {
        try end("account = \(account) AND token_hash <> \(kept ?? [])", how: "sessionEnded", operation)
    }

    /// Nobody is seen as an account that is closed.
    static func endAll(of target: ID<Account>, by operation: Operation) throws {
        try end("view_as = \(target)", how: "closed", operation)
    }

    /// Notes the end of the views in sessions that fulfil a condition.
    static func end(_ condition: SQL, how: String, _ operation: Operation) throws {
        let rows = try operation.all(
            "SELECT token_hash, account, view_as FROM session WHERE view_as IS NOT NULL AND \(sql: condition)")
        for row in rows {
            try clear(row("token_hash"), operation)
            try operation.record(
                "view.end", on: Subject("account", row("view_as") as ID<Account>),
                after: ["viewer": (row("account") as ID<Account>).description, "how": how])
        }
    }

    private static func clear(_ session: [UInt8], _ operation: Operation) throws {
        try operation.run(
            "UPDATE session SET view_as = NULL, view_started = NULL, view_until = NULL WHERE token_hash = \(session)")
    }
}

/// Who really sits there while the program is shown as somebody else sees it.
public struct Onlooker: Equatable, Sendable {
    public let account: ID<Account>
    public let name: String
    public let until: Instant

    public init(account: ID<Account>, name: String, until: Instant) {
        (self.account, self.name, self.until) = (account, name, until)
    }
}
