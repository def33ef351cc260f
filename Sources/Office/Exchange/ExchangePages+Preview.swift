import Markup
import Paper
import Vocabulary

extension ExchangePages {
    /// What it takes to say a cell in words.
    private typealias CellWords = (kind: any ExchangeKind, current: SheetImport, labels: UnitLabels)

    /// What an import would do, or did: counts, what has to be said, rows by what becomes of them.
    static func show(
        _ kind: any ExchangeKind, _ current: SheetImport, _ rows: ImportRows, refusal: String?, token: Token
    ) -> HTML {
        """
        \(PageHead(
            heading(current), facts: facts(current), trail: [begin(kind)],
            here: current.fileName, actions: files(kind, current)))
        \(refusal.map { Note(.bad, $0) })
        \(OpeningSentence(sentence(kind, current)))
        \(buttons(kind, current, token))
        \(current.notes.isEmpty ? HTML.empty : Section("Điều cần biết về tệp", id: "can-biet", content: Lines(current.notes.map { "\($0)" }).html).html)
        \(views(kind, current, rows))
        \(table(kind, current, rows))
        \(pager(kind, current, rows))
        """
    }

    private static func heading(_ current: SheetImport) -> String {
        switch current.state {
        case .opened, .checked: "Xem trước khi nhập"
        case .applied: "Đã nhập"
        case .undone: "Đã hoàn tác"
        case .dropped: "Đã bỏ"
        }
    }

    private static func facts(_ current: SheetImport) -> HTML {
        """
        \(current.fileName)\(current.sheetName.map { ", trang tính “\($0)”" as HTML }) · \(current.accountName ?? "dòng lệnh") tải lên lúc \(current.opened.vietnamese)\
        \(current.appliedAt.map { " · nhập lúc \($0.vietnamese)" as HTML })\
        \(current.undoneAt.map { " · hoàn tác lúc \($0.vietnamese)" as HTML })
        """
    }

    private static func files(_ kind: any ExchangeKind, _ current: SheetImport) -> [Action] {
        var actions: [Action] = [.file("Tệp gốc", Address(ExchangePage.original(kind, current.id).path))]
        if current.counts.invalid > 0, current.state != .dropped {
            actions.append(
                .file("Tải bảng có đánh dấu chỗ sai", Address(ExchangePage.returned(kind, current.id).path), .plain))
        }
        return actions
    }

    private static func sentence(_ kind: any ExchangeKind, _ current: SheetImport) -> HTML {
        let counts = current.counts
        let verb: String
        switch current.state {
        case .opened, .checked: verb = "Chưa nhập gì."
        case .applied: verb = current.isPartial ? "Đã nhập phần hợp lệ." : "Đã nhập cả tệp."
        case .undone: verb = "Đã hoàn tác cả lượt."
        case .dropped: verb = "Lượt này đã bỏ."
        }
        let place = ExchangePage.show(kind, current.id).path
        func part(_ count: Int, _ words: String, _ view: ImportRows.View) -> HTML? {
            if count == 0 || current.state == .dropped { return count == 0 ? nil : "\(number: count) \(words)" }
            return "<a href=\"\(url: Address(place).with("xem", view.rawValue))\">\(number: count) \(words)</a>"
        }
        let parts = [
            part(counts.fresh, "dòng mới", .fresh), part(counts.changed, "dòng thay đổi", .changed),
            part(counts.same, "dòng không đổi", .same), part(counts.invalid, "dòng sai", .invalid),
        ].compactMap(\.self)
        let tail: HTML = counts.changed == 0 ? " <b>0 thay đổi.</b>" : ""
        return
            "\(verb) Tệp có \(number: counts.all) dòng: \(parts.joined(", ")).\(if: counts.fresh == 0 && counts.invalid == 0, tail)"
    }

    private static func buttons(_ kind: any ExchangeKind, _ current: SheetImport, _ token: Token) -> HTML {
        let counts = current.counts
        switch current.state {
        case .applied:
            return
                "<p class=\"acts gap-s\">\(Action.link("Hoàn tác cả lượt…", ExchangePage.askUndo(kind, current.id).path))</p>"
        case .checked:
            let apply: HTML
            if counts.work == 0 {
                apply =
                    Note(
                        .plain,
                        counts.invalid > 0
                            ? "Không có dòng hợp lệ nào cần nhập."
                            : "Không có gì cần nhập: mọi dòng đã đúng như phần mềm đang có."
                    ).html
            } else if counts.invalid == 0 {
                apply =
                    PostButton(
                        .submit("Nhập cả \(counts.work.dotted) dòng", .primary, busy: "Đang nhập…"),
                        to: ExchangePage.apply(kind, current.id).path, hidden: token + [("phan", "tat-ca")]
                    ).html
            } else {
                apply = """
                    \(PostButton(
                        .submit("Chỉ nhập \(counts.work.dotted) dòng hợp lệ", .primary, busy: "Đang nhập…"),
                        to: ExchangePage.apply(kind, current.id).path, hidden: token + [("phan", "hop-le")]))
                    """
            }
            return """
                <div class="acts gap-s">\(apply)
                \(Action.link("Sửa ghép cột", ExchangePage.columns(kind, current.id).path))
                \(PostButton(.submit("Kiểm tra lại", .plain, busy: "Đang kiểm tra…"), to: ExchangePage.recheck(kind, current.id).path, hidden: token))
                \(PostButton(.submit("Bỏ lượt nhập", .low), to: ExchangePage.drop(kind, current.id).path, hidden: token))</div>
                \(if: counts.invalid > 0, "<p class=\"soft small gap-s\">Muốn nhập cả tệp: tải bảng có đánh dấu chỗ sai, sửa rồi tải lên lại. Nhập phần hợp lệ bây giờ cũng được; tải lên lại sau không bị trùng.</p>")
                """
        case .opened, .undone, .dropped: return .empty
        }
    }

    private static func views(_ kind: any ExchangeKind, _ current: SheetImport, _ rows: ImportRows) -> HTML {
        guard current.state != .dropped else { return .empty }
        let counts = current.counts
        let all: [(ImportRows.View, String, Int)] = [
            (.invalid, "Sai", counts.invalid), (.changed, "Thay đổi", counts.changed), (.fresh, "Mới", counts.fresh),
            (.same, "Không đổi", counts.same), (.remarks, "Cần lưu ý", rows.remarkCount),
        ]
        let place = Address(ExchangePage.show(kind, current.id).path)
        let views = Views(
            "Các dòng của tệp",
            all.filter { $0.2 > 0 || $0.0 == rows.view }.map { view, words, count in
                Link("\(words) (\(count.dotted))", place.with("xem", view.rawValue), isCurrent: view == rows.view)
            })
        return "<div class=\"gap\">\(views)</div>"
    }

    private static func table(_ kind: any ExchangeKind, _ current: SheetImport, _ rows: ImportRows) -> HTML {
        guard current.state != .dropped else { return .empty }
        let what: CellWords = (kind, current, rows.labels)
        return RuledTable<ImportRows.Line>(
            title(rows.view), count: "theo thứ tự dòng trong tệp",
            columns: [
                Column("Dòng", .text, .w5) { "\($0.number)" },
                Column(kind.title, .name) { name(of: $0, kind) },
                Column(rows.view == .invalid || rows.view == .remarks ? "Cần sửa, cần biết" : "Nội dung", .text) {
                    content(of: $0, rows.view, what)
                },
            ], rows: rows.lines
        ).with {
            $0.isFixed = false
            $0.rowID = { "dong-\($0.number)" }
            $0.empty = Empty("Không có dòng nào ở mục này.")
        }.html
    }

    private static func title(_ view: ImportRows.View) -> String {
        switch view {
        case .invalid: "Dòng sai"
        case .fresh: "Dòng mới"
        case .changed: "Dòng thay đổi"
        case .same: "Dòng không đổi"
        case .remarks: "Dòng cần lưu ý"
        }
    }

    /// The first text of a row that says who or what it is: names come before codes.
    private static func name(of line: ImportRows.Line, _ kind: any ExchangeKind) -> HTML {
        let cells = line.after ?? line.cells
        let place = kind.columns.firstIndex { column in
            if case .text = column.content { column.isNeeded } else { false }
        }
        let name = place.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? cells.compactMap(\.self).first
        return "\(name ?? "(chưa có tên)")"
    }

    private static func content(of line: ImportRows.Line, _ view: ImportRows.View, _ what: CellWords) -> HTML {
        let (kind, current, labels) = what
        switch view {
        case .invalid: return told(line.problems, kind, current)
        case .remarks: return told(line.remarks, kind, current)
        case .changed:
            guard let before = line.before, let after = line.after else { return .empty }
            let changes = kind.columns.indices.filter { before[$0] != after[$0] }.map { place -> HTML in
                """
                <li>\(kind.columns[place].title): <s>\(words(before[place], kind.columns[place], labels) ?? "trống")</s> → \
                <b>\(words(after[place], kind.columns[place], labels) ?? "trống")</b></li>
                """
            }
            return "<ul>\(changes)</ul>"
        case .fresh, .same:
            let facts = zip(kind.columns, line.cells).compactMap { column, cell -> HTML? in
                words(cell, column, labels).map { "<span class=\"soft\">\(column.title):</span> \($0)" }
            }
            return "<span class=\"small\">\(facts.joined(" · "))</span>"
        }
    }

    private static func words(_ plain: String?, _ column: ExchangeColumn, _ labels: UnitLabels) -> String? {
        guard let plain else { return nil }
        if case .unit = column.content { return labels[plain] }
        return column.words(plain)
    }

    private static func told(_ problems: [ExchangeProblem], _ kind: any ExchangeKind, _ current: SheetImport) -> HTML {
        "<ul>\(problems.map { "<li>\(told($0, kind, current))</li>" as HTML })</ul>"
    }

    /// `cột D (Ngày sinh): …`
    private static func told(_ problem: ExchangeProblem, _ kind: any ExchangeKind, _ current: SheetImport) -> HTML {
        guard let place = problem.column, kind.columns.indices.contains(place) else {
            return "\(problem.words.asSentence)"
        }
        return "<b>\(ProblemPlace.column(place, kind, current).asSentence)</b>: \(problem.words)"
    }

    private static func pager(_ kind: any ExchangeKind, _ current: SheetImport, _ rows: ImportRows) -> HTML {
        guard current.state != .dropped, let state = rows.view.state else { return .empty }
        let place = Address(ExchangePage.show(kind, current.id).path).with("xem", rows.view.rawValue)
        let total = current.counts[state]
        guard total > ImportRows.size else { return .empty }
        return """
            <nav class="pager" aria-label="Các trang"><span>\(number: total) dòng</span>\
            \(if: !rows.isFirst, "<a href=\"\(url: place)\">Về trang đầu</a>")\
            \(rows.after.map { "<a href=\"\(url: place.with("sau", $0))\" rel=\"next\">Trang sau</a>" as HTML })</nav>
            """
    }
}

/// Where something is wrong, as Excel names it.
enum ProblemPlace {
    /// `cột D (Ngày sinh)`; the title alone where the file has no such column.
    static func column(_ place: Int, _ kind: any ExchangeKind, _ current: SheetImport) -> String {
        let column = kind.columns[place]
        guard let at = current.mapping.first(where: { $0.value == column.code })?.key else { return column.title }
        return "cột \(SheetColumn.name(at)) (\(column.title))"
    }

    /// `Dòng 14, cột D (Ngày sinh): …`
    static func sentence(_ number: Int, _ problem: ExchangeProblem, _ kind: any ExchangeKind, _ current: SheetImport)
        -> String
    {
        guard let place = problem.column, kind.columns.indices.contains(place) else {
            return "Dòng \(number): \(problem.words)"
        }
        return "Dòng \(number), \(column(place, kind, current)): \(problem.words)"
    }
}
