import Foundation
import Paper
import Vocabulary

@testable import PlanReader

/// Reference answers as drafts: what a perfect reader would hand to `Findings`.
struct GoldDraft: Decodable {
    struct Expected: Decodable, Hashable {
        var code: String
        var severity: String
        var lines: [Int]
    }

    private struct Root: Decodable {
        var document: Header
        var tasks: [Task]?
        var events: [Event]?
        var movements: [Movement]?
        var assignments: [Assignment]?
        var deadlines: [Deadline]?
        var fund: Fund?
        var warnings: [Expected]?
    }

    private struct Header: Decodable {
        struct Signer: Decodable { var name, position, onBehalfOf, form: String? }
        struct Basis: Decodable {
            var text: String
            var kind, number, date, issuer: String?
        }
        struct Section: Decodable {
            var number: String?
            var title: String
            var line: Int?
        }
        struct IssuedWith: Decodable {
            var kind: String
            var lines: [Int]?
        }
        struct Group: Decodable {
            var ordinal: String
            var title: String?
            var lines: [Int]?
        }
        var isPlan: Bool?
        var type, number, issuer, superior, place, issuedOn, schoolYear, period, title: String?
        var issuerInferred: Bool?
        var year: Int?
        var legalBases: [Basis]?
        var signer: Signer?
        var recipients: [String]?
        var sections: [Section]?
        var issuedWith: IssuedWith?
        var groups: [Group]?
    }

    private struct When: Decodable {
        var kind: PlannedTime.Kind
        var value: String?
        var values: [String]?
        var bound: PlannedTime.Bound?
        var shared, outsideSection, outsideYear: Bool?
        var sharedWith, external, phrase: String?
        var recurrence: PlannedTime.Recurrence?

        var time: PlannedTime {
            var time = PlannedTime(kind, value)
            time.values = values ?? []
            time.bound = bound
            time.shared = shared ?? false
            time.sharedWith = sharedWith
            time.external = external
            time.phrase = phrase
            time.outsideSection = outsideSection ?? false
            time.outsideYear = outsideYear ?? false
            time.recurrence = recurrence
            return time
        }
    }

    private struct Task: Decodable {
        var section: String?
        var ordinal: String?
        var text: String
        var when: When?
        var lead, advisor, suggests: String?
        var coordinators: [String]?
        var sourceLines: [Int]?
    }

    private struct Event: Decodable {
        struct Group: Decodable {
            var name: String
            var count: Int?
        }
        var name, type: String
        var start, venue, taskRef: String?
        var delegatesTotal, remoteSites: Int?
        var delegateGroups: [Group]?
        var sourceLines: [Int]?
    }

    private struct Movement: Decodable {
        var name: String
        var kind, period: String?
        var quoted: Bool?
        var lines: [Int]?
    }

    private struct Assignment: Decodable {
        var unit: String
        var duties: [String]?
        var sourceLines: [Int]?
    }

    private struct Deadline: Decodable {
        var what: String
        var who, to, date, recurrence: String?
        var relative: PlannedTime.Offset?
        var sourceLines: [Int]?
    }

    private struct Fund: Decodable {
        struct Part: Decodable {
            var name: String
            var amount: Int?
        }
        var source: String?
        var amount: Int?
        var parts: [Part]?
        var sourceLines: [Int]?
    }

    let draft: PlanDraft
    let warnings: [Expected]

    init(from decoder: any Decoder) throws {
        let root = try Root(from: decoder)
        warnings = root.warnings ?? []
        var draft = PlanDraft()
        draft.document = Self.header(root.document)
        draft.tasks = (root.tasks ?? []).map { task in
            PlanDraft.Task(
                section: task.section ?? "", ordinal: task.ordinal, text: task.text, when: task.when?.time ?? .unstated,
                lead: task.lead, advisor: task.advisor, coordinators: task.coordinators ?? [],
                lines: Self.lines(task.sourceLines) ?? .init(1, 1),
                suggests: task.suggests.flatMap { PlanDraft.WorkKind(rawValue: $0) } ?? .other)
        }
        draft.events = (root.events ?? []).map { event in
            var result = PlanDraft.Event(name: event.name, type: event.type)
            (result.start, result.venue, result.taskRef) = (event.start, event.venue, event.taskRef)
            (result.delegatesTotal, result.remoteSites) = (event.delegatesTotal, event.remoteSites)
            result.delegateGroups = (event.delegateGroups ?? []).map { .init(name: $0.name, count: $0.count) }
            result.lines = Self.lines(event.sourceLines)
            return result
        }
        draft.movements = (root.movements ?? []).map { movement in
            var result = PlanDraft.Movement(name: movement.name, kind: movement.kind, period: movement.period)
            result.quoted = movement.quoted ?? true
            result.lines = Self.lines(movement.lines)
            return result
        }
        draft.assignments = (root.assignments ?? []).map {
            .init(unit: $0.unit, duties: $0.duties ?? [], lines: Self.lines($0.sourceLines))
        }
        draft.deadlines = (root.deadlines ?? []).map { deadline in
            var result = PlanDraft.Deadline(what: deadline.what)
            (result.who, result.to, result.date) = (deadline.who, deadline.to, deadline.date)
            (result.recurrence, result.relative, result.lines) = (
                deadline.recurrence, deadline.relative, Self.lines(deadline.sourceLines)
            )
            return result
        }
        draft.fund = root.fund.map { fund in
            var result = PlanDraft.Fund(source: fund.source ?? "")
            result.amount = fund.amount
            result.parts = (fund.parts ?? []).map { .init(name: $0.name, amount: $0.amount) }
            result.lines = Self.lines(fund.sourceLines)
            return result
        }
        self.draft = draft
    }

    private static func header(_ header: Header) -> PlanDraft.Header {
        var result = PlanDraft.Header()
        result.isPlan = header.isPlan ?? true
        (result.type, result.number, result.issuer, result.superior) = (
            header.type, header.number, header.issuer, header.superior
        )
        (result.place, result.issuedOn, result.title) = (header.place, header.issuedOn, header.title)
        (result.issuerInferred, result.year) = (header.issuerInferred ?? false, header.year)
        (result.schoolYear, result.period) = (header.schoolYear, header.period)
        result.legalBases = (header.legalBases ?? []).map {
            .init(text: $0.text, kind: $0.kind, number: $0.number, date: $0.date, issuer: $0.issuer)
        }
        result.signer = header.signer.map {
            .init(name: $0.name, position: $0.position, onBehalfOf: $0.onBehalfOf, form: $0.form)
        }
        result.recipients = header.recipients ?? []
        result.sections = (header.sections ?? []).map { .init(number: $0.number, title: $0.title, line: $0.line) }
        result.groups = (header.groups ?? []).map {
            .init(ordinal: $0.ordinal, text: $0.title ?? "", lines: lines($0.lines))
        }
        result.issuedWith = header.issuedWith.map { with in
            var result = PlanDraft.IssuedWith(kind: with.kind)
            result.lines = lines(with.lines)
            return result
        }
        return result
    }

    private static func lines(_ numbers: [Int]?) -> PlanDraft.Lines? {
        guard let first = numbers?.first, let last = numbers?.last else { return nil }
        return .init(first, last)
    }
}

extension PaperDocument {
    /// Text whose lines are broken by the page, as a text file is read.
    static func text(_ text: String, isBroken: Bool = true) -> PaperDocument {
        let lines = text.precomposedStringWithCanonicalMapping.split(separator: "\n", omittingEmptySubsequences: false)
        return PaperDocument(
            format: .txt, blocks: lines.enumerated().map { .paragraph(.init(text: String($1), line: $0 + 1)) },
            linesAreBroken: isBroken)
    }
}
