/// A day of the calendar, without hour or zone: the unit of law and deadlines.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// Nil when the calendar has no such day (31/4, 29/2/2023) or the year is outside 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil date: years begin in March so that the leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        self.init(number: era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    /// `2026-11-17`; nil for anything else.
    public init?(iso: some StringProtocol) { self.init(iso: String(iso)) }

    /// `2026-11-17`; nil for anything else. Every row of a list of tasks has one or two, so bytes are looked at, not parts.
    public init?(iso text: String) {
        var text = text
        let parts = text.withUTF8 { bytes -> (year: Int, month: Int, day: Int)? in
            let dash = UInt8(ascii: "-")
            guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash, let year = small(bytes[0..<4]),
                let month = small(bytes[5..<7]), let day = small(bytes[8..<10])
            else { return nil }
            return (year, month, day)
        }
        guard let parts else { return nil }
        self.init(year: parts.year, month: parts.month, day: parts.day)
    }

    /// `17/11/2026` or `17/5/2026`; nil for anything else.
    public init?(vietnamese: some StringProtocol) {
        let parts = vietnamese.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, (1...2).contains(parts[0].utf8.count), (1...2).contains(parts[1].utf8.count),
            parts[2].utf8.count == 4, let day = digits(parts[0]), let month = digits(parts[1]),
            let year = digits(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var quarter: Int { (civil.month - 1) / 3 + 1 }

    /// 1 is Monday (thứ Hai), 7 is Sunday (Chủ nhật).
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// Whether an office or a post can begin or end then; any other year that is typed is a slip of the hand.
    public var isOfOurTimes: Bool { (1_800...2_200).contains(year) }

    /// `thứ Ba`, `Chủ nhật`
    public var weekdayName: String {
        ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"][weekday - 1]
    }

    /// `2026-11-17`
    public var iso: String {
        let (year, month, day) = civil
        guard (0...9999).contains(year) else { return "\(year)-\(twoDigits(month))-\(twoDigits(day))" }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            func write(_ value: Int, _ places: Range<Int>) {
                var rest = value
                for place in places.reversed() {
                    bytes[place] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
            }
            write(year, 0..<4)
            bytes[4] = UInt8(ascii: "-")
            write(month, 5..<7)
            bytes[7] = UInt8(ascii: "-")
            write(day, 8..<10)
            return 10
        }
    }

    /// `17/11/2026`
    public var vietnamese: String { "\(twoDigits(civil.day))/\(twoDigits(civil.month))/\(civil.year)" }

    /// `17/11`, where the year is told elsewhere.
    public var short: String { "\(twoDigits(civil.day))/\(twoDigits(civil.month))" }

    public var description: String { iso }

    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// Whole days from `other` to this day.
    public func days(since other: Day) -> Int { number - other.number }

    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The last day of a month that exists; nil for month 13 and the like.
    public static func last(ofMonth month: Int, year: Int) -> Day? {
        Day(year: year, month: month, day: length(ofMonth: month, year: year))
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A number of few ASCII digits.
private func small(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var number = 0
    for byte in bytes {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int(byte &- 0x30)
    }
    return number
}

/// A number written in ASCII digits only; `Int` would take a sign.
private func digits(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}
