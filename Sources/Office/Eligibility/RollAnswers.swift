import Database
import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the page of a whole unit or bloc.
enum RollAnswers {
    static let pageSize = 50
    private static let mostBlocs = 200

    /// What the address asks for; without a choice, the visitor's own unit.
    private static func filter(_ call: Call) throws -> (RollFilter, refusal: String?) {
        let (visitor, query) = (try call.signedIn(), call.request.query)
        let (question, refusal) = EligibilityAnswers.question(call, try call.office.law)
        var filter = RollFilter(question) { query[$0] }
        if filter.whose == nil, query["xet"] == nil, let unit = visitor.unit, visitor.may(.readHonours, at: unit.path) {
            filter.whose = .unit(unit.id)
        }
        return (filter, refusal)
    }

    static func page(_ call: Call) throws -> Response {
        let (visitor, law) = (try call.signedIn(), try call.office.law)
        let (filter, refusal) = try filter(call)
        let query = call.request.query
        return try call.read { db in
            let chooser = try chooser(filter, visitor, on: call.today, db)
            let status = refusal == nil ? 200 : 422
            guard let whose = filter.whose else {
                return call.page(RollPages.title, RollPages.start(filter, chooser, refusal), status: status)
            }
            let roll = try EligibilityRoll.of(filter, whose, for: visitor, law, db)
            let rows = roll.page(KeysetCursor({ query[$0] }, { Int64($0) }), size: pageSize)
            let page = RollPages.All(
                roll: roll, lines: try RollLine.of(rows.rows, roll, db), before: rows.before, after: rows.after,
                chooser: chooser, refusal: refusal, today: call.today, now: call.office.world.now())
            return call.page("\(RollPages.title): \(RollPages.name(roll))", RollPages.all(page), status: status)
        }
    }

    private static func chooser(
        _ filter: RollFilter, _ visitor: Visitor, on day: Day, _ db: any Reader
    ) throws -> RollPages.Chooser {
        var chosen: ID<Unit>?
        if case .unit(let id) = filter.whose { chosen = id }
        let blocs =
            visitor.may(.readBlocs)
            ? try BlocList.page(
                BlocList.Filter(year: filter.year), in: visitor.scope(.readBlocs), size: mostBlocs, db
            ).lines : []
        return RollPages.Chooser(
            units: try UnitChoice.filter(chosen, in: visitor.scope(.readHonours), on: day, db),
            blocs: blocs.map { ($0.id, $0.name) })
    }

    /// Exactly the rows of the view, in its order, with how many stand how.
    static func file(_ file: PaperFile, _ call: Call) throws -> Response {
        let (visitor, law) = (try call.signedIn(), try call.office.law)
        let (filter, _) = try filter(call)
        guard let whose = filter.whose else { throw FrameRefusal.notFound }
        return try call.read { db in
            let roll = try EligibilityRoll.of(filter, whose, for: visitor, law, db)
            return try RollPaper.response(file, roll, db)
        }
    }
}
