/// The part that gives duties to units: who must do what.
struct DutiesByUnit {
    let outline: Outline
    private(set) var assignments: [PlanDraft.Assignment] = []
    private(set) var tasks: [PlanDraft.Task] = []
    private let context: TimeContext
    private let event: PlanDraft.WorkKind?

    init(_ outline: Outline, _ context: TimeContext, event: PlanDraft.WorkKind?) {
        (self.outline, self.context, self.event) = (outline, context, event)
        for section in outline.sections.indices
        where Wording(outline.sections[section].title).contains(anyOf: ItemTasks.duties) {
            for root in outline.roots[section] { read(root) }
        }
    }

    /// What all parties owe: tasks without a lead.
    private static let shared: [Needle] = ["trách nhiệm chung", "nhiệm vụ chung"]

    private mutating func read(_ node: Int) {
        let here = outline.nodes[node]
        let passage = here.passage
        if passage.wording.starts(withAnyOf: ["trên đây", "trong quá trình", "* ghi chú", "ghi chú", "nơi nhận"]) {
            return
        }
        if Label.read(passage.wording)?.label == .time { return }
        let children = here.children.filter { isDuty($0) }
        guard let named = UnitOfSentence.read(passage.bodyWording, heads: !children.isEmpty) else {
            if !children.isEmpty, passage.bodyWording.starts(withAnyOf: Self.shared) {
                for (count, child) in children.enumerated() {
                    let duty = outline.nodes[child]
                    add(
                        duty.passage.body, duty.level < 60 ? duty.ordinal : nextOrdinal(here.ordinal, count + 1), nil,
                        duty.passage.lines.first, node: child, outline.sectionName(here.section), isWhole: false)
                }
                return
            }
            // "1. Phân công nhiệm vụ": the units stand below.
            if here.level < 60 { for child in here.children { read(child) } }
            return
        }
        var duties: [String] = []
        let section = outline.sectionName(here.section)
        if let duty = named.duty {
            duties.append(duty)
            add(named.text ?? duty, here.ordinal, named.unit, passage.lines.first, node: node, section, isWhole: true)
        }
        let listed = named.duty != nil
        for child in children {
            let text = outline.nodes[child].passage.body
            duties.append(text)
            let ordinal =
                outline.nodes[child].level < 60 ? outline.nodes[child].ordinal : nextOrdinal(here.ordinal, duties.count)
            add(
                text, ordinal, owner(of: text, in: named.unit), outline.nodes[child].passage.lines.first, node: child,
                section, isWhole: false)
        }
        _ = listed
        guard !duties.isEmpty else { return }
        let last =
            (children.map { outline.nodes[$0].passage.lines.last } + [passage.lines.last]).max() ?? passage.lines.last
        assignments.append(.init(unit: named.unit, duties: duties, lines: .init(passage.lines.first, last)))
    }

    private func nextOrdinal(_ ordinal: String?, _ count: Int) -> String {
        ordinal.map { "\($0).\(count)" } ?? String(count)
    }

    private func isDuty(_ node: Int) -> Bool {
        let passage = outline.nodes[node].passage
        if passage.wording.starts(withAnyOf: ["* ghi chú", "ghi chú", "trên đây", "trong quá trình", "(kèm theo"]) {
            return false
        }
        return passage.mark != .bullet("*") || !passage.wording.contains("ghi chú")
    }

    /// Of several units named together, the one that the duty begins with.
    private func owner(of duty: String, in unit: String) -> String {
        let wording = Wording(duty)
        for part in unit.split(separator: ",") {
            let name = String(part).tidied
            if Units.opens(Wording(name)), unit.contains(","), wording.has(Needle(name), at: 0) { return name }
        }
        return unit
    }

    private mutating func add(
        _ text: String, _ ordinal: String?, _ unit: String?, _ first: Int, node: Int, _ section: String, isWhole: Bool
    ) {
        let wording = Wording(text)
        var last = outline.nodes[node].passage.lines.last
        for child in outline.nodes[node].children where !isWhole && outline.nodes[child].level < 60 {
            last = max(last, outline.lastLine(child))
        }
        var task = PlanDraft.Task(
            section: section, ordinal: ordinal, text: text, lines: .init(first, last),
            suggests: WorkKinds.of(text, event: event), confidence: 0.85)
        task.lead = unit
        task.coordinators = RolesInSentence.helpers(wording)
        task.when = TimeInSentence.read(wording, context) ?? .unstated
        PlaceOfTime.mark(&task.when, heading: nil, context: context)
        tasks.append(task)
    }
}

/// The unit that a heading or a sentence names.
struct UnitOfSentence: Equatable {
    var unit: String
    /// What it must do, where the same paragraph says it.
    var duty: String?
    /// The paragraph as a task reads it.
    var text: String?

    private static let givers: [Needle] = ["đề nghị", "giao cho", "giao", "yêu cầu", "phân công"]
    private static let headings: [Needle] = ["trách nhiệm của", "nhiệm vụ của", "đối với", "trách nhiệm", "nhiệm vụ"]
    private static let conditions: [Needle] = ["trên cơ sở", "căn cứ", "theo", "để", "khi", "sau khi"]

    /// Nil where the text begins with no unit. `heads`: duties stand below it.
    static func read(_ text: Wording, heads: Bool) -> UnitOfSentence? {
        if let colon = colon(text) {
            let name = Wording(text.text(from: 0, to: colon))
            let plain = withoutGiver(name)
            if plain.count <= 260, Units.opens(plain) || isLikeName(plain),
                Units.endOfName(plain, from: 0) == nil || heads && text.count - colon <= 2
            {
                let rest = text.text(from: colon + 1)
                return UnitOfSentence(unit: RolesInSentence.clean(plain.text(from: 0)), duty: rest.isEmpty ? nil : rest)
            }
        }
        let plain = withoutGiver(text)
        if heads, plain.count <= 260, Units.opens(plain),
            Units.endOfName(plain, from: 0) == nil || !plain.lower.contains(where: { $0 == "." }) && plain.count <= 90
        {
            return UnitOfSentence(unit: RolesInSentence.clean(plain.text(from: 0)))
        }
        if plain != text, Units.opens(plain) || plain.count > 0 && plain.isUpper(0),
            let end = Units.endOfName(plain, from: 0)
        {
            let all = text.text(from: 0)
            return UnitOfSentence(unit: RolesInSentence.clean(plain.text(from: 0, to: end)), duty: all, text: all)
        }
        if Units.opens(text), let end = Units.endOfName(text, from: 0), end < text.count {
            return UnitOfSentence(
                unit: RolesInSentence.clean(text.text(from: 0, to: end)), duty: text.text(from: end),
                text: text.text(from: 0))
        }
        guard text.starts(withAnyOf: conditions) else { return nil }
        var from = 0
        while let comma = text.place(of: ",", from: from, to: 240) {
            let start = text.skippingSpaces(comma + 1)
            if Units.opens(text, at: start), let end = Units.endOfName(text, from: start),
                text.text(from: start, to: end).unicodeScalars.count > 5
            {
                return UnitOfSentence(
                    unit: RolesInSentence.clean(text.text(from: start, to: end)), duty: text.text(from: end),
                    text: text.text(from: 0))
            }
            from = comma + 1
        }
        return nil
    }

    private static func colon(_ text: Wording) -> Int? {
        var depth = 0
        for at in 0..<min(text.count, 270) {
            switch text.lower[at] {
            case "(": depth += 1
            case ")": depth -= 1
            case ":": if depth <= 0 { return at }
            case ".": if at + 1 < text.count, text.lower[at + 1] == " ", at > 3 { return nil }
            default: break
            }
        }
        return nil
    }

    /// A short name without verbs whose words begin large: a person or an office of another kind.
    private static func isLikeName(_ name: Wording) -> Bool {
        name.count <= 60 && name.count > 3 && name.isUpper(0)
            && !name.contains(anyOf: [
                "thời gian", "địa điểm", "nội dung", "kinh phí", "lưu ý", "yêu cầu", "công tác", "về", "chế độ",
                "thực hiện", "hình thức", "đối với",
            ])
    }

    private static func withoutGiver(_ text: Wording) -> Wording {
        for opener in headings where text.has(opener, at: 0) {
            let rest = text.skippingSpaces(opener.count)
            if Units.opens(text, at: rest) { return Wording(text.text(from: rest)) }
        }
        for giver in givers where text.has(giver, at: 0) {
            return Wording(text.text(from: text.skippingSpaces(giver.count)))
        }
        return text
    }
}
