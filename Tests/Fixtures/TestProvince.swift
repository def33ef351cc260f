import App
import Database
import HTTP
import Markup
import Office
import Vocabulary
import Work

/// A small named world on a real store: Hoàng Giang with its units and one account for each role, on 17/11/2026.
public struct TestProvince: Sendable {
    public static let today = Day(year: 2026, month: 11, day: 17) ?? Day(number: 0)
    public static let password = "mật khẩu của bài thử"
    /// One hash for all accounts: argon2id takes its time.
    private static let passwordHash = Result { try Password.hash(password) }

    public let office: Office
    public let province: Unit
    public let units: [String: ID<Unit>]
    public let accounts: [Role: ID<Account>]

    /// - Parameter randomBytes: where tokens and keys come from; two provinces with equal ones are alike to the byte.
    public init(
        _ engine: Engine, onDisk: Bool = false,
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = World.real.randomBytes
    ) throws {
        let clock = Instant(milliseconds: Int64(Self.today.number) * 86_400_000 + 3 * 3_600_000)
        let world = World(now: { clock }, randomBytes: randomBytes)
        let store = try engine.fresh(Installation.migrations, onDisk: onDisk)
        office = Office(
            store: store, world: world, shelf: FileShelf(folder: TestFolder.newPath("files")),
            unitTouches: Installation.unitTouches, book: Installation.book, lawFolder: TestFolder.law)
        let hash = try Self.passwordHash.get()
        (province, units, accounts) = try office.write(by: .system(user: "test")) { operation in
            var units: [String: ID<Unit>] = [:]
            func add(
                _ code: String, _ name: String, _ short: String?, _ kind: Unit.Kind, under parent: String?,
                _ aliases: [String] = []
            )
                throws
            {
                units[code] = try Organisations.add(
                    NewUnit(
                        code: code, name: name, shortName: short, level: .province, kind: kind,
                        parent: parent.flatMap { units[$0] },
                        aliases: aliases), by: operation)
            }
            try add("HG", "Tỉnh Hoàng Giang", nil, .government, under: nil)
            try add(
                "VP", "Văn phòng UBND tỉnh", "VP UBND tỉnh", .department, under: "HG",
                ["Văn phòng Ủy ban nhân dân tỉnh"])
            try add("SNV", "Sở Nội vụ", "SNV", .department, under: "HG")
            try add("BAN", "Ban Thi đua - Khen thưởng tỉnh", "Ban TĐKT tỉnh", .office, under: "SNV")
            try add("STC", "Sở Tài chính", "STC", .department, under: "HG")
            try add("BAO", "Báo và Phát thanh, Truyền hình Hoàng Giang", nil, .press, under: "HG")
            // Tests of the second factor ask for it; the others sign in by password.
            try SignInPolicy.set(.voluntary, by: operation)
            var accounts: [Role: ID<Account>] = [:]
            for (role, name, unit) in Self.people {
                accounts[role] = try Accounts.add(
                    login: role.code, name: name, unit: unit.flatMap { units[$0] }, roles: [role], passwordHash: hash,
                    mustChange: false, by: operation)
            }
            guard let root = units["HG"], let province = try Organisations.unit(root, operation) else {
                throw TestFault.noProvince
            }
            return (province, units, accounts)
        }
    }

    private static let people: [(Role, String, String?)] = [
        (.administrator, "Quản trị", nil), (.specialist, "Đặng Hạnh Nguyên", "BAN"), (.leader, "Phan Trí Dũng", "SNV"),
        (.unitOfficer, "Lục Minh Tâm", "STC"), (.legalOfficer, "Hà Pháp Luật", "SNV"),
        (.blocHead, "Nông Khối Trưởng", "STC"), (.councilMember, "Ma Hội Đồng", "BAO"),
        (.secretary, "Vũ Thư Ký", "BAN"), (.accountant, "Lý Kế Toán", "SNV"), (.reporter, "Triệu Phóng Viên", "BAO"),
        (.delegate, "Đàm Đại Biểu", "STC"), (.observer, "Cao Thanh Tra", "SNV"),
    ]

    public enum TestFault: Error { case noProvince, notSignedIn(Int) }

    public func unit(_ code: String) throws -> Unit {
        try office.read { try Organisations.unit(codeOrName: code, $0) }
    }

    /// The person of a role as the ledger names them.
    public func actor(_ role: Role) -> Actor {
        Actor(account: accounts[role], name: Self.people.first { $0.0 == role }?.1 ?? "", origin: "127.0.0.1")
    }

    /// The router of the application, whose faults fail loudly in the answer's log.
    public func router(onFault: @escaping @Sendable (String, any Error) -> Void = { print("fault \($0): \($1)") })
        -> Router
    {
        let files = PageFrame.Files(
            style: "/tinh/vinhdanh.css", script: "/tinh/vinhdanh.js", icon: "/tinh/vinhdanh.svg")
        return Router(office: office, rooms: Installation.rooms, files: files, onFault: onFault)
    }

    /// A browser that is signed in as the person of a role, or as nobody.
    public func client(_ role: Role?) throws -> TestClient {
        let router = router()
        let client = TestClient { router.answer($0) }
        guard let role else { return client }
        let opened = try SignIn.attempt(login: role.code, password: Self.password, origin: "127.0.0.1", in: office)
        client.cookies[Router.sessionCookie] = opened.token
        return client
    }

    public func visitor(_ role: Role) throws -> Visitor {
        let opened = try SignIn.attempt(login: role.code, password: Self.password, origin: "127.0.0.1", in: office)
        guard let visitor = try SignIn.visitor(token: opened.token, in: office) else { throw TestFault.notSignedIn(0) }
        return visitor
    }

    /// The token a page of this client's session carries in its forms.
    public func formToken(_ client: TestClient) throws -> String {
        guard let token = client.cookies[Router.sessionCookie],
            let visitor = try SignIn.visitor(token: token, in: office)
        else {
            throw TestFault.notSignedIn(401)
        }
        return visitor.formToken
    }
}
