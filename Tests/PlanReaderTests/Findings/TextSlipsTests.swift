import Paper
import Testing

@testable import PlanReader

@Suite("Slips in the text") struct TextSlipsTests {
    @Test(
        "quotation marks",
        arguments: [
            ("Phong trào “Thi đua yêu nước.", ["info UNCLOSED_QUOTE [1]"]),
            ("Phong trào \"Thi đua” tốt.", ["info MISMATCHED_QUOTE [1]"]),
            ("Phong trào “Thi đua” và \"Khen thưởng\".", []), ("Phong trào “Thi đua.\nKhen thưởng” tốt.", []),
        ])
    func quotes(_ text: String, _ expected: [String]) {
        #expect(told(Quotes.unbalanced, text) == expected)
    }

    @Test(
        "words that stand twice",
        arguments: [
            ("Kết quả của của tỉnh.", ["info REPEATED_WORDS [1]"]),
            ("Công tác thi đua công tác thi đua năm nay.", ["info REPEATED_WORDS [1]"]),
            ("Ngày ngày, nhà nhà thi đua, ngành ngành thi đua.", []), ("Các xã, xã Tân Khê.", []),
            ("Tổ chức họp Hội đồng tỉnh họp xét.", ["info REPEATED_WORDS [1]"]),
            ("Tổ chức họp Hội đồng, họp khối.", []),
            ("Phong trào thi đua Phong trào “A”.", ["info REPEATED_WORDS [1]"]),
        ])
    func repeated(_ text: String, _ expected: [String]) {
        #expect(told(Repetitions.words, text) == expected)
    }

    @Test("lines that stand twice")
    func lines() {
        #expect(
            told(Repetitions.lines, "Nơi nhận:\n- Sở Nội vụ tỉnh;\n- Sở Nội vụ tỉnh;") == ["info REPEATED_LINE [2, 3]"])
        #expect(told(Repetitions.lines, "Nơi nhận:\n- Lưu: VT, TH.- Lưu: VT, TH") == ["info REPEATED_LINE [2]"])
        #expect(told(Repetitions.lines, "- Chủ trì: Sở Nội vụ.\n- Chủ trì: Sở Nội vụ.") == [])
    }

    @Test(
        "typing errors",
        arguments: [
            ("Của UNND tỉnh.", ["info TYPO [1]"]), ("Thanh toán theo định.", ["info TYPO [1]"]),
            ("Thanh toán theo định mức, theo định kỳ.", []),
            ("Tôn vinh và nhân điển hình tiên tiến.", ["info TYPO [1]"]), ("Các cá nhân điển hình tiên tiến.", []),
            ("Các nghành thi đua.", ["info TYPO [1]"]),
            ("Công tác khen thưỏng.", ["info TYPO [1]"]), ("Địa chỉ thi-dua@hoanggiang.gov.vn.", []),
            ("Uỷ ban, ủy ban, hoà bình, quý, quyết, giếng, khuya, nghiêng, kỹ, kĩ, thuở, xoong, khuỷu.", []),
            ("Đăk Lăk, Krông Pắc, Ê Đê.", []),
        ])
    func typing(_ text: String, _ expected: [String]) {
        #expect(told(Spelling.slips, text) == expected)
    }

    @Test("every syllable of the sample plans is a syllable", .enabled(if: Seeds.arePresent), arguments: Seeds.names)
    func syllables(_ name: String) throws {
        let words = PlanText(try Seeds.read(name).paper).passages.flatMap(\.words)
        #expect(Set(words.filter { !Syllable.isPlausible($0.text) }.map(\.text)) == [])
    }

    @Test(
        "sentences that stop too early",
        arguments: [
            (
                "Chương trình đã ký kết giữa cơ quan thường trực trong công tác tuyên truyền.",
                ["info INCOMPLETE_TEXT [1]"]
            ),
            ("Chương trình đã ký kết giữa Sở và Đài trong công tác tuyên truyền.", []),
            ("Tổ chức thi đua ở các xã và", ["info INCOMPLETE_TEXT [1]"]),
            ("Tổ chức thi đua ở các xã.", []), ("VÀ", []),
        ])
    func incomplete(_ text: String, _ expected: [String]) {
        #expect(told(IncompleteText.oneParty, text) + told(IncompleteText.brokenOff, text) == expected)
    }

    @Test("page numbers and footnotes")
    func furniture() {
        #expect(
            told(PageTraces.pageNumbers, "Nghị định ngày\n\n\n2\n\n31 tháng 12.") == ["info PAGE_NUMBER_IN_TEXT [4]"])
        #expect(told(PageTraces.pageNumbers, "Hội nghị.\n2\nĐăng ký thi đua") == [])
        #expect(
            told(PageTraces.footnotes, "24 đại biểu.\n1\n Quyết định số 684/QĐ-UBND về phân chia;\n+ Khối.") == [
                "info FOOTNOTE_IN_TEXT [2, 3]"
            ])
        #expect(told(PageTraces.footnotes, "1\nĐăng ký thi đua\n2\nBáo cáo") == [])
    }

    @Test("breaks of lines")
    func breaks() {
        #expect(told(PageTraces.brokenHyphens, "Hội đồng TĐ-\n\nKT tỉnh.") == ["info HYPHEN_LINE_BREAK [1, 3]"])
        #expect(told(PageTraces.brokenHyphens, "kinh tế -\n\nxã hội.") == [])
        #expect(
            told(PageTraces.falseBullets, "- Ngành giáo dục\n- đào tạo.\n- Một.\n- Hai.\n- Ba.\n- Bốn.") == [
                "info FALSE_BULLET [1, 2]"
            ])
        #expect(told(PageTraces.falseBullets, "- một\n- hai\n- ba") == [])
        let long = String(repeating: "thi đua ", count: 40).trimmed
        #expect(
            told(PageTraces.splitParagraphs, "\(long)\n\nyêu nước.", isBroken: false) == ["info SPLIT_PARAGRAPH [1, 3]"]
        )
        #expect(told(PageTraces.splitParagraphs, "\(long).\n\nYêu nước.", isBroken: false) == [])
        let spaced = (1...10).map { "Dòng \($0)." }.joined(separator: "\n\n")
        #expect(told(PageTraces.gluedHeadings, "\(spaced)\n II. TỔ CHỨC") == ["info HEADING_GLUED [20]"])
        #expect(told(PageTraces.gluedHeadings, "\(spaced)\n\nII. TỔ CHỨC") == [])
        #expect(told(PageTraces.markup, "**TM. ỦY BAN\nCHỦ TỊCH**") == ["info MARKUP_RESIDUE [1, 2]"])
        #expect(told(PageTraces.markup, "* Ghi chú: 2 * 3") == [])
    }
}
