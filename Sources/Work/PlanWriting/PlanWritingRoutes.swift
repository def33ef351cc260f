import HTTP
import Markup
import Office
import Vocabulary

/// Plans that are written here: the list, one of them in its parts, its paper, its signature.
public enum PlanWritingPage: Page, Equatable {
    /// What a button beside a line does.
    public enum Act: String, Equatable, Sendable, CaseIterable {
        case keep = "giu"
        case drop = "bo"
        case back = "lay-lai"
        case up = "len"
        case down = "xuong"
        case replace = "thay"
        case unsend = "chua-gui"
    }

    case list
    case new
    case begin
    case one(ID<Manuscript>)
    case askDiscard(ID<Manuscript>)
    case discard(ID<Manuscript>)
    case restore(ID<Manuscript>)
    case head(ID<Manuscript>)
    case saveHead(ID<Manuscript>)
    case text(ID<Manuscript>, Manuscript.Part)
    case saveText(ID<Manuscript>, Manuscript.Part)
    case bases(ID<Manuscript>)
    case addBases(ID<Manuscript>)
    case basis(ID<Manuscript>, ID<ManuscriptBasis>)
    case saveBasis(ID<Manuscript>, ID<ManuscriptBasis>)
    case basisAct(ID<Manuscript>, ID<ManuscriptBasis>, Act)
    case rows(ID<Manuscript>)
    case keepWaiting(ID<Manuscript>)
    case newRow(ID<Manuscript>)
    case addRow(ID<Manuscript>)
    case row(ID<Manuscript>, ID<ManuscriptRow>)
    case saveRow(ID<Manuscript>, ID<ManuscriptRow>)
    case rowAct(ID<Manuscript>, ID<ManuscriptRow>, Act)
    case addSection(ID<Manuscript>)
    case section(ID<Manuscript>, ID<ManuscriptSection>)
    case saveSection(ID<Manuscript>, ID<ManuscriptSection>)
    case sectionAct(ID<Manuscript>, ID<ManuscriptSection>, Act)
    case recipients(ID<Manuscript>)
    case addRecipients(ID<Manuscript>)
    case markRecipients(ID<Manuscript>)
    case recipientAct(ID<Manuscript>, ID<ManuscriptRecipient>, Act)
    case comment(ID<Manuscript>)
    case settle(ID<Manuscript>, ID<ManuscriptComment>)
    case preview(ID<Manuscript>)
    case file(ID<Manuscript>, PaperFile)
    case sign(ID<Manuscript>)
    case publish(ID<Manuscript>)

    static let root = "soan-ke-hoach"

    /// `muc-dich`
    static func name(of part: Manuscript.Part) -> String { part.vietnamese.folded.replacing(" ", with: "-") }

    private static func of(_ id: ID<Manuscript>, _ rest: String) -> String { "/\(root)/\(id)/\(rest)" }

    public var path: String {
        switch self {
        case .list: "/\(Self.root)"
        case .new, .begin: "/\(Self.root)/moi"
        case .one(let id): "/\(Self.root)/\(id)"
        case .askDiscard(let id), .discard(let id): Self.of(id, "bo")
        case .restore(let id): Self.of(id, "lay-lai")
        case .head(let id), .saveHead(let id): Self.of(id, "phan-dau")
        case .text(let id, let part), .saveText(let id, let part): Self.of(id, "phan/\(Self.name(of: part))")
        case .bases(let id), .addBases(let id): Self.of(id, "can-cu")
        case .basis(let id, let basis), .saveBasis(let id, let basis): Self.of(id, "can-cu/\(basis)")
        case .basisAct(let id, let basis, let act): Self.of(id, "can-cu/\(basis)/\(act.rawValue)")
        case .rows(let id): Self.of(id, "nhiem-vu")
        case .keepWaiting(let id): Self.of(id, "giu-het")
        case .newRow(let id), .addRow(let id): Self.of(id, "viec/moi")
        case .row(let id, let row), .saveRow(let id, let row): Self.of(id, "viec/\(row)")
        case .rowAct(let id, let row, let act): Self.of(id, "viec/\(row)/\(act.rawValue)")
        case .addSection(let id): Self.of(id, "muc")
        case .section(let id, let section), .saveSection(let id, let section): Self.of(id, "muc/\(section)")
        case .sectionAct(let id, let section, let act): Self.of(id, "muc/\(section)/\(act.rawValue)")
        case .recipients(let id), .addRecipients(let id): Self.of(id, "noi-nhan")
        case .markRecipients(let id): Self.of(id, "noi-nhan/ghi")
        case .recipientAct(let id, let one, let act): Self.of(id, "noi-nhan/\(one)/\(act.rawValue)")
        case .comment(let id): Self.of(id, "y-kien")
        case .settle(let id, let comment): Self.of(id, "y-kien/\(comment)/xong")
        case .preview(let id): Self.of(id, "xem")
        case .file(let id, let file): Self.of(id, "ke-hoach.\(file.rawValue)")
        case .sign(let id), .publish(let id): Self.of(id, "ban-hanh")
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .one, .askDiscard, .head, .text, .bases, .basis, .rows, .newRow, .row, .section, .recipients,
            .preview, .file, .sign:
            .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .one, .rows, .preview, .file, .comment: .permission(.readPlanDrafts)
        default: .permission(.preparePlans)
        }
    }

    /// Where the paper is written and read, that takes some ten milliseconds or more.
    public var lane: Lane {
        switch self {
        case .begin, .one, .rows, .preview, .file, .sign, .publish: .slow
        default: .fast
        }
    }

    public func answer(_ call: Call) throws -> Response {
        // One outside one's scope is answered like one that does not exist.
        do { return try answerFound(call) } catch PlanWritingRefusal.notFound { throw FrameRefusal.notFound }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .list: try PlanWritingAnswers.list(call)
        case .new: try PlanWritingAnswers.new(call)
        case .begin: try PlanWritingAnswers.begin(call)
        case .one(let id): try PlanWritingAnswers.one(id, call)
        case .askDiscard(let id): try PlanWritingAnswers.askDiscard(id, call)
        case .discard(let id): try PlanWritingAnswers.discard(id, call)
        case .restore(let id): try PlanWritingAnswers.restore(id, call)
        case .head(let id): try ManuscriptForms.head(id, call)
        case .saveHead(let id): try ManuscriptForms.saveHead(id, call)
        case .text(let id, let part): try ManuscriptForms.text(part, id, call)
        case .saveText(let id, let part): try ManuscriptForms.saveText(part, id, call)
        case .bases(let id): try BasisAnswers.list(id, call)
        case .addBases(let id): try BasisAnswers.add(id, call)
        case .basis(let id, let basis): try BasisAnswers.edit(basis, id, call)
        case .saveBasis(let id, let basis): try BasisAnswers.save(basis, id, call)
        case .basisAct(let id, let basis, let act): try BasisAnswers.act(act, basis, id, call)
        case .rows(let id): try RowAnswers.list(id, call)
        case .keepWaiting(let id): try RowAnswers.keepWaiting(id, call)
        case .newRow(let id): try RowAnswers.new(id, call)
        case .addRow(let id): try RowAnswers.add(id, call)
        case .row(let id, let row): try RowAnswers.edit(row, id, call)
        case .saveRow(let id, let row): try RowAnswers.save(row, id, call)
        case .rowAct(let id, let row, let act): try RowAnswers.act(act, row, id, call)
        case .addSection(let id): try RowAnswers.addSection(id, call)
        case .section(let id, let section): try RowAnswers.section(section, id, call)
        case .saveSection(let id, let section): try RowAnswers.saveSection(section, id, call)
        case .sectionAct(let id, let section, let act): try RowAnswers.act(act, section, id, call)
        case .recipients(let id): try RecipientAnswers.list(id, call)
        case .addRecipients(let id): try RecipientAnswers.add(id, call)
        case .markRecipients(let id): try RecipientAnswers.mark(id, call)
        case .recipientAct(let id, let one, let act): try RecipientAnswers.act(act, one, id, call)
        case .comment(let id): try PlanWritingAnswers.comment(id, call)
        case .settle(let id, let comment): try PlanWritingAnswers.settle(comment, id, call)
        case .preview(let id): try PlanWritingAnswers.preview(id, call)
        case .file(let id, let file): try PlanWritingAnswers.file(file, id, call)
        case .sign(let id): try PlanWritingAnswers.sign(id, call)
        case .publish(let id): try PlanWritingAnswers.publish(id, call)
        }
    }

    /// One of each case; keys that no test has are refused as not found.
    public static let examples: [PlanWritingPage] = [
        .list, .new, .begin, .one(ID(1)), .askDiscard(ID(1)), .discard(ID(1)), .restore(ID(1)), .head(ID(1)),
        .saveHead(ID(1)), .text(ID(1), .purpose), .saveText(ID(1), .purpose), .bases(ID(1)), .addBases(ID(1)),
        .basis(ID(1), ID(1)), .saveBasis(ID(1), ID(1)), .basisAct(ID(1), ID(1), .drop), .rows(ID(1)),
        .keepWaiting(ID(1)), .newRow(ID(1)), .addRow(ID(1)), .row(ID(1), ID(1)), .saveRow(ID(1), ID(1)),
        .rowAct(ID(1), ID(1), .drop), .addSection(ID(1)), .section(ID(1), ID(1)), .saveSection(ID(1), ID(1)),
        .sectionAct(ID(1), ID(1), .drop), .recipients(ID(1)), .addRecipients(ID(1)), .markRecipients(ID(1)),
        .recipientAct(ID(1), ID(1), .drop), .comment(ID(1)), .settle(ID(1), ID(1)), .preview(ID(1)),
        .file(ID(1), .docx), .file(ID(1), .pdf), .sign(ID(1)), .publish(ID(1)),
    ]

    public static let room = Room(
        name: "Work/PlanWriting",
        navigation: [
            NavigationItem("Soạn kế hoạch", path: PlanWritingPage.list.path, needs: .readPlanDrafts, place: 21)
        ],
        ledger: [.manuscript], examples: examples, recognise: { recognise($0, $1) })
}

extension PlanWritingPage {
    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> PlanWritingPage? {
        guard path.first == root[...] else { return nil }
        switch path.count {
        case 1: return method == .get ? .list : nil
        case 2 where path[1] == "moi": return method == .get ? .new : method == .post ? .begin : nil
        case 2: return method == .get ? ID(path[1]).map(PlanWritingPage.one) : nil
        default:
            guard let id = ID<Manuscript>(path[1]) else { return nil }
            let rest = path.dropFirst(2).map(String.init)
            return method == .get ? opened(id, rest) : method == .post ? written(id, rest) : nil
        }
    }

    private static func part(_ name: String) -> Manuscript.Part? {
        Manuscript.Part.allCases.first { self.name(of: $0) == name }
    }

    private static func opened(_ id: ID<Manuscript>, _ rest: [String]) -> PlanWritingPage? {
        switch (rest[0], rest.count) {
        case ("bo", 1): .askDiscard(id)
        case ("phan-dau", 1): .head(id)
        case ("phan", 2): part(rest[1]).map { .text(id, $0) }
        case ("can-cu", 1): .bases(id)
        case ("can-cu", 2): ID(rest[1][...]).map { .basis(id, $0) }
        case ("nhiem-vu", 1): .rows(id)
        case ("viec", 2): rest[1] == "moi" ? .newRow(id) : ID(rest[1][...]).map { .row(id, $0) }
        case ("muc", 2): ID(rest[1][...]).map { .section(id, $0) }
        case ("noi-nhan", 1): .recipients(id)
        case ("xem", 1): .preview(id)
        case ("ke-hoach.docx", 1): .file(id, .docx)
        case ("ke-hoach.pdf", 1): .file(id, .pdf)
        case ("ban-hanh", 1): .sign(id)
        default: nil
        }
    }

    private static func written(_ id: ID<Manuscript>, _ rest: [String]) -> PlanWritingPage? {
        switch (rest[0], rest.count) {
        case ("bo", 1): .discard(id)
        case ("lay-lai", 1): .restore(id)
        case ("phan-dau", 1): .saveHead(id)
        case ("phan", 2): part(rest[1]).map { .saveText(id, $0) }
        case ("can-cu", 1): .addBases(id)
        case ("can-cu", 2): ID(rest[1][...]).map { .saveBasis(id, $0) }
        case ("giu-het", 1): .keepWaiting(id)
        case ("viec", 2): rest[1] == "moi" ? .addRow(id) : ID(rest[1][...]).map { .saveRow(id, $0) }
        case ("muc", 1): .addSection(id)
        case ("muc", 2): ID(rest[1][...]).map { .saveSection(id, $0) }
        case ("noi-nhan", 1): .addRecipients(id)
        case ("noi-nhan", 2): rest[1] == "ghi" ? .markRecipients(id) : nil
        case ("y-kien", 1): .comment(id)
        case ("y-kien", 3): rest[2] == "xong" ? ID(rest[1][...]).map { .settle(id, $0) } : nil
        case ("ban-hanh", 1): .publish(id)
        case (_, 3): Act(rawValue: rest[2]).flatMap { act(id, rest[0], rest[1][...], $0) }
        default: nil
        }
    }

    private static func act(_ id: ID<Manuscript>, _ kind: String, _ key: Substring, _ act: Act) -> PlanWritingPage? {
        switch kind {
        case "can-cu": ID(key).map { .basisAct(id, $0, act) }
        case "viec": ID(key).map { .rowAct(id, $0, act) }
        case "muc": ID(key).map { .sectionAct(id, $0, act) }
        case "noi-nhan": ID(key).map { .recipientAct(id, $0, act) }
        default: nil
        }
    }
}

extension LedgerKind {
    static let manuscript = LedgerKind(
        "manuscript", "Kế hoạch đang soạn",
        acts: [
            "manuscript.begin": "bắt đầu soạn", "manuscript.head": "sửa phần đầu", "manuscript.text": "sửa lời văn",
            "manuscript.section": "sửa mục", "manuscript.order": "đổi thứ tự", "manuscript.row": "ghi nhiệm vụ",
            "manuscript.decide": "xem nhiệm vụ", "manuscript.bases": "sửa căn cứ",
            "manuscript.recipients": "thêm nơi nhận", "manuscript.withdraw": "bỏ nơi nhận",
            "manuscript.sent": "ghi đã gửi", "manuscript.read": "ghi đã đọc", "manuscript.unsent": "bỏ ghi đã gửi",
            "manuscript.comment": "góp ý", "manuscript.settle": "ghi đã tiếp thu ý kiến",
            "manuscript.discard": "bỏ bản soạn", "manuscript.restore": "lấy lại bản soạn",
            "manuscript.sign": "ban hành",
        ],
        facts: [
            "year": "năm", "plans": "từ kế hoạch số", "rows": "số việc", "title": "tên", "day": "ngày", "part": "phần",
            "row": "dòng số", "text": "nội dung", "time": "thời gian", "lead": "chủ trì", "decision": "quyết định",
            "bases": "căn cứ", "recipients": "số nơi nhận", "recipient": "nơi nhận", "channel": "cách gửi",
            "comment": "ý kiến số", "number": "số văn bản", "plan": "kế hoạch số",
        ],
        values: Dictionary(
            uniqueKeysWithValues: ManuscriptRow.Decision.allCases.map {
                ("decision=\($0.rawValue)", $0.vietnamese.loweredStart)
            } + ManuscriptRecipient.Channel.allCases.map { ("channel=\($0.rawValue)", $0.vietnamese) }
                + Manuscript.Part.allCases.map { ("part=\($0.rawValue)", $0.vietnamese.loweredStart) }
                + [
                    ("part=rows", "nhiệm vụ"), ("part=sections", "mục"), ("part=bases", "căn cứ"),
                    ("part=recipients", "nơi nhận"),
                ]),
        needs: .readPlanDrafts, page: { PlanWritingPage.one(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM manuscript m JOIN unit u ON u.id = m.unit WHERE m.id = \(id)") as String?
        })
}
