import Markup
import Office
import Vocabulary

import struct Office.Unit

/// What the reader asks the person: findings, names that no unit or several bear.
extension DraftPages {
    /// A warning beside its item: answered in place.
    static func finding(
        _ finding: DraftFinding, _ draft: ID<Draft>, _ item: ID<DraftItem>?, _ model: ReviewModel?, _ token: Token
    ) -> HTML {
        let path = DraftPage.finding(draft, finding.id).path
        let hidden = token + (item.map { [("viec", $0.description)] } ?? [])
        let place =
            finding.lines.isEmpty
            ? "" : " Dòng \(Set(finding.lines).sorted().map(String.init).joined(separator: ", "))."
        switch finding.answer {
        case .kept:
            return """
                <div class="note"><b>Giữ nguyên:</b> \(finding.message) <i>Lý do: \(finding.reason ?? "")</i> \
                \(PostButton(.submit("Trả lời lại", .low), to: path, hidden: hidden + [("tra-loi", "open")]))</div>
                """
        case .corrected:
            return """
                <div class="note good"><b>Đã sửa:</b> \(finding.message) \
                \(PostButton(.submit("Trả lời lại", .low), to: path, hidden: hidden + [("tra-loi", "open")]))</div>
                """
        case .open:
            let reason = Field(
                "ly-do", "Lý do giữ nguyên", error: reasonError(finding, model), id: "ly-do-\(finding.id)",
                .text(finding.reason ?? "", length: 30))
            return """
                <div class="note care"><p><b>\(finding.message)</b><span class="soft">\(place)</span></p>
                <div class="acts">\(PostButton(.submit("Đã sửa", .low), to: path, hidden: hidden + [("tra-loi", "corrected")]))
                <details\(if: reasonError(finding, model) != nil, " open")><summary>Giữ nguyên, ghi lý do</summary>
                \(Form(to: path, hidden: hidden + [("tra-loi", "kept")], content: "\(reason)\(Actions([.submit("Giữ nguyên")]))"))</details></div></div>
                """
        }
    }

    private static func reasonError(_ finding: DraftFinding, _ model: ReviewModel?) -> String? {
        guard let refusal = model?.refusal, refusal.field == "ly-do-\(finding.id)" else { return nil }
        return refusal.words
    }

    /// Small remarks, folded: worth a look, never in the way.
    static func small(_ findings: [DraftFinding]) -> HTML {
        guard !findings.isEmpty else { return "" }
        return """
            <details class="small"><summary>\(findings.count) nhận xét nhỏ</summary>
            <ul class="dots">\(findings.map { "<li>\($0.message)</li>" as HTML })</ul></details>
            """
    }

    /// Findings about the paper as a whole.
    static func loose(_ model: ReviewModel, _ token: Token) -> HTML {
        let loose = model.sheet.loose
        guard !loose.isEmpty else { return "<span id=\"canh-bao\"></span>" }
        let warnings = loose.filter(\.isWarning)
        let open = warnings.count { $0.answer == .open }
        return Section(
            "Nhận xét về văn bản",
            count: open > 0 ? "\(open) cảnh báo chưa trả lời" : warnings.isEmpty ? nil : "đã trả lời hết",
            id: "canh-bao",
            content: """
                \(warnings.map { finding($0, model.sheet.draft.id, nil, model, token) })\
                \(small(loose.filter { !$0.isWarning }))
                """
        ).html
    }

    /// Names of the plan: which unit each means. A name that several units bear must be settled; one that no unit bears
    /// may stay as it is.
    static func names(_ model: ReviewModel, _ token: Token) -> HTML {
        let names = model.sheet.names
        guard !names.isEmpty else { return "<span id=\"don-vi\"></span>" }
        let several = names.filter { $0.choice == .several }
        let unknown = names.filter { $0.choice == .unknown }
        let settled = names.filter { $0.choice != .several && $0.choice != .unknown }
        let gone = unknown.compactMap { name in model.sheet.ended[name.fold].map { (name, $0) } }
        return Section(
            "Đơn vị trong kế hoạch",
            count: several.isEmpty ? "\(names.count) tên" : "\(several.count) tên cần ông/bà chọn", id: "don-vi",
            content: """
                \(several.map { "<div class=\"note care\">\(question($0, model, token))</div>" as HTML })
                \(gone.map { ended($0, $1, model, token) })
                \(if: !unknown.isEmpty, Details("\(unknown.count) tên chưa có trong danh mục, đang giữ nguyên chữ", content: """
                    <p class="soft small">Tên chung như “các sở, ngành” cứ để nguyên. Muốn đơn vị thấy việc của mình thì chọn hoặc thêm đơn vị.</p>
                    \(unknown.map { "<div class=\"asked\">\(question($0, model, token))</div>" as HTML })
                    """).html)
                \(if: !settled.isEmpty, Details("\(settled.count) tên đã rõ", content: """
                    <ul class="dots small">\(settled.map { "<li>\($0.name) → \($0.unitName ?? "giữ nguyên chữ")</li>" as HTML })</ul>
                    """).html)
                """
        ).html
    }

    /// A unit that had ended before the paper's day: who carries on, one press away.
    private static func ended(_ name: DraftName, _ unit: EndedUnits.Ended, _ model: ReviewModel, _ token: Token) -> HTML
    {
        let path = DraftPage.name(model.sheet.draft.id).path
        let choosing: HTML
        if unit.heirs.count > 3 {
            let id = "kt-\(Digest.hex(Digest.blake2b(Array(name.fold.utf8)).prefix(4)))"
            let field = Field(
                "chon", "Một trong \(unit.heirs.count) đơn vị kế thừa", id: id,
                .choice(unit.heirs.map { .init($0.unit.description, $0.name) }, selected: nil))
            choosing =
                Form(
                    to: path, hidden: token + [("ten", name.fold)],
                    content:
                        "<div class=\"inline\">\(field)\(Action.submit("Chọn", subject: "thay cho “\(name.name)”"))</div>"
                ).html
        } else {
            let buttons = unit.heirs.map { heir in
                PostButton(
                    .submit("Chọn \(heir.name)", subject: "thay cho “\(name.name)”"), to: path,
                    hidden: token + [("ten", name.fold), ("chon", heir.unit.description)]
                ).html
            }
            choosing = "<div class=\"acts\">\(buttons.joined(" "))</div>"
        }
        return """
            <div class="note care"><p><b>“\(name.name)” đã kết thúc hoạt động ngày \(unit.last.vietnamese).</b> \
            \(unit.heirs.isEmpty ? "Danh mục chưa ghi đơn vị kế thừa; hãy chọn đơn vị khác ở dưới." : "Hãy chọn đơn vị kế thừa.")</p>
            \(choosing)</div>
            """
    }

    private static func question(_ name: DraftName, _ model: ReviewModel, _ token: Token) -> HTML {
        let path = DraftPage.name(model.sheet.draft.id).path
        let id = "dv-\(Digest.hex(Digest.blake2b(Array(name.fold.utf8)).prefix(4)))"
        let choices =
            [Control.Choice("giu", "– giữ nguyên chữ, không gắn đơn vị –")]
            + told(model.units)
        let levels = Unit.Level.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let kinds = Unit.Kind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let words = name.choice == .several ? "“\(name.name)” trùng tên nhiều đơn vị. Là đơn vị nào?" : "“\(name.name)”"
        return """
            \(Form(to: path, hidden: token + [("ten", name.fold)], content: """
                <div class="inline">\(Field("chon", words, id: id, .choice(choices, selected: "giu")))\
                \(Action.submit("Chọn", subject: "đơn vị cho “\(name.name)”"))</div>
                """))
            \(if: name.choice == .unknown, """
                <details class="small"><summary>Thêm “\(name.name)” vào danh mục</summary>
                \(Form(to: path, hidden: token + [("ten", name.fold), ("chon", "moi")], content: """
                    \(Field("ten-moi", "Tên đầy đủ", id: id + "-t", .text(name.name, length: 50)))
                    <div class="pair">\(Field("cap", "Cấp", id: id + "-c", .choice(levels, selected: "province")))\
                    \(Field("loai-don-vi", "Loại", id: id + "-l", .choice(kinds, selected: "department")))</div>
                    \(Actions([.submit("Thêm đơn vị này")]))
                    """))</details>
                """ as HTML)
            """
    }

    /// Units to choose from; those that share a name are told apart by the unit above them.
    private static func told(_ units: [Unit]) -> [Control.Choice] {
        var (names, bearers): ([ID<Unit>: String], [String: Int]) = ([:], [:])
        for unit in units {
            names[unit.id] = unit.name
            bearers[unit.name, default: 0] += 1
        }
        return units.map { unit in
            guard bearers[unit.name, default: 0] > 1 else { return Control.Choice(unit.id.description, unit.name) }
            let above = unit.parent.flatMap { names[$0] } ?? unit.level.vietnamese
            return Control.Choice(unit.id.description, "\(unit.name), thuộc \(above) (\(unit.code))")
        }
    }
}
