import Glibc

/// Search for words of our own, byte by byte: what is sought and what is read are both in composed form, so no search by
/// canonical equivalence is needed, which takes a tenth of a reading.
extension String {
    func contains(_ words: String) -> Bool { ByteSearch.has(words, in: self[...]) }
}

extension Substring {
    func contains(_ words: String) -> Bool { ByteSearch.has(words, in: self) }
}

private enum ByteSearch {
    static func has(_ words: String, in text: Substring) -> Bool {
        var (words, text) = (words, text)
        return words.withUTF8 { words in text.withUTF8 { text in has(words, in: text) } }
    }

    private static func has(_ words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = words.first, let sought = words.baseAddress, var place = text.baseAddress else {
            return false
        }
        var rest = text.count - words.count + 1
        while rest > 0, let found = memchr(place, Int32(first), rest) {
            if memcmp(found, sought, words.count) == 0 { return true }
            let next = found.assumingMemoryBound(to: UInt8.self) + 1
            rest -= UnsafePointer(next) - place
            place = UnsafePointer(next)
        }
        return false
    }
}
