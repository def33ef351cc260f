import Fixtures
import Foundation
import Office
import Rulebook
import Testing
import Vocabulary

@Suite("Pages of the law") struct LawPageTests {
    private let province: TestProvince
    private let client: TestClient

    init() throws {
        province = try TestProvince(.sqlite)
        client = try province.client(.legalOfficer)
    }

    /// The words of a page without its tags.
    private func text(_ path: String, status: Int = 200) throws -> String {
        let page = try client.get(path)
        #expect(page.status == status, "\(path)")
        let plain = page.body.replacing(#/<[^>]*>/#, with: " ").replacing("&nbsp;", with: " ").replacing(
            "\u{A0}", with: " ")
        return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("the catalogue of a day is filtered by subject and by words without marks")
    func catalogue() throws {
        let all = try text("/luat/danh-hieu")
        #expect(all.contains("63 danh hiệu, hình thức theo luật ngày 17/11/2026"))
        #expect(all.contains("Xã, phường, đặc khu tiêu biểu"))
        #expect(all.contains("3 danh hiệu, hình thức đã thôi trước ngày này"))
        let old = try text("/luat/danh-hieu?ngay=30/06/2025")
        #expect(old.contains("Xã, phường, thị trấn tiêu biểu"))
        let found = try text("/luat/danh-hieu?doi-tuong=individual&tim=chien+si+thi+dua")
        #expect(found.contains("3 danh hiệu, hình thức theo luật ngày 17/11/2026, đã lọc"))
        #expect(found.contains("Chiến sĩ thi đua toàn quốc") && !found.contains("Giấy khen"))
        #expect(try text("/luat/danh-hieu?tim=khong-co").contains("Không có danh hiệu, hình thức nào khớp."))
        #expect(try text("/luat/danh-hieu?ngay=31/02/2025", status: 422).contains("không phải một ngày có thật"))
    }

    @Test(
        "an award stands with each condition beside its article, an anchor for each check, powers and bonus of the day")
    func award() throws {
        let page = try client.get("/luat/danh-hieu/cstd-tinh?ngay=10/08/2025")
        for check in ["c-regime", "c-subj", "c-streak", "c-init", "c-double", "c-pending", "c-dossier", "c-vote"] {
            #expect(page.body.contains("id=\"\(check)\""), "\(check)")
        }
        let words = try text("/luat/danh-hieu/cstd-tinh?ngay=10/08/2025")
        #expect(
            words.contains(
                "3 năm liên tục đạt Chiến sĩ thi đua cơ sở; năm cuối là năm tiếp nhận hồ sơ hoặc năm liền trước. khoản 1 Điều 22 Luật số 06/2022/QH15"
            ))
        #expect(words.contains("Chủ tịch UBND cấp tỉnh Luật số 06/2022/QH15"))
        #expect(words.contains("3,0 × 2.340.000 = 7.020.000 đồng, không phải làm tròn"))
        #expect(words.contains("Chưa xác nhận"), "the share of votes is the province's")
        let slug = try #require(province.office.law.awards.slug(written: "cstd-tinh"))
        let day = try #require(Day(iso: "2025-08-10"))
        #expect(LawPage.address(of: slug, on: day, at: .streak) == "/luat/danh-hieu/cstd-tinh?ngay=10/08/2025#c-streak")
        #expect(try client.get("/luat/danh-hieu/khong-co").status == 404)
    }

    @Test("every award opens on every turning day, past and future")
    func everyAward() throws {
        for award in try province.office.law.awards.all {
            for day in ["15/06/2016", "01/07/2019", "30/06/2025", "01/10/2026", "01/03/2027"] {
                let page = try client.get("/luat/danh-hieu/\(award.slug)?ngay=\(day)")
                #expect(page.status == 200, "\(award.slug) \(day)")
            }
        }
    }

    @Test("what is not confirmed and what has lapsed is said")
    func doubts() throws {
        #expect(try text("/luat/danh-hieu/cstd-tinh?ngay=01/03/2027").contains("căn cứ hết hiệu lực sau 28/02/2027"))
        #expect(try text("/luat/danh-hieu/hc-sao-vang?ngay=01/02/2020").contains("Đang dùng bản từ 01/01/2024"))
        #expect(try text("/luat/danh-hieu/cstd-co-so?ngay=01/10/2026").contains("chưa đọc được toàn văn"))
    }

    @Test("two days are compared, for all awards or for one; days in disorder are refused and kept")
    func comparison() throws {
        let all = try text("/luat/so-sanh?tu=30/06/2025&den=01/07/2025")
        #expect(all.contains("1 danh hiệu, hình thức mới, 2 danh hiệu, hình thức thôi"))
        let one = try text("/luat/so-sanh?tu=30/06/2025&den=01/07/2025&danh-hieu=cstd-toan-quoc")
        #expect(one.contains("chậm nhất ngày 31/10.") && one.contains("chậm nhất ngày 31/12."))
        #expect(!one.contains("Xã, phường, đặc khu tiêu biểu (trước"))
        let wrong = try client.get("/luat/so-sanh?tu=01/07/2025&den=30/06/2025")
        #expect(wrong.status == 422 && wrong.body.contains("value=\"01/07/2025\""))
    }

    @Test("bonuses are computed line by line with their sum; what has none says why")
    func bonus() throws {
        let page = try text("/luat/tien-thuong?ngay=01/07/2026&dong=ldtt.individual..20,gia-dinh-van-hoa.household..3")
        #expect(page.contains("0,3 × 2.530.000 = 759.000 đồng, làm tròn lên hàng chục nghìn: 760.000 đồng"))
        #expect(page.contains("15.200.000 đồng"))
        #expect(page.contains("1 dòng chưa có mức thưởng nên không nằm trong tổng."))
        let added = try client.get(
            "/luat/tien-thuong?ngay=01/07/2026&dong=ldtt.individual..20&danh-hieu=bk-tinh&doi-tuong=collective&nhom=&so=2"
        )
        #expect(added.body.contains("ldtt.individual..20,bk-tinh.collective..2"))
        let wrong = try client.get(
            "/luat/tien-thuong?dong=ldtt.individual..20&danh-hieu=bk-tinh&doi-tuong=collective&so=-2")
        #expect(wrong.status == 422 && wrong.body.contains("ldtt.individual..20"))
        #expect(try client.get("/luat/tien-thuong?dong=x,y.z..1,ldtt.individual..9999999").status == 200)
    }

    @Test("papers come as Word, PDF and spreadsheets")
    func papers() throws {
        for (path, begins) in [
            ("/luat/danh-hieu/cstd-tinh/dieu-kien.docx", "PK"), ("/luat/danh-hieu/cstd-tinh/dieu-kien.pdf", "%PDF"),
            ("/luat/so-sanh.docx?tu=30/06/2025&den=01/07/2025", "PK"), ("/luat/so-sanh.pdf", "%PDF"),
            ("/luat/so-sanh.xlsx", "PK"), ("/luat/tien-thuong.xlsx?dong=ldtt.individual..20", "PK"),
        ] {
            let file = try client.get(path)
            #expect(file.status == 200 && file.bytes.starts(with: Array(begins.utf8)), "\(path)")
        }
    }
}
