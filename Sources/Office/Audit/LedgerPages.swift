import Markup
import Vocabulary

/// The HTML of this room.
enum LedgerPages {
    struct All {
        let filter: LedgerFilter
        let list: LedgerList
        /// The person of a filter by number.
        let person: String?
        let book: LedgerBook
        let visitor: Visitor
        let today: Day
    }

    static func all(_ model: All) -> HTML {
        let (filter, list) = (model.filter, model.list)
        let address = filter.address(LedgerPage.all.path)
        return """
            \(PageHead(
                title(model),
                facts: "Ai đã làm gì, lúc nào, từ đâu. Bút tích chỉ được ghi thêm, không ai sửa hay xóa được.",
                actions: [
                    .file("Tải bảng (CSV)", filter.address(LedgerPage.table.path)),
                    .file("Tải để kiểm chứng (JSON)", filter.address(LedgerPage.lines.path)),
                    .file("Tải dấu ký", Address(LedgerPage.seals.path)),
                ]))
            \(errors(filter).map { ErrorSummary("Chưa lọc được theo ngày", $0) })
            \(bar(model))
            \(RuledTable(
                "Bút tích", count: list.lines.isEmpty ? nil : "mới nhất trước", columns: columns(model), rows: list.lines
            ).with {
                $0.rowID = { "but-tich-\($0.entry.sequence)" }
                $0.hasRule = false
                $0.empty = Empty(
                    filter.isEmpty ? "Chưa có bút tích nào." : "Không có bút tích nào như vậy.",
                    filter.isEmpty ? "Mỗi việc làm trong phần mềm sẽ để lại một bút tích." : "Bỏ bớt điều kiện lọc rồi xem lại.")
            })
            \(Pager(
                address, words: "\(list.lines.count.dotted) bút tích", before: list.newer.map(String.init),
                after: list.older.map(String.init)))
            """
    }

    private static func title(_ model: All) -> String {
        if let kind = model.filter.kind, let subject = model.filter.subject {
            let noun = model.book[kind]?.noun.lowercased() ?? kind
            return "Nhật ký của \(noun) số \(subject)"
        }
        if let person = model.person { return "Nhật ký của \(person)" }
        return "Nhật ký"
    }

    private static func errors(_ filter: LedgerFilter) -> [(id: String, words: String)]? {
        let errors = filter.errors.sorted { $0.key > $1.key }.map { (id: "loc-\($0.key)", words: $0.value) }
        return errors.isEmpty ? nil : errors
    }

    private static func bar(_ model: All) -> FilterBar {
        let filter = model.filter
        let kinds = model.book.kinds.sorted {
            VietnameseOrder.key($0.noun).lexicographicallyPrecedes(VietnameseOrder.key($1.noun))
        }
        let acts = kinds.flatMap { kind in
            kind.acts.sorted { $0.value < $1.value }.map { Control.Choice($0.key, $0.value, group: kind.noun) }
        }
        return FilterBar(
            "Lọc nhật ký", base: Address(LedgerPage.all.path),
            filters: [
                .init(
                    "loai", "Đối tượng",
                    .choice([.init("", "Tất cả")] + kinds.map { .init($0.kind, $0.noun) }, selected: filter.kind ?? "")),
                .init("hanh-dong", "Hành động", .choice([.init("", "Tất cả")] + acts, selected: filter.act ?? "")),
                .init("nguoi", "Người thực hiện", .text(filter.person, length: 18, autocomplete: "off")),
                .init("tu", "Từ ngày", .day(filter.from)), .init("den", "Đến ngày", .day(filter.to)),
            ], isFiltered: !filter.isEmpty)
    }

    private static func columns(_ model: All) -> [Column<LedgerLine>] {
        [
            Column("Lúc", .day, .w9) { line in
                "\(line.entry.at.day.cell(today: model.today)) <small>\(line.entry.at.hour)</small>"
            },
            Column("Việc đã làm", .name) { line in what(line, model) },
            Column("Thay đổi", .text, .w18) { line in changes(line, model.book) },
            Column("Ai, từ đâu", .text, .w18) { line in
                "\(who(line.entry))<br><span class=\"soft small\">\(origin(line.entry.origin))</span>"
            },
            Column("Số", .number, .w7) { line in
                "<abbr title=\"Mã băm \(Digest.hex(line.entry.hash))\">\(Int(line.entry.sequence).dotted)</abbr>"
            },
        ]
    }

    private static func what(_ line: LedgerLine, _ model: All) -> HTML {
        let (entry, kind) = (line.entry, model.book[line.entry.subject.kind])
        let act = model.book.words(forAct: entry.act)
        let noun = kind?.noun ?? entry.subject.kind
        let name = line.name.map { ": \($0)" } ?? " số \(entry.subject.id)"
        let page = kind.flatMap { $0.isOpen(to: model.visitor) ? $0.page(entry.subject.id) : nil }
        let thing = noun + name
        return """
            \(act.prefix(1).uppercased() + act.dropFirst())\
            <br><span class="plain small">\(page.map { Link(thing, $0).html } ?? HTML(text: thing))</span>\
            \(entry.why.map { "<br><span class=\"plain small soft\">Lý do: \($0)</span>" as HTML })
            """
    }

    private static func who(_ entry: LedgerEntry) -> HTML {
        if let account = entry.account { return Link(entry.actor, LedgerPage.by(ID(account))).html }
        let user = entry.who
        return HTML(text: user)
    }

    private static func origin(_ origin: String) -> String {
        origin == "command line" ? "dòng lệnh trên máy chủ" : origin
    }

    private static func changes(_ line: LedgerLine, _ book: LedgerBook) -> HTML {
        let changes = line.changes(book)
        guard !changes.isEmpty else { return "<span class=\"soft\">–</span>" }
        return changes.map { change -> HTML in
            let words: HTML =
                switch (change.before, change.after) {
                case (let before?, let after?):
                    "<del>\(short(before))</del> → <ins>\(short(after))</ins>"
                case (let before?, nil): "<del>\(short(before))</del>"
                case (nil, let after?): "\(short(after))"
                case (nil, nil): ""
                }
            return "<span class=\"small\"><span class=\"soft\">\(change.fact):</span> \(words)</span><br>"
        }.joined()
    }

    private static func short(_ text: String) -> String { text.count > 160 ? text.prefix(159) + "…" : text }
}
