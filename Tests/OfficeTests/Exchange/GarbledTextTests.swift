import Testing

@testable import Office

@Suite("Letters broken by a wrong encoding") struct GarbledTextTests {
    @Test(
        "are seen in what a double click makes of a csv file",
        arguments: [
            "Nguyá»…n VÄƒn An", "Tráº§n Thá»‹ BÃ¬nh", "Sá»Ÿ Ná»™i vá»¥", "LÃ¢m", "Ä‘á»“ng", "TrÆ°á»ng", "PhÆ¡",
            "Tr?n\u{FFFD}",
            "Há»\u{81}p HÃ¨", "CÃ´ng",
        ])
    func broken(_ text: String) { #expect(GarbledText.isGarbled(text)) }

    @Test(
        "are none in Vietnamese and its neighbours",
        arguments: [
            "Nguyễn Văn An", "TRƯỜNG ĐẠI HỌC NGÃ BẢY", "«Gia đình khá», hạng nhất", "«khá»", "NGÃ»", "Kră̆n Čư Ñ",
            "Müller Äm", "",
            "Giải “Á” 1º", "ĐẢNG ỦY XÃ – ÃO",
        ])
    func whole(_ text: String) { #expect(!GarbledText.isGarbled(text)) }
}
