import Vocabulary

/// Năm công tác or năm học: a year of achievement. A school year stands at its second year: 2023-2024 at 2024.
///
/// Calendar and school years never make one run: `2024` and `2023-2024` are different years.
public struct AchievementYear: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let number: Int
    public let isSchoolYear: Bool

    public init(_ number: Int, isSchoolYear: Bool = false) { (self.number, self.isSchoolYear) = (number, isSchoolYear) }

    /// `2024` or `2023-2024`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.count == 4 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else { return nil }
        let years = parts.compactMap { Int($0) }
        switch years.count {
        case 1 where years[0] > 0: self.init(years[0])
        case 2 where years[1] == years[0] + 1: self.init(years[1], isSchoolYear: true)
        default: return nil
        }
    }

    /// 01/01, of a school year 01/09 of the year before.
    public var firstDay: Day { Self.day(isSchoolYear ? number - 1 : number, isSchoolYear ? 9 : 1, 1) }
    /// 31/12, of a school year 31/08.
    public var lastDay: Day { Self.day(number, isSchoolYear ? 8 : 12, 31) }

    /// So many years later, or earlier.
    public func adding(_ years: Int) -> AchievementYear { AchievementYear(number + years, isSchoolYear: isSchoolYear) }

    public var description: String { isSchoolYear ? "\(number - 1)-\(number)" : "\(number)" }

    /// `năm 2024`, `năm học 2023-2024`
    public var vietnamese: String { isSchoolYear ? "năm học \(self)" : "năm \(self)" }

    public static func < (left: Self, right: Self) -> Bool {
        (left.number, left.isSchoolYear ? 0 : 1) < (right.number, right.isSchoolYear ? 0 : 1)
    }

    /// A day that exists for every year that a case may name.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: min(max(year, 1), 9999), month: month, day: day) ?? Day(number: 0)
    }
}

/// A day of each year: `12-31`.
struct YearDay: Hashable, Sendable {
    let month: Int
    let day: Int

    /// `12-31`; nil for anything else. 29/02 is no day of every year.
    init?(_ text: String) {
        guard text.utf8.count == 5, let day = Day(iso: "2023-\(text)") else { return nil }
        (month, self.day) = (day.month, day.number - AchievementYear.day(2023, day.month, 1).number + 1)
    }

    func of(_ year: Int) -> Day { AchievementYear.day(year, month, day) }

    /// `31/12`
    var vietnamese: String { "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)" }
}
