import Vocabulary

/// What the page adds to the text: page numbers, footnotes, ruled lines.
enum PageFurniture {
    /// Places in `sources` that are no text of the plan.
    static func places(in sources: [Source], broken: Bool) -> Set<Int> {
        guard broken else { return ruled(sources) }
        var places = ruled(sources)
        let gap = usualGap(sources)
        var blanks = 0
        var marks: Set<String> = []
        var at = 0
        var previousPage: Int?
        var lastPage = 1
        while at < sources.count {
            guard case .line(let line) = sources[at] else {
                blanks = 0
                at += 1
                continue
            }
            let newPage = previousPage != nil && line.page != previousPage
            if line.isBlank {
                blanks += 1
                at += 1
                continue
            }
            previousPage = line.page ?? previousPage
            if isPageNumber(line.text) {
                let wide = blanks > gap || newPage || at == 0
                let next = at + 1 < sources.count ? sources[at + 1] : nil
                let followed: Bool
                if case .line(let following)? = next { followed = !following.isBlank } else { followed = false }
                if line.isNumber, wide, followed, gap > 0 || marks.contains(line.text) {
                    at = skipFootnote(from: at, sources, gap, &places)
                    blanks = 0
                    continue
                }
                // "                 2" between two lines of a scan: the next page of the count.
                let isNext = line.raw.prefix(25).allSatisfy { $0 == " " } && Int(line.text) == lastPage + 1
                if isNext || wide { lastPage = Int(line.text) ?? lastPage }
                if wide || !line.isNumber || isNext {
                    places.insert(at)
                } else if blanks < gap {
                    // The mark of a footnote, torn out of its line.
                    marks.insert(line.text)
                    places.insert(at)
                }
            }
            blanks = 0
            at += 1
        }
        return places
    }

    /// Blank lines that usually stand between two lines.
    static func usualGap(_ sources: [Source]) -> Int {
        var (counts, blanks) = ([Int: Int](), 0)
        for source in sources {
            guard case .line(let line) = source else { continue }
            if line.isBlank {
                blanks += 1
            } else {
                counts[min(blanks, 3), default: 0] += 1
                blanks = 0
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { min($0.key, 1) } ?? 0
    }

    /// `2`, `- 2 -`, `Trang 2/5`, `2 | Page`.
    static func isPageNumber(_ text: String) -> Bool {
        guard text.utf8.count <= 16, text.utf8.contains(where: { 0x30...0x39 ~= $0 }) else { return false }
        let folded = text.folded
        let bare = folded.replacing("trang", with: "").replacing("page", with: "").replacing("of", with: "")
        guard bare.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x20 || $0 == 0x2D || $0 == 0x2F || $0 == 0x7C }) else {
            return false
        }
        if folded.contains("trang") || folded.contains("page") { return true }
        if folded.hasPrefix("-"), folded.hasSuffix("-") { return true }
        return folded.utf8.count <= 3 && folded.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// Lines of strokes, dots or stars only.
    private static func ruled(_ sources: [Source]) -> Set<Int> {
        Set(
            sources.indices.filter {
                guard case .line(let line) = sources[$0], !line.isBlank else { return false }
                return line.text.unicodeScalars.allSatisfy { "-_=*~.—–─━ ".unicodeScalars.contains($0) }
            })
    }

    /// A footnote ends where a page starts (an indented line without a blank one before it), a blank gap is wide or an item starts.
    private static func skipFootnote(from start: Int, _ sources: [Source], _ gap: Int, _ places: inout Set<Int>) -> Int
    {
        var (at, blanks) = (start, 0)
        while at < sources.count, at - start < 40 {
            guard case .line(let line) = sources[at] else { break }
            if line.isBlank {
                blanks += 1
                if blanks > max(gap, 1) { break }
            } else {
                if at > start + 1, blanks == 0, gap > 0, line.raw.hasPrefix(" ") { break }
                if at > start + 1, ItemMark.read(Wording(line.text)) != nil { break }
                blanks = 0
            }
            places.insert(at)
            at += 1
        }
        return max(at, start + 1)
    }
}
