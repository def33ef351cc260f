import Vocabulary

/// How the number of an instrument is compared: as people write it, not as the gazette does.
///
/// `số 98/2023/ND-CP`, `98/2023/NÐ–CP` (an Icelandic Ð, a long dash) and `098/2023/nđ-cp` are all 98/2023/NĐ-CP; a letter of
/// another alphabet that looks like one of ours counts as that one.
public struct InstrumentNumber: Hashable, Sendable {
    /// `98/2023/nd-cp`
    public let key: String

    /// The number in a text; nil where the text has none. `Nghị định số 98/2023/NĐ-CP ngày 31/12/2023` has one.
    public init?(written text: String) {
        let plain = Self.latin(text).folded.replacing(#/ *\/ */#, with: "/")
        let runs = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "/" && $0 != "-" }
        let numbers = runs.compactMap { Self.number(in: $0) }
        guard let key = numbers.first else { return nil }
        self.key = key
    }

    private static func number(in run: Substring) -> String? {
        var parts = run.split(separator: "/").map(String.init)
        guard parts.count >= 2 else { return nil }
        let head = parts[0].prefix { $0.isNumber }
        guard !head.isEmpty, parts.contains(where: { $0.contains(where: \.isLetter) }) else { return nil }
        let significant = head.drop { $0 == "0" }
        parts[0] = (significant.isEmpty ? "0" : String(significant)) + parts[0].dropFirst(head.count)
        // What follows the letters is no part of the number: `06/2022/qh15-` and the like.
        let key = parts.joined(separator: "/")
        return key.last == "-" ? String(key.dropLast()) : key
    }

    private static func latin(_ text: String) -> String {
        var letters = Array(text.nfc)
        for index in letters.indices {
            if let letter = twins[letters[index]] { letters[index] = letter }
        }
        var plain = String(letters)
        while let found = LookAlike.first(in: plain) {
            guard letters.indices.contains(found.position - 1) else { break }
            if let meant = found.meant {
                letters[found.position - 1] = meant
            } else {
                letters.remove(at: found.position - 1)
            }
            plain = String(letters)
        }
        return plain
    }

    /// Latin letters that are taken for Đ.
    private static let twins: [Character: Character] = ["Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"]
}
