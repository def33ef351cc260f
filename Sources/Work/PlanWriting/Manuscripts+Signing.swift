import Database
import Foundation
import class HTTP.PassingFile
import class Office.Operation
import Office
import Paper
import PlanReader
import Vocabulary

/// Ban hành: number and day are entered, and the plan becomes a plan of the programme by the adoption that uploads use.
extension Manuscripts {
    /// The signed paper and what was read from it, made before the transaction.
    struct Signed {
        let number: Int
        let day: Day
        let revision: Int
        let fileName: String
        let sha256: String
        let bytes: Int64
        let reading: PlanReading
        /// The rows in the order of the tasks, where one hangs on another by its place.
        let hanging: [Int: (other: Int, distance: TaskAnchor.Distance)]
    }

    /// Writes the paper on the shelf. The rows themselves become the tasks; the reader gives them their lines.
    static func sign(_ sheet: ManuscriptSheet, number: Int, on day: Day, _ calendar: WorkingDays, in office: Office)
        throws -> Signed
    {
        let rows = sheet.kept
        guard !rows.isEmpty else { throw PlanWritingRefusal.noRows }
        guard sheet.waiting == 0 else { throw PlanWritingRefusal.rowsWaiting(sheet.waiting) }
        let paper = ManuscriptPaper(sheet: sheet, calendar: calendar, signed: (number, day)).paper
        let file = try PassingFile(ending: PaperFile.docx.rawValue)
        let (read, sha) = try file.hold { path in
            try DocxWriting.write(paper, to: path)
            let (read, sha) = (try ManuscriptReading(path: path, calendar), try FileDigest.sha256(path: path))
            try office.shelf.keep(path, hash: sha)
            return (read, sha)
        }
        var draft = read.draft
        draft.tasks = sheet.tasks(calendar, lines: read.draft.tasks.map(\.lines))
        let size = file.size
        let places = Dictionary(
            rows.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var hanging: [Int: (other: Int, distance: TaskAnchor.Distance)] = [:]
        for (index, row) in rows.enumerated() {
            if let hung = row.hanging, let other = places[hung.other] { hanging[index] = (other, hung.distance) }
        }
        return Signed(
            number: number, day: day, revision: sheet.manuscript.revision,
            fileName: "\(paper.kind.name) \(paper.letterhead.numberAndSymbol.replacing("/", with: "-")).docx",
            sha256: sha, bytes: Int64(size), reading: try PlanReading(paper: read.document, draft: draft),
            hanging: hanging)
    }

    /// Takes the signed plan into the programme. Refused when anything was saved since the paper was made.
    static func take(_ signed: Signed, of id: ID<Manuscript>, by operation: Operation) throws -> Adoption.Result {
        let found = try editable(id, operation)
        guard found.revision == signed.revision else { throw PlanWritingRefusal.changed(by: found.who) }
        guard signed.day <= operation.today else { throw PlanWritingRefusal.futureDay }
        guard let unit = try Organisations.unit(found.unit, operation) else { throw PlanWritingRefusal.noUnit }
        let file = try StoredFile.note(
            name: signed.fileName, sha256: signed.sha256, bytes: signed.bytes, by: operation)
        let draft: ID<Draft>
        switch try Draft.open(signed.reading, file: file, unit: unit, year: found.year, by: operation) {
        case .new(let id), .waiting(let id): draft = id
        }
        let result = try Adoption.adopt(draft, settled: .asRead, by: operation)
        if result.version == 1 { try hang(signed, result.plan, operation) }
        try operation.run(
            """
            UPDATE manuscript SET state = 'signed', plan = \(result.plan), number = \(signed.number),
                issued_on = \(signed.day) WHERE id = \(id)
            """)
        try touch(id, operation)
        try operation.record(
            "manuscript.sign", on: Subject("manuscript", id),
            after: ["number": String(signed.number), "day": signed.day.iso, "plan": result.plan.description])
        return result
    }

    /// Tasks of rows that hang on other rows go on doing so.
    private static func hang(_ signed: Signed, _ plan: ID<Plan>, _ operation: Operation) throws {
        guard !signed.hanging.isEmpty else { return }
        let tasks: [ID<Task>] = try operation.values("SELECT id FROM task WHERE plan = \(plan) ORDER BY position, id")
        for (index, hung) in signed.hanging.sorted(by: { $0.key < $1.key })
        where tasks.indices.contains(index) && tasks.indices.contains(hung.other) {
            try TaskAnchors.hang(tasks[index], on: .task(tasks[hung.other]), hung.distance, by: operation)
        }
    }
}

extension ManuscriptSheet {
    /// The rows as tasks, in the order of the paper.
    ///
    /// - Parameter lines: where the reader found them; not used where it found another number of tasks.
    func tasks(_ calendar: WorkingDays, lines: [PlanDraft.Lines] = []) -> [PlanDraft.Task] {
        let count = kept.count
        var tasks: [PlanDraft.Task] = []
        for (section, part) in filled.enumerated() {
            for (index, row) in part.rows.enumerated() {
                let place = lines.count == count ? lines[tasks.count] : PlanDraft.Lines(1, 1)
                tasks.append(
                    PlanDraft.Task(
                        section: (section + 1).roman, ordinal: String(index + 1), text: row.text,
                        when: time(of: row, calendar), lead: row.lead, advisor: row.advisor,
                        coordinators: row.coordinators, product: row.product, lines: place, suggests: row.kind))
            }
        }
        return tasks
    }
}
