import Vocabulary

/// Numbers of sections, headings and rows that occur twice or are left out.
///
/// A number that stands anywhere between its neighbours was only read badly, and is no slip of the plan.
enum OutlineNumbers {
    /// Roman sections: I, I, II … or I, II, IV.
    static func sections(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        var before: (number: Int, section: PlanDraft.Section)?
        for section in draft.document.sections {
            guard let line = section.line, let written = section.number.flatMap({ $0.split(separator: ".").first }),
                let number = Roman.value(String(written))
            else {
                before = nil
                continue
            }
            defer { before = (number, section) }
            guard let (last, above) = before, let lineAbove = above.line,
                !text.annexLines.contains(where: { $0 > lineAbove && $0 <= line })
            else { continue }
            let roman = Roman.write(number)
            if number == last, above.title.folded != section.title.folded {
                findings.append(
                    .warn(
                        .duplicateSectionNumber, [lineAbove, line], "section number \(roman) is used twice",
                        "Số mục \(roman) dùng hai lần (\(above.title); \(section.title)); đề nghị đánh số lại các mục sau."
                    ))
            } else if number > last + 1, number <= last + 3,
                !(last + 1..<number).contains(where: { stands(roman: $0, in: text, lineAbove, line) })
            {
                let missing = (last + 1..<number).map(Roman.write).joined(separator: ", ")
                findings.append(
                    .warn(
                        .skippedNumber, [lineAbove, line],
                        "section \(missing) is missing between \(Roman.write(last)) and \(roman)",
                        "Sau mục \(Roman.write(last)) là mục \(roman), thiếu mục \(missing); đề nghị kiểm tra có sót nội dung không."
                    ))
            }
        }
        return findings
    }

    /// `3.1` then `3.3`; `2.` twice.
    static func headings(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        var last: [String: (value: Int, passage: PlanText.Passage)] = [:]
        // Lists that began anew inside a section cannot be told apart.
        var begun: [String: Int] = [:]
        let sectionLines = Set(draft.document.sections.compactMap(\.line)).union(text.annexLines)
        for passage in text.passages where !passage.isCell {
            if sectionLines.contains(passage.first) { (last, begun) = ([:], [:]) }
            switch passage.mark {
            case .roman: (last, begun) = ([:], [:])
            case .numbers(let values):
                guard let value = values.last else { continue }
                let end = passage.words[passage.markLength - 1].key == ")" ? ")" : "."
                let key = values.dropLast().map(String.init).joined(separator: ".") + end
                // A new 3. makes old 3.x another list.
                last = last.filter {
                    values.count > 1 || $0.key == key || $0.key.count < 2 || !$0.key.hasPrefix("\(value).")
                }
                if value == 1 { begun[key, default: 0] += 1 }
                if let above = last[key], begun[key, default: 1] <= 1, passage.first > above.passage.first {
                    findings += finding(values, value, above, passage, text)
                }
                last[key] = (value, passage)
            default: continue
            }
        }
        return findings
    }

    private static func finding(
        _ values: [Int], _ value: Int, _ above: (value: Int, passage: PlanText.Passage), _ passage: PlanText.Passage,
        _ text: PlanText
    ) -> [PlanDraft.Finding] {
        let head = values.dropLast().map { "\($0)." }.joined()
        if value == above.value, above.passage.body.map(\.key) != passage.body.map(\.key) {
            return [
                .warn(
                    .duplicateSectionNumber, [above.passage.first, passage.first],
                    "number \(head)\(value) is used twice",
                    "Số \(head)\(value) dùng hai lần; đề nghị đánh số lại các mục sau.")
            ]
        }
        guard value > above.value + 1, value <= above.value + 3,
            !(above.value + 1..<value).contains(where: {
                stands(values.dropLast() + [$0], in: text, above.passage.first, passage.first)
            })
        else { return [] }
        let missing = (above.value + 1..<value).map { "\(head)\($0)" }.joined(separator: ", ")
        return [
            .warn(
                .skippedNumber, [above.passage.first, passage.first],
                "\(missing) is missing after \(head)\(above.value)",
                "Sau \(head)\(above.value) là \(head)\(value), thiếu \(missing); đề nghị kiểm tra có sót nội dung không."
            )
        ]
    }

    /// Ordinals of the rows of a table.
    static func taskOrdinals(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        let outline = Set(
            text.passages.filter { if case .numbers? = $0.mark { !$0.isCell } else { false } }.map(\.first))
        for (above, task) in zip(draft.tasks, draft.tasks.dropFirst()) where above.section == task.section {
            guard let last = above.ordinal.flatMap({ Int($0) }), let number = task.ordinal.flatMap({ Int($0) }),
                task.lines.first > above.lines.first, !outline.contains(task.lines.first)
            else { continue }
            let lines = [above.lines.first, task.lines.first]
            if number == last {
                findings.append(
                    .info(
                        .duplicateNumber, lines, "row number \(number) of part \(task.section) is used twice",
                        "Phần \(task.section): số thứ tự \(number) dùng hai lần."))
            } else if number > last + 1, number <= last + 3,
                !(last + 1..<number).contains(where: {
                    standsAsOrdinal($0, in: text, above.lines.first, task.lines.first)
                })
            {
                let missing = (last + 1..<number).map(String.init).joined(separator: ", ")
                findings.append(
                    .warn(
                        .skippedNumber, lines,
                        "part \(task.section) has no row \(missing) between \(last) and \(number)",
                        "Phần \(task.section): sau nhiệm vụ \(last) là \(number), thiếu \(missing); đề nghị kiểm tra có sót nhiệm vụ không."
                    ))
            }
        }
        return findings
    }

    // MARK: -

    private static func stands(roman value: Int, in text: PlanText, _ from: Int, _ to: Int) -> Bool {
        let written = Roman.write(value)
        return text.places(ofKey: written.lowercased()).contains { place in
            let line = text.line(place)
            return line >= from && line <= to && text.words(place).first?.text == written
        }
    }

    private static func stands(_ values: [Int], in text: PlanText, _ from: Int, _ to: Int) -> Bool {
        guard let first = values.first else { return false }
        return ["\(first)", "0\(first)"].flatMap { text.places(ofKey: $0) }.contains { place in
            let line = text.line(place)
            guard line >= from, line <= to, !(text.words(place).first?.isGlued ?? true) else { return false }
            let keys = text.words(place).prefix(values.count * 2).map(\.key)
            let numbers = stride(from: 0, to: keys.count, by: 2).map { Int(keys[$0]) }
            let marks = stride(from: 1, to: keys.count, by: 2).map { keys[$0] }
            return numbers == values.map(Optional.some)
                && (marks.isEmpty
                    || marks.dropLast().allSatisfy { $0 == "." }
                        && (values.count > 1 || [".", ")", "/"].contains(marks.last ?? "")))
                || values.count == 1 && text.passages[place.passage].words.count == 1
        }
    }

    private static func standsAsOrdinal(_ value: Int, in text: PlanText, _ from: Int, _ to: Int) -> Bool {
        ["\(value)", "0\(value)"].flatMap { text.places(ofKey: $0) }.contains { place in
            let line = text.line(place)
            guard line >= from, line <= to else { return false }
            let words = text.passages[place.passage].words
            return place.word == 0 || words[place.word - 1].line != line
        }
    }
}
