import Markup
import Rulebook
import Vocabulary

/// What came out for one subject and one award of the year.
enum RollOutcome: String, CaseIterable, Sendable {
    case met = "du"
    /// Has the award of this year already.
    case given = "da-tang"
    case unknown = "chua-ro"
    case unmet = "chua-du"

    var vietnamese: String {
        switch self {
        case .met: "Đủ"
        case .given: "Đã tặng"
        case .unknown: "Chưa rõ"
        case .unmet: "Chưa đủ"
        }
    }
}

/// What a whole unit or bloc is asked about. Its address holds all of it, so that any view can be sent as a link.
struct RollFilter: Equatable, Sendable {
    enum Whose: Equatable, Sendable {
        /// A unit and all below it.
        case unit(ID<Unit>)
        /// The member units of a bloc.
        case bloc(ID<Bloc>)

        var written: String {
            switch self {
            case .unit(let id): "don-vi-\(id)"
            case .bloc(let id): "khoi-\(id)"
            }
        }

        init?(_ text: String) {
            if text.hasPrefix("don-vi-"), let id = ID<Unit>(text.dropFirst(7)) {
                self = .unit(id)
            } else if text.hasPrefix("khoi-"), let id = ID<Bloc>(text.dropFirst(5)) {
                self = .bloc(id)
            } else {
                return nil
            }
        }
    }

    enum Sort: String, CaseIterable, Sendable {
        case name = "ten"
        case outcome = "ket-qua"
    }

    var whose: Whose?
    /// People or collectives; a bloc has collectives only.
    var kind = SubjectKind.individual
    var year: Int
    var day: Day
    /// Nil for the first title of the year.
    var award: Award.Slug?
    var outcome: RollOutcome?
    var sort = Sort.name
    var isDescending = false

    init(_ whose: Whose?, _ kind: SubjectKind = .individual, year: Int, day: Day) {
        (self.whose, self.kind, self.year, self.day) = (whose, kind, year, day)
        if case .bloc = whose { self.kind = .collective }
    }

    /// Reads an address; what it does not understand is as if not asked for.
    init(_ question: Eligibility.Question, _ value: (String) -> String?) {
        self.init(
            value("xet").flatMap { Whose($0) }, value("doi-tuong") == "tap-the" ? .collective : .individual,
            year: question.year, day: question.day)
        award = value("danh-hieu").flatMap { Award.Slug(stored: $0) }
        outcome = value("ket-qua").flatMap { RollOutcome(rawValue: $0) }
        let order = value("sap") ?? ""
        isDescending = order.hasPrefix("-")
        sort = Sort(rawValue: isDescending ? String(order.dropFirst()) : order) ?? .name
    }

    /// The same view as an address under `path`, without what is not asked for.
    func address(_ path: String, today: Day) -> Address {
        var kind: String?
        if case .bloc = whose {} else if self.kind == .collective { kind = "tap-the" }
        return sorted(Address(path)).with("xet", whose?.written).with("doi-tuong", kind)
            .with("nam", year == day.year ? nil : String(year)).with("ngay", day == today ? nil : day.vietnamese)
            .with("danh-hieu", award?.description).with("ket-qua", outcome?.rawValue)
    }

    /// With the order alone.
    func sorted(_ address: Address) -> Address {
        let isPlain = sort == .name && !isDescending
        return address.with("sap", isPlain ? nil : (isDescending ? "-" : "") + sort.rawValue)
    }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
