import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Search everywhere") struct SearchTests {
    @Test("marks the letters that were typed, whatever their marks, and escapes the rest")
    func highlight() {
        func html(_ text: String, _ typed: String) -> String {
            Highlight(text, SearchQuestion(typed, limit: 1).words).html.text
        }
        #expect(html("Hội đồng xét khen thưởng", "hoi DONG") == "<mark>Hội</mark> <mark>đồng</mark> xét khen thưởng")
        #expect(html("Đồng Tháp, tháng 5", "thap") == "Đồng <mark>Tháp</mark>, tháng 5")
        #expect(html("Đồng Tháp, tháng 5", "tha") == "Đồng <mark>Thá</mark>p, <mark>thá</mark>ng 5")
        #expect(html("Đồng Tháp".decomposedStringWithCanonicalMapping, "dong") == "<mark>Đồng</mark> Tháp")
        #expect(
            html("<b>An</b> & Bình", "an b")
                == "&lt;<mark>b</mark>&gt;<mark>An</mark>&lt;/<mark>b</mark>&gt; &amp; <mark>B</mark>ình")
        #expect(html("18/KH-UBND", "18 kh") == "<mark>18</mark>/<mark>KH</mark>-UBND")
        #expect(html("không có gì", "xyz") == "không có gì")
    }

    @Test("puts those with the very marks first, in pages that neither repeat nor lose one")
    func exactFirst() {
        let names = ["Lê Văn Hoa", "Trần Hòa", "Đỗ Hoà An", "Hóa Thị Bé", "Võ Hoa"]
        func page(_ typed: String, _ offset: Int = 0, _ limit: Int = 10) -> [String] {
            SearchQuestion(typed, offset: offset, limit: limit).page(text: { $0 }) { limit, offset in
                Array(names.dropFirst(offset).prefix(limit))
            }.hits
        }
        #expect(page("hoa") == ["Lê Văn Hoa", "Võ Hoa", "Trần Hòa", "Đỗ Hoà An", "Hóa Thị Bé"])
        #expect(page("HÒA").first == "Trần Hòa")
        #expect(page("hóa").first == "Hóa Thị Bé")
        #expect(page("hoa", 0, 2) + page("hoa", 2, 2) + page("hoa", 4, 2) == page("hoa"))
    }

    @Test("says of each kind how far it was counted")
    func counts() {
        func page(_ chosen: String?, _ count: Int, counting: Int) -> String {
            let part = SearchPages.Part(
                source: AccountSearch.source, counting: counting,
                found: SearchFound(hits: [SearchHit("An", link: "/an")], count: count))
            return SearchPages.found(
                SearchPages.Found(
                    question: SearchQuestion("an", limit: 6), parts: [part], chosen: chosen, page: 1)
            ).text
        }
        let many = page(nil, 101, counting: SearchQuestion.glance)
        #expect(many.contains("hơn 100 tài khoản") && many.contains("Tài khoản (100+)"))
        let some = page(nil, 100, counting: SearchQuestion.glance)
        #expect(some.contains("100 tài khoản") && !some.contains("hơn 100") && some.contains("Tài khoản (100)"))
        let shown = page("tai-khoan", 101, counting: SearchQuestion.most)
        #expect(shown.contains("101 tài khoản") && shown.contains("Tài khoản (101)"))
        #expect(page("tai-khoan", 1001, counting: SearchQuestion.most).contains("hơn 1.000 tài khoản"))
    }

    @Test("takes a long or empty question calmly")
    func questions() {
        #expect(SearchQuestion("  %_ ", limit: 1).words == [])
        #expect(SearchQuestion(String(repeating: "á ", count: 500), limit: 1).words.count == 8)
        #expect(SearchQuestion("Khối – Cụm", limit: 1).words == ["khoi", "cum"])
    }

    @Test("finds accounts for who manages them, in their branch", arguments: Engine.available)
    func accounts(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try province.neighbour()
        func find(_ typed: String, _ role: Role) throws -> SearchFound {
            let visitor = try province.visitor(role)
            return try province.read { db in
                try AccountSearch.source.find(SearchQuestion(typed, limit: 10), visitor, TestProvince.today, db)
            }
        }
        let found = try find("dang hanh", .administrator)
        #expect(found.count == 1 && found.hits.map(\.title) == ["Đặng Hạnh Nguyên"])
        #expect(found.hits[0].note == "chuyen-vien · Ban Thi đua - Khen thưởng tỉnh")
        #expect(try find("dang hanh", .specialist) == .nothing)
    }

    @Test("shows a kind only to who may know of it", arguments: [Role.specialist, .administrator])
    func kinds(_ role: Role) throws {
        let province = try TestProvince(.sqlite)
        let body = try province.client(role).get("/tim?tim=nguyen").body
        #expect(body.contains("tài khoản") == (role == .administrator))
        #expect(try province.client(role).get("/tim?tim=nguyen&loai=tai-khoan").status == 200)
    }

    @Test("finds councils and blocs without marks, the very marks first, within the scope", arguments: Engine.available)
    func councilsAndBlocs(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        try world.write { operation in
            let members = [try world.unit("STC"), try world.unit("SNV")]
            for name in ["Khối thi đua các sở", "Khói thi đua"] {
                let decision = BlocDecision(
                    number: "35/QĐ-UBND", day: try day("15/01/2026"), firstYear: 2026, members: members)
                let id = try Blocs.found(
                    .bloc, name, under: try world.unit("HG"), by: decision, in: .everything, by: operation)
                try Blocs.handOver(id, to: members[0], deputies: [], for: 2026, in: .everything, by: operation)
            }
            _ = try Councils.establish(
                NewCouncil(
                    .initiative, level: .province, name: "Hội đồng sáng kiến tỉnh", unit: try world.unit("HG"),
                    decision: "1/QĐ", decidedOn: try day("05/01/2026"), firstDay: try day("05/01/2026")),
                in: .everything, by: operation)
        }
        func find(_ source: SearchSource, _ typed: String, _ role: Role = .specialist) throws -> SearchFound {
            let visitor = try world.province.visitor(role)
            return try world.office.read {
                try source.find(SearchQuestion(typed, limit: 10), visitor, TestProvince.today, $0)
            }
        }
        let blocs = try find(BlocSearch.source, "khói thi")
        #expect(blocs.hits.map(\.title) == ["Khói thi đua", "Khối thi đua các sở"])
        #expect(blocs.count == 2)
        #expect(
            blocs.hits[0].note
                == "khối thi đua · \(world.province.province.name) · trưởng khối năm 2026: Sở Tài chính")
        let councils = try find(CouncilSearch.source, "sang kien hoi")
        #expect(councils.hits.map(\.title) == ["Hội đồng sáng kiến tỉnh"])
        #expect(try find(CouncilSearch.source, "%") == .nothing)
        #expect(try find(BlocSearch.source, "xyz").hits == [])
        let body = try world.province.client(.specialist).get("/tim?tim=hoi+dong+sang").body
        #expect(body.contains("sáng kiến tỉnh") || body.contains("<mark>"))
        if engine == .sqlite {
            let matching = CouncilSearch.matching(SearchQuestion("hoi", limit: 1), .everything)
            let plan = try world.office.read {
                try $0.explain("SELECT c.id \(sql: matching) ORDER BY c.name_key, c.id LIMIT 9")
            }
            #expect(plan.contains("council_by_name"), "\(plan)")
        }
    }
}
