/// The head of a page: where one is, what it is, one line of facts, what one may do.
public struct PageHead: Part, Sendable {
    public var trail: [Link]
    /// Last step of the trail, not a link.
    public var here: String?
    public let title: String
    public var facts: HTML
    /// Primary action last.
    public var actions: [Action]

    public init(
        _ title: String, facts: HTML = .empty, trail: [Link] = [], here: String? = nil, actions: [Action] = []
    ) {
        (self.title, self.facts, self.trail, self.here, self.actions) = (title, facts, trail, here, actions)
    }

    public var html: HTML {
        let steps = trail.map(\.html) + (here.map { ["\($0)"] } ?? [])
        return """
            \(if: !steps.isEmpty, "<p class=\"trail\">\(steps.joined(" › "))</p>\n")<div class="head">
            <div><h1>\(title)</h1>\(if: !facts.isEmpty, "<p class=\"sub\">\(facts)</p>")</div>
            \(if: !actions.isEmpty, "<div class=\"acts\">\(actions.map(\.html).joined(" "))</div>\n")</div>

            """
    }
}

/// The opening sentence: what one must know now; each part leads to its rows.
public struct OpeningSentence: Part, Sendable {
    public let words: HTML

    public init(_ words: HTML) { self.words = words }

    public var html: HTML { "<p class=\"sum\">\(words)</p>\n" }
}

/// A section: ink rule, title, count beside it, a link at the right.
public struct Section: Part, Sendable {
    public let title: String
    public let count: String?
    public let id: String?
    public let aside: HTML
    public let content: HTML

    public init(_ title: String, count: String? = nil, id: String? = nil, aside: HTML = .empty, content: HTML) {
        (self.title, self.count, self.id, self.aside, self.content) = (title, count, id, aside, content)
    }

    public var html: HTML {
        """
        <section\(attribute: "id", id)>
        \(Self.bar(title, count: count, aside: aside))
        \(content)
        </section>

        """
    }

    /// The bar alone, where the content is no section.
    public static func bar(_ title: String, count: String? = nil, aside: HTML = .empty) -> HTML {
        """
        <div class="bar"><h2>\(title)\(count.map { " <span class=\"n\">\($0)</span>" })</h2>\
        \(if: !aside.isEmpty, "<span class=\"small\">\(aside)</span>")</div>
        """
    }
}

/// Ways to look at the same list; the current one underlined in red.
public struct Views: Part, Sendable {
    public let label: String
    public let links: [Link]
    public let aside: HTML

    public init(_ label: String, _ links: [Link], aside: HTML = .empty) {
        (self.label, self.links, self.aside) = (label, links, aside)
    }

    public var html: HTML {
        """
        <nav class="views" aria-label="\(label)">\(links)\
        \(if: !aside.isEmpty, "<span class=\"push\">\(aside)</span>")</nav>

        """
    }
}

/// Work at the left, context at the right (below, on small screens). Nothing that is needed stands only in the aside.
public struct Columns: Part, Sendable {
    public enum Width: String, Sendable { case narrow = "cols", wide = "cols wide" }
    public let width: Width
    public let work: HTML
    public let label: String
    public let context: HTML

    public init(_ width: Width = .narrow, work: HTML, label: String, context: HTML) {
        (self.width, self.work, self.label, self.context) = (width, work, label, context)
    }

    public var html: HTML {
        """
        <div class="\(width.rawValue) gap">
        <div>
        \(work)
        </div>
        <aside aria-label="\(label)">
        \(context)
        </aside>
        </div>

        """
    }
}

/// A menu that opens under its word, without script.
public struct Menu: Part, Sendable {
    public let words: String
    public let items: [HTML]

    public init(_ words: String, _ items: [HTML]) { (self.words, self.items) = (words, items) }

    public var html: HTML {
        "<details class=\"menu\"><summary>\(words)</summary><ul>\(items.map { "<li>\($0)</li>" })</ul></details>"
    }
}

/// What few people need, behind a sentence that says what it is.
public struct Details: Part, Sendable {
    public let summary: String
    public let isOpen: Bool
    public let content: HTML

    public init(_ summary: String, isOpen: Bool = false, content: HTML) {
        (self.summary, self.isOpen, self.content) = (summary, isOpen, content)
    }

    public var html: HTML {
        "<details class=\"gap-s\"\(if: isOpen, " open")><summary>\(summary)</summary>\(content)</details>\n"
    }
}
