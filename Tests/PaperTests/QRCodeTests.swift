import Testing

@testable import Paper

@Suite("QR codes") struct QRCodeTests {
    @Test("have their three corner marks and grow with the text")
    func corners() throws {
        let code = try #require(QRCode("otpauth://totp/Vinh%20Danh:hanh?secret=MZXW6YTB"))
        let side = code.rows.count
        #expect(code.rows.allSatisfy { $0.count == side } && (side - 17).isMultiple(of: 4))
        let mark = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        func corner(_ top: Int, _ left: Int) -> [String] {
            (0..<7).map { row in code.rows[top + row][left..<left + 7].map { $0 ? "1" : "0" }.joined() }
        }
        #expect(corner(0, 0) == mark && corner(0, side - 7) == mark && corner(side - 7, 0) == mark)
        let longer = try #require(QRCode(String(repeating: "Hoàng Giang ", count: 30)))
        #expect(longer.rows.count > side)
    }

    @Test("hold neither nothing nor a whole book")
    func limits() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: 3000)) == nil)
    }
}
