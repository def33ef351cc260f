/// How Excel shows a number: dates as dd/MM/yyyy whatever the country of the machine, shares, grouped amounts.
enum CellFormat: Equatable {
    case general
    case date(day: Bool, month: Bool, year: Bool, time: Bool)
    case percent(Int)
    /// Digits after the comma, and whether thousands are set apart.
    case fixed(Int, grouped: Bool)

    init(code: String) {
        // Only the first section, without text in quotes, colours and conditions.
        var plain = ""
        var isQuoted = false, isBracketed = false, isEscaped = false
        var bracket = ""
        for letter in code {
            if isEscaped { isEscaped = false; continue }
            if isQuoted { isQuoted = letter != "\""; continue }
            if isBracketed {
                if letter == "]" {
                    isBracketed = false
                    if bracket.lowercased().allSatisfy({ "hms".contains($0) }) { plain += bracket.lowercased() }
                    bracket = ""
                } else {
                    bracket.append(letter)
                }
                continue
            }
            switch letter {
            case "\"": isQuoted = true
            case "[": isBracketed = true
            case "\\", "_", "*": isEscaped = true
            case ";": break
            default: plain += letter.lowercased()
            }
            if letter == ";" { break }
        }
        if plain.hasPrefix("general") || plain == "@" || plain.isEmpty {
            self = .general
        } else if plain.contains(where: { "ydh".contains($0) }) || (plain.contains("m") && !plain.contains("0"))
            || plain.contains("ss")
        {
            let hasTime = plain.contains("h") || plain.contains("s")
            let hasDay = plain.contains("d"), hasYear = plain.contains("y")
            self = .date(
                day: hasDay, month: plain.contains("m") && (hasDay || hasYear || !hasTime), year: hasYear, time: hasTime
            )
        } else {
            let decimals =
                plain.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.prefix {
                    "0#?".contains($0)
                }.count ?? 0
            self =
                plain.contains("%")
                ? .percent(decimals)
                : .fixed(decimals, grouped: plain.contains("#,#") || plain.contains("0,0") || plain.contains("#,0"))
        }
    }

    /// Formats that a file names by number only.
    static func builtIn(_ number: Int) -> CellFormat {
        switch number {
        case 1: .fixed(0, grouped: false)
        case 2: .fixed(2, grouped: false)
        case 3, 37, 38, 41: .fixed(0, grouped: true)
        case 4, 39, 40, 43, 44: .fixed(2, grouped: true)
        case 9: .percent(0)
        case 10: .percent(2)
        case 14, 15, 27...31, 50...54, 57, 58: .date(day: true, month: true, year: true, time: false)
        case 16: .date(day: true, month: true, year: false, time: false)
        case 17, 36: .date(day: false, month: true, year: true, time: false)
        case 18...21, 45...47, 32...35: .date(day: false, month: false, year: false, time: true)
        case 22: .date(day: true, month: true, year: true, time: true)
        default: .general
        }
    }

    func written(_ raw: String, from1904: Bool) -> String {
        guard let value = Double(raw), value.isFinite, abs(value) < 1e15 else { return raw }
        switch self {
        case .general: return Self.plain(value)
        case .percent(let digits): return Self.decimal(value * 100, digits, grouped: false) + "%"
        case .fixed(let digits, let grouped): return Self.decimal(value, digits, grouped: grouped)
        case .date(let day, let month, let year, let time):
            guard value >= 0, value < 2_958_466 else { return Self.plain(value) }
            var parts: [String] = []
            if day || month || year {
                let date = Self.date(Int(value) + (from1904 ? 1462 : 0))
                let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
                parts.append(
                    [day ? two(date.day) : nil, month ? two(date.month) : nil, year ? "\(date.year)" : nil].compactMap {
                        $0
                    }
                    .joined(separator: "/"))
            }
            if time {
                let minutes = Int(((value - value.rounded(.down)) * 1440).rounded())
                parts.append("\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)")
            }
            return parts.joined(separator: " ")
        }
    }

    /// Whole numbers without a point; others in the shortest form that is the same number.
    private static func plain(_ value: Double) -> String {
        if value == value.rounded() { return "\(Int(value))" }
        // What was computed shows its error in the 16th digit, which Excel hides.
        let rounded = (value * 1e9).rounded() / 1e9
        return "\(rounded)"
    }

    private static func decimal(_ value: Double, _ digits: Int, grouped: Bool) -> String {
        let digits = min(digits, 9)
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = (abs(value) * scale).rounded()
        guard whole < 9e15 else { return "\(value)" }
        var text = "\(Int(whole) / Int(scale))"
        if grouped {
            var parts: [Substring] = []
            var rest = text[...]
            while rest.count > 3 {
                parts.insert(rest.suffix(3), at: 0)
                rest = rest.dropLast(3)
            }
            text = ([rest] + parts).joined(separator: ".")
        }
        if digits > 0 {
            let fraction = "\(Int(whole) % Int(scale))"
            text += "," + String(repeating: "0", count: digits - fraction.count) + fraction
        }
        return value < 0 && whole != 0 ? "-" + text : text
    }

    /// Day of a serial number; Excel believes that 1900 was a leap year.
    static func date(_ serial: Int) -> (year: Int, month: Int, day: Int) {
        if serial == 60 { return (1900, 2, 29) }
        // Days from 01/03/0000: years then end with February.
        let shifted = serial + (serial > 60 ? 693_899 : 693_900)
        let era = shifted / 146_097, rest = shifted % 146_097
        let yearOfEra = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
        let dayOfYear = rest - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
    }
}
