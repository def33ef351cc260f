import Markup
import Vocabulary

/// The HTML of the list of people.
enum PersonListPages {
    struct All {
        let filter: PersonFilter
        let list: PersonList
        /// Nil where nobody counted.
        let count: Int?
        let units: [(id: ID<Unit>, name: String)]
        let mayManage: Bool
        let waitingTransfers: Int
        let unattended: Int
        let today: Day

        var address: Address { filter.address(PersonPage.all.path) }
    }

    static func all(_ page: All) -> HTML {
        """
        \(PageHead("Cá nhân", facts: facts(page), actions: actions(page)))
        \(views(page))
        <section class="gap">
        \(filters(page))
        <div class="gap-s">\(table(page))</div>
        \(pager(page))
        </section>
        """
    }

    private static func facts(_ page: All) -> HTML {
        "Cán bộ, công chức, viên chức, người lao động của các đơn vị, sắp theo tên."
    }

    private static func actions(_ page: All) -> [Action] {
        guard page.mayManage else { return [] }
        return [
            .link("Nhập, xuất Excel", ExchangePage.start(PeopleExchange()).path),
            .link("Nhập, xuất chức vụ", ExchangePage.start(PostsExchange()).path),
            .link("Thêm người", PersonPage.new.path, .primary),
        ]
    }

    private static func views(_ page: All) -> HTML {
        var links = [
            Link("Danh sách", PersonPage.all.path, isCurrent: true),
            Link(
                "Đơn vị chưa có người phụ trách" + (page.unattended > 0 ? " \(counted(page.unattended))" : ""),
                PersonPage.unattended.path),
            Link(
                "Điều động" + (page.waitingTransfers > 0 ? " \(counted(page.waitingTransfers))" : ""),
                TransferPage.all.path),
        ]
        if page.mayManage { links.append(Link("Hồ sơ trùng", DuplicatePage.all.path)) }
        return Views("Cách xem", links).html
    }

    /// `1.000+` is never written: “hơn 1.000”.
    static func counted(_ count: Int) -> String {
        count > PersonList.most ? "hơn \(PersonList.most.dotted)" : count.dotted
    }

    private static func filters(_ page: All) -> HTML {
        let filter = page.filter
        func choices(_ all: String, _ rest: [Control.Choice]) -> [Control.Choice] { [Control.Choice("", all)] + rest }
        var filters: [FilterBar.Filter] = [
            .init("ten", "Họ tên", .text(filter.words, kind: .search, length: 20))
        ]
        if page.units.count > 1 {
            filters.append(
                .init(
                    "don-vi", "Đơn vị",
                    .choice(
                        choices("Mọi đơn vị", page.units.map { .init($0.id.description, $0.name) }),
                        selected: filter.unit?.description)))
        }
        filters += [
            .init(
                "nhom", "Nhóm",
                .choice(
                    choices("Mọi nhóm", [.init("lanh-dao", "Lãnh đạo"), .init("truc-tiep", "Trực tiếp lao động")]),
                    selected: filter.isLeader.map { $0 ? "lanh-dao" : "truc-tiep" })),
            .init(
                "gioi", "Giới tính",
                .choice(
                    choices("Nam và nữ", [.init("nam", "Nam"), .init("nu", "Nữ")]),
                    selected: filter.gender.map { $0 == .male ? "nam" : "nu" })),
            .init(
                "chuc-vu", "Chức vụ",
                .choice(
                    choices("Có hoặc không", [.init("co", "Đang giữ"), .init("khong", "Không còn giữ")]),
                    selected: filter.holding?.rawValue)),
        ]
        let base = PersonFilter(sort: filter.sort, isDescending: filter.isDescending)
        return FilterBar(
            "Lọc danh sách cá nhân", base: base.address(PersonPage.all.path), filters: filters,
            isFiltered: filter.isNarrowed, aside: [.print()]
        ).html
    }

    private static func table(_ page: All) -> HTML {
        let columns: [Column<PersonLine>] = [
            Column("Họ và tên", .name, .w18, sort: PersonFilter.Sort.name.rawValue) { line in
                Link(line.name, PersonPage.show(line.id).path).html
            },
            Column("Giới", .text, .w5) { "\($0.gender?.vietnamese ?? "–")" },
            Column("Chức vụ", .text) { line in posts(line, page.today) { "\($0.title)" } },
            Column("Đơn vị", .text) { line in posts(line, page.today) { "\($0.unitName)" } },
            Column("Nhóm", .text, .w8) { line in posts(line, page.today) { "\($0.group.short)" } },
        ]
        return RuledTable("Danh sách", count: words(page), columns: columns, rows: page.list.lines).with {
            $0.isLong = true
            $0.hasRule = false
            $0.sorting = Sorting(
                page.address, allowed: PersonFilter.Sort.allCases.map(\.rawValue),
                standard: PersonFilter.Sort.name.rawValue)
            $0.empty =
                page.filter.isNarrowed
                ? Empty("Không có ai như vậy.", "Thử gõ ít chữ hơn, không cần dấu, hoặc bỏ bớt điều kiện lọc.")
                : Empty(
                    "Chưa có ai trong danh sách.",
                    page.mayManage
                        ? "Bấm “Thêm người”, hoặc nhập cả danh sách từ bảng tính."
                        : "Cán bộ đơn vị sẽ thêm người của đơn vị mình.")
        }.html
    }

    /// What one sees of the posts; the last one of who holds none is told.
    private static func posts(_ line: PersonLine, _ today: Day, _ cell: (Post) -> HTML) -> HTML {
        if line.posts.isEmpty { return "–" }
        return line.posts.map { post -> HTML in
            let ended = post.lastDay.map { $0 < today } ?? false
            return "\(cell(post))\(if: ended, "<small>đến \(post.lastDay?.vietnamese)</small>")"
        }.joined("<br>")
    }

    private static func words(_ page: All) -> String {
        let order =
            page.filter.sort == .change
            ? "sắp theo lần sửa"
            : page.filter.words.isEmpty ? "sắp theo tên" : "gần với “\(page.filter.words)” nhất trước"
        guard let count = page.count else { return order }
        return "\(counted(count)) người, \(order)"
    }

    private static func pager(_ page: All) -> HTML {
        let count = page.list.lines.count
        let words =
            page.list.before == nil && page.list.after == nil
            ? "\(count.dotted) người" : "\(count.dotted) người trên trang này"
        return Pager(
            page.address, words: words, before: page.list.before?.description, after: page.list.after?.description
        ).html
    }
}
