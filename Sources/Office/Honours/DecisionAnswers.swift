import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of one decision.
enum DecisionAnswers {
    /// Holders shown at once; the list shows all.
    static let most = 200

    static func show(_ id: ID<HonourDecision>, _ call: Call, _ refusal: HonourRefusal? = nil) throws -> Response {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.readHonours)
        let managing = visitor.scope(.manageHonours)
        let model = try call.read { db in
            let head = try DecisionHead.with(id, in: scope, db)
            // Who keeps the decision sees all of it; others those within their reach.
            let all = scope.contains(head.branchPath)
            let within: SQL = all ? "1 = 1" : scope.condition(path: "u.path")
            let lines = try HonourLine.all(
                where: "h.decision = \(id) AND \(sql: within)", order: "h.id LIMIT \(most + 1)", db)
            let mayManage = managing.contains(head.branchPath)
            return DecisionPages.One(
                head: head, lines: Array(lines.prefix(most)), hasMore: lines.count > most, seesAll: all,
                mayManage: mayManage, managing: managing,
                entries: mayManage ? try Ledger.entries(about: Subject("honourDecision", id), limit: 30, db) : [],
                refusal: refusal, why: refusal == nil ? "" : call.request.form["ly-do"] ?? "", today: call.today)
        }
        return call.page(
            "Quyết định \(model.head.number)", DecisionPages.one(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : refusal == .changedMeanwhile ? 409 : 422)
    }

    /// Whoever does not keep the decision finds no way to change it.
    static func managed(_ id: ID<HonourDecision>, _ call: Call) throws -> DecisionHead {
        let scope = try call.signedIn().scope(.manageHonours)
        let head = try call.read { try DecisionHead.with(id, in: scope, $0) }
        guard scope.contains(head.branchPath) else { throw HonourRefusal.notFound }
        return head
    }

    static func edit(_ id: ID<HonourDecision>, _ call: Call) throws -> Response {
        let head = try managed(id, call)
        let branch = try call.read { try Organisations.unit(head.branch, $0).map(TypedUnit.words) } ?? ""
        var typed = TypedEntry([
            "so": head.number, "ngay": head.signed.vietnamese, "co-quan": head.issuer, "cap": head.level.rawValue,
            "nguoi-ky": head.signer ?? "", "chuc-vu-ky": head.signerPosition ?? "", "don-vi": branch,
            "dip": head.occasion.rawValue,
        ])
        if let why = head.sameNumberWhy { (typed["trung-so"], typed["ly-do-trung"]) = ("1", why) }
        return try form(head, typed, String(head.version), nil, call)
    }

    private static func form(
        _ head: DecisionHead, _ typed: TypedEntry, _ version: String, _ refusal: HonourRefusal?, _ call: Call
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let units = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        let model = DecisionPages.Editing(head: head, typed: typed, version: version, units: units, refusal: refusal)
        return call.page(
            "Sửa quyết định \(head.number)", DecisionPages.edit(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : refusal == .changedMeanwhile ? 409 : 422)
    }

    static func correct(_ id: ID<HonourDecision>, _ call: Call) throws -> Response {
        let head = try managed(id, call)
        let (typed, version) = (TypedEntry(call.request.form), call.request.form["phien-ban"] ?? "")
        let scope = try call.signedIn().scope(.manageHonours)
        do {
            try call.write { operation in
                let branch = try EntryAnswers.branch(typed, scope, operation.today, operation)
                try Honours.correct(
                    id, to: try typed.decision(branch: branch.id), knowing: Int(version) ?? 0, in: scope, by: operation)
            }
            return call.redirect(to: HonoursPage.decision(id), saying: "Đã sửa quyết định.")
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try form(head, typed, version, refusal, call)
        }
    }
}
