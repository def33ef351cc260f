import Vocabulary

/// Who does something: a signed-in person, or the system on behalf of an operating-system user.
public struct Actor: Equatable, Sendable {
    /// Nil for the system.
    public let account: ID<Account>?
    /// `Đặng Hạnh Nguyên`, or `system:root`. Kept in the ledger as it was that day.
    public let name: String
    /// Address of the caller, or `command line`.
    public let origin: String
    /// Whose right it was, where only a delegation gave it.
    public let onBehalfOf: ID<Account>?

    public init(account: ID<Account>?, name: String, origin: String, onBehalfOf: ID<Account>? = nil) {
        (self.account, self.name, self.origin, self.onBehalfOf) = (account, name, origin, onBehalfOf)
    }

    /// The command line: the system account with the operating system's user.
    public static func system(user: String) -> Actor {
        Actor(account: nil, name: "system:\(user)", origin: "command line")
    }
}

/// What an entry of the ledger is about: `task 17`.
public struct Subject: Hashable, Sendable {
    public let kind: String
    public let id: Int64

    public init(_ kind: String, _ id: Int64) { (self.kind, self.id) = (kind, id) }
    public init<Entity>(_ kind: String, _ id: ID<Entity>) { self.init(kind, id.rawValue) }
}
