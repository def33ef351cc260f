/// `help`: what the program can do; `--markdown` writes `docs/commands.md`.
struct HelpCommand: Command {
    let name = "help"
    let arguments = "[--markdown]"
    let summary = (vietnamese: "liệt kê các lệnh", english: "lists the commands")
    let options = [Option("--markdown", "dạng Markdown, cho docs/commands.md")]

    func run(_ call: CommandCall) throws {
        let commands = CommandLineProgram.all
        if call.has("--markdown") {
            call.output.bytes(Array(Self.markdown(commands).utf8))
        } else {
            Self.overview(commands, call.output)
        }
    }

    static func overview(_ commands: [any Command], _ output: Output) {
        output.line("Vinh Danh: chương trình công tác thi đua, khen thưởng\n")
        for command in commands {
            output.line("  vinhdanh \(command.name) \(command.arguments)")
            output.line("      \(command.summary.vietnamese)")
        }
        output.line("\nTùy chọn chung:")
        for option in CommandLineProgram.common { output.line("  \(option.name)  \(option.meaning)") }
    }

    /// The manual page; the same program always writes the same text.
    static func markdown(_ commands: [any Command]) -> String {
        var text = """
            # Commands

            Written by `vinhdanh help --markdown`; `scripts/check` compares. Exit status: 0 done; 1 the input was refused
            (Vietnamese message on standard error; `--lang en` for English); 2 wrong usage.

            Common options:


            """
        for option in CommandLineProgram.common {
            text += "- `\(option.name)\(option.takesValue ? " …" : "")`: \(option.meaning)\n"
        }
        for command in commands {
            text += "\n## vinhdanh \(command.name)\n\n```\nvinhdanh \(command.name) \(command.arguments)\n```\n\n"
            text += "\(command.summary.english.prefix(1).uppercased() + command.summary.english.dropFirst()). "
            text += "(\(command.summary.vietnamese))\n"
            if !command.options.isEmpty { text += "\n" }
            for option in command.options {
                text += "- `\(option.name)\(option.takesValue ? " …" : "")`: \(option.meaning)\n"
            }
        }
        return text
    }
}
