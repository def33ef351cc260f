import HTTP
import Markup
import Vocabulary

/// What the program does by itself: when each job ran, how it went, when it is due.
public enum JobPage: Page, Equatable {
    case all
    case runNow

    public var path: String { "/quan-tri/viec-dinh-ky" }

    public var method: HTTP.Method {
        switch self {
        case .all: .get
        case .runNow: .post
        }
    }

    public var needs: Need { .permission(.manageInstallation) }

    public var bodyLimit: Int { 4 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .all:
            let rows = try call.read { try JobRow.all($0) }.values.sorted { $0.name < $1.name }
            return call.page(
                "Việc định kỳ", JobPages.all(rows, now: call.office.world.now(), token: call.hiddenToken))
        case .runNow:
            let name = call.request.form["viec"] ?? ""
            try call.write { operation in
                guard let row = try JobRow.of(name, operation) else { throw FrameRefusal.notFound }
                try JobRow.askFor(row.name, at: operation.now, operation)
                try operation.record("job.ask", on: Subject("installation", 1), after: ["job": row.name])
            }
            return call.redirect(to: JobPage.all, saying: "Việc sẽ chạy trong ít giây. Tải lại trang để xem kết quả.")
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> JobPage? {
        guard path.count == 2, path[0] == "quan-tri", path[1] == "viec-dinh-ky" else { return nil }
        switch method {
        case .get: return .all
        case .post: return .runNow
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/Jobs",
        navigation: [NavigationItem("Việc định kỳ", path: JobPage.all.path, needs: .manageInstallation, place: 144)],
        examples: [JobPage.all, .runNow], recognise: { recognise($0, $1) })
}

/// The HTML about jobs.
enum JobPages {
    static func all(_ rows: [JobRow], now: Instant, token: [(name: String, value: String)]) -> HTML {
        let table = RuledTable(
            "Việc phần mềm tự làm",
            columns: [
                Column("Việc", .name) { (job: JobRow) -> HTML in
                    "\(job.title)<div class=\"plain soft small\">\(job.timing)</div>"
                },
                Column("Lần gần nhất", .text, .w13) { "\($0.started?.since(today: now.day) ?? "chưa chạy")" },
                Column("Kết quả", .text, .w18) { outcome($0, now) },
                Column("Lần sau", .text, .w13) { "\($0.due <= now ? "ngay khi có việc" : next($0.due, now))" },
                Column("Việc làm được", .action, .w11, isOnPaper: false) { job in
                    PostButton(
                        .submit("Chạy ngay", .low, subject: job.title), to: JobPage.runNow.path,
                        hidden: token + [("viec", job.name)]
                    ).html
                },
            ], rows: rows
        ).with {
            $0.empty = Empty(
                "Chưa có việc nào chạy.", "Các việc hiện ở đây sau khi máy chủ (vinhdanh serve) chạy lần đầu.")
        }
        return """
            \(PageHead("Việc định kỳ", facts: "Nếu có nhiều máy chủ, mỗi việc chỉ một máy làm. Việc lỗi được tự thử lại."))
            \(table)
            """
    }

    private static func next(_ due: Instant, _ now: Instant) -> String {
        due.day == now.day ? due.hour : "\(due.hour), \(due.day.vietnamese)"
    }

    private static func outcome(_ job: JobRow, _ now: Instant) -> HTML {
        if job.isRunning(at: now) { return Status(.doing, "Đang chạy").html }
        switch job.outcome {
        case nil: return "–"
        case .done: return "\(Status(.done, "Xong"))<div class=\"small\">\(job.words)</div>"
        case .failed:
            let good = job.lastGood.map { "; lần tốt gần nhất \($0.since(today: now.day))" } ?? ""
            return "\(Status(.stuck, "Lỗi \(job.failures) lần"))<div class=\"small\">\(job.words)\(good)</div>"
        }
    }
}
