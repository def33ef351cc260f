import Database
import Fixtures
import Testing

@testable import Work

@Suite("One's own data about tasks") struct OwnWorkTests {
    @Test("says in words what one did", arguments: Engine.available)
    func words(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.2")
        let before = try rows(of: .tam, world)
        try world.write(.tam) { try TaskWork.comment("Đã xong một nửa", on: task, by: $0) }
        try world.write(.tam) { try TaskWork.start(task, by: $0) }
        let steps = try rows(of: .tam, world).dropLast(before.count).map { Array($0.dropFirst()) }
        #expect(steps == [["\(task)", "Bắt đầu làm", ""], ["\(task)", "Ý kiến", "Đã xong một nửa"]])
    }

    private func rows(of person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [[String]] {
        let visitor = try world.visitor(person)
        return try world.office.read { try OwnWork.records[0].rows(visitor.account, nil, $0) }
    }
}
