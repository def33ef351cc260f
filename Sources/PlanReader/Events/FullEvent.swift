/// The one event that a plan prepares, told in full: when, where, who comes.
enum FullEvent {
    private static let kinds: [(Needle, String, PlanDraft.WorkKind)] = [
        ("tập huấn", "training", .training), ("bồi dưỡng", "training", .training), ("đại hội", "congress", .conference),
        ("hội thi", "contest", .contest),
        ("cuộc thi", "contest", .contest), ("lễ", "ceremony", .conference), ("hội nghị", "conference", .conference),
        ("tọa đàm", "conference", .conference),
        ("hội thảo", "conference", .conference), ("gặp mặt", "conference", .conference),
        ("phát động", "launch", .conference), ("kiểm tra", "inspection", .inspection),
        ("giao lưu", "conference", .conference), ("học tập kinh nghiệm", "studyTrip", .studyVisit),
    ]

    /// The kind of work of the event; nil where the plan prepares none.
    static func workKind(_ event: PlanDraft.Event?) -> PlanDraft.WorkKind? {
        guard let event else { return nil }
        return kinds.first { $0.1 == event.type }?.2 ?? .conference
    }

    static func read(_ outline: Outline, _ title: String?, _ context: TimeContext) -> PlanDraft.Event? {
        guard let title, let kind = kind(Wording(title)) else { return nil }
        var event = PlanDraft.Event(name: name(title), type: kind)
        var (first, last) = (Int.max, 0)
        var audience: [Int] = []
        var hasTime = false
        for index in outline.nodes.indices {
            let node = outline.nodes[index]
            guard let (label, start) = Label.read(node.passage.wording) ?? heading(outline, index),
                [.time, .place, .audience].contains(label)
            else { continue }
            let value = valueText(outline, index, start)
            switch label {
            case .time where !hasTime && !isDutyPart(outline, node.section):
                let time = TimePhrase.read(value, context)
                guard time.kind != .unstated || time.phrase != nil else { continue }
                event.start = time.kind == .unstated || time.kind == .asNeeded ? nil : time.value
                if let day = event.start, day.utf8.count == 10 || day.utf8.count == 16,
                    let hour = hour(Wording(value))
                {
                    event.start = "\(day.prefix(10))T\(hour)"
                }
                hasTime = event.start != nil
            case .place where event.venue == nil && !isDutyPart(outline, node.section):
                event.venue = value.trimmingEnd(".;").isEmpty ? nil : value.trimmingEnd(".;")
            case .audience where !isDutyPart(outline, node.section): audience.append(index)
            default: continue
            }
            (first, last) = (min(first, node.passage.lines.first), max(last, outline.lastLine(index)))
        }
        guard hasTime || event.venue != nil else { return nil }
        if audience.isEmpty,
            let section = outline.sections.firstIndex(where: {
                Wording($0.title).contains(anyOf: ["thành phần", "đối tượng", "đại biểu"])
            })
        {
            audience = [outline.sections[section].node]
            Audience.read(outline, audience, items: outline.roots[section], into: &event)
        } else {
            // "3. THÀNH PHẦN THAM DỰ" may be a part itself: the groups stand in it.
            let parts = outline.sections.indices.filter { audience.contains(outline.sections[$0].node) }
            let items = parts.flatMap { outline.roots[$0] }.filter { Audience.belongs(outline, $0) }
            if items.contains(where: { Audience.counts(outline, $0) }) {
                audience.removeAll { node in
                    outline.nodes[node].section.map { parts.contains($0) && outline.sections[$0].node != node } ?? false
                }
                Audience.read(outline, audience, items: items, into: &event)
            } else {
                Audience.read(outline, audience, into: &event)
            }
        }
        event.delegatesTotal = event.delegatesTotal ?? Audience.total(outline, near: audience)
        event.remoteSites = remoteSites(outline)
        event.lines = .init(first, last)
        return event
    }

    /// The first hour, also apart from its day: "từ 13 giờ 30 đến 17 giờ 00, ngày 18/12", "ngày 24/4 (lúc 8h00)".
    private static func hour(_ text: Wording) -> String? {
        for at in text.wordStarts where text.isDigit(at) {
            guard let (hour, end) = text.number(at: at), hour < 24, end < text.count else { continue }
            let sign = text.skippingSpaces(end)
            let word: Int
            if text.has("giờ", at: sign) {
                word = sign + 3
            } else if text.lower[end] == "h", end + 1 >= text.count || !text.isLetter(end + 1) {
                word = end + 1
            } else {
                continue
            }
            let minute = text.number(at: text.skippingSpaces(word))?.value ?? 0
            let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
            return "\(two(hour)):\(two(minute < 60 ? minute : 0))"
        }
        return nil
    }

    static func kind(_ title: Wording) -> String? {
        var best: (at: Int, type: String)?
        for (needle, type, _) in kinds {
            guard let found = title.first(needle), found.lowerBound < 60 else { continue }
            if best.map({ found.lowerBound < $0.at }) ?? true { best = (found.lowerBound, type) }
        }
        guard let best else { return nil }
        // A year plan that also names a conference is no plan of an event.
        let before = Wording(title.text(from: 0, to: best.at))
        let plain =
            before.isEmpty
            || before.starts(withAnyOf: [
                "tổ chức", "triển khai", "về việc tổ chức", "v/v tổ chức", "mở lớp", "chuẩn bị", "phối hợp tổ chức",
                "về tổ chức",
            ]) && before.count <= 30
        return plain ? best.type : nil
    }

    private static func name(_ title: String) -> String {
        let text = Wording(title)
        for opener in ["về việc tổ chức", "v/v tổ chức", "tổ chức", "triển khai"] as [Needle]
        where text.starts(with: opener) {
            let rest = text.text(from: opener.count)
            return rest.prefix(1).uppercased() + rest.dropFirst()
        }
        return title
    }

    private static func isDutyPart(_ outline: Outline, _ section: Int?) -> Bool {
        section.map { Wording(outline.sections[$0].title).contains(anyOf: ["phân công", "tổ chức thực hiện"]) } ?? false
    }

    /// A heading without a colon over its value: `1. Thời gian` / `- 7 giờ 30, ngày …`.
    private static func heading(_ outline: Outline, _ index: Int) -> (label: Label, value: Int)? {
        let passage = outline.nodes[index].passage
        guard passage.wording.count <= 60 else { return nil }
        let body = Wording(passage.body.trimmingEnd(".") + ":")
        guard let (label, _) = Label.read(body) else { return nil }
        return (label, passage.wording.count)
    }

    private static func valueText(_ outline: Outline, _ index: Int, _ start: Int) -> String {
        let node = outline.nodes[index]
        let own = node.passage.wording.text(from: start)
        if !own.isEmpty { return own }
        return node.children.first.map { outline.nodes[$0].passage.body } ?? ""
    }

    private static func remoteSites(_ outline: Outline) -> Int? {
        for node in outline.nodes {
            let text = node.passage.wording
            guard let word = text.first("điểm cầu") else { continue }
            var at = word.lowerBound - 1
            while at > 0, text.lower[at] == " " { at -= 1 }
            var start = at
            while start > 0, text.isDigit(start - 1) { start -= 1 }
            if at >= 0, text.isDigit(at), let (count, _) = text.number(at: start), count > 1 { return count }
        }
        return nil
    }
}

/// Who comes to an event, in groups with their numbers.
enum Audience {
    private static let heads: [Needle] = [
        "đại biểu", "người", "đồng chí", "học viên", "khách mời", "giáo viên", "học sinh", "thí sinh", "hội viên",
        "đoàn viên", "cán bộ", "chiến sĩ",
    ]

    /// `items` stand under a heading of the part itself.
    static func read(_ outline: Outline, _ nodes: [Int], items: [Int] = [], into event: inout PlanDraft.Event) {
        var counted: [PlanDraft.Event.Delegates] = []
        var named: [PlanDraft.Event.Delegates] = []
        for node in nodes {
            for item in [node] + items.flatMap({ [$0] + descendants(outline, $0) }) + descendants(outline, node) {
                let text = outline.nodes[item].passage.bodyWording
                if event.delegatesTotal == nil, let total = total(text) ?? (item == node ? stated(text) : nil) {
                    event.delegatesTotal = total
                }
                guard item != node, !text.starts(withAnyOf: ["khoảng", "tổng số", "số lượng", "dự kiến"]) else {
                    continue
                }
                let group = group(text)
                guard !group.name.isEmpty else { continue }
                let isNumber =
                    Label.read(outline.nodes[node].passage.wording).map { _ in
                        outline.nodes[node].passage.wording.contains("số lượng")
                    } ?? false
                if isNumber, group.count != nil {
                    counted.append(group)
                } else if !outline.nodes[item].children.contains(where: { outline.nodes[$0].level < 60 }) {
                    named.append(group)
                }
            }
        }
        event.delegateGroups = counted.isEmpty ? named : counted
        if event.delegatesTotal == nil, nodes.count > 0 {
            let counts = event.delegateGroups.compactMap(\.count)
            if !counts.isEmpty, counts.count == event.delegateGroups.count { event.delegatesTotal = nil }
        }
    }

    /// "4. Tổng cộng: 36 đồng chí." behind the groups.
    static func total(_ outline: Outline, near nodes: [Int]) -> Int? {
        guard let node = nodes.last else { return nil }
        for next in outline.nodes.indices.dropFirst(node + 1)
        where outline.nodes[next].section == outline.nodes[node].section {
            let text = outline.nodes[next].passage.bodyWording
            if text.starts(withAnyOf: ["tổng cộng", "tổng số"]), let total = total(text) { return total }
        }
        return nil
    }

    private static func descendants(_ outline: Outline, _ node: Int) -> [Int] {
        outline.nodes[node].children.flatMap { [$0] + descendants(outline, $0) }
    }

    /// "Khoảng 180 đại biểu", "Tổng số: 250 người".
    private static func total(_ text: Wording) -> Int? {
        guard let word = text.first(of: ["khoảng", "tổng số", "dự kiến", "tổng cộng", "số lượng"]),
            word.lowerBound <= 40
        else { return nil }
        var at = word.upperBound
        while at < min(text.count, word.upperBound + 24), !text.isDigit(at) { at += 1 }
        guard let (count, end) = text.number(at: at) else { return nil }
        let next = text.skippingSpaces(end)
        return heads.contains { text.has($0, at: next) } ? count : nil
    }

    /// An item of the part about who comes, not about when and where.
    static func belongs(_ outline: Outline, _ node: Int) -> Bool {
        guard let label = Label.read(outline.nodes[node].passage.wording)?.label else { return true }
        return label == .audience || label == .other
    }

    /// It or what stands below tells a number of heads.
    static func counts(_ outline: Outline, _ node: Int) -> Bool {
        ([node] + descendants(outline, node)).contains { item in
            let text = outline.nodes[item].passage.bodyWording
            return total(text) != nil || group(text).count != nil
        }
    }

    /// "Thành phần: 90 đồng chí, trong đó:"
    private static func stated(_ text: Wording) -> Int? {
        guard let (_, start) = Label.read(text), let (count, end) = text.number(at: start) else { return nil }
        let next = text.skippingSpaces(end)
        return heads.contains { text.has($0, at: next) } ? count : nil
    }

    private static func group(_ text: Wording) -> PlanDraft.Event.Delegates {
        // "Khối thi đua nội bộ: 52 đại biểu (…)"
        var colon: Int?
        var depth = 0
        for at in 0..<text.count {
            if text.lower[at] == "(" { depth += 1 }
            if text.lower[at] == ")" { depth -= 1 }
            if depth == 0, text.lower[at] == ":" { colon = at; break }
        }
        if let colon {
            let value = text.skippingSpaces(colon + 1)
            if let (count, end) = text.number(at: value),
                heads.contains(where: { text.has($0, at: text.skippingSpaces(end)) })
            {
                return .init(name: text.text(from: 0, to: colon), count: count)
            }
        }
        let name = text.text(from: 0).trimmingEnd(".;,")
        if let open = text.first("mỗi đơn vị") ?? text.first("mỗi cơ quan"),
            let count = number(after: open.upperBound, text)
        {
            let units = listed(Wording(text.text(from: 0, to: open.lowerBound).trimmingEnd("( ")))
            return .init(name: name, count: units.map { $0 * count })
        }
        if let open = text.lower.lastIndex(of: "("), let (count, end) = text.number(at: open + 1),
            heads.contains(where: { text.has($0, at: text.skippingSpaces(end)) })
        {
            return .init(name: text.text(from: 0, to: open), count: count)
        }
        return .init(name: name, count: nil)
    }

    private static func number(after start: Int, _ text: Wording) -> Int? {
        let at = text.skippingSpaces(start)
        return text.number(at: at)?.value
    }

    /// How many units are named one by one; nil where a word like "các" leaves it open.
    private static func listed(_ text: Wording) -> Int? {
        var count = 0
        for part in text.text(from: 0).split(separator: ",") {
            let wording = Wording(String(part).tidied)
            guard Units.opens(wording), wording.isUpper(0),
                !wording.starts(withAnyOf: ["các", "đại diện", "lãnh đạo", "thành viên"])
            else { return nil }
            count += 1
        }
        return count > 0 ? count : nil
    }
}
