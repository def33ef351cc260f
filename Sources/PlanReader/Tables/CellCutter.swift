/// Cuts the text of a row into cells, by what each column can hold. Every way to cut is weighed; the heaviest wins.
struct CellCutter {
    private let text: Wording
    private let context: TimeContext
    /// Places where a cell may begin, the end of the text last.
    private var places: [Int] = []
    private var lineStarts: Set<Int> = []
    /// Places where a time may begin: nothing else is weighed as one.
    private var timeStarts: Set<Int> = []

    init(lines: [String], context: TimeContext) {
        let joined = lines.joined(separator: " ").tidied
        text = Wording(joined.unicodeScalars.count > 4000 ? String(joined.prefix(4000)) : joined)
        self.context = context
        var at = 0
        for line in lines {
            lineStarts.insert(at)
            at += line.tidied.unicodeScalars.count + 1
        }
        var candidates = lineStarts
        for start in text.wordStarts
        where text.isUpper(start) && Units.opens(text, at: start)
            || text.lower[start] == "-" && start >= 2 && ";.:".unicodeScalars.contains(text.lower[start - 2])
                && text.isUpper(min(text.count - 1, text.skippingSpaces(start + 1)))
        {
            candidates.insert(start)
        }
        for found in TimeScanner(text).all() {
            candidates.insert(text.skippingSpaces(found.range.upperBound))
            candidates.insert(found.range.lowerBound)
            candidates.insert(leader(before: found.range.lowerBound))
            timeStarts.insert(found.range.lowerBound)
            timeStarts.insert(leader(before: found.range.lowerBound))
        }
        for phrase in TimePhrase.ongoing + TimePhrase.needed {
            if let found = text.first(phrase) {
                candidates.insert(found.lowerBound)
                timeStarts.insert(found.lowerBound)
                candidates.insert(text.skippingSpaces(found.upperBound))
            }
        }
        for start in text.wordStarts where Self.timeOpeners.contains(where: { text.has($0, at: start) }) {
            timeStarts.insert(start)
        }
        places = candidates.filter { $0 < text.count }.sorted()
        if places.count > 70 {
            places = places.filter { lineStarts.contains($0) || text.isUpper($0) && Units.opens(text, at: $0) }
        }
        if places.count > 70 { places = Array(places.prefix(70)) }
        if places.first != 0 { places.insert(0, at: 0) }
        places.append(text.count)
    }

    private static let timeOpeners: [Needle] =
        ["hằng", "hàng", "định kỳ", "trong năm", "cả năm", "sau", "trước", "chậm nhất"] + TimePhrase.external

    private static let leaders: [Needle] = [
        "trong", "trước", "ngày", "từ", "chậm nhất", "khoảng", "đầu", "cuối", "hết", "đến", "hoàn thành", "dự kiến",
    ]
    private static let opensWithoutTime: [Needle] =
        TimePhrase.ongoing + TimePhrase.needed + TimePhrase.external + ["hằng", "hàng", "định kỳ", "trong năm"]

    /// "Trong quý III", "trước ngày 15/3": where the words before a time start.
    private func leader(before start: Int) -> Int {
        var at = start
        for _ in 0..<3 {
            guard at >= 2, let word = Self.leaders.first(where: { text.has($0, at: at - 1 - $0.count) }) else { break }
            at = at - 1 - word.count
        }
        return at
    }

    /// One text for each role, in the order of the columns; empty where the row has no such cell.
    func cut(_ roles: [ColumnHeads.Role], knownLeads: [String: Int]) -> [String] {
        guard text.count > 0, !roles.isEmpty else { return roles.map { _ in "" } }
        let (columns, count) = (roles.count, places.count)
        let none = -1e9
        var best = [[Double]](repeating: [Double](repeating: none, count: count), count: columns + 1)
        var from = [[Int]](repeating: [Int](repeating: 0, count: count), count: columns + 1)
        best[0][0] = 0
        for column in 0..<columns {
            for start in 0..<count where best[column][start] > none {
                for end in start..<count {
                    let weight = best[column][start] + weigh(roles[column], start, end, knownLeads)
                    if weight > best[column + 1][end] {
                        best[column + 1][end] = weight
                        from[column + 1][end] = start
                    }
                }
            }
        }
        var cells = [String](repeating: "", count: columns)
        var end = count - 1
        for column in stride(from: columns, to: 0, by: -1) {
            let start = from[column][end]
            cells[column - 1] = text.text(from: places[start], to: places[end])
            end = start
        }
        return cells
    }

    private func weigh(_ role: ColumnHeads.Role, _ start: Int, _ end: Int, _ knownLeads: [String: Int]) -> Double {
        let range = places[start]..<places[end]
        if range.isEmpty {
            switch role {
            case .content: return -30
            case .lead: return -6
            case .time, .end: return -3
            case .coordinators, .advisor: return -2
            case .product: return -1
            default: return 0
            }
        }
        let fit = fits(role, range, knownLeads)
        return fit + (lineStarts.contains(range.lowerBound) ? 1.5 : 0)
    }

    private func fits(_ role: ColumnHeads.Role, _ range: Range<Int>, _ knownLeads: [String: Int]) -> Double {
        let start = range.lowerBound
        switch role {
        case .content: return text.isUpper(start) || start == 0 ? 1 : -1
        case .time, .end: return timeWeight(range)
        case .lead, .advisor:
            guard Units.opens(text, at: start), text.isUpper(start) || text.lower[start] == "-" else { return -12 }
            let name = text.text(range)
            let wording = Wording(name)
            var weight = 4.0
            if knownLeads[name] != nil { weight += 6 }
            if wording.lower.contains(";") { weight -= 4 }
            let words = name.split(separator: " ").count
            if words > 14 { weight -= 5 }
            if words < 2
                || [
                    "Lãnh đạo", "Thành viên", "Thường trực", "Chủ tịch", "Văn phòng", "Phó Chủ tịch", "Thủ trưởng",
                    "Giám đốc", "Đại diện",
                ].contains(name)
            {
                weight -= 6
            }
            if Units.endOfName(wording, from: 0) != nil { weight -= 6 }
            return weight
        case .coordinators:
            guard Units.opens(text, at: start) || text.lower[start] == "-" else { return -10 }
            return text.isUpper(start) || text.lower[start] == "-" ? 3 : -6
        case .product:
            let wording = Wording(text.text(from: start, to: min(range.upperBound, start + 20)))
            if CitationReader.needles.contains(where: { wording.has($0.needle, at: 0) }) { return 4 }
            return text.isUpper(start) ? 0.5 : -6
        case .cost:
            return text.isDigit(start) ? 5 : -10
        case .note, .other: return text.isUpper(start) ? -2 : -6
        case .ordinal: return -20
        }
    }

    private func timeWeight(_ range: Range<Int>) -> Double {
        guard range.count <= 90, timeStarts.contains(range.lowerBound) else { return -25 }
        let words = text.text(range)
        let wording = Wording(words)
        let time = TimePhrase.read(words, context)
        guard time.kind != .unstated || time.external != nil && wording.starts(withAnyOf: TimePhrase.external) else {
            return -25
        }
        let found = TimeScanner(wording).all()
        let length = Double(words.split(separator: " ").count)
        if found.isEmpty {
            guard wording.starts(withAnyOf: Self.opensWithoutTime), length <= 8 else { return -25 }
            // A capital behind the words begins the next cell.
            let next = wording.wordStarts.dropFirst().contains { wording.isUpper($0) && Units.opens(wording, at: $0) }
            return next && !wording.starts(withAnyOf: TimePhrase.external) ? -25 : 8 - length * 0.3
        }
        let covered = found.reduce(0) { $0 + $1.range.count }
        guard covered * 2 >= wording.count else { return -25 }
        let onlyYears = found.allSatisfy { if case .year = $0.atom { true } else { false } }
        if onlyYears { return lineStarts.contains(range.lowerBound) ? 2 : -6 }
        // "Trước", "Từ ngày" left to the cell before belongs to the time.
        if !lineStarts.contains(range.lowerBound), leader(before: range.lowerBound) < range.lowerBound { return 4 }
        return 8 - length * 0.3
    }
}
