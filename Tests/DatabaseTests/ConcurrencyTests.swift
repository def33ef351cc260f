@testable import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@Suite("Nhiều luồng cùng dùng một kho") struct ConcurrencyTests {
    @Test("serves readers beside a writer without refusing anyone", arguments: Engine.available)
    func readersAndWriter(_ engine: Engine) async throws {
        let store = try engine.fresh([tasks], onDisk: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    try onOtherThread {
                        for number in 1...100 {
                            // Two rows at a time: a reader must never see an odd number of them.
                            try store.write { db throws in
                                try db.run("INSERT INTO unit (name) VALUES (\("\(writer)-\(number)-a"))")
                                try db.run("INSERT INTO unit (name) VALUES (\("\(writer)-\(number)-b"))")
                            }
                        }
                    }
                }
            }
            for _ in 1...10 {
                group.addTask {
                    try onOtherThread {
                        for _ in 1...100 {
                            let counts = try store.read { db -> [Int] in
                                [try db.value("SELECT count(*) FROM unit"), try db.all("SELECT id FROM unit").count]
                            }
                            #expect(counts[0] % 2 == 0 && counts[0] == counts[1])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 400)
        #expect(try store.invariants() == [])
    }

    @Test("lets nobody in between a locked check and its change", arguments: Engine.available)
    func locking(_ engine: Engine) async throws {
        let store = try engine.fresh(
            [Migration("test/1", ["CREATE TABLE ledger (number BIGINT NOT NULL)"])], onDisk: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...6 {
                group.addTask {
                    try onOtherThread {
                        for _ in 1...20 {
                            try store.write { db throws in
                                try db.lock("ledger")
                                let last: Int = try db.value("SELECT coalesce(max(number), 0) FROM ledger")
                                try db.run("INSERT INTO ledger (number) VALUES (\(last + 1))")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.read { db in try db.values("SELECT number FROM ledger ORDER BY number") } == Array(1...120))
    }

    @Test("waits for a connection and faults when none becomes free")
    func exhausted() throws {
        let pool = Pool(size: 1, patienceSeconds: 0) { try SQLiteConnection.open(":memory:") }
        let connection = try pool.begin(.read)
        #expect(throws: DatabaseFault.self) { try pool.begin(.read) }
        try connection.rollback()
        pool.giveBack(connection)
        let again = try pool.begin(.read)
        #expect(again === connection)
        try again.rollback()
        pool.giveBack(again)
    }

    @Test("gives a place free again when opening fails")
    func failedOpening() {
        let pool = Pool(size: 1, patienceSeconds: 0) { throw CancellationError() }
        for _ in 1...3 { #expect(throws: CancellationError.self) { try pool.begin(.read) } }
    }
}
