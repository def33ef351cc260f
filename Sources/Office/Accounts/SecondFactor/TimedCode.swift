import COpenSSL
import Vocabulary

/// Mã theo thời gian: six digits that change every thirty seconds (RFC 6238 over HMAC-SHA1, what every such app speaks).
enum TimedCode {
    static let seconds: Int64 = 30
    static let digits = 6
    /// 160 bits, as RFC 4226 recommends.
    static let secretBytes = 20

    static func step(at moment: Instant) -> Int64 { moment.milliseconds / 1000 / seconds }

    /// The code of one step.
    static func code(secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (8 * (7 - $0))) }
        var hash = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &hash, &count)
        let offset = Int(hash[19] & 0xF)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step a typed code belongs to: now, or one step either way for clocks that differ. Only steps after `last`
    /// count, so that a code serves once. Nil for a wrong code.
    static func step(of typed: String, secret: [UInt8], now: Instant, after last: Int64?) -> Int64? {
        let typed = typed.filter { !$0.isWhitespace }
        let current = step(at: now)
        return [current, current - 1, current + 1].first {
            $0 > last ?? .min && code(secret: secret, step: $0) == typed
        }
    }
}

/// The 32 letters of RFC 4648: how apps want a secret typed.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var (text, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(letters[Int(bits >> count & 31)])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { text.append(letters[Int(bits << (5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// In groups of four, for eyes and fingers.
    static func grouped(_ bytes: [UInt8]) -> String {
        let text = Array(text(bytes))
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: " ")
    }
}
