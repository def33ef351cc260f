import CZip
import Foundation
import Paper
import Testing

/// A folder of its own for one test.
struct TestFolder {
    let path: String

    /// Hands the body an empty folder and removes it afterwards.
    static func with<T>(_ body: (TestFolder) throws -> T) throws -> T {
        let path = NSTemporaryDirectory() + "paper-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(TestFolder(path: path))
    }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    /// A zip package with these parts.
    func package(_ name: String, _ parts: [(name: String, text: String)]) throws -> String {
        let path = "\(self.path)/\(name)"
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        let texts = parts.map { Array($0.text.utf8) }
        for (part, bytes) in zip(parts, texts) {
            let copy = UnsafeMutableRawBufferPointer(start: malloc(max(1, bytes.count)), count: bytes.count)
            copy.copyBytes(from: bytes)
            let source = zip_source_buffer(archive, copy.baseAddress, UInt64(bytes.count), 1)
            #expect(zip_file_add(archive, part.name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return path
    }

    /// A Word file with this body and these further parts (`numbering`, `styles`, `footnotes`).
    func docx(_ body: String, name: String = "kế hoạch.docx", _ parts: [String: String] = [:]) throws -> String {
        let space =
            #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps""#
        let relations = #"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var files = [
            (
                "_rels/.rels",
                #"<Relationships \#(relations)><Relationship Id="r1" Type="\#(kind)/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
            ("word/document.xml", "<w:document \(space)><w:body>\(body)</w:body></w:document>"),
        ]
        let links = parts.keys.sorted().map {
            #"<Relationship Id="\#($0)" Type="\#(kind)/\#($0)" Target="\#($0).xml"/>"#
        }
        files.append(("word/_rels/document.xml.rels", "<Relationships \(relations)>\(links.joined())</Relationships>"))
        for (part, text) in parts.sorted(by: { $0.key < $1.key }) {
            files.append(("word/\(part).xml", "<w:\(part) \(space)>\(text)</w:\(part)>"))
        }
        return try package(name, files)
    }
}

/// A Word paragraph.
func p(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
}

extension PaperDocument {
    /// Paragraphs as text, tables as rows of cells between bars: `a | b`, `^` where a merged cell covers.
    var sketch: [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let paragraph): [paragraph.text]
            case .table(let table):
                table.rows.map { row in
                    row.cells.map { cell in
                        guard let cell else { return "^" }
                        let size = cell.rows == 1 && cell.columns == 1 ? "" : "[\(cell.rows)x\(cell.columns)]"
                        return cell.paragraphs.joined(separator: " / ") + size
                    }.joined(separator: " | ")
                }
            }
        }
    }
}
