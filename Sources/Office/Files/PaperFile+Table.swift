import HTTP
import Paper

extension PaperFile {
    /// A paper as Word or PDF.
    func response(named name: String, _ annex: OfficialPaper.Annex) throws -> Response {
        try response(named: name) { path in
            if self == .docx { try DocxWriting.write(annex, to: path) } else { try PdfWriting.write(annex, to: path) }
        }
    }

    /// One table as a file of this kind.
    ///
    /// - Parameter notes: the line under the title: what the list holds, on which day.
    func response(named name: String, title: String, notes: String, _ table: PaperTable) throws -> Response {
        try response(named: name) { path in
            let annex = OfficialPaper.Annex(
                title: title, issuedWith: notes, orientation: .landscape, body: [.table(table)])
            switch self {
            case .docx: try DocxWriting.write(annex, to: path)
            case .pdf: try PdfWriting.write(annex, to: path)
            case .xlsx: try table.writeXlsx(to: path, sheet: String(name.prefix(31)), titles: [title, notes])
            }
        }
    }
}
