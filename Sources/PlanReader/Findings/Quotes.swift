import Vocabulary

/// Quotation marks that do not close, or close with another kind.
enum Quotes {
    static func unbalanced(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        for (number, passage) in text.passages.enumerated() {
            var open: PlanText.Word?
            for word in passage.words {
                switch word.key {
                case "“":
                    if let open, open.key == "“" { findings.append(unclosed(open.line)) }
                    open = word
                case "”":
                    if let mark = open, mark.key == "\"" { findings.append(mismatched(mark, word)) }
                    open = nil
                case "\"":
                    if let mark = open, mark.key == "“" { findings.append(mismatched(mark, word)) }
                    open = open == nil ? word : nil
                default: continue
                }
            }
            // A quotation may run on into the next passage.
            let next = text.passages.dropFirst(number + 1).first { !$0.words.isEmpty }
            let isClosedNext = next?.words.first { ["“", "”", "\""].contains($0.key) }.map { $0.key != "“" } ?? false
            if let open, !(isClosedNext && !passage.isCell),
                open.key == "“" || passage.words.filter({ $0.key == "\"" }).count % 2 == 1
            {
                findings.append(unclosed(open.line))
            }
        }
        return findings
    }

    private static func unclosed(_ line: Int) -> PlanDraft.Finding {
        .info(
            .unclosedQuote, [line], "a quotation mark is opened and not closed",
            "Có dấu mở ngoặc kép nhưng không có dấu đóng.")
    }

    private static func mismatched(_ open: PlanText.Word, _ close: PlanText.Word) -> PlanDraft.Finding {
        .info(
            .mismatchedQuote, [open.line, close.line].places, "opened with \(open.key), closed with \(close.text)",
            "Ngoặc kép mở bằng \(open.key) và đóng bằng \(close.text).")
    }

    /// The words between marks, of each quotation.
    static func contents(of words: [PlanText.Word]) -> [ArraySlice<PlanText.Word>] {
        var (result, start): ([ArraySlice<PlanText.Word>], Int?) = ([], nil)
        for at in words.indices {
            switch words[at].key {
            case "“": start = at + 1
            case "”", "\"":
                if let from = start, from < at { result.append(words[from..<at]) }
                start = words[at].key == "\"" && start == nil ? at + 1 : nil
            default: continue
            }
        }
        return result
    }
}
