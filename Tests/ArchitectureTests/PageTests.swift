import Fixtures
import Foundation
import HTTP
import Office
import Testing

@testable import App

/// Every room of the application, with the pages that stand beside them.
enum Rooms {
    static let assets = Result { try Assets(folder: Repository.root.appendingPathComponent("Sources/App/Assets").path) }

    static var all: [Room] {
        get throws { try Installation.rooms + [HealthPage.room(assets.get())] }
    }

    static var pages: [any Page] { get throws { try all.flatMap(\.examples) } }

    /// The whole application over the store of a test.
    static func router(_ province: TestProvince, onFault: @escaping @Sendable (String, any Error) -> Void) throws
        -> Router
    {
        try Installation(office: province.office, dataFolder: "").router(assets: assets.get(), onFault: onFault)
    }

    static func segments(_ path: String) -> [Substring] { path.split(separator: "/") }
}

@Suite("Every page of every room") struct PageTests {
    @Test("is recognised by its own method and path, in the first room that knows it")
    func recognised() throws {
        let rooms = try Rooms.all
        #expect(try Rooms.pages.count > 50)
        for page in try Rooms.pages {
            let found = rooms.lazy.compactMap { $0.recognise(page.method, Rooms.segments(page.path)) }.first
            #expect(found.map { "\(type(of: $0)) \($0)" } == "\(type(of: page)) \(page)", "\(page.method) \(page.path)")
        }
    }

    @Test("has a path in small letters without marks")
    func paths() throws {
        for page in try Rooms.pages {
            #expect(page.path.wholeMatch(of: /\/(?:[a-z0-9.-]+(?:\/[a-z0-9.-]+)*)?/) != nil, "\(page.path)")
        }
    }

    @Test("answers no method but its own: nothing is changed by opening an address")
    func methods() throws {
        let rooms = try Rooms.all
        for page in try Rooms.pages {
            for method in [HTTP.Method.get, .post, .put, .delete] {
                for found in rooms.compactMap({ $0.recognise(method, Rooms.segments(page.path)) }) {
                    #expect(found.method == method, "\(method) \(page.path) gives \(found)")
                }
            }
        }
        #expect(try Rooms.pages.allSatisfy { [.get, .post].contains($0.method) })
    }

    @Test("stands once for each case among its room's examples")
    func examples() throws {
        for room in try Rooms.all {
            let names = room.examples.map { "\($0)" }
            #expect(Set(names).count == names.count, "\(room.name)")
        }
        // Cases are counted in the source: a new one without an example is opened by no guard.
        for file in Repository.sources where file.text.contains(/enum \w+Page: Page\b/) {
            let body = file.text.prefix(
                upTo: file.text.firstRange(of: "var path: String")?.lowerBound ?? file.text.endIndex)
            let cases = body.matches(of: /(?m)^ {4}case (\w+)/).map { String($0.1) }
            let name = try #require(file.text.firstMatch(of: /enum (\w+Page): Page\b/)).1
            let examples = try Rooms.pages.filter { "\(type(of: $0))" == name }.map { "\($0)".prefix { $0 != "(" } }
            #expect(Set(examples.map(String.init)) == Set(cases), "\(name)")
        }
    }

    @Test("has a rule that somebody chose: none of pages, exports and searches is open for want of one")
    func rules() {
        // The compiler asks each for its rule, as long as nothing answers for all of them.
        for file in Repository.sources {
            for match in file.text.matches(of: /(?ms)^(?:public )?extension (?:Page|ExchangeKind)\b.*?^\}/) {
                #expect(!match.0.contains(/var (?:needs|manages)\b/), "\(file.path)")
            }
            #expect(!file.text.contains(/\b(?:needs|manages): (?:Permission|Need) *=/), "\(file.path)")
        }
    }

    @Test("is not taken for another one when its path is longer, shorter or has strange keys")
    func strangePaths() throws {
        let rooms = try Rooms.all
        for page in try Rooms.pages {
            for path in [page.path + "/them", page.path + "/1/2/3/4/5/6"] {
                #expect(rooms.allSatisfy { $0.recognise(page.method, Rooms.segments(path)) == nil }, "\(path)")
            }
            for key in ["0", "-1", "01x", "9223372036854775808", "%31", "١", "1.0", "+1", ""] {
                let path = page.path.split(separator: "/").map { $0 == "1" ? key : String($0) }
                guard path.contains(key) else { continue }
                let found = rooms.compactMap { $0.recognise(page.method, path.map { Substring($0) }) }
                #expect(found.isEmpty, "\(path)")
            }
        }
    }

    @Test("of the navigation leads to a page that its readers may open")
    func navigation() throws {
        let rooms = try Rooms.all
        let items = rooms.flatMap(\.navigation)
        #expect(Set(items.map(\.place)).count == items.count)
        for item in items {
            let page = rooms.lazy.compactMap { $0.recognise(.get, Rooms.segments(item.path)) }.first
            #expect(page?.needs == .permission(item.needs), "\(item.path)")
        }
    }
}
