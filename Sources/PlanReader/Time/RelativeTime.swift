import Vocabulary

/// Times that hang on something else: `sau 3 ngày kể từ ngày tổ chức`, `trước hội nghị 05 ngày làm việc`.
enum RelativeTime {
    private static let units: [Needle] = ["ngày làm việc", "ngày", "tuần", "tháng"]
    private static let after: [Needle] = [
        "kể từ ngày", "kể từ khi", "kể từ", "sau khi", "từ ngày", "tính từ ngày", "diễn ra", "kết thúc", "sau ngày",
        "sau hội nghị", "sau lễ",
        "sau đợt", "sau cuộc", "sau mỗi", "từ khi",
    ]
    private static let ahead: [Needle] = [
        "trước khi", "trước ngày", "trước hội nghị", "trước lễ", "trước thời điểm", "trước",
    ]

    /// The first offset in a text; nil where there is none.
    static func read(_ text: Wording, _ context: TimeContext) -> (time: PlannedTime, range: Range<Int>)? {
        var at = 0
        while at < text.count {
            guard text.isDigit(at),
                at == 0 || !(text.isDigit(at - 1) || text.isLetter(at - 1) || text.lower[at - 1] == "/")
            else {
                at += 1
                continue
            }
            guard let (count, end) = text.number(at: at), count < 400 else {
                at += 1
                continue
            }
            if let found = offset(text, count, at, end, context) { return found }
            at = end
        }
        return nil
    }

    private static func offset(_ text: Wording, _ count: Int, _ at: Int, _ end: Int, _ context: TimeContext) -> (
        time: PlannedTime, range: Range<Int>
    )? {
        var next = text.skippingSpaces(end)
        // "05 (năm) ngày"
        if next < text.count, text.lower[next] == "(",
            let close = text.place(of: ")", from: next, to: next + 12)
        {
            next = text.skippingSpaces(close + 1)
        }
        guard let unit = units.first(where: { text.has($0, at: next) }) else { return nil }
        let stop = next + unit.count
        // "17 giờ 00 ngày 05/9" is an hour of a day.
        if unit == "ngày" {
            let following = text.skippingSpaces(stop)
            if following < text.count, text.isDigit(following), count < 60,
                Wording(text.text(from: max(0, at - 8), to: at)).contains(anyOf: ["giờ", "h"])
                    || count == 0
            {
                return nil
            }
        }
        // "ngày 3 tháng 5" and "6 tháng đầu năm" are no offsets.
        if unit == "tháng" || unit == "tuần" {
            let following = text.skippingSpaces(stop)
            guard following < text.count,
                text.first(of: after + ahead, from: following, to: min(text.count, following + 12))?.lowerBound
                    == following,
                !text.has("trước", at: following) || text.has("trước khi", at: following)
            else { return nil }
        }
        let lead = Wording(text.text(from: max(0, at - 30), to: at))
        let rest = text.skippingSpaces(stop)
        var sign: Int?
        var anchorStart = rest
        if let word = text.first(of: after, from: rest, to: min(text.count, rest + 24)), word.lowerBound == rest {
            (sign, anchorStart) = (1, word.upperBound)
        } else if let word = text.first(of: ahead, from: rest, to: min(text.count, rest + 20)), word.lowerBound == rest
        {
            (sign, anchorStart) = (-1, word.upperBound)
        }
        let after = lead.last("sau"), before = lead.last("trước")
        var anchor = clause(text, from: anchorStart)
        if sign == nil, let after, lead.count - after.upperBound <= 22 {
            sign = 1
            if anchor.isEmpty || !startsAnchor(anchor) { anchor = lead.text(from: after.upperBound) }
        } else if sign == nil, let before, lead.count - before.upperBound <= 26,
            !lead.text(from: before.upperBound).isEmpty
        {
            sign = -1
            anchor = lead.text(from: before.upperBound).trimmingEnd("ít nhất tối thiểu chậm là")
        } else if after != nil, sign == 1 {
        }
        guard let sign else { return nil }
        let days = count * (unit == "tuần" ? 7 : unit == "tháng" ? 30 : 1) * sign
        var start = at
        if let after, sign == 1 { start = max(0, at - 30) + after.lowerBound }
        let phrase = text.text(from: start, to: clauseEnd(text, from: anchorStart))
        let working = unit == "ngày làm việc"
        anchor = anchor.trimmingEnd(".;,:").trimmingStart("-:,")
        var time = PlannedTime(.relative, "relative:event\(days < 0 ? "-" : "+")\(abs(days))\(working ? "wd" : "d")")
        time.relative = .init(
            anchor: anchor.isEmpty ? phrase : anchor, offsetDays: working ? nil : days,
            offsetWorkingDays: working ? days : nil, phrase: phrase)
        time.phrase = phrase
        if !working, let start = context.eventStart, let day = Day(iso: start.prefix(10)),
            mentionsEvent(Wording(phrase + " " + anchor))
        {
            time.kind = .date
            time.value = day.adding(days: days).iso
            time.derived = true
            time.relative?.anchor = "events[0]"
        }
        return (time, start..<max(start, clauseEnd(text, from: anchorStart)))
    }

    private static func startsAnchor(_ anchor: String) -> Bool {
        let wording = Wording(anchor)
        return wording.starts(withAnyOf: ["khi", "kết thúc", "diễn ra", "tổ chức", "hội nghị", "lễ", "nhận", "ngày"])
    }

    private static func clause(_ text: Wording, from start: Int) -> String {
        text.text(from: start, to: clauseEnd(text, from: start))
    }

    private static func clauseEnd(_ text: Wording, from start: Int) -> Int {
        var at = start
        while at < text.count, at - start < 120 {
            if ",;.()".unicodeScalars.contains(text.lower[at]) { return at }
            if text.has("để", at: at) || text.has("phải", at: at) || text.has("gửi", at: at) { return at }
            at += 1
        }
        return at
    }

    static func mentionsEvent(_ text: Wording) -> Bool {
        text.contains(anyOf: [
            "hội nghị", "tập huấn", "buổi lễ", "lễ", "đại hội", "hội thi", "tổ chức", "diễn ra", "sự kiện",
            "chương trình",
        ])
    }
}
