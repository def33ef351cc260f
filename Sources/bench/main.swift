import App
import Foundation

exit(try BenchServer.run(Array(CommandLine.arguments.dropFirst())))
