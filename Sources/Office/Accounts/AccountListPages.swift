import Markup
import Vocabulary

/// The HTML of the list of accounts and of the form for a new one.
enum AccountListPages {
    typealias Token = [(name: String, value: String)]

    struct List {
        let filter: AccountFilter
        /// What is wrong with the unit asked for.
        let unknownUnit: String?
        let page: AccountList
        let units: [String]
        let today: Day
        let refusal: String?
    }

    static func list(_ list: List, token: Token) -> HTML {
        let address = list.filter.address(AccountRegisterPage.list.path)
        let filter = FilterBar(
            "Lọc tài khoản", base: sortOnly(list.filter),
            filters: [
                .init("chu", "Tên, tên đăng nhập", .text(list.filter.words, kind: .search, length: 16)),
                .init("don-vi", "Đơn vị (tên hoặc mã)", .suggest(list.filter.unit, from: list.units, length: 22)),
                .init(
                    "vai-tro", "Vai trò",
                    .choice(
                        [.init("", "tất cả")] + Role.allCases.map { .init($0.code, $0.vietnamese) },
                        selected: list.filter.role?.code)),
                .init(
                    "tinh-trang", "Tình trạng",
                    .choice(
                        [.init("", "tất cả")] + AccountFilter.State.allCases.map { .init($0.rawValue, $0.vietnamese) },
                        selected: list.filter.state?.rawValue)),
            ], isFiltered: list.filter.isNarrowed)
        return """
            \(PageHead(
                "Tài khoản", facts: "Mỗi người một tài khoản. Người thôi việc thì khóa, không xóa: nhật ký còn ghi tên.",
                actions: [.link("Thêm tài khoản", AccountRegisterPage.new.path, .primary)]))
            \(list.refusal.map { Note(.bad, $0).html })
            \(list.unknownUnit.map { Note(.care, $0).html })
            \(filter)
            \(table(list, Sorting(address, allowed: AccountFilter.Sort.allCases.map(\.rawValue), standard: "ten")))
            \(Pager(address, words: list.page.words, before: list.page.before?.description, after: list.page.after?.description))
            \(if: !list.page.lines.isEmpty, Form(to: AccountRegisterPage.invite.path, hidden: token, id: "thu-moi", content: """
                <p class="soft small">Chọn người ở bảng trên để in thư mời cùng lúc: mỗi người một trang, có mã để tự đặt mật khẩu. \
                Lời mời cũ của người được chọn hết giá trị.</p>
                \(Actions([.submit("In thư mời cho người đã chọn")], hasGap: true))
                """).html)
            """
    }

    private static func sortOnly(_ filter: AccountFilter) -> Address {
        var bare = AccountFilter()
        (bare.sort, bare.isDescending) = (filter.sort, filter.isDescending)
        return bare.address(AccountRegisterPage.list.path)
    }

    private static func table(_ list: List, _ sorting: Sorting) -> HTML {
        RuledTable(
            "Các tài khoản", count: "\(list.page.words), sắp theo \(list.filter.sort.vietnamese)",
            columns: [
                .boxes(
                    name: "nguoi", value: { $0.id.description }, label: { $0.name }, form: "thu-moi"),
                Column("Họ và tên", .name, .w14, sort: AccountFilter.Sort.name.rawValue) {
                    Link($0.name, AccountRegisterPage.show($0.id).path).html
                },
                Column("Tên đăng nhập", .text, .w9, sort: AccountFilter.Sort.login.rawValue) { "\($0.login)" },
                Column("Đơn vị") { "\($0.unitName ?? "–")" },
                Column("Vai trò hôm nay", .text, .w14) { roles($0.roles) },
                Column("Đăng nhập cuối", .text, .w9, sort: AccountFilter.Sort.lastSignIn.rawValue) {
                    "\($0.lastSignIn?.since(today: list.today) ?? "chưa lần nào")"
                },
                Column("Tình trạng", .text, .w7) { state(isOpen: $0.isOpen, hasPassword: $0.hasPassword) },
            ], rows: list.page.lines
        ).with {
            $0.sorting = sorting
            $0.hasRule = false
            $0.empty = Empty(
                list.filter.isNarrowed ? "Không có tài khoản nào như vậy." : "Chưa có tài khoản nào.",
                list.filter.isNarrowed ? "Bớt điều kiện lọc, hoặc kiểm tra chữ đã gõ." : "Thêm người đầu tiên.")
        }.html
    }

    private static func roles(_ roles: [(role: Role, branch: String?)]) -> HTML {
        guard !roles.isEmpty else { return "<span class=\"soft\">không có</span>" }
        return roles.map { "\($0.role.vietnamese)\($0.branch.map { " (\($0))" } ?? "")" as HTML }.joined(", ")
    }

    static func state(isOpen: Bool, hasPassword: Bool) -> HTML {
        switch (isOpen, hasPassword) {
        case (false, _): "<b>đã khóa</b>"
        case (true, false): "chờ nhận lời mời"
        case (true, true): "đang dùng"
        }
    }

    // MARK: A new account

    /// What was typed into the form for a new account; it stays when the form is refused.
    struct NewAccount {
        var login = ""
        var name = ""
        var unit = ""
        var roles: Set<Role> = []
        /// An invitation instead of a password of ours.
        var invites = true
        var units: [String] = []
        var refusal: (any Explained)?

        var fields: [Field] {
            var errors: [String: String] = [:]
            if let refusal { errors[fieldName(refusal)] = refusal.explanation.notice }
            return [
                Field("ho-ten", "Họ và tên", .text(name, length: 40)),
                Field(
                    "dang-nhap", "Tên đăng nhập", hint: "Chữ không dấu, chữ số, dấu chấm; ví dụ: hanh.snv",
                    .text(login, length: 24, autocomplete: "off")),
                Field(
                    "don-vi", "Đơn vị",
                    hint: "Gõ tên hoặc mã rồi chọn. Chỉ quản trị cả hệ thống mới để trống.",
                    .suggest(unit, from: units, length: 40)),
                Field(
                    "vai-tro", "Vai trò",
                    .checks(
                        Role.allCases.map { .init($0.code, $0.vietnamese.withCapital, hint: $0.hint) },
                        selected: Set(roles.map(\.code)))),
                Field(
                    "cach", "Cách vào lần đầu",
                    .radios(
                        [
                            .init(
                                "moi", "Thư mời",
                                hint:
                                    "in ra hoặc chép liên kết; người nhận tự đặt mật khẩu trong \(Invitation.days) ngày"
                            ),
                            .init(
                                "mat-khau", "Mật khẩu tạm", hint: "phần mềm đặt, hiện một lần; phải đổi khi vào lần đầu"
                            ),
                        ], selected: invites ? "moi" : "mat-khau")),
            ].map { $0.with(errors: errors) }
        }

        private func fieldName(_ refusal: any Explained) -> String {
            switch refusal {
            case let refusal as AccountRefusal: refusal.field ?? "dang-nhap"
            case is UnitRefusal: "don-vi"
            default: "vai-tro"
            }
        }
    }

    static func new(_ account: NewAccount, token: Token) -> HTML {
        let fields = account.fields
        return """
            \(PageHead("Thêm tài khoản", facts: "Phạm vi và thời hạn của từng vai trò đặt sau, ở trang của tài khoản.", trail: [Link("Tài khoản", AccountRegisterPage.list.path)], here: "Thêm tài khoản"))
            \(ErrorSummary("Chưa thêm được tài khoản", fields: fields))
            \(Form(to: AccountRegisterPage.add.path, hidden: token, content: """
                \(fields)\(Actions([
                    .submit("Thêm tài khoản", .primary, busy: "Đang thêm…"),
                    .link("Thôi", AccountRegisterPage.list.path, .low),
                ]))
                """))
            """
    }
}

extension String {
    /// With a capital first letter, the rest as it is.
    var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
