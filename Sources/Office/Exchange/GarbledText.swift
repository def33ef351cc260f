/// Chữ hỏng: Vietnamese that was written in one encoding and read in another.
///
/// `Nguyá»…n` is what becomes of `Nguyễn` when a csv file is opened by double click; it goes on into the workbook that is
/// saved of it.
enum GarbledText {
    /// Whether a text shows the traces of it. No Vietnamese text has them.
    static func isGarbled(_ text: String) -> Bool {
        // The last bytes of the text, the newest lowest: long lists ask for each of their cells.
        var last: UInt64 = 0
        for byte in text.utf8 {
            last = last << 8 | UInt64(byte)
            if byte >= 0x80, isTrace(last) { return true }
        }
        return false
    }

    private static func isTrace(_ last: UInt64) -> Bool {
        if last & 0xFF_FFFF == 0xEF_BFBD { return true }  // �
        switch (last >> 8) & 0xFFFF_FFFF {
        case 0xC3A1_C2BB, 0xC3A1_C2BA: return true  // á», áº and a third sign: the letters with two marks
        default: break
        }
        switch last & 0xFFFF_FFFF {
        case 0xC386_C2B0, 0xC386_C2A1, 0xC384_C290: return true  // Æ° ư, Æ¡ ơ, Đ
        case 0xC383_C2A0, 0xC383_C2BB: return false  // a space or a quotation mark after a capital: “NGÃ»”
        case 0xC383_C280...0xC383_C2BF: return true  // Ã and a sign: à, é, ô
        default: return last & 0xFF_FFFF_FFFF == 0xC3_84E2_8098  // Ä‘ đ
        }
    }
}
