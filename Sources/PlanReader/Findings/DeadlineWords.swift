import Vocabulary

/// Deadlines told in words that can be read in two ways.
enum DeadlineWords {
    /// Things that are owed by a day.
    private static let owed: Set = ["gui", "cao", "nop", "hoan", "hop", "toan", "loi", "trinh"]

    /// `sau 3 ngày`: within three days, or only after them?
    static func afterDays(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        text.places(of: "sau # ngay").compactMap { place in
            let words = text.passages[place.passage].words
            let before = words[max(0, place.word - 40)..<place.word]
            let clause = before.suffix(from: (before.lastIndex { $0.key == "." }) ?? before.startIndex)
            let owes = clause.contains { owed.contains($0.key) }
            // `chậm nhất sau 3 ngày` is a bound.
            guard owes, !clause.suffix(4).hasAny(["cham nhat", "khong qua", "muon nhat", "trong vong"]) else {
                return nil
            }
            let isWorking = words[(place.word + 3)...].prefix(2).has("lam viec")
            let days = words[place.word + 1].text
            return .warn(
                .ambiguousDeadline, draft.linesAround(text.line(place)),
                "\"after \(days) days\": within or after\(isWorking ? "" : ", calendar or working days")",
                "Văn bản ghi “sau \(days) ngày”: chưa rõ là trong vòng hay sau \(days) ngày"
                    + (isWorking ? "" : ", ngày làm việc hay ngày lịch")
                    + "\(computed(Int(days), text, draft)). Đề nghị xác định ngày cụ thể.")
        }
    }

    /// `trong 5 ngày kể từ …`: calendar or working days?
    static func withinDays(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        ["trong # ngay", "trong vong # ngay", "trong thoi han # ngay", "cham nhat # ngay", "cham nhat sau # ngay"]
            .flatMap { phrase in
                text.places(of: phrase).compactMap { place -> PlanDraft.Finding? in
                    let rest = text.words(place).dropFirst(phrase.split(separator: " ").count)
                    guard rest.prefix(6).hasAny(["ke tu", "sau khi", "tinh tu", "tu ngay"]),
                        !rest.prefix(2).has("lam viec"),
                        !text.words(place).prefix(4).has("trong # ngay tu")
                    else { return nil }
                    let days = text.words(place).compactMap(\.number).first ?? 0
                    return .info(
                        .ambiguousDeadline, [text.line(place)], "\(days) days: calendar or working days",
                        "Thời hạn \(days) ngày: chưa rõ là ngày làm việc hay ngày lịch.")
                }
            }
    }

    /// The two days it may mean, where the plan has one event with a day.
    private static func computed(_ count: Int?, _ text: PlanText, _ draft: PlanDraft) -> String {
        let starts = draft.events.filter { $0.taskRef == nil }.compactMap {
            $0.start.flatMap { Day(iso: $0.prefix(10)) }
        }
        guard let count, count > 0, count < 400, starts.count == 1 else { return "" }
        let fixed = Dictionary(
            LegalBasisDates.holidays.compactMap { day in
                Day(year: starts[0].year, month: day.0, day: day.1).map { ($0, day.2) }
            },
            uniquingKeysWith: { first, _ in first })
        let working = WorkingDays(
            daysOff: text.workingDays.daysOff.merging(fixed) { known, _ in known },
            workedInstead: text.workingDays.workedInstead
        ).adding(count, to: starts[0])
        return
            " (theo ngày lịch: \(starts[0].adding(days: count).vietnamese); theo ngày làm việc: \(working.vietnamese))"
    }

    /// A report owed on a Sunday or a fixed holiday.
    static func daysOff(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let before = text.places(of: "truoc ngay").map(text.line)
        return draft.deadlines.compactMap { deadline in
            guard let day = deadline.date.flatMap({ Day(iso: $0) }), deadline.relative == nil else { return nil }
            let lines = deadline.lines ?? .init(0, .max)
            // `trước ngày` ends the day before.
            guard !before.contains(where: { lines.first <= $0 && $0 <= lines.last }) else { return nil }
            guard let why = LegalBasisDates.holiday(day) ?? text.workingDays.reasonOff(day) else {
                return nil
            }
            return .info(
                .deadlineOnDayOff, deadline.lines.map { [$0.first, $0.last].places } ?? [1],
                "the deadline \(day.iso) is a day off",
                "Hạn ngày \(day.vietnamese) rơi vào ngày nghỉ (\(why)); nên xác định ngày nộp.")
        }
    }
}
