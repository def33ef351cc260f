import Database
import Vocabulary

/// One installation: its store, its files, its clock. Everything a room needs to read and write.
public struct Office: Sendable {
    public let store: Store
    public let world: World
    public let shelf: FileShelf
    /// Which days the office works; days off that are not confirmed by law or notice do not count.
    public let workingDays: WorkingDays

    /// Keeps secrets that the program must read again.
    public let sealing: Sealing

    /// - Parameter sealing: by the key of the data folder; one that lives as long as the process where none is given.
    public init(
        store: Store, world: World = .real, shelf: FileShelf, workingDays: WorkingDays = WorkingDays(),
        sealing: Sealing? = nil
    ) {
        (self.store, self.world, self.shelf, self.workingDays) = (store, world, shelf, workingDays)
        self.sealing = sealing ?? Sealing(key: world.randomBytes(32))
    }

    public func read<Result>(_ body: (any Reader) throws -> Result) throws -> Result { try store.read(body) }

    /// One operation in one transaction: check, change, ledger entry. Throws `UnrecordedWrite` (a fault, rolled back)
    /// when rows changed and nothing was recorded.
    public func write<Result>(by actor: Actor, _ body: (Operation) throws -> Result) throws -> Result {
        try store.write { writer in
            try writer.lock("ledger")
            let operation = Operation(writer, actor: actor, world: world)
            let result = try body(operation)
            guard operation.isAccounted else { throw UnrecordedWrite() }
            return result
        }
    }
}

/// A fault of ours: an operation changed rows and left no entry in the ledger.
public struct UnrecordedWrite: Error {}
