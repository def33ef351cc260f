import Database
import Rulebook
import Vocabulary

/// Putting right, withdrawing and revoking: nothing that was entered vanishes.
extension Honours {
    /// One honour as a form for correcting it needs it, whoever may manage it.
    public struct Stored: Equatable, Sendable {
        public let id: Int64
        public let decision: ID<HonourDecision>
        public let signed: Day
        /// The province of the decision.
        public let root: ID<Unit>
        public let state: Honour.State
        public let version: Int
        public let new: NewHonour
    }

    /// Within the scope through the unit of that time, or through the decision's branch.
    public static func stored(_ id: Int64, in scope: Scope, _ db: any Reader) throws -> Stored {
        let row = try db.first(
            """
            SELECT h.id, h.decision, h.signed, d.root, h.state, h.version, h.subject_kind, h.person, h.holder_unit, h.address, n.name,
                h.post_text, h.unit_text, h.unit, h.award, h.first_year, h.last_year, h.is_school, t.words, h.basis,
                h.occasion, h.person_group, h.is_enterprise, h.certificate
            FROM honour h JOIN honour_name n ON n.id = h.name JOIN unit u ON u.id = h.unit
            JOIN honour_decision d ON d.id = h.decision JOIN unit b ON b.id = d.branch
            LEFT JOIN honour_text t ON t.id = h.achievement
            WHERE h.id = \(id) AND (\(sql: scope.condition(path: "u.path")) OR \(sql: scope.condition(path: "b.path")))
            """)
        guard let row, let award = Award.Slug(stored: try row("award")) else { throw HonourRefusal.notFound }
        let kind = SubjectKind(rawValue: try row("subject_kind")) ?? .individual
        let holder: Honour.Holder =
            switch kind {
            case .individual: .person(try row("person"))
            case .collective: .unit(try row("holder_unit"))
            case .household: .household(address: try row("address"))
            }
        let (first, last, isSchool): (Int?, Int?, Bool) = (
            try row("first_year"), try row("last_year"), try row("is_school")
        )
        var years: AchievementYears?
        if let first, let last { years = AchievementYears(first, last, isSchool: isSchool) }
        return Stored(
            id: id, decision: try row("decision"), signed: try row("signed"), root: try row("root"),
            state: try row("state"), version: try row("version"),
            new: NewHonour(
                holder, name: try row("name"), post: try row("post_text"), unitText: try row("unit_text"),
                unit: try row("unit"), award: award, years: years, achievement: try row("words"),
                basis: try row("basis"), occasion: try row("occasion"), group: try row("person_group"),
                isEnterprise: try row("is_enterprise"), certificate: try row("certificate")))
    }

    /// The same, which nobody else changes meanwhile.
    private static func storedToChange(_ id: Int64, in scope: Scope, _ operation: Operation) throws -> Stored {
        _ = try operation.first("SELECT id FROM honour WHERE id = \(id) \(word: .forUpdate)")
        return try stored(id, in: scope, operation)
    }

    /// Puts one honour right.
    public static func correct(
        _ id: Int64, to new: NewHonour, knowing version: Int, _ awards: AwardChoices, in scope: Scope,
        by operation: Operation
    ) throws {
        let old = try storedToChange(id, in: scope, operation)
        guard old.state == .held else { throw HonourRefusal.alreadyEnded }
        guard old.version == version else { throw HonourRefusal.changedMeanwhile }
        let new = try checked(new, signed: old.signed, in: old.root, awards, today: operation.today)
        try checkReach(of: new, insteadOf: old.new, in: scope, operation)
        guard let award = awards[new.award] else { throw HonourRefusal.unknownAward(new.award.description) }
        let key = HonourRows.doubleKey(new, award, old.decision)
        if new.holder.person != nil || new.holder.unit != nil {
            let other = try operation.first(
                """
                SELECT d.number FROM honour h JOIN honour_decision d ON d.id = h.decision
                WHERE h.id <> \(id) AND h.double_key = \(key) AND h.state <> 'withdrawn'
                  AND (h.person = \(new.holder.person) OR h.holder_unit = \(new.holder.unit))
                """)
            if let other {
                throw HonourRefusal.twice(
                    name: new.name, award: award.name, new.years?.vietnamese ?? "", decision: try other("number"))
            }
        }
        try HonourRows.keep([award], operation)
        let name = try HonourRows.names([new.name], operation)[new.name] ?? 0
        let text = try new.achievement.flatMap { try HonourRows.texts([$0], operation)[$0] }
        let branch: ID<Unit> = try operation.value("SELECT branch FROM honour_decision WHERE id = \(old.decision)")
        try operation.run(
            """
            UPDATE honour SET subject_kind = \(new.holder.kind.rawValue), person = \(new.holder.person),
                holder_unit = \(new.holder.unit), address = \(new.holder.address), name = \(name), post_text = \(new.post),
                unit_text = \(new.unitText), unit = \(new.unit ?? new.holder.unit ?? branch),
                award = \(new.award.description), level = \(award.level.rawValue), first_year = \(new.years?.first),
                last_year = \(new.years?.last), is_school = \(new.years?.isSchool ?? false), achievement = \(text),
                basis = \(new.basis), occasion = \(new.occasion), person_group = \(new.group),
                is_direct = \(new.group == .direct), is_enterprise = \(new.isEnterprise),
                certificate = \(new.certificate), double_key = \(key), version = version + 1, changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record(
            "honour.correct", on: Subject("honour", id), before: facts(old.new), after: facts(new))
    }

    /// Whoever and whatever is named anew must be within reach; what stays may lie elsewhere by now.
    private static func checkReach(
        of new: NewHonour, insteadOf old: NewHonour, in scope: Scope, _ db: any Reader
    ) throws {
        var changed = new
        if new.holder == old.holder { changed.holder = .household(address: nil) }
        if new.unit == old.unit { changed.unit = nil }
        do {
            try checkReach([changed], in: scope, db)
        } catch let line as RefusedLine {
            throw line.refusal
        }
    }

    private static func facts(_ honour: NewHonour) -> [String: String?] {
        [
            "award": honour.award.description, "year": honour.years?.description, "basis": honour.basis.rawValue,
            "person": honour.holder.person?.description, "unit": honour.unit?.description,
        ]
    }

    /// It was entered wrongly: it stays in sight with the reason, and counts for nothing.
    public static func withdraw(_ id: Int64, why: String, in scope: Scope, by operation: Operation) throws {
        let why = try reason(why)
        let old = try storedToChange(id, in: scope, operation)
        guard old.state != .withdrawn else { throw HonourRefusal.alreadyEnded }
        // Restored it is as revoked as it was.
        try operation.run(
            """
            INSERT INTO honour_withdrawal (honour, with_decision, state, ended_on, ended_why)
            SELECT id, 0, state, ended_on, ended_why FROM honour WHERE id = \(id) AND state = 'revoked'
            """)
        try operation.run(
            """
            UPDATE honour SET state = 'withdrawn', ended_on = NULL, ended_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("honour.withdraw", on: Subject("honour", id), why: why)
    }

    /// The decision was annulled for this holder, or the title stripped (Luật 06/2022/QH15 Điều 93): it stays in the record
    /// of a life and counts for nothing from then on.
    public static func revoke(_ id: Int64, on day: Day, why: String, in scope: Scope, by operation: Operation) throws {
        let why = try reason(why)
        let old = try storedToChange(id, in: scope, operation)
        guard old.state == .held else { throw HonourRefusal.alreadyEnded }
        guard day <= operation.today else { throw HonourRefusal.futureDay(day) }
        guard day >= old.signed else { throw HonourRefusal.endsBeforeItBegins }
        try operation.run(
            """
            UPDATE honour SET state = 'revoked', ended_on = \(day), ended_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("honour.revoke", on: Subject("honour", id), after: ["day": day.iso], why: why)
    }

    /// What was withdrawn or revoked by mistake stands again.
    public static func restore(
        _ id: Int64, why: String, _ awards: AwardChoices, in scope: Scope, by operation: Operation
    ) throws {
        let why = try reason(why)
        let old = try storedToChange(id, in: scope, operation)
        guard old.state != .held else { throw HonourRefusal.stands }
        if old.state == .withdrawn {
            let decision: String = try operation.value(
                "SELECT state FROM honour_decision WHERE id = \(old.decision)")
            guard decision == "held" else { throw HonourRefusal.decisionWithdrawn }
            let number: String? = try operation.value(
                """
                SELECT d.number FROM honour h JOIN honour o ON o.id = \(id) JOIN honour_decision d ON d.id = h.decision
                WHERE h.id <> o.id AND h.double_key = o.double_key AND h.state <> 'withdrawn'
                  AND (h.person = o.person OR h.holder_unit = o.holder_unit) LIMIT 1
                """)
            if let number {
                throw HonourRefusal.twice(
                    name: old.new.name, award: awards.name(old.new.award), old.new.years?.vietnamese ?? "",
                    decision: number)
            }
        }
        try operation.run(
            """
            UPDATE honour SET
                state = COALESCE((SELECT w.state FROM honour_withdrawal w WHERE w.honour = honour.id), 'held'),
                ended_on = (SELECT w.ended_on FROM honour_withdrawal w WHERE w.honour = honour.id),
                ended_why = (SELECT w.ended_why FROM honour_withdrawal w WHERE w.honour = honour.id),
                version = version + 1, changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.run("DELETE FROM honour_withdrawal WHERE honour = \(id)")
        try operation.record("honour.restore", on: Subject("honour", id), why: why)
    }

    static func reason(_ typed: String) throws(HonourRefusal) -> String {
        let why = try line(typed, "Lý do", 300)
        guard !why.isEmpty else { throw .noReason }
        return why
    }
}
