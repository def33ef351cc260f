import Database
import Fixtures
import HTTP
import Synchronization
import Testing
import Vocabulary

@testable import Office

/// A province whose clock a test moves, with somebody who has a second factor.
struct Enrolled {
    let province: TestProvince
    let office: Office
    let account: ID<Account>
    let login: String
    let secret: [UInt8]
    let recovery: [String]
    let clock: Clock

    final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ now: Instant) { self.now = Mutex(now) }
        func move(_ seconds: Int) { now.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    init(_ engine: Engine, _ role: Role = .specialist) throws {
        province = try TestProvince(engine)
        let clock = Clock(province.office.world.now())
        let world = World(now: { clock.now.withLock { $0 } }, randomBytes: World.real.randomBytes)
        office = Office(
            store: province.office.store, world: world, shelf: province.office.shelf, sealing: province.office.sealing)
        self.clock = clock
        let account = try #require(province.accounts[role])
        (self.account, login) = (account, role.code)
        let office = office
        try office.write(by: province.actor(role)) { try SecondFactor.begin(account, office.sealing, by: $0) }
        let secret = try office.read { try SecondFactor.secret(of: account, office.sealing, $0) }
        self.secret = secret
        let code = TimedCode.code(secret: secret, step: TimedCode.step(at: clock.now.withLock { $0 }))
        recovery = try office.write(by: province.actor(role)) {
            try SecondFactor.confirm(account, code: code, office.sealing, by: $0)
        }
    }

    /// The code that the app shows now.
    var code: String { TimedCode.code(secret: secret, step: TimedCode.step(at: office.world.now())) }

    func firstStep(from origin: String = "10.0.0.1") throws -> SignIn.Opened {
        try SignIn.attempt(login: login, password: TestProvince.password, origin: origin, in: office)
    }

    func finish(_ opened: SignIn.Opened, _ code: String, from origin: String = "10.0.0.1") throws -> SignIn.Opened {
        try PendingSignIn.finish(opened.token, code: code, from: SignInPlace(origin: origin), in: office)
    }
}

@Suite("The second factor") struct SecondFactorTests {
    @Test("keeps its secret sealed and its recovery codes as hashes", arguments: Engine.available)
    func atRest(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        let sealed: [UInt8] = try one.office.read { try $0.value("SELECT secret FROM second_factor") }
        #expect(!sealed.isEmpty && !sealed.indices.contains { sealed[$0...].starts(with: one.secret) })
        let hashes: [[UInt8]] = try one.office.read { try $0.values("SELECT code_hash FROM recovery_code") }
        #expect(Set(hashes) == Set(one.recovery.map(RecoveryCode.hash)))
        #expect(Set(one.recovery).count == 10)
        // The ledger tells what was done and holds none of it.
        let entries = try one.office.read { try Ledger.entries(about: Subject("account", one.account), $0) }
        #expect(entries.prefix(2).map(\.act) == ["secondFactor.on", "secondFactor.begin"])
        #expect(entries.allSatisfy { ($0.after ?? "").contains("secret") == false })
    }

    @Test("the first step opens nothing; the code opens the session, once", arguments: Engine.available)
    func twoSteps(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        one.clock.move(60)
        let first = try one.firstStep()
        #expect(first.wantsCode)
        #expect(try SignIn.visitor(token: first.token, in: one.office) == nil)
        let opened = try one.finish(first, one.code)
        let visitor = try #require(try SignIn.visitor(token: opened.token, in: one.office))
        #expect(
            visitor.proof
                == SessionProof(
                    provedAt: one.office.world.now(), hasSecondFactor: true, mustEnrol: false, isEnrolled: true))
        // The step is used up: neither it nor the code serve again.
        #expect(throws: SecondFactorRefusal.pendingExpired) { try one.finish(first, one.code) }
        #expect(throws: SecondFactorRefusal.wrongCode) { try one.finish(one.firstStep(), one.code) }
        one.clock.move(30)
        #expect(throws: Never.self) { try one.finish(one.firstStep(), one.code) }
    }

    @Test("of two who send one code at once one is let in", arguments: Engine.available)
    func atOnce(_ engine: Engine) async throws {
        let one = try Enrolled(engine)
        one.clock.move(60)
        let firsts = try (0..<4).map { _ in try one.firstStep().token }
        let (code, office) = (one.code, one.office)
        let passed = await withTaskGroup(of: Bool.self) { group in
            for first in firsts {
                group.addTask {
                    (try? PendingSignIn.finish(first, code: code, from: SignInPlace(origin: "10.0.0.1"), in: office))
                        != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == 1)
    }

    @Test("waits five minutes for the code, and no longer than the account is open", arguments: Engine.available)
    func expires(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        let first = try one.firstStep()
        one.clock.move(5 * 60 + 1)
        #expect(throws: SecondFactorRefusal.pendingExpired) { try one.finish(first, one.code) }
        let second = try one.firstStep()
        try one.office.write(by: one.province.actor(.administrator)) {
            try Accounts.setOpen(false, one.account, by: $0)
        }
        #expect(throws: SecondFactorRefusal.pendingExpired) { try one.finish(second, one.code) }
    }

    @Test("each recovery code serves once, typed as one likes", arguments: Engine.available)
    func recovery(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        let typed = one.recovery[3].uppercased().replacing("-", with: " ")
        #expect(throws: Never.self) { try one.finish(one.firstStep(), typed) }
        #expect(throws: SecondFactorRefusal.wrongCode) { try one.finish(one.firstStep(), one.recovery[3]) }
        #expect(try one.office.read { try SecondFactor.state(of: one.account, $0).codesLeft } == 9)
        let renewed = try one.office.write(by: one.province.actor(.specialist)) {
            try SecondFactor.renewCodes(one.account, by: $0)
        }
        #expect(throws: SecondFactorRefusal.wrongCode) { try one.finish(one.firstStep(), one.recovery[4]) }
        #expect(throws: Never.self) { try one.finish(one.firstStep(), renewed[0]) }
    }

    @Test("wrong codes slow one address down, then the account, but never its paper codes", arguments: Engine.available)
    func throttled(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        one.clock.move(60)
        let right = one.code
        let wrong = right == "000000" ? "000001" : "000000"
        for address in 1...4 {
            let origin = "10.0.1.\(address)"
            for _ in 1...5 {
                #expect(throws: SecondFactorRefusal.wrongCode) { try one.finish(one.firstStep(), wrong, from: origin) }
            }
            #expect(throws: SecondFactorRefusal.tooManyAttempts(minutes: 15)) {
                try one.finish(one.firstStep(), right, from: origin)
            }
        }
        // Twenty wrong ones in all: a code is refused from anywhere, a recovery code only where one guessed.
        #expect(throws: SecondFactorRefusal.tooManyAttempts(minutes: 15)) { try one.finish(one.firstStep(), right) }
        #expect(throws: SecondFactorRefusal.tooManyAttempts(minutes: 15)) {
            try one.finish(one.firstStep(), one.recovery[0], from: "10.0.1.1")
        }
        #expect(throws: Never.self) { try one.finish(one.firstStep(), one.recovery[0]) }
        one.clock.move(15 * 60)
        #expect(throws: Never.self) { try one.finish(one.firstStep(), one.code, from: "10.0.1.1") }
    }

    @Test("is not confirmed by a wrong code, and not begun anew while it is on", arguments: Engine.available)
    func enrolment(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        let other = try #require(one.province.accounts[.leader])
        let actor = one.province.actor(.leader)
        func write<T>(_ body: (Operation) throws -> T) throws -> T { try one.office.write(by: actor, body) }
        #expect(throws: SecondFactorRefusal.notBegun) {
            try write { try SecondFactor.confirm(other, code: "123456", one.office.sealing, by: $0) }
        }
        try write { try SecondFactor.begin(other, one.office.sealing, by: $0) }
        let secret = try one.office.read { try SecondFactor.secret(of: other, one.office.sealing, $0) }
        let far = TimedCode.code(secret: secret, step: TimedCode.step(at: one.office.world.now()) + 9)
        #expect(throws: SecondFactorRefusal.wrongCode) {
            try write { try SecondFactor.confirm(other, code: far, one.office.sealing, by: $0) }
        }
        // Begun is not on: the password alone still opens.
        #expect(
            try !SignIn.attempt(login: "lanh-dao", password: TestProvince.password, origin: "x", in: one.office)
                .wantsCode)
        #expect(throws: SecondFactorRefusal.onAlready) {
            try one.office.write(by: one.province.actor(.specialist)) {
                try SecondFactor.begin(one.account, one.office.sealing, by: $0)
            }
        }
    }

    @Test("reset by an administrator ends the sessions and leaves the password", arguments: Engine.available)
    func reset(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        one.clock.move(60)
        let opened = try one.finish(one.firstStep(), one.code)
        try one.office.write(by: one.province.actor(.administrator)) { try SecondFactor.reset(one.account, by: $0) }
        #expect(try SignIn.visitor(token: opened.token, in: one.office) == nil)
        #expect(try !one.firstStep().wantsCode)
        let entries = try one.office.read { try Ledger.entries(about: Subject("account", one.account), $0) }
        #expect(entries.contains { $0.act == "secondFactor.reset" && $0.actor == "Quản trị" })
        #expect(throws: SecondFactorRefusal.off) {
            try one.office.write(by: one.province.actor(.administrator)) { try SecondFactor.reset(one.account, by: $0) }
        }
    }

    @Test("sealed by another key it is refused in words, and a paper code still opens", arguments: Engine.available)
    func otherKey(_ engine: Engine) throws {
        let one = try Enrolled(engine)
        let other = Office(store: one.office.store, world: one.office.world, shelf: one.office.shelf)
        let first = try one.firstStep()
        #expect(throws: SecondFactorRefusal.unreadable) {
            try PendingSignIn.finish(first.token, code: one.code, from: SignInPlace(origin: "10.0.0.1"), in: other)
        }
        #expect(throws: Never.self) {
            try PendingSignIn.finish(
                first.token, code: one.recovery[0], from: SignInPlace(origin: "10.0.0.1"), in: other)
        }
    }
}
