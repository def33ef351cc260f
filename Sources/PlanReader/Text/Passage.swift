/// A paragraph with the lines it stands on.
struct Passage: Equatable, Sendable {
    let text: String
    let wording: Wording
    let mark: ItemMark?
    let bodyStart: Int
    let lines: PlanDraft.Lines

    init(text: String, lines: PlanDraft.Lines) {
        self.text = text
        self.lines = lines
        wording = Wording(text)
        if let read = ItemMark.read(wording) {
            (mark, bodyStart) = (read.mark, read.body)
        } else {
            (mark, bodyStart) = (nil, 0)
        }
    }

    /// The text without its list mark.
    var body: String { bodyStart == 0 ? text : wording.text(from: bodyStart) }
    var bodyWording: Wording { bodyStart == 0 ? wording : Wording(body) }

    /// Capitals only, as headings of parts are written.
    var isCapitals: Bool { Capitals.only(wording) }
}

enum Capitals {
    static func only(_ text: Wording) -> Bool {
        var capitals = 0
        for at in 0..<min(text.count, 400) {
            if text.isUpper(at) { capitals += 1 } else if text.isLower(at) { return false }
        }
        return capitals >= 2
    }
}

/// Paragraphs and tables in reading order.
enum Element: Equatable, Sendable {
    case passage(Passage)
    case table(SourceTable)

    var firstLine: Int {
        switch self {
        case .passage(let passage): passage.lines.first
        case .table(let table): table.rows.first?.line ?? 0
        }
    }
}
