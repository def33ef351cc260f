import Database
import Foundation

/// The engines that store tests run on: `@Test(arguments: Engine.available) func moves(_ engine: Engine)`.
public enum Engine: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite, postgres

    /// Both, unless PostgreSQL is not installed and no server is named: one that fails to start fails the tests.
    public static let available: [Engine] = TestPostgres.isExpected ? [.sqlite, .postgres] : [.sqlite]

    public var description: String { rawValue }

    /// An empty store of its own for one test, with `migrations` applied.
    ///
    /// SQLite is in memory, or in a file when `onDisk`: only then readers and the writer work side by side.
    /// PostgreSQL gives a schema in a database that this test process made for itself.
    public func fresh(_ migrations: [Migration] = [], onDisk: Bool = false) throws -> Store {
        let store =
            switch self {
            case .sqlite:
                try Store.sqlite(at: onDisk ? TestFolder.newPath("store.sqlite") : ":memory:", durability: .normal)
            case .postgres: try Store.postgres(TestPostgres.newURL(), connections: 8)
            }
        try store.migrate(migrations)
        return store
    }
}

/// The engines under the name of the agreement: `@Test(arguments: TestStore.all)`.
public enum TestStore {
    public static let all = Engine.available
}

/// Files of one test process, removed when it ends.
public enum TestFolder {
    private static let path: String = {
        let path =
            FileManager.default.temporaryDirectory.path + "/vinhdanh-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        // A failure shows in the first test that writes there.
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { TestFolder.remove() }
        return path
    }()

    private static func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The files of the law in the sources.
    public static let law = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Law").path

    /// A path that no other test uses; its folder exists.
    public static func newPath(_ name: String) -> String { "\(path)/\(UInt64.random(in: 0 ... .max))-\(name)" }
}
