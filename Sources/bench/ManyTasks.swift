import Database
import Office
import Vocabulary
import Work

/// A programme of many tasks: copies of the sample's, spread over its year.
struct ManyTasks {
    let office: Office
    let year: Int

    /// Columns that the database fills.
    private static let computed: Set<String> = ["id", "state_sort"]

    func fill(to count: Int) throws {
        try office.write(by: .system(user: "bench")) { operation in
            let present: Int = try operation.value("SELECT count(*) FROM task WHERE year = \(year)")
            guard present > 0, present < count else { return }
            let columns: [String] =
                try operation.all("SELECT * FROM task LIMIT 1").first?.names.filter { !Self.computed.contains($0) }
                ?? []
            let rows = try operation.all("SELECT * FROM task WHERE year = \(year) ORDER BY id")
            var next: Int64 = try operation.value("SELECT max(id) FROM task")
            let last = next
            var copies: [[SQLValue]] = []
            for number in 0..<(count - present) {
                let row = rows[number % rows.count]
                copies.append(
                    row.names.indices.filter { !Self.computed.contains(row.names[$0]) }.map { index in
                        row.names[index] == "position" ? .integer(Int64(1000 + number)) : row.values[index]
                    })
                next += 1
            }
            try operation.insertMany(into: "task", columns: columns, rows: copies)
            let ids = (last + 1...next).map { $0 }
            try operation.insertMany(
                into: "task_unit", columns: ["task", "role", "position", "name", "unit"],
                rows: ids.flatMap { id in
                    [
                        [.integer(id), .text("lead"), .integer(0), .text("Sở Nội vụ"), .null],
                        [.integer(id), .text("coordinator"), .integer(0), .text("Văn phòng UBND tỉnh"), .null],
                    ] as [[SQLValue]]
                })
            try TaskTally.recount(operation)
            try operation.record("bench.fill", on: Subject("task", 0), after: ["count": String(count)])
        }
    }
}
