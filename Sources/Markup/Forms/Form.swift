/// A form that writes. The page works without script; what is marked here only makes it more comfortable.
public struct Form: Part, Sendable {
    public enum Extra: Equatable, Sendable {
        /// Sends files.
        case uploads
        /// Saves a draft to that address while one types, and keeps it in the browser when that fails.
        case saves(to: String)
        /// Asks before the page is left with unsent words.
        case guardsWords
    }

    public let to: String
    /// Hidden fields: the form token first.
    public let hidden: [(name: String, value: String)]
    public let extras: [Extra]
    public let id: String?
    public let content: HTML

    public init(
        to: String, hidden: [(name: String, value: String)], extras: [Extra] = [], id: String? = nil, content: HTML
    ) {
        (self.to, self.hidden, self.extras, self.id, self.content) = (to, hidden, extras, id, content)
    }

    public var html: HTML {
        var saves: String?
        for case .saves(let address) in extras { saves = Address.isSafe(address) ? address : nil }
        return """
            <form method="post" action="\(url: to)"\(attribute: "id", id)\
            \(if: extras.contains(.uploads), " enctype=\"multipart/form-data\"")\(attribute: "data-autosave", saves)\
            \(if: extras.contains(.guardsWords), " data-guard")>
            \(Self.hiddenFields(hidden))\(content)
            </form>

            """
    }

    static func hiddenFields(_ fields: [(name: String, value: String)]) -> HTML {
        fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }.joined()
    }
}

/// When a draft was last kept; the script writes new times into it.
public struct SavedMark: Part, Sendable {
    public let words: String

    /// `lúc 9 giờ 12`; nil before the first time.
    public init(_ saved: String?) { words = saved.map { "tự lưu " + $0 } ?? "tự lưu khi gõ" }

    public var html: HTML { "<span class=\"soft small\" data-saved role=\"status\">\(words)</span>" }
}

/// One button that writes, where a whole form would be too much.
public struct PostButton: Part, Sendable {
    public let action: Action
    public let to: String
    public let hidden: [(name: String, value: String)]

    public init(_ action: Action, to: String, hidden: [(name: String, value: String)]) {
        (self.action, self.to, self.hidden) = (action, to, hidden)
    }

    public var html: HTML {
        "<form class=\"one\" method=\"post\" action=\"\(url: to)\">\(Form.hiddenFields(hidden))\(action)</form>"
    }
}

/// A link that writes something down on its way (a notice is read by opening it): a button that looks like a link.
public struct OpeningButton: Part, Sendable {
    public let words: String
    public let to: String
    public let hidden: [(name: String, value: String)]

    public init(_ words: String, to: String, hidden: [(name: String, value: String)]) {
        (self.words, self.to, self.hidden) = (words, to, hidden)
    }

    public var html: HTML {
        """
        <form class="one" method="post" action="\(url: to)">\(Form.hiddenFields(hidden))\
        <button class="aslink">\(words)</button></form>
        """
    }
}

/// Words to be copied elsewhere (Zalo, a message): a field that can be read and selected without script, with a button.
public struct CopyField: Part, Sendable {
    public let id: String
    public let label: String
    public let text: String

    public init(_ id: String, _ label: String, _ text: String) {
        (self.id, self.label, self.text) = (id, label, text)
    }

    public var html: HTML {
        let rows = min(12, max(3, text.split(separator: "\n", omittingEmptySubsequences: false).count + 1))
        return """
            <div class="field"><label for="\(id)">\(label)</label>\
            <textarea id="\(id)" rows="\(rows)" readonly>
            \(text)</textarea></div>
            <div class="acts gap-s">\(Action.copyText(of: id))</div>

            """
    }
}

/// Filters of a list, sent as GET: the address holds them.
public struct FilterBar: Part, Sendable {
    public struct Filter: Equatable, Sendable {
        let name: String
        let label: String
        let control: Control

        public init(_ name: String, _ label: String, _ control: Control) {
            (self.name, self.label, self.control) = (name, label, control)
        }
    }

    public let label: String
    /// The list without filters; what its query holds (the way of looking) is kept.
    public let base: Address
    public let filters: [Filter]
    public let isFiltered: Bool
    /// Save this view, copy the link, XLSX, DOCX, print: exactly the rows shown.
    public let aside: [Action]
    public let verb: String

    public init(
        _ label: String, base: Address, filters: [Filter], isFiltered: Bool, aside: [Action] = [], verb: String = "Lọc"
    ) {
        (self.label, self.base, self.filters) = (label, base, filters)
        (self.isFiltered, self.aside, self.verb) = (isFiltered, aside, verb)
    }

    public var html: HTML {
        """
        <form class="filter" role="search" aria-label="\(label)" action="\(url: base.path)">
        \(Form.hiddenFields(base.query))\(filters.map { filter in
            """
            <p><label for="loc-\(filter.name)">\(filter.label)</label>\
            \(filter.control.html(name: filter.name, id: "loc-" + filter.name, attributes: .empty))</p>

            """
        })<p>\(Action.submit(verb))\(if: isFiltered, " \(Action.link("Bỏ lọc", base, .low))")</p>
        \(if: !aside.isEmpty, "<p class=\"push\">\(aside.map(\.html).joined(" "))</p>\n")</form>

        """
    }
}

/// Asks before what cannot be undone: what will happen, the verb again on the button, a way back.
public struct Confirmation: Part, Sendable {
    public let question: String
    public let consequences: [String]
    public let verb: String
    public let to: String
    public let hidden: [(name: String, value: String)]
    public let back: Link
    /// Reason or password that must be given.
    public let fields: [Field]

    public init(
        _ question: String, consequences: [String], verb: String, to: String,
        hidden: [(name: String, value: String)], back: Link, fields: [Field] = []
    ) {
        (self.question, self.consequences, self.verb, self.to) = (question, consequences, verb, to)
        (self.hidden, self.back, self.fields) = (hidden, back, fields)
    }

    private func content(_ leave: HTML) -> HTML {
        """
        \(if: consequences.count == 1, "<p>\(consequences.first)</p>")\
        \(if: consequences.count > 1, "<ul class=\"dots\">\(consequences.map { "<li>\($0)</li>" })</ul>")\
        <form method="post" action="\(url: to)">\(Form.hiddenFields(hidden))\(fields)\
        <div class="acts gap-s">\(Action.submit(verb, .primary)) \(leave)</div></form>
        """
    }

    /// A page of its own: works everywhere.
    public var html: HTML {
        """
        <section class="confirm"><h2>\(question)</h2>
        \(content(Action.link(back.words, back.to).html))</section>

        """
    }

    /// The same as a dialog of a page, opened by `Action.open(_:dialog:)`.
    public func dialog(id: String) -> HTML {
        """
        <dialog id="\(id)" aria-labelledby="\(id)-t"><h2 id="\(id)-t">\(question)</h2>
        \(content("<button class=\"btn\" type=\"button\" data-act=\"close\">\(back.words)</button>"))</dialog>

        """
    }
}
