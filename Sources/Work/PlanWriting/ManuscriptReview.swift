import Database
import Foundation
import class HTTP.PassingFile
import Office
import struct Office.Unit
import Paper
import PlanReader
import Rulebook
import Vocabulary

/// What a plan that is being written should be looked at for: the slips that the reader of plans finds in its paper, names that
/// the register does not have, bases that are no longer in force, and its form.
public struct ManuscriptReview: Sendable {
    public struct Finding: Equatable, Sendable {
        public let code: String
        public let isWarning: Bool
        public let message: String

        init(_ code: String, isWarning: Bool = true, _ message: String) {
            (self.code, self.isWarning, self.message) = (code, isWarning, message)
        }
    }

    /// Whether a basis holds on the plan's day.
    public enum Standing: Equatable, Sendable {
        case inForce
        /// The register of instruments does not have it.
        case unknown
        case notYet(from: Day)
        case ended(last: Day, heirs: [String])
        case unsettled(String)
    }

    public private(set) var rows: [ID<ManuscriptRow>: [Finding]] = [:]
    /// About the paper as a whole.
    public private(set) var whole: [Finding] = []
    public private(set) var bases: [ID<ManuscriptBasis>: Standing] = [:]
    public let format: [FormatFinding]

    /// Writes the paper and reads it: outside of any transaction.
    ///
    /// - Parameter instruments: nil where the files of the law are not at hand.
    /// - Parameter cited: what the bases mean, the province's own documents among them; nil: the instruments alone are asked.
    init(
        _ sheet: ManuscriptSheet, _ calendar: WorkingDays, _ instruments: Instruments?, _ names: ManuscriptNames,
        cited: CitedDocuments? = nil
    ) throws {
        let paper = ManuscriptPaper(sheet: sheet, calendar: calendar).paper
        format = PaperFormat.findings(in: paper)
        let reading = try ManuscriptReading(paper, calendar)
        place(reading.draft, sheet)
        checkRows(sheet, calendar)
        for row in sheet.kept {
            for finding in names.findings(of: row) { add(finding, to: row.id) }
        }
        if let instruments { checkBases(sheet, instruments, cited) }
    }

    public var count: Int { whole.count + rows.values.reduce(0) { $0 + $1.count } }

    private mutating func add(_ finding: Finding, to row: ID<ManuscriptRow>) {
        if !(rows[row] ?? []).contains(where: { $0.code == finding.code && $0.message == finding.message }) {
            rows[row, default: []].append(finding)
        }
    }

    /// The reader's findings beside the rows whose lines they name. Number and day are left open on purpose while one writes.
    private mutating func place(_ draft: PlanDraft, _ sheet: ManuscriptSheet) {
        let expected: Set<String> = ["MISSING_NUMBER", "MISSING_DATE", "BLANK_PLACEHOLDER", "SHARED_TIME_CELL"]
        let kept = sheet.kept
        for finding in draft.warnings where !(sheet.manuscript.isOpen && expected.contains(finding.code)) {
            let told = Finding(finding.code, isWarning: finding.severity == .warn, finding.messageVi)
            let task =
                kept.count == draft.tasks.count
                ? draft.tasks.firstIndex { task in
                    finding.lines.contains { task.lines.first <= $0 && $0 <= task.lines.last }
                } : nil
            if let task { add(told, to: kept[task].id) } else { whole.append(told) }
        }
    }

    private mutating func checkRows(_ sheet: ManuscriptSheet, _ calendar: WorkingDays) {
        let day = sheet.manuscript.day
        for row in sheet.kept {
            let time = sheet.time(of: row, calendar)
            if row.lead == nil {
                add(Finding("NO_LEAD", "Chưa ghi cơ quan chủ trì."), to: row.id)
            }
            if time.kind == .unstated {
                add(Finding("NO_TIME", "Chưa ghi thời gian thực hiện."), to: row.id)
            } else if time.kind == .relative, time.dueDay == nil {
                add(Finding("TIME_WAITS", isWarning: false, "Chưa tính được ngày: \(time.words)."), to: row.id)
            }
            if let due = time.dueDay, due < day {
                add(
                    Finding(
                        "DUE_BEFORE_PLAN",
                        "Hạn \(due.vietnamese) trước ngày ban hành \(day.vietnamese)."), to: row.id)
            }
            if let due = time.dueDay, due.year > sheet.manuscript.year {
                add(
                    Finding("DUE_AFTER_YEAR", isWarning: false, "Hạn \(due.vietnamese) sau năm của kế hoạch."),
                    to: row.id)
            }
            // The day that is named: before the 15th means the 15th, not the 14th.
            if time.kind == .date, let named = time.value.flatMap({ PlannedTime.span(of: $0) })?.last,
                let why = calendar.reasonOff(named),
                !(rows[row.id] ?? []).contains(where: { $0.code == "DEADLINE_ON_DAY_OFF" })
            {
                add(Finding("DUE_ON_DAY_OFF", "Ngày \(named.vietnamese) là \(why)."), to: row.id)
            }
            if Self.namesTwoThings(row.text) {
                add(
                    Finding(
                        "TWO_THINGS", isWarning: false,
                        "Có vẻ có hai việc trong một dòng; nên tách để theo dõi riêng."), to: row.id)
            }
        }
    }

    /// `…; tổ chức …`, `… . Báo cáo …`, `…, đồng thời …`
    static func namesTwoThings(_ text: String) -> Bool {
        let folded = text.folded
        if folded.contains(", dong thoi ") || folded.contains(/\. \S/) && text.contains(/[a-zà-ỹđ]\. \p{Lu}/) {
            return true
        }
        return text.split(separator: ";").dropFirst().contains { $0.trimmed.count > 15 }
    }

    // MARK: Bases

    private mutating func checkBases(_ sheet: ManuscriptSheet, _ instruments: Instruments, _ cited: CitedDocuments?) {
        let day = sheet.manuscript.day
        for basis in sheet.bases where !basis.isDropped {
            bases[basis.id] =
                cited.map { Standing($0.standing(of: basis.text, on: day)) }
                ?? Self.standing(of: basis.text, on: day, instruments)
        }
    }

    static func standing(of text: String, on day: Day, _ instruments: Instruments) -> Standing {
        guard let found = instruments[written: text] else { return .unknown }
        return switch found.state(on: day) {
        case .inForce: .inForce
        case .notYet(let from): .notYet(from: from)
        case .ended(let last, _):
            .ended(last: last, heirs: instruments.heirs(of: found, on: day).map(Self.citation))
        case .unsettled(let why): .unsettled(why)
        }
    }

    /// `Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ về …`
    static func citation(_ instrument: Instrument) -> String {
        let day = instrument.signed.map { " ngày \($0.civil.day) tháng \($0.month) năm \($0.year)" } ?? ""
        if instrument.kind == .law { return "Căn cứ \(instrument.title) số \(instrument.number)\(day)" }
        let title = instrument.title.folded.hasPrefix("quy dinh") || instrument.title.folded.hasPrefix("huong dan")
        return
            "Căn cứ \(instrument.citation)\(day) của \(instrument.issuer) \(title ? "" : "về ")\(instrument.title.loweredStart)"
    }

    /// What stands in the place of a basis, as a line of the plan.
    static func citation(_ cited: CitedDocument) -> String {
        switch cited {
        case .instrument(let instrument): return citation(instrument)
        case .document(let document):
            let day = document.issuedOn
            return
                "Căn cứ \(document.citation) ngày \(day.civil.day) tháng \(day.month) năm \(day.year) của \(document.issuer) về \(document.subject.loweredStart)"
        }
    }

    /// Instruments in force on a day that the plan does not cite yet.
    static func offered(_ sheet: ManuscriptSheet, _ instruments: Instruments) -> [Instrument] {
        let cited = Set(
            sheet.bases.filter { !$0.isDropped }.compactMap { InstrumentNumber(written: $0.text)?.key })
        return instruments.inForce(on: sheet.manuscript.day).filter { instrument in
            InstrumentNumber(written: instrument.number).map { !cited.contains($0.key) } ?? false
        }
    }
}

extension ManuscriptReview.Standing {
    init(_ standing: CitationStanding) {
        self =
            switch standing {
            case .unknown: .unknown
            case .inForce: .inForce
            case .notYet(let from): .notYet(from: from)
            case .ended(let last, let heirs): .ended(last: last, heirs: heirs.map { ManuscriptReview.citation($0) })
            case .unsettled(let why): .unsettled(why)
            }
    }
}

/// The paper of a manuscript as the reader of plans reads it.
struct ManuscriptReading {
    let document: PaperDocument
    let draft: PlanDraft

    init(_ paper: OfficialPaper, _ calendar: WorkingDays) throws {
        self = try PassingFile(ending: PaperFile.docx.rawValue).hold { path in
            try DocxWriting.write(paper, to: path)
            return try ManuscriptReading(path: path, calendar)
        }
    }

    init(path: String, _ calendar: WorkingDays) throws {
        document = try PaperReader.read(path: path, name: nil)
        draft = PlanReader.read(document, workingDays: calendar)
    }
}
