import Paper
import Vocabulary

/// Who leads and who helps, from the cells of a row.
struct TableRoles: Equatable, Sendable {
    var lead: String?
    var advisor: String?
    var coordinators: [String] = []

    static func read(lead: PaperDocument.Cell?, coordinators: PaperDocument.Cell?, advisor: PaperDocument.Cell?)
        -> TableRoles
    {
        var roles = TableRoles()
        roles.coordinators = coordinators.map(names) ?? []
        roles.advisor = advisor.flatMap { nonEmpty(RolesInSentence.clean($0.text)) }
        if let lead { roles.readLead(lead) }
        return roles
    }

    private mutating func readLead(_ cell: PaperDocument.Cell) {
        let text = cell.text.tidied
        guard !text.isEmpty, text != "-" else { return }
        let labels = LabelledText.read(text)
        if let lead = labels.first(where: { $0.label == .lead || $0.label == .implementer }) {
            self.lead = Self.nonEmpty(RolesInSentence.clean(lead.value))
            for one in labels where one.label == .coordinators { coordinators += RolesInSentence.split(one.value) }
            return
        }
        let wording = Wording(text)
        if let help = wording.last("phối hợp"), help.upperBound == wording.count, let cut = text.lastIndex(of: ";") {
            // "Sở Nội vụ; Sở Tài chính phối hợp"
            self.lead = Self.nonEmpty(RolesInSentence.clean(String(text[..<cut])))
            let helper = Wording(String(text[text.index(after: cut)...]))
            coordinators.insert(RolesInSentence.clean(helper.text(from: 0, to: helper.count - 8)), at: 0)
            return
        }
        if let help = wording.first(of: ["phối hợp với", "phối hợp cùng", "phối hợp"]), help.lowerBound > 3 {
            var name = wording.text(from: 0, to: help.lowerBound).trimmingEnd(",;.-: ")
            for word in [" chủ trì,", " chủ trì", " và"] where name.hasSuffix(word) {
                name = String(name.dropLast(word.count))
            }
            self.lead = Self.nonEmpty(RolesInSentence.clean(name))
            coordinators = RolesInSentence.split(wording.text(from: help.upperBound).trimmingStart(":")) + coordinators
            return
        }
        let parts = cell.paragraphs.map(\.tidied).filter { !$0.isEmpty }
        if parts.count > 1, parts.allSatisfy({ $0.hasPrefix("-") || $0.hasPrefix("+") }) {
            self.lead = parts.map(RolesInSentence.clean).joined(separator: "; ")
            return
        }
        var name = RolesInSentence.clean(text)
        for word in [" chủ trì"] where name.hasSuffix(word) { name = String(name.dropLast(word.count)) }
        self.lead = Self.nonEmpty(once(name))
    }

    /// One office named twice ("Sở Nội vụ (Ban A) Sở Nội vụ (Ban B)") is named once.
    private func once(_ name: String) -> String {
        let words = name.split(separator: " ").map(String.init)
        guard words.count >= 4 else { return name }
        for second in 2..<words.count
        where words[second] == words[0] && second + 1 < words.count && words[second + 1] == words[1] {
            return words[..<second].joined(separator: " ").trimmingEnd(",;")
        }
        return name
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// The cell split at `;` and at paragraphs that carry a list mark.
    static func names(_ cell: PaperDocument.Cell) -> [String] {
        let parts = cell.paragraphs.map(\.tidied).filter { !$0.isEmpty }
        var joined: [String] = []
        for part in parts {
            let opens = part.hasPrefix("-") || part.hasPrefix("+") || part.hasPrefix("•")
            if opens || joined.isEmpty || joined.last?.hasSuffix(".") == true {
                joined.append(part)
            } else {
                joined[joined.count - 1] += " " + part
            }
        }
        let names = joined.flatMap(RolesInSentence.split)
        return names.filter { $0 != "-" && $0.folded != "khong" }
    }
}
