import Markup
import Vocabulary

/// The HTML of spreadsheets in and out: what may be exchanged, and where an import begins.
enum ExchangePages {
    /// The hidden fields of every form here.
    typealias Token = [(name: String, value: String)]

    static func index(_ kinds: [any ExchangeKind]) -> HTML {
        """
        \(PageHead(
            "Nhập, xuất Excel",
            facts: "Danh sách ra Excel, sửa hoặc điền tiếp, rồi tải lên. Phần mềm kiểm tra từng dòng trước khi nhập, và hoàn tác được cả lượt."))
        \(RuledTable(
            "Các bảng", count: "\(kinds.count) loại",
            columns: [
                Column("Bảng", .name) { "\(Link($0.title, ExchangePage.start($0).path))" },
                Column("Cột", .text) { "\($0.columns.map(\.title).joined(separator: ", "))" },
                Column("Việc làm được", .action, .w18, isOnPaper: false) { kind in
                    """
                    <div class="acts">\(Action.file("Bảng mẫu", Address(ExchangePage.template(kind).path)).about(kind.title))\
                    \(Action.file("Xuất", Address(ExchangePage.export(kind).path)).about(kind.title))</div>
                    """
                },
            ], rows: kinds
        ).with { $0.empty = Empty("Tài khoản chưa được giao bảng nào.", "Đề nghị quản trị cấp quyền sửa danh mục.") })
        """
    }

    static func start(_ kind: any ExchangeKind, _ list: ImportList, refusal: String?, token: Token) -> HTML {
        let file = Field(
            "tep", "Tệp danh sách",
            hint:
                "Excel (.xlsx) hoặc csv, tối đa 200 MB. Bảng mẫu, bảng đã xuất, hoặc danh sách của đơn vị gửi đều được.",
            error: refusal, .file(accepts: ".xlsx,.xlsm,.csv,.txt"))
        return """
            \(PageHead(
                "Nhập, xuất: \(kind.title.lowercased())",
                facts: "Tải lên thì phần mềm kiểm tra và cho xem trước; chưa bấm nhập thì chưa có gì thay đổi.",
                actions: [
                    .file("Tải bảng mẫu", Address(ExchangePage.template(kind).path), .plain),
                    .file("Xuất danh sách ra Excel", Address(ExchangePage.export(kind).path), .plain),
                ]))
            \(ErrorSummary("Chưa đọc được tệp", fields: [file]))
            \(Form(to: ExchangePage.receive(kind).path, hidden: token, extras: [.uploads], content: """
                \(file)\(Actions([.submit("Tải lên và kiểm tra", .primary, busy: "Đang đọc và kiểm tra…")],
                    note: "Vài nghìn dòng mất vài giây."))
                """))
            \(imports(kind, list))
            """
    }

    private static func imports(_ kind: any ExchangeKind, _ list: ImportList) -> HTML {
        let table = RuledTable(
            "Các lượt nhập", count: list.lines.isEmpty ? nil : "mới nhất ở trên",
            columns: [
                Column("Tệp", .name) { line in
                    "\(Link(line.fileName, place(kind, line)))<small>\(line.accountName ?? "dòng lệnh") · \(line.opened.vietnamese)</small>"
                },
                Column("Mới", .number, .w5) { "\(number: $0.counts.fresh)" },
                Column("Thay đổi", .number, .w7) { "\(number: $0.counts.changed)" },
                Column("Sai", .number, .w5) { "\(number: $0.counts.invalid)" },
                Column("Tình trạng", .text, .w13) { status($0) },
            ], rows: list.lines
        ).with {
            $0.empty = Empty("Chưa có lượt nhập nào.", "Tệp đã tải lên nằm ở đây, kể cả khi đăng xuất giữa chừng.")
        }
        let next = list.after.map { Address(ExchangePage.start(kind).path).with("sau", $0.description) }
        return """
            \(table)\(next.map { "<p class=\"pager\">\(Link("Các lượt trước đó", $0))</p>" as HTML })
            """
    }

    private static func place(_ kind: any ExchangeKind, _ line: SheetImport) -> String {
        line.state == .opened ? ExchangePage.columns(kind, line.id).path : ExchangePage.show(kind, line.id).path
    }

    static func status(_ current: SheetImport) -> HTML {
        switch current.state {
        case .opened: Status(.yours, "Chờ ghép cột").html
        case .checked: Status(.yours, "Chờ nhập").html
        case .applied: Status(.done, current.isPartial ? "Đã nhập phần hợp lệ" : "Đã nhập").html
        case .undone: Status(.todo, "Đã hoàn tác").html
        case .dropped: Status(.todo, "Đã bỏ").html
        }
    }

    static func askUndo(_ kind: any ExchangeKind, _ current: SheetImport, token: Token) -> HTML {
        let counts = current.counts
        return """
            \(PageHead("Hoàn tác lượt nhập", trail: trail(kind, current), here: "Hoàn tác"))
            \(Confirmation(
                "Hoàn tác cả lượt nhập “\(current.fileName)”?",
                consequences: [
                    counts.fresh == 0 ? nil : "\(counts.fresh.dotted) \(kind.noun) do lượt này thêm sẽ bị gỡ.",
                    counts.changed == 0
                        ? nil : "\(counts.changed.dotted) \(kind.noun) do lượt này sửa trở lại như trước.",
                    "Nếu đã có thay đổi khác dựa trên lượt này, phần mềm dừng lại và nêu lý do; không gỡ nửa chừng.",
                ].compactMap(\.self), verb: "Hoàn tác cả lượt", to: ExchangePage.undo(kind, current.id).path, hidden: token,
                back: Link("Giữ nguyên", ExchangePage.show(kind, current.id).path)))
            """
    }

    static func begin(_ kind: any ExchangeKind) -> Link {
        Link("Nhập, xuất: \(kind.title.lowercased())", ExchangePage.start(kind).path)
    }

    static func trail(_ kind: any ExchangeKind, _ current: SheetImport) -> [Link] {
        [begin(kind), Link(current.fileName, ExchangePage.show(kind, current.id).path)]
    }
}

extension String {
    var asSentence: String { prefix(1).uppercased() + dropFirst() }
}
