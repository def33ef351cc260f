import App
import Database
import Foundation
import HTTP
import Office
import Vocabulary
import Work

/// A server for `scripts/bench`: the application beside a handler that runs the same SQL and returns a constant page, on a
/// programme of so many tasks. Prints its port and a session, and stops with standard input.
enum BenchServer {
    static func run(_ arguments: [String]) throws -> Int32 {
        guard arguments.count == 2, let tasks = Int(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: bench DATA TASKS\n".utf8))
            return 2
        }
        let output = Output(out: { _ in }, err: { FileHandle.standardError.write(Data($0)) })
        let call = CommandCall(
            words: [], options: ["--data": arguments[0]], environment: ProcessInfo.processInfo.environment,
            output: output)
        let installation = try Installation.open(call, creating: false)
        let office = installation.office
        try ManyTasks(office: office, year: office.world.today.year).fill(to: tasks)
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

    /// What the application answers, once, as the page that the reference returns.
    private static func constantPage(_ router: Router, _ token: String) throws -> [UInt8] {
        let head = try RequestHead(
            method: .get, target: "/chuong-trinh", headers: Headers([("Cookie", "\(Router.sessionCookie)=\(token)")]))
        guard case .bytes(let bytes) = router.answer(Request(head: head)).body else { return [] }
        return bytes
    }

    private static func sameQueries(_ request: Request, _ office: Office, _ constant: [UInt8]) -> Response {
        do {
            let token = request.cookies[Router.sessionCookie] ?? ""
            guard let visitor = try SignIn.visitor(token: token, in: office) else {
                return .text("no session", status: 403)
            }
            let today = office.world.today
            try office.read { db in
                let filter = TaskFilter({ request.query[$0] }, today: today)
                _ = try ProgrammeBoard.of(filter.year, for: visitor, today: today, db)
                _ = try TaskList.page(filter, TaskList.Cursor { request.query[$0] }, for: visitor, today: today, db)
                _ = try TaskTotals.of(filter, for: visitor, today: today, db)
                _ = try PlanScope.plans(of: filter.year, for: visitor, db)
                _ = try PlanScope.years(for: visitor, db)
                _ = try TaskUnits.all(for: visitor, db)
                _ = try SavedView.all(of: visitor.account, today: today, db)
            }
            return .page(constant)
        } catch {
            return .text("\(error)", status: 500)
        }
    }
}
