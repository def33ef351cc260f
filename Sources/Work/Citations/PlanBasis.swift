import Database
import class Foundation.JSONDecoder
import struct Foundation.Data
import Office
import struct Office.Unit
import PlanReader
import Rulebook
import Vocabulary

/// Căn cứ pháp lý that a plan cites, as its paper has it.
public struct PlanBasis: Equatable, Sendable {
    public let text: String
    /// Where it stands in the paper.
    public let lines: [Int]

    init(_ row: Row) throws {
        let (first, last): (Int?, Int?) = (try row("first_line"), try row("last_line"))
        text = try row("text")
        lines = first.map { [$0] + (last.map { [$0] } ?? []) } ?? []
    }
}

/// The legal bases of drafts and plans: what they cite, and whether that was in force on the day of the paper.
public enum PlanBases {
    /// Of a draft.
    static func all(of draft: ID<Draft>, _ db: any Reader) throws -> [PlanBasis] {
        try db.all("SELECT text, first_line, last_line FROM draft_basis WHERE draft = \(draft) ORDER BY position").map(
            PlanBasis.init)
    }

    /// Of the newest version of a plan in force.
    static func all(of plan: ID<Plan>, _ db: any Reader) throws -> [PlanBasis] {
        try db.all(
            """
            SELECT b.text, b.first_line, b.last_line FROM draft_basis b
            WHERE b.draft = (SELECT max(d.id) FROM plan_draft d WHERE d.plan = \(plan) AND d.state = 'adopted')
            ORDER BY b.position
            """
        ).map(PlanBasis.init)
    }

    /// What the bases of a plan mean and how they stand on its day: the instruments of the law, and the documents of the
    /// province to which the unit belongs.
    static func standing(
        of bases: [PlanBasis], _ instruments: Instruments, province path: String, _ db: any Reader
    ) throws -> CitedDocuments {
        try cited(bases.map(\.text), instruments, province: path, db)
    }

    /// The same for words of a paper that is being written.
    static func cited(_ texts: [String], _ instruments: Instruments, province path: String, _ db: any Reader) throws
        -> CitedDocuments
    {
        let root = path.split(separator: "/").first.map { "/\($0)/" } ?? path
        return try CitedDocuments(texts, instruments, in: .branches([root]), db)
    }

    /// Keeps what a paper cites beside its draft, and notes as findings what was not in force on its day (C-BASIS). The reader
    /// of plans knows no law: its own findings stay what they are.
    static func keep(
        _ header: PlanDraft.Header, of draft: ID<Draft>, unit: Unit, year: Int, _ instruments: Instruments?,
        after findings: Int, _ operation: Operation
    ) throws {
        let cited = try instruments.map {
            try self.cited(header.legalBases.map(\.text), $0, province: unit.path, operation)
        }
        for (position, basis) in header.legalBases.enumerated() {
            var key = InstrumentNumber(written: basis.text)?.key
            if key == nil, case .instrument(let one) = cited?.meant(by: basis.text) {
                key = InstrumentNumber(written: one.number)?.key
            }
            try insert(basis.text, key, basis.lines.map { ($0.first, $0.last) }, position, draft, operation)
        }
        guard let cited else { return }
        let bases = try all(of: draft, operation)
        let days = days(issuedOn: header.issuedOn.flatMap { Day(iso: $0) }, year: year)
        var position = findings
        for basis in bases {
            guard let slip = cited.standing(of: basis.text, onOneOf: days).slip,
                let meant = cited.meant(by: basis.text)
            else {
                continue
            }
            try operation.run(
                """
                INSERT INTO draft_finding (draft, position, code, severity, message, lines, answer)
                VALUES (\(draft), \(position), \(Check.basis.rawValue), 'warn', \("\(meant.citation) \(slip)."),
                        \(basis.lines.map(String.init).joined(separator: " ")), 'open')
                """)
            position += 1
        }
    }

    /// The day of a paper; of one that tells none, the first and the last of its year.
    static func days(issuedOn: Day?, year: Int) -> [Day] {
        if let issuedOn { return [issuedOn] }
        return [Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31)].compactMap(\.self)
    }

    private static func insert(
        _ text: String, _ key: String?, _ lines: (first: Int, last: Int)?, _ position: Int, _ draft: ID<Draft>,
        _ operation: Operation
    ) throws {
        guard !text.trimmed.isEmpty else { return }
        try operation.run(
            """
            INSERT INTO draft_basis (draft, position, text, number_key, first_line, last_line)
            VALUES (\(draft), \(position), \(text.nfc.trimmed), \(key), \(lines?.first), \(lines?.last))
            """)
    }

    // MARK: Drafts of before

    private struct Reading: Decodable {
        struct Document: Decodable {
            struct Basis: Decodable {
                let text: String
            }
            let legalBases: [Basis]?
        }
        let document: Document
    }

    /// Takes what drafts cite, read before this was kept, out of their readings. Returns how many drafts.
    @discardableResult
    public static func fill(_ office: Office, by actor: Actor) throws -> Int {
        guard try office.read({ try $0.first("SELECT 1 AS one FROM plan_draft WHERE has_bases = 0 LIMIT 1") }) != nil
        else {
            return 0
        }
        return try office.write(by: actor) { operation in
            let rows = try operation.all("SELECT id, reading FROM plan_draft WHERE has_bases = 0 ORDER BY id")
            for row in rows {
                let (id, reading): (ID<Draft>, String) = (try row("id"), try row("reading"))
                // A reading that cannot be decoded any more has no bases to show.
                let document = try? JSONDecoder().decode(Reading.self, from: Data(reading.utf8)).document
                for (position, basis) in (document?.legalBases ?? []).enumerated() {
                    try insert(basis.text, InstrumentNumber(written: basis.text)?.key, nil, position, id, operation)
                }
                try operation.run("UPDATE plan_draft SET has_bases = 1 WHERE id = \(id)")
            }
            if let first = rows.first {
                try operation.record(
                    "draft.bases", on: Subject("draft", try first("id") as ID<Draft>),
                    after: ["drafts": String(rows.count)])
            }
            return rows.count
        }
    }

    // MARK: Who cites

    /// Plans that cite a document, for its page in the law library.
    static let citing = CitingSource("Kế hoạch", needs: .readProgramme) { number, issued, visitor, limit, db in
        let rows = try db.all(
            """
            SELECT b.text AS basis, \(sql: Plan.columns) FROM draft_basis b
            JOIN plan_draft d ON d.id = b.draft AND d.state = 'adopted'
            JOIN plan p ON p.id = d.plan
            WHERE b.number_key = \(number.key) AND \(sql: PlanScope.condition(for: visitor))
              AND d.id = (SELECT max(x.id) FROM plan_draft x WHERE x.plan = p.id AND x.state = 'adopted')
            ORDER BY p.id DESC LIMIT \(limit)
            """)
        return try rows.compactMap { row -> SearchHit? in
            let (plan, basis): (Plan, String) = (try Plan(row), try row("basis"))
            if let issued, let day = CitedDocuments.day(in: basis), day != issued { return nil }
            return SearchHit(plan.title, link: ProgrammePage.plan(plan.id).path, note: plan.citation)
        }
    }
}

extension ManuscriptSheet {
    /// What the bases of a plan that is being written mean.
    func cited(_ instruments: Instruments, _ db: any Reader) throws -> CitedDocuments {
        try PlanBases.cited(bases.map(\.text), instruments, province: manuscript.branch, db)
    }
}

enum PlanBasisSchema {
    static let migrations = [
        Migration(
            "work/0121-plan-bases",
            [
                """
                CREATE TABLE draft_basis (
                    draft BIGINT NOT NULL REFERENCES plan_draft (id) ON DELETE CASCADE,
                    position INTEGER NOT NULL,
                    text TEXT NOT NULL CHECK (text <> ''),
                    -- As numbers of instruments are compared; nothing where the text has none.
                    number_key TEXT,
                    first_line INTEGER,
                    last_line INTEGER,
                    PRIMARY KEY (draft, position)
                )
                """,
                "CREATE INDEX draft_basis_number ON draft_basis (number_key)",
                // Drafts of before have theirs in what was read; they are taken out when the program starts.
                "ALTER TABLE plan_draft ADD COLUMN has_bases INTEGER NOT NULL DEFAULT 0 CHECK (has_bases IN (0, 1))",
                "CREATE INDEX plan_draft_has_bases ON plan_draft (has_bases)",
            ])
    ]
}
