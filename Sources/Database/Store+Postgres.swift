extension Store {
    /// Connects to the PostgreSQL database of `url` (`postgres://name:password@host:port/database`).
    public static func postgres(_ url: String, connections: Int = 10) throws -> Store {
        throw StoreRefusal.unreachable(reason: "not built yet")
    }
}
