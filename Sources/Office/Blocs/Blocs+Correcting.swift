import Database
import Vocabulary

/// What was written down wrongly about a year, put right: each with its reason, before and after in the ledger.
extension Blocs {
    /// Head and deputies of a year as they should have been written.
    public static func correctHandOver(
        _ id: ID<Bloc>, to head: ID<Unit>, deputies: [ID<Unit>], for year: Int, because reason: String,
        in scope: Scope, by operation: Operation
    ) throws {
        try lock(id, in: scope, operation)
        let reason = try self.reason(reason)
        try mustBeMembers(id, head, deputies, year, operation)
        let old = try led(id, year, operation)
        let after = leaders(head, deputies, year)
        guard old.facts != after else { return }
        try operation.run("DELETE FROM bloc_deputy WHERE bloc_year = \(old.row)")
        try writeLeaders(old.row, head, deputies, operation)
        try operation.record(
            "bloc.correctHandOver", on: Subject("bloc", id), before: old.facts, after: after, why: reason)
    }

    /// Takes a hand-over back: the year has no head again, its quota stays.
    public static func undoHandOver(
        _ id: ID<Bloc>, for year: Int, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        try lock(id, in: scope, operation)
        let reason = try self.reason(reason)
        let old = try led(id, year, operation)
        try operation.run("DELETE FROM bloc_deputy WHERE bloc_year = \(old.row)")
        try operation.run("UPDATE bloc_year SET head = NULL WHERE id = \(old.row)")
        try removeEmptyYear(old.row, operation)
        try operation.record(
            "bloc.undoHandOver", on: Subject("bloc", id), before: old.facts, after: ["year": String(year)],
            why: reason)
    }

    /// Takes the newest decision back: the one before holds again.
    public static func undoDecision(
        _ id: ID<Bloc>, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        try lock(id, in: scope, operation)
        let reason = try self.reason(reason)
        let versions = try versions(of: id, operation)
        guard versions.count > 1 else { throw BlocRefusal.onlyDecision }
        let (newest, before) = (versions[0], versions[1])
        // Who leads in its years was chosen among its members.
        let led = try operation.first(
            "SELECT year FROM bloc_year WHERE bloc = \(id) AND year >= \(newest.firstYear) AND head IS NOT NULL LIMIT 1"
        )
        if let led { throw BlocRefusal.yearsStand(try led("year")) }
        let members = try members(of: newest.id, operation).map { $0.unit.description }.joined(separator: " ")
        try operation.run("DELETE FROM bloc_member WHERE version = \(newest.id)")
        try operation.run("DELETE FROM bloc_version WHERE id = \(newest.id)")
        try operation.run("UPDATE bloc_version SET last_year = NULL WHERE id = \(before.id)")
        try operation.record(
            "bloc.undoDecision", on: Subject("bloc", id),
            before: [
                "decision": newest.decision, "day": newest.decidedOn.iso, "firstYear": String(newest.firstYear),
                "members": members,
            ], after: ["decision": before.decision], why: reason)
    }

    static func reason(_ text: String) throws -> String {
        let reason = text.nfc.trimmed
        guard !reason.isEmpty, reason.count <= 500 else { throw BlocRefusal.noReason }
        return reason
    }

    private static func led(_ id: ID<Bloc>, _ year: Int, _ operation: Operation) throws -> (
        row: Int64, facts: [String: String?]
    ) {
        let row = try operation.first(
            "SELECT id, head FROM bloc_year WHERE bloc = \(id) AND year = \(year) AND head IS NOT NULL")
        guard let row else { throw BlocRefusal.notHandedOver(year) }
        let key: Int64 = try row("id")
        let deputies: [ID<Unit>] = try operation.values(
            "SELECT unit FROM bloc_deputy WHERE bloc_year = \(key) ORDER BY position")
        return (key, leaders(try row("head"), deputies, year))
    }

    /// A year of which nothing is said any more has no row.
    static func removeEmptyYear(_ row: Int64, _ operation: Operation) throws {
        try operation.run(
            """
            DELETE FROM bloc_year WHERE id = \(row) AND head IS NULL AND flags IS NULL AND certificates IS NULL
              AND NOT EXISTS (SELECT 1 FROM bloc_deputy d WHERE d.bloc_year = bloc_year.id)
            """)
    }
}
