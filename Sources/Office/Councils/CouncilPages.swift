import Markup
import Vocabulary

/// The HTML of the register of councils.
enum CouncilPages {
    typealias Token = [(name: String, value: String)]
    typealias Typed = CouncilAnswers.Typed

    struct List {
        let lines: [Council]
        let after: ID<Council>?
        let day: Day
        let kind: Council.Kind?
        let level: Unit.Level?
        let today: Day
        let mayManage: Bool
    }

    struct One {
        let council: Council
        let members: [CouncilMember]
        let day: Day
        let assignments: [CouncilAssignment]
        let mayManage: Bool
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
        let base = Address(CouncilPage.list.path)
        let address = base.with("ngay", model.day == model.today ? nil : model.day.vietnamese)
            .with("loai", model.kind?.rawValue).with("cap", model.level?.rawValue)
        let kinds = [Control.Choice("", "tất cả")] + Council.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let levels = [Control.Choice("", "tất cả")] + Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let table = RuledTable(
            "Hội đồng trong nhiệm kỳ ngày \(model.day.vietnamese)",
            columns: [
                Column("Tên", .name) { "\(Link($0.name, CouncilPage.show($0.id).path))" },
                Column("Loại", .text, .w14) { "\($0.kind.vietnamese)" },
                Column("Cấp", .text, .w9) { "\($0.level.vietnamese)" },
                Column("Cơ quan thường trực", .text, .w14) { "\($0.standingName ?? "–")" },
                Column("Nhiệm kỳ", .text, .w13) { "\(UnitPages.periodWords($0.firstDay, $0.lastDay))" },
            ], rows: model.lines
        ).with {
            $0.hasRule = false
            $0.empty = Empty("Không có hội đồng nào như vậy.", "Thử bỏ bớt điều kiện lọc, hoặc xem một ngày khác.")
        }
        return """
            \(PageHead(
                "Hội đồng", facts: "Hội đồng Thi đua - Khen thưởng và Hội đồng sáng kiến các cấp.",
                actions: model.mayManage ? [.link("Thêm hội đồng", CouncilPage.new.path, .primary)] : []))
            \(FilterBar(
                "Lọc hội đồng", base: base,
                filters: [
                    .init("ngay", "Vào ngày", .day(model.day.vietnamese)),
                    .init("loai", "Loại", .choice(kinds, selected: model.kind?.rawValue ?? "")),
                    .init("cap", "Cấp", .choice(levels, selected: model.level?.rawValue ?? "")),
                ], isFiltered: model.kind != nil || model.level != nil || model.day != model.today))
            \(table)
            \(Pager(address, words: "\(model.lines.count.dotted) hội đồng", before: nil, after: model.after?.description))
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
                    + (model.mayManage ? [.link("Thêm thành viên", CouncilPage.newMember(council.id).path, .primary)] : [])))
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
            """
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
                        ? Link("Thay, thôi", CouncilPage.member(member.id).path, subject: member.name).html : .empty
                },
            ], rows: members
        ).with {
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

    static func new(_ typed: Typed, _ known: [String], _ refusal: CouncilRefusal?, token: Token) -> HTML {
        let fields = [
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
        ].map { $0.with(errors: errors(refusal)) }
        return """
            \(head("Thêm hội đồng", facts: "Theo quyết định thành lập hoặc kiện toàn.", trail: [trail], fields, refusal))
            \(Form(to: CouncilPage.establish.path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([
                    .submit("Thêm hội đồng", .primary, busy: "Đang thêm…"), .link("Thôi", CouncilPage.list.path, .low),
                ]))
                """))
            """
    }

    private static let personHint = "Họ và tên như trong danh mục cá nhân; trùng tên thì ghi thêm số, như (hồ sơ 12)."

    static func newMember(_ council: Council, _ typed: Typed, _ refusal: CouncilRefusal?, token: Token) -> HTML {
        let back = CouncilPage.show(council.id).path
        let fields = [
            Field("nguoi", "Họ và tên", hint: personHint, .text(typed["nguoi"], length: 40)),
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

    static func member(
        _ member: CouncilMember, _ council: Council, _ typed: Typed, _ refusal: CouncilRefusal?, token: Token
    ) -> HTML {
        let back = CouncilPage.show(council.id).path
        let fields = [
            Field("nguoi", "Người thay", hint: personHint, .text(typed["nguoi"], length: 40)),
            Field("tu-ngay", "Từ ngày", .day(typed["tu-ngay"])),
        ].map { $0.with(errors: errors(refusal)) }
        let last = [Field("den-ngay", "Ngày cuối tham gia", .day(typed["den-ngay"]))].map {
            $0.with(errors: errors(refusal))
        }
        return """
            \(head(
                "Thay hoặc thôi tham gia",
                facts: "\(member.name), \(member.role.vietnamese), \(UnitPages.periodWords(member.firstDay, member.lastDay)). Người cũ vẫn còn trong lịch sử.",
                trail: [trail, Link(council.name, back)], fields + last, refusal))
            \(Section("Thay bằng người khác", content: Form(
                to: CouncilPage.replace(member.id).path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Thay thành viên", .primary, busy: "Đang ghi…"), .link("Quay lại", back, .low)]))
                    """).html))
            \(Section("Thôi tham gia, không có người thay", content: Form(
                to: CouncilPage.end(member.id).path, hidden: token, content: """
                    \(last)\(Actions([.submit("Ghi ngày thôi", busy: "Đang ghi…")]))
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
                            ? PostButton(
                                .submit("Bỏ", .low), to: CouncilPage.unassign(council.id).path,
                                hidden: hidden + [("phan-cong", line.id.description)]
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
