import Foundation
import Vocabulary

extension PlannedTime {
    /// As stored in a row: JSON with sorted keys.
    public init(stored text: String) throws { self = try JSONDecoder().decode(PlannedTime.self, from: Data(text.utf8)) }

    public var stored: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Which of the three lists a task with this time stands in.
    public var schedule: TaskSchedule {
        if dueDay != nil { return .dated }
        return kind == .ongoing || recurrence != nil ? .regular : .undated
    }

    /// 1…4, where the time falls; nil for regular and undated times.
    public var quarter: Int? { firstDay?.quarter }

    /// The words to show: the plan's own, else the value as offices write it.
    public var words: String {
        if let phrase, !phrase.isEmpty { return phrase }
        switch kind {
        case .unstated: return "không ghi thời gian"
        case .asNeeded: return value ?? "khi cần thiết"
        case .ongoing: return recurrence?.vietnamese ?? "thường xuyên"
        case .relative: return relative?.phrase ?? "theo ngày tổ chức"
        case .month, .quarter, .date, .period:
            let spoken = (values.isEmpty ? value.map { [$0] } ?? [] : values).map(Self.spoken)
            let bound = bound.map { $0 == .before ? "trước " : "chậm nhất " } ?? ""
            return bound + spoken.joined(separator: " và ")
        }
    }

    /// `2024-Q1` → `quý I/2024`.
    public static func spoken(_ value: String) -> String {
        if let slash = value.firstIndex(of: "/") {
            return "\(spoken(String(value[..<slash]))) – \(spoken(String(value[value.index(after: slash)...])))"
        }
        if let hour = value.firstIndex(of: "T") {
            let clock = value[value.index(after: hour)...].split(separator: ":")
            return
                "\(clock.first.map(String.init) ?? "") giờ \(clock.dropFirst().first.map(String.init) ?? "00") ngày \(spoken(String(value[..<hour])))"
        }
        if let day = Day(iso: value) { return day.vietnamese }
        let parts = value.split(separator: "-")
        guard parts.count == 2, let year = parts.first else { return "năm \(value)" }
        if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
            return "quý \(["I", "II", "III", "IV"][quarter - 1])/\(year)"
        }
        return "tháng \(Int(parts[1]).map(String.init) ?? String(parts[1]))/\(year)"
    }
}

extension PlannedTime.Recurrence {
    public var vietnamese: String {
        switch self {
        case .daily: "hằng ngày"
        case .weekly: "hằng tuần"
        case .monthly: "hằng tháng"
        case .quarterly: "hằng quý"
        case .yearly: "hằng năm"
        }
    }
}
