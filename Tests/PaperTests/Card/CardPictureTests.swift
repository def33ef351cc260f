import Testing

@testable import Paper

@Suite("A card as a picture") struct CardPictureTests {
    private func card(_ lines: Int, words: String = "Lập dự toán Hội nghị tổng kết") -> CardPicture {
        CardPicture(
            from: "Sở Nội vụ", title: "Sở Tài chính",
            parts: [
                .init(
                    "Quá hạn: \(lines) việc", isUrgent: true,
                    lines: (0..<lines).map { _ in .init(words, note: "hạn 20/11/2026, chậm 8 ngày") },
                    rest: "và 2 việc khác")
            ], foot: "Tính đến thứ Bảy, 28/11/2026.")
    }

    /// Width and height as the head of a PNG says them.
    private func size(_ png: [UInt8]) -> [Int] {
        [16, 20].map { at in png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    @Test("is a PNG of 1080 points that is as high as its lines")
    func sizes() throws {
        let (one, three) = (try card(1).drawn(), try card(3).drawn())
        #expect(one.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(size(one.bytes) == [1080, one.height] && size(three.bytes) == [1080, three.height])
        #expect(three.height > one.height + 150)
    }

    @Test("cuts what is too long, and takes any character")
    func long() throws {
        let long = try card(1, words: String(repeating: "rất dài ", count: 2000)).drawn()
        #expect(long.height < 900)
        _ = try card(1, words: "A\u{0}\n\u{202E}&<b>\u{1F600}").png()
        #expect(try card(400).drawn().height == CardPicture.mostHeight)
    }
}
