import Synchronization

/// Chance that is the same each time: for two worlds that must be alike to the byte.
public final class SeededBytes: Sendable {
    private let state: Mutex<UInt64>

    public init(_ seed: UInt64) { state = Mutex(seed) }

    public func callAsFunction(_ count: Int) -> [UInt8] {
        state.withLock { state in (0..<count).map { _ in Self.next(&state) } }
    }

    /// SplitMix64, one byte of each step.
    private static func next(_ state: inout UInt64) -> UInt8 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
    }
}
