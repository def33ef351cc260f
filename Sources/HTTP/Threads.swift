import Glibc

/// A thread of our own that can be waited for.
struct Worker: @unchecked Sendable {
    // A pthread_t is a plain handle; only `join` uses it, once.
    private let handle: pthread_t

    /// Starts a thread; nil when the system has none left.
    init?(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(body))
        var handle = pthread_t()
        guard pthread_create(&handle, nil, runWorker, box.toOpaque()) == 0 else {
            box.release()
            return nil
        }
        self.handle = handle
    }

    func join() { pthread_join(handle, nil) }

    final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

private func runWorker(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box { Unmanaged<Worker.Body>.fromOpaque(box).takeRetainedValue().run() }
    return nil
}

/// Nanoseconds of a clock that never jumps.
func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
