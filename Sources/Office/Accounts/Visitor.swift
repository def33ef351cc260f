import Database
import Vocabulary

/// Who is looking: a signed-in person with what they may do. The one place that decides who may see what.
public struct Visitor: Equatable, Sendable {
    public let account: ID<Account>
    public let name: String
    public let login: String
    public let roles: Set<Role>
    /// The unit the person works in; nil for an administrator of the installation.
    public let unit: Unit?
    /// The root of the unit's branch: the province.
    public let province: Unit?
    public let mustChangePassword: Bool
    /// Proof that a form came from one of our own pages in this session.
    public let formToken: String

    public init(
        account: ID<Account>, name: String, login: String, roles: Set<Role>, unit: Unit?, province: Unit?,
        mustChangePassword: Bool = false, formToken: String = ""
    ) {
        self.account = account
        self.name = name
        self.login = login
        self.roles = roles
        self.unit = unit
        self.province = province
        self.mustChangePassword = mustChangePassword
        self.formToken = formToken
    }

    public func may(_ permission: Permission) -> Bool { roles.contains { $0.permissions.contains(permission) } }

    public var scope: Scope {
        if may(.readAllTasks) { return province.map { .branch($0.path) } ?? .everything }
        return unit.map { .branch($0.path) } ?? .nothing
    }

    public func actor(from origin: String) -> Actor { Actor(account: account, name: name, origin: origin) }
}

/// Which units' things a visitor sees. Every query that returns things of units takes it as an argument.
public enum Scope: Equatable, Sendable {
    case everything
    /// Things of the unit with this path and of all below it.
    case branch(String)
    case nothing

    /// True for rows whose unit lies in scope; `path` is the column that holds the unit's path.
    public func condition(path: SQL) -> SQL {
        switch self {
        case .everything: "1 = 1"
        case .branch(let prefix): "(\(sql: path) >= \(prefix) AND \(sql: path) < \(prefix + "~"))"
        case .nothing: "1 = 0"
        }
    }
}
