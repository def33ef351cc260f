import Database
import HTTP
import Office
import PlanReader
import Vocabulary

import struct Office.Unit

extension DraftPages {
    /// What was typed to upload a plan; it stays when the file is refused.
    struct UploadForm: Equatable {
        var unit = ""
        var year = ""

        /// The same, for the visitor's own province where no unit was chosen.
        func filled(unit id: ID<Unit>?) -> UploadForm {
            UploadForm(unit: unit.isEmpty ? id?.description ?? "" : unit, year: year)
        }
    }

    /// What was typed for one item.
    struct ItemForm: Equatable {
        var text: String
        var time: String
        var kind: String
        var lead: String
        var advisor: String
        var coordinators: String

        init(_ form: Parameters) {
            text = form["noi-dung"] ?? ""
            time = form["thoi-gian"] ?? ""
            kind = form["loai"] ?? ""
            lead = form["chu-tri"] ?? ""
            advisor = form["tham-muu"] ?? ""
            coordinators = form["phoi-hop"] ?? ""
        }

        init(_ item: DraftItem) {
            text = item.text
            time = item.time.kind == .unstated ? "" : item.time.words
            kind = item.kind.rawValue
            lead = item.lead ?? ""
            advisor = item.advisor ?? ""
            coordinators = item.coordinators.joined(separator: "\n")
        }

        /// Throws `TimeRefusal` where the words tell no time. Untouched words keep the time as it was read.
        func edit(of item: DraftItem, year: Int) throws -> Draft.Edit {
            let words = time.nfc.trimmed
            let when: PlannedTime
            if words == ItemForm(item).time {
                when = item.time
            } else if words.isEmpty {
                when = .unstated
            } else {
                when = PlanReader.time(words, year: year)
                guard when.kind != .unstated || when.external != nil else { throw TimeRefusal.notUnderstood(words) }
            }
            return Draft.Edit(
                text: text, time: when, kind: PlanDraft.WorkKind(rawValue: kind) ?? item.kind, lead: lead,
                advisor: advisor,
                coordinators: coordinators.split(whereSeparator: { $0.isNewline || $0 == ";" }).map(String.init))
        }
    }

    /// What was typed about the plan itself.
    struct HeaderForm: Equatable {
        var title: String
        var number: String
        var issuedOn: String
        var issuer: String
        var issuerKind: String
        var year: String
        var parent: String

        init(_ form: Parameters) {
            title = form["trich-yeu"] ?? ""
            number = form["so"] ?? ""
            issuedOn = form["ngay"] ?? ""
            issuer = form["co-quan"] ?? ""
            issuerKind = form["loai-co-quan"] ?? ""
            year = form["nam"] ?? ""
            parent = form["viec-cha"] ?? ""
        }

        init(_ draft: Draft) {
            title = draft.title
            number = draft.number ?? ""
            issuedOn = draft.issuedOn?.vietnamese ?? ""
            issuer = draft.issuer ?? ""
            issuerKind = draft.issuerKind.key
            year = String(draft.year)
            parent = draft.parentTask?.description ?? ""
        }

        func facts() throws(DraftRefusal) -> (
            number: String?, issuedOn: Day?, issuer: String?, year: Int, parent: ID<Task>?
        ) {
            guard let year = Int(year.trimmed), (1945...2200).contains(year) else { throw .badYear(self.year) }
            let day = Day(vietnamese: issuedOn.trimmed)
            if day == nil, !issuedOn.trimmed.isEmpty { throw .badDay(issuedOn) }
            if ID<Task>(parent) == nil, !parent.trimmed.isEmpty { throw .noParent }
            func some(_ text: String) -> String? { text.trimmed.isEmpty ? nil : text.nfc.trimmed }
            return (some(number), day, some(issuer), year, ID<Task>(parent))
        }

        static func field(of refusal: DraftRefusal) -> String? {
            switch refusal {
            case .noTitle, .tooLong: "trich-yeu"
            case .badYear, .yearOutsideSpan: "nam"
            case .badDay: "ngay"
            case .noParent: "viec-cha"
            default: nil
            }
        }
    }
}

/// Words typed as a time that tell none.
enum TimeRefusal: Explained, Equatable {
    case notUnderstood(String)

    var explanation: Explanation {
        switch self {
        case .notUnderstood(let words):
            Explanation(
                notice:
                    "Chưa hiểu thời gian “\(words)”. Ghi như: tháng 5/2027, quý II, trước ngày 15/3/2027, thường xuyên; để trống nếu "
                    + "kế hoạch không ghi.", log: "time not understood")
        }
    }
}

/// An item of a year programme that a detailed plan may carry out.
struct ParentChoice: Equatable {
    let id: ID<Task>
    let words: String

    /// Open and done tasks of plans of the same year and branch, in the plans' order.
    static func all(for draft: Draft, _ db: any Reader) throws -> [ParentChoice] {
        guard let condition = try condition(for: draft, year: draft.year, db) else { return [] }
        return try db.all(
            "SELECT \(sql: Task.columns) FROM task t WHERE \(sql: condition) ORDER BY t.plan, t.position LIMIT 500"
        ).map { row in
            let task = try Task(row)
            return ParentChoice(id: task.id, words: "\(task.reference). \(task.text)")
        }
    }

    /// Whether a draft of that year may carry out this task.
    static func isOpen(_ task: ID<Task>, for draft: Draft, year: Int, _ db: any Reader) throws -> Bool {
        guard let condition = try condition(for: draft, year: year, db) else { return false }
        return try db.first("SELECT t.id FROM task t WHERE t.id = \(task) AND \(sql: condition)") != nil
    }

    private static func condition(for draft: Draft, year: Int, _ db: any Reader) throws -> SQL? {
        guard let unit = try Organisations.unit(draft.unit, db), let root = unit.path.split(separator: "/").first else {
            return nil
        }
        return """
            t.year = \(year) AND t.branch >= \("/\(root)/") AND t.branch < \("/\(root)/~")
            AND t.plan <> \(draft.replaces?.rawValue ?? 0)
            """
    }
}

extension NewUnit {
    /// A unit added from a draft: named as in the plan, under the unit whose programme it is.
    init(_ form: Parameters, under parent: ID<Unit>, number db: any Reader) throws {
        let next: Int = try db.value("SELECT COALESCE(max(id), 0) + 1 FROM unit")
        let code = form["ma"]?.trimmed ?? ""
        self.init(
            code: code.isEmpty ? "DV\(next)" : code, name: form["ten-moi"] ?? "",
            level: Unit.Level(rawValue: form["cap"] ?? "") ?? .base,
            kind: Unit.Kind(rawValue: form["loai-don-vi"] ?? "") ?? .other,
            parent: parent)
    }
}
