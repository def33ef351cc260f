// Harness of scripts/soak.d/fuzz-docx: libFuzzer hands over the text of a document part, the reader of Word files reads it.
import CZip
import Foundation
import Paper

private let path = NSTemporaryDirectory() + "fuzz-\(getpid()).docx"
private let limits: PaperLimits = {
    var limits = PaperLimits()
    limits.partBytes = 4 << 20
    return limits
}()
private let space =
    #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#

private func add(_ name: String, _ bytes: [UInt8], to archive: OpaquePointer) {
    let copy = UnsafeMutableRawBufferPointer(start: malloc(max(1, bytes.count)), count: bytes.count)
    copy.copyBytes(from: bytes)
    let index = zip_file_add(
        archive, name, zip_source_buffer(archive, copy.baseAddress, UInt64(bytes.count), 1), UInt32(ZIP_FL_OVERWRITE))
    // Stored: unpacking is not what is looked at here.
    if index >= 0 { zip_set_file_compression(archive, UInt64(index), ZIP_CM_STORE, 0) }
}

/// Body, and after a zero byte the lists: both get the root element that the reader looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let bytes, count > 0 else { return 0 }
    let parts = UnsafeBufferPointer(start: bytes, count: count).split(
        separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { return 0 }
    add(
        "word/document.xml",
        Array("<w:document \(space)><w:body>".utf8) + parts[0] + Array("</w:body></w:document>".utf8), to: archive)
    if parts.count > 1 {
        add(
            "word/numbering.xml", Array("<w:numbering \(space)>".utf8) + parts[1] + Array("</w:numbering>".utf8),
            to: archive)
    }
    guard zip_close(archive) == 0 else {
        zip_discard(archive)
        return 0
    }
    guard let document = try? PaperReader.read(path: path, limits: limits, tools: PaperTools(folders: [])) else {
        return 0
    }
    for case .table(let table) in document.blocks {
        precondition(Set(table.rows.map(\.cells.count)).count <= 1, "rows of one table have the same width")
    }
    return 0
}
