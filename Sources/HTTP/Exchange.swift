import CMicroHTTPD
import Glibc

/// One request and its answer, from the request line to the last byte sent.
///
/// Only one thread at a time holds it: the connection's event thread, or a slow thread while the connection is
/// suspended; suspending and resuming hand it over. That is why it may claim to be `Sendable`.
final class Exchange: @unchecked Sendable {
    private enum Phase {
        /// The header is not complete.
        case opening
        case reading(BodyReader)
        /// The body is thrown away; this is answered when it has ended.
        case discarding(Response, bytesLeft: Int)
        /// Nothing more is to be read before the handler is called.
        case complete(BodyReader)
        /// A slow thread has it.
        case suspended
        case answered(Response)
        /// The response belongs to MHD.
        case sending
    }

    private let server: Server
    private let wire: Wire
    private let target: [UInt8]
    private var phase = Phase.opening
    private var head: RequestHead?
    private var lane = Lane.fast
    private var files: [String] = []
    private var mustClose = false
    private var isCounted = false
    private var began = 0
    private var line = AccessLine(method: "", template: nil, status: 0, microseconds: 0, bytes: 0)

    /// - Parameter target: path and query as they stand in the request line.
    init(server: Server, wire: Wire, target: [UInt8]) {
        (self.server, self.wire, self.target) = (server, wire, target)
    }

    /// MHD's access handler: called when the header is there, for each piece of the body, and when all is there.
    /// Returning NO closes the connection.
    func advance(
        _ connection: OpaquePointer, url: UnsafePointer<CChar>, method: UnsafePointer<CChar>,
        version: UnsafePointer<CChar>, piece: UnsafeRawBufferPointer
    ) -> MHD_Result {
        switch phase {
        case .opening:
            return open(connection, url: url, method: method, version: version)
        case .reading(var reader) where !piece.isEmpty:
            phase = .sending
            do throws(RequestRefusal) {
                server.counters.receivedBytes.add(piece.count)
                try reader.take(piece)
                phase = .reading(reader)
            } catch {
                phase = .discarding(server.refusal(error), bytesLeft: server.limits.lingerBytes)
            }
            files = reader.files
            return .YES
        case .discarding(let response, let left) where !piece.isEmpty:
            phase = .discarding(response, bytesLeft: left - piece.count)
            return left < piece.count ? .NO : .YES
        case .reading(let reader), .complete(let reader):
            wire.expectNothing()
            return handle(reader, connection)
        case .discarding(let response, _), .answered(let response):
            wire.expectNothing()
            return send(response, connection)
        case .suspended, .sending:
            return .YES
        }
    }

    /// MHD is done with the request, one way or the other.
    func end() {
        for file in files { UploadFile.remove(file) }
        let limits = server.limits
        wire.expect(by: nanoseconds() + (limits.idleSeconds + limits.headerDeadlineSeconds) * 1_000_000_000)
        guard isCounted else { return }
        server.counters.inFlight.add(-1)
        line.microseconds = (nanoseconds() - began) / 1000
        server.counters.note(line)
        server.log?(line)
    }

    private func open(
        _ connection: OpaquePointer, url: UnsafePointer<CChar>, method: UnsafePointer<CChar>,
        version: UnsafePointer<CChar>
    ) -> MHD_Result {
        began = nanoseconds()
        isCounted = true
        server.counters.inFlight.add(1)
        do throws(RequestRefusal) {
            let (headers, framing) = try Guard.inspect(
                connection, url: url, method: method, version: version, targetCount: target.count,
                limits: server.limits)
            // Only now is the framing known to be sound; a refusal before this closes the connection.
            return try admit(connection, String(cString: method), headers, framing)
        } catch {
            return refuseUnread(server.refusal(error), connection)
        }
    }

    private func admit(
        _ connection: OpaquePointer, _ name: String, _ headers: Headers, _ framing: Guard.Framing
    ) throws(RequestRefusal) -> MHD_Result {
        guard let method = Method(rawValue: name) else { throw .unknownMethod }
        line.method = name
        let head = try RequestHead(
            method: method, target: target, headers: headers, peer: wire.peer, limits: server.limits)
        self.head = head
        switch server.route(head) {
        case .refuse(let response):
            return refuse(response, framing, connection)
        case .admit(let lane, let maxBody, let template):
            self.lane = lane
            line.template = template
            let length: Int? = if case .length(let bytes) = framing { bytes } else { nil }
            let reader = BodyReader(head: head, maxBody: maxBody, length: length, limits: server.limits)
            let limit = reader.limit
            if let length, length > limit {
                return refuse(server.refusal(.bodyTooLarge(limit: limit)), framing, connection)
            }
            if framing == .none {
                wire.expectNothing()
                phase = .complete(reader)
            } else {
                let limits = server.limits
                let seconds = limits.bodySeconds + (length ?? limit) / limits.bodyBytesPerSecond
                wire.expect(by: began + seconds * 1_000_000_000)
                phase = .reading(reader)
            }
            return .YES
        }
    }

    /// A refusal of a well-formed request: a small body is read and dropped, so that the connection can go on.
    private func refuse(_ response: Response, _ framing: Guard.Framing, _ connection: OpaquePointer) -> MHD_Result {
        switch framing {
        case .none:
            wire.expectNothing()
            phase = .answered(response)
            return .YES
        case .length(let bytes) where bytes <= 64 * 1024 && head?.headers["expect"] == nil:
            wire.expect(by: began + server.limits.bodySeconds * 1_000_000_000)
            phase = .discarding(response, bytesLeft: bytes)
            return .YES
        case .length, .chunked:
            return refuseUnread(response, connection)
        }
    }

    /// Answers at once and closes; what the client is still sending is swallowed for a while.
    private func refuseUnread(_ response: Response, _ connection: OpaquePointer) -> MHD_Result {
        wire.expectNothing()
        mustClose = true
        server.wires.linger(wire)
        return send(response, connection)
    }

    private func handle(_ unfinished: BodyReader, _ connection: OpaquePointer) -> MHD_Result {
        var reader = unfinished
        let request: Request
        do throws(RequestRefusal) {
            request = try reader.finish()
        } catch {
            return send(server.refusal(error), connection)
        }
        if lane == .fast { return send(server.answer(request), connection) }

        phase = .suspended
        let resumable = Connection(connection)
        MHD_suspend_connection(connection)
        let isTaken = server.slowLane.submit { [self] in
            phase = .answered(server.answer(request))
            MHD_resume_connection(resumable.pointer)
        }
        if !isTaken {
            server.counters.slowRefused.add(1)
            phase = .answered(server.refusal(.busy))
            MHD_resume_connection(connection)
        }
        return .YES
    }

    private func send(_ response: Response, _ connection: OpaquePointer) -> MHD_Result {
        phase = .sending
        let settled = head.map(response.settled(for:)) ?? response
        do throws(RequestRefusal) {
            return try queue(settled, connection)
        } catch {
            do throws(RequestRefusal) {
                return try queue(server.refusal(error), connection)
            } catch {
                return .NO
            }
        }
    }

    private func queue(_ response: Response, _ connection: OpaquePointer) throws(RequestRefusal) -> MHD_Result {
        let fields = try response.fields(secure: head?.isForwardedSecure ?? false)
        // A file of its own must not go before it is open.
        let made = try withExtendedLifetime(response) { () throws(RequestRefusal) in try Self.body(of: response) }
        defer { MHD_destroy_response(made.pointer) }
        for (name, value) in fields where MHD_add_response_header(made.pointer, name, value) == .NO {
            throw .faultyResponse("header \(name)")
        }
        if mustClose || server.isStopping { MHD_add_response_header(made.pointer, "Connection", "close") }
        line.status = response.status
        line.bytes = head?.isHead == true ? 0 : made.size
        return MHD_queue_response(connection, UInt32(response.status), made.pointer)
    }

    private static func body(of response: Response) throws(RequestRefusal) -> (pointer: OpaquePointer, size: Int) {
        switch response.body {
        case .bytes(let bytes):
            let made = bytes.withUnsafeBytes { all in
                // MHD copies the bytes; the cast only drops a `const` that its signature lacks.
                MHD_create_response_from_buffer(
                    all.count, UnsafeMutableRawPointer(mutating: all.baseAddress), .RESPMEM_MUST_COPY)
            }
            guard let made else { throw .faultyResponse("no memory") }
            return (made, bytes.count)
        case .file(let path, let size):
            let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            var facts = stat()
            guard file >= 0, fstat(file, &facts) == 0, Int(facts.st_size) >= size, size >= 0 else {
                if file >= 0 { close(file) }
                throw .faultyResponse("file is missing or shorter than \(size) bytes")
            }
            guard let made = MHD_create_response_from_fd64(UInt64(size), file) else {
                close(file)
                throw .faultyResponse("no memory")
            }
            return (made, size)
        }
    }

    /// A connection that a slow thread may resume, which MHD allows from any thread.
    private struct Connection: @unchecked Sendable {
        let pointer: OpaquePointer
        init(_ pointer: OpaquePointer) { self.pointer = pointer }
    }
}
