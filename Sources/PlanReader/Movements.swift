/// Movements and campaigns that the plan names in quotes.
enum Movements {
    private static let nouns: [Needle] = [
        "phong trào", "cuộc vận động", "thi đua", "phát động", "hưởng ứng", "với việc", "các cuộc vận động", "vận động",
    ]
    private static let others: [Needle] = [
        "đề án", "kỷ niệm chương", "chương trình", "huân chương", "huy chương", "danh hiệu", "chủ đề", "khẩu hiệu",
        "chuyên mục", "giải thưởng", "dự án", "gọi tắt", "viết tắt",
        "cuộc thi", "hội thi", "chuyên đề", "cụm từ", "mô hình", "câu lạc bộ", "phương châm", "bằng khen", "giấy khen",
        "mục", "tên gọi", "bài viết", "tác phẩm", "tiêu đề", "chuyên trang", "giải", "tiêu chí",
    ]
    private static let campaigns: [Needle] = ["học tập và làm theo", "toàn dân đoàn kết", "người việt nam ưu tiên"]

    static func read(_ elements: [Element], _ tasks: [PlanDraft.Task], title: String? = nil) -> [PlanDraft.Movement] {
        var (found, keys) = ([PlanDraft.Movement](), Set<String>())
        func add(_ text: String, _ lines: PlanDraft.Lines) {
            for movement in named(in: Wording(text), lines) where keys.insert(key(movement.name)).inserted {
                found.append(movement)
            }
        }
        for element in elements {
            switch element {
            case .passage(let passage):
                if passage.text.utf8.contains(where: { $0 == 0x22 || $0 == 0xE2 }) { add(passage.text, passage.lines) }
            case .table(let table):
                // A row cut by the page is whole only as a task.
                if let first = table.rows.first?.line, let last = table.ends.last {
                    let own = tasks.filter { first <= $0.lines.first && $0.lines.first <= last }
                    for task in own { add(task.text, task.lines) }
                    if !own.isEmpty { continue }
                }
                for (row, line) in table.rows.enumerated() {
                    for cell in line.cells {
                        if let text = cell?.text, text.utf8.contains(where: { $0 == 0x22 || $0 == 0xE2 }) {
                            add(text.tidied, .init(line.line, table.ends[row]))
                        }
                    }
                }
            }
        }
        if let title {
            for movement in named(in: Wording(title), nil) where keys.insert(key(movement.name)).inserted {
                found.insert(movement, at: 0)
            }
        }
        return found
    }

    /// Letters and figures only, without a period of years: spellings of one name are equal.
    private static func key(_ name: String) -> String {
        let wording = Wording(name)
        var end = wording.count
        if let period = wording.first("giai đoạn") { end = period.lowerBound }
        return String(
            decoding: (0..<end).filter { wording.isLetter($0) || wording.isDigit($0) }.map {
                Letters.bare(wording.lower[$0])
            }, as: UTF8.self)
    }

    private static func named(in text: Wording, _ lines: PlanDraft.Lines?) -> [PlanDraft.Movement] {
        var movements: [PlanDraft.Movement] = []
        var (from, previousEnd) = (0, -1)
        var previousCounts = false
        var previousKind = "movement"
        while let open = text.place(of: "\"", from: from) {
            guard opens(text, open) else {
                from = open + 1
                continue
            }
            let close = closing(text, after: open)
            let name = text.text(from: open + 1, to: close).trimmingEnd(".;, ")
            from = close + 1
            defer { previousEnd = close }
            guard name.unicodeScalars.count >= 8, name.unicodeScalars.count <= 260 else {
                previousCounts = false
                continue
            }
            let kind = kind(
                text, open, name, previousEnd: previousEnd, previousCounts: previousCounts, previousKind: previousKind)
            previousCounts = kind != nil
            guard let kind else { continue }
            previousKind = kind
            movements.append(movement(name, kind, text, close, lines))
        }
        return movements
    }

    private static func movement(
        _ name: String, _ kind: String, _ text: Wording, _ close: Int, _ lines: PlanDraft.Lines?
    ) -> PlanDraft.Movement {
        var movement = PlanDraft.Movement(name: name, kind: kind)
        let inside = years(Wording(name))
        let after = Wording(text.text(from: close + 1, to: min(text.count, close + 40)))
        let behind = after.first(of: ["giai đoạn"]).map { $0.lowerBound <= 3 } ?? false ? years(after) : nil
        movement.period = inside ?? behind
        movement.lines = lines
        return movement
    }

    private static func years(_ text: Wording) -> String? {
        for found in TimeScanner(text).all() {
            if case .years(let first, let last) = found.atom { return "\(first)-\(last)" }
        }
        return nil
    }

    /// What the quote is, by the noun before it; nil for anything but a movement.
    private static func kind(
        _ text: Wording, _ open: Int, _ name: String, previousEnd: Int, previousCounts: Bool, previousKind: String
    ) -> String? {
        let wording = Wording(name)
        if wording.starts(withAnyOf: campaigns) { return "campaign" }
        let start = max(previousEnd + 1, open - 90)
        let before = Wording(text.text(from: start, to: open))
        let noun = nouns.compactMap { before.last($0)?.upperBound }.max()
        let other = others.compactMap { before.last($0)?.upperBound }.max()
        if let noun, noun > other ?? -1 { return before.contains("vận động") ? "campaign" : "movement" }
        if other != nil { return nil }
        // A list goes on: "…”, “…”; “…”.
        guard previousCounts, previousEnd >= 0 else { return nil }
        return before.count <= 40 && !before.lower.contains(".") ? previousKind : nil
    }

    private static func opens(_ text: Wording, _ at: Int) -> Bool {
        guard text.lower[at] == "\"", text.scalars[at] != "”" else { return false }
        return at + 1 < text.count && text.lower[at + 1] != " " && (at == 0 || !text.isLetter(at - 1))
    }

    /// The end of the quote; where its mark was forgotten, the end of the sentence.
    private static func closing(_ text: Wording, after open: Int) -> Int {
        var stop: Int?
        for at in open + 1..<max(open + 1, text.count) {
            if text.lower[at] == "\"" {
                // A new opening mark: this quote was never closed.
                if text.scalars[at] == "“" { return stop ?? at }
                return at
            }
            if stop == nil, text.lower[at] == ".", at + 1 >= text.count || text.lower[at + 1] == " " { stop = at }
        }
        return stop ?? text.count
    }
}
