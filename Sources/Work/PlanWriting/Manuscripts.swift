import Database
import Office
import Vocabulary

/// What the operations ask of every text and number.
enum ManuscriptCheck {
    static let mostWords = 20_000
    static let mostLine = 2_000

    /// A text of several lines; may be empty.
    static func words(_ text: String) throws(PlanWritingRefusal) -> String {
        let text = text.nfc.replacing("\r\n", with: "\n").trimmed
        guard text.count <= mostWords else { throw .tooLong(mostWords) }
        return text
    }

    /// A text of one line that must be there.
    static func line(_ text: String, _ what: String) throws(PlanWritingRefusal) -> String {
        guard let line = try optional(text) else { throw .noWords(what: what) }
        return line
    }

    static func optional(_ text: String) throws(PlanWritingRefusal) -> String? {
        let line = text.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count <= mostLine else { throw .tooLong(mostLine) }
        return line.isEmpty ? nil : line
    }

    /// One thing a line, each once.
    static func lines(_ text: String) throws(PlanWritingRefusal) -> [String] {
        var (found, known): ([String], Set<String>) = ([], [])
        for line in try words(text).split(whereSeparator: { $0.isNewline }) {
            var name = line.trimmed
            while let first = name.first, "-–+• ".contains(first) { name.removeFirst() }
            while let last = name.last, ";. ".contains(last) { name.removeLast() }
            guard let line = try optional(name), known.insert(line.folded).inserted else { continue }
            found.append(line)
        }
        return found
    }

    /// A day as typed; nil for nothing typed.
    static func day(_ typed: String) throws(PlanWritingRefusal) -> Day? {
        let typed = typed.trimmed
        guard !typed.isEmpty else { return nil }
        guard let day = Day(vietnamese: typed) ?? Day(iso: typed) else { throw .badDay(typed) }
        return day
    }

    static func year(_ typed: String) throws(PlanWritingRefusal) -> Int {
        guard let year = Int(typed.trimmed), (1945...2200).contains(year) else { throw .badYear(typed.trimmed) }
        return year
    }
}

/// Writing of plans. Each is one operation; whoever saves what somebody else has saved meanwhile is told, and nothing of it
/// is lost.
public enum Manuscripts {
    public enum Direction: Sendable {
        case up, down

        func moving<Key: Equatable>(_ key: Key, in keys: [Key]) throws(PlanWritingRefusal) -> [Key] {
            guard let index = keys.firstIndex(of: key) else { throw .notFound }
            let other = self == .up ? index - 1 : index + 1
            guard keys.indices.contains(other) else { throw .atItsEnd }
            var keys = keys
            keys.swapAt(index, other)
            return keys
        }
    }

    static func editable(_ id: ID<Manuscript>, _ operation: Operation) throws -> Manuscript {
        let found = try Manuscript.with(id, operation)
        switch found.state {
        case .drafting: return found
        case .signed: throw PlanWritingRefusal.signed
        case .discarded: throw PlanWritingRefusal.discarded
        }
    }

    /// Every change makes the whole one revision newer.
    static func touch(_ id: ID<Manuscript>, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE manuscript SET revision = revision + 1, changed = \(operation.now), who = \(operation.actor.name)
            WHERE id = \(id)
            """)
    }

    static func with(_ id: ID<Manuscript>, _ operation: Operation) throws -> Manuscript {
        try Manuscript.with(id, operation)
    }

    // MARK: Head and text

    public static func setHead(
        _ head: Manuscript.Head, of id: ID<Manuscript>, version: Int, by operation: Operation
    ) throws {
        let old = try editable(id, operation)
        guard old.version == version else {
            throw PlanWritingRefusal.changed(
                by: try operation.value("SELECT head_who FROM manuscript WHERE id = \(id)"))
        }
        let issuer = try ManuscriptCheck.line(head.issuer, "cơ quan ban hành")
        let symbol = try ManuscriptCheck.line(head.symbol, "ký hiệu, ví dụ: KH-UBND")
        let place = try ManuscriptCheck.line(head.place, "địa danh")
        let abstract = try ManuscriptCheck.line(head.abstract, "trích yếu")
        let post = try ManuscriptCheck.line(head.post, "chức vụ người ký")
        func some(_ text: String?) throws -> String? { try text.flatMap { try ManuscriptCheck.optional($0) } }
        try operation.run(
            """
            UPDATE manuscript SET kind = \(head.kind), superior = \(try some(head.superior)), issuer = \(issuer),
                symbol = \(symbol), place = \(place), planned_on = \(head.plannedOn), abstract = \(abstract),
                on_behalf = \(try some(head.onBehalf)), deputy_for = \(try some(head.deputyFor)),
                by_order = \(try some(head.byOrder)), post = \(post), signer = \(try some(head.signer)),
                kept = \(try some(head.kept) ?? ""), version = version + 1,
                head_who = \(operation.actor.name)
            WHERE id = \(id)
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.head", on: Subject("manuscript", id),
            before: ["title": old.head.abstract, "day": old.head.plannedOn.iso],
            after: ["title": abstract, "day": head.plannedOn.iso])
    }

    /// - Parameter version: of the words that were opened; 0 for a part that had none.
    public static func setText(
        _ part: Manuscript.Part, _ words: String, of id: ID<Manuscript>, version: Int, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let words = try ManuscriptCheck.words(words)
        let old = try ManuscriptText.all(of: id, operation)[part]
        guard (old?.version ?? 0) == version else { throw PlanWritingRefusal.changed(by: old?.who ?? "") }
        try operation.run(
            """
            INSERT INTO manuscript_text (manuscript, part, words, version, who)
            VALUES (\(id), \(part), \(words), \(version + 1), \(operation.actor.name))
            ON CONFLICT (manuscript, part) DO UPDATE SET words = excluded.words, version = excluded.version, who = excluded.who
            """)
        try touch(id, operation)
        try operation.record("manuscript.text", on: Subject("manuscript", id), after: ["part": part.rawValue])
    }

    // MARK: Sections

    public static func addSection(_ title: String, to id: ID<Manuscript>, by operation: Operation) throws
        -> ID<ManuscriptSection>
    {
        _ = try editable(id, operation)
        let title = try ManuscriptCheck.line(title, "tên mục")
        let count = try ManuscriptSection.all(of: id, operation).count
        guard count < 50 else { throw PlanWritingRefusal.tooMany(50) }
        let section = try insertSection(title, count, id, operation)
        try touch(id, operation)
        try operation.record("manuscript.section", on: Subject("manuscript", id), after: ["title": title])
        return section
    }

    static func insertSection(_ title: String, _ position: Int, _ id: ID<Manuscript>, _ operation: Operation) throws
        -> ID<ManuscriptSection>
    {
        ID(
            try operation.insert(
                """
                INSERT INTO manuscript_section (manuscript, position, title, version, who)
                VALUES (\(id), \(position), \(title), 1, \(operation.actor.name))
                """))
    }

    public static func renameSection(
        _ section: ID<ManuscriptSection>, _ title: String, of id: ID<Manuscript>, version: Int,
        by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let title = try ManuscriptCheck.line(title, "tên mục")
        let old = try found(section, of: id, operation)
        let count = try operation.run(
            """
            UPDATE manuscript_section SET title = \(title), version = version + 1, who = \(operation.actor.name)
            WHERE id = \(section) AND version = \(version)
            """)
        guard count == 1 else {
            throw PlanWritingRefusal.changed(
                by: try operation.value("SELECT who FROM manuscript_section WHERE id = \(section)"))
        }
        try touch(id, operation)
        try operation.record(
            "manuscript.section", on: Subject("manuscript", id), before: ["title": old.title], after: ["title": title])
    }

    /// Only one whose rows are gone to other sections; its dropped rows go to the first section, where they can be taken back.
    public static func removeSection(_ section: ID<ManuscriptSection>, of id: ID<Manuscript>, by operation: Operation)
        throws
    {
        _ = try editable(id, operation)
        let old = try found(section, of: id, operation)
        let rows = try ManuscriptRow.all(of: id, operation).filter { $0.section == section }
        guard rows.allSatisfy(\.isDropped) else { throw PlanWritingRefusal.filledSection }
        if !rows.isEmpty {
            guard let heir = try ManuscriptSection.all(of: id, operation).first(where: { $0.id != section }) else {
                throw PlanWritingRefusal.filledSection
            }
            try operation.run("UPDATE manuscript_row SET section = \(heir.id) WHERE section = \(section)")
        }
        try operation.run("DELETE FROM manuscript_section WHERE id = \(section)")
        try touch(id, operation)
        try operation.record("manuscript.section", on: Subject("manuscript", id), before: ["title": old.title])
    }

    public static func moveSection(
        _ section: ID<ManuscriptSection>, of id: ID<Manuscript>, _ direction: Direction, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let order = try direction.moving(section, in: ManuscriptSection.all(of: id, operation).map(\.id))
        for (position, section) in order.enumerated() {
            try operation.run("UPDATE manuscript_section SET position = \(position) WHERE id = \(section)")
        }
        try touch(id, operation)
        try operation.record("manuscript.order", on: Subject("manuscript", id), after: ["part": "sections"])
    }

    static func found(_ section: ID<ManuscriptSection>, of id: ID<Manuscript>, _ db: any Reader) throws
        -> ManuscriptSection
    {
        guard let found = try ManuscriptSection.all(of: id, db).first(where: { $0.id == section }) else {
            throw PlanWritingRefusal.notFound
        }
        return found
    }

    // MARK: Comments, and an end without a signature

    /// What a leader or a colleague thinks of the plan, or of one row.
    public static func comment(
        _ words: String, row: ID<ManuscriptRow>?, on id: ID<Manuscript>, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let words = try ManuscriptCheck.words(words)
        guard !words.isEmpty else { throw PlanWritingRefusal.noWords(what: "ý kiến") }
        if let row { _ = try ManuscriptRow.one(row, of: id, operation) }
        try operation.run(
            """
            INSERT INTO manuscript_comment (manuscript, row_id, words, at, account, who)
            VALUES (\(id), \(row), \(words), \(operation.now), \(operation.actor.account), \(operation.actor.name))
            """)
        try operation.record(
            "manuscript.comment", on: Subject("manuscript", id), after: row.map { ["row": $0.description] } ?? [:])
    }

    public static func settle(_ comment: ID<ManuscriptComment>, of id: ID<Manuscript>, by operation: Operation) throws {
        _ = try editable(id, operation)
        let count = try operation.run(
            """
            UPDATE manuscript_comment SET settled = \(operation.now), settled_by = \(operation.actor.name)
            WHERE id = \(comment) AND manuscript = \(id) AND settled IS NULL
            """)
        guard count == 1 else { throw PlanWritingRefusal.notFound }
        try operation.record(
            "manuscript.settle", on: Subject("manuscript", id), after: ["comment": comment.description])
    }

    public static func discard(_ id: ID<Manuscript>, by operation: Operation) throws {
        _ = try editable(id, operation)
        try operation.run("UPDATE manuscript SET state = 'discarded' WHERE id = \(id)")
        try touch(id, operation)
        try operation.record("manuscript.discard", on: Subject("manuscript", id))
    }

    public static func restore(_ id: ID<Manuscript>, by operation: Operation) throws {
        guard try with(id, operation).state == .discarded else { throw PlanWritingRefusal.notFound }
        try operation.run("UPDATE manuscript SET state = 'drafting' WHERE id = \(id)")
        try touch(id, operation)
        try operation.record("manuscript.restore", on: Subject("manuscript", id))
    }
}
