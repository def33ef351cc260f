import Database
import Markup
import Vocabulary

/// Thư: one letter of the outbox.
public struct Mail: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case waiting, sent, failed, withdrawn

        public var vietnamese: String {
            switch self {
            case .waiting: "đang chờ gửi"
            case .sent: "đã gửi"
            case .failed: "không gửi được"
            case .withdrawn: "đã bỏ"
            }
        }
    }

    public let id: ID<Mail>
    public let address: String
    public let name: String
    public let kind: String
    public let subject: String
    public let body: String
    public let link: String?
    public let added: Instant
    public let due: Instant
    public let state: State
    public let attempts: Int
    public let ended: Instant?
    public let words: String

    /// A letter that is in no outbox.
    init(
        id: ID<Mail>, address: String, name: String, kind: String, subject: String, body: String, link: String?,
        added: Instant
    ) {
        (self.id, self.address, self.name, self.kind) = (id, address, name, kind)
        (self.subject, self.body, self.link, self.added, self.due) = (subject, body, link, added, added)
        (state, attempts, ended, words) = (.waiting, 0, nil, "")
    }

    static let columns: SQL =
        "m.id, m.address, m.name, m.kind, m.subject, m.body, m.link, m.added, m.due, m.state, m.attempts, m.ended, m.words"

    init(_ row: Row) throws {
        id = try row("id")
        address = try row("address")
        name = try row("name")
        kind = try row("kind")
        subject = try row("subject")
        body = try row("body")
        link = try row("link")
        added = try row("added")
        due = try row("due")
        state = try row("state")
        attempts = try row("attempts")
        ended = try row("ended")
        words = try row("words")
    }

    /// The letter as it leaves: the words, the link, who sends it and why one gets it.
    func message(_ setting: MailSetting) throws -> MailMessage {
        guard let to = MailAddress(address) else {
            throw MailServer.Failure.letter("địa chỉ không đúng", isFinal: true)
        }
        guard let from = MailAddress(setting.sender) else { throw MailRefusal.badSender }
        let greeting = name.isEmpty ? "Kính gửi ông/bà," : "Kính gửi ông/bà \(name),"
        let address = link.map { setting.site + $0 }
        let foot = """
            Thư do phần mềm Vinh Danh gửi tự động, xin không trả lời. \
            Chọn loại thư và giờ nhận tại \(setting.site)\(NoticePage.choices.path)
            """
        let text = ([greeting, body] + (address.map { ["Xem và xử lý: \($0)"] } ?? []) + ["-- \n\(foot)"])
            .joined(separator: "\n\n")
        return MailMessage(
            from: from, fromName: setting.senderName, to: to, toName: name, subject: subject, text: text + "\n",
            html: page(greeting, address, foot),
            // The same at every attempt, so that a letter that went twice shows once.
            id: "thu-\(id).\(added.milliseconds)@\(from.domain)", at: added)
    }

    /// No style, no picture: what every mail program shows, and nothing that calls home.
    private func page(_ greeting: String, _ address: String?, _ foot: String) -> HTML {
        let paragraphs = body.split(separator: "\n\n").map { paragraph -> HTML in
            let lines = paragraph.split(separator: "\n").map(String.init)
            if lines.count > 1, lines.dropFirst().allSatisfy({ $0.hasPrefix("- ") }) {
                let items = lines.filter { $0.hasPrefix("- ") }.map { "<li>\(String($0.dropFirst(2)))</li>" as HTML }
                return "\(if: !lines[0].hasPrefix("- "), "<p>\(lines[0])</p>")<ul>\(items)</ul>"
            }
            return "<p>\(lines.map { HTML(text: $0) }.joined("<br>"))</p>"
        }
        return """
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><title>\(subject)</title></head><body>
            <p>\(greeting)</p>
            \(paragraphs)
            \(address.map { "<p><a href=\"\(url: $0)\">Xem và xử lý</a></p>" as HTML })
            <hr><p><small>\(foot)</small></p>
            </body></html>

            """
    }
}

/// What a room puts into the outbox; the worker sends it afterwards.
public struct NewMail: Equatable, Sendable {
    public var account: ID<Account>?
    public var address: MailAddress
    public var name: String
    /// The kind of notice, or what else it is: `tong-hop`.
    public var kind: String
    public var subject: String
    /// Paragraphs parted by empty lines; lines that begin with `- ` are a list.
    public var body: String
    /// A path of this program.
    public var link: String?
    public var notBefore: Instant?

    public init(
        account: ID<Account>? = nil, address: MailAddress, name: String, kind: String, subject: String, body: String,
        link: String? = nil, notBefore: Instant? = nil
    ) {
        (self.account, self.address, self.name, self.kind) = (account, address, name, kind)
        (self.subject, self.body, self.link, self.notBefore) = (subject, body, link, notBefore)
    }
}
