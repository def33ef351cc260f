import Vocabulary

/// From where a page of a long list goes on: behind one of its rows or before it, as the address says (`sau`, `truoc`).
public enum KeysetCursor<Key: Equatable & Sendable>: Equatable, Sendable {
    case after(Key)
    case before(Key)

    /// Nil for the first page, and for keys that are none.
    public init?(_ value: (String) -> String?, _ key: (String) -> Key?) {
        if let key = value("sau").flatMap(key) {
            self = .after(key)
        } else if let key = value("truoc").flatMap(key) {
            self = .before(key)
        } else {
            return nil
        }
    }

    public init?<Row>(_ value: (String) -> String?) where Key == ID<Row> { self.init(value) { ID($0) } }

    public var key: Key {
        switch self {
        case .after(let key), .before(let key): key
        }
    }

    public var isBackwards: Bool {
        if case .before = self { true } else { false }
    }
}

/// A page of a list that is walked by the keys of its rows, so that a page deep in it costs what the first one costs.
public struct KeysetPage<Row, Key: Equatable & Sendable> {
    public let rows: [Row]
    /// Keys for the links `truoc` and `sau`; nil at an end.
    public let before: Key?
    public let after: Key?

    /// - Parameter fetch: at most so many rows behind the cursor in its direction, the nearest first.
    public init(
        _ cursor: KeysetCursor<Key>?, size: Int, key: (Row) -> Key, _ fetch: (_ limit: Int) throws -> [Row]
    ) rethrows {
        let isBackwards = cursor?.isBackwards ?? false
        var rows = try fetch(size + 1)
        let hasMore = rows.count > size
        if hasMore { rows.removeLast() }
        if isBackwards { rows.reverse() }
        self.rows = rows
        before = (isBackwards ? hasMore : cursor != nil) ? rows.first.map(key) : nil
        after = isBackwards || hasMore ? rows.last.map(key) : nil
    }
}

extension KeysetPage: Equatable where Row: Equatable {}
extension KeysetPage: Sendable where Row: Sendable {}
