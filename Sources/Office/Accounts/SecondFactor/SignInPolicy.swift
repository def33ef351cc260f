import Database
import Vocabulary

/// What this installation asks of the second factor. Without a row it is required of those who could do most harm.
public enum SignInPolicy: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    /// Administrators and secretaries of councils set it up before anything else.
    case required
    /// Whoever wants it.
    case voluntary
    /// A fictional province: nobody has to, and the pages say so.
    case sample

    /// Roles of which a second factor is required.
    public static let roles: Set<Role> = [.administrator, .secretary]

    public var vietnamese: String {
        switch self {
        case .required: "Bắt buộc với quản trị và thư ký hội đồng"
        case .voluntary: "Không bắt buộc, ai cần thì bật"
        case .sample: "Tỉnh mẫu: chưa bắt buộc xác thực hai bước"
        }
    }

    public static func current(_ db: any Reader) throws -> SignInPolicy {
        try db.first("SELECT second_factor FROM sign_in_policy WHERE id = 1").map { try $0("second_factor") }
            ?? .required
    }

    /// How many open accounts hold such a role today and have no second factor.
    static func missing(on day: Day, _ db: any Reader) throws -> Int {
        try db.value(
            """
            SELECT count(DISTINCT a.id) FROM account a
            JOIN account_role r ON r.account = a.id AND r.role IN (\(list: roles.map(\.rawValue).sorted()))
                AND \(sql: HeldRole.holds(on: day))
            WHERE a.state = 'open' AND NOT EXISTS (
                SELECT 1 FROM second_factor f WHERE f.account = a.id AND f.confirmed IS NOT NULL)
            """)
    }

    public static func set(_ policy: SignInPolicy, by operation: Operation) throws {
        let before = try current(operation)
        guard before != policy else { return }
        try operation.run(
            """
            INSERT INTO sign_in_policy (id, second_factor) VALUES (1, \(policy))
            ON CONFLICT (id) DO UPDATE SET second_factor = excluded.second_factor
            """)
        try operation.record(
            "signIn.policy", on: Subject("installation", 1), before: ["secondFactor": before.rawValue],
            after: ["secondFactor": policy.rawValue])
    }
}
