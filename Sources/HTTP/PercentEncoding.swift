/// Percent-encoding of addresses and of `application/x-www-form-urlencoded`.
public enum PercentEncoding {
    /// The text that `bytes` stand for; nil when an escape is broken, the text is not UTF-8, or it holds a NUL.
    /// - Parameter plusIsSpace: true in queries and forms, false in paths.
    public static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String? {
        let isPlain = bytes.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") && $0 != 0 }
        if isPlain { return String(validating: bytes, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%") {
                guard position + 2 < bytes.endIndex,
                    let high = bytes[position + 1].hexValue, let low = bytes[position + 2].hexValue,
                    high << 4 | low != 0
                else { return nil }
                decoded.append(high << 4 | low)
                position += 3
                continue
            }
            if byte == 0 { return nil }
            decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            position += 1
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// One name or value of a query: everything but letters, digits and `-._~` is escaped.
    public static func encode(_ text: String) -> String {
        escape(text) { $0.isUnreserved }
    }

    /// A path or address as a header may carry it: only what must not stand there is escaped; `%` stays.
    static func headerSafe(_ address: String) -> String {
        escape(address) { byte in
            (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
        }
    }

    private static func escape(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isKept(byte) {
                escaped.append(byte)
            } else {
                escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
