import Database
import Fixtures
import Foundation
import Office
import Synchronization
import Vocabulary

@testable import App

/// A province on disk in which threads write all the time: each operation keeps a file and leaves an entry.
struct WritingProvince: Sendable {
    let engine: Engine
    let province: TestProvince
    let folder = TestFolder.newPath("data")
    let sealer: Sealer
    let places: SealPlaces
    /// Where a trial may make a database; nil on SQLite.
    let url: String?

    init(_ engine: Engine) throws {
        self.engine = engine
        url = engine == .postgres ? try TestPostgres.newURL() : nil
        province = try TestProvince(engine, onDisk: true)
        places = SealPlaces(folder: folder)
        sealer = Sealer(
            store: province.office.store, world: province.office.world, key: try places.keys.secretOrNew().key,
            file: places.seals)
    }

    var backup: Backup { Backup(of: province.office, places, dataFolder: folder) }

    final class Writers: Sendable {
        private let state = Mutex((isStopped: false, running: 0, written: 0))
        var written: Int { state.withLock { $0.written } }

        fileprivate func run(_ body: @escaping @Sendable () throws -> Void) {
            state.withLock { $0.running += 1 }
            Thread.detachNewThread { [self] in
                while !state.withLock({ $0.isStopped }) {
                    guard (try? body()) != nil else { continue }
                    state.withLock { $0.written += 1 }
                }
                state.withLock { $0.running -= 1 }
            }
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            while state.withLock({ $0.running }) > 0 { usleep(1000) }
        }
    }

    func startWriting(threads: Int) -> Writers {
        let writers = Writers()
        for thread in 0..<threads {
            let count = Count()
            let (office, sealer) = (province.office, sealer)
            writers.run {
                let turn = count.next()
                let source = TestFolder.newPath("upload")
                defer { unlink(source) }
                try "tệp \(thread)/\(turn)".write(toFile: source, atomically: false, encoding: .utf8)
                let hash = try FileDigest.sha256(path: source)
                try office.shelf.keep(source, hash: hash)
                try office.write(by: .system(user: "test")) { operation in
                    _ = try StoredFile.note(name: "tệp", sha256: hash, bytes: 9, by: operation)
                    try operation.record("task.attach", on: Subject("task", Int64(turn)))
                }
                if turn % 5 == 0 { try sealer.seal() }
            }
        }
        return writers
    }

    private final class Count: Sendable {
        private let value = Mutex(0)
        func next() -> Int {
            value.withLock {
                $0 += 1
                return $0
            }
        }
    }

    /// What a backup became again.
    struct Restored {
        let office: Office
        let proof: LedgerAudit.Proof
        let remove: () -> Void
    }

    func restore(_ file: BackupFile) throws -> Restored {
        let folder = TestFolder.newPath("restored")
        let restoration = Installation.restoration
        let proof = { try SealPlaces(folder: folder).proof() }
        switch engine {
        case .sqlite:
            _ = try restoration.restore(file, to: folder, passphrase: nil)
            let store = try Store.sqlite(at: folder + "/vinhdanh.sqlite")
            return Restored(
                office: Office(store: store, shelf: FileShelf(folder: folder + "/files"), book: Installation.book),
                proof: try proof(), remove: {})
        case .postgres:
            let url = try TestPostgres.newDatabase()
            let manifest = try restoration.restore(file, to: folder, postgres: url, passphrase: nil)
            let store = try Store.postgres(url, connections: 2).inSchema(manifest.schema ?? "public")
            return Restored(
                office: Office(store: store, shelf: FileShelf(folder: folder + "/files"), book: Installation.book),
                proof: try proof(), remove: { TestPostgres.drop(url) })
        }
    }
}
