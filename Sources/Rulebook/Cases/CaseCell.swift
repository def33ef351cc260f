import Vocabulary

/// One cell of a table of cases as JSON: plain words for what a case holds most often, JSON for the rest.
enum CaseCell {
    static func value(_ text: String, key: String, _ place: String) throws(InputRefusal) -> JSONValue {
        if let first = text.first, "{[\"".contains(first) {
            return try JSONFile.value(Array(text.utf8), named: place)
        }
        switch key {
        case "only", "papers", "holidays", "cites.documents":
            return .list(text.split(whereSeparator: { $0 == " " || $0 == "," }).map { .text(String($0)) })
        case "history": return .list(items(text).flatMap(honours))
        case "ratings": return ratings(text)
        case "initiatives": return .list(items(text).map(initiative))
        case "discipline", "pending": return .list(items(text).map(stretch))
        case "consultation": return .list(items(text).map(consulted))
        default: return plain(text)
        }
    }

    private static func plain(_ text: String) -> JSONValue {
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            let isNumber = text.contains(/^-?[0-9]+(\.[0-9]+)?$/)
            return isNumber ? .number(text) : .text(text)
        }
    }

    private static func items(_ text: String) -> [[Substring]] {
        text.split(separator: ";").map { $0.split(separator: " ") }.filter { !$0.isEmpty }
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { .init(key: $0.0, value: $0.1) })
    }

    private static func year(_ word: Substring) -> (String, JSONValue)? {
        if word.contains(/^[0-9]{4}$/) { return ("year", .number(String(word))) }
        if word.contains(/^[0-9]{4}-[0-9]{4}$/) { return ("schoolYear", .text(String(word))) }
        return nil
    }

    private static func text(_ words: Substring) -> JSONValue { .text(String(words)) }

    /// `cstd-co-so 2022 2023 @2023-12-20 /congTrang #key`: one honour for each year; `?` in place of the award: not told.
    private static func honours(_ words: [Substring]) -> [JSONValue] {
        var (shared, years): ([(String, JSONValue)], [(String, JSONValue)]) = ([], [])
        for (index, word) in words.enumerated() {
            if index == 0 {
                if word != "?" { shared.append(("award", text(word))) }
            } else if let year = year(word) {
                years.append(year)
            } else if word.hasPrefix("@") {
                shared.append(("decidedOn", text(word.dropFirst())))
            } else if word.hasPrefix("/") {
                shared.append(("basis", text(word.dropFirst())))
            } else if word.hasPrefix("#") {
                shared.append(("achievement", text(word.dropFirst())))
            } else {
                shared.append(("decision", text(word)))
            }
        }
        return years.isEmpty ? [object(shared)] : years.map { object(shared + [$0]) }
    }

    /// `2020 2021 good; 2022 excellent`; `?` for one that is not told.
    private static func ratings(_ text: String) -> JSONValue {
        var members: [(String, JSONValue)] = []
        for item in items(text) {
            guard let rating = item.last else { continue }
            for year in item.dropLast() {
                members.append((String(year), rating == "?" ? .null : .text(String(rating))))
            }
        }
        return object(members)
    }

    /// `2024 tinh @2025-01-20 sangKien`
    private static func initiative(_ words: [Substring]) -> JSONValue {
        object(
            words.map { word in
                if let year = year(word) { return year }
                if word.hasPrefix("@") { return ("recognisedOn", text(word.dropFirst())) }
                return (Proposal.Initiative.Kind(rawValue: String(word)) == nil ? "scope" : "kind", text(word))
            })
    }

    /// `canhCao 2024-01-01..2024-12-31`, `audit 2025-01-01.. signs`
    private static func stretch(_ words: [Substring]) -> JSONValue {
        object(
            words.flatMap { word -> [(String, JSONValue)] in
                switch word {
                case "signs": return [("signs", .bool(true))]
                case "nosigns": return [("signs", .bool(false))]
                default:
                    guard let dots = word.firstRange(of: "..") else { return [("kind", text(word))] }
                    let (from, to) = (word[..<dots.lowerBound], word[dots.upperBound...])
                    return [("from", from), ("to", to)].filter { !$0.1.isEmpty }.map { ($0.0, text($0.1)) }
                }
            })
    }

    /// `>2025-01-01 <2025-01-10 agree`: asked, answered, opinion.
    private static func consulted(_ words: [Substring]) -> JSONValue {
        object(
            words.map { word in
                if word.hasPrefix(">") { return ("askedOn", text(word.dropFirst())) }
                if word.hasPrefix("<") { return ("answeredOn", text(word.dropFirst())) }
                return (Proposal.Consulted.Opinion(rawValue: String(word)) == nil ? "agency" : "opinion", text(word))
            })
    }
}
