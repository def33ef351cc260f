import Vocabulary

/// The components of a paper by its words: which there are, in what order, and how they are written.
struct FormatText {
    struct Line {
        var text: String
        /// `đoạn 12`, `trang 2`
        var place: String

        static func of(_ paragraph: PaperFlow.Paragraph) -> [Line] {
            guard case .text(let text) = paragraph.content else { return [] }
            return [Line(text: text.plain, place: paragraph.style.name.lowercased())]
        }

        /// Paragraphs; where the page breaks lines, those of one paragraph are joined.
        static func of(_ document: PaperDocument) -> [Line] {
            var lines: [Line] = []
            var goesOn = false
            for block in document.blocks {
                guard case .paragraph(let paragraph) = block else {
                    goesOn = false
                    continue
                }
                let text = paragraph.text
                if text.trimmed.isEmpty {
                    goesOn = false
                    continue
                }
                let place =
                    paragraph.page.map { "trang \($0)" } ?? (document.hasLines ? "dòng " : "đoạn ")
                    + "\(paragraph.line)"
                if document.linesAreBroken, goesOn, let last = lines.indices.last, !opens(text, after: lines[last].text)
                {
                    lines[last].text += " \(text)"
                } else {
                    lines.append(Line(text: text, place: place))
                }
                goesOn = true
            }
            return lines
        }

        /// Whether a line of a page begins something of its own.
        private static func opens(_ text: String, after last: String) -> Bool {
            if text.contains(/^(?:Căn cứ|Nơi nhận|Phụ lục|Số\s*:|- |\d+\.|[IVX]+\.|[a-zđ]\)|Điều \d+)/) { return true }
            if text.hasPrefix("(") || last.hasSuffix("./.") || last.hasSuffix(";") { return true }
            if text.contains(", ngày ") && text.contains(" năm ") && text.utf8.count < 90 { return true }
            // Capitals and small letters never share a component.
            return text.isCapital != last.isCapital
        }
    }

    private let lines: [Line]
    private let folded: [String]

    init(_ lines: [Line]) {
        self.lines = lines.filter { !$0.text.trimmed.isEmpty }.map { Line(text: $0.text.nfc, place: $0.place) }
        folded = self.lines.map { $0.text.folded }
    }

    var findings: [FormatFinding] {
        guard !lines.isEmpty else { return [] }
        return head + number + day + kind + bases + closing + recipients + signature + order + annexes
    }

    private func finding(_ rule: FormatFinding.Rule, _ message: String, _ index: Int) -> FormatFinding {
        let text = lines[index].text.trimmed
        let short = text.count > 60 ? text.prefix(60) + "…" : text[...]
        return FormatFinding(rule, message, at: "\(lines[index].place): “\(short)”")
    }

    private func missing(_ rule: FormatFinding.Rule, _ message: String, at place: String) -> FormatFinding {
        FormatFinding(rule, message, at: place)
    }

    private func first(_ from: Int = 0, to: Int? = nil, where matches: (Int) -> Bool) -> Int? {
        (from..<max(from, min(to ?? lines.count, lines.count))).first(where: matches)
    }

    // MARK: Head

    private var nationAt: Int? { first(to: 20) { folded[$0].contains("cong hoa xa hoi chu nghia viet nam") } }
    private var mottoAt: Int? { first(to: 22) { folded[$0].contains(/doc lap\s*[-–]\s*tu do\s*[-–]\s*hanh phuc/) } }
    private var numberAt: Int? { first(to: 22) { folded[$0].contains(/^so\s*:?\s*[\d\s.…]*\/|^so\s*:/) } }
    private var dayAt: Int? {
        first(to: 24) {
            folded[$0].contains(/ngay.*thang.*nam\s*\d{4}\s*$/) && !folded[$0].hasPrefix("can cu")
                && !folded[$0].hasPrefix("(")
        }
    }

    private var head: [FormatFinding] {
        var found: [FormatFinding] = []
        if let at = nationAt {
            if !lines[at].text.contains(/CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM/) {
                found.append(
                    finding(.nation, "Quốc hiệu phải viết hoa, đúng chữ: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.", at))
            }
        } else {
            found.append(missing(.nation, "Thiếu Quốc hiệu ở nửa phải đầu trang thứ nhất.", at: "phần đầu"))
        }
        if let at = mottoAt {
            if !lines[at].text.contains("Độc lập - Tự do - Hạnh phúc") {
                found.append(finding(.motto, "Tiêu ngữ phải viết: Độc lập - Tự do - Hạnh phúc.", at))
            }
        } else {
            found.append(missing(.motto, "Thiếu Tiêu ngữ dưới Quốc hiệu.", at: "phần đầu"))
        }
        // The issuer stands in capitals above the number, beside the nation's name.
        let issuer = first(to: (numberAt ?? 6)) { index in
            lines[index].text.isCapital && !folded[index].hasPrefix("cong hoa xa hoi")
                || lines[index].text.contains(/^\p{Lu}{2}.*\s{2,}CỘNG H/)
        }
        let shared = nationAt.map { !folded[$0].hasPrefix("cong hoa") } ?? false
        if issuer == nil, !shared {
            found.append(
                missing(.issuer, "Thiếu tên cơ quan ban hành viết hoa ở nửa trái, trên số và ký hiệu.", at: "phần đầu"))
        }
        return found
    }

    private static let codes: [String: OfficialPaper.Kind] = Dictionary(
        uniqueKeysWithValues: OfficialPaper.Kind.allCases.compactMap { kind in kind.code.map { ($0, kind) } })

    private var number: [FormatFinding] {
        guard let at = numberAt else {
            return [missing(.number, "Thiếu số và ký hiệu, dạng “Số: 05/KH-UBND”.", at: "phần đầu")]
        }
        let text = lines[at].text
        guard let match = text.firstMatch(of: /Số:\s*(?<number>\d*)[\s.…]*\/(?<symbol>[^\s,;]+)/) else {
            return [
                finding(
                    .number,
                    "Số và ký hiệu phải viết dạng “Số: 05/KH-UBND”: có dấu hai chấm sau chữ “Số”, gạch chéo trước ký hiệu.",
                    at)
            ]
        }
        var found: [FormatFinding] = []
        if match.number.count == 1 {
            found.append(finding(.number, "Số nhỏ hơn 10 phải thêm số 0 phía trước: 0\(match.number).", at))
        }
        let parts = match.symbol.split(separator: "-", omittingEmptySubsequences: false)
        if parts.contains(where: \.isEmpty) || parts.count < 2 && Self.codes[String(match.symbol)] == nil {
            found.append(
                finding(.number, "Ký hiệu phải gồm các chữ viết tắt nối bằng dấu gạch nối, ví dụ KH-UBND.", at))
        }
        return found
    }

    private var day: [FormatFinding] {
        guard let at = dayAt else {
            return [
                missing(.placeAndDay, "Thiếu địa danh và ngày, tháng, năm ban hành dưới Tiêu ngữ.", at: "phần đầu")
            ]
        }
        let text = lines[at].text
        guard
            let match = text.firstMatch(of: /\p{L}\s*, ngày\s+(?<day>\d*)[\s.…]*tháng\s+(?<month>\d*)[\s.…]*năm \d{4}/)
        else {
            return [
                finding(.placeAndDay, "Địa danh và ngày phải viết dạng “Hoàng Giang, ngày 05 tháng 01 năm 2027”.", at)
            ]
        }
        var found: [FormatFinding] = []
        if match.day.count == 1 {
            found.append(finding(.placeAndDay, "Ngày nhỏ hơn 10 phải thêm số 0 phía trước: 0\(match.day).", at))
        }
        if match.month == "1" || match.month == "2" {
            found.append(finding(.placeAndDay, "Tháng 1, tháng 2 phải thêm số 0 phía trước: 0\(match.month).", at))
        }
        return found
    }

    // MARK: Kind

    private var kindAt: (index: Int, kind: OfficialPaper.Kind)? {
        for index in 0..<min(lines.count, 26) {
            let text = lines[index].text.trimmed
            for kind in OfficialPaper.Kind.allCases where kind.code != nil {
                let name = kind.name.uppercased()
                if text == name || text.hasPrefix(name + " ") && text.isCapital == false { return (index, kind) }
            }
        }
        return nil
    }

    private var codeInNumber: (index: Int, code: String)? {
        guard let at = numberAt, let match = lines[at].text.firstMatch(of: /\/(?<code>\p{L}+)(?:-|\s|$)/) else {
            return nil
        }
        return (at, String(match.code))
    }

    private var kind: [FormatFinding] {
        guard let (at, kind) = kindAt else {
            if let (at, code) = codeInNumber, let kind = Self.codes[code] {
                return [
                    finding(
                        .kind,
                        "Ký hiệu là của \(kind.name) nhưng văn bản không có tên loại \(kind.name.uppercased()) viết hoa, giữa dòng.",
                        at)
                ]
            }
            if first(to: 26, where: { folded[$0].contains("v/v") }) == nil {
                return [
                    missing(
                        .kind, "Thiếu tên loại văn bản; nếu là công văn thì thiếu trích yếu “V/v …” dưới số.",
                        at: "phần đầu")
                ]
            }
            return []
        }
        var found: [FormatFinding] = []
        if let (number, code) = codeInNumber, let wanted = kind.code, code != wanted {
            found.append(
                finding(
                    .kindCode, "Ký hiệu “\(code)” không hợp với tên loại \(kind.name); phải là “\(wanted)”.", number))
        }
        let isAlone = lines[at].text.trimmed == kind.name.uppercased()
        let next = at + 1 < lines.count ? folded[at + 1] : ""
        if isAlone,
            next.isEmpty || next.hasPrefix("can cu") || next.contains(/^(?:i|1)\./) || next.hasPrefix("kinh gui")
        {
            found.append(finding(.abstract, "Thiếu trích yếu nội dung dưới tên loại văn bản.", at))
        }
        return found
    }

    // MARK: Content

    private var bases: [FormatFinding] {
        let end = first(where: { folded[$0].contains(/^(?:i|1|phan thu nhat|chuong i|dieu 1)\b[.:]?/) }) ?? lines.count
        let found = (0..<end).filter { folded[$0].hasPrefix("can cu ") }
        return found.enumerated().compactMap { order, index in
            let text = lines[index].text.trimmed
            let isLast = order == found.count - 1
            // “Căn cứ …, Ủy ban nhân dân tỉnh ban hành …” is a sentence, not a basis.
            if isLast, folded[index].contains("ban hanh ke hoach") || folded[index].hasSuffix(":") { return nil }
            if isLast ? text.hasSuffix(".") : text.hasSuffix(";") { return nil }
            return finding(
                .bases, isLast ? "Căn cứ cuối cùng kết thúc bằng dấu chấm." : "Mỗi căn cứ kết thúc bằng dấu chấm phẩy.",
                index)
        }
    }

    private var closingAt: Int? { lines.indices.last { lines[$0].text.trimmed.hasSuffix("./.") } }

    private var closing: [FormatFinding] {
        if closingAt != nil { return [] }
        return [missing(.closing, "Kết thúc nội dung phải có dấu “./.”.", at: "cuối nội dung")]
    }

    // MARK: Foot

    private var recipientsAt: Int? { lines.indices.last { folded[$0].hasPrefix("noi nhan") } }

    private var recipients: [FormatFinding] {
        guard let at = recipientsAt else {
            return [missing(.recipients, "Thiếu “Nơi nhận:” ở nửa trái cuối văn bản.", at: "cuối văn bản")]
        }
        var found: [FormatFinding] = []
        if !lines[at].text.trimmed.hasPrefix("Nơi nhận:") {
            found.append(finding(.recipients, "Phải viết “Nơi nhận:” có dấu hai chấm.", at))
        }
        var items: [Int] = []
        for index in (at + 1)..<max(at + 1, lines.count) {
            guard lines[index].text.trimmed.hasPrefix("-") else { break }
            items.append(index)
        }
        for (order, index) in items.enumerated() {
            let text = lines[index].text.trimmed
            let isLast = order == items.count - 1
            if isLast, !folded[index].contains(/luu\s*:/) {
                found.append(finding(.recipients, "Dòng cuối của Nơi nhận là “- Lưu: VT, …”.", index))
            }
            if !text.hasSuffix(isLast ? "." : ";") {
                found.append(
                    finding(
                        .recipients,
                        isLast
                            ? "Dòng cuối của Nơi nhận kết thúc bằng dấu chấm."
                            : "Mỗi nơi nhận kết thúc bằng dấu chấm phẩy.",
                        index))
            }
        }
        return found
    }

    private var signature: [FormatFinding] {
        let start = closingAt.map { $0 + 1 } ?? recipientsAt ?? lines.count
        let end = first(start) { folded[$0].hasPrefix("phu luc") } ?? lines.count
        let foot = (start..<max(start, end)).filter { !lines[$0].text.trimmed.hasPrefix("-") }
        var found: [FormatFinding] = []
        for index in foot where lines[index].text.contains(/^(?:TM|KT|TL|TUQ|Q)\s+\p{Lu}/) {
            found.append(
                finding(
                    .signature, "Sau chữ viết tắt quyền hạn người ký phải có dấu chấm (TM., KT., TL., TUQ., Q.).", index
                ))
        }
        if !foot.contains(where: { lines[$0].text.isCapital && lines[$0].text.count > 4 }) {
            found.append(
                missing(
                    .signature, "Thiếu quyền hạn, chức vụ người ký viết hoa ở nửa phải cuối văn bản.",
                    at: "cuối văn bản"))
        }
        return found
    }

    private var order: [FormatFinding] {
        let places: [(name: String, index: Int?)] = [
            ("Quốc hiệu", nationAt), ("số và ký hiệu", numberAt), ("tên loại văn bản", kindAt?.index),
            ("dấu kết thúc nội dung", closingAt), ("Nơi nhận", recipientsAt),
        ]
        // The two columns of the letterhead and of the foot may be read in either order.
        let found = places.compactMap { place in place.index.map { (place.name, $0) } }
        var slips: [FormatFinding] = []
        if let closingAt, let recipientsAt, recipientsAt < closingAt {
            slips.append(finding(.order, "Nơi nhận phải đứng sau nội dung.", recipientsAt))
        }
        guard let kind = kindAt?.index else { return slips }
        for (name, index) in found where name == "Quốc hiệu" || name == "số và ký hiệu" {
            if index > kind {
                slips.append(finding(.order, "Thành phần “\(name)” phải đứng trước tên loại văn bản.", index))
            }
        }
        for (name, index) in found where name == "dấu kết thúc nội dung" || name == "Nơi nhận" {
            if index < kind {
                slips.append(finding(.order, "Thành phần “\(name)” phải đứng sau tên loại văn bản.", index))
            }
        }
        return slips
    }

    private var annexes: [FormatFinding] {
        let start = recipientsAt ?? closingAt ?? lines.count
        let heads = (start..<lines.count).filter {
            lines[$0].text.contains(/^(?:Phụ lục|PHỤ LỤC)(?:\s+[IVXLC\d]+)?\s*:?$/)
        }
        var found: [FormatFinding] = []
        for head in heads {
            let text = lines[head].text.trimmed
            if heads.count > 1, !text.contains(/\s[IVXLC]+$/) {
                found.append(finding(.annex, "Từ hai phụ lục trở lên phải đánh số bằng chữ số La Mã.", head))
            }
            if first(head + 1, to: head + 6, where: { folded[$0].contains(/\(\s*(?:ban hanh )?kem theo/) }) == nil {
                found.append(finding(.annex, "Dưới tiêu đề phụ lục phải ghi “(Kèm theo … số … ngày … của …)”.", head))
            }
        }
        return found
    }
}

extension String {
    /// All its letters are capitals, and there are some.
    fileprivate var isCapital: Bool { contains(where: \.isLetter) && !contains(where: \.isLowercase) }
}
