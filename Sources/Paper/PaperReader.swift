/// Reads any file that a plan may come in.
public enum PaperReader {
    /// The paper in a file. What the content is decides; the extension of `name` (or of the path) only warns.
    /// Refuses what is no readable paper, each reason with what to do next. May start child processes (pdf, doc).
    public static func read(
        path: String, name: String? = nil, limits: PaperLimits = .standard, tools: PaperTools = .system
    ) throws(PaperRefusal) -> PaperDocument {
        let source = try SourceFile(path: path, name: name, limits: limits, tools: tools)
        var document = try content(of: source)
        guard document.hasText else { throw source.refusal(.noText) }
        let said = source.fileExtension
        if let actual = expected[said], actual != document.format {
            document.notes.insert(
                "Tệp có đuôi .\(said) nhưng bên trong là \(document.format.rawValue); đã đọc theo nội dung.", at: 0)
        }
        return document
    }

    /// The format that an extension promises.
    static let expected: [String: PaperDocument.Format] = [
        "txt": .txt, "csv": .csv, "pdf": .pdf, "docx": .docx, "docm": .docx, "dotx": .docx, "doc": .doc, "dot": .doc,
        "rtf": .doc,
        "xlsx": .xlsx, "xlsm": .xlsx, "xls": .xlsx,
    ]

    private static func content(of source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        let said = source.fileExtension
        switch source.kind {
        case .zip: return try package(source)
        case .image(let kind): throw source.refusal(.image(kind))
        case .text:
            // A text named .docx is a file that was saved or sent wrongly: better told than guessed.
            if let promised = expected[said], promised != .txt, promised != .csv {
                throw source.refusal(.otherKind(extension: said, actually: source.kind.vietnamese))
            }
            return try said == "csv" ? CsvReader.read(source) : TextReader.read(source)
        case .pdf: return try PdfReader.read(source)
        case .compound, .rtf: return try DocReader.read(source)
        case .other(let kind):
            if expected[said] != nil { throw source.refusal(.otherKind(extension: said, actually: kind)) }
            throw source.refusal(.unknown(kind))
        case .unknown:
            if let promised = expected[said], promised != .txt, promised != .csv {
                throw source.refusal(.damaged(promised))
            }
            throw source.refusal(.unknown(nil))
        }
    }

    /// A zip package: docx or xlsx.
    static func package(_ source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        let promised = expected[source.fileExtension]
        let archive = try ZipArchive(source, format: promised == .xlsx ? .xlsx : .docx)
        let root = try PackageParts(of: "", in: archive, format: promised == .xlsx ? .xlsx : .docx)
        let main = root["officeDocument"] ?? (archive.has("xl/workbook.xml") ? "xl/workbook.xml" : "word/document.xml")
        if archive.has(main) {
            if main.lowercased().hasPrefix("xl/") { return try XlsxReader.read(source, archive, main: main) }
            if main.lowercased().hasPrefix("ppt/") { throw source.refusal(.unknown("bản trình chiếu PowerPoint")) }
            return try DocxReader.read(source, archive, main: main)
        }
        if archive.has("mimetype"), archive.has("content.xml") {
            throw source.refusal(.unknown("tệp OpenDocument (odt, ods)"))
        }
        if promised == .docx || promised == .xlsx { throw source.refusal(.damaged(promised ?? .docx)) }
        throw source.refusal(.unknown(source.kind.vietnamese))
    }
}
