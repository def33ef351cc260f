/// Sheets, margins, fonts and page numbers of a PDF file, as far as its pages show them.
enum PdfMeasures {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> FormatMeasures {
        guard let toText = source.tools.pdfToText, let fonts = source.tools.pdfFonts else {
            throw source.refusal(.missingTool("pdffonts", package: "poppler-utils"))
        }
        return try WorkFolder.with(source) { (folder) throws(PaperRefusal) -> FormatMeasures in
            let file = try folder.place(source, as: "in.pdf")
            let words = PdfTextHandler(limit: source.limits.characters * 3)
            let last = ["-l", "\(source.limits.pages)"]
            try PdfReader.parse(
                PdfReader.run(toText, ["-bbox-layout"] + last + [file, "-"], folder, source), into: words, source)
            var measures = measured(words.pages)
            let table = try PdfReader.run(fonts, last + [file], folder, source)
            (measures.fonts, measures.missingFonts) = self.fonts(String(decoding: table, as: UTF8.self))
            return measures
        }
    }

    /// Names without their subset mark, and those that are not embedded. Columns stand below their rules.
    private static func fonts(_ table: String) -> (all: [String], missing: [String]) {
        let lines = table.split(separator: "\n")
        guard lines.count > 2 else { return ([], []) }
        var (all, missing): (Set<String>, Set<String>) = ([], [])
        for line in lines.dropFirst(2) {
            let cells = line.split(separator: " ").map(String.init)
            // name type… encoding emb sub uni object generation
            guard cells.count >= 8, let first = cells.first else { continue }
            let family = first.split(separator: "+").last.map(String.init) ?? first
            all.insert(family.split(separator: "-").first.map(String.init) ?? family)
            if cells[cells.count - 5] == "no" { missing.insert(family) }
        }
        return (all.sorted(), missing.sorted())
    }

    private static func measured(_ pages: [PdfPage]) -> FormatMeasures {
        var measures = FormatMeasures()
        measures.tolerance = 1.5
        let scale = PaperStyle.pointsPerMillimetre
        for (index, page) in pages.enumerated() {
            let name = "trang \(index + 1)"
            let number = page.segments.first { $0.box.y1 < 20 * scale && $0.text.allSatisfy(\.isNumber) }
            let body = page.segments.filter { $0.box != number?.box }
            // A sheet of its own begins at an annex: its first page has no number.
            let opens =
                index == 0 || number == nil && body.prefix(3).contains { $0.text.lowercased().hasPrefix("phụ lục") }
            if let number {
                let middle = (page.width - 15 * scale + 30 * scale) / 2
                let isCentred =
                    abs(number.box.middle - middle) < 8 * scale || abs(number.box.middle - page.width / 2) < 8 * scale
                measures.pageNumbers.append((name, index == 0 ? .onFirst : isCentred ? .right : .notCentred))
            } else if !opens, !body.isEmpty {
                measures.pageNumbers.append((name, .missing))
            }
            var sheet = FormatMeasures.Sheet(name: name, width: page.width / scale, height: page.height / scale)
            if let first = body.first {
                let frame = body.dropFirst().reduce(first.box) { $0.joined($1.box) }
                // Lines tell only that nothing stands in a margin; where text is thick, where it begins.
                let isFull = body.count > 20
                let (left, right) = (frame.x0 / scale, (page.width - frame.x1) / scale)
                sheet.left = isFull || left < 30 ? left : nil
                sheet.right = right < 15 ? right : nil
                sheet.top = frame.y0 / scale < 20 ? frame.y0 / scale : nil
                sheet.bottom = (page.height - frame.y1) / scale < 20 ? (page.height - frame.y1) / scale : nil
            }
            measures.sheets.append(sheet)
        }
        return measures
    }
}
