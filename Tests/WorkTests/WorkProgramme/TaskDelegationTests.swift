import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Tasks of who acts for someone") struct TaskDelegationTests {
    @Test("are seen, and what is done to them stands for the lender in the ledger", arguments: Engine.available)
    func onBehalf(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let (lent, own) = (try province.task("V.1"), try province.task("IV.2"))
        let (tam, khoa) = (try province.visitor(.tam), try province.visitor(.khoa))
        #expect(throws: TaskRefusal.notFound) {
            try province.office.read { try TaskScope.task(lent, for: tam, $0) }
        }
        try province.write(.khoa) {
            _ = try Delegation.give(
                .init(
                    roles: [.unitOfficer], from: ProgrammeWorld.today, to: ProgrammeWorld.today, because: "nghỉ phép"),
                from: khoa.account, to: tam.account, within: .nothing, by: $0)
        }
        let visitor = try province.visitor(.tam)
        for id in [lent, own] {
            try province.office.write(by: visitor.actor(from: "10.0.0.1", for: .permission(.workOnTasks))) {
                _ = try TaskScope.task(id, for: visitor, $0)
                try TaskWork.start(id, by: $0)
            }
        }
        func behalf(_ id: ID<Task>) throws -> [Bool] {
            try province.office.read { db in
                try Ledger.entries(about: Subject("task", id), db).filter { $0.act == "task.start" }.map {
                    $0.after?.contains(#""onBehalfOf":"\#(khoa.account)""#) ?? false
                }
            }
        }
        #expect(try behalf(lent) == [true])
        #expect(try behalf(own) == [false])
    }
}
