/// A note beside what it is about: a line at the left, first clause bold.
public struct Note: Part, Sendable {
    public enum Tone: String, Sendable { case plain = "", care, good, bad }
    public let tone: Tone
    public let lead: String?
    public let body: HTML
    public let id: String?

    public init(_ tone: Tone = .plain, _ lead: String? = nil, id: String? = nil, body: HTML = .empty) {
        (self.tone, self.lead, self.body, self.id) = (tone, lead, body, id)
    }

    public var html: HTML {
        """
        <p class="note\(if: tone != .plain, " \(tone.rawValue)")"\(attribute: "id", id)>\
        \(lead.map { "<b>\($0)</b>" })\(if: lead != nil && !body.isEmpty, " ")\(body)</p>
        """
    }
}

/// What has just been done, with the way back. Stays until the next page.
public struct Toast: Part, Sendable {
    public let words: String
    public let link: Link?

    public init(_ words: String, _ link: Link? = nil) { (self.words, self.link) = (words, link) }

    public var html: HTML { "<p class=\"toast\" role=\"status\"><span>\(words)</span>\(link)</p>" }
}

/// A list without rows: that it is empty, what will appear, the first step.
public struct Empty: Part, Sendable {
    public let lead: String
    public let then: String
    public let step: Link?

    public init(_ lead: String, _ then: String = "", _ step: Link? = nil) {
        (self.lead, self.then, self.step) = (lead, then, step)
    }

    public var html: HTML {
        "<p class=\"empty\"><b>\(lead)</b>\(if: !then.isEmpty, " \(then)")\(step.map { " \($0)" })</p>"
    }
}

/// How far a job is, counted by rows, and what one may do meanwhile.
public struct Progress: Part, Sendable {
    public let lead: String
    public let done: Int
    public let total: Int
    /// Time left, unit of the rows; at the end of the sentence.
    public let more: String
    public let below: HTML

    public init(_ lead: String, done: Int, total: Int, more: String = "", below: HTML = .empty) {
        (self.lead, self.done, self.total, self.more, self.below) = (lead, done, max(total, 1), more, below)
    }

    public var html: HTML {
        """
        <p><b>\(lead)</b> Xong \(outOf(done, total))\(if: !more.isEmpty, ", \(more)").</p>
        <p class="gap-s"><progress max="\(total)" value="\(done)" aria-label="\(lead) \(outOf(done, total))"></progress></p>
        \(if: !below.isEmpty, "<p class=\"soft small gap-s\">\(below)</p>")
        """
    }
}
