/// The space of a text that is set without justification: one width everywhere, so that any other gap is a tab.
struct PdfSpacing {
    /// Width of a space as a part of the height of its line.
    let space: Double

    /// nil where wide lines have spaces of many widths, as justified text has.
    init?(_ pages: [PdfPage]) {
        let wide = pages.flatMap(\.segments).filter { $0.box.x1 - $0.box.x0 > 250 }
        let gaps = wide.flatMap { segment in
            zip(segment.words, segment.words.dropFirst()).map { ($1.box.x0 - $0.box.x1) / max($0.box.height, 1) }
        }
        guard gaps.count >= 20 else { return nil }
        let counts = Dictionary(grouping: gaps) { ($0 * 50).rounded() }.mapValues(\.count)
        guard let most = counts.max(by: { $0.value < $1.value })?.key else { return nil }
        let alike = gaps.filter { abs($0 * 50 - most) <= 1.5 }
        guard alike.count * 4 >= gaps.count * 3, most > 0 else { return nil }
        space = alike.reduce(0, +) / Double(alike.count)
    }

    /// Two or three spaces are spaces; what is wider than one and neither is a tab.
    func isTab(_ gap: Double) -> Bool {
        let spaces = gap / space
        return spaces > 1.4 && abs(spaces - 2) > 0.15 && abs(spaces - 3) > 0.15
    }
}
