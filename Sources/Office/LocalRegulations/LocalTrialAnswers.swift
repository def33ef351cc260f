import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// Thử một trường hợp: one case judged by the law and by the regulation that holds on its day of acceptance.
enum LocalTrialAnswers {
    static let standard = """
        award = cstd-co-so
        year = 2026
        only = C-QUOTA
        quota.candidates = 18
        quota.base = 100
        """

    static func trial(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let text = query["ca"].map { $0.nfc.replacing("\r\n", with: "\n") } ?? standard
        let dayText = (query["ngay"] ?? "").trimmed
        let day = Day(vietnamese: dayText) ?? Day(iso: dayText)
        let isBadDay = day == nil && !dayText.isEmpty
        let accepted = day ?? call.today
        var model = LocalTrialPages.Model(
            text: text, day: dayText.isEmpty ? accepted.vietnamese : dayText, isBadDay: isBadDay)
        guard text.count <= 10_000 else {
            model.error = "Trường hợp quá dài. Hãy giữ dưới 10.000 chữ."
            return page(model, call)
        }
        guard !isBadDay else { return page(model, call) }
        let law = try call.office.law
        do {
            // One row that gives the day.
            let book = try CaseBook(
                "\(text)\n\n| ca | acceptedOn |\n|---|---|\n| thử | \(accepted.iso) |\n", named: "trường hợp")
            try call.read { db in
                let timeline = try visitor.province.map { try LocalTimeline(of: $0.id, db) }
                model.local = timeline?.inForce(on: accepted)
                model.tried = book.tried(law) { $0.flatMap { timeline?.inForce(on: $0) } }.last
            }
            model.error = model.tried?.refusal
        } catch let refusal as InputRefusal {
            model.error = refusal.explanation.notice
        }
        return page(model, call)
    }

    private static func page(_ model: LocalTrialPages.Model, _ call: Call) -> Response {
        call.page(
            "Thử một trường hợp", LocalTrialPages.trial(model),
            status: model.error == nil && !model.isBadDay ? 200 : 422)
    }
}

/// The HTML of one case that is tried.
enum LocalTrialPages {
    struct Model {
        let text: String
        let day: String
        let isBadDay: Bool
        var local: Proposal.LocalRegulation?
        var tried: TriedCase?
        var error: String?

        init(text: String, day: String, isBadDay: Bool) { (self.text, self.day, self.isBadDay) = (text, day, isBadDay) }
    }

    static func trial(_ model: Model) -> HTML {
        let fields = [
            Field(
                "ngay", "Ngày tiếp nhận hồ sơ", hint: "Ngày này chọn luật và quy chế áp dụng.",
                error: model.isBadDay ? "Ngày chưa đúng. Hãy ghi theo mẫu 15/01/2026." : nil, .day(model.day)),
            Field(
                "ca", "Trường hợp", hint: "Mỗi dòng một dữ kiện: tên = giá trị, như trong bảng ca thử.",
                error: model.error,
                .area(model.text, rows: 8)),
        ]
        return """
            \(PageHead(
                "Thử một trường hợp", facts: "Kết luận theo luật và quy chế có hiệu lực vào ngày tiếp nhận. Không lưu gì.",
                trail: [LocalRegulationPages.trail], here: "Thử một trường hợp"))
            \(ErrorSummary("Chưa thử được", fields: fields))
            <form action="\(url: LocalRegulationPage.trial.path)">\(fields)\(Actions([.submit("Xem kết luận", .primary)]))</form>
            \(model.tried.map { tried in tried.answer.map { answer($0, model) } ?? .empty } ?? .empty)
            """
    }

    private static func answer(_ answer: Answer, _ model: Model) -> HTML {
        let local: HTML =
            model.local.map { "Quy chế của địa phương: \($0.number ?? "nhiều văn bản")." }
            ?? "Ngày này chưa có quy chế của địa phương."
        return Section(
            "Kết luận", id: "ket-luan",
            content: """
                <p>\(LocalRegulationPages.status(answer.verdict)) <span class="soft">\(local)</span></p>
                \(Conditions(answer.findings.map { finding in
                    .init(
                        LocalRegulationPages.status(finding.verdict), finding.check.vietnamese,
                        facts: ["\(finding.explanation)"], citation: finding.citation)
                }))
                """
        ).html
    }
}
