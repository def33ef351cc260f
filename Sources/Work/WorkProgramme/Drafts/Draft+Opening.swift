import Database
import Office
import Paper
import PlanReader
import Rulebook
import Vocabulary

/// A plan that was read, before it is a draft.
public struct PlanReading: Sendable {
    public let paper: PaperDocument
    public let draft: PlanDraft

    /// Reads a file; refuses what is no plan. Takes up to a few hundred milliseconds for PDF: run it on the slow lane.
    ///
    /// - Parameter workingDays: the office's calendar, by which deadlines on days off are found.
    public init(path: String, name: String, workingDays: WorkingDays = WorkingDays()) throws {
        let paper = try PaperReader.read(path: path, name: name)
        try self.init(paper: paper, draft: PlanReader.read(paper, workingDays: workingDays))
    }

    public init(paper: PaperDocument, draft: PlanDraft) throws {
        guard draft.document.isPlan else { throw DraftRefusal.notAPlan(type: draft.document.type) }
        guard !draft.tasks.isEmpty else { throw DraftRefusal.nothingFound }
        (self.paper, self.draft) = (paper, draft)
    }
}

extension Draft {
    /// What an upload leads to: a new draft, or the one that waits already for this very file.
    public enum Opening: Equatable, Sendable {
        case new(ID<Draft>)
        case waiting(ID<Draft>)
    }

    /// Stores what was read so that a person can go through it. A plan of the same unit and year with the same number, or
    /// the same title, is taken as an older version of this one.
    ///
    /// - Parameter law: by which legal bases that are not in force on the day of the paper become findings; nil: they do not.
    public static func open(
        _ reading: PlanReading, file: ID<StoredFile>, unit: Unit, year: Int, parentTask: ID<Task>? = nil,
        law: Instruments? = nil, by operation: Operation
    ) throws -> Opening {
        let header = reading.draft.document
        if let row = try operation.first(
            """
            SELECT p.id, p.title FROM plan p JOIN stored_file f ON f.id = p.file JOIN stored_file g ON g.sha256 = f.sha256
            WHERE g.id = \(file) AND p.unit = \(unit.id) AND p.year = \(year)
            """)
        {
            throw DraftRefusal.adoptedAlready(plan: try row("id"), title: try row("title"))
        }
        if let row = try operation.first(
            """
            SELECT d.id FROM plan_draft d JOIN stored_file f ON f.id = d.file JOIN stored_file g ON g.sha256 = f.sha256
            WHERE g.id = \(file) AND d.state = 'reviewing' AND d.unit = \(unit.id) AND d.year = \(year)
            """)
        {
            let id: ID<Draft> = try row("id")
            // The upload may have noted the file under another name.
            try operation.record("draft.resume", on: Subject("draft", id), after: ["file": file.description])
            return .waiting(id)
        }
        let title = header.title?.nfc ?? "Kế hoạch chưa rõ trích yếu"
        let type = header.type ?? "KẾ HOẠCH"
        // A year chosen outside the years of the plan makes it a plan of that year.
        let span = YearlyParts.span(header).flatMap { $0.contains(year) ? $0 : nil }
        let replaced = try older(number: header.number, title: title, unit: unit.id, year: year, operation)
        let id = ID<Draft>(
            try operation.insert(
                """
                INSERT INTO plan_draft (unit, year, file, paper, reading, type, title, number, issued_on, issuer,
                    issuer_kind, first_year, last_year, parent_task, replaces, state, has_bases, added, changed, account)
                VALUES (\(unit.id), \(year), \(file), \(try PaperSheet(reading.paper).stored),
                    \(String(decoding: reading.draft.json(hasLines: true), as: UTF8.self)), \(type), \(title), \(header.number),
                    \(header.issuedOn.flatMap { Day(iso: $0) }), \(header.issuer),
                    \(PlanIssuerKind.guess(issuer: header.issuer, number: header.number)), \(span?.lowerBound),
                    \(span?.upperBound), \(parentTask), \(replaced), 'reviewing', 1, \(operation.now), \(operation.now), \(operation.actor.account))
                """))
        for (position, task) in reading.draft.tasks.enumerated() { try insert(task, position, id, operation) }
        for (position, finding) in reading.draft.warnings.enumerated() {
            try operation.run(
                """
                INSERT INTO draft_finding (draft, position, code, severity, message, lines, answer)
                VALUES (\(id), \(position), \(finding.code), \(finding.severity.rawValue), \(finding.messageVi),
                        \(finding.lines.map(String.init).joined(separator: " ")), 'open')
                """)
        }
        try PlanBases.keep(header, of: id, unit: unit, year: year, law, after: reading.draft.warnings.count, operation)
        for (position, name) in ShortNames.read(reading.paper).enumerated() {
            try operation.run(
                """
                INSERT INTO draft_short_name (draft, position, short, full_name, fold, line)
                VALUES (\(id), \(position), \(name.short), \(name.full), \(UnitName.fold(name.short)), \(name.line))
                """)
        }
        try recogniseNames(of: id, branch: unit, on: header.issuedOn.flatMap { Day(iso: $0) }, operation)
        try operation.record(
            "draft.open", on: Subject("draft", id),
            after: [
                "file": file.description, "title": title, "year": String(year),
                "tasks": String(reading.draft.tasks.count),
            ])
        return .new(id)
    }

    private static func older(number: String?, title: String, unit: ID<Unit>, year: Int, _ db: any Reader) throws -> ID<
        Plan
    >? {
        let plans = try db.all(
            "SELECT id, number, title FROM plan WHERE unit = \(unit) AND year = \(year) AND state = 'inForce' ORDER BY id DESC"
        )
        for row in plans {
            let (oldNumber, oldTitle): (String?, String) = (try row("number"), try row("title"))
            if let number, let oldNumber {
                if number.folded == oldNumber.folded { return try row("id") }
            } else if oldTitle.folded == title.folded {
                return try row("id")
            }
        }
        return nil
    }

    /// Asks anew of which plan each waiting draft is a newer version: another draft may have become that plan meanwhile,
    /// or a person corrected number, title or year.
    static func renewReplaced(unit: ID<Unit>, year: Int, _ operation: Operation) throws {
        let waiting = try operation.all(
            "SELECT id, number, title, replaces FROM plan_draft WHERE unit = \(unit) AND year = \(year) AND state = 'reviewing'"
        )
        for row in waiting {
            let found = try older(number: row("number"), title: row("title"), unit: unit, year: year, operation)
            guard try found != row("replaces") else { continue }
            try operation.run("UPDATE plan_draft SET replaces = \(found) WHERE id = \(try row("id") as ID<Draft>)")
        }
    }

    static func insert(_ task: PlanDraft.Task, _ position: Int, _ draft: ID<Draft>, _ operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO draft_item (draft, position, section, ordinal, text, time, lead, advisor, coordinators, product, kind,
                first_line, last_line, confidence, inferred, decision, origin, as_read)
            VALUES (\(draft), \(position), \(task.section), \(task.ordinal), \(task.text.nfc), \(try task.when.stored), \(task.lead),
                \(task.advisor), \(DraftItem.stored(task.coordinators)), \(task.product), \(task.suggests), \(task.lines.first),
                \(task.lines.last), \(task.confidence), \(DraftItem.stored(task.inferred)), 'waiting', 'read', \(task.text.nfc))
            """)
    }

    /// Looks up every name of the draft that has no row yet; names no item bears any more are forgotten.
    static func recogniseNames(of draft: ID<Draft>, branch: Unit?, on day: Day?, _ operation: Operation) throws {
        var names: [String: String] = [:]
        for item in try DraftItem.all(of: draft, operation) {
            for party in item.parties where names[UnitName.fold(party.name)] == nil {
                names[UnitName.fold(party.name)] = party.name
            }
        }
        let known = try Set(DraftName.all(of: draft, operation).map(\.fold))
        for fold in known where names[fold] == nil {
            try operation.run("DELETE FROM draft_name WHERE draft = \(draft) AND fold = \(fold)")
        }
        let defined = try ShortName.all(of: draft, operation)
        for (fold, name) in names.sorted(by: { $0.key < $1.key }) where !fold.isEmpty && !known.contains(fold) {
            let found = try recognise(name, fold, defined, in: branch, on: day ?? operation.today, operation)
            let (unit, choice): (ID<Unit>?, DraftName.Choice) =
                switch found {
                case .one(let id): (id, .recognised)
                case .several: (nil, .several)
                case .none: (nil, .unknown)
                }
            try operation.run(
                "INSERT INTO draft_name (draft, fold, name, unit, choice) VALUES (\(draft), \(fold), \(name), \(unit), \(choice))"
            )
        }
    }

    /// What a plan calls by a short name is what it has defined so; other names are looked up as they are.
    private static func recognise(
        _ name: String, _ fold: String, _ defined: [ShortName], in branch: Unit?, on day: Day, _ db: any Reader
    ) throws -> UnitRecognition {
        if let meant = defined.first(where: { UnitName.fold($0.short) == fold }) {
            for full in [meant.full, withoutProvince(meant.full, branch)] {
                let found = try UnitRecognition.find(full, in: branch, on: day, db)
                if found != .none { return found }
            }
        }
        return try UnitRecognition.find(name, in: branch, on: day, db)
    }

    /// `Sở Tài chính tỉnh Lam Sơn` → `Sở Tài chính` in a plan of Tỉnh Lam Sơn.
    private static func withoutProvince(_ name: String, _ branch: Unit?) -> String {
        let (words, own) = (name.split(separator: " "), (branch?.name ?? "").split(separator: " "))
        guard !own.isEmpty, words.count > own.count,
            zip(words.suffix(own.count), own).allSatisfy({ $0.folded == $1.folded })
        else { return name }
        return words.dropLast(own.count).joined(separator: " ")
    }
}

/// Tên gọi tắt: a name that a plan defines for its own use.
public struct ShortName: Equatable, Sendable {
    public let short: String
    public let full: String
    public let line: Int

    static func all(of draft: ID<Draft>, _ db: any Reader) throws -> [ShortName] {
        try db.all(
            "SELECT short, full_name, line FROM draft_short_name WHERE draft = \(draft) ORDER BY position"
        ).map { ShortName(short: try $0("short"), full: try $0("full_name"), line: try $0("line")) }
    }

    /// Those of the newest version of a plan in force.
    static func all(of plan: ID<Plan>, _ db: any Reader) throws -> [ShortName] {
        try db.all(
            """
            SELECT n.short, n.full_name, n.line FROM draft_short_name n
            WHERE n.draft = (SELECT max(d.id) FROM plan_draft d WHERE d.plan = \(plan) AND d.state = 'adopted')
            ORDER BY n.position
            """
        ).map { ShortName(short: try $0("short"), full: try $0("full_name"), line: try $0("line")) }
    }
}
