import Database
import Rulebook
import Vocabulary

/// The regulations of the provinces: what is asked of them. Each write is one operation.
public enum LocalRegulations {
    /// What the regulations of a province say for a dossier accepted on a day; nil where none holds. One query.
    public static func inForce(on day: Day, for province: ID<Unit>, in db: any Reader) throws
        -> Proposal.LocalRegulation?
    {
        try LocalTimeline(of: province, db).inForce(on: day)
    }

    /// The same for whatever lies at a path, by the province above it.
    static func inForce(on day: Day, at path: String, in db: any Reader) throws -> Proposal.LocalRegulation? {
        guard let province = Unit.province(at: path) else { return nil }
        return try inForce(on: day, for: province, in: db)
    }

    /// A regulation that the visitor may see: approved ones lie in `scope`, the others in `drafts`.
    public static func regulation(
        _ id: ID<LocalRegulation>, in scope: Scope, drafts: Scope, _ db: any Reader
    ) throws -> LocalRegulation {
        let found = try db.first(
            "SELECT \(sql: LocalRegulation.columns) \(sql: LocalRegulation.source) WHERE r.id = \(id)")
        guard let regulation = try found.map(LocalRegulation.init),
            (regulation.state == .approved ? scope.union(drafts) : drafts).contains(regulation.path)
        else { throw LocalRegulationRefusal.notFound }
        return regulation
    }

    public static func values(of id: ID<LocalRegulation>, _ db: any Reader) throws -> [LocalValue] {
        let rows = try db.all("SELECT key, amount, article, note FROM local_value WHERE regulation = \(id)")
        let values = try rows.compactMap { try LocalValue($0) }
        return LocalKey.allCases.compactMap { key in values.first { $0.key == key } }
    }

    /// What the law leaves open on a day and nobody in the province has filled (R0.4).
    public static func gaps(on day: Day, for province: ID<Unit>, _ law: Law, _ db: any Reader) throws
        -> [LocalParameter]
    {
        let local = try inForce(on: day, for: province, in: db)
        return law.local.open(on: day).filter { parameter in
            parameter.bound == .free && local?[parameter.key] == nil
                && parameter.key.general.flatMap { local?[$0] } == nil
        }
    }

    /// The approved ones of a province that a new one may take the place of, newest first.
    static func replaceable(in province: ID<Unit>, _ db: any Reader) throws -> [LocalRegulation] {
        try db.all(
            """
            SELECT \(sql: LocalRegulation.columns) \(sql: LocalRegulation.source)
            WHERE r.province = \(province) AND r.state = 'approved' ORDER BY r.first_day DESC, r.id DESC
            """
        ).map(LocalRegulation.init)
    }

    /// `12/2025/QĐ-UBND` however it is written, as the law library compares numbers; a part of one as it stands.
    static func key(ofNumber number: String) -> String { LawDocument.key(number) ?? number.folded }
}
