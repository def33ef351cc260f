import Glibc

/// A thread of a test, for clients that act at the same time.
public struct TestThread: @unchecked Sendable {
    // A pthread_t is a plain handle.
    private let handle: pthread_t

    public init(_ body: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        let code = pthread_create(&handle, nil, runTestThread, Unmanaged.passRetained(Body(run: body)).toOpaque())
        precondition(code == 0, "the system has no thread left for a test")
        self.handle = handle
    }

    public func join() { pthread_join(handle, nil) }

    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

private func runTestThread(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let body { Unmanaged<TestThread.Body>.fromOpaque(body).takeRetainedValue().run() }
    return nil
}
