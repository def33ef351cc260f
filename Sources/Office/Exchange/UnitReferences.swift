import Database
import Vocabulary

/// Which unit the cells of many rows name: by `Tên (MÃ)`, code, or any name it is known by. Asked for whole batches, since
/// a list of a hundred thousand people names the same few hundred units.
struct UnitReferences {
    enum Answer: Equatable {
        case code(String)
        case several([String])
        case none
    }

    private var known: [String: Answer] = [:]
    private let context: ExchangeContext
    private static let asked = 400

    init(_ context: ExchangeContext) { self.context = context }

    /// How a unit is written into a cell so that it is found again: `Sở Nội vụ (SNV)`.
    static func label(name: String, code: String) -> String { "\(name) (\(code))" }

    subscript(text: String) -> Answer { known[text] ?? .none }

    /// Looks up what is not known yet.
    mutating func learn(_ texts: some Sequence<String>, _ db: any Reader) throws {
        let unknown = Set(texts).filter { known[$0] == nil }.sorted()
        var rest = unknown[...]
        // A register of many thousand names is not kept for ever.
        if known.count > 50_000 { known = known.filter { unknown.contains($0.key) } }
        while !rest.isEmpty {
            try look(Array(rest.prefix(Self.asked)), db)
            rest = rest.dropFirst(Self.asked)
        }
    }

    private mutating func look(_ texts: [String], _ db: any Reader) throws {
        let scope = context.naming.condition(path: "u.path")
        let codes = Set(texts + texts.compactMap(Self.codeInBrackets))
        let byCode = Set(
            try db.values(
                "SELECT u.code FROM unit u WHERE u.code IN (\(list: codes.sorted())) AND \(sql: scope)") as [String])
        var byFold: [String: [(code: String, isAlive: Bool, depth: Int)]] = [:]
        let folds = Set(texts.map { UnitName.fold($0) }).filter { !$0.isEmpty }
        let today = context.today
        for row in try db.all(
            """
            SELECT DISTINCT n.fold, u.code, u.path, u.first_day, u.last_day FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE n.fold IN (\(list: folds.sorted())) AND \(sql: scope)
            ORDER BY u.code
            """)
        {
            let first: Day? = try row("first_day"), last: Day? = try row("last_day")
            let isAlive = (first.map { $0 <= today } ?? true) && (last.map { $0 >= today } ?? true)
            let path: String = try row("path")
            byFold[try row("fold"), default: []].append((try row("code"), isAlive, path.utf8.count { $0 == 0x2F }))
        }
        for text in texts {
            if byCode.contains(text) {
                known[text] = .code(text)
            } else if let code = Self.codeInBrackets(text), byCode.contains(code) {
                known[text] = .code(code)
            } else {
                known[text] = Self.choose(byFold[UnitName.fold(text)] ?? [])
            }
        }
    }

    /// Units that exist come before those that ended; among several a person must say which.
    private static func choose(_ found: [(code: String, isAlive: Bool, depth: Int)]) -> Answer {
        let alive = found.filter(\.isAlive)
        let left = alive.isEmpty ? found : alive
        switch left.count {
        case 0: return .none
        case 1: return .code(left[0].code)
        default: return .several(left.map(\.code))
        }
    }

    /// `SNV` of `Sở Nội vụ (SNV)`.
    static func codeInBrackets(_ text: String) -> String? {
        guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
        let code = text[text.index(after: open)...].dropLast().trimmed
        return code.isEmpty ? nil : code
    }

    /// Labels of units with these codes.
    static func labels(_ codes: some Sequence<String>, _ db: any Reader) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = Set(codes).sorted()[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT code, name FROM unit WHERE code IN (\(list: rest.prefix(asked)))") {
                let code: String = try row("code")
                labels[code] = label(name: try row("name"), code: code)
            }
            rest = rest.dropFirst(asked)
        }
        return labels
    }
}
