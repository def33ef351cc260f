import Foundation
import Testing
import Vocabulary

@testable import Rulebook

@Suite("Reading a case") struct ReadingTests {
    private func refusal(_ text: String) -> String? { refusal(Array(text.utf8)) }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do throws(InputRefusal) {
            _ = try Proposal(json: bytes, named: "ca.json", TestLaw.law)
            return nil
        } catch {
            return error.explanation.notice
        }
    }

    @Test(
        "refuses what is no JSON, with line and column",
        arguments: [
            ("", "ca.json: dòng 1, cột 1: thiếu nội dung"),
            ("{", "ca.json: dòng 1, cột 2: thiếu tên trường trong ngoặc kép"),
            ("{\"award\": \"ldtt\",}", "ca.json: dòng 1, cột 18: thiếu tên trường trong ngoặc kép"),
            ("{\"award\": 'ldtt'}", "ca.json: dòng 1, cột 11: không phải JSON"),
            ("{\"award\": \"ldtt\"} x", "ca.json: dòng 1, cột 19: thừa nội dung sau giá trị JSON"),
            ("{\n  \"year\": 01}", "ca.json: dòng 2, cột 12: số có chữ số 0 thừa ở đầu"),
            ("// ghi chú\n{}", "ca.json: dòng 1, cột 1: không phải JSON"),
            ("{\"award\": \"ld\ntt\"}", "ca.json: dòng 1, cột 14: ký tự điều khiển trong chữ"),
            ("{\"award\": \"\\x\"}", "ca.json: dòng 1, cột 14: ký tự \\ không hợp lệ"),
            ("{\"award\": \"\\ud800\"}", "ca.json: dòng 1, cột 18: mã \\u không hợp lệ"),
            ("{\"award\": NaN}", "ca.json: dòng 1, cột 11: không phải JSON"),
            ("[{\"award\": \"ldtt\"}]", "ca.json: phải là một đối tượng {…}, không phải danh sách"),
            ("\"ldtt\"", "ca.json: phải là một đối tượng {…}, không phải chữ trong ngoặc kép"),
            ("null", "ca.json: phải là một đối tượng {…}, không phải null"),
        ])
    func noJSON(_ text: String, _ notice: String) { #expect(refusal(text) == notice) }

    @Test("refuses bytes that are no UTF-8, and nesting without end; takes a byte-order mark")
    func bytes() {
        #expect(refusal([0x7B, 0xFF, 0x7D]) == "ca.json: dòng 1, cột 1: không phải chữ UTF-8")
        #expect(refusal(String(repeating: "[", count: 200_000)) == "ca.json: dòng 1, cột 65: lồng nhau quá sâu")
        #expect(refusal([0xEF, 0xBB, 0xBF] + Array("{\"award\": \"ldtt\"}".utf8)) == nil)
    }

    @Test("takes what JSON allows: escapes, whole numbers with a point, null for missing, the last of two equal keys")
    func accepted() throws {
        let text = """
            {"award": "ld\\u0074t", "year": 2024.0, "acceptedOn": null, "decidedOn": "2025-01-02", "decidedOn": "2025-01-03",
             "achievement": "\\ud83d\\ude00 \\"\\\\\\/\\b\\f\\n\\r\\t"}
            """
        let proposal = try Proposal(json: Array(text.utf8), named: "ca.json", TestLaw.law)
        #expect(proposal.award?.description == "ldtt")
        #expect(proposal.year == AchievementYear(2024))
        #expect(proposal.acceptedOn == nil)
        #expect(proposal.decidedOn == Day(iso: "2025-01-03"))
        #expect(proposal.achievement == "😀 \"\\/\u{8}\u{c}\n\r\t")
    }

    @Test("an answer is one JSON object that reads back, whatever the facts hold")
    func json() throws {
        let text = """
            {"award": "cstd-tinh", "year": 2024, "acceptedOn": "2025-02-03",
             "history": [{"award": "cstd-co-so", "year": 2024, "decision": "1\\"\\\\\\n\\u0001/QĐ"}]}
            """
        let answer = TestLaw.law.answer(try Proposal(json: Array(text.utf8), named: "ca.json", TestLaw.law))
        let json = try JSONScanner.value(answer.json())
        #expect(json["verdict"] == .text("unmet"))
        guard case .list(let checks) = json["checks"] else {
            Issue.record("no checks")
            return
        }
        #expect(checks.count == answer.findings.count)
        let streak = try #require(checks.first { $0["id"] == .text("C-STREAK") })
        #expect(streak["evidence"] == .list([.text("Chiến sĩ thi đua cơ sở năm 2024: 1\"\\\n\u{1}/QĐ")]))
    }

    @Test("school years stand at their second year and are no calendar years")
    func years() throws {
        let school = try #require(AchievementYear("2023-2024"))
        #expect(school == AchievementYear(2024, isSchoolYear: true) && school != AchievementYear(2024))
        #expect(school.firstDay.iso == "2023-09-01" && school.lastDay.iso == "2024-08-31")
        #expect(AchievementYear(2024).firstDay.iso == "2024-01-01" && AchievementYear(2024).lastDay.iso == "2024-12-31")
        #expect(
            ["2023-2025", "2024-2023", "24", "2023–2024", "", "-", "0000"].allSatisfy { AchievementYear($0) == nil })
    }

    @Test("without words the verdicts are the same")
    func withoutWords() throws {
        for file in CaseTests.files {
            let text = try String(contentsOfFile: CaseTests.folder + "/" + file, encoding: .utf8)
            for row in try CaseTable(text, named: file).rows {
                guard let proposal = try? Proposal(row.value, TestLaw.law) else { continue }
                let (told, counted) = (TestLaw.law.answer(proposal), TestLaw.law.answer(proposal, tells: false))
                #expect(told.findings.map(\.verdict) == counted.findings.map(\.verdict), "\(file):\(row.line)")
                #expect(
                    counted.findings.allSatisfy { $0.explanation.isEmpty && $0.evidence.isEmpty }, "\(file):\(row.line)"
                )
                #expect(told.bonus == counted.bonus)
            }
        }
    }
}
