import Paper
import PlanReader
import Vocabulary

/// `plan read`: what a plan says, for people or as JSON; stores nothing and makes no data folder.
struct PlanReadCommand: Command {
    let name = "plan read"
    let arguments = "FILE [--json]"
    let summary = (
        vietnamese: "đọc một kế hoạch (txt, docx, pdf, xlsx, doc) và in những gì đọc được",
        english: "reads a plan (txt, docx, pdf, xlsx, doc) and prints what it found"
    )
    let options = [Option("--json", "in một giá trị JSON")]

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "FILE")
        guard call.words.count == 1 else { throw UsageError("chỉ đọc được một tệp mỗi lần") }
        let paper = try PaperReader.read(path: path)
        let draft = PlanReader.read(paper)
        if call.isJSON {
            call.output.bytes(draft.json(hasLines: paper.hasLines))
        } else {
            call.output.line(PlanSummary.text(draft, hasLines: paper.hasLines, isEnglish: call.isEnglish))
        }
    }
}
