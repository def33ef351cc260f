import CMicroHTTPD
import Glibc

/// Looks at the header of a request with suspicion. MHD 0.9.75, even when strict, passes on requests that two servers
/// could read differently (smuggling); here they end.
struct Guard {
    /// How the body is framed.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    private(set) var headers = Headers()
    private var fault: RequestRefusal?
    /// The end of what was read so far, in MHD's buffer; nil when MHD keeps fields elsewhere.
    private var end: UnsafePointer<CChar>?
    private let limits: Limits

    private init(limits: Limits) {
        self.limits = limits
        headers.reserve(bytes: 768, fields: 16)
    }

    /// The header fields of a request that is fit to be served.
    ///
    /// - Parameters:
    ///   - url, method, version: pointers as MHD gave them to the access handler.
    ///   - targetCount: bytes of the target before MHD changed it.
    /// - Throws: `.malformed`, `.headersTooLarge`.
    static func inspect(
        _ connection: OpaquePointer, url: UnsafePointer<CChar>, method: UnsafePointer<CChar>,
        version: UnsafePointer<CChar>, targetCount: Int, limits: Limits
    ) throws(RequestRefusal) -> (Headers, Framing) {
        let size = connection_header_size(connection)
        guard size <= limits.headerBytes else { throw .headersTooLarge }
        let protocolName = String(cString: version)
        guard protocolName == "HTTP/1.1" || protocolName == "HTTP/1.0" else { throw .malformed("protocol version") }

        var inspection = Guard(limits: limits)
        if parsesInPlace {
            // A NUL in the request line would cut one of the three texts short.
            guard method + strlen(method) + 1 == url, url + targetCount + 1 == version else {
                throw .malformed("NUL or blank in the request line")
            }
            inspection.end = version + strlen(version)
        }
        withUnsafeMutablePointer(to: &inspection) { pointer in
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, inspectField, pointer)
        }
        if let fault = inspection.fault { throw fault }
        if let end = inspection.end {
            let rest = method + size - end
            guard (2...4).contains(rest), (0..<rest).allSatisfy({ end[$0] == 0 }) else {
                throw .malformed("NUL in a header field")
            }
        }
        return (inspection.headers, try framing(inspection.headers))
    }

    /// Whether this MHD leaves fields where they were received, so that a NUL shows as a gap between two of them.
    /// MHD 1.0 and later refuse NULs themselves.
    private static let parsesInPlace = String(cString: MHD_get_version()).hasPrefix("0.9.7")

    fileprivate mutating func note(
        name: UnsafeBufferPointer<CChar>, value: UnsafeBufferPointer<CChar>
    ) -> Bool {
        fault = fault(name, value)
        if fault == nil {
            name.withMemoryRebound(to: UInt8.self) { name in
                value.withMemoryRebound(to: UInt8.self) { value in
                    var value = value[...]
                    while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
                    headers.append(name: name, value: value)
                }
            }
        }
        return fault == nil
    }

    private mutating func fault(
        _ name: UnsafeBufferPointer<CChar>, _ value: UnsafeBufferPointer<CChar>
    ) -> RequestRefusal? {
        guard headers.count < limits.headerCount else { return .headersTooLarge }
        guard let nameStart = name.baseAddress, let valueStart = value.baseAddress, !name.isEmpty,
            name.allSatisfy({ UInt8(bitPattern: $0).isTokenCharacter })
        else { return .malformed("header name") }
        guard !value.contains(where: { UInt8(bitPattern: $0).isForbiddenInValue }) else {
            return .malformed("control character in a header field")
        }
        if let end {
            // Exactly the line break, which MHD overwrites with NULs, may lie between two fields. This also finds
            // folded fields, which MHD moves.
            let gap = nameStart - end
            guard gap == 1 || gap == 2, (0..<gap).allSatisfy({ end[$0] == 0 }) else {
                return .malformed("NUL or fold in a header field")
            }
            self.end = valueStart + value.count
        }
        return nil
    }

    private static func framing(_ headers: Headers) throws(RequestRefusal) -> Framing {
        guard headers.occurrences(of: "host") == 1 else { throw .malformed("Host must occur exactly once") }
        let lengths = headers.all("content-length")
        let encodings = headers.all("transfer-encoding")
        guard lengths.count + encodings.count <= 1 else { throw .malformed("ambiguous framing") }
        if let encoding = encodings.first {
            guard encoding.lowercased() == "chunked" else { throw .malformed("unknown transfer encoding") }
            return .chunked
        }
        guard let length = lengths.first else { return .none }
        guard length.utf8.count <= 18, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let bytes = Int(length)
        else { throw .malformed("content length") }
        return bytes == 0 ? .none : .length(bytes)
    }
}

private func inspectField(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?, _ nameCount: Int,
    _ value: UnsafePointer<CChar>?, _ valueCount: Int
) -> MHD_Result {
    guard let inspection = context?.assumingMemoryBound(to: Guard.self) else { return .NO }
    let isFine = inspection.pointee.note(
        name: UnsafeBufferPointer(start: name, count: nameCount),
        value: UnsafeBufferPointer(start: value, count: valueCount))
    return isFine ? .YES : .NO
}
