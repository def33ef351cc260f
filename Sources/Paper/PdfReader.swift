import Dispatch
import Synchronization
import Vocabulary

/// Reads PDF files with poppler's programs: words with their places, and ruled lines for the tables.
enum PdfReader {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        guard let info = source.tools.pdfInfo, let toText = source.tools.pdfToText,
            let toCairo = source.tools.pdfToCairo
        else {
            throw source.refusal(.missingTool("pdftotext", package: "poppler-utils"))
        }
        return try WorkFolder.with(source) { (folder) throws(PaperRefusal) -> PaperDocument in
            let file = try folder.place(source, as: "in.pdf")
            // Two programs at once, twice: each takes most of its time to find out what it knows.
            let last = ["-l", "\(source.limits.pages)"]
            let facts = atOnce(2) { (index) throws(PaperRefusal) -> [UInt8] in
                if index == 0 { return try run(info, [file], folder, source) }
                return try run(toText, ["-bbox-layout"] + last + [file, "-"], folder, source)
            }
            let count = try pages(facts[0].get(), source)
            let words = PdfTextHandler(limit: source.limits.characters * 3)
            try parse(facts[1].get(), into: words, source)
            var pages = words.pages
            if isScan(pages) {
                return try ScannedPages.read(source, file, pages: count, folder)
            }
            let parts = halves(of: min(count, source.limits.pages))
            let drawings = atOnce(parts.count) { (index) throws(PaperRefusal) -> [[PdfRule]] in
                let range = ["-f", "\(parts[index].lowerBound)", "-l", "\(parts[index].upperBound)"]
                let options = ["-svg", "-noshrink", "-nocenter"] + range
                return PdfDrawing(svg: try run(toCairo, options + [file, "-"], folder, source)).pages
            }
            // Without a drawing the words alone must do.
            for (part, drawing) in zip(parts, drawings) {
                guard let drawing = try? drawing.get() else { continue }
                for (index, rules) in zip(pages.indices.dropFirst(part.lowerBound - 1), drawing) {
                    pages[index].rules = rules
                }
            }
            var document = PdfAssembly(pages).document
            if count > source.limits.pages {
                document.notes.append("Chỉ đọc \(source.limits.pages) trang đầu trong \(count) trang.")
            }
            let bare = pages.indices.filter { pages[$0].segments.isEmpty }.map { "\($0 + 1)" }
            if !bare.isEmpty, bare.count < pages.count {
                document.notes.append(
                    "Trang không có chữ (trang trắng hoặc ảnh quét): \(bare.joined(separator: ", ")).")
            }
            return document.repaired
        }
    }

    /// No words, or hardly any but those of a digital signature on a scan.
    private static func isScan(_ pages: [PdfPage]) -> Bool {
        let texts = pages.flatMap { $0.segments.map(\.text.folded) }
        if texts.isEmpty { return true }
        let marks = ["ky boi", "nguoi ky", "thoi gian ky", "ngay ky", "digitally signed"]
        return texts.count <= 20 && texts.contains { text in marks.contains { text.contains($0) } }
    }

    /// The pages in two parts, where each is worth a process of its own.
    private static func halves(of count: Int) -> [ClosedRange<Int>] {
        count < 3 ? [1...max(1, count)] : [1...count / 2, count / 2 + 1...count]
    }

    /// Several pieces of work at the same time; their outcomes in order.
    private static func atOnce<T: Sendable>(_ count: Int, _ work: @Sendable (Int) throws(PaperRefusal) -> T) -> [Result<
        T, PaperRefusal
    >] {
        let outcomes = Mutex<[Int: Result<T, PaperRefusal>]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let outcome: Result<T, PaperRefusal>
            do throws(PaperRefusal) { outcome = .success(try work(index)) } catch { outcome = .failure(error) }
            outcomes.withLock { $0[index] = outcome }
        }
        return outcomes.withLock { found in (0..<count).compactMap { found[$0] } }
    }

    static func run(_ program: String, _ arguments: [String], _ folder: WorkFolder, _ source: SourceFile)
        throws(PaperRefusal)
        -> [UInt8]
    {
        let process = ChildProcess(
            program: program, arguments: arguments, folder: folder.path, seconds: source.limits.seconds)
        do throws(ChildProcess.Fault) {
            return try process.run(source.tools)
        } catch {
            switch error {
            case .tookTooLong: throw source.refusal(.tookTooLong)
            case .toldTooMuch: throw source.refusal(.tooLong(limit: source.limits.lines))
            case .notStarted: throw source.refusal(.missingTool(program, package: "poppler-utils"))
            case .failed(_, let errors):
                throw source.refusal(errors.contains("Incorrect password") ? .encrypted : .damaged(.pdf))
            }
        }
    }

    private static func pages(_ info: [UInt8], _ source: SourceFile) throws(PaperRefusal) -> Int {
        let lines = String(decoding: info, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("Pages:") }), let count = Int(line.dropFirst(6).trimmed),
            count > 0
        else {
            throw source.refusal(.damaged(.pdf))
        }
        return count
    }

    static func parse(_ bytes: [UInt8], into handler: any XMLHandler, _ source: SourceFile) throws(PaperRefusal) {
        do throws(XMLFault) {
            let clean = bytes.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
            var place = 0
            let scanner = XMLScanner(handler, allowsDoctype: true)
            while place < clean.count {
                let next = min(place + 1 << 20, clean.count)
                try scanner.feed(clean[place..<next], isLast: next == clean.count)
                place = next
            }
        } catch {
            throw source.refusal(error == .full ? .tooLong(limit: source.limits.lines) : .damaged(.pdf))
        }
    }
}

/// Pages put together: running heads out, tables over several pages joined, empty paragraphs where a paragraph ends.
struct PdfAssembly {
    private var blocks: [PaperDocument.Block] = []
    private var notes: [String] = []
    private var table: PdfTable?
    private var tablePage = 0

    init(_ pages: [PdfPage]) {
        let heads = PdfFurniture.heads(pages), shift = PdfFurniture.shift(pages), spacing = PdfSpacing(pages)
        let layouts = pages.enumerated().map { index, page in
            PdfLayout(
                page, isFirst: index == 0, furniture: PdfFurniture(heads: heads, page: index + 1, shift: shift),
                spacing: spacing)
        }
        // Upright and lying pages have margins of their own.
        let measures = Dictionary(grouping: zip(pages, layouts), by: { $0.0.width.rounded() }).mapValues {
            PdfMeasure($0.map(\.1.bodyRows))
        }
        var last: (row: PdfRow, page: Int)?
        var isInColumns = false
        for (index, (page, layout)) in zip(pages, layouts).enumerated() {
            let measure = measures[page.width.rounded()] ?? PdfMeasure([])
            for (place, item) in layout.items.enumerated() {
                switch item {
                case .line(let row, let isColumn):
                    endTable()
                    if let last,
                        isColumn != isInColumns
                            || (isColumn
                                ? row.box.y0 - last.row.box.y1 > row.box.height * 0.6
                                : measure.breaks(last.row, row, samePage: last.page == index))
                    {
                        addGap(page: index + 1)
                    }
                    isInColumns = isColumn
                    blocks.append(.paragraph(.init(text: row.text, line: 0, page: index + 1)))
                    last = (row, index)
                case .gap:
                    addGap(page: index + 1)
                    last = nil
                case .table(var next):
                    next.setPage(index + 1)
                    if place == 0, tablePage == index, table?.continues(in: next) == true {
                        table?.append(next)
                    } else {
                        endTable()
                        addGap(page: index + 1)
                        table = next
                    }
                    tablePage = index + 1
                    last = nil
                }
            }
            for text in layout.footnotes { notes.append("Chú thích trang \(index + 1): \(text)") }
        }
        endTable()
        if spacing != nil { blocks = TabTables.recovered(blocks) }
    }

    var document: PaperDocument {
        PaperDocument(
            format: .pdf, blocks: LetterheadTables.numbered(LetterheadTables.opened(blocks), keepsPages: true),
            linesAreBroken: true,
            notes: notes)
    }

    private mutating func endTable() {
        if let table { blocks.append(.table(table.table)) }
        table = nil
    }

    private mutating func addGap(page: Int) {
        if case .paragraph(let last)? = blocks.last, !last.text.isEmpty {
            blocks.append(.paragraph(.init(text: "", line: 0, page: page)))
        }
    }
}
