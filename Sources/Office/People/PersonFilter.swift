import Markup
import Vocabulary

/// What a list of people is asked for. Its address holds all of it, so that any view can be sent as a link.
public struct PersonFilter: Equatable, Sendable {
    /// Có hay không có chức vụ on that day.
    public enum Holding: String, Sendable, CaseIterable {
        case held = "co"
        case vacant = "khong"
    }

    public enum Sort: String, Sendable, CaseIterable {
        case name = "ten"
        case change = "moi-sua"
    }

    /// Beginnings of words of the name, marks not needed; those written with the same marks come first.
    public var words: String
    /// A unit and all below it.
    public var unit: ID<Unit>?
    public var isLeader: Bool?
    public var gender: Person.Gender?
    public var holding: Holding?
    public var sort: Sort
    public var isDescending: Bool

    public init(
        words: String = "", unit: ID<Unit>? = nil, isLeader: Bool? = nil, gender: Person.Gender? = nil,
        holding: Holding? = nil, sort: Sort = .name, isDescending: Bool = false
    ) {
        (self.words, self.unit, self.isLeader, self.gender) = (words, unit, isLeader, gender)
        (self.holding, self.sort, self.isDescending) = (holding, sort, isDescending)
    }

    static let groups: [String: Bool] = ["lanh-dao": true, "truc-tiep": false]
    static let genders: [String: Person.Gender] = ["nam": .male, "nu": .female]

    /// Reads an address; what it does not understand is as if not asked for.
    public init(_ value: (String) -> String?) {
        words = String((value("ten") ?? "").trimmed.prefix(PersonName.most))
        unit = value("don-vi").flatMap { ID($0) }
        isLeader = value("nhom").flatMap { Self.groups[$0] }
        gender = value("gioi").flatMap { Self.genders[$0] }
        holding = value("chuc-vu").flatMap(Holding.init(rawValue:))
        let order = value("sap") ?? ""
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .name
    }

    /// The same view as an address under `path`, without what is not asked for.
    public func address(_ path: String) -> Address {
        var address = Address(path)
        func add(_ name: String, _ value: String?) { address = address.with(name, value) }
        add("ten", words)
        add("don-vi", unit?.description)
        add("nhom", isLeader.flatMap { leader in Self.groups.first { $0.value == leader }?.key })
        add("gioi", gender.flatMap { gender in Self.genders.first { $0.value == gender }?.key })
        add("chuc-vu", holding?.rawValue)
        if sort != .name || isDescending { add("sap", (isDescending ? "-" : "") + sort.rawValue) }
        return address
    }

    public var isNarrowed: Bool {
        !words.isEmpty || unit != nil || isLeader != nil || gender != nil || holding != nil
    }

    public func with(_ change: (inout PersonFilter) -> Void) -> PersonFilter {
        var copy = self
        change(&copy)
        return copy
    }
}
