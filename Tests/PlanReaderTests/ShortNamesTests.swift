import Paper
import Testing

@testable import PlanReader

@Suite("Names that a plan defines") struct ShortNamesTests {
    private func read(_ text: String) -> [String] {
        ShortNames.read(TextReader.document(from: Array(text.utf8))).map { "\($0.line) \($0.short) = \($0.full)" }
    }

    @Test("are read with what they mean, over broken lines too")
    func meaning() {
        #expect(
            read(
                """
                Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức Hội nghị tổng

                kết công tác thi đua, khen thưởng năm 2023 (gọi

                tắt là Hội nghị), cụ thể như sau:
                """) == ["3 Hội nghị = Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023"])
        #expect(
            read("Giao Hội đồng Thi đua - Khen thưởng tỉnh (sau đây viết tắt là HĐTĐKT) xem xét.")
                == ["1 HĐTĐKT = Hội đồng Thi đua - Khen thưởng tỉnh"])
        #expect(
            read("Các sở; Ban Thi đua - Khen thưởng tỉnh (sau đây gọi tắt là “Ban”) thực hiện.")
                == ["1 Ban = Ban Thi đua - Khen thưởng tỉnh"])
        #expect(
            read("Các cơ quan, đơn vị, địa phương, sau đây gọi chung là đơn vị, thực hiện kế hoạch.").count == 1)
    }

    @Test("the first definition of a name holds; other brackets define nothing")
    func first() {
        #expect(
            read(
                """
                Sở Nội vụ tỉnh Hoàng Giang (sau đây gọi tắt là Sở) chủ trì.
                Sở Tài chính tỉnh (sau đây gọi tắt là Sở) phối hợp (nếu có), gọi điện trước.
                """) == ["1 Sở = Sở Nội vụ tỉnh Hoàng Giang"])
    }
}
