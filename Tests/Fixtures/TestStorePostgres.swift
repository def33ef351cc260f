import Database
import Foundation
import Synchronization

/// The PostgreSQL server of the tests: `VINHDANH_TEST_POSTGRES` (a URL whose user may make databases), or the private
/// one of `scripts/postgres-for-tests`.
public enum TestPostgres {
    struct Failure: Error, CustomStringConvertible { let description: String }

    private static let named = ProcessInfo.processInfo.environment["VINHDANH_TEST_POSTGRES"]
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/postgres-for-tests").path

    /// False only when the script says that PostgreSQL is not installed.
    static let isExpected: Bool = {
        if named != nil { return true }
        if case .success(let run) = started { return run.status != 3 }
        return true
    }()

    private static let started = Result { try run(script, []) }

    private static let server: Result<String, any Error> = Result {
        if let named { return named }
        let run = try started.get()
        guard run.status == 0 else { throw Failure(description: "scripts/postgres-for-tests: \(run.errors)") }
        return run.output
    }

    /// The database of this process. A store stays connected to it, so that no other process takes it for a left-over.
    private static let database: Result<(url: String, anchor: Store), any Error> = Result {
        let server = try Self.server.get()
        let leftOver = try psql(
            server, "SELECT datname FROM pg_database WHERE datname ~ '^vinhdanh_test_[0-9]+_[0-9]+$'"
        ).split(separator: "\n")
        for name in leftOver where kill(Int32(name.split(separator: "_")[2]) ?? 0, 0) != 0 {
            // Refused when someone is connected to it, and then it is no left-over.
            _ = try? psql(server, "DROP DATABASE \(name)")
        }
        let name = "vinhdanh_test_\(getpid())_\(UInt32.random(in: 0 ... .max))"
        try psql(
            server, "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
        guard var parts = URLComponents(string: server) else { throw Failure(description: "no URL: \(server)") }
        parts.path = "/" + name
        guard let url = parts.string else { throw Failure(description: "no URL: \(server)") }
        // What migrations ask for with IF NOT EXISTS, made once and outside the schemas of the tests.
        try psql(url, "CREATE SCHEMA extensions", "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions")
        let anchor = try Store.postgres(url, connections: 1)
        return (url, anchor)
    }

    private static let schemas = Mutex(0)

    /// The URL of an empty schema that no other test uses.
    public static func newURL() throws -> String {
        let (url, anchor) = try database.get()
        let number = schemas.withLock { count in
            count += 1
            return count
        }
        try anchor.write { db in
            // One statement for all numbers, since names cannot be bound.
            try db.run("SELECT set_config('test.schema', \("t\(number)"), true)")
            try db.run("DO $$ BEGIN EXECUTE 'CREATE SCHEMA ' || current_setting('test.schema'); END $$")
        }
        return url + (url.contains("?") ? "&" : "?") + "options=-c%20search_path%3Dt\(number),extensions"
    }

    /// The URL of an empty database of its own, to be dropped by who asked for it.
    public static func newDatabase() throws -> String {
        let (url, _) = try database.get()
        let name = "vinhdanh_test_\(getpid())_\(UInt32.random(in: 0 ... .max))"
        try psql(url, "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
        guard var parts = URLComponents(string: url) else { throw Failure(description: "no URL: \(url)") }
        parts.path = "/" + name
        return parts.string ?? url
    }

    /// Drops one of `newDatabase`; a left-over is dropped by the next process of tests.
    public static func drop(_ url: String) {
        guard let (known, _) = try? database.get(), let name = URLComponents(string: url)?.path.dropFirst() else {
            return
        }
        _ = try? psql(known, "DROP DATABASE \(name) WITH (FORCE)")
    }

    @discardableResult public static func psql(_ url: String, _ commands: String...) throws -> String {
        let run = try run(
            "/usr/bin/env",
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url] + commands.flatMap { ["-c", $0] })
        guard run.status == 0 else { throw Failure(description: "psql: \(run.errors)") }
        return run.output
    }

    private static func run(_ path: String, _ arguments: [String]) throws -> (
        status: Int32, output: String, errors: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        // Files, not pipes: the server that the script starts may keep a pipe open for as long as it lives.
        let paths = [TestFolder.newPath("out"), TestFolder.newPath("err")]
        for path in paths { try Data().write(to: URL(filePath: path)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: paths[0])
        process.standardError = FileHandle(forWritingAtPath: paths[1])
        try process.run()
        process.waitUntilExit()
        let texts = try paths.map {
            try String(contentsOfFile: $0, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return (process.terminationStatus, texts[0], texts[1])
    }
}
