import Synchronization

/// One command of `vinhdanh`. A new one is added to `CommandLineProgram.commands`; its words make `docs/commands.md`.
public protocol Command: Sendable {
    /// `plan read`
    var name: String { get }
    /// What follows the name: `FILE [--json]`.
    var arguments: String { get }
    /// One line in Vietnamese and one in English.
    var summary: (vietnamese: String, english: String) { get }
    /// Options beside the common ones (`--data`, `--postgres`, `--lang`); `takesValue` tells `--year 2027` from `--json`.
    var options: [Option] { get }
    /// Throws `Explained` for input that is refused (exit 1) and `UsageError` for a wrong call (exit 2).
    func run(_ call: CommandCall) throws
}

/// An option of a command.
public struct Option: Equatable, Sendable {
    public let name: String
    public let takesValue: Bool
    public let meaning: String

    public init(_ name: String, takesValue: Bool = false, _ meaning: String) {
        (self.name, self.takesValue, self.meaning) = (name, takesValue, meaning)
    }
}

/// The command was called wrongly: exit status 2.
public struct UsageError: Error, Equatable {
    public let message: String
    public init(_ message: String) { self.message = message }
}

/// What a command was given, and where it may write.
public struct CommandCall: Sendable {
    /// Words that are no options, after the command's name.
    public let words: [String]
    public let options: [String: String]
    public let environment: [String: String]
    public let output: Output
    /// What is still to be done when the command has ended, however it ended.
    let ending = Ending()

    public init(words: [String], options: [String: String], environment: [String: String], output: Output) {
        (self.words, self.options, self.environment, self.output) = (words, options, environment, output)
    }

    /// Work left for the end of a command, such as sealing the ledger.
    final class Ending: Sendable {
        private let steps = Mutex<[@Sendable () throws -> Void]>([])

        func add(_ step: @escaping @Sendable () throws -> Void) { steps.withLock { $0.append(step) } }

        func run() throws {
            let steps = steps.withLock { steps in
                defer { steps = [] }
                return steps
            }
            for step in steps { try step() }
        }
    }

    public var isJSON: Bool { options["--json"] != nil }
    public var isEnglish: Bool { options["--lang"] == "en" }
    /// The data folder: files, and the SQLite database where no `--postgres` is given.
    public var dataFolder: String { options["--data"] ?? "./data" }

    public subscript(option name: String) -> String? { options[name] }

    public func has(_ name: String) -> Bool { options[name] != nil }

    /// The n-th word; a wrong call when it is missing.
    public func word(_ index: Int, _ what: String) throws -> String {
        guard words.indices.contains(index) else { throw UsageError("thiếu \(what)") }
        return words[index]
    }

    /// The value of an option that the command cannot do without.
    public func needed(_ name: String) throws -> String {
        guard let value = options[name] else { throw UsageError("thiếu \(name)") }
        return value
    }

    /// A whole number within bounds; nil when the option is absent.
    public func number(_ name: String, _ bounds: ClosedRange<Int>) throws -> Int? {
        guard let text = options[name] else { return nil }
        guard let number = Int(text), bounds.contains(number) else {
            throw UsageError("\(name) phải là số từ \(bounds.lowerBound) đến \(bounds.upperBound)")
        }
        return number
    }
}

/// Where a command writes: standard output and standard error, or the memory of a test.
public struct Output: Sendable {
    public let out: @Sendable ([UInt8]) -> Void
    public let err: @Sendable ([UInt8]) -> Void

    public init(out: @escaping @Sendable ([UInt8]) -> Void, err: @escaping @Sendable ([UInt8]) -> Void) {
        (self.out, self.err) = (out, err)
    }

    public func line(_ text: String) { out(Array(text.utf8) + [0x0A]) }
    public func bytes(_ bytes: [UInt8]) { out(bytes) }
    public func errorLine(_ text: String) { err(Array(text.utf8) + [0x0A]) }
}
