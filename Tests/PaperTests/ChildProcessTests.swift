import Foundation
import Testing

@testable import Paper

@Suite("Programs that read for us") struct ChildProcessTests {
    private func run(_ program: String, _ arguments: [String] = [], seconds: Int = 10, outputBytes: Int = 1 << 20)
        throws(ChildProcess.Fault)
        -> String
    {
        let process = ChildProcess(
            program: program, arguments: arguments, folder: "/tmp", seconds: seconds, outputBytes: outputBytes)
        return String(decoding: try process.run(.system), as: UTF8.self)
    }

    @Test("are stopped when they take too long, with all that they started") func time() {
        let started = ContinuousClock.now
        #expect(throws: ChildProcess.Fault.tookTooLong) {
            try run("/bin/sh", ["-c", "sleep 61 & sleep 61"], seconds: 1)
        }
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test("are stopped when they tell too much") func output() {
        #expect(throws: ChildProcess.Fault.toldTooMuch) { try run("/usr/bin/yes", outputBytes: 100_000) }
    }

    @Test("report how they failed") func failure() {
        #expect(throws: ChildProcess.Fault.failed(status: 3 << 8, errors: "hỏng\n")) {
            try run("/bin/sh", ["-c", "echo hỏng >&2; exit 3"])
        }
    }

    @Test("inherit nothing: no descriptor, no variable of ours; arguments are no shell text") func inheritance() throws
    {
        let kept = open("/dev/null", O_RDONLY)
        defer { close(kept) }
        setenv("VINHDANH_SECRET", "bí mật", 1)
        // The fourth is the folder that ls is reading.
        #expect(try run("/bin/ls", ["/proc/self/fd"]) == "0\n1\n2\n3\n")
        #expect(try !run("/usr/bin/env").contains("SECRET"))
        #expect(try run("/bin/echo", ["$(id)", "; rm -rf"]) == "$(id) ; rm -rf\n")
    }

    /// One empty page: what a scan looks like to a reader of text.
    private static let emptyPage = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
        trailer<</Root 1 0 R>>
        """

    @Test("recognise letters only where installed and asked for; without, the scan is refused with what to install")
    func recognition() throws {
        try TestFolder.with { folder in
            let scan = try folder.file("quét.pdf", Self.emptyPage)
            #expect(throws: PaperRefusal(file: "quét.pdf", reason: .scanned(pages: 1, canRecognise: false))) {
                var tools = PaperTools.system
                tools.tesseract = nil
                _ = try PaperReader.read(path: scan, tools: tools)
            }
            var tools = PaperTools.system
            tools.tesseract = try folder.file(
                "tesseract",
                "#!/bin/sh\n[ \"$1\" = --list-langs ] && echo vie || printf 'KẾ HOẠCH\\n\\n\\nnăm 2024\\n'\n")
            chmod(try #require(tools.tesseract), 0o755)
            #expect(throws: PaperRefusal(file: "quét.pdf", reason: .scanned(pages: 1, canRecognise: true))) {
                try PaperReader.read(path: scan, tools: tools)
            }
            var limits = PaperLimits()
            limits.ocr = true
            let document = try PaperReader.read(path: scan, limits: limits, tools: tools)
            #expect(document.sketch == ["KẾ HOẠCH", "", "năm 2024", ""])
            #expect(
                document.notes == [
                    "Đã đọc bằng nhận dạng chữ (OCR) từ ảnh quét; đề nghị soát lại từng dòng với bản gốc."
                ])
        }
    }
}
