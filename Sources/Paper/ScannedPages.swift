import Glibc
import Vocabulary

/// Reads pictures of pages with tesseract, where it is installed with Vietnamese and the caller has asked for it.
enum ScannedPages {
    static func read(_ source: SourceFile, _ file: String, pages: Int, _ folder: WorkFolder) throws(PaperRefusal)
        -> PaperDocument
    {
        guard let tesseract = source.tools.tesseract, let toImage = source.tools.pdfToImage,
            knowsVietnamese(tesseract, folder, source)
        else { throw source.refusal(.scanned(pages: pages, canRecognise: false)) }
        guard source.limits.ocr else { throw source.refusal(.scanned(pages: pages, canRecognise: true)) }
        var blocks: [PaperDocument.Block] = []
        let count = min(pages, source.limits.ocrPages)
        for page in 1...max(1, count) {
            let image = "\(folder.path)/page"
            _ = try PdfReader.run(
                toImage, ["-r", "300", "-gray", "-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", file, image],
                folder, source)
            let text = try PdfReader.run(
                tesseract, ["\(image).png", "stdout", "-l", "vie", "--psm", "4"], folder, source)
            unlink("\(image).png")
            for line in String(decoding: text, as: UTF8.self).nfc.split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                let text = line.filter { $0 != "\u{0C}" }.trimmed
                if text.isEmpty, case .paragraph(let last)? = blocks.last, last.text.isEmpty { continue }
                blocks.append(.paragraph(.init(text: text, line: 0, page: page)))
            }
        }
        var notes = ["Đã đọc bằng nhận dạng chữ (OCR) từ ảnh quét; đề nghị soát lại từng dòng với bản gốc."]
        if count < pages { notes.append("Chỉ nhận dạng \(count) trang đầu trong \(pages) trang.") }
        return PaperDocument(
            format: .pdf, blocks: LetterheadTables.numbered(blocks, keepsPages: true), linesAreBroken: true,
            notes: notes)
    }

    private static func knowsVietnamese(_ tesseract: String, _ folder: WorkFolder, _ source: SourceFile) -> Bool {
        let asked = ChildProcess(program: tesseract, arguments: ["--list-langs"], folder: folder.path, seconds: 10)
        guard let answer = try? asked.run(source.tools) else { return false }
        return String(decoding: answer, as: UTF8.self).split(separator: "\n").contains("vie")
    }
}
