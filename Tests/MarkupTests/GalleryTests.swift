import Foundation
import Markup
import Testing

@Suite("The gallery of components") struct GalleryTests {
    static let files = PageFrame.Files(
        style: "/tinh/vinhdanh.css", script: "/tinh/vinhdanh.js", icon: "/tinh/vinhdanh.svg")
    static let names = Gallery.pages(files).map(\.name)

    static func page(_ name: String) throws -> HTML {
        try #require(Gallery.pages(files).first { $0.name == name }).html
    }

    /// `VINHDANH_GALLERY=/tmp/gallery swift test --filter GalleryTests` writes the pages for a browser.
    @Test("is written where the environment asks for it")
    func write() throws {
        guard let folder = ProcessInfo.processInfo.environment["VINHDANH_GALLERY"] else { return }
        let files = PageFrame.Files(style: "vinhdanh.css", script: "vinhdanh.js", icon: "vinhdanh.svg")
        for page in Gallery.pages(files) {
            try Data(page.html.bytes).write(to: URL(fileURLWithPath: folder + "/" + page.name + ".html"))
        }
    }

    @Test("reads as it was stored", arguments: names)
    func stored(_ name: String) throws { try expectSnapshot(Self.page(name), name) }

    @Test("runs and styles nothing of its own: the content policy forbids it", arguments: names)
    func policy(_ name: String) throws {
        for tag in try Tag.all(in: Self.page(name)) {
            #expect(tag.attributes["style"] == nil, "\(tag.name)")
            #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") }, "\(tag.attributes)")
            #expect(tag.name != "style")
            #expect(tag.isEnd || tag.name != "script" || tag.attributes["src"] == Self.files.script)
            #expect(tag.attributes["href"]?.hasPrefix("javascript:") != true)
        }
    }

    @Test("closes what it opens, in order", arguments: names)
    func nesting(_ name: String) throws {
        let empty: Set = ["meta", "link", "input", "br", "col", "hr", "!doctype", "path", "rect", "circle"]
        var open: [String] = []
        for tag in try Tag.all(in: Self.page(name)) where !empty.contains(tag.name) {
            if tag.isEnd { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
        }
        #expect(open.isEmpty)
    }

    @Test("has ids once, labels that lead somewhere, descriptions that exist", arguments: names)
    func references(_ name: String) throws {
        let tags = try Tag.all(in: Self.page(name))
        let ids = tags.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for tag in tags {
            if let target = tag.attributes["for"] { #expect(ids.contains(target)) }
            for key in ["aria-describedby", "aria-labelledby", "list", "form"] {
                for target in tag.attributes[key]?.split(separator: " ") ?? [] {
                    #expect(ids.contains(String(target)), "\(target)")
                }
            }
            // Drafts read elsewhere in the document are not in the sample; places of the same page are.
            if let href = tag.attributes["href"], href.hasPrefix("#"), href.count > 2, name == "form" {
                #expect(ids.contains(String(href.dropFirst())), "\(href)")
            }
        }
    }

    @Test("has one title, one main, and headings that skip no level", arguments: names)
    func outline(_ name: String) throws {
        let tags = try Tag.all(in: Self.page(name)).filter { !$0.isEnd }
        #expect(tags.count { $0.name == "h1" } == 1)
        #expect(tags.count { $0.name == "main" } == 1)
        var level = 0
        for tag in tags where ["h1", "h2", "h3", "h4"].contains(tag.name) {
            let next = Int(tag.name.dropFirst()) ?? 0
            #expect(next <= level + 1)
            level = next
        }
    }

    @Test("uses only class names of the style sheet")
    func classes() throws {
        let sheet = try Self.classNames()
        for page in Gallery.pages(Self.files) {
            for name in Set(Tag.all(in: page.html).flatMap { $0.attributes["class"]?.split(separator: " ") ?? [] }) {
                #expect(sheet.contains(String(name)), "\(name) on \(page.name)")
            }
        }
    }

    /// Every class the style sheet knows, and those that say what a thing is without making it look different.
    static func classNames() throws -> Set<String> {
        let sheet = root.appendingPathComponent("Sources/App/Assets/vinhdanh.css")
        let names = try String(contentsOf: sheet, encoding: .utf8).matches(of: /\.([a-z][a-z0-9-]*)/).map {
            String($0.1)
        }
        return Set(names).union(["todo", "pager"])
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}

@Suite("Literals of pages") struct LiteralTests {
    @Test("put every value of an attribute into quotes")
    func quotes() throws {
        let sources = GalleryTests.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in try #require(files) where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where line.contains("<") && line.contains(/<[a-z][^<>]*\s[a-z-]+=\\\(/) {
                Issue.record("\(file.lastPathComponent):\(number + 1) has an attribute without quotes")
            }
        }
    }

    @Test("use only class names of the style sheet")
    func classes() throws {
        let sheet = try GalleryTests.classNames()
        let sources = GalleryTests.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in try #require(files) where file.pathExtension == "swift" {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: /class=\\?"([^"\\]+)/) {
                for name in match.1.split(separator: " ") {
                    let isKnown = sheet.contains(String(name))
                    #expect(isKnown, "\(file.lastPathComponent): vinhdanh.css does not know .\(name)")
                }
            }
        }
    }
}

/// Enough of a parser for pages that we wrote ourselves.
struct Tag {
    let name: String
    let isEnd: Bool
    let attributes: [String: String]

    static func all(in html: HTML) -> [Tag] {
        var (tags, at): ([Tag], Int) = ([], 0)
        let bytes = html.bytes
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func skip(while holds: (UInt8) -> Bool) -> Range<Int> {
            let start = at
            while at < bytes.count, holds(bytes[at]) { at += 1 }
            return start..<at
        }
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            at += 1
            let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
            if isEnd { at += 1 }
            let ends = Set(" >/=\"\n".utf8)
            let name = text(skip { !ends.contains($0) })
            var attributes: [String: String] = [:]
            while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
                let key = text(skip { !ends.contains($0) })
                guard !key.isEmpty else {
                    at += 1
                    continue
                }
                guard bytes[at] == UInt8(ascii: "=") else {
                    attributes[key] = ""
                    continue
                }
                at += 2
                attributes[key] = text(skip { $0 != UInt8(ascii: "\"") })
            }
            tags.append(Tag(name: name, isEnd: isEnd, attributes: attributes))
        }
        return tags
    }
}
