/// An address of this site: a path and what stands after the question mark, in order.
///
/// Lists keep filter, order and page in the address, so that any view can be sent as a link.
public struct Address: Equatable, Sendable {
    public var path: String
    public private(set) var query: [(name: String, value: String)]

    public init(_ path: String, _ query: [(name: String, value: String)] = []) {
        (self.path, self.query) = (path, query)
    }

    public static func == (left: Address, right: Address) -> Bool {
        left.path == right.path && left.query.elementsEqual(right.query, by: ==)
    }

    /// The same with one value of `name`, in place of all earlier ones; nil or empty takes the name away.
    public func with(_ name: String, _ value: String?) -> Address {
        var copy = without(name)
        if let value, !value.isEmpty { copy.query.append((name, value)) }
        return copy
    }

    public func with(_ name: String, _ value: Int) -> Address { with(name, String(value)) }

    public func without(_ names: String...) -> Address {
        Address(path, query.filter { !names.contains($0.name) })
    }

    public subscript(name: String) -> String? { query.first { $0.name == name }?.value }

    /// `/chuong-trinh?quy=4&chu=%C4%91%C6%A1n`
    public var text: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    static func encoded(_ text: String) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ","):
                result.append(byte)
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a link may lead there. Browsers drop control characters and read `\` as `/`, so neither is allowed.
    static func isSafe(_ url: String) -> Bool {
        guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else { return false }
        if url.hasPrefix("//") { return false }
        let scheme = url.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard scheme.endIndex < url.endIndex, url[scheme.endIndex] == ":" else { return true }
        return ["http", "https", "mailto", "tel"].contains(scheme.lowercased())
    }
}
