import Foundation
import Markup
import Vocabulary

/// Style sheet, script and icon: read once at start, served under an address that holds a hash of their content.
///
/// The address changes with the content, so an answer may be kept for ever; an older address gives no file.
public struct Assets: Sendable {
    public struct File: Equatable, Sendable {
        /// `/tinh/vinhdanh.0f3c….css`
        public let path: String
        public let contentType: String
        public let bytes: [UInt8]
        /// Quoted, for `ETag`.
        public let tag: String

        /// What an answer with this file says besides its length.
        public var headers: [(name: String, value: String)] {
            [
                ("Content-Type", contentType), ("Cache-Control", "public, max-age=31536000, immutable"), ("ETag", tag),
                ("X-Content-Type-Options", "nosniff"),
            ]
        }
    }

    private let files: [String: File]
    private let paths: [String: String]

    public static let names = ["vinhdanh.css", "vinhdanh.js", "vinhdanh.svg"]
    public static let variable = "VINHDANH_ASSETS"

    /// Reads the files of `folder`. Refused when one is missing.
    public init(folder: String) throws(AssetRefusal) {
        var (files, paths): ([String: File], [String: String]) = ([:], [:])
        for name in Self.names {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw .missing(name, folder: folder)
            }
            let (bytes, dot) = (Array(data), name.lastIndex(of: ".") ?? name.endIndex)
            let hash = Self.hash(bytes)
            let file = File(
                path: "/tinh/\(name[..<dot]).\(hash)\(name[dot...])", contentType: Self.contentType(name[dot...]),
                bytes: bytes, tag: "\"\(hash)\"")
            files[file.path] = file
            paths[name] = file.path
        }
        (self.files, self.paths) = (files, paths)
    }

    /// The folder asked for (`--assets`), that of the environment, one beside the program, or that of the sources the
    /// program was built in. Refused, naming the places looked at, when none has the style sheet.
    public static func find(
        asked: String? = nil, environment: [String: String], program: String
    ) throws(AssetRefusal) -> Assets {
        try Assets(folder: folder(asked: asked, environment: environment, program: program))
    }

    /// The same, as a folder: sample papers and tables lie there too.
    public static func folder(
        asked: String? = nil, environment: [String: String], program: String = CommandLine.arguments.first ?? ""
    ) throws(AssetRefusal) -> String {
        if let named = asked ?? environment[variable] { return named }
        let binary = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        var places = [binary.appendingPathComponent("Assets").path]
        places.append(binary.deletingLastPathComponent().appendingPathComponent("share/vinhdanh/Assets").path)
        var above = binary
        for _ in 0..<5 {
            places.append(above.appendingPathComponent("Sources/App/Assets").path)
            above.deleteLastPathComponent()
        }
        for place in places where FileManager.default.fileExists(atPath: place + "/" + names[0]) {
            return place
        }
        throw .noFolder(places)
    }

    public subscript(path: String) -> File? { files[path] }

    /// The address of `vinhdanh.css` and its like; the bare name where there is no such file.
    public func path(of name: String) -> String { paths[name] ?? "/tinh/" + name }

    /// The three addresses a page frame needs.
    public var frame: PageFrame.Files {
        PageFrame.Files(
            style: path(of: "vinhdanh.css"), script: path(of: "vinhdanh.js"), icon: path(of: "vinhdanh.svg"))
    }

    private static func contentType(_ ending: Substring) -> String {
        switch ending {
        case ".css": "text/css; charset=utf-8"
        case ".js": "text/javascript; charset=utf-8"
        default: "image/svg+xml"
        }
    }

    /// FNV-1a, 64 bits: tells versions apart; nobody is kept out by it.
    static func hash(_ bytes: [UInt8]) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Why the program cannot show its pages.
public enum AssetRefusal: Explained, Equatable {
    case missing(String, folder: String)
    case noFolder([String])

    public var explanation: Explanation {
        switch self {
        case .missing(let name, let folder):
            Explanation(
                notice: "Thiếu tệp \(name) trong thư mục \(folder). Chép lại thư mục Assets của bản cài đặt.",
                log: "asset \(name) is missing in \(folder)",
                english: "The file \(name) is missing in \(folder). Copy the Assets folder of the release again.")
        case .noFolder(let places):
            Explanation(
                notice: "Không thấy thư mục Assets (kiểu chữ, màu, kịch bản của trang). Chỉ ra bằng --assets THƯ_MỤC.",
                log: "no assets folder in \(places.joined(separator: ", "))",
                english: "No Assets folder found. Name it with --assets DIR.")
        }
    }
}
