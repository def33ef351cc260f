import Markup
import Testing
import Vocabulary

@Suite("HTML by interpolation") struct HTMLTests {
    @Test("text is escaped where a tag, an entity or either quote could begin")
    func text() {
        let name = #"<b>Lê & "Sơn" 'Hà'</b>"#
        let html: HTML = "<p>\(name)</p>"
        #expect(html.text == "<p>&lt;b&gt;Lê &amp; &quot;Sơn&quot; &#39;Hà&#39;&lt;/b&gt;</p>")
    }

    @Test("a quoted attribute cannot be left")
    func attribute() {
        let value = #"" autofocus onfocus="x"#
        let html: HTML = "<input value=\"\(value)\">"
        #expect(html.text == "<input value=\"&quot; autofocus onfocus=&quot;x\">")
    }

    @Test("text without special characters is copied as it is, marks and all")
    func plain() {
        let html: HTML = "<td>\("Nguyễn Ngọc Quỳnh Ưởng")</td>"
        #expect(html.text == "<td>Nguyễn Ngọc Quỳnh Ưởng</td>")
        #expect(HTML(text: "a<b").text == "a&lt;b")
        #expect(("<i>\("a & b"[...])</i>" as HTML).text == "<i>a &amp; b</i>")
    }

    @Test("pieces pass, alone, in arrays, optional, of a part; nothing is written for nil")
    func pieces() {
        let sign = "<"
        let cells: [HTML] = ["<td>1</td>", "<td>\(sign)</td>"]
        let none: HTML? = nil
        let words: String? = nil
        #expect(("<tr>\(cells)\(none)\(words)</tr>" as HTML).text == "<tr><td>1</td><td>&lt;</td></tr>")
        #expect(("\(Status.done)" as HTML).text == "<span class=\"st done\">Xong</span>")
        #expect(["a", "b" as HTML].joined(" · ").text == "a · b")
    }

    @Test("a literal inside a page is markup, and what is put into it is text", arguments: [true])
    func literals(_ isOn: Bool) {
        let (name, some): (String, String?) = ("<Hạnh>", "<Dũng>")
        #expect(("\(isOn ? "<b>\(name)</b>" : "")" as HTML).text == "<b>&lt;Hạnh&gt;</b>")
        #expect(("\(some.map { "<i>\($0)</i>" })" as HTML).text == "<i>&lt;Dũng&gt;</i>")
        #expect(("\([name].map { "<li>\($0)</li>" })" as HTML).text == "<li>&lt;Hạnh&gt;</li>")
        #expect(("<input\(if: isOn, " checked")\(if: !isOn, " disabled")>" as HTML).text == "<input checked>")
    }

    @Test("whatever is typed String stays text", arguments: [true])
    func strings(_ isOn: Bool) {
        let (name, none): (String, String?) = ("<b>", nil)
        #expect(("\(isOn ? name : "<i>")" as HTML).text == "&lt;b&gt;")
        #expect(("\(none ?? name)\(none ?? "<i>" + name)" as HTML).text == "&lt;b&gt;&lt;i&gt;&lt;b&gt;")
        #expect(("\(String("<b>"))" as HTML).text == "&lt;b&gt;")
    }

    @Test("numbers are digits in attributes and have dots for people; days are those of Vietnam")
    func numbers() throws {
        let day = try #require(Day(year: 2026, month: 1, day: 5))
        let html: HTML = "\(1_234_567) \(number: 1_234_567) \(Int64(-12)) \(day) \(ID<Status>(42))"
        #expect(html.text == "1234567 1.234.567 -12 05/01/2026 42")
    }

    @Test("attributes that have no value are left out")
    func optionalAttribute() {
        let none: String? = nil
        #expect(("<p\(attribute: "id", "a\"b")\(attribute: "lang", none)>" as HTML).text == "<p id=\"a&quot;b\">")
    }

    @Test(
        "links lead to this site, the web, mail and telephones",
        arguments: [
            "/viec/12", "viec?a=b:c", "#muc:1", "?quy=4", "https://example.vn/a?b=1", "HTTP://example.vn",
            "mailto:a@b.vn",
            "tel:+84900000101", "/a//b", "",
        ])
    func goodLink(_ url: String) {
        #expect(("<a href=\"\(url: url)\">" as HTML).text == "<a href=\"\(url)\">")
    }

    @Test(
        "links that could run or lead away unseen become #",
        arguments: [
            "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x", "vbscript:x", "//evil.example", "/\\evil.example", "\\\\evil.example",
            "/\t/evil.example",
            "blob:x", "file:///etc/passwd",
        ])
    func badLink(_ url: String) {
        #expect(("<a href=\"\(url: url)\">" as HTML).text == "<a href=\"#\">")
    }

    @Test("equal bytes are equal pieces")
    func equality() {
        let name = "Hạnh"
        #expect(("<b>\(name)</b>" as HTML) == "<b>Hạnh</b>")
        #expect(("a" as HTML) + "b" == "ab")
        #expect(("a" as HTML) != "b")
        #expect(HTML.when(false, "x") == .empty)
    }
}

@Suite("Addresses") struct AddressTests {
    @Test("keep filter and order, replace one value, encode what is not plain")
    func queries() {
        let list = Address("/chuong-trinh", [("quy", "4"), ("chu", "Sở Nội vụ"), ("sap", "han")])
        #expect(list.text == "/chuong-trinh?quy=4&chu=S%E1%BB%9F%20N%E1%BB%99i%20v%E1%BB%A5&sap=han")
        #expect(list.with("sap", "-han").text.hasSuffix("&sap=-han"))
        #expect(list.with("quy", nil).without("chu", "sap") == Address("/chuong-trinh"))
        #expect(list["chu"] == "Sở Nội vụ")
        #expect(Address("/x").with("a", "b&c=d+e").text == "/x?a=b%26c%3Dd%2Be")
    }
}
