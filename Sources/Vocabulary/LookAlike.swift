/// Chữ trông giống: a letter of another script, or a sign that nobody sees, inside a Vietnamese name.
///
/// `Hà Giаng` with a Cyrillic `а` looks right and is never found again: it is pointed out where it is typed or imported.
/// Latin letters of the languages of Việt Nam (`č`, `ŭ`, `ñ`) are no look-alikes.
public struct LookAlike: Equatable, Sendable {
    public let letter: Character
    /// Which character of the text it is, from 1.
    public let position: Int
    /// `chữ Kirin`, `chữ Hy Lạp`, `ký tự không nhìn thấy`
    public let script: String
    /// The letter that was meant; nil where none looks like it.
    public let meant: Character?

    /// The first one of a text; nil where all its letters are what they look like.
    public static func first(in text: String) -> LookAlike? {
        // Nearly every name is plain.
        if text.unicodeScalars.allSatisfy({ script(of: $0) == nil }) { return nil }
        for (index, letter) in text.nfc.enumerated() {
            for scalar in letter.unicodeScalars {
                guard let script = script(of: scalar) else { continue }
                return LookAlike(letter: letter, position: index + 1, script: script, meant: pairs[scalar])
            }
        }
        return nil
    }

    /// `ký tự thứ 5 (“а”) là chữ Kirin, trông giống “a”`
    public var vietnamese: String {
        let shown = script == Self.unseen ? "" : " (“\(letter)”)"
        return "ký tự thứ \(position)\(shown) là \(script)" + (meant.map { ", trông giống “\($0)”" } ?? "")
    }

    private static let unseen = "ký tự không nhìn thấy"

    private static func script(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x130, 0x132...0x24F, 0x300...0x36F, 0x1E00...0x1EFF: nil
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: unseen
        case 0x131, 0x250...0x2AF: "chữ phiên âm"
        case 0x370...0x3FF, 0x1F00...0x1FFF: "chữ Hy Lạp"
        case 0x400...0x52F: "chữ Kirin"
        case 0xFF01...0xFF5E: "chữ toàn khổ"
        case 0x1D400...0x1D7FF: "ký hiệu toán học"
        default: scalar.properties.isAlphabetic ? "chữ của hệ chữ khác" : nil
        }
    }

    /// Letters by the scalar that imitates them.
    private static let pairs: [Unicode.Scalar: Character] = {
        var pairs: [Unicode.Scalar: Character] = [:]
        let imitations: [(String, String)] = [
            ("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw"), ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"),
            ("οναικρτυχ", "ovaikptux"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("ıɑɡ", "iag"),
        ]
        for (seen, meant) in imitations.flatMap({ Array(zip($0.0.unicodeScalars, $0.1)) }) { pairs[seen] = meant }
        for value in UInt32(0xFF01)...0xFF5E {
            if let wide = Unicode.Scalar(value), let plain = Unicode.Scalar(value - 0xFEE0) {
                pairs[wide] = Character(plain)
            }
        }
        return pairs
    }()
}
