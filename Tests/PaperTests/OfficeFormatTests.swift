import Foundation
import Paper
import Testing

/// Files that LibreOffice made of our plans; kept in .build, so that a second run is quick.
enum OfficeFiles {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent(".build/papers").path

    /// A plan with all that a reader meets, as blocks of make_formats.py.
    static let plan = """
        [["columns", ["ỦY BAN NHÂN DÂN TỈNH BA SÔNG", "Số: 15/KH-UBND"],
                     ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ba Sông, ngày 05 tháng 02 năm 2024"]],
         ["p", "KẾ HOẠCH", "Center"],
         ["p", "Công tác thi đua, khen thưởng năm 2024 của các cơ quan, đơn vị, địa phương, doanh nghiệp trên địa bàn tỉnh", "Center"],
         ["p", "I. MỤC ĐÍCH", "Heading"],
         ["p", "1. Khơi dậy tinh thần thi đua trong toàn tỉnh, góp phần hoàn thành các chỉ tiêu kinh tế - xã hội năm 2024; khen thưởng kịp thời, đúng người, đúng việc, quan tâm người lao động trực tiếp và cơ sở.", "Body"],
         ["p", "2. Việc ngắn.", "Body"],
         ["p", "- Gạch đầu dòng thứ nhất viết dài hơn một dòng để trình soạn thảo phải xuống dòng ở giữa câu này nhiều lần cho chắc<note 1>.", "Body"],
         ["table", [["TT", "Nội dung", "Thời gian", "Chủ trì", "Phối hợp"],
                    ["I", "Quý I", "", "", ""],
        %ROWS%
                    ["II", "Quý II", "", "", ""],
                    ["1", "Họp Hội đồng xét khen thưởng đợt 1 theo kế hoạch của Hội đồng", ["05/2024", 2], "Sở Nội vụ", "- Thành viên Hội đồng; - Văn phòng UBND tỉnh."],
                    ["2", "Trình khen", null, "Sở Nội vụ", "Sở Y tế"]]],
         ["p", "II. TỔ CHỨC THỰC HIỆN", "Heading"],
         ["p", "Các cơ quan báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2024./.", "Body"],
         ["columns", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "Trần Văn Mẫu"]]]
        """.replacing(
            "%ROWS%",
            with: (1...24).map {
                "[\"\($0)\", \"Việc số \($0) có nội dung đủ dài để chiếm vài dòng trong ô và đẩy bảng sang trang sau\", \"0\($0 % 3 + 1)/2024\", \"Sở Nội vụ\", \"Các cơ quan, đơn vị liên quan\"],"
            }.joined(separator: "\n"))

    static let made: Bool = {
        guard isAvailable else { return false }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let blocks = "\(folder)/plan.json"
            // Untouched where it is the same: the age of the file says what is stale.
            if (try? String(contentsOfFile: blocks, encoding: .utf8)) != plan {
                try plan.write(toFile: blocks, atomically: true, encoding: .utf8)
            }
            return try python([
                root.appendingPathComponent("Tests/Papers/make_formats.py").path, folder, "--blocks", blocks,
            ]) == 0
        } catch {
            return false
        }
    }()

    static func python(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    static func read(_ kind: String, tools: PaperTools = .system) throws -> PaperDocument {
        try #require(made)
        return try PaperReader.read(path: "\(folder)/plan.\(kind)", tools: tools)
    }
}

@Suite("Plans in files of an office program", .enabled(if: OfficeFiles.isAvailable)) struct OfficeFormatTests {
    private let expected: [String] =
        [
            "ỦY BAN NHÂN DÂN TỈNH BA SÔNG", "Số: 15/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Ba Sông, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH",
            "Công tác thi đua, khen thưởng năm 2024 của các cơ quan, đơn vị, địa phương, doanh nghiệp trên địa bàn tỉnh",
            "I. MỤC ĐÍCH",
            "1. Khơi dậy tinh thần thi đua trong toàn tỉnh, góp phần hoàn thành các chỉ tiêu kinh tế - xã hội năm 2024; khen thưởng kịp thời, đúng người, đúng việc, quan tâm người lao động trực tiếp và cơ sở.",
            "2. Việc ngắn.",
            "- Gạch đầu dòng thứ nhất viết dài hơn một dòng để trình soạn thảo phải xuống dòng ở giữa câu này nhiều lần cho chắc.",
            "TT | Nội dung | Thời gian | Chủ trì | Phối hợp", "I | Quý I |  |  | ",
        ]
        + (1...24).map {
            "\($0) | Việc số \($0) có nội dung đủ dài để chiếm vài dòng trong ô và đẩy bảng sang trang sau | 0\($0 % 3 + 1)/2024 | Sở Nội vụ | Các cơ quan, đơn vị liên quan"
        }
        + [
            "II | Quý II |  |  | ",
            "1 | Họp Hội đồng xét khen thưởng đợt 1 theo kế hoạch của Hội đồng | 05/2024[2x1] | Sở Nội vụ | - Thành viên Hội đồng; / - Văn phòng UBND tỉnh.",
            "2 | Trình khen | ^ | Sở Nội vụ | Sở Y tế", "II. TỔ CHỨC THỰC HIỆN",
            "Các cơ quan báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2024./.", "Nơi nhận:", "- Như trên;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu",
        ]

    @Test("say the same as docx, doc and xlsx", arguments: ["docx", "doc", "xlsx"]) func whole(_ kind: String) throws {
        let document = try OfficeFiles.read(kind)
        #expect(document.sketch == expected)
        #expect(document.format.rawValue == kind && !document.linesAreBroken)
        #expect(document.notes == (kind == "xlsx" ? [] : ["Chú thích 1: Chú thích một."]))
    }

    @Test(
        "say the same as PDF once broken lines are joined: one table over two pages, no page numbers, two columns in order"
    )
    func pdf() throws {
        let document = try OfficeFiles.read("pdf")
        var joined: [String] = [], isOpen = false
        let columnLines = Set([
            "Số: 15/KH-UBND", "Độc lập - Tự do - Hạnh phúc", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH", "Trần Văn Mẫu",
        ])
        for line in document.sketch {
            if line.isEmpty { isOpen = false; continue }
            if isOpen, !line.contains(" | "), !columnLines.contains(line), !line.hasPrefix("Ba Sông,") {
                joined[joined.count - 1] += " " + line
            } else {
                joined.append(line)
            }
            isOpen = !line.contains(" | ") && line != "KẾ HOẠCH"
        }
        #expect(joined == expected)
        #expect(document.format == .pdf && document.linesAreBroken)
        #expect(document.notes == ["Chú thích trang 1: 1Chú thích một."])
        let pages = document.blocks.compactMap { block -> [Int?]? in
            if case .table(let table) = block { table.rows.map(\.page) } else { nil }
        }
        #expect(Set(pages.flatMap { $0 }) == [1, 2, 3] || Set(pages.flatMap { $0 }) == [1, 2])
    }

    @Test("say their text without LibreOffice, by catdoc, and that the table is lost") func catdoc() throws {
        var tools = PaperTools.system
        tools.office = nil
        let document = try OfficeFiles.read("doc", tools: tools)
        #expect(document.sketch.contains("2. Việc ngắn."))
        #expect(document.notes == ["Đọc bằng catdoc: bảng chỉ còn là chữ. Muốn giữ bảng, hãy lưu tệp thành docx."])
    }

    @Test(
        "are refused by name where the program that reads them is missing",
        arguments: [
            ("pdf", "pdftotext", "poppler-utils"), ("doc", "catdoc", "catdoc"),
        ])
    func missingTools(_ kind: String, _ tool: String, _ package: String) throws {
        #expect(throws: PaperRefusal(file: "plan.\(kind)", reason: .missingTool(tool, package: package))) {
            try OfficeFiles.read(kind, tools: PaperTools(folders: []))
        }
    }

    @Test("are refused where a page is cut off or a byte is no PDF any more") func damagedPDF() throws {
        try #require(OfficeFiles.made)
        let whole = try Array(Data(contentsOf: URL(fileURLWithPath: "\(OfficeFiles.folder)/plan.pdf")))
        #expect(throws: PaperRefusal(file: "cắt.pdf", reason: .damaged(.pdf))) {
            try TestFolder.with { try PaperReader.read(path: $0.file("cắt.pdf", Array(whole.prefix(600)))) }
        }
    }

    @Test("in a PDF with a password are refused, one that only forbids printing is read") func passwords() throws {
        try #require(OfficeFiles.made)
        try TestFolder.with { folder in
            let source = "\(OfficeFiles.folder)/plan.docx"
            for (name, filter) in [
                (
                    "khoá",
                    "EncryptFile={\"type\":\"boolean\",\"value\":\"true\"},\"DocumentOpenPassword\":{\"type\":\"string\",\"value\":\"x\"}"
                ),
                (
                    "in",
                    "RestrictPermissions\":{\"type\":\"boolean\",\"value\":\"true\"},\"PermissionPassword\":{\"type\":\"string\",\"value\":\"x\"},\"Printing\":{\"type\":\"long\",\"value\":\"0\"}"
                ),
            ] {
                let options =
                    name == "khoá" ? "{\"\(filter.replacing("EncryptFile=", with: "EncryptFile\":"))}" : "{\"\(filter)}"
                let office = Process()
                office.executableURL = URL(fileURLWithPath: "/usr/bin/soffice")
                office.arguments = [
                    "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
                    "pdf:writer_pdf_Export:\(options)", "--outdir", "\(folder.path)/\(name)", source,
                ]
                office.standardOutput = FileHandle.nullDevice
                office.standardError = FileHandle.nullDevice
                try office.run()
                office.waitUntilExit()
            }
            #expect(throws: PaperRefusal(file: "plan.pdf", reason: .encrypted)) {
                try PaperReader.read(path: "\(folder.path)/khoá/plan.pdf")
            }
            #expect(try PaperReader.read(path: "\(folder.path)/in/plan.pdf").sketch.contains("2. Việc ngắn."))
        }
    }
}
