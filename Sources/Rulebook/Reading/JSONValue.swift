/// One value of a JSON text (RFC 8259), with numbers as they were written.
///
/// Foundation's decoder takes what this refuses (a wrong type turned into another, 1.5 cut to 1) and cannot say where.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Member])

    struct Member: Equatable, Sendable {
        let key: String
        let value: JSONValue
    }

    /// The word for the kind of value, in a refusal.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true/false"
        case .number: "số"
        case .text: "chữ trong ngoặc kép"
        case .list: "danh sách"
        case .object: "đối tượng {…}"
        }
    }
}

/// Reads one JSON text, strictly: UTF-8, nothing after the value, no comments, no trailing commas.
struct JSONScanner {
    /// What is wrong, and where.
    struct Slip: Error, Equatable {
        let line: Int
        let column: Int
        let what: String
    }

    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    /// Deeper than any file of ours; a hostile one must not exhaust the stack.
    private static let deepest = 64

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func value(_ bytes: [UInt8]) throws(Slip) -> JSONValue {
        var scanner = JSONScanner(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes)
        guard String(validating: scanner.bytes, as: UTF8.self) != nil else {
            throw Slip(line: 1, column: 1, what: "không phải chữ UTF-8")
        }
        let value = try scanner.value()
        scanner.skipSpace()
        guard scanner.at == scanner.bytes.count else { throw scanner.slip("thừa nội dung sau giá trị JSON") }
        return value
    }

    private func slip(_ what: String) -> Slip {
        let before = bytes[..<min(at, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).count + 1
        return Slip(line: line, column: column, what: what)
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard let byte = next, byte == sign.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func value() throws(Slip) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw slip("thiếu nội dung") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw slip("lồng nhau quá sâu") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        default:
            for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)] {
                guard bytes[at...].starts(with: word.utf8) else { continue }
                at += word.utf8.count
                return value
            }
            throw slip("không phải JSON")
        }
    }

    private mutating func object() throws(Slip) -> JSONValue {
        at += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw slip("thiếu tên trường trong ngoặc kép") }
            let key = try text()
            skipSpace()
            guard take(":") else { throw slip("thiếu dấu : sau “\(key)”") }
            members.append(.init(key: key, value: try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw slip("thiếu dấu , hoặc }") }
        return .object(members)
    }

    private mutating func list() throws(Slip) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .list([]) }
        repeat {
            values.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw slip("thiếu dấu , hoặc ]") }
        return .list(values)
    }

    private mutating func number() throws(Slip) -> String {
        let start = at
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        if let byte = next, 0x30...0x39 ~= byte { throw slip("số có chữ số 0 thừa ở đầu") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() throws(Slip) {
        let start = at
        while let byte = next, 0x30...0x39 ~= byte { at += 1 }
        guard at > start else { throw slip("số viết sai") }
    }

    private mutating func text() throws(Slip) -> String {
        at += 1
        var result: [UInt8] = []
        while let byte = next {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"): result += Array(try escaped().utf8)
            case 0x00..<0x20:
                at -= 1
                throw slip("ký tự điều khiển trong chữ")
            default: result.append(byte)
            }
        }
        throw slip("thiếu dấu ngoặc kép đóng")
    }

    private mutating func escaped() throws(Slip) -> String {
        guard let sign = next else { throw slip("thiếu dấu ngoặc kép đóng") }
        at += 1
        switch sign {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try unit()
            if let scalar = Unicode.Scalar(unit) { return String(Character(scalar)) }
            // The two halves of a letter outside the basic plane.
            guard 0xD800...0xDBFF ~= unit, take("\\"), take("u") else { throw slip("mã \\u không hợp lệ") }
            let low = try self.unit()
            guard 0xDC00...0xDFFF ~= low,
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            else { throw slip("mã \\u không hợp lệ") }
            return String(Character(scalar))
        default: throw slip("ký tự \\ không hợp lệ")
        }
    }

    private mutating func unit() throws(Slip) -> UInt32 {
        guard at + 4 <= bytes.count,
            bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw slip("mã \\u không hợp lệ") }
        at += 4
        return value
    }
}
