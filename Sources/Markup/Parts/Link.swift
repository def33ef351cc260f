/// A link in a sentence. Words that repeat down a page take a subject that only a screen reader hears.
public struct Link: Part, Equatable, Sendable {
    public let words: String
    public let to: String
    /// `Sửa` + ` người được đề nghị`
    public let subject: String?
    public let isCurrent: Bool

    public init(_ words: String, _ to: String, subject: String? = nil, isCurrent: Bool = false) {
        (self.words, self.to, self.subject, self.isCurrent) = (words, to, subject, isCurrent)
    }

    public init(_ words: String, _ to: Address, subject: String? = nil, isCurrent: Bool = false) {
        self.init(words, to.text, subject: subject, isCurrent: isCurrent)
    }

    public var html: HTML {
        """
        <a href="\(url: to)"\(if: isCurrent, " aria-current=\"page\"")>\(words)\
        \(subject.map { "<span class=\"hide\"> \($0)</span>" })</a>
        """
    }
}

/// Something to press. One primary action a page; verbs first, the count in the verb.
public struct Action: Part, Equatable, Sendable {
    public enum Weight: String, Sendable { case primary = " go", plain = "", low = " low" }

    enum Kind: Equatable, Sendable {
        case link(String)
        /// A download or an export.
        case file(String)
        case submit(name: String?, value: String?, busy: String?)
        case script(String)
        case refused(reason: String)
        case busy
    }

    let words: String
    let kind: Kind
    let weight: Weight
    var isBig = false
    var key: Key?
    /// What the words are about, for a screen reader, where they repeat down a page.
    var subject: String?
    /// The id of the words that say why, or what will happen.
    var description: String?

    /// Keys of the review page: Enter takes, E edits.
    public enum Key: String, Sendable { case take = " data-take", edit = " data-edit" }

    public static func link(_ words: String, _ to: String, _ weight: Weight = .plain) -> Action {
        Action(words: words, kind: .link(to), weight: weight)
    }

    public static func link(_ words: String, _ to: Address, _ weight: Weight = .plain) -> Action {
        .link(words, to.text, weight)
    }

    public static func file(_ words: String, _ to: Address, _ weight: Weight = .low) -> Action {
        Action(words: words, kind: .file(to.text), weight: weight)
    }

    /// The button of the form it stands in; `name` and `value` tell which of several was pressed, `busy` is what it says
    /// while the answer is on its way (`Đang gửi…`).
    public static func submit(
        _ words: String, _ weight: Weight = .plain, name: String? = nil, value: String? = nil, busy: String? = nil,
        subject: String? = nil
    ) -> Action {
        Action(words: words, kind: .submit(name: name, value: value, busy: busy), weight: weight, subject: subject)
    }

    /// Visible, cannot be used now, says why.
    public static func refused(_ words: String, because reason: String, _ weight: Weight = .plain) -> Action {
        Action(words: words, kind: .refused(reason: reason), weight: weight)
    }

    /// Being done: `Đang gửi…`
    public static func busy(_ words: String, _ weight: Weight = .primary) -> Action {
        Action(words: words, kind: .busy, weight: weight)
    }

    /// Prints the page; shown only where scripts run.
    public static func print(_ words: String = "In", _ weight: Weight = .low) -> Action {
        Action(words: words, kind: .script("print"), weight: weight)
    }

    /// Copies the address of the page; shown only where scripts run.
    public static func copyLink(_ words: String = "Chép liên kết", _ weight: Weight = .low) -> Action {
        Action(words: words, kind: .script("copy"), weight: weight)
    }

    /// Copies the words of the field with that id; shown only where scripts run.
    public static func copyText(_ words: String = "Chép văn bản", of id: String, _ weight: Weight = .plain) -> Action {
        Action(words: words, kind: .script("copy:" + id), weight: weight)
    }

    /// Opens the dialog with that id; shown only where scripts run.
    public static func open(_ words: String, dialog id: String, _ weight: Weight = .plain) -> Action {
        Action(words: words, kind: .script("open:" + id), weight: weight)
    }

    /// The same with a target of 52 px, for halls and phones.
    public var big: Action {
        var copy = self
        copy.isBig = true
        return copy
    }

    /// The same, pressed by a key on the review page.
    public func on(_ key: Key) -> Action {
        var copy = self
        copy.key = key
        return copy
    }

    /// The same, about something that only a screen reader hears.
    public func about(_ subject: String) -> Action {
        var copy = self
        copy.subject = subject
        return copy
    }

    /// The same, described by the words with that id.
    public func described(by id: String) -> Action {
        var copy = self
        copy.description = id
        return copy
    }

    var classes: HTML { "btn\(weight.rawValue)\(if: isBig, " big")" }

    public var html: HTML {
        switch kind {
        case .link(let to): "<a class=\"\(classes)\" href=\"\(url: to)\"\(key?.rawValue)>\(words)</a>"
        case .file(let to):
            "<a class=\"\(classes)\" href=\"\(url: to)\" download>\(words)\(subject.map { "<span class=\"hide\"> \($0)</span>" })</a>"
        case .submit(let name, let value, let busy):
            """
            <button class="\(classes)"\(attribute: "name", name)\(attribute: "value", value)\
            \(attribute: "data-busy", busy)\(key?.rawValue)>\(words)\
            \(subject.map { "<span class=\"hide\"> \($0)</span>" })</button>
            """
        case .script(let act):
            "<button class=\"\(classes)\" type=\"button\" data-act=\"\(act)\" hidden>\(words)</button>"
        case .refused(let reason):
            """
            <button class="\(classes)" type="button" aria-disabled="true"\(attribute: "aria-describedby", description)>\
            \(words)</button>\(if: !reason.isEmpty, " <span class=\"soft small\">\(reason)</span>")
            """
        case .busy: "<button class=\"\(classes)\" type=\"button\" aria-busy=\"true\">\(words)</button>"
        }
    }
}

/// Actions in a row.
public struct Actions: Part, Sendable {
    public let actions: [Action]
    public let note: String?
    public let hasGap: Bool

    public init(_ actions: [Action], note: String? = nil, hasGap: Bool = false) {
        (self.actions, self.note, self.hasGap) = (actions, note, hasGap)
    }

    public var html: HTML {
        """
        <div class="acts\(if: hasGap, " gap-s")">\(actions.map(\.html).joined(" "))\
        \(note.map { " <span class=\"soft small\">\($0)</span>" })</div>
        """
    }
}
