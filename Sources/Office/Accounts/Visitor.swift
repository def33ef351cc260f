import Database
import Vocabulary

/// Who is looking: a signed-in person with what they may do. The one place that decides who may see what.
public struct Visitor: Equatable, Sendable {
    public let account: ID<Account>
    public let name: String
    public let login: String
    /// The roles that hold today.
    public let grants: [Grant]
    /// The unit the person works in; nil for an administrator of the installation.
    public let unit: Unit?
    /// The root of the unit's branch: the province.
    public let province: Unit?
    public let mustChangePassword: Bool
    /// Proof that a form came from one of our own pages in this session.
    public let formToken: String
    /// Whose roles the visitor acts with beside the own ones.
    public let principals: [Principal]
    /// Who really sits there, where an administrator sees the program as this person.
    public let onlooker: Onlooker?
    /// When the session was last noted as in use; nil outside a session.
    public let sessionSeen: Instant?

    /// A person for whom another one acts.
    public struct Principal: Hashable, Sendable {
        public let account: ID<Account>
        public let name: String

        public init(account: ID<Account>, name: String) { (self.account, self.name) = (account, name) }
    }

    /// What the session has shown of who holds it.
    public var proof = SessionProof.none

    public init(
        account: ID<Account>, name: String, login: String, grants: [Grant], unit: Unit?, province: Unit?,
        mustChangePassword: Bool = false, formToken: String = "", principals: [Principal] = [],
        onlooker: Onlooker? = nil, sessionSeen: Instant? = nil
    ) {
        self.account = account
        self.name = name
        self.login = login
        self.grants = grants
        self.unit = unit
        self.province = province
        self.mustChangePassword = mustChangePassword
        self.formToken = formToken
        self.principals = principals
        self.onlooker = onlooker
        self.sessionSeen = sessionSeen
    }

    public var roles: Set<Role> { Set(grants.map(\.role)) }

    /// Whether the visitor may do such a thing somewhere.
    public func may(_ permission: Permission) -> Bool {
        grants.contains { $0.role.permissions.contains(permission) }
    }

    /// Whether the visitor may do such a thing to what belongs to the unit with this path.
    public func may(_ permission: Permission, at path: String) -> Bool { scope(permission).contains(path) }

    /// Which units' things the visitor may do it to: all that any grant opens.
    public func scope(_ permission: Permission) -> Scope {
        grants.reduce(.nothing) { $0.union($1.scope(permission)) }
    }

    public func actor(from origin: String) -> Actor { Actor(account: account, name: name, origin: origin) }

    /// The same for an act that needs a right: on behalf of whoever lent it, where none of the own roles gives it.
    public func actor(from origin: String, for need: Need) -> Actor {
        guard case .permission(let permission) = need else { return actor(from: origin) }
        return Actor(account: account, name: name, origin: origin, onBehalfOf: lender(of: permission))
    }

    /// The same person with the own roles alone, or with those that one other lent.
    public func acting(onlyFor principal: ID<Account>?) -> Visitor {
        Visitor(
            account: account, name: name, login: login, grants: grants.filter { $0.actingFor == principal }, unit: unit,
            province: province, mustChangePassword: mustChangePassword, formToken: formToken)
    }

    /// Who lent the right to do such a thing, at the unit with this path where one is given; nil for one's own right.
    public func lender(of permission: Permission, at path: String? = nil) -> ID<Account>? {
        let giving = grants.filter { grant in
            let scope = grant.scope(permission)
            return path.map(scope.contains) ?? (scope != .nothing)
        }
        return giving.contains { $0.actingFor == nil } ? nil : giving.first?.actingFor
    }
}
