import Database
import Rulebook
import Vocabulary

/// Một khen thưởng đã có: what one holder was given by one decision.
public enum Honour {
    /// held: it stands; revoked: the decision was annulled or the title stripped; withdrawn: it was entered wrongly.
    public enum State: String, SQLBindable, SQLDecodable, Sendable {
        case held, revoked, withdrawn

        var vietnamese: String {
            switch self {
            case .held: "còn hiệu lực"
            case .revoked: "đã bị hủy bỏ, tước"
            case .withdrawn: "nhập nhầm, đã rút"
            }
        }
    }

    /// Whom it was given to; without a key who is in no register.
    public enum Holder: Hashable, Sendable {
        case person(ID<Person>?)
        case unit(ID<Unit>?)
        case household(address: String?)

        public var kind: SubjectKind {
            switch self {
            case .person: .individual
            case .unit: .collective
            case .household: .household
            }
        }
        public var person: ID<Person>? { if case .person(let id) = self { id } else { nil } }
        public var unit: ID<Unit>? { if case .unit(let id) = self { id } else { nil } }
        public var address: String? { if case .household(let address) = self { address } else { nil } }
    }
}

/// Quyết định khen thưởng: the head of one decision. Its rows name the branch that keeps it.
public enum HonourDecision {}

/// A decision to be entered.
public struct NewDecision: Hashable, Sendable {
    /// As written: `1234/QĐ-UBND`.
    public var number: String
    public var signed: Day
    /// `UBND tỉnh Hoàng Giang`
    public var issuer: String
    public var level: Award.Level
    public var signer: String?
    public var signerPosition: String?
    /// Who keeps it in the register.
    public var branch: ID<Unit>
    public var occasion: OccasionKind
    /// Why another body's paper with the same number in that year is no mistake.
    public var sameNumberWhy: String?

    public init(
        number: String, signed: Day, issuer: String, level: Award.Level, signer: String? = nil,
        signerPosition: String? = nil, branch: ID<Unit>, occasion: OccasionKind = .yearEnd, sameNumberWhy: String? = nil
    ) {
        (self.number, self.signed, self.issuer, self.level) = (number, signed, issuer, level)
        (self.signer, self.signerPosition, self.branch) = (signer, signerPosition, branch)
        (self.occasion, self.sameNumberWhy) = (occasion, sameNumberWhy)
    }

    /// Equal for the ways in which one number is written: `Số: 05/QĐ-UBND` and `5/qđ-ubnd`.
    static func key(_ number: String) -> String {
        var text = number.folded
        for word in ["so:", "so "] where text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
        text = text.filter { !$0.isWhitespace }
        let digits = text.prefix { $0.isNumber }
        let rest = text.dropFirst(digits.count)
        let plain = digits.drop { $0 == "0" }
        return (plain.isEmpty && !digits.isEmpty ? "0" : String(plain)) + rest
    }

    /// Equal for the ways in which one issuer is written: the chair signs for the committee.
    static func issuerFold(_ issuer: String) -> String {
        var fold = UnitName.fold(issuer)
        for head in ["chu tich ", "giam doc ", "thu truong "] where fold.hasPrefix(head) {
            fold = String(fold.dropFirst(head.count))
        }
        return fold
    }
}

/// What one holder was given, to be entered under a decision.
public struct NewHonour: Equatable, Sendable {
    public var holder: Honour.Holder
    /// As the decision writes it.
    public var name: String
    public var post: String?
    /// The name of the unit at that time.
    public var unitText: String?
    /// Their unit of the register at that time; nil where it is in none.
    public var unit: ID<Unit>?
    public var award: Award.Slug
    public var years: AchievementYears?
    public var achievement: String?
    public var basis: HonourBasis
    public var occasion: String?
    public var group: Post.Group?
    public var isEnterprise: Bool
    public var certificate: String?

    public init(
        _ holder: Honour.Holder, name: String, post: String? = nil, unitText: String? = nil, unit: ID<Unit>? = nil,
        award: Award.Slug, years: AchievementYears? = nil, achievement: String? = nil, basis: HonourBasis = .congTrang,
        occasion: String? = nil, group: Post.Group? = nil, isEnterprise: Bool = false, certificate: String? = nil
    ) {
        (self.holder, self.name, self.post, self.unitText, self.unit) = (holder, name, post, unitText, unit)
        (self.award, self.years, self.achievement, self.basis) = (award, years, achievement, basis)
        (self.occasion, self.group, self.isEnterprise, self.certificate) = (occasion, group, isEnterprise, certificate)
    }
}
