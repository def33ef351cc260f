import Database
import Fixtures
import Foundation
import HTTP
import Office
import Synchronization
import Testing
import Work

@testable import App

/// A visitor of the matrix: a role, or nobody.
private struct Caller: CustomStringConvertible {
    let role: Role?
    var description: String { role.map { "\($0.rawValue) (\($0.vietnamese))" } ?? "nobody" }
    static let all = [Caller(role: nil)] + Role.allCases.map { Caller(role: $0) }
}

/// A province with a plan under review, a plan in force, and one caller in it.
private final class Stage {
    let province: TestProvince
    let client: TestClient
    private let faults = Faults()

    private final class Faults: Sendable {
        let all = Mutex<[String]>([])
    }

    init(_ caller: Caller) throws {
        province = try TestProvince(.sqlite)
        // The first draft is the one under review, so that the examples' keys name it.
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Ngày không khớp.", lines: [15])]
        plan.number = "40/KH-UBND"
        _ = try province.draft(plan)
        try province.adopt(TestPlan())
        let faults = faults
        let router = try Rooms.router(province) { number, error in
            faults.all.withLock { $0.append("\(number): \(error)") }
        }
        client = TestClient { router.answer($0) }
        if let role = caller.role { client.cookies = try province.client(role).cookies }
    }

    /// The token of the caller's session; nil when it has ended.
    var token: String? { try? province.formToken(client) }

    func answer(_ page: any Page) throws -> TestResponse {
        guard page.method == .post else { return try client.get(page.path) }
        return try client.post(page.path, form: token.map { [("_ma", $0)] } ?? [])
    }

    /// Faults since the last question.
    func newFaults() -> [String] {
        faults.all.withLock { all in
            defer { all = [] }
            return all
        }
    }
}

@Suite("Who may open what") struct PermissionTests {
    /// What `needs` promises to a caller.
    private func promise(_ need: Need, _ caller: Caller) -> String {
        switch (need, caller.role) {
        case (.nothing, _): "opens"
        case (_, nil): "sign-in"
        case (.signedIn, _): "opens"
        case (.permission(let permission), let role?): role.permissions.contains(permission) ? "opens" : "no"
        }
    }

    /// What an answer amounts to.
    private func outcome(_ answer: TestResponse) -> String {
        switch answer.status {
        case 303 where answer.header("Location")?.hasPrefix("/dang-nhap") ?? false: "sign-in"
        case 403: "no"
        case 500...: "fault \(answer.status)"
        default: "opens"
        }
    }

    @Test(
        "each page answers each role, and nobody, exactly as it promises, and never with a fault",
        arguments: Caller.all.indices)
    private func matrix(_ number: Int) throws {
        let caller = Caller.all[number]
        var stage = try Stage(caller)
        // Pages that only read come first, while everything is there.
        for page in try Rooms.pages.filter({ $0.method == .get }) + Rooms.pages.filter({ $0.method != .get }) {
            if caller.role != nil, stage.token == nil { stage = try Stage(caller) }
            let answer = try stage.answer(page)
            let name = "\(caller) \(page.method.rawValue) \(page.path)"
            // Signing out leads to the sign-in page, as it should.
            if caller.role == nil || !["/dang-xuat", "/tai-khoan/dang-xuat-moi-noi"].contains(page.path) {
                #expect(outcome(answer) == promise(page.needs, caller), "\(name)")
            }
            #expect(answer.status < 500, "\(name)")
            #expect(stage.newFaults() == [], "\(name)")
            check(answer, name)
        }
        #expect(try stage.province.faults() == [])
    }

    @Test("a form without the token of its session changes nothing", arguments: Caller.all.indices.dropFirst())
    func tokens(_ number: Int) throws {
        let stage = try Stage(Caller.all[number])
        let before = try stage.province.counts()
        for page in try Rooms.pages where page.method == .post && page.needs != .nothing {
            for form in [[], [("_ma", "")], [("_ma", String(repeating: "0", count: 64))]] {
                let answer = try stage.client.post(page.path, form: form)
                #expect([403, 409].contains(answer.status), "\(page.path)")
            }
        }
        #expect(try stage.province.counts() == before)
    }

    @Test("is written down in docs/permissions.md")
    func documented() throws {
        var text = """
            # Who may open what

            Written by `PermissionTests` (`VINHDANH_RECORD=1 swift test --filter PermissionTests`), which also opens every page as everybody
            and compares. A page that one may open may still refuse what lies outside one's scope, as if it did not exist. Pages marked
            *again* ask whoever is signed in to show once more who it is, unless that was done within the last ten minutes.


            """
        for room in try Rooms.all {
            text += "## \(room.name)\n\n| page | \(Caller.all.map(\.description).joined(separator: " | ")) |\n"
            text += "|---|" + Caller.all.map { _ in "---|" }.joined() + "\n"
            for page in room.examples {
                let path = page.path.split(separator: "/").map { $0 == "1" ? "ID" : String($0) }.joined(separator: "/")
                text += "| \(page.method.rawValue) `/\(path)`\(page.proof == .recent ? " *again*" : "") | "
                text += Caller.all.map { promise(page.needs, $0) }.joined(separator: " | ") + " |\n"
            }
            text += "\n"
        }
        try Repository.compare("docs/permissions.md", with: String(text.dropLast()))
    }

    // MARK: What every answer must be

    private func check(_ answer: TestResponse, _ name: String) {
        guard answer.header("Content-Type")?.hasPrefix("text/html") ?? false else { return }
        let body = answer.body
        let tags = body.matches(of: /<[a-zA-Z][^>]*>/).map { String($0.0) }
        for tag in tags {
            #expect(!tag.contains(/\sstyle\s*=/), "\(name): \(tag)")
            #expect(!tag.contains(/\son[a-z]+\s*=/), "\(name): \(tag)")
            #expect(!tag.contains(/(?i)=\s*["']?\s*javascript:/), "\(name): \(tag)")
            #expect(!tag.hasPrefix("<style"), "\(name)")
            #expect(!tag.hasPrefix("<script") || tag.contains(" src=\"/tinh/"), "\(name): \(tag)")
        }
        let policy = answer.header("Content-Security-Policy") ?? ""
        #expect(policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"), "\(name)")
        #expect(answer.header("X-Content-Type-Options") == "nosniff", "\(name)")
        #expect(body.contains("<html lang=\"vi\""), "\(name)")
        links(body, name)
    }

    /// Every link and form of a page leads to a page that exists, by the method it uses; every posted form has the token.
    private func links(_ body: String, _ name: String) {
        guard let rooms = try? Rooms.all, let assets = try? Rooms.assets.get() else { return }
        func leads(_ method: HTTP.Method, _ address: String) -> Bool {
            let path = String(address.prefix { $0 != "?" && $0 != "#" })
            if path.isEmpty || assets[path] != nil { return true }
            return path.hasPrefix("/") && rooms.contains { $0.recognise(method, Rooms.segments(path)) != nil }
        }
        for link in body.matches(of: /<(?:a|link)\b[^>]*\bhref="([^"]*)"/) {
            let address = String(link.1).replacing("&amp;", with: "&")
            if address.hasPrefix("https://") || address.hasPrefix("http://") { continue }
            #expect(leads(.get, address), "\(name): link to \(address)")
        }
        for form in body.matches(of: /(?s)<form\b([^>]*)>(.*?)<\/form>/) {
            let isPost = form.1.contains("method=\"post\"")
            guard let action = form.1.firstMatch(of: /action="([^"]*)"/)?.1 else { continue }
            #expect(leads(isPost ? .post : .get, String(action)), "\(name): form to \(action)")
            if isPost, !["/dang-nhap", "/dang-nhap/ma", "/loi-moi"].contains(String(action)) {
                #expect(form.2.contains("name=\"_ma\""), "\(name): form to \(action)")
            }
        }
        for button in body.matches(of: /formaction="([^"]*)"/) {
            #expect(leads(.post, String(button.1)), "\(name): button to \(button.1)")
        }
    }
}
