import Vocabulary

/// Heads of a gathering: the stated total against its groups.
enum DelegateCounts {
    static func groups(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.events.compactMap { event in
            guard let total = event.delegatesTotal, event.delegateGroups.count >= 2 else { return nil }
            let counts = event.delegateGroups.compactMap(\.count)
            let (sum, open) = (counts.reduce(0) { $0 &+ $1 }, event.delegateGroups.count - counts.count)
            let (lines, isAbout) = place(of: total, event, text)
            let about = isAbout ? "khoảng " : ""
            if open == 0 ? sum != total : sum > total {
                return .warn(
                    .countMismatch, lines, "\(total) delegates stated, the groups sum to \(sum)",
                    "Văn bản ghi \(about)\(total) đại biểu; các nhóm cộng lại được \(sum). Đề nghị kiểm tra lại số lượng."
                )
            }
            if open > counts.count {
                return .warn(
                    .countsMissing, lines,
                    "\(total) delegates, but \(open) of \(event.delegateGroups.count) groups have no number",
                    "Văn bản ghi \(about)\(total) đại biểu nhưng \(open)/\(event.delegateGroups.count) nhóm không có số lượng; "
                        + "không đối chiếu được tổng số.")
            }
            return open == 0
                ? nil
                : .info(
                    .delegatesNotCounted, lines, "\(open) group(s) of delegates have no number",
                    "Có \(open) nhóm đại biểu chưa ghi số lượng.")
        }
    }

    static func remoteSites(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.events.compactMap { event in
            guard let sites = event.remoteSites, sites > 0,
                !event.delegateGroups.contains(where: { $0.name.folded.contains("diem cau") })
            else { return nil }
            let lines = text.places(of: "diem cau").map(text.line)
            return .info(
                .delegatesNotCounted,
                lines.isEmpty ? [event.lines?.first ?? 1] : [lines[0], lines[lines.count - 1]].places,
                "the delegates at the \(sites) remote sites have no number",
                "Đại biểu tại \(sites) điểm cầu chưa có số lượng.")
        }
    }

    /// From the line of the total to the end of the last group, and whether `khoảng` stands before the total.
    private static func place(of total: Int, _ event: PlanDraft.Event, _ text: PlanText) -> (
        lines: [Int], isAbout: Bool
    ) {
        let nouns: Set = ["dai", "nguoi", "can", "hoc", "dong", "khach", "thanh"]
        let place = text.places(ofKey: "\(total)").first { nouns.contains(text.words($0).dropFirst().first?.key ?? "") }
        let start = place.map(text.line) ?? event.lines?.first ?? 1
        var end = start
        if let name = event.delegateGroups.last?.name {
            end = text.passage(beginningWith: name, from: start)?.last ?? start
        }
        let isAbout = place.map { $0.word > 0 && text.passages[$0.passage].words[$0.word - 1].key == "khoang" } ?? false
        return ([start, end].places, isAbout)
    }
}
