import Database
import Fixtures
import Testing
import Vocabulary

/// A table with a column of each type.
private let things = Migration(
    "test/0001-things",
    [
        """
        CREATE TABLE thing (
          id \(word: .identity), number BIGINT, share \(word: .real), name TEXT, data \(word: .blob), flag INTEGER, day TEXT)
        """
    ])

private enum Stage: String, SQLBindable, SQLDecodable { case drafting, decided }
private enum Level: Int, SQLBindable, SQLDecodable { case unit = 1, province = 2 }

@Suite("Giá trị lưu và đọc lại") struct ValueTests {
    @Test("gives back every value as it was", arguments: Engine.available)
    func roundTrip(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        let numbers: [Int64] = [0, 1, -1, .max, .min, 1 << 53 + 1]
        let shares = [0, -0.5, 0.1, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity]
        let names = [
            "", "Nguyễn Thị Ưỡng", "e\u{301}", "'\"\\;--\t\r\n\\N\\.", "🏅", String(repeating: "ố", count: 100_000),
        ]
        let blobs: [[UInt8]] = [[], [0], Array(0...255), [UInt8](repeating: 0xff, count: 70_000)]
        try store.write { db throws in
            for number in numbers { try db.run("INSERT INTO thing (number) VALUES (\(number))") }
            for share in shares { try db.run("INSERT INTO thing (share) VALUES (\(share))") }
            for name in names { try db.run("INSERT INTO thing (name) VALUES (\(name))") }
            for data in blobs { try db.run("INSERT INTO thing (data) VALUES (\(data))") }
        }
        try store.read { db throws in
            #expect(try db.values("SELECT number FROM thing WHERE number IS NOT NULL ORDER BY id") == numbers)
            #expect(try db.values("SELECT share FROM thing WHERE share IS NOT NULL ORDER BY id") == shares)
            let read: [String] = try db.values("SELECT name FROM thing WHERE name IS NOT NULL ORDER BY id")
            #expect(read.map { Array($0.utf8) } == names.map { Array($0.utf8) })
            #expect(try db.values("SELECT data FROM thing WHERE data IS NOT NULL ORDER BY id") == blobs)
            for name in names { #expect(try db.value("SELECT count(*) FROM thing WHERE name = \(name)") == 1) }
            for data in blobs { #expect(try db.value("SELECT count(*) FROM thing WHERE data = \(data)") == 1) }
        }
    }

    @Test("gives back the values of the vocabulary", arguments: Engine.available)
    func vocabulary(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        let day = try #require(Day(year: 2026, month: 2, day: 28))
        let row = try store.write { db throws in
            let id = try db.insert(
                """
                INSERT INTO thing (number, name, flag, day) VALUES
                (\(Instant(milliseconds: 1_795_000_000_123)), \(Stage.decided), \(Level.province), \(day))
                """)
            return try db.one("SELECT * FROM thing WHERE id = \(ID<Stage>(id))")
        }
        #expect(try row("number") == Instant(milliseconds: 1_795_000_000_123))
        #expect(try row("name") == Stage.decided)
        #expect(try row("flag") == Level.province)
        #expect(try row("day") == day)
        #expect(try row("day") == "2026-02-28")
        #expect(try row("id") == ID<Stage>(1))
    }

    @Test("takes nil as NULL of any type, and NULL as nil", arguments: Engine.available)
    func nulls(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        let (number, share, name, day) = (nil as Int?, nil as Double?, nil as String?, nil as Day?)
        let (data, flag) = (nil as [UInt8]?, nil as Bool?)
        let row = try store.write { db throws in
            try db.run(
                """
                INSERT INTO thing (number, share, name, data, flag, day)
                VALUES (\(number), \(share), \(name), \(data), \(flag), \(day))
                """)
            return try db.one("SELECT number, share, name, data, flag, day FROM thing WHERE \(name) IS NULL")
        }
        #expect(row.values == [.null, .null, .null, .null, .null, .null])
        #expect(try row("number") as Int? == nil)
        #expect(try row("day") as Day? == nil)
        #expect(throws: DatabaseFault.self) { try row("number") as Int }
    }

    @Test("computes with bound numbers and truth alike", arguments: Engine.available)
    func expressions(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        try store.write { db throws in
            _ = try db.insertMany(into: "thing", columns: ["number"], rows: [[.integer(3)], [.integer(4)], [.null]])
        }
        let row = try store.read { db throws in
            try db.one(
                """
                SELECT \(7) / 2 AS half, \(7) + 1 AS next, \("a") || \("b") AS text, count(*) AS lines, sum(number) AS total,
                  avg(number) AS mean, max(number) > 3 AS large, sum(share) AS empty,
                  count(*) FILTER (WHERE number > \(3)) AS few, \(word: .greatest)(2, 5) AS most
                FROM thing
                """)
        }
        #expect(
            row.values == [
                .integer(3), .integer(8), .text("ab"), .integer(3), .integer(7), .real(3.5), .integer(1), .null,
                .integer(1),
                .integer(5),
            ])
    }

    @Test("faults on what a type does not know", arguments: Engine.available)
    func undecodable(_ engine: Engine) throws {
        let row = try engine.fresh().read { db in
            try db.one(
                "SELECT 2 AS flag, 'lost' AS stage, 3 AS level, '2026-02-30' AS day, 1.5 AS share, 'x' AS x, 'y' AS X2")
        }
        #expect(throws: DatabaseFault.self) { try row("flag") as Bool }
        #expect(throws: DatabaseFault.self) { try row("stage") as Stage }
        #expect(throws: DatabaseFault.self) { try row("level") as Level }
        #expect(throws: DatabaseFault.self) { try row("day") as Day }
        #expect(throws: DatabaseFault.self) { try row("share") as Int }
        #expect(throws: DatabaseFault.self) { try row("stage") as Int }
        #expect(throws: DatabaseFault.self) { try row("missing") as String? }
        #expect(throws: DatabaseFault.self) { try row(7) as String? }
        #expect(try row("x2") == "y")
    }

    @Test("tells the column of what cannot be read, and not the personal text in it", arguments: Engine.available)
    func discreetFault(_ engine: Engine) throws {
        let row = try engine.fresh().read { db in try db.one("SELECT 'Nguyễn Văn A' AS born") }
        let fault = #expect(throws: DatabaseFault.self) { try row("born") as Day }
        #expect(fault?.message == "column born: a text of 15 bytes is no Day")
    }

    @Test("faults when two columns have one name and it is asked for", arguments: Engine.available)
    func doubledName(_ engine: Engine) throws {
        let row = try engine.fresh().read { db in try db.one("SELECT 1 AS id, 2 AS id, 3 AS other") }
        #expect(try row("other") == 3)
        #expect(throws: DatabaseFault.self) { try row("id") as Int }
    }

    @Test("refuses what one of the engines cannot keep", arguments: Engine.available)
    func unkeepable(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        for value in [SQLValue.text("a\0b"), .real(.nan)] {
            #expect(throws: DatabaseFault.self) {
                try store.write { db in try db.run("INSERT INTO thing (name) VALUES (\(value))") }
            }
            #expect(throws: DatabaseFault.self) {
                try store.write { db in try db.insertMany(into: "thing", columns: ["name"], rows: [[value]]) }
            }
        }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM thing") } == 0)
    }

    @Test("faults on a sum beyond 64 bits", arguments: Engine.available)
    func overflow(_ engine: Engine) throws {
        let store = try engine.fresh([things])
        try store.write { db throws in
            for _ in 1...2 { try db.run("INSERT INTO thing (number) VALUES (\(Int64.max))") }
        }
        #expect(throws: DatabaseFault.self) {
            try store.read { db in try db.value("SELECT sum(number) FROM thing") as Int }
        }
    }

    @Test("faults on text in the file that is no UTF-8")
    func brokenText() throws {
        let store = try Engine.sqlite.fresh()
        #expect(throws: DatabaseFault.self) {
            try store.read { db in try db.all("SELECT CAST(x'c328' AS TEXT) AS name") }
        }
    }
}
