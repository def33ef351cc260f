import Database
import Vocabulary

/// Loại cơ quan ban hành: whose plan it is. A council's plan stands beside the committee's, never in its place.
public enum PlanIssuerKind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    /// Ủy ban nhân dân of any level, or its chair.
    case committee
    /// Hội đồng Thi đua - Khen thưởng.
    case council
    /// Hội đồng Sáng kiến.
    case initiativeCouncil
    case other

    public var vietnamese: String {
        switch self {
        case .committee: "Ủy ban nhân dân"
        case .council: "Hội đồng Thi đua - Khen thưởng"
        case .initiativeCouncil: "Hội đồng Sáng kiến"
        case .other: "cơ quan khác"
        }
    }

    /// In addresses.
    var key: String {
        switch self {
        case .committee: "ubnd"
        case .council: "hd-tdkt"
        case .initiativeCouncil: "hd-sang-kien"
        case .other: "khac"
        }
    }

    init?(key: String) {
        guard let kind = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = kind
    }

    /// By the head of the document: the issuer's name first, then the letters of the number.
    public static func guess(issuer: String?, number: String?) -> PlanIssuerKind {
        let name = (issuer ?? "").folded
        if name.contains("hoi dong sang kien") || name.contains("hdsk") { return .initiativeCouncil }
        if name.contains("hoi dong thi dua") || name.contains("hdtd") || name.contains("hd tdkt") { return .council }
        if name.contains("uy ban nhan dan") || name.contains("ubnd") { return .committee }
        guard name.isEmpty, let letters = number?.folded.split(separator: "/").last else { return .other }
        if letters.contains("hdsk") { return .initiativeCouncil }
        if letters.contains("hdtd") { return .council }
        return letters.contains("ubnd") ? .committee : .other
    }
}
