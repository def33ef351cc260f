import Glibc

/// XML on its way to a file: what is written leaves memory every 64 KB.
final class XMLBytes {
    private var bytes: [UInt8] = []
    private let descriptor: Int32
    private static let most = 1 << 16

    /// Into memory, or into an open file.
    init(to descriptor: Int32 = -1) {
        self.descriptor = descriptor
        bytes.reserveCapacity(Self.most * 2)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var all: [UInt8] { bytes }

    /// XML as it is.
    func raw(_ xml: String) {
        bytes.append(contentsOf: xml.utf8)
    }

    /// Words: what XML means by `&`, `<`, `>`, `"` is written as entities.
    func words(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            default: bytes.append(byte)
            }
        }
    }

    /// Writes what has gathered, once that is worth a call.
    func flush(all isLast: Bool = false) throws(PaperFault) {
        guard descriptor >= 0, isLast || bytes.count >= Self.most else { return }
        var place = 0
        while place < bytes.count {
            let count = bytes[place...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .notWritten(Int(errno))
            }
            place += count
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

/// A paper that could not be written: the disk is full or the folder is gone.
public enum PaperFault: Error, Equatable {
    case notBegun(Int)
    case notWritten(Int)
}
