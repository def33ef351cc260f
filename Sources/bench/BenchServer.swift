import App
import Database
import Foundation
import HTTP
import Office
import Vocabulary
import Work

/// A server for `scripts/bench`: the application beside a handler that runs the same SQL and returns a constant page.
/// Prints its port and a session, and stops with standard input.
struct BenchServer: Sendable {
    /// The page that the reference returns as it once was.
    let page: String
    /// The statements of that page.
    let queries: @Sendable (Request, Visitor, Day, any Reader) throws -> Void

    func run(data: String, filling fill: (Office) throws -> Void = { _ in }) throws -> Int32 {
        let output = Output(out: { _ in }, err: { FileHandle.standardError.write(Data($0)) })
        let call = CommandCall(
            words: [], options: ["--data": data], environment: ProcessInfo.processInfo.environment, output: output)
        let installation = try Installation.open(call, creating: false)
        let office = installation.office
        try fill(office)
        let assets = try Assets.find(environment: call.environment, program: CommandLine.arguments.first ?? "")
        let router = installation.router(assets: assets) { number, error in
            output.errorLine("fault \(number): \(error)")
        }
        let session = try SignIn.attempt(
            login: "hanh", password: SampleProvince.password, origin: "127.0.0.1", in: office)
        let constant = try constantPage(router, session.token)
        let server = Server(
            port: 0, route: { router.admit($0) },
            answer: { request in
                request.path == "/cung-truy-van" ? sameQueries(request, office, constant) : router.answer(request)
            })
        print("\(try server.start()) \(session.token)")
        fflush(nil)
        while readLine() != nil {}
        server.stop()
        return 0
    }

    /// What the application answers, once.
    private func constantPage(_ router: Router, _ token: String) throws -> [UInt8] {
        let head = try RequestHead(
            method: .get, target: page, headers: Headers([("Cookie", "\(Router.sessionCookie)=\(token)")]))
        guard case .bytes(let bytes) = router.answer(Request(head: head)).body else { return [] }
        return bytes
    }

    private func sameQueries(_ request: Request, _ office: Office, _ constant: [UInt8]) -> Response {
        do {
            let token = request.cookies[Router.sessionCookie] ?? ""
            guard let visitor = try SignIn.visitor(token: token, in: office) else {
                return .text("no session", status: 403)
            }
            try office.read { try queries(request, visitor, office.world.today, $0) }
            return .page(constant)
        } catch {
            return .text("\(error)", status: 500)
        }
    }
}

extension BenchServer {
    /// The programme of a year.
    static let tasks = BenchServer(page: "/chuong-trinh") { request, visitor, today, db in
        let filter = TaskFilter({ request.query[$0] }, today: today)
        _ = try ProgrammeBoard.of(filter.year, for: visitor, today: today, db)
        _ = try TaskList.page(filter, TaskList.Cursor { request.query[$0] }, for: visitor, today: today, db)
        _ = try TaskTotals.of(filter, for: visitor, today: today, db)
        _ = try PlanScope.plans(of: filter.year, for: visitor, db)
        _ = try PlanScope.years(for: visitor, db)
        _ = try TaskUnits.all(for: visitor, db)
        _ = try SavedView.all(of: visitor.account, today: today, db)
    }

    /// People by a name.
    static let people = BenchServer(page: "/tim?loai=nguoi&tim=nguyen%20van") { request, visitor, today, db in
        _ = try PersonList.nearest(
            request.query["tim"] ?? "", in: visitor.scope(.readPeople), on: today, offset: 0, limit: 30, db)
    }
}
