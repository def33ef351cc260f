import Foundation
import HTTP
import Markup
import Vocabulary

/// Sao lưu: when the last good one was, how they are made, one now.
public enum BackupPage: Page, Equatable {
    case overview
    case make
    case save
    case download(ID<BackupRun>)

    public var path: String {
        switch self {
        case .overview: "/quan-tri/sao-luu"
        case .make: "/quan-tri/sao-luu/ngay"
        case .save: "/quan-tri/sao-luu/thiet-lap"
        case .download(let id): "/quan-tri/sao-luu/\(id)/tai"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .overview, .download: .get
        case .make, .save: .post
        }
    }

    public var needs: Need { .permission(.manageInstallation) }

    /// A backup holds everything; its plan says where the next ones go and what opens them.
    public var proof: Proof {
        switch self {
        case .save, .download: .recent
        case .overview, .make: .none
        }
    }

    public var afterProof: String? { if case .download = self { BackupPage.overview.path } else { nil } }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .overview: try BackupAnswers.overview(call)
        case .make: try BackupAnswers.make(call)
        case .save: try BackupAnswers.save(call)
        case .download(let id): try BackupAnswers.download(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> BackupPage? {
        guard path.count >= 2, path[0] == "quan-tri", path[1] == "sao-luu" else { return nil }
        return switch (method, path.count) {
        case (.get, 2): .overview
        case (.post, 3) where path[2] == "ngay": .make
        case (.post, 3) where path[2] == "thiet-lap": .save
        case (.get, 4) where path[3] == "tai": ID<BackupRun>(path[2]).map { .download($0) }
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Safekeeping",
        navigation: [NavigationItem("Sao lưu", path: BackupPage.overview.path, needs: .manageInstallation, place: 135)],
        ledger: [.backup], examples: [BackupPage.overview, .make, .save, .download(ID(1))],
        recognise: { recognise($0, $1) })
}

enum BackupAnswers {
    static func overview(_ call: Call) throws -> Response { try page(call, typed: nil, refusal: nil) }

    private static func page(_ call: Call, typed: BackupForm?, refusal: BackupPlanRefusal?) throws -> Response {
        let cursor = KeysetCursor<ID<BackupRun>> { call.request.query[$0] }
        let model = try call.read { db in
            BackupPages.Overview(
                plan: try BackupPlan.saved(db), lastGood: try BackupRun.lastGood(db),
                underWay: try BackupRun.underWay(db),
                runs: try BackupRun.page(cursor, size: BackupPages.pageSize, db), typed: typed, refusal: refusal,
                now: call.office.world.now())
        }
        return call.page(
            "Sao lưu", BackupPages.overview(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    static func make(_ call: Call) throws -> Response {
        do {
            _ = try call.write { try BackupRun.ask(.asked, by: $0) }
        } catch BackupRefusal.underWay {
            return call.redirect(to: BackupPage.overview, saying: "Đang có một lần sao lưu khác; hãy đợi xong.")
        }
        return call.redirect(
            to: BackupPage.overview, saying: "Đã bắt đầu sao lưu. Vài giây sau hãy tải lại trang để xem kết quả.")
    }

    static func save(_ call: Call) throws -> Response {
        let typed = BackupForm(call.request.form)
        do {
            let plan = try typed.plan()
            try call.write { try plan.save(by: $0) }
        } catch let refusal as BackupPlanRefusal {
            return try page(call, typed: typed, refusal: refusal)
        }
        return call.redirect(to: BackupPage.overview, saying: "Đã lưu lịch sao lưu.")
    }

    /// Only an encrypted one leaves the server by a browser, and the ledger says who took it.
    static func download(_ id: ID<BackupRun>, _ call: Call) throws -> Response {
        guard let run = try call.read({ try BackupRun.with(id, $0) }), run.isSealed, run.removed == nil,
            let path = run.path, FileManager.default.isReadableFile(atPath: path)
        else { throw FrameRefusal.notFound }
        try call.write { try $0.record("backup.download", on: Subject("backup", id)) }
        let size = Int(try FileDigest.size(path: path))
        return .file(
            path: path, size: size, contentType: "application/octet-stream",
            downloadName: (path as NSString).lastPathComponent)
    }
}

/// What was typed into the form of the plan.
struct BackupForm: Equatable {
    var isOn: Bool
    var time: String
    var folder: String
    var daily: String
    var weekly: String
    var monthly: String
    var passphraseFile: String
    var worryHours: String

    init(_ form: Parameters) {
        func word(_ name: String) -> String { (form[name] ?? "").nfc.trimmed }
        isOn = form["bat"] != nil
        (time, folder) = (word("gio"), word("thu-muc"))
        (daily, weekly, monthly) = (word("ngay"), word("tuan"), word("thang"))
        (passphraseFile, worryHours) = (word("mat-khau"), word("lo"))
    }

    init(_ plan: BackupPlan) {
        isOn = plan.isOn
        time = "\(plan.hour):\(plan.minute < 10 ? "0" : "")\(plan.minute)"
        folder = plan.folder
        (daily, weekly, monthly) = (String(plan.daily), String(plan.weekly), String(plan.monthly))
        passphraseFile = plan.passphraseFile ?? ""
        worryHours = String(plan.worryHours)
    }

    func plan() throws -> BackupPlan {
        var plan = BackupPlan()
        plan.isOn = isOn
        let parts = time.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { throw BackupPlanRefusal.badTime }
        (plan.hour, plan.minute) = (hour, minute)
        plan.folder = folder
        guard let daily = Int(daily), let weekly = Int(weekly), let monthly = Int(monthly) else {
            throw BackupPlanRefusal.badNumber
        }
        (plan.daily, plan.weekly, plan.monthly) = (daily, weekly, monthly)
        guard let hours = Int(worryHours.replacing(".", with: "")) else { throw BackupPlanRefusal.badHours }
        plan.worryHours = hours
        plan.passphraseFile = passphraseFile.isEmpty ? nil : passphraseFile
        try plan.check()
        return plan
    }
}
