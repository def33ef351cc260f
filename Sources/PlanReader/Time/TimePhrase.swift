import Vocabulary

/// Reads the words that stand in a time cell or behind `Thời gian:`.
enum TimePhrase {
    static let ongoing: [Needle] = [
        "thường xuyên", "liên tục", "cả năm", "quanh năm", "suốt năm", "trong suốt năm", "hàng ngày", "hằng ngày",
        "theo tiến độ",
    ]
    static let needed: [Needle] = [
        "khi cần thiết", "khi có yêu cầu", "theo yêu cầu", "khi phát sinh", "khi có phát sinh",
        "khi có phát sinh thực tế", "đột xuất", "khi có",
        "khi cần",
    ]
    static let external: [Needle] = [
        "theo kế hoạch của", "theo hướng dẫn của", "theo thông báo của", "theo lịch của", "theo chỉ đạo của",
        "theo quy định của",
        "theo văn bản của", "theo yêu cầu của", "theo kế hoạch chung của", "theo thời gian của", "theo kế hoạch riêng",
        "theo kế hoạch cụm",
        "theo kế hoạch",
    ]
    private static let recurrences: [(Needle, PlannedTime.Recurrence)] = [
        ("hằng ngày", .daily), ("hàng ngày", .daily), ("hằng tuần", .weekly), ("hàng tuần", .weekly),
        ("mỗi tuần", .weekly),
        ("hằng tháng", .monthly), ("hàng tháng", .monthly), ("mỗi tháng", .monthly), ("hằng quý", .quarterly),
        ("hàng quý", .quarterly),
        ("mỗi quý", .quarterly), ("hằng năm", .yearly), ("hàng năm", .yearly),
    ]
    static let before: [Needle] = ["trước ngày", "trước", "xong trước", "hoàn thành trước"]
    static let latest: [Needle] = [
        "chậm nhất", "muộn nhất", "hạn cuối", "hạn chót", "đến hết", "hết ngày", "hết", "không quá", "đến ngày", "hạn",
    ]

    /// The time these words tell. `unstated` where they tell none; its `phrase` then keeps the words.
    static func read(_ words: String, _ context: TimeContext) -> PlannedTime {
        let words = words.tidied.trimmingEnd(".;,:").trimmingStart("-+:")
        let text = Wording(words)
        guard !text.isEmpty, words != "-", words.utf8.count < 2000 else { return .unstated }
        var time = core(text, context)
        time.phrase = words
        return time
    }

    private static func core(_ text: Wording, _ context: TimeContext) -> PlannedTime {
        if let relative = RelativeTime.read(text, context) { return relative.time }
        if let years = bareYears(text) { return PlannedTime(.period, years) }
        let found = TimeScanner(text).all()
        if let (word, recurrence) = recurrences.first(where: { text.contains($0.0) }) {
            return recurring(text, word, recurrence, context)
        }
        if !text.contains("hội nghị"), let ongoing = text.first(of: ongoing),
            found.allSatisfy({ isWhole($0.atom) }) || ongoing.lowerBound == 0
        {
            return PlannedTime(
                .ongoing, found.compactMap { isWhole($0.atom) ? $0.atom.value(context) : nil }.first ?? context.whole)
        }
        if found.isEmpty {
            if text.starts(with: "trong năm") || text.starts(with: "năm học") {
                return PlannedTime(context.whole == nil ? .unstated : .period, context.whole)
            }
            if text.starts(withAnyOf: external), !text.contains(anyOf: ["theo yêu cầu"]) {
                var time = PlannedTime.unstated
                time.external = text.text(from: 0)
                return time
            }
            if let needed = text.first(of: needed) {
                return PlannedTime(.asNeeded, needed.lowerBound == 0 ? text.text(from: 0) : text.text(needed))
            }
            if let outside = text.first(of: external) {
                var time = PlannedTime.unstated
                time.external = text.text(from: outside.lowerBound)
                return time
            }
            return .unstated
        }
        var time = of(found, text, context)
        if let outside = text.first(of: external) { time.external = text.text(from: outside.lowerBound) }
        return time
    }

    /// A cell that holds nothing but years: `2027`, `2027-2028`, `2027, 2028`.
    private static func bareYears(_ text: Wording) -> String? {
        let words = text.text(from: 0).split { "-–, ".contains($0) }
        let years = words.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (1990...2199).contains($0) }
        guard (1...2).contains(years.count), years.count == words.count, let first = years.first, let last = years.last,
            first <= last
        else { return nil }
        return first == last ? "\(first)" : "\(first)/\(last)"
    }

    private static func isWhole(_ atom: TimeAtom) -> Bool {
        switch atom {
        case .year, .years, .schoolYear: true
        default: false
        }
    }

    /// One time, a range or several times.
    static func of(_ found: [TimeScanner.Found], _ text: Wording, _ context: TimeContext) -> PlannedTime {
        guard let first = found.first else { return .unstated }
        if found.count >= 2, let range = range(found[0], found[1], text, context) { return range }
        // "Tháng 3, năm học 2025-2026": the wider time only explains the narrower.
        var context = context
        var atoms = found
        if found.count > 1, let narrow = found.first(where: { !isWhole($0.atom) }) {
            for wide in found where isWhole(wide.atom) {
                if case .schoolYear(let year) = wide.atom { context.schoolYear = year }
                if case .year(let year) = wide.atom, narrow.atom.ownYear == nil {
                    (context.year, context.schoolYear) = (year, nil)
                }
            }
            atoms = found.filter { !isWhole($0.atom) }
        }
        if let last = atoms.last(where: { $0.atom.ownYear != nil }) {
            atoms = atoms.map { .init(atom: $0.atom.completed(by: last.atom), range: $0.range, named: $0.named) }
        }
        let kind = atoms.first?.atom.kind ?? first.atom.kind
        let values = atoms.filter { $0.atom.kind == kind }.compactMap { $0.atom.value(context) }
        guard let value = values.first else { return .unstated }
        var time = PlannedTime(kind, value)
        if case .clock = first.atom {
        } else if values.count > 1, Set(values).count == values.count {
            time.values = values
        }
        if case .schoolYear(let year)? = found.first(where: { if case .schoolYear = $0.atom { true } else { false } })?
            .atom
        {
            time.schoolYear = "\(year)-\(year + 1)"
        }
        time.bound = bound(text, before: (atoms.first ?? first).range.lowerBound)
        return time
    }

    /// `từ ngày 01/10 đến ngày 30/10/2026`, `tháng 4 - tháng 5`.
    private static func range(
        _ from: TimeScanner.Found, _ to: TimeScanner.Found, _ text: Wording, _ context: TimeContext
    ) -> PlannedTime? {
        let between = Wording(text.text(from: from.range.upperBound, to: to.range.lowerBound))
        guard between.count <= 14,
            between.starts(withAnyOf: ["đến", "tới", "-", "cho đến", "đến hết", ", đến", "và kết thúc"])
        else { return nil }
        let atom = from.atom.completed(by: to.atom)
        guard let end = to.atom.value(context) else { return nil }
        if isWhole(atom) && !isWhole(to.atom) { return nil }
        guard let start = atom.value(context) else { return nil }
        func first(_ value: String) -> String { value.split(separator: "/").first.map(String.init) ?? value }
        func last(_ value: String) -> String { value.split(separator: "/").last.map(String.init) ?? value }
        let value = "\(first(start))/\(last(end))"
        guard PlannedTime.span(of: value) != nil else { return nil }
        return PlannedTime(.period, value)
    }

    static func bound(_ text: Wording, before place: Int) -> PlannedTime.Bound? {
        let from = max(0, place - 24)
        let near = Wording(text.text(from: from, to: place))
        if near.contains(anyOf: ["trước"]), !near.contains("trước mắt"), !near.contains("như trước") { return .before }
        if near.contains(anyOf: latest) { return .atLatest }
        let own = Wording(text.text(from: place, to: min(text.count, place + 12)))
        return own.starts(with: "trước") ? .before : nil
    }

    private static func recurring(
        _ text: Wording, _ word: Needle, _ recurrence: PlannedTime.Recurrence, _ context: TimeContext
    ) -> PlannedTime {
        let years = TimeScanner(text).all().compactMap { if case .year(let year) = $0.atom { year } else { nil } }
        var time = PlannedTime(.ongoing, years.first.map(String.init) ?? context.whole)
        time.recurrence = recurrence
        if recurrence == .yearly, let day = TimeScanner(text).all().first(where: { $0.atom.kind == .date }),
            let value = day.atom.value(context)
        {
            time = PlannedTime(.date, value)
            time.recurrence = .yearly
            time.bound = bound(text, before: day.range.lowerBound)
            return time
        }
        if recurrence == .monthly, let day = dayOfMonth(text, before: text.first(word)?.lowerBound ?? 0) {
            time.bound = bound(text, before: text.first("ngày")?.lowerBound ?? 0)
            if let year = years.first ?? context.year, context.schoolYear == nil {
                time.dates = (1...12).compactMap { Day(year: year, month: $0, day: day)?.iso }
            }
        }
        return time
    }

    /// `ngày 25 hằng tháng`
    static func dayOfMonth(_ text: Wording, before end: Int) -> Int? {
        guard let word = text.last("ngày", to: end),
            let (day, _) = text.number(at: text.skippingSpaces(word.upperBound)), (1...31).contains(day)
        else { return nil }
        return day
    }
}
