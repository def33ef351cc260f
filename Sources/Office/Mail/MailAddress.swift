import Vocabulary

/// Địa chỉ thư điện tử: one mailbox, in the form that every mail server takes. Nothing in it can end a header line.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Nil unless it is a plain `name@host.domain` of ASCII letters, digits and the signs that need no quotes.
    public init?(_ typed: String) {
        let text = typed.trimmed
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return nil }
        let local = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard local.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isLocal) }) else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2,
            labels.allSatisfy({
                (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isHost) && !$0.hasPrefix("-")
                    && !$0.hasSuffix("-")
            })
        else { return nil }
        self.text = "\(parts[0])@\(parts[1].lowercased())"
    }

    public var description: String { text }
    public var domain: String { String(text.split(separator: "@").last ?? "") }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }
    private static func isHost(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "-") }
}
