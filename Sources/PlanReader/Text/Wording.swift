import Vocabulary

/// Text with a shadow of the same length, so that what is found in the shadow can be cut out of the text.
struct Wording: Equatable, Sendable {
    let scalars: [Unicode.Scalar]
    /// Lower case with its marks; every dash is `-`, every quote `"`, every space ` `.
    let lower: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
        scalars = Array(text.unicodeScalars)
        lower = scalars.map(Letters.lower)
    }

    var count: Int { scalars.count }
    var isEmpty: Bool { scalars.isEmpty }

    /// The words in a range, without spaces at its ends.
    func text(_ range: Range<Int>) -> String {
        var (from, to) = (max(0, range.lowerBound), min(count, range.upperBound))
        while from < to, lower[from] == " " { from += 1 }
        while to > from, lower[to - 1] == " " { to -= 1 }
        guard from < to else { return "" }
        return String(unsafeUninitializedCapacity: 4 * (to - from)) { bytes in
            var end = 0
            for scalar in scalars[from..<to] {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    bytes[end] = byte
                    end += 1
                }
            }
            return end
        }
    }

    /// Empty where the end lies before the start.
    func text(from start: Int, to end: Int) -> String { start < end ? text(start..<end) : "" }

    func text(from start: Int) -> String { start < count ? text(start..<count) : "" }

    /// The first place of a needle, in any case of letters. Words are whole.
    func first(_ needle: Needle, from start: Int = 0, to end: Int? = nil) -> Range<Int>? {
        let last = (end ?? count) - needle.count
        guard needle.count > 0, start <= last else { return nil }
        var at = max(0, start)
        while at <= last {
            if has(needle, at: at) { return at..<at + needle.count }
            at += 1
        }
        return nil
    }

    func last(_ needle: Needle, to end: Int? = nil) -> Range<Int>? {
        var at = (end ?? count) - needle.count
        while at >= 0, needle.count > 0 {
            if has(needle, at: at) { return at..<at + needle.count }
            at -= 1
        }
        return nil
    }

    func contains(_ needle: Needle) -> Bool { first(needle) != nil }
    func contains(anyOf needles: [Needle]) -> Bool { needles.contains { first($0) != nil } }

    /// The earliest of several needles; the longest where two start together.
    func first(of needles: [Needle], from start: Int = 0, to end: Int? = nil) -> Range<Int>? {
        let limit = end ?? count
        var at = max(0, start)
        while at < limit {
            if at == 0 || !isLetter(at - 1) {
                var best = 0
                for needle in needles where needle.count > best && at + needle.count <= limit && has(needle, at: at) {
                    best = needle.count
                }
                if best > 0 { return at..<at + best }
            }
            at += 1
        }
        return nil
    }

    func has(_ needle: Needle, at start: Int) -> Bool {
        let end = start + needle.count
        guard start >= 0, end <= count, needle.count > 0 else { return false }
        for index in 0..<needle.count where lower[start + index] != needle.scalars[index] { return false }
        if needle.opensWithLetter, start > 0, isLetter(start - 1) { return false }
        if needle.closesWithLetter, end < count, isLetter(end) { return false }
        return true
    }

    func starts(with needle: Needle) -> Bool { has(needle, at: 0) }
    func starts(withAnyOf needles: [Needle]) -> Bool { needles.contains { has($0, at: 0) } }

    func isLetter(_ at: Int) -> Bool { Letters.isLetter(lower[at]) }
    func isDigit(_ at: Int) -> Bool { lower[at].value >= 0x30 && lower[at].value <= 0x39 }
    func isUpper(_ at: Int) -> Bool { scalars[at] != lower[at] && Letters.isLetter(lower[at]) }
    func isLower(_ at: Int) -> Bool { scalars[at] == lower[at] && Letters.isLetter(lower[at]) }

    /// The number that starts here, at most nine digits, and where it ends.
    func number(at start: Int) -> (value: Int, end: Int)? {
        var (at, value) = (start, 0)
        while at < count, isDigit(at), at - start < 9 {
            value = value * 10 + Int(lower[at].value - 0x30)
            at += 1
        }
        return at > start ? (value, at) : nil
    }

    /// The first place of one of these signs.
    func place(of signs: String, from start: Int = 0, to end: Int? = nil) -> Int? {
        var at = max(0, start)
        while at < min(count, end ?? count) {
            if signs.unicodeScalars.contains(lower[at]) { return at }
            at += 1
        }
        return nil
    }

    func skippingSpaces(_ start: Int) -> Int {
        var at = start
        while at < count, lower[at] == " " { at += 1 }
        return at
    }

    /// Starts of words.
    var wordStarts: [Int] {
        (0..<count).filter { lower[$0] != " " && ($0 == 0 || lower[$0 - 1] == " ") }
    }
}

/// A word or phrase to look for in a `Wording`.
struct Needle: ExpressibleByStringLiteral, Hashable, Sendable {
    let scalars: [Unicode.Scalar]
    let opensWithLetter: Bool
    let closesWithLetter: Bool

    init(_ text: some StringProtocol) {
        scalars = text.unicodeScalars.map(Letters.lower)
        opensWithLetter = scalars.first.map { Letters.isLetter($0) } ?? false
        closesWithLetter = scalars.last.map { Letters.isLetter($0) } ?? false
    }

    init(stringLiteral text: String) { self.init(text) }

    var count: Int { scalars.count }
}

/// Case and marks of single letters.
enum Letters {
    private static let size = 0x1F00

    private static let lowers: [UInt32] = (0..<UInt32(size)).map { value in
        guard let scalar = Unicode.Scalar(value) else { return value }
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first?.value ?? value : value
    }

    private static let bares: [UInt8] = (0..<UInt32(size)).map { value in
        guard let scalar = Unicode.Scalar(value), value >= 0x80, scalar.properties.isAlphabetic else {
            return value < 0x80 ? UInt8(value) : 0
        }
        let folded = String(scalar).folded.utf8
        return folded.count == 1 ? folded.first ?? 0 : 0
    }

    private static let letters: [Bool] = (0..<UInt32(size)).map { Unicode.Scalar($0)?.properties.isAlphabetic ?? false }

    static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        if value < 0x80 {
            return value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value + 32)) : value == 9 ? " " : scalar
        }
        if value < UInt32(size) {
            if value == 0xA0 { return " " }
            return Unicode.Scalar(lowers[Int(value)]) ?? scalar
        }
        switch value {
        case 0x2010...0x2015, 0x2212, 0xF02D: return "-"
        case 0x201C...0x201F, 0x00AB, 0x00BB: return "\""
        case 0x2000...0x200A, 0x202F: return " "
        case 0x2022, 0x25CF, 0xF0B7, 0x25AA, 0x25E6: return "•"
        default: return scalar
        }
    }

    static func bare(_ lower: Unicode.Scalar) -> UInt8 {
        lower.value < UInt32(size) ? bares[Int(lower.value)] : 0
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < UInt32(size) ? letters[Int(scalar.value)] : scalar.properties.isAlphabetic
    }
}

extension String {
    /// White space as single spaces, none at the ends; control signs and zero-width signs left out.
    var tidied: String {
        if isTidy { return self }
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F: pending = !result.isEmpty
            case 0...0x1F, 0x7F, 0x200B...0x200F, 0xFEFF, 0xAD: continue
            default:
                if pending { result.append(" ") }
                pending = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Most texts are as `tidied` wants them, which their bytes tell at once.
    private var isTidy: Bool {
        var last: UInt8 = 0x20
        var lead: UInt8 = 0
        for byte in utf8 {
            switch byte {
            case 0...0x1F, 0x7F: return false
            case 0x20: if last == 0x20 { return false }
            // U+00A0 and U+00AD, U+2000…U+200F and U+202F, U+FEFF: to be looked at.
            case 0xA0, 0xAD: if last == 0xC2 { return false }
            case 0x80...0x8F, 0xAF: if last == 0x80, lead == 0xE2 { return false }
            case 0xBB: if last == 0xEF { return false }
            default: break
            }
            (lead, last) = (last, byte)
        }
        return last != 0x20 || lead == 0
    }

    /// Without these signs and spaces at the end.
    func trimmingEnd(_ signs: String) -> String {
        var view = Substring(self)
        while let last = view.last, last == " " || signs.contains(last) { view.removeLast() }
        return String(view)
    }

    /// Without these signs and spaces at the start.
    func trimmingStart(_ signs: String) -> String {
        var view = Substring(self)
        while let first = view.first, first == " " || signs.contains(first) { view.removeFirst() }
        return String(view)
    }
}
