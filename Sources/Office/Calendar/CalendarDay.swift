import Database
import Vocabulary

/// Ngày trong lịch nghỉ: one day on which the office does otherwise than the week says.
public struct CalendarDay: Equatable, Sendable {
    /// Whether the office rests that day, or works although it is a weekend.
    public enum Sort: String, SQLBindable, SQLDecodable, Sendable {
        case off, worked
    }

    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        /// On a day of the solar calendar, by law.
        case fixed
        /// By the lunar calendar: Tết, Giỗ Tổ.
        case lunar
        /// In lieu of a holiday on a weekly day off.
        case compensation
        /// Exchanged for a day that is worked instead.
        case exchange
        case other

        public var vietnamese: String {
            switch self {
            case .fixed: "lễ theo ngày dương lịch"
            case .lunar: "lễ, Tết theo âm lịch"
            case .compensation: "nghỉ bù"
            case .exchange: "hoán đổi ngày làm việc"
            case .other: "khác"
            }
        }
    }

    /// How sure the day is. What is not settled never counts.
    public enum Certainty: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case law, notice, unsettled

        public var vietnamese: String {
            switch self {
            case .law: "theo luật"
            case .notice: "theo thông báo hằng năm"
            case .unsettled: "chưa xác nhận"
            }
        }
    }

    public let id: ID<CalendarDay>
    public let day: Day
    public let sort: Sort
    public let name: String
    public let kind: Kind
    public let certainty: Certainty
    /// The day with which it was exchanged.
    public let exchangedWith: Day?
    /// Number of the notice or decision.
    public let source: String?
    /// Taken out of the calendar; can be brought back.
    public let isRemoved: Bool

    static let columns: SQL =
        "c.id, c.day, c.sort, c.name, c.kind, c.certainty, c.exchanged_with, c.source, c.removed"

    init(_ row: Row) throws {
        id = try row("id")
        day = try row("day")
        sort = try row("sort")
        name = try row("name")
        kind = try row("kind")
        certainty = try row("certainty")
        exchangedWith = try row("exchanged_with")
        source = try row("source")
        isRemoved = (try row("removed") as Instant?) != nil
    }

    public var counts: Bool { !isRemoved && certainty != .unsettled }
}

/// A day as a person writes it into the calendar, or as the table that comes with the program has it.
public struct CalendarEntry: Equatable, Sendable {
    public var day: Day
    public var name: String
    public var kind: CalendarDay.Kind
    public var certainty: CalendarDay.Certainty
    /// A weekend day that is worked instead; only with `exchange`.
    public var workedInstead: Day?
    public var source: String?

    public init(
        _ day: Day, _ name: String, _ kind: CalendarDay.Kind, _ certainty: CalendarDay.Certainty = .notice,
        workedInstead: Day? = nil, source: String? = nil
    ) {
        (self.day, self.name, self.kind, self.certainty) = (day, name, kind, certainty)
        (self.workedInstead, self.source) = (workedInstead, source)
    }
}

/// Why a change of the calendar was refused.
public enum CalendarRefusal: Explained, Equatable {
    case noName
    case badDay
    case badExchange
    case taken(Day, String)
    case weekdayWorked(Day)
    case exchangeNeedsDay
    case exchangedWithItself
    case compensationOnWeekend(Day)
    case unknown

    public var field: String? {
        switch self {
        case .noName: "ten"
        case .badDay, .taken, .compensationOnWeekend: "ngay"
        case .badExchange, .weekdayWorked, .exchangeNeedsDay, .exchangedWithItself: "lam-bu"
        case .unknown: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .noName:
            Explanation(notice: "Chưa có tên ngày nghỉ. Hãy ghi, ví dụ: Quốc khánh.", log: "day off without name")
        case .badDay: Explanation(notice: "Ngày chưa đúng. Hãy ghi theo mẫu 02/09/2026.", log: "not a day")
        case .badExchange:
            Explanation(notice: "Ngày làm bù chưa đúng. Hãy ghi theo mẫu 02/09/2026, hoặc để trống.", log: "not a day")
        case .taken(let day, let name):
            Explanation(
                notice: "Ngày \(day.vietnamese) đã có trong lịch: \(name). Hãy sửa dòng đó thay vì thêm.",
                log: "day is in the calendar")
        case .weekdayWorked(let day):
            Explanation(
                notice:
                    "\(day.weekdayName.prefix(1).uppercased() + day.weekdayName.dropFirst()) \(day.vietnamese) vốn là ngày làm việc, không thể làm bù. Hãy chọn thứ Bảy hoặc Chủ nhật.",
                log: "day worked instead is a working day")
        case .exchangeNeedsDay:
            Explanation(
                notice: "Ngày nghỉ hoán đổi cần một ngày làm bù. Hãy ghi ngày thứ Bảy được làm bù.",
                log: "exchange without day")
        case .exchangedWithItself:
            Explanation(notice: "Ngày làm bù phải khác ngày nghỉ.", log: "exchange with the same day")
        case .compensationOnWeekend(let day):
            Explanation(
                notice:
                    "\(day.vietnamese) là \(day.weekdayName), vốn đã nghỉ. Ngày nghỉ bù, nghỉ hoán đổi phải rơi vào thứ Hai đến thứ Sáu.",
                log: "compensation on a weekend")
        case .unknown:
            Explanation(
                notice: "Không có dòng này trong lịch. Hãy mở lại trang lịch nghỉ.", log: "no such calendar day")
        }
    }
}
