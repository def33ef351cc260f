import Database

/// Where words that stand apart in a name are sought: among the turns of names that begin with the word which fewest names
/// have, up to a limit. Of words that a tenth of a million people bear, only those side by side are found whole.
struct WordWindow: Equatable {
    /// So many turns are read.
    static let size = 20_000

    let word: String
    /// The last turn that is read, or a text behind all that begin with the word.
    let end: String

    init(word: String, end: String) { (self.word, self.end) = (word, end) }

    /// The word of which fewest names have one that begins so, counted up to a limit; the longest of equals. So no other
    /// word goes on where this one ends, and any turn that begins with it tells as much as another.
    ///
    /// - Parameters:
    ///   - turns: the table of turns, with `fold`.
    ///   - key: its column for whose turn it is, second in the index of `fold`.
    init(of typed: TypedName, in turns: SQL, by key: SQL, _ db: any Reader) throws {
        let limit = 2001
        let counts = typed.words.map { word -> SQL in
            """
            (SELECT count(*) FROM (SELECT 1 AS n FROM \(sql: turns) n WHERE \(sql: PersonQuery.begins("n.fold", word))
                LIMIT \(limit)) c)
            """
        }
        let row = try db.one("SELECT " + counts.joined())
        let found: [(word: String, count: Int)] = try typed.words.enumerated().map { ($1, try row($0)) }
        let rarest = found.min { ($0.count, -$0.word.utf8.count) < ($1.count, -$1.word.utf8.count) }
        word = rarest?.word ?? ""
        let last: String? =
            (rarest?.count ?? 0) < limit
            ? nil
            : try db.value(
                """
                SELECT w.fold FROM \(sql: turns) w WHERE \(sql: PersonQuery.begins("w.fold", word))
                ORDER BY w.fold, w.\(sql: key) LIMIT 1 OFFSET \(Self.size)
                """)
        end = last ?? PersonQuery.behind(word)
    }

    /// The turns that are read, as a test of their `column`.
    func range(_ column: SQL) -> SQL { "\(sql: column) >= \(word) AND \(sql: column) <= \(end)" }

    /// That a turn in the window has the other words as well.
    func others(of typed: TypedName, in column: SQL) -> [SQL] {
        var rest = typed.words
        if let index = rest.firstIndex(of: word) { rest.remove(at: index) }
        return rest.map { "\(sql: column) \(contains: " " + $0)" }
    }
}
