/// A cookie that a response sets. Scripts never see it (HttpOnly), other sites never send it (SameSite=Lax), and the
/// server adds Secure when the visitor came over https.
public struct Cookie: Sendable, Equatable {
    public var name: String
    public var value: String
    /// Seconds to live; nil until the browser closes; 0 removes the cookie.
    public var maxAge: Int?
    public var path: String

    public init(_ name: String, _ value: String, maxAge: Int? = nil, path: String = "/") {
        (self.name, self.value, self.maxAge, self.path) = (name, value, maxAge, path)
    }

    /// The text of the `Set-Cookie` field; nil when name, value or path hold characters that a cookie cannot.
    func field(secure: Bool) -> String? {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter), value.utf8.allSatisfy(\.isCookieCharacter),
            path.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ";") })
        else { return nil }
        let age = maxAge.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value); Path=\(path)\(age); HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
    }

    /// The cookies of a request. The first of several with one name counts; pairs beyond `limit` are a refusal.
    static func parse(_ fields: [String], atMost limit: Int) throws(RequestRefusal) -> [String: String] {
        var cookies: [String: String] = [:]
        for field in fields {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
                let trimmed = pair.drop { $0 == 0x20 || $0 == 0x09 }
                guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = String(Substring(trimmed[..<equals]))
                var value = trimmed[trimmed.index(after: equals)...]
                while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
                if cookies[name] == nil { cookies[name] = String(Substring(value)) }
                guard cookies.count <= limit else { throw .tooManyFields(limit: limit) }
            }
        }
        return cookies
    }
}

extension UInt8 {
    /// A character of a cookie value (RFC 6265, cookie-octet).
    fileprivate var isCookieCharacter: Bool {
        switch self {
        case 0x21, 0x23...0x2B, 0x2D...0x3A, 0x3C...0x5B, 0x5D...0x7E: true
        default: false
        }
    }
}
