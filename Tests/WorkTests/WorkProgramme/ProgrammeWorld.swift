import Database
import Fixtures
import Foundation
import HTTP
import Markup
import Office
import class Office.Operation
import struct Office.Unit
import Synchronization
import Vocabulary
@testable import Work

/// Tỉnh Lam Sơn on 17/11/2026: a few units, one account for each role, one adopted plan of ten tasks; beside it a second
/// province, whose people must see none of it.
final class ProgrammeWorld: Sendable {
    /// Người: who works here.
    enum Person: String, CaseIterable, Sendable {
        /// Administrator of the installation, without a unit.
        case admin
        /// Specialist and leader of Sở Nội vụ.
        case nguyen, dung
        /// Officers of Sở Tài chính (leads IV.2, coordinates II.1 and IV.4) and of Báo Lam Sơn (leads V.1).
        case tam, khoa
        /// Specialist of the other province.
        case stranger

        var role: Role {
            switch self {
            case .admin: .administrator
            case .nguyen, .stranger: .specialist
            case .dung: .leader
            case .tam, .khoa: .unitOfficer
            }
        }

        var unit: String? {
            switch self {
            case .admin: nil
            case .nguyen, .dung: "LS-SNV"
            case .tam: "LS-STC"
            case .khoa: "LS-BAO"
            case .stranger: "DN-SNV"
            }
        }

        var name: String {
            switch self {
            case .admin: "Quản trị hệ thống"
            case .nguyen: "Đặng Hạnh Nguyên"
            case .dung: "Phan Trí Dũng"
            case .tam: "Lục Minh Tâm"
            case .khoa: "Vi Thục Khoa"
            case .stranger: "Lê Ngọc Quỳnh Ưởng"
            }
        }
    }

    /// A clock that moves only when told to.
    final class Clock: Sendable {
        private let at: Mutex<Instant>
        init(_ at: Instant) { self.at = Mutex(at) }
        func now() -> Instant { at.withLock { $0 } }
        func advance(seconds: Int) { at.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    let office: Office
    let clock: Clock
    let router: Router
    /// Faults that pages met, in words; empty after a good test.
    let faults = FaultList()
    /// Kế hoạch số 18/KH-UBND.
    let plan: ID<Plan>

    static let password = "lam sơn một ngày nắng"
    private static let hash = Result { try Password.hash(password) }

    /// 9 giờ 00 ngày 17/11/2026.
    static let today = Day(year: 2026, month: 11, day: 17) ?? Day(number: 0)

    final class FaultList: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock { $0 } }
        func add(_ fault: String) { list.withLock { $0.append(fault) } }
    }

    init(_ engine: Engine, onDisk: Bool = false) throws {
        let clock = Clock(Instant(milliseconds: Int64(Self.today.number) * 86_400_000 + 2 * 3_600_000))
        let seed = Mutex<UInt64>(1)
        let world = World(
            now: { clock.now() },
            randomBytes: { count in
                seed.withLock { seed in
                    (0..<count).map { _ in
                        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: seed >> 40)
                    }
                }
            })
        let store = try engine.fresh(OfficeSchema.migrations + WorkProgrammeSchema.migrations, onDisk: onDisk)
        let office = Office(
            store: store, world: world, shelf: FileShelf(folder: TestFolder.newPath("files")),
            lawFolder: TestFolder.law)
        let system = Actor.system(user: "test")
        try office.write(by: system) { try Self.addUnits($0) }
        let hash = try Self.hash.get()
        try office.write(by: system) { operation in
            // Tests of the second factor ask for it; the others sign in by password.
            try SignInPolicy.set(.voluntary, by: operation)
            for person in Person.allCases {
                let unit = try person.unit.map { try Organisations.unit(codeOrName: $0, operation).id }
                _ = try Accounts.add(
                    login: person.rawValue, name: person.name, unit: unit, roles: [person.role], passwordHash: hash,
                    mustChange: false, by: operation)
            }
        }
        self.office = office
        self.clock = clock
        let faults = faults
        router = Router(
            office: office,
            rooms: [
                NoticePage.room, SearchPage.room, AccountPage.room, ProgrammePage.room, DraftPage.room, TimingPage.room,
                ViewsPage.room, ProgrammePaperPage.room, DifficultyPage.room, UrgingPage.room, OpinionPage.room,
                SubtaskPage.room, WatchPage.room, HandoverPage.room, ReminderPage.room, UnitReminderPage.room,
                UnitPlanPage.room,
                PlanWritingPage.room,
            ],
            files: PageFrame.Files(style: "/tinh/a.css", script: "/tinh/a.js", icon: "/tinh/a.svg"),
            onFault: { faults.add("\($0): \($1)") })
        plan = try Self.adopt(Self.planText, name: "ke-hoach-18.txt", year: 2026, in: office)
    }

    // MARK: Units and papers

    private static func addUnits(_ operation: Operation) throws {
        for (code, name) in [("LS", "Tỉnh Lam Sơn"), ("DN", "Tỉnh Đông Ngàn")] {
            let root = try Organisations.add(
                NewUnit(code: code, name: name, level: .province, kind: .government), by: operation)
            let departments = [
                ("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính"), ("BAO", "Báo \(name.dropFirst(5))"),
                ("VP", "Văn phòng UBND tỉnh"),
            ]
            for (short, name) in departments {
                _ = try Organisations.add(
                    NewUnit(code: "\(code)-\(short)", name: name, level: .province, kind: .department, parent: root),
                    by: operation)
            }
        }
    }

    /// Reads a plan, stores its file and adopts it as read, as the specialist.
    static func adopt(
        _ text: String, name: String, year: Int, parentTask: ID<Task>? = nil, in office: Office
    ) throws -> ID<Plan> {
        let path = TestFolder.newPath(name)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let reading = try PlanReading(path: path, name: name)
        let sha = try FileDigest.sha256(path: path)
        try office.shelf.keep(path, hash: sha)
        let actor = try office.read { db in
            Actor(
                account: try Accounts.id(login: Person.nguyen.rawValue, db), name: Person.nguyen.name,
                origin: "127.0.0.1")
        }
        return try office.write(by: actor) { operation in
            let province = try Organisations.unit(codeOrName: "LS", operation)
            let file = try StoredFile.note(name: name, sha256: sha, bytes: Int64(text.utf8.count), by: operation)
            switch try Draft.open(
                reading, file: file, unit: province, year: year, parentTask: parentTask, by: operation)
            {
            case .new(let draft), .waiting(let draft):
                return try Adoption.adopt(draft, settled: .asRead, by: operation).plan
            }
        }
    }

    /// Ten tasks: five late on the day of the tests, two due within seven days, one later, one regular, one undated.
    static let planText = """
        ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH LAM SƠN\tĐộc lập - Tự do - Hạnh phúc

        Số: 18/KH-UBND

        Lam Sơn, ngày 14 tháng 01 năm 2026

        KẾ HOẠCH
        Công tác thi đua, khen thưởng tỉnh Lam Sơn năm 2026

        I. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN

        STT\tNội dung công việc\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp
        I\tNhiệm vụ quý I
        1\tBan hành Chỉ thị phát động phong trào thi đua năm 2026\tTháng 01/2026\tSở Nội vụ\tVăn phòng UBND tỉnh
        2\tTổ chức ký kết giao ước thi đua của các khối, cụm\tTrước ngày 15/3/2026\tSở Nội vụ\tCác khối, cụm thi đua
        II\tNhiệm vụ quý II
        1\tMở lớp tập huấn nghiệp vụ thi đua, khen thưởng\tTháng 5/2026\tSở Nội vụ\tSở Tài chính
        III\tNhiệm vụ quý III
        1\tKiểm tra công tác thi đua tại 16 xã, phường\tTháng 9/2026\tSở Nội vụ\tVăn phòng UBND tỉnh
        IV\tNhiệm vụ quý IV
        1\tHướng dẫn các khối, cụm thi đua tổng kết năm 2026\tTrước ngày 10/11/2026\tSở Nội vụ\tVăn phòng UBND tỉnh
        2\tLập dự toán Hội nghị tổng kết\tNgày 20/11/2026\tSở Tài chính\tSở Nội vụ
        3\tHọp Hội đồng xét khen thưởng đợt 2\tNgày 24/11/2026\tSở Nội vụ\tVăn phòng UBND tỉnh
        4\tBáo cáo tổng kết năm 2026\tTháng 12/2026\tSở Nội vụ\tSở Tài chính
        V\tNhiệm vụ thường xuyên
        1\tTuyên truyền gương điển hình tiên tiến\tThường xuyên\tBáo Lam Sơn\tSở Nội vụ
        2\tHọp Hội đồng bất thường để xét khen thưởng đột xuất\tKhi cần thiết\tSở Nội vụ\tVăn phòng UBND tỉnh

        """

    // MARK: People

    func visitor(_ person: Person) throws -> Visitor {
        let token = try session(person)
        guard let visitor = try SignIn.visitor(token: token, in: office) else {
            throw DatabaseFault(message: "no session")
        }
        return visitor
    }

    func actor(_ person: Person) throws -> Actor { try visitor(person).actor(from: "127.0.0.1") }

    /// A session as a sign-in would open it, without the time that hashing takes.
    private func session(_ person: Person) throws -> String {
        let raw = office.world.randomBytes(32)
        let now = clock.now()
        try office.store.write { db in
            let account = try Accounts.id(login: person.rawValue, db)
            try db.run(
                """
                INSERT INTO session (token_hash, account, started, seen, expires, origin)
                VALUES (\(Digest.blake2b(raw)), \(account), \(now), \(now), \(now.adding(seconds: 36_000)), 'test')
                """)
        }
        return Digest.hex(raw)
    }

    /// A browser in which that person has signed in.
    func browser(_ person: Person) throws -> TestBrowser {
        let router = router
        let client = TestClient { router.answer($0) }
        client.cookies[Router.sessionCookie] = try session(person)
        let visitor = try visitor(client)
        return TestBrowser(client: client, token: visitor.formToken)
    }

    /// A browser of nobody: no session.
    func guest() throws -> TestClient {
        let router = router
        return TestClient { router.answer($0) }
    }

    private func visitor(_ client: TestClient) throws -> Visitor {
        guard let token = client.cookies[Router.sessionCookie],
            let visitor = try SignIn.visitor(token: token, in: office)
        else { throw DatabaseFault(message: "no session") }
        return visitor
    }

    // MARK: Tasks

    /// The task with that reference in the plan: `IV.2`.
    func task(_ reference: String) throws -> ID<Task> {
        let parts = reference.split(separator: ".").map(String.init)
        return try office.read { db in
            try db.value(
                "SELECT id FROM task WHERE plan = \(plan) AND section = \(parts[0]) AND ordinal = \(parts.last ?? "")")
        }
    }

    @discardableResult
    func write<T>(_ person: Person, _ body: (Operation) throws -> T) throws -> T {
        try office.write(by: actor(person), body)
    }
}

/// A signed-in browser: pages, and forms with the token of the session.
struct TestBrowser {
    let client: TestClient
    let token: String

    func get(_ path: String) throws -> TestResponse { try client.get(path) }

    func post(_ path: String, _ form: [(String, String)] = []) throws -> TestResponse {
        try client.post(path, form: [("_ma", token)] + form)
    }

    func upload(_ path: String, file: TestClient.File, _ form: [(String, String)] = []) throws -> TestResponse {
        try client.upload(path, file: file, form: [("_ma", token)] + form)
    }

    /// Where a redirect leads, with the sentence it carries there.
    func follow(_ response: TestResponse) throws -> TestResponse { try client.follow(response) }
}
