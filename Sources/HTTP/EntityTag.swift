import CSodium

extension Response {
    /// The same answer with an `ETag` made of its bytes, so that a browser that has it already gets 304 and no body.
    /// Files are left as they are.
    public func tagged() -> Response {
        guard case .bytes(let bytes) = body else { return self }
        var digest = [UInt8](repeating: 0, count: 16)
        crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), nil, 0)
        return with("ETag", "\"\(digest.hexadecimal)\"")
    }

    /// The answer as it goes to this visitor: 304 when he has it already. Applied by server and test client alike.
    public func settled(for head: RequestHead) -> Response {
        guard status == 200, head.method == .get, let tag = header("ETag"),
            let known = head.headers["if-none-match"], Self.list(known, names: tag)
        else { return self }
        var unchanged = self
        unchanged.status = 304
        unchanged.body = .bytes([])
        unchanged.headers.removeAll { $0.0.utf8.first?.lowercased == UInt8(ascii: "c") && $0.0.hasPrefix("Content-") }
        return unchanged
    }

    /// Weak comparison (RFC 9110): a proxy that compresses makes our strong tag weak.
    private static func list(_ known: String, names tag: String) -> Bool {
        known.split(separator: ",").contains { candidate in
            let bare = candidate.drop { $0 == " " }.prefix { $0 != " " }
            return bare == "*" || bare == tag || (bare.hasPrefix("W/") && bare.dropFirst(2) == tag)
        }
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
