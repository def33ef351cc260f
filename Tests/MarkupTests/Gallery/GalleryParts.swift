import Markup
import Vocabulary

extension Gallery {
    static func parts(_ files: PageFrame.Files) -> HTML {
        frame(
            "Các bộ phận", files, current: "Danh mục",
            toast: Toast("Đã gửi đôn đốc đến 4 đơn vị, lúc 9 giờ 21.", Link("Xem thư đã gửi", "#")),
            """
            \(PageHead("Các bộ phận", facts: "Mỗi bộ phận một lần, với lời thật."))\
            \(OpeningSentence("<a href=\"#a\"><b>3 việc quá hạn</b></a>, <a href=\"#b\">6 việc đến hạn trong 7 ngày</a>, <a href=\"#c\">3 việc chờ chị</a>."))
            <div class="halves gap">
            \(Section("Nút và trạng thái", content: statusSamples))\
            \(Section("Điều kiện", count: "1 đạt, 1 chưa rõ, 1 không đạt", content: conditions.html))\
            \(Section(
                "Kiểm tra lại trước khi gửi",
                content: Answers([
                    ("Người được đề nghị", "Bà Lò Thị Ánh Ngần", "/1"), ("Hình thức", "Bằng khen của Chủ tịch UBND tỉnh", "/2"),
                    ("Giấy tờ", "3 trên 3", nil),
                ]).html + Actions([.submit("Gửi hồ sơ", .primary)], note: "Gửi xong có giấy nhận, ghi ngày trả kết quả.", hasGap: true).html))\
            \(Section(
                "Việc đang chạy",
                content: Progress(
                    "Đang in 1.000 bằng thành một tệp PDF.", done: 640, total: 1000, more: "còn khoảng 4 giây",
                    below: "Chị có thể đóng trang này; xong sẽ báo ở Việc của tôi. \(Link("Dừng", "#"))"
                ).html))\
            \(Section("Trống", content: Empty(
                "Chưa có hồ sơ nào chờ tiếp nhận.", "Đơn vị nộp là hiện ở đây.", Link("Nhắc đơn vị nộp đợt 2", "#")).html))\
            \(Section("Danh sách dài", content: """
                \(Pager(Address("/ho-so"), page: 3, size: 50, total: 1234, noun: "hồ sơ"))\
                \(Pager(Address("/so-vang"), words: "hơn 1.000 người", before: nil, after: "9f3"))\
                \(Menu("Việc khác", ["<a href=\"#\">Tải DOCX</a>", "<a href=\"#\">Tải PDF</a>"]))
                """))
            </div>
            \(Confirmation(
                "Đóng hòm phiếu?", consequences: ["Đã nộp đủ 20 phiếu. Đóng rồi thì không nhận thêm phiếu.", "Kết quả hiện ra cho cả phòng."],
                verb: "Đóng và mở kết quả", to: "/phieu/dong", hidden: token, back: Link("Chưa đóng", "/phieu")))\
            \(Confirmation(
                "Xóa bản nháp?", consequences: ["Bản nháp lưu hôm qua sẽ mất."], verb: "Xóa bản nháp", to: "/nhap/xoa",
                hidden: token, back: Link("Giữ lại", "#"), fields: [Field("ly-do", "Lý do", .text("", length: 30))]).dialog(id: "hoi"))\
            \(Actions([.open("Xóa bản nháp…", dialog: "hoi")]))\
            \(PostButton(.submit("Rút lại"), to: "/rut", hidden: token))
            """)
    }

    private static var statusSamples: HTML {
        """
        \(Actions([.link("Trình Hội đồng", "#", .primary), .link("Lưu, làm sau", "#"), .link("Bỏ lọc", "#", .low)]))\
        \(Actions([.busy("Đang gửi…"), .refused("Đóng hòm phiếu", because: "còn thiếu 3 phiếu")], hasGap: true))
        <p class="acts gap-s">\([
            Status.todo, .doing, .late(2), Status(.stuck, "Vướng"), Status(.care, "Nên sửa"), Status(.yours, "Chờ chị"), Status(.done, "Xong 22/10"),
        ])</p><p class="acts gap-s">\([Status.met, .unmet, .unsure])</p><div class="gap-s">\
        \(Note(.care, "Mất mạng từ 9 giờ 18.", body: "Chị cứ làm tiếp; 2 phần đã lưu trên máy này sẽ tự gửi khi có mạng."))\
        \(Note(.good, "Đủ điều kiện."))\(Note(.bad, "Chưa gửi được."))\(Note(.plain, "Hội đồng họp ngày 20/11."))</div>
        """
    }

    static let conditions = Conditions([
        .init(
            .met, "Đủ giấy tờ", facts: ["5 trên 5, bản chính. \(Link("Xem danh mục", "#"))"],
            citation: "Điều 9 Quy chế 31/2025/QĐ-UBND"),
        .init(
            .unmet, "Ba năm liên tục là Chiến sĩ thi đua cơ sở",
            facts: [
                "Có năm 2021, 2022 và 2024; thiếu năm 2023 nên chuỗi chỉ còn 1 năm.",
                "<b>Có thể:</b> xét Bằng khen của Chủ tịch UBND tỉnh, hoặc chờ đến năm 2026. \(Link("Xem điều kiện Bằng khen", "#"))",
            ], citation: "khoản 1 Điều 22 Luật số 06/2022/QH15"),
        .init(
            .unsure, "Sáng kiến có phạm vi ảnh hưởng trong tỉnh",
            facts: ["<b>Cần thêm:</b> kết luận của Hội đồng sáng kiến tỉnh."],
            citation: "khoản 2 Điều 22 Luật số 06/2022/QH15"),
    ])

    static let fields = [
        Field(
            "tong-ho", "Tổng số hộ của 9 phường", hint: "Lấy từ báo cáo dân số 30/9, sửa được",
            .text("28.416", kind: .number, length: 10)),
        Field(
            "so-ho", "Số hộ đạt Gia đình văn hóa năm 2026", hint: "Theo quyết định đã ký, không tính hộ đang xét",
            error: "Số hộ gia đình văn hóa (28.641) lớn hơn tổng số hộ (28.416)",
            .text("28.641", kind: .number, length: 10)),
        Field(
            "bien-ban", "Biên bản họp cụm", hint: "Ảnh chụp bằng điện thoại cũng được; PDF, JPG đến 20 MB",
            error: "Thiếu biên bản họp cụm",
            .file(accepts: ".pdf,.jpg", isMultiple: true)),
        Field("ngay", "Ngày họp", hint: "Ví dụ 17/11/2026", .day("17/11/2026")),
        Field(
            "loai", "Loại việc",
            .choice(
                [
                    .init("hn", "Hội nghị", group: "Tập trung"), .init("th", "Tập huấn", group: "Tập trung"),
                    .init("bc", "Báo cáo", group: "Giấy tờ"),
                ], selected: "th")),
        Field(
            "chu-tri", "Chủ trì", hint: "Gõ không dấu cũng được",
            .suggest("Sở Nội vụ", from: ["Sở Nội vụ", "Sở Tài chính"], length: 40)),
        Field(
            "cach", "Cách gửi", error: "Chọn một cách gửi",
            .radios(
                [.init("mem", "Qua phần mềm"), .init("giay", "Bằng giấy", hint: "Nộp tại Bộ phận một cửa, tầng 1")],
                selected: nil)),
        Field(
            "nhan", "Nơi nhận", .checks([.init("a", "Sở Nội vụ"), .init("b", "Văn phòng UBND tỉnh")], selected: ["a"])),
        Field("cam-ket", "Số liệu đã được người đứng đầu đơn vị xem", .tick(true)),
        Field(
            "kk", "Khó khăn, đề nghị với tỉnh", isOptional: true,
            .area("Ba phường mới sáp nhập chưa có người chuyên trách.", rows: 2)),
    ]

    static func form(_ files: PageFrame.Files) -> HTML {
        frame(
            "Báo cáo tổng kết Cụm thi đua 5", files, hasErrors: true,
            """
            \(PageHead("Báo cáo tổng kết Cụm thi đua 5", facts: "Phần 3 trên 5: số liệu"))\
            \(ErrorSummary("Báo cáo chưa gửi được", fields: fields))\
            \(Section(
                "Số liệu", aside: SavedMark("lúc 9 giờ 12").html,
                content: Form(
                    to: "/bao-cao/5", hidden: token, extras: [.uploads, .saves(to: "/bao-cao/5/nhap")],
                    content: "\(fields)\(Actions([.submit("Xem lại và gửi", .primary, busy: "Đang gửi…"), .submit("Lưu, làm sau", name: "lam", value: "luu")]))"
                ).html))
            """)
    }

    static func charts(_ files: PageFrame.Files) -> HTML {
        func day(_ number: Int) -> Day { Day(year: 2026, month: 11, day: number) ?? today }
        let calendar = MonthCalendar(
            year: 2026, month: 11, today: today,
            marks: [
                day(6): .init("1 việc", "/ngay/6"), day(10): .init("1 việc", "/ngay/10", isLate: true),
                day(13): .init("1 việc", "/ngay/13", isLate: true),
                day(17): .init("3 việc", "/ngay/17"), day(20): .init("Phiên họp Hội đồng", "/ngay/20"),
            ], count: "ngày lễ, họp và hạn", daysOff: [day(24): "nghỉ bù"], previous: Link("T10", "?thang=10"),
            next: Link("T12", "?thang=12"))
        let months =
            [(1, 3), (2, 2), (3, 7), (4, 2), (5, 3), (6, 4), (7, 3), (8, 4), (9, 3), (10, 3)]
            .map { Squares("Tháng \($0.0)", done: $0.1) } + [
                Squares("Tháng 11", done: 1, doing: 4, late: 2), Squares("Tháng 12", todo: 2),
            ]
        return frame(
            "Hình vẽ", files, shape: .oneSheet, current: "Báo cáo",
            """
            \(PageHead("Quý IV năm 2026", facts: "\(today.withWeekday) · quý còn 32 ngày làm việc"))\
            \(OpeningSentence("Quý có 12 việc: 4 xong, 5 đang làm, <b>2 quá hạn</b>, 1 chưa đến kỳ. <b>Bốn việc chờ anh.</b>"))\
            \(Columns(
                .wide,
                work: """
                    \(YearCalendar(
                        2026,
                        entries: [
                            1: [.init("15/01", "Phát động", "#")], 2: [.init("28/02", "Xét khen KT–XH", "#")], 3: [.init("15/03", "Ký giao ước", "#")],
                            9: [.init("30/09", "Kiểm tra đợt 2", "#", isLate: true)], 11: [.init("20/11", "Hội đồng lần 4", "#"), .init("30/11", "Hết hạn nhận hồ sơ cấp Nhà nước", "#")],
                            12: [.init("15/12", "Hội nghị tổng kết", "#")],
                        ], nowMonth: 11))\
                    \(Section("Việc theo tháng", content: YearChart("Việc năm 2026", months: months).html + Squares.key))\
                    \(Section(
                        "Kết quả bỏ phiếu",
                        content: Bars(
                            "Phiếu đồng ý trên 22 thành viên, cần 18",
                            [.init("Sở Y tế", 21, rest: 1, figure: "21/22"), .init("Xã Mây Thượng", 20, rest: 2, figure: "20/22"),
                             .init("Công ty Dệt may Sông Lam Hạ", 16, rest: 6, figure: "16/22")],
                            threshold: 18, key: "<p class=\"key\">Phần đậm: đồng ý; vạch đỏ: 18 phiếu phải có.</p>").html))\
                    \(Section("Điểm khối thi đua số 3", content: ScoreDots(
                        "Điểm của khối", [.init("1. Sở Y tế", claimed: 99, agreed: 97.5), .init("2. Sở Giáo dục và Đào tạo", claimed: 98.5, agreed: 96),
                        .init("3. Sở Ngoại vụ", claimed: 94, agreed: nil)], from: 85, to: 100).html))
                    """, label: "Tháng này và chương trình",
                context: """
                    <section>\(calendar)</section>
                    \(Section(
                        "Chương trình 2026", aside: Link("Bảng quý", "/chuong-trinh").html,
                        content: Facts([
                            ("Quý I", Squares("Quý I", done: 12).html), ("Quý II", Squares("Quý II", done: 9).html),
                            ("Quý III", Squares("Quý III", done: 9, late: 1).html), ("Quý IV", Squares("Quý IV", done: 4, doing: 5, late: 2, todo: 1).html),
                        ]).html + Squares.key))\
                    \(Section(
                        "Khen thưởng từ đầu năm", aside: Link("Mở danh sách", "#").html,
                        content: Bars(
                            "Số quyết định theo hình thức",
                            [.init("Bằng khen, cá nhân", 210, rest: 76), .init("Bằng khen, tập thể", 0, rest: 118), .init("Chiến sĩ thi đua tỉnh", 31, rest: 12),
                             .init("Huân chương Lao động", 4, rest: 5)], ink: .honours,
                            key: Bars.key(.honours, strong: "lao động trực tiếp", rest: "lãnh đạo, tập thể")).html))
                    """))
            """)
    }

    static func dossier(_ files: PageFrame.Files) -> HTML {
        frame(
            "Hồ sơ 0386: Nguyễn Đoàn Hương Trà", files, current: "Hồ sơ",
            """
            \(PageHead(
                "Nguyễn Đoàn Hương Trà",
                facts: "Đề nghị tặng Chiến sĩ thi đua cấp tỉnh · giáo viên, Trường THPT Mây Giang<br>Hồ sơ 0386, tiếp nhận 21/09/2026, trả kết quả trước 04/12/2026",
                trail: [Link("Hồ sơ", "/ho-so"), Link("Đợt khen thưởng ngành Giáo dục, năm học 2025–2026", "/ho-so/dot/3")],
                actions: [.link("Trả lại, ghi chỗ cần sửa", "#"), .link("Tải DOCX, PDF", "#"), .link("Trình Hội đồng", "#", .primary)]))\
            \(Note(.plain, "Đủ điều kiện, trừ một điều chưa rõ.", body: "Người thẩm định quyết định, không phải phần mềm."))\
            \(Columns(.wide, work: Section("Điều kiện", count: "1 đạt, 1 chưa rõ, 1 không đạt", content: conditions.html).html, label: "Các phần", context: Section(
                "Các phần", aside: "<span class=\"soft\">7 trên 8 xong</span>", content: TaskList([.init("\(Link("Sáng kiến", "#"))", .unsure)]).html).html))
            """)
    }

    static func signIn(_ files: PageFrame.Files) -> HTML {
        frame(
            "Đăng nhập", files, shape: .open,
            """
            \(PageHead("Đăng nhập"))\
            \(Form(
                to: "/dang-nhap", hidden: token,
                content: """
                    \(Field("ten", "Tên đăng nhập", .text("", length: 30, autocomplete: "username")))\
                    \(Field("mat-khau", "Mật khẩu", .text("", kind: .password, length: 30, autocomplete: "current-password")))\
                    \(Actions([.submit("Đăng nhập", .primary)]))
                    """))
            """)
    }
}
