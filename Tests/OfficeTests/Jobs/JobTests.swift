import Database
import Fixtures
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Office

/// An office whose clock moves only when told to, and jobs that note their runs.
private final class Workshop: Sendable {
    static let start = Instant(Day(number: 20_774), hour: 9)

    let office: Office
    let runs = Mutex<[String]>([])
    private let moment: Moment

    private final class Moment: Sendable {
        let at = Mutex(Workshop.start)
    }

    init(_ engine: Engine) throws {
        let moment = Moment()
        self.moment = moment
        office = Office(
            store: try engine.fresh(OfficeSchema.migrations, onDisk: true),
            world: World(now: { moment.at.withLock { $0 } }, randomBytes: World.real.randomBytes),
            shelf: FileShelf(folder: TestFolder.newPath("files")))
    }

    func advance(_ seconds: Int) { moment.at.withLock { $0 = $0.adding(seconds: seconds) } }

    func runner(_ jobs: [Job]) -> JobRunner {
        JobRunner(office, jobs, pause: 0.01) { name, _ in self.runs.withLock { $0.append("fault in \(name)") } }
    }

    func job(_ name: String, _ schedule: Job.Schedule, _ work: @escaping @Sendable (JobRun) throws -> Void = { _ in })
        -> Job
    {
        Job(name, "Việc thử", schedule) { run in
            self.runs.withLock { $0.append(name) }
            try work(run)
            return "Đã làm."
        }
    }

    func row(_ name: String) throws -> JobRow? { try office.read { try JobRow.of(name, $0) } }

    var noted: [String] { runs.withLock { $0 } }
}

private struct Refused: Explained {
    var explanation: Explanation { Explanation(notice: "Máy chủ thư chưa trả lời.", log: "refused") }
}

private struct Broken: Error {}

@Suite("Jobs that the program does by itself") struct JobTests {
    @Test("run at their interval and at their hour, and are noted", arguments: Engine.available)
    func times(_ engine: Engine) throws {
        let shop = try Workshop(engine)
        let runner = shop.runner([
            shop.job("often", .every(seconds: 60)), shop.job("daily", .daily(hour: 10, minute: 30)),
        ])
        #expect(runner.runDue() == ["often"])
        #expect(runner.runDue() == [])
        shop.advance(60)
        #expect(runner.runDue() == ["often"])
        shop.advance(90 * 60)
        #expect(runner.runDue() == ["often", "daily"])
        shop.advance(60)
        #expect(runner.runDue() == ["often"])
        #expect(
            try shop.row("daily")
                == JobRow(
                    name: "daily", title: "Việc thử", timing: "hằng ngày lúc 10 giờ 30",
                    due: Instant(Day(number: 20_775), hour: 10, minute: 30), heldUntil: nil,
                    started: Workshop.start.adding(seconds: 91 * 60), ended: Workshop.start.adding(seconds: 91 * 60),
                    outcome: .done, words: "Đã làm.", lastGood: Workshop.start.adding(seconds: 91 * 60), failures: 0))
    }

    @Test("made up for once when no node ran at their hour", arguments: Engine.available)
    func missed(_ engine: Engine) throws {
        let shop = try Workshop(engine)
        let runner = shop.runner([shop.job("daily", .daily(hour: 10, minute: 0))])
        #expect(runner.runDue() == [])
        shop.advance(3 * 86_400)
        #expect(runner.runDue() == ["daily"])
        #expect(runner.runDue() == [])
    }

    @Test("are taken by one node, and by another when the first is dead", arguments: Engine.available)
    func leases(_ engine: Engine) throws {
        let shop = try Workshop(engine)
        let job = Job("mail", "Gửi thư", .every(seconds: 5), leaseSeconds: 100) { _ in "" }
        let (one, two) = ("one", "two")
        func take(_ node: String) throws -> Bool {
            try shop.office.store.write { try JobRow.take(job, node: node, at: shop.office.world.now(), $0) }
        }
        try shop.office.store.write { try JobRow.note(job, at: Workshop.start, $0) }
        #expect(try take(one))
        shop.advance(50)
        #expect(try !take(two))
        let run = JobRun(office: shop.office, job: job, node: one, stopping: { false })
        #expect(try run.keep())
        shop.advance(99)
        #expect(try !take(two))
        shop.advance(1)
        #expect(try take(two))
        // The first one, come back to life, has nothing to say any more.
        #expect(try !run.keep())
        try shop.office.store.write { try JobRow.finish(run, words: "Muộn.", at: shop.office.world.now(), $0) }
        #expect(try shop.row("mail")?.words == "")
    }

    @Test("that fail say why, and are tried again later and later", arguments: Engine.available)
    func failures(_ engine: Engine) throws {
        let shop = try Workshop(engine)
        let isUp = Mutex(false)
        let runner = shop.runner([
            shop.job("mail", .every(seconds: 7200)) { _ in if !isUp.withLock({ $0 }) { throw Refused() } },
            shop.job("odd", .every(seconds: 7200)) { _ in if !isUp.withLock({ $0 }) { throw Broken() } },
        ])
        runner.runDue()
        #expect(shop.noted == ["mail", "odd", "fault in odd"])
        let first = try #require(try shop.row("mail"))
        #expect(first.outcome == .failed && first.words == "Máy chủ thư chưa trả lời." && first.lastGood == nil)
        #expect(first.due == Workshop.start.adding(seconds: 60))
        shop.advance(60)
        runner.runDue()
        #expect(try shop.row("mail")?.due == Workshop.start.adding(seconds: 60 + 120))
        for _ in 0..<10 {
            shop.advance(900)
            runner.runDue()
        }
        #expect(try shop.row("mail")?.failures == 12)
        isUp.withLock { $0 = true }
        shop.advance(3600)
        #expect(runner.runDue() == ["mail", "odd"])
        let last = try #require(try shop.row("mail"))
        #expect(last.failures == 0 && last.outcome == .done && last.lastGood == shop.office.world.now())
    }

    @Test("with nothing to do are not taken, and can be asked for", arguments: Engine.available)
    func needed(_ engine: Engine) throws {
        let shop = try Workshop(engine)
        let has = Mutex(false)
        let runner = shop.runner([
            Job("mail", "Gửi thư", .every(seconds: 5), isNeeded: { _, _ in has.withLock { $0 } }) { _ in "" },
            shop.job("daily", .daily(hour: 23, minute: 0)),
        ])
        #expect(runner.runDue() == [])
        #expect(try shop.row("mail")?.started == nil)
        has.withLock { $0 = true }
        #expect(runner.runDue() == ["mail"])
        try shop.office.store.write { try JobRow.askFor("daily", at: shop.office.world.now(), $0) }
        #expect(runner.runDue() == ["daily"])
    }

    @Test("run on threads of their own: one that hangs delays no other, and stopping waits no longer than it must")
    func threads() throws {
        let shop = try Workshop(.sqlite)
        let (quick, hanging) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let runner = shop.runner([
            shop.job("hangs", .every(seconds: 60)) { run in
                hanging.signal()
                while !run.isStopping { usleep(2000) }
            },
            shop.job("quick", .every(seconds: 60)) { _ in quick.signal() },
        ])
        runner.start()
        #expect(hanging.wait(timeout: .now() + 10) == .success)
        #expect(quick.wait(timeout: .now() + 10) == .success)
        runner.stop(patience: 20)
        #expect(try shop.row("hangs")?.outcome == .done)
        #expect(try shop.row("quick")?.outcome == .done)
        #expect(shop.noted.sorted() == ["hangs", "quick"])
    }

    @Test("say when they run in the words of a person")
    func words() {
        #expect(Job.Schedule.every(seconds: 15).vietnamese == "mỗi 15 giây")
        #expect(Job.Schedule.every(seconds: 300).vietnamese == "mỗi 5 phút")
        #expect(Job.Schedule.every(seconds: 7200).vietnamese == "mỗi 2 giờ")
        #expect(Job.Schedule.daily(hour: 6, minute: 5).vietnamese == "hằng ngày lúc 6 giờ 05")
    }
}
