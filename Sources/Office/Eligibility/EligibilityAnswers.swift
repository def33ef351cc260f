import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the pages of what one may be given.
enum EligibilityAnswers {
    /// What the address asks for, and what of it was not understood.
    static func question(_ call: Call, _ law: Law) -> (Eligibility.Question, refusal: String?) {
        let query = call.request.query
        var refusal: String?
        var day = call.today
        do {
            day = try LawRefusal.day(query["ngay"]) ?? call.today
            if day < law.heldFrom {
                refusal = "Phần mềm có quy định từ \(law.heldFrom.vietnamese). Hãy chọn ngày từ đó về sau."
                day = call.today
            }
        } catch {
            refusal = (error as? LawRefusal)?.explanation.notice
        }
        var year = day.year
        if let text = query["nam"]?.trimmed, !text.isEmpty {
            if let typed = Int(text), (1990...2100).contains(typed) {
                year = typed
            } else {
                refusal = "“\(text)” không phải một năm. Ghi năm thành tích như 2025."
            }
        }
        var assumptions = Assumption.all(query["gia-dinh"] ?? "", law)
        if let word = query["them"]?.trimmed, !word.isEmpty {
            let text = word == Assumption.disciplineWord ? word : "\((query["them-nam"] ?? "").trimmed).\(word)"
            if let one = Assumption(text, law) {
                if !assumptions.contains(one), assumptions.count < Assumption.most { assumptions.append(one) }
            } else {
                refusal = "Chưa thêm được giả định: ghi năm từ 1990 đến 2100 và chọn một việc trong danh sách."
            }
        }
        return (.init(day: day, year: year, assumptions: assumptions), refusal)
    }

    static func person(_ id: ID<Person>, _ call: Call) throws -> Response {
        let (found, refusal) = try foundPerson(id, call)
        let trail = try call.signedIn().may(.readPeople) ? [Link(found.name, PersonPage.show(id).path)] : []
        return page(found, EligibilityPage.person(id), trail, refusal, call)
    }

    static func unit(_ id: ID<Unit>, _ call: Call) throws -> Response {
        let (found, refusal) = try foundUnit(id, call)
        return page(found, EligibilityPage.unit(id), [Link(found.name, UnitPage.unit(id).path)], refusal, call)
    }

    static func personFile(_ id: ID<Person>, _ file: PaperFile, _ call: Call) throws -> Response {
        try EligibilityPaper.response(file, try foundPerson(id, call).found)
    }

    static func unitFile(_ id: ID<Unit>, _ file: PaperFile, _ call: Call) throws -> Response {
        try EligibilityPaper.response(file, try foundUnit(id, call).found)
    }

    private static func foundPerson(_ id: ID<Person>, _ call: Call) throws -> (found: Eligibility, refusal: String?) {
        let (visitor, law) = (try call.signedIn(), try call.office.law)
        let (question, refusal) = question(call, law)
        do {
            let found = try call.read {
                try Eligibility.person(id, question, for: visitor, on: call.today, law, $0)
            }
            return (found, refusal)
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private static func foundUnit(_ id: ID<Unit>, _ call: Call) throws -> (found: Eligibility, refusal: String?) {
        let (visitor, law) = (try call.signedIn(), try call.office.law)
        let (question, refusal) = question(call, law)
        return (try call.read { try Eligibility.unit(id, question, for: visitor, law, $0) }, refusal)
    }

    private static func page(
        _ found: Eligibility, _ page: EligibilityPage, _ trail: [Link], _ refusal: String?, _ call: Call
    ) -> Response {
        call.page(
            "Đủ điều kiện gì: \(found.name)",
            EligibilityPages.one(found, path: page.path, trail, refusal, now: call.office.world.now()),
            status: refusal == nil ? 200 : 422)
    }
}
