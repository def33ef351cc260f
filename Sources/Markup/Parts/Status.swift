/// A status or a verdict: a word first, a shape second, a colour third.
public struct Status: Part, Equatable, Sendable {
    public enum Kind: String, Equatable, Sendable, CaseIterable {
        case todo, doing, late, stuck, care, yours, done
        /// Verdicts of a condition: Đạt, Không đạt, Chưa rõ.
        case met, unmet, unsure
    }

    public let kind: Kind
    public let words: String

    public init(_ kind: Kind, _ words: String) { (self.kind, self.words) = (kind, words) }

    public static let todo = Status(.todo, "Chưa làm")
    public static let doing = Status(.doing, "Đang làm")
    public static let done = Status(.done, "Xong")
    public static let met = Status(.met, "Đạt")
    public static let unmet = Status(.unmet, "Không đạt")
    public static let unsure = Status(.unsure, "Chưa rõ")

    /// `Quá hạn 5 ngày`
    public static func late(_ days: Int) -> Status { Status(.late, lateWords(days)) }

    public var html: HTML { "<span class=\"st \(kind.rawValue)\">\(words)</span>" }
}
