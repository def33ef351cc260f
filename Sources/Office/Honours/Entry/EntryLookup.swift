import Database
import Vocabulary

/// Units by the names that a pasted list has, asked for all lines at once; ended ones too.
struct UnitsByName {
    struct Found: Equatable {
        let id: ID<Unit>
        let words: String
        let isEnterprise: Bool
    }

    private var known: [String: Found] = [:]

    /// - Parameter day: of several units of one name that which existed then.
    init(_ names: [String], on day: Day, in scope: Scope, _ db: any Reader) throws {
        var found: [String: [(unit: Found, isAlive: Bool)]] = [:]
        var rest = Set(names.map { UnitName.fold(Self.plain($0)) }).filter { !$0.isEmpty }.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT DISTINCT n.fold, u.id, u.name, u.code, u.kind, u.first_day, u.last_day FROM unit_name n
                JOIN unit u ON u.id = n.unit WHERE n.fold IN (\(list: rest.prefix(400)))
                  AND \(sql: scope.condition(path: "u.path")) ORDER BY u.id
                """)
            {
                let (first, last): (Day?, Day?) = (try row("first_day"), try row("last_day"))
                let kind: Unit.Kind = try row("kind")
                let unit = Found(
                    id: try row("id"), words: "\(try row("name") as String) (\(try row("code") as String))",
                    isEnterprise: kind == .enterprise || kind == .cooperative)
                let isAlive = (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
                found[try row("fold"), default: []].append((unit, isAlive))
            }
            rest = rest.dropFirst(400)
        }
        for (fold, units) in found {
            let alive = units.filter(\.isAlive)
            let left = alive.isEmpty ? units : alive
            if left.count == 1 { known[fold] = left[0].unit }
        }
    }

    subscript(name: String) -> Found? { known[UnitName.fold(Self.plain(name))] }

    /// `Tập thể Phòng Nội vụ` → `Phòng Nội vụ`
    private static func plain(_ name: String) -> String {
        let text = name.trimmed
        return text.folded.hasPrefix("tap the ") ? String(text.dropFirst(8)) : text
    }
}

/// People by the names that a pasted list has, with their posts, asked for all lines at once.
struct PeopleByName {
    struct Found: Equatable {
        let id: ID<Person>
        let name: String
        var posts: [Held] = []

        var words: String {
            let place = posts.last.map { ", \($0.title), \($0.unitName)" } ?? ""
            return "\(name)\(place) (hồ sơ \(id))"
        }
    }

    struct Held: Equatable {
        let unit: ID<Unit>
        let unitName: String
        let title: String
        let group: Post.Group
        let first: Day?
        let last: Day?
        let isEnterprise: Bool
    }

    private var known: [String: [Found]] = [:]
    private var posts: [ID<Person>: [Held]] = [:]

    init(_ names: [String], in scope: Scope, _ db: any Reader) throws {
        var rest = Set(names.map { PersonName.fold($0) }).filter { !$0.isEmpty }.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT p.id, p.name, p.name_fold, o.unit, u.name AS unit_name, u.kind, o.title, o.post_group, o.first_day,
                    o.last_day
                FROM person p JOIN post o ON o.person = p.id JOIN unit u ON u.id = o.unit
                WHERE p.name_fold IN (\(list: rest.prefix(400))) AND p.state = 'active'
                  AND EXISTS (SELECT 1 FROM post so JOIN unit su ON su.id = so.unit
                      WHERE so.person = p.id AND \(sql: scope.condition(path: "su.path")))
                ORDER BY p.id, o.last_day IS NULL, o.last_day, o.id
                """)
            {
                let (id, fold): (ID<Person>, String) = (try row("id"), try row("name_fold"))
                let kind: Unit.Kind = try row("kind")
                let held = Held(
                    unit: try row("unit"), unitName: try row("unit_name"), title: try row("title"),
                    group: try row("post_group"), first: try row("first_day"), last: try row("last_day"),
                    isEnterprise: kind == .enterprise || kind == .cooperative)
                posts[id, default: []].append(held)
                if known[fold]?.last?.id == id, let last = known[fold]?.indices.last {
                    known[fold]?[last].posts.append(held)
                } else {
                    known[fold, default: []].append(Found(id: id, name: try row("name"), posts: [held]))
                }
            }
            rest = rest.dropFirst(400)
        }
    }

    /// Who bears the name, and the one who is meant where that can be told: the only one of the unit, or the only one at all
    /// where no unit contradicts.
    func candidates(_ name: String, unit: ID<Unit>?) -> (only: Found?, all: [Found]) {
        let all = known[PersonName.fold(name)] ?? []
        let exact = all.filter { $0.name == name }
        let left = exact.isEmpty ? all : exact
        if let unit {
            let here = left.filter { $0.posts.contains { $0.unit == unit } }
            if here.count == 1 { return (here[0], all) }
            return (nil, all)
        }
        return (left.count == 1 ? left[0] : nil, all)
    }

    func name(_ id: ID<Person>) -> String? {
        known.values.lazy.flatMap(\.self).first { $0.id == id }?.name
    }

    /// The post that was held on the day, in that unit where one is said.
    func post(of person: ID<Person>, in unit: ID<Unit>?, on day: Day) -> Held? {
        let own = (posts[person] ?? []).filter { unit == nil || $0.unit == unit }
        return own.first { ($0.first.map { $0 <= day } ?? true) && ($0.last.map { day <= $0 } ?? true) } ?? own.last
    }
}
