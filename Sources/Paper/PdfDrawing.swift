import Glibc

/// The straight lines of a drawing as `pdftocairo -svg` writes it, page by page.
///
/// Most of such a drawing are letters. Its tags are only looked at as far as lines need it, so no XML parser is asked; what
/// is not as expected is no line.
struct PdfDrawing {
    private typealias Matrix = (a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)
    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private(set) var pages: [[PdfRule]] = []
    private var transforms: [Matrix] = [(1, 0, 0, 1, 0, 0)]
    /// How deep in what is only drawn when it is used.
    private var definitions = 0
    private var rules = 0
    /// Drawings without end are no tables: what comes beyond is left out.
    private static let most = 200_000

    init(svg: [UInt8]) { svg.withUnsafeBufferPointer { read($0) } }

    private mutating func read(_ svg: Bytes) {
        var place = 0
        while rules <= Self.most, let start = Self.find(UInt8(ascii: "<"), svg, from: place),
            let end = Self.find(UInt8(ascii: ">"), svg, from: start + 1)
        {
            take(Bytes(rebasing: svg[start + 1..<end]))
            place = end + 1
        }
    }

    private static func find(_ byte: UInt8, _ bytes: Bytes, from place: Int) -> Int? {
        guard place < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + place, Int32(byte), bytes.count - place)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// What stands between `<` and `>`.
    private mutating func take(_ tag: Bytes) {
        guard let first = tag.first, let last = tag.last else { return }
        switch first {
        case UInt8(ascii: "?"), UInt8(ascii: "!"): break
        case UInt8(ascii: "/"):
            if definitions > 0 { definitions -= 1 } else if transforms.count > 1 { transforms.removeLast() }
        default: open(tag, isEmpty: last == UInt8(ascii: "/"))
        }
    }

    private mutating func open(_ tag: Bytes, isEmpty: Bool) {
        if definitions > 0 {
            if !isEmpty { definitions += 1 }
            return
        }
        let outer = transforms.last ?? (1, 0, 0, 1, 0, 0)
        let name = tag.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }
        switch String(decoding: name, as: UTF8.self) {
        case "defs", "symbol", "clipPath", "mask", "pattern":
            if !isEmpty { definitions = 1 }
            return
        case "use", "image":
            if !isEmpty { transforms.append(outer) }
            return
        case "page": pages.append([])
        case "path":
            if let data = Self.attribute("d", tag), let style = Self.attribute("style", tag) {
                path(data, style, Self.transform(tag, in: outer))
            }
        default: break
        }
        if !isEmpty { transforms.append(Self.transform(tag, in: outer)) }
    }

    private static func transform(_ tag: Bytes, in outer: Matrix) -> Matrix {
        attribute("transform", tag).flatMap(matrix).map { product(outer, $0) } ?? outer
    }

    private static func attribute(_ name: StaticString, _ tag: Bytes) -> String? {
        let length = name.utf8CodeUnitCount
        var place = 0
        while let quote = find(UInt8(ascii: "\""), tag, from: place),
            let end = find(UInt8(ascii: "\""), tag, from: quote + 1)
        {
            let start = quote - 1 - length
            if start > 0, tag[quote - 1] == UInt8(ascii: "="), tag[start - 1] <= UInt8(ascii: " "),
                tag[start..<start + length].elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: length))
            {
                return String(decoding: tag[quote + 1..<end], as: UTF8.self)
            }
            place = end + 1
        }
        return nil
    }

    private mutating func path(_ data: String, _ style: String, _ transform: Matrix) {
        // One page alone has no <page> round it.
        if pages.isEmpty { pages.append([]) }
        let isStroke = style.contains("fill:none") && !style.contains("stroke:none")
        let isLight =
            style.contains("stroke:rgb(100%,100%,100%)")
            || (!isStroke && style.contains("fill:rgb(100%,100%,100%)"))
        if !isLight { trace(data, isStroke: isStroke, transform) }
    }

    /// Straight strokes, and areas so thin that they are strokes.
    private mutating func trace(_ data: String, isStroke: Bool, _ transform: Matrix) {
        var points: [(x: Double, y: Double)] = []
        var numbers: [Double] = []
        func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            (transform.a * x + transform.c * y + transform.e, transform.b * x + transform.d * y + transform.f)
        }
        func end(_ drawing: inout PdfDrawing) {
            if isStroke {
                for (from, to) in zip(points, points.dropFirst()) { drawing.add(from, to) }
            } else if points.count >= 4, points.count <= 6 {
                drawing.area(points)
            }
            points = []
        }
        // Curves belong to pictures and letters, never to a table.
        if data.utf8.contains(UInt8(ascii: "C")) { return }
        for token in data.split(separator: " ", maxSplits: 4000) {
            switch token {
            case "M":
                end(&self)
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
        end(&self)
    }

    private mutating func area(_ points: [(x: Double, y: Double)]) {
        let xs = points.map(\.x), ys = points.map(\.y)
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return }
        if bottom - top < 3 { add((left, (top + bottom) / 2), (right, (top + bottom) / 2)) }
        if right - left < 3 { add(((left + right) / 2, top), ((left + right) / 2, bottom)) }
    }

    private mutating func add(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
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

    private static func matrix(_ text: String) -> Matrix? {
        guard text.hasPrefix("matrix(") else { return nil }
        let numbers = text.dropFirst(7).prefix { $0 != ")" }.split { $0 == "," || $0 == " " }.compactMap { Double($0) }
        guard numbers.count == 6 else { return nil }
        return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    private static func product(_ m: Matrix, _ n: Matrix) -> Matrix {
        (
            m.a * n.a + m.c * n.b, m.b * n.a + m.d * n.b, m.a * n.c + m.c * n.d, m.b * n.c + m.d * n.d,
            m.a * n.e + m.c * n.f + m.e, m.b * n.e + m.d * n.f + m.f
        )
    }
}
