import Markup
import Rulebook
import Vocabulary

/// The HTML of the pages of the law.
enum LawPages {
    /// Where the start page leads, as far as the room is there and the visitor may.
    struct Way {
        let words: String
        let path: String
        let about: String
    }

    static let ways = [
        Way(
            words: "Danh hiệu, hình thức khen thưởng", path: "/luat/danh-hieu",
            about: "điều kiện bằng lời cạnh điều luật, người quyết định, hồ sơ, thời hạn, mức thưởng vào một ngày"),
        Way(
            words: "So sánh hai ngày của luật", path: "/luat/so-sanh",
            about: "danh hiệu, điều kiện, thẩm quyền, mức thưởng, văn bản thay đổi ra sao"),
        Way(
            words: "Tính tiền thưởng", path: "/luat/tien-thuong",
            about: "hệ số × lương cơ sở theo ngày ký quyết định, từng bước"),
        Way(
            words: "Thư viện văn bản", path: "/luat/van-ban",
            about: "văn bản trung ương và của tỉnh, còn hiệu lực ngày nào, thay bằng gì"),
        Way(
            words: "Quy chế của địa phương", path: "/quy-che-dia-phuong",
            about: "tỷ lệ, thời hạn, danh hiệu mà luật để địa phương quy định"),
    ]

    static func start(_ law: Law, _ ways: [Way], on today: Day) -> HTML {
        let now = law.regime(on: today)
        let facts: HTML =
            now.map { "Hồ sơ tiếp nhận hôm nay, \(today.vietnamese), theo \($0.instruments.joined(separator: ", "))." }
            ?? "Chưa có quy định cho hồ sơ tiếp nhận hôm nay."
        return """
            \(PageHead("Luật thi đua, khen thưởng", facts: facts))
            \(if: now?.isLapsed ?? false, Note(
                .care, "Nghị định và thông tư đã hết hiệu lực, chưa có văn bản thay thế trong phần mềm.",
                body: "Điều kiện dựa trên các văn bản đó chưa kết luận được.").html)
            \(Section("Tra cứu", content: "<ul class=\"tasks\">\(ways.map(line))</ul>"))
            \(regimes(law, today))
            """
    }

    private static func line(_ way: Way) -> HTML {
        "<li><span>\(Link(way.words, way.path))</span><small>\(way.about)</small></li>\n"
    }

    private static func regimes(_ law: Law, _ today: Day) -> HTML {
        RuledTable(
            "Quy định theo ngày tiếp nhận hồ sơ", count: "ngày cơ quan thẩm định nhận hồ sơ chọn quy định áp dụng",
            columns: [
                Column("Từ ngày", .name, .w9) { (regime: Regime) in "\(regime.period.start.vietnamese)" },
                Column("Đến ngày", .text, .w9) {
                    "\($0.period.last?.vietnamese ?? ($0.period.start > today ? "chưa định" : "nay"))"
                },
                Column("Văn bản") { regime in
                    HTML(
                        text: regime.instruments.map { law.instruments[written: $0]?.citation ?? $0 }
                            .joined(separator: "; "))
                },
            ], rows: law.regimes.reversed()
        ).with { $0.isCurrent = { $0.period.contains(today) } }.html
    }
}
