import Markup
import Vocabulary

/// The HTML of reorganisations.
enum ReorganisationPages {
    typealias Token = [(name: String, value: String)]

    private static func trail(_ plan: Reorganisation? = nil) -> [Link] {
        let base = [Link("Đơn vị", UnitPage.directory.path), Link("Sắp xếp đơn vị", ReorganisationPage.all.path)]
        return base + (plan.map { [Link($0.title, ReorganisationPage.show($0.id).path)] } ?? [])
    }

    static func all(
        _ all: [Reorganisation], _ typed: ReorganisationAnswers.HeadForm, refusal: ReorganisationRefusal?, token: Token
    ) -> HTML {
        let fields = headFields(typed, refusal)
        return """
            \(PageHead(
                "Sắp xếp đơn vị",
                facts: "Sáp nhập, chia tách, giải thể nhiều đơn vị từ một ngày; xem trước rồi mới thực hiện, và hoàn tác được.",
                trail: [Link("Đơn vị", UnitPage.directory.path)], here: "Sắp xếp đơn vị"))
            \(ErrorSummary("Chưa tạo được đợt sắp xếp", fields: fields))
            \(RuledTable(
                "Các đợt sắp xếp", count: "\(all.count) đợt, mới nhất trước",
                columns: [
                    Column("Đợt sắp xếp", .name) { "\(Link($0.title, ReorganisationPage.show($0.id).path))" },
                    Column("Từ ngày", .text, .w8) { "\($0.firstDay)" },
                    Column("Căn cứ", .text, .w14) { "\($0.decision.isEmpty ? "–" : $0.decision)" },
                    Column("Tình trạng", .text, .w9) { "\(status($0.state))" },
                ], rows: all
            ).with { $0.empty = Empty("Chưa có đợt sắp xếp nào.", "Tạo đợt đầu tiên ở dưới.") })
            \(Section("Đợt sắp xếp mới", id: "moi", content: Form(to: ReorganisationPage.open.path, hidden: token, content: """
                \(fields)\(Actions([.submit("Tạo đợt sắp xếp", .primary, busy: "Đang tạo…")]))
                """).html))
            """
    }

    static func status(_ state: Reorganisation.State) -> Status {
        switch state {
        case .draft: Status(.doing, "Đang chuẩn bị")
        case .applied: Status(.done, "Đã thực hiện")
        case .undone: Status(.todo, "Đã hoàn tác")
        }
    }

    private static func headFields(_ typed: ReorganisationAnswers.HeadForm, _ refusal: ReorganisationRefusal?)
        -> [Field]
    {
        let (title, day) = (refusal == .noTitle ? refusal : nil, refusal == .badDay ? refusal : nil)
        return [
            Field(
                "ten", "Tên đợt sắp xếp", hint: "Ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2025.",
                error: title?.explanation.notice, .text(typed.title, length: 60)),
            Field(
                "can-cu", "Nghị quyết, quyết định", hint: "Có thể ghi sau, nhưng phải có trước khi thực hiện.",
                isOptional: true,
                .text(typed.decision, length: 40)),
            Field(
                "ngay", "Từ ngày", hint: "Ngày đầu tiên theo tổ chức mới; đơn vị cũ hoạt động đến hết ngày hôm trước.",
                error: day?.explanation.notice, .day(typed.day)),
        ]
    }

    // MARK: One

    struct One {
        let plan: Reorganisation
        let problems: [ReorganisationRefusal]
        let head: ReorganisationAnswers.HeadForm
        let refusal: ReorganisationRefusal?
    }

    static func one(_ model: One, token: Token) -> HTML {
        let plan = model.plan
        let facts: HTML = """
            Từ ngày \(plan.firstDay) · \(plan.decision.isEmpty ? "chưa có số quyết định" : plan.decision) · \(status(plan.state))
            """
        guard plan.state == .draft else {
            return """
                \(PageHead(
                    plan.title, facts: facts, trail: trail(), here: plan.title,
                    actions: plan.state == .applied ? [.link("Hoàn tác…", ReorganisationPage.askUndo(plan.id).path)] : []))
                \(table(plan))
                """
        }
        let fields = headFields(model.head, model.refusal)
        return """
            \(PageHead(plan.title, facts: facts, trail: trail(), here: plan.title))
            \(ErrorSummary("Chưa lưu được", fields: fields))
            \(Section("Các bước", content: steps(model).html))
            \(Details("Sửa tên, căn cứ, ngày", isOpen: model.refusal != nil, content: """
                <div class="gap-s">\(Form(to: ReorganisationPage.setHead(plan.id).path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Lưu", busy: "Đang lưu…")]))
                    """))</div>
                """))
            \(if: !plan.olds.isEmpty, table(plan))
            <div class="acts gap">\(PostButton(.submit("Bỏ đợt sắp xếp này", .low), to: ReorganisationPage.drop(plan.id).path, hidden: token))</div>
            """
    }

    private static func steps(_ model: One) -> TaskList {
        let plan = model.plan
        let isLinked = !plan.olds.isEmpty && plan.olds.allSatisfy { !$0.heirs.isEmpty }
        func row(_ number: Int, _ words: String, _ page: ReorganisationPage, _ status: Status, _ reason: String? = nil)
            -> TaskList.Row
        {
            TaskList.Row("\(Link("\(number). \(words)", page.path))", status, reason: reason.map { "\($0)" })
        }
        let open = model.problems.count
        return TaskList([
            row(
                1, "Đơn vị kết thúc hoạt động", .choose(plan.id), plan.olds.isEmpty ? .todo : .done,
                plan.olds.isEmpty ? nil : "\(plan.olds.count.dotted) đơn vị"),
            row(
                2, "Đơn vị kế thừa", .heirs(plan.id), plan.heirs.isEmpty ? .todo : .done,
                plan.heirs.isEmpty ? "Bỏ qua nếu chỉ giải thể." : "\(plan.heirs.count.dotted) đơn vị"),
            row(
                3, "Ai kế thừa ai", .links(plan.id), isLinked ? .done : .todo,
                isLinked ? nil : "Đơn vị không có đơn vị kế thừa được coi là giải thể."),
            row(
                4, "Xem trước và thực hiện", .preview(plan.id), open == 0 ? Status(.doing, "Sẵn sàng") : .todo,
                open == 0 ? nil : "Còn \(open) chỗ cần sửa."),
        ])
    }

    /// Who becomes what.
    static func table(_ plan: Reorganisation) -> HTML {
        let sources = plan.sources
        return RuledTable(
            "Đơn vị cũ và đơn vị kế thừa", count: "\(plan.olds.count.dotted) thành \(plan.heirs.count.dotted) đơn vị",
            columns: [
                Column("Đến hết \(plan.lastDay.vietnamese)", .name) { (old: Reorganisation.Old) in
                    "\(Link(old.unit.name, UnitPage.unit(old.unit.id).path))"
                },
                Column("Từ \(plan.firstDay.vietnamese)", .text) { old in
                    let heirs = old.heirs.compactMap { plan.heir($0) }
                    if heirs.isEmpty { return "<b>giải thể</b>, chưa có đơn vị kế thừa" }
                    return heirs.map { heir in
                        let name: HTML =
                            heir.unit.map { Link(heir.name, UnitPage.unit($0).path).html } ?? "\(heir.name)"
                        return "\(plan.way(from: old, to: heir.id, sources: sources).vietnamese) \(name)"
                    }.joined("<br>")
                },
                Column("Đơn vị trực thuộc", .text, .w14) { old in
                    old.childCount == 0 ? "–" : "\(old.childCount) đơn vị \(old.children.vietnamese)"
                },
            ], rows: plan.olds
        ).html
    }
}
