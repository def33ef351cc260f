import Vocabulary

/// Reads tables saved as text: separated by comma, semicolon or tab, quoted where needed.
enum CsvReader {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        let (text, notes) = try TextReader.text(of: source)
        var grid = SheetGrid()
        var cells = 0
        for (row, fields) in records(text).enumerated() {
            for (column, field) in fields.enumerated() {
                let lines = field.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
                if !lines.isEmpty { grid.cells[row, default: [:]][column] = lines }
                cells += 1
            }
            if row > source.limits.lines || cells > source.limits.cells {
                throw source.refusal(.tooLong(limit: source.limits.lines))
            }
        }
        return PaperDocument(
            format: .csv, blocks: LetterheadTables.numbered(grid.blocks(), keepsPages: false), linesAreBroken: false,
            notes: notes)
    }

    /// The separator that the first lines use most, outside quotes.
    static func separator(_ text: String) -> Character {
        var counts: [Character: Int] = [:]
        var isQuoted = false
        for letter in text.prefix(20_000) {
            if letter == "\"" { isQuoted.toggle() }
            if !isQuoted, letter == "," || letter == ";" || letter == "\t" { counts[letter, default: 0] += 1 }
        }
        // Semicolons and tabs are rare inside Vietnamese cells beside commas, so they win a close race.
        if let tabs = counts["\t"], tabs >= (counts[";"] ?? 0), tabs * 2 >= (counts[","] ?? 0) { return "\t" }
        return (counts[";"] ?? 0) * 2 > (counts[","] ?? 0) ? ";" : ","
    }

    static func records(_ text: String) -> [[String]] {
        let separator = separator(text)
        var records: [[String]] = [], fields: [String] = []
        var field = ""
        var isQuoted = false, wasQuote = false
        for letter in text {
            if isQuoted {
                if letter == "\"" {
                    (isQuoted, wasQuote) = (false, true)
                } else {
                    field.append(letter)
                }
                continue
            }
            if letter == "\"", wasQuote || field.allSatisfy(\.isWhitespace) {
                // Two quotes in a row are one that is meant.
                if wasQuote { field.append("\"") } else { field = "" }
                isQuoted = true
            } else if letter == separator {
                fields.append(field)
                field = ""
            } else if letter.isNewline {
                records.append(fields + [field])
                (fields, field) = ([], "")
            } else {
                field.append(letter)
            }
            wasQuote = false
        }
        if !field.isEmpty || !fields.isEmpty { records.append(fields + [field]) }
        return records
    }
}
