/// Where the handler of a request runs.
public enum Lane: Sendable, Equatable {
    /// On the event thread: for answers within a few milliseconds.
    case fast
    /// On one of a few worker threads while the connection waits: for password hashing, exports, other machines.
    case slow
}

/// What `route` decides about a request before its body is read.
public enum Admission: Sendable {
    /// Read the body, at most `maxBody` bytes (nil: `Limits.bodyBytes`), and call the handler. More than
    /// `Limits.bodyBytes` is for multipart forms only, since their files go to disk; `Limits.uploadBytes` bounds them. `template` is the path with its variables unnamed (`/ho-so/:id`), for the access log.
    case admit(_ lane: Lane = .fast, maxBody: Int? = nil, template: String? = nil)
    /// Answer at once, without reading the body.
    case refuse(Response)
}
