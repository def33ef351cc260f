import Database
import Vocabulary

/// Reorganisations: what is asked of them, and each step of their preparation as one operation.
public enum Reorganisations {
    /// All of them within a scope, newest day first; without their parts.
    public static func all(in scope: Scope, limit: Int = 200, _ db: any Reader) throws -> [Reorganisation] {
        try db.all(
            """
            SELECT \(sql: Reorganisation.columns) FROM reorganisation r WHERE \(sql: scope.condition(path: "r.branch"))
            ORDER BY r.first_day DESC, r.id DESC LIMIT \(limit)
            """
        ).map(Reorganisation.init)
    }

    /// One with its parts; four queries whatever their number. Throws `unknown`, also for what lies outside the scope.
    public static func with(_ id: ID<Reorganisation>, in scope: Scope, _ db: any Reader) throws -> Reorganisation {
        let row = try db.first(
            """
            SELECT \(sql: Reorganisation.columns) FROM reorganisation r
            WHERE r.id = \(id) AND \(sql: scope.condition(path: "r.branch"))
            """)
        guard let row else { throw ReorganisationRefusal.unknown }
        var found = try Reorganisation(row)
        found.heirs = try heirs(of: id, db)
        var links: [ID<Reorganisation.Old>: [ID<Reorganisation.Heir>]] = [:]
        try db.each(
            """
            SELECT l.old, l.heir FROM reorganisation_link l JOIN reorganisation_old o ON o.id = l.old
            WHERE o.reorganisation = \(id) ORDER BY l.old, l.heir
            """
        ) { links[try $0("old"), default: []].append(try $0("heir")) }
        found.olds = try db.all(
            """
            SELECT \(sql: Unit.columns), o.id AS old, o.children,
                (SELECT count(DISTINCT p.unit) FROM unit_place p JOIN unit c ON c.id = p.unit
                 WHERE p.parent = u.id AND \(sql: found.lastDay.lies(in: "p")) AND \(sql: found.lastDay.lies(in: "c"))
                   AND NOT EXISTS (SELECT 1 FROM reorganisation_old s WHERE s.reorganisation = \(id) AND s.unit = c.id)
                ) AS child_count
            FROM reorganisation_old o JOIN unit u ON u.id = o.unit WHERE o.reorganisation = \(id) ORDER BY u.name_key, u.id
            """
        ).map { row in
            let old: ID<Reorganisation.Old> = try row("old")
            return Reorganisation.Old(
                id: old, unit: try Unit(row), children: try row("children"), childCount: try row("child_count"),
                heirs: links[old] ?? [])
        }
        return found
    }

    private static func heirs(of id: ID<Reorganisation>, _ db: any Reader) throws -> [Reorganisation.Heir] {
        try db.all(
            """
            SELECT h.id, h.unit, h.is_new, COALESCE(u.code, h.code) AS code, COALESCE(u.name, h.name) AS name,
                COALESCE(u.short_name, h.short_name) AS short_name, COALESCE(u.level, h.level) AS level,
                COALESCE(u.kind, h.kind) AS kind, COALESCE(u.commune_kind, h.commune_kind) AS commune_kind,
                COALESCE(u.parent, h.parent) AS parent, p.name AS parent_name
            FROM reorganisation_heir h LEFT JOIN unit u ON u.id = h.unit
            LEFT JOIN unit p ON p.id = COALESCE(u.parent, h.parent)
            WHERE h.reorganisation = \(id) ORDER BY h.id
            """
        ).map { row in
            Reorganisation.Heir(
                id: try row("id"), unit: try row("unit"), isNew: try row("is_new"), code: try row("code"),
                name: try row("name"), shortName: try row("short_name"), level: try row("level"),
                kind: try row("kind"), communeKind: try row("commune_kind"), parent: try row("parent"),
                parentName: try row("parent_name"))
        }
    }

    // MARK: Preparing

    /// A new one without parts, in the branch of `root`. Throws `noTitle`.
    public static func open(
        title: String, decision: String, firstDay: Day, branch: String, by operation: Operation
    ) throws -> ID<Reorganisation> {
        let title = title.nfc.trimmed
        guard !title.isEmpty else { throw ReorganisationRefusal.noTitle }
        let id = ID<Reorganisation>(
            try operation.insert(
                """
                INSERT INTO reorganisation (title, decision, first_day, state, branch, made)
                VALUES (\(title), \(decision.nfc.trimmed), \(firstDay), 'draft', \(branch), \(operation.now))
                """))
        try operation.record(
            "reorganisation.open", on: Subject("reorganisation", id),
            after: ["title": title, "firstDay": firstDay.iso],
            why: decision.trimmed.isEmpty ? nil : decision.nfc.trimmed)
        return id
    }

    public static func setHead(
        _ id: ID<Reorganisation>, title: String, decision: String, firstDay: Day, by operation: Operation
    ) throws {
        try mustBeDraft(id, operation)
        let title = title.nfc.trimmed
        guard !title.isEmpty else { throw ReorganisationRefusal.noTitle }
        try operation.run(
            """
            UPDATE reorganisation SET title = \(title), decision = \(decision.nfc.trimmed), first_day = \(firstDay)
            WHERE id = \(id)
            """)
        try operation.record(
            "reorganisation.head", on: Subject("reorganisation", id),
            after: ["title": title, "decision": decision.nfc.trimmed, "firstDay": firstDay.iso])
    }

    /// Units that are to end. Those that are chosen already stay as they are.
    public static func addOlds(_ units: [ID<Unit>], to id: ID<Reorganisation>, by operation: Operation) throws {
        try mustBeDraft(id, operation)
        guard !units.isEmpty else { throw ReorganisationRefusal.nothingChosen }
        for unit in units {
            try operation.run(
                """
                INSERT INTO reorganisation_old (reorganisation, unit, children) VALUES (\(id), \(unit), 'heir')
                ON CONFLICT (reorganisation, unit) DO NOTHING
                """)
        }
        try operation.record(
            "reorganisation.olds", on: Subject("reorganisation", id),
            after: ["units": units.map(\.description).joined(separator: " ")])
    }

    public static func remove(
        old: ID<Reorganisation.Old>, from id: ID<Reorganisation>, by operation: Operation
    ) throws {
        try mustBeDraft(id, operation)
        try operation.run("DELETE FROM reorganisation_old WHERE id = \(old) AND reorganisation = \(id)")
        try operation.record("reorganisation.removeOld", on: Subject("reorganisation", id))
    }

    /// A unit that is to take over. Throws what `Organisations.add` throws about a name or a code.
    @discardableResult
    public static func add(
        heir: ReorganisationProposal.Heir, to id: ID<Reorganisation>, by operation: Operation
    ) throws -> ID<Reorganisation.Heir> {
        try mustBeDraft(id, operation)
        let heir = try insert(heir, into: id, operation)
        try operation.record("reorganisation.heir", on: Subject("reorganisation", id))
        return heir
    }

    private static func insert(
        _ heir: ReorganisationProposal.Heir, into id: ID<Reorganisation>, _ operation: Operation
    ) throws -> ID<Reorganisation.Heir> {
        switch heir {
        case .existing(let unit):
            return ID(
                try operation.insert(
                    "INSERT INTO reorganisation_heir (reorganisation, unit, is_new) VALUES (\(id), \(unit), 0)"))
        case .new(let new):
            let (code, name) = (new.code.nfc.trimmed, try Organisations.checked(name: new.name))
            guard !code.isEmpty else { throw UnitRefusal.noCode }
            let isTaken =
                try operation.first(
                    """
                    SELECT 1 AS taken FROM unit WHERE code = \(code) UNION ALL
                    SELECT 1 FROM reorganisation_heir WHERE reorganisation = \(id) AND code = \(code) LIMIT 1
                    """) != nil
            if isTaken { throw UnitRefusal.codeTaken(code) }
            return ID(
                try operation.insert(
                    """
                    INSERT INTO reorganisation_heir (reorganisation, is_new, code, name, short_name, level, kind,
                                                     commune_kind, parent)
                    VALUES (\(id), 1, \(code), \(name), \(new.shortName), \(new.level), \(new.kind),
                            \(new.communeKind), \(new.parent))
                    """))
        }
    }

    public static func remove(
        heir: ID<Reorganisation.Heir>, from id: ID<Reorganisation>, by operation: Operation
    ) throws {
        try mustBeDraft(id, operation)
        try operation.run("DELETE FROM reorganisation_heir WHERE id = \(heir) AND reorganisation = \(id)")
        try operation.record("reorganisation.removeHeir", on: Subject("reorganisation", id))
    }

    /// Who takes over from whom, and what becomes of the units below.
    public static func link(
        _ links: [(old: ID<Reorganisation.Old>, heirs: [ID<Reorganisation.Heir>], children: Reorganisation.ChildRule)],
        in id: ID<Reorganisation>, by operation: Operation
    ) throws {
        try mustBeDraft(id, operation)
        let known = try with(id, in: .everything, operation)
        let (olds, heirs) = (Set(known.olds.map(\.id)), Set(known.heirs.map(\.id)))
        for link in links where olds.contains(link.old) {
            try operation.run("UPDATE reorganisation_old SET children = \(link.children) WHERE id = \(link.old)")
            try operation.run("DELETE FROM reorganisation_link WHERE old = \(link.old)")
            for heir in link.heirs where heirs.contains(heir) {
                try operation.run("INSERT INTO reorganisation_link (old, heir) VALUES (\(link.old), \(heir))")
            }
        }
        try operation.record("reorganisation.links", on: Subject("reorganisation", id))
    }

    /// Throws away one that was not carried out.
    public static func drop(_ id: ID<Reorganisation>, by operation: Operation) throws {
        try mustBeDraft(id, operation)
        try operation.run("DELETE FROM reorganisation WHERE id = \(id)")
        try operation.record("reorganisation.drop", on: Subject("reorganisation", id))
    }

    static func mustBeDraft(_ id: ID<Reorganisation>, _ db: any Reader) throws {
        let state: Reorganisation.State? = try db.first("SELECT state FROM reorganisation WHERE id = \(id)").map {
            try $0("state")
        }
        guard let state else { throw ReorganisationRefusal.unknown }
        guard state == .draft else { throw ReorganisationRefusal.notDraft }
    }

    /// A whole reorganisation at once, prepared and carried out: the bulk form of the pages' steps.
    @discardableResult
    public static func carryOut(
        _ proposal: ReorganisationProposal, branch: String, by operation: Operation
    ) throws -> ID<Reorganisation> {
        let id = try open(
            title: proposal.title, decision: proposal.decision, firstDay: proposal.firstDay, branch: branch,
            by: operation)
        let heirs = try proposal.heirs.map { try insert($0, into: id, operation) }
        for old in proposal.olds {
            let row = try operation.insert(
                "INSERT INTO reorganisation_old (reorganisation, unit, children) VALUES (\(id), \(old.unit), \(old.children))"
            )
            for heir in old.heirs where heirs.indices.contains(heir) {
                try operation.run("INSERT INTO reorganisation_link (old, heir) VALUES (\(row), \(heirs[heir]))")
            }
        }
        try apply(id, by: operation)
        return id
    }
}
