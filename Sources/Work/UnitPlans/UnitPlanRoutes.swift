import HTTP
import Markup
import Office
import Vocabulary

/// Collecting the plans of units: requests, who has sent and who has not, what the plans answer.
public enum UnitPlanPage: Page, Equatable {
    case list
    case newOne
    case ask
    case one(ID<PlanRequest>)
    /// The rows shown, in the layout of an annex.
    case table(ID<PlanRequest>, PaperFile)
    /// Tổng hợp tình hình ban hành kế hoạch.
    case summary(ID<PlanRequest>, PaperFile)
    case coverage(ID<PlanRequest>)
    case addUnits(ID<PlanRequest>)
    case setDue(ID<PlanRequest>)
    case close(ID<PlanRequest>)
    case reopen(ID<PlanRequest>)
    case remind(ID<PlanRequest>)
    case noteReminder(ID<PlanRequest>)
    case unit(ID<UnitPlan>)
    case file(ID<UnitPlan>)
    case send(ID<UnitPlan>)
    case giveBack(ID<UnitPlan>)
    case remove(ID<UnitPlan>)
    case handOver(ID<UnitPlan>)
    case answer(ID<UnitPlan>, ID<UnitPlanItem>)
    case confirmAll(ID<UnitPlan>)

    public var path: String {
        switch self {
        case .list: "/thu-ke-hoach"
        case .newOne, .ask: "/thu-ke-hoach/moi"
        case .one(let id): "/thu-ke-hoach/\(id)"
        case .table(let id, let file): "/thu-ke-hoach/\(id)/danh-sach.\(file.rawValue)"
        case .summary(let id, let file): "/thu-ke-hoach/\(id)/tong-hop.\(file.rawValue)"
        case .coverage(let id): "/thu-ke-hoach/\(id)/cu-the-hoa"
        case .addUnits(let id): "/thu-ke-hoach/\(id)/don-vi"
        case .setDue(let id): "/thu-ke-hoach/\(id)/han"
        case .close(let id): "/thu-ke-hoach/\(id)/khep"
        case .reopen(let id): "/thu-ke-hoach/\(id)/mo-lai"
        case .remind(let id), .noteReminder(let id): "/thu-ke-hoach/\(id)/nhac"
        case .unit(let id): "/ke-hoach-don-vi/\(id)"
        case .file(let id): "/ke-hoach-don-vi/\(id)/tep"
        case .send(let id): "/ke-hoach-don-vi/\(id)/gui"
        case .giveBack(let id): "/ke-hoach-don-vi/\(id)/tra-lai"
        case .remove(let id): "/ke-hoach-don-vi/\(id)/bo"
        case .handOver(let id): "/ke-hoach-don-vi/\(id)/ke-thua"
        case .answer(let id, let item): "/ke-hoach-don-vi/\(id)/muc/\(item)"
        case .confirmAll(let id): "/ke-hoach-don-vi/\(id)/nhan-goi-y"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .newOne, .one, .table, .summary, .coverage, .remind, .unit, .file: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .one, .table, .summary, .coverage, .unit, .file: .permission(.readProgramme)
        case .send: .permission(.workOnTasks)
        default: .permission(.manageTasks)
        }
    }

    /// Reading a paper, writing one, telling some hundred units.
    public var lane: Lane {
        switch self {
        case .table, .summary, .send, .ask, .addUnits, .setDue, .noteReminder: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int {
        if case .send = self { TaskFiles.most + 1024 * 1024 } else { 256 * 1024 }
    }

    public func answer(_ call: Call) throws -> Response {
        do { return try answerFound(call) } catch UnitPlanRefusal.notFound { throw FrameRefusal.notFound }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .list: try PlanRequestAnswers.list(call)
        case .newOne: try PlanRequestAnswers.new(call)
        case .ask: try PlanRequestAnswers.ask(call)
        case .one(let id): try PlanRequestAnswers.one(id, call)
        case .table(let id, let file): try PlanRequestAnswers.table(id, file, call)
        case .summary(let id, let file): try PlanRequestAnswers.summary(id, file, call)
        case .coverage(let id): try PlanRequestAnswers.coverage(id, call)
        case .addUnits(let id): try PlanRequestAnswers.addUnits(id, call)
        case .setDue(let id): try PlanRequestAnswers.setDue(id, call)
        case .close(let id): try PlanRequestAnswers.setClosed(true, id, call)
        case .reopen(let id): try PlanRequestAnswers.setClosed(false, id, call)
        case .remind(let id): try PlanReminderAnswers.draft(id, call)
        case .noteReminder(let id): try PlanReminderAnswers.note(id, call)
        case .unit(let id): try UnitPlanAnswers.show(id, call)
        case .file(let id): try UnitPlanAnswers.file(id, call)
        case .send(let id): try UnitPlanAnswers.send(id, call)
        case .giveBack(let id): try UnitPlanAnswers.giveBack(id, call)
        case .remove(let id): try UnitPlanAnswers.remove(id, call)
        case .handOver(let id): try UnitPlanAnswers.handOver(id, call)
        case .answer(let id, let item): try UnitPlanAnswers.decide(item, of: id, call)
        case .confirmAll(let id): try UnitPlanAnswers.confirmAll(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> UnitPlanPage? {
        switch path.first {
        case "thu-ke-hoach": request(method, path)
        case "ke-hoach-don-vi": unit(method, path)
        default: nil
        }
    }

    private static func request(_ method: HTTP.Method, _ path: [Substring]) -> UnitPlanPage? {
        if path.count == 1 { return method == .get ? .list : nil }
        if path.count == 2, path[1] == "moi" { return method == .get ? .newOne : method == .post ? .ask : nil }
        guard path.count <= 3, let id = ID<PlanRequest>(path[1]) else { return nil }
        guard path.count == 3 else { return method == .get ? .one(id) : nil }
        switch (method, path[2]) {
        case (.get, "cu-the-hoa"): return .coverage(id)
        case (.get, "nhac"): return .remind(id)
        case (.post, "nhac"): return .noteReminder(id)
        case (.post, "don-vi"): return .addUnits(id)
        case (.post, "han"): return .setDue(id)
        case (.post, "khep"): return .close(id)
        case (.post, "mo-lai"): return .reopen(id)
        case (.get, let name):
            let parts = name.split(separator: ".")
            guard parts.count == 2, let file = PaperFile(rawValue: String(parts[1])) else { return nil }
            return parts[0] == "danh-sach" ? .table(id, file) : parts[0] == "tong-hop" ? .summary(id, file) : nil
        default: return nil
        }
    }

    private static func unit(_ method: HTTP.Method, _ path: [Substring]) -> UnitPlanPage? {
        guard path.count >= 2, let id = ID<UnitPlan>(path[1]) else { return nil }
        if path.count == 2 { return method == .get ? .unit(id) : nil }
        if path.count == 4, path[2] == "muc", method == .post { return ID(path[3]).map { .answer(id, $0) } }
        guard path.count == 3 else { return nil }
        switch (method, path[2]) {
        case (.get, "tep"): return .file(id)
        case (.post, "gui"): return .send(id)
        case (.post, "tra-lai"): return .giveBack(id)
        case (.post, "bo"): return .remove(id)
        case (.post, "ke-thua"): return .handOver(id)
        case (.post, "nhan-goi-y"): return .confirmAll(id)
        default: return nil
        }
    }

    public static let examples: [UnitPlanPage] = [
        .list, .newOne, .ask, .one(ID(1)), .table(ID(1), .xlsx), .table(ID(1), .docx), .table(ID(1), .pdf),
        .summary(ID(1), .docx), .summary(ID(1), .pdf), .summary(ID(1), .xlsx), .coverage(ID(1)), .addUnits(ID(1)),
        .setDue(ID(1)), .close(ID(1)), .reopen(ID(1)), .remind(ID(1)), .noteReminder(ID(1)), .unit(ID(1)),
        .file(ID(1)), .send(ID(1)), .giveBack(ID(1)), .remove(ID(1)), .handOver(ID(1)), .answer(ID(1), ID(1)),
        .confirmAll(ID(1)),
    ]

    public static let room = Room(
        name: "Work/UnitPlans",
        navigation: [
            NavigationItem(
                "Thu kế hoạch", path: UnitPlanPage.list.path, needs: .readProgramme, place: 26,
                also: ["/ke-hoach-don-vi"])
        ],
        notices: [.unitPlans], ledger: [.planRequest, .unitPlan], examples: examples,
        recognise: { recognise($0, $1) })
}

extension NoticeKind {
    public static let unitPlans = NoticeKind(
        "thu-ke-hoach", "Thu kế hoạch đơn vị",
        when:
            "đơn vị tôi được yêu cầu gửi kế hoạch, được nhắc, bị trả lại; hoặc đơn vị gửi kế hoạch theo yêu cầu tôi lập",
        standard: [.inbox, .mail])
}

extension LedgerKind {
    static let planRequest = LedgerKind(
        "plan_request", "Yêu cầu gửi kế hoạch",
        acts: [
            "planRequest.ask": "yêu cầu gửi kế hoạch", "planRequest.add": "thêm đơn vị vào yêu cầu",
            "planRequest.remove": "bỏ đơn vị khỏi yêu cầu", "planRequest.handOver": "chuyển sang đơn vị kế thừa",
            "planRequest.due": "đổi hạn gửi", "planRequest.close": "khép yêu cầu",
            "planRequest.reopen": "mở lại yêu cầu",
            "planRequest.remind": "nhắc gửi kế hoạch", "planRequest.auto": "tự động nhắc gửi kế hoạch",
        ],
        facts: [
            "year": "năm", "due": "hạn gửi", "asked": "số đơn vị", "plan": "kế hoạch số", "unit": "đơn vị số",
            "channel": "cách", "reminded": "số đơn vị được nhắc", "over": "số yêu cầu hết hạn còn thiếu",
        ],
        values: [
            "channel=paper": "văn bản", "channel=telephone": "điện thoại", "channel=zalo": "Zalo",
            "channel=mail": "thư điện tử", "channel=meeting": "gặp trực tiếp",
        ],
        needs: .readAllTasks, page: { UnitPlanPage.one(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM plan_request q JOIN unit u ON u.id = q.unit WHERE q.id = \(id)")
                as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, title FROM plan_request WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })

    static let unitPlan = LedgerKind(
        "unit_plan", "Kế hoạch của đơn vị",
        acts: [
            "unitPlan.send": "gửi kế hoạch", "unitPlan.return": "trả lại kế hoạch để sửa",
            "unitPlan.answer": "nối mục với kế hoạch cấp trên", "unitPlan.answers": "xác nhận các gợi ý",
        ],
        facts: [
            "state": "tình trạng", "day": "ngày gửi", "file": "mã tệp", "items": "số mục", "item": "mục số",
            "task": "việc số",
        ],
        values: ["state=missing": "chưa gửi", "state=sent": "đã gửi", "state=returned": "trả lại"],
        needs: .readAllTasks, page: { UnitPlanPage.unit(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM unit_plan p JOIN unit u ON u.id = p.unit WHERE p.id = \(id)") as String?
        },
        names: { ids, db in
            try Dictionary(
                db.all("SELECT id, name FROM unit_plan WHERE id IN (\(list: ids))").map { try ($0(0), $0(1)) },
                uniquingKeysWith: { first, _ in first })
        })
}
