import CZip
import Foundation
import Glibc

/// Writes papers as Word files (docx). The same paper gives the same bytes, without the name of whoever wrote it; numbers are plain
/// text, so that a plan reader finds them again; a table's rows are not held in memory.
public enum DocxWriting {
    /// Writes the file at `path`, over an older one. Throws what the table's rows throw, or a `PaperFault`; then there is no file.
    public static func write(_ paper: OfficialPaper, to path: String) throws { try write(PaperFlow(paper), to: path) }

    /// An annex by itself: a list in the annex layout.
    public static func write(_ annex: OfficialPaper.Annex, style: PaperStyle = PaperStyle(), to path: String) throws {
        try write(PaperFlow(annex, style: style), to: path)
    }

    private static func write(_ flow: PaperFlow, to path: String) throws {
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw PaperFault.notBegun(Int(errno)) }
        let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(draft) }
        do {
            defer { close(descriptor) }
            let xml = XMLBytes(to: descriptor)
            try DocxDocument(flow, xml).write()
            try xml.flush(all: true)
        }
        try pack(DocxParts.all(flow), document: draft, to: path)
    }

    /// The package: its small parts from memory, the document from its draft.
    private static func pack(_ parts: [(name: String, xml: String)], document: String, to path: String)
        throws(PaperFault)
    {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw .notBegun(Int(code)) }
        // libzip reads them when the archive is closed.
        let texts = parts.map { ContiguousArray($0.xml.utf8) }
        var isWhole = true
        func add(_ name: String, _ source: OpaquePointer?) {
            let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(source)
                isWhole = false
                return
            }
            // 1/1/1980: the day says nothing, and the same paper gives the same bytes.
            zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
        }
        for (part, text) in zip(parts, texts) {
            let copy = UnsafeMutableRawBufferPointer(start: malloc(max(1, text.count)), count: text.count)
            copy.copyBytes(from: text)
            add(part.name, zip_source_buffer(archive, copy.baseAddress, UInt64(text.count), 1))
        }
        add("word/document.xml", zip_source_file(archive, document, 0, -1))
        guard isWhole, zip_close(archive) == 0 else {
            let fault = Int(zip_error_code_zip(zip_get_error(archive)))
            zip_discard(archive)
            throw .notWritten(fault)
        }
    }
}
