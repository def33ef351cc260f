import Database
import Vocabulary

/// One installation: its store, its files, its clock. Everything a room needs to read and write.
public struct Office: Sendable {
    public let store: Store
    public let world: World
    public let shelf: FileShelf
    /// What every room keeps about units.
    public let unitTouches: [UnitTouch]
    private let calendar = CalendarMemory()
    let lawMemory = LawMemory()
    /// What the ledger knows about the kinds of things that its entries are about.
    public let book: LedgerBook

    /// What the sign-in provider publishes, as this process remembers it.
    let directory = OpenIDDirectory()
    /// Keeps secrets that the program must read again.
    public let sealing: Sealing
    /// Every column of every room that names a person.
    public let personReferences: [PersonReference]
    /// What each room keeps about whoever asks for their own data.
    public let ownRecords: [OwnRecords]
    /// Where the ledger's key and seals lie; nil where it is not signed.
    public let sealPlaces: SealPlaces?
    /// Where the files of the law lie; nil where they were not found.
    public let lawFolder: String?

    /// - Parameter sealing: by the key of the data folder; one that lives as long as the process where none is given.
    public init(
        store: Store, world: World = .real, shelf: FileShelf, unitTouches: [UnitTouch] = [], sealing: Sealing? = nil,
        personReferences: [PersonReference] = PersonReference.office, ownRecords: [OwnRecords] = OwnRecords.office,
        book: LedgerBook = LedgerBook([]), sealPlaces: SealPlaces? = nil, lawFolder: String? = nil
    ) {
        (self.store, self.world, self.shelf) = (store, world, shelf)
        self.unitTouches = [.accounts, .posts, .blocs, .councils] + unitTouches
        self.sealing = sealing ?? Sealing(key: world.randomBytes(32))
        self.personReferences = personReferences
        self.ownRecords = ownRecords
        (self.book, self.sealPlaces, self.lawFolder) = (book, sealPlaces, lawFolder)
    }

    /// Which days the office works, as the database has them in this very transaction; days off that are not settled do
    /// not count.
    public func workingDays(_ db: any Reader) throws -> WorkingDays { try calendar.workingDays(db) }

    public func read<Result>(_ body: (any Reader) throws -> Result) throws -> Result { try store.read(body) }

    /// One operation in one transaction: check, change, ledger entry. Throws `UnrecordedWrite` (a fault, rolled back)
    /// when rows changed and nothing was recorded.
    public func write<Result>(by actor: Actor, _ body: (Operation) throws -> Result) throws -> Result {
        try store.write { writer in
            try writer.lock("ledger")
            let operation = Operation(
                writer, actor: actor, world: world, unitTouches: unitTouches, book: book)
            let result = try body(operation)
            guard operation.isAccounted else { throw UnrecordedWrite() }
            return result
        }
    }
}

/// A fault of ours: an operation changed rows and left no entry in the ledger.
public struct UnrecordedWrite: Error {}
