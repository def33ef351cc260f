import Paper
import Testing

@testable import PlanReader

@Suite("Damaged plans") struct MutationTests {
    /// A small generator with a seed: the same damage on every machine.
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, sides)))
        }
    }

    private static func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        switch dice.roll(6) {
        case 0: bytes = Array(bytes.prefix(dice.roll(bytes.count)))
        case 1: bytes = Array(bytes.dropFirst(dice.roll(bytes.count)))
        case 2:
            for _ in 0..<20 where !bytes.isEmpty { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
        case 3:
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            for _ in 0..<6 where lines.count > 1 { lines.swapAt(dice.roll(lines.count), dice.roll(lines.count)) }
            bytes = Array(lines.joined(separator: [0x0A]))
        case 4: bytes = bytes.map { $0 == 0x0A && dice.roll(3) == 0 ? 0x20 : $0 }
        default:
            let signs: [UInt8] = Array("().,;:-\"/\t0123".utf8)
            for _ in 0..<30 where !bytes.isEmpty {
                bytes.insert(signs[dice.roll(signs.count)], at: dice.roll(bytes.count))
            }
        }
        return bytes
    }

    @Test("never crash, and tasks stand inside the paper", arguments: PlanFiles.names(in: PlanFiles.own))
    func mutants(_ name: String) throws {
        let bytes = try PlanFiles.bytes(name, in: PlanFiles.own)
        var dice = Dice(state: UInt64(bytes.count))
        for _ in 0..<30 {
            var mutant = bytes
            for _ in 0...dice.roll(3) { mutant = Self.damaged(mutant, &dice) }
            let paper = TextReader.document(from: mutant)
            let draft = PlanReader.read(paper)
            let last = paper.blocks.count
            #expect(
                draft.tasks.allSatisfy {
                    1 <= $0.lines.first && $0.lines.first <= $0.lines.last && $0.lines.last <= last
                })
            #expect(draft.tasks.allSatisfy { !$0.text.isEmpty })
            #expect(!draft.json(hasLines: true).isEmpty)
        }
    }

    @Test(
        "hostile text is read in time", .serialized,
        arguments: [
            String(repeating: "a", count: 50_000), String(repeating: "KẾ HOẠCH\n", count: 1_000),
            "KẾ HOẠCH\n" + String(repeating: "1.", count: 50_000),
            "KẾ HOẠCH\nTổ chức\nI. NỘI DUNG\n" + String(repeating: "- (", count: 2_000),
            "KẾ HOẠCH\n\nI. A\n" + String(repeating: "“phong trào ", count: 2_500),
            "KẾ HOẠCH\nTT NỘI DUNG THỜI GIAN CHỦ TRÌ PHỐI HỢP\n"
                + String(repeating: "1\nSở Nội vụ Sở Tài chính tháng 3 ", count: 500), "\u{0}\u{0}", "",
            "KẾ HOẠCH\nx\nI. A\n" + String(repeating: "a\tb\tc\n", count: 1_500),
            "KẾ HOẠCH\nx\nI. A\n" + String(repeating: "Thời gian: ", count: 2_000),
        ])
    func hostile(_ text: String) {
        let clock = ContinuousClock()
        let spent = clock.measure { _ = PlanReader.read(TextReader.document(from: Array(text.utf8))) }
        #expect(spent < .seconds(20))
    }
}
