import Glibc

/// Programs that help to read; nil where they are not installed.
public struct PaperTools: Equatable, Sendable {
    public var pdfInfo: String?
    public var pdfToText: String?
    public var pdfToCairo: String?
    public var pdfToImage: String?
    public var pdfFonts: String?
    public var office: String?
    public var catdoc: String?
    public var tesseract: String?
    /// Sets limits for the program that it starts.
    public var prlimit: String?
    /// Starts a program without a network.
    public var unshare: String?

    /// What the folders of the system hold now.
    public static var system: PaperTools {
        PaperTools(folders: ["/usr/bin", "/bin", "/usr/local/bin"])
    }

    public init(folders: [String]) {
        func find(_ name: String) -> String? {
            folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
        }
        (pdfInfo, pdfToText, pdfToCairo, pdfToImage) = (
            find("pdfinfo"), find("pdftotext"), find("pdftocairo"), find("pdftoppm")
        )
        pdfFonts = find("pdffonts")
        (office, catdoc, tesseract) = (find("soffice") ?? find("libreoffice"), find("catdoc"), find("tesseract"))
        (prlimit, unshare) = (find("prlimit"), find("unshare"))
    }
}
