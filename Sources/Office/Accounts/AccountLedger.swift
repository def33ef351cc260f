import Database
import Vocabulary

extension LedgerKind {
    static let account = LedgerKind(
        "account", "Tài khoản",
        acts: [
            "account.add": "thêm tài khoản", "account.password": "đặt mật khẩu", "account.open": "mở lại tài khoản",
            "account.close": "khóa tài khoản", "session.start": "đăng nhập", "session.end": "đăng xuất",
            "session.endAll": "đăng xuất mọi nơi", "session.firstStep": "đúng mật khẩu, chờ mã thứ hai",
            "session.prove": "xác nhận lại là mình", "signIn.policy": "đặt quy định đăng nhập",
            "account.edit": "sửa tài khoản",
            "account.person": "gắn với người trong danh sách", "account.remove": "bỏ tài khoản nhập nhầm",
            "notice.choose": "chọn cách nhận thông báo",
            "role.give": "giao vai trò",
            "role.end": "kết thúc vai trò", "delegation.give": "ủy quyền", "delegation.receive": "nhận ủy quyền",
            "delegation.end": "kết thúc ủy quyền", "invitation.make": "gửi lời mời",
            "invitation.accept": "nhận lời mời", "secondFactor.begin": "bắt đầu cài xác thực hai bước",
            "secondFactor.on": "bật xác thực hai bước", "secondFactor.codes": "lấy mã dự phòng mới",
            "secondFactor.off": "tắt xác thực hai bước", "secondFactor.reset": "đặt lại xác thực hai bước",
            "secondFactor.recovery": "dùng mã dự phòng",
            "identity.link": "liên kết với tài khoản chung", "identity.unlink": "gỡ liên kết với tài khoản chung",
            "account.guessed": "báo nhập sai mật khẩu nhiều lần",
            "invitation.revoke": "thu hồi lời mời", "view.start": "bắt đầu xem như người khác",
            "view.end": "thôi xem như người khác",
        ],
        facts: [
            "login": "tên đăng nhập", "roles": "vai trò", "unit": "đơn vị số", "name": "họ và tên", "branch": "phạm vi",
            "days": "số ngày", "delegation": "ủy quyền số", "deputy": "người thay số", "firstDay": "từ ngày",
            "lastDay": "đến ngày", "how": "cách", "minutes": "số phút", "principal": "người ủy quyền số",
            "role": "vai trò",
            "viewer": "người xem số", "person": "người số", "issuer": "nơi cấp",
        ],
        values: Dictionary(
            uniqueKeysWithValues: Role.allCases.map { ("role=\($0.rawValue)", $0.vietnamese) }),
        needs: .manageAccounts, page: { AccountRegisterPage.show(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM account WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })
}
