import Database
import Office
import Vocabulary

/// Nơi nhận: who gets the paper, by what way, and whether it was sent and read.
public struct ManuscriptRecipient: Equatable, Sendable {
    public enum Channel: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case axis, mail, paper, zalo, other

        public var vietnamese: String {
            switch self {
            case .axis: "trục liên thông văn bản"
            case .mail: "thư điện tử"
            case .paper: "bản giấy"
            case .zalo: "Zalo"
            case .other: "cách khác"
            }
        }
    }

    public let id: ID<ManuscriptRecipient>
    public let name: String
    public let channel: Channel
    public let sentOn: Day?
    public let sentBy: String?
    public let readOn: Day?
    public let readBy: String?

    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [ManuscriptRecipient] {
        try db.all(
            """
            SELECT id, name, channel, sent_on, sent_by, read_on, read_by FROM manuscript_recipient
            WHERE manuscript = \(id) ORDER BY position, id
            """
        ).map { row in
            ManuscriptRecipient(
                id: try row("id"), name: try row("name"), channel: try row("channel"), sentOn: try row("sent_on"),
                sentBy: try row("sent_by"), readOn: try row("read_on"), readBy: try row("read_by"))
        }
    }
}

/// Writing of the list of recipients. Who gets it may be changed until it is signed; sent and read are noted after that too.
extension Manuscripts {
    static let mostRecipients = 300

    /// Adds several, one a line.
    public static func addRecipients(
        _ names: String, by channel: ManuscriptRecipient.Channel, to id: ID<Manuscript>, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let lines = try ManuscriptCheck.lines(names)
        guard !lines.isEmpty else { throw PlanWritingRefusal.noWords(what: "nơi nhận") }
        let known = try ManuscriptRecipient.all(of: id, operation)
        guard known.count + lines.count <= mostRecipients else { throw PlanWritingRefusal.tooMany(mostRecipients) }
        let names = Set(known.map { $0.name.folded })
        let new = lines.filter { !names.contains($0.folded) }
        try insert(new, channel, after: known.count, id, operation)
        try touch(id, operation)
        try operation.record(
            "manuscript.recipients", on: Subject("manuscript", id), after: ["recipients": String(new.count)])
    }

    static func insert(
        _ names: [String], _ channel: ManuscriptRecipient.Channel, after count: Int, _ id: ID<Manuscript>,
        _ operation: Operation
    ) throws {
        for (index, name) in names.enumerated() {
            try operation.run(
                """
                INSERT INTO manuscript_recipient (manuscript, position, name, channel)
                VALUES (\(id), \(count + index), \(name), \(channel))
                """)
        }
    }

    public static func removeRecipient(
        _ recipient: ID<ManuscriptRecipient>, of id: ID<Manuscript>, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let found = try Self.recipient(recipient, of: id, operation)
        try operation.run("DELETE FROM manuscript_recipient WHERE id = \(recipient)")
        try touch(id, operation)
        try operation.record(
            "manuscript.withdraw", on: Subject("manuscript", id), before: ["recipient": found.name])
    }

    public static func moveRecipient(
        _ recipient: ID<ManuscriptRecipient>, of id: ID<Manuscript>, _ direction: Direction, by operation: Operation
    ) throws {
        _ = try editable(id, operation)
        let ids = try ManuscriptRecipient.all(of: id, operation).map(\.id)
        let order = try direction.moving(recipient, in: ids)
        for (position, id) in order.enumerated() {
            try operation.run("UPDATE manuscript_recipient SET position = \(position) WHERE id = \(id)")
        }
        try touch(id, operation)
        try operation.record("manuscript.order", on: Subject("manuscript", id), after: ["part": "recipients"])
    }

    /// Notes that the paper went to these, by a way, on a day.
    public static func sent(
        to recipients: [ID<ManuscriptRecipient>], by channel: ManuscriptRecipient.Channel?, on day: Day,
        of id: ID<Manuscript>, by operation: Operation
    ) throws {
        try note(recipients, on: day, of: id, operation) { found in
            let earliest = found.readOn.map { min($0, day) } ?? day
            try operation.run(
                """
                UPDATE manuscript_recipient SET channel = \(channel ?? found.channel), sent_on = \(earliest),
                    sent_account = \(operation.actor.account), sent_by = \(operation.actor.name) WHERE id = \(found.id)
                """)
        }
        try operation.record(
            "manuscript.sent", on: Subject("manuscript", id),
            after: ["recipients": String(recipients.count), "day": day.iso, "channel": channel?.rawValue])
    }

    /// Notes that these have read it; who was never noted as sent to is taken as sent that day.
    public static func read(
        by recipients: [ID<ManuscriptRecipient>], on day: Day, of id: ID<Manuscript>, by operation: Operation
    ) throws {
        try note(recipients, on: day, of: id, operation) { found in
            if let sent = found.sentOn, day < sent { throw PlanWritingRefusal.readBeforeSent(found.name, sent) }
            try operation.run(
                """
                UPDATE manuscript_recipient SET read_on = \(day), read_account = \(operation.actor.account),
                    read_by = \(operation.actor.name), sent_on = COALESCE(sent_on, \(day)),
                    sent_by = COALESCE(sent_by, \(operation.actor.name)) WHERE id = \(found.id)
                """)
        }
        try operation.record(
            "manuscript.read", on: Subject("manuscript", id),
            after: ["recipients": String(recipients.count), "day": day.iso])
    }

    /// Takes back what was noted by mistake.
    public static func forgetSending(
        _ recipient: ID<ManuscriptRecipient>, of id: ID<Manuscript>, by operation: Operation
    ) throws {
        let found = try Self.recipient(recipient, of: id, operation)
        try operation.run(
            """
            UPDATE manuscript_recipient SET sent_on = NULL, sent_by = NULL, sent_account = NULL, read_on = NULL,
                read_by = NULL, read_account = NULL WHERE id = \(recipient)
            """)
        try operation.record(
            "manuscript.unsent", on: Subject("manuscript", id),
            before: ["recipient": found.name, "day": found.sentOn?.iso])
    }

    private static func note(
        _ recipients: [ID<ManuscriptRecipient>], on day: Day, of id: ID<Manuscript>, _ operation: Operation,
        _ change: (ManuscriptRecipient) throws -> Void
    ) throws {
        guard try with(id, operation).state != .discarded else { throw PlanWritingRefusal.discarded }
        guard !recipients.isEmpty else { throw PlanWritingRefusal.nobodyChosen }
        guard day <= operation.today else { throw PlanWritingRefusal.futureDay }
        let known = try ManuscriptRecipient.all(of: id, operation)
        for recipient in recipients {
            guard let found = known.first(where: { $0.id == recipient }) else { throw PlanWritingRefusal.notFound }
            try change(found)
        }
    }

    private static func recipient(
        _ recipient: ID<ManuscriptRecipient>, of id: ID<Manuscript>, _ db: any Reader
    ) throws -> ManuscriptRecipient {
        guard let found = try ManuscriptRecipient.all(of: id, db).first(where: { $0.id == recipient }) else {
            throw PlanWritingRefusal.notFound
        }
        return found
    }
}
