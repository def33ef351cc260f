import Markup
import Vocabulary

extension ReorganisationPages {
    // MARK: 3. Who takes over from whom

    static func links(_ plan: Reorganisation, token: Token) -> HTML {
        let head = PageHead(
            "3. Ai kế thừa ai",
            facts: "Một đơn vị cũ có thể chuyển vào nhiều đơn vị mới; không đánh dấu nghĩa là giải thể.",
            trail: partTrail(plan), here: "Ai kế thừa ai")
        guard !plan.olds.isEmpty else {
            let step = Link("Chọn đơn vị", ReorganisationPage.choose(plan.id).path)
            return "\(head)\(Empty("Chưa chọn đơn vị kết thúc.", "Hãy làm phần 1 trước.", step))"
        }
        // With one heir there is nothing to think about.
        let only = plan.heirs.count == 1 && plan.olds.allSatisfy(\.heirs.isEmpty) ? plan.heirs.map(\.id) : nil
        return """
            \(head)
            \(Form(to: ReorganisationPage.setLinks(plan.id).path, hidden: token, content: """
                \(plan.olds.map { linkFields($0, plan, only ?? $0.heirs) })\(Actions(
                    [.submit("Lưu quan hệ kế thừa", .primary, busy: "Đang lưu…")], hasGap: true))
                """))
            """
    }

    private static func linkFields(
        _ old: Reorganisation.Old, _ plan: Reorganisation, _ heirs: [ID<Reorganisation.Heir>]
    ) -> HTML {
        let content: HTML
        if plan.heirs.isEmpty {
            content = "<p class=\"soft\">Giải thể, không có đơn vị kế thừa.</p>"
        } else {
            let choices = plan.heirs.map { Control.Choice($0.id.description, $0.name) }
            content =
                Field(
                    "ke-thua-\(old.id)", "Nhiệm vụ chuyển cho",
                    .checks(choices, selected: Set(heirs.map(\.description)))
                ).html
        }
        let rules = Reorganisation.ChildRule.allCases.map { Control.Choice($0.rawValue, $0.vietnamese.capitalFirst) }
        let below: HTML =
            old.childCount == 0
            ? .empty
            : Field(
                "truc-thuoc-\(old.id)", "\(old.childCount) đơn vị trực thuộc",
                .radios(rules, selected: old.children.rawValue)
            ).html
        return Section(old.unit.name, count: old.unit.code, content: "\(content)\(below)").html
    }

    // MARK: 4. Looking and carrying out

    static func preview(_ preview: ReorganisationPreview, token: Token) -> HTML {
        let plan = preview.plan
        let created = plan.heirs.count { $0.isNew && $0.unit == nil }
        let numbers = [
            (plan.olds.count, "đơn vị kết thúc"), (created, "đơn vị mới"),
            (plan.heirs.count - created, "đơn vị đã có nhận thêm"),
            (preview.below.count, "đơn vị trực thuộc bị ảnh hưởng"),
        ]
        let sentence = numbers.filter { $0.0 > 0 }.map { "<b>\(number: $0.0)</b> \($0.1)" as HTML }.joined(" · ")
        return """
            \(PageHead(
                "4. Xem trước và thực hiện", facts: "\(plan.title), từ ngày \(plan.firstDay). Chưa có gì thay đổi.",
                trail: partTrail(plan), here: "Xem trước"))
            \(if: !sentence.isEmpty, OpeningSentence(sentence).html)
            \(problems(preview))
            \(if: !plan.olds.isEmpty, table(plan))
            \(if: !preview.below.isEmpty, below(preview))
            \(touched(preview))
            \(if: preview.problems.isEmpty && plan.state == .draft, Confirmation(
                "Thực hiện sắp xếp từ ngày \(plan.firstDay.vietnamese)?",
                consequences: [
                    "Văn bản trước ngày \(plan.firstDay.vietnamese) vẫn mang tên đơn vị cũ.",
                    "Có thể hoàn tác khi chưa có dữ liệu mới dựa trên các đơn vị này.",
                ],
                verb: "Thực hiện sắp xếp", to: ReorganisationPage.apply(plan.id).path, hidden: token,
                back: Link("Chưa, quay lại", ReorganisationPage.show(plan.id).path)
            ).html)
            """
    }

    private static func problems(_ preview: ReorganisationPreview) -> HTML {
        guard preview.plan.state == .draft else {
            return Note(.care, "Đợt sắp xếp này \(preview.plan.state.vietnamese).").html
        }
        guard !preview.problems.isEmpty else { return .empty }
        return """
            <div class="errors" role="group" aria-labelledby="loi-dau"><h2 id="loi-dau">Chưa thực hiện được: có \
            \(preview.problems.count) chỗ cần sửa</h2>
            <ul>\(preview.problems.map { "<li>\($0.explanation.notice)</li>" })</ul></div>

            """
    }

    private static func below(_ preview: ReorganisationPreview) -> HTML {
        RuledTable(
            "Đơn vị trực thuộc", count: "\(preview.below.count.dotted) đơn vị",
            columns: [
                Column("Đơn vị", .name) { "\($0.name)" },
                Column("Đang trực thuộc", .text) { "\($0.under)" },
                Column("Từ \(preview.plan.firstDay.vietnamese)", .text) { line in
                    line.goesTo.map { "trực thuộc \($0)" } ?? "<b>kết thúc hoạt động</b>"
                },
            ], rows: preview.below
        ).html
    }

    private static func touched(_ preview: ReorganisationPreview) -> HTML {
        guard !preview.plan.olds.isEmpty else { return .empty }
        let lines = preview.found.map { found -> HTML in
            "<b>\(number: found.count)</b> \(found.noun)\(if: !found.advice.isEmpty, ". \(found.advice)")"
        }
        return Section(
            "Dữ liệu gắn với các đơn vị kết thúc",
            content: lines.isEmpty
                ? Empty("Không có việc, tài khoản hay dữ liệu nào khác gắn với các đơn vị này.").html
                : Lines(lines).html
        ).html
    }

    // MARK: Taking back

    static func askUndo(_ plan: Reorganisation, _ built: [String], token: Token) -> HTML {
        let head = PageHead(
            "Hoàn tác đợt sắp xếp", facts: "\(plan.title), từ ngày \(plan.firstDay)", trail: partTrail(plan),
            here: "Hoàn tác")
        guard built.isEmpty else {
            return """
                \(head)
                \(Note(.care, ReorganisationRefusal.builtOn(built).explanation.notice))
                <p class="gap"><a class="btn" href="\(url: ReorganisationPage.show(plan.id).path)">Quay lại</a></p>
                """
        }
        return """
            \(head)
            \(Confirmation(
                "Hoàn tác “\(plan.title)”?",
                consequences: [
                    "\(plan.olds.count.dotted) đơn vị cũ hoạt động trở lại.",
                    "\(plan.heirs.count { $0.isNew }.dotted) đơn vị mới bị bỏ khỏi danh mục.",
                    "Việc làm và hoàn tác đều còn trong nhật ký.",
                ],
                verb: "Hoàn tác", to: ReorganisationPage.undo(plan.id).path, hidden: token,
                back: Link("Không, giữ nguyên", ReorganisationPage.show(plan.id).path)))
            """
    }
}
