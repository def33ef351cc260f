import Vocabulary

/// Bảng mã cũ: how Vietnamese letters were written before Unicode. A text comes here as scalars that stand for bytes,
/// as a program shows it that takes it for Western text (`KÕ ho¹ch`).
enum LegacyEncoding: String, CaseIterable, Sendable {
    case tcvn3 = "TCVN3 (ABC)"
    case vni = "VNI"
    case windows1258 = "Windows-1258"

    func converted(_ text: String) -> String {
        switch self {
        case .tcvn3: TCVN3.converted(text)
        case .vni: VNI.converted(text)
        case .windows1258: Windows1258.converted(text)
        }
    }

    /// The encoding that makes the most of a text, nil where none makes Vietnamese of it.
    static func recognise(_ text: String) -> LegacyEncoding? {
        let sample = String(text.prefix(20_000))
        let best = allCases.map { ($0, VietnameseShare($0.converted(sample))) }.max { $0.1.share < $1.1.share }
        guard let best, best.1.words >= 2, best.1.share >= 0.6 else { return nil }
        return best.0
    }

    /// Converts a text that looks Western and is not; nil where it is fine as it is.
    static func repaired(_ text: String) -> (text: String, from: LegacyEncoding)? {
        let now = VietnameseShare(String(text.prefix(20_000)))
        guard now.words >= 4, now.share < 0.3, let encoding = recognise(text) else { return nil }
        return (encoding.converted(text), encoding)
    }

    /// Bytes as Windows shows them in the West: the form that the conversions start from.
    static func western(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(WesternPage.scalar(byte)) ?? " ") }
        return String(text)
    }

    /// The encoding and whether all letters are capitals, by the name of a font: `.VnTimeH`, `VNI-Times`.
    static func ofFont(_ name: String) -> (encoding: LegacyEncoding, isCapital: Bool)? {
        let lower = name.lowercased()
        if lower.hasPrefix(".vn") { return (.tcvn3, lower.hasSuffix("h") && lower != ".vntifani heavyh") }
        if lower.hasPrefix("vni-") || lower.hasPrefix("vni ") { return (.vni, false) }
        return nil
    }
}

/// Windows-1252: only the places 80–9F differ from Unicode.
enum WesternPage {
    static let special: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]
    static func scalar(_ byte: UInt8) -> UInt32 { 0x80...0x9F ~= byte ? special[Int(byte) - 0x80] : UInt32(byte) }
}

/// How much of a text is Vietnamese, judged by its words that have a letter outside ASCII.
struct VietnameseShare {
    private(set) var words = 0
    private(set) var good = 0
    var share: Double { words == 0 ? 0 : Double(good) / Double(words) }

    init(_ text: String) {
        for piece in text.unicodeScalars.split(whereSeparator: Self.isEdge)
        where piece.contains(where: { $0.value >= 0x80 }) {
            words += 1
            if VietnameseSyllable.isOne(Substring(piece)) { good += 1 }
        }
    }

    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
        case 0x21...0x7E: !"#$@^_`|~".unicodeScalars.contains(scalar)
        case 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026: true
        default: false
        }
    }
}
