import Markup
import Vocabulary

/// The HTML of this room.
enum AccountPages {
    static func signIn(login: String, wanted: String, refusal: String?) -> HTML {
        """
        <div class="narrow">
        <h1>\(if: refusal != nil, "Lỗi: ")Đăng nhập</h1>
        <p class="soft gap-s">Chương trình công tác thi đua, khen thưởng của cơ quan ông/bà.</p>
        \(refusal.map { "<p class=\"note bad\" role=\"alert\">\($0)</p>" as HTML } ?? "")
        <form method="post" action="/dang-nhap" class="gap">
          <input type="hidden" name="ve" value="\(wanted)">
          <p class="field"><label for="ten">Tên đăng nhập</label>
            <input id="ten" name="ten" value="\(login)" autocomplete="username" autocapitalize="none" spellcheck="false" required\(if: login.isEmpty, " autofocus")></p>
          <p class="field"><label for="mat-khau">Mật khẩu</label>
            <input id="mat-khau" name="mat-khau" type="password" autocomplete="current-password" required\(if: !login.isEmpty, " autofocus")></p>
          <p class="gap-s"><button class="btn go">Đăng nhập</button></p>
        </form>
        <p class="small soft gap">Quên mật khẩu: nhờ quản trị của đơn vị đặt lại.</p>
        </div>
        """
    }

    struct Mine {
        let visitor: Visitor
        let sessions: Int
        let refusal: String?
    }

    static func mine(_ mine: Mine, token: HTML) -> HTML {
        """
        <div class="head"><div><h1>\(if: mine.refusal != nil, "Lỗi: ")Tài khoản của tôi</h1>
          <p class="sub">\(mine.visitor.roles.map(\.vietnamese).sorted().joined(separator: ", "))</p></div>
          <div class="acts"><form method="post" action="/dang-xuat">\(token)<button class="btn">Đăng xuất</button></form></div></div>
        \(mine.refusal.map { "<p class=\"note bad\" role=\"alert\">\($0)</p>" as HTML } ?? "")
        \(if: mine.visitor.mustChangePassword, "<p class=\"note care\"><b>Hãy đổi mật khẩu trước khi làm việc.</b> Mật khẩu hiện tại do người khác đặt.</p>")
        <dl class="facts">
          <dt>Họ và tên</dt><dd>\(mine.visitor.name)</dd>
          <dt>Tên đăng nhập</dt><dd>\(mine.visitor.login)</dd>
          <dt>Đơn vị</dt><dd>\(mine.visitor.unit?.name ?? "quản trị của hệ thống")</dd>
        </dl>
        <section class="gap" aria-labelledby="doi-mat-khau">
        <div class="bar"><h2 id="doi-mat-khau">Đổi mật khẩu</h2></div>
        <form method="post" action="/tai-khoan/mat-khau" class="narrow-left">\(token)
          <p class="field"><label for="cu">Mật khẩu hiện tại</label><input id="cu" name="cu" type="password" autocomplete="current-password" required></p>
          <p class="field"><label for="moi">Mật khẩu mới</label><span class="hint" id="moi-y">Ít nhất \(Password.leastLength) ký tự; một câu dễ nhớ là tốt nhất.</span>
            <input id="moi" name="moi" type="password" autocomplete="new-password" aria-describedby="moi-y" required></p>
          <p class="field"><label for="lai">Nhập lại mật khẩu mới</label><input id="lai" name="lai" type="password" autocomplete="new-password" required></p>
          <p class="gap-s"><button class="btn go">Đổi mật khẩu</button></p>
        </form>
        </section>
        <section aria-labelledby="phien">
        <div class="bar"><h2 id="phien">Phiên làm việc <span class="n">\(mine.sessions) phiên đang mở</span></h2></div>
        <p class="soft">Nghi người khác dùng tài khoản của mình, hoặc quên đăng xuất ở máy khác: đăng xuất mọi nơi rồi đổi mật khẩu.</p>
        <form method="post" action="/tai-khoan/dang-xuat-moi-noi" class="gap-s">\(token)<button class="btn">Đăng xuất mọi nơi</button></form>
        </section>
        """
    }

    struct All {
        let accounts: [Account]
        let units: [Unit]
        var refusal: String?
        var typed = NewAccountForm()
        var invented: (login: String, password: String)?
    }

    /// What was typed into the form for a new account; it stays when the form is refused.
    struct NewAccountForm {
        var login = ""
        var name = ""
        var unit = ""
        var roles: Set<Role> = []
    }

    static func all(_ model: All, token: HTML) -> HTML {
        """
        <div class="head"><div><h1>\(if: model.refusal != nil, "Lỗi: ")Tài khoản</h1><p class="sub">\(model.accounts.count) tài khoản</p></div></div>
        \(model.refusal.map { "<p class=\"note bad\" role=\"alert\">\($0)</p>" as HTML } ?? "")
        \(model.invented.map { told in """
            <div class="note good" role="status"><b>Mật khẩu lần đầu của \(told.login): <code>\(told.password)</code></b>
            Chỉ hiện một lần này. Đưa tận tay hoặc đọc qua điện thoại; lần đăng nhập đầu phần mềm sẽ yêu cầu đổi.</div>
            """ as HTML } ?? "")
        <table class="ruled fold">
        <caption class="hide">Các tài khoản</caption>
        <thead><tr><th scope="col">Họ và tên</th><th scope="col">Tên đăng nhập</th><th scope="col">Đơn vị</th><th scope="col">Vai trò</th><th scope="col">Tình trạng</th><th scope="col"><span class="hide">Việc làm được</span></th></tr></thead>
        <tbody>
        \(model.accounts.map { row($0, token) })
        </tbody>
        </table>
        <section class="gap" aria-labelledby="them">
        <div class="bar"><h2 id="them">Thêm tài khoản</h2></div>
        <form method="post" action="/quan-tri/tai-khoan" class="narrow-left">\(token)
          <p class="field"><label for="ho-ten">Họ và tên</label><input id="ho-ten" name="ho-ten" value="\(model.typed.name)" required></p>
          <p class="field"><label for="dang-nhap">Tên đăng nhập</label><span class="hint" id="dn-y">Chữ không dấu, chữ số, dấu chấm; ví dụ: hanh.snv</span>
            <input id="dang-nhap" name="dang-nhap" value="\(model.typed.login)" aria-describedby="dn-y" autocapitalize="none" required></p>
          <p class="field"><label for="don-vi">Đơn vị</label><select id="don-vi" name="don-vi"><option value="">– không thuộc đơn vị nào (chỉ quản trị) –</option>
          \(model.units.map { "<option value=\"\($0.id)\"\(if: model.typed.unit == $0.id.description, " selected")>\($0.name)</option>" as HTML })</select></p>
          <fieldset class="field"><legend>Vai trò</legend>
          \(Role.allCases.map { "<label class=\"pickline\"><input type=\"checkbox\" name=\"vai-tro\" value=\"\($0.code)\"\(if: model.typed.roles.contains($0), " checked")> \($0.vietnamese)</label>" as HTML })
          </fieldset>
          <p class="gap-s"><button class="btn go">Thêm tài khoản</button></p>
        </form>
        </section>
        """
    }

    private static func row(_ account: Account, _ token: HTML) -> HTML {
        """
        <tr><th scope="row">\(account.name)</th><td data-th="Tên đăng nhập">\(account.login)</td>\
        <td data-th="Đơn vị">\(account.unitName ?? "–")</td><td data-th="Vai trò">\(account.roles.map(\.vietnamese).joined(separator: ", "))</td>\
        <td data-th="Tình trạng">\(account.isOpen ? "đang dùng" : "đã khóa")</td>\
        <td class="end"><form method="post" action="/quan-tri/tai-khoan/\(account.id)/dat-lai">\(token)<button class="btn low">Đặt lại mật khẩu<span class="hide"> của \(account.name)</span></button></form>\
        <form method="post" action="/quan-tri/tai-khoan/\(account.id)/\(account.isOpen ? "khoa" : "mo")">\(token)<button class="btn low">\(account.isOpen ? "Khóa" : "Mở lại")<span class="hide"> tài khoản của \(account.name)</span></button></form></td></tr>

        """
    }
}
