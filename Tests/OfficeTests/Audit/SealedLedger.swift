import Database
import Fixtures
import Foundation
import Vocabulary

@testable import Office

/// A ledger of twenty-odd entries with three seals, and two entries after the last of them. Made once for each engine:
/// what a test does to it is undone.
struct SealedLedger: Sendable {
    let province: TestProvince
    let keys: SealKeys
    let file: SealFile
    let sealer: Sealer
    /// Where the seals stand.
    let sealed: [Int64]
    let last: Int64

    static let all: [Engine: Result<SealedLedger, any Error>] = Dictionary(
        uniqueKeysWithValues: Engine.available.map { engine in (engine, Result { try SealedLedger(engine) }) })

    static func of(_ engine: Engine) throws -> SealedLedger {
        guard let made = all[engine] else { throw TestProvince.TestFault.noProvince }
        return try made.get()
    }

    init(_ engine: Engine) throws {
        province = try TestProvince(engine)
        keys = SealKeys(folder: TestFolder.newPath("keys"))
        file = SealFile(path: TestFolder.newPath("ledger-seals.log"))
        sealer = Sealer(
            store: province.office.store, world: province.office.world, key: try keys.secretOrNew().key, file: file)
        var sealed: [Int64] = []
        for round in 0..<3 {
            try Self.work(province, round * 4..<round * 4 + 4)
            if let seal = try sealer.seal() { sealed.append(seal.sequence) }
        }
        try Self.work(province, 12..<14)
        self.sealed = sealed
        last = try province.office.read { try $0.value("SELECT max(sequence) FROM ledger_entry") }
    }

    private static func work(_ province: TestProvince, _ numbers: Range<Int>) throws {
        for number in numbers {
            try province.office.write(by: province.actor(.specialist)) { operation in
                try Organisations.learn(alias: "Sở Nội vụ, tên thứ \(number)", of: ID(3), by: operation)
                try operation.record(
                    "unit.alias", on: Subject("unit", 4), before: ["alias": "cũ"], after: ["alias": "mới"],
                    why: "lý do \(number)")
            }
        }
    }

    private struct Undone: Error { let audit: LedgerAudit }

    /// What an audit finds after `harm`, which is undone.
    func audit(after harm: (inout Thief) throws -> Void) throws -> LedgerAudit {
        do {
            try province.office.store.write { db in
                var thief = try Thief(db, ledger: self)
                try thief.dropGuards()
                try harm(&thief)
                throw Undone(
                    audit: try LedgerAudit(
                        db, proof: .init(verifiers: try thief.keys.verifiers(), file: thief.file)))
            }
        } catch let undone as Undone { return undone.audit }
        throw TestProvince.TestFault.noProvince
    }
}

/// Whoever has the database, the file of seals or the keys in hand; with copies of the files of a sealed ledger.
struct Thief {
    let db: any Writer
    let ledger: SealedLedger
    var file: SealFile
    var keys: SealKeys

    init(_ db: any Writer, ledger: SealedLedger) throws {
        (self.db, self.ledger) = (db, ledger)
        file = SealFile(path: TestFolder.newPath("seals-of-a-thief.log"))
        keys = SealKeys(folder: TestFolder.newPath("keys-of-a-thief"))
        try FileManager.default.copyItem(atPath: ledger.file.path, toPath: file.path)
        try FileManager.default.copyItem(atPath: ledger.keys.folder, toPath: keys.folder)
    }

    func dropGuards() throws {
        switch db.dialect {
        case .sqlite:
            let names: [SQL] = [
                "DROP TRIGGER ledger_entry_fixed", "DROP TRIGGER ledger_entry_kept", "DROP TRIGGER ledger_head_forward",
                "DROP TRIGGER ledger_head_kept", "DROP TRIGGER ledger_seal_fixed", "DROP TRIGGER ledger_seal_kept",
            ]
            for name in names { try db.run(name) }
        case .postgres:
            let tables: [SQL] = [
                "ALTER TABLE ledger_entry DISABLE TRIGGER USER", "ALTER TABLE ledger_head DISABLE TRIGGER USER",
                "ALTER TABLE ledger_seal DISABLE TRIGGER USER",
            ]
            for table in tables { try db.run(table) }
        }
    }

    var entries: [LedgerEntry] {
        get throws {
            try db.all("SELECT \(sql: LedgerEntry.columns) FROM ledger_entry ORDER BY sequence").map(LedgerEntry.init)
        }
    }

    /// Writes a whole chain anew from what is in `entries`, with numbers, hashes and head that fit together.
    func rechain(_ entries: [LedgerEntry]) throws {
        var previous = Ledger.genesis
        try db.run("DELETE FROM ledger_entry")
        for (index, entry) in entries.enumerated() {
            var entry = entry
            (entry.sequence, entry.previous) = (Int64(index + 1), previous)
            entry.hash = entry.computedHash
            previous = entry.hash
            try insert(entry)
        }
        try db.run("UPDATE ledger_head SET sequence = \(Int64(entries.count)), hash = \(previous)")
    }

    func insert(_ entry: LedgerEntry) throws {
        try db.run(
            """
            INSERT INTO ledger_entry (\(sql: LedgerEntry.columns)) VALUES (
                \(entry.sequence), \(entry.at), \(entry.account), \(entry.actor), \(entry.origin), \(entry.act),
                \(entry.subject.kind), \(entry.subject.id), \(entry.before), \(entry.after), \(entry.why),
                \(entry.previous), \(entry.hash), \(entry.format), \(entry.branch))
            """)
    }

    /// Cuts everything after an entry, seals too, as an older copy of the database has it.
    func cut(after sequence: Int64) throws {
        try db.run("DELETE FROM ledger_entry WHERE sequence > \(sequence)")
        try db.run("DELETE FROM ledger_seal WHERE sequence > \(sequence)")
        try db.run(
            """
            UPDATE ledger_head SET sequence = \(sequence),
                hash = (SELECT hash FROM ledger_entry WHERE sequence = \(sequence))
            """)
    }

    /// All seals signed anew with a key of the thief's.
    func reseal(_ key: SealKey) throws -> [LedgerSeal] {
        var seals: [LedgerSeal] = []
        for old in try LedgerSeal.page(after: 0, limit: 100, db) {
            let hash: [UInt8] = try db.value("SELECT hash FROM ledger_entry WHERE sequence = \(old.sequence)")
            let seal = LedgerSeal(
                sequence: old.sequence, hash: hash, at: old.at, after: seals.last, signedWith: key)
            seals.append(seal)
            try db.run(
                """
                UPDATE ledger_seal SET hash = \(seal.hash), previous = \(seal.previous), signing_key = \(seal.key),
                    signature = \(seal.signature) WHERE sequence = \(seal.sequence)
                """)
        }
        return seals
    }

    var lines: [String] {
        get throws { try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n").map(String.init) }
    }

    func write(_ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: file.path, atomically: false, encoding: .utf8)
    }

    /// Keys of the thief's in place of those of the office.
    func newKeys() throws -> SealKey {
        try FileManager.default.removeItem(atPath: keys.folder)
        return try keys.secretOrNew().key
    }
}
