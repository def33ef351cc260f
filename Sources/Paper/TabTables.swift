import Foundation
import Vocabulary

/// A table that was typed with tabs and printed: rows wrapped at the edge of the page, some tabs no wider than a space.
/// Rows are told by their numbers, lost borders by what other rows have in the same column.
enum TabTables {
    static func recovered(_ blocks: [PaperDocument.Block]) -> [PaperDocument.Block] {
        var result: [PaperDocument.Block] = []
        var index = 0
        while index < blocks.count {
            if let head = text(blocks[index]), isHead(head), let (table, end) = table(blocks, from: index) {
                result.append(.table(table))
                index = end
            } else {
                result.append(blocks[index])
                index += 1
            }
        }
        return result
    }

    private struct Row {
        var fields: [String]
        var page: Int?
        var isSection: Bool { fields.first.map { !$0.isEmpty && $0.allSatisfy { "IVX.".contains($0) } } ?? false }
    }

    private static func text(_ block: PaperDocument.Block) -> String? {
        if case .paragraph(let paragraph) = block { paragraph.text } else { nil }
    }

    private static func isHead(_ text: String) -> Bool {
        let folded = text.folded
        return text.contains("\t") && SheetGrid.headWords.contains { folded.hasPrefix($0 + " ") }
    }

    private static func table(_ blocks: [PaperDocument.Block], from start: Int) -> (PaperDocument.Table, Int)? {
        var rows: [Row] = []
        var end = start
        var isAfterGap = false
        for index in start..<blocks.count {
            guard case .paragraph(let paragraph) = blocks[index] else { break }
            if paragraph.text.isEmpty {
                isAfterGap = true
                continue
            }
            let fields = paragraph.text.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmed }
            if rows.isEmpty {
                rows.append(Row(fields: fields, page: paragraph.page))
            } else if let begun = begunRow(fields) {
                rows.append(Row(fields: begun, page: paragraph.page))
            } else if endsTable(paragraph.text)
                || (isAfterGap && fields.count == 1 && paragraph.text.first?.isUppercase == true)
            {
                break
            } else {
                continueRow(&rows, fields, isAfterGap: isAfterGap)
            }
            isAfterGap = false
            end = index + 1
        }
        guard rows.count >= 3, let table = cut(rows) else { return nil }
        return (table, end)
    }

    /// The fields of a line that begins with a number of its own, with or without the tab after it.
    private static func begunRow(_ fields: [String]) -> [String]? {
        guard let first = fields.first else { return nil }
        let parts = first.split(separator: " ", maxSplits: 1).map(String.init)
        guard let number = parts.first, isNumber(number) else { return nil }
        if parts.count == 1 { return fields.count > 1 ? fields : nil }
        guard let letter = parts[1].first, letter.isUppercase || letter == "“" || letter == "\"" else { return nil }
        return parts + fields.dropFirst()
    }

    private static func isNumber(_ text: String) -> Bool {
        let isCount = text.allSatisfy(\.isNumber) && text.count <= 3
        return isCount || (text.allSatisfy { "IVX".contains($0) } && text.count <= 5)
    }

    private static func endsTable(_ text: String) -> Bool {
        let word = text.prefix { $0 != " " && $0 != "\t" }
        let isPart = word.last == "." && word.dropLast().allSatisfy { "IVX".contains($0) } && word.count > 1
        return isPart || LetterheadTables.marksLetterhead([text]) || text.folded.hasPrefix("phu luc")
    }

    private static func continueRow(_ rows: inout [Row], _ fields: [String], isAfterGap: Bool) {
        let last = rows.count - 1
        // After an empty line goes on what the page has cut: the text of the row, not its last cell.
        if isAfterGap, rows[last].fields.count > 2 {
            rows[last].fields[1] += " " + fields.filter { !$0.isEmpty }.joined(separator: " ")
            return
        }
        rows[last].fields[rows[last].fields.count - 1] += " " + (fields.first ?? "")
        rows[last].fields += fields.dropFirst()
    }

    // MARK: Lost tabs

    private static func cut(_ rows: [Row]) -> PaperDocument.Table? {
        let body = rows.dropFirst().filter { !$0.isSection }
        let counts = Dictionary(grouping: body.map { $0.fields.count }.filter { $0 >= 3 }) { $0 }.mapValues(\.count)
        guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, let head = rows.first else {
            return nil
        }
        // Tabs are lost, never invented.
        let width = max(usual, head.fields.count)
        let whole = body.filter { $0.fields.count == width }
        let known = Set(whole.flatMap { $0.fields.dropFirst(2) }).filter { $0.count >= 5 }.sorted {
            $0.count > $1.count
        }

        var fixed = rows
        for index in fixed.indices.dropFirst() where !fixed[index].isSection {
            fixed[index].fields = split(fixed[index].fields, width, at: known)
        }
        fixed[0].fields = splitHead(fixed[0].fields, width)
        let good = fixed.dropFirst().count { $0.fields.count == width || $0.isSection }
        guard fixed[0].fields.count == width, good * 10 >= (fixed.count - 1) * 6 else { return nil }
        return PaperDocument.Table(
            rows: fixed.map { row in
                var fields = row.fields
                if fields.count > width {
                    fields = fields.prefix(width - 1) + [fields[(width - 1)...].joined(separator: " ")]
                }
                fields += Array(repeating: "", count: width - fields.count)
                return PaperDocument.TableRow(
                    cells: fields.map { PaperDocument.Cell($0.isEmpty ? [] : [$0]) }, line: 0, page: row.page)
            })
    }

    /// Cuts a field where it ends or begins with what stands in a column elsewhere.
    private static func split(_ fields: [String], _ width: Int, at known: [String]) -> [String] {
        var fields = fields
        while fields.count < width {
            var isCut = false
            search: for value in known {
                for place in fields.indices.dropFirst() where fields[place] != value {
                    if fields[place].hasSuffix(" " + value) {
                        fields.replaceSubrange(
                            place...place, with: [fields[place].dropLast(value.count).trimmed, value])
                    } else if place > 1, fields[place].hasPrefix(value + " ") {
                        fields.replaceSubrange(
                            place...place, with: [value, fields[place].dropFirst(value.count).trimmed])
                    } else if fields.count + 2 <= width, let range = fields[place].range(of: " \(value) ") {
                        let parts = [
                            fields[place][..<range.lowerBound].trimmed, value,
                            fields[place][range.upperBound...].trimmed,
                        ]
                        fields.replaceSubrange(place...place, with: parts)
                    } else {
                        continue
                    }
                    isCut = true
                    break search
                }
            }
            if !isCut { break }
        }
        return fields
    }

    /// Heads of columns begin with a capital.
    private static func splitHead(_ fields: [String], _ width: Int) -> [String] {
        var fields = fields
        if fields.count < width, let first = fields.first,
            let word = SheetGrid.headWords.sorted(by: { $0.count > $1.count }).first(where: {
                first.folded.hasPrefix($0 + " ")
            })
        {
            let words = first.split(separator: " "), count = word.split(separator: " ").count
            fields.replaceSubrange(
                0...0,
                with: [words.prefix(count).joined(separator: " "), words.dropFirst(count).joined(separator: " ")])
        }
        while fields.count < width {
            guard let place = fields.indices.dropFirst().max(by: { fields[$0].count < fields[$1].count }) else { break }
            let words = fields[place].split(separator: " ")
            let capitals = words.indices.dropFirst().filter {
                words[$0].first?.isUppercase == true && words[$0].contains { $0.isLowercase }
                    && words[$0 - 1].contains { $0.isLowercase }
            }
            guard let cut = capitals.first else { break }
            fields.replaceSubrange(
                place...place, with: [words[..<cut].joined(separator: " "), words[cut...].joined(separator: " ")])
        }
        return fields
    }
}
