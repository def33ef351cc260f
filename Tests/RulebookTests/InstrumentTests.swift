import Foundation
import Testing
import Vocabulary

@testable import Rulebook

/// The law of this repository, read once.
enum TestLaw {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("Law").path
    static let law: Law = {
        do throws(InputRefusal) {
            return try Law(folder: folder)
        } catch {
            preconditionFailure(error.explanation.notice)
        }
    }()
}

@Suite("Instruments") struct InstrumentTests {
    private let instruments = TestLaw.law.instruments

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test(
        "are found by their number as people write it",
        arguments: [
            "98/2023/NĐ-CP", "98/2023/nđ-cp", "98/2023/ND-CP", "98/2023/NÐ-CP", "98/2023/NĐ–CP", "98 / 2023 / NĐ - CP",
            "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ", "số 098/2023/NĐ-CP;", "98/2023/NĐ-СР",
            "98/2023/N\u{110}-CP\u{200B}", "98/2023/NĐ-CP.",
        ])
    func numbers(_ written: String) {
        #expect(instruments[written: written]?.number == "98/2023/NĐ-CP", "\(written)")
    }

    @Test(
        "are not mistaken for others",
        arguments: ["98/2023/NĐ", "98/2022/NĐ-CP", "8/2023/NĐ-CP", "NĐ-CP", "", "31/12/2023", "/", "98//NĐ-CP", "９"])
    func others(_ written: String) { #expect(instruments[written: written] == nil) }

    @Test("a law without the 0 before its number, and a paper of the Party")
    func shortNumbers() {
        #expect(instruments[written: "Luật số 6/2022/QH15"]?.number == "06/2022/QH15")
        #expect(instruments[written: "Chỉ thị số 34-CT/TW"]?.number == "34-CT/TW")
    }

    @Test(
        "are in force from their first day to their last",
        arguments: [
            ("15/2003/QH11", "2004-06-30", "not yet"), ("15/2003/QH11", "2004-07-01", "in force"),
            ("15/2003/QH11", "2023-12-31", "in force"), ("15/2003/QH11", "2024-01-01", "ended"),
            ("06/2022/QH15", "2023-12-31", "not yet"), ("06/2022/QH15", "2024-01-01", "in force"),
            ("91/2017/NĐ-CP", "2017-09-30", "not yet"), ("91/2017/NĐ-CP", "2017-10-01", "in force"),
            ("01/2024/TT-BNV", "2024-04-14", "not yet"), ("01/2024/TT-BNV", "2024-04-15", "in force"),
            ("01/2024/TT-BNV", "2025-08-04", "in force"), ("01/2024/TT-BNV", "2025-08-05", "ended"),
            ("15/2025/TT-BNV", "2025-08-05", "in force"), ("15/2025/TT-BNV", "2027-03-01", "ended"),
            ("98/2023/NĐ-CP", "2025-06-30", "in force"), ("98/2023/NĐ-CP", "2025-07-01", "unsettled"),
            ("98/2023/NĐ-CP", "2025-12-31", "unsettled"), ("98/2023/NĐ-CP", "2026-01-01", "ended"),
            ("152/2025/NĐ-CP", "2027-02-28", "in force"), ("152/2025/NĐ-CP", "2027-03-01", "ended"),
            ("06/2026/QH16", "2026-09-30", "not yet"), ("06/2026/QH16", "2026-10-01", "in force"),
            ("73/2024/NĐ-CP", "2026-06-30", "in force"), ("161/2026/NĐ-CP", "2026-06-30", "not yet"),
        ])
    func states(_ number: String, _ on: String, _ expected: String) throws {
        let state =
            switch try #require(instruments[written: number]).state(on: day(on)) {
            case .inForce: "in force"
            case .notYet: "not yet"
            case .ended: "ended"
            case .unsettled: "unsettled"
            }
        #expect(state == expected)
    }

    @Test("know what stands in their place, through several changes")
    func heirs() throws {
        let old = try #require(instruments[written: "91/2017/NĐ-CP"])
        #expect(instruments.heirs(of: old, on: try day("2024-06-01")).map(\.number) == ["98/2023/NĐ-CP"])
        #expect(instruments.heirs(of: old, on: try day("2026-11-20")).map(\.number) == ["152/2025/NĐ-CP"])
        #expect(instruments.heirs(of: old, on: try day("2027-03-01")).map(\.number) == [])
    }

    @Test("a day has its instruments, in the order of the file")
    func inForce() throws {
        let numbers = instruments.inForce(on: try day("2026-11-20")).map(\.number)
        #expect(numbers.contains("06/2022/QH15") && numbers.contains("06/2026/QH16"))
        #expect(!numbers.contains("98/2023/NĐ-CP"))
    }
}

@Suite("Files of the law") struct LawFileTests {
    private func refusal(_ text: String) -> String? {
        do throws(InputRefusal) {
            _ = try Instruments(JSONFile.value(Array(text.utf8), named: "instruments.json"))
            return nil
        } catch {
            return error.explanation.notice
        }
    }

    private func file(_ more: String, number: String = "1/2020/QĐ-A") -> String {
        """
        {"instruments": [{"number": "\(number)", "kind": "decree", "issuer": "A", "title": "B", "from": "2020-01-01",
        "source": "C", "confidence": "V"\(more)}]}
        """
    }

    @Test("are refused with the field that is wrong")
    func refused() {
        #expect(refusal(file("")) == nil)
        #expect(refusal(file(", \"to\": \"2019-12-31\"")) == "instruments[0].to: ngày cuối trước ngày đầu")
        #expect(refusal(file(", \"color\": 1"))?.hasPrefix("instruments[0].color: không có trường này") == true)
        #expect(refusal(file(", \"signed\": \"2020-02-30\""))?.contains("không phải một ngày có thật") == true)
        #expect(refusal(file(", \"replaces\": [\"9/1999/QĐ-A\"]"))?.contains("văn bản không có ở đây") == true)
        #expect(refusal(file("", number: "không số"))?.contains("không phải số văn bản") == true)
        #expect(refusal("{\"instruments\": [}") == "instruments.json: dòng 1, cột 18: không phải JSON")
        #expect(refusal("{}") == "instruments: thiếu")
    }
}
