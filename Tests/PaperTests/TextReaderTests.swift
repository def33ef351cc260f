import Paper
import Testing
import Vocabulary

@Suite("Reading of plain text") struct TextReaderTests {
    private func read(_ bytes: [UInt8]) throws -> PaperDocument {
        try TestFolder.with { try PaperReader.read(path: $0.file("kế hoạch.txt", bytes)) }
    }

    private func lines(_ text: String...) -> [PaperDocument.Block] {
        text.enumerated().map { .paragraph(.init(text: $1, line: $0 + 1)) }
    }

    @Test("counts lines as an editor does, whatever their ends") func lineEnds() throws {
        let document = try read(Array("\u{FEFF}một\r\nhai\rba\n\nnăm\r\n\r\nbảy".utf8))
        #expect(
            document
                == PaperDocument(
                    format: .txt, blocks: lines("một", "hai", "ba", "", "năm", "", "bảy"), linesAreBroken: true))
    }

    @Test("takes a form feed as a page, not as a line") func pages() throws {
        let document = try read(Array("một\nhai\n\u{0C}ba\nbốn\u{0C}\n".utf8))
        #expect(
            document.blocks == [
                .paragraph(.init(text: "một", line: 1, page: 1)), .paragraph(.init(text: "hai", line: 2, page: 1)),
                .paragraph(.init(text: "ba", line: 3, page: 2)), .paragraph(.init(text: "bốn", line: 4, page: 2)),
            ])
    }

    @Test("reads every Unicode form as NFC") func unicode() throws {
        let text = "Kế hoạch thưởng Đồng Tháp"
        let decomposed = text.decomposedStringWithCanonicalMapping
        let wide = Array(text.utf16)
        let little = wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            big = wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [Array(decomposed.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(try read(bytes).blocks.map(String.init(describing:)) == lines(text).map(String.init(describing:)))
            #expect(try Array(read(bytes).sketch[0].utf8) == Array(text.utf8))
        }
    }
}
