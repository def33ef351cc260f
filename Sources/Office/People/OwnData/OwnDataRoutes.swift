import Database
import Foundation
import HTTP
import Markup
import Vocabulary

/// What the installation keeps about whoever asks: to read, to take away, to have corrected.
public enum OwnDataPage: Page, Equatable {
    case show
    case download
    case request
    case settle(ID<CorrectionRequest>)

    public var path: String {
        switch self {
        case .show, .request: "/du-lieu-cua-toi"
        case .download: "/du-lieu-cua-toi.json"
        case .settle(let id): "/nguoi/de-nghi/\(id)"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .show, .download: .get
        case .request, .settle: .post
        }
    }

    public var needs: Need {
        switch self {
        case .show, .download, .request: .signedIn
        case .settle: .permission(.managePeople)
        }
    }

    public var isPersonal: Bool {
        switch self {
        case .show, .download, .request: true
        case .settle: false
        }
    }

    public var lane: Lane { .slow }
    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return switch self {
            case .show: try OwnDataAnswers.show(call, typed: "", error: nil)
            case .download: try OwnDataAnswers.download(call)
            case .request: try OwnDataAnswers.request(call)
            case .settle(let id): try OwnDataAnswers.settle(id, call)
            }
        } catch PersonRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> OwnDataPage? {
        switch (method, path.count, path.first) {
        case (.get, 1, "du-lieu-cua-toi"): return .show
        case (.post, 1, "du-lieu-cua-toi"): return .request
        case (.get, 1, "du-lieu-cua-toi.json"): return .download
        case (.post, 3, "nguoi") where path[1] == "de-nghi": return ID(path[2]).map(OwnDataPage.settle)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/People/OwnData", examples: [OwnDataPage.show, .download, .request, .settle(ID(1))],
        recognise: { recognise($0, $1) })
}

enum OwnDataAnswers {
    /// A kind of records with its rows.
    struct Part {
        let title: String
        let heads: [String]
        let rows: [[String]]
    }

    private static func parts(_ call: Call) throws -> (parts: [Part], person: ID<Person>?) {
        let account = try call.signedIn().account
        return try call.read { db in
            let person = try People.person(of: account, db)
            let parts = try call.office.ownRecords.map {
                Part(title: $0.title, heads: $0.heads, rows: try $0.told(account, person, call.office.book, db))
            }
            return (parts, person)
        }
    }

    static func show(_ call: Call, typed: String, error: String?) throws -> Response {
        let (parts, person) = try parts(call)
        return call.page(
            "Dữ liệu của tôi",
            OwnDataPages.show(parts, hasPerson: person != nil, typed: typed, error: error, token: call.hiddenToken),
            status: error == nil ? 200 : 422)
    }

    /// One JSON object: a list of objects under the title of each kind.
    static func download(_ call: Call) throws -> Response {
        let parts = try parts(call).parts
        let object = Dictionary(
            parts.map { part in
                (
                    part.title,
                    part.rows.map { row in
                        Dictionary(zip(part.heads, row), uniquingKeysWith: { first, _ in first })
                    }
                )
            }, uniquingKeysWith: +)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Response.json(Array(try encoder.encode(object))).offered(as: "du-lieu-cua-toi.json")
    }

    static func request(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let words = call.request.form["noi-dung"] ?? ""
        do {
            try call.write { operation in
                guard let person = try People.person(of: visitor.account, operation) else {
                    throw CorrectionRefusal.noPerson
                }
                try CorrectionRequest.send(words, of: person, by: operation)
            }
        } catch let refusal as CorrectionRefusal {
            return try show(call, typed: words, error: refusal.explanation.notice)
        }
        return call.redirect(
            to: OwnDataPage.show, saying: "Đã gửi đề nghị đến người quản lý danh sách cá nhân của đơn vị.")
    }

    static func settle(_ id: ID<CorrectionRequest>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let answer = call.request.form["tra-loi"] ?? ""
        let person = try call.write { try CorrectionRequest.settle(id, answer: answer, in: scope, by: $0) }
        return call.redirect(to: PersonPage.show(person), saying: "Đã trả lời đề nghị sửa thông tin.")
    }
}

enum OwnDataPages {
    /// Rows of one kind shown on the page; the download has all.
    static let most = 50

    static func show(
        _ parts: [OwnDataAnswers.Part], hasPerson: Bool, typed: String, error: String?,
        token: [(name: String, value: String)]
    ) -> HTML {
        let field = Field(
            "noi-dung", "Điều chưa đúng và cách sửa", hint: "Ví dụ: năm sinh đúng là 1981.", error: error,
            .area(typed, rows: 3))
        return """
            \(PageHead(
                "Dữ liệu của tôi", facts: "Mọi điều phần mềm đang giữ về ông/bà. Mật khẩu chỉ giữ ở dạng không đọc được.",
                trail: [Link("Tài khoản của tôi", AccountPage.mine.path)], here: "Dữ liệu của tôi",
                actions: [.file("Tải về (JSON)", Address(OwnDataPage.download.path), .plain), .print()]))
            \(ErrorSummary("Chưa gửi được đề nghị", fields: [field]))
            \(if: !hasPerson, Note(.plain, "Tài khoản chưa gắn với hồ sơ cá nhân.", body: "Chỉ có dữ liệu của tài khoản dưới đây.").html)
            \(parts.filter { !$0.rows.isEmpty }.map(table))
            \(empty(parts))
            \(if: hasPerson, Section("Đề nghị sửa", id: "de-nghi", content: """
                <p class="soft">Người quản lý danh sách cá nhân của đơn vị sẽ xem và trả lời; câu trả lời hiện ở trang này.</p>
                <div class="narrow-left gap-s">\(Form(to: OwnDataPage.request.path, hidden: token, extras: [.guardsWords], content: """
                    \(field)\(Actions([.submit("Gửi đề nghị", .primary)]))
                    """))</div>
                """).html)
            """
    }

    private static func table(_ part: OwnDataAnswers.Part) -> HTML {
        let columns = part.heads.enumerated().map { index, head in
            Column<[String]>(head, index == 0 ? .name : .text) {
                "\($0.indices.contains(index) && !$0[index].isEmpty ? $0[index] : "–")"
            }
        }
        let shown = Array(part.rows.prefix(most))
        let count =
            shown.count < part.rows.count
            ? "\(shown.count) dòng mới nhất trong \(part.rows.count.dotted); tệp tải về có đủ"
            : "\(part.rows.count) dòng"
        return "<div class=\"gap\">\(RuledTable(part.title, count: count, columns: columns, rows: shown))</div>"
    }

    private static func empty(_ parts: [OwnDataAnswers.Part]) -> HTML {
        let names = parts.filter { $0.rows.isEmpty }.map { $0.title.lowercasedStart }
        guard !names.isEmpty else { return .empty }
        return "<p class=\"soft gap\">Không giữ gì về: \(names.joined(separator: "; ")).</p>"
    }
}

extension String {
    fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
