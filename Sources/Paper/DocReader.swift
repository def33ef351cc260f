import Foundation
import Vocabulary

/// Reads Word 97–2003 and RTF files: by LibreOffice, which keeps tables, or by catdoc, which gives the text alone. Excel
/// 97–2003 files go through LibreOffice too.
enum DocReader {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        let kind = try kind(of: source)
        if let office = source.tools.office {
            do throws(PaperRefusal) {
                return try converted(source, kind, office)
            } catch {
                // What LibreOffice does not open, catdoc may still read.
                guard kind != .sheet, source.tools.catdoc != nil, error.reason != .encrypted else { throw error }
            }
        }
        guard kind != .sheet else { throw source.refusal(.missingTool("soffice", package: "libreoffice-calc-nogui")) }
        guard let catdoc = source.tools.catdoc else { throw source.refusal(.missingTool("catdoc", package: "catdoc")) }
        return try plain(source, catdoc)
    }

    private enum Kind { case word, rtf, sheet }

    private static func kind(of source: SourceFile) throws(PaperRefusal) -> Kind {
        if source.kind == .rtf { return .rtf }
        guard let file = CompoundFile(try source.bytes()) else { throw source.refusal(.damaged(.doc)) }
        if file.streams["EncryptedPackage"] != nil { throw source.refusal(.encrypted) }
        if file.streams["WordDocument"] != nil {
            // Byte 11 of the file information block: bit 0 says encrypted.
            if let head = file.head(of: "WordDocument", count: 32), head[11] & 1 == 1 {
                throw source.refusal(.encrypted)
            }
            return .word
        }
        if file.streams["Workbook"] != nil || file.streams["Book"] != nil { return .sheet }
        if file.streams["PowerPoint Document"] != nil { throw source.refusal(.unknown("bản trình chiếu PowerPoint")) }
        throw source.refusal(.unknown(source.kind.vietnamese))
    }

    private static func converted(_ source: SourceFile, _ kind: Kind, _ office: String) throws(PaperRefusal)
        -> PaperDocument
    {
        try WorkFolder.with(source) { (folder) throws(PaperRefusal) -> PaperDocument in
            let target = kind == .sheet ? "xlsx" : "docx"
            let file = try folder.place(source, as: kind == .sheet ? "in.xls" : kind == .rtf ? "in.rtf" : "in.doc")
            var process = ChildProcess(
                program: office,
                arguments: [
                    "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--convert-to",
                    target,
                    "--outdir", "\(folder.path)/out", file,
                ], folder: folder.path, seconds: source.limits.seconds)
            process.memoryBytes = 8 << 30
            do throws(ChildProcess.Fault) {
                _ = try process.run(source.tools)
            } catch {
                throw source.refusal(error == .tookTooLong ? .tookTooLong : .damaged(kind == .sheet ? .xlsx : .doc))
            }
            let result = "\(folder.path)/out/in.\(target)"
            // LibreOffice ends well even when it could not open the file.
            guard FileManager.default.fileExists(atPath: result) else {
                throw source.refusal(.damaged(kind == .sheet ? .xlsx : .doc))
            }
            var document = try PaperReader.package(source.replaced(by: result))
            if kind != .sheet { document.format = .doc }
            return document
        }
    }

    /// Paragraphs and, for each table row, its cells with tabs between them.
    private static func plain(_ source: SourceFile, _ catdoc: String) throws(PaperRefusal) -> PaperDocument {
        try WorkFolder.with(source) { (folder) throws(PaperRefusal) -> PaperDocument in
            let file = try folder.place(source, as: "in.doc")
            let process = ChildProcess(
                program: catdoc, arguments: ["-d", "utf-8", "-w", file], folder: folder.path,
                seconds: source.limits.seconds,
                outputBytes: source.limits.characters * 4)
            let bytes: [UInt8]
            do throws(ChildProcess.Fault) {
                bytes = try process.run(source.tools)
            } catch {
                throw source.refusal(error == .tookTooLong ? .tookTooLong : .damaged(.doc))
            }
            let text = TextReader.decode(bytes)?.text ?? String(decoding: bytes, as: UTF8.self)
            let blocks = text.nfc.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
                .map { PaperDocument.Block.paragraph(.init(text: $0.replacing("\u{07}", with: "\t"), line: 0)) }
            if blocks.count > source.limits.lines { throw source.refusal(.tooLong(limit: source.limits.lines)) }
            let document = PaperDocument(
                format: .doc, blocks: LetterheadTables.numbered(blocks, keepsPages: false), linesAreBroken: false,
                notes: ["Đọc bằng catdoc: bảng chỉ còn là chữ. Muốn giữ bảng, hãy lưu tệp thành docx."])
            return document.repaired
        }
    }
}
