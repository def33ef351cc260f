import Foundation
import Vocabulary

/// The program as called from a shell: finds the command, reads its options, turns errors into exit statuses.
///
/// Exit status: 0 done; 1 the input was refused (Vietnamese message on standard error); 2 wrong usage.
public struct CommandLineProgram: Sendable {
    public let commands: [any Command]
    public let output: Output
    public let environment: [String: String]

    public init(commands: [any Command] = CommandLineProgram.all, output: Output, environment: [String: String]) {
        (self.commands, self.output, self.environment) = (commands, output, environment)
    }

    /// Every command, in the order of the manual.
    public static var all: [any Command] {
        [
            PlanReadCommand(), PlanImportCommand(), LawListCommand(), LawCheckCommand(), LawTestCommand(),
            ServeCommand(), SampleCommand(), AccountAddCommand(),
            AccountRoleCommand(),
            AccountResetCommand(),
            ImportCommand(), ExportCommand(), ReportCommand(), AccountListCommand(), VerifyCommand(), BackupCommand(),
            BackupScheduledCommand(), RestoreCommand(), MigrateCommand(), HelpCommand(),
        ]
    }

    static let common = [
        Option("--data", takesValue: true, "thư mục dữ liệu (mặc định ./data)"),
        Option("--postgres", takesValue: true, "địa chỉ PostgreSQL, thay cho SQLite trong thư mục dữ liệu"),
        Option("--lang", takesValue: true, "vi hoặc en"),
    ]

    /// Runs `arguments` (without the program's own name) with the real outside. Never traps on what it is given.
    public static func main(_ arguments: [String]) -> Int32 {
        let output = Output(out: { write(all: $0, to: 1) }, err: { write(all: $0, to: 2) })
        return CommandLineProgram(output: output, environment: ProcessInfo.processInfo.environment).run(arguments)
    }

    public func run(_ arguments: [String]) -> Int32 {
        guard let command = find(arguments) else {
            let wanted = arguments.prefix { !$0.hasPrefix("-") }.joined(separator: " ")
            if arguments.isEmpty || arguments == ["--help"] || arguments == ["-h"] {
                HelpCommand.overview(commands, output)
                return arguments.isEmpty ? 2 : 0
            }
            output.errorLine("vinhdanh: không có lệnh “\(wanted)”. Gõ: vinhdanh help")
            return 2
        }
        var isEnglish = false
        do {
            let call = try parse(arguments, for: command)
            isEnglish = call.isEnglish
            // What was done before a refusal is sealed as well.
            let result = Result { try command.run(call) }
            try call.ending.run()
            try result.get()
            return 0
        } catch let error as UsageError {
            output.errorLine(
                "vinhdanh \(command.name): \(error.message)\nCách dùng: vinhdanh \(command.name) \(command.arguments)")
            return 2
        } catch let refusal as any Explained {
            let explanation = refusal.explanation
            output.errorLine(isEnglish ? explanation.english ?? explanation.notice : explanation.notice)
            return 1
        } catch {
            output.errorLine("Phần mềm gặp lỗi: \(error)")
            return 1
        }
    }

    /// The command with the longest name that the arguments begin with.
    private func find(_ arguments: [String]) -> (any Command)? {
        commands.filter { arguments.starts(with: $0.name.split(separator: " ").map(String.init)) }
            .max { $0.name.count < $1.name.count }
    }

    private func parse(_ arguments: [String], for command: any Command) throws -> CommandCall {
        let known = Self.common + command.options
        var (words, options): ([String], [String: String]) = ([], [:])
        var rest = arguments.dropFirst(command.name.split(separator: " ").count)
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                words.append(argument)
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = known.first(where: { $0.name == parts[0] }) else {
                throw UsageError("không có tùy chọn \(parts[0])")
            }
            if option.takesValue {
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError("\(option.name) cần một giá trị")
                }
                options[option.name] = value
            } else if parts.count == 2 {
                throw UsageError("\(option.name) không nhận giá trị")
            } else {
                options[option.name] = ""
            }
        }
        let taken = command.arguments.split(separator: " ").prefix { !$0.hasPrefix("-") && !$0.hasPrefix("[") }.count
        if words.count > taken { throw UsageError("thừa “\(words[taken])”") }
        return CommandCall(words: words, options: options, environment: environment, output: output)
    }
}

private func write(all bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
        var done = 0
        while done < buffer.count {
            let count = Foundation.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            done += count
        }
    }
}
