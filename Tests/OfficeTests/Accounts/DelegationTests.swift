import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("Acting for someone") struct DelegationTests {
    private static let day = TestProvince.today

    private func give(
        lending roles: Set<Role> = [.leader], from principal: Role = .leader, to deputy: Role = .unitOfficer,
        first: Int = 0,
        last: Int = 3, reason: String = "đi công tác", by actor: Role? = nil, within scope: Scope = .nothing,
        _ province: TestProvince
    ) throws -> ID<Delegation> {
        try province.office.write(by: province.actor(actor ?? principal)) {
            try Delegation.give(
                Delegation.New(
                    roles: roles, from: Self.day.adding(days: first), to: Self.day.adding(days: last), because: reason),
                from: province.account(principal), to: province.account(deputy), within: scope, by: $0)
        }
    }

    @Test(
        "the deputy acts with the lent role, from the principal's unit, on its days only", arguments: Engine.available)
    func acts(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        #expect(try !province.visitor(.unitOfficer).may(.seeQuarter))
        _ = try give(first: 1, last: 2, province)
        let may = try (0...3).map { try province.visitor(.unitOfficer, after: $0 * 86_400)?.may(.seeQuarter) }
        #expect(may == [false, true, true, false])
        let visitor = try #require(try province.visitor(.unitOfficer, after: 86_400))
        #expect(visitor.scope(.seeQuarter) == .branches([try province.path("HG")]))
        #expect(visitor.principals == [.init(account: try province.account(.leader), name: "Phan Trí Dũng")])
        // Only what the own roles do not give is done on behalf of the other one.
        let principal = try province.account(.leader)
        #expect(visitor.lender(of: .seeQuarter) == principal)
        #expect(visitor.lender(of: .workOnTasks) == nil)
        #expect(visitor.lender(of: .workOnTasks, at: try province.path("BAO")) == principal)
        #expect(visitor.lender(of: .workOnTasks, at: try province.path("STC")) == nil)
        #expect(visitor.actor(from: "x", for: .permission(.seeQuarter)).onBehalfOf == principal)
        #expect(visitor.actor(from: "x", for: .permission(.readProgramme)).onBehalfOf == nil)
    }

    @Test("a visitor costs two questions, with one role or with borrowed ones", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func statements() throws -> Int {
            let token = try SignIn.attempt(
                login: "can-bo-don-vi", password: TestProvince.password, origin: "10.0.0.1", in: province.office
            ).token
            let (visitor, statements) = try Recorder.recording {
                try SignIn.visitor(token: token, in: province.office)
            }
            #expect(visitor != nil)
            return statements.count
        }
        #expect(try statements() == 2)
        _ = try give(province)
        #expect(try statements() == 2)
    }

    @Test("the ledger keeps the deputy's name and says on whose behalf", arguments: Engine.available)
    func ledger(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try give(province)
        let visitor = try province.visitor(.unitOfficer)
        try province.office.write(by: visitor.actor(from: "10.0.0.9", for: .permission(.seeQuarter))) {
            try $0.record("test.act", on: Subject("unit", 1), after: ["a": "b"])
        }
        let entry = try #require(
            try province.office.read { try Ledger.entries(about: Subject("unit", 1), $0) }.first)
        #expect(entry.actor == "Lục Minh Tâm")
        #expect(entry.after == #"{"a":"b","onBehalfOf":"\#(try province.account(.leader))"}"#)
        #expect(try province.faults() == [])
    }

    @Test(
        "ends at once by either side, by an administrator, and with the principal's own role",
        arguments: Engine.available)
    func ends(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for side in [Role.leader, .unitOfficer, .administrator] {
            let id = try give(province)
            #expect(try province.visitor(.unitOfficer).may(.seeQuarter))
            // Nobody else can, and it does not exist for them.
            #expect(throws: FrameRefusal.notFound) {
                try province.office.write(by: province.actor(.reporter)) {
                    try Delegation.end(id, within: .nothing, by: $0)
                }
            }
            let scope: Scope = side == .administrator ? .everything : .nothing
            try province.office.write(by: province.actor(side)) { try Delegation.end(id, within: scope, by: $0) }
            #expect(try !province.visitor(.unitOfficer).may(.seeQuarter))
            #expect(throws: RightsRefusal.notRunning) {
                try province.office.write(by: province.actor(side)) { try Delegation.end(id, within: scope, by: $0) }
            }
        }
        // A closed principal lends nothing any more.
        _ = try give(province)
        try province.office.write(by: province.actor(.administrator)) {
            try Accounts.setOpen(false, province.account(.leader), by: $0)
        }
        #expect(try !province.visitor(.unitOfficer).may(.seeQuarter))
        let states = try province.office.read {
            try Delegation.all(of: province.account(.unitOfficer), $0).map { $0.state(on: Self.day) }
        }
        #expect(states == [.past, .past, .past, .past])
    }

    @Test("never lends the administrator's role, nor what was itself lent", arguments: Engine.available)
    func never(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        #expect(throws: RightsRefusal.nothingToDelegate) {
            try give(lending: [.administrator], from: .administrator, to: .leader, province)
        }
        _ = try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.give(
                NewRole(.administrator), to: province.account(.specialist), within: .everything, by: $0)
        }
        #expect(throws: RightsRefusal.delegationNeedsRole) {
            try give(lending: [.administrator, .specialist], from: .specialist, to: .leader, province)
        }
        _ = try give(province)
        #expect(throws: RightsRefusal.delegationNeedsRole) {
            try give(lending: [.leader], from: .unitOfficer, to: .reporter, province)
        }
    }

    @Test("what cannot be is refused with its reason", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        #expect(throws: RightsRefusal.deputyIsSelf) { try give(to: .leader, province) }
        #expect(throws: RightsRefusal.delegationNeedsRole) { try give(lending: [], province) }
        #expect(throws: RightsRefusal.startInThePast) { try give(first: -1, province) }
        #expect(throws: RightsRefusal.endBeforeStart) { try give(first: 2, last: 1, province) }
        #expect(throws: RightsRefusal.delegationTooLong) { try give(last: 366, province) }
        #expect(throws: RightsRefusal.noReason) { try give(reason: " ", province) }
        #expect(throws: RightsRefusal.cannotCombine(.leader, .observer)) { try give(to: .observer, province) }
        _ = try give(last: 365, province)
        #expect(throws: RightsRefusal.delegatedAlready) { try give(first: 100, last: 101, province) }
        try province.office.write(by: province.actor(.administrator)) {
            try Accounts.setOpen(false, province.account(.secretary), by: $0)
        }
        #expect(throws: RightsRefusal.deputyClosed) { try give(to: .secretary, province) }
    }

    @Test("an administrator lends only between people that may be managed", arguments: Engine.available)
    func byAdministrator(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try give(by: .administrator, within: .everything, province)
        #expect(throws: FrameRefusal.notFound) { try give(to: .delegate, by: .reporter, within: .nothing, province) }
        #expect(throws: FrameRefusal.notFound) {
            try give(
                lending: [.blocHead], from: .blocHead, to: .leader, by: .administrator,
                within: .branches([try province.path("STC")]), province)
        }
    }

    @Test("the deputy is found by login or whole name, within the province", arguments: Engine.available)
    func deputies(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let principal = try province.account(.leader)
        func find(_ typed: String) throws -> ID<Account> {
            try province.office.read { try Delegation.deputy(typed, for: principal, $0) }
        }
        #expect(try find(" Can-Bo-Don-Vi ") == province.account(.unitOfficer))
        #expect(try find("Lục Minh Tâm") == province.account(.unitOfficer))
        #expect(throws: RightsRefusal.noDeputy) { try find(" ") }
        #expect(throws: RightsRefusal.deputyUnknown("Lục Minh")) { try find("Lục Minh") }
        let twin = try province.office.write(by: .system(user: "test")) {
            try Accounts.add(
                login: "tam2", name: "Lục Minh Tâm", unit: province.units["BAO"], roles: [.reporter], passwordHash: "x",
                mustChange: false, by: $0)
        }
        #expect(throws: RightsRefusal.deputyAmbiguous("Lục Minh Tâm", ["can-bo-don-vi", "tam2"])) {
            try find("Lục Minh Tâm")
        }
        #expect(try find("tam2") == twin)
        let neighbour = try province.neighbour()
        #expect(throws: RightsRefusal.deputyUnknown(neighbour.login)) { try find(neighbour.login) }
    }
}
