import Vocabulary

/// Dates of the papers a plan is based on.
enum LegalBasisDates {
    /// Days on which no office works, the same every year.
    static let holidays = [
        (1, 1, "Tết Dương lịch"), (4, 30, "Ngày Chiến thắng"), (5, 1, "Quốc tế lao động"), (9, 2, "Quốc khánh"),
    ]

    static func holiday(_ day: Day) -> String? {
        holidays.first { $0.0 == day.civil.month && $0.1 == day.civil.day }?.2
    }

    static func holidays(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.document.legalBases.compactMap { basis in
            guard let iso = basis.date, let day = Day(iso: iso), let name = holiday(day) else { return nil }
            return .info(
                .basisDatedOnHoliday, [line(of: basis, text)], "the basis is dated on a public holiday (\(iso))",
                "Căn cứ ghi ngày \(day.vietnamese) (nghỉ \(name)); nên kiểm tra lại ngày.")
        }
    }

    static func afterIssue(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let issued = draft.document.issuedOn.flatMap({ Day(iso: $0) }) else { return [] }
        return draft.document.legalBases.compactMap { basis in
            guard let day = basis.date.flatMap({ Day(iso: $0) }), day > issued else { return nil }
            return .info(
                .basisAfterIssue, [line(of: basis, text)],
                "the basis (\(day.iso)) is later than the plan (\(issued.iso))",
                "Căn cứ ghi ngày \(day.vietnamese), sau ngày ban hành Kế hoạch \(issued.vietnamese); nên kiểm tra lại.")
        }
    }

    static func line(of basis: PlanDraft.LegalBasis, _ text: PlanText) -> Int {
        basis.lines?.first ?? text.place(of: basis.number ?? basis.text).map(text.line) ?? text.places(of: "can cu")
            .first.map(text.line) ?? 1
    }
}
