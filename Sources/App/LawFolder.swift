import Foundation
import Rulebook
import Vocabulary

/// Where the files of the law lie, as `Assets` are found.
enum LawFolder {
    static let variable = "VINHDANH_LAW"

    /// The folder asked for (`--law`), that of the environment, one beside the program, or that of the sources the program was
    /// built in. Refused, naming the places looked at, when none has the instruments.
    static func find(
        asked: String? = nil, environment: [String: String], program: String = CommandLine.arguments.first ?? ""
    ) throws(LawFolderRefusal) -> String {
        if let named = asked ?? environment[variable] { return named }
        let binary = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        var places = [binary.deletingLastPathComponent().appendingPathComponent("share/vinhdanh/Law").path]
        var above = binary
        for _ in 0..<5 {
            places.append(above.appendingPathComponent("Law").path)
            above.deleteLastPathComponent()
        }
        // Tests run inside a program of the toolchain; the assets they name lie in the sources.
        if let assets = environment[Assets.variable] {
            places.append(URL(fileURLWithPath: assets + "/../../../Law").standardizedFileURL.path)
        }
        for place in places where FileManager.default.fileExists(atPath: place + "/instruments.json") { return place }
        throw LawFolderRefusal(places: places)
    }

    static func law(_ call: CommandCall) throws -> Law {
        try Law(folder: find(asked: call[option: "--law"], environment: call.environment))
    }
}

/// The program does not know where the law is.
struct LawFolderRefusal: Explained, Equatable {
    let places: [String]

    var explanation: Explanation {
        Explanation(
            notice: "Không thấy thư mục Law (các tệp văn bản, danh hiệu, điều kiện). Chỉ ra bằng --law THƯ_MỤC.",
            log: "no law folder in \(places.joined(separator: ", "))",
            english: "No Law folder found. Name it with --law DIR.")
    }
}
