import Paper
import Vocabulary

/// Papers of a province that does not exist.
enum SamplePaper {
    static let day = Day(number: 20_823)  // 5/1/2027

    static func letterhead(_ kind: OfficialPaper.Kind, number: Int? = 5) -> OfficialPaper.Letterhead {
        .init(
            issuer: "Ủy ban nhân dân tỉnh Hoàng Giang", number: number, symbol: kind.symbol("UBND", unit: "NC"),
            place: "Hoàng Giang", issued: .on(day))
    }

    static let columns: [PaperTable.Column] = [
        .init("TT", width: 5, .centre), .init("Nội dung nhiệm vụ", width: 60, .justified),
        .init("Thời gian thực hiện", width: 18, .centre), .init("Cơ quan chủ trì", width: 24),
        .init("Cơ quan phối hợp", width: 34),
    ]

    /// Tasks by quarter; each third one is long.
    static func tasks(_ count: Int) -> PaperTable {
        PaperTable(columns) { add in
            var next = 1
            for (place, quarter) in ["I", "II", "III", "IV"].enumerated() {
                try add(.group("Nhiệm vụ thực hiện trong quý \(quarter)", number: quarter))
                for ordinal in 1...max(1, count / 4) {
                    let text =
                        next.isMultiple(of: 3)
                        ? "Hướng dẫn các cơ quan, đơn vị, địa phương trong tỉnh đăng ký thi đua và xây dựng điển hình tiên tiến, đợt \(next)"
                        : "Tổ chức kiểm tra công tác thi đua, khen thưởng lần thứ \(next)"
                    try add(
                        .cells([
                            .number(ordinal), .text(text), .text("Tháng \(place * 3 + ordinal % 3 + 1)/2027"),
                            "Sở Nội vụ", "Các cơ quan, đơn vị tham gia cụm, khối thi đua của tỉnh",
                        ]))
                    next += 1
                }
            }
        }
    }

    static func plan(tasks count: Int = 24) -> OfficialPaper {
        OfficialPaper(
            .plan, letterhead(.plan), abstract: "Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm 2027",
            bases: [
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
                "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;",
            ],
            body: [
                .paragraph("Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027 như sau:"),
                .heading(.roman, "I", "Mục đích, yêu cầu"), .heading(.clause, "1", "Mục đích"),
                .paragraph(
                    "Phát động và đẩy mạnh các phong trào thi đua yêu nước trên tất cả các lĩnh vực của đời sống xã hội, nhằm phát huy tinh thần đoàn kết, chung sức đồng lòng của các tầng lớp nhân dân thực hiện thắng lợi các chỉ tiêu phát triển kinh tế - xã hội của tỉnh năm 2027."
                ),
                .item("Kịp thời phát hiện, biểu dương, nhân rộng điển hình tiên tiến, người tốt, việc tốt."),
                .heading(.clause, "2", "Yêu cầu"),
                .paragraph("Việc khen thưởng phải " + .bold("chính xác, công khai, minh bạch") + ", kịp thời."),
                .heading(.roman, "II", "Nội dung"),
                .paragraph("Nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này."),
                .heading(.roman, "III", "Tổ chức thực hiện"),
                .paragraph("1. Sở Nội vụ theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này."),
                .paragraph("2. Các cơ quan, đơn vị, địa phương nghiêm túc triển khai thực hiện"),
            ],
            signatures: [
                .init(
                    [.onBehalf(of: "Ủy ban nhân dân"), .deputy(for: "Chủ tịch")], post: "Phó Chủ tịch",
                    name: "Nguyễn Văn Minh")
            ],
            recipients: .init(
                ["Thường trực Tỉnh ủy, HĐND tỉnh", "Sở Nội vụ", "Các cơ quan, đơn vị, địa phương"],
                kept: ["VT", "TĐKT"]),
            annexes: [
                .init(
                    title: "Nhiệm vụ công tác thi đua, khen thưởng năm 2027", orientation: .landscape,
                    body: [.table(tasks(count))])
            ])
    }

    static func letter() -> OfficialPaper {
        OfficialPaper(
            .letter, letterhead(.letter, number: nil), abstract: "đôn đốc gửi kế hoạch công tác thi đua năm 2027",
            addressees: ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"],
            body: [.paragraph("Ủy ban nhân dân tỉnh đề nghị các cơ quan, đơn vị gửi kế hoạch trước ngày 15/3/2027.")],
            signatures: [
                .init([.byOrder(of: "Chủ tịch")], post: "Chánh Văn phòng", isActing: true, name: "Lê Thị Hoa")
            ],
            recipients: .init(["Như trên"], kept: ["VT", "NC"]))
    }

    static func decision() -> OfficialPaper {
        OfficialPaper(
            .decision, letterhead(.decision, number: 112), abstract: "Về việc tặng thưởng Bằng khen",
            decidingAuthority: "Chủ tịch Ủy ban nhân dân tỉnh Hoàng Giang",
            bases: ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"],
            body: [
                .article("1", "Tặng Bằng khen cho 12 tập thể và 30 cá nhân (danh sách kèm theo)."),
                .article("2", "Quyết định này có hiệu lực kể từ ngày ký."),
                .article("3", "Chánh Văn phòng, Giám đốc Sở Nội vụ và các tập thể, cá nhân chịu trách nhiệm thi hành"),
            ],
            signatures: [.init(post: "Chủ tịch", name: "Trần Văn Bình")], recipients: .init(["Như Điều 3"]),
            annexes: [
                .init("I", title: "Danh sách tập thể", body: [.table(tasks(4))]),
                .init("II", title: "Danh sách cá nhân", body: [.table(tasks(4))]),
            ])
    }

    static func minutes() -> OfficialPaper {
        OfficialPaper(
            .minutes, letterhead(.minutes), abstract: "Họp Hội đồng Thi đua - Khen thưởng tỉnh",
            body: [.paragraph("Cuộc họp kết thúc lúc 11 giờ 30 cùng ngày.")],
            signatures: [
                .init(post: "Thư ký", name: "Phạm Thị Lan"), .init(post: "Chủ trì", name: "Trần Văn Bình"),
            ], recipients: .init(["Thành viên Hội đồng"]))
    }

    static var all: [(name: String, paper: OfficialPaper)] {
        [("kế hoạch", plan()), ("công văn", letter()), ("quyết định", decision()), ("biên bản", minutes())]
    }
}
