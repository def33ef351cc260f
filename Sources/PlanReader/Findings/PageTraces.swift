import Vocabulary

/// What the page left in the text: numbers, footnotes, breaks.
enum PageTraces {
    /// A number alone on its line inside a sentence or behind a page's empty foot.
    static func pageNumbers(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard text.linesAreBroken else { return [] }
        var findings: [PlanDraft.Finding] = []
        for (at, line) in text.lines.enumerated() where at > 0 && at + 1 < text.lines.count && !line.isRow {
            guard line.text.utf8.count <= 3, let number = Int(line.text), (2...400).contains(number),
                draft.task(at: line.number) == nil,
                line.gap >= 2, draft.tasks.allSatisfy({ $0.lines.first != text.lines[at + 1].number })
            else { continue }
            findings.append(
                .info(
                    .pageNumberInText, [line.number], "page number \(number) stands in the text",
                    "Số trang \(number) nằm giữa nội dung."))
        }
        return findings
    }

    private static let cited = [
        "quyet dinh", "ke hoach", "nghi dinh", "thong tu", "cong van", "chi thi", "nghi quyet", "huong dan",
        "theo quyet dinh", "van ban",
    ]

    /// A small number alone, and behind it a paper that a footnote cites.
    static func footnotes(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard text.linesAreBroken else { return [] }
        return text.lines.indices.dropLast().compactMap { at in
            let (line, next) = (text.lines[at], text.lines[at + 1])
            guard line.text.utf8.count <= 2, let number = Int(line.text), number < 30, !next.isRow,
                draft.task(at: line.number) == nil,
                at + 2 < text.lines.count, next.number - line.number <= 2
            else { return nil }
            let words = WordScanner.words(of: next.text, line: next.number)
            guard cited.contains(where: { words.stand($0.split(separator: " ").map(String.init), at: 0) }),
                words.prefix(8).has("so #")
            else { return nil }
            let end = text.passages.first { $0.first == next.number }?.last ?? next.number
            return .info(
                .footnoteInText, [line.number, end].places, "footnote \(number) interrupts the text",
                "Chú thích cuối trang số \(number) chen giữa nội dung.")
        }
    }

    /// `TĐ-` / `KT`
    static func brokenHyphens(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard text.linesAreBroken else { return [] }
        let broken = zip(text.lines, text.lines.dropFirst()).filter { line, next in
            let end = line.text.suffix(2)
            return !line.isRow && end.count == 2 && end.last == "-" && (end.first?.isLetter ?? false)
                && (next.text.first?.isLetter ?? false)
        }
        guard !broken.isEmpty else { return [] }
        return [
            .info(
                .hyphenLineBreak, broken.flatMap { [$0.0.number, $0.1.number] }.places,
                "a word is broken at its hyphen over two lines",
                "Từ viết tắt bị ngắt dòng ở dấu gạch nối (\(broken[0].0.text.suffix(8)) / \(broken[0].1.text.prefix(8)))."
            )
        ]
    }

    /// `giáo dục` / `- đào tạo`: the dash is no bullet.
    static func falseBullets(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard text.linesAreBroken else { return [] }
        let bullets = text.lines.filter { $0.text.hasPrefix("- ") && !$0.isRow }
        let capital = bullets.filter { $0.text.dropFirst(2).first?.isUppercase ?? false }
        guard capital.count * 5 >= bullets.count * 4 else { return [] }
        return text.lines.indices.dropFirst().compactMap { at in
            let (before, line) = (text.lines[at - 1], text.lines[at])
            guard line.text.hasPrefix("- "), line.text.dropFirst(2).first?.isLowercase ?? false, !line.isRow,
                !before.isRow,
                let end = before.text.last, end.isLetter
            else { return nil }
            return .info(
                .falseBullet, [before.number, line.number],
                "a line that starts with a dash goes on with the line above",
                "Dòng “\(line.text.prefix(30))…” là phần tiếp của dòng trên, không phải gạch đầu dòng mới.")
        }
    }

    /// The page breaks a sentence.
    static func splitParagraphs(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let (isPaged, isSpaced) = (text.linesAreBroken && text.hasShortLines, text.isSpaced)
        let pairs = zip(text.lines, text.lines.dropFirst()).filter { before, line in
            guard !before.isRow, !line.isRow, let end = before.text.last, end.isLetter || end == ",",
                line.text.first?.isLowercase ?? false
            else { return false }
            return isPaged ? line.gap == 0 && line.isIndented && isSpaced : before.text.utf8.count >= 100
        }
        return pairs.map { before, line in
            .info(
                .splitParagraph, [before.number, line.number], "a paragraph is split in the middle of a sentence",
                "Đoạn văn bị ngắt trang giữa câu.")
        }
    }

    /// A heading right behind the line above, where all other lines have an empty line between them.
    static func gluedHeadings(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard text.linesAreBroken, text.isSpaced else { return [] }
        return text.lines.dropFirst().filter { line in
            guard line.gap == 0, line.isIndented, !line.isRow, line.text.utf8.count <= 120 else { return false }
            let words = WordScanner.words(of: line.text, line: line.number)
            if let first = words.first, Roman.value(first.text) != nil { return true }
            switch Mark.read(words).0 {
            case .roman?, .numbers?: return true
            default: return false
            }
        }.map { line in
            .info(
                .headingGlued, [line.number], "a heading follows a page break without an empty line",
                "Tiêu đề “\(line.text.prefix(40))” đứng ngay sau ngắt trang.")
        }
    }

    private static let residue = ["**", "&nbsp;", "&amp;", "&lt;", "<br", "<b>", "</", "\u{FFFC}", "\u{FFFD}"]

    static func markup(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let lines = text.lines.filter { line in residue.contains { line.text.contains($0) } }.map(\.number)
        guard !lines.isEmpty else { return [] }
        return [
            .info(
                .markupResidue, lines.places, "marks of a markup language stand in the text",
                "Còn ký tự định dạng (**, &nbsp; …) trong văn bản.")
        ]
    }
}

extension PlanText {
    /// Most lines have an empty line in front: text made from PDF.
    var isSpaced: Bool { lines.count >= 10 && lines.filter { $0.gap > 0 }.count * 4 >= lines.count * 3 }

    /// Lines as wide as a page, not whole paragraphs.
    var hasShortLines: Bool { lines.filter { $0.text.utf8.count > 220 && !$0.isRow }.count * 10 < max(1, lines.count) }
}
