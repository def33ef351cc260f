import Database
import Vocabulary

/// Đã nhập đủ từ năm N: from which year on the office has entered all facts of a kind about somebody. What is not said to be
/// complete may be missing: its absence proves nothing.
public struct FactsComplete: Equatable, Sendable {
    /// Kinds of facts.
    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case honours, ratings, initiatives, discipline, matters

        public var vietnamese: String {
            switch self {
            case .honours: "danh hiệu, hình thức khen thưởng"
            case .ratings: "xếp loại hằng năm"
            case .initiatives: "sáng kiến, đề tài"
            case .discipline: "kỷ luật"
            case .matters: "việc đang xem xét"
            }
        }

        /// What concerns conduct is entered and read by fewer people.
        public var isConduct: Bool { self == .discipline || self == .matters }
    }

    private var years: [Kind: Int] = [:]

    public init() {}

    /// The first year that is whole; nil where nothing was declared.
    public subscript(kind: Kind) -> Int? {
        get { years[kind] }
        set { years[kind] = newValue }
    }

    /// Whether all facts of the kind are known for every year from `year` on.
    public func covers(_ kind: Kind, from year: Int) -> Bool { years[kind].map { $0 <= year } ?? false }

    /// What either declares: somebody who works in two units is known through both.
    mutating func join(_ kind: Kind, from year: Int) { years[kind] = min(years[kind] ?? year, year) }
}
