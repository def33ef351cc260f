import Markup
import Office
import PlanReader
import Vocabulary

import struct Office.Unit

/// The review page: the paper at the left, what was read from it at the right.
extension DraftPages {
    enum View: String, CaseIterable {
        case all = "tat-ca"
        case warnings = "canh-bao"
        case waiting = "chua-xem"
        case noTime = "thieu-thoi-gian"
        case noLead = "thieu-chu-tri"
    }

    struct ReviewModel {
        let sheet: DraftSheet
        let units: [Unit]
        let view: View
        let editing: ID<DraftItem>?
        let typed: ItemForm?
        let refusal: Refused?
        var bases: PlanBasisPages.Model?

        init(
            sheet: DraftSheet, units: [Unit], view: View, editing: ID<DraftItem>?, typed: ItemForm? = nil,
            refusal: Refused? = nil
        ) {
            self.sheet = sheet
            self.units = units
            self.view = view
            self.editing = editing
            self.typed = typed
            self.refusal = refusal
        }

        /// Items with their number in the paper's order, from 1.
        var numbered: [(number: Int, item: DraftItem)] { sheet.items.enumerated().map { ($0.offset + 1, $0.element) } }

        func shows(_ item: DraftItem) -> Bool {
            switch view {
            case .all: true
            case .warnings: sheet.findings(at: item).contains { $0.isWarning && $0.answer == .open }
            case .waiting: item.decision == .waiting
            case .noTime: item.time.kind == .unstated
            case .noLead: item.lead == nil
            }
        }

        /// The review in the same view, at an item; `id` opens its form.
        func path(_ id: ID<DraftItem>?, number: Int) -> String {
            Address(DraftPage.review(sheet.draft.id).path).with("xem", view == .all ? nil : view.rawValue).with(
                "viec", id?.description
            ).text
                + "#v\(number)"
        }
    }

    static func review(_ model: ReviewModel, token: Token) -> HTML {
        let sheet = model.sheet
        let seen = sheet.items.count - sheet.waiting
        let drafts = model.numbered.filter { model.shows($0.item) || $0.item.id == model.editing }
            .map { draft($0.number, $0.item, model, token) }
        return """
            \(PageHead(
                "Đối chiếu \(sheet.draft.type.lowercasedFirst) \(sheet.draft.title.lowercasedFirst)",
                facts: "Đọc từ \(Link("“\(sheet.fileName)”", DraftPage.paper(sheet.draft.id).path)) · \(sheet.items.count) nhiệm vụ · <b>đã xem \(seen) trên \(sheet.items.count)</b>",
                trail: [Link("Chương trình", "/chuong-trinh"), Link("Nhập kế hoạch", DraftPage.upload.path)], here: "Đối chiếu",
                actions: [
                    .link("Thông tin kế hoạch", DraftPage.header(sheet.draft.id).path),
                    .link("Bỏ bản nháp", DraftPage.askDiscard(sheet.draft.id).path, .low),
                    sheet.isSettled
                        ? .link("Nhận vào chương trình", DraftPage.confirm(sheet.draft.id).path, .primary)
                        : .refused("Nhận vào chương trình", because: "", .primary).described(by: "con-lai"),
                ]))
            \(model.refusal.flatMap { ErrorSummary("Chưa lưu được", [($0.field ?? "noi-dung-doc", $0.words)]) })
            \(remaining(sheet, token))
            \(replaces(sheet))
            \(views(model))
            \(Review(
                SourceDocument("Văn bản nguồn", DraftPaper(sheet, current: model.editing).blocks), title: "Nhiệm vụ đọc được",
                count: "theo thứ tự trong văn bản", drafts: drafts, above: loose(model, token),
                below: "\(drafts.isEmpty ? Empty("Không có việc nào ở cách xem này.", "", Link("Xem tất cả", DraftPage.review(sheet.draft.id).path)) : nil)\(names(model, token))\(PlanBasisPages.section(model.bases))"))
            """
    }

    private static func remaining(_ sheet: DraftSheet, _ token: Token) -> HTML {
        guard !sheet.isSettled else {
            return Note(.good, "Đã xem hết.", body: "Bấm “Nhận vào chương trình” để các đơn vị bắt tay vào việc.").html
        }
        var parts: [HTML] = []
        if sheet.waiting > 0 { parts.append("\(sheet.waiting) việc chưa xem") }
        if !sheet.openWarnings.isEmpty {
            // Those beside items are found by the way of looking, those of the whole paper stand above them.
            let isAbove = sheet.loose.contains { $0.isWarning && $0.answer == .open }
            let place =
                isAbove
                ? "#canh-bao" : Address(DraftPage.review(sheet.draft.id).path).with("xem", View.warnings.rawValue).text
            parts.append(Link("\(sheet.openWarnings.count) cảnh báo", place).html)
        }
        if !sheet.openNames.isEmpty {
            parts.append("<a href=\"#don-vi\">\(sheet.openNames.count) tên đơn vị chưa rõ</a>")
        }
        return """
            \(Note(.care, nil, id: "con-lai", body: "Còn \(parts.joined(", ")). Phần mềm không tự sửa chữ nào: ông/bà nhận, sửa hoặc giữ nguyên kèm lý do. Bản nháp tự lưu, có thể quay lại sau."))
            \(if: sheet.waiting > 0, "<div class=\"acts gap-s\">\(PostButton(.submit("Nhận tất cả \(sheet.waiting) việc chưa xem"), to: DraftPage.acceptWaiting(sheet.draft.id).path, hidden: token))</div>")
            """
    }

    private static func replaces(_ sheet: DraftSheet) -> HTML {
        """
        \(sheet.replaced.map { Note(.plain, "Đây là bản mới của \($0).", body: "Trước khi nhận, phần mềm cho xem việc thêm, đổi, bớt; việc đã có không bị lặp.") })\
        \(sheet.parent.map { Note(.plain, "Kế hoạch chi tiết", body: "để thực hiện việc \($0)") })
        """
    }

    private static func views(_ model: ReviewModel) -> HTML {
        let base = Address(DraftPage.review(model.sheet.draft.id).path)
        let items = model.sheet.items
        func link(_ words: String, _ view: View, _ count: Int) -> Link {
            Link(
                "\(words) \(count)", base.with("xem", view == .all ? nil : view.rawValue), isCurrent: model.view == view
            )
        }
        let warned = items.count { item in
            model.sheet.findings(at: item).contains { $0.isWarning && $0.answer == .open }
        }
        return Views(
            "Lọc nhiệm vụ",
            [
                link("Tất cả", .all, items.count), link("Cảnh báo", .warnings, warned),
                link("Chưa xem", .waiting, model.sheet.waiting),
                link("Thiếu thời gian", .noTime, items.count { $0.time.kind == .unstated }),
                link("Thiếu chủ trì", .noLead, items.count { $0.lead == nil }),
            ], aside: Review.keys
        ).html
    }

    // MARK: One item

    private static func draft(_ number: Int, _ item: DraftItem, _ model: ReviewModel, _ token: Token) -> Markup.Draft {
        let findings = model.sheet.findings(at: item)
        let isOpen = item.id == model.editing
        return Markup.Draft(
            number, item.text, facts: facts(item), status(item, findings), notes: [], isCurrent: isOpen,
            form: """
                \(findings.filter(\.isWarning).map { finding($0, model.sheet.draft.id, item.id, model, token) })\
                \(small(findings.filter { !$0.isWarning }))\
                \(isOpen ? form(number, item, model, token) : buttons(number, item, model, token))
                """)
    }

    private static func facts(_ item: DraftItem) -> String {
        var parts = [item.ordinal.map { "\(item.section).\($0)" } ?? item.section]
        parts.append(item.time.words)
        parts.append(item.lead.map { "\($0) chủ trì" } ?? "chưa rõ chủ trì")
        if let advisor = item.advisor { parts.append("\(advisor) tham mưu") }
        if !item.coordinators.isEmpty { parts.append("\(item.coordinators.joined(separator: "; ")) phối hợp") }
        parts.append(item.kind.vietnamese)
        if item.inferred.contains("when") { parts.append("thời gian suy từ đề mục") }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private static func status(_ item: DraftItem, _ findings: [DraftFinding]) -> Status {
        switch item.decision {
        case .accepted: Status(.done, item.origin == .edited ? "Đã sửa, nhận" : "Đã nhận")
        case .rejected: Status(.stuck, "Không nhận")
        case .waiting:
            findings.contains { $0.isWarning && $0.answer == .open } || item.isDoubtful
                ? Status(.care, "Nên xem kỹ") : Status(.todo, "Chưa xem")
        }
    }

    private static func buttons(_ number: Int, _ item: DraftItem, _ model: ReviewModel, _ token: Token) -> HTML {
        let id = model.sheet.draft.id
        let hidden = token + (model.view == .all ? [] : [("xem", model.view.rawValue)])
        let edit =
            "<a class=\"btn low\" data-edit href=\"\(url: model.path(item.id, number: number))\">Sửa, tách, gộp<span class=\"hide\"> việc \(number)</span></a>"
            as HTML
        func button(_ words: String, _ page: DraftPage, _ weight: Action.Weight = .low) -> HTML {
            let action = Action.submit(words, weight, subject: "việc \(number)")
            return PostButton(weight == .plain ? action.on(.take) : action, to: page.path, hidden: hidden).html
        }
        switch item.decision {
        case .waiting:
            return
                "<div class=\"acts\">\(button("Nhận", .accept(id, item.id), .plain)) \(edit) \(button("Không nhận", .reject(id, item.id)))</div>"
        case .accepted:
            return "<div class=\"acts\">\(edit) \(button("Xem lại", .wait(id, item.id)))</div>"
        case .rejected:
            return "<div class=\"acts\">\(button("Nhận lại", .accept(id, item.id), .plain))</div>"
        }
    }

    private static func form(_ number: Int, _ item: DraftItem, _ model: ReviewModel, _ token: Token) -> HTML {
        let id = model.sheet.draft.id
        let typed = model.typed ?? ItemForm(item)
        let errors = model.refusal.flatMap { refused in refused.field.map { [$0: refused.words] } } ?? [:]
        let known = model.units.map(\.name)
        let hidden = token + (model.view == .all ? [] : [("xem", model.view.rawValue)])
        let kinds = PlanDraft.WorkKind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let fields = [
            Field("thoi-gian", "Thời gian, theo lời văn bản", .text(typed.time)),
            Field("loai", "Loại việc", .choice(kinds, selected: typed.kind)),
            Field("chu-tri", "Chủ trì", .suggest(typed.lead, from: known, length: nil)),
            Field("tham-muu", "Tham mưu", isOptional: true, .suggest(typed.advisor, from: known, length: nil)),
        ].map { $0.with(errors: errors) }
        let lines = typed.text.split(separator: ";").map { String($0).trimmed }.joined(separator: "\n")
        return """
            \(Form(to: DraftPage.edit(id, item.id).path, hidden: hidden, extras: [.guardsWords], content: """
                \(Field("noi-dung", "Nội dung", .area(typed.text, rows: 3)).with(errors: errors))
                <div class="two">\(fields)</div>
                \(Field("phoi-hop", "Phối hợp, mỗi đơn vị một dòng", isOptional: true, .area(typed.coordinators, rows: 3)))
                \(Actions([.submit("Sửa và nhận").on(.take), .link("Đóng", model.path(nil, number: number), .low)]))
                """))
            <details\(if: errors["tung-viec"] != nil, " open")><summary>Tách hoặc gộp việc này</summary>
            \(Form(to: DraftPage.split(id, item.id).path, hidden: hidden, content: """
                \(Field("tung-viec", "Tách: mỗi dòng thành một việc", .area(lines, rows: 3)).with(errors: errors))\(Actions([.submit("Tách")]))
                """))
            \(if: number < model.sheet.items.count, "<p>\(PostButton(.submit("Gộp với việc \(number + 1) ở dưới", .low), to: DraftPage.merge(id, item.id).path, hidden: hidden))</p>")
            </details>
            """
    }
}

extension String {
    /// `KẾ HOẠCH` → `Kế hoạch`, `Công tác …` → `công tác …`: for the middle of a sentence.
    var lowercasedFirst: String {
        self == uppercased() ? lowercased().capitalizedFirst : prefix(1).lowercased() + dropFirst()
    }
}
