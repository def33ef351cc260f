import Foundation

/// A moment, to the millisecond, for logs, sessions and the ledger. Law and deadlines use `Day`.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Việt Nam keeps one hour the whole year, seven ahead of UTC, since 13/6/1975.
    static let offset: Int64 = 7 * 3_600_000

    /// That hour of that day in Việt Nam.
    public init(_ day: Day, hour: Int, minute: Int = 0) {
        self.init(milliseconds: Int64(day.number) * 86_400_000 + Int64(hour * 60 + minute) * 60_000 - Self.offset)
    }

    /// The day in Việt Nam.
    public var day: Day { Day(number: Int(floorDivide(milliseconds + Self.offset, 86_400_000))) }

    /// Hour and minute in Việt Nam.
    public var clock: (hour: Int, minute: Int) {
        let local = milliseconds + Self.offset
        let minutes = Int((local - floorDivide(local, 86_400_000) * 86_400_000) / 60_000)
        return (minutes / 60, minutes % 60)
    }

    public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// As offices write it: `9 giờ 12, 17/11/2026`.
    public var vietnamese: String {
        let (hour, minute) = clock
        return "\(hour) giờ \(minute < 10 ? "0" : "")\(minute), \(day.vietnamese)"
    }

    /// `2026-11-17T02:12:05.120Z`
    public var iso: String {
        let day = Day(number: Int(floorDivide(milliseconds, 86_400_000)))
        let rest = milliseconds - floorDivide(milliseconds, 86_400_000) * 86_400_000
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(day.iso)T\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):"
            + "\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))Z"
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
}
