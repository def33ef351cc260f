/// The parts of a plan and the items in them, as the list marks tell.
struct Outline: Sendable {
    struct Node: Equatable, Sendable {
        let passage: Passage
        /// Place in `elements`.
        let place: Int
        let level: Int
        let parent: Int?
        /// Place in `sections`; nil before the first part.
        let section: Int?
        /// The number within the part: `5.3.a`, `2.1`; nil for plain paragraphs.
        let ordinal: String?
        var children: [Int] = []
    }

    struct Part: Equatable, Sendable {
        /// As written: `II`, `2`; nil for an annex.
        let number: String?
        var title: String
        let lines: PlanDraft.Lines
        /// Node of the heading.
        let node: Int
        /// Elements of the part, heading left out.
        var places: Range<Int>
    }

    private(set) var nodes: [Node] = []
    private(set) var sections: [Part] = []
    /// Items directly under a part, by part.
    private(set) var roots: [[Int]] = []
    /// Elements before the first part.
    private(set) var preamble: Range<Int> = 0..<0
    let elements: [Element]

    init(_ elements: [Element]) {
        self.elements = elements
        let top = Self.topLevel(elements)
        var stack: [Int] = []
        var bullets: [Int: Int] = [:]
        var closed = false
        preamble = 0..<elements.count
        for (place, element) in elements.enumerated() {
            guard case .passage(let passage) = element else {
                stack.removeAll()
                continue
            }
            var level = passage.mark?.level ?? 60
            if passage.mark == .annex, !Self.isAnnexHeading(passage) { level = 60 }
            if level == 60, let last = sections.indices.last,
                sections[last].number == nil || sections[last].title.isEmpty,
                nodes.last.map({
                    $0.level <= 5 && $0.place == place - 1 || $0.level == 0 && sections[last].places.lowerBound == place
                }) ?? false,
                passage.wording.count <= 200, !passage.wording.starts(with: "(")
            {
                sections[last].title += (sections[last].title.isEmpty ? "" : " ") + passage.text.trimmingEnd(".:")
                sections[last].places = place + 1..<elements.count
                continue
            }
            if level == 60, passage.wording.count <= 70, Label.read(passage.wording) == nil,
                GroupHeading.isTime(Wording(passage.text.trimmingEnd(":.")))
            {
                level = Self.timeHeading
            }
            if level == 60, passage.wording.count <= 120, let last = sections.last, place + 1 < elements.count,
                Wording(last.title).contains(anyOf: ItemTasks.duties), case .passage(let next) = elements[place + 1],
                next.mark?.isBullet == true, !Self.isClosing(passage), Units.isName(passage.text)
            {
                level = Self.unitHeading
            }
            let isSection = level == 0 || (level >= 5 && level <= top && Self.isHeading(passage, top: top))
            if isSection {
                if sections.isEmpty { preamble = 0..<place }
                if let last = sections.indices.last { sections[last].places = sections[last].places.lowerBound..<place }
                sections.append(
                    Part(
                        number: passage.mark?.written, title: Self.title(passage), lines: passage.lines,
                        node: nodes.count,
                        places: place + 1..<elements.count))
                roots.append([])
                nodes.append(
                    Node(
                        passage: passage, place: place, level: level, parent: nil, section: sections.count - 1,
                        ordinal: nil))
                stack = []
                closed = false
                continue
            }
            if level == 60, Self.isClosing(passage) {
                stack = []
                closed = true
            }
            while let last = stack.last, nodes[last].level >= level { stack.removeLast() }
            let parent = closed && level == 60 ? nil : stack.last
            var ordinal: String?
            if let mark = passage.mark, level < 60 {
                ordinal = Self.ordinal(
                    mark, under: parent.flatMap { nodes[$0].ordinal },
                    count: &bullets[parent ?? -1 - sections.count, default: 0], top: top,
                    section: sections.last?.number)
            }
            let node = Node(
                passage: passage, place: place, level: level, parent: parent,
                section: sections.isEmpty ? nil : sections.count - 1, ordinal: ordinal)
            nodes.append(node)
            if let parent {
                nodes[parent].children.append(nodes.count - 1)
            } else if !sections.isEmpty, !(closed && level == 60) {
                roots[sections.count - 1].append(nodes.count - 1)
            }
            if level < 60 {
                stack.append(nodes.count - 1)
                closed = false
            }
        }
    }

    /// `Tháng 9/2025` on a line of its own, without a mark: it stands over lists, under numbers.
    static let timeHeading = 44
    /// `Ban Tuyên huấn` on a line of its own in the part that gives duties, over its bullets.
    static let unitHeading = 43

    /// The level of the marks that number the parts: roman numbers, else capitals, else single figures.
    private static func topLevel(_ elements: [Element]) -> Int {
        var counts: [Int: Int] = [:]
        for case .passage(let passage) in elements {
            guard let mark = passage.mark, isShort(passage) else { continue }
            switch mark {
            case .part, .capital, .roman: counts[mark.level, default: 0] += 1
            default: break
            }
        }
        if counts[20, default: 0] > 0 { return 20 }
        if counts[10, default: 0] > 1 { return 10 }
        if counts[5, default: 0] > 1 { return 5 }
        return 31
    }

    private static func isShort(_ passage: Passage) -> Bool { passage.wording.count <= 260 }

    private static func isHeading(_ passage: Passage, top: Int) -> Bool {
        guard isShort(passage) else { return false }
        if top == 31 { return passage.wording.count <= 120 || passage.isCapitals }
        if case .article? = passage.mark { return false }
        return true
    }

    private static func isAnnexHeading(_ passage: Passage) -> Bool {
        passage.wording.count <= 140 && !passage.wording.contains("kèm theo)")
    }

    private static func title(_ passage: Passage) -> String { passage.body.trimmingEnd(".:*").trimmingStart("*") }

    private static let closings: [Needle] = [
        "trên đây là", "trong quá trình", "quá trình triển khai", "yêu cầu các", "đề nghị các", "nhận được kế hoạch",
        "kế hoạch này", "căn cứ kế hoạch này", "(có phụ lục", "(kèm theo",
        "* ghi chú", "ghi chú", "căn cứ nội dung kế hoạch", "trên đây",
    ]

    private static func isClosing(_ passage: Passage) -> Bool { passage.wording.starts(withAnyOf: closings) }

    private static func ordinal(_ mark: ItemMark, under parent: String?, count: inout Int, top: Int, section: String?)
        -> String?
    {
        switch mark {
        case .number(let parts):
            let own = parts.map(String.init).joined(separator: ".")
            // "1." under "2." has no dotted number of its own.
            guard let parent, parts.count == 1, !parent.isEmpty else { return own }
            return parent + "." + own
        case .letter(let letter): return parent.map { $0 + "." + letter } ?? letter
        case .bullet:
            count += 1
            return parent.map { "\($0).\(count)" } ?? String(count)
        case .capital(let name), .roman(let name), .part(let name): return name
        case .article(let number): return String(number)
        case .annex: return nil
        }
    }

    /// Last line of an item with everything under it.
    func lastLine(_ node: Int) -> Int {
        var last = nodes[node].passage.lines.last
        var stack = nodes[node].children
        while let next = stack.popLast() {
            last = max(last, nodes[next].passage.lines.last)
            stack += nodes[next].children
        }
        return last
    }

    /// Marks of the items under a node that carry one.
    func items(under node: Int) -> [Int] { nodes[node].children.filter { nodes[$0].level < 60 } }

    /// `Phụ lục`, `Phụ lục 01`: an annex as tasks name it.
    func annexName(_ section: Int) -> String {
        let words = sections[section].title.split(separator: " ")
        guard words.count > 2, words[0].lowercased() == "phụ" else { return sections[section].title }
        let third = String(words[2]).trimmingEnd(".:)")
        let isNumber = Int(third) != nil || Roman.value(third) != nil || third.count == 1
        return words.prefix(isNumber ? 3 : 2).joined(separator: " ").trimmingEnd(".:")
    }

    /// The part as tasks name it.
    func sectionName(_ section: Int?) -> String {
        guard let section, sections.indices.contains(section) else { return "" }
        return sections[section].number ?? sections[section].title
    }
}
