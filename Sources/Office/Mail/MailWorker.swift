import Vocabulary

/// Sends what the outbox holds: a job, so one node at a time and never within the work that caused a letter.
public enum MailWorker {
    static let name = "mail.send"

    public static let job = Job(
        // Three times what one letter may take: each prolongs it.
        name, "Gửi thư điện tử", .every(seconds: 15), leaseSeconds: 90,
        isNeeded: { office, db in
            try MailBox.hasDue(at: office.world.now(), db) && MailSetting.current(db).isOn
        },
        work: { try run($0, seconds: 30) })

    /// What was sent or given up is taken away after a month.
    public static let tidying = Job("mail.tidy", "Dọn thư đã gửi", .daily(hour: 2, minute: 20)) { run in
        let moment = run.office.world.now().adding(seconds: -MailBox.daysKept * 86_400)
        let count = try run.office.store.write { try MailBox.tidy(before: moment, $0) }
        return "Đã dọn \(count) thư cũ hơn \(MailBox.daysKept) ngày."
    }

    /// At most so many letters in one run; the rest waits for the next.
    static let most = 500

    static func run(_ run: JobRun, seconds: Int) throws -> String {
        let office = run.office
        let (setting, password) = try office.read { db in
            (try MailSetting.current(db), try MailSetting.password(office.sealing, db))
        }
        guard setting.isOn else { return "Gửi thư đang tắt." }
        let server = MailServer(setting, password: password, seconds: seconds)
        var (sent, refused) = (0, 0)
        while sent + refused < most, !run.isStopping {
            let mails = try office.read { try MailBox.nextDue(at: office.world.now(), limit: 50, $0) }
            if mails.isEmpty { break }
            for mail in mails {
                guard !run.isStopping, try run.keep() else { return words(sent, refused) }
                do {
                    try server.send(mail.message(setting))
                    try office.store.write { try MailBox.noteSent(mail.id, at: office.world.now(), $0) }
                    sent += 1
                } catch MailServer.Failure.letter(let words, let isFinal) {
                    try fail(mail, words, isFinal: isFinal, office)
                    refused += 1
                } catch MailServer.Failure.server(let words) {
                    // Nothing goes now: the others wait untouched, the runner tries again later and later.
                    try fail(mail, words, isFinal: false, office)
                    throw MailRefusal.serverFailed(words)
                }
            }
        }
        return words(sent, refused)
    }

    private static func fail(_ mail: Mail, _ words: String, isFinal: Bool, _ office: Office) throws {
        try office.store.write { try MailBox.noteFailure(mail, words, isFinal: isFinal, at: office.world.now(), $0) }
    }

    private static func words(_ sent: Int, _ refused: Int) -> String {
        "Đã gửi \(sent) thư" + (refused > 0 ? ", \(refused) thư bị từ chối." : ".")
    }

    /// One letter at once, to see whether the settings work. Up to `seconds`: run it on the slow lane.
    static func tryOut(
        _ setting: MailSetting, password: String?, to address: MailAddress, name: String, at now: Instant,
        seconds: Int = 20
    )
        throws
    {
        let mail = Mail(
            id: ID(0), address: address.text, name: name, kind: "thu", subject: "Thư thử từ phần mềm Vinh Danh",
            body:
                "Nếu ông/bà đọc được thư này, phần mềm đã gửi được thư qua máy chủ \(setting.host).\n\nChữ có dấu: “Hội nghị tổng kết phong trào thi đua yêu nước”.",
            link: "/", added: now)
        do {
            try MailServer(setting, password: password, seconds: seconds).send(mail.message(setting))
        } catch MailServer.Failure.server(let words), MailServer.Failure.letter(let words, _) {
            throw MailRefusal.serverFailed(words)
        }
    }
}
