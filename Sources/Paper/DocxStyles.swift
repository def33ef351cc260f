/// What of the styles of a Word file changes its text: numbering, fonts of old encodings, hidden and capital letters.
struct DocxStyles {
    struct Style: Equatable {
        var basedOn: String?
        var font: String?
        var isHidden: Bool?
        var isCapital: Bool?
        var numbering: Int?
        var level: Int?
    }

    var styles: [String: Style] = [:]
    var defaultFont: String?
    var defaultParagraphStyle: String?

    /// The value that a style gives or inherits.
    func value<T>(_ key: KeyPath<Style, T?>, of id: String?) -> T? {
        var next = id ?? defaultParagraphStyle
        // A damaged file may have styles based on each other in a ring.
        for _ in 0..<20 {
            guard let id = next, let style = styles[id] else { return nil }
            if let value = style[keyPath: key] { return value }
            next = style.basedOn
        }
        return nil
    }
}

/// A switch such as `<w:vanish/>` or `<w:vanish w:val="0"/>`.
func isOn(_ attributes: XMLAttributes) -> Bool {
    switch attributes["w:val"] {
    case "0", "false", "off", "none": false
    default: true
    }
}

final class DocxStylesHandler: XMLHandler {
    private(set) var result = DocxStyles()
    private var id: String?
    private var style = DocxStyles.Style()
    private var isDefaults = false
    let isFull = false

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "w:docDefaults": isDefaults = true
        case "w:style":
            id = attributes["w:styleId"]
            style = DocxStyles.Style()
            if attributes["w:type"] == "paragraph", ["1", "true", "on"].contains(attributes["w:default"]) {
                result.defaultParagraphStyle = id
            }
        case "w:basedOn": style.basedOn = attributes["w:val"]
        case "w:rFonts":
            let font = attributes["w:hAnsi"] ?? attributes["w:ascii"]
            if isDefaults { result.defaultFont = font } else { style.font = font }
        case "w:vanish": style.isHidden = isOn(attributes)
        case "w:caps": style.isCapital = isOn(attributes)
        case "w:numId": style.numbering = attributes.int("w:val")
        case "w:ilvl": style.level = attributes.int("w:val")
        default: break
        }
    }

    func close(_ name: String) {
        if name == "w:docDefaults" { isDefaults = false }
        if name == "w:style", let id {
            result.styles[id] = style
            self.id = nil
        }
    }

    func text(_ text: String) {}
}
