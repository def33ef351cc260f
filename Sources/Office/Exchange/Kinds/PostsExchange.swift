import Database
import Vocabulary

/// Chức vụ: every post of every person as a spreadsheet, also those that have ended.
///
/// A post is named by the hidden key, else by person, unit and title. People themselves come by a spreadsheet of their own.
public struct PostsExchange: ExchangeKind {
    public let code = "chuc-vu"
    public let title = "Chức vụ"
    public let noun = "chức vụ"
    public let manages = Permission.managePeople
    public let rowsAtOnce = 2_000

    public init() {}

    enum Place { static let name = 0, birth = 1, unit = 2, title = 3, group = 4, first = 5, last = 6 }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "ho-ten", "Họ và tên", .text(longest: 120), isNeeded: true,
            aliases: ["ho ten", "ten", "ho va ten can bo", "can bo"], width: 28,
            help: "Người giữ chức vụ, đã có trong bảng Cá nhân."),
        ExchangeColumn(
            "sinh", "Ngày sinh", .day(orYear: true), aliases: ["nam sinh", "ngay thang nam sinh"], width: 13,
            help: "Để phân biệt người cùng họ tên: 17/11/1980, hoặc 1980."),
        ExchangeColumn(
            "don-vi", "Đơn vị", .unit(orHere: false), isNeeded: true,
            aliases: ["don vi cong tac", "co quan", "co quan, don vi", "noi cong tac", "ma don vi"], width: 36,
            help: "Nơi giữ chức vụ: chọn trong danh sách, hoặc ghi mã hay tên đầy đủ."),
        ExchangeColumn(
            "chuc-vu", "Chức vụ", .text(longest: 200), isNeeded: true,
            aliases: ["chuc danh", "chuc vu, chuc danh", "cong viec"], width: 24,
            help: "Chức vụ hoặc công việc, ví dụ: Phó Giám đốc."),
        ExchangeColumn(
            "nhom", "Nhóm đối tượng",
            .choice(
                Post.Group.allCases.map {
                    .init($0.rawValue, $0.vietnamese, aliases: PeopleExchange.groupAliases($0))
                }),
            aliases: ["doi tuong", "phan loai doi tuong", "ma phan loai can bo", "nhom"], width: 30,
            help: "Nhóm đối tượng của biểu 0603. Để trống thì phần mềm xếp theo chức vụ và nhắc xem lại."),
        ExchangeColumn(
            "tu-ngay", "Từ ngày", .day(orYear: false), aliases: ["giu chuc vu tu ngay", "ngay bo nhiem"], width: 14,
            help: "Ngày bắt đầu giữ chức vụ. Để trống nếu không rõ."),
        ExchangeColumn(
            "den-ngay", "Đến ngày", .day(orYear: false), aliases: ["giu chuc vu den ngay", "ngay thoi chuc vu"],
            width: 14, help: "Ngày cuối giữ chức vụ. Để trống nếu đang giữ."),
    ]

    public let guide = [
        "Người phải có trong bảng Cá nhân trước. Sửa họ tên, ngày sinh ở bảng Cá nhân; ở đây hai cột này chỉ để nhận ra người.",
        "Một người giữ nhiều chức vụ thì ghi nhiều dòng; cùng một chức vụ không được trùng thời gian.",
    ]

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        try db.each("SELECT \(sql: Self.selected(context)) ORDER BY p.name_key, p.id, o.id") { row in
            try body(Self.record(row))
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT \(sql: Self.selected(context)) AND o.id IN (\(list: rest.prefix(500)))")
            {
                let record = try Self.record(row)
                found[record.id] = record
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    private static func selected(_ context: ExchangeContext) -> SQL {
        """
        o.id, p.name, p.birth_day, p.birth_year, u.code AS unit_code, o.title, o.post_group, o.first_day, o.last_day
        FROM person p JOIN post o ON o.person = p.id JOIN unit u ON u.id = o.unit
        WHERE p.state = 'active' AND \(sql: context.scope.condition(path: "u.path"))
        """
    }

    private static func record(_ row: Row) throws -> ExchangeRecord {
        let (day, year): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
        return ExchangeRecord(
            id: try row("id"),
            cells: [
                try row("name"), day ?? year.map(String.init), try row("unit_code"), try row("title"),
                try row("post_group"), try row("first_day"), try row("last_day"),
            ])
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        let holders = try PostHolders(rows, context, db)
        let keyed = Set(rows.compactMap(\.key)).union(holders.posts.values.flatMap { $0.map(\.id) })
        let records = try records(keyed.sorted(), context, db)
        let units = try UnitsByCode(
            rows.compactMap { $0.cells[Place.unit] } + records.values.compactMap { $0.cells[Place.unit] }, db)
        var taken: [String: [(number: Int, first: Day?, last: Day?)]] = [:]
        return rows.map { row in
            var verdict = ExchangeVerdict()
            if row.isBroken { return verdict }
            if let key = row.key {
                guard let record = records[key] else {
                    verdict.problems.append(
                        ExchangeProblem(
                            nil, "khóa ẩn không trỏ đến chức vụ nào. Hãy xuất lại bảng, hoặc để trống ô khóa."))
                    return verdict
                }
                verdict.existing = record
                let after = row.after(record)
                for place in [Place.name, Place.birth] where after[place] != record.cells[place] {
                    verdict.problems.append(ExchangeProblem(place, "hãy sửa ở bảng Cá nhân, không sửa ở đây."))
                }
            } else {
                Self.recognise(row, holders, records, &verdict)
            }
            Self.check(row, units, holders, context, &verdict)
            Self.compare(row, &verdict, &taken)
            return verdict
        }
    }

    /// Two rows of the file with the same post of the same person must not overlap.
    private static func compare(
        _ row: ExchangeRow, _ verdict: inout ExchangeVerdict,
        _ taken: inout [String: [(number: Int, first: Day?, last: Day?)]]
    ) {
        guard verdict.problems.isEmpty else { return }
        let cells = verdict.cells ?? row.after(verdict.existing)
        let name = cells[Place.name].map { PersonName.fold($0) } ?? ""
        let what = [name, cells[Place.birth] ?? "", cells[Place.unit] ?? "", (cells[Place.title] ?? "").folded]
            .joined(separator: "|")
        let (first, last) = (cells[Place.first].flatMap { Day(iso: $0) }, cells[Place.last].flatMap { Day(iso: $0) })
        let other = taken[what]?.first { Post.overlap(($0.first, $0.last), (first, last)) }
        if let other {
            verdict.problems.append(
                ExchangeProblem(Place.first, "trùng thời gian với cùng chức vụ ở dòng \(other.number)."))
        } else {
            taken[what, default: []].append((row.number, first, last))
        }
    }

    /// The post that a row without key means: the same person, unit and title; and who holds it, where it is new.
    private static func recognise(
        _ row: ExchangeRow, _ holders: PostHolders, _ records: [Int64: ExchangeRecord], _ verdict: inout ExchangeVerdict
    ) {
        let found = holders.people(row)
        guard found.count == 1, let person = found.first else {
            if row.cells[Place.name] == nil { return }
            verdict.problems.append(
                ExchangeProblem(
                    Place.name,
                    found.isEmpty
                        ? "chưa có người này trong phạm vi quản lý. Hãy nhập ở bảng Cá nhân trước."
                        : "có \(found.count) người cùng họ tên. Hãy ghi ngày sinh để phân biệt."))
            return
        }
        guard let unit = row.cells[Place.unit], let title = row.cells[Place.title] else { return }
        let same = (holders.posts[person] ?? []).filter { $0.unit == unit && $0.title.folded == title.folded }
        let meant = same.count > 1 ? same.filter { $0.first == row.cells[Place.first] } : same
        if meant.count == 1, let record = records[meant[0].id] {
            verdict.existing = record
            // The list's spelling of who it is does not change the person.
            var cells = row.cells
            (cells[Place.name], cells[Place.birth]) = (record.cells[Place.name], record.cells[Place.birth])
            verdict.cells = cells
        } else if let facts = holders.facts[person] {
            var cells = row.cells
            (cells[Place.name], cells[Place.birth]) = (facts.name, facts.birth)
            verdict.cells = cells
            verdict.identity = "\(person)|\(unit)|\(title.folded)|\(row.cells[Place.first] ?? "")"
        }
    }

    private static func check(
        _ row: ExchangeRow, _ units: UnitsByCode, _ holders: PostHolders, _ context: ExchangeContext,
        _ verdict: inout ExchangeVerdict
    ) {
        var row = row
        if let cells = verdict.cells { row.cells = cells }
        let after = row.after(verdict.existing)
        if after[Place.group] == nil, let title = after[Place.title] {
            let group = PeopleExchange.group(ofTitle: title)
            row.cells[Place.group] = group.rawValue
            verdict.cells = row.cells
            verdict.remarks.append(
                ExchangeProblem(
                    Place.group, "chưa ghi; xếp theo chức vụ “\(CellReading.short(title))” là \(group.vietnamese)."))
        }
        guard let code = after[Place.unit], let title = after[Place.title] else { return }
        let old = verdict.existing
        let isKept = old.map { old in
            [Place.unit, Place.first, Place.last].allSatisfy { after[$0] == old.cells[$0] }
        }
        PostCheck.check(
            code, first: after[Place.first], last: after[Place.last], isKept: isKept ?? false, units, context,
            unitPlace: Place.unit, firstPlace: Place.first, lastPlace: Place.last, &verdict.problems)
        guard let person = old.flatMap({ holders.holder[$0.id] }) ?? holders.people(row).first else { return }
        let overlaps = (holders.posts[person] ?? []).contains { post in
            post.id != old?.id && post.unit == code && post.title.folded == title.folded
                && Post.overlap(
                    (post.first.flatMap { Day(iso: $0) }, post.last.flatMap { Day(iso: $0) }),
                    (after[Place.first].flatMap { Day(iso: $0) }, after[Place.last].flatMap { Day(iso: $0) }))
        }
        if overlaps {
            verdict.problems.append(
                ExchangeProblem(Place.first, "người này đã giữ chức vụ đó trong thời gian trùng với dòng này."))
        }
    }
}

/// Who is meant by the rows of a list of posts, and which posts they hold already.
struct PostHolders {
    struct Held {
        let id: Int64
        let unit: String
        let title: String
        let first: String?
        let last: String?
    }

    private let namesakes: Namesakes
    /// By person.
    private(set) var posts: [Int64: [Held]] = [:]
    private(set) var facts: [Int64: (name: String, birth: String?)] = [:]
    /// Person by post.
    private(set) var holder: [Int64: Int64] = [:]

    init(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws {
        namesakes = try Namesakes(rows, context, name: PostsExchange.Place.name, db)
        var people: Set<Int64> = []
        for row in rows where row.key == nil { people.formUnion(self.people(row)) }
        var keys = Set(rows.compactMap(\.key)).sorted()[...]
        while !keys.isEmpty {
            people.formUnion(
                try db.values("SELECT person FROM post WHERE id IN (\(list: keys.prefix(500)))") as [Int64])
            keys = keys.dropFirst(500)
        }
        var rest = people.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT o.id, o.person, u.code, o.title, o.first_day, o.last_day, p.name, p.birth_day, p.birth_year
                FROM post o JOIN unit u ON u.id = o.unit JOIN person p ON p.id = o.person
                WHERE o.person IN (\(list: rest.prefix(500))) ORDER BY o.id
                """)
            {
                let (person, post): (Int64, Int64) = (try row("person"), try row("id"))
                posts[person, default: []].append(
                    Held(
                        id: post, unit: try row("code"), title: try row("title"), first: try row("first_day"),
                        last: try row("last_day")))
                let (day, year): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
                facts[person] = (try row("name"), day ?? year.map(String.init))
                holder[post] = person
            }
            rest = rest.dropFirst(500)
        }
    }

    /// People with the name and a birth that does not disagree; where the unit of the row tells one of them, that one.
    func people(_ row: ExchangeRow) -> [Int64] {
        typealias Place = PostsExchange.Place
        let all = namesakes.same(row, name: Place.name, birth: Place.birth, unit: nil)
        if all.count < 2 { return all }
        let here = namesakes.same(row, name: Place.name, birth: Place.birth, unit: Place.unit)
        return here.count == 1 ? here : all
    }
}
