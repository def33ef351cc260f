import Database
import Office
import PlanReader
import Vocabulary

/// Going through a draft. Each is one operation; nothing changes the paper or what was read from it.
extension Draft {
    private static func reviewing(_ id: ID<Draft>, _ operation: Operation) throws -> Draft {
        let draft = try Draft.with(id, operation)
        guard draft.state == .reviewing else { throw DraftRefusal.closed }
        return draft
    }

    /// Far more than any sentence of a plan; keeps a form from filling the programme.
    static let mostCharacters = 10_000
    static let mostParts = 100

    private static func bounded(_ typed: String) throws(DraftRefusal) -> String {
        guard typed.utf16.count <= mostCharacters else { throw .tooLong(most: mostCharacters) }
        return typed.nfc.trimmed
    }

    private static func touch(
        _ id: ID<Draft>, _ act: String, _ operation: Operation, item: ID<DraftItem>? = nil, why: String? = nil
    )
        throws
    {
        try operation.run("UPDATE plan_draft SET changed = \(operation.now) WHERE id = \(id)")
        try operation.record(
            act, on: Subject("draft", id), after: item.map { ["item": $0.description] } ?? [:], why: why)
    }

    private static func item(_ id: ID<DraftItem>, of draft: ID<Draft>, _ db: any Reader) throws -> DraftItem {
        guard
            let row = try db.first(
                "SELECT \(sql: DraftItem.columns) FROM draft_item i WHERE i.id = \(id) AND i.draft = \(draft)")
        else { throw DraftRefusal.notFound }
        return try DraftItem(row)
    }

    public static func decide(
        _ decision: DraftItem.Decision, _ itemID: ID<DraftItem>, of id: ID<Draft>, by operation: Operation
    ) throws {
        _ = try reviewing(id, operation)
        _ = try item(itemID, of: id, operation)
        try operation.run("UPDATE draft_item SET decision = \(decision) WHERE id = \(itemID)")
        try touch(id, "draft.\(decision.rawValue)", operation, item: itemID)
    }

    /// Accepts every item nobody has looked at yet. Returns how many.
    @discardableResult
    public static func acceptWaiting(of id: ID<Draft>, by operation: Operation) throws -> Int {
        _ = try reviewing(id, operation)
        let count = try operation.run(
            "UPDATE draft_item SET decision = 'accepted' WHERE draft = \(id) AND decision = 'waiting'")
        try touch(id, "draft.acceptWaiting", operation)
        return count
    }

    /// What a person made of an item. Saving accepts it.
    public struct Edit: Equatable, Sendable {
        public var text: String
        public var time: PlannedTime
        public var kind: PlanDraft.WorkKind
        public var lead: String
        public var advisor: String
        public var coordinators: [String]

        public init(
            text: String, time: PlannedTime, kind: PlanDraft.WorkKind, lead: String, advisor: String,
            coordinators: [String]
        ) {
            self.text = text
            self.time = time
            self.kind = kind
            self.lead = lead
            self.advisor = advisor
            self.coordinators = coordinators
        }
    }

    public static func edit(_ itemID: ID<DraftItem>, of id: ID<Draft>, to edit: Edit, by operation: Operation) throws {
        let draft = try reviewing(id, operation)
        let old = try item(itemID, of: id, operation)
        let text = try Self.bounded(edit.text)
        guard !text.isEmpty else { throw DraftRefusal.noText }
        _ = try Self.bounded(([edit.lead, edit.advisor] + edit.coordinators).joined())
        let lead = edit.lead.nfc.trimmed
        let advisor = edit.advisor.nfc.trimmed
        try operation.run(
            """
            UPDATE draft_item SET text = \(text), time = \(try edit.time.stored), kind = \(edit.kind),
                lead = \(lead.isEmpty ? nil : lead), advisor = \(advisor.isEmpty ? nil : advisor),
                coordinators = \(DraftItem.stored(edit.coordinators.map(\.nfc.trimmed))), decision = 'accepted',
                origin = \(old.origin == .read ? .edited : old.origin), inferred = '', confidence = 1.0
            WHERE id = \(itemID)
            """)
        try recogniseNames(of: id, branch: try Organisations.unit(draft.unit, operation), on: draft.issuedOn, operation)
        try operation.run("UPDATE plan_draft SET changed = \(operation.now) WHERE id = \(id)")
        try operation.record(
            "draft.edit", on: Subject("draft", id),
            before: ["item": itemID.description, "text": old.text, "time": old.time.words, "lead": old.lead],
            after: [
                "item": itemID.description, "text": text, "time": edit.time.words, "lead": lead.isEmpty ? nil : lead,
            ])
    }

    /// Makes one item into several: one a line of `texts`. Lead, time and lines are those of the item.
    public static func split(_ itemID: ID<DraftItem>, of id: ID<Draft>, into texts: [String], by operation: Operation)
        throws
    {
        _ = try reviewing(id, operation)
        let whole = try item(itemID, of: id, operation)
        let parts = try texts.map(Self.bounded).filter { !$0.isEmpty }
        guard parts.count >= 2 else { throw DraftRefusal.nothingToSplit }
        guard parts.count <= mostParts else { throw DraftRefusal.tooManyParts(most: mostParts) }
        try makeRoom(after: whole.position, parts.count - 1, id, operation)
        try operation.run(
            "UPDATE draft_item SET text = \(parts[0]), origin = 'split', decision = 'accepted' WHERE id = \(itemID)")
        for (offset, text) in parts.dropFirst().enumerated() {
            try operation.run(
                """
                INSERT INTO draft_item (draft, position, section, ordinal, text, time, lead, advisor, coordinators, product, kind,
                    first_line, last_line, confidence, inferred, decision, origin, as_read)
                SELECT draft, \(whole.position + 1 + offset), section,
                    \(whole.ordinal.map { "\($0)" + String(UnicodeScalar(UInt8(98 + min(offset, 23)))) }), \(text), time, lead,
                    advisor, coordinators, product, kind, first_line, last_line, confidence, inferred, 'accepted', 'split', as_read
                FROM draft_item WHERE id = \(itemID)
                """)
        }
        try touch(id, "draft.split", operation, item: itemID)
    }

    /// Joins an item with the next one: texts one after the other, the coordinators of both, lines of both.
    public static func mergeWithNext(_ itemID: ID<DraftItem>, of id: ID<Draft>, by operation: Operation) throws {
        _ = try reviewing(id, operation)
        let first = try item(itemID, of: id, operation)
        guard
            let row = try operation.first(
                """
                SELECT \(sql: DraftItem.columns) FROM draft_item i WHERE i.draft = \(id) AND i.position > \(first.position)
                ORDER BY i.position LIMIT 1
                """)
        else { throw DraftRefusal.nothingToMerge }
        let second = try DraftItem(row)
        let more = second.coordinators.filter { !first.coordinators.contains($0) }
        let time = first.time.kind == .unstated ? second.time : first.time
        try operation.run(
            """
            UPDATE draft_item SET text = \(first.text + " " + second.text), lead = \(first.lead ?? second.lead),
                advisor = \(first.advisor ?? second.advisor), coordinators = \(DraftItem.stored(first.coordinators + more)),
                time = \(try time.stored), first_line = \(min(first.lines.first, second.lines.first)),
                last_line = \(max(first.lines.last, second.lines.last)), origin = 'merged', decision = 'accepted'
            WHERE id = \(itemID)
            """)
        try operation.run("DELETE FROM draft_item WHERE id = \(second.id)")
        try touch(id, "draft.merge", operation, item: itemID)
    }

    /// Positions are unique, so later items step back from the end first.
    private static func makeRoom(after position: Int, _ count: Int, _ id: ID<Draft>, _ operation: Operation) throws {
        try operation.run(
            "UPDATE draft_item SET position = -(position + \(count)) WHERE draft = \(id) AND position > \(position)")
        try operation.run("UPDATE draft_item SET position = -position WHERE draft = \(id) AND position < 0")
    }

    /// The unit a name of the draft means. `nil` keeps the words of the plan without a unit.
    public static func choose(_ unit: ID<Unit>?, for fold: String, of id: ID<Draft>, by operation: Operation) throws {
        _ = try reviewing(id, operation)
        guard let row = try operation.first("SELECT name FROM draft_name WHERE draft = \(id) AND fold = \(fold)") else {
            throw DraftRefusal.notFound
        }
        let choice: DraftName.Choice = unit == nil ? .words : .chosen
        try operation.run(
            "UPDATE draft_name SET unit = \(unit), choice = \(choice) WHERE draft = \(id) AND fold = \(fold)")
        if let unit { try Organisations.learn(alias: row("name"), of: unit, by: operation) }
        try touch(id, "draft.name", operation)
    }

    /// A unit that the register did not have, added from the draft.
    public static func addUnit(_ new: NewUnit, for fold: String, of id: ID<Draft>, by operation: Operation) throws {
        let unit = try Organisations.add(new, by: operation)
        try choose(unit, for: fold, of: id, by: operation)
    }

    /// Answers a finding: kept as written with a reason, corrected, or open again.
    public static func answer(
        _ finding: ID<DraftFinding>, of id: ID<Draft>, _ answer: DraftFinding.Answer, reason: String?,
        by operation: Operation
    ) throws {
        _ = try reviewing(id, operation)
        let reason = try Self.bounded(reason ?? "")
        if answer == .kept, reason.isEmpty { throw DraftRefusal.noReason }
        let count = try operation.run(
            """
            UPDATE draft_finding SET answer = \(answer), reason = \(reason.isEmpty ? nil : reason)
            WHERE id = \(finding) AND draft = \(id)
            """)
        guard count == 1 else { throw DraftRefusal.notFound }
        try touch(id, "draft.finding", operation, why: reason.isEmpty ? nil : reason)
    }

    /// Number, day, title, issuer and year as a person confirmed or corrected them.
    public static func setHeader(
        of id: ID<Draft>, title: String, number: String?, issuedOn: Day?, issuer: String?, year: Int,
        parentTask: ID<Task>?, issuerKind: PlanIssuerKind? = nil, by operation: Operation
    ) throws {
        let old = try reviewing(id, operation)
        if let span = old.span, !span.contains(year) { throw DraftRefusal.yearOutsideSpan(year, span) }
        let title = try Self.bounded(title)
        guard !title.isEmpty else { throw DraftRefusal.noTitle }
        _ = try Self.bounded((number ?? "") + (issuer ?? ""))
        if let parentTask, try !ParentChoice.isOpen(parentTask, for: old, year: year, operation) {
            throw DraftRefusal.noParent
        }
        try operation.run(
            """
            UPDATE plan_draft SET title = \(title), number = \(number), issued_on = \(issuedOn), issuer = \(issuer), year = \(year),
                issuer_kind = \(issuerKind ?? old.issuerKind), parent_task = \(parentTask), changed = \(operation.now)
            WHERE id = \(id)
            """)
        try renewReplaced(unit: old.unit, year: year, operation)
        try operation.record(
            "draft.header", on: Subject("draft", id),
            before: [
                "title": old.title, "number": old.number, "year": String(old.year),
                "issuerKind": old.issuerKind.rawValue,
            ],
            after: [
                "title": title, "number": number, "year": String(year),
                "issuerKind": (issuerKind ?? old.issuerKind).rawValue,
            ])
    }

    /// The years of a plan of several; nil for a plan of its one year.
    public static func setSpan(of id: ID<Draft>, to span: ClosedRange<Int>?, by operation: Operation) throws {
        let old = try reviewing(id, operation)
        guard span != old.span else { return }
        if let span, !span.contains(old.year) { throw DraftRefusal.yearOutsideSpan(old.year, span) }
        try operation.run(
            """
            UPDATE plan_draft SET first_year = \(span?.lowerBound), last_year = \(span?.upperBound), changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record(
            "draft.span", on: Subject("draft", id), before: ["years": old.span?.years], after: ["years": span?.years])
    }

    public static func discard(_ id: ID<Draft>, by operation: Operation) throws {
        _ = try reviewing(id, operation)
        try operation.run("UPDATE plan_draft SET state = 'discarded', changed = \(operation.now) WHERE id = \(id)")
        try operation.record("draft.discard", on: Subject("draft", id))
    }
}
