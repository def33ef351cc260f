import Foundation
import HTTP
import Paper
import Vocabulary

/// The kinds of files that a paper of the office goes out as.
public enum PaperFile: String, Sendable, CaseIterable {
    case docx, pdf, xlsx

    public var contentType: String {
        switch self {
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pdf: "application/pdf"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// By the ending of a file's name; nil for any other.
    public init?(path: String) { self.init(rawValue: (path as NSString).pathExtension.lowercased()) }

    /// A file that is written and sent, and then removed.
    public func response(named name: String, _ write: (String) throws -> Void) throws -> Response {
        let file = try PassingFile(ending: rawValue)
        try write(file.path)
        return .file(file, contentType: contentType, downloadName: "\(name).\(rawValue)")
    }
}
