import Database
import Vocabulary

/// Thời hạn lưu: how long the name of a person without a post is kept. No law is taken for granted here: the office enters
/// the period and its ground, and says whether it has been confirmed; until then nobody is proposed.
public struct Retention: Equatable, Sendable {
    /// Whole years after the last post ended; nil until the office has set them.
    public var years: Int?
    /// The paper that sets the period.
    public var basis: String
    /// Whether somebody has compared it with the paper.
    public var isConfirmed: Bool

    public init(years: Int? = nil, basis: String = "", isConfirmed: Bool = false) {
        (self.years, self.basis, self.isConfirmed) = (years, basis, isConfirmed)
    }

    public static func current(_ db: any Reader) throws -> Retention {
        guard let row = try db.first("SELECT years, basis, is_confirmed FROM person_retention WHERE id = 1") else {
            return Retention()
        }
        return Retention(years: try row("years"), basis: try row("basis"), isConfirmed: try row("is_confirmed"))
    }

    public func save(by operation: Operation) throws {
        var new = self
        new.basis = basis.nfc.trimmed
        if let years, !(1...100).contains(years) { throw RetentionRefusal.badYears }
        if new.isConfirmed, new.years == nil || new.basis.isEmpty { throw RetentionRefusal.noBasis }
        let old = try Retention.current(operation)
        guard new != old else { return }
        try operation.run(
            """
            INSERT INTO person_retention (id, years, basis, is_confirmed)
            VALUES (1, \(new.years), \(new.basis), \(new.isConfirmed))
            ON CONFLICT (id) DO UPDATE SET years = excluded.years, basis = excluded.basis,
                is_confirmed = excluded.is_confirmed
            """)
        try operation.record(
            "retention.set", on: Subject("retention", 1), before: old.facts, after: new.facts)
    }

    private var facts: [String: String?] {
        ["years": years.map(String.init), "basis": basis, "confirmed": isConfirmed ? "yes" : "no"]
    }

    /// The last day on which a post may have ended for its holder to be due today; nil until the period is confirmed.
    public func bound(on day: Day) -> Day? {
        guard isConfirmed, let years else { return nil }
        let (year, month, date) = day.civil
        return Day(year: year - years, month: month, day: min(date, Day.length(ofMonth: month, year: year - years)))
    }

    /// People whose last post ended so long ago; a page of them.
    public static func due(
        until bound: Day, in scope: Scope, on day: Day, limit: Int = PersonList.pageSize, _ db: any Reader
    )
        throws -> [PersonLine]
    {
        var lines = try db.all(
            """
            SELECT DISTINCT \(sql: PersonLine.columns), p.name_key FROM post o JOIN person p ON p.id = o.person
            WHERE o.is_final = 1 AND o.last_day <= \(bound) AND p.state = 'active'
              AND \(sql: People.isWithin(scope, on: day))
            ORDER BY p.name_key, p.id LIMIT \(limit)
            """
        ).map(PersonLine.init)
        let held = try Posts.held(by: lines.map(\.id), on: day, db)
        for index in lines.indices { lines[index].posts = held[lines[index].id] ?? [] }
        return lines
    }
}

/// Why a period or an anonymising was refused.
public enum RetentionRefusal: Explained, Equatable {
    case badYears
    case noBasis
    case holdsPost(String)
    case notDue
    case openAccount
    case mustStay(String)

    public var explanation: Explanation {
        switch self {
        case .badYears:
            Explanation(notice: "Số năm phải từ 1 đến 100, hoặc để trống khi chưa định.", log: "bad years of retention")
        case .noBasis:
            Explanation(
                notice: "Muốn đánh dấu đã đối chiếu thì ghi cả số năm và văn bản quy định.",
                log: "no basis of retention")
        case .holdsPost(let title):
            Explanation(
                notice: "Người này còn giữ chức vụ “\(title)” nên chưa ẩn danh được. Hãy ghi ngày thôi trước.",
                log: "person holds a post")
        case .notDue:
            Explanation(
                notice:
                    "Chưa đến thời hạn ẩn danh người này, hoặc thời hạn chưa được đối chiếu với văn bản. Hãy xem lại thời hạn lưu.",
                log: "retention is not over")
        case .openAccount:
            Explanation(
                notice: "Người này còn tài khoản đang mở. Hãy khóa tài khoản trước khi ẩn danh.",
                log: "account of person is open")
        case .mustStay(let what):
            Explanation(
                notice: "Không ẩn danh được: \(what), hồ sơ phải giữ nguyên tên.", log: "records of person must stay")
        }
    }
}
