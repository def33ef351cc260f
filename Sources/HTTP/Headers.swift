/// The header fields of a request, in the order received. Names compare without case.
///
/// All fields lie in one array of bytes; a `String` is made only for the field that is asked for.
public struct Headers: Sendable, Equatable {
    private struct Field: Equatable {
        var start: Int
        var nameCount: Int
        var valueCount: Int
    }

    private var bytes: [UInt8] = []
    private var fields: [Field] = []

    public init(_ pairs: [(String, String)] = []) {
        for (name, value) in pairs { append(name: name.utf8, value: value.utf8) }
    }

    public var count: Int { fields.count }

    /// The first value of `name`; nil when the field is absent.
    public subscript(_ name: String) -> String? {
        fields.first { matches($0, name) }.map(value)
    }

    /// Every value of `name`, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map(value)
    }

    /// How often `name` was sent.
    public func occurrences(of name: String) -> Int {
        fields.count { matches($0, name) }
    }

    /// Lower-case names and their values.
    public var pairs: [(name: String, value: String)] {
        fields.map { field in
            (String(decoding: bytes[field.start..<field.start + field.nameCount], as: UTF8.self), value(field))
        }
    }

    mutating func reserve(bytes byteCount: Int, fields fieldCount: Int) {
        bytes.reserveCapacity(byteCount)
        fields.reserveCapacity(fieldCount)
    }

    mutating func append(name: some Collection<UInt8>, value: some Collection<UInt8>) {
        fields.append(Field(start: bytes.count, nameCount: name.count, valueCount: value.count))
        for byte in name { bytes.append(byte.lowercased) }
        bytes.append(contentsOf: value)
    }

    private func matches(_ field: Field, _ name: String) -> Bool {
        guard name.utf8.count == field.nameCount else { return false }
        var position = field.start
        for byte in name.utf8 {
            if bytes[position] != byte.lowercased { return false }
            position += 1
        }
        return true
    }

    private func value(_ field: Field) -> String {
        let start = field.start + field.nameCount
        return String(decoding: bytes[start..<start + field.valueCount], as: UTF8.self)
    }
}

extension UInt8 {
    /// The lower-case letter when this is an ASCII capital.
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }

    /// A character that may stand in a header name (RFC 9110, token).
    var isTokenCharacter: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// A byte that no header value may hold: everything below space except tab, and DEL.
    var isForbiddenInValue: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }
}
