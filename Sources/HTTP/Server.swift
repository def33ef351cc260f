import CMicroHTTPD
import CSodium
import Glibc
import Synchronization

/// An HTTP/1.1 server: libmicrohttpd on epoll with a pool of threads, behind a guard of our own.
///
/// Put a proxy that speaks TLS in front. Handlers are ordinary functions; several run at the same time.
public final class Server: Sendable {
    private enum State {
        case idle
        case running(Daemon)
        case stopped
    }

    private struct Daemon: @unchecked Sendable {
        // MHD's functions may be called from any thread; `state` sees to it that stop is called once.
        let pointer: OpaquePointer
        let watcher: Worker
    }

    let limits: Limits
    let route: @Sendable (RequestHead) -> Admission
    let answer: @Sendable (Request) -> Response
    let refusal: @Sendable (RequestRefusal) -> Response
    let log: (@Sendable (AccessLine) -> Void)?
    let counters = Counters()
    let wires: Wires
    let slowLane: SlowLane

    private let host: String
    private let port: Int
    private let threads: Int
    private let state = Mutex(State.idle)
    private let stopping = Atomic<Bool>(false)

    /// - Parameters:
    ///   - port: 0 lets the system choose; `start()` tells which.
    ///   - threads: event threads; nil for as many as there are cores.
    ///   - route: decides about a request before its body is read; on the event thread, so it must be quick.
    ///   - answer: the handler.
    ///   - refusal: the page for what the server declines itself; its status is set by the server.
    ///   - log: told about every answered request, on the event thread.
    public init(
        host: String = "127.0.0.1", port: Int = 0, threads: Int? = nil, limits: Limits = Limits(),
        route: @escaping @Sendable (RequestHead) -> Admission = { _ in .admit() },
        answer: @escaping @Sendable (Request) -> Response,
        refusal: @escaping @Sendable (RequestRefusal) -> Response = RequestRefusal.plainPage,
        log: (@Sendable (AccessLine) -> Void)? = nil
    ) {
        (self.host, self.port, self.threads, self.limits) = (host, port, threads ?? Limits.cores, limits)
        (self.route, self.answer, self.log) = (route, answer, log)
        self.refusal = { reason in
            var response = refusal(reason)
            response.status = reason.status
            return reason.retryAfter.map { response.with("Retry-After", String($0)) } ?? response
        }
        wires = Wires(limits: limits, counters: counters)
        slowLane = SlowLane(limit: limits.slowQueue)
    }

    /// Opens the port and returns its number. A server starts once, even when starting fails.
    /// - Throws: `StartRefusal`.
    public func start() throws(StartRefusal) -> Int {
        guard sodium_init() >= 0 else { throw .system(code: ENOSYS) }
        let isFirst = state.withLock { state in
            guard case .idle = state else { return false }
            state = .stopped
            return true
        }
        guard isFirst else { throw .system(code: EALREADY) }
        keep_memory()
        let listening = try ListeningSocket(host: host, port: port)
        UploadFile.removeStale(in: limits.uploadFolder)
        PassingFile.removeStale()
        Self.allowDescriptors(limits.connections * 2 + 256)
        guard slowLane.open(threads: limits.slowThreads), let watcher = Worker({ [wires] in wires.watch() }) else {
            close(listening.descriptor)
            slowLane.close()
            throw .system(code: EAGAIN)
        }
        // MHD calls back into this object until it is stopped.
        let own = Unmanaged.passRetained(self)
        guard let pointer = daemon(on: listening.descriptor, own.toOpaque()) else {
            let code = errno
            own.release()
            close(listening.descriptor)
            slowLane.close()
            wires.stop()
            watcher.join()
            throw .system(code: code)
        }
        state.withLock { $0 = .running(Daemon(pointer: pointer, watcher: watcher)) }
        return listening.port
    }

    /// Takes no new connections, lets requests that are being answered finish (at most `Limits.stopSeconds`), closes
    /// the rest and returns. A second call does nothing.
    ///
    /// A handler on the slow lane that never returns is waited for: MHD must not be stopped under it.
    public func stop() {
        let daemon = state.withLock { state -> Daemon? in
            guard case .running(let daemon) = state else { return nil }
            state = .stopped
            return daemon
        }
        guard let daemon else { return }
        // Not MHD_quiesce_daemon: in 0.9.75 it races with its own threads for the epoll entry and then aborts the
        // process. `admitPeer` turns new connections away instead.
        stopping.store(true, ordering: .sequentiallyConsistent)
        let end = nanoseconds() + limits.stopSeconds * 1_000_000_000
        while counters.inFlight.value > 0, nanoseconds() < end { usleep(5_000) }
        slowLane.close()
        MHD_stop_daemon(daemon.pointer)
        wires.stop()
        daemon.watcher.join()
        Unmanaged.passUnretained(self).release()
    }

    /// The numbers of this moment.
    public var metrics: Metrics {
        var metrics = Metrics()
        metrics.answers = counters.answers.map(\.value)
        metrics.inFlight = counters.inFlight.value
        metrics.connections = wires.count
        metrics.receivedBytes = counters.receivedBytes.value
        metrics.sentBytes = counters.sentBytes.value
        metrics.durations = counters.durations.map(\.value)
        metrics.durationMicroseconds = counters.durationMicroseconds.value
        (metrics.slowWaiting, metrics.slowRunning) = slowLane.load
        metrics.slowRefused = counters.slowRefused.value
        metrics.deadlinesMissed = counters.deadlinesMissed.value
        return metrics
    }

    /// Each connection needs a descriptor, and another one while a file is sent or an upload written.
    private static func allowDescriptors(_ wanted: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted else {
            return
        }
        limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    private func daemon(on socket: Int32, _ own: UnsafeMutableRawPointer) -> OpaquePointer? {
        let ended: RequestEnded = requestEnded
        let changed: ConnectionChanged = connectionChanged
        let began: RequestBegan = requestBegan
        let unescape: Unescape = leaveEscaped
        func option(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil) -> MHD_OptionItem {
            MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        var options = [
            option(.LISTEN_SOCKET, Int(socket)),
            option(.STRICT_FOR_CLIENT, 1),
            option(.CONNECTION_LIMIT, max(limits.connections, threads)),
            option(.CONNECTION_TIMEOUT, limits.idleSeconds),
            // Half of it holds what is read, and the records of the fields lie beside the header itself.
            option(.CONNECTION_MEMORY_LIMIT, limits.headerBytes * 2 + 8 * 1024),
            option(.NOTIFY_COMPLETED, unsafeBitCast(ended, to: Int.self), own),
            option(.NOTIFY_CONNECTION, unsafeBitCast(changed, to: Int.self), own),
            option(.URI_LOG_CALLBACK, unsafeBitCast(began, to: Int.self), own),
            option(.UNESCAPE_CALLBACK, unsafeBitCast(unescape, to: Int.self), own),
        ]
        if threads > 1 { options.append(option(.THREAD_POOL_SIZE, threads)) }
        options.append(option(.END, 0))
        let flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue | MHD_USE_ITC.rawValue
        return options.withUnsafeMutableBufferPointer { items in
            guard let first = items.baseAddress else { return nil }
            return withVaList([Int32(MHD_OPTION.ARRAY.rawValue), first, Int32(MHD_OPTION.END.rawValue)]) { list in
                MHD_start_daemon_va(flags, 0, admitPeer, own, requestAdvanced, own, list)
            }
        }
    }
}
