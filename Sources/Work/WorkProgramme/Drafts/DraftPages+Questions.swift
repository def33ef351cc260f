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
    static func loose(_ sheet: DraftSheet, _ token: Token) -> HTML {
        let loose = sheet.loose
        guard !loose.isEmpty else { return "<span id=\"canh-bao\"></span>" }
        let warnings = loose.filter(\.isWarning)
        let open = warnings.count { $0.answer == .open }
        return Section(
            "Nhận xét về văn bản", count: open > 0 ? "\(open) cảnh báo chưa trả lời" : "đã trả lời hết", id: "canh-bao",
            content:
                "\(warnings.map { finding($0, sheet.draft.id, nil, nil, token) })\(small(loose.filter { !$0.isWarning }))"
        ).html
    }

    /// Names of the plan: which unit each means.
    static func names(_ model: ReviewModel, _ token: Token) -> HTML {
        let asked = model.sheet.names.filter { $0.choice == .several || $0.choice == .unknown }
        let settled = model.sheet.names.filter { $0.choice != .several && $0.choice != .unknown }
        guard !model.sheet.names.isEmpty else { return "<span id=\"don-vi\"></span>" }
        return Section(
            "Đơn vị trong kế hoạch",
            count: asked.isEmpty ? "\(settled.count) tên đã rõ" : "\(asked.count) tên cần ông/bà chọn",
            id: "don-vi",
            content: """
                \(asked.map { question($0, model, token) })
                <details class="small"><summary>\(settled.count) tên đã nhận ra</summary>
                <ul class="dots">\(settled.map { "<li>\($0.name) → \($0.unitName ?? "giữ nguyên chữ")</li>" as HTML })</ul></details>
                """
        ).html
    }

    private static func question(_ name: DraftName, _ model: ReviewModel, _ token: Token) -> HTML {
        let path = DraftPage.name(model.sheet.draft.id).path
        let id = "dv-\(Digest.hex(Digest.blake2b(Array(name.fold.utf8)).prefix(4)))"
        let choices =
            [Control.Choice("giu", "– giữ nguyên chữ, không gắn đơn vị –")]
            + model.units.map { Control.Choice($0.id.description, $0.name) }
        let levels = Unit.Level.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let kinds = Unit.Kind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        return """
            <div class="note\(if: name.choice == .several, " care")"><p><b>“\(name.name)”</b> \
            \(name.choice == .several ? "trùng tên nhiều đơn vị. Là đơn vị nào?" : "chưa có trong danh mục. Có thể để nguyên, chọn đơn vị, hoặc thêm mới.")</p>
            \(Form(to: path, hidden: token + [("ten", name.fold)], content: """
                \(Field("chon", "Đơn vị", id: id, .choice(choices, selected: "giu")))\(Actions([.submit("Chọn")]))
                """))
            \(if: name.choice == .unknown, """
                <details><summary>Thêm vào danh mục</summary>
                \(Form(to: path, hidden: token + [("ten", name.fold), ("chon", "moi")], content: """
                    \(Field("ten-moi", "Tên đầy đủ", id: id + "-t", .text(name.name, length: 50)))
                    <div class="two">\(Field("cap", "Cấp", id: id + "-c", .choice(levels, selected: "province")))\
                    \(Field("loai-don-vi", "Loại", id: id + "-l", .choice(kinds, selected: "department")))</div>
                    \(Actions([.submit("Thêm đơn vị này")]))
                    """))</details>
                """ as HTML)</div>
            """
    }
}
