/// What can be measured of a paper: sheets, margins, fonts, page numbers.
struct FormatMeasures: Equatable {
    struct Sheet: Equatable {
        /// `trang 3`, `phần 2`
        var name: String
        /// Millimetres.
        var width: Double
        var height: Double
        /// Nil where the page does not tell.
        var top: Double?
        var bottom: Double?
        var left: Double?
        var right: Double?
    }

    enum PageNumber: Equatable { case right, onFirst, missing, notCentred }

    var sheets: [Sheet] = []
    var fonts: [String] = []
    /// Fonts that a PDF names without holding them.
    var missingFonts: [String] = []
    /// Of most letters of the content.
    var textSize: Double?
    var pageNumbers: [(place: String, is: PageNumber)] = []
    /// Millimetres by which a measure may miss: a file is exact, a page is measured.
    var tolerance = 0.5

    init() {}

    init(_ style: PaperStyle) {
        let margins = style.margins
        sheets = [
            Sheet(
                name: "toàn văn bản", width: 210, height: 297, top: margins.top, bottom: margins.bottom,
                left: margins.left, right: margins.right)
        ]
        (fonts, textSize) = (["Times New Roman"], style.textSize)
    }

    static func == (left: FormatMeasures, right: FormatMeasures) -> Bool {
        (left.sheets, left.fonts, left.missingFonts, left.textSize)
            == (right.sheets, right.fonts, right.missingFonts, right.textSize)
            && left.pageNumbers.map(\.place) == right.pageNumbers.map(\.place)
            && left.pageNumbers.map(\.is) == right.pageNumbers.map(\.is)
    }

    var findings: [FormatFinding] { pages + letters + numbers }

    private var pages: [FormatFinding] {
        sheets.flatMap { sheet -> [FormatFinding] in
            var found: [FormatFinding] = []
            let sides = [sheet.width, sheet.height].sorted()
            if abs(sides[0] - 210) > 1 || abs(sides[1] - 297) > 1 {
                found.append(
                    .init(
                        .pageSize,
                        "Khổ giấy \(written(sheet.width)) × \(written(sheet.height)) mm; văn bản dùng khổ A4 (210 × 297 mm).",
                        at: sheet.name))
            }
            for (name, value, range) in [
                ("trên", sheet.top, 20.0...25), ("dưới", sheet.bottom, 20...25), ("trái", sheet.left, 30...35),
                ("phải", sheet.right, 15...20),
            ] {
                guard let value, value < range.lowerBound - tolerance || value > range.upperBound + tolerance else {
                    continue
                }
                found.append(
                    .init(
                        .margins,
                        "Lề \(name) \(written(value)) mm; quy định từ \(written(range.lowerBound)) đến \(written(range.upperBound)) mm.",
                        at: sheet.name))
            }
            return found
        }
    }

    private static let times = ["timesnewroman", "times new roman", "liberationserif", "liberation serif", "tinos"]

    private var letters: [FormatFinding] {
        let others = fonts.filter { font in !Self.times.contains { font.lowercased().contains($0) } }
        var found: [FormatFinding] = []
        if !others.isEmpty {
            found.append(
                .init(
                    .font, "Phông chữ \(others.joined(separator: ", ")); quy định dùng Times New Roman.",
                    at: "toàn văn bản"))
        }
        if !missingFonts.isEmpty {
            found.append(
                .init(
                    .font,
                    "Tệp PDF không nhúng phông chữ \(missingFonts.joined(separator: ", ")); máy khác có thể hiện sai chữ. Hãy xuất lại tệp.",
                    at: "toàn văn bản"))
        }
        if let textSize, !(13...14).contains(textSize) {
            found.append(
                .init(
                    .textSize, "Cỡ chữ nội dung là \(written(textSize)); quy định cỡ 13 đến 14.", at: "nội dung"))
        }
        return found
    }

    private var numbers: [FormatFinding] {
        pageNumbers.compactMap { place, state in
            switch state {
            case .right: nil
            case .onFirst: .init(.pageNumber, "Trang thứ nhất không ghi số trang.", at: place)
            case .missing:
                .init(.pageNumber, "Thiếu số trang; từ trang thứ hai, số trang đặt giữa lề trên.", at: place)
            case .notCentred: .init(.pageNumber, "Số trang phải đặt giữa lề trên.", at: place)
            }
        }
    }

    private func written(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(abs(tenths % 10))"
    }
}
