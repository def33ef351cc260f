/// A table on a page as its ruled lines show it: columns, rows, and which places are one cell.
struct RuledGrid: Equatable {
    struct Place: Equatable {
        var row: Int, column: Int, rows: Int, columns: Int
        var box: PdfBox
    }

    /// Left edges of the columns and the right edge of the last.
    var xs: [Double]
    /// Upper edges of the rows and the lower edge of the last.
    var ys: [Double]
    var places: [Place]

    var box: PdfBox { PdfBox(x0: xs.first ?? 0, y0: ys.first ?? 0, x1: xs.last ?? 0, y1: ys.last ?? 0) }

    private static let slack = 3.0

    /// Tables of a page, from the top.
    static func all(_ rules: [PdfRule]) -> [RuledGrid] {
        let rules = PdfRule.merged(rules)
        guard rules.count <= 5_000 else { return [] }
        return groups(rules).compactMap(grid).sorted { $0.box.y0 < $1.box.y0 }
    }

    /// Lines that touch or cross, directly or through others.
    private static func groups(_ rules: [PdfRule]) -> [[PdfRule]] {
        var group = Array(rules.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while group[index] != index { index = group[index] }
            return index
        }
        let across = rules.indices.filter { rules[$0].isHorizontal },
            down = rules.indices.filter { !rules[$0].isHorizontal }
        for first in across {
            for second in down where touch(rules[first], rules[second]) { group[root(first)] = root(second) }
        }
        return Dictionary(grouping: rules.indices, by: root).values.map { $0.map { rules[$0] } }
    }

    private static func touch(_ across: PdfRule, _ down: PdfRule) -> Bool {
        across.from - slack <= down.at && down.at <= across.to + slack && down.from - slack <= across.at
            && across.at <= down.to + slack
    }

    private static func grid(_ rules: [PdfRule]) -> RuledGrid? {
        let across = rules.filter(\.isHorizontal), down = rules.filter { !$0.isHorizontal }
        guard across.count >= 2, !down.isEmpty else { return nil }
        let xs = edges(down.map(\.at), ends: across.map { ($0.from, $0.to) })
        let ys = edges(across.map(\.at), ends: down.map { ($0.from, $0.to) })
        guard xs.count >= 2, ys.count >= 2, xs.count <= 64, ys.count <= 1_000 else { return nil }
        let (columns, rows) = (xs.count - 1, ys.count - 1)

        func isRuled(_ at: Double, _ from: Double, _ to: Double, in rules: [PdfRule]) -> Bool {
            let middle = (from + to) / 2
            return rules.contains { abs($0.at - at) <= slack && $0.from - slack <= middle && middle <= $0.to + slack }
        }
        var isTaken = Array(repeating: Array(repeating: false, count: columns), count: rows)
        var places: [Place] = []
        for row in 0..<rows {
            for column in 0..<columns where !isTaken[row][column] {
                var (wide, high) = (1, 1)
                while column + wide < columns, !isTaken[row][column + wide],
                    !isRuled(xs[column + wide], ys[row], ys[row + 1], in: down)
                {
                    wide += 1
                }
                while row + high < rows,
                    (column..<(column + wide)).allSatisfy({ !isRuled(ys[row + high], xs[$0], xs[$0 + 1], in: across) })
                {
                    high += 1
                }
                for covered in row..<(row + high) {
                    for place in column..<(column + wide) { isTaken[covered][place] = true }
                }
                places.append(
                    Place(
                        row: row, column: column, rows: high, columns: wide,
                        box: PdfBox(x0: xs[column], y0: ys[row], x1: xs[column + wide], y1: ys[row + high])))
            }
        }
        return RuledGrid(xs: xs, ys: ys, places: places)
    }

    /// Places of the lines; where the lines across reach past the outermost line down, the open side counts as one.
    private static func edges(_ values: [Double], ends: [(Double, Double)]) -> [Double] {
        var result: [Double] = []
        for value in values.sorted() where result.last.map({ value - $0 > slack }) ?? true { result.append(value) }
        if let least = ends.map(\.0).min(), let first = result.first, first - least > 12 { result.insert(least, at: 0) }
        if let most = ends.map(\.1).max(), let last = result.last, most - last > 12 { result.append(most) }
        return result
    }
}
