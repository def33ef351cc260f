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

    public init(
        account: ID<Account>, name: String, login: String, grants: [Grant], unit: Unit?, province: Unit?,
        mustChangePassword: Bool = false, formToken: String = ""
    ) {
        self.account = account
        self.name = name
        self.login = login
        self.grants = grants
        self.unit = unit
        self.province = province
        self.mustChangePassword = mustChangePassword
        self.formToken = formToken
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
}
