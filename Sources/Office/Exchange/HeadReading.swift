import Paper
import Vocabulary

/// Where the table of a sheet begins, what its heads say, and which column is which.
public struct HeadReading: Equatable, Sendable {
    /// First row of the head, as Excel counts; nil where none was recognised.
    public var row: Int?
    /// Rows of the head: more than one where heads are merged.
    public var depth = 1
    /// Heads by column, from 0.
    public var heads: [Int: String] = [:]
    /// The kind's column by column of the file.
    public var mapping: [Int: String] = [:]
    /// The column with the hidden keys of an exported workbook.
    public var key: Int?
    /// The kind that the hidden column says.
    public var madeFor: String?

    static let keyPrefix = "khoa:"
    /// What the column of errors of a returned workbook is called.
    static let errorHead = "Lỗi cần sửa"
    /// Heads of the column that only counts the rows, folded.
    static let numberings: Set = ["stt", "tt", "so tt", "so thu tu", "thu tu", "no"]

    /// Looks at the first rows of a sheet. `at` fixes the row of the head where a person said it.
    init(_ survey: SheetSurvey, _ columns: [ExchangeColumn], at fixed: Int? = nil) {
        var best: (score: Int, reading: HeadReading)?
        for row in survey.top.prefix(40) where fixed == nil || fixed == row.number {
            let reading = Self.read(row.number, survey, columns)
            // A wide head of which nothing is known still beats the title above it, when a person said so.
            let score = reading.mapping.count * 4 + (reading.key == nil ? 0 : 8) - reading.depth
            if best.map({ score > $0.score }) ?? true { best = (score, reading) }
        }
        let enough = columns.count < 3 ? 1 : 2
        if let best, fixed != nil || best.reading.key != nil || best.reading.mapping.count >= enough {
            self = best.reading
        }
    }

    private init() {}

    private static func read(_ number: Int, _ survey: SheetSurvey, _ columns: [ExchangeColumn]) -> HeadReading {
        let index = number - 1
        let covering = survey.merges.filter { $0.rows.contains(index) && $0.rows.lowerBound >= index }
        let acrosses = covering.filter { $0.columns.count > 1 && $0.rows.lowerBound == index }
        let depth = min(
            3, max(covering.map { $0.rows.upperBound - index + 1 }.max() ?? 1, acrosses.isEmpty ? 1 : 2))
        var reading = HeadReading()
        (reading.row, reading.depth) = (number, depth)
        let rows = (0..<depth).map { offset in survey.top.first { $0.number == number + offset } }
        func text(_ column: Int, _ offset: Int) -> String? {
            if let cell = rows[offset]?[column] { return CellReading.oneLine(cell.text) }
            let merge = survey.merges.first {
                $0.rows.lowerBound == index + offset && $0.columns.contains(column) && $0.columns.count > 1
            }
            return merge.flatMap { rows[offset]?[$0.columns.lowerBound].map { CellReading.oneLine($0.text) } }
        }
        let used = Set(
            rows.compactMap(\.self).flatMap { $0.cells.map(\.column) }
                + acrosses.flatMap { Array($0.columns.prefix(64)) })
        var taken: Set<String> = []
        for column in used.sorted() {
            let parts = (0..<depth).compactMap { text(column, $0) }.filter { !$0.isEmpty }
            guard let last = parts.last else { continue }
            let whole = parts.joined(separator: " – ")
            reading.heads[column] = whole
            if last.folded.hasPrefix(keyPrefix) {
                (reading.key, reading.madeFor) = (column, String(last.folded.dropFirst(keyPrefix.count)))
                continue
            }
            let found = [parts.joined(separator: " "), last, parts[0]].lazy.compactMap { match($0, columns) }.first
            if let found, taken.insert(found).inserted { reading.mapping[column] = found }
        }
        return reading
    }

    /// The column that a head means: its title or one of its other names.
    static func match(_ head: String, _ columns: [ExchangeColumn]) -> String? {
        let fold = self.fold(head)
        guard !fold.isEmpty else { return nil }
        return columns.first { self.fold($0.title) == fold || $0.aliases.contains(fold) }?.code
    }

    /// Without stars, colons and notes in brackets: `Ngày sinh (*)` and `NGÀY SINH:` are equal.
    static func fold(_ head: String) -> String {
        var text = head.folded
        while let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
            text.removeSubrange(open...close)
        }
        return text.filter { !"*:.".contains($0) }.split(separator: " ").joined(separator: " ")
    }

    /// Equal for files with the same heads: what was mapped once is remembered for them.
    public var shape: String {
        let heads = heads.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.fold($0.value))" }
        return Digest.hex(Digest.blake2b(Array(heads.joined(separator: "\n").utf8)).prefix(16))
    }

    /// The first row below the head.
    var firstRow: Int { (row ?? 0) + depth }
}

/// `2=ma,3=ten`: a mapping as one text.
enum PackedMapping {
    static func pack(_ mapping: [Int: String]) -> String {
        mapping.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    static func unpack(_ text: String) -> [Int: String] {
        var mapping: [Int: String] = [:]
        for part in text.split(separator: ",") {
            let halves = part.split(separator: "=", maxSplits: 1)
            if halves.count == 2, let column = Int(halves[0]) { mapping[column] = String(halves[1]) }
        }
        return mapping
    }
}
