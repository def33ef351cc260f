import Glibc
import Vocabulary

/// Why a server cannot start.
public enum StartRefusal: Explained, Equatable {
    case unknownHost(String)
    case portInUse(Int)
    case notAllowed(Int)
    case system(code: Int32)

    public var explanation: Explanation {
        switch self {
        case .unknownHost(let host):
            Explanation(
                notice: "Không tìm thấy địa chỉ \(host). Hãy kiểm tra tham số --host.",
                log: "cannot resolve host", english: "Cannot resolve \(host). Check --host.")
        case .portInUse(let port):
            Explanation(
                notice: "Cổng \(port) đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.",
                log: "port \(port) is in use", english: "Port \(port) is in use. Choose another one with --port.")
        case .notAllowed(let port):
            Explanation(
                notice: "Không được phép mở cổng \(port). Hãy chọn cổng từ 1024 trở lên bằng --port.",
                log: "port \(port) is not permitted", english: "Port \(port) is not permitted. Choose 1024 or higher.")
        case .system(let code):
            Explanation(
                notice: "Không khởi động được máy chủ web (lỗi hệ thống \(code)). Hãy báo quản trị viên.",
                log: "cannot start, errno \(code)", english: "The web server cannot start (system error \(code)).")
        }
    }
}

/// A socket that listens for connections; the caller closes it.
struct ListeningSocket {
    let descriptor: Int32
    let port: Int

    /// Binds to `host` (a name or numeric address, IPv4 or IPv6) and `port`; 0 lets the system choose.
    init(host: String, port: Int) throws(StartRefusal) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard (0...65535).contains(port), getaddrinfo(host, String(port), &hints, &found) == 0, let address = found
        else { throw .unknownHost(host) }
        defer { freeaddrinfo(found) }

        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.pointee.ai_family, kind, 0)
        guard descriptor >= 0 else { throw .system(code: errno) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0, listen(descriptor, 1024) == 0
        else {
            let code = errno
            close(descriptor)
            switch code {
            case EADDRINUSE: throw .portInUse(port)
            case EACCES: throw .notAllowed(port)
            case EADDRNOTAVAIL: throw .unknownHost(host)
            default: throw .system(code: code)
            }
        }
        var bound = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        // The port lies at the same place in IPv4 and IPv6 addresses, in network order.
        let network = withUnsafeBytes(of: bound) { $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self) }
        (self.descriptor, self.port) = (descriptor, Int(UInt16(bigEndian: network)))
    }
}
