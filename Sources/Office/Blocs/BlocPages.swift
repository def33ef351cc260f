import Markup
import Vocabulary

/// The HTML of the register of blocs.
enum BlocPages {
    typealias Token = [(name: String, value: String)]
    typealias Typed = BlocAnswers.Typed

    struct One {
        let bloc: Bloc
        let versions: [Bloc.Version]
        let version: Bloc.Version?
        let members: [Bloc.Member]
        let years: [Bloc.Year]
        let year: Int
        let mayManage: Bool
        /// Members of councils to whom it is assigned that year.
        let council: [CouncilAssignment]
    }

    static func list(_ page: BlocList, _ filter: BlocList.Filter, today: Day, mayManage: Bool) -> HTML {
        let base = Address(BlocPage.list.path)
        let address = base.with("nam", filter.year == today.year ? nil : String(filter.year))
            .with("loai", filter.kind?.rawValue).with("tim", filter.words.isEmpty ? nil : filter.words)
        let kinds = [Control.Choice("", "tất cả")] + Bloc.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let table = RuledTable(
            "Khối, cụm thi đua năm \(filter.year)", count: "\(page.total.dotted) khối, cụm",
            columns: [
                Column("Tên", .name) { line in
                    "\(Link(line.name, Address(BlocPage.show(line.id).path).with("nam", filter.year == today.year ? nil : String(filter.year))))"
                },
                Column("Loại", .text, .w11) { "\($0.kind.vietnamese)" },
                Column("Trưởng khối, cụm", .text, .w14) { "\($0.head ?? "chưa giao")" },
                Column("Thành viên", .number, .w7) { "\($0.memberCount.dotted)" },
                Column("Cờ thi đua", .number, .w7) { "\($0.flags?.dotted ?? "–")" },
                Column("Bằng khen", .number, .w7) { "\($0.certificates?.dotted ?? "–")" },
            ], rows: page.lines
        ).with {
            $0.hasRule = false
            $0.empty = Empty(
                "Chưa có khối, cụm nào như vậy trong năm \(filter.year).",
                filter.isFiltered
                    ? "Thử bỏ bớt điều kiện lọc, hoặc xem năm khác."
                    : "Xem năm khác, hoặc thêm theo quyết định chia khối, cụm.")
        }
        return """
            \(PageHead(
                "Khối, cụm thi đua", facts: "Thành viên theo quyết định có hiệu lực trong năm được chọn.",
                actions: mayManage ? [.link("Thêm khối, cụm", BlocPage.new.path, .primary)] : []))
            \(FilterBar(
                "Lọc khối, cụm", base: base,
                filters: [
                    .init("tim", "Tên", .text(filter.words, kind: .search, length: 20)),
                    .init("nam", "Năm", .text(String(filter.year), kind: .number, length: 4)),
                    .init("loai", "Loại", .choice(kinds, selected: filter.kind?.rawValue ?? "")),
                ], isFiltered: filter.isFiltered || filter.year != today.year))
            \(table)
            \(Pager(
                address, words: "\(page.lines.count.dotted) trong \(page.total.dotted) khối, cụm",
                before: page.before?.description, after: page.after?.description))
            """
    }

    static func one(_ model: One) -> HTML {
        let (bloc, year) = (model.bloc, model.year)
        let now = model.years.first { $0.year == year }
        let base = Address(BlocPage.show(bloc.id).path)
        var actions: [Action] = []
        if model.mayManage {
            actions = [
                .link("Quyết định mới", BlocPage.decision(bloc.id).path),
                .link("Chỉ tiêu", Address(BlocPage.quotaForm(bloc.id).path).with("nam", year)),
                .link("Bàn giao", BlocPage.handOverForm(bloc.id).path, .primary),
            ]
        }
        var facts: [(name: String, value: HTML)] = [
            ("Loại", "\(bloc.kind.vietnamese.capitalFirst)"), ("Đơn vị phụ trách", "\(bloc.unitName)"),
            (bloc.kind.head.capitalFirst, "\(now?.head?.name ?? "chưa giao")"),
            ("Phó", "\(deputies(now))"),
            ("Chỉ tiêu Cờ thi đua", "\(now?.flags?.dotted ?? "chưa giao")"),
            ("Chỉ tiêu Bằng khen", "\(now?.certificates?.dotted ?? "chưa giao")"),
        ]
        if !model.council.isEmpty {
            facts.append(("Hội đồng phân công", "\(model.council.map(\.personName).joined(separator: "; "))"))
        }
        let known = Set(model.years.map(\.year) + model.versions.map(\.firstYear) + [year]).sorted().suffix(8)
        return """
            \(PageHead(
                bloc.name, facts: "Năm \(year), \(model.members.count) đơn vị thành viên",
                trail: [Link("Khối, cụm thi đua", BlocPage.list.path)], here: bloc.name, actions: actions))
            \(Views("Các năm", known.map { Link("\($0)", base.with("nam", $0), isCurrent: $0 == year) }))
            \(Facts(facts))
            \(members(model, now))
            \(years(model))
            \(versions(model, base))
            """
    }

    private static func deputies(_ year: Bloc.Year?) -> String {
        guard let year, !year.deputies.isEmpty else { return "chưa giao" }
        return year.deputies.map(\.name).joined(separator: "; ")
    }

    private static func members(_ model: One, _ now: Bloc.Year?) -> HTML {
        let basis = model.version.map { "theo Quyết định \($0.decision) ngày \($0.decidedOn.vietnamese)" }
        return RuledTable(
            "Thành viên năm \(model.year)", count: basis,
            columns: [
                Column("Đơn vị", .name) { "\($0.name)" },
                Column("Mã", .text, .w9) { "\($0.code)" },
                Column("Vai trò", .text, .w11) { member in
                    if member.unit == now?.head?.unit { return "\(model.bloc.kind.head)" }
                    return now?.deputies.contains { $0.unit == member.unit } ?? false ? "phó" : "thành viên"
                },
            ], rows: model.members
        ).with {
            $0.empty = Empty("Năm \(model.year) chưa có quyết định về thành viên.", "Chọn năm khác ở trên.")
        }.html
    }

    private static func years(_ model: One) -> HTML {
        RuledTable(
            "Luân phiên từng năm",
            columns: [
                Column("Năm", .number, .w5) { "\($0.year)" },
                Column(model.bloc.kind.head.capitalFirst, .name) { "\($0.head?.name ?? "chưa giao")" },
                Column("Phó", .text) { "\(deputies($0))" },
                Column("Cờ thi đua", .number, .w7) { "\($0.flags?.dotted ?? "–")" },
                Column("Bằng khen", .number, .w7) { "\($0.certificates?.dotted ?? "–")" },
            ], rows: model.years
        ).with { $0.empty = Empty("Chưa giao \(model.bloc.kind.head) năm nào.", "Dùng “Bàn giao” để giao năm đầu.") }
            .html
    }

    private static func versions(_ model: One, _ base: Address) -> HTML {
        RuledTable(
            "Các quyết định",
            columns: [
                Column("Quyết định", .name) { "\(Link($0.decision, base.with("nam", $0.firstYear)))" },
                Column("Ngày", .day, .w9) { "\($0.decidedOn)" },
                Column("Áp dụng", .text, .w13) { version in
                    "\(version.lastYear.map { "năm \(version.firstYear) đến \($0)" } ?? "từ năm \(version.firstYear)")"
                },
            ], rows: model.versions
        ).html
    }

    // MARK: Forms

    private static func errors(_ refusal: BlocRefusal?) -> [String: String] {
        refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
    }

    private static func form(
        _ title: String, facts: HTML, trail: [Link], to: String, back: String, verb: String, busy: String,
        _ fields: [Field], _ refusal: BlocRefusal?, _ hidden: Token
    ) -> HTML {
        let fields = fields.map { $0.with(errors: errors(refusal)) }
        return """
            \(PageHead(title, facts: facts, trail: trail, here: title))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(if: refusal != nil && refusal?.field == nil, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Form(to: to, hidden: hidden, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit(verb, .primary, busy: busy), .link("Thôi", back, .low)]))
                """))
            """
    }

    private static func decisionFields(_ typed: Typed) -> [Field] {
        [
            Field("so", "Số quyết định", hint: "Ví dụ: 35/QĐ-UBND", .text(typed["so"], length: 20)),
            Field("ngay", "Ngày quyết định", .day(typed["ngay"])),
            Field("nam", "Áp dụng từ năm", .text(typed["nam"], kind: .number, length: 4)),
            Field(
                "thanh-vien", "Đơn vị thành viên", hint: "Mỗi dòng một đơn vị: tên hoặc mã trong danh mục.",
                .area(typed["thanh-vien"], rows: 10)),
        ]
    }

    static func new(_ typed: Typed, _ known: [String], _ refusal: BlocRefusal?, token: Token) -> HTML {
        let fields =
            [
                Field("ten", "Tên khối, cụm", .text(typed["ten"], length: 60)),
                Field(
                    "loai", "Loại",
                    .choice(
                        Bloc.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                        selected: typed["loai"])),
                Field(
                    "don-vi", "Đơn vị phụ trách", hint: "Tên hoặc mã. Với khối nội bộ là cơ quan chủ quản.",
                    .suggest(typed["don-vi"], from: known)),
            ] + decisionFields(typed)
        return form(
            "Thêm khối, cụm", facts: "Theo quyết định chia khối, cụm thi đua.",
            trail: [Link("Khối, cụm thi đua", BlocPage.list.path)], to: BlocPage.found.path, back: BlocPage.list.path,
            verb: "Thêm khối, cụm", busy: "Đang thêm…", fields, refusal, token)
    }

    private static func trail(_ bloc: Bloc) -> [Link] {
        [Link("Khối, cụm thi đua", BlocPage.list.path), Link(bloc.name, BlocPage.show(bloc.id).path)]
    }

    static func decision(_ bloc: Bloc, _ typed: Typed, _ refusal: BlocRefusal?, token: Token) -> HTML {
        form(
            "Quyết định mới", facts: "Thành viên theo quyết định cũ giữ nguyên cho các năm trước.", trail: trail(bloc),
            to: BlocPage.decide(bloc.id).path, back: BlocPage.show(bloc.id).path, verb: "Ghi quyết định",
            busy: "Đang ghi…", decisionFields(typed), refusal, token)
    }

    static func handOver(
        _ bloc: Bloc, year: Int, _ members: [Bloc.Member], _ last: Bloc.Year?, _ typed: Typed, _ refusal: BlocRefusal?,
        token: Token
    ) -> HTML {
        let none = [Control.Choice("", "– chưa chọn –")]
        let choices = none + members.map { Control.Choice($0.unit.description, $0.name) }
        let facts: HTML =
            if let last, let head = last.head {
                "Năm \(last.year) do \(head.name) làm \(bloc.kind.head). Năm cũ giữ nguyên; năm \(year) giao như dưới đây."
            } else {
                "Giao \(bloc.kind.head) và phó cho năm \(year), chọn trong các thành viên của năm đó."
            }
        let fields = [
            Field("truong", bloc.kind.head.capitalFirst, .choice(choices, selected: typed["truong"])),
            Field("pho", "Phó thứ nhất", isOptional: true, .choice(choices, selected: typed["pho"])),
            Field("pho-hai", "Phó thứ hai", isOptional: true, .choice(choices, selected: typed["pho-hai"])),
            Field("pho-ba", "Phó thứ ba", isOptional: true, .choice(choices, selected: typed["pho-ba"])),
        ]
        return form(
            "Bàn giao năm \(year)", facts: facts, trail: trail(bloc), to: BlocPage.handOver(bloc.id).path,
            back: BlocPage.show(bloc.id).path, verb: "Bàn giao cho năm \(year)", busy: "Đang bàn giao…", fields,
            refusal,
            token + [("nam", String(year))])
    }

    static func quota(_ bloc: Bloc, _ typed: Typed, _ refusal: BlocRefusal?, token: Token) -> HTML {
        form(
            "Chỉ tiêu khen thưởng", facts: "Số cờ và bằng khen khối, cụm được đề nghị trong năm.", trail: trail(bloc),
            to: BlocPage.setQuota(bloc.id).path, back: BlocPage.show(bloc.id).path, verb: "Ghi chỉ tiêu",
            busy: "Đang ghi…",
            [
                Field("nam", "Năm", .text(typed["nam"], kind: .number, length: 4)),
                Field("co", "Cờ thi đua", isOptional: true, .text(typed["co"], kind: .number, length: 4)),
                Field("bang-khen", "Bằng khen", isOptional: true, .text(typed["bang-khen"], kind: .number, length: 4)),
            ], refusal, token)
    }
}
