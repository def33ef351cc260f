import HTTP
import Markup
import Vocabulary

/// Asks somebody who is signed in who it is, and goes on with what they were doing.
enum ProofAnswers {
    static func form(_ call: Call) throws -> Response {
        try page(
            to: SecondFactorPage.prove.path,
            hidden: call.hiddenToken + [("ve", (call.request.query["ve"] ?? "/").asOwnPath)], losesFiles: false, nil,
            call)
    }

    static func prove(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let wanted = (call.request.form["ve"] ?? "/").asOwnPath
        if visitor.proof.isRecent(at: call.office.world.now()) { return .redirect(to: wanted) }
        do {
            try Reauthentication.prove(
                call.request.form[Reauthentication.field] ?? "", visitor, call.request, in: call.office)
            return .redirect(to: wanted)
        } catch let refusal as SecondFactorRefusal {
            return try page(
                to: SecondFactorPage.prove.path, hidden: call.hiddenToken + [("ve", wanted)], losesFiles: false,
                refusal,
                call)
        }
    }

    /// - Parameter to: where the form goes that waits, with its fields in `hidden`.
    static func page(
        to path: String, hidden: [(name: String, value: String)], losesFiles: Bool, _ refusal: SecondFactorRefusal?,
        _ call: Call
    ) throws -> Response {
        let visitor = try call.signedIn()
        let model = ProofPages.Model(
            visitor: visitor, path: path, hidden: hidden.filter { $0.name != Reauthentication.field },
            losesFiles: losesFiles, carries: path != SecondFactorPage.prove.path,
            provider: try call.read { db in
                try OpenIDIdentity.ofProvider(visitor.account, db) == nil ? nil : OpenIDProvider.button(db)
            }, refusal: refusal)
        let status =
            switch refusal {
            case nil: 200
            case .tooManyAttempts: 429
            default: 422
            }
        return call.page("Xác nhận lại", ProofPages.ask(model), status: status)
    }
}

/// The page that asks.
enum ProofPages {
    struct Model {
        let visitor: Visitor
        let path: String
        let hidden: [(name: String, value: String)]
        let losesFiles: Bool
        /// A form waits, with all that was typed.
        let carries: Bool
        /// Whether the provider may say it instead of a password.
        let provider: String?
        let refusal: SecondFactorRefusal?
    }

    static func ask(_ model: Model) -> HTML {
        let errors = model.refusal.map { [Reauthentication.field: $0.explanation.notice] } ?? [:]
        let field =
            (model.visitor.proof.isEnrolled
            ? Field(
                Reauthentication.field, "Mã trên ứng dụng",
                hint: "6 chữ số của ứng dụng xác thực, hoặc một mã dự phòng.",
                id: "xac-nhan-lai", .text("", kind: .code, length: 10, autocomplete: "one-time-code"))
            : Field(
                Reauthentication.field, "Mật khẩu", id: "xac-nhan-lai",
                .text("", kind: .password, autocomplete: "current-password"))).with(errors: errors)
        return """
            \(PageHead("Xác nhận lại", facts: "Việc sắp làm cần biết chắc người ngồi trước máy vẫn là \(model.visitor.name)."))
            \(ErrorSummary("Chưa xác nhận được", fields: [field]))
            \(if: model.carries, Note(.plain, "Chưa có gì bị thay đổi.", body: "Nội dung vừa nhập được giữ nguyên và sẽ thực hiện ngay sau khi xác nhận.").html)
            \(if: model.losesFiles, Note(.care, "Tệp vừa chọn chưa được nhận.", body: "Xác nhận xong, phần mềm đưa ông/bà về lại trang trước để chọn lại tệp.").html)
            <div class="narrow gap">
            \(Form(to: model.path, hidden: model.hidden, content: """
                <input value="\(model.visitor.login)" autocomplete="username" aria-label="Tên đăng nhập" hidden>
                \(field)\(Actions([.submit("Xác nhận và tiếp tục", .primary, busy: "Đang kiểm tra…"), .link("Thôi", "/")]))
                """))
            \(if: model.provider != nil, OpenIDPages.proveElsewhere())
            <p class="small soft gap">Trong \(SessionProof.recentSeconds / 60) phút sau đó không phải xác nhận lại.</p>
            </div>
            """
    }
}
