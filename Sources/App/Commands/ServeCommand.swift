import Foundation
import HTTP
import Office
import Vocabulary

/// `serve`: the web application. Ready when it prints its address; stops cleanly on SIGTERM and SIGINT.
struct ServeCommand: Command {
    let name = "serve"
    let arguments = "[--host H] [--port P] [--threads N] [--assets DIR]"
    let summary = (vietnamese: "chạy ứng dụng web", english: "runs the web application")
    let options = [
        Option("--host", takesValue: true, "địa chỉ nghe (mặc định 127.0.0.1)"),
        Option("--port", takesValue: true, "cổng (mặc định 8080; 0 là cổng trống bất kỳ)"),
        Option("--threads", takesValue: true, "số luồng (mặc định bằng số nhân)"),
        Option("--assets", takesValue: true, "thư mục tệp giao diện"),
    ]

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: true)
        let assets = try Assets.find(
            asked: call[option: "--assets"], environment: call.environment, program: CommandLine.arguments.first ?? "")
        let router = installation.router(assets: assets) { number, error in
            call.output.errorLine("fault \(number): \(error)")
        }
        let uploads = "\(installation.dataFolder)/uploads"
        try FileManager.default.createDirectory(
            atPath: uploads, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var limits = Limits()
        limits.uploadFolder = uploads
        let host = call[option: "--host"] ?? "127.0.0.1"
        let server = Server(
            host: host, port: try call.number("--port", 0...65535) ?? 8080,
            threads: try call.number("--threads", 1...256),
            limits: limits, route: { router.admit($0) }, answer: { router.answer($0) },
            refusal: { router.page(for: $0) })
        Measures.shared.watch { server.metrics }
        let signals = StopSignals()
        let jobs = JobRunner(installation.office, installation.jobs) { job, error in
            call.output.errorLine("fault in job \(job): \(error)")
        }
        let port = try server.start()
        jobs.start()
        call.output.line("Vinh Danh: http://\(host):\(port)/")
        signals.wait()
        server.stop()
        jobs.stop(patience: 5)
    }
}

/// SIGTERM and SIGINT, blocked in every thread and waited for in one.
private struct StopSignals {
    private var set = sigset_t()

    /// Before any thread starts, so that all inherit the mask.
    init() {
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    func wait() {
        var set = set
        var number: Int32 = 0
        sigwait(&set, &number)
    }
}

extension Installation {
    /// The one way in for requests, with every room.
    public func router(assets: Assets, onFault: @escaping @Sendable (String, any Error) -> Void) -> Router {
        Router(
            office: office, rooms: Self.rooms + [HealthPage.room(assets)], files: assets.frame, onFault: onFault)
    }
}
