import CQRCode

/// Mã QR: the squares of a code, row by row; true is dark. The quiet border is the drawer's.
public struct QRCode: Equatable, Sendable {
    public let rows: [[Bool]]

    /// - Parameter text: UTF-8, taken as bytes. Nil when it is empty or too long for a code (about 2,300 bytes).
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        // Medium correction: a fifteenth of the squares may be unreadable, which is what screens and prints need.
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let squares = code.pointee.data, width > 0 else { return nil }
        // The lowest bit of each byte says whether the square is dark.
        rows = (0..<width).map { row in (0..<width).map { squares[row * width + $0] & 1 == 1 } }
    }
}
