/// What a person fills in. Values are what was typed, so that a refused form shows it again.
public enum Control: Equatable, Sendable {
    public enum Kind: String, Equatable, Sendable {
        case text, email, tel, search, password
        /// Digits, with the dots and commas of Vietnamese; text, since `type=number` drops what it cannot read.
        case number
        /// The name at the door: keyboards leave it as typed; typing begins here.
        case login
        /// The digits of a second factor: phones offer them from the app or the message; typing begins here.
        case code
    }

    /// `length`: expected characters; the width shows it.
    case text(String, kind: Kind = .text, length: Int? = nil, autocomplete: String? = nil)
    case area(String, rows: Int = 4)
    case choice([Choice], selected: String?)
    /// `17/11/2026`, typed as text.
    case day(String)
    /// `accepts`: `.docx,.pdf`
    case file(accepts: String, isMultiple: Bool = false)
    case radios([Choice], selected: String?)
    case checks([Choice], selected: Set<String>)
    /// One box; the field's label stands beside it.
    case tick(Bool, value: String = "1")
    /// Text with known answers to choose from.
    case suggest(String, from: [String], length: Int? = nil, asking: String? = nil)

    /// One of several answers.
    public struct Choice: Equatable, Sendable {
        public let value: String
        public let words: String
        public let hint: String?
        /// Heading in a long list of a `choice`.
        public let group: String?

        public init(_ value: String, _ words: String, hint: String? = nil, group: String? = nil) {
            (self.value, self.words, self.hint, self.group) = (value, words, hint, group)
        }
    }

    /// A radio or check group: labelled by a legend.
    var isGroup: Bool {
        switch self {
        case .radios, .checks: true
        default: false
        }
    }

    /// The control, its id and the ids of hint and error given.
    func html(name: String, id: String, attributes: HTML) -> HTML {
        switch self {
        case .text(let value, let kind, let length, let autocomplete):
            let type: HTML =
                switch kind {
                case .number: " inputmode=\"decimal\" class=\"figure\""
                case .text: ""
                case .login: " autocapitalize=\"none\" spellcheck=\"false\"\(if: value.isEmpty, " autofocus")"
                case .code:
                    " inputmode=\"numeric\" class=\"figure\" spellcheck=\"false\"\(if: value.isEmpty, " autofocus")"
                default: " type=\"\(kind.rawValue)\""
                }
            return """
                <input\(type) id="\(id)" name="\(name)" value="\(value)"\
                \(attribute: "size", length.map(String.init))\(attribute: "autocomplete", autocomplete)\(attributes)>
                """
        case .area(let value, let rows):
            // The parser drops one line end after the tag; without it a value that begins with one would lose it.
            return "<textarea id=\"\(id)\" name=\"\(name)\" rows=\"\(rows)\"\(attributes)>\n\(value)</textarea>"
        case .choice(let choices, let selected):
            return "<select id=\"\(id)\" name=\"\(name)\"\(attributes)>\(Self.options(choices, selected))</select>"
        case .day(let value):
            return """
                <input id="\(id)" name="\(name)" value="\(value)" size="10" inputmode="numeric" autocomplete="off" \
                data-day\(attributes)>
                """
        case .file(let accepts, let isMultiple):
            return """
                <input type="file" id="\(id)" name="\(name)" accept="\(accepts)"\
                \(if: isMultiple, " multiple")\(attributes)>
                """
        case .tick(let isOn, let value):
            return """
                <input type="checkbox" id="\(id)" name="\(name)" value="\(value)"\(if: isOn, " checked")\(attributes)>
                """
        case .suggest(let value, let known, let length, let asking):
            return """
                <input id="\(id)" name="\(name)" value="\(value)" list="\(id)-ds"\
                \(attribute: "size", length.map(String.init)) autocomplete="off"\(attribute: "data-ask", asking)\(attributes)>\
                <datalist id="\(id)-ds">\(known.map { "<option value=\"\($0)\"></option>" })</datalist>
                """
        case .radios(let choices, let selected):
            return Self.group(choices, type: "radio", name: name, id: id) { $0 == selected }
        case .checks(let choices, let selected):
            return Self.group(choices, type: "checkbox", name: name, id: id) { selected.contains($0) }
        }
    }

    private static func group(
        _ choices: [Choice], type: StaticString, name: String, id: String, isOn: (String) -> Bool
    ) -> HTML {
        // The first one has the id itself, so that the error summary leads there.
        choices.enumerated().map { index, choice in
            let own = index == 0 ? id : "\(id)-\(index + 1)"
            return """
                <div class="opt"><input type="\(HTML(stringLiteral: type))" id="\(own)" name="\(name)" value="\(choice.value)"\
                \(if: isOn(choice.value), " checked")\
                \(attribute: "aria-describedby", choice.hint == nil ? nil : own + "-h")>\
                <label for="\(own)">\(choice.words)</label>\
                \(choice.hint.map { "<span class=\"hint\" id=\"\(own)-h\">\($0)</span>" })</div>
                """
        }.joined()
    }

    static func options(_ choices: [Choice], _ selected: String?) -> HTML {
        var (result, group): ([HTML], String?) = ([], nil)
        for choice in choices {
            if choice.group != group {
                if group != nil { result.append("</optgroup>") }
                if let next = choice.group { result.append("<optgroup label=\"\(next)\">") }
                group = choice.group
            }
            result.append(
                "<option value=\"\(choice.value)\"\(if: choice.value == selected, " selected")>\(choice.words)</option>"
            )
        }
        if group != nil { result.append("</optgroup>") }
        return result.joined()
    }
}
