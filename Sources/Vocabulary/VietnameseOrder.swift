import CCollation
import Foundation

/// The order of Vietnamese dictionaries: a ă â b c d đ e ê …, tones as a second key (ICU, locale `vi_VN`).
public enum VietnameseOrder {
    nonisolated(unsafe) private static let collator: UnsafeMutableRawPointer? = vn_collator_open("vi_VN")

    /// Bytes that compare as the text sorts. Store them beside a name to sort a long list by an index.
    public static func key(_ text: String) -> [UInt8] {
        let units = Array(text.utf16)
        guard let collator else { return Array(text.folded.utf8) }
        var key = [UInt8](repeating: 0, count: units.count * 4 + 16)
        var length = vn_sortkey(collator, units, Int32(units.count), &key, Int32(key.count))
        if length > key.count {
            key = [UInt8](repeating: 0, count: Int(length))
            length = vn_sortkey(collator, units, Int32(units.count), &key, Int32(key.count))
        }
        return Array(key.prefix(Int(max(length, 0))))
    }

    /// People are sorted by given name (the last word), then by the rest.
    public static func personKey(_ name: String) -> [UInt8] {
        let words = name.utf8.split(separator: 0x20).map { Substring($0) }
        guard let given = words.last, words.count > 1 else { return key(name) }
        return key("\(given) \(words.dropLast().joined(separator: " "))")
    }

    public static func precedes(_ left: String, _ right: String) -> Bool {
        key(left).lexicographicallyPrecedes(key(right))
    }
}
