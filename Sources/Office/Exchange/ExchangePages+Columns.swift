import Markup
import Paper
import Vocabulary

extension ExchangePages {
    /// Which sheet, which row is the head, which column is which: with the first rows of the file beside it.
    struct ColumnsModel {
        struct Head {
            let column: Int
            let words: String
            /// What stands in the first rows under it.
            let samples: [String]
        }

        let current: SheetImport
        let sheets: [(index: Int, name: String, rows: Int)]
        let heads: [Head]
        let mapping: [Int: String]
        /// Rows that may be the head, as Excel counts.
        let rows: [(number: Int, words: String)]
        let missing: [String]
        /// The first row whose letters are broken by a wrong encoding.
        let garbled: String?

        init(_ current: SheetImport, _ kind: any ExchangeKind, _ opened: OpenedSheets, typed: [Int: String]?) throws {
            self.current = current
            sheets = try opened.visible.filter { opened.spreadsheet.sheets[$0].name != ExchangeWorkbook.guideSheet }.map
            {
                ($0, opened.spreadsheet.sheets[$0].name, try opened.survey($0).rows)
            }
            guard let sheet = current.sheet else {
                (heads, mapping, rows, missing, garbled) = ([], [:], [], [], nil)
                return
            }
            let survey = try opened.survey(sheet)
            let reading = HeadReading(survey, kind.columns, at: current.headRow)
            let below = survey.top.filter { $0.number >= reading.firstRow && reading.row != nil }
            heads = reading.heads.sorted { $0.key < $1.key }.filter { $0.key != reading.key }.map { column, words in
                Head(
                    column: column, words: words,
                    samples: below.compactMap { $0[column].map { CellReading.short(CellReading.oneLine($0.text)) } }
                        .prefix(3).map { $0 })
            }
            mapping = typed ?? current.mapping
            rows = survey.top.prefix(20).map { row in
                (row.number, CellReading.short(row.cells.map { CellReading.oneLine($0.text) }.joined(separator: " | ")))
            }
            missing = SheetImport.missing(current, kind)
            garbled = rows.first { GarbledText.isGarbled($0.words) }?.words
        }
    }

    static func columns(_ kind: any ExchangeKind, _ model: ColumnsModel, refusal: String?, token: Token) -> HTML {
        """
        \(PageHead(
            "Ghép cột", facts: "\(model.current.fileName) · Mỗi mục lấy từ một cột của tệp; cách ghép được nhớ cho các tệp có cùng tiêu đề.",
            trail: [begin(kind)], here: model.current.fileName,
            actions: [.file("Tệp gốc", Address(ExchangePage.original(kind, model.current.id).path))]))
        \(refusal.map { ErrorSummary("Chưa kiểm tra được", [(model.heads.isEmpty ? "trang" : "cot-\(model.heads[0].column)", $0)]) })
        \(sheetForm(kind, model, token))
        <div class="gap">\(mappingForm(kind, model, token))</div>
        <div class="acts gap">\(PostButton(.submit("Bỏ lượt nhập", .low), to: ExchangePage.drop(kind, model.current.id).path, hidden: token))</div>
        """
    }

    private static func sheetForm(_ kind: any ExchangeKind, _ model: ColumnsModel, _ token: Token) -> HTML {
        let asks = model.current.sheet == nil
        let sheet = Field(
            "trang", "Trang tính", hint: asks ? "Tệp có nhiều trang tính. Hãy chọn trang có danh sách cần nhập." : nil,
            .choice(
                model.sheets.map { Control.Choice(String($0.index), "\($0.name) (\($0.rows.dotted) dòng)") },
                selected: model.current.sheet.map(String.init)))
        let row = Field(
            "dong", "Dòng tiêu đề", hint: "Dòng có tên các cột.", isOptional: true,
            .choice(
                [Control.Choice("", "– để phần mềm tìm –")]
                    + model.rows.map { Control.Choice(String($0.number), "Dòng \($0.number): \($0.words)") },
                selected: model.current.headRow.map(String.init)))
        return Section(
            "Trang tính và dòng tiêu đề", id: "trang-tinh",
            content: Form(
                to: ExchangePage.chooseSheet(kind, model.current.id).path, hidden: token,
                content: """
                    <div class="pair">\(sheet)\(if: !asks, row.html)</div>
                    \(Actions([.submit(asks ? "Dùng trang này" : "Đọc lại tiêu đề", asks ? .primary : .plain, busy: "Đang đọc…")]))
                    """
            ).html
        ).html
    }

    private static func mappingForm(_ kind: any ExchangeKind, _ model: ColumnsModel, _ token: Token) -> HTML {
        guard model.current.sheet != nil else { return .empty }
        if let garbled = model.garbled, model.heads.isEmpty || !model.missing.isEmpty {
            return Note(
                .bad, "Chữ trong tệp bị hỏng vì lưu hoặc mở sai bảng mã:",
                body:
                    "“\(garbled)”. Hãy mở bản gốc, lưu thành Excel (.xlsx) hoặc “CSV UTF-8”, rồi tải lên lại. Chưa có gì được nhập."
            ).html
        }
        guard !model.heads.isEmpty else {
            return Note(
                .care, "Chưa thấy dòng tiêu đề.",
                body: "Hãy chọn dòng có tên các cột ở trên, hoặc chép dữ liệu vào bảng mẫu."
            ).html
        }
        let choices =
            [Control.Choice("", "– không nhập cột này –")]
            + kind.columns.map { Control.Choice($0.code, $0.title + ($0.isNeeded ? " (bắt buộc)" : "")) }
        let table = RuledTable<ColumnsModel.Head>(
            "Các cột của tệp", count: "\(model.heads.count) cột",
            columns: [
                Column("Cột", .day, .w4) { "\(SheetColumn.name($0.column))" },
                Column("Tiêu đề trong tệp", .name, .w18) { "\($0.words)" },
                Column("Vài dòng đầu", .text) {
                    "<span class=\"soft small\">\($0.samples.joined(separator: " · "))</span>"
                },
                Column("Lấy làm", .text, .w18) { head in
                    """
                    <select id="cot-\(head.column)" name="cot-\(head.column)" aria-label="Cột \(SheetColumn.name(head.column)), \(head.words), lấy làm">\
                    \(choices.map { choice in
                        "<option value=\"\(choice.value)\"\(if: choice.value == (model.mapping[head.column] ?? ""), " selected")>\(choice.words)</option>" as HTML
                    })</select>
                    """
                },
            ], rows: model.heads)
        return Form(
            to: ExchangePage.saveColumns(kind, model.current.id).path, hidden: token,
            content: """
                \(if: !model.missing.isEmpty, Note(.care, "Còn thiếu cột bắt buộc: \(model.missing.joined(separator: ", ")).").html)
                \(table)
                \(Actions([.submit("Kiểm tra các dòng", .primary, busy: "Đang kiểm tra…")], hasGap: true))
                """
        ).html
    }
}
