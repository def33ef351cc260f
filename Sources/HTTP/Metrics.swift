import Synchronization

/// What the server has done since it started, and what it is doing: a snapshot.
public struct Metrics: Sendable, Equatable {
    /// Answers by class of status: index 2 holds 2xx and so on; index 0 holds requests that ended without an answer.
    public var answers = [Int](repeating: 0, count: 6)
    public var inFlight = 0
    public var connections = 0
    /// Bytes of request bodies.
    public var receivedBytes = 0
    /// Bytes of response bodies.
    public var sentBytes = 0
    /// How many answers took at most `durationBounds[i]` and more than the bound before; the last one counts the rest.
    public var durations = [Int](repeating: 0, count: durationBounds.count + 1)
    public var durationMicroseconds = 0
    /// Requests that wait for a slow thread now.
    public var slowWaiting = 0
    public var slowRunning = 0
    /// Requests refused with 503 because too many waited.
    public var slowRefused = 0
    /// Connections closed because a header or body took too long.
    public var deadlinesMissed = 0

    /// Upper bounds of `durations`, in microseconds.
    public static let durationBounds = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_000_000]
}

/// One answered request, for the access log. It holds nothing about the person.
public struct AccessLine: Sendable, Equatable {
    public var method: String
    /// The path with its variables unnamed, as `route` gave it; nil when it gave none.
    public var template: String?
    /// 0 when the connection ended before an answer.
    public var status: Int
    public var microseconds: Int
    /// Bytes of the answer's body.
    public var bytes: Int

    public init(method: String, template: String?, status: Int, microseconds: Int, bytes: Int) {
        (self.method, self.template, self.status) = (method, template, status)
        (self.microseconds, self.bytes) = (microseconds, bytes)
    }
}

/// The living numbers behind `Metrics`.
final class Counters: Sendable {
    let answers: [Counter] = (0..<6).map { _ in Counter() }
    let durations: [Counter] = (0...Metrics.durationBounds.count).map { _ in Counter() }
    let durationMicroseconds = Counter()
    let inFlight = Counter()
    let receivedBytes = Counter()
    let sentBytes = Counter()
    let slowRefused = Counter()
    let deadlinesMissed = Counter()

    func note(_ line: AccessLine) {
        answers[min(line.status / 100, 5)].add(1)
        let bucket = Metrics.durationBounds.firstIndex { line.microseconds <= $0 } ?? Metrics.durationBounds.count
        durations[bucket].add(1)
        durationMicroseconds.add(line.microseconds)
        sentBytes.add(line.bytes)
    }
}

/// A number that many threads may change.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)
    func add(_ amount: Int) { number.wrappingAdd(amount, ordering: .relaxed) }
    var value: Int { number.load(ordering: .relaxed) }
}
