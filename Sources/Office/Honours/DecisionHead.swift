import Database
import Rulebook
import Vocabulary

/// The head of a decision as pages show it.
public struct DecisionHead: Equatable, Sendable {
    public let id: ID<HonourDecision>
    public let number: String
    public let signed: Day
    public let issuer: String
    public let level: Award.Level
    public let signer: String?
    public let signerPosition: String?
    public let branch: ID<Unit>
    public let branchName: String
    public let branchPath: String
    public let occasion: OccasionKind
    public let sameNumberWhy: String?
    public let withdrawnWhy: String?
    public let version: Int

    static let columns: SQL = """
        d.id, d.number, d.signed, d.issuer, d.issuer_level, d.signer, d.signer_position, d.branch, b.name AS branch_name,
        b.path AS branch_path, d.occasion_kind, d.same_number_why, d.withdrawn_why, d.version
        """

    init(_ row: Row) throws {
        id = try row("id")
        number = try row("number")
        signed = try row("signed")
        issuer = try row("issuer")
        level = Award.Level(rawValue: try row("issuer_level")) ?? .grassroots
        signer = try row("signer")
        signerPosition = try row("signer_position")
        branch = try row("branch")
        branchName = try row("branch_name")
        branchPath = try row("branch_path")
        occasion = try row("occasion_kind")
        sameNumberWhy = try row("same_number_why")
        withdrawnWhy = try row("withdrawn_why")
        version = try row("version")
    }

    /// Within the scope of its branch, or because a holder is within it: a decision of the province names people of all units.
    public static func with(_ id: ID<HonourDecision>, in scope: Scope, _ db: any Reader) throws -> DecisionHead {
        let reach: SQL =
            scope == .everything
            ? "1 = 1"
            : """
            (\(sql: scope.condition(path: "b.path")) OR EXISTS (SELECT 1 FROM honour h JOIN unit u ON u.id = h.unit
                WHERE h.decision = d.id AND \(sql: scope.condition(path: "u.path"))))
            """
        let row = try db.first(
            """
            SELECT \(sql: columns) FROM honour_decision d JOIN unit b ON b.id = d.branch
            WHERE d.id = \(id) AND \(sql: reach)
            """)
        guard let row else { throw HonourRefusal.notFound }
        return try DecisionHead(row)
    }

    /// What a form for correcting it begins with.
    var new: NewDecision {
        NewDecision(
            number: number, signed: signed, issuer: issuer, level: level, signer: signer,
            signerPosition: signerPosition, branch: branch, occasion: occasion, sameNumberWhy: sameNumberWhy)
    }
}
