import Foundation
import Paper
import Testing

/// Damage by chance, the same on every run.
struct Chance: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Damaged files") struct HostileFileTests {
    /// One body with everything that the reader of Word files knows.
    private static let body =
        p("KẾ HOẠCH", "<w:pStyle w:val=\"a\"/>")
        + p("một", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")
        + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>\(p("a"))</w:tc><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>\(p("b"))</w:tc></w:tr><w:tr><w:tc>\(p("c"))</w:tc><w:tc>\(p("d"))</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"end\"/><w:br/><w:t>x</w:t></w:r><w:ins><w:r><w:t>y</w:t></w:r></w:ins><w:del><w:r><w:delText>z</w:delText></w:r></w:del></w:p><mc:AlternateContent><mc:Choice><w:txbxContent>\(p("hộp"))</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    private static let parts = [
        "numbering":
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "styles": "<w:style w:styleId=\"a\" w:type=\"paragraph\"><w:basedOn w:val=\"a\"/></w:style>",
    ]

    /// Reads or refuses: anything else is a crash of the test run.
    private func survives(_ path: String) {
        do throws(PaperRefusal) {
            for block in try PaperReader.read(path: path, limits: limits).blocks {
                guard case .table(let table) = block else { continue }
                #expect(Set(table.rows.map(\.cells.count)).count <= 1)
            }
        } catch {
            #expect(!error.explanation.notice.isEmpty)
        }
    }

    private var limits: PaperLimits {
        var limits = PaperLimits()
        limits.seconds = 10
        return limits
    }

    private static let words = [
        "<w:p>", "</w:p>", "<w:tbl>", "</w:tc>", "w:val=\"-1\"", "w:val=\"99999999999\"", "<w:tc>", "&#0;",
        "<w:txbxContent>", "]]>",
        "<w:vMerge/>", "%9", "\u{301}", "<w:fldChar w:fldCharType=\"end\"/>", "<mc:Fallback>", "<w:tr>", "w:val=\"\"",
    ]

    @Test("Word files with their XML damaged are read or refused, 400 of them") func xml() throws {
        var chance = Chance(7)
        try TestFolder.with { folder in
            for _ in 0..<400 {
                var body = Self.body, parts = Self.parts
                for _ in 0..<Int.random(in: 1...4, using: &chance) {
                    if Int.random(in: 0..<4, using: &chance) == 0,
                        let key = parts.keys.sorted().randomElement(using: &chance)
                    {
                        parts[key] = damaged(parts[key] ?? "", &chance)
                    } else {
                        body = damaged(body, &chance)
                    }
                }
                survives(try folder.docx(body, name: "hỏng.docx", parts))
            }
        }
    }

    private func damaged(_ text: String, _ chance: inout Chance) -> String {
        let scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty else { return text }
        let at = Int.random(in: 0..<scalars.count, using: &chance)
        let to = min(scalars.count, at + Int.random(in: 1...40, using: &chance))
        func string(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        return switch Int.random(in: 0..<4, using: &chance) {
        case 0: string(scalars[..<at]) + string(scalars[to...])
        case 1: string(scalars[..<at]) + (Self.words.randomElement(using: &chance) ?? "") + string(scalars[at...])
        case 2: string(scalars[..<to]) + string(scalars[at..<to]) + string(scalars[to...])
        default:
            // Whole elements moved: the XML stays well formed more often.
            text.replacing(
                Self.words.randomElement(using: &chance) ?? "<", with: Self.words.randomElement(using: &chance) ?? "")
        }
    }

    @Test("Word files with their bytes damaged are read or refused, 300 of them") func bytes() throws {
        var chance = Chance(11)
        try TestFolder.with { folder in
            let whole = try Array(Data(contentsOf: URL(fileURLWithPath: folder.docx(Self.body, Self.parts))))
            for _ in 0..<300 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &chance) {
                    bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
                }
                survives(try folder.file("hỏng.docx", bytes))
            }
        }
    }

    @Test(
        "other kinds with a damaged start are read or refused: sheets, compound files, texts",
        arguments: ["xlsx", "doc", "pdf", "txt", "csv"])
    func starts(_ kind: String) throws {
        var chance = Chance(13)
        let magics: [String: [UInt8]] = [
            "xlsx": [0x50, 0x4B, 3, 4], "doc": [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "pdf": Array("%PDF-1.7\n".utf8),
        ]
        try TestFolder.with { folder in
            // Programs of others are slow to start, and judge these files themselves.
            for _ in 0..<(kind == "pdf" ? 4 : 40) {
                var bytes = magics[kind] ?? []
                for _ in 0..<2000 {
                    bytes.append(
                        UInt8.random(in: kind == "txt" || kind == "csv" ? 0x20...0xFF : 0...255, using: &chance))
                }
                survives(try folder.file("hỏng.\(kind)", bytes))
            }
        }
    }
}
