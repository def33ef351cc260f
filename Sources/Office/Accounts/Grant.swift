import Vocabulary

/// A role as one account holds it today: from its own post, for a branch, or on behalf of someone.
public struct Grant: Hashable, Sendable {
    public let role: Role
    /// Path of the unit in whose branch it holds; nil: as far as the role reaches from the holder's unit.
    public let branch: String?
    /// Path of the unit of whom the role comes from; nil for who works in none.
    public let home: String?
    /// Whom the visitor acts for by this grant; nil for one's own roles.
    public let actingFor: ID<Account>?

    public init(_ role: Role, branch: String? = nil, home: String?, actingFor: ID<Account>? = nil) {
        (self.role, self.branch, self.home, self.actingFor) = (role, branch, home, actingFor)
    }

    /// Which units' things this grant opens for a permission.
    public func scope(_ permission: Permission) -> Scope {
        guard role.permissions.contains(permission) else { return .nothing }
        if let branch { return .branches([branch]) }
        guard let home else { return permission.needsUnit ? .nothing : .everything }
        return .branches([reachesProvince(for: permission) ? Self.root(of: home) : home])
    }

    /// Tasks of other units are seen by who may read all tasks, whatever else a role reaches.
    private func reachesProvince(for permission: Permission) -> Bool {
        if permission.isDirectory { return true }
        return role.reachesProvince && (!permission.needsUnit || role.permissions.contains(.readAllTasks))
    }

    /// `/1/` of `/1/5/12/`: the province.
    private static func root(of path: String) -> String {
        guard let first = path.split(separator: "/").first else { return path }
        return "/\(first)/"
    }
}
