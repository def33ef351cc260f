import App
import Fixtures
import Foundation
import Testing

@Suite("Every command") struct CommandTests {
    /// Runs the program as a shell would; its status and what it wrote.
    private func run(_ arguments: [String]) -> Ran { Ran(arguments) }

    @Test("is documented as the program itself tells it")
    func documented() throws {
        let help = run(["help", "--markdown"])
        #expect(help.status == 0)
        try Repository.compare("docs/commands.md", with: help.out)
        for command in CommandLineProgram.all {
            #expect(help.out.contains("\n## vinhdanh \(command.name)\n"), "\(command.name)")
        }
    }

    @Test("has a name of its own, a summary in both languages and a meaning for each option")
    func described() {
        let names = CommandLineProgram.all.map(\.name)
        #expect(Set(names).count == names.count)
        for command in CommandLineProgram.all {
            #expect(!command.summary.vietnamese.isEmpty && !command.summary.english.isEmpty, "\(command.name)")
            for option in command.options {
                #expect(option.name.hasPrefix("--") && !option.meaning.isEmpty, "\(command.name) \(option.name)")
                #expect(
                    command.arguments.contains(option.name) || command.name == "help" || option.name == "--assets",
                    "\(command.name) \(option.name)")
            }
        }
    }

    @Test("refuses an option it does not know as a wrong call, and touches nothing")
    func unknownOption() {
        for command in CommandLineProgram.all {
            let folder = TestFolder.newPath("data")
            let words = command.name.split(separator: " ").map(String.init)
            let ran = run(words + ["--khong-co", "--data", folder])
            #expect(ran.status == 2, "\(command.name)")
            #expect(ran.out == "" && ran.err.contains("--khong-co"), "\(command.name)")
            #expect(!FileManager.default.fileExists(atPath: folder), "\(command.name)")
        }
    }

    @Test("refuses a word too many as a wrong call, and touches nothing")
    func surplus() {
        for command in CommandLineProgram.all {
            let folder = TestFolder.newPath("data")
            let words = command.name.split(separator: " ").map(String.init)
            let ran = run(words + ["một", "hai", "ba", "--data", folder])
            #expect(ran.status == 2, "\(command.name)")
            #expect(ran.err.contains("thừa “"), "\(command.name): \(ran.err)")
            #expect(!FileManager.default.fileExists(atPath: folder), "\(command.name)")
        }
    }

    @Test("refuses an option without its value, and a switch with one")
    func values() {
        for command in CommandLineProgram.all {
            let words = command.name.split(separator: " ").map(String.init)
            for option in command.options {
                let ran = run(words + [option.takesValue ? option.name : option.name + "=1"])
                #expect(ran.status == 2, "\(command.name) \(option.name)")
            }
        }
    }

    @Test(
        "that does not exist is a wrong call; none at all shows what there is",
        arguments: ["khong-co", "plan", "account xoa"])
    func unknown(_ words: String) {
        let ran = run(words.split(separator: " ").map(String.init))
        #expect(ran.status == 2)
        #expect(ran.err == "vinhdanh: không có lệnh “\(words)”. Gõ: vinhdanh help\n")
        #expect(run([]).status == 2)
        #expect(run(["--help"]).status == 0)
    }
}
