import Database
import Vocabulary

/// Khối, cụm: blocs, their decisions and members as a spreadsheet, a row for each member of each decision, with the years in
/// which it leads and the quotas of the bloc beside it.
///
/// A row is named by the hidden key, else by bloc, first year of the decision and unit.
public struct BlocsExchange: ExchangeKind {
    public let code = "khoi"
    public let title = "Khối, cụm"
    public let noun = "thành viên khối, cụm"
    public let manages = Permission.manageBlocs
    /// All rows of a bloc are looked at together.
    public let rowsAtOnce = BlocsExchange.mostRows

    static let mostRows = 20_000

    public init() {}

    enum Place {
        static let name = 0, kind = 1, keeper = 2, decision = 3, day = 4, year = 5, unit = 6, head = 7, deputy = 8
        static let flags = 9, certificates = 10
        /// Said of the whole bloc; of one decision of it.
        static let bloc = [0, 1, 2]
        static let version = [3, 4, 5, 9, 10]
    }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "khoi", "Khối, cụm", .text(longest: 200), isNeeded: true,
            aliases: ["ten khoi, cum", "ten khoi", "khoi", "cum", "ten cum", "khoi thi dua", "cum, khoi thi dua"],
            width: 40, help: "Tên đầy đủ; ghi giống nhau ở mọi dòng của một khối, cụm."),
        ExchangeColumn(
            "loai", "Loại", .choice(Bloc.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }), isNeeded: true,
            aliases: ["loai khoi, cum", "loai khoi"], width: 15, help: "Khối, cụm, khối nội bộ hay cụm liên tỉnh."),
        ExchangeColumn(
            "phu-trach", "Đơn vị phụ trách", .unit(orHere: false), isNeeded: true,
            aliases: ["co quan phu trach", "co quan chu quan"], width: 32,
            help: "Với khối nội bộ là cơ quan chủ quản, còn lại thường là tỉnh."),
        ExchangeColumn(
            "so", "Số quyết định", .text(longest: 100), isNeeded: true, aliases: ["quyet dinh", "so qd"], width: 16,
            help: "Quyết định chia khối, cụm, ví dụ: 35/QĐ-UBND."),
        ExchangeColumn(
            "ngay", "Ngày quyết định", .day(orYear: false), isNeeded: true, aliases: ["ngay qd"], width: 13,
            help: "Ngày của quyết định."),
        ExchangeColumn(
            "tu-nam", "Áp dụng từ năm", .number(1990...2100), isNeeded: true, aliases: ["tu nam", "nam"], width: 10,
            help: "Năm đầu tiên danh sách thành viên này có hiệu lực."),
        ExchangeColumn(
            "don-vi", "Đơn vị thành viên", .unit(orHere: true), isNeeded: true,
            aliases: ["don vi", "thanh vien", "ten don vi", "co quan, don vi"], width: 36,
            help: "Mỗi đơn vị một dòng: chọn trong danh sách, hoặc ghi mã hay tên đầy đủ."),
        ExchangeColumn(
            "truong", "Năm làm trưởng", .texts, aliases: ["truong khoi", "truong cum", "truong"], width: 16,
            help: "Các năm đơn vị làm trưởng, cách nhau dấu chấm phẩy: 2025; 2031."),
        ExchangeColumn(
            "pho", "Năm làm phó", .texts, aliases: ["pho truong khoi", "pho khoi", "pho"], width: 16,
            help: "Các năm đơn vị làm phó, cách nhau dấu chấm phẩy: 2024; 2030."),
        ExchangeColumn(
            "co", "Chỉ tiêu Cờ thi đua", .texts, aliases: ["co thi dua", "chi tieu co"], width: 18,
            help: "Của cả khối, theo năm: 2025: 1; 2026: 2. Ghi giống nhau ở mọi dòng của khối."),
        ExchangeColumn(
            "bang-khen", "Chỉ tiêu Bằng khen", .texts, aliases: ["bang khen", "chi tieu bang khen"], width: 18,
            help: "Của cả khối, theo năm: 2025: 6; 2026: 7. Ghi giống nhau ở mọi dòng của khối."),
    ]

    public let guide = [
        "Mỗi đơn vị thành viên một dòng; thông tin của khối, cụm và của quyết định ghi giống nhau ở mọi dòng.",
        "Quyết định mới chia lại thành viên: thêm các dòng mới với số quyết định và năm áp dụng mới; các dòng cũ giữ nguyên.",
        "Chỉ tiêu và năm làm trưởng, phó nằm trong các năm mà quyết định của dòng đó có hiệu lực.",
        "Dòng không có trong bảng thì giữ nguyên: bảng này không xóa thành viên nào.",
    ]

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        let years = try BlocYears(nil, db)
        try db.each("SELECT \(sql: Self.selected(context)) ORDER BY b.name_key, b.id, v.first_year, m.position, m.id") {
            try body(Self.record($0, years))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let blocs: [Int64] = try db.values(
                """
                SELECT DISTINCT v.bloc FROM bloc_member m JOIN bloc_version v ON v.id = m.version
                WHERE m.id IN (\(list: some))
                """)
            let years = try BlocYears(blocs, db)
            for row in try db.all("SELECT \(sql: Self.selected(context)) AND m.id IN (\(list: some))") {
                let record = try Self.record(row, years)
                found[record.id] = record
            }
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        m.id, b.id AS bloc, b.name, b.kind, k.code AS keeper_code, v.decision, v.decided_on, v.first_year, v.last_year,
        m.unit, u.code AS unit_code
        FROM bloc b JOIN unit k ON k.id = b.unit JOIN bloc_version v ON v.bloc = b.id
        JOIN bloc_member m ON m.version = v.id JOIN unit u ON u.id = m.unit
        WHERE \(sql: context.scope.condition(path: "k.path"))
        """
    }

    private static func record(_ row: Row, _ years: BlocYears) throws -> ExchangeRecord {
        let (bloc, unit, first): (Int64, Int64, Int) = (try row("bloc"), try row("unit"), try row("first_year"))
        let last: Int? = try row("last_year")
        let range = first...(last ?? 2100)
        return ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("name"), try row("kind"), try row("keeper_code"), try row("decision"), try row("decided_on"),
                String(first), try row("unit_code"), YearList.words(years.led(bloc, by: unit, in: range)),
                YearList.words(years.seconded(bloc, by: unit, in: range)),
                YearList.words(years.flags(bloc, in: range)), YearList.words(years.certificates(bloc, in: range)),
            ])
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        guard rows.count < Self.mostRows else { throw ExchangeRefusal.tooManyRows(Self.mostRows) }
        var check = try BlocCheck(rows, context, self, db)
        return check.verdicts()
    }
}

/// Who leads blocs in which years, and their quotas.
struct BlocYears {
    private struct Year {
        let year: Int
        let head: Int64?
        var deputies: [Int64]
        let flags: Int?
        let certificates: Int?
    }

    private var byBloc: [Int64: [Year]] = [:]

    /// - Parameter blocs: nil for all.
    init(_ blocs: [Int64]?, _ db: any Reader) throws {
        if blocs?.isEmpty ?? false { return }
        let bound: SQL = blocs.map { "WHERE y.bloc IN (\(list: $0))" } ?? ""
        var deputies: [Int64: [Int64]] = [:]
        try db.each(
            """
            SELECT d.bloc_year, d.unit FROM bloc_deputy d JOIN bloc_year y ON y.id = d.bloc_year \(sql: bound)
            ORDER BY d.bloc_year, d.position
            """
        ) { deputies[try $0("bloc_year"), default: []].append(try $0("unit")) }
        try db.each(
            "SELECT y.id, y.bloc, y.year, y.head, y.flags, y.certificates FROM bloc_year y \(sql: bound) ORDER BY y.year"
        ) { row in
            byBloc[try row("bloc"), default: []].append(
                Year(
                    year: try row("year"), head: try row("head"), deputies: deputies[try row("id")] ?? [],
                    flags: try row("flags"), certificates: try row("certificates")))
        }
    }

    private func all(_ bloc: Int64, _ range: ClosedRange<Int>) -> [Year] {
        (byBloc[bloc] ?? []).filter { range.contains($0.year) }
    }

    func led(_ bloc: Int64, by unit: Int64, in range: ClosedRange<Int>) -> [Int] {
        all(bloc, range).filter { $0.head == unit }.map(\.year)
    }

    func seconded(_ bloc: Int64, by unit: Int64, in range: ClosedRange<Int>) -> [Int] {
        all(bloc, range).filter { $0.deputies.contains(unit) }.map(\.year)
    }

    /// Heads and deputies, by year.
    func leaders(_ bloc: Int64, in range: ClosedRange<Int>) -> [(year: Int, unit: Int64)] {
        all(bloc, range).flatMap { year in
            ([year.head].compactMap(\.self) + year.deputies).map { (year.year, $0) }
        }
    }

    func flags(_ bloc: Int64, in range: ClosedRange<Int>) -> [Int: Int] {
        Dictionary(all(bloc, range).compactMap { year in year.flags.map { (year.year, $0) } }) { first, _ in first }
    }

    func certificates(_ bloc: Int64, in range: ClosedRange<Int>) -> [Int: Int] {
        Dictionary(all(bloc, range).compactMap { year in year.certificates.map { (year.year, $0) } }) { first, _ in
            first
        }
    }
}

/// Years, and numbers by year, in one cell: `2025; 2031` and `2025: 1; 2026: 2`.
enum YearList {
    static func words(_ years: [Int]) -> String? {
        years.isEmpty ? nil : years.sorted().map(String.init).joined(separator: "; ")
    }

    static func words(_ numbers: [Int: Int]) -> String? {
        numbers.isEmpty
            ? nil : numbers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    }

    /// Nil where something is no year.
    static func years(_ cell: String?) -> [Int]? {
        let parts = (cell ?? "").split { $0 == ";" || $0 == "," }.map { $0.trimmed }.filter { !$0.isEmpty }
        let years = parts.compactMap { Int($0) }.filter { (1990...2100).contains($0) }
        return years.count == parts.count ? Set(years).sorted() : nil
    }

    /// Nil where something is no number of a year, or a year is there twice.
    static func numbers(_ cell: String?) -> [Int: Int]? {
        var numbers: [Int: Int] = [:]
        for part in (cell ?? "").split(separator: ";").map({ $0.trimmed }) where !part.isEmpty {
            let halves = part.split(separator: ":").map { $0.trimmed }
            guard halves.count == 2, let year = Int(halves[0]), (1990...2100).contains(year),
                let number = Int(halves[1]), (0...1000).contains(number), numbers[year] == nil
            else { return nil }
            numbers[year] = number
        }
        return numbers
    }
}
