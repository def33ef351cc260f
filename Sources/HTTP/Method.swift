/// What a request wants done. Methods that are not listed are answered with 501.
public enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"

    /// Whether the request promises to change nothing, so that it needs no form token.
    public var isSafe: Bool { self == .get || self == .head || self == .options }
}
