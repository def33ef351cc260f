import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@testable import Office

@Suite("Who makes a backup") struct BackupMakerTests {
    private let noon = Instant(TestProvince.today, hour: 12, minute: 0)

    private func asked(_ province: TestProvince) throws -> ID<BackupRun> {
        try province.office.write(by: province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
    }

    @Test(
        "one node takes it, and another only when the first has been silent for two minutes",
        arguments: Engine.available)
    func silence(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (store, id) = (province.office.store, try asked(province))
        func take(_ token: String, after seconds: Int) throws -> BackupMaker? {
            try store.write { try BackupMaker.take(id, at: noon.adding(seconds: seconds), token: token, $0) }
        }
        func next(after seconds: Int) throws -> ID<BackupRun>? {
            try store.read { try BackupMaker.next(at: noon.adding(seconds: seconds), $0) }
        }
        #expect(try next(after: 0) == id)
        let first = try #require(try take("một", after: 0))
        #expect(first.start == 1)
        #expect(try take("hai", after: 119) == nil)
        #expect(try next(after: 119) == nil)
        // A sign of life counts from its moment.
        #expect(try store.write { try first.beat(at: noon.adding(seconds: 100), $0) })
        #expect(try take("hai", after: 219) == nil)
        #expect(try next(after: 220) == id)
        let second = try #require(try take("hai", after: 220))
        #expect(second.start == 2)
        // The first wakes up and is told that it is another's.
        #expect(try !store.write { try first.beat(at: noon.adding(seconds: 221), $0) })
        #expect(try store.write { try second.beat(at: noon.adding(seconds: 221), $0) })
        // After the third death nobody begins again.
        let third = try #require(try take("ba", after: 400))
        #expect(third.start == 3)
        #expect(try take("bốn", after: 4000) == nil)
        #expect(try store.read { try BackupMaker.hopeless(at: noon.adding(seconds: 4000), $0) } == [id])
        #expect(try store.read { try BackupMaker.hopeless(at: noon.adding(seconds: 401), $0) } == [])
    }

    @Test("of two nodes that want it at once one gets it", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        let province = try TestProvince(engine, onDisk: true)
        let (store, id, noon) = (province.office.store, try asked(province), noon)
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for node in 1...6 {
                group.addTask {
                    try store.write { try BackupMaker.take(id, at: noon, token: "\(node)", $0) } != nil
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(taken.filter { $0 }.count == 1)
    }

    @Test("a pulse beats until it is stopped or told that it is over")
    func pulse() {
        let beats = Beats()
        let life = Pulse(every: 0.01) { beats.next() < 1000 }
        while beats.count < 3 { usleep(1000) }
        life.stop()
        usleep(50_000)
        let last = beats.count
        usleep(50_000)
        #expect(beats.count == last)
        let short = Beats()
        let over = Pulse(every: 0.001) { short.next() < 3 }
        usleep(100_000)
        #expect(short.count == 3)
        over.stop()
    }

    private final class Beats: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0
        var count: Int { lock.withLock { value } }
        func next() -> Int {
            lock.withLock {
                value += 1
                return value
            }
        }
    }
}
