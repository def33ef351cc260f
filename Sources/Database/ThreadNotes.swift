import Foundation

/// What one thread is doing with the databases. A task-local value would not do: a task started inside a transaction
/// inherits it and outlives the transaction.
final class ThreadNotes {
    /// The stores in whose transactions this thread is.
    var stores: [ObjectIdentifier] = []
    var recordings: [[String]] = []

    static var current: ThreadNotes {
        if let known = pthread_getspecific(key) {
            return Unmanaged<ThreadNotes>.fromOpaque(known).takeUnretainedValue()
        }
        let notes = ThreadNotes()
        pthread_setspecific(key, Unmanaged.passRetained(notes).toOpaque())
        return notes
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, release)
        return key
    }()
}

#if canImport(Darwin)
    private func release(_ notes: UnsafeMutableRawPointer) { Unmanaged<ThreadNotes>.fromOpaque(notes).release() }
#else
    private func release(_ notes: UnsafeMutableRawPointer?) {
        if let notes { Unmanaged<ThreadNotes>.fromOpaque(notes).release() }
    }
#endif
