import Database
import Vocabulary

/// Everything the page of one account shows.
public struct AccountCard: Equatable, Sendable {
    public let id: ID<Account>
    public let login: String
    public let name: String
    /// `Sở Tài chính (HG-STC)`; empty for who works in none.
    public let unit: String
    public let isOpen: Bool
    /// False while nobody has set a password.
    public let hasPassword: Bool
    public let lastSignIn: Instant?
    public let held: [HeldRole]
    public let delegations: [Delegation]
    public let lendable: [Role]
    public let sessions: [OpenSession]
    public let history: [AccountHistory]
    public let invitedUntil: Instant?
    /// The person of the register it belongs to, where the visitor may see the link.
    public let person: String?
    /// People whose account it may be; empty where the visitor may not read people.
    public let people: [String]
    /// Whether the visitor may change it: nothing of it reaches beyond where the visitor manages accounts.
    public let isManageable: Bool

    /// Refuses an account outside `scope` like one that does not exist. The number of queries does not depend on how much
    /// there is.
    ///
    /// - Parameter visitor: for whom the link with a person is shown; nil shows none.
    public static func of(
        _ id: ID<Account>, within scope: Scope, for visitor: Visitor? = nil, this session: [UInt8]?, now: Instant,
        _ db: any Reader
    ) throws -> AccountCard {
        try AccountRights.mustSee(id, within: scope, db)
        let row = try db.one(
            "SELECT login, name, unit, state, password <> '' AS has_password, last_sign_in FROM account WHERE id = \(id)"
        )
        let reach = try visitor.map { try AccountPerson.Reach.of(id, for: $0, db) } ?? .nothing
        let last: Instant = try row("last_sign_in")
        let unit = try (row("unit") as ID<Unit>?).flatMap { try Organisations.unit($0, db) }
        return AccountCard(
            id: id, login: try row("login"), name: try row("name"), unit: unit.map(TypedUnit.words) ?? "",
            isOpen: try row("state") == "open", hasPassword: try row("has_password"),
            lastSignIn: last.milliseconds > 0 ? last : nil,
            held: try HeldRole.all(of: id, today: now.day, db), delegations: try Delegation.all(of: id, db),
            lendable: try Delegation.lendable(by: id, today: now.day, db),
            sessions: try OpenSession.all(of: id, this: session, now: now, db),
            history: try AccountHistory.of(id, db), invitedUntil: try Invitation.openUntil(of: id, now: now, db),
            person: try AccountPerson.linked(to: id, reach, today: now.day, db),
            people: try AccountPerson.suggestions(for: id, reach, today: now.day, db),
            isManageable: try AccountRights.reachesWithin(scope, id, today: now.day, db))
    }
}
