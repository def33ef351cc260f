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

/// Hears the SVG of `pdftocairo` and keeps its straight lines, page by page.
final class PdfRulesHandler: XMLHandler {
    private(set) var pages: [[PdfRule]] = []
    private var transforms: [(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)] = [(1, 0, 0, 1, 0, 0)]
    private var definitions = 0
    private var rules = 0
    private let limit = 200_000

    var isFull: Bool { rules > limit }

    func text(_ text: String) {}

    func open(_ name: String, _ attributes: XMLAttributes) {
        if name == "defs" || name == "symbol" || name == "clipPath" || name == "mask" || name == "pattern"
            || definitions > 0
        {
            definitions += 1
            return
        }
        if name == "page" { pages.append([]) }
        let outer = transforms.last ?? (1, 0, 0, 1, 0, 0)
        transforms.append(Self.matrix(attributes["transform"]).map { Self.product(outer, $0) } ?? outer)
        // One page alone has no <page> round it.
        if name == "path", let data = attributes["d"], let style = attributes["style"] {
            if pages.isEmpty { pages.append([]) }
            let isStroke = style.contains("fill:none") && !style.contains("stroke:none")
            let isLight =
                style.contains("stroke:rgb(100%,100%,100%)")
                || (!isStroke && style.contains("fill:rgb(100%,100%,100%)"))
            if !isLight { trace(data, isStroke: isStroke) }
        }
    }

    func close(_ name: String) {
        if definitions > 0 { definitions -= 1 } else if transforms.count > 1 { transforms.removeLast() }
    }

    /// Straight strokes, and areas so thin that they are strokes.
    private func trace(_ data: String, isStroke: Bool) {
        let transform = transforms.last ?? (1, 0, 0, 1, 0, 0)
        var points: [(x: Double, y: Double)] = []
        var numbers: [Double] = []
        func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            (transform.a * x + transform.c * y + transform.e, transform.b * x + transform.d * y + transform.f)
        }
        func end() {
            if isStroke {
                for (from, to) in zip(points, points.dropFirst()) { add(from, to) }
            } else if points.count >= 4, points.count <= 6 {
                area(points)
            }
            points = []
        }
        // Curves belong to pictures and letters, never to a table.
        if data.utf8.contains(UInt8(ascii: "C")) { return }
        for token in data.split(separator: " ", maxSplits: 4000) {
            switch token {
            case "M":
                end()
                numbers = []
            case "L": numbers = []
            case "Z":
                if let first = points.first { points.append(first) }
            default:
                guard let number = Double(token), number.isFinite, abs(number) < 1e6 else { return }
                numbers.append(number)
                if numbers.count == 2 {
                    points.append(place(numbers[0], numbers[1]))
                    numbers = []
                }
            }
        }
        end()
    }

    private func area(_ points: [(x: Double, y: Double)]) {
        let xs = points.map(\.x), ys = points.map(\.y)
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return }
        if bottom - top < 3 { add((left, (top + bottom) / 2), (right, (top + bottom) / 2)) }
        if right - left < 3 { add(((left + right) / 2, top), ((left + right) / 2, bottom)) }
    }

    private func add(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
        guard let last = pages.indices.last else { return }
        if abs(from.y - to.y) < 0.7, abs(from.x - to.x) > 0.7 {
            pages[last].append(
                PdfRule(isHorizontal: true, at: (from.y + to.y) / 2, from: min(from.x, to.x), to: max(from.x, to.x)))
            rules += 1
        } else if abs(from.x - to.x) < 0.7, abs(from.y - to.y) > 0.7 {
            pages[last].append(
                PdfRule(isHorizontal: false, at: (from.x + to.x) / 2, from: min(from.y, to.y), to: max(from.y, to.y)))
            rules += 1
        }
    }

    private static func matrix(_ text: String?) -> (a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)? {
        guard let text, text.hasPrefix("matrix(") else { return nil }
        let numbers = text.dropFirst(7).prefix { $0 != ")" }.split { $0 == "," || $0 == " " }.compactMap { Double($0) }
        guard numbers.count == 6 else { return nil }
        return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    private static func product(
        _ m: (a: Double, b: Double, c: Double, d: Double, e: Double, f: Double),
        _ n: (a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)
    ) -> (a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        (
            m.a * n.a + m.c * n.b, m.b * n.a + m.d * n.b, m.a * n.c + m.c * n.d, m.b * n.c + m.d * n.d,
            m.a * n.e + m.c * n.f + m.e, m.b * n.e + m.d * n.f + m.f
        )
    }
}
