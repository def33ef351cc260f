import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of difficulties.
enum DifficultyAnswers {
    static let states: [(key: String, state: Difficulty.State)] = [
        ("cho-tra-loi", .waiting), ("da-tra-loi", .answered), ("cho-lanh-dao", .escalated), ("da-chi-dao", .directed),
        ("da-khep", .closed),
    ]

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let filter = DifficultyList.Filter(
            state: states.first { $0.key == query["tinh-trang"] }?.state,
            unit: query["don-vi"].flatMap { ID<Unit>($0) }, isNewestFirst: query["sap"] == "gui")
        let start = query["sau"].flatMap { ID<Difficulty>($0) }
        let page = try call.read { db in
            DifficultyPages.List(
                filter: filter, list: try DifficultyList.page(filter, after: start, for: visitor, db),
                units: try DifficultyList.units(for: visitor, db), isFirst: start == nil, today: call.today)
        }
        return call.page(
            "Khó khăn, vướng mắc",
            "\(call.paperHead())\(DifficultyPages.list(page))\(call.paperFoot("vướng mắc đang mở"))")
    }

    // MARK: One

    static func one(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        try one(id, call, DifficultyPages.Typed())
    }

    private static func one(_ id: ID<Difficulty>, _ call: Call, _ typed: DifficultyPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let found = try Difficulty.of(id, for: visitor, db)
            return DifficultyPages.One(
                difficulty: found, steps: try Difficulty.steps(of: id, db), today: call.today,
                mayManage: visitor.may(.manageTasks, at: found.branch), mayWork: try mayClose(found, visitor, db),
                typed: typed, hidden: call.hiddenToken)
        }
        return call.page("Vướng mắc", DifficultyPages.one(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    /// The unit that raised it, and who manages the tasks of the branch.
    private static func mayClose(_ found: Difficulty, _ visitor: Visitor, _ db: any Reader) throws -> Bool {
        if visitor.may(.manageTasks, at: found.branch) || found.account == visitor.account { return true }
        guard let unit = try found.unit.flatMap({ try Organisations.unit($0, db) }) else { return false }
        return visitor.may(.workOnTasks, at: unit.path)
    }

    // MARK: Writing

    static func new(_ task: ID<Task>, _ call: Call) throws -> Response { try new(task, call, DifficultyPages.Typed()) }

    private static func new(_ id: ID<Task>, _ call: Call, _ typed: DifficultyPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let task = try call.read { try TaskScope.task(id, for: visitor, $0) }
        let page = DifficultyPages.New(task: task, typed: typed, hidden: call.hiddenToken)
        return call.page("Nêu vướng mắc", DifficultyPages.new(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    static func raise(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let made = try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                return try Difficulties.raise(
                    form["noi-dung"] ?? "", on: id, answerBy: FollowingCheck.day(form["can-truoc"] ?? ""),
                    from: visitor.unit?.id, by: operation)
            }
            return call.redirect(to: DifficultyPage.one(made), saying: "Đã gửi vướng mắc đến cơ quan thường trực.")
        } catch let refusal as FollowingRefusal where refusal != .notFound {
            return try new(id, call, typed(.raised, refusal, form))
        }
    }

    private static func typed(_ act: Difficulty.Act, _ refusal: FollowingRefusal, _ form: Parameters)
        -> DifficultyPages.Typed
    {
        let field: String =
            switch refusal {
            case .badDay, .pastDay: "can-truoc"
            case .noPaper: "van-ban"
            default: "noi-dung"
            }
        let values = ["noi-dung", "can-truoc", "van-ban"].map { ($0, form[$0] ?? "") }
        return DifficultyPages.Typed(
            act: act, values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
            errors: [field: refusal.explanation.notice])
    }

    private static func change(
        _ id: ID<Difficulty>, _ call: Call, _ act: Difficulty.Act, saying done: String,
        _ body: (Operation) throws -> Void
    ) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { operation in
                let found = try Difficulty.of(id, for: visitor, operation)
                let isOpen =
                    act == .closed || act == .reopened
                    ? try mayClose(found, visitor, operation) : visitor.may(.manageTasks, at: found.branch)
                guard isOpen else { throw FollowingRefusal.notFound }
                try body(operation)
            }
        } catch let refusal as FollowingRefusal where refusal != .notFound {
            return try one(id, call, typed(act, refusal, call.request.form))
        }
        return call.redirect(to: DifficultyPage.one(id), saying: done)
    }

    private static func words(_ call: Call) -> String { call.request.form["noi-dung"] ?? "" }

    static func answer(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        try change(id, call, .answered, saying: "Đã trả lời.") { try Difficulties.answer(id, words(call), by: $0) }
    }

    static func escalate(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try change(id, call, .escalated, saying: "Đã báo cáo lãnh đạo.") {
            try Difficulties.escalate(
                id, words(call), paper: form["van-ban"] ?? "",
                answerBy: FollowingCheck.day(form["can-truoc"] ?? ""), by: $0)
        }
    }

    static func direct(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        try change(id, call, .directed, saying: "Đã ghi ý kiến chỉ đạo.") {
            try Difficulties.direct(id, words(call), paper: call.request.form["van-ban"] ?? "", by: $0)
        }
    }

    static func close(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        try change(id, call, .closed, saying: "Đã khép vướng mắc.") {
            try Difficulties.close(id, because: words(call), by: $0)
        }
    }

    static func reopen(_ id: ID<Difficulty>, _ call: Call) throws -> Response {
        try change(id, call, .reopened, saying: "Đã mở lại vướng mắc.") {
            try Difficulties.reopen(id, because: words(call), by: $0)
        }
    }
}
