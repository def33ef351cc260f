import Database
import Fixtures
import HTTP
import Synchronization
import Testing
import Vocabulary

@testable import Office

/// A province with a provider set up, and tokens as they come out of the checks of `IDToken`.
private struct Linked {
    let province: TestProvince
    let office: Office
    var provider: OpenIDProvider

    init(_ engine: Engine, claim: String = "email", domain: String = "") throws {
        province = try TestProvince(engine)
        office = province.office
        provider = .unset(ownAddress: "https://vinhdanh.example")
        (provider.isOn, provider.issuer, provider.client) = (true, "https://noi-cap.example", "vinhdanh")
        (provider.claim, provider.domain) = (claim, domain)
        let (provider, office) = (provider, office)
        try office.write(by: province.actor(.administrator)) {
            try provider.save(newSecret: "mật khẩu của phần mềm", office.sealing, by: $0)
        }
    }

    func open(_ token: IDToken) throws -> SignIn.Opened {
        try OpenIDSignIn.open(token, provider, from: SignInPlace(origin: "10.0.0.1"), in: office)
    }

    func link(_ role: Role, _ subject: String) throws {
        let account = try #require(province.accounts[role])
        try office.write(by: province.actor(.administrator)) {
            try OpenIDIdentity.link(account, issuer: provider.issuer, subject: subject, by: $0)
        }
    }

    func links() throws -> [String] {
        try office.read {
            try $0.values(
                "SELECT a.login || ' ' || i.subject FROM openid_identity i JOIN account a ON a.id = i.account ORDER BY 1"
            )
        }
    }
}

extension IDToken {
    fileprivate static func of(_ subject: String, login: String? = nil, methods: [String] = []) throws -> IDToken {
        let signer = try TestSigner(.p256, name: "k")
        var claims = IDTokenTests.claims
        claims["sub"] = subject
        claims["email"] = login
        claims["amr"] = methods
        return try IDToken(signer.token(claims), keys: [signer.published()], expecting: IDTokenTests.expectation())
    }
}

@Suite("Sign-in through a provider") struct OpenIDSignInTests {
    @Test("opens the account that was linked, and makes none", arguments: Engine.available)
    func linked(_ engine: Engine) throws {
        let world = try Linked(engine, claim: "")
        let accounts: Int = try world.office.read { try $0.value("SELECT count(*) FROM account") }
        // Without a rule an equal login is a coincidence.
        #expect(throws: OpenIDRefusal.unknownIdentity(login: "chuyen-vien", subject: "s1")) {
            try world.open(.of("s1", login: "chuyen-vien"))
        }
        try world.link(.specialist, "s1")
        let opened = try world.open(.of("s1", login: "ten-khac"))
        let visitor = try #require(try SignIn.visitor(token: opened.token, in: world.office))
        #expect(visitor.account == world.province.accounts[.specialist] && visitor.proof.isByProvider)
        #expect(!visitor.proof.hasSecondFactor)
        let entries = try world.office.read { try Ledger.entries(about: Subject("account", visitor.account), $0) }
        #expect(entries.prefix(2).map(\.act) == ["session.start", "identity.link"])
        // The name at the provider is personal: the row keeps it, the ledger does not repeat it.
        #expect(!entries.contains { ($0.after ?? "").contains("s1") })
        #expect(try world.office.read { try $0.value("SELECT count(*) FROM account") } == accounts)
    }

    @Test("finds an account once by the rule, never again by another person", arguments: Engine.available)
    func rule(_ engine: Engine) throws {
        let world = try Linked(engine, domain: "HoangGiang.example")
        for stranger in [
            "chuyen-vien", "chuyen-vien@khac.example", "chuyen-vien@xhoanggiang.example", "@hoanggiang.example",
        ] {
            #expect(throws: OpenIDRefusal.unknownIdentity(login: stranger, subject: "s1"), "\(stranger)") {
                try world.open(.of("s1", login: stranger))
            }
        }
        _ = try world.open(.of("s1", login: "chuyen-vien@hoanggiang.example"))
        #expect(try world.links() == ["chuyen-vien s1"])
        // The address was given to somebody new.
        #expect(throws: OpenIDRefusal.otherSubject) {
            try world.open(.of("s2", login: "chuyen-vien@hoanggiang.example"))
        }
        // Those who could do most harm are linked by hand.
        for role in [Role.administrator, .secretary] {
            #expect(throws: OpenIDRefusal.self, "\(role)") {
                try world.open(.of("s3", login: "\(role.code)@hoanggiang.example"))
            }
        }
        #expect(try world.links() == ["chuyen-vien s1"])
        try world.link(.administrator, "s3")
        #expect(throws: Never.self) { try world.open(.of("s3")) }
    }

    @Test("is closed where the account is, and to who has no role today", arguments: Engine.available)
    func closed(_ engine: Engine) throws {
        let world = try Linked(engine)
        try world.link(.specialist, "s1")
        let account = try #require(world.province.accounts[.specialist])
        try world.office.write(by: world.province.actor(.administrator)) {
            try Accounts.setOpen(false, account, by: $0)
        }
        #expect(throws: OpenIDRefusal.closed) { try world.open(.of("s1")) }
    }

    @Test("gives each person one account and each account one person", arguments: Engine.available)
    func oneToOne(_ engine: Engine) throws {
        let world = try Linked(engine)
        try world.link(.specialist, "s1")
        #expect(throws: OpenIDRefusal.takenByOther) { try world.link(.leader, "s1") }
        #expect(throws: OpenIDRefusal.linkedAlready) { try world.link(.specialist, "s2") }
        #expect(throws: OpenIDRefusal.badSubject) { try world.link(.leader, "") }
        let opened = try world.open(.of("s1"))
        // Taken away by the administrator, it takes what was opened through it along.
        let account = try #require(world.province.accounts[.specialist])
        let issuer = world.provider.issuer
        try world.office.write(by: world.province.actor(.administrator)) {
            try OpenIDIdentity.unlink(account, issuer: issuer, endingSessions: true, by: $0)
        }
        #expect(try SignIn.visitor(token: opened.token, in: world.office) == nil)
        #expect(throws: OpenIDRefusal.self) { try world.open(.of("s1")) }
    }

    @Test("asks for the code of who has one, unless the provider is trusted and says it asked")
    func secondFactor() throws {
        let enrolled = try Enrolled(.sqlite)
        var provider = OpenIDProvider.unset(ownAddress: "https://vinhdanh.example")
        provider.issuer = "https://noi-cap.example"
        let issuer = provider.issuer
        try enrolled.office.write(by: enrolled.province.actor(.administrator)) {
            try OpenIDIdentity.link(enrolled.account, issuer: issuer, subject: "s1", by: $0)
        }
        func wantsCode(_ methods: [String]) throws -> Bool {
            let token = try IDToken.of("s1", methods: methods)
            let place = SignInPlace(origin: "10.0.0.1")
            let opened = try OpenIDSignIn.open(token, provider, from: place, in: enrolled.office)
            return opened.wantsCode
        }
        #expect(try wantsCode(["pwd"]) && wantsCode(["pwd", "mfa"]))
        provider.trustsSecondFactor = true
        #expect(try wantsCode(["pwd"]) && !wantsCode(["pwd", "mfa"]))
    }

    @Test("an attempt is one browser's, once, and ten minutes long", arguments: Engine.available)
    func attempts(_ engine: Engine) throws {
        let enrolled = try Enrolled(engine)
        let office = enrolled.office
        let (one, two) = try (
            OpenIDAttempt.start(.signIn, wanted: "/viec/3", in: office),
            OpenIDAttempt.start(.signIn, wanted: "//evil.example", in: office)
        )
        #expect(throws: OpenIDRefusal.notStarted) { try OpenIDAttempt.take(nil, in: office) }
        // The state of one browser with the cookie of another; it is spent all the same.
        let mixed = OpenIDAttempt.Ticket(cookie: one.cookie, state: two.state)
        #expect(throws: OpenIDRefusal.notStarted) { try OpenIDAttempt.take(mixed, in: office) }
        #expect(throws: OpenIDRefusal.notStarted) { try OpenIDAttempt.take(two, in: office) }
        let taken = try OpenIDAttempt.take(OpenIDAttempt.Ticket(cookie: one.cookie, state: one.state), in: office)
        #expect(taken.wanted == "/viec/3" && taken.nonce == one.nonce && taken.verifier == one.verifier)
        #expect((43...128).contains(one.verifier.utf8.count) && one.verifier != one.nonce)
        #expect(throws: OpenIDRefusal.notStarted) { try OpenIDAttempt.take(one, in: office) }
        let late = try OpenIDAttempt.start(.signIn, wanted: "/", in: office)
        enrolled.clock.move(OpenIDAttempt.seconds)
        #expect(throws: OpenIDRefusal.notStarted) { try OpenIDAttempt.take(late, in: office) }
    }

    @Test("seals the secret of the program and tells the ledger only that it changed", arguments: Engine.available)
    func secret(_ engine: Engine) throws {
        let world = try Linked(engine)
        let sealed: [UInt8] = try world.office.read { try $0.value("SELECT secret FROM openid_provider") }
        #expect(!sealed.isEmpty && !String(decoding: sealed, as: UTF8.self).contains("phần mềm"))
        #expect(
            try world.office.read { try OpenIDProvider.stored(world.office.sealing, $0) }?.secret
                == "mật khẩu của phần mềm")
        let entry = try #require(
            try world.office.read { try Ledger.entries(about: Subject("installation", 1), $0) }.first)
        #expect(entry.act == "signIn.provider" && !(entry.after ?? "").contains("phần mềm"))
        #expect((entry.after ?? "").contains("\"password\":\"changed\""))
        // Kept when nothing new is typed, gone when it is taken away.
        let provider = world.provider
        try world.office.write(by: world.province.actor(.administrator)) {
            try provider.save(newSecret: nil, world.office.sealing, by: $0)
        }
        #expect(try world.office.read { try OpenIDProvider.hasSecret($0) })
        try world.office.write(by: world.province.actor(.administrator)) {
            try provider.save(newSecret: "", world.office.sealing, by: $0)
        }
        #expect(try world.office.read { try !OpenIDProvider.hasSecret($0) })
        let other = Sealing(key: [UInt8](repeating: 7, count: 32))
        try world.office.write(by: world.province.actor(.administrator)) {
            try provider.save(newSecret: "x", world.office.sealing, by: $0)
        }
        #expect(throws: OpenIDRefusal.secretUnreadable) {
            try world.office.read { try OpenIDProvider.stored(other, $0) }
        }
    }
}
