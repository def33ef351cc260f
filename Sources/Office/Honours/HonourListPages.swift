import Markup
import Rulebook
import Vocabulary

/// The HTML of the list of honours.
enum HonourListPages {
    struct UsedAward: Equatable {
        let slug: String
        let name: String
        let isTitle: Bool
    }

    struct All {
        let filter: HonourFilter
        let list: HonourList
        /// At most one more than `HonourList.most`.
        let count: Int
        let units: [(id: ID<Unit>, name: String)]
        let awards: [UsedAward]
        let mayManage: Bool
        let ownUnit: ID<Unit>?
        /// What was typed for a year and is none.
        let strangeYear: String?
        let today: Day

        var isRefused: Bool { strangeYear?.isEmpty == false }

        var address: Address { filter.address(HonoursPage.list.path) }
    }

    static func all(_ page: All) -> HTML {
        """
        \(PageHead("Khen thưởng", facts: "Danh hiệu, hình thức khen thưởng đã được tặng, theo quyết định.", actions: actions(page)))
        \(if: page.isRefused, Note(.bad, "“\((page.strangeYear ?? "").prefix(40))” không phải một năm. Ghi năm thành tích như 2025.").html)
        <section class="gap">
        \(filters(page))
        <div class="gap-s">\(table(page))</div>
        \(pager(page))
        </section>
        """
    }

    private static func actions(_ page: All) -> [Action] {
        var actions: [Action] = []
        if let unit = page.ownUnit {
            actions.append(.link("Đã nhập đủ", HonoursPage.completeness(unit).path, .low))
            actions.append(.link("Đơn vị đủ điều kiện gì", EligibilityPage.unit(unit).path, .low))
        }
        actions.append(.link("Đủ điều kiện cả đơn vị", EligibilityPage.roll.path, .low))
        guard page.mayManage else { return actions }
        return actions + [
            .link("Quyết định đã rút", HonoursPage.withdrawnDecisions.path, .low),
            .link("Nhập, xuất Excel", ExchangePage.start(HonoursExchange()).path, .low),
            .link("Xếp loại bằng Excel", ExchangePage.start(RatingsExchange()).path, .low),
            .link("Ghi sáng kiến", HonoursPage.newInitiative.path),
            .link("Nhập quyết định", HonoursPage.entry.path, .primary),
        ]
    }

    /// `1.000+` is never written: “hơn 1.000”.
    static func counted(_ count: Int) -> String {
        count > HonourList.most ? "hơn \(HonourList.most.dotted)" : count.dotted
    }

    private static func filters(_ page: All) -> HTML {
        let filter = page.filter
        func choices(_ all: String, _ rest: [Control.Choice]) -> [Control.Choice] { [Control.Choice("", all)] + rest }
        var filters: [FilterBar.Filter] = [
            .init("tim", "Tên hoặc số quyết định", .text(filter.words, kind: .search, length: 22)),
            .init("thanh-tich", "Thành tích", .text(filter.achievement, kind: .search, length: 16)),
            .init(
                "danh-hieu", "Danh hiệu, hình thức",
                .choice(
                    choices(
                        "Mọi loại",
                        page.awards.map {
                            .init($0.slug, $0.name, group: $0.isTitle ? "Danh hiệu thi đua" : "Hình thức khen thưởng")
                        }), selected: filter.award?.description)),
            .init(
                "nam", "Năm", .text(filter.year.map(String.init) ?? page.strangeYear ?? "", kind: .number, length: 4)),
            .init(
                "doi-tuong", "Đối tượng",
                .choice(
                    choices(
                        "Mọi đối tượng", SubjectKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }
                    ),
                    selected: filter.kind?.rawValue)),
            .init(
                "cap", "Cấp",
                .choice(
                    choices("Mọi cấp", Award.Level.allCases.map { .init($0.rawValue, $0.words.capitalFirst) }),
                    selected: filter.level?.rawValue)),
            .init(
                "loai-hinh", "Loại hình",
                .choice(
                    choices(
                        "Mọi loại hình", HonourBasis.allCases.map { .init($0.rawValue, $0.short.capitalFirst) }),
                    selected: filter.basis?.rawValue)),
        ]
        if page.units.count > 1 {
            filters.append(
                .init(
                    "don-vi", "Đơn vị",
                    .choice(
                        choices("Mọi đơn vị", page.units.map { .init($0.id.description, $0.name) }),
                        selected: filter.unit?.description)))
        }
        var base = HonourFilter()
        (base.sort, base.isDescending) = (filter.sort, filter.isDescending)
        return FilterBar(
            "Lọc danh sách khen thưởng", base: base.address(HonoursPage.list.path), filters: filters,
            isFiltered: filter.isNarrowed,
            aside: PaperFile.allCases.map { file in
                .file(file.rawValue.uppercased(), filter.address(HonoursPage.file(file).path)).about("các dòng này")
            } + [.print()]
        ).html
    }

    private static func table(_ page: All) -> HTML {
        let columns: [Column<HonourLine>] = [
            Column("Được khen thưởng", .name, .w14, sort: HonourFilter.Sort.name.rawValue) { line in
                "\(holder(line))\(if: !line.place.isEmpty, "<small>\(line.place)</small>")"
            },
            Column("Danh hiệu, hình thức", .text, .w14) { line in
                "\(line.award)\(if: line.state == .revoked, "<small>đã bị hủy bỏ</small>")"
            },
            Column("Năm", .text, .w5) { "\($0.years?.description ?? "–")" },
            Column("Thành tích", .text) { "\($0.achievement ?? "–")" },
            Column("Quyết định", .text, .w14, sort: HonourFilter.Sort.day.rawValue) { line in
                """
                \(Link(line.number, HonoursPage.decision(line.decision).path, subject: "của \(line.name)"))
                <small><span class="nowrap">\(line.signed.vietnamese)</span>, \(line.issuer)</small>
                """
            },
        ]
        return RuledTable("Danh sách", count: words(page), columns: columns, rows: page.list.lines).with {
            $0.isLong = true
            $0.hasRule = false
            $0.sorting = Sorting(
                page.address, allowed: HonourFilter.Sort.allCases.map(\.rawValue), standard: "-ngay")
            $0.empty =
                page.filter.isNarrowed
                ? Empty("Không có khen thưởng như vậy.", "Thử gõ ít chữ hơn, không cần dấu, hoặc bỏ bớt điều kiện lọc.")
                : Empty(
                    "Chưa có khen thưởng nào trong sổ.",
                    page.mayManage
                        ? "Bấm “Nhập quyết định” để ghi một quyết định cũ với mọi người trong đó, hoặc nhập bảng tính."
                        : "Cơ quan thường trực sẽ nhập các quyết định.")
        }.html
    }

    /// To the life of the holder, where there is one in the register.
    static func holder(_ line: HonourLine) -> HTML {
        if let person = line.person { return Link(line.name, LifePage.person(person).path).html }
        if let unit = line.holderUnit { return Link(line.name, LifePage.unit(unit).path).html }
        return "\(line.name)"
    }

    private static func words(_ page: All) -> String {
        let order: String
        if !page.filter.name.isEmpty {
            order = "gần với “\(page.filter.words)” nhất trước"
        } else if page.filter.number != nil {
            order = "theo số quyết định"
        } else {
            order =
                page.filter.sort == .name
                ? "sắp theo tên" : page.filter.isDescending ? "mới ký trước" : "ký trước xếp trước"
        }
        return "\(counted(page.count)) khen thưởng, \(order)"
    }

    private static func pager(_ page: All) -> HTML {
        let count = page.list.lines.count
        let isWhole = page.list.before == nil && page.list.after == nil
        return Pager(
            page.address, words: isWhole ? "\(count.dotted) khen thưởng" : "\(count.dotted) khen thưởng trên trang này",
            before: page.list.before.map(String.init), after: page.list.after.map(String.init)
        ).html
    }
}
