import Database
import Foundation
import Paper
import Vocabulary

/// `pg_dump`, `pg_restore` and their like, as limited child processes. Addresses and passwords go by the environment, never
/// by arguments, which everybody on the machine can read.
struct PostgresTools {
    let environment: [String: String]

    init(_ store: Store) throws {
        guard let environment = store.clientEnvironment else { throw BackupRefusal.otherEngine("sqlite") }
        self.environment = environment
    }

    init(environment: [String: String]) { self.environment = environment }

    /// What the transaction of `snapshot` sees of one schema, into a file of the custom format.
    func dump(schema: String, snapshot: String, to path: String, folder: String) throws {
        try run(
            "pg_dump",
            [
                "--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--schema=\(Self.pattern(schema))",
                "--snapshot=\(snapshot)", "--file=\(path)",
            ], folder: folder)
    }

    /// A dump into the database of the environment, in one transaction: everything or nothing.
    func restore(_ path: String, folder: String) throws {
        // The schema is made beforehand: `public` is there always, and a second CREATE would end the restoration.
        let list = String(decoding: try run("pg_restore", ["--list", path], folder: folder), as: UTF8.self)
        let kept = list.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            !line.contains(" SCHEMA - ")
        }.joined(separator: "\n")
        let listPath = "\(folder)/restore.list"
        try kept.write(toFile: listPath, atomically: false, encoding: .utf8)
        let database = environment["PGDATABASE"] ?? "postgres"
        try run(
            "pg_restore",
            [
                "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--use-list=\(listPath)",
                "--dbname=\(database)", path,
            ], folder: folder)
    }

    func createDatabase(_ name: String, folder: String) throws {
        try run(
            "createdb",
            ["--template=template0", "--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8", name], folder: folder)
    }

    func dropDatabase(_ name: String, folder: String) throws { try run("dropdb", ["--force", name], folder: folder) }

    /// A name taken literally where the tool expects a pattern.
    private static func pattern(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    @discardableResult
    private func run(_ tool: String, _ arguments: [String], folder: String) throws -> [UInt8] {
        guard let program = Self.find(tool) else { throw BackupRefusal.toolMissing(tool) }
        var child = ChildProcess(program: program, arguments: arguments, folder: folder)
        child.environment = environment
        child.hasNetwork = true
        // A province's database takes minutes; what hangs for hours is not going to end.
        (child.seconds, child.fileBytes) = (4 * 3600, 1 << 42)
        do {
            return try child.run(.system)
        } catch .failed(_, let errors) {
            throw BackupRefusal.toolFailed(tool, errors.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw BackupRefusal.toolFailed(tool, "\(error)")
        }
    }

    /// The newest version that is installed: an older tool refuses a newer server.
    static func find(_ tool: String) -> String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.compactMap(Int.init).sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin/\(tool)" }
        return (newest + ["/usr/bin/\(tool)"]).first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
