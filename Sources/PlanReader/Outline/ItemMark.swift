/// What stands in front of an item: `II.`, `5.3.`, `a)`, `-`.
enum ItemMark: Equatable, Sendable {
    /// `Phần I`, `Chương 2`
    case part(String)
    /// `Phụ lục`, `Phụ lục 01`
    case annex
    /// `A.`
    case capital(String)
    case roman(String)
    case number([Int])
    case letter(String)
    case bullet(Character)
    /// `Điều 3.`
    case article(Int)

    /// Deeper items have higher levels.
    var level: Int {
        switch self {
        case .annex: 0
        case .part: 5
        case .capital: 10
        case .roman, .article: 20
        case .number(let parts): 30 + min(parts.count, 5)
        case .letter: 40
        case .bullet(let sign): sign == "*" ? 45 : sign == "+" ? 51 : sign == "-" ? 50 : 52
        }
    }

    var isBullet: Bool { if case .bullet = self { true } else { false } }

    /// The mark as it is written in an ordinal.
    var written: String? {
        switch self {
        case .part(let name), .capital(let name), .roman(let name), .letter(let name): name
        case .number(let parts): parts.map(String.init).joined(separator: ".")
        case .article(let number): String(number)
        case .annex, .bullet: nil
        }
    }

    /// The mark at the start of a text and where its body starts.
    static func read(_ text: Wording) -> (mark: ItemMark, body: Int)? {
        guard let first = text.scalars.first else { return nil }
        switch first {
        case "-", "–", "—", "−", "\u{F02D}", "‐":
            let body = text.skippingSpaces(1)
            return body < text.count && text.count > 1 && !text.isDigit(1) && text.lower[body] != "-"
                ? (.bullet("-"), body) : nil
        case "+", "*", "•", "●", "\u{F0B7}", "▪", "◦", "✓", "➢", "❖", "\u{F0D8}", "\u{F0FC}", "·":
            if first == "*", text.count > 1, text.lower[1] == "*" { return nil }
            let body = text.skippingSpaces(1)
            guard body < text.count else { return nil }
            return (.bullet(first == "+" || first == "*" ? Character(first) : "•"), body)
        default: break
        }
        if text.isDigit(0) { return numbered(text) }
        return lettered(text) ?? named(text)
    }

    private static func numbered(_ text: Wording) -> (mark: ItemMark, body: Int)? {
        var (at, parts) = (0, [Int]())
        while let (value, end) = text.number(at: at), end - at <= 2 {
            parts.append(value)
            at = end
            guard at + 1 < text.count, text.lower[at] == ".", text.isDigit(at + 1), parts.count < 5 else { break }
            at += 1
        }
        guard !parts.isEmpty, at < text.count, !text.isDigit(at) else { return nil }
        let sign = text.lower[at]
        if sign == "." || sign == ")" || sign == "/" || sign == "-" {
            let after = at + 1
            guard after < text.count else { return nil }
            let body = text.skippingSpaces(after)
            guard body < text.count else { return nil }
            if sign == "-" && after == body && !text.isUpper(body) { return nil }
            if sign == "/" && after == body { return nil }
            // "01.Tổ chức" is an item, "2.5 triệu" and "3.a" are not.
            if body == after, !text.isUpper(body), !text.isLower(body) { return nil }
            if parts.count == 1, sign == ".", body == after, text.isLower(body) { return nil }
            return (.number(parts), body)
        }
        guard parts.count > 1, sign == " " else { return nil }
        let body = text.skippingSpaces(at)
        return body < text.count && text.isUpper(body) ? (.number(parts), body) : nil
    }

    private static func lettered(_ text: Wording) -> (mark: ItemMark, body: Int)? {
        var end = 0
        while end < text.count, end < 6, text.isLetter(end) { end += 1 }
        guard end > 0, end < text.count else { return nil }
        let sign = text.lower[end]
        guard sign == "." || sign == ")" || sign == "/" || sign == "-" || sign == ":" else { return nil }
        let body = text.skippingSpaces(end + 1)
        guard body < text.count else { return nil }
        let name = text.text(from: 0, to: end)
        if Roman.value(name) != nil, name == name.uppercased(), sign != ":" || end > 1 {
            if sign == "." || sign == "/" || sign == ")" || body > end + 1 { return (.roman(name), body) }
        }
        guard end == 1, sign == "." || sign == ")" || (sign == "/" && body > 2) else { return nil }
        if text.isUpper(0) {
            // An initial of a name ("C. Mác") is not a part of a plan.
            return sign != ")" && body > 2 && "ABCDEFGH".contains(name) ? (.capital(name), body) : nil
        }
        return sign == ")" || body > 2 ? (.letter(name), body) : nil
    }

    private static func named(_ text: Wording) -> (mark: ItemMark, body: Int)? {
        if text.has("phụ lục", at: 0), text.count < 160, text.isUpper(0) { return (.annex, 0) }
        if text.has("điều", at: 0), text.isUpper(0), let (value, end) = text.number(at: text.skippingSpaces(4)),
            end < text.count,
            text.lower[end] == "." || text.lower[end] == ":"
        {
            return (.article(value), text.skippingSpaces(end + 1))
        }
        for word in ["phần", "chương"] as [Needle] where text.has(word, at: 0) && text.isUpper(0) {
            let start = text.skippingSpaces(word.count)
            var end = start
            while end < text.count, text.isLetter(end) || text.isDigit(end) { end += 1 }
            var name = text.text(from: start, to: end)
            if text.has("thứ", at: start) {
                end = text.skippingSpaces(end)
                while end < text.count, text.isLetter(end) { end += 1 }
                name = text.text(from: start, to: end)
            } else if Roman.value(name) == nil, Int(name) == nil {
                continue
            }
            var body = end
            while body < text.count, " .:-–".unicodeScalars.contains(text.scalars[body]) { body += 1 }
            return (.part(name), body)
        }
        return nil
    }
}

/// Roman numbers of plans, up to thirty-nine.
enum Roman {
    static func value(_ text: some StringProtocol) -> Int? {
        guard (1...7).contains(text.utf8.count) else { return nil }
        var (total, previous) = (0, 0)
        for letter in text.reversed() {
            let value: Int
            switch letter {
            case "I": value = 1
            case "V": value = 5
            case "X": value = 10
            default: return nil
            }
            total += value < previous ? -value : value
            previous = max(previous, value)
        }
        return (1...39).contains(total) && write(total) == String(text) ? total : nil
    }

    static func write(_ number: Int) -> String {
        var (rest, text) = (number, "")
        for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
