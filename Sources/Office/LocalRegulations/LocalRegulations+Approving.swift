import Database
import Rulebook
import Vocabulary

/// Lãnh đạo approves a draft with the day from which it holds, sends it back, ends it.
extension LocalRegulations {
    /// From `day` on it decides about dossiers accepted; what it replaces ends the day before. Never by who wrote or submitted it.
    ///
    /// - Parameter version: what was looked at; throws `changedMeanwhile` where it has changed since. Nil where nobody looked.
    public static func approve(
        _ id: ID<LocalRegulation>, version: Int? = nil, from day: Day, _ law: Law, in scope: Scope,
        by operation: Operation
    ) throws {
        let draft = try submitted(id, in: scope, operation)
        guard version == nil || version == draft.version else { throw LocalRegulationRefusal.changedMeanwhile }
        guard try !isOwnHand(id, operation) else { throw LocalRegulationRefusal.ownHand }
        try mustBeSound(draft, from: day, law, operation)
        guard draft.number != nil, let signed = draft.signed else {
            throw LocalRegulationRefusal.field(
                "tu-ngay", "Quy chế chưa có số và ngày ban hành. Hãy trả lại để bổ sung.")
        }
        guard day >= signed else {
            throw LocalRegulationRefusal.field(
                "tu-ngay", "Quy chế không có hiệu lực trước ngày ban hành \(signed.vietnamese).")
        }
        if let old = draft.replaces { try end(old, before: day, by: operation) }
        try operation.run(
            """
            UPDATE local_regulation SET state = 'approved', first_day = \(day), approved_by = \(operation.actor.account),
                approved = \(operation.now), version = \(draft.version + 1), changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record(
            "localRegulation.approve", on: Subject("localRegulation", id), before: ["firstDay": draft.firstDay?.iso],
            after: ["firstDay": day.iso, "number": draft.number])
    }

    public static func sendBack(
        _ id: ID<LocalRegulation>, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let draft = try submitted(id, in: scope, operation)
        let reason = try self.reason(reason)
        try operation.run(
            """
            UPDATE local_regulation SET state = 'draft', sent_back_why = \(reason), version = \(draft.version + 1),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record("localRegulation.sendBack", on: Subject("localRegulation", id), why: reason)
    }

    /// The last day of acceptance it holds for; earlier than what is written.
    public static func end(
        _ id: ID<LocalRegulation>, on last: Day, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let regulation = try locked(id, in: scope, operation)
        guard regulation.state == .approved, let first = regulation.firstDay else {
            throw LocalRegulationRefusal.notApproved
        }
        let reason = try self.reason(reason)
        guard last >= operation.today else {
            throw LocalRegulationRefusal.field(
                "den-ngay", "Ngày cuối không thể trước hôm nay: hồ sơ đã tiếp nhận giữ nguyên kết luận.")
        }
        guard last >= first, regulation.lastDay.map({ last < $0 }) ?? true else {
            throw LocalRegulationRefusal.alreadyOver
        }
        try operation.run(
            """
            UPDATE local_regulation SET last_day = \(last), ended_why = \(reason), version = \(regulation.version + 1),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record(
            "localRegulation.end", on: Subject("localRegulation", id), before: ["lastDay": regulation.lastDay?.iso],
            after: ["lastDay": last.iso], why: reason)
    }

    // MARK: Parts

    private static func submitted(_ id: ID<LocalRegulation>, in scope: Scope, _ operation: Operation) throws
        -> LocalRegulation
    {
        let draft = try locked(id, in: scope, operation)
        guard draft.state == .submitted else { throw LocalRegulationRefusal.notSubmitted(draft.state) }
        return draft
    }

    /// Whether the actor wrote in it or submitted it, or acts for who did; two accounts of one person are one hand.
    static func isOwnHand(_ id: ID<LocalRegulation>, _ operation: Operation) throws -> Bool {
        let hands = hands(of: operation)
        guard !hands.isEmpty else { return true }
        return try hands.contains { try isHand($0, of: id, operation) }
    }

    /// Who acts, and for whom.
    static func hands(of operation: Operation) -> [ID<Account>] {
        [operation.actor.account, operation.actor.onBehalfOf].compactMap(\.self)
    }

    static func isHand(_ account: ID<Account>, of id: ID<LocalRegulation>, _ db: any Reader) throws -> Bool {
        let row = try db.first(
            """
            SELECT h.account FROM local_regulation_hand h JOIN account a ON a.id = h.account
            JOIN account o ON o.id = \(account)
            WHERE h.regulation = \(id) AND (h.account = o.id OR a.person = o.person)
            """)
        return row != nil
    }

    /// Not empty, within the law, alone in its days, every case as expected.
    static func mustBeSound(_ draft: LocalRegulation, from first: Day?, _ law: Law, _ db: any Reader) throws {
        let values = try values(of: draft.id, db)
        let awards: Int = try db.value("SELECT count(*) FROM local_award WHERE regulation = \(draft.id)")
        guard !values.isEmpty || awards > 0 else { throw LocalRegulationRefusal.nothingInIt }
        guard let first else {
            throw LocalRegulationRefusal.field("tu-ngay", "Hãy ghi ngày dự kiến có hiệu lực trước khi trình.")
        }
        guard let period = Period(first: first, last: draft.lastDay) else {
            throw LocalRegulationRefusal.field(
                "tu-ngay", "Ngày có hiệu lực sau ngày hết hiệu lực \(draft.lastDay?.vietnamese ?? "").")
        }
        let slips = values.compactMap { value in
            law.local.slip(value.key, value.amount, in: period).map {
                LocalRegulationRefusal.FieldSlip("v-\(value.key.rawValue)", $0.vietnamese)
            }
        }
        guard slips.isEmpty else { throw LocalRegulationRefusal.fields(slips) }
        let after = try LocalTimeline.beside(draft, values, from: first, db).after
        if let (other, key) = after.clash(draft.id) {
            throw LocalRegulationRefusal.overlaps(key, "Quy chế \(other.number ?? "")")
        }
        try awardsMustBeAlone(draft, period, db)
        let book = try? CaseBook(draft.cases, named: "ca thử")
        let red = book?.tried(law) { $0.flatMap(after.inForce) }.filter { !$0.slips.isEmpty } ?? []
        if let slip = red.first?.slips.first {
            throw LocalRegulationRefusal.casesFail(red.count, first: slip.words)
        }
    }

    /// No other regulation makes an award of the same code in its days.
    private static func awardsMustBeAlone(_ draft: LocalRegulation, _ period: Period, _ db: any Reader) throws {
        let row = try db.first(
            """
            SELECT own.name, o.number FROM local_award own
            JOIN local_award other ON other.slug = own.slug AND other.regulation <> own.regulation
            JOIN local_regulation o ON o.id = other.regulation
            WHERE own.regulation = \(draft.id) AND o.province = \(draft.province) AND o.state = 'approved'
              AND o.id <> \(draft.replaces ?? ID(0)) AND (o.last_day IS NULL OR o.last_day >= \(period.start))
              AND o.first_day <= \(period.last ?? Day.last(ofMonth: 12, year: 9999)) ORDER BY own.id
            """)
        guard let row else { return }
        let (name, number): (String, String?) = (try row("name"), try row("number"))
        throw LocalRegulationRefusal.field(
            "thay-the",
            "“\(name)” đã có trong quy chế \(number ?? "") của cùng thời gian. Hãy chọn thay thế quy chế đó, hoặc bỏ ra."
        )
    }

    private static func end(_ id: ID<LocalRegulation>, before day: Day, by operation: Operation) throws {
        let old = try regulation(id, in: .everything, drafts: .everything, operation)
        let last = day.adding(days: -1)
        if let known = old.lastDay, known <= last { return }
        guard let first = old.firstDay, first <= last else {
            throw LocalRegulationRefusal.field(
                "tu-ngay", "\(old.words) có hiệu lực từ \(old.firstDay?.vietnamese ?? ""); ngày mới phải sau ngày đó.")
        }
        try operation.run(
            """
            UPDATE local_regulation SET last_day = \(last), version = \(old.version + 1), changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record(
            "localRegulation.replaced", on: Subject("localRegulation", id), before: ["lastDay": old.lastDay?.iso],
            after: ["lastDay": last.iso])
    }
}
