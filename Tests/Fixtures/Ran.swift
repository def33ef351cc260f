import App
import Foundation
import Synchronization

/// One run of the command line inside the test: its status and what it wrote.
public struct Ran: Equatable, Sendable {
    public let status: Int32
    public let out: String
    public let err: String

    private final class Written: Sendable {
        let bytes = Mutex<[UInt8]>([])
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }

    /// The sources' own assets, and an operating-system user called `test`.
    public static let environment = [
        "USER": "test",
        "VINHDANH_ASSETS": URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/App/Assets").path,
    ]

    public init(_ arguments: [String], environment: [String: String] = Ran.environment) {
        let (out, err) = (Written(), Written())
        let output = Output(
            out: { bytes in out.bytes.withLock { $0 += bytes } }, err: { bytes in err.bytes.withLock { $0 += bytes } })
        status = CommandLineProgram(output: output, environment: environment).run(arguments)
        (self.out, self.err) = (out.text, err.text)
    }

    public init(_ arguments: String...) { self.init(arguments) }

    /// What is expected of a run.
    public init(status: Int32, out: String, err: String) { (self.status, self.out, self.err) = (status, out, err) }
}
