import Vocabulary

/// A gathering whose day is still open.
enum EventDates {
    private static let gatherings: Set = [
        "conference", "clusterConference", "congress", "ceremony", "launch", "training", "councilSession",
    ]

    static func open(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.events.compactMap { event in
            guard event.taskRef == nil, gatherings.contains(event.type), !hasDay(event.start) else { return nil }
            let label = text.passages.first { passage in
                passage.body.stand(["thoi", "gian"], at: passage.body.startIndex)
                    && passage.body.prefix(8).contains { $0.key == ":" }
                    && (event.lines.map { $0.first <= passage.first && passage.first <= $0.last } ?? true)
            }
            let told =
                label != nil
                && WrittenDates.all(text).contains { date in text.passages[date.place.passage].first == label?.first }
            guard !told else { return nil }
            let lines =
                label.map { [$0.first, $0.last].places } ?? event.lines.map { [$0.first, $0.last].places } ?? [1]
            let words = event.start.map { "mới ghi \(vietnamese($0))" } ?? "chưa ghi thời gian"
            return .warn(
                .eventDateOpen, lines, "the day of the event is open (\(event.start ?? "no time"))",
                "\(kind(event.type)) \(words), chưa có ngày giờ cụ thể; đề nghị bổ sung khi có Giấy mời.")
        }
    }

    private static func hasDay(_ start: String?) -> Bool {
        guard let first = start?.split(separator: "/").first else { return false }
        return Day(iso: first.prefix(10)) != nil
    }

    private static func kind(_ type: String) -> String {
        switch type {
        case "training": "Lớp tập huấn"
        case "congress": "Đại hội"
        case "ceremony", "launch": "Buổi lễ"
        case "councilSession": "Phiên họp"
        default: "Hội nghị"
        }
    }

    /// `quý I năm 2024` for `2024-Q1`.
    static func vietnamese(_ value: String) -> String {
        let parts = value.split(separator: "-")
        guard let year = parts.first, parts.count == 2 else { return "năm \(value)" }
        if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()) {
            return "quý \(Roman.write(quarter)) năm \(year)"
        }
        return value.contains("/") ? value : "tháng \(parts[1])/\(year)"
    }
}
