import Markup
import Rulebook
import Vocabulary

/// The HTML of entering a decision with all its holders.
enum EntryPages {
    struct Form {
        let typed: TypedEntry
        let units: [String]
        let awards: [String]
        let errors: [(field: String, words: String)]
        let saved: String?
    }

    static func form(_ model: Form, token: [(name: String, value: String)]) -> HTML {
        let byField = Dictionary(model.errors.map { ($0.field, $0.words) }) { "\($0) \($1)" }
        let head = headFields(model.typed, model.units, showsSameNumber: needsSameNumber(model)).map {
            $0.with(errors: byField)
        }
        let common = commonFields(model.typed, model.awards).map { $0.with(errors: byField) }
        let list = listField(model.typed).with(errors: byField)
        let summary =
            model.errors.isEmpty
            ? nil : ErrorSummary("Chưa kiểm tra được", model.errors.map { (id: $0.field, words: $0.words) })
        let drop: HTML =
            model.saved == nil
            ? .empty
            : PostButton(.submit("Bỏ, gõ lại từ đầu", .low), to: HonoursPage.dropDraft.path, hidden: token).html
        return """
            \(PageHead(
                "Nhập quyết định khen thưởng", facts: "Ghi cả quyết định một lần: phần đầu và danh sách người được khen thưởng.",
                trail: [Link("Khen thưởng", HonoursPage.list.path)], here: "Nhập quyết định",
                actions: [.link("Nhập nhiều quyết định bằng Excel", ExchangePage.start(HonoursExchange()).path, .low)]))
            \(summary)
            \(model.saved.map { Note(.plain, "Bản đang gõ dở, lưu \($0).", body: drop).html })
            <section class="narrow-left">\(Markup.Form(
                to: HonoursPage.examine.path, hidden: token, extras: [.saves(to: HonoursPage.saveDraft.path)], content: """
                    \(Section("Quyết định", content: "\(head)"))
                    \(Section("Điền chung cho mọi dòng", content: "\(common)"))
                    \(Section("Danh sách được khen thưởng", content: list.html))
                    \(Actions([.submit("Kiểm tra", .primary), .link("Thôi", HonoursPage.list.path)]))
                    <p>\(SavedMark(model.saved))</p>
                    """))</section>
            """
    }

    private static func needsSameNumber(_ model: Form) -> Bool {
        model.typed["trung-so"] == "1" || model.errors.contains { $0.field == "so" || $0.field == "ly-do-trung" }
    }

    static func headFields(_ typed: TypedEntry, _ units: [String], showsSameNumber: Bool = true) -> [Field] {
        var fields = [
            Field("so", "Số quyết định", hint: "Như trên văn bản, ví dụ 1234/QĐ-UBND.", .text(typed["so"], length: 24)),
            Field("ngay", "Ngày ký", hint: "Ví dụ 30/12/2025.", .day(typed["ngay"])),
            Field(
                "co-quan", "Cơ quan ban hành", hint: "Tên cơ quan khi ký.", .text(typed["co-quan"], length: 44)),
            Field(
                "cap", "Cấp của cơ quan",
                .choice(
                    Award.Level.allCases.map { .init($0.rawValue, $0.words.capitalFirst) }, selected: typed["cap"])),
            Field("nguoi-ky", "Người ký", isOptional: true, .text(typed["nguoi-ky"], length: 30)),
            Field("chuc-vu-ky", "Chức vụ người ký", isOptional: true, .text(typed["chuc-vu-ky"], length: 30)),
            Field(
                "dip", "Dịp khen thưởng",
                .choice(
                    OccasionKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: typed["dip"])),
            Field(
                "don-vi", "Đơn vị giữ sổ", hint: "Đơn vị lưu quyết định này. Gõ vài chữ rồi chọn.",
                .suggest(typed["don-vi"], from: units, length: 44)),
        ]
        guard showsSameNumber else { return fields }
        fields += [
            Field(
                "trung-so", "Đúng là văn bản của cơ quan khác mang cùng số trong năm", .tick(typed["trung-so"] == "1")),
            Field(
                "ly-do-trung", "Lý do biết là hai văn bản khác nhau", hint: "Chỉ ghi khi đánh dấu ô trên.",
                isOptional: true,
                .text(typed["ly-do-trung"], length: 44)),
        ]
        return fields
    }

    private static func commonFields(_ typed: TypedEntry, _ awards: [String]) -> [Field] {
        [
            Field(
                "danh-hieu", "Danh hiệu, hình thức",
                hint: "Dùng cho dòng không ghi riêng. Nhận cả chữ viết tắt như CSTĐCS, BK.",
                isOptional: true, .suggest(typed["danh-hieu"], from: awards, length: 44)),
            Field(
                "nam", "Năm thành tích", hint: "Như 2024, năm học 2023-2024, hoặc 2021 đến 2025.", isOptional: true,
                .text(typed["nam"], length: 18)),
            Field(
                "loai-hinh", "Loại hình khen thưởng",
                .choice(
                    HonourBasis.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: typed["loai-hinh"])),
            Field("thanh-tich", "Thành tích", isOptional: true, .area(typed["thanh-tich"], rows: 2)),
            Field(
                "doi-tuong", "Đối tượng",
                .choice(
                    [.init("", "Tự nhận biết theo từng dòng")]
                        + SubjectKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: typed["doi-tuong"])),
        ]
    }

    private static func listField(_ typed: TypedEntry) -> Field {
        Field(
            "danh-sach", "Mỗi dòng một người, tập thể hoặc hộ gia đình",
            hint:
                "Dán từ Excel, hoặc gõ với dấu chấm phẩy giữa các ô: Tên; Chức vụ; Đơn vị; Danh hiệu; Năm; Thành tích. Ba ô cuối để trống thì lấy phần điền chung.",
            .area(typed["danh-sach"], rows: 12))
    }

    // MARK: Check your answers

    struct Check {
        let typed: TypedEntry
        let decision: NewDecision
        /// The register has the decision: its holders are added to it.
        let isKnown: Bool
        let reading: EntryReading
        let awards: AwardChoices
    }

    static func check(_ model: Check, token: [(name: String, value: String)]) -> HTML {
        let decision = model.decision
        let count = model.reading.lines.count
        let hidden =
            token
            + TypedEntry.names.compactMap { name in
                model.typed[name].isEmpty ? nil : (name: name, value: model.typed[name])
            }
        let answers: [(question: String, answer: HTML, edit: String?)] = [
            ("Quyết định", "\(decision.number), ký ngày \(decision.signed.vietnamese)", HonoursPage.entry.path),
            ("Cơ quan ban hành", "\(decision.issuer) (\(decision.level.words))", HonoursPage.entry.path),
            (
                "Người ký",
                "\([decision.signer, decision.signerPosition].compactMap(\.self).joined(separator: ", ").orDash)",
                HonoursPage.entry.path
            ),
            ("Dịp", "\(decision.occasion.vietnamese)", HonoursPage.entry.path),
        ]
        let open = model.reading.open.count
        let warnings = model.reading.lines.filter { !$0.warnings.isEmpty }.count
        return """
            \(PageHead(
                "Kiểm tra trước khi ghi", facts: "\(count.dotted) dòng sẽ ghi vào sổ. Chưa có gì được ghi.",
                trail: [Link("Khen thưởng", HonoursPage.list.path), Link("Nhập quyết định", HonoursPage.entry.path)],
                here: "Kiểm tra"))
            \(if: model.isKnown, Note(.care, "Quyết định này đã có trong sổ.", body: "Các dòng dưới đây sẽ được thêm vào quyết định đó.").html)
            \(if: open > 0, Note(.care, "\(open.dotted) dòng chưa rõ là ai.", body: "Hãy chọn ở cột “Trong danh mục”, rồi bấm “Ghi vào sổ”.").html)
            \(if: warnings > 0, Note(.plain, "\(warnings.dotted) dòng có điều cần xem lại.", body: "Vẫn ghi được nếu đúng như văn bản.").html)
            \(Answers(answers))
            \(Markup.Form(to: HonoursPage.keep.path, hidden: hidden, content: """
                \(table(model))
                \(Actions([
                    .submit("Ghi \(count.dotted) dòng vào sổ", .primary, busy: "Đang ghi…"),
                    .link("Sửa lại", HonoursPage.entry.path),
                ]))
                """))
            """
    }

    private static func table(_ model: Check) -> HTML {
        let columns: [Column<EntryReading.Line>] = [
            Column("Dòng", .text, .w4) { "\($0.index + 1)" },
            Column("Được khen thưởng", .name, .w14) { line in
                let place = [line.new?.post, line.new?.unitText].compactMap(\.self).joined(separator: ", ")
                return "\(line.new?.name)\(if: !place.isEmpty, "<small>\(place)</small>")"
            },
            Column("Trong danh mục", .text, .w14) { line in match(line, model.typed) },
            Column("Danh hiệu, hình thức", .text, .w13) { line in
                "\(line.new.map { model.awards.name($0.award) })<small>\(line.new?.holder.kind.vietnamese)</small>"
            },
            Column("Năm", .text, .w7) { "\($0.new?.years?.description ?? "–")" },
            Column("Cần xem lại", .text) { line in
                line.warnings.isEmpty ? "–" : "\(line.warnings.joined(separator: "; "))"
            },
        ]
        return RuledTable(
            "Danh sách", count: "\(model.reading.lines.count.dotted) dòng", columns: columns, rows: model.reading.lines
        ).html
    }

    /// Who is meant; a choice where several may be, or the only one is not of that unit.
    private static func match(_ line: EntryReading.Line, _ typed: TypedEntry) -> HTML {
        guard let new = line.new else { return "–" }
        switch new.holder {
        case .household: return "hộ gia đình, ghi theo tên"
        case .unit(let id):
            return id == nil ? "chưa có trong danh mục, ghi theo tên" : "\(line.candidates.first?.words)"
        case .person(let id):
            if line.candidates.isEmpty { return "chưa có trong danh mục, ghi theo tên" }
            let isPlain = id != nil && line.candidates.count == 1 && typed.chosen(line.index) == nil
            if isPlain { return "\(line.candidates.first?.words)" }
            let selected = typed.chosen(line.index).map(String.init) ?? id.map(\.description) ?? ""
            let choices: [Control.Choice] =
                [.init("", "– hãy chọn –")] + line.candidates.map { .init(String($0.id), $0.words) }
                + [.init("0", "Không phải ai trong danh mục; ghi theo tên")]
            return Field(
                "\(TypedEntry.choice)\(line.index)", "Dòng \(line.index + 1) là ai",
                .choice(choices, selected: selected)
            ).html
        }
    }
}

extension String {
    fileprivate var orDash: String { isEmpty ? "–" : self }
}
