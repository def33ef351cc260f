import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of councils.
enum CouncilAnswers {
    /// What was typed; it stays when the form is refused.
    struct Typed: Equatable {
        var values: [String: String] = [:]

        subscript(name: String) -> String { values[name] ?? "" }

        static let names = [
            "ten", "loai", "cap", "don-vi", "thuong-truc", "so", "ngay", "tu-ngay", "den-ngay", "nguoi", "vai-tro",
            "khoi", "nam", "thanh-vien", "ly-do", "phan-cong",
        ]

        init(_ values: [String: String] = [:]) { self.values = values }

        init(_ call: Call) {
            let form = call.request.form
            for name in Self.names { values[name] = form[name] }
        }

        func day(_ name: String) throws -> Day {
            guard let day = Day(vietnamese: self[name].trimmed) else { throw CouncilRefusal.badDay(field: name) }
            return day
        }

        func optionalDay(_ name: String) throws -> Day? { self[name].trimmed.isEmpty ? nil : try day(name) }
    }

    private static func foundOr404<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch CouncilRefusal.notFound { throw FrameRefusal.notFound }
    }

    private static func managed(_ id: ID<Council>, _ call: Call) throws -> Council {
        let scope = try call.signedIn().scope(.manageCouncils)
        return try foundOr404 { try call.read { try Councils.council(id, in: scope, $0) } }
    }

    private static func status(_ refusal: CouncilRefusal?) -> Int { refusal == nil ? 200 : 422 }

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let day = query["ngay"].flatMap { Day(vietnamese: $0.trimmed) } ?? call.today
        let kind = query["loai"].flatMap { Council.Kind(rawValue: $0) }
        let level = query["cap"].flatMap { Unit.Level(rawValue: $0) }
        let filter = CouncilList.Filter(on: day, kind: kind, level: level, words: query["tim"] ?? "")
        let page = try call.read {
            try CouncilList.page(
                filter, KeysetCursor { query[$0] }, in: visitor.scope(.readCouncils), $0)
        }
        return call.page(
            "Hội đồng",
            CouncilPages.list(
                .init(page: page, filter: filter, today: call.today, mayManage: visitor.may(.manageCouncils))))
    }

    static func show(_ id: ID<Council>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let day = call.request.query["ngay"].flatMap { Day(vietnamese: $0.trimmed) } ?? call.today
        let model = try foundOr404 {
            try call.read { db in
                let council = try Councils.council(id, in: visitor.scope(.readCouncils), db)
                let path: String = try db.value("SELECT path FROM unit WHERE id = \(council.unit)")
                let mayManage = visitor.may(.manageCouncils) && visitor.scope(.manageCouncils).contains(path)
                return CouncilPages.One(
                    council: council, members: try Councils.members(of: id, db), day: day,
                    assignments: try CouncilAssignment.of(council: id, in: day.year, db), mayManage: mayManage,
                    entries: mayManage ? try Ledger.entries(about: Subject("council", id), limit: 30, db) : [])
            }
        }
        return call.page(model.council.name, CouncilPages.one(model))
    }

    // MARK: Establishing

    static func new(_ call: Call) throws -> Response {
        try newPage(call, Typed(["loai": "emulation", "cap": Unit.Level.province.rawValue]), nil)
    }

    private static func newPage(_ call: Call, _ typed: Typed, _ refusal: CouncilRefusal?) throws -> Response {
        let scope = try call.signedIn().scope(.manageCouncils)
        let known = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        return call.page(
            "Thêm hội đồng", CouncilPages.new(typed, known, refusal, token: call.hiddenToken), status: status(refusal))
    }

    private static func unit(_ typed: Typed, _ field: String, _ scope: Scope, _ day: Day, _ db: any Reader) throws
        -> ID<Unit>?
    {
        do {
            return try TypedUnit.find(typed[field], within: scope, on: day, db)?.id
        } catch let refusal as UnitRefusal {
            throw CouncilRefusal.unit(field: field, words: refusal.explanation.notice)
        }
    }

    private static func council(_ typed: Typed, _ scope: Scope, _ day: Day, _ db: any Reader) throws -> NewCouncil {
        guard let unit = try unit(typed, "don-vi", scope, day, db) else {
            throw CouncilRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị của hội đồng trong danh mục.")
        }
        return NewCouncil(
            Council.Kind(rawValue: typed["loai"]) ?? .emulation,
            level: Unit.Level(rawValue: typed["cap"]) ?? .province, name: typed["ten"], unit: unit,
            standing: try self.unit(typed, "thuong-truc", scope, day, db), decision: typed["so"],
            decidedOn: try typed.day("ngay"), firstDay: try typed.day("tu-ngay"),
            lastDay: try typed.optionalDay("den-ngay"))
    }

    static func establish(_ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageCouncils), Typed(call))
        do {
            let id = try call.write { operation in
                try Councils.establish(
                    try council(typed, scope, call.today, operation), in: scope, by: operation)
            }
            return call.redirect(to: CouncilPage.show(id), saying: "Đã thêm \(typed["ten"].trimmed).")
        } catch let refusal as CouncilRefusal {
            return try newPage(call, typed, refusal)
        }
    }

    // MARK: Correcting

    static func edit(_ id: ID<Council>, _ call: Call) throws -> Response {
        let council = try managed(id, call)
        let (unit, standing) = try call.read { db in
            let standing: ID<Unit>? = try db.value("SELECT standing FROM council WHERE id = \(id)")
            return (
                try Organisations.unit(council.unit, db).map(TypedUnit.words),
                try standing.flatMap { try Organisations.unit($0, db).map(TypedUnit.words) }
            )
        }
        let typed = Typed([
            "ten": council.name, "loai": council.kind.rawValue, "cap": council.level.rawValue, "don-vi": unit ?? "",
            "thuong-truc": standing ?? "", "so": council.decision, "ngay": council.decidedOn.vietnamese,
            "tu-ngay": council.firstDay.vietnamese, "den-ngay": council.lastDay?.vietnamese ?? "",
        ])
        return try editPage(council, call, typed, nil)
    }

    private static func editPage(
        _ council: Council, _ call: Call, _ typed: Typed, _ refusal: CouncilRefusal?
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageCouncils)
        let known = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        return call.page(
            "Sửa thông tin hội đồng", CouncilPages.edit(council, typed, known, refusal, token: call.hiddenToken),
            status: status(refusal))
    }

    static func correct(_ id: ID<Council>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageCouncils), Typed(call))
        let council = try managed(id, call)
        do {
            try call.write { operation in
                try Councils.correct(
                    id, to: try self.council(typed, scope, call.today, operation), because: typed["ly-do"], in: scope,
                    by: operation)
            }
        } catch let refusal as CouncilRefusal {
            return try editPage(council, call, typed, refusal)
        }
        return call.redirect(to: CouncilPage.show(id), saying: "Đã sửa thông tin hội đồng.")
    }

    // MARK: Members

    /// The person that was typed; a refusal of this room when nobody, or not one alone, is meant.
    private static func person(_ typed: Typed, _ call: Call, _ db: any Reader) throws -> ID<Person> {
        do {
            return try NamedPerson.find(
                typed["nguoi"], within: try call.signedIn().scope(.readPeople), on: call.today, db)
        } catch let refusal as NamedPerson.Refusal {
            throw CouncilRefusal.person(refusal)
        }
    }

    private static func people(_ typed: Typed, _ refusal: CouncilRefusal?, _ call: Call) throws -> [String] {
        if case .person(.several(_, _, let some)) = refusal { return some }
        let scope = try call.signedIn().scope(.readPeople)
        return try call.read { try NamedPerson.suggestions(within: scope, on: call.today, $0) }
    }

    static func newMember(_ id: ID<Council>, _ call: Call) throws -> Response {
        let council = try managed(id, call)
        let first = max(call.today, council.firstDay)
        return try newMemberPage(council, call, Typed(["tu-ngay": first.vietnamese, "vai-tro": "member"]), nil)
    }

    private static func newMemberPage(
        _ council: Council, _ call: Call, _ typed: Typed, _ refusal: CouncilRefusal?
    ) throws -> Response {
        call.page(
            "Thêm thành viên",
            CouncilPages.newMember(
                council, typed, try people(typed, refusal, call), refusal, token: call.hiddenToken),
            status: status(refusal))
    }

    static func addMember(_ id: ID<Council>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        let council = try managed(id, call)
        do {
            _ = try call.write { operation in
                try Councils.add(
                    try person(typed, call, operation), as: Council.Role(rawValue: typed["vai-tro"]) ?? .member, to: id,
                    from: try typed.day("tu-ngay"), until: try typed.optionalDay("den-ngay"),
                    in: visitor.scope(.manageCouncils), by: operation)
            }
            return call.redirect(to: CouncilPage.show(id), saying: "Đã thêm thành viên.")
        } catch let refusal as CouncilRefusal {
            return try newMemberPage(council, call, typed, refusal)
        }
    }

    static func member(_ id: ID<CouncilMember>, _ call: Call) throws -> Response {
        try memberPage(id, call, nil, nil)
    }

    /// Three forms of one seat; the one that was refused keeps what was typed, by `which`.
    private static func memberPage(
        _ id: ID<CouncilMember>, _ call: Call, _ typed: Typed?, _ refusal: CouncilRefusal?,
        of which: CouncilPages.SeatForm? = nil
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageCouncils)
        let (member, council) = try foundOr404 {
            try call.read { db in
                let member = try Councils.member(id, in: scope, db)
                return (member, try Councils.council(member.council, in: scope, db))
            }
        }
        return call.page(
            "Thay, thôi, sửa",
            CouncilPages.member(
                .init(
                    member: member, council: council, typed: typed, refusal: refusal, refused: which,
                    people: try people(typed ?? Typed(), refusal, call), today: call.today),
                token: call.hiddenToken),
            status: status(refusal))
    }

    static func replace(_ id: ID<CouncilMember>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        return try changing(id, call, typed, .replace, saying: "Đã thay thành viên.") { operation in
            try Councils.replace(
                id, by: try person(typed, call, operation), from: try typed.day("tu-ngay"),
                in: visitor.scope(.manageCouncils), by: operation)
        }
    }

    static func end(_ id: ID<CouncilMember>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        return try changing(id, call, typed, .end, saying: "Đã ghi ngày thôi tham gia.") { operation in
            try Councils.end(
                id, on: try typed.day("den-ngay"), in: visitor.scope(.manageCouncils), by: operation)
        }
    }

    static func correctMember(_ id: ID<CouncilMember>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        return try changing(id, call, typed, .correct, saying: "Đã sửa. Nhật ký giữ cả nội dung cũ.") { operation in
            try Councils.correctMember(
                id, as: Council.Role(rawValue: typed["vai-tro"]) ?? .member, from: try typed.day("tu-ngay"),
                until: try typed.optionalDay("den-ngay"), because: typed["ly-do"],
                in: visitor.scope(.manageCouncils), by: operation)
        }
    }

    static func removeMember(_ id: ID<CouncilMember>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        return try changing(id, call, typed, .remove, saying: "Đã xóa dòng ghi nhầm.") { operation in
            try Councils.removeMember(
                id, because: typed["ly-do"], in: visitor.scope(.manageCouncils), by: operation)
        }
    }

    private static func changing(
        _ id: ID<CouncilMember>, _ call: Call, _ typed: Typed, _ which: CouncilPages.SeatForm, saying notice: String,
        _ body: (Operation) throws -> Void
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageCouncils)
        let member = try foundOr404 { try call.read { try Councils.member(id, in: scope, $0) } }
        do {
            try call.write(body)
        } catch let refusal as CouncilRefusal {
            return try memberPage(id, call, typed, refusal, of: which)
        }
        return call.redirect(to: CouncilPage.show(member.council), saying: notice)
    }

    // MARK: Assignment to blocs

    static func assignments(_ id: ID<Council>, _ call: Call) throws -> Response {
        let year = call.request.query["nam"].flatMap { Int($0.trimmed) }.flatMap {
            (1990...2100).contains($0) ? $0 : nil
        }
        return try assignmentsPage(id, call, Typed(["nam": String(year ?? call.today.year)]), nil)
    }

    private static func assignmentsPage(_ id: ID<Council>, _ call: Call, _ typed: Typed, _ refusal: CouncilRefusal?)
        throws -> Response
    {
        let visitor = try call.signedIn()
        let year = Int(typed["nam"].trimmed).flatMap { (1990...2100).contains($0) ? $0 : nil } ?? call.today.year
        let model = try foundOr404 {
            try call.read { db in
                let council = try Councils.council(id, in: visitor.scope(.readCouncils), db)
                let path: String = try db.value("SELECT path FROM unit WHERE id = \(council.unit)")
                let blocs = try BlocList.page(
                    .init(year: year), in: visitor.scope(.readBlocs), size: TypedUnit.mostSuggested, db)
                return CouncilPages.Assignments(
                    council: council, year: year, members: try Councils.members(of: id, db),
                    assignments: try CouncilAssignment.of(council: id, in: year, db), blocs: blocs.lines.map(\.name),
                    mayManage: visitor.may(.manageCouncils) && visitor.scope(.manageCouncils).contains(path))
            }
        }
        return call.page(
            "Phân công theo dõi khối năm \(year)",
            CouncilPages.assignments(model, typed, refusal, token: call.hiddenToken), status: status(refusal))
    }

    static func assign(_ id: ID<Council>, _ call: Call) throws -> Response {
        let (visitor, typed) = (try call.signedIn(), Typed(call))
        _ = try managed(id, call)
        do {
            try call.write { operation in
                guard let year = Int(typed["nam"].trimmed) else { throw CouncilRefusal.badYear }
                guard let member = ID<CouncilMember>(typed["nguoi"]),
                    try Councils.member(member, in: visitor.scope(.manageCouncils), operation).council == id
                else { throw CouncilRefusal.noMember }
                let bloc: Bloc
                do {
                    bloc = try Blocs.bloc(named: typed["khoi"], in: visitor.scope(.readBlocs), operation)
                } catch BlocRefusal.notFound {
                    throw CouncilRefusal.noBloc(typed["khoi"])
                }
                try Councils.assign(member, to: bloc.id, in: year, in: visitor.scope(.manageCouncils), by: operation)
            }
        } catch let refusal as CouncilRefusal {
            return try assignmentsPage(id, call, typed, refusal)
        }
        return back(id, typed, call, "Đã phân công.")
    }

    static func unassignForm(_ id: ID<Council>, _ call: Call) throws -> Response {
        try unassignPage(id, call, Typed(["phan-cong": call.request.query["phan-cong"] ?? ""]), nil)
    }

    private static func unassignPage(_ id: ID<Council>, _ call: Call, _ typed: Typed, _ refusal: CouncilRefusal?)
        throws -> Response
    {
        let council = try managed(id, call)
        let line = try call.read { db in
            try ID<CouncilAssignment>(typed["phan-cong"]).flatMap { try CouncilAssignment.one($0, of: id, db) }
        }
        guard let line else { throw FrameRefusal.notFound }
        return call.page(
            "Bỏ phân công", CouncilPages.unassign(council, line, typed, refusal, token: call.hiddenToken),
            status: status(refusal))
    }

    static func unassign(_ id: ID<Council>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageCouncils), Typed(call))
        _ = try managed(id, call)
        guard let assignment = ID<CouncilAssignment>(typed["phan-cong"]) else { throw FrameRefusal.notFound }
        do {
            try foundOr404 {
                try call.write {
                    try Councils.unassign(assignment, of: id, because: typed["ly-do"], in: scope, by: $0)
                }
            }
        } catch let refusal as CouncilRefusal {
            return try unassignPage(id, call, typed, refusal)
        }
        return back(id, typed, call, "Đã bỏ phân công. Có thể phân công lại ở dưới.")
    }

    private static func back(_ id: ID<Council>, _ typed: Typed, _ call: Call, _ notice: String) -> Response {
        call.redirect(
            to: Address(CouncilPage.assignments(id).path).with("nam", typed["nam"].trimmed).text, saying: notice)
    }
}
