import Glibc
import HTTP
import Synchronization

/// The figures of `/metrics` in Prometheus' text form. One server a process, so one place that knows it.
final class Measures: Sendable {
    static let shared = Measures()
    private let source = Mutex<(@Sendable () -> Metrics)?>(nil)

    func watch(_ metrics: @escaping @Sendable () -> Metrics) { source.withLock { $0 = metrics } }

    func text() -> String {
        guard let metrics = source.withLock({ $0 })?() else { return "" }
        var text = ""
        func add(_ name: String, _ kind: String, _ help: String, _ lines: [(labels: String, value: String)]) {
            text += "# HELP vinhdanh_\(name) \(help)\n# TYPE vinhdanh_\(name) \(kind)\n"
            for line in lines { text += "vinhdanh_\(name)\(line.labels) \(line.value)\n" }
        }
        add(
            "http_answers_total", "counter", "Answers by class of status.",
            (1..<metrics.answers.count).map { ("{class=\"\($0)xx\"}", String(metrics.answers[$0])) })
        add("http_in_flight", "gauge", "Requests being answered.", [("", String(metrics.inFlight))])
        add("http_connections", "gauge", "Open connections.", [("", String(metrics.connections))])
        add("http_received_bytes_total", "counter", "Bytes of request bodies.", [("", String(metrics.receivedBytes))])
        add("http_sent_bytes_total", "counter", "Bytes of answers.", [("", String(metrics.sentBytes))])
        add("slow_lane_waiting", "gauge", "Requests that wait for a slow thread.", [("", String(metrics.slowWaiting))])
        add(
            "slow_lane_refused_total", "counter", "Requests refused since too many waited.",
            [("", String(metrics.slowRefused))])
        text += "# HELP vinhdanh_http_seconds Time from request to answer.\n# TYPE vinhdanh_http_seconds histogram\n"
        var sum = 0
        for (bound, count) in zip(Metrics.durationBounds, metrics.durations) {
            sum += count
            text += "vinhdanh_http_seconds_bucket{le=\"\(Double(bound) / 1_000_000)\"} \(sum)\n"
        }
        let all = metrics.durations.reduce(0, +)
        text += "vinhdanh_http_seconds_bucket{le=\"+Inf\"} \(all)\n"
        text += "vinhdanh_http_seconds_sum \(Double(metrics.durationMicroseconds) / 1_000_000)\n"
        text += "vinhdanh_http_seconds_count \(all)\n"
        add("resident_bytes", "gauge", "Memory of the process.", [("", String(Self.residentBytes()))])
        return text
    }

    private static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
