import Database
import Vocabulary

/// Signs the head of the ledger, keeps the seal in the database and in a file outside it.
///
/// Called when the server has been writing (every ten seconds), when it stops and at the end of each command: a write does
/// not wait for it. What was recorded after the last seal is protected by the chain alone.
public final class Sealer: Sendable {
    public let store: Store
    public let world: World
    public let key: SealKey
    public let file: SealFile

    public init(store: Store, world: World, key: SealKey, file: SealFile) {
        (self.store, self.world, self.key, self.file) = (store, world, key, file)
    }

    /// Seals what was recorded since the last time; nil when there was nothing. Safe on several nodes at once.
    ///
    /// The seal is committed before it goes to the file, so that a crash in between leaves one that is marked as not yet
    /// filed, and never a file that is ahead of its database: that is what an older database put back looks like.
    @discardableResult public func seal() throws -> LedgerSeal? {
        guard try store.read({ try isBehind($0) }) else { return nil }
        let seal: LedgerSeal? = try store.write { db in
            try db.lock("ledger-seal")
            let last = try LedgerSeal.last(db)
            guard let head = try db.first("SELECT sequence, hash FROM ledger_head WHERE id = 1"),
                try last.map({ try $0.sequence < head(0) as Int64 }) ?? true
            else { return nil }
            let seal = try LedgerSeal(
                sequence: head(0), hash: head(1), at: world.now(), after: last, signedWith: key)
            try db.run(
                """
                INSERT INTO ledger_seal (\(sql: LedgerSeal.columns)) VALUES (
                    \(seal.sequence), \(seal.hash), \(seal.at), \(seal.previous), \(seal.key), \(seal.signature))
                """)
            try db.run("INSERT INTO ledger_seal_unfiled (sequence) VALUES (\(seal.sequence))")
            return seal
        }
        try store.write { db in
            try db.lock("ledger-seal")
            let unfiled = try db.all(
                """
                SELECT \(sql: LedgerSeal.columns) FROM ledger_seal
                WHERE sequence IN (SELECT sequence FROM ledger_seal_unfiled) ORDER BY sequence
                """
            ).map(LedgerSeal.init)
            guard !unfiled.isEmpty else { return }
            try file.append(unfiled.map(\.line))
            try db.run("DELETE FROM ledger_seal_unfiled WHERE sequence IN (\(list: unfiled.map(\.sequence)))")
        }
        return seal
    }

    /// What `serve` does about it.
    public var job: Job {
        Job(
            "ledger.seal", "Ký nhật ký", .every(seconds: 10), leaseSeconds: 60,
            isNeeded: { [self] _, db in try isBehind(db) }
        ) { [self] _ in
            try seal().map { "Đã ký đến bút tích số \($0.sequence)." } ?? "Không có gì mới để ký."
        }
    }

    private func isBehind(_ db: any Reader) throws -> Bool {
        let head: Int64? = try db.value("SELECT sequence FROM ledger_head WHERE id = 1")
        let last: Int64? = try db.value("SELECT max(sequence) FROM ledger_seal")
        let unfiled: Int = try db.value("SELECT count(*) FROM ledger_seal_unfiled")
        return unfiled > 0 || (head ?? 0) > (last ?? 0)
    }
}
