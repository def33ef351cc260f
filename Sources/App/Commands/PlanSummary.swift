import PlanReader
import Vocabulary

/// What was read from a plan, in lines for a person at a terminal.
enum PlanSummary {
    static func text(_ draft: PlanDraft, hasLines: Bool, isEnglish: Bool) -> String {
        func word(_ vietnamese: String, _ english: String) -> String { isEnglish ? english : vietnamese }
        let header = draft.document
        var lines: [String] = []
        lines.append([header.type, header.title].compactMap { $0 }.joined(separator: " – "))
        func fact(_ name: String, _ value: String?) {
            if let value { lines.append("  \(name): \(value)") }
        }
        fact(word("Số", "Number"), header.number)
        fact(
            word("Nơi ban hành", "Issuer"),
            header.issuer.map { header.issuerInferred ? "\($0) (\(word("suy ra", "inferred")))" : $0 })
        fact(word("Ngày", "Day"), header.issuedOn.map { Day(iso: $0)?.vietnamese ?? $0 })
        fact(word("Người ký", "Signer"), header.signer?.name)
        if !header.isPlan {
            lines.append(
                word("Đây không phải kế hoạch: chỉ đọc phần đầu văn bản.", "Not a plan: only the header was read."))
            return lines.joined(separator: "\n")
        }
        lines.append("")
        lines.append("\(draft.tasks.count) \(word("nhiệm vụ", "tasks"))")
        for task in draft.tasks {
            let name = [task.section, task.ordinal].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ".")
            let place = hasLines ? " [\(task.lines.first)–\(task.lines.last)]" : ""
            lines.append("  \(name)\(place) \(task.text)")
            var facts = [time(task.when, isEnglish)]
            if let lead = task.lead { facts.append("\(word("chủ trì", "lead")): \(lead)") }
            if let advisor = task.advisor { facts.append("\(word("tham mưu", "adviser")): \(advisor)") }
            if !task.coordinators.isEmpty {
                facts.append("\(word("phối hợp", "with")): \(task.coordinators.joined(separator: "; "))")
            }
            lines.append("      " + facts.joined(separator: " · "))
        }
        if !draft.warnings.isEmpty {
            lines.append("")
            lines.append("\(draft.warnings.count) \(word("điều cần xem lại", "findings"))")
            for finding in draft.warnings {
                let place =
                    hasLines && !finding.lines.isEmpty
                    ? " [\(finding.lines.map(String.init).joined(separator: ", "))]" : ""
                lines.append(
                    "  \(finding.severity == .warn ? "!" : "·")\(place) \(isEnglish ? finding.message : finding.messageVi)"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func time(_ time: PlannedTime, _ isEnglish: Bool) -> String {
        if let phrase = time.phrase { return phrase }
        if let value = time.value { return time.kind == .ongoing ? (isEnglish ? "ongoing" : "thường xuyên") : value }
        return isEnglish ? "no time" : "không ghi thời gian"
    }
}
