import Foundation
import Markup
import Testing

@Suite("The gallery of components") struct GalleryTests {
    static let files = PageFrame.Files(
        style: "/tinh/vinhdanh.css", script: "/tinh/vinhdanh.js", icon: "/tinh/vinhdanh.svg")

    /// `VINHDANH_GALLERY=/tmp/gallery swift test --filter GalleryTests` writes the pages for a browser.
    @Test("is written where the environment asks for it")
    func write() throws {
        guard let folder = ProcessInfo.processInfo.environment["VINHDANH_GALLERY"] else { return }
        let files = PageFrame.Files(style: "vinhdanh.css", script: "vinhdanh.js", icon: "vinhdanh.svg")
        for page in Gallery.pages(files) {
            try Data(page.html.bytes).write(to: URL(fileURLWithPath: folder + "/" + page.name + ".html"))
        }
    }
}
