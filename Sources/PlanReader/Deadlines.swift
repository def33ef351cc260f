import Vocabulary

/// Days by which someone owes a paper to someone.
enum Deadlines {
    private static let sendings: [Needle] = [
        "gửi", "báo cáo", "nộp", "đăng ký", "trình", "phản hồi", "tổng hợp", "cung cấp", "hoàn thiện hồ sơ", "hồ sơ",
        "góp ý", "danh sách",
    ]
    private static let bounds: [Needle] = [
        "trước ngày", "chậm nhất", "muộn nhất", "hạn cuối", "hạn chót", "đến hết ngày", "trước", "thời gian gửi",
        "thời hạn", "xong trước",
    ]

    static func read(_ elements: [Element], _ assignments: [PlanDraft.Assignment], _ context: TimeContext) -> [PlanDraft
        .Deadline]
    {
        var found: [PlanDraft.Deadline] = []
        for element in elements {
            guard case .passage(let passage) = element, passage.wording.contains(anyOf: sendings) else { continue }
            var previous: Wording?
            for sentence in sentences(passage.bodyWording) {
                if let deadline = deadline(sentence, previous, passage, assignments, context), !found.contains(deadline)
                {
                    found.append(deadline)
                }
                previous = sentence
            }
        }
        return found
    }

    private static func sentences(_ text: Wording) -> [Wording] {
        var (parts, from) = ([Wording](), 0)
        for at in 0..<text.count
        where text.lower[at] == "." && at + 2 < text.count && text.lower[at + 1] == " " && text.isUpper(at + 2) {
            parts.append(Wording(text.text(from: from, to: at)))
            from = at + 1
        }
        parts.append(Wording(text.text(from: from)))
        return parts
    }

    private static func deadline(
        _ text: Wording, _ previous: Wording?, _ passage: Passage, _ assignments: [PlanDraft.Assignment],
        _ context: TimeContext
    ) -> PlanDraft.Deadline? {
        let source =
            text.contains(anyOf: ["gửi", "nộp", "báo cáo", "đăng ký", "trình", "cung cấp", "phản hồi"])
            ? text : previous.map { $0.contains("gửi") ? text : nil } ?? nil
        guard let source, source.contains(anyOf: sendings) else { return nil }
        var deadline = PlanDraft.Deadline(what: text.text(from: 0).trimmingEnd("./;"))
        if let (time, _) = RelativeTime.read(text, context) {
            deadline.relative = time.relative
            deadline.date = time.kind == .date ? time.value : nil
        } else if let bound = text.first(of: bounds) {
            let rest = Wording(text.text(from: bound.lowerBound))
            if let (word, recurrence) = recurring(rest) {
                let day = TimePhrase.dayOfMonth(rest, before: rest.first(word)?.lowerBound ?? 0)
                deadline.recurrence = day.map { "\(recurrence), day \($0)" } ?? recurrence
            } else {
                guard let first = TimeScanner(rest).all().first, first.range.lowerBound <= 40,
                    first.atom.kind == .date || first.atom.kind == .month,
                    let value = first.atom.value(context)
                else { return nil }
                if case .day(_, _, nil) = first.atom,
                    let (_, recurrence) = recurring(Wording(text.text(from: 0, to: bound.lowerBound)))
                {
                    deadline.recurrence = "\(recurrence), \(value.prefix(10).dropFirst(5))"
                } else {
                    deadline.date = String(value.prefix(10))
                }
            }
        } else {
            return nil
        }
        // The thing itself may be named in the sentence before ("Gửi kế hoạch … Thời gian gửi chậm nhất …").
        if text.starts(withAnyOf: ["thời gian", "thời hạn", "hạn"]), let previous,
            previous.contains(anyOf: ["gửi", "nộp", "báo cáo"])
        {
            deadline.what = previous.text(from: 0)
        }
        let whole = Wording((previous.map { $0.text(from: 0) + ". " } ?? "") + text.text(from: 0))
        deadline.to = receiver(whole)
        deadline.who =
            assignments.first {
                ($0.lines?.first ?? 0) <= passage.lines.first && passage.lines.last <= ($0.lines?.last ?? 0)
            }?.unit
        deadline.lines = passage.lines
        return deadline
    }

    private static func recurring(_ text: Wording) -> (Needle, String)? {
        let words: [(Needle, String)] = [
            ("hằng tháng", "monthly"), ("hàng tháng", "monthly"), ("hằng quý", "quarterly"), ("hàng quý", "quarterly"),
            ("hằng năm", "yearly"), ("hàng năm", "yearly"),
            ("hằng tuần", "weekly"), ("hàng tuần", "weekly"), ("mỗi tháng", "monthly"), ("của tháng", "monthly"),
        ]
        return words.first { text.contains($0.0) }
    }

    /// "gửi về Sở Nội vụ", "báo cáo Ủy ban nhân dân tỉnh (qua …)".
    private static func receiver(_ text: Wording) -> String? {
        for word in ["về", "cho", "gửi", "đến", "báo cáo"] as [Needle] {
            var from = 0
            while let found = text.first(word, from: from) {
                from = found.upperBound
                let start = text.skippingSpaces(found.upperBound)
                guard start < text.count, Units.opens(text, at: start), text.isUpper(start) else { continue }
                var end = start
                while end < text.count, !",;.".unicodeScalars.contains(text.lower[end]) {
                    if end > start,
                        [
                            "trước", "chậm nhất", "để", "sau", "đúng", "theo", "trong", "kết quả", "về", "danh sách",
                            "hồ sơ", "tình hình", "định kỳ",
                        ].contains(where: {
                            text.has($0, at: end)
                        })
                    {
                        break
                    }
                    end += 1
                }
                return RolesInSentence.clean(text.text(from: start, to: end))
            }
        }
        return nil
    }
}
