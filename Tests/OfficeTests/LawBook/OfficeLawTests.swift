import Fixtures
import Foundation
import Office
import Testing

@Suite("The law of an office") struct OfficeLawTests {
    private func office(lawFolder: String?) throws -> Office {
        Office(
            store: try Engine.sqlite.fresh([]), shelf: FileShelf(folder: TestFolder.newPath("files")),
            lawFolder: lawFolder)
    }

    @Test("is read once")
    func once() throws {
        let office = try office(lawFolder: TestFolder.law)
        #expect(try office.law === office.law)
    }

    @Test("says in Vietnamese that its folder is missing")
    func missing() throws {
        let office = try office(lawFolder: nil)
        let refusal = #expect(throws: LawUnread.noFolder) { try office.law }
        #expect(refusal?.explanation.notice.contains("thư mục Law") == true)
    }

    @Test("names file and field of a broken folder, and serves once it is put right")
    func broken() throws {
        let folder = TestFolder.newPath("law")
        try FileManager.default.copyItem(atPath: TestFolder.law, toPath: folder)
        let file = folder + "/money.json"
        let whole = try String(contentsOfFile: file, encoding: .utf8)
        try whole.replacing("\"rounding\": 10000", with: "\"rounding\": 0").write(
            toFile: file, atomically: true, encoding: .utf8)
        let office = try office(lawFolder: folder)
        let refusal = #expect(throws: LawUnread.self) { try office.law }
        #expect(refusal?.explanation.notice.contains("money.json: bonuses.rounding") == true)
        try whole.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try office.law.bonuses.salaries.isEmpty == false)
    }

    @Test("is on a page that everybody who is signed in may open")
    func page() throws {
        let province = try TestProvince(.sqlite)
        let page = try province.client(.delegate).get("/luat")
        #expect(page.status == 200)
        #expect(page.body.contains("Hồ sơ tiếp nhận hôm nay, 17/11/2026, theo 06/2022/QH15, 06/2026/QH16"))
        #expect(try province.client(nil).get("/luat").status == 303)
    }
}
