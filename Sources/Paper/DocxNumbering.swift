/// The lists of a Word file: how each level is written.
struct DocxNumbering {
    struct Level: Equatable {
        var start = 1
        var format = "decimal"
        var text = ""
        var isDecimal = false
        var restartsAfter: Int?
        var font: String?
    }

    struct List: Equatable {
        var abstract: Int
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    var abstracts: [Int: [Int: Level]] = [:]
    /// Abstract lists that borrow the levels of a list style.
    var links: [Int: String] = [:]
    var lists: [Int: List] = [:]
    /// Level by paragraph style, within an abstract list.
    var styleLevels: [Int: [String: Int]] = [:]

    /// Levels of a list, its own changes included.
    func level(_ level: Int, of list: List, styles: DocxStyles) -> Level? {
        if let own = list.levels[level] { return own }
        if let found = abstracts[list.abstract]?[level] { return found }
        guard let link = links[list.abstract], let other = styles.styles[link]?.numbering, let target = lists[other],
            target.abstract != list.abstract
        else { return nil }
        return abstracts[target.abstract]?[level]
    }
}

/// Counts the paragraphs of lists and writes their labels.
struct DocxCounters {
    let numbering: DocxNumbering
    let styles: DocxStyles
    private var counts: [Int: [Int: Int]] = [:]
    private var started: Set<[Int]> = []

    init(_ numbering: DocxNumbering, _ styles: DocxStyles) { (self.numbering, self.styles) = (numbering, styles) }

    /// Counts one paragraph of the list; its label with the white space after it, nil where the list is unknown or silent.
    mutating func next(_ id: Int, level: Int) -> String? {
        guard id > 0, (0...8).contains(level), let list = numbering.lists[id],
            let shape = numbering.level(level, of: list, styles: styles)
        else { return nil }
        var count = counts[list.abstract] ?? [:]
        if let start = list.starts[level], started.insert([id, level]).inserted {
            count[level] = start
        } else {
            count[level] = count[level].map { $0 &+ 1 } ?? shape.start
        }
        for above in 0..<level where count[above] == nil {
            count[above] = numbering.level(above, of: list, styles: styles)?.start ?? 1
        }
        for deeper in Array(count.keys) where deeper > level {
            let restart = numbering.level(deeper, of: list, styles: styles)?.restartsAfter
            if restart != 0, level < (restart ?? deeper) { count[deeper] = nil }
        }
        counts[list.abstract] = count
        if shape.format == "none" { return nil }
        if shape.format == "bullet" { return Self.bullet(shape) + " " }
        let label = label(shape, count, list)
        return label.isEmpty ? nil : label + " "
    }

    private func label(_ shape: DocxNumbering.Level, _ count: [Int: Int], _ list: DocxNumbering.List) -> String {
        var label = ""
        var isPlace = false
        for letter in shape.text {
            if isPlace {
                isPlace = false
                if let place = letter.wholeNumberValue, place >= 1 {
                    let other = numbering.level(place - 1, of: list, styles: styles)
                    let format = shape.isDecimal ? "decimal" : other?.format ?? "decimal"
                    label += Self.written(count[place - 1] ?? other?.start ?? 1, format)
                    continue
                }
                label += "%"
            }
            if letter == "%" { isPlace = true } else { label.append(letter) }
        }
        return label
    }

    /// One mark for each kind of bullet that Vietnamese papers use: dash, then plus, then star.
    private static func bullet(_ shape: DocxNumbering.Level) -> String {
        switch shape.text {
        case "+", "\u{F02B}": "+"
        case "*", "\u{F02A}": "*"
        case "o" where shape.font?.hasPrefix("Courier") == true: "+"
        default: "-"
        }
    }

    static func written(_ number: Int, _ format: String) -> String {
        switch format {
        case "upperRoman": roman(number)
        case "lowerRoman": roman(number).lowercased()
        case "upperLetter": letters(number).uppercased()
        case "lowerLetter": letters(number)
        case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : "\(number)"
        case "none": ""
        default: "\(number)"
        }
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return "\(number)" }
        var rest = number
        var result = ""
        for (value, sign) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"),
            (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                result += sign
                rest -= value
            }
        }
        return result
    }

    /// a … z, aa, bb …: Word repeats the letter.
    private static func letters(_ number: Int) -> String {
        guard (1...780).contains(number), let letter = Unicode.Scalar(UInt32(97 + (number - 1) % 26)) else {
            return "\(number)"
        }
        return String(repeating: String(letter), count: (number - 1) / 26 + 1)
    }
}

final class DocxNumberingHandler: XMLHandler {
    private(set) var result = DocxNumbering()
    private var abstract: Int?
    private var list: (id: Int, value: DocxNumbering.List)?
    private var override: Int?
    private var level: (place: Int, value: DocxNumbering.Level)?
    let isFull = false

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "w:abstractNum": abstract = attributes.int("w:abstractNumId")
        case "w:num": list = attributes.int("w:numId").map { ($0, DocxNumbering.List(abstract: -1)) }
        case "w:abstractNumId": list?.value.abstract = attributes.int("w:val") ?? -1
        case "w:numStyleLink": if let abstract { result.links[abstract] = attributes["w:val"] }
        case "w:lvlOverride": override = attributes.int("w:ilvl")
        case "w:startOverride": if let override { list?.value.starts[override] = attributes.int("w:val") }
        case "w:lvl": level = attributes.int("w:ilvl").map { ($0, DocxNumbering.Level()) }
        case "w:start": level?.value.start = attributes.int("w:val") ?? 1
        case "w:numFmt": level?.value.format = attributes["w:val"] ?? "decimal"
        case "w:lvlText": level?.value.text = attributes["w:val"] ?? ""
        case "w:isLgl": level?.value.isDecimal = isOn(attributes)
        case "w:lvlRestart": level?.value.restartsAfter = attributes.int("w:val")
        case "w:rFonts": level?.value.font = attributes["w:hAnsi"] ?? attributes["w:ascii"]
        case "w:pStyle":
            if let abstract, let level, let style = attributes["w:val"] {
                result.styleLevels[abstract, default: [:]][style] = level.place
            }
        default: break
        }
    }

    func close(_ name: String) {
        switch name {
        case "w:lvl":
            guard let level else { return }
            if list != nil {
                list?.value.levels[level.place] = level.value
            } else if let abstract {
                result.abstracts[abstract, default: [:]][level.place] = level.value
            }
            self.level = nil
        case "w:abstractNum": abstract = nil
        case "w:lvlOverride": override = nil
        case "w:num":
            if let list { result.lists[list.id] = list.value }
            list = nil
        default: break
        }
    }

    func text(_ text: String) {}
}
