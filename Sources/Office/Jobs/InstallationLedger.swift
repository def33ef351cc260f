extension LedgerKind {
    /// What concerns the whole installation.
    static let installation = LedgerKind(
        "installation", "Hệ thống",
        acts: [
            "job.ask": "cho chạy việc định kỳ", "job.fail": "việc định kỳ không chạy được",
            "signIn.policy": "đặt quy định đăng nhập", "signIn.provider": "đặt đăng nhập chung",
            "mail.settings": "đặt máy chủ thư", "task.remind": "nhắc việc sắp đến hạn và quá hạn",
        ],
        facts: [
            "job": "việc", "mails": "số thư", "soon": "sắp đến hạn", "late": "quá hạn", "host": "máy chủ",
            "port": "cổng",
            "login": "tên đăng nhập", "password": "mật khẩu", "sender": "người gửi", "security": "bảo mật",
            "isOn": "đang dùng", "secondFactor": "xác thực hai bước", "issuer": "nơi cấp", "client": "mã phần mềm",
            "claim": "thuộc tính tìm tài khoản", "domain": "tên miền", "ownAddress": "địa chỉ phần mềm",
            "trustsSecondFactor": "tin xác thực hai bước của nơi cấp", "on": "mở",
        ],
        values: [
            "password=kept": "giữ nguyên", "password=changed": "đã đổi", "on=yes": "có", "on=no": "không",
            "trustsSecondFactor=yes": "có", "trustsSecondFactor=no": "không",
            "secondFactor=required": "bắt buộc với quản trị và thư ký hội đồng",
            "secondFactor=voluntary": "không bắt buộc",
            "secondFactor=sample": "tỉnh mẫu",
        ])

    static let mail = LedgerKind(
        "mail", "Thư", acts: ["mail.again": "gửi lại", "mail.withdraw": "rút lại, không gửi"])
}
