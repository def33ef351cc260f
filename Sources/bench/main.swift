import App
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let status: Int32
switch (arguments.first, arguments.count) {
case ("ledger", 3):
    status = try ManyEntries.run(Array(arguments.dropFirst()))
case ("law", 3):
    status = try ManyCases.run(Array(arguments.dropFirst()))
case ("people", 2):
    status = try BenchServer.people.run(data: arguments[1])
case ("tasks", 3):
    let count = Int(arguments[2]) ?? 0
    status = try BenchServer.tasks.run(data: arguments[1]) { office in
        try ManyTasks(office: office, year: office.world.today.year).fill(to: count)
    }
default:
    FileHandle.standardError.write(
        Data("usage: bench tasks DATA COUNT | people DATA | ledger DATA COUNT | law LAW COUNT\n".utf8))
    status = 2
}
exit(status)
