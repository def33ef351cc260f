/// Measures of a paper within what Decree 30/2020 leaves open. Millimetres for margins, points for type.
public struct PaperStyle: Equatable, Sendable {
    public struct Margins: Equatable, Sendable {
        public var top: Double
        public var bottom: Double
        public var left: Double
        public var right: Double

        public init(top: Double = 20, bottom: Double = 20, left: Double = 30, right: Double = 15) {
            (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
        }
    }

    public var margins = Margins()
    /// 13 or 14.
    public var textSize = 14.0
    public var tableSize = 13.0
    /// Of lines: 1 to 1.5.
    public var spacing = 1.1

    public init(margins: Margins = Margins(), textSize: Double = 14, tableSize: Double = 13, spacing: Double = 1.1) {
        (self.margins, self.textSize, self.tableSize, self.spacing) = (margins, textSize, tableSize, spacing)
    }

    /// A4 in points.
    static let a4 = (width: 210 * pointsPerMillimetre, height: 297 * pointsPerMillimetre)
    static let pointsPerMillimetre = 72 / 25.4
    /// From the edge of the page to the page number.
    static let numberFromTop = 10.0
    /// Inner margins of cells, in points.
    static let cellPadding = (side: 3.6, top: 2.0)
    /// 1 cm.
    static let indent = 28.35
}

/// How a paragraph is set: a style of the DOCX, and what the PDF does.
struct ParagraphStyle: Equatable, Sendable {
    /// Letters without marks: the identifier in `styles.xml`.
    var id: String
    var name: String
    var size: Double
    var isBold = false
    var isItalic = false
    var alignment = PaperTable.Alignment.justified
    var firstLine = 0.0
    var before = 0.0
    var after = 0.0
    var keepsNext = false
    /// Level in the outline of the document, from 0.
    var outline: Int?
    var spacing = 1.0

    /// The height of a line of Times at single spacing, as a part of its size.
    static let singleLine = 1.149
    var lineHeight: Double { size * Self.singleLine * spacing }
}

/// The components of a paper, each with its style.
struct PaperStyles {
    let superior, issuer, nation, motto, number, concerning, placeAndDay: ParagraphStyle
    let kind, abstract, addressee, decider, basis: ParagraphStyle
    let part, partTitle, section, article, roman, clause, text: ParagraphStyle
    let post, name, recipientsHead, recipient: ParagraphStyle
    let annex, annexTitle, issuedWith: ParagraphStyle
    let tableHead, tableGroup, tableText, rule, pageNumber: ParagraphStyle

    var all: [ParagraphStyle] {
        [
            text, superior, issuer, nation, motto, number, concerning, placeAndDay, kind, abstract, addressee, decider,
            basis, part, partTitle, section, article, roman, clause, post, name, recipientsHead, recipient, annex,
            annexTitle, issuedWith, tableHead, tableGroup, tableText, rule, pageNumber,
        ]
    }

    init(_ style: PaperStyle) {
        let size = style.textSize
        func line(_ id: String, _ name: String, _ size: Double, bold: Bool = false, italic: Bool = false)
            -> ParagraphStyle
        {
            ParagraphStyle(id: id, name: name, size: size, isBold: bold, isItalic: italic, alignment: .centre)
        }
        superior = line("CoQuanChuQuan", "Cơ quan chủ quản", 13)
        issuer = line("CoQuanBanHanh", "Cơ quan ban hành", 13, bold: true)
        nation = line("QuocHieu", "Quốc hiệu", 13, bold: true)
        motto = line("TieuNgu", "Tiêu ngữ", size, bold: true)
        number = line("SoKyHieu", "Số, ký hiệu", 13)
        concerning = line("TrichYeuCongVan", "Trích yếu công văn", 13)
        placeAndDay = line("DiaDanhNgayThang", "Địa danh, ngày tháng", size, italic: true)
        var heading = line("TenLoai", "Tên loại văn bản", size, bold: true)
        (heading.before, heading.keepsNext) = (18, true)
        kind = heading
        abstract = line("TrichYeu", "Trích yếu nội dung", size, bold: true)
        var body = ParagraphStyle(id: "NoiDung", name: "Nội dung", size: size)
        (body.firstLine, body.before, body.spacing) = (PaperStyle.indent, 6, style.spacing)
        text = body
        func like(_ id: String, _ name: String, _ change: (inout ParagraphStyle) -> Void) -> ParagraphStyle {
            var result = body
            (result.id, result.name) = (id, name)
            change(&result)
            return result
        }
        addressee = like("KinhGui", "Kính gửi") { ($0.alignment, $0.firstLine, $0.before) = (.centre, 0, 12) }
        decider = like("ThamQuyen", "Thẩm quyền ban hành") {
            ($0.alignment, $0.firstLine, $0.isBold, $0.before, $0.keepsNext) = (.centre, 0, true, 12, true)
        }
        basis = like("CanCu", "Căn cứ ban hành") { $0.isItalic = true }
        func headed(_ id: String, _ name: String, _ outline: Int?, centred: Bool = false) -> ParagraphStyle {
            like(id, name) {
                ($0.isBold, $0.keepsNext, $0.outline) = (true, true, outline)
                if centred { ($0.alignment, $0.firstLine) = (.centre, 0) }
            }
        }
        part = headed("PhanChuong", "Phần, chương", 0, centred: true)
        partTitle = headed("TieuDePhanChuong", "Tiêu đề phần, chương", nil, centred: true)
        section = headed("Muc", "Mục", 1, centred: true)
        article = headed("Dieu", "Điều", 2)
        roman = headed("MucLaMa", "Mục số La Mã", 1)
        clause = headed("Khoan", "Khoản", 2)
        var signing = line("ChucVu", "Quyền hạn, chức vụ người ký", size, bold: true)
        signing.keepsNext = true
        post = signing
        name = line("HoTenNguoiKy", "Họ tên người ký", size, bold: true)
        var list = line("NoiNhanDau", "Nơi nhận", 12, bold: true, italic: true)
        (list.alignment, list.keepsNext) = (.left, true)
        recipientsHead = list
        recipient = ParagraphStyle(id: "NoiNhan", name: "Mục nơi nhận", size: 11, alignment: .left)
        var top = line("PhuLuc", "Phụ lục", 14, bold: true)
        (top.outline, top.keepsNext) = (0, true)
        annex = top
        var title = line("TieuDePhuLuc", "Tiêu đề phụ lục", size, bold: true)
        title.keepsNext = true
        annexTitle = title
        var with = line("KemTheo", "Kèm theo văn bản", size, italic: true)
        with.keepsNext = true
        issuedWith = with
        tableHead = line("DauBang", "Đầu bảng", style.tableSize, bold: true)
        tableGroup = ParagraphStyle(
            id: "NhomBang", name: "Nhóm trong bảng", size: style.tableSize, isBold: true, alignment: .left)
        tableText = ParagraphStyle(id: "ChuBang", name: "Chữ trong bảng", size: style.tableSize, alignment: .left)
        rule = line("DuongKe", "Đường kẻ", 4)
        pageNumber = line("SoTrang", "Số trang", size)
    }
}
