import Foundation
import Testing
import Vocabulary

@testable import Paper

@Suite("Vietnamese encodings from before Unicode") struct LegacyEncodingTests {
    static let small = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"

    /// VNI bytes of one letter, from the published chart.
    private func vni(_ letter: Character) -> String {
        let whole: [Character: String] = [
            "đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ơ": "ô", "ư": "ö",
        ]
        if let code = whole[letter] { return code }
        if let code = whole[Character(letter.lowercased())] { return code.uppercased() }
        let parts = Array(String(letter).decomposedStringWithCanonicalMapping.unicodeScalars)
        var base = String(parts[0]), marks = Set(parts.dropFirst())
        if marks.remove("\u{31B}") != nil { base = ["o": "ô", "u": "ö", "O": "Ô", "U": "Ö"][base] ?? base }
        let codes: [Set<Unicode.Scalar>: String] = [
            []: "", ["\u{301}"]: "ù", ["\u{300}"]: "ø", ["\u{309}"]: "û", ["\u{303}"]: "õ", ["\u{323}"]: "ï",
            ["\u{302}"]: "â",
            ["\u{302}", "\u{301}"]: "á", ["\u{302}", "\u{300}"]: "à", ["\u{302}", "\u{309}"]: "å",
            ["\u{302}", "\u{303}"]: "ã",
            ["\u{302}", "\u{323}"]: "ä", ["\u{306}"]: "ê", ["\u{306}", "\u{301}"]: "é", ["\u{306}", "\u{300}"]: "è",
            ["\u{306}", "\u{309}"]: "ú", ["\u{306}", "\u{303}"]: "ü", ["\u{306}", "\u{323}"]: "ë",
        ]
        let code = codes[marks] ?? "?"
        return base + (base == base.uppercased() ? code.uppercased() : code)
    }

    @Test("VNI: the whole alphabet, small and capital") func wholeVNI() {
        for alphabet in [Self.small, Self.small.uppercased()] {
            #expect(VNI.converted(alphabet.map { vni($0) }.joined()) == alphabet)
        }
    }

    @Test("Windows-1258: the whole alphabet, tones as combining marks") func whole1258() {
        let codes: [Unicode.Scalar: Unicode.Scalar] = [
            "Ă": "\u{C3}", "ă": "\u{E3}", "Đ": "\u{D0}", "đ": "\u{F0}", "Ơ": "\u{D5}", "ơ": "\u{F5}", "Ư": "\u{DD}",
            "ư": "\u{FD}",
            "\u{300}": "\u{CC}", "\u{309}": "\u{D2}", "\u{303}": "\u{DE}", "\u{301}": "\u{EC}", "\u{323}": "\u{F2}",
        ]
        for alphabet in [Self.small, Self.small.uppercased()] {
            // Letters with their circumflex, breve or horn in one piece, the tone after it.
            let written = alphabet.flatMap { letter -> [Unicode.Scalar] in
                let all = Array(String(letter).decomposedStringWithCanonicalMapping.unicodeScalars)
                let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
                let base = String(String.UnicodeScalarView(all.filter { !tones.contains($0) })).nfc.unicodeScalars
                return Array(base) + all.filter { tones.contains($0) }
            }
            let bytes = String(String.UnicodeScalarView(written.map { codes[$0] ?? $0 }))
            #expect(Windows1258.converted(bytes) == alphabet)
        }
    }

    @Test("TCVN3: every small letter, and every capital of the full standard") func wholeTCVN3() throws {
        let letters = Array(Self.small + Self.small.uppercased())
        // iconv of the C library knows the full standard: an independent hand.
        let bytes = try TestFolder.with { folder in
            let iconv = Process(), pipe = Pipe()
            iconv.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
            iconv.arguments = [
                "-f", "UTF-8", "-t", "TCVN5712-1",
                try folder.file("in", letters.map { "HI\($0)HI" }.joined(separator: "\n")),
            ]
            iconv.standardOutput = pipe
            try iconv.run()
            return Array(pipe.fileHandleForReading.readDataToEndOfFile())
        }
        // Between capitals a small toned letter is a capital: the ABC fonts have no other way to write one.
        #expect(
            TCVN3.converted(LegacyEncoding.western(bytes)).split(separator: "\n")
                == letters.map { $0.isASCII ? "HI\($0)HI" : "HI\($0.uppercased())HI" })
        let small = Self.small.filter { !$0.isASCII }
        let codes = bytes.split(separator: 10).map { Array($0) }.enumerated().filter {
            small.contains(letters[$0.offset])
        }
        #expect(
            codes.map { TCVN3.converted(LegacyEncoding.western(Array($0.element[2...].dropLast(2)))) }
                == small.map(String.init))
    }

    @Test("gives capital words of TCVN3 their capitals back, and names only their first letter")
    func capitals() {
        #expect(TCVN3.converted("KÕ HO¹CH") == "KẾ HOẠCH")
        #expect(TCVN3.converted("Së NéI Vô TØNH Hµ NAM") == "SỞ NỘI VỤ TỈNH HÀ NAM")
        #expect(TCVN3.converted("tØnh Hµ Nam, Hµ Néi, ý kiÕn") == "tỉnh Hà Nam, Hà Nội, ý kiến")
    }

    @Test("recognises the encoding of a text by its syllables") func recognition() throws {
        let tcvn3 = "C\u{F4}ng t\u{B8}c thi \u{AE}ua, khen th\u{AD}\u{EB}ng n\u{A8}m 2024 cña tØnh \u{A7}ång Th\u{B8}p"
        let vni = "Coâng taùc thi ñua, khen thöôûng naêm 2024 cuûa tænh Ñoàng Thaùp"
        let windows = "Công tác thi ðua, khen thýõ\u{D2}ng nãm 2024 cu\u{D2}a ti\u{D2}nh Ðô\u{CC}ng Tháp"
        #expect(LegacyEncoding.recognise("C«ng t¸c thi ®ua, khen th\u{AD}ëng n¨m 2024 cña tØnh §ång Th¸p") == .tcvn3)
        #expect(LegacyEncoding.recognise(vni) == .vni)
        #expect(LegacyEncoding.recognise(windows.replacing("á", with: "a\u{EC}")) == .windows1258)
        #expect(LegacyEncoding.repaired("Công tác thi đua, khen thưởng năm 2024 của tỉnh Đồng Tháp")?.text == nil)
        _ = tcvn3
    }

    @Test(
        "reads files in each encoding and notes it",
        arguments: [
            ("Coâng taùc thi ñua naêm 2024 cuûa tænh Ñoàng Thaùp", "VNI"),
            ("C«ng t¸c thi ®ua n¨m 2024 cña tØnh §ång Th¸p", "TCVN3 (ABC)"),
            ("Công ta\u{EC}c thi ðua nãm 2024 cu\u{D2}a ti\u{D2}nh Ðô\u{CC}ng Tha\u{EC}p", "Windows-1258"),
        ])
    func files(_ text: String, _ name: String) throws {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let document = try TestFolder.with { try PaperReader.read(path: $0.file("cũ.txt", bytes)) }
        #expect(
            document
                == PaperDocument(
                    format: .txt,
                    blocks: [.paragraph(.init(text: "Công tác thi đua năm 2024 của tỉnh Đồng Tháp", line: 1))],
                    linesAreBroken: true,
                    notes: ["Đã chuyển chữ từ bảng mã \(name) sang Unicode; đề nghị soát lại chữ hoa và tên riêng."]))
    }
}
