/// How a shape uses a setting of the local regulation: what the law says beside it, and whether the province may go below or above.
struct LocalUse: Equatable, Sendable {
    let key: LocalKey
    let bound: Bound

    enum Bound: Equatable, Sendable {
        case open
        case atLeast(Int)
        case atMost(Int)
    }

    init(_ key: LocalKey, _ bound: Bound = .open) { (self.key, self.bound) = (key, bound) }
}
