import App
import Foundation
import Testing

@Suite("Style sheet, script and icon") struct AssetsTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/App/Assets").path

    @Test("are read once and served under an address with their hash")
    func served() throws {
        let assets = try Assets(folder: Self.folder)
        let file = try #require(assets[assets.frame.style])
        #expect(file.path.contains(/^\/tinh\/vinhdanh\.[0-9a-f]{16}\.css$/))
        #expect(file.contentType == "text/css; charset=utf-8")
        #expect(file.tag.contains(/^"[0-9a-f]{16}"$/))
        #expect(file.headers.contains { $0.name == "Cache-Control" && $0.value.hasSuffix("immutable") })
        #expect(assets[assets.frame.script]?.contentType == "text/javascript; charset=utf-8")
        #expect(assets[assets.frame.icon]?.contentType == "image/svg+xml")
        #expect(assets["/tinh/vinhdanh.css"] == nil)
        #expect(assets["/tinh/../Assets.swift"] == nil)
    }

    @Test("are found beside the sources, or where --assets or the environment says")
    func found() throws {
        let program = Self.folder + "/../../../.build/debug/vinhdanh"
        let assets = try Assets.find(environment: [:], program: program)
        #expect(assets.frame == (try Assets(folder: Self.folder)).frame)
        #expect(throws: AssetRefusal.missing("vinhdanh.css", folder: "/nowhere")) {
            try Assets.find(environment: [Assets.variable: "/nowhere"], program: program)
        }
        #expect(throws: AssetRefusal.missing("vinhdanh.css", folder: "/other")) {
            try Assets.find(asked: "/other", environment: [Assets.variable: Self.folder], program: program)
        }
        #expect(throws: AssetRefusal.self) { try Assets.find(environment: [:], program: "/nowhere/vinhdanh") }
    }

    @Test("bring nothing from elsewhere")
    func own() throws {
        for name in Assets.names {
            let text = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
            #expect(!text.contains(/@import|url\(|eval\(|innerHTML|document\.write|\.style\b/), "\(name)")
            #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains("http"), "\(name)")
        }
    }
}
