/// A prepared statement that its connection keeps.
protocol PreparedStatement: AnyObject {
    /// Between its first step and its reset; a second use at that time needs a second statement.
    var isBusy: Bool { get set }
    var lastUse: UInt64 { get set }
}

/// The prepared statements of one connection by template; the one unused for longest gives way.
struct StatementCache<Statement: PreparedStatement> {
    private var kept: [String: Statement] = [:]
    private var clock: UInt64 = 0
    let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { kept.count }

    mutating func find(_ template: String) -> Statement? {
        guard let statement = kept[template], !statement.isBusy else { return nil }
        clock += 1
        statement.lastUse = clock
        return statement
    }

    /// Keeps `statement`, unless its place is taken by one that is busy. Returns what is no longer kept.
    mutating func keep(_ statement: Statement, for template: String) -> Statement? {
        guard kept[template] == nil else { return statement }
        var dropped: Statement?
        if kept.count >= capacity,
            let oldest = kept.filter({ !$1.isBusy }).min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            dropped = kept.removeValue(forKey: oldest.key)
        }
        clock += 1
        statement.lastUse = clock
        kept[template] = statement
        return dropped
    }

    mutating func removeAll() { kept.removeAll() }
}
