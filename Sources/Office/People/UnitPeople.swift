import Database
import Markup
import Vocabulary

/// Người của đơn vị: who held a post in one unit on a day, leaders first. Of those who have left only whom the visitor's
/// scope still reaches: a career goes on elsewhere.
public struct UnitPeople: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let post: ID<Post>
        public let person: ID<Person>
        public let name: String
        public let title: String
        public let isLeader: Bool
        public let firstDay: Day?

        init(_ row: Row) throws {
            (post, person) = (try row("post"), try row("person"))
            (name, title) = (try row("name"), try row("title"))
            (isLeader, firstDay) = (try row("is_leader") as Int == 1, try row("first_day"))
        }
    }

    public let lines: [Line]
    public let count: Int
    /// Keys for the links `truoc` and `sau`; nil at an end.
    public let before: ID<Post>?
    public let after: ID<Post>?

    public static let pageSize = 20

    public typealias Cursor = KeysetCursor<ID<Post>>

    /// Two queries.
    ///
    /// - Parameter day: on which the posts were held; who may be seen is a question of `today`.
    public static func page(
        _ unit: ID<Unit>, on day: Day, _ cursor: Cursor? = nil, in scope: Scope, today: Day, size: Int = pageSize,
        _ db: any Reader
    ) throws -> UnitPeople {
        let page = try KeysetPage(cursor, size: size, key: \Line.post) { limit in
            try db.all(walking(unit, on: day, cursor, in: scope, today: today, limit: limit, db)).map(Line.init)
        }
        return UnitPeople(
            lines: page.rows, count: try db.value("SELECT count(*) \(sql: held(unit, day, scope, today))"),
            before: page.before, after: page.after)
    }

    /// `post_unit` gives the posts of the unit; they are put in order as they are few.
    static func walking(
        _ unit: ID<Unit>, on day: Day, _ cursor: Cursor?, in scope: Scope, today: Day, limit: Int, _ db: any Reader
    ) -> SQL {
        func keys(_ post: SQL, _ person: SQL) -> SQL {
            "1 - \(sql: post).is_leader, \(sql: person).name_key, \(sql: post).id"
        }
        func beyond(_ sign: SQL, _ start: ID<Post>) -> SQL {
            """
            AND (\(sql: keys("o", "p"))) \(sql: sign) (SELECT \(sql: keys("s", "q")) FROM post s
                JOIN person q ON q.id = s.person WHERE s.id = \(start))
            """
        }
        let (rest, down): (SQL, SQL) =
            switch cursor {
            case nil: ("", "")
            case .after(let start): (beyond(">", start), "")
            case .before(let start): (beyond("<", start), " DESC")
            }
        return """
            SELECT o.id AS post, p.id AS person, p.name, o.title, o.is_leader, o.first_day
            \(sql: held(unit, day, scope, today)) \(sql: rest)
            ORDER BY 1 - o.is_leader\(sql: down), p.name_key\(sql: down), o.id\(sql: down) LIMIT \(limit)
            """
    }

    private static func held(_ unit: ID<Unit>, _ day: Day, _ scope: Scope, _ today: Day) -> SQL {
        """
        FROM post o JOIN person p ON p.id = o.person
        WHERE o.unit = \(unit) AND (o.last_day IS NULL OR o.last_day >= \(day))
          AND (o.first_day IS NULL OR o.first_day <= \(day)) AND p.state = 'active'
          AND \(sql: People.isWithin(scope, on: today))
        """
    }
}

/// The people of a unit on its page.
struct UnitPeopleSection {
    let people: UnitPeople
    let unit: Unit
    let day: Day
    let today: Day
    /// Whether the visitor manages people there.
    let mayManage: Bool
    /// People of a unit that ended who went nowhere yet, and where they may go.
    let left: Int
    let heirs: [Successions.Heir]

    /// Nil where the visitor does not read the people of that unit.
    static func of(
        _ unit: Unit, on day: Day, _ query: (String) -> String?, for visitor: Visitor, today: Day, _ db: any Reader
    )
        throws -> UnitPeopleSection?
    {
        guard visitor.may(.readPeople, at: unit.path) else { return nil }
        // What ended shows who was there at its end.
        let day = unit.lastDay.map { min($0, day) } ?? day
        let managing = visitor.scope(.managePeople)
        let mayManage = managing.contains(unit.path)
        let left = mayManage ? try Successions.left(in: unit, db) : 0
        return UnitPeopleSection(
            people: try UnitPeople.page(
                unit.id, on: day, UnitPeople.Cursor(query), in: visitor.scope(.readPeople), today: today, db),
            unit: unit, day: day, today: today, mayManage: mayManage, left: left,
            heirs: left > 0 ? try Successions.heirs(of: unit.id, in: managing, db) : [])
    }

    /// - Parameter token: the hidden fields of every form.
    func html(_ token: [(name: String, value: String)]) -> HTML {
        let columns: [Column<UnitPeople.Line>] = [
            Column("Họ và tên", .name, .w18) { Link($0.name, PersonPage.show($0.person).path).html },
            Column("Chức vụ", .text) { "\($0.title)\(if: $0.isLeader, "<small>lãnh đạo</small>")" },
            Column("Từ ngày", .text, .w11) { "\($0.firstDay?.vietnamese ?? "–")" },
        ]
        let words = "\(people.count.dotted) người, ngày \(day.vietnamese)"
        let table = RuledTable("Người của đơn vị", count: words, columns: columns, rows: people.lines).with {
            $0.id = "nguoi"
            $0.empty = Empty(
                "Ngày \(day.vietnamese) chưa ghi ai giữ chức vụ ở đơn vị này.",
                mayManage ? "Thêm từng người ở mục Cá nhân, hoặc nhập cả danh sách từ bảng tính." : "")
        }
        let address = Address(UnitPage.unit(unit.id).path).with("ngay", day == today ? nil : day.vietnamese)
        let pager = Pager(
            address, words: "\(people.lines.count.dotted) trong \(people.count.dotted) người",
            before: people.before?.description, after: people.after?.description)
        return """
            \(table)\(if: people.before != nil || people.after != nil, pager.html)
            <p class="small gap-s">\(links)</p>
            \(following(token))
            """
    }

    /// Who is left behind by a unit that ended goes on in one that took it over.
    private func following(_ token: [(name: String, value: String)]) -> HTML {
        guard left > 0, let first = heirs.first else { return .empty }
        let field = Field(
            "ke-thua", "Đơn vị kế thừa", hint: "Người sẽ về đơn vị khác: điều động từng người trước.",
            .choice(heirs.map { .init($0.unit.description, $0.name) }, selected: first.unit.description))
        return Section(
            "Chuyển người sang đơn vị kế thừa", count: "\(left.dotted) người", id: "chuyen-nguoi",
            content: """
                <p>Còn \(left.dotted) người đang giữ chức vụ ở đơn vị đã kết thúc. Chức vụ cũ được ghi đến ngày cuối của đơn vị; \
                chức vụ ấy tiếp tục ở đơn vị kế thừa từ ngày sau, kể cả việc phụ trách thi đua, khen thưởng.</p>
                <div class="narrow-left gap-s">\(Form(to: PersonPage.follow(unit.id).path, hidden: token, content: """
                    \(field)\(Actions([.submit("Chuyển \(left.dotted) người", .primary, busy: "Đang chuyển…")]))
                    """))</div>
                """
        ).html
    }

    private var links: HTML {
        let below = Link(
            "Danh sách cá nhân, cả đơn vị trực thuộc", PersonFilter(unit: unit.id).address(PersonPage.all.path)
        ).html
        guard mayManage else { return below }
        return
            "\(below); \(Link("Trao đổi bảng tính", ExchangePage.start(PeopleExchange()).path, subject: "danh sách cá nhân"))"
    }
}
