import Vocabulary

/// Tasks from items of prose: with labelled lines, under months, or with a lead or a time in their sentence.
struct ItemTasks {
    let outline: Outline
    let context: TimeContext
    private(set) var tasks: [PlanDraft.Task] = []
    private(set) var groups: [PlanDraft.Group] = []

    private static let purposes: [Needle] = [
        "mục đích", "yêu cầu", "căn cứ", "kinh phí", "quan điểm", "mục tiêu", "đặc điểm tình hình", "thực trạng",
        "đánh giá tình hình", "thuận lợi", "khó khăn",
    ]
    static let duties: [Needle] = [
        "tổ chức thực hiện", "phân công", "trách nhiệm", "tổ chức triển khai", "nhiệm vụ của các",
        "nhiệm vụ các đơn vị",
    ]

    init(_ outline: Outline, _ context: TimeContext, withSentences: Bool) {
        (self.outline, self.context) = (outline, context)
        let months = outline.sections.indices.filter { isTime(outline.sections[$0].title) }
        for section in outline.sections.indices {
            let title = Wording(outline.sections[section].title)
            if title.contains(anyOf: Self.purposes), !title.contains(anyOf: ["nhiệm vụ", "nội dung"]) { continue }
            if labelled(section) { continue }
            if months.count >= 2, months.contains(section) {
                underSection(section)
                continue
            }
            if underHeadings(section) { continue }
            if withSentences, !title.contains(anyOf: Self.duties) { sentences(section) }
        }
    }

    private func isTime(_ text: String) -> Bool { GroupHeading.isTime(Wording(text)) }

    private func nodes(of section: Int) -> [Int] {
        outline.nodes.indices.filter { outline.nodes[$0].section == section && outline.sections[section].node != $0 }
    }

    // MARK: labelled lines

    private mutating func labelled(_ section: Int) -> Bool {
        let nodes = nodes(of: section)
        var roleOwners: Set<Int> = []
        var timeOwners: Set<Int> = []
        var labelNodes: Set<Int> = []
        for node in nodes {
            let passage = outline.nodes[node].passage
            if let (label, _) = Label.read(passage.wording) {
                labelNodes.insert(node)
                if let parent = outline.nodes[node].parent {
                    if [.lead, .advisor, .implementer, .coordinators].contains(label) { roleOwners.insert(parent) }
                    if label == .time { timeOwners.insert(parent) }
                }
            } else {
                let inline = LabelledText.read(passage.body).filter { $0.start > 8 }
                if inline.contains(where: { [.lead, .advisor, .implementer, .coordinators].contains($0.label) }) {
                    roleOwners.insert(node)
                }
                if inline.contains(where: { $0.label == .time }) { timeOwners.insert(node) }
            }
        }
        let owners = roleOwners.union(timeOwners).subtracting(labelNodes)
        guard
            roleOwners.count >= 2 || roleOwners.count == 1 && timeOwners.count >= 1 && owners.count >= 1
                || timeOwners.count >= 3, !owners.isEmpty
        else { return false }
        let leaves = nodes.filter { isLeaf($0, owners, labelNodes) }
        guard !leaves.isEmpty else { return false }
        let above = Set(leaves.flatMap { ancestors(of: $0) })
        for node in nodes where above.contains(node) && outline.nodes[node].level < 45 {
            guard let ordinal = outline.nodes[node].ordinal, !labelNodes.contains(node) else { continue }
            let passage = outline.nodes[node].passage
            groups.append(.init(ordinal: ordinal, text: passage.body.trimmingEnd(":. "), lines: passage.lines))
        }
        for leaf in leaves { addLabelled(leaf, labelNodes) }
        return true
    }

    private func ancestors(of node: Int) -> [Int] {
        var (all, at) = ([Int](), outline.nodes[node].parent)
        while let here = at {
            all.append(here)
            at = outline.nodes[here].parent
        }
        return all
    }

    /// The lowest numbered item, or a list item that owns labels itself.
    private func isLeaf(_ node: Int, _ owners: Set<Int>, _ labelNodes: Set<Int>) -> Bool {
        let here = outline.nodes[node]
        guard here.level < 60, !labelNodes.contains(node) else { return false }
        let below = descendants(node)
        if here.level >= 45 { return owners.contains(node) && !below.contains { owners.contains($0) } }
        if below.contains(where: { outline.nodes[$0].level < 45 && !labelNodes.contains($0) }) { return false }
        return !below.contains { owners.contains($0) && outline.nodes[$0].level >= 45 }
    }

    private func descendants(_ node: Int) -> [Int] {
        var (all, stack) = ([Int](), outline.nodes[node].children)
        while let next = stack.popLast() {
            all.append(next)
            stack += outline.nodes[next].children
        }
        return all.sorted()
    }

    private mutating func addLabelled(_ node: Int, _ labelNodes: Set<Int>) {
        let here = outline.nodes[node]
        let inline = LabelledText.read(here.passage.body).filter { $0.start > 8 }
        var text = here.passage.body
        if let first = inline.first { text = Wording(text).text(from: 0, to: first.start).trimmingEnd("(-–;,") }
        var task = PlanDraft.Task(
            section: outline.sectionName(here.section), ordinal: here.ordinal, text: text,
            lines: .init(here.passage.lines.first, outline.lastLine(node)), suggests: WorkKinds.of(text),
            confidence: 0.9)
        var said: [(Label, String)] = inline.map { ($0.label, $0.value) }
        var content: [String] = []
        for below in descendants(node) {
            let passage = outline.nodes[below].passage
            if labelNodes.contains(below), let (label, value) = Label.read(passage.wording) {
                let own = LabelledText.read(passage.body)
                if own.count > 1 {
                    said += own.map { ($0.label, $0.value) }
                } else {
                    said.append((label, passage.wording.text(from: value)))
                }
            } else {
                content.append(passage.body)
            }
        }
        Self.fill(&task, said, context)
        if task.when.kind == .unstated, task.when.external == nil {
            let contents = said.filter { $0.0 == .content }.map(\.1) + content
            for one in [text] + contents {
                if let time = TimeInSentence.read(Wording(one), context), time.kind != .relative {
                    task.when = time
                    break
                }
            }
        }
        if task.lead == nil, task.advisor == nil {
            let roles = RolesInSentence.read(Wording(([text] + content).joined(separator: ". ")))
            task.lead = roles.lead
            if roles.lead != nil, task.coordinators.isEmpty { task.coordinators = roles.coordinators }
            if task.lead == nil { task.lead = subject(of: here.passage.bodyWording) }
        }
        let heading = headingTime(node)
        if task.when.kind == .unstated, task.when.external == nil, let heading { task.when = heading }
        PlaceOfTime.mark(&task.when, heading: heading, context: context)
        tasks.append(task)
    }

    /// The month or quarter that an item or the part above names.
    private func headingTime(_ node: Int) -> PlannedTime? {
        for above in ancestors(of: node) {
            let text = outline.nodes[above].passage.body.trimmingEnd(":. ")
            if isTime(text) { return GroupHeading(number: nil, title: text).time(context) }
        }
        guard let section = outline.nodes[node].section, isTime(outline.sections[section].title) else { return nil }
        return GroupHeading(number: nil, title: outline.sections[section].title).time(context)
    }

    /// Puts labelled values into a task. Who carries out leads, unless someone else does.
    static func fill(_ task: inout PlanDraft.Task, _ said: [(Label, String)], _ context: TimeContext) {
        for (label, value) in said {
            switch label {
            case .time: if task.when.kind == .unstated { task.when = TimePhrase.read(value, context) }
            case .lead:
                let roles = TableRoles.read(lead: .init([value]), coordinators: nil, advisor: nil)
                task.lead = roles.lead ?? task.lead
                task.coordinators += roles.coordinators
            case .implementer:
                let roles = TableRoles.read(lead: .init([value]), coordinators: nil, advisor: nil)
                if task.lead == nil, !said.contains(where: { $0.0 == .lead }) {
                    task.lead = roles.lead
                    task.coordinators += roles.coordinators
                } else {
                    task.coordinators += RolesInSentence.split(value)
                }
            case .advisor: task.advisor = RolesInSentence.clean(value)
            case .coordinators: task.coordinators += RolesInSentence.splitRow(value)
            case .product: task.product = value.trimmingEnd(".;")
            case .cost: task.cost = value.trimmingEnd(".;")
            default: break
            }
        }
    }

    /// "Văn phòng cập nhật tin, bài": the office that the sentence begins with.
    private func subject(of text: Wording) -> String? {
        guard Units.opens(text), text.isUpper(0), let end = Units.endOfName(text, from: 0, within: 90), end > 4 else {
            return nil
        }
        let name = RolesInSentence.clean(text.text(from: 0, to: end))
        return Wording(name).lower.contains(".") ? nil : name
    }

    // MARK: months and quarters as headings

    private mutating func underSection(_ section: Int) {
        let heading = GroupHeading(number: outline.sections[section].number, title: outline.sections[section].title)
        for root in outline.roots[section] {
            leaves(root) {
                $0.add($1, time: heading.time($0.context), section: heading.number ?? heading.title, ordinal: nil)
            }
        }
    }

    private mutating func underHeadings(_ section: Int) -> Bool {
        let all = nodes(of: section)
        let headings = all.filter { node in
            let passage = outline.nodes[node].passage
            return passage.wording.count <= 120 && isTime(passage.body.trimmingEnd(":."))
                && Label.read(passage.wording) == nil
        }
        guard headings.count >= 2 else { return false }
        for (index, node) in headings.enumerated() {
            let here = outline.nodes[node]
            let title = here.passage.body.trimmingEnd(":. ")
            let heading = GroupHeading(number: here.ordinal, title: title)
            let time = heading.time(context)
            if here.mark(is: .plain) {
                // What stands between this line and the next month belongs to it.
                let end = index + 1 < headings.count ? headings[index + 1] : (all.last ?? node) + 1
                let under = (node + 1..<max(node + 1, end)).filter { outline.nodes[$0].section == section }
                var count = 0
                for item in under where !under.contains(outline.nodes[item].parent ?? -1) && !isClosing(item) {
                    leaves(item) { reader, leaf in
                        count += 1
                        reader.add(leaf, time: time, section: title, ordinal: String(count))
                    }
                }
            } else {
                groups.append(.init(ordinal: here.ordinal ?? "", text: title, lines: here.passage.lines))
                for child in here.children {
                    leaves(child) { $0.add($1, time: time, section: $0.outline.sectionName(section), ordinal: nil) }
                }
            }
        }
        return true
    }

    private func isClosing(_ node: Int) -> Bool {
        let passage = outline.nodes[node].passage
        return outline.nodes[node].level == 60
            && (passage.wording.starts(withAnyOf: ["trên đây", "trong quá trình", "căn cứ", "yêu cầu"])
                || passage.wording.count < 8)
    }

    private mutating func leaves(_ node: Int, _ body: (inout ItemTasks, Int) -> Void) {
        let items = outline.nodes[node].children.filter {
            outline.nodes[$0].level < 60 && Label.read(outline.nodes[$0].passage.wording) == nil
        }
        if Label.read(outline.nodes[node].passage.wording) != nil { return }
        if items.isEmpty {
            body(&self, node)
        } else {
            for item in items { leaves(item, body) }
        }
    }

    private mutating func add(_ node: Int, time: PlannedTime?, section: String, ordinal: String?) {
        let here = outline.nodes[node]
        let wording = here.passage.bodyWording
        var task = PlanDraft.Task(
            section: section, ordinal: ordinal ?? here.ordinal, text: here.passage.body,
            lines: .init(here.passage.lines.first, outline.lastLine(node)), suggests: WorkKinds.of(here.passage.body),
            confidence: 0.8)
        let inline = LabelledText.read(here.passage.body).filter { $0.start > 8 }
        if let first = inline.first {
            task.text = Wording(task.text).text(from: 0, to: first.start).trimmingEnd("(-–;,")
        }
        let labels = here.children.compactMap { child -> (Label, String)? in
            let passage = outline.nodes[child].passage
            return Label.read(passage.wording).map { ($0.label, passage.wording.text(from: $0.value)) }
        }
        Self.fill(&task, inline.map { ($0.label, $0.value) } + labels, context)
        if task.lead == nil {
            let roles = RolesInSentence.read(wording)
            task.lead = roles.lead ?? BracketedLead.read(wording) ?? subject(of: wording)
            if task.coordinators.isEmpty, roles.lead != nil { task.coordinators = roles.coordinators }
        }
        if task.when.kind == .unstated {
            if let own = TimeInSentence.read(wording, context), own.kind != .relative, own.kind != .asNeeded {
                task.when = own
            } else if let time {
                task.when = time
            } else if let own = TimeInSentence.read(wording, context), own.kind == .asNeeded {
                task.when = own
            }
        }
        PlaceOfTime.mark(&task.when, heading: time, context: context)
        tasks.append(task)
    }

    // MARK: leads and times in sentences

    private mutating func sentences(_ section: Int) {
        let nodes = nodes(of: section)
        // "1. Thời gian: …; 2. Địa điểm: …" tells one event.
        if nodes.contains(where: { Label.read(outline.nodes[$0].passage.wording)?.label == .place }) { return }
        func tells(_ node: Int) -> Bool {
            let wording = outline.nodes[node].passage.bodyWording
            return RolesInSentence.read(wording).lead != nil || BracketedLead.read(wording) != nil
                || TimeInSentence.read(wording, context) != nil
        }
        let marked = nodes.filter { outline.nodes[$0].level < 60 }
        let telling = Set(nodes.filter { tells($0) })
        guard telling.count >= 2 else { return }
        var leaves = marked.filter { node in
            let below = descendants(node).filter { outline.nodes[$0].level < 60 }
            if outline.nodes[node].level >= 45 {
                return below.allSatisfy { !telling.contains($0) } && bulletsCount(outline.nodes[node].parent, telling)
            }
            if below.contains(where: { outline.nodes[$0].level < 45 }) { return false }
            return !bulletsCount(node, telling)
        }
        let chosen = Set(leaves)
        leaves = leaves.filter { leaf in !ancestors(of: leaf).contains { chosen.contains($0) } }
        let count = leaves.filter { telling.contains($0) || descendants($0).contains { telling.contains($0) } }.count
        guard count >= 2, count * 3 >= leaves.count else { return }
        for leaf in leaves {
            add(leaf, time: nil, section: outline.sectionName(section), ordinal: nil)
            complete(&tasks[tasks.count - 1], leaf)
        }
    }

    /// A lead or a time may stand in a paragraph under the item.
    private func complete(_ task: inout PlanDraft.Task, _ node: Int) {
        for below in descendants(node) {
            let wording = outline.nodes[below].passage.bodyWording
            if task.lead == nil {
                let roles = RolesInSentence.read(wording)
                task.lead = roles.lead
                if roles.lead != nil { task.coordinators = roles.coordinators }
            }
            if task.when.kind == .unstated, let time = TimeInSentence.read(wording, context) { task.when = time }
        }
        task.confidence = task.lead == nil && task.when.kind == .unstated ? 0.6 : 0.8
    }

    /// The bullets under an item are tasks of their own when most of them name who or when.
    private func bulletsCount(_ parent: Int?, _ telling: Set<Int>) -> Bool {
        guard let parent else { return true }
        let bullets = outline.nodes[parent].children.filter {
            outline.nodes[$0].level >= 45 && outline.nodes[$0].level < 60
        }
        guard !bullets.isEmpty else { return false }
        return bullets.filter { telling.contains($0) }.count * 2 >= bullets.count
    }
}

/// `… (Phòng Nội vụ chủ trì)`, `… (Công đoàn phụ trách)`, `… (Ban Giám hiệu)` at the end of an item.
enum BracketedLead {
    static func read(_ text: Wording) -> String? {
        guard let open = text.lower.lastIndex(of: "("), let close = text.lower[open...].firstIndex(of: ")"),
            text.count - close <= 3
        else { return nil }
        let inner = Wording(text.text(from: open + 1, to: close))
        for verb in ["chủ trì", "phụ trách", "thực hiện", "chịu trách nhiệm", "tham mưu"] as [Needle] {
            if let word = inner.first(verb), Units.opens(inner), word.lowerBound > 2,
                inner.count - word.upperBound <= 2 || inner.lower[min(word.upperBound, inner.count - 1)] == ","
            {
                return RolesInSentence.clean(inner.text(from: 0, to: word.lowerBound))
            }
        }
        return nil
    }
}

extension Outline.Node {
    enum MarkKind { case plain, marked }
    func mark(is kind: MarkKind) -> Bool { (passage.mark == nil) == (kind == .plain) }
}
