import Database
import Rulebook
import Vocabulary

/// One row of a list of honours.
public struct HonourLine: Equatable, Sendable {
    public let id: Int64
    public let decision: ID<HonourDecision>
    public let number: String
    public let signed: Day
    public let issuer: String
    public let signer: String?
    public let kind: SubjectKind
    public let person: ID<Person>?
    public let holderUnit: ID<Unit>?
    public let address: String?
    public let name: String
    public let post: String?
    public let unitText: String?
    public let award: String
    public let isTitle: Bool
    public let level: Award.Level
    public let years: AchievementYears?
    public let achievement: String?
    public let basis: HonourBasis
    public let occasion: String?
    public let certificate: String?
    public let state: Honour.State
    public let endedOn: Day?
    public let endedWhy: String?
    /// Path of the unit of that time.
    public let unitPath: String

    private static let columns: SQL = """
        h.id, h.decision, d.number, h.signed, d.issuer, d.signer, h.subject_kind, h.person, h.holder_unit, h.address, n.name,
        h.post_text, h.unit_text, w.name AS award_name, w.kind AS award_kind, h.level, h.first_year, h.last_year, h.is_school,
        t.words, h.basis, h.occasion, h.certificate, h.state, h.ended_on, h.ended_why, u.path AS unit_path
        """

    private static let joins: SQL = """
        JOIN honour_decision d ON d.id = h.decision JOIN honour_name n ON n.id = h.name
        JOIN honour_award w ON w.slug = h.award JOIN unit u ON u.id = h.unit
        LEFT JOIN honour_text t ON t.id = h.achievement
        """

    init(_ row: Row) throws {
        id = try row("id")
        decision = try row("decision")
        number = try row("number")
        signed = try row("signed")
        issuer = try row("issuer")
        signer = try row("signer")
        kind = SubjectKind(rawValue: try row("subject_kind")) ?? .individual
        person = try row("person")
        holderUnit = try row("holder_unit")
        address = try row("address")
        name = try row("name")
        post = try row("post_text")
        unitText = try row("unit_text")
        award = try row("award_name")
        isTitle = try row("award_kind") as String == "title"
        level = Award.Level(rawValue: try row("level")) ?? .grassroots
        let (first, last, isSchool): (Int?, Int?, Bool) = (
            try row("first_year"), try row("last_year"), try row("is_school")
        )
        years = first.flatMap { first in last.map { AchievementYears(first, $0, isSchool: isSchool) } }
        achievement = try row("words")
        basis = try row("basis")
        occasion = try row("occasion")
        certificate = try row("certificate")
        state = try row("state")
        endedOn = try row("ended_on")
        endedWhy = try row("ended_why")
        unitPath = try row("unit_path")
    }

    /// Of these keys, in their order.
    static func all(_ ids: [Int64], _ db: any Reader) throws -> [HonourLine] {
        guard !ids.isEmpty else { return [] }
        let rows = try db.all(
            "SELECT \(sql: columns) FROM honour h \(sql: joins) WHERE h.id IN (\(list: ids))"
        ).map(HonourLine.init)
        let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
        return ids.compactMap { byID[$0] }
    }

    /// Of one person, unit or decision, as the condition says; withdrawn ones too.
    static func all(where condition: SQL, order: SQL, _ db: any Reader) throws -> [HonourLine] {
        try db.all("SELECT \(sql: columns) FROM honour h \(sql: joins) WHERE \(sql: condition) ORDER BY \(sql: order)")
            .map(HonourLine.init)
    }

    /// `Phó Giám đốc, Sở Tài chính`
    var place: String { [post, unitText ?? address].compactMap(\.self).joined(separator: ", ") }
}
