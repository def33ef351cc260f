/// How sure a fact of the law is. What is not confirmed is shown so, and never refuses anybody.
public enum Confidence: String, CaseIterable, Comparable, Sendable {
    /// Seen in a source that is named.
    case verified = "V"
    /// Known and consistent, without a source at hand.
    case known = "K"
    /// Doubtful: a setting of the local regulation, shown as unconfirmed.
    case unconfirmed = "?"

    /// The Vietnamese word on pages.
    public var vietnamese: String {
        switch self {
        case .verified: "đã đối chiếu"
        case .known: "đã biết, chưa đối chiếu"
        case .unconfirmed: "chưa được xác nhận"
        }
    }

    private var doubt: Int {
        switch self {
        case .verified: 0
        case .known: 1
        case .unconfirmed: 2
        }
    }

    /// The surer one is the lesser.
    public static func < (left: Confidence, right: Confidence) -> Bool { left.doubt < right.doubt }
}
