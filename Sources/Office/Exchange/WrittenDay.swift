import Vocabulary

/// Ngày viết: how people write days in lists.
enum WrittenDay {
    /// `2025-07-01` for `01/7/2025`, `1.7.2025`, `1-7-2025`, `2025-07-01`, `2025/7/1`, `ngày 01 tháng 7 năm 2025`,
    /// `01/07/2025 00:00:00`. Nil for anything else.
    static func day(_ text: String) -> Day? {
        if let plain = Day(iso: text) ?? Day(vietnamese: text) { return plain }
        var rest = text.folded[...]
        // A time of midnight is what programs add that know no days.
        if let time = rest.firstRange(of: " 00:00") ?? rest.firstRange(of: " 0:00") ?? rest.firstRange(of: "t00:00") {
            rest = rest[..<time.lowerBound]
        }
        for (word, sign) in [("ngay", " "), ("thang", "/"), ("nam", "/"), (",", " ")] {
            rest = rest.replacing(word, with: sign)[...]
        }
        let squeezed = rest.filter { $0 != " " }
        let signs = Set(squeezed.filter { !$0.isASCIIDigit })
        guard signs.count == 1, let sign = signs.first, "/.-".contains(sign) else { return nil }
        let parts = squeezed.split(separator: sign, omittingEmptySubsequences: false)
        guard parts.count == 3, let numbers = numbers(parts) else { return nil }
        if parts[0].count == 4 { return Day(year: numbers[0], month: numbers[1], day: numbers[2]) }
        guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return nil }
        return Day(year: numbers[2], month: numbers[1], day: numbers[0])
    }

    /// A year that people live in.
    static func year(_ text: String) -> Int? {
        let text = text.folded.replacing("nam", with: "").trimmed
        guard text.utf8.count == 4, let year = Int(text), (1850...2200).contains(year) else { return nil }
        return year
    }

    /// `01/07/25`: the century is missing.
    static func lacksCentury(_ text: String) -> Bool {
        let parts = text.split { "/.-".contains($0) }
        return parts.count == 3 && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }
    }

    private static func numbers(_ parts: [Substring]) -> [Int]? {
        let numbers = parts.compactMap { part in part.allSatisfy(\.isASCIIDigit) ? Int(part) : nil }
        return numbers.count == parts.count ? numbers : nil
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
