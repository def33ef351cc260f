import CMicroHTTPD

/// Reads `multipart/form-data` as its bytes arrive, in pieces of any size, and hands on what it finds.
///
/// Time is linear and memory constant: at most one piece, one delimiter and the header of one part are held.
/// (MHD's own post processor is not used: it takes whatever follows `boundary=` for the boundary, refuses an epilogue
/// and header fields without a space after the colon, and needs a live connection, so that it could not be tested at
/// every split.)
struct MultipartReader {
    /// The header of one part.
    struct Part: Equatable, Sendable {
        var name: String
        /// nil for a text field; "" for a file field left empty.
        var filename: String?
        var contentType: String
    }

    enum Event {
        case begin(Part)
        case data(ArraySlice<UInt8>)
        case end
    }

    private enum Place { case preamble, delimiterEnd, header, content, epilogue }

    private static let headerLimit = 8 * 1024

    private let delimiter: [UInt8]
    private var place = Place.preamble
    /// What is not understood yet. It begins with the line break that the first delimiter may lack.
    private var pending: [UInt8] = [0x0D, 0x0A]

    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// The boundary named by a Content-Type; nil when it is no `multipart/form-data` with a valid boundary.
    static func boundary(of contentType: HeaderParameters) -> String? {
        guard contentType.value == "multipart/form-data", let boundary = contentType["boundary"],
            (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return boundary
    }

    /// Takes the next bytes of the body.
    /// - Throws: `.malformed`, and what `sink` throws.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer, _ sink: (Event) throws(RequestRefusal) -> Void
    ) throws(RequestRefusal) {
        if place == .epilogue { return }
        pending.append(contentsOf: bytes)
        var consumed = 0
        while try step(&consumed, sink) {}
        pending.removeFirst(consumed)
    }

    /// Says that the body has ended.
    /// - Throws: `.malformed` unless the closing delimiter was seen.
    func finish() throws(RequestRefusal) {
        guard place == .epilogue else { throw .malformed("multipart body ends early") }
    }

    /// Understands one more thing of `pending` from `consumed` on; false when it needs more bytes.
    private mutating func step(
        _ consumed: inout Int, _ sink: (Event) throws(RequestRefusal) -> Void
    ) throws(RequestRefusal) -> Bool {
        switch place {
        case .preamble:
            if let found = find(delimiter, from: consumed) {
                (consumed, place) = (found + delimiter.count, .delimiterEnd)
                return true
            }
            consumed = max(consumed, pending.count - delimiter.count + 1)
            return false
        case .delimiterEnd:
            return try delimiterEnd(&consumed)
        case .header:
            return try header(&consumed, sink)
        case .content:
            let found = find(delimiter, from: consumed)
            let end = found ?? max(consumed, pending.count - delimiter.count + 1)
            if end > consumed {
                try sink(.data(pending[consumed..<end]))
            }
            consumed = end
            guard found != nil else { return false }
            consumed += delimiter.count
            place = .delimiterEnd
            try sink(.end)
            return true
        case .epilogue:
            consumed = pending.count
            return false
        }
    }

    /// After a delimiter comes `--` for the last one, else blanks and a line break.
    private mutating func delimiterEnd(_ consumed: inout Int) throws(RequestRefusal) -> Bool {
        let rest = pending[consumed...]
        guard rest.count >= 2 else { return false }
        if rest.starts(with: "--".utf8) {
            place = .epilogue
            return true
        }
        let end = rest.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? pending.count
        guard end - consumed <= 64 else { throw .malformed("blanks after a delimiter") }
        guard end + 1 < pending.count else { return false }
        guard pending[end] == 0x0D, pending[end + 1] == 0x0A else { throw .malformed("text after a delimiter") }
        (consumed, place) = (end + 2, .header)
        return true
    }

    private mutating func header(
        _ consumed: inout Int, _ sink: (Event) throws(RequestRefusal) -> Void
    ) throws(RequestRefusal) -> Bool {
        guard let end = find(Array("\r\n\r\n".utf8), from: consumed) else {
            // A part without any header field begins with the empty line itself.
            let rest = pending[consumed...]
            if rest.starts(with: "\r\n".utf8) { throw .malformed("part without Content-Disposition") }
            guard rest.count <= Self.headerLimit else { throw .malformed("header of a part is too long") }
            return false
        }
        guard end - consumed <= Self.headerLimit else { throw .malformed("header of a part is too long") }
        let part = try Self.part(pending[consumed..<end])
        (consumed, place) = (end + 4, .content)
        try sink(.begin(part))
        return true
    }

    private func find(_ needle: [UInt8], from start: Int) -> Int? {
        pending.withUnsafeBytes { all in
            guard let base = all.baseAddress, start < all.count,
                let found = memmem(base + start, all.count - start, needle, needle.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private static func part(_ header: ArraySlice<UInt8>) throws(RequestRefusal) -> Part {
        guard let text = String(validating: header, as: UTF8.self), !text.utf8.contains(0) else {
            throw .malformed("header of a part is not UTF-8")
        }
        var part: Part?
        var contentType = "application/octet-stream"
        for line in text.split(separator: "\r\n") {
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { throw .malformed("header of a part has a line without a colon") }
            let value = field[1].drop { $0 == " " || $0 == "\t" }
            switch field[0].lowercased() {
            case "content-disposition":
                let parameters = HeaderParameters(String(value))
                guard parameters.value == "form-data", let name = parameters["name"], part == nil else {
                    throw .malformed("part is not a named field of a form")
                }
                let filename = parameters.extended("filename") ?? parameters["filename"]
                part = Part(name: name, filename: filename.map(Self.bareName), contentType: "")
            case "content-type":
                contentType = String(value)
            default:
                continue
            }
        }
        guard var part else { throw .malformed("part without Content-Disposition") }
        part.contentType = contentType
        return part
    }
}
