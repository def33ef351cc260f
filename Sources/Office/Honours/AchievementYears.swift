import Rulebook
import Vocabulary

/// Niên độ thành tích: the years that a decision names, one or from one to another; calendar years or school years.
public struct AchievementYears: Hashable, Sendable, CustomStringConvertible {
    /// Of a school year the second year: 2023-2024 is 2024.
    public let first: Int
    public let last: Int
    public let isSchool: Bool

    public init(_ first: Int, _ last: Int? = nil, isSchool: Bool = false) {
        (self.first, self.last, self.isSchool) = (first, last ?? first, isSchool)
    }

    /// `2024`, `2023-2024` (a school year), `2021-2025` or `2021 đến 2025` (several years), `năm học 2021-2022 đến 2023-2024`;
    /// nil for anything else.
    public init?(_ typed: String) {
        var text = typed.folded
        for word in ["giai doan", "nien do", "nam hoc", "nam", "tu"] {
            text = text.replacing(word, with: " ")
        }
        let says = typed.folded
        let parts = text.replacing("den", with: "~").split(separator: "~", omittingEmptySubsequences: false)
            .map { $0.trimmed }
        let saysSchool = says.contains("nam hoc")
        switch parts.count {
        case 1:
            guard let (first, last) = Self.span(parts[0]) else { return nil }
            guard let last else {
                self.init(first)
                return
            }
            // Two years that follow one another are a school year; written with “đến” they are two years.
            if last == first + 1 { self.init(last, isSchool: true) } else { self.init(first, last) }
            if saysSchool, last != first + 1 { return nil }
        case 2:
            guard let (from, fromEnd) = Self.span(parts[0]), let (to, toEnd) = Self.span(parts[1]) else { return nil }
            if let fromEnd, let toEnd {
                guard fromEnd == from + 1, toEnd == to + 1 else { return nil }
                self.init(fromEnd, toEnd, isSchool: true)
            } else {
                guard fromEnd == nil, toEnd == nil, !saysSchool else { return nil }
                self.init(from, to)
            }
        default: return nil
        }
        if first > last { return nil }
    }

    private static func span(_ text: String) -> (Int, Int?)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.trimmed }
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count == 4 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } })
        else { return nil }
        let years = parts.compactMap { Int($0) }
        return (years[0], years.count == 2 ? years[1] : nil)
    }

    /// The last year, by which runs of years are counted.
    public var year: AchievementYear { AchievementYear(last, isSchoolYear: isSchool) }
    public var firstDay: Day { AchievementYear(first, isSchoolYear: isSchool).firstDay }
    public var lastDay: Day { year.lastDay }

    /// Read back by `init(_:)`.
    public var description: String {
        let (from, to) = (AchievementYear(first, isSchoolYear: isSchool), year)
        if first == last { return "\(to)" }
        return "\(isSchool ? "năm học " : "")\(from) đến \(to)"
    }

    /// `năm 2024`, `năm học 2023-2024`, `giai đoạn 2021–2025`
    public var vietnamese: String {
        if first == last { return year.vietnamese }
        return isSchool
            ? "từ \(AchievementYear(first, isSchoolYear: true).vietnamese) đến \(year)" : "giai đoạn \(first)–\(last)"
    }
}
