import Vocabulary

/// Văn bản: a law, decree, circular or directive, with the days on which it is in force.
public struct Instrument: Equatable, Sendable {
    /// As the instrument itself writes it: `98/2023/NĐ-CP`.
    public let number: String
    public let kind: Kind
    public let issuer: String
    public let title: String
    /// The day of signing; nil where it is not known.
    public let signed: Day?
    public let period: Period
    /// Numbers of those that it replaces, as a whole.
    public let replaces: [String]
    /// Numbers of those that replace it.
    public internal(set) var replacedBy: [String] = []
    /// Numbers of those that it amends; they stay in force.
    public let amends: [String]
    /// Days for which nobody here can say whether it is in force, or in force for everything, and why.
    public let doubts: [Doubt]
    /// Where these facts were seen.
    public let source: String
    public let confidence: Confidence

    public enum Kind: String, CaseIterable, Sendable {
        case law, decree, circular, directive

        /// `Nghị định`
        public var vietnamese: String {
            switch self {
            case .law: "Luật"
            case .decree: "Nghị định"
            case .circular: "Thông tư"
            case .directive: "Chỉ thị"
            }
        }
    }

    /// A stretch of days that is not settled.
    public struct Doubt: Equatable, Sendable {
        public let period: Period
        public let why: String
    }

    /// Whether it is in force on a day.
    public enum State: Equatable, Sendable {
        case inForce
        case notYet(from: Day)
        /// `by`: what replaced it.
        case ended(last: Day, by: [String])
        /// Cannot be told, and why.
        case unsettled(String)
    }

    public func state(on day: Day) -> State {
        if let doubt = doubts.first(where: { $0.period.contains(day) }) { return .unsettled(doubt.why) }
        if day < period.start { return .notYet(from: period.start) }
        if let last = period.last, last < day { return .ended(last: last, by: replacedBy) }
        return .inForce
    }

    /// `Nghị định số 98/2023/NĐ-CP`
    public var citation: String { "\(kind.vietnamese) số \(number)" }
}
