/// The outside that code would otherwise reach for: the clock and chance. Tests hand in a frozen one.
public struct World: Sendable {
    public var now: @Sendable () -> Instant
    /// So many unpredictable bytes.
    public var randomBytes: @Sendable (Int) -> [UInt8]

    public init(now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
        (self.now, self.randomBytes) = (now, randomBytes)
    }

    /// Today in Việt Nam.
    public var today: Day { now().day }

    /// The real clock and the system's source of chance.
    public static let real = World(
        now: { Instant.now },
        randomBytes: { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        })
}
