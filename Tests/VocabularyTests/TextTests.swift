import Foundation
import Testing
import Vocabulary

@Suite("Vietnamese text") struct TextTests {
    @Test(
        "folds to what people type without marks",
        arguments: [
            ("Đồng Tháp", "dong thap"), ("Khối – Cụm", "khoi-cum"), ("Khối-Cụm", "khoi-cum"),
            ("KHỐI  -  CỤM", "khoi-cum"), ("hoà", "hoa"),
            ("hòa", "hoa"), ("Uỷ ban", "uy ban"), ("Nguyễn Ngọc Quỳnh Ưởng", "nguyen ngoc quynh uong"),
            ("  Đượm\u{A0}Ánh ", "duom anh"),
            ("số 18/KH-UBND", "so 18/kh-ubnd"), ("", ""), ("Ắ Ỵ Đ", "a y d"),
        ])
    func folds(_ text: String, _ fold: String) { #expect(text.folded == fold) }

    @Test("folds alike whether letters are composed or not")
    func decomposed() {
        let text = "Thường trực Hội đồng Thi đua – Khen thưởng, Đặng Hạnh Nguyên"
        #expect(text.decomposedStringWithCanonicalMapping.folded == text.folded)
        #expect(text.decomposedStringWithCanonicalMapping.nfc.unicodeScalars.count == text.nfc.unicodeScalars.count)
    }

    @Test("sorts by the Vietnamese alphabet, tones after letters")
    func order() {
        let sorted = ["e", "đ", "d", "ă", "â", "b", "a", "á", "à", "ô", "o", "ơ", "ư", "u"].sorted(
            by: VietnameseOrder.precedes)
        #expect(sorted == ["a", "à", "á", "ă", "â", "b", "d", "đ", "e", "o", "ô", "ơ", "u", "ư"])
    }

    @Test("sorts people by given name")
    func people() {
        let names = ["Phan Trí Dũng", "Lục Minh Tâm", "Đặng Hạnh Nguyên", "Vi Thục Khoa", "Sầm Ánh"]
        let sorted = names.sorted {
            VietnameseOrder.personKey($0).lexicographicallyPrecedes(VietnameseOrder.personKey($1))
        }
        #expect(sorted == ["Sầm Ánh", "Phan Trí Dũng", "Vi Thục Khoa", "Đặng Hạnh Nguyên", "Lục Minh Tâm"])
    }

    @Test(
        "keys are positive whole numbers and nothing else",
        arguments: [
            ("17", Optional(Int64(17))), ("0", nil), ("-1", nil), ("+1", nil), ("1x", nil), ("", nil),
            ("99999999999999999999", nil),
        ])
    func keys(_ text: String, _ key: Int64?) { #expect(ID<Day>(text)?.rawValue == key) }
}

@Suite("Planned times") struct PlannedTimeTests {
    @Test(
        "have the last day on which the task is not late",
        arguments: [
            (PlannedTime(.month, "2026-02"), "2026-02-28"), (PlannedTime(.quarter, "2026-Q3"), "2026-09-30"),
            (PlannedTime(.date, "2026-05-31T13:30"), "2026-05-31"),
            (PlannedTime(.period, "2026-04/2026-05"), "2026-05-31"),
            (PlannedTime(.period, "2026"), "2026-12-31"), (PlannedTime(.period, "2026-10-01/2026-10-30"), "2026-10-30"),
        ])
    func due(_ time: PlannedTime, _ day: String) { #expect(time.dueDay?.iso == day) }

    @Test(
        "without a day are never due",
        arguments: [
            PlannedTime(.ongoing, "2026"), PlannedTime(.asNeeded, "khi cần thiết"), .unstated,
            PlannedTime(.relative, "relative:event+3d"),
        ])
    func never(_ time: PlannedTime) { #expect(time.dueDay == nil && time.firstDay == nil) }

    @Test("before a day are due the day before; several are due with the last")
    func bounds() {
        var before = PlannedTime(.date, "2026-03-15")
        before.bound = .before
        #expect(before.dueDay?.iso == "2026-03-14")
        var latest = before
        latest.bound = .atLatest
        #expect(latest.dueDay?.iso == "2026-03-15")
        var two = PlannedTime(.month, "2026-02")
        two.values = ["2026-02", "2026-06"]
        #expect(two.dueDay?.iso == "2026-06-30")
        #expect(two.firstDay?.iso == "2026-02-01")
    }

    @Test(
        "that make no sense are no span",
        arguments: ["2026-13", "2026-Q5", "2026-05/2026-04", "tháng 5", "", "/", "2026-", "2026-00"])
    func nonsense(_ value: String) { #expect(PlannedTime.span(of: value) == nil) }
}
