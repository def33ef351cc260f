import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the late list and of urging.
enum UrgingAnswers {
    static let channels: [(key: String, channel: Urging.Channel)] = [
        ("van-ban", .paper), ("dien-thoai", .telephone), ("zalo", .zalo), ("thu", .mail), ("gap", .meeting),
    ]

    private static func channel(_ form: Parameters) -> Urging.Channel? {
        channels.first { $0.key == form["cach"] }?.channel
    }

    static func late(_ call: Call) throws -> Response { try late(call, chosen: [], refusal: nil) }

    private static func late(_ call: Call, chosen: Set<ID<Unit>>, refusal: FollowingRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let start = call.request.query["sau"].flatMap { LateUnits.Cursor($0) }
        let late = try call.read { try LateUnits.of(visitor, today: call.today, after: start, $0) }
        let page = UrgingPages.Late(
            late: late, isFirst: start == nil, chosen: chosen, refusal: refusal, today: call.today,
            hidden: call.hiddenToken)
        return call.page(
            "Đôn đốc", "\(call.paperHead())\(UrgingPages.late(page))\(call.paperFoot("danh sách việc quá hạn"))",
            status: refusal == nil ? 200 : 422)
    }

    private static func units(_ form: Parameters) -> [ID<Unit>] { form.all("don-vi").compactMap { ID<Unit>($0) } }

    /// The letters, to be read and put right before anything is noted.
    static func draft(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let units = units(call.request.form)
        guard !units.isEmpty else { return try late(call, chosen: [], refusal: .nobody) }
        guard units.count <= Urgings.mostUnits else {
            return try late(call, chosen: Set(units), refusal: .tooMany(Urgings.mostUnits))
        }
        let late = try call.read {
            try LateUnits.of(
                visitor, today: call.today, units: units, perUnit: UrgingWords.mostTasks, size: Urgings.mostUnits, $0)
        }
        guard !late.lines.isEmpty else { return try self.late(call, chosen: [], refusal: .notLate) }
        let office = visitor.unit?.name ?? "Cơ quan thường trực"
        let letters = late.lines.map { line in
            UrgingPages.Letter(
                unit: line.unit, name: line.name, count: line.count,
                words: UrgingWords.draft(to: line, from: office, today: call.today))
        }
        return call.page(
            "Đôn đốc: soạn lời",
            UrgingPages.drafted(
                .init(
                    letters: letters, leftOut: UrgingWords.leftOut(of: late.lines), today: call.today,
                    hidden: call.hiddenToken)))
    }

    static func note(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let units = units(form)
        let words = Dictionary(
            units.map { ($0, form["loi-\($0)"] ?? "") }, uniquingKeysWith: { first, _ in first })
        do {
            guard let channel = channel(form) else { throw FollowingRefusal.badChannel }
            let count = try call.write { operation in
                try Urgings.urge(
                    words, by: channel, on: FollowingCheck.day(form["ngay"] ?? ""), telling: form["bao"] != nil,
                    for: visitor, operation)
            }
            return call.redirect(
                to: UrgingPage.late, saying: "Đã ghi đôn đốc \(units.count) đơn vị, \(count.dotted) việc.")
        } catch let refusal as FollowingRefusal {
            guard refusal != .notLate, refusal != .nobody else { return try late(call, chosen: [], refusal: refusal) }
            let names = try call.read { try Organisations.units(Set(units), $0) }
            let letters = units.map { unit in
                UrgingPages.Letter(
                    unit: unit, name: names[unit]?.name ?? "Đơn vị", count: nil, words: words[unit] ?? "")
            }
            var page = UrgingPages.Drafted(letters: letters, today: call.today, hidden: call.hiddenToken)
            page.typed = ["cach": form["cach"] ?? "", "ngay": form["ngay"] ?? "", "bao": form["bao"] ?? ""]
            page.refusal = refusal
            return call.page("Đôn đốc: soạn lời", UrgingPages.drafted(page), status: 422)
        }
    }

    // MARK: One task

    static func ofTask(_ id: ID<Task>, _ call: Call) throws -> Response { try ofTask(id, call, typed: nil) }

    private static func ofTask(_ id: ID<Task>, _ call: Call, typed: UrgingPages.Typed?) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            UrgingPages.OfTask(
                task: try TaskScope.task(id, for: visitor, db), urgings: try Urging.of(id, for: visitor, db),
                mayUrge: visitor.may(.manageTasks), typed: typed ?? .init(), today: call.today,
                hidden: call.hiddenToken)
        }
        return call.page("Đôn đốc việc", UrgingPages.ofTask(page), status: typed == nil ? 200 : 422)
    }

    static func noteTask(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                guard let channel = channel(form) else { throw FollowingRefusal.badChannel }
                try Urgings.urge(
                    id, form["noi-dung"] ?? "", by: channel, on: FollowingCheck.day(form["ngay"] ?? ""),
                    telling: form["bao"] != nil, by: operation)
            }
            return call.redirect(to: UrgingPage.ofTask(id), saying: "Đã ghi đôn đốc.")
        } catch let refusal as FollowingRefusal {
            let field = refusal == .badChannel ? "cach" : UrgingPages.isOfDay(refusal) ? "ngay" : "noi-dung"
            let values = ["cach", "ngay", "noi-dung", "bao"].map { ($0, form[$0] ?? "") }
            return try ofTask(
                id, call,
                typed: .init(
                    values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
                    errors: [field: refusal.explanation.notice]))
        }
    }
}
