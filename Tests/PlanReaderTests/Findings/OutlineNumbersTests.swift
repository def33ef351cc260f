import Testing

@testable import PlanReader

@Suite("Numbers of the outline") struct OutlineNumbersTests {
    private static func sections(_ numbers: [String]) -> (inout PlanDraft) -> Void {
        { draft in
            draft.document.sections = numbers.enumerated().map { .init(number: $1, title: "PHẦN \($0)", line: $0 + 1) }
        }
    }

    @Test(
        "a section number used twice or left out is told",
        arguments: [
            (["I", "I", "II"], ["warn DUPLICATE_SECTION_NUMBER [1, 2]"]),
            (["I", "II", "IV"], ["warn SKIPPED_NUMBER [2, 3]"]),
            (["I", "II", "III"], []), (["I", "II", "I", "II"], []),
        ])
    func roman(_ numbers: [String], _ expected: [String]) {
        let text = numbers.map { "\($0). PHẦN" }.joined(separator: "\n")
        #expect(told(OutlineNumbers.sections, text, Self.sections(numbers)) == expected)
    }

    @Test("a section that was only read badly is not missing")
    func glued() {
        let text = "I. MỤC ĐÍCH\nII. NỘI DUNG Nội dung chính. III. KINH PHÍ\nIV. TỔ CHỨC"
        #expect(
            told(OutlineNumbers.sections, text) { draft in
                draft.document.sections = [("I", 1), ("II", 2), ("IV", 3)].map {
                    .init(number: $0.0, title: "A", line: $0.1)
                }
            } == [])
    }

    @Test(
        "headings",
        arguments: [
            ("3.1. Tuyên truyền.\n3.3. Kiện toàn.", ["warn SKIPPED_NUMBER [1, 2]"]),
            ("3.1. Tuyên truyền. 3.2. Kiểm tra.\n3.3. Kiện toàn.", []),
            ("1. Sở Nội vụ.\n2. Sở Y tế.\n2. Công an tỉnh.\n3. Các xã.", ["warn DUPLICATE_SECTION_NUMBER [2, 3]"]),
            ("1. Mục đích.\n2. Yêu cầu.\nII. NỘI DUNG\n1. Việc một.\n2. Việc hai.", []),
            ("a) Khối xã:\n1. Tân Khê.\n2. Bến Giang.\nb) Khối sở:\n1. Nội vụ.\n2. Y tế.", []),
            ("1. Việc một.\n2. Việc hai.\n4. Việc bốn.", ["warn SKIPPED_NUMBER [2, 3]"]),
            ("Năm\n2025. Kết quả tốt.\n15/3/2026. Họp.\n1.500. Đồng.", []),
            ("1. Nội dung:\n1) Việc một.\n2) Việc hai.\n2. Hình thức.", []),
        ])
    func headings(_ text: String, _ expected: [String]) {
        #expect(told(OutlineNumbers.headings, text) == expected)
    }

    @Test("ordinals of rows")
    func rows() {
        let text = "1\tHọp\tSở Nội vụ\t\n2\tHọp\tSở Nội vụ\t\n4\tHọp\tSở Nội vụ\t"
        func tasks(_ ordinals: [String]) -> (inout PlanDraft) -> Void {
            { $0.tasks = ordinals.enumerated().map { .row("I", $1, $0 + 1, $0 + 1) } }
        }
        #expect(told(OutlineNumbers.taskOrdinals, text, tasks(["1", "2", "4"])) == ["warn SKIPPED_NUMBER [2, 3]"])
        #expect(told(OutlineNumbers.taskOrdinals, text, tasks(["1", "1", "2"])) == ["info DUPLICATE_NUMBER [1, 2]"])
        #expect(told(OutlineNumbers.taskOrdinals, text, tasks(["1", "2", "3"])) == [])
        // The row stands in the paper and was only not read.
        #expect(
            told(
                OutlineNumbers.taskOrdinals, text.replacing("\n4", with: "\n3\tHọp\t\t\n4"),
                { draft in
                    draft.tasks = [.row("I", "2", 2, 2), .row("I", "4", 4, 4)]
                }) == [])
    }
}
