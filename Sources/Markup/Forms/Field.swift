/// One question of a form: label, hint, what is wrong with it, control. In that order, for eyes and screen readers.
public struct Field: Part, Equatable, Sendable {
    public let name: String
    public let label: String
    public let hint: String?
    /// What is wrong and how to put it right; the same words stand in the error summary.
    public var error: String?
    public let isOptional: Bool
    public let control: Control
    /// Unique in the page; the name, unless one form stands there twice.
    public let id: String

    public init(
        _ name: String, _ label: String, hint: String? = nil, error: String? = nil, isOptional: Bool = false,
        id: String? = nil, _ control: Control
    ) {
        (self.name, self.label, self.hint, self.error) = (name, label, hint, error)
        (self.isOptional, self.control, self.id) = (isOptional, control, id ?? name)
    }

    /// The same with the error of that name, if there is one.
    public func with(errors: [String: String]) -> Field {
        var copy = self
        copy.error = errors[name] ?? error
        return copy
    }

    public var html: HTML {
        let described = [hint.map { _ in id + "-h" }, error.map { _ in id + "-e" }].compactMap(\.self)
        let describedBy = described.isEmpty ? nil : described.joined(separator: " ")
        let attributes: HTML = """
            \(if: error != nil, " aria-invalid=\"true\"")\(attribute: "aria-describedby", describedBy)
            """
        let head: HTML = """
            \(hint.map { "<span class=\"hint\" id=\"\(id)-h\">\($0)</span>" })\
            \(error.map { "<span class=\"err\" id=\"\(id)-e\"><span class=\"hide\">Lỗi: </span>\($0)</span>" })
            """
        let words: HTML = "\(label)\(if: isOptional, " <span class=\"plain soft\">(không bắt buộc)</span>")"
        let classes: HTML = "field\(if: error != nil, " bad")"
        if control.isGroup {
            return """
                <fieldset class="\(classes)"\(attribute: "aria-describedby", describedBy)><legend>\(words)</legend>\
                \(head)\(control.html(name: name, id: id, attributes: .empty))</fieldset>

                """
        }
        if case .tick = control {
            return """
                <div class="\(classes) opt">\(control.html(name: name, id: id, attributes: attributes))\
                <label for="\(id)">\(words)</label>\(head)</div>

                """
        }
        let body = control.html(name: name, id: id, attributes: attributes)
        if case .file = control {
            return """
                <div class="\(classes)"><label for="\(id)">\(words)</label>\(head)<div class="drop">\(body)</div></div>

                """
        }
        return "<div class=\"\(classes)\"><label for=\"\(id)\">\(words)</label>\(head)\(body)</div>\n"
    }
}

/// Everything that is wrong with a form, at the head of the page, leading to the fields. Takes the focus.
public struct ErrorSummary: Part, Sendable {
    /// `Báo cáo chưa gửi được`
    public let what: String
    public let errors: [(id: String, words: String)]

    public init(_ what: String, _ errors: [(id: String, words: String)]) { (self.what, self.errors) = (what, errors) }

    /// Nil when no field has an error.
    public init?(_ what: String, fields: [Field]) {
        let errors = fields.compactMap { field in field.error.map { (id: field.id, words: $0) } }
        guard !errors.isEmpty else { return nil }
        self.init(what, errors)
    }

    public var html: HTML {
        """
        <div class="errors" role="alert" tabindex="-1" aria-labelledby="loi-dau">\
        <h2 id="loi-dau">\(what): có \(errors.count) chỗ cần sửa</h2>
        <ul>\(errors.map { "<li><a href=\"#\($0.id)\">\($0.words)</a></li>" })</ul></div>

        """
    }
}
