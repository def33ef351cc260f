import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the comparison of two days of the law.
enum ComparisonAnswers {
    /// The two days asked for; without them the day before the newest regime that has begun, and today.
    private static func asked(_ call: Call, _ law: Law) throws -> (from: Day, to: Day, award: Award.Slug?) {
        let query = call.request.query
        let begun = law.regimes.last { $0.period.start <= call.today } ?? law.regimes[0]
        let from = try LawRefusal.day(query["tu"]) ?? begun.period.start.adding(days: -1)
        let to = try LawRefusal.day(query["den"]) ?? call.today
        guard from < to else { throw LawRefusal.daysInDisorder }
        return (from, to, query["danh-hieu"].flatMap { law.awards.slug(written: $0) })
    }

    static func page(_ call: Call) throws -> Response {
        let law = try call.office.law
        let query = call.request.query
        var model = ComparisonPages.Model(
            law: law, from: query["tu"] ?? "", to: query["den"] ?? "",
            award: query["danh-hieu"].flatMap { law.awards.slug(written: $0) })
        do {
            let asked = try asked(call, law)
            (model.from, model.to) = (asked.from.vietnamese, asked.to.vietnamese)
            model.comparison = law.comparison(from: asked.from, to: asked.to, only: asked.award)
        } catch let refusal as LawRefusal {
            model.refusal = refusal
        }
        return call.page(
            "So sánh hai ngày của luật", ComparisonPages.page(model), status: model.refusal == nil ? 200 : 422)
    }

    static func file(_ file: PaperFile, _ call: Call) throws -> Response {
        let law = try call.office.law
        let asked = try asked(call, law)
        let comparison = law.comparison(from: asked.from, to: asked.to, only: asked.award)
        let title = "So sánh quy định ngày \(asked.from.vietnamese) và ngày \(asked.to.vietnamese)"
        let table = ComparisonPaper.table(comparison)
        return try file.response(named: title.replacing("/", with: "-")) { path in
            let annex = OfficialPaper.Annex(
                title: title, issuedWith: "Quy định về thi đua, khen thưởng", orientation: .landscape,
                body: [.table(table)])
            switch file {
            case .docx: try DocxWriting.write(annex, to: path)
            case .pdf: try PdfWriting.write(annex, to: path)
            case .xlsx: try table.writeXlsx(to: path, sheet: "So sánh", titles: [title])
            }
        }
    }
}

/// The comparison as one table of a paper: what, before, after.
enum ComparisonPaper {
    static func table(_ comparison: LawComparison) -> PaperTable {
        var rows: [PaperTable.Row] = []
        func text(_ text: LawComparison.Pair.Text?) -> PaperTable.Cell {
            guard let text else { return "không có" }
            return .text(text.words + (text.citation.isEmpty ? "" : "\n(\(text.citation))"))
        }
        if let salary = comparison.salary {
            rows.append(
                .cells([
                    "Mức lương cơ sở", .text(ComparisonPages.salary(salary.old)),
                    .text(ComparisonPages.salary(salary.new)),
                ]))
        }
        if !comparison.common.isEmpty {
            rows.append(.group("Chung cho hầu hết danh hiệu, hình thức"))
            for pair in comparison.common { rows.append(.cells([.text(pair.what), text(pair.old), text(pair.new)])) }
        }
        for change in comparison.awards {
            rows.append(.group(ComparisonPages.title(change)))
            for pair in change.pairs { rows.append(.cells([.text(pair.what), text(pair.old), text(pair.new)])) }
        }
        let instruments = { (title: String, list: [Instrument], isNew: Bool) in
            guard !list.isEmpty else { return }
            rows.append(.group(title))
            for one in list {
                rows.append(
                    .cells([.text(one.citation), isNew ? .empty : .text(one.title), isNew ? .text(one.title) : .empty]))
            }
        }
        instruments("Văn bản bắt đầu có hiệu lực", comparison.begun, true)
        instruments("Văn bản thôi hiệu lực", comparison.ended, false)
        return PaperTable(
            [
                .init("Nội dung", width: 28), .init("Ngày \(comparison.from.vietnamese)", width: 45),
                .init("Ngày \(comparison.to.vietnamese)", width: 45),
            ], rows)
    }
}

/// The HTML of the comparison.
enum ComparisonPages {
    struct Model {
        let law: Law
        var from: String
        var to: String
        let award: Award.Slug?
        var comparison: LawComparison?
        var refusal: LawRefusal?
    }

    static func address(_ from: Day, _ to: Day, _ award: Award.Slug?) -> Address {
        Address(LawPage.comparison.path).with("tu", from.vietnamese).with("den", to.vietnamese)
            .with("danh-hieu", award?.description)
    }

    static func page(_ model: Model) -> HTML {
        let choices =
            [Control.Choice("", "tất cả")]
            + model.law.awards.all.map {
                Control.Choice($0.slug.description, $0.name, group: $0.family.vietnamese)
            }
        let query = Address("", [("tu", model.from), ("den", model.to), ("danh-hieu", model.award?.description ?? "")])
        func file(_ file: PaperFile) -> Action {
            .file(file.rawValue.uppercased(), Address(LawPage.comparisonFile(file).path, query.query))
        }
        return """
            \(PageHead(
                "So sánh hai ngày của luật",
                facts: "Danh hiệu, điều kiện, thẩm quyền, hệ số, lương cơ sở và văn bản khác nhau ra sao.",
                trail: [Link("Luật", LawPage.start.path)], here: "So sánh",
                actions: model.comparison == nil ? [] : [file(.docx), file(.pdf), file(.xlsx), .print()]))
            \(model.refusal.map { Note(.bad, $0.explanation.notice) })
            \(FilterBar(
                "Hai ngày", base: Address(LawPage.comparison.path),
                filters: [
                    .init("tu", "Ngày thứ nhất", .day(model.from)), .init("den", "Ngày thứ hai", .day(model.to)),
                    .init("danh-hieu", "Danh hiệu", .choice(choices, selected: model.award?.description ?? "")),
                ], isFiltered: model.award != nil, verb: "So sánh"))
            \(quick(model))
            \(model.comparison.map(result))
            """
    }

    private static func quick(_ model: Model) -> HTML {
        let links = zip(model.law.regimes, model.law.regimes.dropFirst()).map { _, next in
            Link(
                next.period.start.vietnamese,
                address(next.period.start.adding(days: -1), next.period.start, model.award), subject: "so với hôm trước"
            ).html
        }
        return "<p class=\"small soft\">Ngày quy định thay đổi: \(links.joined(" · "))</p>"
    }

    private static func result(_ comparison: LawComparison) -> HTML {
        guard !comparison.isEmpty else {
            return Empty(
                "Không có gì thay đổi giữa ngày \(comparison.from.vietnamese) và ngày \(comparison.to.vietnamese).",
                "Chọn hai ngày khác, hoặc một ngày quy định thay đổi ở trên."
            ).html
        }
        let counts = [
            (comparison.awards.count { $0.fate == .added }, "danh hiệu, hình thức mới"),
            (comparison.awards.count { $0.fate == .ended }, "danh hiệu, hình thức thôi"),
            (comparison.awards.count { $0.fate == .changed }, "danh hiệu, hình thức có thay đổi"),
            (comparison.begun.count, "văn bản bắt đầu"), (comparison.ended.count, "văn bản thôi hiệu lực"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return """
            \(OpeningSentence("\(counts.joined(separator: ", ").capitalFirst)."))
            \(comparison.salary.map { money($0, comparison) })
            \(common(comparison))
            \(fates(comparison))
            \(comparison.awards.filter { $0.fate == .changed }.map { changed($0, comparison) })
            \(instruments("Văn bản bắt đầu có hiệu lực", "van-ban-moi", comparison.begun))
            \(instruments("Văn bản thôi hiệu lực", "van-ban-het", comparison.ended))
            """
    }

    static func salary(_ salary: BonusTable.Salary?) -> String {
        salary.map { "\($0.amount.dong) (\($0.citation))" } ?? "phần mềm không giữ"
    }

    private static func money(
        _ pair: (old: BonusTable.Salary?, new: BonusTable.Salary?), _ comparison: LawComparison
    ) -> HTML {
        Section(
            "Mức lương cơ sở", id: "luong-co-so",
            content: Facts([
                ("Ngày \(comparison.from.vietnamese)", "\(salary(pair.old))"),
                ("Ngày \(comparison.to.vietnamese)", "\(salary(pair.new))"),
            ]).html
        ).html
    }

    private static func fates(_ comparison: LawComparison) -> HTML? {
        let rows = comparison.awards.filter { $0.fate != .changed }
        guard !rows.isEmpty else { return nil }
        return RuledTable(
            "Danh hiệu, hình thức mới và thôi", count: "\(rows.count)",
            columns: [
                Column("Tên", .name) { (change: LawComparison.AwardChange) in
                    let day = change.fate == .added ? comparison.to : comparison.from
                    return Link(
                        change.newName ?? change.oldName ?? "", LawPage.address(of: change.award.slug, on: day)
                    ).html
                },
                Column("Thay đổi", .text, .w14) { $0.fate == .added ? "có trong danh mục" : "thôi" },
                Column("Ngày", .text, .w9) { change in
                    let versions = change.award.versions
                    let day =
                        change.fate == .added ? versions.first?.period.start : versions.last?.period.last
                    return "\(day?.vietnamese ?? "")"
                },
            ], rows: rows
        ).with { $0.id = "moi-va-thoi" }.html
    }

    /// `Chiến sĩ thi đua bộ, ban, ngành, tỉnh (trước: …)`
    static func title(_ change: LawComparison.AwardChange) -> String {
        let name = change.newName ?? change.oldName ?? change.award.name
        switch change.fate {
        case .added: return "\(name): mới có trong danh mục"
        case .ended: return "\(name): thôi"
        case .changed:
            guard let old = change.oldName, old != name else { return name }
            return "\(name) (trước: \(old))"
        }
    }

    private static func common(_ comparison: LawComparison) -> HTML? {
        guard !comparison.common.isEmpty else { return nil }
        return pairs(
            "Chung cho hầu hết danh hiệu, hình thức", "\(comparison.common.count) chỗ, không nhắc lại ở từng danh hiệu",
            "chung", comparison.common, comparison)
    }

    private static func changed(_ change: LawComparison.AwardChange, _ comparison: LawComparison) -> HTML {
        pairs(
            title(change), change.pairs.isEmpty ? "chỉ đổi tên" : "\(change.pairs.count) chỗ",
            "dh-\(change.award.slug)",
            change.pairs, comparison)
    }

    private static func pairs(
        _ title: String, _ count: String, _ id: String, _ rows: [LawComparison.Pair], _ comparison: LawComparison
    ) -> HTML {
        func text(_ text: LawComparison.Pair.Text?) -> HTML {
            guard let text else { return "<span class=\"soft\">không có</span>" }
            return
                "\(text.words)\(if: !text.citation.isEmpty, "<br><span class=\"soft small\">\(text.citation)</span>")"
        }
        return RuledTable(
            title, count: count,
            columns: [
                Column("Nội dung", .name, .w14) { (pair: LawComparison.Pair) in
                    "\(pair.what)\(if: pair.isOnlyCitation, "<br><span class=\"soft small\">chỉ đổi điều luật</span>")"
                },
                Column("Ngày \(comparison.from.vietnamese)") { text($0.old) },
                Column("Ngày \(comparison.to.vietnamese)") { text($0.new) },
            ], rows: rows
        ).with {
            $0.id = id
            $0.empty = Empty("Chỉ tên gọi thay đổi.")
        }.html
    }

    private static func instruments(_ title: String, _ id: String, _ list: [Instrument]) -> HTML? {
        guard !list.isEmpty else { return nil }
        return RuledTable(
            title, count: "\(list.count)",
            columns: [
                Column("Văn bản", .name, .w18) { (one: Instrument) in "\(one.citation)" },
                Column("Về việc") { "\($0.title)" },
                Column("Hiệu lực", .text, .w13) { one in
                    "\(one.period.start.vietnamese) – \(one.period.last?.vietnamese ?? "nay")"
                },
            ], rows: list
        ).with { $0.id = id }.html
    }
}
