import Vocabulary

/// Times of tasks against the part they stand in, each other and the papers they rest on.
enum TaskTimes {
    /// `10/2024` under `Nhiệm vụ thực hiện trong quý III`.
    static func outsideSection(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let headings = ScheduleHeading.all(text, draft)
        return draft.tasks.compactMap { task in
            guard [.month, .quarter, .date, .period].contains(task.when.kind) else { return nil }
            let heading = headings.last { $0.line <= task.lines.first && $0.covers(task.section) }
            let spans = times(task).compactMap { PlannedTime.span(of: $0) }
            let isOutside = heading.map { heading in
                !spans.isEmpty && spans.allSatisfy { $0.last < heading.first || $0.first > heading.last }
            }
            guard isOutside ?? task.when.outsideSection, let value = task.when.value else { return nil }
            let name = heading?.name ?? "mục \(task.section)"
            let told = EventDates.vietnamese(value)
            if task.when.shared {
                return .info(
                    .taskOutsideQuarter, [task.lines.first],
                    "row \(reference(task)) shares a time (\(value)) outside its part",
                    "Nhiệm vụ \(reference(task)) dùng chung ô thời gian \(told) nên cũng nằm ngoài \(name).")
            }
            return .warn(
                .taskOutsideQuarter, [heading?.line ?? task.lines.first, timeLine(task, text)].places,
                "row \(reference(task)) is due \(value) but stands under another time",
                "Nhiệm vụ \(reference(task)) ghi \(told) nhưng nằm trong \(name); đề nghị kiểm tra lại thời gian.")
        }
    }

    /// One time for several rows: the later ones have none of their own.
    static func sharedCells(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let owners = Dictionary(draft.tasks.map { (reference($0), $0) }, uniquingKeysWith: { first, _ in first })
        var findings: [PlanDraft.Finding] = []
        var told: Set<String> = []
        for task in draft.tasks where task.when.shared {
            guard let key = task.when.sharedWith, let owner = owners[key], told.insert(key).inserted else { continue }
            let sharing = draft.tasks.filter { $0.when.shared && $0.when.sharedWith == key }
            let names = sharing.map(reference).joined(separator: ", ")
            let lines = ([timeLine(owner, text)] + sharing.map(\.lines.first)).places
            let english = "\(key) and \(names) share one time cell"
            let vietnamese =
                "Nhiệm vụ \(key) và \(names) dùng chung một ô thời gian; \(names) không có thời gian riêng."
            // A merged cell with borders is plain to see; a regular task needs no day.
            let isPlain = text.rows.contains {
                $0.isFromTable && $0.hasTallCell && $0.line <= owner.lines.last && $0.line >= owner.lines.first
            }
            findings.append(
                isPlain || owner.when.kind == .ongoing || opensRow(owner, text)
                    ? .info(.sharedTimeCell, lines, english, vietnamese)
                    : .warn(.sharedTimeCell, lines, english, vietnamese + " Đề nghị kiểm tra lại."))
        }
        return findings
    }

    /// The time stands before the content: the column groups the rows, as in a calendar by months.
    private static func opensRow(_ task: PlanDraft.Task, _ text: PlanText) -> Bool {
        guard let phrase = task.when.phrase, let row = text.rows.first(where: { $0.line == task.lines.first }),
            let time = row.cells.firstIndex(where: { $0.tidied.trimmingEnd(".;,:") == phrase }),
            let content = row.cells.firstIndex(where: { !$0.isEmpty && task.text.hasPrefix($0.tidied) })
        else { return false }
        return time < content
    }

    /// Tasks without a time in a plan whose other tasks have one.
    static func missing(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let own = draft.tasks.filter { !draft.isDuty($0.lines.first) }
        guard !draft.isForOneEvent, own.count >= 3 else { return [] }
        // Words that name no day are a time of the plan all the same: "Học kỳ II", "Trong thời gian diễn ra Đại hội".
        let open = own.filter {
            $0.when.kind == .unstated && $0.when.external == nil && $0.when.recurrence == nil
                && ($0.when.phrase ?? "").isEmpty
        }
        guard !open.isEmpty, open.count < own.count else { return [] }
        let lines = open.map(\.lines.first).places
        let names = open.prefix(8).map(reference).joined(separator: ", ") + (open.count > 8 ? "…" : "")
        let english = "\(open.count) of \(own.count) tasks carry no time"
        let vietnamese = "Nhiệm vụ \(names) không ghi thời gian thực hiện"
        return open.count * 2 <= own.count
            ? [.warn(.missingTime, lines, english, vietnamese + "; đề nghị bổ sung thời hạn.")]
            : [.info(.missingTime, lines, english, vietnamese + " (\(open.count)/\(own.count) nhiệm vụ của Kế hoạch).")]
    }

    /// Two months or quarters for one task; doubtful where a year is summed up before its second half.
    static func several(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.tasks.compactMap { task in
            guard task.when.values.count > 1 else { return nil }
            let told = task.when.values.map(EventDates.vietnamese).joined(separator: ", ")
            let line = timeLine(task, text)
            if let year = summedUpYear(task), let half = Day(year: year, month: 7, day: 1),
                let early = task.when.values.first(where: { PlannedTime.span(of: $0).map { $0.last < half } ?? false })
            {
                return .warn(
                    .multiplePeriods, [line],
                    "\(task.when.values.count) times for one task; summing up \(year) in \(early) is doubtful",
                    "Nhiệm vụ \(reference(task)) ghi nhiều mốc (\(told)); tổng kết năm \(year) trong \(EventDates.vietnamese(early)) "
                        + "là sớm, đề nghị kiểm tra và tách mốc.")
            }
            return .info(
                .multiplePeriods, [line], "\(task.when.values.count) times for one task",
                "Nhiệm vụ \(reference(task)) ghi nhiều mốc thời gian: \(told).")
        }
    }

    /// The year of `tổng kết … năm 2022`, not of a school year or of half a year.
    private static func summedUpYear(_ task: PlanDraft.Task) -> Int? {
        let words = WordScanner.words(of: task.text, line: 0)
        guard let at = words.firstPlace(of: "tong ket"), !words.hasAny(["so ket", "6 thang", "nam hoc"]) else {
            return nil
        }
        return words[at...].firstPlace(of: "nam #").flatMap { words[$0 + 1].number }
    }

    static func external(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.tasks.compactMap { task in
            let phrases = [
                "theo ke hoach cua cum", "theo ke hoach cua hoi dong", "theo ke hoach cua trung uong",
                "theo ke hoach cua tinh",
                "theo ke hoach cua bo", "theo huong dan cua trung uong",
            ]
            guard task.when.external != nil || phrases.contains(where: { task.text.folded.contains($0) }) else {
                return nil
            }
            return .info(
                .externalTime, draft.linesAround(timeLine(task, text)), "the time hangs on the plan of another body",
                "Nhiệm vụ \(reference(task)) theo kế hoạch của cơ quan khác: chưa có ngày, đề nghị theo dõi.")
        }
    }

    /// `khi cần thiết` in the content, where other tasks have a line for the time.
    static func inContent(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let labelled = text.passages.filter { $0.body.stand(["thoi", "gian"], at: $0.body.startIndex) }.map(\.first)
        return draft.tasks.compactMap { task in
            guard task.when.kind == .asNeeded, labelled.count >= 2,
                !labelled.contains(where: { task.lines.first <= $0 && $0 <= task.lines.last })
            else { return nil }
            return .info(
                .timeInContent, [task.lines.first, task.lines.last].places, "the time stands in the content",
                "Nhiệm vụ \(reference(task)): thời gian (\(task.when.value ?? "khi cần thiết")) nằm trong nội dung, không có dòng Thời gian."
            )
        }
    }

    /// Due before the plan was issued, or before the paper it rests on.
    static func beforeBasis(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        if let issued = draft.document.issuedOn.flatMap({ Day(iso: $0) }) {
            return draft.tasks.compactMap { task in
                guard let due = task.when.dueDay, due < issued else { return nil }
                return .info(
                    .taskBeforeIssue, [timeLine(task, text)],
                    "row \(reference(task)) is due before the plan was issued (\(issued.iso))",
                    "Nhiệm vụ \(reference(task)) đến hạn trước ngày ban hành Kế hoạch (\(issued.vietnamese)); đề nghị kiểm tra."
                )
            }
        }
        guard
            let paper = draft.document.legalBases.filter({ $0.date != nil }).max(by: {
                ($0.date ?? "") < ($1.date ?? "")
            }),
            let basis = paper.date.flatMap({ Day(iso: $0) }), draft.years?.contains(basis.year) ?? false
        else { return [] }
        return draft.tasks.compactMap { task in
            guard [.month, .date].contains(task.when.kind), let first = task.when.firstDay, first <= basis else {
                return nil
            }
            return .info(
                .taskBeforeBasis, [LegalBasisDates.line(of: paper, text), timeLine(task, text)].places,
                "row \(reference(task)) may be due before its basis of \(basis.iso)",
                "Căn cứ ghi ngày \(basis.vietnamese) nhưng nhiệm vụ \(reference(task)) bắt đầu từ \(first.vietnamese): có thể đã qua khi ban hành."
            )
        }
    }

    static func pastYears(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let year = draft.years, year.lowerBound == year.upperBound else { return [] }
        let past = draft.tasks.filter { task in
            let text = task.text.folded
            return text.contains("nam \(year.lowerBound - 1)")
                || text.contains("nam hoc \(year.lowerBound - 1)-\(year.lowerBound)")
        }
        guard past.count >= 4, let first = past.first, let last = past.last else { return [] }
        return [
            .info(
                .pastYearWork, [first.lines.first, last.lines.last].places,
                "\(past.count) tasks concern the year before",
                "Có \(past.count) nhiệm vụ thuộc kết quả năm \(year.lowerBound - 1) hoặc năm học \(year.lowerBound - 1)-\(year.lowerBound)."
            )
        ]
    }

    // MARK: -

    static func reference(_ task: PlanDraft.Task) -> String {
        task.section.isEmpty ? task.ordinal ?? "?" : task.ordinal.map { "\(task.section).\($0)" } ?? task.section
    }

    private static func times(_ task: PlanDraft.Task) -> [String] {
        task.when.values.isEmpty ? task.when.value.map { [$0] } ?? [] : task.when.values
    }

    /// Where the time of the task stands: its label, or its month.
    static func timeLine(_ task: PlanDraft.Task, _ text: PlanText) -> Int {
        func isInside(_ line: Int) -> Bool { task.lines.first <= line && line <= task.lines.last }
        let label = text.places(of: "thoi gian").first { place in
            isInside(text.line(place)) && place.word <= text.passages[place.passage].markLength
        }
        if let label { return text.line(label) }
        guard let value = task.when.value else { return task.lines.first }
        let parts = value.prefix(7).split(separator: "-")
        guard parts.count == 2, let month = Int(parts[1]) else { return task.lines.last }
        let shapes = ["\(month) / \(parts[0])", "0\(month) / \(parts[0])", "thang \(month)", "thang 0\(month)"]
        let lines = shapes.flatMap { text.places(of: $0) }.map(text.line).filter(isInside)
        return lines.last ?? task.lines.first
    }
}
