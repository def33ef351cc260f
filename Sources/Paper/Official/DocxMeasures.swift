/// Sections, fonts, sizes and page numbers of a Word file, as its parts tell them.
enum DocxMeasures {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> FormatMeasures {
        let archive = try ZipArchive(source, format: .docx)
        let root = try PackageParts(of: "", in: archive, format: .docx)
        let main = root["officeDocument"] ?? "word/document.xml"
        let parts = try PackageParts(of: main, in: archive, format: .docx)
        let styles = FontsHandler(nil, limit: source.limits.characters)
        try archive.parse(parts["styles"] ?? "word/styles.xml", into: styles, format: .docx)
        let body = FontsHandler(styles, limit: source.limits.characters)
        try archive.parse(main, into: body, format: .docx)

        var measures = FormatMeasures()
        measures.fonts = body.fonts.union(styles.fonts).sorted()
        measures.textSize = body.letters.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { $0.key / 2 }
        measures.sheets = body.sections.enumerated().map { index, section in
            .init(
                name: "phần \(index + 1)", width: section.width, height: section.height, top: section.top,
                bottom: section.bottom, left: section.left, right: section.right)
        }
        var headers: [String: String] = [:]
        for (index, section) in body.sections.enumerated() {
            // A section without its own headers goes on with those of the section before.
            headers.merge(section.headers) { $1 }
            let place = "phần \(index + 1)"
            let others = try header(headers["default"], parts, archive)
            let first = try header(headers["first"], parts, archive)
            if !others.hasNumber {
                measures.pageNumbers.append((place, .missing))
            } else if !section.hasTitlePage || first.hasNumber {
                measures.pageNumbers.append((place, .onFirst))
            } else {
                measures.pageNumbers.append((place, others.isCentred(styles) ? .right : .notCentred))
            }
        }
        return measures
    }

    private static func header(_ id: String?, _ parts: PackageParts, _ archive: ZipArchive) throws(PaperRefusal)
        -> HeaderHandler
    {
        let handler = HeaderHandler()
        if let id, let part = parts.byID[id] { try archive.parse(part, into: handler, format: .docx) }
        return handler
    }
}

/// A header: whether it has the number of the page, and where.
private final class HeaderHandler: XMLHandler {
    private(set) var hasNumber = false
    private var isInstruction = false
    private var style = ""
    private var alignment: String?
    let isFull = false

    func isCentred(_ styles: FontsHandler) -> Bool { (alignment ?? styles.alignments[style]) == "center" }

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "w:instrText": isInstruction = true
        case "w:fldSimple": if attributes["w:instr"]?.contains("PAGE") == true { hasNumber = true }
        case "w:pStyle": style = attributes["w:val"] ?? ""
        case "w:jc": alignment = attributes["w:val"]
        default: break
        }
    }

    func close(_ name: String) { if name == "w:instrText" { isInstruction = false } }
    func text(_ text: String) { if isInstruction, text.contains("PAGE") { hasNumber = true } }
}

/// Fonts and sizes of styles or of the text, and the sections of the text.
private final class FontsHandler: XMLHandler {
    struct Section {
        var width = 210.0, height = 297.0
        var top: Double?, bottom: Double?, left: Double?, right: Double?
        var headers: [String: String] = [:]
        var hasTitlePage = false
    }

    private(set) var fonts: Set<String> = []
    private(set) var sections: [Section] = []
    /// Letters by size in half points.
    private(set) var letters: [Double: Int] = [:]
    private(set) var alignments: [String: String] = [:]
    private var sizes: [String: Double] = [:]
    private var defaultSize = 20.0
    private let styles: FontsHandler?
    private var styleID: String?
    private var paragraph: Double?
    private var run: Double?
    private var isRun = false
    private var isText = false
    private var count = 0
    private let limit: Int

    init(_ styles: FontsHandler?, limit: Int) { (self.styles, self.limit) = (styles, limit) }

    var isFull: Bool { count > limit }

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "w:style": styleID = attributes["w:styleId"]
        case "w:rFonts":
            for key in ["w:ascii", "w:hAnsi"] { if let font = attributes[key] { fonts.insert(font) } }
        case "w:sz": if let size = attributes["w:val"].flatMap(Double.init) { set(size) }
        case "w:jc": if let styleID { alignments[styleID] = attributes["w:val"] }
        case "w:p": paragraph = nil
        case "w:pStyle": paragraph = attributes["w:val"].flatMap { styles?.sizes[$0] }
        case "w:r": (isRun, run) = (true, nil)
        case "w:t": isText = true
        case "w:sectPr": sections.append(Section())
        case "w:pgSz", "w:pgMar", "w:headerReference", "w:titlePg": section(name, attributes)
        default: break
        }
    }

    private func set(_ size: Double) {
        if styles == nil {
            if let styleID { sizes[styleID] = size } else { defaultSize = size }
        } else if isRun {
            run = size
        }
    }

    private func section(_ name: String, _ attributes: XMLAttributes) {
        guard let last = sections.indices.last else { return }
        func millimetres(_ key: String) -> Double? { attributes[key].flatMap(Double.init).map { $0 / 1440 * 25.4 } }
        switch name {
        case "w:pgSz":
            sections[last].width = millimetres("w:w") ?? 210
            sections[last].height = millimetres("w:h") ?? 297
        case "w:pgMar":
            sections[last].top = millimetres("w:top")
            sections[last].bottom = millimetres("w:bottom")
            sections[last].left = millimetres("w:left")
            sections[last].right = millimetres("w:right")
        case "w:titlePg": sections[last].hasTitlePage = !["0", "false"].contains(attributes["w:val"])
        default:
            if let kind = attributes["w:type"], let id = attributes["r:id"] { sections[last].headers[kind] = id }
        }
    }

    func close(_ name: String) {
        switch name {
        case "w:style": styleID = nil
        case "w:r": isRun = false
        case "w:t": isText = false
        default: break
        }
    }

    func text(_ text: String) {
        guard isText, let styles else { return }
        let length = text.utf8.count
        count += length
        letters[run ?? paragraph ?? styles.defaultSize, default: 0] += length
    }
}
