import Vocabulary

/// Times told inside a sentence. Only words that set a time count: a year or a half year in the name of a report does not.
enum TimeInSentence {
    private static let setters: [Needle] = [
        "trước ngày", "xong trước", "hoàn thành trước", "gửi trước", "nộp trước", "chậm nhất", "muộn nhất", "hạn cuối",
        "hạn chót", "đến hết ngày",
        "trước", "thời gian", "thời gian thực hiện", "thời gian hoàn thành", "hoàn thành trong", "thực hiện trong",
        "tổ chức trong", "xong trong",
        "trong tháng", "trong quý", "vào tháng", "vào quý", "vào ngày", "từ ngày", "từ tháng", "dự kiến", "hoàn thành",
        "tổ chức vào", "thời hạn",
        "vào lúc", "lúc", "trong tuần",
    ]

    /// Nil where the sentence sets no time.
    static func read(_ text: Wording, _ context: TimeContext) -> PlannedTime? {
        if let (time, _) = RelativeTime.read(text, context) { return time }
        if let event = context.eventStart,
            text.contains(anyOf: ["trong suốt thời gian diễn ra", "trong thời gian diễn ra"])
        {
            var time = PlannedTime(event.contains("Q") ? .quarter : event.utf8.count == 7 ? .month : .date, event)
            time.derived = true
            return time
        }
        let found = TimeScanner(text).all()
        for index in found.indices where found[index].atom.kind != .period || isRange(found, index, text) {
            guard let setter = setter(text, before: found[index].range.lowerBound) else { continue }
            var run = [found[index]]
            for later in found[(index + 1)...] {
                guard let previous = run.last, later.range.lowerBound - previous.range.upperBound <= 10 else { break }
                run.append(later)
            }
            let start = setter.lowerBound
            let end = run.last?.range.upperBound ?? found[index].range.upperBound
            var time = TimePhrase.read(text.text(from: start, to: end), context)
            guard time.kind != .unstated else { continue }
            time.phrase = text.text(from: start, to: end)
            return time
        }
        if let time = inBrackets(text, context) { return time }
        if let needed = text.first(of: ["khi cần thiết", "khi có yêu cầu"]) {
            return PlannedTime(.asNeeded, text.text(needed))
        }
        return nil
    }

    private static func isRange(_ found: [TimeScanner.Found], _ index: Int, _ text: Wording) -> Bool {
        let near = Wording(
            text.text(from: max(0, found[index].range.lowerBound - 20), to: found[index].range.lowerBound))
        return near.contains(anyOf: ["thời gian", "trong tháng", "từ", "vào"]) && !near.contains("giai đoạn")
    }

    /// A word that sets a time stands right before the place, or the time itself opens with one ("trong tháng 5").
    private static func setter(_ text: Wording, before place: Int) -> Range<Int>? {
        let from = max(0, place - 34)
        var best: Range<Int>?
        for word in setters {
            let limit = min(text.count, place + word.count)
            var at = limit - word.count
            while at >= from {
                if text.has(word, at: at) {
                    let gap = Wording(text.text(from: min(at + word.count, place), to: place))
                    let plain =
                        gap.count <= 14
                        && !gap.lower.contains(where: { $0 == "." || $0 == ";" || $0 == "\"" || $0 == "(" })
                    if plain, at <= place, best.map({ at < $0.lowerBound || $0.count < word.count }) ?? true {
                        best = at..<at + word.count
                    }
                    break
                }
                at -= 1
            }
        }
        return best
    }

    /// `(Quý II)`, `(tháng 5/2026)`, `(thường xuyên)` at the end of an item.
    private static func inBrackets(_ text: Wording, _ context: TimeContext) -> PlannedTime? {
        guard let open = text.lower.lastIndex(of: "("), let close = text.lower[open...].firstIndex(of: ")"),
            text.count - close <= 3, close - open <= 60
        else { return nil }
        let inner = Wording(text.text(from: open + 1, to: close))
        let found = TimeScanner(inner).all()
        if let first = found.first, first.range.lowerBound <= 14,
            first.atom.kind != .period || found.count > 1 || first.named
        {
            if case .year = first.atom { return nil }
            if case .years = first.atom { return nil }
            let covered = found.reduce(0) { $0 + $1.range.count }
            guard covered * 2 >= inner.count else { return nil }
            let time = TimePhrase.read(inner.text(from: 0), context)
            return time.kind == .unstated ? nil : time
        }
        guard found.isEmpty,
            inner.starts(withAnyOf: TimePhrase.ongoing + ["hằng tháng", "hàng tháng", "hằng quý", "hàng quý"])
        else { return nil }
        return TimePhrase.read(inner.text(from: 0), context)
    }
}
