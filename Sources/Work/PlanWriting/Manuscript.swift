import Database
import Office
import Paper
import Vocabulary

/// Kế hoạch soạn tại đây: a plan while it is being written, until it is signed and becomes a plan of the programme.
public struct Manuscript: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case drafting, signed, discarded

        public var vietnamese: String {
            switch self {
            case .drafting: "đang soạn"
            case .signed: "đã ban hành"
            case .discarded: "đã bỏ"
            }
        }
    }

    /// What kind of paper it becomes.
    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case plan, programme

        var official: OfficialPaper.Kind { self == .plan ? .plan : .programme }
    }

    /// Phần lời: the parts that are running text.
    public enum Part: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case purpose, requirements, content, funding, organisation

        public var vietnamese: String {
            switch self {
            case .purpose: "Mục đích"
            case .requirements: "Yêu cầu"
            case .content: "Nội dung"
            case .funding: "Kinh phí thực hiện"
            case .organisation: "Tổ chức thực hiện"
            }
        }
    }

    /// Phần đầu và phần ký: what a person fills in of head and foot.
    public struct Head: Equatable, Sendable {
        public var kind: Kind
        public var superior: String?
        public var issuer: String
        public var symbol: String
        public var place: String
        public var plannedOn: Day
        public var abstract: String
        /// TM., KT., TL.
        public var onBehalf: String?
        public var deputyFor: String?
        public var byOrder: String?
        public var post: String
        public var signer: String?
        /// Behind “Lưu:”.
        public var kept: String
    }

    public let id: ID<Manuscript>
    public let unit: ID<Unit>
    public let unitName: String
    /// Where the unit stands: who may write it.
    public let branch: String
    public let year: Int
    public let head: Head
    public let number: Int?
    public let issuedOn: Day?
    public let state: State
    public let plan: ID<Plan>?
    public let version: Int
    public let revision: Int
    public let changed: Instant
    public let who: String

    static let columns: SQL = """
        m.id, m.unit, u.name AS unit_name, u.path, m.year, m.kind, m.superior, m.issuer, m.symbol, m.place, m.planned_on, \
        m.number, m.issued_on, m.abstract, m.on_behalf, m.deputy_for, m.by_order, m.post, m.signer, m.kept, m.state, m.plan, \
        m.version, m.revision, m.changed, m.who
        """
    static let from: SQL = "FROM manuscript m JOIN unit u ON u.id = m.unit"

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        unitName = try row("unit_name")
        branch = try row("path")
        year = try row("year")
        head = Head(
            kind: try row("kind"), superior: try row("superior"), issuer: try row("issuer"), symbol: try row("symbol"),
            place: try row("place"), plannedOn: try row("planned_on"), abstract: try row("abstract"),
            onBehalf: try row("on_behalf"), deputyFor: try row("deputy_for"), byOrder: try row("by_order"),
            post: try row("post"), signer: try row("signer"), kept: try row("kept"))
        number = try row("number")
        issuedOn = try row("issued_on")
        state = try row("state")
        plan = try row("plan")
        version = try row("version")
        revision = try row("revision")
        changed = try row("changed")
        who = try row("who")
    }

    /// The day whose law counts.
    public var day: Day { issuedOn ?? head.plannedOn }

    public var isOpen: Bool { state == .drafting }

    /// One that the visitor may read; any other is refused like one that does not exist.
    public static func of(_ id: ID<Manuscript>, for visitor: Visitor, _ db: any Reader) throws -> Manuscript {
        let row = try db.first(
            """
            SELECT \(sql: columns) \(sql: from)
            WHERE m.id = \(id) AND \(sql: visitor.scope(.readPlanDrafts).condition(path: "u.path"))
            """)
        guard let row else { throw PlanWritingRefusal.notFound }
        return try Manuscript(row)
    }

    static func with(_ id: ID<Manuscript>, _ db: any Reader) throws -> Manuscript {
        guard let row = try db.first("SELECT \(sql: columns) \(sql: from) WHERE m.id = \(id)") else {
            throw PlanWritingRefusal.notFound
        }
        return try Manuscript(row)
    }
}

/// Lời của một phần, with who saved it last.
public struct ManuscriptText: Equatable, Sendable {
    public let part: Manuscript.Part
    public let words: String
    public let version: Int
    public let who: String

    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [Manuscript.Part: ManuscriptText] {
        let rows = try db.all("SELECT part, words, version, who FROM manuscript_text WHERE manuscript = \(id)")
        let texts = try rows.map { row in
            ManuscriptText(
                part: try row("part"), words: try row("words"), version: try row("version"), who: try row("who"))
        }
        return Dictionary(texts.map { ($0.part, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Căn cứ ban hành
public struct ManuscriptBasis: Equatable, Sendable {
    public let id: ID<ManuscriptBasis>
    public let text: String
    public let isDropped: Bool
    public let version: Int

    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [ManuscriptBasis] {
        try db.all(
            """
            SELECT id, text, is_dropped, version FROM manuscript_basis WHERE manuscript = \(id) ORDER BY position, id
            """
        ).map { row in
            ManuscriptBasis(
                id: try row("id"), text: try row("text"), isDropped: try row("is_dropped") as Int == 1,
                version: try row("version"))
        }
    }
}

/// Góp ý: what a leader or a colleague says about a plan or one of its rows.
public struct ManuscriptComment: Equatable, Sendable {
    public let id: ID<ManuscriptComment>
    public let row: ID<ManuscriptRow>?
    public let words: String
    public let at: Instant
    public let who: String
    public let settledBy: String?

    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [ManuscriptComment] {
        try db.all(
            """
            SELECT id, row_id, words, at, who, settled_by FROM manuscript_comment WHERE manuscript = \(id)
            ORDER BY id DESC LIMIT 300
            """
        ).map { row in
            ManuscriptComment(
                id: try row("id"), row: try row("row_id"), words: try row("words"), at: try row("at"),
                who: try row("who"), settledBy: try row("settled_by"))
        }
    }
}
