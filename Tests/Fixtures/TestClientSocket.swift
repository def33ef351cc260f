import Glibc

/// One connection to a server on this machine, for whatever bytes a test wants to send.
public final class TestConnection {
    public enum Fault: Error, Equatable {
        case system(String, code: Int32)
        /// The server closed the connection before a whole response.
        case closed(received: String)
        /// The server said nothing for too long.
        case silent(received: String)
        case unreadable(String)
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// - Parameter seconds: how long one reading or writing may take.
    public init(port: Int, seconds: Int = 15) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Fault.system("socket", code: errno) }
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            let code = errno
            close(descriptor)
            throw Fault.system("connect", code: code)
        }
    }

    deinit { close(descriptor) }

    /// Sends all bytes. Throws when the server has closed.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.send(descriptor, all.baseAddress.map { $0 + sent }, all.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Fault.system("send", code: errno) }
            sent += count
        }
    }

    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Says that nothing more will be sent, and still listens.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next response. Throws when the connection ends or stays silent before it is whole.
    public func response(withoutBody: Bool = false) throws -> TestResponse {
        while true {
            let headEnd = try headerEnd()
            let lines = String(decoding: received[..<headEnd], as: UTF8.self).split(separator: "\r\n")
            let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
            guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
                throw Fault.unreadable(String(decoding: received.prefix(200), as: UTF8.self))
            }
            received.removeFirst(headEnd + 4)
            if status == 100 { continue }
            let headers = lines.dropFirst().map { line in
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                let value = line[colon...].dropFirst().drop { $0 == " " }
                return (name: line[..<colon].lowercased(), value: String(value))
            }
            var response = TestResponse(status: status, headers: headers, bytes: [])
            if !withoutBody, status != 204, status != 304 { response.bytes = try body(of: response) }
            return response
        }
    }

    /// Whether the server has closed the connection, or does so within the time of the connection.
    public func isClosedByServer() -> Bool {
        var byte: UInt8 = 0
        while true {
            let count = recv(descriptor, &byte, 1, 0)
            if count > 0 { continue }
            return count == 0 || errno == ECONNRESET
        }
    }

    private func body(of response: TestResponse) throws -> [UInt8] {
        if response.header("transfer-encoding")?.lowercased() == "chunked" { return try chunks() }
        if let length = response.header("content-length").flatMap(Int.init) { return try take(length) }
        while try receive() {}
        return try take(received.count)
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = String(decoding: try takeLine().prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let size = Int(line, radix: 16) else { throw Fault.unreadable("chunk size \(line)") }
            if size == 0 { break }
            body += try take(size)
            _ = try takeLine()
        }
        while try !takeLine().isEmpty {}
        return body
    }

    private func takeLine() throws -> [UInt8] {
        while true {
            if let end = received.firstIndex(of: 0x0A) {
                let line = Array(received[..<end].dropLast())
                received.removeFirst(end + 1)
                return line
            }
            try receiveMore()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count { try receiveMore() }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    private func headerEnd() throws -> Int {
        var searched = 0
        while true {
            if received.count >= 4 {
                for position in searched...(received.count - 4)
                where received[position] == 0x0D && received[position...].starts(with: "\r\n\r\n".utf8) {
                    return position
                }
                searched = received.count - 3
            }
            try receiveMore()
        }
    }

    private func receiveMore() throws {
        guard try receive() else { throw Fault.closed(received: String(decoding: received.prefix(200), as: UTF8.self)) }
    }

    private func receive() throws -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &block, block.count, 0)
        if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
            throw Fault.silent(received: String(decoding: received.prefix(200), as: UTF8.self))
        }
        guard count >= 0 else { throw Fault.closed(received: String(decoding: received.prefix(200), as: UTF8.self)) }
        received += block.prefix(count)
        return count > 0
    }
}

extension TestClient {
    /// Sends these bytes on a new connection and returns the first response.
    /// - Throws: `TestConnection.Fault` when the server closes or says nothing.
    public static func raw(_ bytes: [UInt8], port: Int) throws -> TestResponse {
        let connection = try TestConnection(port: port)
        try connection.send(bytes)
        return try connection.response()
    }

    public static func raw(_ text: String, port: Int) throws -> TestResponse { try raw(Array(text.utf8), port: port) }
}
