import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the inbox and of the page of choices.
enum NoticeAnswers {
    static func inbox(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let kinds = call.kindsOfNotices
        let filter = NoticeList.Filter(
            kind: query["loai"].flatMap { code in kinds.first { $0.code == code }?.code },
            onlyNew: query["xem"] == "moi")
        let model = try call.read { db in
            NoticePages.Inbox(
                filter: filter, kinds: kinds,
                list: try NoticeList.page(
                    filter, of: visitor.account, from: KeysetCursor { query[$0] }, db),
                unread: try Notices.unread(of: visitor.account, db), site: try MailSetting.current(db).site,
                today: call.today)
        }
        return call.page("Thông báo", NoticePages.inbox(model, token: call.hiddenToken))
    }

    /// Bookkeeping of one's own reading: by the store, since it is no act of the office.
    static func open(_ id: ID<NoticeLine>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            let link = try call.office.store.write { db in
                try Notices.open(id, for: visitor.account, at: call.office.world.now(), db)
            }
            return .redirect(to: link)
        } catch NoticeRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func markRead(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        guard let newest = form["den"].flatMap({ ID<NoticeLine>($0) }) else {
            return .redirect(to: NoticePage.inbox.path)
        }
        let now = call.office.world.now()
        if form["mot"] != nil {
            do {
                _ = try call.office.store.write { try Notices.open(newest, for: visitor.account, at: now, $0) }
            } catch NoticeRefusal.notFound {
                throw FrameRefusal.notFound
            }
            return call.redirect(to: back(call), saying: "Đã đánh dấu đã đọc.")
        }
        let kind = form["loai"].flatMap { $0.isEmpty ? nil : $0 }
        let count = try call.office.store.write { db in
            try Notices.markAll(kind, upTo: newest, for: visitor.account, at: now, db)
        }
        return call.redirect(to: back(call), saying: "Đã đánh dấu \(count.dotted) thông báo là đã đọc.")
    }

    /// The list as it was filtered.
    private static func back(_ call: Call) -> String {
        let form = call.request.form
        return Address(NoticePage.inbox.path).with("loai", form["loai"]).with("xem", form["xem"]).text
    }

    // MARK: Choices

    static func choices(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let model = try call.read { db in
            NoticePages.Choices(
                form: NoticeChoiceForm(
                    try NoticeSetting.of(visitor.account, db), try NoticeSetting.choices(of: visitor.account, db),
                    kinds: call.kindsOfNotices),
                kinds: call.kindsOfNotices, sendsMail: try MailSetting.current(db).isOn)
        }
        return call.page("Cách nhận thông báo", NoticePages.choices(model, token: call.hiddenToken))
    }

    static func choose(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let kinds = call.kindsOfNotices
        let typed = NoticeChoiceForm(call.request.form, kinds: kinds)
        do {
            let setting = try typed.setting()
            try call.write { try NoticeSetting.save(setting, choices: typed.channels, of: visitor.account, by: $0) }
        } catch let refusal as NoticeRefusal {
            let model = try call.read { db in
                NoticePages.Choices(
                    form: typed, kinds: kinds, sendsMail: try MailSetting.current(db).isOn, refusal: refusal)
            }
            return call.page("Cách nhận thông báo", NoticePages.choices(model, token: call.hiddenToken), status: 422)
        }
        return call.redirect(to: NoticePage.choices, saying: "Đã lưu cách nhận thông báo.")
    }
}

extension Call {
    /// Every kind that any room tells, in the order of the rooms.
    var kindsOfNotices: [NoticeKind] { rooms.flatMap(\.notices) }
}

/// What a person typed about being told; it stays when the form is refused.
struct NoticeChoiceForm: Equatable {
    var address: String
    var days: Set<Int>
    var rests: Bool
    var first: String
    var last: String
    var digest: String
    var channels: [NoticeKind: NoticeKind.Channels]

    init(_ setting: NoticeSetting, _ choices: [String: NoticeKind.Channels], kinds: [NoticeKind]) {
        address = setting.address?.text ?? ""
        days = setting.days
        rests = setting.rests
        first = String(setting.hours.lowerBound)
        last = String(setting.hours.upperBound)
        digest = String(setting.digestHour)
        channels = Dictionary(uniqueKeysWithValues: kinds.map { ($0, choices[$0.code] ?? $0.standard) })
    }

    init(_ form: Parameters, kinds: [NoticeKind]) {
        address = form["thu"] ?? ""
        days = Set(form.all("ngay").compactMap { Int($0) }.filter { (1...7).contains($0) })
        rests = form["nghi"] != nil
        first = form["tu"] ?? ""
        last = form["den"] ?? ""
        digest = form["tong-hop"] ?? ""
        channels = Dictionary(
            uniqueKeysWithValues: kinds.map { kind in
                let chosen = form.all("kenh-\(kind.code)").compactMap { Int($0) }.filter { [1, 2, 4].contains($0) }
                return (kind, NoticeKind.Channels(rawValue: chosen.reduce(0) { $0 | $1 }))
            })
    }

    func setting() throws -> NoticeSetting {
        let mailbox = MailAddress(address)
        guard mailbox != nil || address.trimmed.isEmpty else { throw NoticeRefusal.badAddress }
        guard !days.isEmpty || mailbox == nil else { throw NoticeRefusal.noDay }
        guard let first = Int(first), let last = Int(last), (0...23).contains(first), (1...24).contains(last),
            first < last
        else { throw NoticeRefusal.badHours }
        guard let digest = Int(digest), (0...23).contains(digest) else { throw NoticeRefusal.badHours }
        return NoticeSetting(address: mailbox, days: days, rests: rests, hours: first..<last, digestHour: digest)
    }
}
