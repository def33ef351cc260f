import Markup
import Office
import Paper
import Rulebook
import Vocabulary

/// The HTML of the paper before it is signed, of its bases and of its recipients.
extension PlanWritingPages {
    // MARK: Preview

    static func preview(_ page: Reviewed) -> HTML {
        let paper = ManuscriptPaper(sheet: page.sheet, calendar: page.calendar).paper
        let head = paper.letterhead
        let number = head.number == nil ? "Số:      /\(head.symbol)" : "Số: \(head.numberAndSymbol)"
        var blocks: [SourceDocument.Block] = [
            .head(
                left: [head.superior?.uppercased(), head.issuer.uppercased()].compactMap(\.self),
                right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]),
            .paragraph("\(number) – \(head.place), \(head.issued.words)", nil),
            .heading(paper.kind.name.uppercased(), level: 1), .heading(paper.abstract, level: 2),
        ]
        blocks += paper.bases.map { .paragraph($0, nil) }
        blocks += paper.body.compactMap(Self.block)
        blocks.append(.heading("PHỤ LỤC", level: 1))
        blocks += table(page)
        if let recipients = paper.recipients {
            blocks.append(.heading("Nơi nhận", level: 2))
            blocks += recipients.lines.map { .paragraph($0, nil) }
        }
        for signature in paper.signatures {
            blocks.append(
                .paragraph((signature.lines + [signature.name].compactMap(\.self)).joined(separator: " · "), nil))
        }
        let files = [PaperFile.docx, .pdf].map {
            Action.file("Tải \($0.rawValue.uppercased())", Address(PlanWritingPage.file(page.id, $0).path), .plain)
        }
        let ended = page.review.bases.values.compactMap { standing -> String? in
            if case .ended(let last, let heirs) = standing { endedWords(last, heirs) } else { nil }
        }
        let notes =
            page.review.format.isEmpty && ended.isEmpty
            ? Note(
                .good,
                "Thể thức đúng Nghị định 30/2020/NĐ-CP; căn cứ còn hiệu lực ngày \(page.sheet.manuscript.day.vietnamese)."
            ).html
            : .empty
        let basisNote: HTML =
            ended.isEmpty
            ? .empty : Note(.care, "Có căn cứ hết hiệu lực.", body: HTML(text: ended.joined(separator: " "))).html
        return """
            \(Self.head("Xem trước", page.sheet, facts: "\(page.sheet.kept.count) nhiệm vụ\(if: page.sheet.waiting > 0, ", \(page.sheet.waiting) chưa xem")", actions: files))
            \(notes)\(basisNote)\(format(page.review.format))
            \(findings("Điều phần mềm thấy", page.review.whole))
            \(SourceDocument("Toàn văn", blocks))
            """
    }

    private static func block(_ block: OfficialPaper.Block) -> SourceDocument.Block? {
        switch block {
        case .heading(_, let number, let title): .heading("\(number). \(title)", level: 2)
        case .article(let number, let text): .paragraph("Điều \(number). \(text.plain)", nil)
        case .paragraph(let text): .paragraph(text.plain, nil)
        case .item(let text, let mark): .paragraph("\(mark) \(text.plain)", nil)
        case .table: nil
        }
    }

    private static func table(_ page: Reviewed) -> [SourceDocument.Block] {
        page.sheet.filled.enumerated().flatMap { index, part -> [SourceDocument.Block] in
            let rows = part.rows.enumerated().map { place, row -> [String] in
                let time = page.sheet.time(of: row, page.calendar)
                return [
                    String(place + 1), row.text, time.kind == .unstated ? "" : time.words.capitalFirst,
                    row.lead ?? "", row.coordinators.joined(separator: "; "),
                ]
            }
            let heads = ["TT", "Nội dung", "Thời gian", "Chủ trì", "Phối hợp"]
            return [
                .heading("\((index + 1).roman). \(part.section.title)", level: 2), .table([heads] + rows, marks: [:]),
            ]
        }
    }

    // MARK: Signature

    static func sign(_ page: Reviewed, _ typed: Typed) -> HTML {
        let (sheet, id) = (page.sheet, page.id)
        let planned = sheet.manuscript.head.plannedOn
        let fields = [
            Field(
                "so", "Số", hint: "Chỉ phần số; ký hiệu là \(sheet.manuscript.head.symbol).",
                .text(typed.value("so", ""), kind: .number, length: 6)),
            Field(
                "ngay", "Ngày ban hành", hint: "Ngày ký trên văn bản, không sau hôm nay.",
                .day(typed.value("ngay", min(planned, page.today).vietnamese))),
        ].map { $0.with(errors: typed.errors) }
        let warnings = page.review.rows.values.reduce(0) { $0 + $1.count { $0.isWarning } }
        let ended = page.review.bases.values.count { if case .ended = $0 { true } else { false } }
        var notes: [String] = []
        if warnings > 0 { notes.append("\(warnings) chỗ nên xem lại ở các nhiệm vụ") }
        if ended > 0 { notes.append("\(ended) căn cứ đã hết hiệu lực") }
        if !page.review.format.isEmpty { notes.append("\(page.review.format.count) chỗ chưa đúng thể thức") }
        let open = sheet.comments.count { $0.settledBy == nil }
        if open > 0 { notes.append("\(open) ý kiến chưa tiếp thu") }
        return """
            \(head("Ban hành", sheet))
            \(ErrorSummary("Chưa ban hành được", fields: fields))
            \(if: !notes.isEmpty, Note(.care, "Còn \(notes.joined(separator: ", ")).", body: "\(Link("Xem lại", PlanWritingPage.one(id).path)) trước khi ban hành.").html)
            \(Confirmation(
                "Ghi số và ngày của bản đã ký",
                consequences: [
                    "\(sheet.kept.count) nhiệm vụ vào chương trình năm \(sheet.manuscript.year), các đơn vị được báo.",
                    "Bản DOCX có số và ngày được lưu làm văn bản nguồn; sau đó không sửa ở đây nữa.",
                ], verb: "Ban hành", to: PlanWritingPage.publish(id).path, hidden: page.hidden,
                back: Link("Quay lại", PlanWritingPage.one(id).path), fields: fields))
            """
    }

    // MARK: Bases

    struct Bases {
        let sheet: ManuscriptSheet
        let standings: [ID<ManuscriptBasis>: ManuscriptReview.Standing]
        /// Nil where the files of the law are not at hand.
        let offered: [Instrument]?
        let typed: Typed
        let hidden: Hidden
    }

    static func endedWords(_ last: Day, _ heirs: [String]) -> String {
        "Hết hiệu lực sau ngày \(last.vietnamese)"
            + (heirs.isEmpty
                ? "; chưa rõ văn bản thay thế."
                : "; thay bằng \(heirs.map { $0.replacing("Căn cứ ", with: "") }.joined(separator: "; ")).")
    }

    private static func words(_ standing: ManuscriptReview.Standing?) -> HTML {
        switch standing {
        case .inForce: Status(.met, "Còn hiệu lực").html
        case .notYet(let from): "\(Status(.unmet, "Chưa có hiệu lực"))<small>từ \(from)</small>"
        case .ended(let last, let heirs): "\(Status(.unmet, "Hết hiệu lực"))<small>\(endedWords(last, heirs))</small>"
        case .unsettled(let why): "\(Status(.unsure, "Chưa rõ"))<small>\(why)</small>"
        case .unknown, nil:
            "\(Status(.unsure, "Chưa rõ"))<small>văn bản không có trong danh mục; tự tra cứu hiệu lực</small>"
        }
    }

    static func bases(_ page: Bases) -> HTML {
        let (sheet, id) = (page.sheet, page.sheet.manuscript.id)
        func press(
            _ words: String, _ basis: ManuscriptBasis, _ act: PlanWritingPage.Act, _ weight: Action.Weight = .low
        )
            -> HTML
        {
            PostButton(
                .submit(words, weight, subject: basis.text.shortened(50)),
                to: PlanWritingPage.basisAct(id, basis.id, act).path, hidden: page.hidden
            ).html
        }
        let standing = sheet.bases.filter { !$0.isDropped }
        let table = RuledTable(
            "Căn cứ", count: standing.isEmpty ? nil : "theo thứ tự trong văn bản",
            columns: [
                Column("Căn cứ", .name) { HTML(text: $0.text) },
                Column("Ngày \(sheet.manuscript.day.vietnamese)", .text, .w18) { words(page.standings[$0.id]) },
                Column("Việc làm", .action, .w13, isOnPaper: false) { basis in
                    var replace: HTML = .empty
                    if case .ended(_, let heirs)? = page.standings[basis.id], !heirs.isEmpty {
                        replace = press("Thay", basis, .replace, .plain)
                    }
                    return """
                        <div class="acts">\(replace)\
                        \(Link("Sửa", PlanWritingPage.basis(id, basis.id).path, subject: basis.text.shortened(50)))\
                        \(press("Lên", basis, .up))\(press("Xuống", basis, .down))\(press("Bỏ", basis, .drop))</div>
                        """
                },
            ], rows: standing
        ).with { $0.empty = Empty("Chưa có căn cứ nào.", "Chọn trong các văn bản còn hiệu lực hoặc tự ghi ở dưới.") }
        let dropped = sheet.bases.filter(\.isDropped).map { basis -> HTML in
            "<s>\(basis.text)</s> \(press("Lấy lại", basis, .back))"
        }
        let choices = (page.offered ?? []).map { instrument in
            Control.Choice(instrument.number, instrument.citation, hint: "\(instrument.title), \(instrument.issuer)")
        }
        let fields: [Field] =
            (choices.isEmpty
                ? []
                : [
                    Field(
                        "van-ban", "Còn hiệu lực ngày \(sheet.manuscript.day.vietnamese)", isOptional: true,
                        .checks(choices, selected: []))
                ]) + [
                Field(
                    "can-cu", "Căn cứ khác", hint: "Mỗi dòng một căn cứ.", isOptional: true,
                    .area(page.typed.value("can-cu", ""), rows: 3)
                ).with(errors: page.typed.errors)
            ]
        let form = Form(
            to: PlanWritingPage.addBases(id).path, hidden: page.hidden,
            content: "\(fields)\(Actions([.submit("Thêm căn cứ", .primary)]))")
        return """
            \(head("Căn cứ ban hành", sheet, facts: "Văn bản phải còn hiệu lực vào ngày dự kiến ban hành, \(sheet.manuscript.day)."))
            \(ErrorSummary("Chưa thêm được", fields: fields))
            \(if: page.offered == nil, Note(.care, "Không đọc được danh mục văn bản.", body: "Hiệu lực của căn cứ chưa kiểm tra được; báo người quản trị.").html)
            \(table)
            \(if: !dropped.isEmpty, Section("Đã bỏ", count: "\(dropped.count)", content: Lines(dropped).html).html)
            \(Section("Thêm căn cứ", content: form.html))
            """
    }

    // MARK: Recipients

    struct Recipients {
        let sheet: ManuscriptSheet
        let chosen: Set<String>
        let typed: Typed
        let today: Day
        let hidden: Hidden
    }

    static func recipients(_ page: Recipients) -> HTML {
        let (sheet, id) = (page.sheet, page.sheet.manuscript.id)
        let isOpen = sheet.manuscript.isOpen
        func press(_ words: String, _ one: ManuscriptRecipient, _ act: PlanWritingPage.Act) -> HTML {
            PostButton(
                .submit(words, .low, subject: one.name), to: PlanWritingPage.recipientAct(id, one.id, act).path,
                hidden: page.hidden
            ).html
        }
        let all = sheet.recipients
        let table = RuledTable(
            "Nơi nhận",
            count: all.isEmpty
                ? nil
                : "\(all.count { $0.sentOn != nil }) đã gửi, \(all.count { $0.readOn != nil }) đã đọc, trên \(all.count)",
            columns: [
                Column<ManuscriptRecipient>(
                    "Chọn", .box, .w2, isOnPaper: false,
                    cell: { one in
                        """
                        <input type="checkbox" name="chon" value="\(one.id)" form="ghi"\
                        \(if: page.chosen.contains(one.id.description), " checked") aria-label="Chọn \(one.name)">
                        """
                    }),
                Column("Nơi nhận", .name) { HTML(text: $0.name) },
                Column("Cách gửi", .text, .w13) { HTML(text: $0.channel.vietnamese) },
                Column("Đã gửi", .text, .w11) { one in
                    one.sentOn.map { "\($0)<small>\(one.sentBy)</small>" } ?? "–"
                },
                Column("Đã đọc", .text, .w11) { one in
                    one.readOn.map { "\($0)<small>\(one.readBy)</small>" } ?? "–"
                },
                Column("Việc làm", .action, .w11, isOnPaper: false) { one in
                    """
                    <div class="acts">\(if: isOpen, "\(press("Lên", one, .up))\(press("Xuống", one, .down))\(press("Bỏ", one, .drop))")\
                    \(if: one.sentOn != nil, press("Bỏ ghi", one, .unsend))</div>
                    """
                },
            ], rows: all
        ).with { $0.empty = Empty("Chưa có nơi nhận nào.", "Thêm ở dưới, mỗi dòng một nơi.") }
        let channels = ManuscriptRecipient.Channel.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let marks = [
            Field("ngay", "Ngày", .day(page.typed.value("ngay", page.today.vietnamese))),
            Field(
                "qua", "Gửi qua", isOptional: true,
                .choice([.init("", "cách đã chọn của từng nơi")] + channels, selected: page.typed.value("qua", ""))),
        ].map { $0.with(errors: page.typed.errors) }
        let mark = Form(
            to: PlanWritingPage.markRecipients(id).path, hidden: page.hidden, id: "ghi",
            content: """
                \(marks)\(Actions([
                    .submit("Ghi đã gửi", .primary, name: "viec", value: "gui"), .submit("Ghi đã đọc", name: "viec", value: "doc"),
                ], note: "cho những nơi đã chọn ở trên"))
                """)
        let adds = [
            Field(
                "noi-nhan", "Nơi nhận mới", hint: "Mỗi dòng một nơi, đúng như trên văn bản.",
                .area(page.typed.value("noi-nhan", ""), rows: 4)),
            Field("cach-gui", "Cách gửi", .choice(channels, selected: page.typed.value("cach-gui", "axis"))),
        ].map { $0.with(errors: page.typed.errors) }
        let add = Form(
            to: PlanWritingPage.addRecipients(id).path, hidden: page.hidden,
            content: "\(adds)\(Actions([.submit("Thêm nơi nhận")]))")
        return """
            \(head("Nơi nhận", sheet))
            \(ErrorSummary("Chưa ghi được", fields: marks + adds))
            \(table)
            \(if: !all.isEmpty && sheet.manuscript.state != .discarded, Section("Ghi đã gửi, đã đọc", content: "<div class=\"narrow-left\">\(mark)</div>").html)
            \(if: isOpen, Section("Thêm nơi nhận", content: "<div class=\"narrow-left\">\(add)</div>").html)
            """
    }
}
