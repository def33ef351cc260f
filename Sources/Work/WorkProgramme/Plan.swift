import Database
import Office
import Vocabulary

/// Kế hoạch: a plan in force, with the paper it came from.
public struct Plan: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable { case inForce, closed }

    public let id: ID<Plan>
    /// The unit whose programme it feeds.
    public let unit: ID<Unit>
    public let year: Int
    public let type: String
    public let title: String
    public let number: String?
    public let issuedOn: Day?
    public let issuer: String?
    public let issuerKind: PlanIssuerKind
    /// The years of a plan of several; nil for a plan of one year.
    public let span: ClosedRange<Int>?
    /// The item of the year programme that this detailed plan carries out.
    public let parentTask: ID<Task>?
    public let file: ID<StoredFile>
    public let state: State
    /// 1 for the first adoption, one more for each newer version taken over.
    public let version: Int

    static let columns: SQL = """
        p.id, p.unit, p.year, p.type, p.title, p.number, p.issued_on, p.issuer, p.issuer_kind, p.first_year, \
        p.last_year, p.parent_task, p.file, p.state, p.version
        """

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        year = try row("year")
        type = try row("type")
        title = try row("title")
        number = try row("number")
        issuedOn = try row("issued_on")
        issuer = try row("issuer")
        issuerKind = try row("issuer_kind")
        span = try row.span()
        parentTask = try row("parent_task")
        file = try row("file")
        state = try row("state")
        version = try row("version")
    }

    /// `Kế hoạch số 18/KH-UBND ngày 14/01/2026`, or its title where it has no number.
    public var citation: String {
        guard let number else { return title }
        return "\(type.capitalizedFirst) số \(number)" + (issuedOn.map { " ngày \($0.vietnamese)" } ?? "")
    }
}

extension Row {
    /// The years of a plan or a draft.
    func span() throws -> ClosedRange<Int>? {
        let (first, last): (Int?, Int?) = (try self("first_year"), try self("last_year"))
        guard let first, let last, first < last else { return nil }
        return first...last
    }
}

extension ClosedRange<Int> {
    /// `2026-2030`
    var years: String { "\(lowerBound)-\(upperBound)" }
}

extension String {
    /// `KẾ HOẠCH` → `Kế hoạch`.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
