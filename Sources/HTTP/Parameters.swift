/// Names and values of a query or a form, in the order sent. A name may occur more than once.
public struct Parameters: Sendable, Equatable {
    private var fieldNames: [String] = []
    private var values: [String] = []

    public init(_ pairs: [(String, String)] = []) {
        (fieldNames, values) = (pairs.map(\.0), pairs.map(\.1))
    }

    /// Reads `a=1&b=2` as browsers write it.
    /// - Throws: `.malformed` for broken escapes, text that is not UTF-8 or a NUL; `.tooManyFields`.
    public init(parsing bytes: ArraySlice<UInt8>, atMost limit: Int) throws(RequestRefusal) {
        var rest = bytes
        while let first = rest.first {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let pair = rest[rest.startIndex..<end]
            rest = rest[Swift.min(end + 1, rest.endIndex)...]
            if first == UInt8(ascii: "&") { continue }
            guard values.count < limit else { throw .tooManyFields(limit: limit) }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = pair[Swift.min(equals + 1, pair.endIndex)...]
            guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
                let text = PercentEncoding.decode(value, plusIsSpace: true)
            else { throw .malformed("parameter \(fieldNames.count + 1) is not percent-encoded UTF-8") }
            append(name, text)
        }
    }

    public var isEmpty: Bool { fieldNames.isEmpty }
    public var count: Int { fieldNames.count }

    /// The first value of `name`; nil when it was not sent, "" when it was sent empty.
    public subscript(_ name: String) -> String? {
        fieldNames.firstIndex(of: name).map { values[$0] }
    }

    /// Every value of `name`, in order.
    public func all(_ name: String) -> [String] {
        fieldNames.indices.filter { fieldNames[$0] == name }.map { values[$0] }
    }

    /// The names in order, each once.
    public var names: [String] {
        var seen: Set<String> = []
        return fieldNames.filter { seen.insert($0).inserted }
    }

    /// Names and values in order.
    public var pairs: [(name: String, value: String)] {
        zip(fieldNames, values).map { ($0, $1) }
    }

    /// The same parameters with every `name` replaced by one `value`, or left out when it is nil.
    public func setting(_ name: String, to value: String?) -> Parameters {
        var changed = Parameters()
        var isPlaced = value == nil
        for (present, text) in pairs {
            if present != name {
                changed.append(present, text)
            } else if let value, !isPlaced {
                changed.append(name, value)
                isPlaced = true
            }
        }
        if let value, !isPlaced { changed.append(name, value) }
        return changed
    }

    /// The query that says the same: `a=1&b=hai%20ba`.
    public var encoded: String {
        pairs.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }.joined(separator: "&")
    }

    mutating func append(_ name: String, _ value: String) {
        fieldNames.append(name)
        values.append(value)
    }
}
