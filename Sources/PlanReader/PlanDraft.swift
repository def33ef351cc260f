import Vocabulary

/// What was read from a plan, before a person accepts it. Its JSON form is the contract of `vinhdanh plan read --json`.
public struct PlanDraft: Equatable, Sendable {
    public var document = Header()
    public var tasks: [Task] = []
    public var events: [Event] = []
    public var movements: [Movement] = []
    public var assignments: [Assignment] = []
    public var deadlines: [Deadline] = []
    public var fund: Fund?
    public var warnings: [Finding] = []

    public init() {}

    /// First and last line (`PaperDocument.Paragraph.line`) of something in the paper.
    public struct Lines: Hashable, Sendable {
        public var first: Int
        public var last: Int
        public init(_ first: Int, _ last: Int) { (self.first, self.last) = (first, last) }
    }

    public struct Header: Equatable, Sendable {
        /// False for a decision, a letter, a report: then only the header is read.
        public var isPlan = true
        /// The type line in capitals: `KẾ HOẠCH`.
        public var type: String?
        public var number: String?
        public var issuer: String?
        public var issuerInferred = false
        /// The body named above the issuer.
        public var superior: String?
        public var place: String?
        /// `2024-01-10`; nil where the paper has none or only blanks.
        public var issuedOn: String?
        public var year: Int?
        /// `2025-2026`, for a plan of a school year.
        public var schoolYear: String?
        /// `2026-2030`, for a plan of several years.
        public var period: String?
        public var title: String?
        public var legalBases: [LegalBasis] = []
        public var signer: Signer?
        public var recipients: [String] = []
        public var sections: [Section] = []
        /// Items that only group others (`5.3`).
        public var groups: [Group] = []
        public var issuedWith: IssuedWith?
        public init() {}
    }

    public struct LegalBasis: Equatable, Sendable {
        public var text: String
        public var kind: String?
        public var number: String?
        /// `2023-12-31`
        public var date: String?
        public var issuer: String?
        public var lines: Lines?
        public init(
            text: String, kind: String? = nil, number: String? = nil, date: String? = nil, issuer: String? = nil,
            lines: Lines? = nil
        ) {
            (self.text, self.kind, self.number, self.date, self.issuer, self.lines) = (
                text, kind, number, date, issuer, lines
            )
        }
    }

    public struct Signer: Equatable, Sendable {
        public var name: String?
        public var position: String?
        public var onBehalfOf: String?
        /// The marks as written: `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH`.
        public var form: String?
        public init(name: String? = nil, position: String? = nil, onBehalfOf: String? = nil, form: String? = nil) {
            (self.name, self.position, self.onBehalfOf, self.form) = (name, position, onBehalfOf, form)
        }
    }

    public struct Section: Equatable, Sendable {
        public var number: String?
        public var title: String
        public var line: Int?
        public init(number: String?, title: String, line: Int?) {
            (self.number, self.title, self.line) = (number, title, line)
        }
    }

    public struct Group: Equatable, Sendable {
        public var ordinal: String
        public var text: String
        public var lines: Lines?
        public init(ordinal: String, text: String, lines: Lines?) {
            (self.ordinal, self.text, self.lines) = (ordinal, text, lines)
        }
    }

    /// The decision a plan is annexed to.
    public struct IssuedWith: Equatable, Sendable {
        public var kind: String
        public var number: String?
        public var date: String?
        public var dateText: String?
        public var issuer: String?
        public var lines: Lines?
        public init(kind: String) { self.kind = kind }
    }

    public enum WorkKind: String, Hashable, Sendable, CaseIterable {
        case councilSession, dossierBatch, conference, training, movementLaunch, report, inspection, contest
        case documentIssuance, studyVisit, propaganda, registration, other
    }

    public struct Task: Equatable, Sendable {
        public var section: String
        public var ordinal: String?
        public var text: String
        public var when: PlannedTime
        public var lead: String?
        public var advisor: String?
        public var coordinators: [String]
        public var product: String?
        public var cost: String?
        public var lines: Lines
        public var suggests: WorkKind
        /// 0…1: how sure the recogniser was; below 0.6 the review screen asks.
        public var confidence: Double
        /// Facts that were inferred, not read: `lead`, `when`, `coordinators` …
        public var inferred: [String]

        public init(
            section: String, ordinal: String?, text: String, when: PlannedTime = .unstated, lead: String? = nil,
            advisor: String? = nil, coordinators: [String] = [], product: String? = nil, cost: String? = nil,
            lines: Lines, suggests: WorkKind = .other, confidence: Double = 1, inferred: [String] = []
        ) {
            self.section = section
            self.ordinal = ordinal
            self.text = text
            self.when = when
            self.lead = lead
            self.advisor = advisor
            self.coordinators = coordinators
            self.product = product
            self.cost = cost
            self.lines = lines
            self.suggests = suggests
            self.confidence = confidence
            self.inferred = inferred
        }
    }

    public struct Event: Equatable, Sendable {
        public struct Delegates: Equatable, Sendable {
            public var name: String
            public var count: Int?
            public init(name: String, count: Int?) { (self.name, self.count) = (name, count) }
        }
        public var name: String
        /// councilSession, initiativeCouncil, conference, clusterConference, congress, ceremony, launch, training, contest,
        /// inspection or studyTrip.
        public var type: String
        /// Written like `PlannedTime.value`.
        public var start: String?
        public var venue: String?
        public var delegatesTotal: Int?
        public var delegateGroups: [Delegates] = []
        public var remoteSites: Int?
        /// `section.ordinal` of the task it comes from; nil for an event described in full.
        public var taskRef: String?
        public var lines: Lines?
        public init(name: String, type: String) { (self.name, self.type) = (name, type) }
    }

    public struct Movement: Equatable, Sendable {
        public var name: String
        public var kind: String?
        /// `2021-2025`
        public var period: String?
        /// False where the movement is only described, not named in quotes.
        public var quoted = true
        public var lines: Lines?
        public init(name: String, kind: String? = nil, period: String? = nil) {
            (self.name, self.kind, self.period) = (name, kind, period)
        }
    }

    public struct Assignment: Equatable, Sendable {
        public var unit: String
        public var duties: [String]
        public var lines: Lines?
        public init(unit: String, duties: [String], lines: Lines?) {
            (self.unit, self.duties, self.lines) = (unit, duties, lines)
        }
    }

    public struct Deadline: Equatable, Sendable {
        public var what: String
        public var who: String?
        public var to: String?
        /// `2024-03-15` or `2026-04`
        public var date: String?
        public var recurrence: String?
        public var relative: PlannedTime.Offset?
        public var lines: Lines?
        public init(what: String) { self.what = what }
    }

    public struct Fund: Equatable, Sendable {
        public struct Part: Equatable, Sendable {
            public var name: String
            public var amount: Int?
            public init(name: String, amount: Int?) { (self.name, self.amount) = (name, amount) }
        }
        public var source: String
        /// Đồng; nil where no sum is told.
        public var amount: Int?
        public var percent: Double?
        public var percentOf: String?
        public var parts: [Part] = []
        public var appraiser: String?
        public var manager: String?
        public var basis: String?
        public var lines: Lines?
        public init(source: String) { self.source = source }
    }

    /// A slip in the plan, shown with its lines; the user accepts or edits, nothing is corrected silently.
    public struct Finding: Equatable, Sendable {
        public enum Severity: String, Sendable { case warn, info }
        /// `COUNT_MISMATCH` …; part W of the requirements.
        public var code: String
        public var severity: Severity
        public var message: String
        public var messageVi: String
        /// First and last line, or each place.
        public var lines: [Int]
        public init(code: String, severity: Severity, message: String, messageVi: String, lines: [Int]) {
            (self.code, self.severity, self.message, self.messageVi, self.lines) = (
                code, severity, message, messageVi, lines
            )
        }
    }
}
