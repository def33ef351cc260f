import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("The province's documents") struct LawLibraryTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private func document(
        _ number: String, _ issued: String, from: String? = nil, to: String? = nil, issuer: String = "UBND tỉnh"
    ) throws -> NewLawDocument {
        NewLawDocument(
            number, .decision, issuer: issuer, issuedOn: try day(issued), subject: "Quy chế thi đua, khen thưởng",
            firstDay: try day(from ?? issued), lastDay: try to.map(day))
    }

    private func add(_ new: NewLawDocument, _ province: TestProvince) throws -> ID<LawDocument> {
        try province.office.write(by: province.actor(.legalOfficer)) {
            try LawLibrary.add(new, to: province.province.id, in: .everything, by: $0)
        }
    }

    private func write(_ province: TestProvince, _ body: (Operation) throws -> Void) throws {
        try province.office.write(by: province.actor(.legalOfficer), body)
    }

    @Test(
        "are written, corrected, ended with an heir and withdrawn, each told in the ledger", arguments: Engine.available
    )
    func life(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let old = try add(document(" 31/2020/QĐ-UBND ", "2020-11-02"), province)
        let new = try add(document("12/2025/QĐ-UBND", "2025-12-20", from: "2026-01-01"), province)
        try write(province) {
            try LawLibrary.end(old, on: day("2025-12-31"), replacedBy: new, in: .everything, by: $0)
        }
        try write(province) {
            var next = try document("31/2020/QĐ-UBND", "2020-11-03", to: "2025-12-31")
            next.subject = "Quy chế thi đua, khen thưởng của tỉnh"
            try LawLibrary.correct(old, to: next, because: "Ngày trên bản chính", in: .everything, by: $0)
        }
        let kept = try province.office.read { try LawLibrary.document(old, in: .everything, $0) }
        #expect(kept.number == "31/2020/QĐ-UBND" && kept.issuedOn == Day(iso: "2020-11-03"))
        #expect(kept.lastDay == Day(iso: "2025-12-31") && kept.replacedBy == new)
        let forerunners = try province.office.read { try LawLibrary.forerunners(of: new, $0).map(\.id) }
        #expect(forerunners == [old])
        try write(province) { try LawLibrary.withdraw(new, because: "Nhập nhầm", in: .everything, by: $0) }
        #expect(throws: LawLibraryRefusal.notFound) {
            try province.office.read { try LawLibrary.document(new, in: .everything, $0) }
        }
        let after = try province.office.read { try LawLibrary.document(old, in: .everything, $0) }
        #expect(after.replacedBy == nil && after.lastDay != nil)
        let acts = try province.office.read {
            try Ledger.entries(about: Subject("lawDocument", old), limit: 10, $0).map(\.act)
        }
        #expect(acts == ["lawDocument.correct", "lawDocument.end", "lawDocument.add"])
    }

    @Test(
        "refuse a number with another day, days in disorder, circles, heirs that begin too early",
        arguments: Engine.available)
    func badInput(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try add(document("31/2020/QĐ-UBND", "2020-11-02"), province)
        let taken = LawLibraryRefusal.numberTaken("31/2020/QĐ-UBND", on: try day("2020-11-02"))
        #expect(throws: taken) { try add(document("031/2020/QD-UBND", "2021-11-02"), province) }
        #expect(throws: taken) { try add(document("31/2020/QĐ-UBND", "2020-11-02"), province) }
        // Another issuer, and a number that returns each year, are other documents.
        _ = try add(document("31/2020/QĐ-UBND", "2020-11-02", issuer: "UBND huyện"), province)
        _ = try add(document("684/QĐ-UBND", "2023-06-29"), province)
        _ = try add(document("684/QĐ-UBND", "2024-06-29"), province)
        #expect(throws: LawLibraryRefusal.numberTaken("684/QĐ-UBND", on: try day("2024-06-29"))) {
            try add(document("684/QĐ-UBND", "2024-08-01"), province)
        }
        #expect(throws: LawLibraryRefusal.beforeIssue) {
            try add(document("1/QĐ-UBND", "2024-02-01", from: "2024-01-01"), province)
        }
        #expect(throws: LawLibraryRefusal.endBeforeStart) {
            try add(document("1/QĐ-UBND", "2024-02-01", to: "2024-01-31"), province)
        }
        #expect(throws: LawLibraryRefusal.badNumber) { try add(document("không số", "2024-02-01"), province) }
        let second = try add(document("12/2025/QĐ-UBND", "2025-12-20"), province)
        func end(_ id: ID<LawDocument>, _ last: String, _ heir: ID<LawDocument>?) throws {
            try write(province) {
                try LawLibrary.end(id, on: day(last), replacedBy: heir, in: .everything, by: $0)
            }
        }
        #expect(throws: LawLibraryRefusal.heirIsItself) { try end(first, "2025-12-19", first) }
        #expect(throws: LawLibraryRefusal.heirTooLate(try day("2025-12-20"))) { try end(first, "2026-01-01", second) }
        try end(first, "2025-12-19", second)
        #expect(throws: LawLibraryRefusal.circle("31/2020/QĐ-UBND")) { try end(second, "2025-12-31", first) }
        #expect(throws: LawLibraryRefusal.noReason) {
            try write(province) { try LawLibrary.withdraw(first, because: " ", in: .everything, by: $0) }
        }
        // What lies outside the scope is as if it did not exist.
        #expect(throws: LawLibraryRefusal.notFound) {
            try province.office.read { try LawLibrary.document(first, in: .branches(["x/"]), $0) }
        }
    }

    private func mustHold(_ page: LawLibraryList, _ numbers: [String]) {
        #expect(page.lines.map(\.number) == numbers && page.total == numbers.count)
    }

    @Test(
        "go page by page both ways, filtered by words without marks and by a day, in two queries",
        arguments: Engine.available)
    func list(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for number in 1...5 { _ = try add(document("\(number)/2024/QĐ-UBND", "2024-0\(number)-10"), province) }
        _ = try add(document("9/2019/QĐ-UBND", "2019-05-10", to: "2023-12-31"), province)
        func page(
            _ filter: LawLibraryList.Filter = .init(), _ cursor: KeysetCursor<ID<LawDocument>>? = nil, size: Int = 2
        )
            throws -> LawLibraryList
        {
            try province.office.read { try LawLibraryList.page(filter, cursor, in: .everything, size: size, $0) }
        }
        let first = try page()
        #expect(first.lines.map(\.number) == ["5/2024/QĐ-UBND", "4/2024/QĐ-UBND"] && first.total == 6)
        let second = try page(.init(), first.after.map { .after($0) })
        #expect(second.lines.map(\.number) == ["3/2024/QĐ-UBND", "2/2024/QĐ-UBND"])
        let back = try page(.init(), second.before.map { .before($0) })
        #expect(back.lines == first.lines)
        try mustHold(page(.init(words: "quyet dinh 9/2019")), ["9/2019/QĐ-UBND"])
        try mustHold(page(.init(day: day("2023-12-31"))), ["9/2019/QĐ-UBND"])
        try mustHold(page(.init(day: day("2024-01-01"))), [])
        let counts = try [1, 5].map { size in try Recorder.recording { try page(size: size) }.1.count }
        #expect(counts[0] == counts[1])
    }

    @Test("are what citations mean, with their heirs, beside the instruments of the law", arguments: Engine.available)
    func citations(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let old = try add(document("31/2020/QĐ-UBND", "2020-11-02"), province)
        let new = try add(document("12/2025/QĐ-UBND", "2025-12-20", from: "2026-01-01"), province)
        _ = try add(document("684/QĐ-UBND", "2023-06-29"), province)
        _ = try add(document("684/QĐ-UBND", "2024-06-29"), province)
        try write(province) { try LawLibrary.end(old, on: day("2025-12-31"), replacedBy: new, in: .everything, by: $0) }
        let texts = [
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", "Căn cứ Quyết định số 31/2020/QĐ-UBND của UBND tỉnh",
            "Căn cứ Quyết định số 684/QĐ-UBND ngày 29 tháng 6 năm 2023", "Căn cứ Quyết định số 684/QĐ-UBND",
            "Căn cứ tình hình thực tế",
        ]
        let law = try province.office.law
        let cited = try province.office.read { try CitedDocuments(texts, law.instruments, in: .everything, $0) }
        let heir = try #require(law.instruments[written: "152/2025/NĐ-CP"])
        let successor = try province.office.read { try LawLibrary.document(new, in: .everything, $0) }
        let on = try day("2026-02-01")
        let expected: [CitationStanding] = [
            .ended(last: try day("2025-06-30"), heirs: [.instrument(heir)]),
            .ended(last: try day("2025-12-31"), heirs: [.document(successor)]), .inForce, .unknown, .unknown,
        ]
        #expect(texts.map { cited.standing(of: $0, on: on) } == expected)
        #expect(
            cited.standing(of: texts[0], on: on).slip
                == "hết hiệu lực sau 30/06/2025; thay bằng Nghị định số 152/2025/NĐ-CP")
        let before = cited.standing(of: texts[1], on: try day("2020-11-01"))
        #expect(before == .notYet(from: try day("2020-11-02")))
        #expect(cited.meant(by: texts[2])?.path == "/luat/van-ban/3")
        #expect(cited.meant(by: texts[0])?.path == "/luat/van-ban/trung-uong/98-2023-nd-cp")
    }

    @Test("are entered, ended and found on pages; what is refused stays as typed")
    func pages() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.legalOfficer)
        let token = try province.formToken(client)
        func form(_ changes: [String: String] = [:]) -> [(String, String)] {
            var values = [
                "so": "12/2025/QĐ-UBND", "loai": "regulation", "co-quan": "UBND tỉnh", "ngay": "20/12/2025",
                "trich-yeu": "Quy chế thi đua, khen thưởng", "tu": "01/01/2026", "den": "",
            ]
            values.merge(changes) { $1 }
            return [("_ma", token)] + values.map { ($0.key, $0.value) }
        }
        let refused = try client.post("/luat/van-ban", form: form(["tu": "01/01/2025"]))
        #expect(refused.status == 422 && refused.body.contains("không được trước ngày ban hành"))
        #expect(refused.body.contains("value=\"12/2025/QĐ-UBND\"") && refused.body.contains("href=\"#tu\""))
        #expect(try client.post("/luat/van-ban", form: form()).status == 303)
        let page = try client.get("/luat/van-ban/1")
        #expect(page.body.contains("Quy chế số 12/2025/QĐ-UBND") && page.body.contains("Ghi hết hiệu lực"))
        #expect(try province.client(.accountant).get("/luat/van-ban/1").body.contains("Ghi hết hiệu lực") == false)
        let list = try client.get("/luat/van-ban?tim=quy+che&ngay=01/02/2026")
        #expect(list.body.contains("12/2025/QĐ-UBND") && !list.body.contains("15/2003/QH11"))
        let ended = try client.post(
            "/luat/van-ban/1/het-hieu-luc",
            form: [("_ma", token), ("den", "31/12/2026"), ("thay-bang", "99/2026/QĐ-UBND")])
        #expect(ended.status == 422 && ended.body.contains("Hãy nhập văn bản đó trước"))
        #expect(try client.post("/luat/van-ban/1/rut", form: [("_ma", token), ("ly-do", "Nhập nhầm")]).status == 303)
        #expect(try client.get("/luat/van-ban/1").status == 404)
        let law = try client.get("/luat/van-ban/trung-uong/98-2023-nd-cp")
        #expect(law.body.contains("Nghị định số 152/2025/NĐ-CP") && law.body.contains("Chiến sĩ thi đua"))
    }
}
