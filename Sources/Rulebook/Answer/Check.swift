/// Điều kiện được kiểm tra: the questions that the rulebook answers about a proposal (its ids stand in answers and pages).
public enum Check: String, CaseIterable, Comparable, Sendable {
    case regime = "C-REGIME"
    case authority = "C-AUTH"
    case subject = "C-SUBJ"
    case streak = "C-STREAK"
    case initiatives = "C-INIT"
    case wait = "C-WAIT"
    case thematic = "C-THEMATIC"
    case quota = "C-QUOTA"
    case double = "C-DOUBLE"
    case pending = "C-PENDING"
    case members = "C-MEMBERS"
    case dossier = "C-DOSSIER"
    case deadline = "C-DEADLINE"
    case disclosure = "C-DISCLOSE"
    case consultation = "C-CONSULT"
    case vote = "C-VOTE"
    case bonus = "C-BONUS"
    case fundCeiling = "C-FUND-CEIL"
    case fundOrganising = "C-FUND-20"
    case basis = "C-BASIS"

    /// Its place in the order of answers. Asked for every check of every person of a province: no table is looked into.
    var index: Int {
        switch self {
        case .regime: 0
        case .authority: 1
        case .subject: 2
        case .streak: 3
        case .initiatives: 4
        case .wait: 5
        case .thematic: 6
        case .quota: 7
        case .double: 8
        case .pending: 9
        case .members: 10
        case .dossier: 11
        case .deadline: 12
        case .disclosure: 13
        case .consultation: 14
        case .vote: 15
        case .bonus: 16
        case .fundCeiling: 17
        case .fundOrganising: 18
        case .basis: 19
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }

    /// The question on pages.
    public var vietnamese: String {
        switch self {
        case .regime: "Quy định áp dụng"
        case .authority: "Thẩm quyền quyết định"
        case .subject: "Đối tượng"
        case .streak: "Thành tích liên tục"
        case .initiatives: "Sáng kiến, đề tài"
        case .wait: "Thời gian từ lần khen trước"
        case .thematic: "Khen chuyên đề, đột xuất không làm căn cứ"
        case .quota: "Tỷ lệ, số lượng"
        case .double: "Một thành tích không khen hai lần"
        case .pending: "Kỷ luật, vụ việc đang xem xét"
        case .members: "Kết quả của tập thể"
        case .dossier: "Thành phần hồ sơ"
        case .deadline: "Thời hạn"
        case .disclosure: "Công khai lấy ý kiến"
        case .consultation: "Hiệp y"
        case .vote: "Tỷ lệ phiếu"
        case .bonus: "Tiền thưởng"
        case .fundCeiling: "Mức trích Quỹ"
        case .fundOrganising: "Chi tổ chức từ Quỹ"
        case .basis: "Căn cứ pháp lý"
        }
    }
}

/// A set of checks.
public struct Checks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public init(_ checks: some Sequence<Check>) { self.init(rawValue: checks.reduce(0) { $0 | 1 << UInt32($1.index) }) }

    public func contains(_ check: Check) -> Bool { rawValue & 1 << UInt32(check.index) != 0 }
}

/// Đạt, chưa đạt, chưa xác định được.
public enum Verdict: String, CaseIterable, Sendable {
    case met, unmet, unknown

    /// Both are asked for: one that is not met decides, then one that cannot be told.
    public static func both(_ left: Verdict, _ right: Verdict) -> Verdict {
        if left == .unmet || right == .unmet { return .unmet }
        return left == .unknown || right == .unknown ? .unknown : .met
    }

    /// One of them is enough.
    public static func either(_ left: Verdict, _ right: Verdict) -> Verdict {
        if left == .met || right == .met { return .met }
        return left == .unknown || right == .unknown ? .unknown : .unmet
    }

    public var vietnamese: String {
        switch self {
        case .met: "Đạt"
        case .unmet: "Chưa đạt"
        case .unknown: "Chưa xác định được"
        }
    }
}
