import Glibc

/// How much of everything the server accepts.
public struct Limits: Sendable {
    /// Path and query.
    public var targetBytes = 8 * 1024
    /// Request line and header fields.
    public var headerBytes = 32 * 1024
    public var headerCount = 100
    public var cookieCount = 50
    /// Fields of a query or form.
    public var fieldCount = 1000
    /// Files of a form.
    public var fileCount = 50
    /// A body where `route` says nothing else; also all text fields of a multipart form together.
    public var bodyBytes = 1024 * 1024
    /// The largest body that `route` may admit.
    public var uploadBytes = 512 * 1024 * 1024
    /// Where uploads lie until the request is done. Must exist.
    public var uploadFolder = "/tmp"

    /// From the opening of the connection, or from the first line of a further request, to the end of its header.
    public var headerDeadlineSeconds = 10
    /// Without any byte in either direction.
    public var idleSeconds = 15
    /// A body may take `bodySeconds` plus the time that `bodyBytesPerSecond` gives its size.
    public var bodySeconds = 30
    public var bodyBytesPerSecond = 16 * 1024
    /// How long `stop()` waits for requests that are being answered.
    public var stopSeconds = 15

    /// Open at the same time; further ones wait in the system's queue.
    public var connections = 1000
    public var slowThreads = 4
    /// Requests that may wait for a slow thread before 503.
    public var slowQueue = 64

    /// After a refusal in the middle of an upload: how much of the rest is read and thrown away, so that the browser
    /// comes to reading the answer.
    public var lingerBytes = 64 * 1024 * 1024
    public var lingerSeconds = 5

    public init() {}

    /// As many event threads as the machine has cores.
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
