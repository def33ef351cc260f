import CMicroHTTPD
import Glibc
import Synchronization

/// One open connection: who is at the other end, and until when the request it is sending must be whole.
final class Wire: Sendable {
    let socket: Int32
    /// Numeric address of the other end.
    let peer: String
    /// In nanoseconds of the monotonic clock; `Int.max` while the server, not the client, is to act.
    private let deadline: Atomic<Int>

    init(socket: Int32, peer: String, deadline: Int) {
        (self.socket, self.peer) = (socket, peer)
        self.deadline = Atomic(deadline)
    }

    func expect(by time: Int) { deadline.store(time, ordering: .relaxed) }
    func expectNothing() { deadline.store(.max, ordering: .relaxed) }
    func isLate(at time: Int) -> Bool { deadline.load(ordering: .relaxed) < time }

    /// Closes both directions and moves the deadline away, so that it is done once. MHD then cleans up.
    func cut() {
        expectNothing()
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// The numeric address, without port.
    static func address(_ address: UnsafePointer<sockaddr>?) -> String {
        guard let address else { return "" }
        let length =
            address.pointee.sa_family == AF_INET6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return ""
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// All open connections, and the thread that ends those that take too long.
final class Wires: Sendable {
    private struct Lingering {
        var socket: Int32
        var bytesLeft: Int
        var deadline: Int
    }

    private struct State {
        // MHD says that a connection closes before it closes the socket, and both happen under this lock's order:
        // a socket number in `open` therefore never belongs to somebody else.
        var open: [Int32: Wire] = [:]
        var lingering: [Lingering] = []
        var isStopping = false
    }

    private static let lingeringLimit = 256

    private let state = Mutex(State())
    private let limits: Limits
    private let counters: Counters

    init(limits: Limits, counters: Counters) {
        (self.limits, self.counters) = (limits, counters)
    }

    var count: Int { state.withLock { $0.open.count } }

    func add(_ wire: Wire) { state.withLock { $0.open[wire.socket] = wire } }
    func remove(_ wire: Wire) { _ = state.withLock { $0.open.removeValue(forKey: wire.socket) } }

    /// Keeps a second handle on a socket whose request is refused before it was read: when the server closes a socket
    /// with unread bytes the system resets the connection, and the browser never shows the answer. So the rest is
    /// read and thrown away for a while, within limits.
    func linger(_ wire: Wire) {
        guard state.withLock({ $0.lingering.count }) < Self.lingeringLimit else { return }
        let copy = fcntl(wire.socket, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return }
        let deadline = nanoseconds() + limits.lingerSeconds * 1_000_000_000
        state.withLock {
            $0.lingering.append(Lingering(socket: copy, bytesLeft: limits.lingerBytes, deadline: deadline))
        }
    }

    /// The body of the watching thread; returns after `stop`.
    func watch() {
        var scratch = [UInt8](repeating: 0, count: 64 * 1024)
        var ticks = 0
        while true {
            let (isStopping, isLingering) = state.withLock { ($0.isStopping, !$0.lingering.isEmpty) }
            if isStopping { break }
            usleep(isLingering ? 5_000 : 50_000)
            drain(&scratch)
            ticks += 1
            if !isLingering || ticks % 10 == 0 { cutLate() }
        }
        state.withLock { state in
            for lingering in state.lingering { close(lingering.socket) }
            state.lingering = []
        }
    }

    func stop() { state.withLock { $0.isStopping = true } }

    private func cutLate() {
        let now = nanoseconds()
        state.withLock { state in
            for wire in state.open.values where wire.isLate(at: now) {
                wire.cut()
                counters.deadlinesMissed.add(1)
            }
        }
    }

    private func drain(_ scratch: inout [UInt8]) {
        let now = nanoseconds()
        var lingering = state.withLock { state in
            defer { state.lingering = [] }
            return state.lingering
        }
        if lingering.isEmpty { return }
        for index in lingering.indices.reversed() {
            var isOver = lingering[index].deadline < now
            while !isOver {
                let count = recv(lingering[index].socket, &scratch, scratch.count, Int32(MSG_DONTWAIT))
                if count < 0 && (errno == EAGAIN || errno == EINTR) { break }
                lingering[index].bytesLeft -= count
                isOver = count <= 0 || lingering[index].bytesLeft < 0
            }
            if isOver { close(lingering.remove(at: index).socket) }
        }
        state.withLock { $0.lingering += lingering }
    }
}
