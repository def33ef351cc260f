import Markup
import Rulebook
import Vocabulary

/// The HTML of a draft that is being written.
enum LocalDraftPages {
    struct Edit {
        /// Nil for a new one.
        let regulation: LocalRegulation?
        let typed: LocalDraftAnswers.Typed
        let others: [LocalRegulation]
        let parameters: [LocalParameter]
        let refusal: LocalRegulationRefusal?
    }

    static func edit(_ model: Edit, token: LocalRegulationPages.Token) -> HTML {
        let errors = model.refusal?.errors ?? [:]
        let typed = model.typed
        let facts = facts(model).map { $0.with(errors: errors) }
        let values = model.parameters.map { parameter in
            (parameter, fields(parameter, typed).map { $0.with(errors: errors) })
        }
        let cases = Field(
            "ca", "Bảng ca thử",
            hint:
                "Mỗi dòng một hồ sơ và kết luận chờ đợi, như trong tài liệu luật. Chạy lại mỗi lần lưu; còn ca sai thì chưa trình được.",
            isOptional: true, .area(typed["ca"], rows: 14)
        ).with(errors: errors)
        let all = facts + values.flatMap(\.1) + [cases]
        let title = model.regulation == nil ? "Soạn quy chế" : "Sửa bản soạn"
        let to = model.regulation.map { LocalRegulationPage.save($0.id) } ?? .draft
        let back = model.regulation.map { LocalRegulationPage.show($0.id) } ?? .list
        let trail =
            [LocalRegulationPages.trail]
            + (model.regulation.map { [Link($0.words, LocalRegulationPage.show($0.id).path)] } ?? [])
        return """
            \(PageHead(
                title, facts: "Để trống nội dung không quy định. Chưa có hiệu lực cho đến khi lãnh đạo duyệt.", trail: trail,
                here: title))
            \(ErrorSummary("Bản soạn chưa lưu được", fields: all))
            \(if: model.refusal != nil && all.allSatisfy { $0.error == nil }, model.refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Form(
                to: to.path, hidden: token + [("ban", typed["ban"])], extras: [.uploads, .guardsWords],
                content: """
                    \(Section("Văn bản", id: "van-ban", content: "\(facts)"))
                    \(values.map { part in
                        Section(part.0.name, id: "muc-\(part.0.key.rawValue)", content: """
                            <p class="soft small">\(part.0.about) Luật: \(part.0.boundWords) (\(part.0.citation), \(part.0.confidence.vietnamese)).</p>
                            \(part.1)
                            """).html
                    })
                    \(Section("Ca thử", id: "ca-thu", content: "\(cases)"))
                    \(Actions([
                        .submit("Lưu bản soạn", .primary, busy: "Đang lưu…"), .link("Thôi", back.path, .low),
                    ]))
                    """))
            """
    }

    private static func facts(_ model: Edit) -> [Field] {
        let typed = model.typed
        let others =
            [Control.Choice("", "không thay quy chế nào")]
            + model.others.filter { $0.id != model.regulation?.id }.map { .init($0.id.description, $0.words) }
        return [
            Field("ten", "Tên quy chế", .text(typed["ten"], length: 60)),
            Field("co-quan", "Cơ quan ban hành", .text(typed["co-quan"], length: 40)),
            Field(
                "so", "Số văn bản", hint: "Có thể để trống đến khi ký, ví dụ 12/2026/QĐ-UBND.", isOptional: true,
                .text(typed["so"], length: 20)),
            Field("ngay", "Ngày ban hành", isOptional: true, .day(typed["ngay"])),
            Field(
                "tu-ngay", "Dự kiến có hiệu lực từ ngày",
                hint: "Hồ sơ tiếp nhận từ ngày này theo quy chế; lãnh đạo chốt khi duyệt.",
                isOptional: true, .day(typed["tu-ngay"])),
            Field("den-ngay", "Đến hết ngày", isOptional: true, .day(typed["den-ngay"])),
            Field(
                "thay-the", "Thay thế", hint: "Quy chế được thay hết hiệu lực vào ngày trước đó.",
                .choice(others, selected: typed["thay-the"])),
            Field(
                "tep", "Tệp văn bản", hint: "Để trống thì giữ tệp đã có.", isOptional: true,
                .file(accepts: ".pdf,.docx,.doc")),
        ]
    }

    private static func fields(_ parameter: LocalParameter, _ typed: LocalDraftAnswers.Typed) -> [Field] {
        let key = parameter.key
        return [
            Field(
                "v-\(key.rawValue)", "Mức (\(key.unit.vietnamese))", isOptional: true,
                .text(typed["v-\(key.rawValue)"], kind: .number, length: 8)),
            Field(
                "d-\(key.rawValue)", "Điều khoản của quy chế", isOptional: true,
                .text(typed["d-\(key.rawValue)"], length: 20)),
            Field("g-\(key.rawValue)", "Ghi chú", isOptional: true, .text(typed["g-\(key.rawValue)"], length: 50)),
        ]
    }
}
