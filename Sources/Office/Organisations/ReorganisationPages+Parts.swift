import Markup
import Vocabulary

extension ReorganisationPages {
    // MARK: 1. Units that end

    struct Choosing {
        let plan: Reorganisation
        let filter: UnitFilter
        let page: UnitDirectory
        let refusal: ReorganisationRefusal?
    }

    static func choose(_ model: Choosing, token: Token) -> HTML {
        let (plan, filter) = (model.plan, model.filter)
        let base = Address(ReorganisationPage.choose(plan.id).path)
        let address = base.with("tim", filter.words.trimmed).with("cap", filter.level?.rawValue)
            .with("duoi", filter.parent?.description)
        let chosen = Set(plan.olds.map(\.unit.id))
        return """
            \(PageHead(
                "1. Đơn vị kết thúc hoạt động", facts: "Các đơn vị hoạt động ngày \(plan.lastDay), chọn được nhiều lần.",
                trail: partTrail(plan), here: "Đơn vị kết thúc", actions: [.link("Xong phần này", ReorganisationPage.show(plan.id).path)]))
            \(model.refusal.map { ErrorSummary("Chưa chọn được", [("don-vi", $0.explanation.notice)]) })
            \(chosenTable(plan, token))
            \(FilterBar(
                "Tìm đơn vị", base: base,
                filters: [
                    .init("tim", "Tên hoặc mã", .text(filter.words, kind: .search, length: 20)),
                    .init("cap", "Cấp", .choice(
                        [.init("", "tất cả")] + Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese) },
                        selected: filter.level?.rawValue ?? "")),
                ], isFiltered: filter.isFiltered))
            \(Form(to: ReorganisationPage.addOlds(plan.id).path, hidden: token, content: """
                \(RuledTable(
                    "Chọn đơn vị", count: "\(model.page.total.dotted) đơn vị",
                    columns: [
                        Column("Chọn", .box, .w2, isOnPaper: false) { line in
                            chosen.contains(line.id)
                                ? "<span class=\"hide\">đã chọn</span>"
                                : "<input type=\"checkbox\" name=\"don-vi\" value=\"\(line.id)\" aria-label=\"Chọn \(line.name)\">"
                        },
                        Column("Đơn vị", .name) { line in
                            "\(line.name)\(if: chosen.contains(line.id), " <span class=\"soft small\">đã chọn</span>")"
                        },
                        Column("Cấp, loại", .text, .w14) { "\($0.words)" },
                        Column("Trực thuộc", .text, .w14) { "\($0.parentName ?? "–")" },
                    ], rows: model.page.lines
                ).with {
                    $0.hasRule = false
                    $0.id = "don-vi"
                    $0.empty = Empty("Không có đơn vị nào như vậy.", "Thử bỏ bớt điều kiện lọc.")
                })
                \(Actions([.submit("Thêm các đơn vị đã đánh dấu", .primary, busy: "Đang thêm…")], hasGap: true))
                """))
            \(Pager(
                address, words: "\(model.page.lines.count.dotted) trong \(model.page.total.dotted) đơn vị",
                before: model.page.before?.description, after: model.page.after?.description))
            """
    }

    static func partTrail(_ plan: Reorganisation) -> [Link] {
        [
            Link("Đơn vị", UnitPage.directory.path), Link("Sắp xếp đơn vị", ReorganisationPage.all.path),
            Link(plan.title, ReorganisationPage.show(plan.id).path),
        ]
    }

    private static func chosenTable(_ plan: Reorganisation, _ token: Token) -> HTML {
        RuledTable(
            "Đã chọn", count: "\(plan.olds.count.dotted) đơn vị",
            columns: [
                Column("Đơn vị", .name) { "\($0.unit.name)" },
                Column("Trực thuộc", .text, .w18) {
                    $0.childCount == 0 ? "–" : "có \($0.childCount) đơn vị trực thuộc"
                },
                Column("Việc làm được", .action, .w5, isOnPaper: false) { old in
                    PostButton(
                        .submit("Bỏ", .low, subject: old.unit.name),
                        to: ReorganisationPage.removeOld(plan.id, old.id).path, hidden: token
                    ).html
                },
            ], rows: plan.olds
        ).with { $0.empty = Empty("Chưa chọn đơn vị nào.", "Tìm và đánh dấu trong danh sách dưới đây.") }.html
    }

    // MARK: 2. Units that take over

    struct HeirForm {
        var isNew = true
        var existing = ""
        var new = UnitForm()

        var isFilled: Bool { !existing.isEmpty || !new.name.isEmpty || !new.code.isEmpty }
    }

    struct Heirs {
        let plan: Reorganisation
        let typed: HeirForm
        let known: [String]
        let refusal: UnitRefusal?
    }

    static func heirs(_ model: Heirs, token: Token) -> HTML {
        let (plan, typed) = (model.plan, model.typed)
        let errors = UnitPages.errors(typed.isNew ? model.refusal : nil)
        let existing = Field(
            "co-san", "Đơn vị đã có trong danh mục", hint: "Ghi tên hoặc mã.",
            error: typed.isNew ? nil : model.refusal?.explanation.notice,
            .suggest(typed.existing, from: model.known, length: 60))
        let fields = (typed.new.fields + [typed.new.parentField(model.known)]).map { $0.with(errors: errors) }
        return """
            \(PageHead(
                "2. Đơn vị kế thừa", facts: "Đơn vị nhận nhiệm vụ từ ngày \(plan.firstDay): đơn vị mới, hoặc đơn vị đã có.",
                trail: partTrail(plan), here: "Đơn vị kế thừa", actions: [.link("Xong phần này", ReorganisationPage.show(plan.id).path)]))
            \(ErrorSummary("Chưa thêm được đơn vị kế thừa", fields: [existing] + fields))
            \(if: typed.isNew && errors.isEmpty, UnitPages.loose(model.refusal))
            \(RuledTable(
                "Đơn vị kế thừa", count: "\(plan.heirs.count.dotted) đơn vị",
                columns: [
                    Column("Đơn vị", .name) { "\($0.name)" },
                    Column("Mã", .text, .w9) { "\($0.code)" },
                    Column("Mới hay đã có", .text, .w9) { $0.isNew ? "đơn vị mới" : "đã có" },
                    Column("Trực thuộc", .text, .w14) { "\($0.parentName ?? "–")" },
                    Column("Việc làm được", .action, .w5, isOnPaper: false) { heir in
                        PostButton(
                            .submit("Bỏ", .low, subject: heir.name),
                            to: ReorganisationPage.removeHeir(plan.id, heir.id).path, hidden: token
                        ).html
                    },
                ], rows: plan.heirs
            ).with { $0.empty = Empty("Chưa có đơn vị kế thừa.", "Thêm ở dưới; bỏ qua nếu chỉ giải thể.") })
            \(Section("Thêm đơn vị mới", id: "don-vi-moi", content: Form(
                to: ReorganisationPage.addHeir(plan.id).path, hidden: token + [("cach", "moi")], content: """
                \(fields)\(Actions([.submit("Thêm đơn vị mới", .primary, busy: "Đang thêm…")]))
                """).html))
            \(Section("Hoặc chọn đơn vị đã có", id: "don-vi-da-co", content: Form(
                to: ReorganisationPage.addHeir(plan.id).path, hidden: token + [("cach", "co-san")], content: """
                \(existing)\(Actions([.submit("Chọn đơn vị này", busy: "Đang thêm…")]))
                """).html))
            """
    }
}
