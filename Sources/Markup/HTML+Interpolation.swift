import Vocabulary

extension HTML: ExpressibleByStringInterpolation {
    @inlinable public init(stringLiteral value: StaticString) {
        self.init(bytes: value.withUTF8Buffer { Array($0) })
    }

    @inlinable public init(stringInterpolation: StringInterpolation) { self.init(bytes: stringInterpolation.bytes) }

    public struct StringInterpolation: StringInterpolationProtocol {
        @usableFromInline var bytes: [UInt8] = []

        @inlinable public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        @inlinable public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// Text, escaped.
        ///
        /// Disfavoured, so that a literal inside a page is markup too (`\(isOn ? "<b>" : "")`, `\(name.map { "<b>\($0)</b>" })`):
        /// it stands in the source and what is put into it is escaped again. Everything typed `String` comes here.
        @_disfavoredOverload @inlinable public mutating func appendInterpolation(_ value: String) {
            var value = value
            value.withUTF8 { escape($0) }
        }

        @_disfavoredOverload @inlinable public mutating func appendInterpolation(_ value: Substring) {
            var value = value
            value.withUTF8 { escape($0) }
        }

        /// Nothing where there is no text.
        @_disfavoredOverload @inlinable public mutating func appendInterpolation(_ value: String?) {
            if let value { appendInterpolation(value) }
        }

        /// Digits without separators, for attributes; `\(number: 1234)` is for people.
        @inlinable public mutating func appendInterpolation(_ value: Int) { appendDigits(Int64(value)) }

        @inlinable public mutating func appendInterpolation(_ value: Int64) { appendDigits(value) }

        /// `1.234`
        public mutating func appendInterpolation(number value: Int) { value.appendDotted(to: &bytes) }

        /// `17/11/2026`
        public mutating func appendInterpolation(_ day: Day) { appendInterpolation(day.vietnamese) }

        public mutating func appendInterpolation<Entity>(_ id: ID<Entity>) { appendDigits(id.rawValue) }

        @inlinable public mutating func appendInterpolation(_ piece: HTML) { bytes.append(contentsOf: piece.bytes) }

        @inlinable public mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { bytes.append(contentsOf: piece.bytes) }
        }

        @inlinable public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        public mutating func appendInterpolation(_ part: some Part) { appendInterpolation(part.html) }

        public mutating func appendInterpolation(_ part: (some Part)?) {
            if let part { appendInterpolation(part.html) }
        }

        public mutating func appendInterpolation(_ parts: [some Part]) {
            for part in parts { appendInterpolation(part.html) }
        }

        /// The piece where the condition holds: `\(if: isOn, " checked")`.
        @inlinable public mutating func appendInterpolation(if condition: Bool, _ piece: @autoclosure () -> HTML) {
            if condition { appendInterpolation(piece()) }
        }

        /// ` name="value"`, or nothing where there is no value. The name is written in the source.
        @inlinable public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(0x20)
            appendLiteral(name)
            appendLiteral("=\"")
            appendInterpolation(value)
            bytes.append(0x22)
        }

        /// An address for `href`, `src` or `action`: a path of this site, `#…`, `?…`, http, https, mailto or tel.
        /// Anything else (`javascript:`, `data:`, `//other.host`) is written as `#`.
        public mutating func appendInterpolation(url: String) { appendInterpolation(Address.isSafe(url) ? url : "#") }

        public mutating func appendInterpolation(url address: Address) { appendInterpolation(url: address.text) }

        @usableFromInline mutating func appendDigits(_ value: Int64) {
            if 0..<10 ~= value {
                bytes.append(0x30 + UInt8(value))
            } else {
                bytes.append(contentsOf: String(value).utf8)
            }
        }

        /// Copies runs of harmless bytes at once; five bytes have a meaning in markup or attributes.
        @usableFromInline mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
            var start = 0
            for (index, byte) in text.enumerated() where byte <= 0x3E {
                let entity: StaticString
                switch byte {
                case UInt8(ascii: "&"): entity = "&amp;"
                case UInt8(ascii: "<"): entity = "&lt;"
                case UInt8(ascii: ">"): entity = "&gt;"
                case UInt8(ascii: "\""): entity = "&quot;"
                case UInt8(ascii: "'"): entity = "&#39;"
                default: continue
                }
                bytes.append(contentsOf: text[start..<index])
                entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
    }
}
