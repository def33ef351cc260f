import HTTP
import Markup
import Vocabulary

/// The answers of the pages about mail.
enum MailAnswers {
    static func settings(_ call: Call) throws -> Response {
        try settings(call, status: 200) { _ in }
    }

    private static func settings(_ call: Call, status: Int, _ change: (inout MailPages.Settings) -> Void) throws
        -> Response
    {
        var model = try call.read { db in
            MailPages.Settings(
                setting: try MailSetting.current(db), waiting: try MailBox.count(.waiting, db),
                failed: try MailBox.count(.failed, db), job: try JobRow.of(MailWorker.name, db), today: call.today)
        }
        change(&model)
        return call.page("Gửi thư điện tử", MailPages.settings(model, token: call.hiddenToken), status: status)
    }

    static func save(_ call: Call) throws -> Response {
        let form = call.request.form
        var typed = MailSetting()
        typed.isOn = form["bat"] != nil
        typed.host = form["may-chu"] ?? ""
        typed.port = Int((form["cong"] ?? "").trimmed) ?? 0
        typed.security = MailSetting.Security(rawValue: form["ma-hoa"] ?? "") ?? .startTLS
        typed.login = form["ten"] ?? ""
        typed.sender = form["dia-chi"] ?? ""
        typed.senderName = form["ten-gui"] ?? ""
        typed.site = form["trang"] ?? ""
        typed.certificates = form["chung-thu"] ?? ""
        let password = form["mat-khau"] ?? ""
        let new: String? = form["bo-mat-khau"] != nil ? "" : password.isEmpty ? nil : password
        do {
            try call.write { try MailSetting.save(typed, password: new, sealing: call.office.sealing, by: $0) }
        } catch let refusal as MailRefusal {
            return try settings(call, status: 422) { model in
                typed.hasPassword = model.setting.hasPassword
                model.setting = typed
                model.refusal = refusal
            }
        }
        return call.redirect(to: MailPage.settings, saying: "Đã lưu cấu hình gửi thư.")
    }

    static func tryOut(_ call: Call) throws -> Response {
        let typed = call.request.form["den"] ?? ""
        do {
            guard let address = MailAddress(typed) else { throw MailRefusal.badAddress }
            let (setting, password) = try call.read { db in
                (try MailSetting.current(db), try MailSetting.password(call.office.sealing, db))
            }
            guard !setting.host.isEmpty, MailAddress(setting.sender) != nil else { throw MailRefusal.isOff }
            try MailWorker.tryOut(
                setting, password: password, to: address, name: call.signedIn().name, at: call.office.world.now())
        } catch let refusal as MailRefusal {
            return try settings(call, status: 422) { model in
                model.tried = typed
                model.tryRefusal = refusal
            }
        }
        return call.redirect(to: MailPage.settings, saying: "Máy chủ thư đã nhận thư thử gửi đến \(typed.trimmed).")
    }

    // MARK: The outbox

    static func outbox(_ call: Call) throws -> Response {
        let query = call.request.query
        let state = query["loai"].flatMap { code in Mail.State.allCases.first { $0.code == code } }
        let model = try call.read { db in
            MailPages.Outbox(
                state: state,
                page: try MailBox.page(state, KeysetCursor { query[$0] }, db),
                failed: try MailBox.count(.failed, db), today: call.today)
        }
        return call.page("Thư đi", MailPages.outbox(model, token: call.hiddenToken))
    }

    static func again(_ id: ID<Mail>, _ call: Call) throws -> Response {
        try call.write { try MailBox.sendAgain(id, by: $0) }
        return call.redirect(to: MailPage.outbox, saying: "Thư sẽ được gửi lại.")
    }

    static func allAgain(_ call: Call) throws -> Response {
        let count = try call.write { try MailBox.sendAllAgain(by: $0) }
        return call.redirect(to: MailPage.outbox, saying: "\(count.dotted) thư sẽ được gửi lại.")
    }

    static func withdraw(_ id: ID<Mail>, _ call: Call) throws -> Response {
        try call.write { try MailBox.withdraw(id, by: $0) }
        return call.redirect(to: MailPage.outbox, saying: "Đã bỏ, thư này không gửi nữa. Có thể gửi lại khi cần.")
    }
}

extension Mail.State {
    /// In addresses.
    var code: String {
        switch self {
        case .waiting: "cho"
        case .sent: "da-gui"
        case .failed: "loi"
        case .withdrawn: "bo"
        }
    }
}
