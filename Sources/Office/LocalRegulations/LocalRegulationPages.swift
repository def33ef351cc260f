import Markup
import Rulebook
import Vocabulary

/// The HTML of the regulations of the province.
enum LocalRegulationPages {
    typealias Token = [(name: String, value: String)]

    struct List {
        let page: LocalRegulationList
        let filter: LocalRegulationList.Filter
        /// What the law leaves open today and nobody has filled.
        let gaps: [LocalParameter]
        let today: Day
        let maySeeDrafts: Bool
        let mayDraft: Bool
    }

    struct One {
        let regulation: LocalRegulation
        let values: [LocalValue]
        let awards: [LocalAward]
        /// What is open on its first day.
        let parameters: [LocalParameter]
        let trial: LocalTrial
        let replaced: LocalRegulation?
        let mayDraft: Bool
        let mayApprove: Bool
        /// Whether the visitor wrote in it: then somebody else approves.
        let isOwnHand: Bool
        let file: StoredFile?
        /// What was done, newest first; for who writes and approves.
        let entries: [LedgerEntry]
        let today: Day
    }

    static let trail = Link("Quy chế của địa phương", LocalRegulationPage.list.path)

    static func list(_ model: List) -> HTML {
        let (page, filter) = (model.page, model.filter)
        let base = Address(LocalRegulationPage.list.path)
        let address = base.with("trang-thai", filter.state?.rawValue)
            .with("tim", filter.words.isEmpty ? nil : filter.words)
        let states =
            [Control.Choice("", "tất cả")] + LocalRegulation.State.allCases.map { .init($0.rawValue, $0.vietnamese) }
        let filters: [FilterBar.Filter] =
            [.init("tim", "Số, tên", .text(filter.words, kind: .search, length: 20))]
            + (model.maySeeDrafts
                ? [.init("trang-thai", "Trạng thái", .choice(states, selected: filter.state?.rawValue ?? ""))] : [])
        return """
            \(PageHead(
                "Quy chế của địa phương",
                facts: "Tỉnh quy định những gì luật để địa phương quy định; hồ sơ tiếp nhận ngày nào theo quy chế có hiệu lực ngày đó.",
                trail: [Link("Luật", LawPage.start.path)], here: "Quy chế của địa phương",
                actions: [
                    .link("Danh hiệu, hình thức", LocalRegulationPage.awards.path),
                    .link("Thử một trường hợp", LocalRegulationPage.trial.path),
                ]
                    + (model.mayDraft ? [.link("Soạn quy chế", LocalRegulationPage.new.path, .primary)] : [])))
            \(FilterBar("Lọc quy chế", base: base, filters: filters, isFiltered: filter.isFiltered))
            \(RuledTable(
                "Quy chế", count: "\(page.total.dotted) quy chế, mới nhất trước",
                columns: [
                    Column("Số", .name, .w14) { (line: LocalRegulation) in
                        "\(Link(line.number ?? "chưa có số", LocalRegulationPage.show(line.id).path, subject: line.title))"
                    },
                    Column("Tên") { "\($0.title)" },
                    Column("Hiệu lực", .text, .w13) { line in
                        line.firstDay.map { "\(UnitPages.periodWords($0, line.lastDay))" as HTML } ?? "chưa ghi"
                    },
                    Column("Trạng thái", .text, .w13) { status($0, model.today).html },
                ], rows: page.lines
            ).with {
                $0.hasRule = false
                $0.empty = Empty(
                    "Chưa có quy chế nào.", "Pháp chế soạn, lãnh đạo duyệt; quy chế đã duyệt hiện ở đây cho mọi người.")
            })
            \(Pager(
                address, words: "\(page.lines.count.dotted) trong \(page.total.dotted) quy chế",
                before: page.before?.description, after: page.after?.description))
            \(gaps(model.gaps, model.today))
            """
    }

    /// R0.4: what nobody regulated is a gap to be told, never filled with an old decree.
    static func gaps(_ gaps: [LocalParameter], _ day: Day) -> HTML {
        RuledTable(
            "Luật để ngỏ, địa phương chưa quy định", count: "ngày \(day.vietnamese)",
            columns: [
                Column("Nội dung", .name) { (gap: LocalParameter) in
                    "\(gap.name)<br><span class=\"soft small\">\(gap.about)</span>"
                },
                Column("Căn cứ", .text, .w18) { "\($0.citation)" },
            ], rows: gaps
        ).with {
            $0.empty = Empty("Không còn chỗ trống.", "Mọi nội dung luật giao địa phương đều đã có quy định.")
        }.html
    }

    static func status(_ regulation: LocalRegulation, _ today: Day) -> Status {
        let words = regulation.stateWords(on: today).capitalFirst
        switch (regulation.state, regulation.standing(on: today)) {
        case (.draft, _): return Status(.doing, words)
        case (.submitted, _): return Status(.yours, words)
        case (.approved, .inForce): return Status(.done, words)
        case (.approved, _): return Status(.care, words)
        case (.dropped, _): return Status(.todo, words)
        }
    }

    static func one(_ model: One, _ refusal: LocalRegulationRefusal?, token: Token) -> HTML {
        let regulation = model.regulation
        return """
            \(PageHead(
                regulation.title, facts: "\(status(regulation, model.today))", trail: [trail], here: regulation.words,
                actions: actions(model)))
            \(if: refusal != nil, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(if: regulation.sentBackWhy != nil && regulation.state == .draft, Note(
                .care, "Lãnh đạo trả lại.", body: "\(regulation.sentBackWhy)").html)
            \(if: regulation.state == .submitted && model.mayApprove && model.isOwnHand, Note(
                .care, "Cần người khác duyệt.", body: "Người đã soạn, trình không tự duyệt.").html)
            \(Facts(facts(model)))
            \(values(model))
            \(awards(model, token))
            \(cases(model.trial))
            \(if: regulation.state == .draft && model.mayDraft, steps(model, refusal, token).html)
            \(CouncilPages.history(model.entries, of: .localRegulation))
            """
    }

    private static func actions(_ model: One) -> [Action] {
        let regulation = model.regulation
        func file(_ file: PaperFile) -> Action {
            .file(file.rawValue.uppercased(), Address(LocalRegulationPage.paper(regulation.id, file).path))
        }
        var actions: [Action] = [
            file(.docx), file(.pdf), .print(),
            .link("Xem thay đổi gì", LocalRegulationPage.changes(regulation.id).path),
        ]
        switch regulation.state {
        case .draft where model.mayDraft:
            actions.append(.link("Thêm danh hiệu, hình thức", LocalRegulationPage.newAward(regulation.id).path))
            actions.append(.link("Sửa bản soạn", LocalRegulationPage.edit(regulation.id).path))
        case .submitted where model.mayApprove:
            actions.append(.link("Duyệt, trả lại", LocalRegulationPage.decide(regulation.id).path, .primary))
        case .approved where model.mayApprove && regulation.standing(on: model.today) != .over:
            actions.append(.link("Cho hết hiệu lực", LocalRegulationPage.ending(regulation.id).path))
        default: break
        }
        return actions
    }

    private static func awards(_ model: One, _ token: Token) -> HTML {
        let isDraft = model.regulation.state == .draft && model.mayDraft
        guard isDraft || !model.awards.isEmpty else { return .empty }
        return LocalAwardPages.table(
            "Danh hiệu, hình thức của địa phương", model.awards,
            action: isDraft
                ? { award in
                    """
                    <div class="acts">\(Action.link(
                        "Sửa", Address(LocalRegulationPage.newAward(model.regulation.id).path).with("ma", award.slug.description),
                        .low).about(award.name))\(PostButton(
                            .submit("Bỏ", .low, subject: award.name),
                            to: LocalRegulationPage.removeAward(model.regulation.id).path,
                            hidden: token + [("ma", award.slug.description)]))</div>
                    """
                } : nil)
    }

    /// On from a draft: to the leader, or away.
    private static func steps(_ model: One, _ refusal: LocalRegulationRefusal?, _ token: Token) -> Section {
        let id = model.regulation.id
        let reason = Field("ly-do", "Lý do bỏ", .text("", length: 60)).with(errors: refusal?.errors ?? [:])
        return Section(
            "Trình duyệt", id: "trinh",
            content: """
                <p>Lãnh đạo duyệt và chốt ngày có hiệu lực. Trong khi chờ, bản soạn không sửa được.</p>
                <div class="acts gap-s">\(PostButton(
                    .submit("Trình lãnh đạo", .primary, busy: "Đang trình…"), to: LocalRegulationPage.submit(id).path,
                    hidden: token + [("ban", String(model.regulation.version))]))</div>
                \(Details("Bỏ bản soạn này", isOpen: refusal == .noReason, content: Form(
                    to: LocalRegulationPage.drop(id).path, hidden: token, content: """
                        \(reason)\(Actions([.submit("Bỏ bản soạn", busy: "Đang bỏ…")]))
                        """).html))
                """)
    }

    static func facts(_ model: One) -> [(name: String, value: HTML)] {
        let regulation = model.regulation
        let number: HTML = regulation.number.map { paperNumber($0) } ?? "chưa có số"
        let signed: HTML = regulation.signed.map { " ngày \($0.vietnamese)" } ?? ""
        let days: HTML =
            regulation.firstDay.map { first in
                let words = UnitPages.periodWords(first, regulation.lastDay)
                return regulation.state == .approved ? "\(words)" : "dự kiến \(words)"
            } ?? "chưa ghi"
        var facts: [(name: String, value: HTML)] = [
            ("Số, ngày", "\(number)\(signed)"), ("Cơ quan ban hành", "\(regulation.issuer)"), ("Hiệu lực", days),
        ]
        if let replaced = model.replaced {
            facts.append(("Thay thế", "\(Link(replaced.words, LocalRegulationPage.show(replaced.id).path))"))
        }
        if let by = regulation.submittedBy, let at = regulation.submittedAt {
            facts.append(("Trình", "\(by), \(at.day.vietnamese)"))
        }
        if let by = regulation.approvedBy, let at = regulation.approvedAt {
            facts.append(("Duyệt", "\(by), \(at.day.vietnamese)"))
        }
        if let file = model.file {
            let to = LocalRegulationPage.file(regulation.id).path
            facts.append(("Tệp", "<a href=\"\(url: to)\" download>\(file.name)</a>"))
        }
        if let why = regulation.endedWhy { facts.append(("Lý do kết thúc", "\(why)")) }
        return facts
    }

    static func values(_ model: One) -> HTML {
        RuledTable(
            "Các mức của quy chế", count: "\(model.values.count) nội dung",
            columns: [
                Column("Nội dung", .name) { (value: LocalValue) in
                    let name = parameter(value.key, model.parameters)?.name ?? value.key.rawValue
                    return "\(name)\(value.note.map { "<br><span class=\"soft small\">\($0)</span>" as HTML })"
                },
                Column("Quy chế", .text, .w9) { "\($0.key.words($0.amount))" },
                Column("Điều khoản", .text, .w11) { "\($0.article ?? "–")" },
                Column("Luật", .text, .w18) { bound(parameter($0.key, model.parameters)) },
            ], rows: model.values
        ).with { $0.empty = Empty("Chưa ghi mức nào.") }.html
    }

    static func parameter(_ key: LocalKey, _ all: [LocalParameter]) -> LocalParameter? { all.first { $0.key == key } }

    static func bound(_ parameter: LocalParameter?) -> HTML {
        guard let parameter else { return "luật không giao địa phương quy định" }
        let doubt = parameter.confidence == .verified ? "" : ", \(parameter.confidence.vietnamese)"
        return "\(parameter.boundWords.capitalFirst)<br><span class=\"soft small\">\(parameter.citation)\(doubt)</span>"
    }

    static func verdict(_ tried: TriedCase) -> HTML {
        guard let answer = tried.answer else { return "không đọc được" }
        return status(answer.verdict).html
    }

    static func status(_ verdict: Verdict) -> Status {
        switch verdict {
        case .met: .met
        case .unmet: .unmet
        case .unknown: .unsure
        }
    }

    static func cases(_ trial: LocalTrial) -> HTML {
        RuledTable(
            "Ca thử của quy chế",
            count: trial.redCount == 0
                ? "\(trial.lines.count) ca, đều như chờ đợi"
                : "\(trial.lines.count) ca, \(trial.redCount) ca chưa như chờ đợi",
            columns: [
                Column("Ca", .name) { (line: LocalTrial.Line) in
                    """
                    \(line.name)\(line.after.slips.map { slip in
                        "<br><span class=\"soft small\">\(slip.what): \(slip.got), chờ đợi \(slip.expected)</span>" as HTML
                    })
                    """
                },
                Column("Tiếp nhận", .text, .w9) { "\($0.acceptedOn?.vietnamese ?? "–")" },
                Column("Không có quy chế này", .text, .w11) { verdict($0.before) },
                Column("Theo quy chế này", .text, .w11) { verdict($0.after) },
                Column("Ca thử", .text, .w11) { line in
                    line.after.slips.isEmpty ? Status(.done, "Như chờ đợi").html : Status(.late, "Chưa đúng").html
                },
            ], rows: trial.lines
        ).with { $0.empty = Empty("Chưa có ca thử nào.", "Ca thử cho thấy quy chế làm kết luận thay đổi ở đâu.") }.html
    }
}
