/// A paper as it was read, in the voice of paper; its sentences carry the numbers of the drafts beside it.
public struct SourceDocument: Part, Sendable {
    public enum Tone: String, Sendable { case plain = "", care, current = "on" }

    /// A sentence that a draft was read from.
    public struct Mark: Equatable, Sendable {
        public let number: Int
        public let tone: Tone
        /// A later paragraph or row of the same draft: marked, without the number.
        public let isContinued: Bool

        public init(_ number: Int, _ tone: Tone = .plain, isContinued: Bool = false) {
            (self.number, self.tone, self.isContinued) = (number, tone, isContinued)
        }
    }

    public enum Block: Equatable, Sendable {
        /// Issuer at the left, motto at the right; lines.
        case head(left: [String], right: [String])
        case heading(String, level: Int)
        case paragraph(String, Mark?)
        /// Marked words and words after them that belong to no draft.
        case sentence(String, Mark, then: String)
        /// The second of two cells runs on over the rest of a wider table; longer rows are filled up.
        case table([[String]], marks: [Int: Mark])
    }

    /// `Văn bản nguồn, trang 2 và 3`
    public let label: String
    public let blocks: [Block]

    public init(_ label: String, _ blocks: [Block]) { (self.label, self.blocks) = (label, blocks) }

    public var html: HTML {
        """
        <article class="doc" aria-label="\(label)" tabindex="0">
        \(blocks.map(block))</article>

        """
    }

    private func block(_ block: Block) -> HTML {
        switch block {
        case .head(let left, let right):
            return
                "<div class=\"two\"><p>\(head(left))</p><p><b>\(right.map { HTML(text: $0) }.joined("<br>"))</b></p></div>\n"
        case .heading(let words, let level):
            return level <= 1 ? "<h2>\(words)</h2>\n" : "<h3>\(words)</h3>\n"
        case .paragraph(let words, let mark):
            guard let mark else { return "<p>\(words)</p>\n" }
            return "<p\(continued(mark))>\(reference(mark))\(marked(words, mark))</p>\n"
        case .sentence(let words, let mark, let then):
            return "<p>\(reference(mark))\(marked(words, mark)) \(then)</p>\n"
        case .table(let rows, let marks):
            let widest = rows.map(\.count).max() ?? 0
            return """
                <table><tbody>\(rows.enumerated().map { row($0.element, marks[$0.offset], widest) })</tbody></table>

                """
        }
    }

    private func row(_ cells: [String], _ mark: Mark?, _ widest: Int) -> HTML {
        let runsOn = cells.count <= 2 && cells.count < widest
        let missing = runsOn ? 0 : widest - cells.count
        return """
            <tr\(mark.map(continued))>\(cells.enumerated().map { column, words in
                let span = runsOn && column == cells.count - 1 ? String(widest - column) : nil
                return """
                    <td\(attribute: "colspan", span)>\(column == 0 ? mark.map(reference) : nil)\
                    \(mark.map { marked(words, $0) } ?? HTML(text: words))</td>
                    """
            })\([HTML](repeating: "<td></td>", count: missing))</tr>
            """
    }

    /// The issuer is bold, the body above it is not, as NĐ 30/2020 sets them.
    private func head(_ lines: [String]) -> HTML {
        lines.enumerated().map { index, words -> HTML in index == lines.count - 1 ? "<b>\(words)</b>" : "\(words)" }
            .joined("<br>")
    }

    private func continued(_ mark: Mark) -> HTML {
        mark.isContinued ? " data-of=\"\(mark.number)\"" : .empty
    }

    private func reference(_ mark: Mark) -> HTML {
        guard !mark.isContinued else { return .empty }
        return """
            <a class="ref\(if: mark.tone != .plain, " \(mark.tone.rawValue)")" id="c\(mark.number)" href="#v\(mark.number)" \
            aria-label="Câu của việc \(mark.number)">\(mark.number)</a>
            """
    }

    private func marked(_ words: String, _ mark: Mark) -> HTML {
        "<mark\(if: mark.tone != .plain, " class=\"\(mark.tone.rawValue)\"")>\(words)</mark>"
    }
}

/// What was read from one sentence, beside it, with the same number: take, edit, or keep with a reason.
public struct Draft: Part, Sendable {
    public let number: Int
    public let title: String
    public let facts: String
    public let status: Status
    /// Warnings: what does not agree, what may be done.
    public let notes: [Note]
    public let isCurrent: Bool
    /// Form fields or buttons; shown where it is given.
    public let form: HTML

    public init(
        _ number: Int, _ title: String, facts: String, _ status: Status, notes: [Note] = [], isCurrent: Bool = false,
        form: HTML = .empty
    ) {
        (self.number, self.title, self.facts, self.status) = (number, title, facts, status)
        (self.notes, self.isCurrent, self.form) = (notes, isCurrent, form)
    }

    public var html: HTML {
        """
        <article class="draft\(if: isCurrent, " on")" id="v\(number)" tabindex="-1" aria-labelledby="v\(number)-t"\
        \(if: isCurrent, " aria-current=\"true\"")><a class="no" href="#c\(number)" \
        aria-label="Câu \(number) trong văn bản">\(number)</a>\
        <div><h3 id="v\(number)-t">\(title)</h3>\(if: !facts.isEmpty, "<p class=\"meta\">\(facts)</p>")</div>\(status)
        \(notes)\(form)</article>

        """
    }
}

/// Source and drafts side by side. Keys: ↓ ↑ next and previous, Enter takes, E edits.
public struct Review: Part, Sendable {
    public let source: SourceDocument
    public let title: String
    public let count: String?
    public let drafts: [Draft]
    /// Questions about the paper as a whole, beside it too.
    public let above: HTML
    public let below: HTML

    public init(
        _ source: SourceDocument, title: String, count: String?, drafts: [Draft], above: HTML = .empty,
        below: HTML = .empty
    ) {
        (self.source, self.title, self.count, self.drafts) = (source, title, count, drafts)
        (self.above, self.below) = (above, below)
    }

    public var html: HTML {
        """
        <div class="review" data-review>
        \(source)\(isAlone ? list : "<div>\(above)\(list)\(below)</div>\n")</div>

        """
    }

    private var isAlone: Bool { above.isEmpty && below.isEmpty }

    private var list: HTML {
        """
        <section aria-label="\(title)">
        \(Section.bar(title, count: count))
        \(drafts)</section>

        """
    }

    /// For the views bar: what the keys do.
    public static let keys: HTML = "<span class=\"keys\">↓ ↑ câu kế tiếp · Enter nhận · E sửa</span>"
}
