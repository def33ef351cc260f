import Markup
import Testing
import Vocabulary

@Suite("Fields of forms") struct FieldTests {
    @Test("label, hint, error and control stand in this order and know each other")
    func order() {
        let field = Field(
            "so-ho", "Số hộ", hint: "Theo quyết định", error: "Lớn hơn tổng", .text("28.641", kind: .number, length: 10)
        )
        #expect(
            field.html.text == """
                <div class="field bad"><label for="so-ho">Số hộ</label>\
                <span class="hint" id="so-ho-h">Theo quyết định</span>\
                <span class="err" id="so-ho-e"><span class="hide">Lỗi: </span>Lớn hơn tổng</span>\
                <input inputmode="decimal" class="figure" id="so-ho" name="so-ho" value="28.641" size="10" \
                aria-invalid="true" aria-describedby="so-ho-h so-ho-e"></div>

                """)
    }

    @Test("what was typed comes back as text, never as markup")
    func typed() {
        let nasty = "\"><script>alert(1)</script>"
        for control in [
            Control.text(nasty), .area(nasty), .day(nasty), .suggest(nasty, from: [nasty]),
            .choice([.init(nasty, nasty, group: nasty)], selected: nasty),
            .radios([.init(nasty, nasty)], selected: nasty),
            .checks([.init(nasty, nasty)], selected: [nasty]), .tick(true, value: nasty),
        ] {
            let tags = Tag.all(in: Field(nasty, nasty, hint: nasty, error: nasty, control).html)
            #expect(!tags.contains { $0.name == "script" }, "\(control)")
        }
    }

    @Test("a text that begins with a line end keeps it")
    func area() {
        #expect(Field("a", "A", .area("\nhai")).html.text.contains("rows=\"4\">\n\nhai</textarea>"))
    }

    @Test("the summary leads to the fields in their order, with the same words; without errors there is none")
    func summary() {
        let fields = [Field("a", "A", .text("")), Field("b", "B", .radios([.init("1", "Một")], selected: nil))]
        let refused = fields.map { $0.with(errors: ["b": "Chọn một"]) }
        #expect(ErrorSummary("Chưa gửi được", fields: fields) == nil)
        let html = ErrorSummary("Chưa gửi được", fields: refused)?.html.text ?? ""
        #expect(html.contains("Chưa gửi được: có 1 chỗ cần sửa"))
        #expect(html.contains("<li><a href=\"#b\">Chọn một</a></li>"))
        #expect(refused[1].html.text.contains("id=\"b\""))
    }
}

@Suite("QR pictures") struct QRPictureTests {
    @Test("draw one rectangle for each run of dark squares, inside a white border")
    func runs() {
        let picture = QRPicture(
            [[true, true, false, true], [false, false, false, false], [false, true, true, true]], label: "mã")
        #expect(
            picture.html.text == """
                <svg class="qr" viewBox="0 0 11 11" width="240" height="240" role="img" aria-label="mã" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0h11v11H0z"/>\
                <path fill="#000" d="M4 4h2v1H4zM7 4h1v1H7zM5 6h3v1H5z"/></svg>
                """)
    }
}

@Suite("Tables and pagers") struct TableTests {
    struct Row {
        let name: String
        let amount: Int
    }

    func table(_ rows: [Row], _ address: Address = Address("/quy")) -> RuledTable<Row> {
        RuledTable(
            "Quỹ", count: "\(rows.count) khoản",
            columns: [
                Column("Khoản", .name, sort: "ten", total: "Cộng") { "\($0.name)" },
                Column("Số tiền", .number, .w9, sort: "tien", total: "\(number: rows.map(\.amount).reduce(0, +))") {
                    "\(number: $0.amount)"
                },
            ], rows: rows
        ).with {
            $0.sorting = Sorting(address, allowed: ["ten", "tien"], standard: "-tien")
            $0.empty = Empty("Chưa có khoản nào.")
        }
    }

    @Test("a table says what it is, how it is sorted and what it sums up to")
    func whole() {
        #expect(
            table([Row(name: "In & bằng", amount: 1_500_000)]).html.text == """
                <table class="fold ruled fixed">
                <caption><b>Quỹ</b> 1 khoản</caption>
                <colgroup><col><col class="w9"></colgroup>
                <thead><tr><th scope="col"><a href="/quy?sap=ten">Khoản</a></th>\
                <th scope="col" class="num" aria-sort="descending"><a href="/quy?sap=tien">Số tiền \
                <span class="screen" aria-hidden="true">↓</span></a></th></tr></thead>
                <tbody>
                <tr><th scope="row">In &amp; bằng</th><td class="num" data-th="Số tiền">1.500.000</td></tr>
                </tbody>
                <tfoot><tr><th scope="row">Cộng</th><td class="num">1.500.000</td></tr></tfoot>
                </table>

                """)
    }

    @Test("an empty table says what will be there")
    func empty() {
        #expect(table([]).html.text.contains("<p class=\"empty\"><b>Chưa có khoản nào.</b></p>"))
        #expect(!table([]).html.text.contains("<table"))
    }

    @Test(
        "an order that is not allowed is not taken from the address",
        arguments: [("ten", "ten", false), ("-ten", "ten", true), ("; drop", "tien", true), ("", "tien", true)])
    func order(_ asked: String, _ key: String, _ isDescending: Bool) {
        let sorting = Sorting(Address("/quy").with("sap", asked), allowed: ["ten", "tien"], standard: "-tien")
        #expect(sorting.key == key && sorting.isDescending == isDescending)
    }

    @Test("pages keep the filter; the first has no number; one page needs no links")
    func pager() {
        let list = Address("/ho-so", [("tt", "cho")])
        let middle = Pager(list.with("trang", 2), page: 2, size: 50, total: 1234, noun: "hồ sơ")
        #expect(middle.words == "51–100 trong 1.234 hồ sơ")
        #expect(middle.previous?.text == "/ho-so?tt=cho" && middle.next?.text == "/ho-so?tt=cho&trang=3")
        let last = Pager(list, page: 99, size: 50, total: 1234, noun: "hồ sơ")
        #expect(last.words == "1.201–1.234 trong 1.234 hồ sơ" && last.next == nil)
        let single = Pager(list, page: 1, size: 50, total: 3, noun: "hồ sơ")
        #expect(single.html == "<p class=\"pager\"><span>1–3 trong 3 hồ sơ</span></p>\n")
        #expect(Pager(list, page: 1, size: 50, total: 0, noun: "hồ sơ").words == "0 hồ sơ")
        #expect(
            Pager(list.with("sau", "a"), words: "50 người", before: nil, after: "b").next?.text == "/ho-so?tt=cho&sau=b"
        )
    }
}

@Suite("Charts") struct ChartTests {
    @Test("squares say in words what they show")
    func squares() {
        #expect(
            Squares("Quý IV", done: 4, doing: 5, late: 2, todo: 1).sentence
                == "12 việc: 4 xong, 5 đang làm, 2 quá hạn, 1 chưa đến kỳ")
        #expect(Squares("Quý I", done: 12).sentence == "12 việc, xong cả")
        #expect(Squares("Quý I").sentence == "không có việc nào")
        #expect(Squares("Quý I", done: 13, perRow: 12).html.text.contains("width=\"200\" height=\"30\""))
    }

    @Test("a month begins on Monday and shows whole weeks", arguments: [(2026, 11, 6), (2026, 2, 5), (2027, 2, 4)])
    func month(_ year: Int, _ month: Int, _ weeks: Int) throws {
        let today = try #require(Day(year: 2026, month: 11, day: 17))
        let calendar = MonthCalendar(year: year, month: month, today: today, marks: [:])
        #expect(Tag.all(in: calendar.html).count { $0.name == "tr" && !$0.isEnd } == weeks + 1)
    }

    @Test("a year with hundreds of tasks a month still fits")
    func year() {
        let chart = YearChart("Việc", months: (0..<12).map { Squares("", done: $0 * 50) })
        #expect(chart.html.text.contains("viewBox=\"0 0 312 193\""))
    }
}
