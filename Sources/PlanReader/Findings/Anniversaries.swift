import Vocabulary

/// `70 năm … (7/5/1954 - 7/5/2024)`, `74 năm Ngày Bác Hồ ra Lời kêu gọi thi đua ái quốc`.
enum Anniversaries {
    /// Years of events whose anniversaries plans name.
    private static let founded: [(phrase: String, year: Int)] = [
        ("loi keu goi thi dua ai quoc", 1948), ("chien thang dien bien phu", 1954),
        ("thanh lap quan doi nhan dan viet nam", 1944),
        ("cach mang thang tam", 1945), ("quoc khanh", 1945), ("thanh lap dang cong san viet nam", 1930),
        ("giai phong hoan toan mien nam", 1975), ("giai phong mien nam", 1975),
        ("ngay sinh chu tich ho chi minh", 1890),
        ("thuong binh", 1947), ("nha giao viet nam", 1982), ("bao chi cach mang viet nam", 1925),
        ("thanh lap cong an nhan dan", 1945),
        ("truyen thong nganh to chuc nha nuoc", 1945), ("truyen thong nganh noi vu", 1945),
        ("ra di tim duong cuu nuoc", 1911),
    ]

    static func years(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        text.places(of: "# nam").compactMap { place in
            let words = text.passages[place.passage].words
            guard let told = words[place.word].number, (5...300).contains(told),
                place.word == 0 || words[place.word - 1].key != "-"
            else { return nil }
            // Up to the next anniversary of the same list.
            let rest = words[(place.word + 2)...].prefix(24)
            let own = rest.prefix(
                upTo: rest.indices.first { at in
                    rest[at].key == ";" || rest[at].key == "." && !rest[at].isGlued
                        || rest[at].number != nil && at + 1 < rest.endIndex && rest[at + 1].key == "nam"
                } ?? rest.endIndex)
            if let (from, to) = span(own, words), to - from != told {
                return finding(told, to - from, "\(from)-\(to)", words[place.word].line)
            }
            guard let years = draft.years, years.lowerBound == years.upperBound,
                let (phrase, year) = founded.first(where: { name in own.prefix(14).firstPlace(of: name.phrase) != nil }
                ),
                !own.contains(where: { $0.number.map { (1990...2100).contains($0) && $0 != years.lowerBound } ?? false }
                ),
                let start = own.firstPlace(of: phrase), start - own.startIndex <= 8
            else { return nil }
            let right = years.lowerBound - year
            // Plans also prepare the anniversary of the next year, or name a round one that has passed.
            guard told != right, told != right + 1, told != right - 1 else { return nil }
            return finding(told, right, "\(year)-\(years.lowerBound)", words[place.word].line)
        }
    }

    private static func finding(_ told: Int, _ right: Int, _ span: String, _ line: Int) -> PlanDraft.Finding {
        .info(
            .anniversaryMismatch, [line], "\(told) years are told, \(span) makes \(right)",
            "Văn bản ghi \(told) năm; \(span) là \(right) năm. Đề nghị kiểm tra lại.")
    }

    /// The years of `(7/5/1954 - 7/5/2024)`; `05 năm (2021-2025)` is a period, not an anniversary.
    private static func span(_ own: ArraySlice<PlanText.Word>, _ words: [PlanText.Word]) -> (Int, Int)? {
        guard let open = own.firstIndex(where: { $0.key == "(" }),
            words[open...].prefix(16).contains(where: { $0.key == ")" })
        else { return nil }
        let inside = words[open...].prefix { $0.key != ")" }
        let years = inside.compactMap { $0.number }.filter { (1000...2200).contains($0) }
        let hasDays = inside.contains { $0.key == "/" } || inside.has("thang #")
        return years.count == 2 && years[0] < years[1] && hasDays && inside.contains { $0.key == "-" }
            ? (years[0], years[1]) : nil
    }
}
