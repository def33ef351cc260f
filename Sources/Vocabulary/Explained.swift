/// What an error says to its two readers.
public struct Explanation: Equatable, Sendable {
    /// The person at the screen: Vietnamese, what was refused and what to do next, no secrets.
    public let notice: String
    /// The developer: English, identifiers, no personal data.
    public let log: String
    /// The same notice in English, for `--lang en`; nil where only Vietnamese exists.
    public let english: String?

    public init(notice: String, log: String, english: String? = nil) {
        (self.notice, self.log, self.english) = (notice, log, english)
    }
}

/// An error that the user can act on (a refusal). Faults, which we must act on, do not conform.
public protocol Explained: Error, Sendable {
    var explanation: Explanation { get }
}
