import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Lists of transfers, duplicates and units without an officer") struct PeopleListsQueryTests {
    /// So many of each: transfers that wait, pairs of one name, units in charge of nobody any more.
    private static func world(_ engine: Engine, _ count: Int) throws -> PeopleWorld {
        let world = try PeopleWorld(engine)
        for number in 0..<count {
            let letter = ["An", "Bình", "Chi"][number]
            let code = ["STC", "SNV", "VP"][number]
            let person = try world.add("Nguyễn \(letter)", code, year: 1980)
            try world.add("Nguyễn \(letter)", "BAO", year: 1980)
            let post = try #require(try world.posts(person).first)
            try world.write { operation in
                _ = try Transfers.propose(
                    NewTransfer(
                        post: post.id, to: try world.unit("BAO"), title: "Phóng viên", group: .direct,
                        onDay: world.today.adding(days: 9)), in: .everything, by: operation)
                let officer = try EmulationOfficers.appoint(
                    person, in: try world.unit(code), since: world.today.adding(days: -9), scope: .everything,
                    by: operation)
                try EmulationOfficers.release(officer, on: world.today.adding(days: -1), in: .everything, by: operation)
            }
        }
        return world
    }

    @Test("ask as often for three as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        var counts: [[Int]] = []
        for count in [1, 3] {
            let world = try Self.world(engine, count)
            try world.office.read { db in
                func asked<Row>(_ rows: Int, _ body: () throws -> [Row]) throws -> Int {
                    let (found, statements) = try Recorder.recording(body)
                    #expect(found.count == rows)
                    return statements.count
                }
                let province = Scope.branches([world.province.province.path])
                counts.append([
                    try asked(count) { try Transfers.page(in: province, nil, db).rows },
                    try asked(count) { try Duplicates.page(in: province, on: world.today, nil, db).rows },
                    try asked(6) { try EmulationOfficers.missing(in: province, on: world.today, nil, db).rows },
                ])
            }
        }
        #expect(counts[0] == counts[1])
    }

    @Test("are read from indexes in their order", arguments: Engine.available)
    func indexes(_ engine: Engine) throws {
        let world = try Self.world(engine, 1)
        try world.office.read { db in
            for (statement, index) in [
                (Transfers.walking(in: .everything, .after(ID(1)), limit: 50), "transfer_open"),
                (
                    Duplicates.walking(
                        in: .everything, on: world.today, .before(Duplicates.Key(first: ID(1), second: ID(2))),
                        limit: 20), "person_fold"
                ),
                (
                    EmulationOfficers.walking(in: .everything, on: world.today, .before(ID(1)), limit: 50),
                    "emulation_officer"
                ),
            ] {
                // PostgreSQL has its own mind about three rows that are joined with themselves.
                if engine == .postgres, index == "person_fold" { continue }
                let plan = try db.explain(statement)
                #expect(plan.contains(index), "\(plan)")
            }
            if engine == .sqlite {
                for statement in [
                    Transfers.walking(in: .everything, .after(ID(1)), limit: 50),
                    Duplicates.walking(in: .everything, on: world.today, nil, limit: 20),
                ] {
                    let plan = try db.explain(statement)
                    #expect(!plan.contains("TEMP B-TREE FOR ORDER BY"), "\(plan)")
                }
            }
        }
    }
}
