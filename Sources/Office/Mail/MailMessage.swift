import Foundation
import Markup
import Vocabulary

/// One letter as it goes over the wire: text and a plain HTML form of the same words.
///
/// Header injection is impossible: addresses are `MailAddress`, every other word of a header is ASCII without control
/// characters or an encoded word.
struct MailMessage: Equatable, Sendable {
    var from: MailAddress
    var fromName: String
    var to: MailAddress
    var toName: String
    var subject: String
    var text: String
    var html: HTML
    /// Without angle brackets: `thu-17.1764300000000@tinh.gov.vn`. The same at a second attempt.
    var id: String
    var at: Instant

    /// With CRLF line ends; dots at line starts are the sender's work.
    var bytes: [UInt8] {
        // Base64 has no dash at a line's start, so no part can contain the boundary.
        let boundary = "=-vinhdanh-\(Digest.hex(Digest.blake2b(Array(id.utf8)).prefix(8)))"
        let lines = [
            "From: \(Self.mailbox(fromName, from))",
            "To: \(Self.mailbox(toName, to))",
            "Subject: \(Self.encoded(subject, after: 9))",
            "Date: \(at.mailDate)",
            "Message-ID: <\(Self.plain(id))>",
            // Nobody's out-of-office note answers a machine.
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
            "",
            "--\(boundary)",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Self.base64(Array(text.utf8)),
            "--\(boundary)",
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Self.base64(html.bytes),
            "--\(boundary)--",
            "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    private static func plain(_ text: String) -> String {
        String(
            decoding: text.utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") },
            as: UTF8.self)
    }

    private static func mailbox(_ name: String, _ address: MailAddress) -> String {
        let name = name.trimmed
        guard !name.isEmpty else { return address.text }
        return "\(encoded(name, after: 6, isPhrase: true))\r\n <\(address.text)>"
    }

    /// RFC 2047: encoded words of at most 75 characters, cut between letters, folded. Plain ASCII stays readable.
    ///
    /// - Parameters:
    ///   - after: how many characters stand before it on its line.
    ///   - isPhrase: it names a person or office, where most signs would need quotes.
    static func encoded(_ text: String, after: Int, isPhrase: Bool = false) -> String {
        let text = text.nfc
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte < 0x7F
                && (!isPhrase || byte == 0x20 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte))
        }
        if isPlain, !text.contains("=?"), text.utf8.count + after <= 76 { return text }
        // 75 less the frame of 12 leaves 63 characters of base64 (45 bytes); the first line has the name before it.
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > (words.isEmpty ? 45 - (after * 3 + 3) / 4 : 45) {
                words.append(word(chunk))
                chunk = []
            }
            chunk += bytes
        }
        if !chunk.isEmpty { words.append(word(chunk)) }
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }
}

extension Instant {
    /// `Tue, 17 Nov 2026 09:12:05 +0700`
    var mailDate: String {
        let (year, month, dayOfMonth) = day.civil
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let name = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][month - 1]
        let seconds = Int((milliseconds / 1000) % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(weekday), \(dayOfMonth) \(name) \(year) \(two(clock.hour)):\(two(clock.minute)):\(two(seconds)) +0700"
    }
}
