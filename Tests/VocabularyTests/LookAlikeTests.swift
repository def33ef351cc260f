import Testing
import Vocabulary

@Suite("Letters that look alike") struct LookAlikeTests {
    @Test(
        "are found with their place and with the letter that was meant",
        arguments: [
            ("Hà Gi\u{430}ng", "ký tự thứ 6 (“\u{430}”) là chữ Kirin, trông giống “a”"),
            ("\u{422}ân Hoàng", "ký tự thứ 1 (“\u{422}”) là chữ Kirin, trông giống “T”"),
            ("B\u{3BF}n", "ký tự thứ 2 (“\u{3BF}”) là chữ Hy Lạp, trông giống “o”"),
            ("\u{FF33}ở", "ký tự thứ 1 (“\u{FF33}”) là chữ toàn khổ, trông giống “S”"),
            ("Sở\u{200B} Y tế", "ký tự thứ 3 là ký tự không nhìn thấy"),
            ("Sở 内", "ký tự thứ 4 (“内”) là chữ của hệ chữ khác"),
        ])
    func found(_ text: String, _ words: String) {
        #expect(LookAlike.first(in: text)?.vietnamese == words)
    }

    @Test(
        "are not seen in names that are what they look like",
        arguments: [
            "Ủy ban nhân dân xã Mây Giang", "Uỷ ban nhân dân phường Bến Mây – 2", "Buôn Čư Mblang",
            "Krông Nô (Êa H’leo)",
            "Sở Y tế", "", "Ban Thi đua - Khen thưởng tỉnh", "Đội “Sao vàng” số 1/2025", "So\u{302}\u{309} Y te\u{301}",
        ])
    func plain(_ text: String) { #expect(LookAlike.first(in: text) == nil) }
}
