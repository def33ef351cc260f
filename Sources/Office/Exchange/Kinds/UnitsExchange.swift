import Database
import Vocabulary

/// Đơn vị: the register of units as a spreadsheet.
///
/// A unit is named by the hidden key, else by its code. Parents may stand in the same file, in any order, so all rows are
/// looked at together.
public struct UnitsExchange: ExchangeKind {
    public let code = "don-vi"
    public let title = "Đơn vị"
    public let noun = "đơn vị"
    public let manages = Permission.manageUnits
    public let rowsAtOnce = UnitsExchange.mostRows

    /// A register of the nation is split by province.
    static let mostRows = 50_000

    public init() {}

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "ma", "Mã đơn vị", .code, isNeeded: true,
            aliases: ["ma", "ma dv", "ma don vi", "ma co quan", "ma so", "ma dinh danh"], width: 16,
            help: "Mã riêng của đơn vị, viết liền, không trùng với đơn vị khác. Ví dụ: SNV, PHUONG-AN-HOA."),
        ExchangeColumn(
            "ten", "Tên đơn vị", .text(longest: 300), isNeeded: true,
            aliases: [
                "ten", "ten don vi", "don vi", "ten co quan", "co quan", "co quan, don vi", "ten co quan, don vi",
                "ten tap the", "ten phong ban",
            ], width: 44, help: "Tên đầy đủ như trong quyết định thành lập."),
        ExchangeColumn(
            "viet-tat", "Tên viết tắt", .text(longest: 100),
            aliases: ["viet tat", "ten tat", "ten ngan", "ten goi tat"],
            width: 18, help: "Tên ngắn dùng trong văn bản. Ví dụ: Sở NV."),
        ExchangeColumn(
            "cap", "Cấp",
            .choice(Unit.Level.allCases.map { .init($0.rawValue, $0.vietnamese, aliases: levelAliases($0)) }),
            isNeeded: true, aliases: ["cap don vi", "cap quan ly"], width: 14,
            help: "Cấp của đơn vị trong hệ thống."),
        ExchangeColumn(
            "loai", "Loại đơn vị", .choice(Unit.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }),
            isNeeded: true,
            aliases: ["loai", "loai hinh", "loai hinh don vi", "ma phan loai", "phan loai", "khoi don vi"], width: 24,
            help: "Loại hình của đơn vị."),
        ExchangeColumn(
            "cap-tren", "Đơn vị cấp trên", .unit(orHere: true),
            aliases: [
                "cap tren", "co quan cap tren", "don vi cap tren truc tiep", "thuoc", "truc thuoc", "don vi chu quan",
                "co quan chu quan", "ma don vi cap tren",
            ], width: 36,
            help: "Chọn trong danh sách, hoặc ghi mã hay tên đầy đủ; có thể là đơn vị mới trong cùng bảng này."),
        ExchangeColumn(
            "ten-khac", "Tên gọi khác", .texts, aliases: ["ten khac", "ten cu", "ten goi cu"], width: 30,
            help: "Các tên mà văn bản hay gọi, cách nhau dấu chấm phẩy."),
        ExchangeColumn(
            "tu-ngay", "Hoạt động từ ngày", .day(orYear: false),
            aliases: ["tu ngay", "ngay thanh lap", "ngay bat dau", "hieu luc tu ngay"], width: 14,
            help: "Ngày đơn vị bắt đầu hoạt động, ví dụ 01/7/2025. Để trống nếu có từ lâu."),
        ExchangeColumn(
            "den-ngay", "Hoạt động đến ngày", .day(orYear: false),
            aliases: ["den ngay", "ngay ket thuc", "ngay giai the", "het hieu luc"], width: 14,
            help: "Ngày cuối cùng đơn vị còn hoạt động. Để trống nếu đang hoạt động."),
        ExchangeColumn(
            "loai-xa", "Xã, phường, đặc khu",
            .choice(Unit.CommuneKind.allCases.map { .init($0.rawValue, $0.vietnamese) }),
            aliases: ["loai xa", "don vi hanh chinh"], width: 16,
            help: "Chỉ ghi với cấp xã: xã, phường, đặc khu; thị trấn trước 01/7/2025."),
    ]

    public let guide = [
        "Đơn vị cấp trên có thể nằm trong cùng bảng, ở dòng bất kỳ.",
        "Sáp nhập, chia tách thì dùng mục Sắp xếp đơn vị để giữ lịch sử; bảng này để lập danh mục và sửa thông tin.",
    ]

    private static func levelAliases(_ level: Unit.Level) -> [String] {
        switch level {
        case .central: ["tw"]
        case .province: ["tinh", "cap thanh pho", "thanh pho"]
        case .district: ["huyen", "cap huyen", "quan"]
        case .commune: ["xa", "phuong", "cap phuong", "dac khu"]
        case .base: ["co so", "truc thuoc"]
        case .outside: []
        }
    }

    // MARK: Out

    /// Above before below, so that a person reads the tree.
    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        var records: [ExchangeRecord] = []
        try db.each(
            "SELECT \(sql: Self.selected) WHERE \(sql: context.scope.condition(path: "u.path")) ORDER BY u.path, u.id"
        ) { records.append(try Self.record($0)) }
        let aliases = try Self.aliases(nil, db)
        for record in records { try body(Self.with(aliases[record.id], record)) }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let aliases = try Self.aliases(some, db)
            for row in try db.all(
                """
                SELECT \(sql: Self.selected)
                WHERE u.id IN (\(list: some)) AND \(sql: context.scope.condition(path: "u.path"))
                """)
            {
                let record = try Self.record(row)
                found[record.id] = Self.with(aliases[record.id], record)
            }
        }
        return found
    }

    private static let selected: SQL =
        """
        u.id, u.code, u.name, u.short_name, u.level, u.kind, p.code AS parent_code, u.first_day, u.last_day, u.commune_kind
        FROM unit u LEFT JOIN unit p ON p.id = u.parent
        """

    private static func record(_ row: Row) throws -> ExchangeRecord {
        ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("code"), try row("name"), try row("short_name"), try row("level"), try row("kind"),
                try row("parent_code"), nil, try row("first_day"), try row("last_day"),
                try row("commune_kind"),
            ])
    }

    static let aliasPlace = 6
    static let parentPlace = 5

    private static func with(_ aliases: [String]?, _ record: ExchangeRecord) -> ExchangeRecord {
        guard let aliases else { return record }
        var cells = record.cells
        cells[aliasPlace] = aliases.joined(separator: "; ")
        return ExchangeRecord(id: record.id, cells: cells)
    }

    private static func aliases(_ ids: [Int64]?, _ db: any Reader) throws -> [Int64: [String]] {
        var aliases: [Int64: [String]] = [:]
        let bound: SQL = ids.map { "AND unit IN (\(list: $0))" } ?? .empty
        try db.each("SELECT unit, name FROM unit_name WHERE sort = 'alias' \(sql: bound) ORDER BY unit, id") { row in
            aliases[try row("unit"), default: []].append(try row("name"))
        }
        return aliases
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        guard rows.count < Self.mostRows else { throw ExchangeRefusal.tooManyRows(Self.mostRows) }
        let known = try KnownUnits(rows, context, self, db)
        var verdicts = rows.map { row in known.verdict(row) }
        known.checkParents(rows, context, &verdicts)
        return verdicts
    }
}

/// What the register holds of the units that a file speaks of, and how the file's own units stand to each other.
private struct KnownUnits {
    private var byID: [Int64: ExchangeRecord] = [:]
    private var idByCode: [String: Int64] = [:]
    /// Codes that units outside the visitor's scope have.
    private var foreignCodes: Set<String> = []
    /// Parent by code, of every unit that a unit of the file may stand under.
    private var parents: [String: String] = [:]
    /// Codes that a cell may name, and those of units that others may be put under.
    private var nameable: Set<String> = []
    private var within: Set<String> = []

    init(_ rows: [ExchangeRow], _ context: ExchangeContext, _ kind: UnitsExchange, _ db: any Reader) throws {
        let codes = Set(rows.compactMap { $0.cells[0] }).sorted()
        var ids = Set(rows.compactMap(\.key))
        var rest = codes[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT id, code, path FROM unit WHERE code IN (\(list: rest.prefix(500)))") {
                let (code, path): (String, String) = (try row("code"), try row("path"))
                if context.scope.contains(path) {
                    idByCode[code] = try row("id")
                    ids.insert(try row("id"))
                } else {
                    foreignCodes.insert(code)
                }
            }
            rest = rest.dropFirst(500)
        }
        byID = try kind.records(ids.sorted(), context, db)
        try db.each("SELECT u.code, u.path, p.code AS above FROM unit u LEFT JOIN unit p ON p.id = u.parent") { row in
            let code: String = try row("code")
            parents[code] = try row("above")
            let path: String = try row("path")
            if context.naming.contains(path) { nameable.insert(code) }
            if context.scope.contains(path) { within.insert(code) }
        }
    }

    func verdict(_ row: ExchangeRow) -> ExchangeVerdict {
        var verdict = ExchangeVerdict()
        if let key = row.key {
            guard let record = byID[key] else {
                return ExchangeVerdict(problems: [
                    ExchangeProblem(nil, "khóa ẩn không trỏ đến đơn vị nào. Hãy xuất lại bảng, hoặc để trống ô khóa.")
                ])
            }
            verdict.existing = record
        } else if let code = row.cells[0], let id = idByCode[code] {
            verdict.existing = byID[id]
        }
        if let code = row.cells[0],
            foreignCodes.contains(code) || (idByCode[code] ?? verdict.existing?.id) != verdict.existing?.id
        {
            verdict.problems.append(ExchangeProblem(0, "mã “\(code)” đã có đơn vị khác dùng."))
        }
        verdict.identity = row.cells[0]
        if let aliases = row.cells[UnitsExchange.aliasPlace] {
            // As the register keeps them: each name once.
            var folds: Set<String> = []
            let names = aliases.split(separator: ";").map { $0.trimmed }.filter {
                folds.insert(UnitName.fold($0)).inserted
            }
            verdict.cells = row.cells
            verdict.cells?[UnitsExchange.aliasPlace] = names.joined(separator: "; ")
        }
        let after = row.after(verdict.existing)
        if let first = after[7], let last = after[8], last < first {
            verdict.problems.append(ExchangeProblem(8, "ngày kết thúc trước ngày bắt đầu hoạt động."))
        }
        return verdict
    }

    /// Every parent must be there, in the register or in a good row of the file, and nobody may stand below himself.
    func checkParents(_ rows: [ExchangeRow], _ context: ExchangeContext, _ verdicts: inout [ExchangeVerdict]) {
        var rowByCode: [String: Int] = [:]
        var codesByName: [String: Set<String>] = [:]
        for (index, row) in rows.enumerated() {
            guard let code = row.after(verdicts[index].existing)[0] else { continue }
            rowByCode[code] = index
            if let name = row.after(verdicts[index].existing)[1] {
                codesByName[UnitName.fold(name), default: []].insert(code)
            }
        }
        var above = parents
        for (index, row) in rows.enumerated() {
            let after = row.after(verdicts[index].existing)
            guard let code = after[0] else { continue }
            above[code] = after[5].flatMap { resolved($0, rowByCode, codesByName) }
        }
        var isBad = rows.indices.map { rows[$0].isBroken || !verdicts[$0].problems.isEmpty }
        for (index, row) in rows.enumerated() {
            let existing = verdicts[index].existing
            guard let text = row.after(existing)[5] else {
                // Only who sees everything makes a new root.
                if existing?.cells[5] != nil || existing == nil, context.scope != .everything {
                    verdicts[index].problems.append(
                        ExchangeProblem(5, "chưa có. Hãy chọn đơn vị cấp trên trong phạm vi của mình."))
                    isBad[index] = true
                }
                continue
            }
            if text == existing?.cells[5] { continue }
            if let parent = resolved(text, rowByCode, codesByName) {
                var cells = verdicts[index].cells ?? row.cells
                cells[5] = parent
                verdicts[index].cells = cells
                if rowByCode[parent] == nil, !within.contains(parent) {
                    verdicts[index].problems.append(
                        ExchangeProblem(5, "“\(parent)” nằm ngoài phạm vi mà ông/bà được sửa."))
                    isBad[index] = true
                }
            } else {
                let same = codesByName[UnitName.fold(text)] ?? []
                verdicts[index].problems.append(
                    ExchangeProblem(
                        5,
                        same.count > 1
                            ? "có \(same.count) đơn vị trong bảng cùng tên “\(CellReading.short(text))”. Hãy ghi mã."
                            : "không có đơn vị “\(CellReading.short(text))” trong danh mục và trong bảng này. Hãy ghi đúng mã hoặc tên đầy đủ."
                    ))
                isBad[index] = true
            }
        }
        for (index, row) in rows.enumerated() where !isBad[index] {
            guard let code = row.after(verdicts[index].existing)[0] else { continue }
            if Self.loops(code, above) {
                verdicts[index].problems.append(
                    ExchangeProblem(5, "đơn vị cấp trên nằm dưới chính đơn vị này. Hãy kiểm tra lại cả vòng."))
                isBad[index] = true
            }
        }
        // A unit whose parent is left out is left out too; again until nothing more falls.
        var falls = true
        while falls {
            falls = false
            for (index, row) in rows.enumerated() where !isBad[index] && verdicts[index].existing == nil {
                guard let text = row.cells[5], let parent = resolved(text, rowByCode, codesByName),
                    let place = rowByCode[parent], isBad[place], verdicts[place].existing == nil
                else { continue }
                verdicts[index].problems.append(
                    ExchangeProblem(
                        5, "đơn vị cấp trên ở dòng \(rows[place].number) đang sai nên chưa nhập được dòng này."))
                isBad[index] = true
                falls = true
            }
        }
    }

    /// The code that a cell means: what the register resolved is a code already.
    private func resolved(_ text: String, _ rowByCode: [String: Int], _ codesByName: [String: Set<String>]) -> String? {
        if rowByCode[text] != nil || nameable.contains(text) { return text }
        if let code = UnitReferences.codeInBrackets(text), rowByCode[code] != nil { return code }
        let named = codesByName[UnitName.fold(text)] ?? []
        return named.count == 1 ? named.first : nil
    }

    private static func loops(_ code: String, _ above: [String: String]) -> Bool {
        var (slow, steps) = (above[code], 0)
        while let next = slow, steps < 200 {
            if next == code { return true }
            slow = above[next]
            steps += 1
        }
        return steps >= 200
    }
}
