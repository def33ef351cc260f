import Database
import Vocabulary

/// Cá nhân: the register of people as a spreadsheet, each with the post through which their unit sees them.
///
/// A person is named by the hidden key, else by name, birth and unit. Further posts have a spreadsheet of their own.
public struct PeopleExchange: ExchangeKind {
    public let code = "nguoi"
    public let title = "Cá nhân"
    public let noun = "người"
    public let manages = Permission.managePeople
    public let rowsAtOnce = 5_000

    public init() {}

    /// Places of the columns.
    enum Place {
        static let name = 0, birth = 1, gender = 2, unit = 3, title = 4, group = 5, first = 6, last = 7
        static let ethnic = 8, area = 9, phone = 10, email = 11
    }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "ho-ten", "Họ và tên", .text(longest: 120), isNeeded: true,
            aliases: [
                "ho ten", "ten", "ten ca nhan", "ho va ten ca nhan", "ho, ten", "ho va ten khai sinh",
                "ten tap the/ca nhan/ho gia dinh", "ten tap the, ca nhan",
            ], width: 28, help: "Họ, tên đệm và tên, không ghi ông, bà, học hàm, cấp bậc."),
        ExchangeColumn(
            "sinh", "Ngày sinh", .day(orYear: true),
            aliases: ["nam sinh", "ngay thang nam sinh", "ngay, thang, nam sinh", "sinh ngay", "sinh nam"], width: 13,
            help: "Ngày sinh như 17/11/1980, hoặc chỉ năm như 1980."),
        ExchangeColumn(
            "gioi-tinh", "Giới tính",
            .choice(
                Person.Gender.allCases.map {
                    .init($0.rawValue, $0.vietnamese, aliases: [$0.address.folded, $0 == .male ? "m" : "f"])
                }), aliases: ["gioi", "nam/nu", "phai"], width: 10, help: "Nam hoặc nữ."),
        ExchangeColumn(
            "don-vi", "Đơn vị", .unit(orHere: false), isNeeded: true,
            aliases: [
                "don vi cong tac", "co quan", "co quan, don vi", "noi cong tac", "co quan cong tac", "phong ban",
                "ma don vi",
            ],
            width: 36, help: "Đơn vị công tác: chọn trong danh sách, hoặc ghi mã hay tên đầy đủ."),
        ExchangeColumn(
            "chuc-vu", "Chức vụ", .text(longest: 200), isNeeded: true,
            aliases: ["chuc danh", "chuc vu, chuc danh", "chuc vu/chuc danh", "cong viec", "chuc vu, don vi cong tac"],
            width: 24,
            help: "Chức vụ hoặc công việc, ví dụ: Phó Giám đốc, Chuyên viên, Công nhân."),
        ExchangeColumn(
            "nhom", "Nhóm đối tượng",
            .choice(Post.Group.allCases.map { .init($0.rawValue, $0.vietnamese, aliases: groupAliases($0)) }),
            aliases: ["doi tuong", "phan loai doi tuong", "ma phan loai can bo", "phan loai can bo", "nhom"], width: 30,
            help: "Nhóm đối tượng của biểu 0603. Để trống thì phần mềm xếp theo chức vụ và nhắc xem lại."),
        ExchangeColumn(
            "tu-ngay", "Giữ chức vụ từ ngày", .day(orYear: false),
            aliases: ["tu ngay", "ngay bo nhiem", "thoi gian giu chuc vu tu ngay"], width: 14,
            help: "Ngày bắt đầu giữ chức vụ. Để trống nếu không rõ."),
        ExchangeColumn(
            "den-ngay", "Giữ chức vụ đến ngày", .day(orYear: false),
            aliases: ["den ngay", "ngay thoi chuc vu", "thoi gian giu chuc vu den ngay"], width: 14,
            help: "Ngày cuối giữ chức vụ. Để trống nếu đang giữ."),
        ExchangeColumn(
            "dan-toc", "Dân tộc",
            .choice(EthnicGroup.all.map { .init(String($0.number), $0.name, aliases: ethnicAliases[$0.number] ?? []) }),
            width: 12, help: "Một trong 54 dân tộc."),
        ExchangeColumn(
            "vung", "Vùng", .choice(Person.Area.allCases.map { .init($0.rawValue, $0.vietnamese) }),
            aliases: ["dia ban", "khu vuc"], width: 16,
            help: "Chỉ ghi khi công tác ở vùng khó khăn, biên giới, hải đảo."),
        ExchangeColumn(
            "dien-thoai", "Điện thoại", .phone, aliases: ["so dien thoai", "di dong", "so di dong", "dt"], width: 14,
            help: "Số điện thoại, cả số 0 đầu."),
        ExchangeColumn(
            "thu", "Thư điện tử", .email, aliases: ["email", "e-mail", "dia chi email", "hop thu"], width: 26,
            help: "Địa chỉ thư điện tử."),
    ]

    public let guide = [
        "Mỗi người một dòng, với chức vụ chính đang giữ. Chức vụ thứ hai trở đi: dùng bảng Chức vụ.",
        "Người chưa có khóa được nhận ra theo họ tên, ngày sinh và đơn vị; hai người cùng tên trong một đơn vị cần ghi ngày sinh.",
        "Chuyển đơn vị thì dùng mục Điều chuyển, để nơi nhận xác nhận và giữ lịch sử.",
    ]

    static func groupAliases(_ group: Post.Group) -> [String] {
        switch group {
        case .provinceLeader: ["lanh dao cap tinh", "lanh dao tinh"]
        case .departmentLeader: ["lanh dao so", "lanh dao cap so"]
        case .businessLeader: ["doanh nhan", "lanh dao doanh nghiep"]
        case .otherLeader: ["lanh dao khac", "lanh dao phong", "lanh dao"]
        case .direct: ["truc tiep", "nguoi truc tiep", "nguoi lao dong truc tiep", "can bo, cong chuc", "nhan vien"]
        }
    }

    /// Folded; other ways in which lists write a people's name.
    private static let ethnicAliases: [Int: [String]] = [
        1: ["viet"], 5: ["kho me", "kho-me"], 8: ["h'mong", "hmong", "meo"], 10: ["jrai", "gia-rai"], 12: ["e-de"],
        13: ["ba-na"], 15: ["cao lan", "san chi"], 17: ["cham", "chàm"], 20: ["m'nong"], 23: ["van kieu", "bru"],
    ]

    /// What lists without that column leave to be told from the title; a person looks again.
    static func group(ofTitle title: String) -> Post.Group {
        let fold = title.folded
        let leads = [
            "giam doc", "pho giam doc", "chu tich", "pho chu tich", "truong", "pho truong", "pho ", "chanh",
            "hieu truong", "bi thu",
        ]
        return leads.contains { fold.hasPrefix($0) } ? .otherLeader : .direct
    }

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        try db.each("SELECT \(sql: Self.selected(context)) WHERE p.state = 'active' ORDER BY p.name_key, p.id") { row in
            try body(Self.record(row))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        found.reserveCapacity(ids.count)
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT \(sql: Self.selected(context)) WHERE p.state = 'active' AND p.id IN (\(list: rest.prefix(500)))"
            ) {
                let record = try Self.record(row)
                found[record.id] = record
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    /// A person with the first post in scope that is still held; one without such a post does not exist for who asks.
    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        p.id, p.name, p.birth_day, p.birth_year, p.gender, p.ethnic, p.area, p.phone, p.email, u.code AS unit_code, o.title,
        o.post_group, o.first_day, o.last_day, o.id AS post
        FROM person p JOIN post o ON o.id = (
            SELECT so.id FROM post so JOIN unit su ON su.id = so.unit
            WHERE so.person = p.id AND \(sql: Posts.lasts("so", beyond: context.today))
              AND \(sql: context.scope.condition(path: "su.path"))
            ORDER BY so.id LIMIT 1)
        JOIN unit u ON u.id = o.unit
        """
    }

    private static func record(_ row: Row) throws -> ExchangeRecord {
        let (day, year): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
        let ethnic: Int? = try row("ethnic")
        return ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("name"), day ?? year.map(String.init), try row("gender"), try row("unit_code"),
                try row("title"),
                try row("post_group"), try row("first_day"), try row("last_day"), ethnic.map(String.init),
                try row("area"), try row("phone"), try row("email"),
            ])
    }
}
