import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary
import Work

@testable import App

/// A thing in one of its states, for the table of who may do what to it.
private struct Standing: Sendable {
    let name: String
    /// Its address in the examples of its room: `/viec/1`.
    let example: String
    /// Makes the thing; returns its address.
    let make: @Sendable (TestProvince) throws -> String

    static let all = tasks + drafts + requests + manuscripts + accounts

    private static func task(_ name: String, _ change: @escaping @Sendable (ID<Work.Task>, Operation) throws -> Void)
        -> Standing
    {
        Standing(name: "a task of Sở Tài chính, \(name)", example: "/viec/1") { province in
            let plan = TestPlan([[TestPlan.Line("Rà soát định mức chi", "Tháng 10/2026", "Sở Tài chính")]])
            let task = try #require(try province.tasks(of: province.adopt(plan).plan).first)
            try province.write { try change(task, $0) }
            return "/viec/\(task)"
        }
    }

    private static let tasks = [
        task("late") { _, _ in },
        task("being done") { try TaskWork.start($0, by: $1) },
        task("done") {
            try TaskWork.add(.note("Đã ban hành."), to: $0, by: $1)
            try TaskWork.finish($0, by: $1)
        },
        task("dropped") { try TaskWork.drop($0, because: "Không còn cần.", by: $1) },
    ]

    private static func draft(_ name: String, _ change: @escaping @Sendable (ID<Draft>, TestProvince) throws -> Void)
        -> Standing
    {
        Standing(name: "a draft, \(name)", example: "/ban-nhap/1") { province in
            let draft = try province.draft(TestPlan())
            try change(draft, province)
            return "/ban-nhap/\(draft)"
        }
    }

    private static let drafts = [
        draft("under review") { _, _ in },
        draft("adopted") { draft, province in
            try province.settle(draft)
            _ = try province.write { try Adoption.adopt(draft, settled: .byReview, by: $0) }
        },
        draft("discarded") { draft, province in try province.write { try Draft.discard(draft, by: $0) } },
    ]

    private static func request(_ name: String, isClosed: Bool) -> Standing {
        Standing(name: "a request for units' plans, \(name)", example: "/thu-ke-hoach/1") { province in
            let unit = try province.unit("STC")
            let visitor = try province.visitor(.specialist)
            let request = try province.write { operation in
                let request = try UnitPlans.ask(
                    .init(
                        "Gửi kế hoạch năm 2026", year: 2026, due: TestProvince.today.adding(days: 10),
                        targets: .init(names: [unit.name])), for: visitor, by: operation)
                if isClosed { try UnitPlans.setClosed(true, request, for: visitor, by: operation) }
                return request
            }
            return "/thu-ke-hoach/\(request)"
        }
    }

    private static let requests = [request("running", isClosed: false), request("closed", isClosed: true)]

    private static func manuscript(
        _ name: String, _ change: @escaping @Sendable (ID<Manuscript>, Operation) throws -> Void
    ) -> Standing {
        Standing(name: "a plan that is written here, \(name)", example: "/soan-ke-hoach/1") { province in
            let unit = province.province
            let manuscript = try province.write { operation in
                let id = try Manuscripts.begin(year: 2027, for: unit, province: unit, by: operation)
                try change(id, operation)
                return id
            }
            return "/soan-ke-hoach/\(manuscript)"
        }
    }

    private static let manuscripts = [
        manuscript("being written") { _, _ in },
        manuscript("discarded") { try Manuscripts.discard($0, by: $1) },
    ]

    private static func account(_ name: String, isOpen: Bool) -> Standing {
        Standing(name: "an account, \(name)", example: "/quan-tri/tai-khoan/1") { province in
            let unit = try province.unit("STC").id
            let id = try province.write(as: .administrator) { operation in
                let id = try Accounts.add(
                    login: "nguoi.khac", name: "Người Khác", unit: unit, roles: [.unitOfficer], passwordHash: "x",
                    mustChange: true, by: operation)
                if !isOpen { try Accounts.setOpen(false, id, by: operation) }
                return id
            }
            return "/quan-tri/tai-khoan/\(id)"
        }
    }

    private static let accounts = [account("open", isOpen: true), account("closed", isOpen: false)]
}

@Suite("Who may do what to a thing in each of its states") struct StateMatrixTests {
    /// The words of the table. An empty form shows how far one is let, without doing much.
    private enum Outcome: String {
        /// The page opens.
        case opens
        /// It was done: rows changed and the ledger says so.
        case does
        /// One may, but the state of the thing or the empty form stands against it.
        case asks
        /// The right is missing.
        case no
        /// As if there were no such thing.
        case hidden
    }

    @Test("is written down in docs/permissions-by-state.md, and nothing is shown to whom it is hidden from")
    func documented() throws {
        var text = """
            # Who may do what, by the state of the thing

            Written by `StateMatrixTests` (`VINHDANH_RECORD=1 swift test --filter StateMatrixTests`), which sends each form empty as each role. The roles work in
            Ban TĐKT (chuyên viên, thư ký hội đồng), Sở Nội vụ (lãnh đạo, pháp chế, kế toán, thanh tra), Sở Tài chính (cán bộ đơn vị, trưởng khối,
            đại biểu) and Báo và PTTH (thành viên hội đồng, phóng viên); the administrator in no unit.

            *opens*: the page; *does*: done at once; *asks*: let in, but the form wants more or the state stands against it; *no*: the right is
            missing; *hidden*: answered like a thing that does not exist.


            """
        for standing in Standing.all {
            text += "## \(standing.name.prefix(1).uppercased() + standing.name.dropFirst())\n\n"
            text += "| page | \(Role.allCases.map(\.vietnamese).joined(separator: " | ")) |\n"
            text += "|---|" + Role.allCases.map { _ in "---|" }.joined() + "\n"
            let pages = try Rooms.pages.filter { ($0.path + "/").hasPrefix(standing.example + "/") }
            #expect(pages.count > 3, "\(standing.name)")
            var stage = try Stage(standing)
            for page in pages {
                var row: [String] = []
                for role in Role.allCases {
                    let outcome = try stage.outcome(of: page, for: role, standing)
                    row.append(outcome.rawValue)
                    if outcome == .does { stage = try Stage(standing) }
                }
                let path = page.path.split(separator: "/").map { $0 == "1" ? "ID" : String($0) }.joined(separator: "/")
                text += "| \(page.method.rawValue) `/\(path)` | " + row.joined(separator: " | ") + " |\n"
            }
            text += "\n"
        }
        try Repository.compare("docs/permissions-by-state.md", with: String(text.dropLast()))
    }

    private final class Stage {
        private let province: TestProvince
        private let router: Router
        private let address: String
        private var clients: [Role: TestClient] = [:]

        init(_ standing: Standing) throws {
            province = try TestProvince(.sqlite)
            router = try Rooms.router(province) { number, error in Issue.record("fault \(number): \(error)") }
            address = try standing.make(province)
        }

        private func client(_ role: Role) throws -> TestClient {
            if let known = clients[role] { return known }
            let router = router
            let client = TestClient { router.answer($0) }
            client.cookies = try province.client(role).cookies
            clients[role] = client
            return client
        }

        func outcome(of page: any Page, for role: Role, _ standing: Standing) throws -> Outcome {
            let client = try client(role)
            let rest = String(page.path.dropFirst(standing.example.count))
            let before = try entries()
            let answer = try ask(page, address + rest, client)
            if try entries() != before { return .does }
            if answer.status == 403 { return .no }
            let nowhere = try ask(page, standing.example.dropLast() + "987654321" + rest, client)
            if answer.status != 200, (answer.status, answer.body) == (nowhere.status, nowhere.body) { return .hidden }
            return answer.status == 200 || page.method == .get && answer.status == 303 ? .opens : .asks
        }

        private func ask(_ page: any Page, _ address: String, _ client: TestClient) throws -> TestResponse {
            guard page.method == .post else { return try client.get(address) }
            return try client.post(address, form: [("_ma", province.formToken(client))])
        }

        private func entries() throws -> Int { try province.read { try $0.value("SELECT count(*) FROM ledger_entry") } }
    }
}
