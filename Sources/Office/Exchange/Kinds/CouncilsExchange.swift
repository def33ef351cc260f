import Database
import Vocabulary

/// Hội đồng: councils and who sits in them as a spreadsheet, a row for each seat with the facts of its council beside it.
///
/// A seat is named by the hidden key, else by council and person. A council that nobody sits in is one row without a
/// person; its key is below zero.
public struct CouncilsExchange: ExchangeKind {
    public let code = "hoi-dong"
    public let title = "Hội đồng"
    public let noun = "thành viên hội đồng"
    public let manages = Permission.manageCouncils
    /// All rows of a council are looked at together.
    public let rowsAtOnce = CouncilsExchange.mostRows

    static let mostRows = 20_000

    public init() {}

    enum Place {
        static let council = 0, kind = 1, level = 2, unit = 3, standing = 4, decision = 5, day = 6, begins = 7, ends = 8
        static let name = 9, birth = 10, work = 11, role = 12, first = 13, last = 14
        /// Those that are said of the council.
        static let facts = 0...8
        /// Those that tell who is meant.
        static let person = [9, 10, 11]
    }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "hoi-dong", "Hội đồng", .text(longest: 200), isNeeded: true, aliases: ["ten hoi dong", "ten"], width: 40,
            help: "Tên đầy đủ của hội đồng; ghi giống nhau ở mọi dòng của một hội đồng."),
        ExchangeColumn(
            "loai", "Loại",
            .choice(
                Council.Kind.allCases.map {
                    .init(
                        $0.rawValue, $0.vietnamese,
                        aliases: $0 == .emulation ? ["tdkt", "hoi dong tdkt"] : ["sang kien"])
                }),
            isNeeded: true, aliases: ["loai hoi dong"], width: 26, help: "Loại hội đồng."),
        ExchangeColumn(
            "cap", "Cấp", .choice(Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese) }), isNeeded: true,
            aliases: ["cap hoi dong"], width: 12, help: "Cấp của hội đồng."),
        ExchangeColumn(
            "don-vi", "Đơn vị của hội đồng", .unit(orHere: false), isNeeded: true, aliases: ["don vi", "co quan"],
            width: 32, help: "Hội đồng của đơn vị nào: chọn trong danh sách, hoặc ghi mã hay tên đầy đủ."),
        ExchangeColumn(
            "thuong-truc", "Cơ quan thường trực", .unit(orHere: false), aliases: ["thuong truc"], width: 28,
            help: "Cơ quan thường trực của hội đồng. Để trống nếu chưa giao."),
        ExchangeColumn(
            "so", "Số quyết định", .text(longest: 100), isNeeded: true, aliases: ["quyet dinh", "so qd"], width: 16,
            help: "Số quyết định thành lập, ví dụ: 120/QĐ-UBND."),
        ExchangeColumn(
            "ngay", "Ngày quyết định", .day(orYear: false), isNeeded: true, aliases: ["ngay qd"], width: 13,
            help: "Ngày của quyết định thành lập."),
        ExchangeColumn(
            "nhiem-ky-tu", "Nhiệm kỳ từ", .day(orYear: false), isNeeded: true, aliases: ["nhiem ky tu ngay"], width: 13,
            help: "Ngày đầu của nhiệm kỳ."),
        ExchangeColumn(
            "nhiem-ky-den", "Nhiệm kỳ đến", .day(orYear: false), aliases: ["nhiem ky den ngay"], width: 13,
            help: "Ngày cuối của nhiệm kỳ. Để trống nếu quyết định không ghi."),
        ExchangeColumn(
            "ho-ten", "Họ và tên", .text(longest: 120), aliases: ["ho ten", "thanh vien", "ho va ten thanh vien"],
            width: 26, help: "Thành viên, đã có trong bảng Cá nhân. Để trống nếu hội đồng chưa có thành viên."),
        ExchangeColumn(
            "sinh", "Ngày sinh", .day(orYear: true), aliases: ["nam sinh"], width: 12,
            help: "Để phân biệt người cùng họ tên: 17/11/1980, hoặc 1980."),
        ExchangeColumn(
            "cong-tac", "Nơi công tác", .unit(orHere: false), aliases: ["don vi cong tac", "co quan cong tac"],
            width: 30,
            help: "Để phân biệt người cùng họ tên. Sửa nơi công tác ở bảng Chức vụ."),
        ExchangeColumn(
            "vai-tro", "Vai trò",
            .choice(
                Council.Role.allCases.map {
                    .init(
                        $0.rawValue, $0.vietnamese,
                        aliases: $0 == .member ? ["uy vien"] : $0 == .chair ? ["chu tich hoi dong"] : [])
                }),
            aliases: ["chuc danh trong hoi dong", "chuc danh", "vai tro trong hoi dong"], width: 22,
            help: "Vai trò trong hội đồng. Để trống là Thành viên."),
        ExchangeColumn(
            "tu-ngay", "Tham gia từ ngày", .day(orYear: false), aliases: ["tu ngay"], width: 13,
            help: "Ngày bắt đầu tham gia. Để trống là ngày đầu nhiệm kỳ."),
        ExchangeColumn(
            "den-ngay", "Tham gia đến ngày", .day(orYear: false), aliases: ["den ngay"], width: 13,
            help: "Ngày cuối tham gia. Để trống nếu đang tham gia."),
    ]

    public let guide = [
        "Mỗi thành viên một dòng; thông tin của hội đồng ghi giống nhau ở mọi dòng. Với hội đồng đã có, chỉ cần tên hội đồng, họ tên và vai trò.",
        "Thành viên phải có trong bảng Cá nhân trước. Thay người: ghi ngày cuối của người cũ, thêm dòng mới cho người thay.",
        "Dòng không có trong bảng thì giữ nguyên: bảng này không xóa thành viên nào.",
    ]

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        try db.each(
            """
            SELECT \(sql: Self.selected(context)) ORDER BY c.name_key, c.id, CASE m.role WHEN 'chair' THEN 1
              WHEN 'standingDeputy' THEN 2 WHEN 'deputy' THEN 3 WHEN 'standing' THEN 4 WHEN 'secretary' THEN 5 ELSE 6 END,
              p.name_key, m.id
            """
        ) { try body(Self.record($0)) }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            for row in try db.all(
                """
                SELECT \(sql: Self.selected(context)) AND (m.id IN (\(list: some))
                  OR (m.id IS NULL AND c.id IN (\(list: some.map { -$0 }))))
                """)
            {
                let record = try Self.record(row)
                found[record.id] = record
            }
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        c.id AS council, c.name AS council_name, c.kind, c.level, u.code AS unit_code, s.code AS standing_code, c.decision,
        c.decided_on, c.first_day AS begins, c.last_day AS ends, m.id AS seat, m.role, m.first_day, m.last_day, p.name,
        p.birth_day, p.birth_year, \(sql: work) AS work_code
        FROM council c JOIN unit u ON u.id = c.unit LEFT JOIN unit s ON s.id = c.standing
        LEFT JOIN council_member m ON m.council = c.id LEFT JOIN person p ON p.id = m.person
        WHERE \(sql: context.scope.condition(path: "u.path"))
        """
    }

    /// Where `person p` works, the same place for a seat that stands and for one to come.
    static let work: SQL =
        """
        (SELECT wu.code FROM post wo JOIN unit wu ON wu.id = wo.unit WHERE wo.person = p.id AND wo.is_final = 1
         ORDER BY wo.id LIMIT 1)
        """

    private static func record(_ row: Row) throws -> ExchangeRecord {
        let (seat, council): (Int64?, Int64) = (try row("seat"), try row("council"))
        let (day, year): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
        return ExchangeRecord(
            id: seat ?? -council,
            cells: [
                try row("council_name"), try row("kind"), try row("level"), try row("unit_code"),
                try row("standing_code"), try row("decision"), try row("decided_on"), try row("begins"),
                try row("ends"), try row("name"), day ?? year.map(String.init), try row("work_code"), try row("role"),
                try row("first_day"), try row("last_day"),
            ])
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        guard rows.count < Self.mostRows else { throw ExchangeRefusal.tooManyRows(Self.mostRows) }
        var check = try CouncilCheck(rows, context, self, db)
        return try check.verdicts(db)
    }
}
