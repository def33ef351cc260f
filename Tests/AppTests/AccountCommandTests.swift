import Fixtures
import Foundation
import Testing
import Vocabulary

@Suite("vinhdanh account") struct AccountCommandTests {
    @Test("add invents a first password, list shows everybody, reset invents another")
    func accounts() throws {
        let folder = DataFolder()
        let added = folder.run("account", "add", "An.Nguyen", "--name", "Nguyễn Văn An", "--role", "quan-tri", "--json")
        #expect(added.status == 0, "\(added.err)")
        struct Answer: Decodable { let login: String; let password: String? }
        let first = try JSONDecoder().decode(Answer.self, from: Data(added.out.utf8))
        #expect((first.password ?? "").count >= 10)
        let listed = folder.run("account", "list", "--json")
        #expect(
            listed.out
                == #"[{"held":[{"from":"\#(World.real.today.iso)","role":"quan-tri"}],"login":"an.nguyen","name":"Nguyễn Văn An","open":true,"roles":["quan-tri"]}]"#
                + "\n")
        #expect(folder.run("account", "list").out == "an.nguyen\tNguyễn Văn An\tquan-tri\t–\n")
        let reset = folder.run("account", "reset", "an.nguyen", "--json")
        let second = try JSONDecoder().decode(Answer.self, from: Data(reset.out.utf8))
        #expect(second.password != nil && second.password != first.password)
        #expect(folder.run("verify").status == 0)
    }

    @Test(
        "refuses in words what cannot be",
        arguments: [
            (["add", "a", "--name", "An", "--role", "quan-tri"], 1, "Tên đăng nhập gồm 2–64 chữ cái không dấu"),
            (["add", "an", "--name", " ", "--role", "quan-tri"], 1, "Hãy ghi họ và tên của người dùng."),
            (["add", "an", "--name", "An", "--role", "chuyen-vien"], 1, "Vai trò này cần chọn đơn vị công tác."),
            (
                ["add", "an", "--name", "An", "--role", "chuyen-vien", "--unit", "Sở Mây"], 1,
                "Không tìm thấy đơn vị “Sở Mây”."
            ),
            (["add", "co-roi", "--name", "An", "--role", "quan-tri"], 1, "Tên đăng nhập “co-roi” đã có người dùng."),
            (["add", "an", "--name", "An", "--role", "vua"], 2, "không có vai trò “vua”"),
            (["add", "an", "--name", "An"], 2, "thiếu --role"),
            (["add", "an", "--role", "quan-tri"], 2, "thiếu --name"),
            (["add", "--name", "An", "--role", "quan-tri"], 2, "thiếu tên đăng nhập"),
            (["reset", "khong-co"], 1, "Không có tài khoản “khong-co”."), (["reset"], 2, "thiếu tên đăng nhập"),
            (["reset", "khong-co", "--lang", "en"], 1, "No account is called “khong-co”."),
        ] as [([String], Int32, String)])
    func refusals(_ arguments: [String], _ status: Int32, _ words: String) {
        let folder = DataFolder()
        #expect(folder.run("account", "add", "co-roi", "--name", "Có Rồi", "--role", "quan-tri").status == 0)
        let ran = folder.run(["account"] + arguments)
        #expect(ran.status == status)
        #expect(ran.out == "")
        #expect(ran.err.contains(words), "\(ran.err)")
        #expect(folder.run("account", "list").out == "co-roi\tCó Rồi\tquan-tri\t–\n")
    }

    @Test("roles have a branch and a period, are given later and ended")
    func roles() throws {
        let folder = try DataFolder.withProvince()
        let today = World.real.today
        let last = today.adding(days: 30).vietnamese
        func lines(_ login: String) -> [String] {
            folder.run("account", "list").out.split(separator: "\n").map(String.init).filter {
                $0.hasPrefix(login + "\t")
            }
        }
        let added = folder.run(
            "account", "add", "moi", "--name", "Lò Thị Mới", "--unit", "HG-STC", "--role", "chuyen-vien,phap-che",
            "--branch", "HG-SNV", "--to", last)
        #expect(added.status == 0, "\(added.err)")
        #expect(
            lines("moi") == [
                "moi\tLò Thị Mới\tchuyen-vien (Sở Nội vụ, đến \(last)),phap-che (Sở Nội vụ, đến \(last))\tSở Tài chính"
            ])
        #expect(folder.run("account", "role", "moi", "--role", "ke-toan").status == 0)
        #expect(
            folder.run("account", "role", "moi", "--role", "chuyen-vien,phap-che", "--branch", "HG-SNV", "--end").status
                == 0)
        #expect(lines("moi") == ["moi\tLò Thị Mới\tke-toan\tSở Tài chính"])
        #expect(folder.run("account", "role", "moi", "--role", "ke-toan").err.contains("đã có vai trò kế toán"))
        #expect(folder.run("account", "role", "moi", "--role", "thanh-tra").err.contains("không kiêm kế toán"))
        #expect(folder.run("account", "role", "moi", "--role", "lanh-dao", "--end").err.contains("Không có vai trò đó"))
        #expect(
            folder.run("account", "role", "quantri", "--role", "quan-tri", "--end").err.contains("quản trị cuối cùng"))
        #expect(folder.run("account", "role", "moi", "--role", "lanh-dao", "--from", "31/02/2027").status == 2)
        let invited = folder.run(
            "account", "add", "hai", "--name", "Lò Thị Hai", "--unit", "HG-STC", "--role", "can-bo-don-vi", "--invite",
            "--json")
        struct Answer: Decodable { let invitation: String?; let password: String? }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(invited.out.utf8))
        #expect(answer.invitation?.count == 24 && answer.password == nil)
        #expect(folder.run("verify").status == 0)
    }
}
