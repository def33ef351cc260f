import Markup
import Vocabulary

/// The HTML of the register of units: directory, new units, changes. The tree and one unit stand in files of their own.
enum UnitPages {
    /// The hidden fields of every form here.
    typealias Token = [(name: String, value: String)]

    struct Directory {
        let page: UnitDirectory
        let filter: UnitFilter
        let today: Day
        let mayManage: Bool
        let parent: String?
        let dayError: String?
    }

    static func directory(_ model: Directory) -> HTML {
        let (filter, page) = (model.filter, model.page)
        let address = filter.address(UnitPage.directory.path, today: model.today)
        let day = filter.day == model.today ? "hôm nay" : "ngày \(filter.day.vietnamese)"
        let table = RuledTable(
            "Danh sách đơn vị", count: "\(page.total.dotted) đơn vị, theo tên \(day)",
            columns: [
                Column("Tên đơn vị", .name, sort: "ten") { line in
                    "\(Link(line.name, Address(UnitPage.unit(line.id).path).with("ngay", filter.day == model.today ? nil : filter.day.vietnamese)))"
                },
                Column("Mã", .text, .w9, sort: "ma") { "\($0.code)" },
                Column("Cấp, loại", .text, .w14) { "\($0.words)" },
                Column("Trực thuộc", .text, .w14) { "\($0.parentName ?? "–")" },
                Column("Thời gian", .text, .w11) { "\(periodWords($0.firstDay, $0.lastDay))" },
            ], rows: page.lines
        ).with {
            $0.hasRule = false
            $0.sorting = Sorting(address, allowed: ["ten", "ma"], standard: "ten")
            $0.empty = Empty("Không có đơn vị nào như vậy.", "Thử bỏ bớt điều kiện lọc, hoặc xem một ngày khác.")
        }
        var actions: [Action] = []
        if model.mayManage {
            actions = [
                .link("Sắp xếp đơn vị", ReorganisationPage.all.path), .link("Thêm đơn vị", UnitPage.new.path, .primary),
            ]
        }
        return """
            \(PageHead(
                "Đơn vị", facts: "Danh mục \(day): đơn vị giữ tên của từng thời kỳ, đơn vị đã kết thúc vẫn còn trong danh mục.",
                actions: actions))
            \(views(isTree: false, filter.day, today: model.today))
            \(model.dayError.map { Note(.care, $0) })
            \(FilterBar(
                "Lọc đơn vị", base: Address(UnitPage.directory.path), filters: filters(filter, today: model.today),
                isFiltered: filter.isFiltered || filter.day != model.today))
            \(model.parent.map { "<p class=\"small soft gap-s\">Chỉ các đơn vị trực thuộc <b>\($0)</b>.</p>" as HTML })
            \(table)
            \(Pager(
                address, words: "\(page.lines.count.dotted) trong \(page.total.dotted) đơn vị",
                before: page.before?.description, after: page.after?.description))
            """
    }

    static func views(isTree: Bool, _ day: Day, today: Day) -> HTML {
        let query = day == today ? nil : day.vietnamese
        return Views(
            "Cách xem đơn vị",
            [
                Link("Danh sách", Address(UnitPage.directory.path).with("ngay", query), isCurrent: !isTree),
                Link("Cây đơn vị", Address(UnitPage.tree.path).with("ngay", query), isCurrent: isTree),
            ]
        ).html
    }

    private static func filters(_ filter: UnitFilter, today: Day) -> [FilterBar.Filter] {
        func any<Value: CaseIterable & RawRepresentable<String>>(
            _ values: Value.Type, _ words: (Value) -> String
        ) -> [Control.Choice] {
            [Control.Choice("", "tất cả")] + values.allCases.map { Control.Choice($0.rawValue, words($0)) }
        }
        return [
            .init("tim", "Tên hoặc mã", .text(filter.words, kind: .search, length: 20)),
            .init("ngay", "Vào ngày", .day(filter.day.vietnamese)),
            .init("cap", "Cấp", .choice(any(Unit.Level.self, \.vietnamese), selected: filter.level?.rawValue ?? "")),
            .init("loai", "Loại", .choice(any(Unit.Kind.self, \.vietnamese), selected: filter.kind?.rawValue ?? "")),
            .init(
                "con", "Tình trạng",
                .choice(
                    UnitFilter.Existence.allCases.map { .init($0 == .then ? "" : $0.rawValue, $0.vietnamese) },
                    selected: filter.existence == .then ? "" : filter.existence.rawValue)),
        ]
    }

    /// `từ 01/07/2025`, `đến 30/06/2025`, `01/01/2020–30/06/2025`, `–`.
    static func periodWords(_ first: Day?, _ last: Day?) -> String {
        switch (first, last) {
        case (nil, nil): "–"
        case (let first?, nil): "từ \(first.vietnamese)"
        case (nil, let last?): "đến \(last.vietnamese)"
        case (let first?, let last?): "\(first.vietnamese)–\(last.vietnamese)"
        }
    }

    // MARK: Adding and changing

    static func levelField(_ selected: String) -> Field {
        Field(
            "cap", "Cấp",
            .choice(Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }, selected: selected))
    }

    static func kindField(_ selected: String) -> Field {
        Field(
            "loai", "Loại",
            .choice(Unit.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }, selected: selected))
    }

    static func communeKindField(_ selected: String) -> Field {
        Field(
            "loai-xa", "Xã, phường hay đặc khu", hint: "Chỉ với đơn vị cấp xã.", isOptional: true,
            .choice(
                [Control.Choice("", "– không phải cấp xã –")]
                    + Unit.CommuneKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                selected: selected))
    }

    static func errors(_ refusal: (any Explained)?) -> [String: String] {
        guard let refusal = refusal as? UnitRefusal, let field = refusal.field else { return [:] }
        return [field: refusal.explanation.notice]
    }

    /// What is wrong, where it is about no field.
    static func loose(_ refusal: (any Explained)?) -> HTML {
        guard let refusal, errors(refusal).isEmpty else { return .empty }
        return Note(.bad, refusal.explanation.notice).html
    }

    static func new(_ typed: UnitForm, parents: [String], refusal: (any Explained)?, token: Token) -> HTML {
        let errors = errors(refusal)
        let fields = (typed.fields + [typed.parentField(parents)] + typed.lastFields).map { $0.with(errors: errors) }
        return """
            \(PageHead(
                "Thêm đơn vị", facts: "Đơn vị mới do sáp nhập, chia tách thì dùng “Sắp xếp đơn vị” để nối với đơn vị cũ.",
                trail: [Link("Đơn vị", UnitPage.directory.path)], here: "Thêm đơn vị"))
            \(ErrorSummary("Chưa thêm được đơn vị", fields: fields))
            \(loose(refusal))
            \(Form(to: UnitPage.add.path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([
                    .submit("Thêm đơn vị", .primary, busy: "Đang thêm…"), .link("Thôi", UnitPage.directory.path, .low),
                ]))
                """))
            """
    }

    struct Changing {
        let change: UnitPage.Change
        let unit: Unit
        let typed: ChangeForm
        let parents: [String]
        let refusal: (any Explained)?
    }

    static func change(_ model: Changing, token: Token) -> HTML {
        let (change, unit) = (model.change, model.unit)
        let errors = errors(model.refusal)
        let fields = model.typed.fields(change, parents: model.parents).map { $0.with(errors: errors) }
        let hidden = token + (change == .correct ? model.typed.seen.map { [("nhu-cu", $0)] } ?? [] : [])
        return """
            \(PageHead(
                change.title, facts: "<b>\(unit.name)</b>. \(change.meaning)",
                trail: [Link("Đơn vị", UnitPage.directory.path), Link(unit.name, UnitPage.unit(unit.id).path)],
                here: change.title))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(loose(model.refusal))
            \(Form(to: UnitPage.make(change, unit.id).path, hidden: hidden, extras: [.guardsWords], content: """
                \(fields)\(Actions([
                    .submit(change.button, .primary, busy: "Đang ghi…"), .link("Thôi", UnitPage.unit(unit.id).path, .low),
                ]))
                """))
            """
    }
}

extension UnitLine {
    /// `cấp tỉnh, đoàn thể`, `phường`: what it is, in the fewest words.
    var words: String {
        if let communeKind { return communeKind.vietnamese }
        return level == .outside || level == .central ? level.vietnamese : "\(level.vietnamese), \(kind.vietnamese)"
    }
}
