import App
import Database
import Fixtures
import Foundation
import Office

/// A data folder of one test, used by the command line as a person would; on PostgreSQL with an empty database of its own.
struct DataFolder {
    let path = TestFolder.newPath("data")
    let engine: Engine
    /// The address of the database; nil on SQLite.
    let url: String?

    init() { (engine, url) = (.sqlite, nil) }

    init(_ engine: Engine) throws {
        self.engine = engine
        url = engine == .postgres ? try TestPostgres.newDatabase() : nil
    }

    /// Takes the database away; left-overs of a test that failed are taken away by the next process of tests.
    func drop() { if let url { TestPostgres.drop(url) } }

    /// An empty province: a unit and its register, without the time a sample takes.
    static func withProvince(_ engine: Engine = .sqlite) throws -> DataFolder {
        let folder = try DataFolder(engine)
        let ran = folder.run("sample", "--units", "3")
        guard ran.status == 0 else { throw Fault(message: ran.err) }
        return folder
    }

    struct Fault: Error { let message: String }

    func run(_ arguments: String...) -> Ran { run(arguments) }
    func run(_ arguments: [String]) -> Ran {
        Ran(arguments + ["--data", path] + (url.map { ["--postgres", $0] } ?? []))
    }

    func store() throws -> Store {
        try url.map { try Store.postgres($0, connections: 4) }
            ?? Store.sqlite(at: path + "/vinhdanh.sqlite", durability: .normal)
    }

    /// Every file of the folder with its content.
    func content() throws -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        var content: [String: Data] = [:]
        for name in names {
            if let data = FileManager.default.contents(atPath: "\(path)/\(name)") { content[name] = data }
        }
        return content
    }
}

extension TestFolder {
    /// A data folder with a province and nothing else: made once a test, by the operations of the office.
    static func emptyProvince(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try emptyProvince(path, Store.sqlite(at: path + "/vinhdanh.sqlite", durability: .normal))
    }

    static func emptyProvince(_ path: String, _ store: Store) throws {
        try store.migrate(Installation.migrations)
        let office = Office(store: store, shelf: FileShelf(folder: path + "/files"))
        try office.write(by: .system(user: "test")) { operation in
            let root = try Organisations.add(
                NewUnit(code: "HG", name: "Tỉnh Hoàng Giang", level: .province, kind: .government), by: operation)
            for (code, name) in [("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính")] {
                _ = try Organisations.add(
                    NewUnit(code: code, name: name, level: .province, kind: .department, parent: root), by: operation)
            }
        }
    }
}
