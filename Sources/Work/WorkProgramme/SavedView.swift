import Database
import Office
import Vocabulary

/// Cách xem đã lưu: a filter of the table under a name, for one account.
public struct SavedView: Equatable, Sendable {
    public let id: ID<SavedView>
    public let name: String
    public let filter: TaskFilter

    public static let most = 12

    /// Those of an account, by name.
    public static func all(of account: ID<Account>, today: Day, _ db: any Reader) throws -> [SavedView] {
        try db.all("SELECT id, name, query FROM saved_view WHERE account = \(account) ORDER BY name LIMIT \(most)").map
        {
            row in
            let query: String = try row("query")
            let values = query.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
            let named = Dictionary(
                values.compactMap { $0.count == 2 ? (String($0[0]), String($0[1])) : nil }, uniquingKeysWith: { $1 })
            return SavedView(
                id: try row("id"), name: try row("name"), filter: TaskFilter({ named[$0] }, today: today))
        }
    }

    /// Keeps a filter under a name; the same name again takes the newer filter.
    public static func save(_ filter: TaskFilter, as name: String, by operation: Operation) throws {
        let name = String(name.nfc.trimmed.prefix(60))
        guard !name.isEmpty else { throw SavedViewRefusal.noName }
        guard let account = operation.actor.account else { throw FrameRefusal.signInFirst }
        let known = try operation.first("SELECT id FROM saved_view WHERE account = \(account) AND name = \(name)")
        let count: Int = try operation.value("SELECT count(*) FROM saved_view WHERE account = \(account)")
        guard known != nil || count < most else { throw SavedViewRefusal.tooMany }
        let query = filter.address("/").query.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
        let id = ID<SavedView>(
            try operation.insert(
                """
                INSERT INTO saved_view (account, name, query, added) VALUES (\(account), \(name), \(query), \(operation.now))
                ON CONFLICT (account, name) DO UPDATE SET query = excluded.query
                """))
        try operation.record("view.save", on: Subject("saved_view", id), after: ["name": name])
    }

    /// Takes away one of the actor's own.
    public static func remove(_ id: ID<SavedView>, by operation: Operation) throws {
        guard let account = operation.actor.account,
            try operation.run("DELETE FROM saved_view WHERE id = \(id) AND account = \(account)") == 1
        else { throw SavedViewRefusal.notFound }
        try operation.record("view.remove", on: Subject("saved_view", id))
    }
}

/// Why a view could not be saved.
public enum SavedViewRefusal: Explained, Equatable {
    case noName
    case tooMany
    case notFound

    public var explanation: Explanation {
        switch self {
        case .noName:
            Explanation(notice: "Hãy đặt tên cho cách xem, ví dụ: việc chậm của khối, cụm.", log: "view without name")
        case .tooMany:
            Explanation(
                notice: "Đã lưu \(SavedView.most) cách xem. Bỏ bớt một cách xem rồi lưu lại.",
                log: "too many saved views")
        case .notFound: Explanation(notice: "Cách xem này không còn nữa.", log: "saved view not found")
        }
    }
}
