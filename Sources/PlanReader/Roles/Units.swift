/// How names of offices begin and where a sentence goes on after one.
enum Units {
    static let openers: [Needle] = [
        "sở", "ban", "phòng", "văn phòng", "ủy ban", "uỷ ban", "ubnd", "hđnd", "hội đồng", "hđ", "hđtđkt", "thành viên",
        "các", "cơ quan", "đơn vị",
        "công an", "bộ chỉ huy", "ban chỉ huy", "bộ", "đài", "báo", "trường", "trung tâm", "trạm", "chi cục", "cục",
        "mặt trận", "mttq", "ubmttq", "liên đoàn",
        "công đoàn", "đoàn", "hội", "khối", "cụm", "thủ trưởng", "chủ tịch", "phó chủ tịch", "lãnh đạo", "giám đốc",
        "hiệu trưởng", "phó hiệu trưởng",
        "trưởng", "ban giám hiệu", "bgh", "tổ", "bộ phận", "thường trực", "đảng ủy", "đảng uỷ", "tỉnh ủy", "huyện ủy",
        "chi bộ", "công ty", "doanh nghiệp",
        "công chức", "viên chức", "giáo viên", "gvcn", "gv", "nhà trường", "kho bạc", "ngân hàng", "bảo hiểm", "tòa án",
        "viện", "học viện", "vp", "cổng", "thôn",
        "trưởng thôn", "toàn thể", "toàn trường", "cán bộ", "bí thư", "đồng chí", "đ/c", "ông", "bà", "thầy", "cô",
        "tpt", "tổng phụ trách", "kế toán",
        "văn thư", "thư viện", "tỉnh đoàn", "huyện đoàn", "thành đoàn", "chi đoàn", "liên hiệp", "hợp tác xã",
        "ban quản lý", "đại diện", "khu phố", "ấp", "bản", "làng", "bưu điện", "điện lực", "câu lạc bộ", "phân hiệu",
        "quân sự", "hạt", "đồn biên phòng", "đội", "khoa", "xí nghiệp", "nhà văn hóa", "thuế", "thanh tra", "quỹ",
        "bệnh viện", "nhân viên", "học sinh", "lớp",
    ]

    static let verbs: [Needle] = [
        "chủ trì", "phối hợp", "chủ động", "triển khai", "thực hiện", "tham mưu", "tổ chức", "xây dựng", "ban hành",
        "hướng dẫn", "đôn đốc",
        "theo dõi", "thông tin đến", "thông báo", "đưa tin", "căn cứ", "chịu trách nhiệm", "có trách nhiệm", "tiếp tục",
        "đẩy mạnh", "tăng cường",
        "chỉ đạo", "bố trí", "cử", "lập", "gửi", "báo cáo", "phân công", "quán triệt", "thẩm định", "tuyên truyền",
        "phát động", "đăng ký", "kiểm tra",
        "tổng hợp", "rà soát", "đề xuất", "phổ biến", "vận động", "giám sát", "cân đối", "là đầu mối", "làm đầu mối",
        "tích cực", "quan tâm", "đảm bảo",
        "bảo đảm", "hoàn thành", "nghiêm túc", "thường xuyên", "kịp thời", "trên cơ sở", "sử dụng", "cung cấp",
        "đăng tải", "thanh toán", "nộp", "rà",
        "giúp", "trình", "chuẩn bị", "trình chiếu", "kiểm duyệt", "thống kê", "phát hành", "in ấn", "cập nhật",
        "quản lý", "đề nghị", "xem xét", "nghiên cứu",
        "trực tiếp", "hỗ trợ", "lồng ghép", "biểu dương", "duy trì", "tạo điều kiện", "mời", "đánh giá", "tiếp nhận",
        "lựa chọn", "tiến hành", "quyết định",
        "phụ trách", "họp", "xét", "ký", "giao", "tập hợp", "trang trí", "đón tiếp", "bám sát", "giới thiệu", "bảo vệ",
        "sắp xếp", "viết", "dự thảo", "soạn thảo",
        "phê duyệt", "tập huấn", "phát", "thành lập", "kiện toàn", "thu", "tham dự", "điều hành", "dẫn chương trình",
        "mở", "đăng", "cụ thể hóa", "cụ thể hoá", "lãnh đạo, chỉ đạo", "lãnh đạo cụ thể", "lãnh đạo tổ chức",
        "là cơ quan", "là đơn vị", "lãnh đạo triển khai", "lãnh đạo thực hiện", "lãnh đạo việc",
    ]

    /// Words that only begin like an office: "Báo cáo", "Tổ chức", "Ban hành".
    private static let notOffices: [Needle] = [
        "báo cáo", "tổ chức", "ban hành", "hội nghị", "hội thi", "hội thảo", "hội diễn", "hội thao", "trường hợp",
        "khối lượng", "bản tin", "bản đăng ký", "bản cam kết",
        "cụm từ", "lớp tập huấn", "lớp bồi dưỡng", "quỹ thời gian", "bộ tiêu chí", "bộ câu hỏi", "các phong trào",
        "các hoạt động", "các văn bản", "các nội dung", "các nhiệm vụ",
        "các chỉ tiêu", "các danh hiệu", "các hình thức", "các cuộc", "các gương", "các đợt", "báo chí",
        "đoàn kiểm tra", "hội trường", "viện dẫn", "các quy định", "các biện pháp",
        "các điều kiện", "các giải pháp", "các hồ sơ", "bộ máy", "bộ phận hồ sơ", "tổ dân vận khéo", "thu",
        "học sinh giỏi", "đại diện cho", "quyết",
    ]

    static func opens(_ text: Wording, at place: Int = 0) -> Bool {
        (isAdministration(text, place) || !notOffices.contains { text.has($0, at: place) })
            && openers.contains { text.has($0, at: place) }
    }

    /// "Ban Hành chính" is an office, "Ban hành chính sách" and "BAN HÀNH" are not.
    private static func isAdministration(_ text: Wording, _ place: Int) -> Bool {
        text.has("ban hành chính", at: place) && text.isUpper(place + 4) && text.isLower(place + 5)
    }

    /// Where the name of the office that opens the sentence ends: before its first verb. Nil where no verb follows.
    static func endOfName(_ text: Wording, from start: Int, within limit: Int = 320) -> Int? {
        var at = start
        var depth = 0
        let end = min(text.count, start + limit)
        while at < end {
            let sign = text.lower[at]
            if sign == "(" { depth += 1 } else if sign == ")" { depth = max(0, depth - 1) }
            if depth == 0, at > start, text.lower[at - 1] == " ", text.isLower(at), isVerb(text, at) {
                // "cơ quan chủ trì", "đơn vị thực hiện", "người phụ trách" are names.
                let before = text.text(from: max(start, at - 10), to: at).lowercased()
                if !(before.hasSuffix("được") || before.hasSuffix("và") || before.hasSuffix("về")
                    || before.hasSuffix("cơ quan") || before.hasSuffix("làm")
                    || before.hasSuffix("công tác") || before.hasSuffix("bộ phận") || before.hasSuffix("trách")
                    || before.hasSuffix("việc"))
                {
                    return at
                }
            }
            at += 1
        }
        return nil
    }

    /// "tổ chức chính trị - xã hội" is no verb.
    private static let nouns: [Needle] = [
        "tổ chức chính trị", "tổ chức đoàn thể", "tổ chức xã hội", "tổ chức kinh tế", "tổ chức tôn giáo", "tổ chức hội",
        "tổ chức đảng", "tổ chức cơ sở",
        "tổ chức có liên quan", "tổ chức liên quan", "tổ chức, cá nhân", "tổ chức và cá nhân", "tổ chức công đoàn",
        "tổ chức đoàn", "tổ chức thành viên", "tổ chức khác",
        "báo cáo viên", "thu hút", "quản lý nhà nước", "kiểm tra đảng",
    ]

    static func isVerb(_ text: Wording, _ at: Int) -> Bool {
        verbs.contains { text.has($0, at: at) } && !nouns.contains { text.has($0, at: at) }
    }

    /// A short text that only names offices.
    static func isName(_ text: String) -> Bool {
        let text = text.trimmingEnd(".:;")
        let wording = Wording(text)
        guard (2...260).contains(wording.count), opens(wording) else { return false }
        if wording.lower.contains(".") && wording.contains(". ") { return false }
        return endOfName(wording, from: 0) == nil || wording.contains(anyOf: ["tham gia"])
    }
}
