import Markup
import Rulebook
import Vocabulary

/// What the list of honours is asked for. Its address holds all of it, so that any view can be sent as a link.
public struct HonourFilter: Equatable, Sendable {
    public enum Sort: String, Sendable, CaseIterable {
        case day = "ngay"
        case name = "ten"
    }

    /// Beginnings of words of a holder's name, marks not needed; or the beginning of a decision's number, which has figures.
    public var words = ""
    /// Words of the achievement.
    public var achievement = ""
    public var award: Award.Slug?
    /// The last year of the achievement.
    public var year: Int?
    public var kind: SubjectKind?
    public var level: Award.Level?
    public var basis: HonourBasis?
    /// A unit and all below it.
    public var unit: ID<Unit>?
    public var sort = Sort.day
    public var isDescending = true

    public init() {}

    static let mostWords = 120

    /// Reads an address; what it does not understand is as if not asked for.
    public init(_ value: (String) -> String?) {
        words = String((value("tim") ?? "").trimmed.prefix(Self.mostWords))
        achievement = String((value("thanh-tich") ?? "").trimmed.prefix(Self.mostWords))
        award = value("danh-hieu").flatMap { Award.Slug(stored: $0) }
        year = value("nam").flatMap { Int($0) }.flatMap { (1900...2200).contains($0) ? $0 : nil }
        kind = value("doi-tuong").flatMap(SubjectKind.init(rawValue:))
        level = value("cap").flatMap(Award.Level.init(rawValue:))
        basis = value("loai-hinh").flatMap(HonourBasis.init(rawValue:))
        unit = value("don-vi").flatMap { ID($0) }
        let order = value("sap") ?? "-ngay"
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .day
    }

    /// The same view as an address under `path`, without what is not asked for.
    public func address(_ path: String) -> Address {
        var address = Address(path)
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { address = address.with(name, value) }
        }
        add("tim", words)
        add("thanh-tich", achievement)
        add("danh-hieu", award?.description)
        add("nam", year.map(String.init))
        add("doi-tuong", kind?.rawValue)
        add("cap", level?.rawValue)
        add("loai-hinh", basis?.rawValue)
        add("don-vi", unit?.description)
        if sort != .day || !isDescending { add("sap", (isDescending ? "-" : "") + sort.rawValue) }
        return address
    }

    public var isNarrowed: Bool {
        var plain = HonourFilter()
        (plain.sort, plain.isDescending) = (sort, isDescending)
        return self != plain
    }

    /// The beginning of a decision's number, where the words are one.
    var number: String? {
        guard words.contains(where: \.isNumber) || words.contains("/") else { return nil }
        return NewDecision.key(words)
    }

    /// The beginnings of a name, where the words are one.
    var name: TypedName { number == nil ? TypedName(words) : TypedName("") }
}
