import Testing

@testable import PlanReader

@Suite("Small recognisers") struct RecogniserTests {
    @Test(
        "list marks",
        arguments: [
            ("I. MỤC ĐÍCH", ItemMark.roman("I")), ("IV/ Nội dung", .roman("IV")), ("A. PHẦN CHUNG", .capital("A")),
            ("5.3. Tổ chức", .number([5, 3])),
            ("1.2 Ban hành", .number([1, 2])), ("3) Lập", .number([3])), ("a) Xây dựng", .letter("a")),
            ("đ) Cử", .letter("đ")), ("- Chủ trì", .bullet("-")),
            ("– Chủ trì", .bullet("-")), ("+ Khối", .bullet("+")), ("* Ghi chú", .bullet("*")), ("• Mục", .bullet("•")),
            ("Điều 3. Hiệu lực", .article(3)),
            ("Phụ lục 02", .annex), ("Phần thứ hai", .part("thứ hai")),
        ])
    func marks(_ text: String, _ mark: ItemMark) { #expect(ItemMark.read(Wording(text))?.mark == mark) }

    @Test(
        "what is no list mark",
        arguments: [
            "15/3/2024 là ngày", "2024 là năm", "1.000.000 đồng", "31 tháng 12 năm 2023", "-5 độ", "Sở Nội vụ", "i.e",
            "", "-", "I", "3.", "12.5%",
        ])
    func noMarks(_ text: String) { #expect(ItemMark.read(Wording(text)) == nil) }

    @Test(
        "numbers and symbols",
        arguments: [
            ("Số: 1023/KH-UBND", "1023/KH-UBND"), ("Số: 15 /KH-UBND", "15/KH-UBND"),
            ("Số 02/KH-HĐTĐKT", "02/KH-HĐTĐKT"), ("Số: 684/QĐ-UBND.HC", "684/QĐ-UBND.HC"),
            ("Số: 34-CT/TW", "34-CT/TW"), ("Số: 1486/SNV-TĐKT", "1486/SNV-TĐKT"), ("Số:      /KH-UBND", nil),
            ("Số: …/KH-UBND", nil), ("Số:", nil),
        ] as [(String, String?)])
    func numbers(_ line: String, _ number: String?) {
        #expect(NumberAndSymbol.read([HeadSegment(text: line.tidied, place: 0, side: 0)]) == number)
    }

    @Test("place and day of issue")
    func place() {
        func read(_ line: String) -> [String?] {
            let read = PlaceAndDate.read([HeadSegment(text: line.tidied, place: 0, side: 0)])
            return [read?.place, read?.day]
        }
        #expect(read("Điện Biên, ngày 10 tháng 01 năm 2024") == ["Điện Biên", "2024-01-10"])
        #expect(read("Hoàng Giang, ngày      tháng 01 năm 2024") == ["Hoàng Giang", nil])
        #expect(read("Căn cứ Luật ngày 15 tháng 6 năm 2022") == [nil, nil])
    }

    @Test(
        "issuer and the body above it",
        arguments: [
            (["ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN"], "Ủy ban nhân dân tỉnh Điện Biên", nil),
            (["UBND TỈNH HOÀNG GIANG", "SỞ NỘI VỤ"], "Sở Nội vụ", "Ủy ban nhân dân tỉnh Hoàng Giang"),
            (
                ["UBND TỈNH HOÀNG GIANG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"], "Sở Giáo dục và Đào tạo",
                "Ủy ban nhân dân tỉnh Hoàng Giang"
            ),
            (["UBND XÃ TÂN KHÊ", "TRƯỜNG THCS LÊ ĐỨC MẪU"], "Trường THCS Lê Đức Mẫu", "Ủy ban nhân dân xã Tân Khê"),
            (
                ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG TỈNH HOÀNG GIANG"],
                "Hội đồng Thi đua - Khen thưởng tỉnh Hoàng Giang", nil
            ),
        ] as [([String], String, String?)])
    func issuers(_ lines: [String], _ issuer: String, _ superior: String?) {
        let read = Issuer.read(lines.enumerated().map { HeadSegment(text: $1, place: $0, side: 0) })
        #expect(read.issuer == issuer)
        #expect(read.superior == superior)
    }

    @Test(
        "leads and helpers in a sentence",
        arguments: [
            (
                "Giao Sở Nội vụ chủ trì, phối hợp với Văn phòng UBND tỉnh tham mưu.", "Sở Nội vụ",
                ["Văn phòng UBND tỉnh"]
            ),
            (
                "Phòng Văn hóa - Xã hội chủ trì, phối hợp với các thôn thực hiện.", "Phòng Văn hóa - Xã hội",
                ["các thôn"]
            ),
            ("Do Công an tỉnh chủ trì.", "Công an tỉnh", []), ("Tổ chức tập huấn nghiệp vụ.", nil, []),
            (
                "Phối hợp Phòng Tổng hợp và Quản lý Văn thư - Lưu trữ thực hiện các thủ tục", nil,
                ["Phòng Tổng hợp và Quản lý Văn thư - Lưu trữ"]
            ),
        ] as [(String, String?, [String])])
    func roles(_ text: String, _ lead: String?, _ coordinators: [String]) {
        #expect(RolesInSentence.read(Wording(text)) == RolesInSentence(lead: lead, coordinators: coordinators))
    }

    @Test(
        "labels of labelled lines",
        arguments: [
            ("- Chủ trì: Sở Nội vụ.", Label.lead), ("- Cơ quan tham mưu: Phòng Nội vụ", .advisor),
            ("Đơn vị thực hiện: Các phòng", .implementer),
            ("- Cơ quan phối hợp: Phòng Nội vụ", .coordinators), ("- Thời gian thực hiện: Quý II", .time),
            ("+ Sản phẩm: Báo cáo", .product), ("2. Địa điểm: Hội trường", .place),
        ])
    func labels(_ line: String, _ label: Label) { #expect(Label.read(Wording(line))?.label == label) }

    @Test(
        "sums of money",
        arguments: [
            ("Kinh phí: 45.000.000 đồng", [45_000_000]), ("Tổng 1,5 tỷ đồng", [1_500_000_000]),
            ("120 triệu đồng và 30.000.000đ", [120_000_000, 30_000_000]), ("20% của Quỹ", []),
        ])
    func money(_ text: String, _ sums: [Int]) { #expect(Money.all(in: Wording(text)).map(\.value) == sums) }

    @Test(
        "what kind of work a task is",
        arguments: [
            ("Ban hành Kế hoạch kiểm tra công tác thi đua", PlanDraft.WorkKind.documentIssuance),
            ("Ban hành Chỉ thị phát động phong trào thi đua", .movementLaunch),
            ("Tổ chức họp Hội đồng Thi đua - Khen thưởng", .councilSession),
            ("Trình đề nghị khen thưởng cấp Nhà nước đợt 1", .dossierBatch),
            ("Tổ chức tập huấn nghiệp vụ", .training), ("Báo cáo tổng kết năm 2026", .report),
            ("Phát động cuộc thi viết về gương điển hình", .contest),
            ("Tổ chức các Đoàn kiểm tra, giám sát", .inspection), ("Đăng ký thi đua năm 2026", .registration),
            ("Tuyên truyền, phổ biến các văn bản", .propaganda),
            ("Tổ chức học tập và trao đổi kinh nghiệm ngoài tỉnh", .studyVisit),
            ("Hội nghị tổng kết công tác thi đua", .conference), ("Mua sắm vật tư", .other),
        ])
    func kinds(_ text: String, _ kind: PlanDraft.WorkKind) { #expect(WorkKinds.of(text) == kind) }

    @Test("movements are quoted names of movements; schemes and medals are none")
    func movements() {
        let text =
            "Phong trào “Cả nước chung sức” giai đoạn 2021-2025, “Vì người nghèo giai đoạn 2026 - 2030”; Đề án “Tuyên truyền gương tốt” và Kỷ niệm chương “Vì sự nghiệp”"
        let passage = Passage(text: text, lines: .init(1, 1))
        #expect(
            Movements.read([.passage(passage)], []).map { [$0.name, $0.period ?? ""] } == [
                ["Cả nước chung sức", "2021-2025"], ["Vì người nghèo giai đoạn 2026 - 2030", "2026-2030"],
            ])
    }
}
