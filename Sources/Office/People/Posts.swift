import Database
import Vocabulary

/// Posts of people: checks, and each write as one operation.
public enum Posts {
    /// All posts of a person, the current and newest first. The register shows all of them to who sees the person: a
    /// career is one.
    public static func all(of person: ID<Person>, _ db: any Reader) throws -> [Post] {
        try db.all(
            """
            SELECT \(sql: Post.columns) FROM post o JOIN unit u ON u.id = o.unit WHERE o.person = \(person)
            ORDER BY COALESCE(o.last_day, '9999-12-31') DESC, COALESCE(o.first_day, '0000-01-01') DESC, o.id DESC
            """
        ).map(Post.init)
    }

    /// Whether the post of an alias is the last word on it or goes on beyond a day. Of whose or which unit's posts it is asked
    /// decides the index: an index on these columns would go through every post that anybody holds.
    static func lasts(_ alias: SQL, beyond day: Day) -> SQL {
        "(\(word: .unindexed)\(sql: alias).is_final = 1 OR \(word: .unindexed)\(sql: alias).last_day >= \(day))"
    }

    static func holding(_ people: [ID<Person>], on day: Day) -> SQL {
        """
        SELECT \(sql: Post.columns) FROM post o JOIN unit u ON u.id = o.unit
        WHERE o.person IN (\(list: people)) AND \(sql: lasts("o", beyond: day))
        ORDER BY o.person, o.is_leader DESC, o.id
        """
    }

    /// The posts that people hold on a day, by person: one query for a page of a list.
    public static func held(by people: [ID<Person>], on day: Day, _ db: any Reader) throws -> [ID<Person>: [Post]] {
        var held: [ID<Person>: [Post]] = [:]
        try db.each(holding(people, on: day)) { row in
            let post = try Post(row)
            held[post.person, default: []].append(post)
        }
        return held
    }

    /// A post, where both its unit and the person lie within the scope: a unit does not change what another wrote.
    public static func post(_ id: ID<Post>, in scope: Scope, on day: Day, _ db: any Reader) throws -> Post {
        let row = try db.first(
            """
            SELECT \(sql: Post.columns) FROM post o JOIN unit u ON u.id = o.unit
            WHERE o.id = \(id) AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw PersonRefusal.notFound }
        let post = try Post(row)
        _ = try People.person(post.person, in: scope, on: day, db)
        return post
    }

    // MARK: Writing

    /// The post as it is kept. Refuses what no post can be: without title, outside the life of its unit, outside the
    /// visitor's scope, the same as one the person has in that time.
    public static func checked(
        _ new: NewPost, of person: ID<Person>?, replacing old: ID<Post>? = nil, in scope: Scope, _ db: any Reader
    ) throws -> NewPost {
        var post = new
        post.title = new.title.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !post.title.isEmpty, post.title.count <= 200 else { throw PersonRefusal.noTitle }
        if let first = post.firstDay, let last = post.lastDay, last < first { throw PersonRefusal.endsBeforeItBegins }
        guard let unit = try Organisations.unit(post.unit, db), scope.contains(unit.path) else {
            throw PersonRefusal.noUnit
        }
        try checkLife(of: unit, post)
        if let person { try checkOverlap(post, of: person, except: old, unit, db) }
        return post
    }

    /// A post that nobody knows the beginning of may have begun when the unit did; one without an end outlives a unit that
    /// has ended.
    static func checkLife(of unit: Unit, _ post: NewPost) throws {
        let beginsTooEarly = post.firstDay.flatMap { first in unit.firstDay.map { first < $0 } } ?? false
        let endsTooLate = unit.lastDay.map { end in post.lastDay.map { $0 > end } ?? true } ?? false
        guard !beginsTooEarly, !endsTooLate else {
            throw PersonRefusal.unitNotThere(unit: unit.name, from: unit.firstDay, until: unit.lastDay)
        }
    }

    private static func checkOverlap(
        _ post: NewPost, of person: ID<Person>, except old: ID<Post>?, _ unit: Unit, _ db: any Reader
    ) throws {
        let same = try db.all(
            """
            SELECT o.id, o.first_day, o.last_day FROM post o
            WHERE o.person = \(person) AND o.unit = \(post.unit) AND o.title_fold = \(post.title.folded)
            """)
        for row in same where try row("id") != old {
            if Post.overlap((try row("first_day"), try row("last_day")), (post.firstDay, post.lastDay)) {
                throw PersonRefusal.samePost(unit: unit.name, title: post.title)
            }
        }
    }

    /// One more post. `scope` is where the visitor manages people: both the person and the unit must lie within.
    @discardableResult
    public static func add(_ new: NewPost, to person: ID<Person>, in scope: Scope, by operation: Operation) throws
        -> ID<Post>
    {
        try PersonRows.lock(person, operation)
        try mustBeActive(person, in: scope, operation)
        let post = try checked(new, of: person, in: scope, operation)
        let id = try insert(post, of: person, operation)
        try settle(person, operation)
        try PersonRows.touch(person, operation)
        try operation.record("post.add", on: Subject("person", person), after: facts(post))
        return id
    }

    /// Corrects a post that was written down wrongly.
    public static func correct(_ id: ID<Post>, to new: NewPost, in scope: Scope, by operation: Operation) throws {
        let old = try post(id, in: scope, on: operation.today, operation)
        try PersonRows.lock(old.person, operation)
        try mustBeActive(old.person, in: scope, operation)
        let post = try checked(new, of: old.person, replacing: id, in: scope, operation)
        let was = NewPost(
            unit: old.unit, title: old.title, group: old.group, firstDay: old.firstDay, lastDay: old.lastDay)
        guard post != was else { return }
        try operation.run(
            """
            UPDATE post SET unit = \(post.unit), title = \(post.title), title_fold = \(post.title.folded),
                post_group = \(post.group), is_leader = \(post.group.isLeader), first_day = \(post.firstDay),
                last_day = \(post.lastDay), is_final = 1
            WHERE id = \(id)
            """)
        try settle(old.person, operation)
        try PersonRows.touch(old.person, operation)
        try operation.record("post.correct", on: Subject("person", old.person), before: facts(was), after: facts(post))
    }

    /// The post ends on `lastDay`; the person stays known to its unit through it until they hold another.
    public static func end(_ id: ID<Post>, on lastDay: Day, in scope: Scope, by operation: Operation) throws {
        let old = try post(id, in: scope, on: operation.today, operation)
        try PersonRows.lock(old.person, operation)
        try mustBeActive(old.person, in: scope, operation)
        guard old.lastDay == nil else { throw PersonRefusal.postEnded }
        if let first = old.firstDay, lastDay < first { throw PersonRefusal.endsBeforeItBegins }
        try end(id, of: old.person, on: lastDay, operation)
        try PersonRows.touch(old.person, operation)
        try operation.record(
            "post.end", on: Subject("person", old.person), before: ["lastDay": nil],
            after: ["unit": old.unit.description, "title": old.title, "lastDay": lastDay.iso])
    }

    /// Takes away a post that never was; the last one of a person stays.
    public static func remove(_ id: ID<Post>, because reason: String, in scope: Scope, by operation: Operation) throws {
        let old = try post(id, in: scope, on: operation.today, operation)
        try PersonRows.lock(old.person, operation)
        try mustBeActive(old.person, in: scope, operation)
        let count: Int = try operation.value("SELECT count(*) FROM post WHERE person = \(old.person)")
        guard count > 1 else { throw PersonRefusal.onlyPost }
        try operation.run("DELETE FROM post WHERE id = \(id)")
        try settle(old.person, operation)
        try PersonRows.touch(old.person, operation)
        try operation.record(
            "post.remove", on: Subject("person", old.person),
            before: facts(
                NewPost(
                    unit: old.unit, title: old.title, group: old.group, firstDay: old.firstDay, lastDay: old.lastDay)),
            why: reason)
    }

    // MARK: Parts of larger operations

    static func insert(_ post: NewPost, of person: ID<Person>, _ operation: Operation) throws -> ID<Post> {
        ID(
            try operation.insert(
                """
                INSERT INTO post (person, unit, title, title_fold, post_group, is_leader, first_day, last_day, is_final, added)
                VALUES (\(person), \(post.unit), \(post.title), \(post.title.folded), \(post.group), \(post.group.isLeader),
                    \(post.firstDay), \(post.lastDay), 1, \(operation.now))
                """))
    }

    static func end(_ id: ID<Post>, of person: ID<Person>, on lastDay: Day, _ operation: Operation) throws {
        try operation.run("UPDATE post SET last_day = \(lastDay) WHERE id = \(id)")
        try settle(person, operation)
    }

    /// Marks the posts that last longest, after any of them has changed.
    static func settle(_ person: ID<Person>, _ operation: Operation) throws {
        try settle(everybodyOf: "\(person)", operation)
    }

    /// - Parameter people: keys of people, as a list or a query.
    static func settle(everybodyOf people: SQL, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE post SET is_final = CASE WHEN NOT EXISTS (
                SELECT 1 FROM post other WHERE other.person = post.person
                  AND COALESCE(other.last_day, '9999-12-31') > COALESCE(post.last_day, '9999-12-31')) THEN 1 ELSE 0 END
            WHERE person IN (\(sql: people))
            """)
    }

    static func mustBeActive(_ person: ID<Person>, in scope: Scope, _ operation: Operation) throws {
        let state = try People.person(person, in: scope, on: operation.today, operation).state
        guard state == .active else { throw PersonRefusal.notActive }
    }

    static func facts(_ post: NewPost) -> [String: String?] {
        [
            "unit": post.unit.description, "title": post.title, "group": post.group.rawValue,
            "firstDay": post.firstDay?.iso, "lastDay": post.lastDay?.iso,
        ]
    }
}
