import Vocabulary

/// Ways of writing a month beside each other.
enum TimeStyles {
    static func months(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var styles: [String: (example: String, line: Int)] = [:]
        func add(_ style: String, _ example: String, _ line: Int) {
            if styles[style] == nil { styles[style] = (example, line) }
        }
        for task in draft.tasks where [.month, .quarter, .ongoing].contains(task.when.kind) {
            let line = timeLine(task, text)
            guard let value = task.when.value else { continue }
            let parts = value.split(separator: "-")
            if task.when.kind == .month, parts.count == 2, let month = Int(parts[1]) {
                if text.has("thang \(month)", at: line) || text.has("thang 0\(month)", at: line) {
                    add("tháng 3", "tháng \(month)", line)
                } else if month < 10, text.has("0\(month) / \(parts[0])", at: line) {
                    add("03/2024", "0\(month)/\(parts[0])", line)
                } else if month < 10, text.has("\(month) / \(parts[0])", at: line) {
                    add("3/2024", "\(month)/\(parts[0])", line)
                }
            } else if task.when.kind == .quarter, let quarter = value.last.flatMap({ $0.wholeNumberValue }),
                let place = text.places(of: "quy \(Roman.write(quarter).lowercased())").first(where: {
                    text.line($0) >= task.lines.first && text.line($0) <= task.lines.last
                })
            {
                add("quý", "quý \(Roman.write(quarter))", text.line(place))
            }
        }
        guard styles["03/2024"] != nil && styles["3/2024"] != nil || styles.count >= 3 else { return [] }
        let examples = styles.values.sorted { ($0.line, $0.example) < ($1.line, $1.example) }
        return [
            .info(
                .inconsistentDateStyle, examples.map(\.line).places, "\(styles.count) styles of writing the time",
                "Thời gian viết nhiều kiểu: \(examples.map(\.example).joined(separator: ", ")).")
        ]
    }

    private static func timeLine(_ task: PlanDraft.Task, _ text: PlanText) -> Int { TaskTimes.timeLine(task, text) }
}

extension PlanText {
    /// The words stand on this line.
    func has(_ phrase: String, at number: Int) -> Bool { places(of: phrase).contains { line($0) == number } }
}
