import Database
import HTTP
import Office
import Vocabulary

/// What a watcher and a browser ask for without signing in: health, figures, the style sheet.
enum HealthPage: Page, Equatable {
    case health
    case metrics

    var path: String {
        switch self {
        case .health: "/healthz"
        case .metrics: "/metrics"
        }
    }

    var needs: Need { .nothing }

    func answer(_ call: Call) throws -> Response {
        switch self {
        case .health:
            let one: Int = try call.read { try $0.value("SELECT 1") }
            return .text(one == 1 ? "ok\n" : "no\n")
        case .metrics:
            return .text(Measures.shared.text()).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    /// The room knows the assets, which a page case cannot carry.
    static func room(_ assets: Assets) -> Room {
        Room(name: "App/Health", examples: [HealthPage.health, HealthPage.metrics]) { method, path in
            guard method == .get else { return nil }
            switch (path.count, path.first) {
            case (1, "healthz"): return HealthPage.health
            case (1, "metrics"): return HealthPage.metrics
            case (2, "tinh"): return assets["/tinh/\(path[1])"].map(AssetPage.init)
            default: return nil
            }
        }
    }
}

/// A file that never changes under its address.
struct AssetPage: Page {
    let file: Assets.File
    var path: String { file.path }
    var needs: Need { .nothing }

    func answer(_ call: Call) throws -> Response {
        Response(headers: file.headers.map { ($0.name, $0.value) }, body: .bytes(file.bytes))
    }
}
