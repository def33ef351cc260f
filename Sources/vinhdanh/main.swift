import App
import Foundation

exit(CommandLineProgram.main(Array(CommandLine.arguments.dropFirst())))
