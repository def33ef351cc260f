import Database
import Rulebook
import Vocabulary

/// Quy chế thi đua, khen thưởng của địa phương: a paper of the province that fills what the law leaves open.
public struct LocalRegulation: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case draft, submitted, approved, dropped

        public var vietnamese: String {
            switch self {
            case .draft: "đang soạn"
            case .submitted: "chờ duyệt"
            case .approved: "đã duyệt"
            case .dropped: "đã bỏ"
            }
        }
    }

    /// Where an approved one stands on a day.
    public enum Standing: Equatable, Sendable { case notYet, inForce, over }

    public let id: ID<LocalRegulation>
    public let province: ID<Unit>
    let path: String
    /// `12/2025/QĐ-UBND`; a draft may be without until it is signed.
    public let number: String?
    public let signed: Day?
    public let title: String
    public let issuer: String
    /// The first day of acceptance it holds for.
    public let firstDay: Day?
    public let lastDay: Day?
    public let replaces: ID<LocalRegulation>?
    public let file: ID<StoredFile>?
    /// Ca thử: a table of cases as `docs/law.md` tells.
    public let cases: String
    public let state: State
    public let sentBackWhy: String?
    public let submittedBy: String?
    public let submittedAt: Instant?
    public let approvedBy: String?
    public let approvedAt: Instant?
    public let endedWhy: String?
    public let version: Int

    static let columns: SQL = """
        r.id, r.province, u.path, r.number, r.signed, r.title, r.issuer, r.first_day, r.last_day,
        r.replaces, r.file, r.cases, r.state, r.sent_back_why, s.name AS submitted_name, r.submitted,
        a.name AS approved_name, r.approved, r.ended_why, r.version
        """

    static let source: SQL = """
        FROM local_regulation r JOIN unit u ON u.id = r.province
        LEFT JOIN account s ON s.id = r.submitted_by LEFT JOIN account a ON a.id = r.approved_by
        """

    init(_ row: Row) throws {
        (id, province, path) = (try row("id"), try row("province"), try row("path"))
        (number, signed, title, issuer) = (try row("number"), try row("signed"), try row("title"), try row("issuer"))
        (firstDay, lastDay, replaces) = (try row("first_day"), try row("last_day"), try row("replaces"))
        (file, cases, state) = (try row("file"), try row("cases"), try row("state"))
        (sentBackWhy, endedWhy, version) = (try row("sent_back_why"), try row("ended_why"), try row("version"))
        (submittedBy, submittedAt) = (try row("submitted_name"), try row("submitted"))
        (approvedBy, approvedAt) = (try row("approved_name"), try row("approved"))
    }

    public var period: Period? { firstDay.flatMap { Period(first: $0, last: lastDay) } }

    public func standing(on day: Day) -> Standing? {
        guard state == .approved, let period else { return nil }
        if day < period.start { return .notYet }
        return period.contains(day) ? .inForce : .over
    }

    /// `đang soạn`, `có hiệu lực`
    public func stateWords(on day: Day) -> String {
        switch standing(on: day) {
        case nil: state.vietnamese
        case .notYet: "đã duyệt, chưa đến ngày có hiệu lực"
        case .inForce: "đang có hiệu lực"
        case .over: "hết hiệu lực"
        }
    }

    /// `Quyết định 12/2025/QĐ-UBND`, or its title while it has no number.
    public var words: String { number.map { "Quy chế \($0)" } ?? title }
}

/// Một giá trị của quy chế: what it says about one thing that the law leaves open.
public struct LocalValue: Equatable, Sendable {
    public let key: LocalKey
    /// Percents in hundredths.
    public let amount: Int
    /// `khoản 2 Điều 9`
    public let article: String?
    public let note: String?

    public init(_ key: LocalKey, _ amount: Int, article: String? = nil, note: String? = nil) {
        (self.key, self.amount, self.article, self.note) = (key, amount, article, note)
    }

    /// Nil where the row names a key that this program does not know.
    init?(_ row: Row) throws {
        let word: String = try row("key")
        guard let key = LocalKey(rawValue: word) else { return nil }
        self.init(key, try row("amount"), article: try row("article"), note: try row("note"))
    }
}

/// A draft as it is written.
public struct NewLocalRegulation: Equatable, Sendable {
    public var number: String
    public var signed: Day?
    public var title: String
    public var issuer: String
    public var firstDay: Day?
    public var lastDay: Day?
    public var replaces: ID<LocalRegulation>?
    public var values: [LocalValue]
    public var cases: String
    /// Nil: the one there is stays.
    public var file: ID<StoredFile>?

    public init(
        number: String = "", signed: Day? = nil, title: String, issuer: String, from firstDay: Day? = nil,
        until lastDay: Day? = nil, replaces: ID<LocalRegulation>? = nil, values: [LocalValue] = [], cases: String = "",
        file: ID<StoredFile>? = nil
    ) {
        (self.number, self.signed, self.title, self.issuer) = (number, signed, title, issuer)
        (self.firstDay, self.lastDay, self.replaces) = (firstDay, lastDay, replaces)
        (self.values, self.cases, self.file) = (values, cases, file)
    }
}
