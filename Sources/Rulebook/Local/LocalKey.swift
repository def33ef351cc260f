/// What the law leaves to the regulation of a province. Percents are kept in hundredths: 15 % is 1500.
public enum LocalKey: String, CaseIterable, Sendable {
    case cstdCoSoPercent, ttldttLdttPercent
    /// One share of votes for all; a share of its own for a kind of award stands before it.
    case votePercent
    case voteStatePercent, voteFlagPercent, voteProvincePercent, voteOrderPercent
    case decideWorkingDays, initiativeCarryYears

    public var unit: Unit {
        switch self {
        case .cstdCoSoPercent, .ttldttLdttPercent, .votePercent, .voteStatePercent, .voteFlagPercent,
            .voteProvincePercent, .voteOrderPercent:
            .percent
        case .decideWorkingDays: .workingDays
        case .initiativeCarryYears: .years
        }
    }

    /// The setting for all that serves where this one has no value.
    public var general: LocalKey? {
        switch self {
        case .voteStatePercent, .voteFlagPercent, .voteProvincePercent, .voteOrderPercent: .votePercent
        default: nil
        }
    }

    public enum Unit: String, CaseIterable, Sendable {
        case percent, workingDays, years

        public var vietnamese: String {
            switch self {
            case .percent: "%"
            case .workingDays: "ngày làm việc"
            case .years: "năm"
            }
        }

        /// What can be meant at all; nobody regulates beyond it.
        public var range: ClosedRange<Int> {
            switch self {
            case .percent: 1...10_000
            case .workingDays: 1...366
            case .years: 0...20
            }
        }
    }

    /// `15 %`, `20 ngày làm việc`
    public func words(_ amount: Int) -> String {
        unit == .percent ? Percent.words(amount) : "\(amount) \(unit.vietnamese)"
    }

    /// What a person types for it: `15`, `12,5`, `12,5 %`. Nil where it is no number of the unit.
    public func amount(typed text: String) -> Int? {
        var text = text.filter { !$0.isWhitespace }
        for unit in ["%", "ngàylàmviệc", "ngày", "năm"] where text.hasSuffix(unit) {
            text = String(text.dropLast(unit.count))
        }
        let parts = text.replacing(".", with: ",").split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, first.allSatisfy(\.isASCII), let whole = Int(first),
            whole >= 0,
            whole <= 1_000_000
        else { return nil }
        guard unit == .percent else { return parts.count == 1 ? whole : nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
            let rest = Int(parts[1])
        else { return nil }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }

    /// As it is typed: `12,5`.
    public func typed(_ amount: Int) -> String {
        unit == .percent ? Percent.words(amount).replacing(" %", with: "") : String(amount)
    }
}
