import Database
import Foundation
import HTTP
import Markup
import Office
import Vocabulary
import Work

/// One installation opened: its store brought up to date, its files, its rooms.
public struct Installation: Sendable {
    public let office: Office
    public let dataFolder: String
    /// Signs the ledger; nil where it is only read.
    public let sealer: Sealer?
    /// Makes backups; nil where nothing is written.
    let backups: BackupRound?

    public init(office: Office, dataFolder: String, sealer: Sealer? = nil, backups: BackupRound? = nil) {
        (self.office, self.dataFolder, self.sealer, self.backups) = (office, dataFolder, sealer, backups)
    }

    /// Every room, in the order their migrations apply and their paths are tried.
    public static let rooms: [Room] = [
        NoticePage.room, SearchPage.room, MailPage.room, JobPage.room,
        AccountPage.room, OpenIDPage.room, SecondFactorPage.room, UnitPage.room, CalendarPage.room, ProgrammePage.room,
        DraftPage.room, TimingPage.room, ViewsPage.room, ProgrammePaperPage.room,
        DifficultyPage.room, UrgingPage.room, OpinionPage.room,
        SubtaskPage.room, WatchPage.room, HandoverPage.room, ReminderPage.room,
        UnitReminderPage.room,
        UnitPlanPage.room,
        PlanWritingPage.room,
        CouncilPage.room, BlocPage.room,
        ExchangePage.room(exchangeKinds),
        PersonPage.room, TransferPage.room, DuplicatePage.room, RetentionPage.room, OwnDataPage.room,
        LawPage.room, LawLibraryPage.room, LocalRegulationPage.room, EligibilityPage.room,
        LedgerPage.room, BackupPage.room,
        HonoursPage.room, LifePage.room,
    ]

    /// What goes in and out by spreadsheet, in the order of the page.
    public static let exchangeKinds: [any ExchangeKind] = [
        UnitsExchange(), PeopleExchange(), PostsExchange(), AccountsExchange(), CouncilsExchange(), BlocsExchange(),
        HonoursExchange(), RatingsExchange(), InitiativesExchange(),
    ]

    /// Every column that names a person, and what every room keeps about an account.
    public static let personReferences = PersonReference.office
    public static let ownRecords = OwnRecords.office + OwnWork.records

    public static var migrations: [Migration] { OfficeSchema.migrations + WorkProgrammeSchema.migrations }

    /// What `serve` does by itself, each on one node at a time.
    public var jobs: [Job] {
        [
            Organisations.dueChanges, MailWorker.job, MailWorker.tidying, TaskReminders.job, Opinions.job,
            UnitPlans.job,
        ] + Accounts.jobs + NoticeJobs.all(Self.rooms) + [sealer?.job, backups?.job].compactMap(\.self)
    }

    /// Opens the data that a command names. The folder is made where `creating`; otherwise a folder without data is refused.
    public static func open(_ call: CommandCall, creating: Bool, migrating: Bool = true) throws -> Installation {
        let folder = call.dataFolder
        let store: Store
        if let url = call[option: "--postgres"] {
            store = try Store.postgres(url)
        } else {
            let path = "\(folder)/vinhdanh.sqlite"
            guard creating || FileManager.default.fileExists(atPath: path) else {
                throw InstallationRefusal.noData(folder)
            }
            try makeFolder(folder)
            store = try Store.sqlite(at: path)
        }
        if migrating { try upgrade(store, in: folder) }
        let places = SealPlaces(call)
        let office = Office(
            store: store, shelf: FileShelf(folder: "\(folder)/files"), unitTouches: unitTouches,
            sealing: try sealing(folder), personReferences: personReferences, ownRecords: ownRecords,
            book: book, sealPlaces: places, lawFolder: try? LawFolder.find(environment: call.environment))
        guard migrating else { return Installation(office: office, dataFolder: folder) }
        try Holidays.fill(office, call.environment)
        try AnniversaryTable.fill(office, call.environment)
        try PlanBases.fill(office, by: systemActor(call.environment))
        let sealer = try sealer(office, places, actor: systemActor(call.environment))
        call.ending.add { try sealer.seal() }
        let backups = BackupRound(
            office: office, dataFolder: folder, restoration: restoration, postgres: call[option: "--postgres"]
        ) { error in call.output.errorLine("fault in the trial of a backup: \(error)") }
        return Installation(office: office, dataFolder: folder, sealer: sealer, backups: backups)
    }

    /// Brings the tables up to date. A database of SQLite with something in it is copied first; two such copies are kept.
    private static func upgrade(_ store: Store, in folder: String) throws {
        let pending = try store.pendingMigrations(of: migrations)
        if !pending.isEmpty, store.path != nil, try !store.appliedMigrations().isEmpty {
            let files = FileManager.default
            let copies = try files.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("before-upgrade-") }
                .sorted()
            for copy in copies.dropLast(1) { unlink("\(folder)/\(copy)") }
            let name = "before-upgrade-\(Instant.now.iso.filter { $0.isNumber }).sqlite"
            try store.backup(to: "\(folder)/\(name)")
        }
        try store.migrate(migrations)
    }

    /// The kinds of things that entries of the ledger are about.
    public static let book = LedgerBook(rooms.flatMap(\.ledger))

    /// With the key there is. A new key where there are seals already is an event of its own: an entry tells it.
    private static func sealer(_ office: Office, _ places: SealPlaces, actor: Actor) throws -> Sealer {
        let (key, isNew) = try places.keys.secretOrNew()
        if isNew, try office.read({ try Ledger.isSealed($0) }) {
            try office.write(by: actor) { operation in
                try operation.record("ledger.key", on: Subject("ledger", 1), after: ["key": key.verifier.name])
            }
        }
        return Sealer(store: office.store, world: office.world, key: key, file: places.seals)
    }

    /// What the rooms keep about units, for the register of units to ask.
    public static let unitTouches = [WorkTouch.tasks]

    /// Commands on PostgreSQL that need no secret may run where there is no data folder.
    private static func sealing(_ folder: String) throws -> Sealing? {
        guard FileManager.default.fileExists(atPath: folder) else { return nil }
        return try Sealing(folder: folder, world: .real)
    }

    private static func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InstallationRefusal.folderNotMade(folder)
        }
    }

    /// The system account with the operating system's user, for the ledger.
    public static func systemActor(_ environment: [String: String]) -> Actor {
        .system(user: environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "uid\(getuid())")
    }
}

extension SealPlaces {
    /// Beside the data, or where the environment says (`VINHDANH_KEYS`, a folder; `VINHDANH_SEALS`, a file), the same for
    /// all machines of one installation.
    init(_ call: CommandCall) {
        self.init(
            keys: SealKeys(folder: call.environment["VINHDANH_KEYS"] ?? "\(call.dataFolder)/keys"),
            seals: SealFile(path: call.environment["VINHDANH_SEALS"] ?? "\(call.dataFolder)/ledger-seals.log"))
    }
}

/// Why the data could not be opened.
public enum InstallationRefusal: Explained, Equatable {
    case noData(String)
    case folderNotMade(String)
    case notEmpty(String)
    case olderSchema

    public var explanation: Explanation {
        switch self {
        case .noData(let folder):
            Explanation(
                notice:
                    "Thư mục \(folder) chưa có dữ liệu. Chạy “vinhdanh sample” để tạo tỉnh mẫu, hoặc chỉ đúng thư mục bằng --data.",
                log: "no data in folder",
                english: "\(folder) holds no data. Run “vinhdanh sample” or name the folder with --data.")
        case .folderNotMade(let folder):
            Explanation(
                notice: "Không tạo được thư mục \(folder). Kiểm tra quyền ghi rồi chạy lại.",
                log: "data folder not made",
                english: "The folder \(folder) could not be made. Check its permissions.")
        case .olderSchema:
            Explanation(
                notice: "Dữ liệu thuộc phiên bản cũ hơn phần mềm. Chạy “vinhdanh migrate” rồi kiểm tra lại.",
                log: "data of an older version",
                english: "The data belongs to an older version. Run “vinhdanh migrate” first.")
        case .notEmpty(let folder):
            Explanation(
                notice: "\(folder) đã có dữ liệu nên không tạo tỉnh mẫu đè lên. Hãy chọn thư mục khác bằng --data.",
                log: "data folder is not empty",
                english: "\(folder) holds data already; choose another folder with --data.")
        }
    }
}
