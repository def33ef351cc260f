import Vocabulary

/// The head and the foot of an office paper are two columns without borders, mostly made as a table: they are no table of
/// the plan, and become paragraphs, the left column first.
enum LetterheadTables {
    static func opened(_ blocks: [PaperDocument.Block]) -> [PaperDocument.Block] {
        blocks.flatMap { block -> [PaperDocument.Block] in
            guard case .table(let table) = block, isLetterhead(table) else { return [block] }
            let width = table.rows.map(\.cells.count).max() ?? 0
            return (0..<width).flatMap { column in
                table.rows.flatMap { row -> [PaperDocument.Block] in
                    guard column < row.cells.count, let cell = row.cells[column] else { return [] }
                    return cell.paragraphs.filter { !$0.isEmpty }.map {
                        .paragraph(.init(text: $0, line: 0, page: row.page))
                    }
                }
            }
        }
    }

    static func isLetterhead(_ table: PaperDocument.Table) -> Bool {
        let width = table.rows.map(\.cells.count).max() ?? 0
        guard table.rows.count <= 6, width <= 4 else { return false }
        let texts = table.rows.flatMap { $0.cells.compactMap { $0?.paragraphs } }.flatMap { $0 }
        // One column holding one text is a frame round it.
        if width == 1, table.rows.count == 1 { return true }
        return marksLetterhead(texts)
    }

    /// The national motto, “Nơi nhận”, or a signature.
    static func marksLetterhead(_ texts: [String]) -> Bool {
        texts.contains { text in
            let folded = text.folded
            return folded.hasPrefix("cong hoa xa hoi chu nghia") || folded.hasPrefix("doc lap-tu do")
                || folded.hasPrefix("noi nhan")
                || folded.hasPrefix("tm.") || folded.hasPrefix("kt.") || folded.hasPrefix("tl.")
                || folded.hasPrefix("tuq.")
                || folded.hasPrefix("dang cong san viet nam")
        }
    }

    /// Running numbers for paragraphs and table rows, from 1.
    static func numbered(_ blocks: [PaperDocument.Block], keepsPages: Bool) -> [PaperDocument.Block] {
        var line = 0
        return blocks.map { block in
            switch block {
            case .paragraph(var paragraph):
                line += 1
                paragraph.line = line
                if !keepsPages { paragraph.page = nil }
                return .paragraph(paragraph)
            case .table(var table):
                for index in table.rows.indices {
                    line += 1
                    table.rows[index].line = line
                    if !keepsPages { table.rows[index].page = nil }
                }
                return .table(table)
            }
        }
    }
}
