import Database
import Office
import PlanReader
import Rulebook
import Vocabulary

/// Writing of the rows and of the legal bases.
extension Manuscripts {
    static let mostRows = 500

    /// What a person made of a row.
    public struct RowEdit: Equatable, Sendable {
        public var section: ID<ManuscriptSection>
        public var text: String
        public var time: PlannedTime
        public var hanging: ManuscriptRow.Hanging?
        public var lead: String
        public var advisor: String
        public var coordinators: String
        public var product: String
        public var kind: PlanDraft.WorkKind?

        public init(
            section: ID<ManuscriptSection>, text: String, time: PlannedTime, hanging: ManuscriptRow.Hanging? = nil,
            lead: String = "", advisor: String = "", coordinators: String = "", product: String = "",
            kind: PlanDraft.WorkKind? = nil
        ) {
            (self.section, self.text, self.time, self.hanging) = (section, text, time, hanging)
            (self.lead, self.advisor, self.coordinators) = (lead, advisor, coordinators)
            (self.product, self.kind) = (product, kind)
        }
    }

    public static func addRow(_ edit: RowEdit, to id: ID<Manuscript>, by operation: Operation) throws
        -> ID<ManuscriptRow>
    {
        _ = try editable(id, operation)
        let rows = try ManuscriptRow.all(of: id, operation)
        guard rows.count < mostRows else { throw PlanWritingRefusal.tooMany(mostRows) }
        _ = try found(edit.section, of: id, operation)
        let row = try checked(edit)
        try refuseCircle(nil, edit.hanging, rows, id, operation)
        let position = rows.count { $0.section == edit.section }
        let key = ID<ManuscriptRow>(
            try operation.insert(
                """
                INSERT INTO manuscript_row (manuscript, section, position, text, time, lead, advisor, coordinators, product,
                    kind, decision, other, days, working, version, who)
                VALUES (\(id), \(edit.section), \(position), \(row.text), \(try edit.time.stored), \(row.lead),
                    \(row.advisor), \(row.coordinators), \(row.product), \(row.kind), 'added', \(edit.hanging?.other),
                    \(edit.hanging?.distance.days), \(edit.hanging.map { $0.distance.isWorking ? 1 : 0 }), 1,
                    \(operation.actor.name))
                """))
        try touch(id, operation)
        try operation.record(
            "manuscript.row", on: Subject("manuscript", id),
            after: ["row": key.description, "text": row.text, "time": edit.time.words, "lead": row.lead])
        return key
    }

    public static func editRow(
        _ key: ID<ManuscriptRow>, to edit: RowEdit, of id: ID<Manuscript>, version: Int, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let old = try ManuscriptRow.one(key, of: id, operation)
        guard old.version == version else { throw PlanWritingRefusal.changed(by: old.who) }
        _ = try found(edit.section, of: id, operation)
        let row = try checked(edit)
        let rows = try ManuscriptRow.all(of: id, operation)
        try refuseCircle(key, edit.hanging, rows, id, operation)
        if edit.section != old.section {
            let last = rows.count { $0.section == edit.section }
            try operation.run("UPDATE manuscript_row SET position = \(last) WHERE id = \(key)")
        }
        try operation.run(
            """
            UPDATE manuscript_row SET section = \(edit.section), text = \(row.text), time = \(try edit.time.stored),
                lead = \(row.lead), advisor = \(row.advisor), coordinators = \(row.coordinators), product = \(row.product),
                kind = \(edit.kind ?? old.kind), decision = \(old.source == nil ? .added : ManuscriptRow.Decision.changed),
                other = \(edit.hanging?.other), days = \(edit.hanging?.distance.days),
                working = \(edit.hanging.map { $0.distance.isWorking ? 1 : 0 }), version = version + 1,
                who = \(operation.actor.name)
            WHERE id = \(key)
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.row", on: Subject("manuscript", id),
            before: ["text": old.text, "time": old.time.words, "lead": old.lead],
            after: ["row": key.description, "text": row.text, "time": edit.time.words, "lead": row.lead])
    }

    private struct Checked {
        let text: String
        let lead: String?
        let advisor: String?
        let coordinators: String
        let product: String?
        let kind: PlanDraft.WorkKind
    }

    private static func checked(_ edit: RowEdit) throws -> Checked {
        Checked(
            text: try ManuscriptCheck.line(edit.text, "nội dung nhiệm vụ"),
            lead: try ManuscriptCheck.optional(edit.lead), advisor: try ManuscriptCheck.optional(edit.advisor),
            coordinators: DraftItem.stored(
                try ManuscriptCheck.lines(edit.coordinators.replacing(";", with: "\n"))),
            product: try ManuscriptCheck.optional(edit.product),
            kind: edit.kind ?? PlanReader.kind(of: edit.text))
    }

    /// Rows that wait for each other over any number of steps never get a day.
    private static func refuseCircle(
        _ key: ID<ManuscriptRow>?, _ hanging: ManuscriptRow.Hanging?, _ rows: [ManuscriptRow], _ id: ID<Manuscript>,
        _ db: any Reader
    ) throws {
        guard let hanging else { return }
        guard abs(hanging.distance.days) <= TaskAnchors.mostDays else {
            throw PlanWritingRefusal.badDays(hanging.distance.days.description)
        }
        let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard let first = byID[hanging.other], !first.isDropped else { throw PlanWritingRefusal.otherGone }
        guard let key else { return }
        var (chain, next): ([ManuscriptRow], ManuscriptRow?) = ([], first)
        while let row = next, chain.count <= rows.count {
            chain.append(row)
            if row.id == key {
                let names = ([byID[key]].compactMap(\.self) + chain).map { "“\($0.text.shortened(40))”" }
                throw PlanWritingRefusal.circle(names.joined(separator: " → "))
            }
            next = row.hanging.flatMap { byID[$0.other] }
        }
    }

    // MARK: Deciding

    /// Keeps, drops or takes back a row as it is.
    public static func decide(
        _ decision: ManuscriptRow.Decision, _ key: ID<ManuscriptRow>, of id: ID<Manuscript>, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let old = try ManuscriptRow.one(key, of: id, operation)
        try operation.run(
            """
            UPDATE manuscript_row SET decision = \(decision), version = version + 1, who = \(operation.actor.name)
            WHERE id = \(key)
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.decide", on: Subject("manuscript", id), before: ["decision": old.decision.rawValue],
            after: ["row": key.description, "decision": decision.rawValue])
    }

    /// Keeps every row that nobody has looked at. Returns how many.
    @discardableResult
    public static func keepWaiting(of id: ID<Manuscript>, by operation: Operation) throws -> Int {
        _ = try editable(id, operation)
        let count = try operation.run(
            """
            UPDATE manuscript_row SET decision = 'kept', version = version + 1, who = \(operation.actor.name)
            WHERE manuscript = \(id) AND decision = 'waiting'
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.decide", on: Subject("manuscript", id),
            after: ["decision": "kept", "rows": String(count)])
        return count
    }

    public static func moveRow(
        _ key: ID<ManuscriptRow>, of id: ID<Manuscript>, _ direction: Direction, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let row = try ManuscriptRow.one(key, of: id, operation)
        let own = try ManuscriptRow.all(of: id, operation).filter { $0.section == row.section }
        let order = try direction.moving(key, in: own.filter { !$0.isDropped }.map(\.id))
        for (position, key) in (order + own.filter(\.isDropped).map(\.id)).enumerated() {
            try operation.run("UPDATE manuscript_row SET position = \(position) WHERE id = \(key)")
        }
        try touch(id, operation)
        try operation.record(
            "manuscript.order", on: Subject("manuscript", id), after: ["part": "rows", "row": key.description])
    }

    // MARK: Legal bases

    static let mostBases = 60

    /// Adds several, one a line; before “Theo đề nghị …” at the end, which stands last in every paper.
    public static func addBases(_ text: String, to id: ID<Manuscript>, by operation: Operation) throws {
        _ = try editable(id, operation)
        let lines = try ManuscriptCheck.lines(text).map(Self.basis)
        guard !lines.isEmpty else { throw PlanWritingRefusal.noWords(what: "căn cứ") }
        let known = try ManuscriptBasis.all(of: id, operation)
        guard known.count + lines.count <= mostBases else { throw PlanWritingRefusal.tooMany(mostBases) }
        let last = isRequest(lines[lines.count - 1]) ? 0 : known.reversed().prefix { isRequest($0.text) }.count
        let start = known.count - last
        if last > 0 {
            // At most sixty.
            for (index, basis) in known.enumerated() {
                let position = index < start ? index : index + lines.count
                try operation.run("UPDATE manuscript_basis SET position = \(position) WHERE id = \(basis.id)")
            }
        }
        for (index, line) in lines.enumerated() { try insertBasis(line, start + index, id, operation) }
        try touch(id, operation)
        try operation.record(
            "manuscript.bases", on: Subject("manuscript", id), after: ["bases": lines.joined(separator: "; ")])
    }

    private static func isRequest(_ basis: String) -> Bool {
        ["theo de nghi", "xet de nghi"].contains { basis.folded.hasPrefix($0) }
    }

    /// Each begins with its “Căn cứ”.
    static func basis(_ line: String) -> String {
        let opens = ["can cu", "theo de nghi", "thuc hien", "xet de nghi"].contains { line.folded.hasPrefix($0) }
        if opens { return line.capitalFirst }
        return line.folded.hasPrefix("de nghi") ? "Theo \(line.loweredStart)" : "Căn cứ \(line)"
    }

    static func insertBasis(_ text: String, _ position: Int, _ id: ID<Manuscript>, _ operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO manuscript_basis (manuscript, position, text, is_dropped, version, who)
            VALUES (\(id), \(position), \(text), 0, 1, \(operation.actor.name))
            """)
    }

    public static func editBasis(
        _ basis: ID<ManuscriptBasis>, _ text: String, of id: ID<Manuscript>, version: Int, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let old = try found(basis, of: id, operation)
        let text = try ManuscriptCheck.line(text, "căn cứ")
        guard old.version == version else {
            throw PlanWritingRefusal.changed(
                by: try operation.value("SELECT who FROM manuscript_basis WHERE id = \(basis)"))
        }
        try operation.run(
            """
            UPDATE manuscript_basis SET text = \(text), version = version + 1, who = \(operation.actor.name)
            WHERE id = \(basis)
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.bases", on: Subject("manuscript", id), before: ["bases": old.text], after: ["bases": text])
    }

    /// Drops one, or takes it back.
    public static func dropBasis(
        _ basis: ID<ManuscriptBasis>, _ isDropped: Bool, of id: ID<Manuscript>, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let old = try found(basis, of: id, operation)
        try operation.run("UPDATE manuscript_basis SET is_dropped = \(isDropped ? 1 : 0) WHERE id = \(basis)")
        try touch(id, operation)
        try operation.record(
            "manuscript.bases", on: Subject("manuscript", id), before: isDropped ? ["bases": old.text] : [:],
            after: isDropped ? [:] : ["bases": old.text])
    }

    /// Puts what replaced it in its place; where the plan cites that already, it is only dropped.
    public static func replaceBasis(
        _ basis: ID<ManuscriptBasis>, by heirs: [String], of id: ID<Manuscript>, by operation: Operation
    ) throws {
        let found = try found(basis, of: id, operation)
        let cited = Set(
            try ManuscriptBasis.all(of: id, operation).filter { !$0.isDropped }.compactMap {
                InstrumentNumber(written: $0.text)
            })
        let new = heirs.filter { heir in InstrumentNumber(written: heir).map { !cited.contains($0) } ?? true }
        guard let first = new.first else { return try dropBasis(basis, true, of: id, by: operation) }
        try editBasis(basis, first, of: id, version: found.version, by: operation)
        if new.count > 1 { try addBases(new.dropFirst().joined(separator: "\n"), to: id, by: operation) }
    }

    public static func moveBasis(
        _ basis: ID<ManuscriptBasis>, of id: ID<Manuscript>, _ direction: Direction, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let all = try ManuscriptBasis.all(of: id, operation)
        let order = try direction.moving(basis, in: all.filter { !$0.isDropped }.map(\.id))
        for (position, basis) in (order + all.filter(\.isDropped).map(\.id)).enumerated() {
            try operation.run("UPDATE manuscript_basis SET position = \(position) WHERE id = \(basis)")
        }
        try touch(id, operation)
        try operation.record("manuscript.order", on: Subject("manuscript", id), after: ["part": "bases"])
    }

    static func found(_ basis: ID<ManuscriptBasis>, of id: ID<Manuscript>, _ db: any Reader) throws -> ManuscriptBasis {
        guard let found = try ManuscriptBasis.all(of: id, db).first(where: { $0.id == basis }) else {
            throw PlanWritingRefusal.notFound
        }
        return found
    }
}
