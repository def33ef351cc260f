import Database
import HTTP
import Markup
import Vocabulary

/// A decision that was entered wrongly: withdrawing it whole, and taking that back.
enum DecisionEndingAnswers {
    static func form(_ id: ID<HonourDecision>, _ call: Call) throws -> Response { try page(id, call) }

    /// What goes, before it goes.
    private static func page(_ id: ID<HonourDecision>, _ call: Call, _ refusal: HonourRefusal? = nil) throws -> Response
    {
        let head = try DecisionAnswers.managed(id, call)
        if head.withdrawnWhy != nil { return call.redirect(to: HonoursPage.decision(id)) }
        let standing = try call.read { try Honours.standing(of: id, $0) }
        let model = DecisionPages.Withdrawing(
            head: head, standing: standing, why: refusal == nil ? "" : call.request.form["ly-do"] ?? "",
            refusal: refusal)
        return call.page(
            "Rút quyết định \(head.number)", DecisionPages.withdraw(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : refusal == .changedMeanwhile ? 409 : 422)
    }

    static func withdraw(_ id: ID<HonourDecision>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        func number(_ name: String) -> Int { form[name].flatMap { Int($0) } ?? -1 }
        let known = Honours.Standing(
            version: number("phien-ban"), lines: number("so-dong"), revoked: number("so-huy"))
        do {
            try call.write { try Honours.withdraw(id, why: form["ly-do"] ?? "", knowing: known, in: scope, by: $0) }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, refusal)
        }
        return call.redirect(
            to: HonoursPage.decision(id),
            saying: "Đã rút quyết định với \(known.lines.dotted) dòng. Nếu nhầm, hãy phục hồi ở trang này.")
    }

    static func restore(_ id: ID<HonourDecision>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        do {
            try call.write {
                try Honours.restore(
                    id, why: form["ly-do"] ?? "", knowing: form["phien-ban"].flatMap { Int($0) } ?? 0, in: scope, by: $0
                )
            }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try DecisionAnswers.show(id, call, refusal)
        }
        return call.redirect(to: HonoursPage.decision(id), saying: "Đã phục hồi quyết định.")
    }

    static func list(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let cursor = KeysetCursor<ID<HonourDecision>> { call.request.query[$0] }
        let page = try call.read { try WithdrawnDecisions.page(cursor, in: scope, $0) }
        return call.page("Quyết định đã rút", DecisionPages.withdrawn(page))
    }
}
