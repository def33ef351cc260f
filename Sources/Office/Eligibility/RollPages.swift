import Markup
import Rulebook
import Vocabulary

/// The HTML of a whole unit or bloc at once.
enum RollPages {
    struct Chooser {
        /// Units and blocs that can be asked about, with the words of the address.
        let units: [(id: ID<Unit>, name: String)]
        let blocs: [(id: ID<Bloc>, name: String)]
    }

    struct All {
        let roll: EligibilityRoll
        let lines: [RollLine]
        let before: Int64?
        let after: Int64?
        let chooser: Chooser
        let refusal: String?
        let today: Day
        let now: Instant

        var filter: RollFilter { roll.filter }
        var address: Address { filter.address(EligibilityPage.roll.path, today: today) }
    }

    static let title = "Đủ điều kiện cả đơn vị"

    /// Before anything was chosen.
    static func start(_ filter: RollFilter, _ chooser: Chooser, _ refusal: String?) -> HTML {
        """
        \(head(facts: "Xét các danh hiệu của một năm cho cả đơn vị, hoặc cho các thành viên của một khối, cụm thi đua."))
        \(refusal.map { Note(.bad, $0) })
        \(filters(filter, chooser, [], nil, today: filter.day))
        \(Empty("Hãy chọn đơn vị, hoặc khối, cụm thi đua.", "Kết quả gồm cả các đơn vị trực thuộc của đơn vị được chọn."))
        """
    }

    static func all(_ page: All) -> HTML {
        """
        \(head(facts: facts(page.roll), actions: [.print()]))
        \(page.refusal.map { Note(.bad, $0) })
        \(filters(page.filter, page.chooser, page.roll.choices, page, today: page.today))
        \(notes(page.roll))
        \(tallies(page))
        \(list(page))
        \(pager(page))
        <p class="small gap-s">Khen theo công trạng, thành tích. Thành phần hồ sơ, phiếu bầu, thời hạn, thẩm quyền được kiểm tra \
        trong hồ sơ đề nghị. Tỷ lệ tính trên cả đơn vị đã chọn; tỷ lệ của một đơn vị trực thuộc xem khi chọn đơn vị đó.</p>
        \(PaperFoot(source: page.address.text, printed: page.now))
        """
    }

    private static func head(facts: HTML, actions: [Action] = []) -> HTML {
        PageHead(
            title, facts: facts, trail: [Link("Khen thưởng", HonoursPage.list.path)], here: title, actions: actions
        ).html
    }

    // MARK: Words

    /// `Sở Tài chính và các đơn vị trực thuộc`
    static func name(_ roll: EligibilityRoll) -> String {
        switch roll.whose {
        case .unit(let unit): roll.filter.kind == .individual ? unit.name : "\(unit.name) và các đơn vị trực thuộc"
        case .bloc(let bloc, _, _, _): bloc.name
        }
    }

    /// `214 cá nhân; thành tích năm 2026, hồ sơ tiếp nhận ngày 17/11/2026, theo Luật …`
    static func basis(_ roll: EligibilityRoll) -> String {
        let (filter, law) = (roll.filter, roll.law)
        let regime = law.regime(on: filter.day).map { $0.instruments.joined(separator: ", ") } ?? "chưa có quy định"
        return
            "\(roll.entries.count.dotted) \(filter.kind.vietnamese); thành tích năm \(filter.year), hồ sơ tiếp nhận ngày \(filter.day.vietnamese), theo \(regime)"
    }

    private static func facts(_ roll: EligibilityRoll) -> HTML { "\(name(roll)): \(basis(roll))." }

    /// What stands in the way of telling: said once for the page and for a paper.
    static func doubts(_ roll: EligibilityRoll) -> [String] {
        var doubts: [String] = []
        if !roll.seesConduct, !roll.entries.isEmpty {
            doubts.append(
                "Chưa xét kỷ luật và việc đang xem xét: phần này do người có quyền xem kỷ luật kiểm tra; kết quả giống nhau dù có hay không."
            )
        }
        if case .bloc(_, _, _, let hidden) = roll.whose, hidden > 0 {
            doubts.append("\(hidden.dotted) thành viên khác ngoài phạm vi được xem nên không có trong bảng.")
        }
        return doubts
    }

    private static func notes(_ roll: EligibilityRoll) -> HTML {
        let declare: HTML? = roll.undeclared.map { kinds in
            guard !kinds.isEmpty else {
                return
                    "Cột “Còn thiếu” cho biết thiếu gì: quy chế của địa phương chưa có, quy định chưa được xác nhận, năm chưa kết thúc, hoặc dữ liệu của những năm trước chưa khai đã nhập đủ."
            }
            let words =
                "Cần khai đã nhập đủ của năm \(roll.filter.year): \(kinds.map(\.vietnamese).joined(separator: "; "))."
            guard case .unit(let unit) = roll.whose else { return "\(words) Từng đơn vị khai tại trang của mình." }
            return "\(words) \(Link("Khai đã nhập đủ", HonoursPage.completeness(unit.id).path))"
        }
        return """
            \(doubts(roll).map { Note(.care, $0) })\
            \(declare.map { Note(.care, "Phần lớn chưa kết luận được.", body: $0) })
            """
    }

    // MARK: Filters

    private static func filters(
        _ filter: RollFilter, _ chooser: Chooser, _ awards: [Award], _ page: All?, today: Day
    ) -> HTML {
        let all = [Control.Choice("", "– chọn –")]
        let whose =
            chooser.units.map {
                Control.Choice(
                    RollFilter.Whose.unit($0.id).written, $0.name, group: "Đơn vị, với các đơn vị trực thuộc")
            }
            + chooser.blocs.map {
                Control.Choice(RollFilter.Whose.bloc($0.id).written, $0.name, group: "Khối, cụm thi đua")
            }
        var filters: [FilterBar.Filter] = [
            .init("xet", "Xét", .choice(all + whose, selected: filter.whose?.written)),
            .init(
                "doi-tuong", "Đối tượng",
                .choice(
                    [.init("", "Cá nhân"), .init("tap-the", "Tập thể")],
                    selected: filter.kind == .collective ? "tap-the" : "")),
            .init("nam", "Năm thành tích", .text(String(filter.year), kind: .number, length: 4)),
            .init("ngay", "Hồ sơ tiếp nhận ngày", .day(filter.day.vietnamese)),
        ]
        if let page {
            let choices = awards.map { award in
                Control.Choice(award.slug.description, page.roll.name(award), group: award.kind.vietnamese)
            }
            filters.append(
                .init("danh-hieu", "Danh hiệu", .choice(choices, selected: page.roll.award?.slug.description)))
            filters.append(
                .init(
                    "ket-qua", "Kết quả",
                    .choice(
                        [.init("", "Mọi kết quả")] + RollOutcome.allCases.map { .init($0.rawValue, $0.vietnamese) },
                        selected: filter.outcome?.rawValue)))
        }
        return FilterBar(
            "Chọn đơn vị, năm và danh hiệu", base: filter.sorted(Address(EligibilityPage.roll.path)),
            filters: filters, isFiltered: filter.award != nil || filter.outcome != nil,
            aside: page == nil
                ? []
                : PaperFile.allCases.map { file in
                    .file(file.rawValue.uppercased(), filter.address(EligibilityPage.rollFile(file).path, today: today))
                        .about("các dòng này")
                }, verb: "Xem"
        ).html
    }

    // MARK: Tables

    private static func tallies(_ page: All) -> HTML {
        let roll = page.roll
        func count(_ outcome: RollOutcome) -> (EligibilityRoll.Tally) -> HTML {
            { tally in
                guard tally[outcome] > 0 else { return "0" }
                let view = page.filter.with { ($0.award, $0.outcome) = (tally.award.slug, outcome) }
                return Link(
                    tally[outcome].dotted, view.address(EligibilityPage.roll.path, today: page.today),
                    subject: "\(outcome.vietnamese.lowercased()), \(roll.name(tally.award))"
                ).html
            }
        }
        return RuledTable(
            "Danh hiệu của năm \(page.filter.year)",
            columns: [
                Column("Danh hiệu, hình thức", .name, .w18) { tally in
                    Link(
                        roll.name(tally.award),
                        page.filter.with { ($0.award, $0.outcome) = (tally.award.slug, nil) }
                            .address(EligibilityPage.roll.path, today: page.today)
                    ).html
                },
                Column("Đủ", .number, .w7, cell: count(.met)),
                Column("Đã tặng", .number, .w7, cell: count(.given)),
                Column("Chưa rõ", .number, .w7, cell: count(.unknown)),
                Column("Chưa đủ", .number, .w7, cell: count(.unmet)),
                Column("Được tặng bao nhiêu") { tally in quota(tally) },
            ], rows: roll.tallies
        ).with {
            $0.isCurrent = { $0.award.slug == roll.award?.slug }
            $0.empty = Empty(
                "Không có danh hiệu nào cho \(page.filter.kind.vietnamese) vào ngày này.", "Hãy chọn ngày khác.")
        }.html
    }

    private static func quota(_ tally: EligibilityRoll.Tally) -> HTML {
        guard let quota = tally.quota else { return "Không có giới hạn." }
        let excess = excess(tally)
        return """
            \(quota.words)\(if: excess != nil, " <b>\(excess)</b>")\
            \(source(quota).map { "<small>\($0)</small>" })
            """
    }

    static func source(_ quota: RollQuota) -> String? {
        switch quota.limit {
        case .share(let share): share.source.capitalFirst
        case .leftToProvince(let source): source
        case .ofBloc, .throughBloc: nil
        }
    }

    /// More have it, or qualify, than may be given.
    static func excess(_ tally: EligibilityRoll.Tally) -> String? {
        guard let most = tally.quota?.most else { return nil }
        if tally[.given] > most { return "Đã tặng \(tally[.given].dotted), nhiều hơn số được tặng." }
        let open = most - tally[.given]
        guard tally[.met] > open else { return nil }
        return tally[.given] == 0
            ? "Đủ điều kiện \(tally[.met].dotted): phải chọn \(open.dotted)."
            : "Đã tặng \(tally[.given].dotted), còn \(open.dotted) mà đủ điều kiện \(tally[.met].dotted): phải chọn."
    }

    private static func list(_ page: All) -> HTML {
        let (roll, filter) = (page.roll, page.filter)
        guard let award = roll.award else { return .empty }
        let columns: [Column<RollLine>] = [
            Column(
                filter.kind == .individual ? "Họ và tên" : "Tập thể", .name, .w18, sort: RollFilter.Sort.name.rawValue
            ) { line in
                """
                \(Link(line.name, own(line, filter, today: page.today)))\(if: !line.place.isEmpty, "<small>\(line.place)</small>")
                """
            },
            Column("Kết quả", .text, .w11, sort: RollFilter.Sort.outcome.rawValue) { status($0.outcome).html },
            Column("Còn thiếu") { line in
                if let decision = line.decision { return "Đã được tặng: \(paperNumber(decision))" }
                guard !line.missing.isEmpty else { return "–" }
                return line.missing.map { "<b>\($0.check.vietnamese):</b> \($0.words)" as HTML }.joined(" ")
            },
        ]
        let count = roll.shown.count
        return RuledTable(
            roll.name(award),
            count: "\(count.dotted) \(filter.kind.vietnamese)"
                + (filter.outcome.map { ", \($0.vietnamese.lowercased())" } ?? ""),
            columns: columns, rows: page.lines
        ).with {
            $0.id = "danh-sach"
            $0.sorting = Sorting(
                page.address, allowed: RollFilter.Sort.allCases.map(\.rawValue),
                standard: RollFilter.Sort.name.rawValue)
            $0.empty = empty(roll)
        }.html
    }

    /// To what the one is eligible for, on the same day and for the same year.
    private static func own(_ line: RollLine, _ filter: RollFilter, today: Day) -> Address {
        let page =
            filter.kind == .individual
            ? EligibilityPage.person(ID(line.key)) : EligibilityPage.unit(ID(line.key))
        return Address(page.path).with("ngay", filter.day == today ? nil : filter.day.vietnamese)
            .with("nam", filter.year == filter.day.year ? nil : String(filter.year))
    }

    private static func status(_ outcome: RollOutcome) -> Status {
        switch outcome {
        case .met: Status(.met, outcome.vietnamese)
        case .given: Status(.done, outcome.vietnamese)
        case .unknown: Status(.unsure, outcome.vietnamese)
        case .unmet: Status(.unmet, outcome.vietnamese)
        }
    }

    private static func empty(_ roll: EligibilityRoll) -> Empty {
        if !roll.entries.isEmpty { return Empty("Không có ai như vậy.", "Thử chọn kết quả hoặc danh hiệu khác.") }
        if case .bloc(_, _, _, let hidden) = roll.whose {
            if hidden > 0 {
                return Empty("Không có thành viên nào trong phạm vi được xem.", "Hãy chọn đơn vị của mình.")
            }
            return Empty(
                "Năm \(roll.filter.year) chưa có quyết định về thành viên của khối, cụm.", "Hãy chọn năm khác.")
        }
        return roll.filter.kind == .individual
            ? Empty(
                "Không có ai giữ chức vụ ở đơn vị này vào ngày \(roll.filter.day.vietnamese).",
                "Hãy chọn ngày khác, hoặc ghi người và chức vụ vào danh mục.")
            : Empty("Đơn vị chưa có vào ngày \(roll.filter.day.vietnamese).", "Hãy chọn ngày khác.")
    }

    private static func pager(_ page: All) -> HTML {
        guard !page.lines.isEmpty else { return .empty }
        return Pager(
            page.address,
            words: "\(page.lines.count.dotted) trong \(page.roll.shown.count.dotted) \(page.filter.kind.vietnamese)",
            before: page.before.map(String.init), after: page.after.map(String.init)
        ).html
    }
}
