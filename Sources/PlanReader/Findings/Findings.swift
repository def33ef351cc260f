import Paper
import Vocabulary

/// Slips in a plan that a person should see before accepting it; part W of the requirements.
///
/// Every recogniser is pure, reads the text once and reasons from its structure; nothing is corrected. `warn` is likely to
/// cost the office something, `info` is worth a look. `docs/plan-findings.md` explains every code.
enum Findings {
    /// All findings, in the order of the text. Empty for a paper that is no plan.
    static func all(
        _ paper: PaperDocument, _ draft: PlanDraft, workingDays: WorkingDays = WorkingDays()
    ) -> [PlanDraft.Finding] {
        guard draft.document.isPlan else { return [] }
        var text = PlanText(paper)
        text.workingDays = workingDays
        var counts: [String: Int] = [:]
        let read = text
        return recognisers.flatMap { $0(read, draft) }
            .filter { finding in
                counts[finding.code, default: 0] += 1
                return counts[finding.code, default: 0] <= most
            }
            .enumerated()
            .sorted { ($0.element.lines.first ?? 0, $0.offset) < ($1.element.lines.first ?? 0, $1.offset) }
            .map(\.element)
    }

    /// More of one code than this says nothing new: the paper or its extraction is bad as a whole.
    static let most = 12

    typealias Recogniser = @Sendable (PlanText, PlanDraft) -> [PlanDraft.Finding]

    static let recognisers: [Recogniser] = [
        HeaderSlips.number, HeaderSlips.date, HeaderSlips.issuer, HeaderSlips.blanks, HeaderSlips.absentParts,
        HeaderSlips.numberForDate, LegalBasisDates.holidays, LegalBasisDates.afterIssue, CitationConflicts.dates,
        OutlineNumbers.sections, OutlineNumbers.headings, OutlineNumbers.taskOrdinals,
        DelegateCounts.groups, DelegateCounts.remoteSites, PartSums.inSentence, PartSums.products, TableSums.columns,
        PartSums.fund,
        EventDates.open, Agenda.preparedWithoutSlot, Agenda.usualItems, Agenda.noTimes, Agenda.misplaced,
        TaskTimes.outsideSection, TaskTimes.sharedCells, TaskTimes.missing, TaskTimes.several, TaskTimes.external,
        TaskTimes.inContent, TaskTimes.beforeBasis, TaskTimes.pastYears, TimeStyles.months,
        YearConflicts.summingUp, YearConflicts.closing, YearConflicts.taskYears,
        DeadlineWords.afterDays, DeadlineWords.withinDays, DeadlineWords.daysOff,
        WrittenDates.impossible, WrittenDates.weekdays, Anniversaries.years,
        MovementPeriods.expired, MovementPeriods.variants, MovementNames.variants,
        Abbreviations.slips, Abbreviations.numberStyles, UnitNames.variants, Recipients.unitsLeftOut,
        Recipients.crossReferences,
        Roles.duplicatedLead, Roles.missingLead, Roles.missingAdviser, Roles.leadWithCoordinator, Roles.labels,
        Roles.leadAmongCoordinators, Duties.shared, Duties.groups, Duties.contestOfAnotherKind,
        Attachments.missing, UnscheduledWork.named,
        TableShape.withoutSeparators, TableShape.splitRows, TableShape.headingInOneCell, TableShape.noTimeColumn,
        PageTraces.pageNumbers, PageTraces.footnotes, PageTraces.brokenHyphens, PageTraces.falseBullets,
        PageTraces.splitParagraphs, PageTraces.gluedHeadings, PageTraces.markup,
        Quotes.unbalanced, Repetitions.words, Repetitions.lines, Spelling.slips, IncompleteText.oneParty,
        IncompleteText.brokenOff, UnreadText.tooLong,
    ]
}

extension Findings {
    /// Every code a recogniser can give; each stands in `docs/plan-findings.md`.
    enum Code: String, CaseIterable, Sendable {
        case missingNumber = "MISSING_NUMBER"
        case missingDate = "MISSING_DATE"
        case missingIssuer = "MISSING_ISSUER"
        case blankPlaceholder = "BLANK_PLACEHOLDER"
        case missingSigner = "MISSING_SIGNER"
        case missingRecipients = "MISSING_RECIPIENTS"
        case missingLegalBases = "MISSING_LEGAL_BASES"
        case numberDateImplausible = "NUMBER_DATE_IMPLAUSIBLE"
        case basisDatedOnHoliday = "BASIS_DATED_ON_HOLIDAY"
        case basisAfterIssue = "BASIS_AFTER_ISSUE"
        case citationConflict = "CITATION_CONFLICT"
        case duplicateSectionNumber = "DUPLICATE_SECTION_NUMBER"
        case duplicateNumber = "DUPLICATE_NUMBER"
        case skippedNumber = "SKIPPED_NUMBER"
        case countMismatch = "COUNT_MISMATCH"
        case countsMissing = "COUNTS_MISSING"
        case delegatesNotCounted = "DELEGATES_NOT_COUNTED"
        case eventDateOpen = "EVENT_DATE_OPEN"
        case agendaGap = "AGENDA_GAP"
        case agendaNoTimes = "AGENDA_NO_TIMES"
        case misplacedContent = "MISPLACED_CONTENT"
        case taskOutsideQuarter = "TASK_OUTSIDE_QUARTER"
        case sharedTimeCell = "SHARED_TIME_CELL"
        case missingTime = "MISSING_TIME"
        case multiplePeriods = "MULTIPLE_PERIODS"
        case externalTime = "EXTERNAL_TIME"
        case timeInContent = "TIME_IN_CONTENT"
        case taskBeforeBasis = "TASK_BEFORE_BASIS"
        case taskBeforeIssue = "TASK_BEFORE_ISSUE"
        case pastYearWork = "PAST_YEAR_WORK"
        case missingTimeColumn = "MISSING_TIME_COLUMN"
        case inconsistentDateStyle = "INCONSISTENT_DATE_STYLE"
        case yearConflict = "YEAR_CONFLICT"
        case ambiguousDeadline = "AMBIGUOUS_DEADLINE"
        case deadlineOnDayOff = "DEADLINE_ON_DAY_OFF"
        case impossibleDate = "IMPOSSIBLE_DATE"
        case wrongWeekday = "WRONG_WEEKDAY"
        case anniversaryMismatch = "ANNIVERSARY_MISMATCH"
        case expiredMovementPeriod = "EXPIRED_MOVEMENT_PERIOD"
        case periodVariant = "PERIOD_VARIANT"
        case movementNameVariant = "MOVEMENT_NAME_VARIANT"
        case inconsistentAbbreviation = "INCONSISTENT_ABBREVIATION"
        case inconsistentNumberStyle = "INCONSISTENT_NUMBER_STYLE"
        case unitNameVariants = "UNIT_NAME_VARIANTS"
        case unitNotInRecipients = "UNIT_NOT_IN_RECIPIENTS"
        case crossReferenceRecipient = "CROSS_REFERENCE_RECIPIENT"
        case duplicatedLead = "DUPLICATED_LEAD"
        case missingLead = "MISSING_LEAD"
        case missingAdvisor = "MISSING_ADVISOR"
        case leadWithCoordinator = "LEAD_WITH_COORDINATOR"
        case leadAmongCoordinators = "LEAD_AMONG_COORDINATORS"
        case inconsistentLabels = "INCONSISTENT_LABELS"
        case doubleResponsibility = "DOUBLE_RESPONSIBILITY"
        case groupTask = "GROUP_TASK"
        case contentMismatch = "CONTENT_MISMATCH"
        case missingAttachment = "MISSING_ATTACHMENT"
        case bodyTaskNotScheduled = "BODY_TASK_NOT_SCHEDULED"
        case tableWithoutSeparators = "TABLE_WITHOUT_SEPARATORS"
        case gluedCell = "GLUED_CELL"
        case splitRow = "SPLIT_ROW"
        case headingGlued = "HEADING_GLUED"
        case pageNumberInText = "PAGE_NUMBER_IN_TEXT"
        case footnoteInText = "FOOTNOTE_IN_TEXT"
        case hyphenLineBreak = "HYPHEN_LINE_BREAK"
        case falseBullet = "FALSE_BULLET"
        case splitParagraph = "SPLIT_PARAGRAPH"
        case markupResidue = "MARKUP_RESIDUE"
        case unclosedQuote = "UNCLOSED_QUOTE"
        case mismatchedQuote = "MISMATCHED_QUOTE"
        case repeatedWords = "REPEATED_WORDS"
        case repeatedLine = "REPEATED_LINE"
        case typo = "TYPO"
        case incompleteText = "INCOMPLETE_TEXT"
        case textTooLong = "TEXT_TOO_LONG"
    }
}

extension PlanDraft.Finding {
    static func warn(_ code: Findings.Code, _ lines: [Int], _ english: String, _ vietnamese: String) -> Self {
        Self(code: code.rawValue, severity: .warn, message: english, messageVi: vietnamese, lines: lines)
    }

    static func info(_ code: Findings.Code, _ lines: [Int], _ english: String, _ vietnamese: String) -> Self {
        Self(code: code.rawValue, severity: .info, message: english, messageVi: vietnamese, lines: lines)
    }
}

extension Array where Element == Int {
    /// Each line once, in order, at most twelve.
    var places: [Int] { Array(Set(self).sorted().prefix(12)) }
}

/// Text that was too long to be read whole.
enum UnreadText {
    static func tooLong(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        text.unreadFrom.map { line in
            [
                .info(
                    .textTooLong, [line], "the text is too long; slips were looked for only before line \(line)",
                    "Văn bản quá dài: chỉ soát lỗi đến trước dòng \(line); phần sau đề nghị tự kiểm tra.")
            ]
        } ?? []
    }
}
