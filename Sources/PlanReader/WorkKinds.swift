/// What kind of work a task is, from its words. A hint for the person who adopts the plan.
enum WorkKinds {
    private static let papers: [Needle] = [
        "ban hành", "xây dựng kế hoạch", "lập kế hoạch", "kế hoạch", "hướng dẫn", "quy định", "quy chế", "đề án",
        "xây dựng quy", "xây dựng hướng dẫn",
        "tham mưu văn bản", "tham mưu ban hành", "xây dựng và ban hành", "tham mưu xây dựng kế hoạch",
        "xây dựng, ban hành", "quyết định ban hành", "xây dựng đề án",
        "sửa đổi", "dự thảo", "chỉ đạo, hướng dẫn", "công văn", "nghị quyết", "thông báo",
        "xây dựng chương trình công tác", "kiện toàn", "quyết định",
    ]
    private static let openers: [Needle] = [
        "tham mưu", "chủ trì", "phối hợp", "chỉ đạo", "tiếp tục", "triển khai", "tổ chức", "thực hiện", "giúp", "ubnd",
        "trình", "đẩy mạnh", "và", "chuẩn bị",
        "tham mưu cho", "tham mưu giúp", "công tác", "xây dựng",
    ]

    /// `event`: the kind of the one event that the plan prepares; duties that only serve it are of that kind.
    static func of(_ text: String, event: PlanDraft.WorkKind? = nil) -> PlanDraft.WorkKind {
        let wording = Wording(text.prefix(600))
        let head = Wording(wording.text(from: 0, to: min(wording.count, 140)))
        let start = opening(head)
        let core = Wording(head.text(from: start))

        if core.starts(withAnyOf: [
            "báo cáo", "ban hành báo cáo", "xây dựng báo cáo", "tổng hợp báo cáo", "tổng hợp, báo cáo",
            "nội dung báo cáo", "ban hành các báo cáo", "lập báo cáo", "gửi báo cáo",
        ]) {
            return .report
        }
        if head.contains("chỉ thị"), head.contains("phát động") { return .movementLaunch }
        if head.starts(with: "đăng ký") || core.starts(with: "đăng ký") { return .registration }
        if core.starts(withAnyOf: [
            "thẩm định hồ sơ", "hồ sơ", "tiếp nhận hồ sơ", "rà soát hồ sơ", "hoàn thiện hồ sơ", "tổng hợp hồ sơ",
        ]) {
            return .dossierBatch
        }
        if isPaper(head, core) { return .documentIssuance }
        if head.contains(anyOf: ["đưa tin", "tin, bài", "tin bài"]) { return .propaganda }
        if let event, serves(head, event) { return event }
        // "Đại hội thi đua" is no contest.
        if head.contains(anyOf: ["cuộc thi", "hội thao", "hội diễn", "thi viết", "thi tìm hiểu"])
            || head.contains("hội thi") && !head.contains("hội thi đua")
        {
            return .contest
        }
        if head.contains(anyOf: [
            "họp hội đồng", "phiên họp", "hội đồng họp", "họp xét", "họp bình xét", "họp hđ", "cuộc họp của hội đồng",
            "họp thường trực", "họp ban",
        ])
            || head.first("hội đồng").map({ head.first("họp", from: $0.upperBound) != nil }) ?? false
        {
            return .councilSession
        }
        if head.contains(anyOf: [
            "học tập kinh nghiệm", "trao đổi kinh nghiệm", "tham quan", "thăm quan", "học tập và trao đổi",
            "học tập, trao đổi", "trao đổi, học tập",
        ]) {
            return .studyVisit
        }
        if head.contains(anyOf: [
            "báo cáo sơ kết", "báo cáo tổng kết", "báo cáo kết quả", "ban hành báo cáo", "chế độ báo cáo",
            "báo cáo định kỳ",
        ]) {
            return .report
        }
        if head.starts(with: "khen thưởng tổng kết") { return .dossierBatch }
        if head.contains(anyOf: ["tập huấn", "bồi dưỡng nghiệp vụ", "bồi dưỡng kiến thức"]) { return .training }
        if core.starts(withAnyOf: ["tuyên truyền", "phổ biến", "thông tin, tuyên truyền", "tuyên truyền,"])
            || head.starts(withAnyOf: ["chỉ đạo tuyên truyền", "chỉ đạo đẩy mạnh tuyên truyền"])
        {
            return .propaganda
        }
        if head.contains(anyOf: [
            "hội nghị", "lễ ", "đại hội", "tọa đàm", "toạ đàm", "gặp mặt", "lễ trao", "khai giảng", "lễ tổng kết",
        ]) && !head.starts(with: "xét") {
            return .conference
        }
        if head.contains(anyOf: [
            "đoàn kiểm tra", "kiểm tra, giám sát", "thanh tra", "giám sát", "kiểm tra công tác", "kiểm tra việc",
        ]) || core.starts(with: "kiểm tra") {
            return .inspection
        }
        if head.contains(anyOf: ["giao ước", "đăng ký thi đua", "đăng ký danh hiệu", "ký cam kết"]),
            !head.contains(anyOf: ["tổng kết", "phát động"])
        {
            return .registration
        }
        if head.contains(anyOf: [
            "xét, khen", "xét khen", "đề nghị khen", "trình khen", "hồ sơ", "bình xét", "xét thi đua", "xét tặng",
            "xét, đề nghị",
            "suy tôn", "công tác khen thưởng", "khen thưởng thành tích", "xét duyệt", "xét công nhận",
            "khen thưởng đột xuất", "đề nghị tặng", "khen thưởng cho",
        ]) || head.starts(with: "trình") && head.contains("khen thưởng") {
            return head.contains("tổng kết") && head.starts(with: "chỉ đạo") ? .conference : .dossierBatch
        }
        if head.contains(anyOf: ["sơ kết", "tổng kết"]) {
            return head.contains("báo cáo") ? .report : head.starts(with: "tổ chức sơ kết") ? .report : .conference
        }
        if head.contains("phát động") { return .movementLaunch }
        if head.contains(anyOf: [
            "tuyên truyền", "đăng tải", "đưa tin", "phổ biến", "viết bài", "tin, bài", "phóng sự", "biểu dương",
            "nhân rộng",
        ]) {
            return .propaganda
        }
        if head.contains("phong trào thi đua") || head.contains("phong trào") { return .movementLaunch }
        if head.contains("báo cáo") { return .report }
        if head.contains("kiểm tra") { return .inspection }
        if head.contains("đăng ký") { return .registration }
        return .other
    }

    /// Behind words such as "Tham mưu", "Tiếp tục" the work itself starts.
    private static func opening(_ text: Wording) -> Int {
        var start = 0
        for _ in 0..<3 {
            guard let word = openers.filter({ text.has($0, at: start) }).max(by: { $0.count < $1.count }) else { break }
            start = text.skippingSpaces(start + word.count)
            while start < text.count, text.lower[start] == "," || text.lower[start] == " " { start += 1 }
        }
        return start
    }

    private static func isPaper(_ head: Wording, _ core: Wording) -> Bool {
        if head.starts(withAnyOf: papers)
            || core.starts(withAnyOf: [
                "ban hành", "kế hoạch", "hướng dẫn tổng kết", "quy chế", "quy định", "văn bản", "đề án",
                "hướng dẫn việc", "hướng dẫn công tác", "hướng dẫn các", "chương trình công tác",
            ])
        {
            return !head.starts(withAnyOf: ["hướng dẫn và phối hợp", "quyết định khen", "quyết định tặng"])
                && !core.starts(withAnyOf: ["kế hoạch đã"])
        }
        if let made = head.first(of: [
            "ban hành kế hoạch", "ban hành chỉ thị", "ban hành quyết định", "ban hành nghị quyết", "ban hành hướng dẫn",
            "ban hành văn bản", "ban hành quy", "sửa đổi quy", "bổ sung quy", "sửa đổi, bổ sung", "xây dựng quy chế",
            "xây dựng quy định", "xây dựng kế hoạch", "lập kế hoạch", "xây dựng hướng dẫn",
        ]) {
            return made.lowerBound <= 60
        }
        return false
    }

    /// A duty that only helps the event along.
    private static func serves(_ head: Wording, _ event: PlanDraft.WorkKind) -> Bool {
        if head.contains(anyOf: ["thanh quyết toán", "quyết toán", "thanh toán", "theo dõi, đôn đốc", "kinh phí"]) {
            return false
        }
        if head.contains(anyOf: ["đưa tin", "tuyên truyền", "đăng tải", "phóng sự trình chiếu"])
            && !head.contains(anyOf: ["chiếu phóng sự tại", "kiểm tra phóng sự"])
        {
            return false
        }
        if head.contains(anyOf: ["báo cáo kết quả"]) { return false }
        return head.contains(anyOf: [
            "hội nghị", "tập huấn", "đại biểu", "điểm cầu", "giấy mời", "hậu cần", "đường truyền", "trang thiết bị",
            "chương trình", "kịch bản", "văn nghệ", "hội trường", "câu hỏi",
            "báo cáo viên", "khách mời", "trang trí", "buổi lễ", "đại hội", "an ninh", "tài liệu", "lễ tân",
        ])
    }
}
