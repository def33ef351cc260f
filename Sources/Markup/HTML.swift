/// A piece of a page, as the bytes that are sent.
///
/// Written as a literal: what stands in the source is markup, every `String` put into it is escaped for text and for
/// quoted attributes alike. Only source text can be markup (the literal type is `StaticString`); there is no raw door.
public struct HTML: Sendable, Equatable {
    /// UTF-8.
    public let bytes: [UInt8]

    @inlinable init(bytes: [UInt8]) { self.bytes = bytes }

    public static let empty = HTML(bytes: [])

    /// `value` as text, escaped.
    @inlinable public init(text value: String) {
        var interpolation = StringInterpolation(literalCapacity: value.utf8.count, interpolationCount: 0)
        interpolation.appendInterpolation(value)
        self.init(bytes: interpolation.bytes)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The same as a `String`, for tests and papers; pages send `bytes`.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(bytes: left.bytes + right.bytes) }

    public static func += (left: inout HTML, right: HTML) { left = left + right }

    /// The piece where the condition holds, otherwise nothing.
    @inlinable public static func when(_ condition: Bool, _ piece: @autoclosure () -> HTML) -> HTML {
        condition ? piece() : .empty
    }
}

extension StaticString {
    /// Its UTF-8, where a buffer is written by hand.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}

extension Sequence where Element == HTML {
    /// The pieces in order, `separator` between them.
    public func joined(_ separator: HTML = .empty) -> HTML {
        var result: [UInt8] = []
        var isFirst = true
        for piece in self {
            if !isFirst { result.append(contentsOf: separator.bytes) }
            isFirst = false
            result.append(contentsOf: piece.bytes)
        }
        return HTML(bytes: result)
    }
}

/// A component: a plain model that says how it looks.
public protocol Part {
    var html: HTML { get }
}
