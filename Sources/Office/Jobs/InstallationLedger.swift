extension LedgerKind {
    /// What concerns the whole installation.
    static let installation = LedgerKind(
        "installation", "Hệ thống",
        acts: [
            "job.ask": "cho chạy việc định kỳ", "job.fail": "việc định kỳ không chạy được",
            "mail.settings": "đặt máy chủ thư", "task.remind": "nhắc việc sắp đến hạn và quá hạn",
        ],
        facts: [
            "job": "việc", "mails": "số thư", "soon": "sắp đến hạn", "late": "quá hạn", "host": "máy chủ",
            "port": "cổng",
            "login": "tên đăng nhập", "password": "mật khẩu", "sender": "người gửi", "security": "bảo mật",
            "isOn": "đang dùng",
        ],
        values: ["password=kept": "giữ nguyên", "password=changed": "đã đổi"])

    static let mail = LedgerKind(
        "mail", "Thư", acts: ["mail.again": "gửi lại", "mail.withdraw": "rút lại, không gửi"])
}
