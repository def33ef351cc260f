import Database
import Foundation
import Office
import Synchronization
import Vocabulary

/// A long ledger, and how quickly one is written: `bench ledger DATA COUNT`, one JSON object on standard output.
struct ManyEntries {
    let office: Office
    let sealer: Sealer

    init(data: String) throws {
        let store = try Store.sqlite(at: data + "/vinhdanh.sqlite")
        let places = SealPlaces(folder: data)
        office = Office(store: store, shelf: FileShelf(folder: data + "/files"), sealPlaces: places)
        sealer = Sealer(
            store: store, world: .real, key: try places.keys.secretOrNew().key, file: places.seals)
    }

    /// Adds entries until there are `count`, with a seal every ten thousand.
    func fill(to count: Int) throws {
        while true {
            let present: Int = try office.read { try $0.value("SELECT count(*) FROM ledger_entry") }
            guard present < count else { break }
            try office.write(by: .system(user: "bench")) { operation in
                for number in 0..<min(10_000, count - present) {
                    try operation.record(
                        "task.postpone", on: Subject("task", Int64(number % 500)),
                        before: ["due": "2026-11-20", "state": "doing"],
                        after: ["due": "2026-12-31", "state": "doing"],
                        why: "Chờ ý kiến của Sở Tài chính về kinh phí thực hiện")
                }
            }
            try sealer.seal()
        }
    }

    /// Operations a second of one thread, each a transaction of its own on the disk.
    func rate(seconds: Double, sealing: Bool) throws -> Double {
        let isOver = Mutex(false)
        let sealing = sealing ? sealer : nil
        // A hundred times as often as the server does.
        Thread.detachNewThread {
            while !isOver.withLock({ $0 }) {
                _ = try? sealing?.seal()
                usleep(100_000)
            }
        }
        defer { isOver.withLock { $0 = true } }
        let start = ProcessInfo.processInfo.systemUptime
        var count = 0
        while ProcessInfo.processInfo.systemUptime - start < seconds {
            try office.write(by: .system(user: "bench")) { try $0.record("task.start", on: Subject("task", 1)) }
            count += 1
        }
        return Double(count) / (ProcessInfo.processInfo.systemUptime - start)
    }

    static func run(_ arguments: [String]) throws -> Int32 {
        guard arguments.count == 2, let count = Int(arguments[1]) else { return 2 }
        let entries = try ManyEntries(data: arguments[0])
        try entries.fill(to: count)
        var (plain, sealed): ([Double], [Double]) = ([], [])
        for _ in 0..<3 {
            plain.append(try entries.rate(seconds: 2, sealing: false))
            sealed.append(try entries.rate(seconds: 2, sealing: true))
        }
        try entries.sealer.seal()
        print("{\"plain\": \(plain.sorted()[1]), \"sealed\": \(sealed.sorted()[1])}")
        return 0
    }
}
