import Database
import Rulebook
import Vocabulary

/// Xếp loại hằng năm: one row for each person and year.
public struct RatingsExchange: ExchangeKind {
    public let code = "xep-loai"
    public let title = "Xếp loại hằng năm"
    public let noun = "xếp loại"
    public let manages = Permission.manageHonours

    public init() {}

    enum Place { static let name = 0, birth = 1, unit = 2, year = 3, rating = 4, paper = 5 }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "ho-ten", "Họ và tên", .text(longest: 120),
            aliases: ["ho ten", "ten", "ho va ten can bo"], width: 28,
            help: "Người đã có trong bảng Cá nhân. Để trống thì là xếp loại của chính đơn vị."),
        ExchangeColumn(
            "sinh", "Ngày sinh", .day(orYear: true), aliases: ["nam sinh", "ngay thang nam sinh"], width: 13,
            help: "Để phân biệt người cùng họ tên."),
        ExchangeColumn(
            "don-vi", "Đơn vị", .unit(orHere: false), isNeeded: true,
            aliases: ["don vi cong tac", "co quan", "co quan, don vi", "ma don vi"], width: 36,
            help: "Đơn vị đã xếp loại, hoặc đơn vị được xếp loại."),
        ExchangeColumn(
            "nam", "Năm", .text(longest: 20), isNeeded: true, aliases: ["nam xep loai", "nam hoc", "nam danh gia"],
            width: 12,
            help: "Như 2025 hoặc năm học 2024-2025."),
        ExchangeColumn(
            "xep-loai", "Xếp loại",
            .choice(Proposal.Rating.allCases.map { .init($0.rawValue, $0.vietnamese, aliases: aliases($0)) }),
            isNeeded: true,
            aliases: ["ket qua", "muc xep loai", "ket qua xep loai", "xep loai chat luong"], width: 30,
            help: "Mức độ hoàn thành nhiệm vụ."),
        ExchangeColumn("van-ban", "Văn bản", .text(longest: 120), width: 22, help: "Số văn bản xếp loại."),
    ]

    public let guide = [
        "Mỗi người một năm một dòng. Dòng để trống họ tên là xếp loại của đơn vị.",
        "Người phải có trong bảng Cá nhân trước.",
    ]

    private static func aliases(_ rating: Proposal.Rating) -> [String] {
        switch rating {
        case .excellent: ["xuat sac", "htxsnv", "hoan thanh xuat sac"]
        case .good: ["tot", "httnv", "hoan thanh tot"]
        case .completed: ["hoan thanh", "htnv"]
        case .notCompleted: ["khong hoan thanh", "khtnv"]
        }
    }

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        try db.each("SELECT \(sql: Self.selected(context)) ORDER BY u.path, r.year, p.name_key, r.id") { row in
            try body(Self.record(row))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT \(sql: Self.selected(context)) AND r.id IN (\(list: rest.prefix(500)))") {
                let record = try Self.record(row)
                found[record.id] = record
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        r.id, p.name, p.birth_day, p.birth_year, u.code AS unit_code, r.year, r.is_school, r.rating, r.paper
        FROM yearly_rating r JOIN unit u ON u.id = r.unit LEFT JOIN person p ON p.id = r.person
        WHERE r.state = 'held' AND \(sql: context.scope.condition(path: "u.path"))
        """
    }

    private static func record(_ row: Row) throws -> ExchangeRecord {
        let (day, born): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
        return ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("name"), day ?? born.map(String.init), try row("unit_code"),
                AchievementYear(try row("year"), isSchoolYear: try row("is_school")).description, try row("rating"),
                try row("paper"),
            ])
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        let people = try Namesakes(rows, context, name: Place.name, db)
        let units = try UnitsByCode(rows.compactMap { $0.cells[Place.unit] }, db)
        let known = try records(rows.compactMap(\.key), context, db)
        let subjects = rows.map { row in Self.subject(row, people, units) }
        let rated = try Self.rated(subjects.compactMap(\.self), db)
        let byID = try records(rated.values.sorted(), context, db)
        return zip(rows, subjects).map { row, subject in
            var verdict = ExchangeVerdict()
            if row.isBroken { return verdict }
            var cells = row.cells
            if let key = row.key {
                guard let record = known[key] else {
                    return ExchangeVerdict(problems: [
                        ExchangeProblem(
                            nil, "khóa ẩn không trỏ đến xếp loại nào. Hãy xuất lại bảng, hoặc để trống ô khóa.")
                    ])
                }
                verdict.existing = record
                cells = row.after(record)
                for place in [Place.name, Place.birth, Place.unit, Place.year] where cells[place] != record.cells[place]
                {
                    verdict.problems.append(
                        ExchangeProblem(place, "dòng đã có chỉ sửa được xếp loại và văn bản; hãy thêm dòng mới."))
                }
                if let problem = Self.paperProblem(cells) { verdict.problems.append(problem) }
                verdict.cells = cells
                return verdict
            }
            if let problem = Self.paperProblem(cells) { verdict.problems.append(problem) }
            if let unit = cells[Place.unit].flatMap({ units[$0] }), !context.scope.contains(unit.path) {
                verdict.problems.append(
                    ExchangeProblem(Place.unit, "“\(unit.name)” nằm ngoài phạm vi mà ông/bà quản lý."))
            }
            guard let years = cells[Place.year].flatMap({ AchievementYears($0) }), years.first == years.last else {
                verdict.problems.append(
                    ExchangeProblem(Place.year, "không phải năm. Hãy ghi như 2025 hoặc năm học 2024-2025."))
                return verdict
            }
            cells[Place.year] = years.year.description
            if years.year.firstDay > context.today {
                verdict.problems.append(
                    ExchangeProblem(Place.year, "\(years.year.vietnamese) chưa bắt đầu nên chưa có xếp loại."))
            } else if years.year.number < Honours.NewRating.firstYear {
                verdict.problems.append(
                    ExchangeProblem(Place.year, "\(years.year.vietnamese) sớm quá. Hãy kiểm tra lại năm."))
            }
            guard let subject else {
                let found = people.same(row, name: Place.name, birth: Place.birth, unit: nil)
                if cells[Place.name] != nil {
                    verdict.problems.append(
                        ExchangeProblem(
                            Place.name,
                            found.isEmpty
                                ? "chưa có người này trong phạm vi quản lý. Hãy nhập ở bảng Cá nhân trước."
                                : "có \(found.count) người cùng họ tên. Hãy ghi ngày sinh để phân biệt."))
                }
                return verdict
            }
            let identity = Self.key(subject, years.year)
            if let id = rated[identity] {
                guard let record = byID[id] else {
                    verdict.problems.append(
                        ExchangeProblem(
                            Place.year, "\(years.year.vietnamese) đã được đơn vị khác xếp loại, ngoài phạm vi quản lý.")
                    )
                    return verdict
                }
                verdict.existing = record
                (cells[Place.name], cells[Place.birth], cells[Place.unit]) = (
                    record.cells[Place.name], record.cells[Place.birth], record.cells[Place.unit]
                )
            } else {
                verdict.identity = identity
                if let person = subject.person, let facts = people.facts(person.rawValue) {
                    (cells[Place.name], cells[Place.birth]) = (facts.name, facts.birth)
                }
            }
            verdict.cells = cells
            return verdict
        }
    }

    private static func paperProblem(_ cells: [String?]) -> ExchangeProblem? {
        do throws(HonourRefusal) {
            _ = try Honours.optional(cells[Place.paper], "Văn bản", 120)
            return nil
        } catch {
            return ExchangeProblem(Place.paper, error.explanation.notice.asClause)
        }
    }

    private static func key(_ subject: YearlyRating.Subject, _ year: AchievementYear) -> String {
        switch subject {
        case .person(let id, _): "p\(id)|\(year)"
        case .unit(let id): "u\(id)|\(year)"
        }
    }

    private static func subject(_ row: ExchangeRow, _ people: Namesakes, _ units: UnitsByCode) -> YearlyRating.Subject?
    {
        guard let unit = row.cells[Place.unit].flatMap({ units[$0] }) else { return nil }
        guard row.cells[Place.name] != nil else { return .unit(unit.id) }
        let all = people.same(row, name: Place.name, birth: Place.birth, unit: nil)
        let here = people.same(row, name: Place.name, birth: Place.birth, unit: Place.unit)
        let meant = all.count == 1 ? all : here
        return meant.count == 1 ? .person(ID(meant[0]), in: unit.id) : nil
    }

    /// Keys of what these have been rated.
    private static func rated(_ subjects: [YearlyRating.Subject], _ db: any Reader) throws -> [String: Int64] {
        var found: [String: Int64] = [:]
        func look(_ column: SQL, _ ids: [Int64], _ mark: String) throws {
            var rest = ids[...]
            while !rest.isEmpty {
                for row in try db.all(
                    """
                    SELECT r.id, \(sql: column), r.year, r.is_school FROM yearly_rating r
                    WHERE \(sql: column) IN (\(list: rest.prefix(500))) AND r.state = 'held'
                    """)
                {
                    let year = AchievementYear(try row(2), isSchoolYear: try row(3))
                    found["\(mark)\(try row(1) as Int64)|\(year)"] = try row(0)
                }
                rest = rest.dropFirst(500)
            }
        }
        try look("r.person", Set(subjects.compactMap { $0.person?.rawValue }).sorted(), "p")
        try look("r.holder_unit", Set(subjects.compactMap { $0.holderUnit?.rawValue }).sorted(), "u")
        return found
    }

    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let rows = changes.map {
            ExchangeRow(number: 0, key: $0.id, cells: $0.after, given: $0.after.map { _ in true })
        }
        let people = try Namesakes(rows, context, name: Place.name, operation)
        let units = try UnitsByCode(rows.compactMap { $0.cells[Place.unit] }, operation)
        var ids: [Int64] = []
        var next = 1 + (try operation.value("SELECT COALESCE(max(id), 0) FROM yearly_rating") as Int64)
        var fresh: [[SQLValue]] = []
        for (change, row) in zip(changes, rows) {
            let cells = change.after
            guard let rating = cells[Place.rating].flatMap(Proposal.Rating.init(rawValue:)) else {
                throw HonourRefusal.noKind
            }
            let paper = try Honours.optional(cells[Place.paper], "Văn bản", 120)
            if let id = change.id {
                try operation.run(
                    """
                    UPDATE yearly_rating SET rating = \(rating.rawValue), paper = \(paper), version = version + 1,
                        changed = \(operation.now) WHERE id = \(id)
                    """)
                ids.append(id)
            } else {
                guard let subject = Self.subject(row, people, units),
                    let years = cells[Place.year].flatMap({ AchievementYears($0) })
                else { throw PersonRefusal.notFound }
                let new = try Honours.NewRating(subject, years.year, rating, paper: paper).checked(
                    today: operation.today)
                fresh.append([.integer(next)] + Honours.ratingRow(new, operation.now))
                ids.append(next)
                next += 1
            }
        }
        try operation.insertMany(into: "yearly_rating", columns: ["id"] + Honours.ratingColumns, rows: fresh)
        return ids
    }

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] { [:] }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var rest = ids[...]
        while !rest.isEmpty {
            try operation.run("DELETE FROM yearly_rating WHERE id IN (\(list: rest.prefix(500)))")
            rest = rest.dropFirst(500)
        }
    }
}
