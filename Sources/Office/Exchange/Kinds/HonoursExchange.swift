import Database
import Rulebook
import Vocabulary

/// Khen thưởng: one row for each holder, with the columns of the decision beside.
///
/// A row with the hidden key is what is in the register; one without is new, under a decision that is known or new.
public struct HonoursExchange: ExchangeKind {
    public let code = "khen-thuong"
    public let title = "Khen thưởng"
    public let noun = "khen thưởng"
    public let manages = Permission.manageHonours
    public let rowsAtOnce = 2_000

    public init() {}

    /// Places of the columns.
    enum Place {
        static let number = 0, signed = 1, issuer = 2, level = 3, signer = 4, signerPost = 5, occasion = 6
        static let kind = 7, name = 8, birth = 9, post = 10, unitText = 11, unit = 12, address = 13
        static let award = 14, years = 15, basis = 16, achievement = 17, group = 18, enterprise = 19, certificate = 20
        static let keeper = 21
        /// The head of the decision: put right on its page, not here.
        static let head = [number, signed, issuer, level, signer, signerPost, occasion, keeper]
    }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "so", "Số quyết định", .text(longest: 60), isNeeded: true,
            aliases: ["so qd", "quyet dinh", "so ky hieu", "quyet dinh so", "so quyet dinh khen thuong"], width: 18,
            help: "Như trên văn bản, ví dụ 1234/QĐ-UBND."),
        ExchangeColumn(
            "ngay", "Ngày ký", .day(orYear: false), isNeeded: true,
            aliases: ["ngay quyet dinh", "ngay, thang, nam", "ngay ban hanh", "ngay qd"], width: 13,
            help: "Ngày ký quyết định."),
        ExchangeColumn(
            "co-quan", "Cơ quan ban hành", .text(longest: 200), isNeeded: true,
            aliases: ["co quan quyet dinh", "cap quyet dinh", "co quan ky", "noi ban hanh"], width: 30,
            help: "Tên cơ quan khi ký, ví dụ UBND tỉnh."),
        ExchangeColumn(
            "cap", "Cấp của cơ quan",
            .choice(Award.Level.allCases.map { .init($0.rawValue, $0.words, aliases: levelAliases($0)) }),
            isNeeded: true,
            width: 18, help: "Cấp của cơ quan ban hành."),
        ExchangeColumn("nguoi-ky", "Người ký", .text(longest: 120), width: 22, help: "Họ tên người ký."),
        ExchangeColumn(
            "chuc-vu-ky", "Chức vụ người ký", .text(longest: 200), width: 22, help: "Ví dụ: Chủ tịch, Phó Chủ tịch."),
        ExchangeColumn(
            "dip", "Dịp khen thưởng", .choice(OccasionKind.allCases.map { .init($0.rawValue, $0.vietnamese) }),
            width: 22,
            help: "Để trống thì là tổng kết năm."),
        ExchangeColumn(
            "doi-tuong", "Đối tượng", .choice(SubjectKind.allCases.map { .init($0.rawValue, $0.vietnamese) }),
            isNeeded: true, aliases: ["phan loai doi tuong", "loai doi tuong"], width: 14,
            help: "Cá nhân, tập thể hoặc hộ gia đình."),
        ExchangeColumn(
            "ten", "Tên cá nhân, tập thể, hộ gia đình", .text(longest: 300), isNeeded: true,
            aliases: [
                "ho va ten", "ho ten", "ten tap the/ca nhan/ho gia dinh", "ten tap the, ca nhan", "ten ca nhan",
                "ten tap the", "ho va ten/ten don vi",
            ], width: 30, help: "Như trong quyết định, không ghi ông, bà."),
        ExchangeColumn(
            "sinh", "Ngày sinh", .day(orYear: true), aliases: ["nam sinh", "ngay thang nam sinh"], width: 12,
            help: "Để phân biệt người cùng tên."),
        ExchangeColumn(
            "chuc-vu", "Chức vụ khi đó", .text(longest: 200), aliases: ["chuc vu", "chuc danh"], width: 22,
            help: "Chức vụ khi được khen thưởng."),
        ExchangeColumn(
            "don-vi-khi-do", "Đơn vị khi đó", .text(longest: 300),
            aliases: ["don vi cong tac", "don vi", "co quan, don vi", "noi cong tac"], width: 28,
            help: "Tên đơn vị như trong quyết định."),
        ExchangeColumn(
            "ma-don-vi", "Đơn vị trong danh mục", .unit(orHere: false), aliases: ["don vi trong danh muc"], width: 30,
            help: "Chọn trong danh sách; để trống nếu đơn vị không có trong danh mục."),
        ExchangeColumn("dia-chi", "Địa chỉ", .text(longest: 300), width: 24, help: "Của hộ gia đình."),
        ExchangeColumn(
            "danh-hieu", "Danh hiệu, hình thức", .text(longest: 200), isNeeded: true,
            aliases: ["danh hieu/hinh thuc", "danh hieu", "hinh thuc", "hinh thuc khen thuong"], width: 30,
            help: "Tên trong danh mục, hoặc viết tắt như CSTĐCS, BK."),
        ExchangeColumn(
            "nam", "Năm thành tích", .text(longest: 40), aliases: ["nam", "nien do", "nam hoc", "nam khen thuong"],
            width: 16, help: "Như 2024, năm học 2023-2024, hoặc 2021 đến 2025."),
        ExchangeColumn(
            "loai-hinh", "Loại hình",
            .choice(HonourBasis.allCases.map { .init($0.rawValue, $0.vietnamese, aliases: [$0.short.folded]) }),
            aliases: ["phan loai khen thuong", "loai hinh khen thuong", "phuong thuc"], width: 24,
            help: "Để trống thì là công trạng."),
        ExchangeColumn(
            "thanh-tich", "Thành tích", .text(longest: 600),
            aliases: ["noi dung thanh tich", "thanh tich khen thuong"],
            width: 40, help: "Câu thành tích trong quyết định."),
        ExchangeColumn(
            "nhom", "Nhóm đối tượng",
            .choice(
                Post.Group.allCases.map { .init($0.rawValue, $0.vietnamese, aliases: PeopleExchange.groupAliases($0)) }),
            width: 28, help: "Của cá nhân, theo biểu 0603; để trống thì xếp theo chức vụ."),
        ExchangeColumn(
            "doanh-nghiep", "Doanh nghiệp",
            .choice([.init("co", "có", aliases: ["x", "1"]), .init("khong", "không")]),
            width: 11, help: "Có nếu thuộc doanh nghiệp, hợp tác xã."),
        ExchangeColumn("so-vao-so", "Số vào sổ", .text(longest: 60), width: 12, help: "Số của bằng, giấy."),
        ExchangeColumn(
            "giu-so", "Đơn vị giữ sổ", .unit(orHere: false), width: 28,
            help: "Đơn vị lưu quyết định. Để trống thì là đơn vị đầu tỉnh, hoặc đơn vị trong danh mục ở dòng này."),
    ]

    public let guide = [
        "Mỗi người, tập thể, hộ gia đình một dòng; các dòng cùng một quyết định ghi giống nhau ở các cột của quyết định.",
        "Một số quyết định trong một năm chỉ có một ngày ký và một cơ quan; dòng trái với sổ bị từ chối. Văn bản của cơ quan khác mang cùng số thì nhập trên trang “Nhập quyết định”.",
        "Người không có trong danh mục cá nhân vẫn ghi được theo tên; nên nhập bảng Cá nhân trước để nối được quá trình.",
    ]

    private static func levelAliases(_ level: Award.Level) -> [String] {
        switch level {
        case .state: ["nha nuoc"]
        case .government: ["chinh phu", "thu tuong"]
        case .province: ["tinh", "cap tinh", "bo"]
        case .district: ["huyen"]
        case .commune: ["xa", "phuong"]
        case .grassroots: ["cap co so", "don vi"]
        }
    }

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        try db.each("SELECT \(sql: Self.selected(context)) ORDER BY h.signed, h.decision, h.id") { row in
            try body(Self.record(row))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT \(sql: Self.selected(context)) AND h.id IN (\(list: rest.prefix(500)))") {
                let record = try Self.record(row)
                found[record.id] = record
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        h.id, d.number, d.signed, d.issuer, d.issuer_level, d.signer, d.signer_position, d.occasion_kind, h.subject_kind,
        n.name, p.birth_day, p.birth_year, h.post_text, h.unit_text, h.address, w.name AS award_name, h.first_year,
        h.last_year, h.is_school, h.basis, t.words, h.person_group, h.is_enterprise, h.certificate, b.code AS keeper,
        u.code AS unit_code, h.unit AS unit_id, d.branch
        FROM honour h JOIN honour_decision d ON d.id = h.decision JOIN honour_name n ON n.id = h.name
        JOIN honour_award w ON w.slug = h.award JOIN unit u ON u.id = h.unit JOIN unit b ON b.id = d.branch
        LEFT JOIN honour_text t ON t.id = h.achievement LEFT JOIN person p ON p.id = h.person
        WHERE h.state = 'held' AND \(sql: context.scope.condition(path: "u.path"))
        """
    }

    private static func record(_ row: Row) throws -> ExchangeRecord {
        let (day, born): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
        let (first, last, isSchool): (Int?, Int?, Bool) = (
            try row("first_year"), try row("last_year"), try row("is_school")
        )
        let years = first.flatMap { first in last.map { AchievementYears(first, $0, isSchool: isSchool) } }
        let isEnterprise: Bool = try row("is_enterprise")
        return ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("number"), try row("signed"), try row("issuer"), try row("issuer_level"), try row("signer"),
                try row("signer_position"), try row("occasion_kind"), try row("subject_kind"), try row("name"),
                day ?? born.map(String.init), try row("post_text"), try row("unit_text"), try row("unit_code"),
                try row("address"), try row("award_name"), years?.description, try row("basis"), try row("words"),
                try row("person_group"), isEnterprise ? "co" : "khong", try row("certificate"), try row("keeper"),
            ])
    }
}
