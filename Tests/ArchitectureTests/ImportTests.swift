import Foundation
import Testing

@Suite("Who may import whom") struct ImportTests {
    /// The table of `docs/architecture.md`: a wing may import what stands below it, never above or beside.
    static let table: [String: Set<String>] = [
        "Vocabulary": ["CCollation"],
        "Rulebook": ["Vocabulary"],
        "Database": ["Vocabulary", "CSQLite", "CPostgres"],
        "Markup": ["Vocabulary"],
        "HTTP": ["Vocabulary", "CMicroHTTPD", "CSodium"],
        "Paper": ["Vocabulary", "CZip", "CExpat", "CXlsxWriter", "CQRCode", "CPangoCairo"],
        "PlanReader": ["Vocabulary", "Paper"],
        "Office": [
            "Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "CSodium", "CCurl", "CArchive", "COpenSSL",
        ],
        "Work": ["Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "PlanReader", "Office"],
        "App": ["Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "PlanReader", "Office", "Work"],
        "vinhdanh": ["App"],
        // Never shipped: it measures what the program does.
        "bench": ["App", "Office", "Work", "Rulebook", "Database", "HTTP", "Vocabulary"],
    ]
    /// What comes with the toolchain.
    static let toolchain: Set<String> = ["Foundation", "Glibc", "Dispatch", "Synchronization"]

    /// The modules that a file imports.
    private static func imports(_ file: Repository.File) -> [String] {
        file.text.matches(
            of:
                /(?m)^\s*(?:@\w+\s+)*(?:public |package |internal |private |fileprivate )?import (?:struct |class |enum |protocol |func |typealias |var |let )?(\w+)/
        ).map { String($0.1) }
    }

    @Test("every target stands in the table, and imports only what the table allows")
    func allowed() {
        #expect(Repository.sources.count > 200)
        var slips: [String] = []
        for file in Repository.sources {
            let allowed = Self.table[file.target].map { $0.union(Self.toolchain) } ?? []
            slips += Self.imports(file).filter { !allowed.contains($0) }.map { "\(file.path) imports \($0)" }
        }
        #expect(slips == [])
        let targets = Set(Repository.sources.map(\.target).filter { !$0.hasPrefix("C") })
        #expect(targets == Set(Self.table.keys))
    }

    @Test("nothing imports upwards or in a circle")
    func order() {
        var placed: Set<String> = []
        var rest = Self.table
        while let next = rest.first(where: { $0.value.allSatisfy { placed.contains($0) || $0.hasPrefix("C") } }) {
            placed.insert(next.key)
            rest[next.key] = nil
        }
        #expect(rest.isEmpty)
    }

    @Test("the package declares no more than the table")
    func manifest() throws {
        let manifest = try Repository.text("Package.swift")
        for match in manifest.matches(of: /room\(\s*"(\w+)", uses: \[([^\]]*)\]/) {
            let uses = Set(match.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces.union(["\""])) })
            #expect(uses == Self.table[String(match.1)], "\(match.1)")
        }
        // Debian's libraries and the toolchain are the whole supply chain.
        #expect(!manifest.contains(".package("))
    }

    @Test("only Paper starts other programs")
    func children() {
        let starts = Repository.sources.filter { $0.target != "bench" }.filter {
            $0.text.contains(/\bProcess\(\)|\bposix_spawnp?\(|\bpopen\(|\bv?fork\(|\bexecv|\bsystem\("/)
        }
        #expect(Set(starts.map(\.target)) == ["Paper"])
    }

    @Test("only App knows the rooms: no room names another wing's room")
    func rooms() {
        let rooms = Repository.sources.filter { $0.text.contains(/static let room = Room\(/) }
        #expect(rooms.count >= 3)
        for room in rooms {
            let name = room.text.firstMatch(of: /enum (\w+Page)\b/).map { String($0.1) } ?? ""
            let users = Repository.sources.filter { $0.text.contains("\(name).room") }.map(\.target)
            #expect(Set(users).subtracting(["bench"]) == ["App"], "\(name)")
        }
    }

    @Test("the program's target holds nothing but main")
    func main() {
        #expect(Repository.sources.filter { $0.target == "vinhdanh" }.map(\.path) == ["Sources/vinhdanh/main.swift"])
    }
}
