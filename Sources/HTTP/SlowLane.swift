import Dispatch
import Glibc
import Synchronization

/// A few threads for handlers that wait, with a bounded queue before them.
final class SlowLane: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var running = 0
        var isClosed = false
        var workers: [Worker] = []
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)
    private let limit: Int

    /// - Parameter limit: how many requests may wait beside those that run.
    init(limit: Int) { self.limit = limit }

    /// Starts the threads; false when the system has none left.
    func open(threads: Int) -> Bool {
        let workers = (0..<max(1, threads)).compactMap { _ in Worker { [self] in work() } }
        state.withLock { $0.workers = workers }
        return !workers.isEmpty
    }

    /// Queues `job`; false when the queue is full.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed, state.waiting.count < limit else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    var load: (waiting: Int, running: Int) {
        state.withLock { ($0.waiting.count, $0.running) }
    }

    /// Lets the threads finish what waits, then ends them.
    func close() {
        let workers = state.withLock { state in
            state.isClosed = true
            return state.workers
        }
        for _ in workers { signal.signal() }
        for worker in workers { worker.join() }
    }

    private func work() {
        // Of this thread only (Linux): hashing on every core must not keep a page waiting.
        _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
        while true {
            signal.wait()
            let job = state.withLock { state -> (@Sendable () -> Void)? in
                guard !state.waiting.isEmpty else { return nil }
                state.running += 1
                return state.waiting.removeFirst()
            }
            guard let job else { return }
            job()
            state.withLock { $0.running -= 1 }
        }
    }
}
