import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the pages on which a leader decides.
enum LocalDecisionAnswers {
    static func decide(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        try decidePage(id, call, nil, day: nil, reason: "")
    }

    private static func decidePage(
        _ id: ID<LocalRegulation>, _ call: Call, _ refusal: LocalRegulationRefusal?, day: String?, reason: String
    ) throws -> Response {
        let scope = try call.signedIn().scope(.approveRegulations)
        let model = try LocalRegulationAnswers.one(id, call)
        guard model.regulation.state == .submitted, scope.contains(model.regulation.path) else {
            if refusal == nil { return .redirect(to: LocalRegulationPage.show(id).path) }
            return try LocalRegulationAnswers.show(id, call, refusal)
        }
        return call.page(
            "Duyệt quy chế",
            LocalDecisionPages.decide(
                model, day: day ?? model.regulation.firstDay?.vietnamese ?? "", reason: reason, refusal,
                token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    static func approve(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.approveRegulations)
        let law = try call.office.law
        let text = (call.request.form["tu-ngay"] ?? "").trimmed
        do {
            guard let day = Day(vietnamese: text) ?? Day(iso: text) else {
                throw LocalRegulationRefusal.field("tu-ngay", "Ngày chưa đúng. Hãy ghi theo mẫu 15/01/2026.")
            }
            try LocalRegulationAnswers.foundOr404 {
                try call.write {
                    try LocalRegulations.approve(
                        id, version: Int(call.request.form["ban"] ?? "") ?? 0, from: day, law, in: scope, by: $0)
                }
            }
            return call.redirect(
                to: LocalRegulationPage.show(id),
                saying: "Đã duyệt. Hồ sơ tiếp nhận từ \(day.vietnamese) theo quy chế này.")
        } catch let refusal as LocalRegulationRefusal {
            return try decidePage(id, call, refusal, day: text, reason: "")
        }
    }

    static func sendBack(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.approveRegulations)
        let reason = call.request.form["ly-do"] ?? ""
        do {
            try LocalRegulationAnswers.foundOr404 {
                try call.write { try LocalRegulations.sendBack(id, because: reason, in: scope, by: $0) }
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã trả lại cho pháp chế.")
        } catch let refusal as LocalRegulationRefusal {
            return try decidePage(id, call, refusal, day: nil, reason: reason)
        }
    }

    static func ending(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        try endPage(id, call, nil, day: call.today.vietnamese, reason: "")
    }

    private static func endPage(
        _ id: ID<LocalRegulation>, _ call: Call, _ refusal: LocalRegulationRefusal?, day: String, reason: String
    ) throws -> Response {
        let scope = try call.signedIn().scope(.approveRegulations)
        let regulation = try LocalRegulationAnswers.one(id, call).regulation
        guard regulation.state == .approved, scope.contains(regulation.path) else { throw FrameRefusal.notFound }
        return call.page(
            "Cho hết hiệu lực",
            LocalDecisionPages.end(regulation, day: day, reason: reason, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func end(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.approveRegulations)
        let (text, reason) = ((call.request.form["den-ngay"] ?? "").trimmed, call.request.form["ly-do"] ?? "")
        do {
            guard let day = Day(vietnamese: text) ?? Day(iso: text) else {
                throw LocalRegulationRefusal.field("den-ngay", "Ngày chưa đúng. Hãy ghi theo mẫu 15/01/2026.")
            }
            try LocalRegulationAnswers.foundOr404 {
                try call.write { try LocalRegulations.end(id, on: day, because: reason, in: scope, by: $0) }
            }
            return call.redirect(
                to: LocalRegulationPage.show(id), saying: "Quy chế hết hiệu lực sau ngày \(day.vietnamese).")
        } catch let refusal as LocalRegulationRefusal {
            return try endPage(id, call, refusal, day: text, reason: reason)
        }
    }
}
