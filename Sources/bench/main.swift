import App
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
exit(try arguments.first == "ledger" ? ManyEntries.run(Array(arguments.dropFirst())) : BenchServer.run(arguments))
