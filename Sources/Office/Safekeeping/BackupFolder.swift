import Foundation

/// A folder for one piece of work, on the disk of what comes out of it; gone afterwards, also when its process was killed.
enum BackupFolder {
    private static let beginning = ".vinhdanh-"

    static func with<T>(beside path: String, _ body: (String) throws -> T) throws -> T {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        sweep(parent)
        var template = Array("\(parent)/\(beginning)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BackupRefusal.notWritten(parent) }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Held as long as this process lives and works in it.
        let held = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        flock(held, LOCK_EX | LOCK_NB)
        defer {
            try? FileManager.default.removeItem(atPath: folder)
            close(held)
        }
        return try body(folder)
    }

    /// Copies of a whole province that a killed process left behind would fill the disk. One that is young may be about to be
    /// locked.
    private static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(beginning) && name.count == beginning.count + 6 {
            let folder = "\(parent)/\(name)"
            let held = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard held >= 0 else { continue }
            defer { close(held) }
            var about = stat()
            guard fstat(held, &about) == 0, time(nil) - about.st_mtim.tv_sec > 600, flock(held, LOCK_EX | LOCK_NB) == 0
            else { continue }
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
}
