import CMicroHTTPD
import Glibc

// What MHD calls, on its own threads. Global functions, so that no executor check is compiled in.
// `closure` is always the `Server`, unretained: it lives until after `MHD_stop_daemon`.

typealias Context = UnsafeMutablePointer<UnsafeMutableRawPointer?>
typealias ConnectionChanged =
    @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, Context?, MHD_ConnectionNotificationCode) -> Void
typealias RequestBegan =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer?
typealias RequestEnded =
    @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, Context?, MHD_RequestTerminationCode) -> Void
typealias Unescape = @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int

func admitPeer(
    _ closure: UnsafeMutableRawPointer?, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t
) -> MHD_Result {
    server(closure).isStopping ? .NO : .YES
}

func connectionChanged(
    _ closure: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ context: Context?, _ what: MHD_ConnectionNotificationCode
) {
    let server = server(closure)
    guard let context, let connection else { return }
    if what == .CONNECTION_NOTIFY_STARTED {
        let wire = Wire(
            socket: connection_socket(connection), peer: Wire.address(connection_address(connection)),
            deadline: nanoseconds() + server.limits.headerDeadlineSeconds * 1_000_000_000)
        server.wires.add(wire)
        context.pointee = Unmanaged.passRetained(wire).toOpaque()
    } else if let retained = context.pointee {
        server.wires.remove(Unmanaged<Wire>.fromOpaque(retained).takeRetainedValue())
        context.pointee = nil
    }
}

/// The request line is there: from now on the header has its own deadline.
func requestBegan(
    _ closure: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let connection, let context = connection_context(connection) else { return nil }
    let server = server(closure)
    let wire = Unmanaged<Wire>.fromOpaque(context).takeUnretainedValue()
    wire.expect(by: nanoseconds() + server.limits.headerDeadlineSeconds * 1_000_000_000)
    let bytes = target.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
    return Unmanaged.passRetained(Exchange(server: server, wire: wire, target: bytes)).toOpaque()
}

func requestAdvanced(
    _ closure: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ piece: UnsafePointer<CChar>?,
    _ count: UnsafeMutablePointer<Int>?, _ context: Context?
) -> MHD_Result {
    guard let connection, let url, let method, let version, let count, let exchange = context?.pointee else {
        return .NO
    }
    let bytes = UnsafeRawBufferPointer(start: piece, count: count.pointee)
    count.pointee = 0
    return Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().advance(
        connection, url: url, method: method, version: version, piece: bytes)
}

func requestEnded(
    _ closure: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ context: Context?, _ why: MHD_RequestTerminationCode
) {
    guard let context, let exchange = context.pointee else { return }
    context.pointee = nil
    Unmanaged<Exchange>.fromOpaque(exchange).takeRetainedValue().end()
}

/// Leaves addresses as they were sent: they are decoded, and checked, by `RequestHead`.
func leaveEscaped(
    _ closure: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int {
    text.map { strlen($0) } ?? 0
}

private func server(_ closure: UnsafeMutableRawPointer?) -> Server {
    guard let closure else { preconditionFailure("MHD lost the server it was started with") }
    return Unmanaged<Server>.fromOpaque(closure).takeUnretainedValue()
}
