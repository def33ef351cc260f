import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@testable import Office

@Suite("The seals of the ledger") struct SealerTests {
    private struct Place {
        let province: TestProvince
        let keys = SealKeys(folder: TestFolder.newPath("keys"))
        let file = SealFile(path: TestFolder.newPath("seals.log"))
        let sealer: Sealer

        init(_ engine: Engine) throws {
            province = try TestProvince(engine, onDisk: true)
            sealer = Sealer(
                store: province.office.store, world: province.office.world, key: try keys.secretOrNew().key, file: file)
        }

        func work() throws {
            try province.office.write(by: .system(user: "test")) { try $0.record("unit.alias", on: Subject("unit", 3)) }
        }

        var audit: LedgerAudit {
            get throws {
                try province.office.read {
                    try LedgerAudit($0, proof: .init(verifiers: keys.verifiers(), file: file))
                }
            }
        }
    }

    @Test(
        "are made only where something was recorded, and stand in the table and in the file",
        arguments: Engine.available)
    func grows(_ engine: Engine) throws {
        let place = try Place(engine)
        let first = try #require(try place.sealer.seal())
        #expect(try place.sealer.seal() == nil)
        try place.work()
        let second = try #require(try place.sealer.seal())
        #expect(second.sequence == first.sequence + 1)
        #expect(try String(contentsOfFile: place.file.path, encoding: .utf8) == "\(first.line)\n\(second.line)\n")
        #expect(try place.audit.faults == [])
        #expect(try place.audit.sealedTo == second.sequence)
    }

    @Test("left unfiled by a crash are filed with the next one, also after half a line", arguments: Engine.available)
    func crash(_ engine: Engine) throws {
        for written in [0, 100] {
            let place = try Place(engine)
            _ = try place.sealer.seal()
            try place.work()
            let second = try #require(try place.sealer.seal())
            // As if the program had died before, or in the middle of, writing the second line.
            let text = try String(contentsOfFile: place.file.path, encoding: .utf8)
            try String(text.dropLast(second.line.count + 1 - written)).write(
                toFile: place.file.path, atomically: false, encoding: .utf8)
            try place.province.office.store.write { db in
                _ = try db.run("INSERT INTO ledger_seal_unfiled (sequence) VALUES (\(second.sequence))")
            }
            #expect(try place.audit.faults == [], "\(written) bytes written")
            _ = try place.sealer.seal()
            #expect(try String(contentsOfFile: place.file.path, encoding: .utf8) == text)
            #expect(try place.audit.faults == [])
        }
    }

    @Test("are made by several threads at once without a gap or a doubled line", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        let place = try Place(engine)
        let (sealer, office) = (place.sealer, place.province.office)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 {
                group.addTask {
                    for _ in 1...10 {
                        try office.write(by: .system(user: "test")) {
                            try $0.record("unit.alias", on: Subject("unit", 3))
                        }
                        try sealer.seal()
                    }
                }
            }
            try await group.waitForAll()
        }
        _ = try sealer.seal()
        #expect(try place.audit.faults == [])
        #expect(try place.audit.sealedTo == place.audit.entries)
    }

    @Test("are signed with a key that only its owner can read, made once")
    func key() throws {
        let keys = SealKeys(folder: TestFolder.newPath("keys"))
        #expect(try keys.secret() == nil)
        let (key, isNew) = try keys.secretOrNew()
        #expect(isNew)
        let again = try keys.secretOrNew()
        #expect(!again.isNew && again.key.secret == key.secret)
        #expect(try keys.verifiers() == [key.verifier])
        let rights = try FileManager.default.attributesOfItem(atPath: keys.secretPath)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        let folder = try FileManager.default.attributesOfItem(atPath: keys.folder)[.posixPermissions] as? Int
        #expect(folder == 0o700)
        // A second key keeps the first one's signatures checkable.
        try FileManager.default.removeItem(atPath: keys.secretPath)
        let next = try keys.secretOrNew().key
        #expect(try keys.verifiers() == [key.verifier, next.verifier])
        try "không phải khóa".write(toFile: keys.secretPath, atomically: false, encoding: .utf8)
        #expect(throws: SealRefusal.noKey(keys.secretPath)) { try keys.secretOrNew() }
    }
}
