import Database
import Vocabulary

/// What is known of a person: typed into a form, read from a list, or taken from the register to be changed.
public struct PersonDetails: Equatable, Sendable {
    public var name: String
    public var birthDay: Day?
    public var birthYear: Int?
    public var gender: Person.Gender?
    public var ethnicGroup: EthnicGroup?
    public var area: Person.Area?
    public var phone: String?
    public var email: String?

    public init(
        name: String, birthDay: Day? = nil, birthYear: Int? = nil, gender: Person.Gender? = nil,
        ethnicGroup: EthnicGroup? = nil, area: Person.Area? = nil, phone: String? = nil, email: String? = nil
    ) {
        self.name = name
        self.birthDay = birthDay
        self.birthYear = birthDay?.year ?? birthYear
        self.gender = gender
        self.ethnicGroup = ethnicGroup
        self.area = area
        self.phone = phone
        self.email = email
    }

    /// The same, checked and in the form in which it is kept. `today` bounds the year of birth.
    public func checked(today: Day) throws(PersonRefusal) -> PersonDetails {
        var checked = self
        checked.name = try PersonName.checked(name)
        if let day = birthDay { checked.birthYear = day.year }
        if let year = checked.birthYear, !(1900...today.year).contains(year) || birthDay.map({ $0 > today }) ?? false {
            throw .badBirth(birthDay?.vietnamese ?? String(year))
        }
        checked.phone = try Self.phone(phone ?? "")
        checked.email = try Self.email(email ?? "")
        return checked
    }

    /// `17/11/1980` or `1980`; empty for unknown.
    public static func birth(_ typed: String) throws(PersonRefusal) -> (day: Day?, year: Int?) {
        let text = typed.trimmed
        if text.isEmpty { return (nil, nil) }
        if let day = Day(vietnamese: text) ?? Day(iso: text) { return (day, day.year) }
        guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let year = Int(text) else {
            throw .badBirth(String(text.prefix(40)))
        }
        return (nil, year)
    }

    /// `0912 345 678`, `+84 912.345.678` → `0912345678`; nil when empty.
    public static func phone(_ typed: String) throws(PersonRefusal) -> String? {
        var digits = typed.isDigits ? typed : typed.filter { !" .-()\u{A0}\t".contains($0) }
        if digits.isEmpty { return nil }
        if digits.hasPrefix("+84") { digits = "0" + digits.dropFirst(3) }
        if digits.hasPrefix("+") { digits.removeFirst() }
        guard (8...15).contains(digits.utf8.count), digits.isDigits else {
            throw .badPhone
        }
        return digits
    }

    /// Lower case; nil when empty.
    public static func email(_ typed: String) throws(PersonRefusal) -> String? {
        let address = typed.trimmed.lowercased()
        if address.isEmpty { return nil }
        let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let dot = UInt8(ascii: ".")
        guard address.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[1].contains(dot),
            parts[1].first != dot, parts[1].last != dot,
            address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x2C })
        else { throw .badEmail }
        return address
    }
}

/// A person to be added, with the post through which their unit sees them.
public struct NewPerson: Equatable, Sendable {
    public var details: PersonDetails
    public var post: NewPost

    public init(_ details: PersonDetails, post: NewPost) { (self.details, self.post) = (details, post) }
}
