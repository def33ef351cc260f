import CZip
import Testing

/// Parts of a package, by a reader of its own.
enum TestZip {
    static func text(_ name: String, of path: String) throws -> String? {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
        defer { zip_discard(archive) }
        guard let file = zip_fopen(archive, name, 0) else { return nil }
        defer { zip_fclose(file) }
        var (bytes, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 65_536))
        while true {
            let count = zip_fread(file, &buffer, 65_536)
            if count <= 0 { break }
            bytes += buffer[..<Int(count)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
