import Markup
import Vocabulary

/// Every component once, with words an office would use; drawn for the eye, read by tests.
///
/// The province, units, people and numbers are fiction.
enum Gallery {
    static let today = Day(year: 2026, month: 11, day: 17) ?? Day(number: 0)
    static let token = [(name: "the", value: "0123456789abcdef")]

    static func pages(_ files: PageFrame.Files) -> [(name: String, html: HTML)] {
        [
            ("programme", programme(files)), ("task", task(files)), ("parts", parts(files)), ("review", review(files)),
            ("form", form(files)), ("charts", charts(files)), ("signin", signIn(files)), ("dossier", dossier(files)),
        ]
    }

    static func frame(
        _ title: String, _ files: PageFrame.Files, shape: PageFrame.Shape = .working, current: String = "Chương trình",
        toast: Toast? = nil, hasErrors: Bool = false, _ content: HTML
    ) -> HTML {
        var frame = PageFrame(title: title, files: files, content: content)
        frame.shape = shape
        frame.hasErrors = hasErrors
        frame.toast = toast
        frame.search = "/tim"
        frame.account = "7"
        frame.province = "Tỉnh Hoàng Giang"
        frame.person =
            Menu(
                "Đặng Hạnh Nguyên",
                [
                    "<a href=\"/tai-khoan\">Tài khoản</a>",
                    "<form method=\"post\" action=\"/dang-xuat\"><button>Đăng xuất</button></form>",
                ]
            ).html
        frame.places = [
            ("Việc của tôi", 12), ("Chương trình", 0), ("Thi đua", 0), ("Hồ sơ", 12), ("Hội đồng", 1),
            ("Khen thưởng", 0),
            ("Hội nghị – Tập huấn", 0), ("Kiểm tra – Đơn thư", 0), ("Quỹ", 0), ("Báo cáo", 0), ("Danh mục", 0),
        ].map {
            PageFrame.Place(
                $0.0, "/\($0.0.folded)".replacing(" ", with: "-"), waiting: $0.1, isCurrent: $0.0 == current)
        }
        return frame.html
    }

    // MARK: The programme of a year

    struct Line {
        let ordinal: String
        let name: String
        let lead: String
        let helps: String
        let planned: String
        let due: String
        let status: Status
        let evidence: String?
    }

    static let lines: [Line] = [
        Line(
            ordinal: "IV.1", name: "Chỉ đạo, hướng dẫn các khối, cụm thi đua tổng kết năm 2026", lead: "Sở Nội vụ",
            helps: "19 khối, cụm thi đua", planned: "Trước 10/11", due: "10/11", status: .late(5),
            evidence: "15 trên 19 báo cáo"),
        Line(
            ordinal: "IV.2", name: "Công khai danh sách đề nghị Huân chương Lao động", lead: "Sở Nội vụ",
            helps: "Báo và PTTH tỉnh",
            planned: "10 ngày làm việc", due: "19/11", status: .doing, evidence: "Bài đăng 06/11"),
        Line(
            ordinal: "IV.3", name: "Phiên họp Hội đồng TĐKT tỉnh xét khen thưởng cấp Nhà nước đợt 2", lead: "Sở Nội vụ",
            helps: "22 thành viên Hội đồng", planned: "Tháng 11", due: "20/11", status: .doing,
            evidence: "Phiên họp lần thứ 4"),
        Line(
            ordinal: "IV.4", name: "Kế hoạch tổ chức Hội nghị tổng kết năm 2026", lead: "Sở Nội vụ",
            helps: "Văn phòng UBND tỉnh",
            planned: "Tháng 10", due: "31/10", status: Status(.done, "Xong 28/10"), evidence: "205/KH-UBND"),
        Line(
            ordinal: "IV.5", name: "Hướng dẫn tổng kết công tác thi đua, khen thưởng năm 2026", lead: "Sở Nội vụ",
            helps: "64 xã, phường", planned: "Quý IV", due: "24/11", status: .todo, evidence: nil),
        Line(
            ordinal: "IV.6", name: "Tổng kết, khen thưởng phong trào “Chuyển đổi số cộng đồng”", lead: "Sở Nội vụ",
            helps: "Sở Khoa học và Công nghệ", planned: "Tháng 11", due: "30/11", status: .doing,
            evidence: "Tờ trình 311/TTr-SNV"),
        Line(
            ordinal: "IV.7", name: "Khen thưởng ngành Giáo dục và Đào tạo năm học 2025–2026",
            lead: "Sở Giáo dục và Đào tạo",
            helps: "Sở Nội vụ", planned: "Tháng 10", due: "31/10", status: Status(.done, "Xong 22/10"),
            evidence: "1288/QĐ-UBND"),
        Line(
            ordinal: "IV.8", name: "Nộp hồ sơ Chiến sĩ thi đua toàn quốc về Bộ Nội vụ", lead: "Sở Nội vụ",
            helps: "Văn phòng UBND tỉnh", planned: "Chậm nhất 31/12", due: "31/12", status: .doing, evidence: "2 hồ sơ"),
        Line(
            ordinal: "IV.9", name: "Dự toán Hội nghị tổng kết", lead: "Sở Nội vụ", helps: "Sở Tài chính",
            planned: "Trước 1 tháng",
            due: "13/11", status: Status(.stuck, "Vướng 2 dòng"), evidence: "trả lại 2 dòng"),
        Line(
            ordinal: "IV.10", name: "Phim tài liệu về điển hình tiên tiến", lead: "Báo và PTTH tỉnh",
            helps: "Sở Nội vụ",
            planned: "Trước 15/11", due: "15/11", status: Status(.done, "Xong 11/11"), evidence: "Bản duyệt 3"),
        Line(
            ordinal: "IV.11", name: "Chấm điểm, xếp hạng 19 khối, cụm",
            lead: "Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang", helps: "Hội đồng TĐKT tỉnh",
            planned: "Trước 05/12", due: "05/12", status: .doing, evidence: "11 trên 19 bảng"),
        Line(
            ordinal: "IV.12", name: "Báo cáo kiểm tra xã, phường đợt 1", lead: "Sở Nội vụ", helps: "16 xã, phường",
            planned: "Tháng 10", due: "31/10", status: Status(.done, "Xong 30/10"), evidence: "291/BC-SNV"),
    ]

    static func programmeTable(_ lines: [Line], _ address: Address) -> RuledTable<Line> {
        RuledTable(
            "Quý IV", count: "\(lines.count) việc, sắp theo mục trong kế hoạch",
            columns: [
                .boxes(name: "viec", value: { $0.ordinal }, label: { "việc " + $0.ordinal }, form: "chon"),
                Column("Mục", .text, .w5, sort: "muc") { "<a href=\"/viec/\($0.ordinal)\">\($0.ordinal)</a>" },
                Column("Nhiệm vụ", .name, total: "\(lines.count) việc") {
                    "<a href=\"/viec/\($0.ordinal)\">\($0.name)</a>"
                },
                Column("Chủ trì", .text, .w8, sort: "chu") { "\($0.lead)" },
                Column("Phối hợp", .text, .w9) { "\($0.helps)" },
                Column("Kế hoạch ghi", .text, .w8) { "\($0.planned)" },
                Column("Hạn", .text, .w4, sort: "han") { "\($0.due)" },
                Column("Tình trạng", .text, .w9, total: "4 xong · 5 đang làm · 2 quá hạn · 1 chưa làm") {
                    "\($0.status)"
                },
                Column("Chứng cứ", .text, .w9) { line in
                    line.evidence.map { "<a href=\"/viec/\(line.ordinal)\">\($0)</a>" as HTML } ?? "–"
                },
            ], rows: lines
        ).with {
            $0.isLong = true
            $0.hasRule = false
            $0.sorting = Sorting(address, allowed: ["muc", "chu", "han"], standard: "muc")
            $0.empty = Empty(
                "Không có việc nào khớp bộ lọc.", "Bỏ bớt một điều kiện rồi lọc lại.", Link("Bỏ lọc", "/chuong-trinh"))
        }
    }

    static let board = QuarterBoard([
        .init(
            1, squares: Squares("Quý I", done: 12),
            lines: [
                .init("15/01", "Phát động phong trào thi đua năm 2026", "/viec/1"),
                .init("28/02", "Xét khen thưởng kinh tế – xã hội năm 2025", "/viec/2"),
                .init("15/03", "Ký giao ước thi đua khối, cụm", "/viec/3"),
            ], all: Link("cả 12 việc", "?quy=1")),
        .init(
            2, squares: Squares("Quý II", done: 9),
            lines: [
                .init("22/04", "Phiên họp Hội đồng lần thứ 2", "/viec/4"),
                .init("29/05", "Tập huấn nghiệp vụ, 12 điểm cầu", "/viec/5"),
                .init("20/06", "Báo cáo sơ kết 6 tháng", "/viec/6"),
            ], all: Link("cả 9 việc", "?quy=2")),
        .init(
            3, squares: Squares("Quý III", done: 9, late: 1),
            lines: [
                .init("30/09", "Kế hoạch kiểm tra xã, phường đợt 2, quá hạn 34 ngày", "/viec/7", isLate: true),
                .init("21/08", "Phiên họp Hội đồng lần thứ 3", "/viec/8"),
                .init("25/09", "Hội đồng sáng kiến ngành giáo dục", "/viec/9"),
            ], all: Link("cả 10 việc", "?quy=3")),
        .init(
            4, isNow: true, squares: Squares("Quý IV", done: 4, doing: 5, late: 2, todo: 1),
            lines: [
                .init("10/11", "Tổng kết khối, cụm, quá hạn 5 ngày", "/viec/10", isLate: true),
                .init("13/11", "Dự toán Hội nghị, quá hạn 2 ngày", "/viec/11", isLate: true),
                .init("20/11", "Phiên họp Hội đồng lần thứ 4", "/viec/12"),
            ], all: Link("cả 12 việc, bảng dưới", "#viec")),
    ])

    static func programme(_ files: PageFrame.Files) -> HTML {
        let address = Address("/chuong-trinh", [("quy", "4")])
        return frame(
            "Chương trình công tác năm 2026", files, shape: .landscape,
            """
            \(PaperHead(superior: "UBND TỈNH HOÀNG GIANG", issuer: "SỞ NỘI VỤ", place: "Hoàng Giang", day: today))\
            \(PageHead(
                "Chương trình công tác năm 2026",
                facts: "Kế hoạch số \(paperNumber("18/KH-UBND")) ngày 14/01/2026 · 43 việc, 5 việc thường xuyên",
                actions: [
                    .link("Nhập kế hoạch", "/chuong-trinh/nhap"), .link("Lập kế hoạch 2027 từ bản này", "/chuong-trinh/2027"),
                    .link("Thêm việc", "/viec/moi", .primary),
                ]))\
            \(Views(
                "Cách xem",
                [
                    Link("Bảng quý", "?", isCurrent: true), Link("Lịch năm", "?xem=nam"), Link("Theo đơn vị", "?xem=don-vi"),
                    Link("Thường xuyên 5", "?xem=thuong-xuyen"), Link("Chưa định thời gian 2", "?xem=chua-dinh"),
                ],
                aside: """
                    Cách xem đã lưu: \(Link("việc chậm của khối, cụm", "?luu=1")), \(Link("họp với lãnh đạo thứ Hai", "?luu=2"))
                    """))\
            \(board)
            <section id="viec" class="gap">
            \(FilterBar(
                "Lọc bảng việc", base: Address("/chuong-trinh"),
                filters: [
                    .init("quy", "Quý", .choice([.init("4", "Quý IV"), .init("", "Cả năm")], selected: "4")),
                    .init("chu", "Chủ trì", .choice([.init("", "Mọi đơn vị"), .init("1", "Sở Nội vụ")], selected: "")),
                    .init("tinh-trang", "Tình trạng", .choice([.init("", "Mọi tình trạng")], selected: "")),
                    .init("chu-co", "Có chữ (gõ không dấu cũng được)", .text("", kind: .search, length: 22)),
                ], isFiltered: true,
                aside: [
                    .link("Lưu cách xem", "/cach-xem/moi", .low), .copyLink(), .file("XLSX", Address("/chuong-trinh.xlsx")),
                    .file("DOCX", Address("/chuong-trinh.docx")), .print(),
                ]))\
            \(programmeTable(lines, address))\
            \(Pager(address, page: 1, size: 12, total: 43, noun: "việc"))
            <form id="chon" method="post" action="/viec/nhieu">\(Actions(
                [.submit("Đôn đốc các việc đã chọn…", name: "lam", value: "don-doc"), .submit("Giao người theo dõi…", name: "lam", value: "giao")],
                note: "Xem trước rồi mới gửi.", hasGap: true))</form>
            </section>
            \(PaperFoot(
                source: "Chương trình năm 2026, quý IV, mọi đơn vị", printed: Instant(milliseconds: 1_794_881_000_000),
                signer: "TRƯỞNG BAN THI ĐUA, KHEN THƯỞNG"))
            """)
    }
}
