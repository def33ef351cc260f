/// The foot of the paper: who signs and who receives it. The two stand side by side or one after the other.
struct Foot {
    var places: Set<Int> = []
    var recipients: [String] = []
    var signer: PlanDraft.Signer?

    private static let forms: [Needle] = ["tm.", "t/m", "tm ", "kt.", "k/t", "tl.", "tuq.", "q.", "tlct"]
    private static let positions: [Needle] = [
        "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "hiệu trưởng", "phó hiệu trưởng", "trưởng phòng",
        "phó trưởng phòng", "trưởng ban",
        "phó trưởng ban", "chánh văn phòng", "phó chánh văn phòng", "bí thư", "phó bí thư", "thủ trưởng", "cục trưởng",
        "chi cục trưởng", "tổng giám đốc",
        "viện trưởng", "bộ trưởng", "thứ trưởng", "trưởng công an", "chỉ huy trưởng", "tổng biên tập",
        "chánh thanh tra", "trưởng trạm", "tổng giám đốc",
        "trưởng khối", "phó trưởng khối", "cụm trưởng", "trưởng đoàn", "phó thủ trưởng", "quyền", "phó cục trưởng",
        "chính ủy", "chủ nhiệm", "phó chủ nhiệm", "chính trị viên", "tư lệnh", "phó chỉ huy trưởng", "chánh án",
        "đội trưởng", "trưởng khoa", "tổ trưởng", "trưởng trung tâm", "đồn trưởng", "phó viện trưởng", "viện trưởng",
        "trưởng đài", "hội trưởng", "tổng thư ký", "phó tổng giám đốc",
        "chính ủy", "chính uỷ", "phó chính ủy", "chính trị viên", "phó chính trị viên", "phó chỉ huy trưởng",
        "phó tổng giám đốc", "phó trưởng công an", "phó bí thư", "phó viện trưởng", "chủ nhiệm", "phó chủ nhiệm",
        "vụ trưởng", "phó vụ trưởng", "trưởng khoa", "đội trưởng", "tổ trưởng", "trưởng cụm", "phó cụm trưởng",
        "tổng cục trưởng", "chánh án", "phó chánh án", "phó chi cục trưởng", "phó chánh thanh tra",
    ]

    static func find(_ sources: [Source], from start: Int) -> Foot {
        var foot = Foot()
        let receivers = sources.indices.first { place in
            guard place >= start, case .line(let line) = sources[place] else { return false }
            return line.segments.contains { Wording($0.text.prefix(14)).starts(with: "nơi nhận") }
                || Wording(line.text.prefix(14)).starts(with: "nơi nhận")
        }
        let window: Range<Int>
        if let receivers {
            window = Self.signatureStart(sources, before: receivers, from: start)..<min(sources.count, receivers + 90)
        } else {
            guard let form = lastForm(sources, from: start) else { return foot }
            window = form..<min(sources.count, form + 40)
        }
        foot.read(sources, window, receivers: receivers)
        return foot
    }

    /// The signature may stand before the recipients; nothing but short lines lies between.
    private static func signatureStart(_ sources: [Source], before receivers: Int, from start: Int) -> Int {
        var (first, at) = (receivers, receivers - 1)
        while at >= max(start, receivers - 24), case .line(let line) = sources[at] {
            if !line.isBlank {
                let signs = isForm(line.text) || isPosition(line.text)
                guard signs || isPerson(line.text) || line.text.hasPrefix("(") && line.text.utf8.count < 20 else {
                    break
                }
                if signs { first = at }
            }
            at -= 1
        }
        return first
    }

    /// Without recipients only the last lines of the paper can be a signature.
    private static func lastForm(_ sources: [Source], from start: Int) -> Int? {
        var seen = 0
        var form: Int?
        for place in sources.indices.reversed() where place >= start {
            guard case .line(let line) = sources[place] else { return form }
            if line.isBlank { continue }
            seen += 1
            if seen > 10 { break }
            if isForm(line.text) || isPosition(line.text) { form = place }
        }
        return form
    }

    private static func isForm(_ text: String) -> Bool {
        let wording = Wording(text.trimmingStart("*").prefix(80))
        return wording.count > 3 && wording.starts(withAnyOf: forms) && Capitals.only(wording)
    }

    private static func isPosition(_ text: String) -> Bool {
        let wording = Wording(text.trimmingStart("*").prefix(80))
        return wording.starts(withAnyOf: positions) && Capitals.only(wording)
    }

    private mutating func read(_ sources: [Source], _ window: Range<Int>, receivers: Int?) {
        var left: [String] = []
        var right: [(text: String, place: Int)] = []
        var began = false
        for place in window {
            guard case .line(let line) = sources[place] else {
                if began { break }
                continue
            }
            if line.isBlank { continue }
            if began, place > (receivers ?? 0), Wording(line.text.prefix(10)).starts(with: "phụ lục") { break }
            let parts =
                line.segments.count > 1
                ? line.segments
                : place >= (receivers ?? .max)
                    ? Self.torn(line.text, leadingGap(line)) : [(line.text, leadingGap(line))]
            for (index, part) in parts.enumerated() {
                let text = part.text.trimmingStart("*").trimmingEnd("*")
                if text.isEmpty { continue }
                let signs = Self.isForm(text) || Self.isPosition(text)
                if !began {
                    guard signs || Wording(text.prefix(14)).starts(with: "nơi nhận") else { continue }
                    began = true
                }
                let opened = receivers.map { place >= $0 } ?? false
                let isLeft =
                    opened && !signs && index == 0 && (parts.count > 1 ? true : part.start < 25)
                    && (right.isEmpty || parts.count > 1 || isItem(text) || line.column == 0)
                if isLeft, isReceiver(text, left, right, single: parts.count == 1) {
                    left.append(text)
                } else {
                    right.append((text, place))
                }
                places.insert(place)
            }
            if !right.isEmpty, parts.count == 1, let last = right.last, last.place == place, Self.isPerson(last.text),
                right.count > 1,
                receivers.map({ $0 < place }) ?? true, !ahead(sources, place, window)
            {
                break
            }
        }
        recipients = Self.recipients(left)
        signer = Self.signer(right.map(\.text))
        if signer?.name == nil, receivers == nil { (places, signer) = ([], signer?.position == nil ? nil : signer) }
        // Blank lines between belong to the foot.
        if let first = places.min(), let last = places.max() { places.formUnion(first...last) }
    }

    /// More of the foot follows: recipients, or a form of signing.
    private func ahead(_ sources: [Source], _ place: Int, _ window: Range<Int>) -> Bool {
        for next in place + 1..<max(window.upperBound, place + 1) {
            guard case .line(let line) = sources[next] else { return false }
            if line.isBlank { continue }
            return isItem(line.text) && left(of: line) || Self.isForm(line.text) || Self.isPosition(line.text)
        }
        return false
    }

    private func left(of line: SourceLine) -> Bool { Wording(line.text).count < 160 }

    /// `- UBND tỉnh; KT. CHỦ TỊCH`: two columns that stand on one line without a gap.
    private static func torn(_ text: String, _ gap: Int) -> [(text: String, start: Int)] {
        let wording = Wording(text)
        guard wording.count > 8, wording.count < 160, !Capitals.only(wording) else { return [(text, gap)] }
        let starts = (4..<wording.count).first { at in
            guard wording.isUpper(at), wording.lower[at - 1] == " ",
                ":;.".unicodeScalars.contains(wording.lower[at - 2])
            else { return false }
            let rest = Wording(wording.text(from: at))
            return Capitals.only(rest) && rest.starts(withAnyOf: forms + positions)
        }
        guard let starts else { return [(text, gap)] }
        return [(wording.text(from: 0, to: starts), gap), (wording.text(from: starts), gap + 40)]
    }

    private func leadingGap(_ line: SourceLine) -> Int {
        line.raw.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 8 : 1) }
    }

    private func isItem(_ text: String) -> Bool {
        text.hasPrefix("-") || text.hasPrefix("+") || text.hasPrefix("–") || text.hasPrefix("•")
            || Wording(text.prefix(14)).starts(withAnyOf: [
                "nơi nhận", "lưu:", "lưu vt", "lưu văn", "lưu hồ", "như trên",
            ])
    }

    private func isReceiver(_ text: String, _ left: [String], _ right: [(text: String, place: Int)], single: Bool)
        -> Bool
    {
        if isItem(text) { return true }
        guard !left.isEmpty, single else { return !single }
        return !Self.isPerson(text) || Wording(text).isLower(0)
    }

    /// `Nơi nhận:` and wrapped lines put together.
    private static func recipients(_ lines: [String]) -> [String] {
        var items: [String] = []
        var lines = lines
        if let first = lines.first {
            let wording = Wording(first)
            if wording.starts(with: "nơi nhận") {
                lines[0] = wording.text(from: 8).trimmingStart(":. ")
                if lines[0].isEmpty { lines.removeFirst() }
            }
        }
        for line in lines {
            let wording = Wording(line)
            let starts =
                ["-", "–", "+", "•", "*"].contains { line.hasPrefix($0) }
                || wording.starts(withAnyOf: ["lưu:", "như trên"])
            if starts || items.isEmpty {
                items.append(line)
            } else if wording.isUpper(0), items.last?.hasSuffix(";") == true {
                items.append(line)
            } else {
                items[items.count - 1] += " " + line
            }
        }
        return items.flatMap(pieces).filter { !$0.isEmpty }
    }

    /// "- A; - B" on one line; a filing line told twice is told once.
    private static func pieces(_ item: String) -> [String] {
        var text = item.trimmingStart("-–+•*")
        if let again = text.range(of: ".- Lưu") ?? text.range(of: ". - Lưu") {
            text = String(text[..<again.lowerBound])
        }
        return text.replacing("; - ", with: "\u{1}").replacing(";- ", with: "\u{1}").split(separator: "\u{1}").map {
            String($0).tidied.trimmingStart("-–+•*").trimmingEnd(".;,✓./")
        }
    }

    private static func signer(_ lines: [String]) -> PlanDraft.Signer? {
        var signer = PlanDraft.Signer()
        var form: [String] = []
        var rest: [String] = []
        var state = 0
        for line in lines {
            let wording = Wording(line)
            let caps = Capitals.only(wording)
            if state < 2, caps, wording.starts(withAnyOf: forms) {
                form.append(line)
                let body = wording.text(from: wording.lower.firstIndex(of: ".").map { $0 + 1 } ?? 3)
                if wording.starts(withAnyOf: ["tm.", "t/m", "tm "]) {
                    signer.onBehalfOf = body.trimmingStart("/M ")
                    state = 0
                } else if wording.starts(with: "q.") {
                    signer.position = line
                    form.removeLast()
                    state = 1
                } else if let deputy = wording.first("phó", from: 8), wording.starts(with: "kt.") {
                    signer.position = wording.text(from: deputy.lowerBound)
                    form[form.count - 1] = wording.text(from: 0, to: deputy.lowerBound)
                    state = 1
                } else {
                    state = 0
                    if wording.starts(withAnyOf: ["tl.", "tuq."]) { signer.onBehalfOf = signer.onBehalfOf ?? body }
                }
            } else if state == 0, caps, wording.starts(withAnyOf: positions) {
                signer.position = line
                state = 1
            } else if state == 0, caps, signer.onBehalfOf != nil, signer.position == nil, form.count == 1,
                wording.starts(withAnyOf: ["tm.", "kt."]) == false,
                !isPerson(line)
                    || wording.count > 14
                        && wording.contains(anyOf: [
                            "khen thưởng", "thi đua", "tỉnh", "xã", "huyện", "phường", "nhân dân",
                        ])
            {
                signer.onBehalfOf = (signer.onBehalfOf ?? "") + " " + line
                form[0] += " " + line
            } else {
                rest.append(line)
            }
        }
        if let first = rest.firstIndex(where: isPerson), rest[(first + 1)...].contains(where: isPosition) {
            // A joint paper: the office of the second signer stands between two names.
            rest = Array(rest[...first])
        }
        signer.name = rest.last(where: isPerson).map { $0.trimmingEnd(".,") }
        signer.form = form.isEmpty ? nil : form.joined(separator: " ")
        return signer.name == nil && signer.position == nil && signer.onBehalfOf == nil ? nil : signer
    }

    private static let ranks: [Needle] = [
        "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá", "thiếu tá",
        "đại úy", "thượng úy", "trung úy", "thiếu úy", "bác sĩ", "tiến sĩ", "thạc sĩ",
    ]

    /// Two to six words with capitals, no figures, no office.
    static func isPerson(_ text: String) -> Bool {
        let name = Wording(text)
        if let rank = ranks.first(where: { name.has($0, at: 0) }), name.isUpper(0), !Capitals.only(name) {
            return isPerson(name.text(from: rank.count))
        }
        let words = text.trimmingEnd(".,").split(separator: " ")
        guard (2...7).contains(words.count), text.unicodeScalars.count <= 50 else { return false }
        let wording = Wording(text)
        if wording.starts(withAnyOf: positions + forms) && Capitals.only(wording) { return false }
        if wording.lower.contains(where: { "0123456789:;()/@".unicodeScalars.contains($0) }) { return false }
        if wording.starts(withAnyOf: [
            "ủy ban", "hội đồng", "sở", "phòng", "ban", "văn phòng", "trường", "lưu vt", "lưu văn thư", "lưu hồ sơ",
            "nơi nhận", "đã ký",
        ]) {
            return false
        }
        // "Thượng tá Ngô Xuân Bách": the second word of a rank is small.
        let rest = wording.starts(withAnyOf: ranks) ? words.dropFirst(2) : words[...]
        return rest.allSatisfy { word in
            guard let first = word.unicodeScalars.first else { return false }
            return Letters.lower(first) != first
        }
    }
}
