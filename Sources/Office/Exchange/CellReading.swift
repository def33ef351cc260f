import Paper
import Vocabulary

/// What a cell of a file says, in the plain form of its column.
struct CellReading: Equatable {
    var plain: String?
    var problem: String?
    /// What was taken otherwise than it stood.
    var remark: String?

    static let nothing = CellReading()
    static func wrong(_ words: String) -> CellReading { CellReading(problem: words) }

    /// Reads a cell. Units are only trimmed here: their names are looked up for many rows at once.
    init(_ cell: SheetCell, _ content: ExchangeColumn.Content) {
        self.init()
        if cell.isError {
            problem = "ô có lỗi \(cell.text) của công thức. Hãy sửa công thức hoặc gõ giá trị."
            return
        }
        if cell.isFormula, cell.text.isEmpty {
            problem = "ô là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc gõ giá trị."
            return
        }
        let text = Self.oneLine(cell.text)
        if text.isEmpty { return }
        self = Self.read(text, cell, content)
    }

    private init() {}
    private init(plain: String? = nil, problem: String? = nil, remark: String? = nil) {
        (self.plain, self.problem, self.remark) = (plain, problem, remark)
    }

    private static func read(_ text: String, _ cell: SheetCell, _ content: ExchangeColumn.Content) -> CellReading {
        switch content {
        case .text(let longest): return words(text, longest: longest)
        case .texts:
            let parts = text.split(separator: ";").map { $0.trimmed }.filter { !$0.isEmpty }
            return words(parts.joined(separator: "; "), longest: 2_000)
        case .code:
            if text.contains(where: \.isWhitespace) { return .wrong("mã “\(short(text))” có dấu cách. Hãy viết liền.") }
            return words(text, longest: 60)
        case .day(let orYear): return day(text, cell, orYear: orYear)
        case .number(let bounds): return number(text, cell, bounds)
        case .phone: return phone(text)
        case .email: return email(text)
        case .choice(let choices):
            let fold = text.folded
            let found = choices.first { $0.folds.contains(fold) }
            if let found { return CellReading(plain: found.code) }
            let known = choices.prefix(8).map(\.words).joined(separator: ", ") + (choices.count > 8 ? ", …" : "")
            return .wrong("“\(short(text))” không có trong danh sách. Chọn một trong: \(known).")
        case .unit: return words(text, longest: 400)
        }
    }

    private static func words(_ text: String, longest: Int) -> CellReading {
        // A text has no more letters than bytes.
        if text.utf8.count > longest, text.count > longest {
            return .wrong("dài \(text.count) chữ, quá mức \(longest) chữ.")
        }
        if GarbledText.isGarbled(text) {
            return .wrong("“\(short(text))” có chữ bị hỏng vì tệp mở sai bảng mã. Hãy gõ lại, hoặc lấy lại bản gốc.")
        }
        if let found = LookAlike.first(in: text) {
            return .wrong("“\(short(text))”: \(found.vietnamese). Hãy gõ lại bằng bàn phím tiếng Việt.")
        }
        return CellReading(plain: text)
    }

    private static func day(_ text: String, _ cell: SheetCell, orYear: Bool) -> CellReading {
        if let day = cell.day { return CellReading(plain: day.iso) }
        if let day = WrittenDay.day(text) { return CellReading(plain: day.iso) }
        if let year = WrittenDay.year(text) {
            if orYear { return CellReading(plain: String(year)) }
            return .wrong("chỉ có năm \(year). Hãy ghi đủ ngày, tháng, năm, ví dụ 01/7/\(year).")
        }
        if let serial = cell.number, (10_000...80_000).contains(serial), serial == serial.rounded() {
            let guess = Day(number: Int(serial) - 25_569)
            return .wrong(
                "ô ghi số \(text), chưa định dạng ngày (có thể là \(guess.vietnamese)). Hãy định dạng ô là ngày hoặc gõ lại."
            )
        }
        if WrittenDay.lacksCentury(text) {
            return .wrong("“\(short(text))” viết năm hai chữ số. Hãy ghi đủ bốn chữ số.")
        }
        return .wrong("“\(short(text))” không phải là ngày có trên lịch. Ví dụ đúng: 01/7/2025.")
    }

    private static func number(_ text: String, _ cell: SheetCell, _ bounds: ClosedRange<Int>) -> CellReading {
        var digits = text
        if cell.number == nil || text.contains(".") {
            // `1.000` with the dots of Vietnamese.
            let groups = text.split(separator: ".", omittingEmptySubsequences: false)
            if groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) { digits = groups.joined() }
            digits = digits.filter { $0 != " " }
        }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }), let number = Int(digits) else {
            return .wrong("“\(short(text))” không phải số nguyên.")
        }
        guard bounds.contains(number) else {
            return .wrong("\(number) nằm ngoài khoảng \(bounds.lowerBound)–\(bounds.upperBound).")
        }
        return CellReading(
            plain: String(number), remark: cell.number == nil ? "số được ghi dưới dạng chữ, đã đọc là \(number)." : nil)
    }

    /// Digits as one dials them; a leading zero that Excel dropped comes back.
    private static func phone(_ text: String) -> CellReading {
        var digits = text.isDigits ? text : text.filter { !" .-()".contains($0) }
        if digits.hasPrefix("+84") { digits = "0" + digits.dropFirst(3) }
        guard digits.isDigits, (8...11).contains(digits.utf8.count) else {
            return .wrong("“\(short(text))” không phải số điện thoại (8 đến 11 chữ số).")
        }
        if digits.utf8.first != 0x30 {
            // Mobile numbers have ten digits and begin with 03, 05, 07, 08, 09; landlines with 02.
            guard (9...10).contains(digits.count), let first = digits.first, "235789".contains(first) else {
                return .wrong("“\(short(text))” không phải số điện thoại. Hãy ghi đủ cả số 0 đầu.")
            }
            digits = "0" + digits
            return CellReading(plain: digits, remark: "số điện thoại mất số 0 đầu, đã đọc là \(digits).")
        }
        return CellReading(plain: digits)
    }

    private static func email(_ text: String) -> CellReading {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let dot = UInt8(ascii: ".")
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(dot), parts[1].first != dot, parts[1].last != dot,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count <= 200
        else { return .wrong("“\(short(text))” không phải địa chỉ thư điện tử.") }
        return CellReading(plain: text.lowercased())
    }

    /// One line, single spaces, without what cannot be seen.
    static func oneLine(_ text: String) -> String {
        // Most cells are so already.
        var needsWork = false
        var last: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || (byte == 0x20 && last == 0x20) || byte == 0xC2 || byte == 0xE2 || byte == 0xEF {
                needsWork = true
                break
            }
            last = byte
        }
        if !needsWork, last != 0x20 { return text }
        var result = String.UnicodeScalarView()
        var isSpace = true
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x200B...0x200F, 0xFEFF, 0xAD, 0x2060: continue
            case 0...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x202F, 0x3000:
                if !isSpace { result.append(" ") }
                isSpace = true
            default:
                result.append(scalar)
                isSpace = false
            }
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    /// No longer than a message bears.
    static func short(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
}
