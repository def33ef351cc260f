import Testing

@testable import Office

/// All rows of a list, walked page by page to the end and back again; both ways must give the same.
func walked<Row: Equatable, Key: Equatable & Sendable>(
    _ page: (KeysetCursor<Key>?) throws -> KeysetPage<Row, Key>
) throws -> [Row] {
    var forth = [try page(nil)]
    while let after = forth.last?.after, forth.count < 1000 { forth.append(try page(.after(after))) }
    var back: [KeysetPage<Row, Key>] = []
    var before = forth.last?.before
    while let key = before, back.count < 1000 {
        back.insert(try page(.before(key)), at: 0)
        before = back[0].before
    }
    #expect(back.flatMap(\.rows) == forth.dropLast().flatMap(\.rows))
    return forth.flatMap(\.rows)
}

@Suite("A page of a long list") struct KeysetPageTests {
    private func page(_ cursor: KeysetCursor<Int>?, of rows: [Int], size: Int) -> KeysetPage<Int, Int> {
        KeysetPage(cursor, size: size, key: { $0 }) { limit in
            switch cursor {
            case nil: Array(rows.prefix(limit))
            case .after(let key): Array(rows.filter { $0 > key }.prefix(limit))
            case .before(let key): Array(rows.filter { $0 < key }.reversed().prefix(limit))
            }
        }
    }

    @Test("knows whether there is more on either side", arguments: [1, 2, 3, 4, 7, 10])
    func ends(_ size: Int) throws {
        let rows = Array(1...7)
        #expect(try walked { page($0, of: rows, size: size) } == rows)
        let middle = page(.after(2), of: rows, size: 2)
        #expect(middle == page(.before(5), of: rows, size: 2))
        #expect((middle.rows, middle.before, middle.after) == ([3, 4], 3, 4))
        let none = page(nil, of: [], size: size)
        #expect((none.rows, none.before, none.after) == ([], nil, nil))
    }

    @Test("goes on from what the address says, and begins anew where that says nothing")
    func address() {
        func cursor(_ query: [String: String]) -> KeysetCursor<Int>? { KeysetCursor({ query[$0] }, { Int($0) }) }
        #expect(cursor(["sau": "3"]) == .after(3))
        #expect(cursor(["truoc": "3"]) == .before(3))
        #expect(cursor(["sau": "x", "truoc": "3"]) == .before(3))
        #expect(cursor([:]) == nil)
    }
}
