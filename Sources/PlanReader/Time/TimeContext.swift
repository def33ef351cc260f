import Vocabulary

/// What a time without its own year is understood by.
struct TimeContext: Equatable, Sendable {
    /// The year of the plan or of the heading above.
    var year: Int?
    /// The first year of a school year; months from August on belong to it, the others to the next.
    var schoolYear: Int?
    /// `2026-2030`
    var years: ClosedRange<Int>?
    /// The day of the one event of the plan, `2024-05-31T13:30`.
    var eventStart: String?

    init(year: Int? = nil, schoolYear: Int? = nil, years: ClosedRange<Int>? = nil) {
        (self.year, self.schoolYear, self.years) = (year, schoolYear, years)
    }

    func year(ofMonth month: Int) -> Int? {
        guard let schoolYear else { return year }
        return month >= 8 ? schoolYear : schoolYear + 1
    }

    /// The whole time of the plan, written like `PlannedTime.value`.
    var whole: String? {
        if let schoolYear { return "\(schoolYear)/\(schoolYear + 1)" }
        if let years { return "\(years.lowerBound)/\(years.upperBound)" }
        return year.map(String.init)
    }
}
