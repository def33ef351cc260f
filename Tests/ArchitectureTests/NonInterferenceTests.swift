import Fixtures
import Foundation
import HTTP
import Markup
import Office
import Testing
import Vocabulary
import Work

@testable import App

/// Two provinces that are alike to the byte, in one of which a fact was changed that a role may not know.
@Suite("What one may not know changes nothing one can see") struct NonInterferenceTests {
    /// All that is kept from a role changes at once: a walk through everything takes a second.
    @Test("pages, files, counts, searches and refusals are the same to the byte", arguments: Role.allCases)
    func alike(_ role: Role) throws {
        let facts = HiddenFact.all.filter { $0.hiddenFrom.contains(role) }
        let (plain, changed) = try (Walk(role), Walk(role))
        for fact in facts { try fact.change(changed.province) }
        let probes = try facts.flatMap { try $0.probes(changed.province) }
        let words = facts.flatMap(\.words)
        let before = try plain.sights(searching: words, probing: probes)
        let after = try changed.sights(searching: words, probing: probes)
        #expect(before.keys.sorted() == after.keys.sorted())
        for (address, seen) in before.sorted(by: { $0.key < $1.key }) where after[address] != seen {
            if Self.tellsOfActs(address, role) { continue }
            Issue.record("\(role): \(address) differs: \(Self.difference(seen, after[address] ?? ""))")
        }
        #expect(before.count > 40)
    }

    @Test(
        "who reads the ledger of a province learns nothing of another, there neither",
        arguments: Role.allCases.filter { $0.permissions.contains(.readLedger) && $0 != .administrator })
    func ledgers(_ role: Role) throws {
        let (plain, changed) = try (Walk(role), Walk(role))
        let fact = HiddenFact.neighbour
        try fact.change(changed.province)
        let probes = try fact.probes(changed.province)
        let before = try plain.sights(searching: fact.words, probing: probes)
        let after = try changed.sights(searching: fact.words, probing: probes)
        let books = before.filter { $0.key.hasPrefix("/nhat-ky") }
        #expect(books["/nhat-ky"]?.hasPrefix("200 ") == true && books.count > 1)
        for (address, seen) in books.sorted(by: { $0.key < $1.key }) where after[address] != seen {
            Issue.record("\(role): \(address) differs: \(Self.difference(seen, after[address] ?? ""))")
        }
    }

    @Test("the same walk does notice what one may know", arguments: [Role.leader, .specialist])
    func notices(_ role: Role) throws {
        let plain = try Walk(role)
        let changed = try Walk(role)
        let fact = HiddenFact.taskOfAnotherUnit
        try fact.change(changed.province)
        let before = try plain.sights(searching: fact.words, probing: fact.probes(changed.province))
        #expect(try changed.sights(searching: fact.words, probing: fact.probes(changed.province)) != before)
    }

    @Test("every role is kept from something here, and every fact from somebody")
    func complete() {
        #expect(Set(HiddenFact.all.flatMap(\.hiddenFrom)) == Set(Role.allCases))
        #expect(HiddenFact.all.allSatisfy { !$0.hiddenFrom.isEmpty })
    }

    /// The ledger tells its readers of every act in their branch; what lies outside of it, `ledgers` asks.
    private static func tellsOfActs(_ address: String, _ role: Role) -> Bool {
        address.hasPrefix("/nhat-ky") && role.permissions.contains(.readLedger)
    }

    private static func difference(_ one: String, _ other: String) -> String {
        let common = zip(one, other).prefix { $0 == $1 }.count
        func piece(_ text: String) -> String {
            let start = text.index(text.startIndex, offsetBy: max(0, common - 60), limitedBy: text.endIndex)
            return String(text[(start ?? text.endIndex)...].prefix(160))
        }
        return "…\(piece(one))… / …\(piece(other))…"
    }
}

/// A walk of one person through everything that links, forms and guesses reach.
private final class Walk {
    let province: TestProvince
    private let client: TestClient

    init(_ role: Role) throws {
        province = try TestProvince(.sqlite, randomBytes: SeededBytes(7).callAsFunction)
        var waiting = TestPlan()
        waiting.findings = [TestPlan.finding("Ngày không khớp.", lines: [15])]
        waiting.number = "40/KH-UBND"
        _ = try province.draft(waiting)
        try province.adopt(TestPlan())
        let router = try Rooms.router(province) { number, error in Issue.record("fault \(number): \(error)") }
        client = TestClient { router.answer($0) }
        client.cookies = try province.client(role).cookies
    }

    /// Each address with status and content.
    func sights(searching words: [String], probing probes: [String]) throws -> [String: String] {
        let pages = try Rooms.pages.filter { $0.method == .get }.map(\.path)
        let searches = words.flatMap { word -> [String] in
            let term = Address("/tim").with("tim", word).text
            return [term, Address("/chuong-trinh").with("nam", "2026").with("chu", word).text]
        }
        var waiting = pages + searches + probes
        var seen: [String: String] = [:]
        while !waiting.isEmpty, seen.count < 600 {
            let address = waiting.removeFirst()
            guard seen[address] == nil else { continue }
            let answer = try client.get(address)
            var content = try Self.content(answer)
            // How busy the process of all tests is, and how much memory it holds, is nobody's fact; a name or a label could be.
            if address == "/metrics" { content = content.replacing(/(?m) [-+.e0-9]+$/, with: " N") }
            seen[address] = "\(answer.status) \(answer.header("Location") ?? "") \(content)"
            guard answer.header("Content-Type")?.hasPrefix("text/html") ?? false else { continue }
            waiting += answer.body.matches(of: /href="(\/[^"]*)"/).map {
                String($0.1.prefix { $0 != "#" }).replacing("&amp;", with: "&")
            }
        }
        try probeForms(probes, &seen)
        return seen
    }

    /// Forms sent to the things that are not to be known: refused in the same words.
    private func probeForms(_ probes: [String], _ seen: inout [String: String]) throws {
        let token = try province.formToken(client)
        let posts = try Rooms.pages.filter { $0.method == .post && $0.path.contains("/1") }.map(\.path)
        for probe in probes {
            let parts = probe.split(separator: "/")
            guard let key = parts.first(where: { Int64($0) != nil }), let first = parts.first else { continue }
            for post in posts where post.hasPrefix("/\(first)/") {
                let path = post.split(separator: "/").map { $0 == "1" ? String(key) : String($0) }
                let address = "/" + path.joined(separator: "/")
                let answer = try client.post(address, form: [("_ma", token)])
                seen["POST " + address] = "\(answer.status) \(answer.header("Location") ?? "") \(answer.body)"
            }
        }
    }

    /// A file holds the moment it was made; its sheets, its words are what counts.
    private static func content(_ answer: TestResponse) throws -> String {
        let isPdf = answer.bytes.starts(with: Array("%PDF".utf8))
        guard isPdf || answer.bytes.starts(with: Array("PK".utf8)) else { return answer.body }
        let path = TestFolder.newPath("answer.file")
        try Data(answer.bytes).write(to: URL(fileURLWithPath: path))
        let reading = Process()
        reading.executableURL = URL(fileURLWithPath: isPdf ? "/usr/bin/pdftotext" : "/usr/bin/unzip")
        reading.arguments =
            isPdf
            ? ["-layout", path, "-"] : ["-p", path, "xl/worksheets/*", "xl/sharedStrings.xml", "word/*.xml"]
        let pipe = Pipe()
        reading.standardOutput = pipe
        reading.standardError = FileHandle.nullDevice
        try reading.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        reading.waitUntilExit()
        #expect(isPdf || text.contains("<worksheet") || text.contains("<w:document"))
        return text
    }
}
