import Vocabulary

/// A structured header value such as `form-data; name="tep"; filename="Kế hoạch.docx"`.
struct HeaderParameters {
    /// What stands before the first semicolon, in lower case.
    let value: String
    private var parameters: [(name: String, value: String)] = []

    /// Reads leniently: what is not a parameter is skipped. The first of several with one name counts.
    init(_ field: String) {
        let bytes = Array(field.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
        value = Self.trimmed(bytes[..<end]).lowercased()
        var position = end
        while position < bytes.count {
            position += 1
            let nameEnd =
                bytes[position...].firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") } ?? bytes.count
            let name = Self.trimmed(bytes[position..<nameEnd]).lowercased()
            position = nameEnd
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
            position += 1
            while position < bytes.count, bytes[position] == 0x20 { position += 1 }
            let text: String
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                text = Self.quoted(bytes, from: &position)
                position = bytes[position...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
            } else {
                let valueEnd = bytes[position...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
                text = Self.trimmed(bytes[position..<valueEnd])
                position = valueEnd
            }
            parameters.append((name, text))
        }
    }

    subscript(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// The value of `name*=UTF-8''…` (RFC 5987); nil when absent or in another character set.
    func extended(_ name: String) -> String? {
        guard let text = self[name + "*"], text.lowercased().hasPrefix("utf-8'"),
            let quote = text.dropFirst(6).firstIndex(of: "'")
        else { return nil }
        return PercentEncoding.decode(ArraySlice(text[text.index(after: quote)...].utf8), plusIsSpace: false)
    }

    /// A quoted string. Browsers write a quote in a file name as %22 and leave backslashes alone; others escape both.
    private static func quoted(_ bytes: [UInt8], from position: inout Int) -> String {
        var text: [UInt8] = []
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            let rest = bytes[position...]
            if rest.starts(with: "\\\"".utf8) || rest.starts(with: "\\\\".utf8) {
                text.append(bytes[position + 1])
                position += 2
            } else if rest.starts(with: "%22".utf8) {
                text.append(UInt8(ascii: "\""))
                position += 3
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var kept = bytes.drop(while: isBlank)
        while let last = kept.last, isBlank(last) { kept = kept.dropLast() }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension MultipartReader {
    /// The name that a visitor would recognise: NFC (macOS sends NFD), no folders, no control characters.
    static func bareName(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
        let bare = String(scalars).nfc
        return bare == "." || bare == ".." ? "_" : bare
    }
}
