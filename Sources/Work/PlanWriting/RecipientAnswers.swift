import HTTP
import Markup
import Office
import Vocabulary

/// Recipients as a working list: by what way, sent when and by whom, read when.
enum RecipientAnswers {
    static func list(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try list(id, call, Typed(), []) }

    private static func list(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed, _ chosen: Set<String>) throws
        -> Response
    {
        let page = PlanWritingPages.Recipients(
            sheet: try call.sheet(id), chosen: chosen, typed: typed, today: call.today, hidden: call.hiddenToken)
        return call.page("Nơi nhận", PlanWritingPages.recipients(page), status: typed.status)
    }

    static func add(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            try call.write(id) { operation in
                try Manuscripts.addRecipients(
                    form["noi-nhan"] ?? "", by: ManuscriptRecipient.Channel(rawValue: form["cach-gui"] ?? "") ?? .axis,
                    to: id, by: operation)
            }
            return call.redirect(to: PlanWritingPage.recipients(id), saying: "Đã thêm nơi nhận.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return try list(
                id, call,
                Typed(
                    values: Typed.of(form, ["noi-nhan", "cach-gui"]), errors: ["noi-nhan": refusal.explanation.notice]),
                [])
        }
    }

    static func mark(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        let keys = form.all("chon")
        let isRead = form["viec"] == "doc"
        do {
            guard let day = try ManuscriptCheck.day(form["ngay"] ?? "") else { throw PlanWritingRefusal.badDay("") }
            let chosen = keys.compactMap { ID<ManuscriptRecipient>($0) }
            try call.write(id) { operation in
                if isRead {
                    try Manuscripts.read(by: chosen, on: day, of: id, by: operation)
                } else {
                    try Manuscripts.sent(
                        to: chosen, by: ManuscriptRecipient.Channel(rawValue: form["qua"] ?? ""), on: day, of: id,
                        by: operation)
                }
            }
            return call.redirect(
                to: PlanWritingPage.recipients(id),
                saying: "Đã ghi \(isRead ? "đọc" : "gửi") cho \(chosen.count) nơi nhận.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            let field = refusal == .nobodyChosen ? "qua" : "ngay"
            return try list(
                id, call,
                Typed(values: Typed.of(form, ["ngay", "qua"]), errors: [field: refusal.explanation.notice]), Set(keys))
        }
    }

    static func act(
        _ act: PlanWritingPage.Act, _ one: ID<ManuscriptRecipient>, _ id: ID<Manuscript>, _ call: Call
    ) throws -> Response {
        let back = PlanWritingPage.recipients(id).path
        switch act {
        case .up, .down:
            return try call.press(id, back: back, saying: nil) {
                try Manuscripts.moveRecipient(one, of: id, act == .up ? .up : .down, by: $0)
            }
        case .drop:
            return try call.press(id, back: back, saying: "Đã bỏ nơi nhận.") {
                try Manuscripts.removeRecipient(one, of: id, by: $0)
            }
        case .unsend:
            return try call.press(id, back: back, saying: "Đã bỏ ghi gửi, đọc.") {
                try Manuscripts.forgetSending(one, of: id, by: $0)
            }
        case .keep, .back, .replace: throw PlanWritingRefusal.notFound
        }
    }
}
