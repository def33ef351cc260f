import Database
import Rulebook
import Vocabulary

/// Pháp chế writes a draft, puts it right, submits it.
extension LocalRegulations {
    /// A new draft for a province.
    @discardableResult
    public static func draft(
        _ typed: NewLocalRegulation, for province: ID<Unit>, _ law: Law, in scope: Scope, by operation: Operation
    ) throws -> ID<LocalRegulation> {
        guard let unit = try Organisations.unit(province, operation), unit.parent == nil, scope.contains(unit.path)
        else { throw LocalRegulationRefusal.notFound }
        try operation.lock("local_regulation")
        let new = try checked(typed, nil, province, law, operation)
        let id = ID<LocalRegulation>(
            try operation.insert(
                """
                INSERT INTO local_regulation (province, number, number_key, signed, title, title_fold, issuer, first_day,
                    last_day, replaces, file, cases, state, version, added, changed)
                VALUES (\(province), \(number(new)), \(numberKey(new)), \(new.signed), \(new.title),
                    \(new.title.folded), \(new.issuer), \(new.firstDay), \(new.lastDay), \(new.replaces), \(new.file), \(new.cases), 'draft', 1,
                    \(operation.now), \(operation.now))
                """))
        try write(new.values, of: id, operation)
        if let old = new.replaces { try LocalAwards.copy(from: old, to: id, operation) }
        try noteHand(id, operation)
        try operation.record(
            "localRegulation.draft", on: Subject("localRegulation", id),
            after: facts(new).merging(valueFacts(new)) { $1 })
        return id
    }

    /// The draft as it is now written. Throws `changedMeanwhile` where somebody else saved since `version`.
    public static func save(
        _ id: ID<LocalRegulation>, version: Int, _ typed: NewLocalRegulation, _ law: Law, in scope: Scope,
        by operation: Operation
    ) throws {
        let old = try draftToWrite(id, in: scope, operation)
        guard old.version == version else { throw LocalRegulationRefusal.changedMeanwhile }
        var new = try checked(typed, id, old.province, law, operation)
        if new.file == nil { new.file = old.file }
        let values = try values(of: id, operation)
        var was = NewLocalRegulation(
            number: old.number ?? "", signed: old.signed, title: old.title, issuer: old.issuer, from: old.firstDay,
            until: old.lastDay, replaces: old.replaces, values: values, cases: old.cases, file: old.file)
        was.values = values
        new.values = LocalKey.allCases.compactMap { key in new.values.first { $0.key == key } }
        guard was != new else { return }
        try operation.run(
            """
            UPDATE local_regulation SET number = \(number(new)), number_key = \(numberKey(new)), signed = \(new.signed),
                title = \(new.title), title_fold = \(new.title.folded), issuer = \(new.issuer), first_day = \(new.firstDay), last_day = \(new.lastDay),
                replaces = \(new.replaces), file = \(new.file), cases = \(new.cases), version = \(old.version + 1),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.run("DELETE FROM local_value WHERE regulation = \(id)")
        try write(new.values, of: id, operation)
        try noteHand(id, operation)
        let before = facts(was).merging(valueFacts(was)) { $1 }
        let after = facts(new).merging(valueFacts(new)) { $1 }
        let keys = Set(before.keys).union(after.keys).filter { (before[$0] ?? nil) != (after[$0] ?? nil) }
        func changed(_ facts: [String: String?]) -> [String: String?] {
            Dictionary(uniqueKeysWithValues: keys.map { ($0, facts[$0] ?? nil) })
        }
        try operation.record(
            "localRegulation.save", on: Subject("localRegulation", id), before: changed(before), after: changed(after))
    }

    /// To the leader. Refused while a case is red or the draft is empty; `version` as for `approve`.
    public static func submit(
        _ id: ID<LocalRegulation>, version: Int? = nil, _ law: Law, in scope: Scope, by operation: Operation
    ) throws {
        let draft = try draftToWrite(id, in: scope, operation)
        guard version == nil || version == draft.version else { throw LocalRegulationRefusal.changedMeanwhile }
        try mustBeSound(draft, from: draft.firstDay, law, operation)
        try operation.run(
            """
            UPDATE local_regulation SET state = 'submitted', submitted_by = \(operation.actor.account),
                submitted = \(operation.now), sent_back_why = NULL, version = \(draft.version + 1),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try noteHand(id, operation)
        try operation.record("localRegulation.submit", on: Subject("localRegulation", id))
    }

    /// A draft that nobody wants any more; it stays in the history.
    public static func drop(
        _ id: ID<LocalRegulation>, because reason: String, in scope: Scope, by operation: Operation
    ) throws {
        let draft = try draftToWrite(id, in: scope, operation)
        let reason = try self.reason(reason)
        try operation.run(
            """
            UPDATE local_regulation SET state = 'dropped', ended_why = \(reason), version = \(draft.version + 1),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.record("localRegulation.drop", on: Subject("localRegulation", id), why: reason)
    }

    // MARK: Parts

    static func locked(_ id: ID<LocalRegulation>, in scope: Scope, _ operation: Operation) throws -> LocalRegulation {
        try operation.lock("local_regulation")
        return try regulation(id, in: scope, drafts: scope, operation)
    }

    static func draftToWrite(_ id: ID<LocalRegulation>, in scope: Scope, _ operation: Operation) throws
        -> LocalRegulation
    {
        let regulation = try locked(id, in: scope, operation)
        guard regulation.state == .draft else { throw LocalRegulationRefusal.notADraft(regulation.state) }
        return regulation
    }

    static func reason(_ text: String) throws -> String {
        let reason = text.nfc.trimmed
        guard !reason.isEmpty, reason.count <= 500 else { throw LocalRegulationRefusal.noReason }
        return reason
    }

    /// What is typed, cleaned; throws all that is wrong with it, field by field.
    private static func checked(
        _ typed: NewLocalRegulation, _ id: ID<LocalRegulation>?, _ province: ID<Unit>, _ law: Law,
        _ operation: Operation
    ) throws -> NewLocalRegulation {
        var new = typed
        var slips: [LocalRegulationRefusal.FieldSlip] = []
        func wrong(_ field: String, _ words: String) { slips.append(.init(field, words)) }
        func line(_ text: String) -> String { text.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        (new.number, new.title, new.issuer) = (line(typed.number), line(typed.title), line(typed.issuer))
        new.cases = typed.cases.nfc.replacing("\r\n", with: "\n")
        if new.title.isEmpty || new.title.count > 300 { wrong("ten", "Hãy ghi tên quy chế, nhiều nhất 300 chữ.") }
        if new.issuer.isEmpty || new.issuer.count > 200 { wrong("co-quan", "Hãy ghi cơ quan ban hành.") }
        if new.number.count > 60 { wrong("so", "Số văn bản quá dài. Hãy ghi như 12/2025/QĐ-UBND.") }
        if !new.number.isEmpty, !new.number.contains(where: \.isNumber) {
            wrong("so", "Số văn bản phải có chữ số, ví dụ 12/2025/QĐ-UBND.")
        }
        if let first = new.firstDay, let last = new.lastDay, last < first {
            wrong("den-ngay", "Ngày hết hiệu lực trước ngày có hiệu lực. Hãy kiểm tra hai ngày.")
        }
        if let first = new.firstDay, let signed = new.signed, first < signed {
            wrong("tu-ngay", "Quy chế không có hiệu lực trước ngày ban hành \(signed.vietnamese).")
        }
        if new.cases.count > 50_000 { wrong("ca", "Bảng ca thử quá dài. Hãy giữ dưới 50.000 chữ.") }
        if let words = try numberSlip(new, id, province, operation) { wrong("so", words) }
        if let old = new.replaces,
            try old == id
                || operation.first(
                    "SELECT id FROM local_regulation WHERE id = \(old) AND province = \(province) AND state = 'approved'"
                )
                    == nil
        {
            wrong("thay-the", "Hãy chọn trong danh sách các quy chế đã duyệt.")
        }
        let period = Period(first: new.firstDay ?? new.signed ?? operation.today, last: new.lastDay)
        for (index, value) in new.values.enumerated() {
            new.values[index] = LocalValue(
                value.key, value.amount, article: filled(value.article), note: filled(value.note))
            if let period, let slip = law.local.slip(value.key, value.amount, in: period) {
                wrong("v-\(value.key.rawValue)", slip.vietnamese)
            }
            if (value.article?.count ?? 0) > 100 { wrong("d-\(value.key.rawValue)", "Điều khoản quá dài.") }
            if (value.note?.count ?? 0) > 500 { wrong("g-\(value.key.rawValue)", "Ghi chú quá dài.") }
        }
        if slips.isEmpty { try readCases(new.cases) }
        guard slips.isEmpty else { throw LocalRegulationRefusal.fields(slips) }
        if let first = new.firstDay, let period = Period(first: first, last: new.lastDay) {
            try mustNotOverlap(id ?? ID(0), new.number, period, new.values, new.replaces, province, operation)
        }
        return new
    }

    /// They are judged on every look at the draft.
    private static let mostCases = 300

    /// A table that cannot be read is refused at once; one that fails is only shown.
    private static func readCases(_ text: String) throws {
        do {
            let count = try CaseBook(text, named: "ca thử").count
            guard count <= mostCases else {
                throw LocalRegulationRefusal.field("ca", "Bảng có \(count) ca thử. Hãy giữ nhiều nhất \(mostCases) ca.")
            }
        } catch let error as InputRefusal {
            throw LocalRegulationRefusal.field("ca", "Bảng ca thử chưa đọc được: \(error.explanation.notice).")
        }
    }

    private static func numberSlip(
        _ new: NewLocalRegulation, _ id: ID<LocalRegulation>?, _ province: ID<Unit>, _ db: any Reader
    ) throws -> String? {
        guard !new.number.isEmpty else { return nil }
        let row = try db.first(
            """
            SELECT r.signed FROM local_regulation r WHERE r.number_key = \(key(ofNumber: new.number))
              AND r.province = \(province) AND r.state <> 'dropped' AND r.id <> \(id ?? ID(0)) ORDER BY r.id
            """)
        guard let row else { return nil }
        guard let signed: Day = try row("signed"), signed != new.signed else {
            return "Đã có quy chế số \(new.number). Hãy mở bản đó."
        }
        return "Số \(new.number) đã dùng cho quy chế ngày \(signed.vietnamese). Hãy kiểm tra số và ngày."
    }

    static func mustNotOverlap(
        _ id: ID<LocalRegulation>, _ number: String?, _ period: Period, _ values: [LocalValue],
        _ replaces: ID<LocalRegulation>?, _ province: ID<Unit>, _ db: any Reader
    ) throws {
        let timeline = try LocalTimeline(of: province, db).with(id, number: number, period, values, replacing: replaces)
        guard let (other, key) = timeline.clash(id) else { return }
        throw LocalRegulationRefusal.overlaps(key, "Quy chế \(other.number ?? "")")
    }

    private static func filled(_ text: String?) -> String? {
        text.map { $0.nfc.trimmed }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func number(_ new: NewLocalRegulation) -> String? { new.number.isEmpty ? nil : new.number }
    private static func numberKey(_ new: NewLocalRegulation) -> String? { number(new).map(key(ofNumber:)) }

    private static func write(_ values: [LocalValue], of id: ID<LocalRegulation>, _ operation: Operation) throws {
        for value in values {
            try operation.run(
                """
                INSERT INTO local_value (regulation, key, amount, article, note)
                VALUES (\(id), \(value.key.rawValue), \(value.amount), \(value.article), \(value.note))
                """)
        }
    }

    static func noteHand(_ id: ID<LocalRegulation>, _ operation: Operation) throws {
        for account in hands(of: operation) {
            try operation.run(
                """
                INSERT INTO local_regulation_hand (regulation, account) VALUES (\(id), \(account))
                ON CONFLICT (regulation, account) DO UPDATE SET account = excluded.account
                """)
        }
    }

    private static func facts(_ new: NewLocalRegulation) -> [String: String?] {
        [
            "number": number(new), "signed": new.signed?.iso, "title": new.title, "issuer": new.issuer,
            "firstDay": new.firstDay?.iso, "lastDay": new.lastDay?.iso, "replaces": new.replaces?.description,
            "file": new.file?.description,
            // The text itself is long; the ledger tells one from another.
            "cases": new.cases.isEmpty ? nil : String(Digest.hex(Digest.blake2b(Array(new.cases.utf8))).prefix(16)),
        ]
    }

    private static func valueFacts(_ new: NewLocalRegulation) -> [String: String?] {
        Dictionary(
            uniqueKeysWithValues: new.values.map {
                (
                    $0.key.rawValue,
                    [$0.key.words($0.amount), $0.article, $0.note].compactMap(\.self).joined(separator: ", ")
                )
            })
    }
}
