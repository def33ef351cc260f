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
        /// What its members may be given in the year; nil for who reads no honours.
        let eligibility: Address?
        /// Members of councils to whom it is assigned that year.
        let council: [CouncilAssignment]
        /// What was done, newest first; only for who manages it.
        let entries: [LedgerEntry]
    }

    struct HandOver {
        let bloc: Bloc
        let year: Int
        let members: [Bloc.Member]
        let last: Bloc.Year?
        let typed: Typed
        let refusal: BlocRefusal?
        let isCorrection: Bool
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
                actions: mayManage
                    ? [
                        .link("Nhập, xuất Excel", "/trao-doi/khoi"),
                        .link("Thêm khối, cụm", BlocPage.new.path, .primary),
                    ] : []))
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
        var actions = model.eligibility.map { [Action.link("Đủ điều kiện cả khối, cụm", $0, .low)] } ?? []
        if model.mayManage {
            actions += [
                .link("Quyết định mới", BlocPage.decision(bloc.id).path),
                .link("Chỉ tiêu", Address(BlocPage.quotaForm(bloc.id).path).with("nam", year)),
            ]
            if now?.head != nil {
                actions.append(
                    .link("Sửa bàn giao", Address(BlocPage.correctForm(bloc.id).path).with("nam", year)))
            }
            actions.append(.link("Bàn giao", BlocPage.handOverForm(bloc.id).path, .primary))
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
            \(own(model, now))
            \(members(model, now))
            \(years(model))
            \(versions(model, base))
            \(CouncilPages.history(model.entries, of: .bloc))
            """
    }

    /// In a cluster of provinces: what falls to our own this year, and to whom it answers.
    private static func own(_ model: One, _ now: Bloc.Year?) -> HTML {
        let (bloc, year) = (model.bloc, model.year)
        guard bloc.kind == .provinces, model.members.contains(where: { $0.unit == bloc.unit }) else { return .empty }
        let host = now?.head
        let duties: [HTML] =
            if let host, host.unit == bloc.unit {
                [
                    "Chủ trì cụm năm \(year): xây dựng kế hoạch, giao ước và bảng điểm, tổ chức sơ kết và tổng kết.",
                    "Nhận báo cáo, bảng tự chấm điểm của các tỉnh thành viên; gửi kết quả lên Hội đồng Thi đua - Khen thưởng Trung ương.",
                    "Bàn giao cho trưởng cụm năm \(year + 1) khi tổng kết.",
                ]
            } else if let host {
                [
                    now?.deputies.contains { $0.unit == bloc.unit } ?? false
                        ? "Làm phó trưởng cụm năm \(year): cùng \(host.name) chuẩn bị kế hoạch, sơ kết và tổng kết."
                        : "Tham gia ký giao ước, sơ kết và tổng kết do \(host.name) chủ trì.",
                    "Gửi \(host.name) báo cáo và bảng tự chấm điểm theo lịch của cụm; ngày cụ thể do trưởng cụm báo.",
                ]
            } else {
                ["Chưa biết trưởng cụm năm \(year). Khi có thông báo, dùng “Bàn giao” để ghi."]
            }
        return Section("Việc của \(bloc.unitName) trong cụm", id: "viec-trong-cum", content: Lines(duties).html).html
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
                Column("Việc làm được", .action, .w11, isOnPaper: false) { line in
                    guard model.mayManage, line.head != nil else { return .empty }
                    let undo = Address(BlocPage.undoForm(model.bloc.id).path).with("nam", line.year)
                    return Link("Hủy bàn giao", undo, subject: "năm \(line.year)").html
                },
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
                Column("Việc làm được", .action, .w11, isOnPaper: false) { version in
                    guard model.mayManage, model.versions.count > 1, version.id == model.versions.first?.id else {
                        return .empty
                    }
                    return Link(
                        "Hủy quyết định", BlocPage.undoForm(model.bloc.id).path, subject: version.decision
                    ).html
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

    private static func reason(_ typed: Typed) -> Field {
        Field("ly-do", "Lý do", hint: "Nhật ký giữ lý do cùng nội dung cũ và mới.", .text(typed["ly-do"], length: 60))
    }

    static func handOver(_ model: HandOver, token: Token) -> HTML {
        let (bloc, year, typed) = (model.bloc, model.year, model.typed)
        let none = [Control.Choice("", "– chưa chọn –")]
        let choices = none + model.members.map { Control.Choice($0.unit.description, $0.name) }
        let facts: HTML =
            if model.isCorrection {
                "Sửa chỗ ghi sai của năm \(year); các năm khác giữ nguyên."
            } else if let last = model.last, let head = last.head {
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
        if model.isCorrection {
            return form(
                "Sửa bàn giao năm \(year)", facts: facts, trail: trail(bloc), to: BlocPage.correct(bloc.id).path,
                back: BlocPage.show(bloc.id).path, verb: "Lưu chỗ sửa", busy: "Đang lưu…", fields + [reason(typed)],
                model.refusal, token + [("nam", String(year))])
        }
        return form(
            "Bàn giao năm \(year)", facts: facts, trail: trail(bloc), to: BlocPage.handOver(bloc.id).path,
            back: BlocPage.show(bloc.id).path, verb: "Bàn giao cho năm \(year)", busy: "Đang bàn giao…", fields,
            model.refusal, token + [("nam", String(year))])
    }

    static func undo(
        _ bloc: Bloc, _ handed: Bloc.Year?, _ newest: Bloc.Version, _ typed: Typed, _ refusal: BlocRefusal?,
        token: Token
    ) -> HTML {
        let back = BlocPage.show(bloc.id).path
        if let handed {
            return form(
                "Hủy bàn giao năm \(handed.year)",
                facts:
                    "\(handed.head?.name ?? "") thôi là \(bloc.kind.head) năm \(handed.year); chỉ tiêu của năm giữ nguyên. Có thể bàn giao lại.",
                trail: trail(bloc), to: BlocPage.undoHandOver(bloc.id).path, back: back, verb: "Hủy bàn giao",
                busy: "Đang hủy…", [reason(typed)], refusal, token + [("nam", String(handed.year))])
        }
        return form(
            "Hủy quyết định \(newest.decision)",
            facts: "Danh sách thành viên từ năm \(newest.firstYear) trở lại theo quyết định trước.", trail: trail(bloc),
            to: BlocPage.undoDecision(bloc.id).path, back: back, verb: "Hủy quyết định", busy: "Đang hủy…",
            [reason(typed)], refusal, token)
    }

    static func quota(
        _ bloc: Bloc, _ typed: Typed, _ refusal: BlocRefusal?, needsReason: Bool, token: Token
    ) -> HTML {
        form(
            "Chỉ tiêu khen thưởng", facts: "Số cờ và bằng khen khối, cụm được đề nghị trong năm.", trail: trail(bloc),
            to: BlocPage.setQuota(bloc.id).path, back: BlocPage.show(bloc.id).path, verb: "Ghi chỉ tiêu",
            busy: "Đang ghi…",
            [
                Field("nam", "Năm", .text(typed["nam"], kind: .number, length: 4)),
                Field("co", "Cờ thi đua", isOptional: true, .text(typed["co"], kind: .number, length: 4)),
                Field("bang-khen", "Bằng khen", isOptional: true, .text(typed["bang-khen"], kind: .number, length: 4)),
            ] + (needsReason || refusal == .noReason ? [reason(typed)] : []), refusal, token)
    }
}
