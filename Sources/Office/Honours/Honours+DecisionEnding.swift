import Database
import Rulebook
import Vocabulary

/// A decision that was entered wrongly goes whole, and comes back whole: nothing that was entered vanishes.
extension Honours {
    /// What a withdrawal takes: asked before, and compared when it is done.
    public struct Standing: Equatable, Sendable {
        public let version: Int
        /// Lines that are held or revoked; what was withdrawn before stays as it is.
        public let lines: Int
        public let revoked: Int
    }

    public static func standing(of id: ID<HonourDecision>, _ db: any Reader) throws -> Standing {
        let row = try db.one(
            """
            SELECT d.version, (SELECT count(*) FROM honour h WHERE h.decision = d.id AND h.state <> 'withdrawn') AS lines,
                (SELECT count(*) FROM honour h WHERE h.decision = d.id AND h.state = 'revoked') AS revoked
            FROM honour_decision d WHERE d.id = \(id)
            """)
        return Standing(version: try row("version"), lines: try row("lines"), revoked: try row("revoked"))
    }

    /// Withdraws a decision with every line of it; they stay in sight with the reason and count for nothing.
    ///
    /// - Parameter known: what who withdraws has seen; refused where it is otherwise now.
    public static func withdraw(
        _ id: ID<HonourDecision>, why: String, knowing known: Standing, in scope: Scope, by operation: Operation
    ) throws {
        let why = try reason(why)
        let old = try decisionToChange(id, in: scope, operation)
        guard old.withdrawnWhy == nil else { throw HonourRefusal.alreadyEnded }
        guard try standing(of: id, operation) == known else { throw HonourRefusal.changedMeanwhile }
        try operation.run(
            """
            INSERT INTO honour_withdrawal (honour, with_decision, state, ended_on, ended_why)
            SELECT id, 1, state, ended_on, ended_why FROM honour WHERE decision = \(id) AND state <> 'withdrawn'
            """)
        try operation.run(
            """
            UPDATE honour SET state = 'withdrawn', ended_on = NULL, ended_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE decision = \(id) AND state <> 'withdrawn'
            """)
        try operation.run(
            """
            UPDATE honour_decision SET state = 'withdrawn', withdrawn_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record(
            "honourDecision.withdraw", on: Subject("honourDecision", id),
            before: ["number": old.number, "signed": old.signed.iso, "issuer": old.issuer],
            after: ["holders": String(known.lines)], why: why)
    }

    /// A decision that was withdrawn by mistake stands again, with the lines that went with it as they were. Refused where the
    /// same paper, or the same for one of its holders, was entered meanwhile.
    public static func restore(
        _ id: ID<HonourDecision>, why: String, knowing version: Int, in scope: Scope, by operation: Operation
    ) throws {
        let why = try reason(why)
        let old = try decisionToChange(id, in: scope, operation)
        guard old.withdrawnWhy != nil else { throw HonourRefusal.stands }
        guard old.version == version else { throw HonourRefusal.changedMeanwhile }
        let root: ID<Unit> = try operation.value("SELECT root FROM honour_decision WHERE id = \(id)")
        if try known(old.new, root: root, besides: id, operation) != nil {
            throw HonourRefusal.enteredAgain(number: old.number)
        }
        if let twice = try heldMeanwhile(id, operation) { throw twice }
        let went: SQL = """
            FROM honour_withdrawal w WHERE w.honour = honour.id AND w.with_decision = 1
            """
        let count: Int = try operation.value(
            "SELECT count(*) FROM honour WHERE decision = \(id) AND EXISTS (SELECT 1 \(sql: went))")
        try operation.run(
            """
            UPDATE honour SET state = (SELECT w.state \(sql: went)), ended_on = (SELECT w.ended_on \(sql: went)),
                ended_why = (SELECT w.ended_why \(sql: went)), version = version + 1, changed = \(operation.now)
            WHERE decision = \(id) AND EXISTS (SELECT 1 \(sql: went))
            """)
        try operation.run(
            """
            DELETE FROM honour_withdrawal WHERE with_decision = 1 AND honour IN (
                SELECT h.id FROM honour h WHERE h.decision = \(id))
            """)
        try operation.run(
            """
            UPDATE honour_decision SET state = 'held', withdrawn_why = NULL, version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record(
            "honourDecision.restore", on: Subject("honourDecision", id), after: ["holders": String(count)], why: why)
    }

    /// A line of the withdrawn decision whose holder has the same by another decision by now.
    private static func heldMeanwhile(_ id: ID<HonourDecision>, _ db: any Reader) throws -> HonourRefusal? {
        for holder: SQL in ["person", "holder_unit"] {
            let row = try db.first(
                """
                SELECT n.name, a.name AS award_name, o.first_year, o.last_year, o.is_school, d.number FROM honour o
                JOIN honour_withdrawal w ON w.honour = o.id AND w.with_decision = 1
                JOIN honour h ON h.\(sql: holder) = o.\(sql: holder) AND h.double_key = o.double_key AND h.id <> o.id
                    AND h.state <> 'withdrawn'
                JOIN honour_decision d ON d.id = h.decision JOIN honour_name n ON n.id = o.name
                JOIN honour_award a ON a.slug = o.award
                WHERE o.decision = \(id) ORDER BY o.id LIMIT 1
                """)
            guard let row else { continue }
            let (first, last): (Int?, Int?) = (try row("first_year"), try row("last_year"))
            var years: AchievementYears?
            if let first, let last { years = AchievementYears(first, last, isSchool: try row("is_school")) }
            return .twice(
                name: try row("name"), award: try row("award_name"), years?.vietnamese ?? "",
                decision: try row("number"))
        }
        return nil
    }

    private static func decisionToChange(_ id: ID<HonourDecision>, in scope: Scope, _ operation: Operation) throws
        -> DecisionHead
    {
        _ = try operation.first("SELECT id FROM honour_decision WHERE id = \(id) \(word: .forUpdate)")
        let head = try DecisionHead.with(id, in: scope, operation)
        guard scope.contains(head.branchPath) else { throw HonourRefusal.notFound }
        return head
    }
}

/// A page of the decisions that were withdrawn, the last one first.
struct WithdrawnDecisions: Equatable {
    let lines: [DecisionHead]
    let before: ID<HonourDecision>?
    let after: ID<HonourDecision>?

    static let pageSize = 50

    /// One query, whatever the page holds.
    static func page(
        _ cursor: KeysetCursor<ID<HonourDecision>>? = nil, in scope: Scope, size: Int = pageSize, _ db: any Reader
    ) throws -> WithdrawnDecisions {
        let page = try KeysetPage(cursor, size: size, key: \DecisionHead.id) {
            try db.all(walking(cursor, scope, limit: $0)).map(DecisionHead.init)
        }
        return WithdrawnDecisions(lines: page.rows, before: page.before, after: page.after)
    }

    static func walking(_ cursor: KeysetCursor<ID<HonourDecision>>?, _ scope: Scope, limit: Int) -> SQL {
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? (">", "") : ("<", " DESC")
        let beyond: SQL =
            cursor.map {
                """
                AND (d.changed, d.id) \(sql: comparison) (SELECT c.changed, c.id FROM honour_decision c WHERE c.id = \($0.key))
                """
            } ?? ""
        return """
            SELECT \(sql: DecisionHead.columns) FROM honour_decision d JOIN unit b ON b.id = d.branch
            WHERE d.state = 'withdrawn' AND \(sql: scope.condition(path: "b.path")) \(sql: beyond)
            ORDER BY d.changed\(sql: down), d.id\(sql: down) LIMIT \(limit)
            """
    }
}
