import Vocabulary

/// The answer of `vinhdanh plan read --json`: keys in a fixed order, explicit nulls, no spaces to compare by.
extension PlanDraft {
    /// `hasLines` is false for kinds of file in which nobody can look up a line: `sourceLines` are null, `lines` empty then.
    public func json(hasLines: Bool) -> [UInt8] {
        var out = JSONWriter(hasLines: hasLines)
        out.object {
            $0.key("document") { $0.header(document) }
            $0.list("tasks", tasks) { $0.task($1) }
            $0.list("events", events) { $0.event($1) }
            $0.list("movements", movements) { out, movement in
                out.object {
                    $0.text("name", movement.name)
                    if let kind = movement.kind { $0.text("kind", kind) }
                    $0.text("period", movement.period)
                    if !movement.quoted { $0.flag("quoted", false) }
                    $0.sourceLines(movement.lines)
                }
            }
            $0.list("assignments", assignments) { out, assignment in
                out.object {
                    $0.text("unit", assignment.unit)
                    $0.texts("duties", assignment.duties)
                    $0.sourceLines(assignment.lines)
                }
            }
            $0.list("deadlines", deadlines) { $0.deadline($1) }
            $0.key("fund") { out in if let fund { out.fund(fund) } else { out.null() } }
            $0.list("warnings", warnings) { out, finding in
                out.object {
                    $0.text("code", finding.code)
                    $0.text("severity", finding.severity.rawValue)
                    $0.text("message", finding.message)
                    $0.text("messageVi", finding.messageVi)
                    $0.list("lines", hasLines ? finding.lines.filter { $0 >= 1 } : []) { $0.number($1) }
                }
            }
        }
        out.bytes.append(0x0A)
        return out.bytes
    }
}

/// Writes JSON in the order it is told, two spaces a level.
struct JSONWriter {
    var bytes: [UInt8] = []
    let hasLines: Bool
    private var depth = 0
    private var isFirst = true

    init(hasLines: Bool) { self.hasLines = hasLines }

    private mutating func line() {
        bytes.append(0x0A)
        for _ in 0..<depth { bytes += [0x20, 0x20] }
    }

    private mutating func next() {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        line()
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(0x7B)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { line() }
        bytes.append(0x7D)
        isFirst = false
    }

    mutating func key(_ name: String, _ value: (inout JSONWriter) -> Void) {
        next()
        string(name)
        bytes += [0x3A, 0x20]
        value(&self)
        isFirst = false
    }

    mutating func list<Item>(_ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        key(name) { out in
            out.bytes.append(0x5B)
            out.depth += 1
            out.isFirst = true
            for item in items {
                out.next()
                write(&out, item)
                out.isFirst = false
            }
            out.depth -= 1
            if !items.isEmpty { out.line() }
            out.bytes.append(0x5D)
        }
    }

    mutating func text(_ name: String, _ value: String?) {
        key(name) { out in if let value { out.string(value) } else { out.null() } }
    }
    mutating func texts(_ name: String, _ values: [String]) { list(name, values) { $0.string($1) } }
    mutating func number(_ name: String, _ value: Int?) {
        key(name) { out in if let value { out.number(value) } else { out.null() } }
    }
    mutating func flag(_ name: String, _ value: Bool) {
        key(name) { $0.bytes += Array((value ? "true" : "false").utf8) }
    }
    mutating func number(_ value: Int) { bytes += Array(String(value).utf8) }
    mutating func null() { bytes += Array("null".utf8) }

    mutating func lines(_ name: String, _ lines: PlanDraft.Lines?) {
        guard hasLines, let lines, lines.first >= 1 else { return text(name, nil) }
        list(name, [lines.first, max(lines.first, lines.last)]) { $0.number($1) }
    }

    mutating func sourceLines(_ lines: PlanDraft.Lines?) { self.lines("sourceLines", lines) }

    mutating func string(_ text: String) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes += [0x5C, 0x22]
            case 0x5C: bytes += [0x5C, 0x5C]
            case 0x0A: bytes += [0x5C, 0x6E]
            case 0x09: bytes += [0x5C, 0x74]
            case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    /// A number with at most three decimals, without an exponent.
    mutating func decimal(_ name: String, _ value: Double?) {
        guard let value, value.isFinite, abs(value) < 1e12 else { return text(name, nil) }
        let thousandths = Int((value * 1000).rounded())
        var text = String(abs(thousandths) / 1000)
        let rest = abs(thousandths) % 1000
        if rest != 0 {
            var digits = String(rest)
            while digits.utf8.count < 3 { digits = "0" + digits }
            text += "." + digits.trimmingEnd("0")
        }
        key(name) { $0.bytes += Array((thousandths < 0 ? "-" + text : text).utf8) }
    }
}
