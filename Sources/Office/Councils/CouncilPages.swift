import Markup
import Vocabulary

/// The HTML of the register of councils.
enum CouncilPages {
    typealias Token = [(name: String, value: String)]
    typealias Typed = CouncilAnswers.Typed

    struct List {
        let page: CouncilList
        let filter: CouncilList.Filter
        let today: Day
        let mayManage: Bool
    }

    struct One {
        let council: Council
        let members: [CouncilMember]
        let day: Day
        let assignments: [CouncilAssignment]
        let mayManage: Bool
        /// What was done, newest first; only for who manages it.
        let entries: [LedgerEntry]
    }

    /// Which form of the page of a seat.
    enum SeatForm: Equatable { case replace, end, correct, remove }

    struct Seat {
        let member: CouncilMember
        let council: Council
        /// What was typed into the form that was refused.
        let typed: Typed?
        let refusal: CouncilRefusal?
        let refused: SeatForm?
        let people: [String]
        let today: Day
    }

    struct Assignments {
        let council: Council
        let year: Int
        let members: [CouncilMember]
        let assignments: [CouncilAssignment]
        let blocs: [String]
        let mayManage: Bool
    }

    private static let trail = Link("Hội đồng", CouncilPage.list.path)

    static func list(_ model: List) -> HTML {
        let (page, filter) = (model.page, model.filter)
        let base = Address(CouncilPage.list.path)
        let address = base.with("ngay", filter.day == model.today ? nil : filter.day.vietnamese)
            .with("loai", filter.kind?.rawValue).with("cap", filter.level?.rawValue)
            .with("tim", filter.words.isEmpty ? nil : filter.words)
        let kinds = [Control.Choice("", "tất cả")] + Council.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let levels = [Control.Choice("", "tất cả")] + Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let table = RuledTable(
            "Hội đồng trong nhiệm kỳ ngày \(filter.day.vietnamese)", count: "\(page.total.dotted) hội đồng",
            columns: [
                Column("Tên", .name) { "\(Link($0.name, CouncilPage.show($0.id).path))" },
                Column("Loại", .text, .w14) { "\($0.kind.vietnamese)" },
                Column("Cấp", .text, .w9) { "\($0.level.vietnamese)" },
                Column("Cơ quan thường trực", .text, .w14) { "\($0.standingName ?? "–")" },
                Column("Nhiệm kỳ", .text, .w13) { "\(UnitPages.periodWords($0.firstDay, $0.lastDay))" },
            ], rows: page.lines
        ).with {
            $0.hasRule = false
            $0.empty = Empty("Không có hội đồng nào như vậy.", "Thử bỏ bớt điều kiện lọc, hoặc xem một ngày khác.")
        }
        var actions: [Action] = []
        if model.mayManage {
            actions = [
                .link("Nhập, xuất Excel", "/trao-doi/hoi-dong"), .link("Thêm hội đồng", CouncilPage.new.path, .primary),
            ]
        }
        return """
            \(PageHead(
                "Hội đồng", facts: "Hội đồng Thi đua - Khen thưởng và Hội đồng sáng kiến các cấp.", actions: actions))
            \(FilterBar(
                "Lọc hội đồng", base: base,
                filters: [
                    .init("tim", "Tên", .text(filter.words, kind: .search, length: 20)),
                    .init("ngay", "Vào ngày", .day(filter.day.vietnamese)),
                    .init("loai", "Loại", .choice(kinds, selected: filter.kind?.rawValue ?? "")),
                    .init("cap", "Cấp", .choice(levels, selected: filter.level?.rawValue ?? "")),
                ], isFiltered: filter.isFiltered || filter.day != model.today))
            \(table)
            \(Pager(
                address, words: "\(page.lines.count.dotted) trong \(page.total.dotted) hội đồng",
                before: page.before?.description, after: page.after?.description))
            """
    }

    static func one(_ model: One) -> HTML {
        let council = model.council
        let serving = model.members.filter { $0.serves(on: model.day) }
        let others = model.members.filter { !$0.serves(on: model.day) }
        let base = Address(CouncilPage.show(council.id).path)
        let assignments = Action.link(
            "Phân công theo dõi khối", Address(CouncilPage.assignments(council.id).path).with("nam", model.day.year))
        return """
            \(PageHead(
                council.name, facts: "\(council.kind.vietnamese), \(council.level.vietnamese)", trail: [trail],
                here: council.name,
                actions: [assignments]
                    + (model.mayManage
                        ? [
                            .link("Sửa thông tin", CouncilPage.edit(council.id).path),
                            .link("Thêm thành viên", CouncilPage.newMember(council.id).path, .primary),
                        ] : [])))
            \(Facts([
                ("Thành lập", "Quyết định \(council.decision) ngày \(council.decidedOn.vietnamese)"),
                ("Nhiệm kỳ", "\(UnitPages.periodWords(council.firstDay, council.lastDay))"),
                ("Đơn vị", "\(council.unitName)"), ("Cơ quan thường trực", "\(council.standingName ?? "chưa ghi")"),
                ("Theo dõi khối năm \(model.day.year)", "\(model.assignments.count.dotted) phân công"),
            ]))
            \(FilterBar(
                "Xem thành viên vào ngày", base: base, filters: [.init("ngay", "Vào ngày", .day(model.day.vietnamese))],
                isFiltered: false))
            \(members("Thành viên ngày \(model.day.vietnamese)", serving, model))
            \(if: !others.isEmpty, members("Trước hoặc sau ngày đó", others, model))
            \(history(model.entries, of: .council))
            """
    }

    /// What was done with a thing, by its ledger.
    static func history(_ entries: [LedgerEntry], of kind: LedgerKind) -> HTML {
        guard !entries.isEmpty else { return .empty }
        let steps = entries.map { entry in
            Trace.Step(
                [entry.at.day.vietnamese, entry.at.hour],
                "\((kind.acts[entry.act] ?? entry.act).capitalFirst)\(entry.why.map { ": “\($0)”" as HTML })",
                who: "\(entry.who)")
        }
        let rest = Array(steps.dropFirst(5))
        return Section(
            "Lịch sử", count: "\(steps.count) lần", id: "lich-su",
            content: """
                \(Trace(Array(steps.prefix(5))))\
                \(if: !rest.isEmpty, Details("\(rest.count) lần trước đó", content: Trace(rest).html).html)
                """
        ).html
    }

    private static func members(_ caption: String, _ members: [CouncilMember], _ model: One) -> HTML {
        RuledTable(
            caption, count: "\(members.count) người",
            columns: [
                Column("Họ và tên", .name) { "\($0.name)" },
                Column("Vai trò", .text, .w14) { "\($0.role.vietnamese)" },
                Column("Thời gian", .text, .w13) { "\(UnitPages.periodWords($0.firstDay, $0.lastDay))" },
                Column("Việc làm được", .action, .w11, isOnPaper: false) { member in
                    model.mayManage
                        ? Link("Thay, thôi, sửa", CouncilPage.member(member.id).path, subject: member.name).html
                        : .empty
                },
            ], rows: members
        ).with {
            // The rule of the box of days stands above.
            $0.hasRule = !members.allSatisfy { $0.serves(on: model.day) }
            $0.empty = Empty(
                "Chưa có thành viên nào vào ngày này.", "Xem một ngày khác, hoặc thêm thành viên theo quyết định.")
        }.html
    }

    // MARK: Forms

    private static func head(
        _ title: String, facts: HTML, trail: [Link], _ fields: [Field], _ refusal: CouncilRefusal?
    ) -> HTML {
        """
        \(PageHead(title, facts: facts, trail: trail, here: title))
        \(ErrorSummary("Chưa ghi được", fields: fields))
        \(if: refusal != nil && fields.allSatisfy { $0.error == nil }, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
        """
    }

    private static func errors(_ refusal: CouncilRefusal?) -> [String: String] {
        refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
    }

    private static func councilFields(_ typed: Typed, _ known: [String]) -> [Field] {
        [
            Field("ten", "Tên hội đồng", .text(typed["ten"], length: 60)),
            Field(
                "loai", "Loại",
                .choice(Council.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: typed["loai"])),
            Field(
                "cap", "Cấp",
                .choice(
                    Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }, selected: typed["cap"])),
            Field(
                "don-vi", "Đơn vị", hint: "Hội đồng của đơn vị nào: tên hoặc mã.",
                .suggest(typed["don-vi"], from: known)),
            Field(
                "thuong-truc", "Cơ quan thường trực", hint: "Tên hoặc mã.", isOptional: true,
                .suggest(typed["thuong-truc"], from: known)),
            Field("so", "Số quyết định thành lập", .text(typed["so"], length: 20)),
            Field("ngay", "Ngày quyết định", .day(typed["ngay"])),
            Field("tu-ngay", "Nhiệm kỳ từ ngày", .day(typed["tu-ngay"])),
            Field("den-ngay", "Nhiệm kỳ đến ngày", isOptional: true, .day(typed["den-ngay"])),
        ]
    }

    static func new(_ typed: Typed, _ known: [String], _ refusal: CouncilRefusal?, token: Token) -> HTML {
        let fields = councilFields(typed, known).map { $0.with(errors: errors(refusal)) }
        return """
            \(head("Thêm hội đồng", facts: "Theo quyết định thành lập hoặc kiện toàn.", trail: [trail], fields, refusal))
            \(Form(to: CouncilPage.establish.path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([
                    .submit("Thêm hội đồng", .primary, busy: "Đang thêm…"), .link("Thôi", CouncilPage.list.path, .low),
                ]))
                """))
            """
    }

    private static func reason(_ typed: Typed, id: String? = nil) -> Field {
        Field(
            "ly-do", "Lý do", hint: "Nhật ký giữ lý do cùng nội dung cũ và mới.", id: id,
            .text(typed["ly-do"], length: 60))
    }

    static func edit(
        _ council: Council, _ typed: Typed, _ known: [String], _ refusal: CouncilRefusal?, token: Token
    ) -> HTML {
        let back = CouncilPage.show(council.id).path
        let fields = (councilFields(typed, known) + [reason(typed)]).map { $0.with(errors: errors(refusal)) }
        return """
            \(head(
                "Sửa thông tin hội đồng", facts: "Thành viên và thời gian tham gia giữ nguyên.",
                trail: [trail, Link(council.name, back)], fields, refusal))
            \(Form(to: CouncilPage.correct(council.id).path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit("Lưu thông tin", .primary, busy: "Đang lưu…"), .link("Thôi", back, .low)]))
                """))
            """
    }

    static func unassign(
        _ council: Council, _ line: CouncilAssignment, _ typed: Typed, _ refusal: CouncilRefusal?, token: Token
    ) -> HTML {
        let back = Address(CouncilPage.assignments(council.id).path).with("nam", line.year)
        let fields = [reason(typed).with(errors: errors(refusal))]
        return """
            \(head(
                "Bỏ phân công", facts: "\(line.personName) thôi theo dõi \(line.blocName) năm \(line.year).",
                trail: [trail, Link(council.name, CouncilPage.show(council.id).path)], fields, refusal))
            \(Form(
                to: CouncilPage.unassign(council.id).path,
                hidden: token + [("phan-cong", line.id.description), ("nam", String(line.year))], content: """
                    \(fields)\(Actions([.submit("Bỏ phân công", .primary, busy: "Đang ghi…"), .link("Giữ lại", back, .low)]))
                    """))
            """
    }

    private static let personHint =
        "Họ và tên như trong danh mục cá nhân; trùng tên thì thêm đơn vị: Lục Minh Tâm, Sở Tài chính."

    static func newMember(
        _ council: Council, _ typed: Typed, _ people: [String], _ refusal: CouncilRefusal?, token: Token
    ) -> HTML {
        let back = CouncilPage.show(council.id).path
        let fields = [
            Field(
                "nguoi", "Họ và tên", hint: personHint,
                .suggest(typed["nguoi"], from: people, length: 40, asking: PersonPage.suggest.path)),
            Field(
                "vai-tro", "Vai trò",
                .choice(Council.Role.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: typed["vai-tro"])),
            Field("tu-ngay", "Từ ngày", .day(typed["tu-ngay"])),
            Field("den-ngay", "Đến ngày", isOptional: true, .day(typed["den-ngay"])),
        ].map { $0.with(errors: errors(refusal)) }
        return """
            \(head("Thêm thành viên", facts: "\(council.name)", trail: [trail, Link(council.name, back)], fields, refusal))
            \(Form(to: CouncilPage.addMember(council.id).path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([
                    .submit("Thêm thành viên", .primary, busy: "Đang thêm…"), .link("Thôi", back, .low),
                ]))
                """))
            """
    }

    static func member(_ model: Seat, token: Token) -> HTML {
        let (member, council) = (model.member, model.council)
        let back = CouncilPage.show(council.id).path
        let today = model.today.vietnamese
        func typed(_ form: SeatForm, _ first: [String: String]) -> Typed {
            model.refused == form ? model.typed ?? Typed(first) : Typed(first)
        }
        func errors(_ form: SeatForm, _ field: Field) -> Field {
            model.refused == form ? field.with(errors: self.errors(model.refusal)) : field
        }
        let replacing = typed(.replace, ["tu-ngay": today])
        let ending = typed(.end, ["den-ngay": today])
        let correcting = typed(
            .correct,
            [
                "vai-tro": member.role.rawValue, "tu-ngay": member.firstDay.vietnamese,
                "den-ngay": member.lastDay?.vietnamese ?? "",
            ])
        // Names may repeat from form to form; ids may not.
        let replace = [
            Field(
                "nguoi", "Người thay", hint: personHint,
                .suggest(replacing["nguoi"], from: model.people, length: 40, asking: PersonPage.suggest.path)),
            Field("tu-ngay", "Từ ngày", .day(replacing["tu-ngay"])),
        ].map { errors(.replace, $0) }
        let end = [
            Field("den-ngay", "Ngày cuối tham gia", id: "thoi-den-ngay", .day(ending["den-ngay"]))
        ].map { errors(.end, $0) }
        let correct = [
            Field(
                "vai-tro", "Vai trò",
                .choice(
                    Council.Role.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: correcting["vai-tro"])),
            Field("tu-ngay", "Từ ngày", id: "sua-tu-ngay", .day(correcting["tu-ngay"])),
            Field("den-ngay", "Đến ngày", isOptional: true, id: "sua-den-ngay", .day(correcting["den-ngay"])),
            reason(correcting, id: "sua-ly-do"),
        ].map { errors(.correct, $0) }
        let remove = [reason(typed(.remove, [:]), id: "xoa-ly-do")].map { errors(.remove, $0) }
        return """
            \(head(
                "Thay, thôi, sửa",
                facts: "\(member.name), \(member.role.vietnamese), \(UnitPages.periodWords(member.firstDay, member.lastDay)). Người cũ vẫn còn trong lịch sử.",
                trail: [trail, Link(council.name, back)], replace + end + correct + remove, model.refusal))
            \(Section("Thay bằng người khác", id: "thay", content: Form(
                to: CouncilPage.replace(member.id).path, hidden: token, content: """
                    \(replace)\(Actions([.submit("Thay thành viên", .primary, busy: "Đang ghi…"), .link("Quay lại", back, .low)]))
                    """).html))
            \(Section("Thôi tham gia, không có người thay", id: "thoi", content: Form(
                to: CouncilPage.end(member.id).path, hidden: token, content: """
                    \(end)\(Actions([.submit("Ghi ngày thôi", busy: "Đang ghi…")]))
                    """).html))
            \(Section("Sửa chỗ ghi sai", id: "sua", content: Form(
                to: CouncilPage.correctMember(member.id).path, hidden: token, content: """
                    \(correct)\(Actions([.submit("Lưu chỗ sửa", busy: "Đang lưu…")]))
                    """).html))
            \(Section("Xóa dòng ghi nhầm", id: "xoa", content: Form(
                to: CouncilPage.removeMember(member.id).path, hidden: token, content: """
                    <p class="soft">Chỉ khi người này chưa từng là thành viên. Người đã tham gia thì ghi ngày thôi.</p>
                    \(remove)\(Actions([.submit("Xóa khỏi hội đồng", busy: "Đang xóa…")]))
                    """).html))
            """
    }

    static func assignments(_ model: Assignments, _ typed: Typed, _ refusal: CouncilRefusal?, token: Token) -> HTML {
        let council = model.council
        let back = CouncilPage.show(council.id).path
        let base = Address(CouncilPage.assignments(council.id).path)
        let (first, last) = (Day(year: model.year, month: 1, day: 1), Day(year: model.year, month: 12, day: 31))
        let serving = model.members.filter { Post.overlap(($0.firstDay, $0.lastDay), (first, last)) }
        let fields = [
            Field(
                "nguoi", "Thành viên",
                .choice(
                    serving.map { .init($0.id.description, "\($0.name), \($0.role.vietnamese)") },
                    selected: typed["nguoi"])),
            Field("khoi", "Khối, cụm", .suggest(typed["khoi"], from: model.blocs)),
        ].map { $0.with(errors: errors(refusal)) }
        let hidden = token + [("nam", String(model.year))]
        return """
            \(head(
                "Phân công theo dõi khối năm \(model.year)", facts: "\(council.name)",
                trail: [trail, Link(council.name, back)], fields, refusal))
            \(Views("Các năm", (model.year - 1...model.year + 1).map {
                Link("\($0)", base.with("nam", $0), isCurrent: $0 == model.year)
            }))
            \(RuledTable(
                "Phân công năm \(model.year)", count: "\(model.assignments.count) phân công",
                columns: [
                    Column("Khối, cụm", .name) { "\(Link($0.blocName, Address(BlocPage.show($0.bloc).path).with("nam", model.year)))" },
                    Column("Thành viên theo dõi", .text, .w18) { "\($0.personName)" },
                    Column("Việc làm được", .action, .w9, isOnPaper: false) { line in
                        model.mayManage
                            ? Link(
                                "Bỏ", Address(CouncilPage.unassignForm(council.id).path).with("phan-cong", line.id.description),
                                subject: "\(line.personName), \(line.blocName)"
                            ).html : .empty
                    },
                ], rows: model.assignments
            ).with { $0.empty = Empty("Chưa phân công ai theo dõi khối nào năm \(model.year).") })
            \(if: model.mayManage && !serving.isEmpty, Section("Phân công thêm", id: "them", content: Form(
                to: CouncilPage.assign(council.id).path, hidden: hidden, content: """
                    \(fields)\(Actions([.submit("Phân công", .primary, busy: "Đang ghi…")]))
                    """).html).html)
            """
    }
}
