@testable import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@Suite(
    "PostgreSQL: kết nối, tranh chấp",
    .enabled(if: Engine.available.contains(.postgres), "PostgreSQL is not installed: stores are tested on SQLite alone")
)
struct PostgresTests {
    @Test("connects anew when the server has closed the connections")
    func reconnecting() throws {
        let store = try Engine.postgres.fresh([tasks])
        let other = try Engine.postgres.fresh()
        for _ in 1...2 {
            let process: Int = try store.read { db in try db.value("SELECT pg_backend_pid()") }
            #expect(try other.write { db in try db.value("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))") })
            // Until the server has really gone the answer may still be the old one.
            while try other.read({ db in
                try db.value("SELECT count(*) FROM pg_stat_activity WHERE pid = \(process)") as Int
            }) > 0 { usleep(1000) }
            #expect(try store.write { db in try db.run("INSERT INTO unit (name) VALUES (\("\(process)"))") } == 1)
        }
    }

    @Test("faults when the connection is lost inside a transaction, and goes on afterwards")
    func lost() throws {
        let store = try Engine.postgres.fresh([tasks])
        let other = try Engine.postgres.fresh()
        #expect(throws: DatabaseFault.self) {
            try store.write { db throws in
                try db.run("INSERT INTO unit (name) VALUES ('a')")
                let process: Int = try db.value("SELECT pg_backend_pid()")
                try onOtherThread {
                    _ = try other.write { db in try db.all("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))") }
                }
                for number in 1...1000 { try db.run("INSERT INTO unit (name) VALUES (\("\(number)"))") }
            }
        }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 0)
    }

    @Test("tells of two writers that block each other as a collision")
    func deadlock() throws {
        let store = try Engine.postgres.fresh([tasks])
        try store.write { db in try db.run("INSERT INTO unit (name) VALUES ('a'), ('b')") }
        let (holdsFirst, holdsSecond) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let collisions = Collisions()
        let change: @Sendable (String, String, DispatchSemaphore, DispatchSemaphore) -> Void = {
            first, second, mine, theirs in
            do {
                try store.write { db throws in
                    try db.run("UPDATE unit SET name = name || '1' WHERE name = \(first)")
                    mine.signal()
                    theirs.wait()
                    try db.run("UPDATE unit SET name = name || '1' WHERE name = \(second)")
                }
            } catch let fault as DatabaseFault {
                collisions.add(fault)
            } catch { Issue.record(error) }
        }
        let thread = Thread { change("b", "a", holdsSecond, holdsFirst) }
        thread.start()
        change("a", "b", holdsFirst, holdsSecond)
        while !thread.isFinished { usleep(1000) }
        #expect(collisions.all.map(\.isCollision) == [true])
    }

    @Test("keeps nothing of an attempt during which the connection was lost")
    func lostInAttempt() throws {
        let store = try Engine.postgres.fresh([tasks])
        let other = try Engine.postgres.fresh()
        #expect(throws: DatabaseFault.self) {
            try store.write { db in
                try db.run("INSERT INTO unit (name) VALUES ('a')")
                let process: Int = try db.value("SELECT pg_backend_pid()")
                _ = try? db.attempt {
                    try onOtherThread {
                        _ = try other.write { db in
                            try db.all("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))")
                        }
                    }
                    for number in 1...1000 { try db.run("INSERT INTO unit (name) VALUES (\("\(number)"))") }
                }
            }
        }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 0)
    }

    @Test("explains why a server cannot be reached, without the password")
    func unreachable() {
        let refusal = #expect(throws: StoreRefusal.self) {
            try Store.postgres("postgres://app:s3cret@127.0.0.1:1/none?connect_timeout=2")
        }
        #expect(refusal?.explanation.notice.hasPrefix("Không kết nối được máy chủ PostgreSQL") == true)
        #expect(refusal?.explanation.log.contains("s3cret") == false)
        #expect(throws: StoreRefusal.self) { try Store.postgres("no url\0") }
    }

    @Test("refuses a database that orders text otherwise")
    func wrongOrder() throws {
        let url = try TestPostgres.newURL()
        let name = "other_order_\(UInt32.random(in: 0 ... .max))"
        // Its LC_COLLATE says C; the order is Vietnamese all the same.
        try TestPostgres.psql(
            url,
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' "
                + "LOCALE_PROVIDER icu ICU_LOCALE 'vi'")
        var parts = try #require(URLComponents(string: url))
        (parts.path, parts.query) = ("/" + name, nil)
        let other = try #require(parts.string)
        #expect(throws: StoreRefusal.wrongOrder(collation: "C", encoding: "UTF8")) { try Store.postgres(other) }
        try TestPostgres.psql(url, "DROP DATABASE \(name) WITH (FORCE)")
    }

    @Test("does not copy itself to a file")
    func backup() throws {
        let store = try Engine.postgres.fresh()
        #expect(throws: StoreRefusal.backupUnsupported) { try store.backup(to: TestFolder.newPath("copy")) }
        #expect(try store.invariants() == [])
    }
}

private final class Collisions: @unchecked Sendable {
    private let lock = NSLock()
    private var faults: [DatabaseFault] = []
    var all: [DatabaseFault] { lock.withLock { faults } }
    func add(_ fault: DatabaseFault) { lock.withLock { faults.append(fault) } }
}
