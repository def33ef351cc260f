import Foundation
import Paper
import Testing

@Suite("Files that are refused") struct RefusalTests {
    /// The refusal of a file, nil where it was read.
    private func refusal(_ path: String, name: String? = nil, limits: PaperLimits = .standard) -> PaperRefusal? {
        do throws(PaperRefusal) {
            _ = try PaperReader.read(path: path, name: name, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func refusal(_ name: String, _ bytes: [UInt8], limits: PaperLimits = .standard) throws -> PaperRefusal? {
        try TestFolder.with { refusal(try $0.file(name, bytes), limits: limits) }
    }

    @Test("names a file that is missing, a folder, an empty file, one that is too large") func simple() throws {
        #expect(refusal("/khong/co.docx") == PaperRefusal(file: "co.docx", reason: .missing))
        #expect(refusal("/khong/co\0.docx")?.reason == .missing)
        try TestFolder.with { folder in
            #expect(refusal(folder.path, name: "Kế hoạch") == PaperRefusal(file: "Kế hoạch", reason: .folder))
        }
        #expect(try refusal("rỗng.docx", []) == PaperRefusal(file: "rỗng.docx", reason: .empty))
        var limits = PaperLimits()
        limits.bytes = 10
        #expect(
            try refusal("to.txt", Array("mười một chữ".utf8), limits: limits)
                == PaperRefusal(file: "to.txt", reason: .tooLarge(bytes: 19, limit: 10)))
        #expect(refusal("/dev/null") == PaperRefusal(file: "null", reason: .unknown(nil)))
    }

    @Test("says in Vietnamese and English what is wrong and what to do") func words() {
        #expect(
            PaperRefusal(file: "kế hoạch.docx", reason: .encrypted).explanation.notice
                == "Tệp “kế hoạch.docx”: có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại."
        )
        #expect(
            PaperRefusal(file: "a.pdf", reason: .scanned(pages: 3, canRecognise: false)).explanation.english
                == "File “a.pdf”: a scan of 3 pages without text: it needs character recognition (OCR). Use the Word file, or have the package tesseract-ocr-vie installed."
        )
    }

    @Test(
        "tells what a file really is",
        arguments: [
            (
                "kế hoạch.docx", Array("KẾ HOẠCH".utf8),
                PaperRefusal.Reason.otherKind(extension: "docx", actually: "văn bản thuần (txt)")
            ),
            (
                "kế hoạch.doc", Array("<html><body>KẾ HOẠCH</body></html>".utf8),
                .otherKind(extension: "doc", actually: "trang web (HTML)")
            ),
            ("ảnh.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .image("PNG")),
            ("ảnh.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0], .image("JPEG")),
            ("nén.rar", Array("Rar!\u{1A}\u{7}".utf8), .unknown("tệp nén RAR")),
            ("gì.bin", [1, 2, 0, 4, 200, 201, 0, 0, 0], .unknown(nil)),
            ("gì.pdf", [1, 2, 0, 4, 200, 201, 0, 0, 0], .damaged(.pdf)),
            ("hỏng.docx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], .damaged(.docx)),
            ("hỏng.xlsx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], .damaged(.xlsx)),
            ("trắng.txt", Array(" \n\n\t".utf8), .noText),
            ("lạ.txt", Array("caf\u{E9}".unicodeScalars.map { UInt8($0.value) }), .encoding),
        ] as [(String, [UInt8], PaperRefusal.Reason)])
    func kinds(_ name: String, _ bytes: [UInt8], _ reason: PaperRefusal.Reason) throws {
        #expect(try refusal(name, bytes) == PaperRefusal(file: name, reason: reason))
    }

    @Test("reads a Word file under another extension and notes it") func wrongExtension() throws {
        let document = try TestFolder.with { try PaperReader.read(path: $0.docx(p("KẾ HOẠCH"), name: "kế hoạch.pdf")) }
        #expect(
            document
                == PaperDocument(
                    format: .docx, blocks: [.paragraph(.init(text: "KẾ HOẠCH", line: 1))], linesAreBroken: false,
                    notes: ["Tệp có đuôi .pdf nhưng bên trong là docx; đã đọc theo nội dung."]))
    }

    @Test("refuses XML that declares entities") func entities() throws {
        let bomb = """
            <!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>
            """
        try TestFolder.with { folder in
            let path = try folder.package("bom.docx", [("word/document.xml", bomb)])
            #expect(refusal(path) == PaperRefusal(file: "bom.docx", reason: .declaresEntities))
        }
    }

    @Test("refuses packages that unpack without end: by ratio, by size, by number of parts, by depth, by lines")
    func bombs() throws {
        try TestFolder.with { folder in
            let spaces = String(repeating: " ", count: 8 << 20)
            #expect(
                refusal(try folder.docx(p(spaces), name: "tỷ lệ.docx"))
                    == PaperRefusal(file: "tỷ lệ.docx", reason: .bomb))
            var limits = PaperLimits()
            limits.unpackedBytes = 1000
            let large = try folder.docx(p(spaces.prefix(2000) + ""), name: "to.docx")
            #expect(refusal(large, limits: limits) == PaperRefusal(file: "to.docx", reason: .bomb))
            limits = PaperLimits()
            limits.entries = 2
            let many = try folder.docx(p("x"), name: "nhiều.docx")
            #expect(refusal(many, limits: limits) == PaperRefusal(file: "nhiều.docx", reason: .bomb))
            let deep =
                String(repeating: "<w:tbl><w:tr><w:tc>", count: 200)
                + String(repeating: "</w:tc></w:tr></w:tbl>", count: 200)
            #expect(
                refusal(try folder.docx(deep, name: "sâu.docx"))
                    == PaperRefusal(file: "sâu.docx", reason: .damaged(.docx)))
            limits = PaperLimits()
            limits.lines = 100
            let long = try folder.docx(String(repeating: p("dòng"), count: 101), name: "dài.docx")
            #expect(refusal(long, limits: limits) == PaperRefusal(file: "dài.docx", reason: .tooLong(limit: 100)))
        }
    }

    @Test("refuses a novel politely and at once") func novel() throws {
        let text = String(repeating: "Một dòng của truyện dài.\n", count: 20_001)
        let started = ContinuousClock.now
        #expect(
            try refusal("truyện.txt", Array(text.utf8))
                == PaperRefusal(file: "truyện.txt", reason: .tooLong(limit: 20_000)))
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test("refuses a package with a password, made by hand: a compound file with its two streams")
    func encryptedPackage() throws {
        var bytes = [UInt8](repeating: 0, count: 512 * 4)
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        (bytes[30], bytes[32]) = (9, 6)
        // Table of sectors in sector 0, directory in sector 1.
        for place in 76..<512 { bytes[place] = 0xFF }
        bytes.replaceSubrange(76..<80, with: [0, 0, 0, 0])
        bytes[48] = 1
        for place in 512..<1024 { bytes[place] = 0xFF }
        func entry(_ place: Int, _ name: String, kind: UInt8) {
            let units = Array(name.utf16) + [0]
            for (index, unit) in units.enumerated() { bytes[1024 + place * 128 + index * 2] = UInt8(unit & 0xFF) }
            bytes[1024 + place * 128 + 64] = UInt8(units.count * 2)
            bytes[1024 + place * 128 + 66] = kind
        }
        entry(0, "Root Entry", kind: 5)
        entry(1, "EncryptionInfo", kind: 2)
        entry(2, "EncryptedPackage", kind: 2)
        for name in ["kế hoạch.docx", "kế hoạch.xlsx", "kế hoạch.doc"] {
            #expect(try refusal(name, bytes) == PaperRefusal(file: name, reason: .encrypted))
        }
    }

    @Test("refuses a truncated Word file wherever it was cut") func truncated() throws {
        try TestFolder.with { folder in
            let path = try folder.docx(p("KẾ HOẠCH"))
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for count in stride(from: 4, to: whole.count, by: 97) {
                let cut = try folder.file("cắt.docx", Array(whole.prefix(count)))
                #expect(refusal(cut) == PaperRefusal(file: "cắt.docx", reason: .damaged(.docx)), "\(count) bytes")
            }
        }
    }
}
