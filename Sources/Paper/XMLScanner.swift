import CExpat

/// What is told of an XML text, in order. Names have the short prefixes of `XMLNames`.
protocol XMLHandler: AnyObject {
    func open(_ name: String, _ attributes: XMLAttributes)
    func close(_ name: String)
    func text(_ text: String)
    /// True once the handler has had more than it will take: the scan ends with `.full`.
    var isFull: Bool { get }
}

struct XMLAttributes {
    fileprivate(set) var values: [(name: String, value: String)] = []
    subscript(name: String) -> String? { values.first { $0.name == name }?.value }
    func int(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}

enum XMLFault: Error { case malformed, doctype, tooMuch, full }

/// Expat with the doors shut: no DOCTYPE (unless the text is our own tool's), no depth without end.
final class XMLScanner {
    private let parser: OpaquePointer?
    fileprivate let handler: any XMLHandler
    fileprivate var names = XMLNames()
    fileprivate var fault: XMLFault?
    fileprivate var depth = 0
    static let deepest = 400

    init(_ handler: any XMLHandler, allowsDoctype: Bool = false) {
        self.handler = handler
        parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: XMLNames.separator))
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser, opened, closed)
        XML_SetCharacterDataHandler(parser, told)
        if !allowsDoctype { XML_SetStartDoctypeDeclHandler(parser, declared) }
    }

    deinit { XML_ParserFree(parser) }

    func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(XMLFault) {
        let status = bytes.withUnsafeBytes { raw in
            XML_Parse(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), isLast ? 1 : 0)
        }
        if let fault { throw fault }
        if status == XML_STATUS_ERROR { throw .malformed }
    }

    fileprivate func stop(_ why: XMLFault) {
        fault = fault ?? why
        XML_StopParser(parser, XML_Bool(0))
    }
}

/// Names by the meaning of their namespace, whatever prefix the file uses for it.
struct XMLNames {
    static let separator: UInt8 = 1
    private var known: [String: String] = [:]

    mutating func short(_ raw: UnsafePointer<XML_Char>) -> String {
        let name = String(cString: raw)
        if let short = known[name] { return short }
        guard let cut = name.utf8.firstIndex(of: Self.separator) else { return name }
        let local = name[name.index(after: cut)...]
        let prefix = Self.prefix(of: name[..<cut])
        let short = prefix.isEmpty ? String(local) : "\(prefix):\(local)"
        if known.count < 4096 { known[name] = short }
        return short
    }

    /// Both the transitional and the strict names of a namespace.
    private static func prefix(of space: Substring) -> String {
        if space.hasSuffix("wordprocessingml/main") || space.hasSuffix("wordprocessingml/2006/main") { return "w" }
        if space.hasSuffix("spreadsheetml/main") || space.hasSuffix("spreadsheetml/2006/main") { return "x" }
        if space.hasSuffix("officeDocument/2006/relationships") || space.hasSuffix("officeDocument/relationships") {
            return "r"
        }
        if space.hasSuffix("package/2006/relationships") { return "rel" }
        if space.hasSuffix("markup-compatibility/2006") { return "mc" }
        if space.hasSuffix("officeDocument/2006/math") || space.hasSuffix("officeDocument/math") { return "m" }
        if space.hasSuffix("1999/xhtml") || space.hasSuffix("2000/svg") { return "" }
        return "_"
    }
}

// Callbacks are global functions: closures could be given an executor check that traps on a C stack.

private func opened(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
) {
    guard let data, let name else { return }
    let scanner = Unmanaged<XMLScanner>.fromOpaque(data).takeUnretainedValue()
    guard scanner.fault == nil else { return }
    scanner.depth += 1
    if scanner.depth > XMLScanner.deepest { return scanner.stop(.malformed) }
    var found = XMLAttributes()
    if var next = attributes {
        while let key = next[0], let value = next[1] {
            found.values.append((scanner.names.short(key), String(cString: value)))
            next += 2
        }
    }
    scanner.handler.open(scanner.names.short(name), found)
    if scanner.handler.isFull { scanner.stop(.full) }
}

private func closed(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?) {
    guard let data, let name else { return }
    let scanner = Unmanaged<XMLScanner>.fromOpaque(data).takeUnretainedValue()
    guard scanner.fault == nil else { return }
    scanner.depth -= 1
    scanner.handler.close(scanner.names.short(name))
    if scanner.handler.isFull { scanner.stop(.full) }
}

private func told(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    guard let data, let text, count > 0 else { return }
    let scanner = Unmanaged<XMLScanner>.fromOpaque(data).takeUnretainedValue()
    guard scanner.fault == nil else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
    scanner.handler.text(String(decoding: bytes, as: UTF8.self))
}

private func declared(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?, _ system: UnsafePointer<XML_Char>?,
    _ identifier: UnsafePointer<XML_Char>?, _ hasSubset: Int32
) {
    guard let data else { return }
    Unmanaged<XMLScanner>.fromOpaque(data).takeUnretainedValue().stop(.doctype)
}
