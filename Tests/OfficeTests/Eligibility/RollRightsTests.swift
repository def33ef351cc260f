import Database
import Fixtures
import Foundation
import Paper
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("Who may see a whole unit at once") struct RollRightsTests {
    private let world: RollWorld

    init() throws { world = try RollWorld(.sqlite) }

    private func path(_ code: String, _ more: String = "") throws -> String {
        "/du-dieu-kien?xet=don-vi-\(try world.people.unit(code))&nam=2025&ngay=02/02/2026\(more)"
    }

    @Test("whoever reads the honours there; what is out of reach is as if it did not exist")
    func reach() throws {
        try world.add("Nguyễn Văn An")
        let officer = try world.province.client(.unitOfficer)
        #expect(try officer.get(try path("STC")).status == 200)
        for role in [Role.specialist, .leader, .secretary, .observer] {
            #expect(try world.province.client(role).get(try path("HG")).status == 200, "\(role)")
        }
        for role in [Role.legalOfficer, .accountant, .blocHead, .councilMember, .administrator] {
            #expect(try world.province.client(role).get(try path("HG")).status == 403, "\(role)")
        }
        let missing = try officer.get("/du-dieu-kien?xet=don-vi-999999")
        for target in [try path("BAO"), try path("HG"), "/du-dieu-kien?xet=khoi-1", "/du-dieu-kien?xet=khoi-99"] {
            let refused = try officer.get(target)
            #expect(refused.status == 404, "\(target)")
            #expect(refused.body == missing.body)
        }
        for ending in ["xlsx", "docx", "pdf"] {
            let target = try path("BAO").replacing("/du-dieu-kien?", with: "/du-dieu-kien.\(ending)?")
            #expect(try officer.get(target).status == 404)
        }
        // Without a choice it is the own unit; whoever has none chooses.
        #expect(try officer.get("/du-dieu-kien").body.contains("Đủ điều kiện cả đơn vị: Sở Tài chính"))
        #expect(try officer.get("/du-dieu-kien?xet=").body.contains("Hãy chọn đơn vị, hoặc khối, cụm thi đua."))
        #expect(try officer.get(try path("STC", "&nam=x")).status == 200)
        #expect(try officer.get("/du-dieu-kien?nam=x").status == 422)
    }

    @Test("who may not read conduct gets the same page, and the same files, whether there is a discipline or not")
    func conduct() throws {
        let person = try world.add("Nguyễn Văn An")
        try world.declare()
        let (officer, specialist) = (
            try world.province.client(.unitOfficer), try world.province.client(.specialist)
        )
        func page(_ client: TestClient) throws -> String { try client.get(try path("STC")).body }
        func sheet(_ client: TestClient) throws -> [[String]] {
            try rows(client, try path("STC").replacing("/du-dieu-kien?", with: "/du-dieu-kien.xlsx?"))
        }
        let before = (try page(officer), try sheet(officer), try page(specialist), try sheet(specialist))
        try world.discipline(person)
        #expect(try page(officer) == before.0)
        #expect(try sheet(officer) == before.1)
        #expect(before.0.contains("Chưa xét kỷ luật và việc đang xem xét"))
        // It could have leaked.
        #expect(try page(specialist) != before.2)
        #expect(try sheet(specialist) != before.3)
        #expect(!(try page(specialist)).contains("cảnh cáo"))
    }

    private func rows(_ client: TestClient, _ target: String) throws -> [[String]] {
        let answer = try client.get(target)
        #expect(answer.status == 200, "\(target)")
        let path = TestFolder.newPath("bảng.xlsx")
        try Data(answer.bytes).write(to: URL(fileURLWithPath: path))
        let document = try PaperReader.read(path: path)
        return document.blocks.flatMap { block -> [[String]] in
            guard case .table(let table) = block else { return [] }
            return table.rows.map { row in row.cells.compactMap { $0?.text } }
        }
    }

    @Test("files hold the rows of the view on all its pages")
    func files() throws {
        try world.declare()
        for (number, name) in RollWorld.names(60).enumerated() {
            try world.add(name, rated: number % 3 == 0 ? "completed" : "good")
        }
        let client = try world.province.client(.specialist)
        let all = try rows(client, try path("STC").replacing("/du-dieu-kien?", with: "/du-dieu-kien.xlsx?"))
        #expect(all.count { $0.contains("Đủ") } == 40)
        #expect(all.count { $0.contains("Chưa đủ") } == 20)
        let some = try rows(
            client, try path("STC", "&ket-qua=chua-du").replacing("/du-dieu-kien?", with: "/du-dieu-kien.xlsx?"))
        #expect(some.count { $0.contains("Đủ") } == 0)
        #expect(some.count { $0.contains("Chưa đủ") } == 20)
        let person = try world.roll(try world.filter()).entries[0].key
        for (target, start) in [
            (try path("STC").replacing("/du-dieu-kien?", with: "/du-dieu-kien.docx?"), "PK"),
            (try path("STC").replacing("/du-dieu-kien?", with: "/du-dieu-kien.pdf?"), "%PDF"),
            ("/nguoi/\(person)/du-dieu-kien.docx?nam=2025", "PK"), ("/nguoi/\(person)/du-dieu-kien.pdf", "%PDF"),
            ("/don-vi/\(try world.people.unit("STC"))/du-dieu-kien.docx", "PK"),
            ("/don-vi/\(try world.people.unit("STC"))/du-dieu-kien.pdf", "%PDF"),
        ] {
            let file = try client.get(target)
            #expect(file.status == 200, "\(target)")
            #expect(String(decoding: file.bytes.prefix(start.utf8.count), as: UTF8.self) == start)
        }
        #expect(try client.get("/nguoi/\(person)/du-dieu-kien.xlsx").status == 404)
    }

    @Test("a paper of one person says of conduct only how the condition stands")
    func paper() throws {
        let person = try world.add("Nguyễn Văn An")
        try world.declare()
        try world.discipline(person)
        let visitor = try world.province.visitor(.specialist)
        let found = try world.office.read {
            try Eligibility.person(
                person, .init(day: world.accepted, year: 2025, assumptions: []), for: visitor, on: world.people.today,
                world.law, $0)
        }
        let path = TestFolder.newPath("một người.docx")
        try DocxWriting.write(EligibilityPaper.annex(found), to: path)
        let text = try PaperReader.read(path: path).blocks.map { block in
            switch block {
            case .paragraph(let paragraph): paragraph.text
            case .table(let table): table.rows.flatMap(\.cells).compactMap { $0?.text }.joined(separator: " ")
            }
        }.joined(separator: " ")
        #expect(text.contains("ĐỦ ĐIỀU KIỆN GÌ: NGUYỄN VĂN AN"))
        #expect(text.contains("Kỷ luật, vụ việc đang xem xét: chưa đạt"))
        for words in ["canh cao", "het han ky luat"] {
            #expect(!text.folded.contains(words))
            #expect(found.prospects.flatMap(\.findings).contains { $0.explanation.folded.contains(words) })
        }
    }
}
