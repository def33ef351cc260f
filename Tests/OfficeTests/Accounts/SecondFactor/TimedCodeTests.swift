import Testing
import Vocabulary

@testable import Office

@Suite("Codes that change with the time") struct TimedCodeTests {
    /// The secret of RFC 6238, appendix B, for SHA-1.
    static let secret = Array("12345678901234567890".utf8)

    @Test(
        "are those of RFC 6238",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(_ second: Int64, _ code: String) {
        let step = TimedCode.step(at: Instant(milliseconds: second * 1000))
        #expect(TimedCode.code(secret: Self.secret, step: step, digits: 8) == code)
        #expect(TimedCode.code(secret: Self.secret, step: step) == code.suffix(6))
    }

    @Test("count one step early and one late, typed with a space or without, and each step once")
    func window() {
        let now = Instant(milliseconds: 1_234_567_890_000)
        let step = TimedCode.step(at: now)
        func found(_ offset: Int64, after last: Int64? = nil) -> Int64? {
            var code = TimedCode.code(secret: Self.secret, step: step + offset)
            code.insert(" ", at: code.index(code.startIndex, offsetBy: 3))
            return TimedCode.step(of: code, secret: Self.secret, now: now, after: last).map { $0 - step }
        }
        #expect((-3...3).map { found($0) } == [nil, nil, -1, 0, 1, nil, nil])
        #expect((-1...1).map { found($0, after: step) } == [nil, nil, 1])
        for typed in ["", "12345", "abcdef", "００5924"] {
            #expect(TimedCode.step(of: typed, secret: Self.secret, now: now, after: nil) == nil)
        }
    }

    @Test(
        "have secrets written as RFC 4648 says",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(_ plain: String, _ text: String) {
        #expect(Base32.text(Array(plain.utf8)) == text)
        #expect(Base32.grouped(Array("foobar".utf8)) == "MZXW 6YTB OI")
    }
}
