import Markup
import Vocabulary

extension Gallery {
    struct Debtor {
        let name: String
        let kind: String
        let head: String
        let person: String
        let status: Status
    }

    static let debtors = [
        Debtor(
            name: "Cụm 2", kind: "12 xã vùng cao phía bắc", head: "UBND xã Mây Thượng",
            person: "anh Vàng Seo Tủa, 0900 000 112",
            status: Status(.late, "Chưa gửi")),
        Debtor(
            name: "Cụm 5", kind: "9 phường", head: "UBND phường Bến Mây", person: "anh Bùi Đức Tâm, 0900 000 115",
            status: Status(.doing, "Đang viết, xong 60 %")),
        Debtor(
            name: "Khối 6", kind: "doanh nghiệp dệt may, da giày", head: "Công ty Dệt may Sông Lam Hạ",
            person: "anh Đinh Công Phúc, 0900 000 106", status: Status(.yours, "Xin lùi đến 20/11")),
    ]

    static func task(_ files: PageFrame.Files) -> HTML {
        frame(
            "Tổng kết năm 2026 của khối, cụm thi đua", files,
            """
            \(PageHead(
                "Tổng hợp báo cáo tổng kết năm 2026 của khối, cụm thi đua",
                facts: "\(Status(.late, "Quá hạn 5 ngày làm việc")) · 15 trên 19 đã gửi · chị Đặng Hạnh Nguyên theo dõi",
                trail: [Link("Chương trình năm 2026", "/chuong-trinh"), Link("Quý IV", "/chuong-trinh?quy=4")], here: "Việc 1",
                actions: [.link("Xin lùi hạn", "/viec/1/lui"), .link("Đôn đốc 4 đơn vị", "#don-doc", .primary)]))\
            \(Columns(.wide, work: taskWork, label: "Thông tin và nhật ký", context: taskContext))
            """)
    }

    private static var taskWork: HTML {
        """
        \(SourceQuote(
            "1. Chỉ đạo, hướng dẫn các khối, cụm thi đua tổng kết công tác năm 2026; báo cáo gửi về Sở Nội vụ trước ngày 10/11/2026.",
            from: "\(Link("Kế hoạch số 18/KH-UBND ngày 14/01/2026", "/van-ban/18")), mục IV.1, trang 5 · chưa sửa lần nào"))\
        \(Section(
            "Việc này xong khi", count: "2 trên 4 điều",
            content: TaskList([
                .init("\(Link("Ban hành hướng dẫn tổng kết cho khối, cụm", "#"))", Status(.done, "Xong 06/10"),
                    reason: "Hướng dẫn 1188/HD-SNV, tự gắn khi ban hành"),
                .init("\(Link("Gửi mẫu báo cáo và bảng điểm đến 19 khối, cụm", "#"))", Status(.done, "Xong 07/10"), reason: "19 trên 19 đã mở"),
                .init("\(Link("Nhận đủ 19 báo cáo", "#con-no"))", Status(.late, "Còn 4")),
                .init("Tổng hợp thành phụ lục của báo cáo năm", Status(.todo, "Làm được khi đủ 19"),
                    reason: "Phần mềm lập bảng; chị duyệt lời nhận xét"),
            ]).html))\
        \(RuledTable(
            "Còn nợ", count: "4 trên 19 khối, cụm",
            columns: [
                Column("Khối, cụm", .name) { "<a href=\"#\">\($0.name)</a><small>\($0.kind)</small>" },
                Column("Trưởng khối, cụm", .text, .w14) { "\($0.head)<small>\($0.person)</small>" },
                Column("Tình trạng", .text, .w11) { "\($0.status)" },
                Column("Đôn đốc", .action, .w9) { _ in "<a class=\"btn\" href=\"#\">Đôn đốc</a>" },
            ], rows: debtors
        ).with { $0.id = "con-no" })\
        \(Details("15 khối, cụm đã gửi", content: "<p class=\"small soft gap-s\">Khối 1 (28/10), Khối 2 (02/11), Khối 3 (30/10)</p>"))\
        \(Section(
            "Đôn đốc", count: "xem trước rồi mới gửi", id: "don-doc", aside: SavedMark("lúc 9 giờ 12").html,
            content: Form(
                to: "/viec/1/don-doc", hidden: token, extras: [.saves(to: "/viec/1/nhap"), .guardsWords],
                content: """
                    \(Field(
                        "loi", "Lời nhắn",
                        hint: "Mỗi đơn vị nhận đúng tên, số ngày chậm và liên kết của mình. Chép được để dán vào Zalo.",
                        .area("Kính gửi anh Tủa, Trưởng Cụm thi đua 2: báo cáo tổng kết năm 2026 đến hạn ngày 10/11, nay chậm 5 ngày làm việc.", rows: 4)))\
                    \(Actions([.submit("Xem trước 4 lời nhắn"), .submit("Lập công văn đôn đốc (DOCX)", .low, name: "lam", value: "docx")]))
                    """
            ).html))
        """
    }

    private static var taskContext: HTML {
        """
        \(Section(
            "Thông tin", aside: Link("Sửa", "/viec/1/sua", subject: "thông tin").html,
            content: Facts([
                ("Chủ trì", "Sở Nội vụ"), ("Thực hiện", "19 khối, cụm thi đua"), ("Thời gian", "“trước ngày 10/11/2026”"),
                ("Hạn tính", "Thứ Ba, 10/11/2026"), ("Loại việc", "Thu báo cáo"),
                ("Việc sau", "\(Link("Báo cáo tổng kết năm", "#")), 30/11"),
            ]).html))\
        \(Section("Hỏi và trả lời", content: Lines([
            """
            <b>Khối 6 hỏi:</b> đơn vị giải thể tháng 7 có chấm điểm không?<br>\
            <span class="soft small">Trả lời 13/11: không; ghi vào phần biến động.</span>
            """
        ]).html))\
        \(Section(
            "Nhật ký", aside: Link("Cả 41 dòng", "#").html,
            content: Trace([
                .init(["30/11"], "<span class=\"soft\">Hạn của việc sau</span>", isToCome: true),
                .init(["16/11", "14 giờ 10"], "Khối 6 xin lùi hạn đến 20/11", who: "anh Đinh Công Phúc; chờ anh Phan Trí Dũng"),
                .init(["12/11", "8 giờ 02"], "Đôn đốc lần 1, 4 đơn vị", who: "chị Đặng Hạnh Nguyên"),
                .init(["10/11", "17 giờ 00"], "Hết hạn; 15 trên 19 đã gửi", who: "phần mềm ghi"),
            ]).html))
        """
    }

    static func review(_ files: PageFrame.Files) -> HTML {
        let source = SourceDocument(
            "Văn bản nguồn, trang 2 và 3",
            [
                .head(
                    left: ["ỦY BAN NHÂN DÂN", "TỈNH HOÀNG GIANG"],
                    right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]),
                .paragraph(
                    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;",
                    .init(1, .care)),
                .heading("III. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN", level: 1), .heading("Quý I", level: 2),
                .paragraph(
                    "1. Ban hành Chỉ thị phát động phong trào thi đua yêu nước năm 2027. Sở Nội vụ chủ trì; Văn phòng UBND tỉnh phối hợp.",
                    .init(2)),
                .heading("Quý II", level: 2),
                .sentence(
                    "2. Tập huấn nghiệp vụ công tác thi đua, khen thưởng cho khoảng 400 đại biểu, gồm: các sở, ban, ngành, đoàn thể 320 đại biểu; các xã, phường 64 đại biểu; ngành công an, y tế, giáo dục 12 đại biểu.",
                    .init(3, .current), then: "Thời gian: tháng 5/2027, tại Hội trường tỉnh và 12 điểm cầu."),
                .table(
                    [
                        ["TT", "Nội dung", "Thời gian"],
                        ["1", "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm", "Tháng 6"],
                    ],
                    marks: [1: .init(4)]),
                .paragraph("Nơi nhận: như trên; lưu VT.", nil),
            ])
        let edit = Form(
            to: "/nhap/1/3", hidden: token,
            content: """
                \(Field("nd", "Nội dung", .text("Tập huấn nghiệp vụ công tác thi đua, khen thưởng")))<div class="two">\
                \(Field("tg", "Thời gian, theo lời văn bản", .text("tháng 5/2027")))\
                \(Field("lv", "Loại việc", .choice([.init("training", "Lớp tập huấn"), .init("conference", "Hội nghị")], selected: "training")))\
                \(Field("ct", "Chủ trì", .suggest("Sở Nội vụ", from: ["Sở Nội vụ", "Sở Tài chính"])))\
                \(Field("dbs", "Tổng số đại biểu", .text("396", kind: .number)))</div>\
                \(Actions([.submit("Nhận, ghi 396", name: "lam", value: "nhan").on(.take), .submit("Giữ “khoảng 400”", .low, name: "lam", value: "giu")]))
                """)
        let drafts = [
            Draft(
                1, "Căn cứ: Nghị định 98/2023/NĐ-CP", facts: "", Status(.care, "Nên sửa"),
                notes: [
                    Note(
                        .care, "Căn cứ đã hết hiệu lực từ 01/07/2025.",
                        body:
                            "Thay bằng Nghị định \(paperNumber("152/2025/NĐ-CP")) (Điều 60). \(Link("Đề nghị sửa", "#")) · \(Link("Giữ, ghi lý do", "#"))"
                    )
                ]),
            Draft(
                2, "Ban hành Chỉ thị phát động phong trào thi đua năm 2027",
                facts: "Quý I · Sở Nội vụ chủ trì · Văn phòng UBND tỉnh phối hợp · ban hành văn bản",
                Status(.done, "Đã nhận")),
            Draft(
                3, "Tập huấn nghiệp vụ công tác thi đua, khen thưởng", facts: "Đang xem, câu 3 trong văn bản",
                Status(.care, "Nên sửa"),
                notes: [
                    Note(
                        .care, "Số đại biểu không khớp.",
                        body:
                            "Văn bản ghi khoảng 400; các nhóm cộng lại được 320 + 64 + 12 = 396. Số đại biểu tại 12 điểm cầu chưa ghi."
                    )
                ], isCurrent: true, form: edit.html),
            Draft(
                4, "Báo cáo sơ kết 6 tháng đầu năm", facts: "Quý II · Sở Nội vụ chủ trì · báo cáo",
                Status(.todo, "Chưa xem")),
        ]
        return frame(
            "Đối chiếu dự thảo Kế hoạch năm 2027", files,
            """
            \(PageHead(
                "Đối chiếu dự thảo Kế hoạch năm 2027",
                facts: "Đọc từ “Du thao KH TDKT 2027.docx”, 6 trang · 15 nhiệm vụ, 2 sự kiện · <b>đã xem 9 trên 17</b>",
                trail: [Link("Chương trình", "/chuong-trinh")], here: "Nhập kế hoạch",
                actions: [.link("Lưu, làm sau", "/chuong-trinh"), .refused("Nhận vào chương trình", because: "còn 8 việc chưa xem", .primary)]))\
            \(Note(.care, body: """
                Còn 8 việc chưa xem và \(Link("3 cảnh báo", "#v1")). Phần mềm không tự sửa chữ nào: anh chị nhận, sửa hoặc giữ nguyên kèm lý do.
                """))
            \(Views(
                "Lọc nhiệm vụ", [Link("Tất cả 17", "?", isCurrent: true), Link("Cảnh báo 3", "?loc=canh-bao"), Link("Chưa xem 8", "?loc=chua")],
                aside: Review.keys))\
            \(Review(source, title: "Nhiệm vụ đọc được", count: "theo thứ tự trong văn bản", drafts: drafts))
            """)
    }
}
