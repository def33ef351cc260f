import Paper

/// Tables whose borders were lost: the head is one line of column names, the cells of a row stand on one line or on many.
///
/// The rows are cut again by their ordinals, the cells by what each column can hold; the result is a table like any other.
enum LostBorders {
    /// The same paper with such tables restored in place of their lines.
    static func restored(_ sources: [Source], without left: Set<Int>, context: TimeContext) -> (
        sources: [Source], left: Set<Int>
    ) {
        guard let first = sources.indices.first(where: { !left.contains($0) && head(sources, at: $0) != nil }) else {
            return (sources, left)
        }
        var result = Array(sources[..<first])
        var kept = left.filter { $0 < first }
        var at = first
        while at < sources.count {
            if !left.contains(at), let head = head(sources, at: at),
                let (table, next) = table(sources, head, without: left, context)
            {
                result.append(.table(table))
                at = next
                continue
            }
            if left.contains(at) { kept.insert(result.count) }
            result.append(sources[at])
            at += 1
        }
        return (result, kept)
    }

    struct Head {
        var names: [String]
        var roles: [ColumnHeads.Role]
        var places: Range<Int>
        var text: String
    }

    private static let ordinalNames: [Needle] = ["số tt", "stt", "tt", "số thứ tự"]
    private static let openers: [Needle] = [
        "nội dung", "nhiệm vụ", "công việc", "thời gian", "thời hạn", "tiến độ", "đơn vị", "cơ quan", "bộ phận",
        "người", "sản phẩm", "kết quả", "kinh phí",
        "ghi chú", "chủ trì", "phối hợp", "phân công", "hoạt động", "tên", "cá nhân", "lãnh đạo",
    ]
    /// "Đơn vị" / "chủ trì", "nội dung" / "công việc": the second word goes on with the name of the first.
    private static let who: [Needle] = ["đơn vị", "cơ quan", "bộ phận", "người", "cá nhân", "lãnh đạo", "tổ chức"]
    private static let does: [Needle] = ["chủ trì", "phối hợp", "phân công", "đơn vị", "cơ quan", "cá nhân", "bộ phận"]
    private static let what: [Needle] = ["nội dung", "tên", "nhiệm vụ", "kết quả"]
    private static let whatOf: [Needle] = ["công việc", "nhiệm vụ", "hoạt động", "sản phẩm"]

    /// The column names that start on this line; they may be spread over several lines.
    static func head(_ sources: [Source], at start: Int) -> Head? {
        guard case .line(let line) = sources[start], !line.isBlank, line.text.utf8.count < 300, !line.raw.contains("\t")
        else { return nil }
        let first = Wording(line.text)
        guard first.starts(withAnyOf: ordinalNames) else { return nil }
        var text = line.text
        var place = start
        var best: Head?
        for _ in 0..<10 {
            if let head = columns(text, start..<place + 1), follows(sources, after: place) {
                best = head
                break
            }
            place += 1
            while place < sources.count, case .line(let next) = sources[place], next.isBlank { place += 1 }
            guard place < sources.count, case .line(let next) = sources[place], next.text.utf8.count < 120 else {
                break
            }
            text += " " + next.text
        }
        return best
    }

    private static func follows(_ sources: [Source], after place: Int) -> Bool {
        var next = place + 1
        while next < sources.count, next < place + 4 {
            guard case .line(let line) = sources[next] else { return false }
            if !line.isBlank {
                let text = Wording(line.text.prefix(60))
                return line.text == "1" || line.text == "(1)" || line.text == "I" || GroupHeading.read(line.text) != nil
                    || text.isDigit(0)
                    || text.starts(with: "(1)")
            }
            next += 1
        }
        return false
    }

    private static func columns(_ text: String, _ places: Range<Int>) -> Head? {
        let wording = Wording(text)
        guard wording.count <= 260, let ordinal = wording.first(of: ordinalNames), ordinal.lowerBound == 0 else {
            return nil
        }
        var starts = [0]
        var previousOpener = 0
        for start in wording.wordStarts where start >= ordinal.upperBound {
            guard openers.contains(where: { wording.has($0, at: start) }) else { continue }
            let before = Wording(wording.text(from: previousOpener, to: start))
            let lastStart = starts.last ?? 0
            func whole(_ needles: [Needle]) -> Bool {
                needles.contains { $0.count == before.count && before.has($0, at: 0) }
            }
            let joined =
                lastStart > 0
                && (whole(who) && does.contains { wording.has($0, at: start) }
                    || whole(what) && whatOf.contains { wording.has($0, at: start) }
                    || start >= 2 && wording.lower[start - 2] == "/"
                    || wording.text(from: lastStart, to: start).hasSuffix("và")
                    || wording.text(from: lastStart, to: start).hasSuffix(","))
            previousOpener = start
            if joined { continue }
            starts.append(start)
        }
        guard starts.count >= 3 else { return nil }
        let names = starts.indices.map {
            wording.text(from: starts[$0], to: ($0 + 1 < starts.count ? starts[$0 + 1] : wording.count))
        }
        let row = PaperDocument.TableRow(cells: names.map { PaperDocument.Cell([$0]) }, line: 0)
        guard let heads = ColumnHeads.read([row], at: 0), names.allSatisfy({ $0.unicodeScalars.count <= 50 }) else {
            return nil
        }
        return Head(names: names, roles: heads.roles, places: places, text: text)
    }

    private struct Row {
        var ordinal: String
        var isHeading: Bool
        var lines: [String]
        var first: Int
        var last: Int
        var page: Int?
    }

    private static func table(_ sources: [Source], _ head: Head, without left: Set<Int>, _ context: TimeContext) -> (
        SourceTable, next: Int
    )? {
        var rows: [Row] = []
        var (at, next) = (head.places.upperBound, head.places.upperBound)
        var (ordinal, roman) = (0, 0)
        while at < sources.count {
            guard case .line(let line) = sources[at] else { break }
            defer { at += 1 }
            if line.isBlank { continue }
            if let behind = repeats(head, sources, from: at) {
                at = behind - 1
                next = behind
                continue
            }
            let text = Wording(line.text)
            let isOwn = line.isNumber && Int(line.text) == ordinal + 1 || line.text == "1"
            if left.contains(at), !isOwn {
                if rows.isEmpty { continue }
                continue
            }
            if head.text.hasPrefix(line.text), line.text.utf8.count > 6 || line.text == head.names.first {
                next = at + 1
                continue
            }
            if ends(text) || rows.contains(where: { !$0.isHeading }) && isNextPart(line.text, after: roman) { break }
            if let number = Roman.value(line.text), number == roman + 1 {
                rows.append(
                    Row(
                        ordinal: line.text, isHeading: true, lines: [], first: line.line, last: line.line,
                        page: line.page))
                (roman, ordinal) = (number, runsOn(sources, after: at, ordinal) ? ordinal : 0)
            } else if let heading = GroupHeading.read(line.text),
                let number = heading.number.flatMap({ Roman.value($0) }),
                number == roman + 1 || number == 1 && rows.isEmpty || GroupHeading.isTime(Wording(heading.title))
            {
                if !GroupHeading.isTime(Wording(heading.title)), Capitals.only(text), line.text.contains(". "),
                    !rows.isEmpty, rows.contains(where: { !$0.isHeading })
                {
                    break
                }
                rows.append(
                    Row(
                        ordinal: heading.number ?? "", isHeading: true, lines: [heading.title], first: line.line,
                        last: line.line, page: line.page))
                (roman, ordinal) = (number, 0)
            } else if let (value, body) = opening(text), value == ordinal + 1 || value == 1 {
                rows.append(
                    Row(
                        ordinal: String(value), isHeading: false, lines: body.isEmpty ? [] : [body], first: line.line,
                        last: line.line, page: line.page))
                ordinal = value
            } else if !rows.isEmpty {
                rows[rows.count - 1].lines.append(line.text)
                rows[rows.count - 1].last = line.line
            } else if text.starts(with: "(1)") {
                next = at + 1
                continue
            } else {
                return nil
            }
            next = at + 1
        }
        guard rows.filter({ !$0.isHeading }).count >= 2 else { return nil }
        return (cut(rows, head, context), next)
    }

    /// The place behind the column names where they stand again on the next page, perhaps under a page number.
    private static func repeats(_ head: Head, _ sources: [Source], from start: Int) -> Int? {
        var said = ""
        for place in start..<min(sources.count, start + 24) {
            guard case .line(let line) = sources[place] else { return nil }
            if line.isBlank || said.isEmpty && line.isNumber && place == start { continue }
            said += (said.isEmpty ? "" : " ") + line.text
            if said == head.text { return place + 1 }
            if !head.text.hasPrefix(said) { return nil }
        }
        return nil
    }

    /// Rows that are counted on through the parts of the table.
    private static func runsOn(_ sources: [Source], after place: Int, _ ordinal: Int) -> Bool {
        for source in sources[place + 1..<min(sources.count, place + 12)] {
            if case .line(let line) = source, line.isNumber { return Int(line.text) == ordinal + 1 && ordinal > 0 }
        }
        return false
    }

    private static func ends(_ text: Wording) -> Bool {
        text.starts(withAnyOf: ["nơi nhận", "trên đây là", "trong quá trình triển khai", "tm.", "kt.", "tl."])
            || text.starts(with: "phụ lục") && text.count < 30
    }

    /// `III. TỔ CHỨC THỰC HIỆN`: a part of the plan behind the table, not one of its groups.
    private static func isNextPart(_ line: String, after roman: Int) -> Bool {
        guard let heading = GroupHeading.read(line), let number = heading.number.flatMap({ Roman.value($0) }),
            line.hasPrefix((heading.number ?? "") + ".")
        else { return false }
        let title = Wording(heading.title)
        guard !GroupHeading.isTime(title) else { return false }
        return Capitals.only(title) && (roman == 0 || number != roman + 1) || number != roman + 1 && number > 1
            || title.starts(withAnyOf: ["tổ chức thực hiện", "kinh phí"])
    }

    /// `3`, `3 Tổ chức …`, `3. Tổ chức …`
    private static func opening(_ text: Wording) -> (Int, String)? {
        guard let (value, end) = text.number(at: 0), end <= 3 else { return nil }
        if end == text.count { return (value, "") }
        var body = end
        if text.lower[body] == "." || text.lower[body] == ")" { body += 1 }
        body = text.skippingSpaces(body)
        guard body > end, body < text.count, text.isUpper(body) || text.lower[body] == "\"" else {
            return body == text.count ? (value, "") : nil
        }
        return (value, text.text(from: body))
    }

    private static func cut(_ rows: [Row], _ head: Head, _ context: TimeContext) -> SourceTable {
        let cells = head.names.map { PaperDocument.Cell([$0]) as PaperDocument.Cell? }
        let first = rows.first?.first ?? 0
        var table = SourceTable(
            rows: [.init(cells: cells, line: max(1, first - 1))], ends: [max(1, first - 1)], isReal: false)
        let roles = Array(head.roles.dropFirst())
        var known: [String: Int] = [:]
        var parts: [[String]] = []
        // The leads that are found easily help with the rows where cells are glued.
        for pass in 0..<2 {
            parts = rows.map {
                $0.isHeading ? [] : CellCutter(lines: $0.lines, context: context).cut(roles, knownLeads: known)
            }
            guard pass == 0, let lead = roles.firstIndex(of: .lead) else { break }
            for row in parts where !row.isEmpty && !row[lead].isEmpty { known[row[lead], default: 0] += 1 }
            known = known.filter { $0.value >= 2 }
        }
        for (row, cells) in zip(rows, parts) {
            let texts = row.isHeading ? [row.ordinal, row.lines.joined(separator: " ")] : [row.ordinal] + cells
            table.rows.append(
                .init(cells: texts.map { PaperDocument.Cell([$0.tidied]) }, line: row.first, page: row.page))
            table.ends.append(row.last)
        }
        return table
    }
}
