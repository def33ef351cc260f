import Markup
import Vocabulary

extension UnitPages {
    /// The page of one unit.
    struct One {
        let detail: UnitDetail
        let today: Day
        let day: Day
        let trail: [(id: ID<Unit>, name: String)]
        let history: [LedgerEntry]
        /// Nil where the visitor does not read the people of that unit.
        let people: UnitPeopleSection?
        /// Everything that was done to the unit; nil where the visitor does not read the ledger.
        let ledger: Address?
        /// What other rooms say of the unit.
        let links: [Link]
        let mayManage: Bool
        let refusal: UnitRefusal?
        let typedAlias: String
    }

    static func one(_ model: One, token: Token) -> HTML {
        let (detail, unit) = (model.detail, model.detail.unit)
        return """
            \(PageHead(
                unit.name, facts: facts(model),
                trail: [Link("Đơn vị", UnitPage.directory.path)] + model.trail.map { Link($0.name, UnitPage.unit($0.id).path) },
                here: unit.name, actions: model.mayManage ? actions(unit) : []))
            \(if: !model.links.isEmpty, "<p class=\"screen\">\(model.links.map(\.html).joined(" · "))</p>")
            \(ended(detail, today: model.today))
            \(Columns(work: """
                \(names(model, token))
                \(if: !detail.predecessors.isEmpty || !detail.successors.isEmpty, kin(detail))
                \(children(model))
                \(model.people?.html(token) ?? .empty)
                """, label: "Thông tin chung", context: """
                \(Section("Thông tin chung", content: generalFacts(detail).html))
                \(places(detail))
                \(history(model))
                """))
            """
    }

    private static func facts(_ model: One) -> HTML {
        let unit = model.detail.unit
        let then = model.detail.names.last { $0.sort == .official && $0.contains(model.day) }?.name
        let old: HTML =
            then != nil && then != unit.name ? " · ngày \(model.day.vietnamese) mang tên <b>\(then ?? "")</b>" : .empty
        return
            "\(unit.communeKind?.vietnamese.capitalFirst ?? unit.kind.vietnamese.capitalFirst), \(unit.level.vietnamese)\(old)"
    }

    private static func actions(_ unit: Unit) -> [Action] {
        var actions: [Action] = [.link("Sửa thông tin", UnitPage.ask(.correct, unit.id).path)]
        if unit.lastDay == nil {
            actions =
                [
                    .link("Kết thúc", UnitPage.ask(.end, unit.id).path, .low),
                    .link("Chuyển cấp trên", UnitPage.ask(.move, unit.id).path, .low),
                    .link("Đổi tên", UnitPage.ask(.rename, unit.id).path),
                ] + actions
        }
        return actions
    }

    private static func ended(_ detail: UnitDetail, today: Day) -> HTML {
        guard let last = detail.unit.lastDay else { return .empty }
        let lead =
            last < today ? "Đã kết thúc hoạt động, ngày cuối \(last.vietnamese)." : "Hoạt động đến \(last.vietnamese)."
        return Note(.care, lead, body: "\(detail.endedBy.map { "Căn cứ: \($0)." })").html
    }

    private static func generalFacts(_ detail: UnitDetail) -> Facts {
        let unit = detail.unit
        var facts: [(name: String, value: HTML)] = [
            ("Mã", "\(unit.code)"), ("Tên viết tắt", "\(unit.shortName ?? "–")"),
            ("Cấp", "\(unit.level.vietnamese)"), ("Loại", "\(unit.kind.vietnamese)"),
        ]
        if let kind = unit.communeKind { facts.append(("Địa bàn", "\(kind.vietnamese)")) }
        facts.append(("Thời gian", "\(periodWords(unit.firstDay, unit.lastDay))"))
        if let basis = detail.foundedBy { facts.append(("Thành lập theo", "\(basis)")) }
        return Facts(facts)
    }

    private static func names(_ model: One, _ token: Token) -> HTML {
        let unit = model.detail.unit
        let table = RuledTable(
            "Tên qua các thời kỳ", count: "văn bản ngày nào, tên ngày ấy",
            columns: [
                Column("Tên", .name) { "\($0.name)" },
                Column("Loại tên", .text, .w9) { "\($0.sort.vietnamese)" },
                Column("Thời gian", .text, .w13) { name in
                    "\(name.first == nil && name.last == nil ? "suốt thời gian hoạt động" : periodWords(name.first, name.last))"
                },
                Column("Việc làm được", .action, .w5, isOnPaper: false) { name in
                    guard model.mayManage, name.sort == .alias else { return .empty }
                    return PostButton(
                        .submit("Bỏ", .low, subject: "tên gọi \(name.name)"),
                        to: UnitPage.removeAlias(unit.id, name.id).path, hidden: token
                    ).html
                },
            ], rows: model.detail.names)
        guard model.mayManage else { return table.html }
        let field = Field(
            "ten-goi", "Thêm tên gọi khác", hint: "Cách gọi khác trong văn bản, để phần mềm nhận ra đơn vị.",
            error: model.refusal?.explanation.notice, .text(model.typedAlias, length: 40))
        return """
            \(ErrorSummary("Chưa thêm được tên gọi", fields: [field]))
            \(table)
            <div class="gap-s">\(Form(to: UnitPage.addAlias(unit.id).path, hidden: token, content: """
                \(field)\(Actions([.submit("Thêm tên gọi", busy: "Đang thêm…")]))
                """))</div>
            """
    }

    private static func kin(_ detail: UnitDetail) -> HTML {
        // Those of one reorganisation stand together.
        func steps(_ kins: [UnitDetail.Kin], isOlder: Bool) -> [Trace.Step] {
            var (steps, rest): ([Trace.Step], ArraySlice) = ([], kins[...])
            while let first = rest.first {
                let together = rest.filter { ($0.way, $0.day, $0.basis) == (first.way, first.day, first.basis) }
                rest = rest.filter { ($0.way, $0.day, $0.basis) != (first.way, first.day, first.basis) }[...]
                let links = together.map { Link($0.name, UnitPage.unit($0.id).path).html }.joined(", ")
                steps.append(
                    Trace.Step(
                        [first.day.vietnamese],
                        isOlder
                            ? "\(links) \(first.way.vietnamese) đơn vị này"
                            : "\(first.way.vietnamese.capitalFirst) \(links)",
                        who: first.basis.map { "Căn cứ: \($0)" }))
            }
            return steps
        }
        let all = steps(detail.successors, isOlder: false) + steps(detail.predecessors, isOlder: true)
        return Section("Kế thừa", count: "đơn vị trước và sau", id: "ke-thua", content: Trace(all).html).html
    }

    private static func children(_ model: One) -> HTML {
        let detail = model.detail
        let day = detail.unit.lastDay.map { min($0, model.day) } ?? model.day
        let query = day == model.today ? nil : day.vietnamese
        let list: HTML =
            detail.children.isEmpty
            ? Empty("Không có đơn vị trực thuộc.").html
            : Lines(
                detail.children.map { child in
                    "\(Link(child.name, Address(UnitPage.unit(child.id).path).with("ngay", query))) <span class=\"soft small\">\(child.words)</span>"
                }
            ).html
        let all = Address(UnitPage.directory.path).with("ngay", query).with("duoi", detail.unit.id.description)
        let more: HTML =
            detail.childCount > detail.children.count
            ? "<p class=\"gap-s\">\(Link("Xem đủ \(detail.childCount.dotted) đơn vị trực thuộc", all))</p>" : .empty
        let aside: HTML =
            detail.childCount > 0
            ? Link(
                "Xem dạng cây", Address(UnitPage.tree.path).with("goc", detail.unit.id.description).with("ngay", query)
            ).html
            : .empty
        return Section(
            "Đơn vị trực thuộc", count: "\(detail.childCount.dotted) đơn vị, ngày \(day.vietnamese)", id: "truc-thuoc",
            aside: aside, content: "\(list)\(more)"
        ).html
    }

    private static func places(_ detail: UnitDetail) -> HTML {
        guard detail.places.count > 1 || detail.places.first?.first != nil else { return .empty }
        return Section(
            "Trực thuộc qua các thời kỳ",
            content: Lines(
                detail.places.reversed().map { place in
                    """
                    \(Link(place.name, UnitPage.unit(place.parent).path))<br>\
                    <span class="soft small">\(place.first == nil && place.last == nil ? "từ đầu" : periodWords(place.first, place.last))\
                    \(place.basis.map { ", theo \($0)" })</span>
                    """
                }
            ).html
        ).html
    }

    private static func history(_ model: One) -> HTML {
        guard !model.history.isEmpty else { return .empty }
        return Section(
            "Lịch sử ghi chép", id: "lich-su",
            aside: model.ledger.map { Link("Xem trong nhật ký", $0).html } ?? .empty,
            content: Trace(
                model.history.map { entry in
                    Trace.Step(
                        [entry.at.day.vietnamese, entry.at.hour], "\(UnitHistory.words(entry))",
                        who: "\(entry.who)\(entry.why.map { " · \($0)" })")
                }
            ).html
        ).html
    }
}
