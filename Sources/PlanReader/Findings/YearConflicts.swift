import Vocabulary

/// Years that contradict each other: what is left of the plan of another year.
enum YearConflicts {
    private struct Pair: Equatable {
        /// `tổng kết … năm 2023`, `phát động … năm 2024`
        var summed: Int
        var launched: Int
    }

    /// The duties speak of summing up 2023 and launching 2024, the schedule of 2024 and 2025.
    static func summingUp(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let scheduled = draft.tasks.filter {
            ![.unstated, .ongoing, .asNeeded].contains($0.when.kind) && !draft.isDuty($0.lines.first)
        }
        .compactMap { task in
            pair(WordScanner.words(of: task.text, line: task.lines.first)[...]).map { ($0, task.lines.first) }
        }
        guard !scheduled.isEmpty else { return [] }
        var findings: [PlanDraft.Finding] = []
        for passage in text.passages where draft.isDuty(passage.first) {
            for sentence in passage.sentences {
                guard let told = pair(sentence), !scheduled.contains(where: { $0.0 == told }),
                    let (other, line) = scheduled.last
                else { continue }
                findings.append(
                    .warn(
                        .yearConflict, [line, sentence.first?.line ?? passage.first].places,
                        "the duties sum up \(told.summed) and launch \(told.launched), the schedule \(other.summed) and \(other.launched)",
                        "Phần phân công ghi tổng kết năm \(told.summed), phát động năm \(told.launched); bảng nhiệm vụ ghi tổng kết "
                            + "\(other.summed), phát động \(other.launched). Đề nghị kiểm tra lại năm."))
            }
        }
        return findings
    }

    /// Years of a conference that sums up one and launches the next.
    private static func pair(_ words: ArraySlice<PlanText.Word>) -> Pair? {
        guard let start = words.firstPlace(of: "hoi nghi tong ket") else { return nil }
        let rest = words[start...]
        guard
            let launch = ["phat dong", "ky ket giao uoc", "phat dong thi dua"].compactMap({ rest.firstPlace(of: $0) })
                .min(),
            let summed = years(rest[..<launch]).last, let launched = years(rest[launch...]).first
        else { return nil }
        return Pair(summed: summed, launched: launched)
    }

    private static func years(_ words: ArraySlice<PlanText.Word>) -> [Int] {
        words.indices.compactMap { at in
            guard words[at].key == "nam", at + 1 < words.endIndex, let year = words[at + 1].number,
                (1990...2100).contains(year)
            else { return nil }
            return year
        }
    }

    /// `Trên đây là Kế hoạch … năm 2023` in a plan whose title says 2024.
    static func closing(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let title = draft.document.title else { return [] }
        let named = Set(years(WordScanner.words(of: title, line: 0)[...]))
        guard !named.isEmpty, draft.document.schoolYear == nil, draft.document.period == nil else { return [] }
        return text.places(of: "tren day la").compactMap { place in
            let sentence = text.words(place).prefix { $0.key != "." && $0.key != ";" }.prefix(60)
            let told = Set(years(sentence))
            guard sentence.has("ke hoach"), !told.isEmpty, told.isDisjoint(with: named), let year = told.min() else {
                return nil
            }
            let wanted = named.sorted().map(String.init).joined(separator: ", ")
            return .warn(
                .yearConflict, [text.line(place)], "the closing speaks of \(year), the title of \(wanted)",
                "Câu kết ghi Kế hoạch năm \(year), tiêu đề ghi năm \(wanted). Đề nghị kiểm tra lại năm.")
        }
    }

    /// A task due in a year long past, or far ahead.
    static func taskYears(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let years = draft.years else { return [] }
        let issued = draft.document.issuedOn.flatMap { Day(iso: $0) }
        return draft.tasks.compactMap { task in
            guard [.month, .quarter, .date, .period].contains(task.when.kind), let due = task.when.dueDay,
                let first = task.when.firstDay
            else { return nil }
            // The last months of the year before prepare the plan.
            let isPast =
                due.year < years.lowerBound
                && (issued.map { due < $0 } ?? (due.year < years.lowerBound - 1 || due.month <= 9))
            guard isPast || first.year > years.upperBound + 1 else { return nil }
            let wanted =
                years.lowerBound == years.upperBound ? "\(years.lowerBound)" : "\(years.lowerBound)-\(years.upperBound)"
            return .warn(
                .yearConflict, [TaskTimes.timeLine(task, text)],
                "row \(TaskTimes.reference(task)) is due in \(due.year), the plan is for \(wanted)",
                "Nhiệm vụ \(TaskTimes.reference(task)) ghi thời gian năm \(due.year), Kế hoạch là của năm \(wanted). Đề nghị kiểm tra lại năm."
            )
        }
    }
}

extension PlanText.Passage {
    /// Cut at full stops and semicolons that end something.
    var sentences: [ArraySlice<PlanText.Word>] {
        var result: [ArraySlice<PlanText.Word>] = []
        var start = min(markLength, words.count)
        for at in words.indices
        where at >= start && (words[at].key == "." || words[at].key == "!" || words[at].key == "?") {
            guard at + 1 >= words.count || !words[at + 1].isGlued else { continue }
            result.append(words[start...at])
            start = at + 1
        }
        if start < words.count { result.append(words[start...]) }
        return result
    }
}
