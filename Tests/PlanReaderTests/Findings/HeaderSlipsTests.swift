import Testing
import Vocabulary

@testable import PlanReader

@Suite("Slips in the head") struct HeaderSlipsTests {
    private static let bare = "KẾ HOẠCH\nCông tác thi đua năm 2026\nCăn cứ Luật Thi đua;\nI. MỤC ĐÍCH\nThi đua tốt./.\n"
    private static let whole = """
        ỦY BAN NHÂN DÂN
        TỈNH HOÀNG GIANG
        Số: 12/KH-UBND
        Hoàng Giang, ngày 05 tháng 3 năm 2026
        KẾ HOẠCH
        Công tác thi đua năm 2026
        I. MỤC ĐÍCH
        """

    @Test("a head without number, day and issuer is told")
    func absent() {
        #expect(told(HeaderSlips.number, Self.bare) == ["warn MISSING_NUMBER [1, 2]"])
        #expect(told(HeaderSlips.date, Self.bare) == ["warn MISSING_DATE [1, 2]"])
        #expect(told(HeaderSlips.issuer, Self.bare) == ["warn MISSING_ISSUER [1, 2]"])
    }

    @Test("a whole head is not told, even where the reader missed it")
    func present() {
        for recogniser in [HeaderSlips.number, HeaderSlips.date, HeaderSlips.issuer, HeaderSlips.blanks] {
            #expect(told(recogniser, Self.whole) == [])
        }
    }

    @Test("an annex has its number and day in the decision")
    func annexed() {
        for recogniser in [HeaderSlips.number, HeaderSlips.date, HeaderSlips.issuer] {
            #expect(told(recogniser, Self.bare) { $0.document.issuedWith = .init(kind: "Quyết định") } == [])
        }
    }

    @Test("an issuer that the signature names is only worth a look")
    func signed() {
        #expect(
            told(HeaderSlips.issuer, Self.bare) { $0.document.signer = .init(onBehalfOf: "ỦY BAN NHÂN DÂN") } == [
                "info MISSING_ISSUER [1, 2]"
            ])
    }

    @Test(
        "a blank number or day is told in the head, a blank form at the end is not",
        arguments: [
            (
                "Số:       /KH-UBND\nHoàng Giang, ngày    tháng 3 năm 2026\nI. MỤC ĐÍCH",
                ["warn BLANK_PLACEHOLDER [1, 2]"]
            ),
            ("(Kèm theo Quyết định số …… ngày … tháng 01 năm 2026)\nI. MỤC ĐÍCH", ["warn BLANK_PLACEHOLDER [1]"]),
            ("(Kèm theo Quyết định số\t\tngày\t\ttháng 01 năm 2026)\nI. MỤC ĐÍCH", ["warn BLANK_PLACEHOLDER [1]"]),
            ("KẾ HOẠCH\nI. MỤC ĐÍCH\nHoàng Giang, ngày … tháng … năm 2026\nSố: ……/GM", []),
            ("KẾ HOẠCH\nSố ngày nghỉ trong tháng là 4.\nI. MỤC ĐÍCH", []),
            ("KẾ HOẠCH\nGhi ngày tháng năm sinh của đại biểu.\nI. MỤC ĐÍCH", []),
        ])
    func blanks(_ text: String, _ expected: [String]) {
        #expect(told(HeaderSlips.blanks, text) == expected)
    }

    @Test(
        "a number too high for its day is worth a look",
        arguments: [
            ("1023/KH-UBND", "2026-01-10", 1), ("1023/KH-UBND", "2026-02-20", 0), ("45/KH-UBND", "2026-01-02", 0),
        ])
    func numbers(_ number: String, _ day: String, _ count: Int) {
        #expect(
            told(HeaderSlips.numberForDate, Self.whole) { ($0.document.number, $0.document.issuedOn) = (number, day) }
                .count == count)
    }

    @Test("signature, recipients and bases that are absent are worth a look")
    func parts() {
        #expect(
            told(HeaderSlips.absentParts, "KẾ HOẠCH\nI. MỤC ĐÍCH\nThi đua tốt./.")
                == ["info MISSING_SIGNER [3]", "info MISSING_RECIPIENTS [3]", "info MISSING_LEGAL_BASES [1, 2]"])
        #expect(
            told(HeaderSlips.absentParts, "Căn cứ Luật Thi đua;\nI. MỤC ĐÍCH\nNơi nhận:\n- Như trên.") {
                $0.document.signer = .init()
            } == [])
    }

    @Test(
        "a basis dated on a holiday, or later than the plan, is worth a look",
        arguments: [
            ("2026-01-01", ["info BASIS_DATED_ON_HOLIDAY [1]"]), ("2026-01-02", []),
            ("2026-05-02", ["info BASIS_AFTER_ISSUE [1]"]),
        ])
    func bases(_ day: String, _ expected: [String]) {
        let edit: (inout PlanDraft) -> Void = { draft in
            draft.document.legalBases = [.init(text: "Kế hoạch số 02/KH-UBND", number: "02/KH-UBND", date: day)]
            draft.document.issuedOn = "2026-03-05"
        }
        let text = "Căn cứ Kế hoạch số 02/KH-UBND;"
        #expect(told(LegalBasisDates.holidays, text, edit) + told(LegalBasisDates.afterIssue, text, edit) == expected)
    }

    @Test(
        "one paper with two dates, or a year that its number denies, is worth a look",
        arguments: [
            ("Nghị định số 98/2023/NĐ-CP ngày 31/12/2022.", ["info CITATION_CONFLICT [1]"]),
            (
                "Quyết định số 12/QĐ-UBND ngày 05/3/2025.\nTheo Quyết định số 12/QĐ-UBND ngày 06/3/2025.",
                ["info CITATION_CONFLICT [1, 2]"]
            ),
            ("Nghị định số 98/2023/NĐ-CP ngày 31/12/2023.\nNghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023.", []),
            ("Quyết định số 12/QĐ-UBND ngày 05/3/2025.\nQuyết định số 13/QĐ-UBND ngày 06/3/2025.", []),
        ])
    func citations(_ text: String, _ expected: [String]) {
        #expect(told(CitationConflicts.dates, text) == expected)
    }
}
