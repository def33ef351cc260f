import Markup
import Vocabulary

/// The HTML of what a leader decides about a regulation.
enum LocalDecisionPages {
    static func decide(
        _ model: LocalRegulationPages.One, day: String, reason: String, _ refusal: LocalRegulationRefusal?,
        token: LocalRegulationPages.Token
    ) -> HTML {
        let regulation = model.regulation
        let errors = refusal?.errors ?? [:]
        let approve = Field(
            "tu-ngay", "Có hiệu lực từ ngày",
            hint: "Hồ sơ tiếp nhận từ ngày này theo quy chế; hồ sơ tiếp nhận trước đó giữ nguyên kết luận.", .day(day)
        ).with(errors: errors)
        let back = Field("ly-do", "Lý do trả lại", .text(reason, length: 60)).with(errors: errors)
        let fields = [approve, back]
        return """
            \(PageHead(
                "Duyệt quy chế", facts: "\(regulation.title)",
                trail: [LocalRegulationPages.trail, Link(regulation.words, LocalRegulationPage.show(regulation.id).path)],
                here: "Duyệt"))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(if: refusal != nil && fields.allSatisfy { $0.error == nil }, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Facts(LocalRegulationPages.facts(model)))
            \(LocalRegulationPages.values(model))
            <p>\(Link("Xem thay đổi gì", LocalRegulationPage.changes(regulation.id).path)) trước khi duyệt.</p>
            \(Section("Duyệt", id: "duyet", content: Form(
                to: LocalRegulationPage.approve(regulation.id).path,
                hidden: token + [("ban", String(regulation.version))], content: """
                    \(approve)\(Actions([.submit("Duyệt quy chế", .primary, busy: "Đang duyệt…")]))
                    """).html))
            \(Section("Trả lại", id: "tra-lai", content: Form(
                to: LocalRegulationPage.sendBack(regulation.id).path, hidden: token, content: """
                    \(back)\(Actions([.submit("Trả lại cho pháp chế", busy: "Đang ghi…")]))
                    """).html))
            """
    }

    static func end(
        _ regulation: LocalRegulation, day: String, reason: String, _ refusal: LocalRegulationRefusal?,
        token: LocalRegulationPages.Token
    ) -> HTML {
        let errors = refusal?.errors ?? [:]
        let fields = [
            Field("den-ngay", "Ngày cuối có hiệu lực", .day(day)), Field("ly-do", "Lý do", .text(reason, length: 60)),
        ].map { $0.with(errors: errors) }
        let back = LocalRegulationPage.show(regulation.id).path
        return """
            \(PageHead(
                "Cho hết hiệu lực",
                facts: "\(regulation.words). Hồ sơ tiếp nhận sau ngày này không theo quy chế nữa.",
                trail: [LocalRegulationPages.trail, Link(regulation.words, back)], here: "Cho hết hiệu lực"))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(if: refusal != nil && fields.allSatisfy { $0.error == nil }, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Form(to: LocalRegulationPage.end(regulation.id).path, hidden: token, content: """
                \(fields)\(Actions([.submit("Cho hết hiệu lực", .primary, busy: "Đang ghi…"), .link("Giữ nguyên", back, .low)]))
                """))
            """
    }
}
