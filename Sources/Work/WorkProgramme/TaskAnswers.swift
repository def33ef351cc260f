import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of one task's page and of its forms.
enum TaskAnswers {
    static func show(_ id: ID<Task>, _ call: Call) throws -> Response { try show(id, call, typed: nil, status: 200) }

    private static func page(_ id: ID<Task>, _ call: Call) throws -> TaskPages.One {
        let visitor = try call.signedIn()
        return try call.read { db in
            TaskPages.One(
                detail: try TaskDetail.of(id, for: visitor, allSteps: call.request.query["nhat-ky"] == "het", db),
                visitor: visitor, today: call.today, mayWork: try TaskScope.mayWork(on: id, visitor, db),
                subtasks: try Subtask.all(of: id, db), officers: try OfficerInCharge.all(of: id, db),
                following: try TaskFollowing.of(id, for: visitor, db))
        }
    }

    private static func show(_ id: ID<Task>, _ call: Call, typed: TaskPages.Typed?, status: Int) throws -> Response {
        var page = try page(id, call)
        page.typed = typed
        return call.page(
            page.task.text.shortened(80),
            "\(call.paperHead())\(TaskPages.one(page))\(call.paperFoot("việc \(page.task.reference) của \(page.detail.plan.citation)"))",
            status: status)
    }

    // MARK: Writing

    /// One operation on a task in the visitor's scope. A refusal shows the page again with what was typed.
    private static func change(
        _ id: ID<Task>, _ call: Call, _ part: TaskPages.Typed.Part, fields: [String] = [], isStamped: Bool = true,
        field: (TaskRefusal) -> String = { _ in "" }, saying done: String, _ body: (Operation) throws -> Void
    ) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                if isStamped, let stamp = form["moc"].flatMap(TaskStamp.init) { try stamp.check(id, by: operation) }
                try body(operation)
            }
        } catch let refusal as TaskRefusal where refusal != .notFound {
            var typed = TaskPages.Typed(part: part)
            for name in fields { typed.values[name] = form[name] }
            if case .changedMeanwhile = refusal { typed.isStale = true }
            typed.errors[typed.isStale ? "" : field(refusal)] = refusal.explanation.notice
            return try show(id, call, typed: typed, status: typed.isStale ? 409 : 422)
        }
        return call.redirect(to: ProgrammePage.task(id), saying: done)
    }

    static func start(_ id: ID<Task>, _ call: Call) throws -> Response {
        try change(id, call, .start, saying: "Đã ghi: bắt đầu làm.") { try TaskWork.start(id, by: $0) }
    }

    static func comment(_ id: ID<Task>, _ call: Call) throws -> Response {
        try change(
            id, call, .comment, fields: ["y-kien"], isStamped: false, field: { _ in "y-kien" }, saying: "Đã gửi ý kiến."
        ) { try TaskWork.comment(call.request.form["y-kien"] ?? "", on: id, by: $0) }
    }

    static func attach(_ id: ID<Task>, _ call: Call) throws -> Response {
        let upload = try kept("tep", call)
        return try change(
            id, call, .file, isStamped: false, field: { _ in "tep" }, saying: "Đã thêm tệp \(upload?.filename ?? "")."
        ) { operation in
            guard let upload else { throw TaskRefusal.noWords(what: "hoặc chọn một tệp trên máy") }
            let file = try note(upload, operation)
            try TaskWork.attach(file, named: upload.filename, to: id, by: operation)
        }
    }

    static func addEvidence(_ id: ID<Task>, _ call: Call) throws -> Response {
        let form = call.request.form
        let upload = try kept("tep", call)
        let finishes = form["xong"] != nil
        let words = form["noi-dung"] ?? ""
        var leavesParts = false
        let answer = try change(
            id, call, .evidence, fields: ["loai", "noi-dung", "duong-dan", "xong"], isStamped: finishes,
            field: { refusal in
                switch refusal {
                case .badAddress: "duong-dan"
                case .noWords: "noi-dung"
                default: ""
                }
            }, saying: finishes ? "Đã thêm minh chứng và báo xong." : "Đã thêm minh chứng."
        ) { operation in
            let evidence: TaskWork.Evidence
            switch form["loai"] {
            case "duong-dan": evidence = .link(words: words, address: form["duong-dan"] ?? "")
            case "ghi-chu": evidence = .note(words)
            default:
                let file = try upload.map { try note($0, operation) }
                let name = words.trimmed.isEmpty ? upload?.filename ?? "" : words
                evidence = .document(words: name, file: file)
            }
            try TaskWork.add(evidence, to: id, by: operation)
            guard finishes else { return }
            // The evidence is kept whatever is answered then.
            leavesParts = try Subtask.counts(of: [id], operation)[id].map { $0.open > 0 } ?? false
            if !leavesParts { try TaskWork.finish(id, by: operation) }
        }
        return leavesParts ? call.redirect(to: ProgrammePage.askFinish(id), saying: "Đã thêm minh chứng.") : answer
    }

    static func finish(_ id: ID<Task>, _ call: Call) throws -> Response {
        let isMeant = call.request.form["ca-viec-con"] != nil
        var isAsked = false
        let answer = try change(id, call, .finish, saying: "Đã báo xong.") { operation in
            do {
                try TaskWork.finish(id, leavingParts: isMeant, by: operation)
            } catch TaskRefusal.openSubtasks(let count) {
                isAsked = true
                throw TaskRefusal.openSubtasks(count)
            }
        }
        return isAsked ? call.redirect(to: ProgrammePage.askFinish(id)) : answer
    }

    /// Asks before a task with open sub-tasks is reported done; there is nothing to ask of others.
    static func askFinish(_ id: ID<Task>, _ call: Call) throws -> Response {
        let page = try page(id, call)
        let open = page.subtasks.filter { !$0.isDone }
        guard page.isOpen, !open.isEmpty else { return .redirect(to: ProgrammePage.task(id).path + "#bao-xong") }
        return call.page("Báo xong?", SubtaskPages.askFinish(page.task, open, hidden: page.stamped))
    }

    static func postpone(_ id: ID<Task>, _ call: Call) throws -> Response {
        let form = call.request.form
        let typed = form["ngay"] ?? ""
        let day = Day(vietnamese: typed.trimmed)
        return try change(
            id, call, .postpone, fields: ["ngay", "ly-do"],
            field: { refusal in
                switch refusal {
                case .badDay, .notLater: "ngay"
                case .noReason: "ly-do"
                default: ""
                }
            }, saying: "Đã lùi hạn đến \(day?.vietnamese ?? typed)."
        ) { operation in
            guard let day else { throw TaskRefusal.badDay(typed) }
            try TaskWork.postpone(id, to: day, because: form["ly-do"] ?? "", by: operation)
        }
    }

    static func reopen(_ id: ID<Task>, _ call: Call) throws -> Response {
        let why = call.request.form["ly-do"] ?? ""
        return try change(
            id, call, .reopen, fields: ["ly-do"], field: { $0 == .noReason ? "ly-do" : "" }, saying: "Đã mở lại việc."
        ) { try TaskWork.reopen(id, because: why, by: $0) }
    }

    // MARK: Dropping

    static func askDrop(_ id: ID<Task>, _ call: Call) throws -> Response {
        let page = try page(id, call)
        guard page.isOpen else { return .redirect(to: ProgrammePage.task(id).path) }
        return call.page("Thôi thực hiện?", TaskForms.drop(page, reason: "", error: nil))
    }

    static func drop(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let why = call.request.form["ly-do"] ?? ""
        do {
            try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                if let stamp = call.request.form["moc"].flatMap(TaskStamp.init) { try stamp.check(id, by: operation) }
                try TaskWork.drop(id, because: why, by: operation)
            }
        } catch let refusal as TaskRefusal where refusal != .notFound {
            let notice = refusal.explanation.notice
            let content = TaskForms.drop(try page(id, call), reason: why, error: notice)
            let isStale = if case .changedMeanwhile = refusal { true } else { false }
            return call.page("Thôi thực hiện?", content, status: isStale ? 409 : 422)
        }
        return call.redirect(to: ProgrammePage.task(id), saying: "Đã ghi: thôi thực hiện việc này.")
    }

    // MARK: Files

    /// The upload of a field, its content on the shelf already; nil where no file was chosen.
    private static func kept(_ field: String, _ call: Call) throws -> Upload? {
        guard
            let upload = call.request.uploads.first(where: { $0.field == field && $0.size > 0 && !$0.filename.isEmpty })
        else { return nil }
        try call.office.shelf.keep(upload.path, hash: upload.sha256)
        return upload
    }

    private static func note(_ upload: Upload, _ operation: Operation) throws -> ID<StoredFile> {
        try StoredFile.note(
            name: upload.filename, sha256: upload.sha256, bytes: Int64(upload.size), by: operation)
    }
}
