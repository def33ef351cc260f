import Database
import Markup
import Vocabulary

/// Everything the page of one person shows to one visitor.
struct PersonDossier: Equatable {
    let person: Person
    /// Nil where the visitor neither manages the person nor is the person.
    let contact: PersonContact?
    let posts: [Post]
    /// Posts of units where the visitor manages people.
    let managed: Set<ID<Post>>
    let officerOf: [EmulationOfficer]
    let trainings: [PersonTraining]
    let transfers: [Transfer]
    let duplicates: [DuplicatePair]
    let merges: [PersonMerge]
    /// What the person says is wrong and nobody has answered.
    let requests: [CorrectionRequest]
    /// What was done, newest first; only for who manages the person.
    let entries: [LedgerEntry]
    /// Everything that was done to the entry; nil where the visitor does not read the ledger of their unit.
    let ledger: Address?
    let mayManage: Bool

    static let mostEntries = 30

    static func of(_ id: ID<Person>, for visitor: Visitor, on day: Day, _ db: any Reader) throws -> PersonDossier {
        let person = try People.person(id, in: visitor.scope(.readPeople), on: day, db)
        let managing = visitor.scope(.managePeople)
        let mayManage = try isKnown(id, managing, day, db)
        let isOwn = try db.first("SELECT id FROM account WHERE id = \(visitor.account) AND person = \(id)") != nil
        let managed: [ID<Post>] = try db.values(
            """
            SELECT o.id FROM post o JOIN unit u ON u.id = o.unit
            WHERE o.person = \(id) AND \(sql: managing.condition(path: "u.path"))
            """)
        return PersonDossier(
            person: person,
            contact: mayManage || isOwn ? try People.contact(of: id, in: .everything, on: day, db) : nil,
            posts: try Posts.all(of: id, db), managed: mayManage ? Set(managed) : [],
            officerOf: try EmulationOfficers.all(of: id, in: visitor.scope(.readPeople), db),
            trainings: try PersonTraining.all(of: id, db),
            transfers: try Transfers.waiting(of: id, in: visitor.scope(.readPeople), db),
            duplicates: mayManage && person.state == .active ? try Duplicates.of(id, in: managing, on: day, db) : [],
            merges: mayManage ? try PersonMerge.all(into: id, db) : [],
            requests: mayManage ? try CorrectionRequest.all(of: id, db).filter { $0.answer == nil } : [],
            entries: mayManage ? try Ledger.entries(about: Subject("person", id), limit: mostEntries, db) : [],
            ledger: try isKnown(id, visitor.scope(.readLedger), day, db)
                ? LedgerPage.about(Subject("person", id)) : nil,
            mayManage: mayManage && person.state == .active)
    }

    private static func isKnown(_ id: ID<Person>, _ scope: Scope, _ day: Day, _ db: any Reader) throws -> Bool {
        try db.first("SELECT p.id FROM person p WHERE p.id = \(id) AND \(sql: People.isWithin(scope, on: day))") != nil
    }
}

/// What the acts of the ledger about people are called on pages.
enum PersonActs {
    static func words(_ entry: LedgerEntry) -> String {
        switch entry.act {
        case "person.add": "Thêm vào danh sách"
        case "person.addMany": "Nhập từ bảng tính"
        case "person.correct": "Sửa thông tin"
        case "person.merge": "Gộp một hồ sơ trùng vào hồ sơ này"
        case "person.merged": "Gộp vào hồ sơ khác"
        case "person.unmerge", "person.unmerged": "Tách lại hồ sơ đã gộp"
        case "person.distinct": "Xác nhận là hai người khác nhau"
        case "person.trained": "Ghi nhận tập huấn"
        case "person.anonymise": "Ẩn danh"
        case "person.request": "Đề nghị sửa thông tin"
        case "person.settle": "Trả lời đề nghị sửa thông tin"
        case "post.add": "Thêm chức vụ"
        case "post.correct": "Sửa chức vụ"
        case "post.end": "Ghi ngày thôi chức vụ"
        case "post.remove": "Xóa chức vụ ghi nhầm"
        case "officer.appoint": "Giao phụ trách thi đua, khen thưởng"
        case "officer.release": "Thôi phụ trách thi đua, khen thưởng"
        case "transfer.propose": "Đề nghị điều động"
        case "transfer.confirm": "Đơn vị nhận xác nhận điều động"
        case "transfer.decline": "Đơn vị nhận không nhận điều động"
        case "transfer.withdraw": "Rút đề nghị điều động"
        default: "Thay đổi khác"
        }
    }
}
