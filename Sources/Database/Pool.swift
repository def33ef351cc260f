import Foundation

/// Connections, opened when first needed and handed out to one thread at a time, the warmest first.
///
/// Unchecked: connections are not Sendable; between borrower and borrower each passes through the lock.
final class Pool: @unchecked Sendable {
    private let permits: DispatchSemaphore
    private let patience: DispatchTimeInterval
    private let open: @Sendable () throws -> any Connection
    // Not a `Mutex`: the thread sanitizer does not see the kernel hand one over and reports races that are none.
    private let lock = NSLock()
    private var idle: [any Connection] = []

    init(size: Int, patienceSeconds: Int = 30, _ open: @escaping @Sendable () throws -> any Connection) {
        permits = DispatchSemaphore(value: size)
        patience = .seconds(patienceSeconds)
        self.open = open
    }

    /// A connection with an open transaction. One that the server has closed meanwhile (a restart) is replaced:
    /// nothing was asked of it yet.
    func begin(_ access: Access) throws -> any Connection {
        guard permits.wait(timeout: .now() + patience) == .success else {
            throw DatabaseFault(message: "every connection stayed busy for \(patience)")
        }
        do {
            while let connection = lock.withLock({ idle.popLast() }) {
                do {
                    try connection.begin(access)
                    return connection
                } catch  where !connection.isReusable {
                    continue
                }
            }
            let connection = try open()
            try connection.begin(access)
            return connection
        } catch {
            permits.signal()
            throw error
        }
    }

    func giveBack(_ connection: any Connection) {
        if connection.isReusable { lock.withLock { idle.append(connection) } }
        permits.signal()
    }

    /// Makes `connection`, opened elsewhere, the first to be handed out.
    func keep(_ connection: any Connection) { lock.withLock { idle.append(connection) } }
}
