import Database
import Vocabulary

/// What was written down wrongly, put right: each with its reason, before and after in the ledger.
extension Councils {
    /// The facts of a council as they should have been written. Seats keep their days, so they must lie in the new term.
    public static func correct(
        _ id: ID<Council>, to new: NewCouncil, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        try write(id, new, because: reason, in: scope, by: operation)
        try mustHold(id, without: [], operation)
    }

    /// The facts alone; whoever calls sees to the seats (`mustHold`).
    static func write(
        _ id: ID<Council>, _ new: NewCouncil, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let old = try locked(id, in: scope, operation)
        let new = try checked(new, in: scope, operation)
        let reason = try self.reason(reason)
        let standing: ID<Unit>? = try operation.value("SELECT standing FROM council WHERE id = \(id)")
        let before = facts(
            NewCouncil(
                old.kind, level: old.level, name: old.name, unit: old.unit, standing: standing,
                decision: old.decision, decidedOn: old.decidedOn, firstDay: old.firstDay, lastDay: old.lastDay))
        let after = facts(new)
        let changed = after.filter { before[$0.key] != $0.value }
        guard !changed.isEmpty else { return }
        try operation.run(
            """
            UPDATE council SET kind = \(new.kind), level = \(new.level), name = \(new.name),
                name_key = \(VietnameseOrder.key(new.name)), name_fold = \(new.name.folded), unit = \(new.unit),
                standing = \(new.standing), decision = \(new.decision), decided_on = \(new.decidedOn),
                first_day = \(new.firstDay), last_day = \(new.lastDay)
            WHERE id = \(id)
            """)
        try operation.record(
            "council.correct", on: Subject("council", id), before: before.filter { changed.keys.contains($0.key) },
            after: changed, why: reason)
    }

    /// Role and days of a seat as they should have been written; who sits there stays.
    public static func correctMember(
        _ id: ID<CouncilMember>, as role: Council.Role, from first: Day, until last: Day?, because reason: String,
        in scope: Scope, by operation: Operation
    ) throws {
        let found = try member(id, in: scope, operation)
        let council = try locked(found.council, in: scope, operation)
        let reason = try self.reason(reason)
        try mustFit(found.person, role, council, first, last, except: id, operation)
        let watched = try operation.values("SELECT year FROM council_assignment WHERE member = \(id)") as [Int]
        for year in watched where !isServing(first, last, in: year) { throw CouncilRefusal.notServing(year) }
        try write(found, as: role, from: first, until: last, because: reason, by: operation)
    }

    /// A seat that should never have been written goes, unless blocs are assigned to it.
    public static func removeMember(
        _ id: ID<CouncilMember>, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let found = try member(id, in: scope, operation)
        _ = try locked(found.council, in: scope, operation)
        let reason = try self.reason(reason)
        if try operation.first("SELECT id FROM council_assignment WHERE member = \(id)") != nil {
            throw CouncilRefusal.stillAssigned(found.name)
        }
        try operation.run("DELETE FROM council_member WHERE id = \(id)")
        try operation.record(
            "council.removeMember", on: Subject("council", found.council),
            before: facts(found.person, found.role, found.firstDay, found.lastDay), why: reason)
    }

    static func reason(_ text: String) throws -> String {
        let reason = text.nfc.trimmed
        guard !reason.isEmpty, reason.count <= 500 else { throw CouncilRefusal.noReason }
        return reason
    }

    static func isServing(_ first: Day, _ last: Day?, in year: Int) -> Bool {
        Post.overlap((first, last), (Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31)))
    }

    /// Writes role and days of a seat that fit; whoever calls has seen to that.
    static func write(
        _ seat: CouncilMember, as role: Council.Role, from first: Day, until last: Day?, because reason: String?,
        by operation: Operation
    ) throws {
        guard (seat.role, seat.firstDay, seat.lastDay) != (role, first, last) else { return }
        try operation.run(
            """
            UPDATE council_member SET role = \(role), first_day = \(first), last_day = \(last) WHERE id = \(seat.id)
            """)
        try operation.record(
            "council.correctMember", on: Subject("council", seat.council),
            before: facts(seat.person, seat.role, seat.firstDay, seat.lastDay),
            after: facts(seat.person, role, first, last), why: reason)
    }

    /// The seats of a council as they stand, without some: within the term, nobody twice at a time, one chair.
    static func mustHold(_ id: ID<Council>, without going: Set<ID<CouncilMember>>, _ db: any Reader) throws {
        let council = try council(id, in: .everything, db)
        let seats = try members(of: id, db).filter { !going.contains($0.id) }
        for (index, seat) in seats.enumerated() {
            let isInTerm =
                seat.firstDay >= council.firstDay
                && (council.lastDay.map { end in (seat.lastDay ?? seat.firstDay) <= end } ?? true)
            guard isInTerm else { throw CouncilRefusal.seatOutside(seat.name) }
            for other in seats[..<index]
            where Post.overlap((seat.firstDay, seat.lastDay), (other.firstDay, other.lastDay)) {
                if seat.person == other.person { throw CouncilRefusal.alreadyMember(seat.name) }
                if seat.role == .chair, other.role == .chair { throw CouncilRefusal.chairTaken(other.name) }
            }
        }
    }

    static func facts(_ council: NewCouncil) -> [String: String?] {
        [
            "kind": council.kind.rawValue, "level": council.level.rawValue, "name": council.name,
            "unit": council.unit.description, "standing": council.standing?.description,
            "decision": council.decision, "day": council.decidedOn.iso, "firstDay": council.firstDay.iso,
            "lastDay": council.lastDay?.iso,
        ]
    }
}
