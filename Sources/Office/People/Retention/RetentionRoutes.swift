import Database
import HTTP
import Markup
import Vocabulary

/// How long people are kept by name, and anonymising them afterwards.
public enum RetentionPage: Page, Equatable {
    case show
    case save
    case preview(ID<Person>)
    case anonymise(ID<Person>)

    public var path: String {
        switch self {
        case .show, .save: "/quan-tri/thoi-han-luu"
        case .preview(let id), .anonymise(let id): "/quan-tri/thoi-han-luu/\(id)"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .show, .preview: .get
        case .save, .anonymise: .post
        }
    }

    public var needs: Need { .permission(.manageInstallation) }

    /// Nobody gets a name back.
    public var proof: Proof { if case .anonymise = self { .recent } else { .none } }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return switch self {
            case .show: try RetentionAnswers.show(call)
            case .save: try RetentionAnswers.save(call)
            case .preview(let id): try RetentionAnswers.preview(id, call)
            case .anonymise(let id): try RetentionAnswers.anonymise(id, call)
            }
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> RetentionPage? {
        guard path.count >= 2, path[0] == "quan-tri", path[1] == "thoi-han-luu" else { return nil }
        switch (method, path.count) {
        case (.get, 2): return .show
        case (.post, 2): return .save
        case (.get, 3): return ID(path[2]).map(RetentionPage.preview)
        case (.post, 3): return ID(path[2]).map(RetentionPage.anonymise)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/People/Retention",
        navigation: [
            NavigationItem("Thời hạn lưu", path: RetentionPage.show.path, needs: .manageInstallation, place: 146)
        ],
        examples: [RetentionPage.show, .save, .preview(ID(1)), .anonymise(ID(1))],
        recognise: { recognise($0, $1) })
}

enum RetentionAnswers {
    static func show(_ call: Call) throws -> Response {
        let retention = try call.read { try Retention.current($0) }
        return try show(call, TypedRetention(retention), errors: [:])
    }

    private static func show(_ call: Call, _ typed: TypedRetention, errors: [String: String]) throws -> Response {
        let scope = try call.signedIn().scope(.manageInstallation)
        let page = try call.read { db -> RetentionPages.Page in
            let retention = try Retention.current(db)
            let bound = retention.bound(on: call.today)
            let due = try bound.map { try Retention.due(until: $0, in: scope, on: call.today, db) } ?? []
            return RetentionPages.Page(retention: retention, bound: bound, due: due, typed: typed, errors: errors)
        }
        return call.page(
            "Thời hạn lưu", RetentionPages.show(page, token: call.hiddenToken), status: errors.isEmpty ? 200 : 422)
    }

    static func save(_ call: Call) throws -> Response {
        let typed = TypedRetention(call.request.form)
        do {
            let retention = try typed.retention()
            try call.write { try retention.save(by: $0) }
        } catch let refusal as RetentionRefusal {
            let field = refusal == .badYears ? "so-nam" : "van-ban"
            return try show(call, typed, errors: [field: refusal.explanation.notice])
        }
        return call.redirect(to: RetentionPage.show, saying: "Đã lưu thời hạn.")
    }

    static func preview(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageInstallation)
        let preview = try call.read {
            try Anonymising.preview(
                id, references: call.office.personReferences, in: scope, on: call.today, $0)
        }
        guard preview.person.state == .active else { throw PersonRefusal.notFound }
        return call.page("Ẩn danh", RetentionPages.preview(preview, token: call.hiddenToken))
    }

    static func anonymise(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageInstallation)
        try call.write {
            try Anonymising.anonymise(id, references: call.office.personReferences, in: scope, by: $0)
        }
        return call.redirect(to: RetentionPage.show, saying: "Đã ẩn danh. Chức vụ còn giữ cho thống kê.")
    }
}

/// What was typed about the period.
struct TypedRetention: Equatable {
    var years = ""
    var basis = ""
    var isConfirmed = false

    init(_ form: Parameters) {
        years = form["so-nam"] ?? ""
        basis = form["van-ban"] ?? ""
        isConfirmed = form["doi-chieu"] == "1"
    }

    init(_ retention: Retention) {
        years = retention.years.map(String.init) ?? ""
        (basis, isConfirmed) = (retention.basis, retention.isConfirmed)
    }

    func retention() throws(RetentionRefusal) -> Retention {
        let text = years.trimmed
        guard text.isEmpty || Int(text) != nil else { throw .badYears }
        return Retention(years: Int(text), basis: basis, isConfirmed: isConfirmed)
    }
}
