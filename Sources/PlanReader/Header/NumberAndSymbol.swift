import Vocabulary

/// `Số: 1023/KH-UBND`; blanks in place of the number are no number.
enum NumberAndSymbol {
    static func read(_ head: [HeadSegment]) -> String? {
        for segment in head {
            let text = Wording(segment.text)
            guard let word = text.first("số"), word.lowerBound <= 1 else { continue }
            var at = text.skippingSpaces(word.upperBound)
            if at < text.count, text.lower[at] == ":" { at = text.skippingSpaces(at + 1) }
            return symbol(text, from: at)
        }
        return nil
    }

    /// The symbol that starts here: digits, then `/` and letters. Spaces round the stroke are left out.
    static func symbol(_ text: Wording, from start: Int) -> String? {
        guard let (_, end) = text.number(at: start) else { return nil }
        var result = text.text(from: start, to: end)
        var at = end
        // "1023a/KH-UBND", "34-CT/TW"
        while at < text.count {
            let sign = text.lower[at]
            if text.isLetter(at) || text.isDigit(at) || sign == "/" || sign == "&"
                || (sign == "." && at + 1 < text.count && text.isLetter(at + 1))
            {
                result.unicodeScalars.append(text.scalars[at])
                at += 1
            } else if sign == "-" {
                let next = text.skippingSpaces(at + 1)
                guard next < text.count, text.isUpper(next), next == at + 1 || result.contains("/") else { break }
                result += "-"
                at = next
            } else if sign == " " {
                let next = text.skippingSpaces(at)
                guard next < text.count else { break }
                if text.lower[next] == "/" || result.hasSuffix("/") && (text.isUpper(next) || text.isDigit(next)) {
                    at = next
                } else if text.lower[next] == "-", result.contains("/"), text.skippingSpaces(next + 1) < text.count,
                    text.isUpper(text.skippingSpaces(next + 1)),
                    next == at + 1, text.skippingSpaces(next + 1) <= next + 2
                {
                    at = next
                } else {
                    break
                }
            } else {
                break
            }
        }
        guard result.contains("/") || result.contains("-") else { return nil }
        return result.trimmingEnd("./-")
    }
}

/// `Điện Biên, ngày 10 tháng 01 năm 2024`.
enum PlaceAndDate {
    static func read(_ head: [HeadSegment]) -> (place: String?, day: String?)? {
        for (index, segment) in head.enumerated() {
            // "Bình Minh, ngày      tháng 01 năm 2026": the blanks cut the line.
            if let place = beforeBlanks(Wording(segment.text)), index + 1 < head.count,
                head[index + 1].place == segment.place, Wording(head[index + 1].text).starts(with: "tháng")
            {
                return (place, nil)
            }
            let text = Wording(segment.text)
            guard text.count < 120, let word = text.first("ngày"), text.contains("tháng") || text.contains("năm") else {
                continue
            }
            if text.starts(withAnyOf: ["(", "căn cứ", "kèm theo"]) || text.contains("kèm theo") { continue }
            let place = text.text(from: 0, to: word.lowerBound).trimmingEnd(",. ")
            let name = Wording(place)
            guard name.isEmpty || name.isUpper(0), name.count <= 50, !name.contains("số") else { continue }
            var day: String?
            if let found = TimeScanner(text).read(word.lowerBound).first, case .day(_, .some, .some) = found.atom {
                day = found.atom.value(TimeContext())
            }
            return (place.isEmpty ? nil : place, day)
        }
        return nil
    }

    private static func beforeBlanks(_ text: Wording) -> String? {
        guard text.count <= 60, let word = text.last("ngày"), word.upperBound == text.count, word.lowerBound > 2,
            text.isUpper(0)
        else { return nil }
        return text.text(from: 0, to: word.lowerBound).trimmingEnd(",. ")
    }
}
