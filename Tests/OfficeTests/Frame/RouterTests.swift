import Database
import Fixtures
import Foundation
import HTTP
import Office
import Testing
import Vocabulary

@Suite("The way into every page") struct RouterTests {
    @Test("sends a stranger to sign in and back to the page afterwards")
    func stranger() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(nil)
        let asked = try client.get("/quan-tri/tai-khoan")
        #expect(asked.status == 303)
        #expect(asked.header("Location") == "/dang-nhap?ve=/quan-tri/tai-khoan")
        // A link to a view keeps its filters.
        let view = "/quan-tri/tai-khoan?tim=an+b%C3%ACnh&vai-tro=leader"
        let seen = try client.get(view)
        let form = try client.get(try #require(seen.header("Location")))
        let kept = "/quan-tri/tai-khoan?tim=an%20b%C3%ACnh&amp;vai-tro=leader"
        #expect(form.body.contains("name=\"ve\" value=\"\(kept)\""))
        #expect(
            try TestProvince(.sqlite).client(nil).post(
                "/dang-nhap",
                form: [
                    ("ten", "quan-tri"), ("mat-khau", TestProvince.password),
                    ("ve", kept.replacingOccurrences(of: "&amp;", with: "&")),
                ]
            ).header("Location") == kept.replacingOccurrences(of: "&amp;", with: "&"))
        let answer = try client.post(
            "/dang-nhap",
            form: [("ten", "quan-tri"), ("mat-khau", TestProvince.password), ("ve", "/quan-tri/tai-khoan")])
        #expect(answer.header("Location") == "/quan-tri/tai-khoan")
        #expect(try client.get("/quan-tri/tai-khoan").status == 200)
    }

    @Test(
        "a form that comes after its session has ended leads back to the page it stood on, and says that it was not taken"
    )
    func late() throws {
        let client = try TestProvince(.sqlite).client(nil)
        func asked(_ referer: String?) throws -> String? {
            let from = referer.map { [("Referer", $0)] } ?? []
            return try client.post("/quy-che-dia-phuong/1/sua", form: [("ten", "Quy chế")], headers: from)
                .header("Location")
        }
        let sign = "/dang-nhap?ve=/quy-che-dia-phuong/1/sua&het=1"
        #expect(try asked("https://127.0.0.1/quy-che-dia-phuong/1/sua?x=1") == sign)
        #expect(try asked(nil) == "/dang-nhap?het=1")
        for other in ["https://ke.gian/quy-che-dia-phuong/1/sua", "https://127.0.0.1/khong-co", "https://127.0.0.1"] {
            #expect(try asked(other) == "/dang-nhap?het=1")
        }
        #expect(try client.get(sign).body.contains("lần gửi vừa rồi chưa được ghi"))
        #expect(!(try client.get("/dang-nhap").body.contains("chưa được ghi")))
    }

    @Test("refuses what the role may not do, in words")
    func refused() throws {
        let province = try TestProvince(.sqlite)
        let answer = try province.client(.unitOfficer).get("/quan-tri/tai-khoan")
        #expect(answer.status == 403)
        #expect(answer.body.contains("chưa có quyền quản lý tài khoản"))
    }

    @Test(
        "does not lead to another site after sign-in",
        arguments: ["//ke.gian", "https://ke.gian", "/\\ke.gian", "ke.gian"])
    func openRedirect(_ wanted: String) throws {
        let client = try TestProvince(.sqlite).client(nil)
        let answer = try client.post(
            "/dang-nhap", form: [("ten", "lanh-dao"), ("mat-khau", TestProvince.password), ("ve", wanted)])
        #expect(answer.header("Location") == "/")
    }

    @Test("takes a form only with the token of the session, from our own pages")
    func forms() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        #expect(try client.post("/dang-xuat", form: []).status == 409)
        #expect(try client.post("/dang-xuat", form: [("_ma", "0000")]).status == 409)
        let token = try province.formToken(client)
        let foreign = try client.post("/dang-xuat", form: [("_ma", token)], headers: [("Sec-Fetch-Site", "cross-site")])
        #expect(foreign.status == 403)
        #expect(try client.post("/dang-xuat", form: [("_ma", token)]).status == 303)
        #expect(try client.get("/tai-khoan").header("Location") == "/dang-nhap?ve=/tai-khoan")
    }

    @Test("says which pages do not exist and which take no form")
    func missing() throws {
        let client = try TestProvince(.sqlite).client(.leader)
        #expect(try client.get("/khong-co").status == 404)
        #expect(try client.get("/dang-xuat").status == 405)
    }

    @Test("shows a fault's number and none of its words")
    func fault() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.administrator)
        try province.office.store.write { _ = try $0.run("DROP TABLE account_role") }
        let answer = try client.get("/quan-tri/tai-khoan")
        #expect(answer.status == 500)
        #expect(answer.body.contains("mã lỗi"))
        #expect(!answer.body.contains("account_role"))
    }

    @Test("a person with a given password changes it before anything else")
    func firstPassword() throws {
        let province = try TestProvince(.sqlite)
        let id = try #require(province.accounts[.leader])
        let hash = try Password.hash("đặt-lần-đầu-1")
        try province.office.write(by: province.actor(.administrator)) {
            try Accounts.setPassword(of: id, hash: hash, mustChange: true, by: $0)
        }
        let client = try province.client(nil)
        let answer = try client.post("/dang-nhap", form: [("ten", "lanh-dao"), ("mat-khau", "đặt-lần-đầu-1")])
        #expect(answer.header("Location") == "/tai-khoan")
        let page = try client.get("/tai-khoan")
        #expect(page.body.contains("Hãy đổi mật khẩu trước khi làm việc."))
    }
}
