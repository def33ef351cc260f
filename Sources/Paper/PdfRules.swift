/// A straight line on a page that runs along or across it.
struct PdfRule: Equatable {
    var isHorizontal: Bool
    /// y of a horizontal line, x of a vertical one.
    var at: Double
    var from: Double
    var to: Double
    var length: Double { to - from }

    /// Pieces of one line (dashes, borders of neighbouring cells, double lines) as one.
    static func merged(_ rules: [PdfRule]) -> [PdfRule] {
        var result: [PdfRule] = []
        for direction in [true, false] {
            var groups: [[PdfRule]] = []
            for rule in rules.filter({ $0.isHorizontal == direction }).sorted(by: { $0.at < $1.at }) {
                if let last = groups.last?.last, rule.at - last.at <= 1.6 {
                    groups[groups.count - 1].append(rule)
                } else {
                    groups.append([rule])
                }
            }
            for group in groups {
                let at = group.map(\.at).reduce(0, +) / Double(group.count)
                var open: PdfRule?
                for rule in group.sorted(by: { $0.from < $1.from }) {
                    if var last = open, rule.from <= last.to + 3 {
                        last.to = max(last.to, rule.to)
                        open = last
                    } else {
                        if let open { result.append(open) }
                        open = PdfRule(isHorizontal: direction, at: at, from: rule.from, to: rule.to)
                    }
                }
                if let open { result.append(open) }
            }
        }
        return result.filter { $0.length >= 6 }
    }
}
