import Vocabulary

/// Duties that overlap, and items that are several tasks in one.
enum Duties {
    private struct Work {
        var verbs: [String]
        var objects: [String]
        var english: String
        var vietnamese: String
    }

    private static let works = [
        Work(
            verbs: ["kiem duyet", "kiem tra", "duyet"], objects: ["phong su", "phim", "video"],
            english: "checking the film", vietnamese: "kiểm duyệt phóng sự"),
        Work(
            verbs: ["lap", "xay dung", "ban hanh", "tham muu"], objects: ["ke hoach va du tru", "ke hoach to chuc"],
            english: "making the plan", vietnamese: "lập kế hoạch tổ chức"),
        Work(
            verbs: ["xay dung", "chuan bi", "du thao"], objects: ["kich ban"], english: "writing the script",
            vietnamese: "xây dựng kịch bản"),
        Work(
            verbs: ["chuan bi", "soan", "xay dung"], objects: ["dien van", "bai phat bieu"],
            english: "writing the speech", vietnamese: "chuẩn bị diễn văn"),
        Work(
            verbs: ["phat hanh", "gui", "in"], objects: ["giay moi"], english: "sending the invitations",
            vietnamese: "phát hành giấy mời"),
    ]

    /// The same work given to two units.
    static func shared(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        works.compactMap { work in
            var units: [(unit: String, line: Int)] = []
            for assignment in draft.assignments {
                guard assignment.duties.contains(where: { hands($0, work) }),
                    !units.contains(where: { $0.unit == assignment.unit })
                else { continue }
                units.append((assignment.unit, line(of: work, in: assignment, text)))
            }
            guard units.count >= 2 else { return nil }
            return .info(
                .doubleResponsibility, units.map(\.line).places,
                "\(units.count) units are charged with \(work.english)",
                "Việc \(work.vietnamese) được giao cho nhiều đơn vị: \(units.map(\.unit).joined(separator: "; ")); nên làm rõ trách nhiệm chính."
            )
        }
    }

    /// Verb and object in one sentence, at most eight words apart.
    private static func hands(_ duty: String, _ work: Work) -> Bool {
        let words = WordScanner.words(of: String(duty.prefix(2000)), line: 0)
        return work.objects.contains { object in
            guard let at = words.firstPlace(of: object) else { return false }
            return words[max(0, at - 8)..<at].hasAny(work.verbs)
        }
    }

    private static func line(of work: Work, in assignment: PlanDraft.Assignment, _ text: PlanText) -> Int {
        let lines = assignment.lines ?? PlanDraft.Lines(1, 1)
        return work.objects.flatMap { text.places(of: $0) }.map(text.line).first {
            lines.first <= $0 && $0 <= lines.last
        } ?? lines.first
    }

    /// An item that only groups others and mixes two kinds of work.
    static func groups(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.document.groups.compactMap { group in
            let words = WordScanner.words(of: group.text, line: 0)
            let kinds = [
                ("tap huan", "tập huấn"), ("kiem tra", "kiểm tra"), ("hoi thi", "hội thi"), ("tong ket", "tổng kết"),
            ].filter { words.has($0.0) }
            let found = text.passage(beginningWith: group.text).map { PlanDraft.Lines($0.first, $0.last) }
            guard kinds.count >= 2, let lines = group.lines ?? found else { return nil }
            return .info(
                .groupTask, [lines.first, lines.last].places, "item \(group.ordinal) mixes several kinds of work",
                "Mục \(group.ordinal) gộp \(kinds.map(\.1).joined(separator: " và ")); việc cụ thể nằm ở các mục con.")
        }
    }

    /// A contest whose content is an exchange.
    static func contestOfAnotherKind(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.tasks.compactMap { task in
            guard WordScanner.words(of: String(task.text.prefix(120)), line: 0).hasAny(["hoi thi", "cuoc thi"]) else {
                return nil
            }
            let content = text.passages.first { passage in
                task.lines.first <= passage.first && passage.first <= task.lines.last
                    && passage.body.stand(["noi", "dung"], at: passage.body.startIndex)
            }
            guard let content, content.words.hasAny(["giao luu", "chia se kinh nghiem"]),
                !content.words.hasAny(["hoi thi", "cuoc thi", "du thi"])
            else { return nil }
            return .info(
                .contentMismatch, [task.lines.first, content.first], "the content does not fit the title (contest)",
                "Nhiệm vụ \(TaskTimes.reference(task)) là hội thi nhưng nội dung là giao lưu, chia sẻ kinh nghiệm; nên kiểm tra."
            )
        }
    }
}
