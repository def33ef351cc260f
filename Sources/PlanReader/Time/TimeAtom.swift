import Vocabulary

/// One time as it is written: a day, a month, a quarter …
enum TimeAtom: Equatable, Sendable {
    /// The month is nil in "từ ngày 01 đến ngày 15/10".
    case day(Int, month: Int?, year: Int?)
    case clock(hour: Int, minute: Int, day: Int, month: Int, year: Int?)
    case month(Int, year: Int?)
    case quarter(Int, year: Int?)
    /// `6 tháng đầu năm`
    case months(Int, Int, year: Int?)
    case week(Int, month: Int, year: Int?)
    case year(Int)
    case years(Int, Int)
    case schoolYear(Int)

    var kind: PlannedTime.Kind {
        switch self {
        case .day, .clock: .date
        case .month: .month
        case .quarter: .quarter
        case .months, .week, .year, .years, .schoolYear: .period
        }
    }

    var ownYear: Int? {
        switch self {
        case .day(_, _, let year), .clock(_, _, _, _, let year), .month(_, let year), .quarter(_, let year),
            .months(_, _, let year),
            .week(_, _, let year):
            year
        case .year(let year), .years(let year, _), .schoolYear(let year): year
        }
    }

    /// The same time with what a later one tells: "quý II và quý IV năm 2022".
    func completed(by later: TimeAtom) -> TimeAtom {
        switch self {
        case .day(let day, nil, _):
            switch later {
            case .day(_, let month, let year): .day(day, month: month, year: year)
            case .month(let month, let year): .day(day, month: month, year: year)
            default: self
            }
        case .day(let day, let month, nil): .day(day, month: month, year: later.ownYear)
        case .month(let month, nil): .month(month, year: later.ownYear)
        case .quarter(let quarter, nil): .quarter(quarter, year: later.ownYear)
        default: self
        }
    }

    /// Written like `PlannedTime.value`; nil where the year is not known or the calendar has no such day.
    func value(_ context: TimeContext) -> String? {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func year(_ own: Int?, _ month: Int) -> Int? { own ?? context.year(ofMonth: month) }
        switch self {
        case .day(let day, let month, let own):
            guard let month, let year = year(own, month), Day(year: year, month: month, day: day) != nil else {
                return nil
            }
            return "\(year)-\(two(month))-\(two(day))"
        case .clock(let hour, let minute, let day, let month, let own):
            return TimeAtom.day(day, month: month, year: own).value(context).map { "\($0)T\(two(hour)):\(two(minute))" }
        case .month(let month, let own): return year(own, month).map { "\($0)-\(two(month))" }
        case .quarter(let quarter, let own): return year(own, quarter * 3).map { "\($0)-Q\(quarter)" }
        case .months(let first, let last, let own):
            return year(own, first).map { "\($0)-\(two(first))/\($0)-\(two(last))" }
        case .week(let week, let month, let own):
            guard let year = year(own, month), (1...5).contains(week), let end = Day.last(ofMonth: month, year: year)
            else { return nil }
            let first = week * 7 - 6
            guard first <= end.civil.day else { return nil }
            return "\(year)-\(two(month))-\(two(first))/\(year)-\(two(month))-\(two(min(week * 7, end.civil.day)))"
        case .year(let year): return String(year)
        case .years(let first, let last): return "\(first)/\(last)"
        case .schoolYear(let year): return "\(year)/\(year + 1)"
        }
    }
}
