import Vocabulary

/// Who leads, advises and takes part in a task.
enum Roles {
    private static let units: Set = [
        "so", "phong", "ban", "van", "uy", "ubnd", "hoi", "truong", "trung", "cong", "doan", "lien", "mat", "dang",
        "chi", "bo", "cuc", "to",
    ]

    /// A lead cell that names one unit twice: `Sở Nội vụ (Ban A) Sở Nội vụ (Ban B)`.
    static func duplicatedLead(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var leadColumns: [Int: Int] = [:]
        for row in text.rows where leadColumns[row.table] == nil {
            leadColumns[row.table] = row.cells.firstIndex { cell in
                let key = cell.prefix(80).folded
                return key.contains("chu tri") || key.contains("don vi thuc hien") || key.contains("co quan thuc hien")
            }
        }
        return text.rows.compactMap { row in
            guard let column = leadColumns[row.table], row.cells.indices.contains(column) else { return nil }
            let words = WordScanner.words(of: row.cells[column], line: row.line)
            let name = words.prefix { !["(", ",", ";", "-", "/", "."].contains($0.key) }.prefix(6)
            guard let first = name.first, units.contains(first.key), name.count >= 2 else { return nil }
            let keys = name.map(\.key)
            guard let again = words.indices.dropFirst(name.count).first(where: { words.stand(keys, at: $0) }),
                words[again - 1].key == ")" || again == name.count
            else { return nil }
            return .warn(
                .duplicatedLead, [row.line], "the lead \(name.written) is named twice in one cell",
                "Ô đơn vị chủ trì ghi \(name.written) hai lần; đề nghị kiểm tra có phải hai đơn vị khác nhau.")
        }
    }

    static func missingLead(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let open = draft.tasks.filter { ($0.lead ?? "").isEmpty }
        guard !open.isEmpty, open.count * 2 < draft.tasks.count else { return [] }
        let names = open.prefix(8).map(TaskTimes.reference).joined(separator: ", ")
        return [
            .info(
                .missingLead, open.map(\.lines.first).places, "\(open.count) task(s) have no lead",
                "Nhiệm vụ \(names) không ghi cơ quan chủ trì.")
        ]
    }

    /// A lead that elsewhere always has an adviser beside it.
    static func missingAdviser(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let byLead = Dictionary(grouping: draft.tasks.filter { $0.lead != nil }, by: { ($0.lead ?? "").folded })
        return byLead.values.flatMap { tasks -> [PlanDraft.Finding] in
            let open = tasks.filter { $0.advisor == nil }
            guard !open.isEmpty, tasks.count - open.count >= 2, open.count < tasks.count - open.count else { return [] }
            return open.map { task in
                .info(
                    .missingAdvisor, [task.lines.first, task.lines.last].places,
                    "the lead stands without its usual adviser",
                    "Nhiệm vụ \(TaskTimes.reference(task)) chỉ có chủ trì, không có cơ quan tham mưu như các nhiệm vụ khác."
                )
            }
        }.sorted { ($0.lines.first ?? 0, $0.messageVi) < ($1.lines.first ?? 0, $1.messageVi) }
    }

    /// `Chủ trì: Phòng Nội vụ phối hợp với …` in one line.
    static func leadWithCoordinator(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let lines = text.passages.filter { passage in
            let body = passage.body
            return (body.stand(["chu", "tri", ":"], at: body.startIndex) || body.prefix(5).has("chu tri :"))
                && body.dropFirst(3).has("phoi hop")
        }.map(\.first)
        guard !lines.isEmpty else { return [] }
        return [
            .info(
                .leadWithCoordinator, lines.places, "one line holds both the lead and the coordinators",
                "Dòng “Chủ trì” chứa cả cơ quan chủ trì và phối hợp; nên tách khi nhập.")
        ]
    }

    private static let labelNames = [
        "chu tri": "Chủ trì", "co quan chu tri": "Cơ quan chủ trì", "don vi chu tri": "Đơn vị chủ trì",
        "co quan tham muu": "Cơ quan tham mưu",
        "don vi tham muu": "Đơn vị tham mưu", "co quan thuc hien": "Cơ quan thực hiện",
        "don vi thuc hien": "Đơn vị thực hiện",
        "thuc hien": "Thực hiện",
    ]

    /// `Chủ trì` here, `Cơ quan thực hiện` there.
    static func labels(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var seen: [String: Int] = [:]
        for passage in text.passages where !passage.isCell {
            guard case .bullet? = passage.mark, let colon = passage.body.prefix(6).firstIndex(where: { $0.key == ":" })
            else { continue }
            let label = passage.body.prefix(upTo: colon).map(\.key).joined(separator: " ")
            if labelNames[label] != nil, seen[label] == nil { seen[label] = passage.first }
        }
        let executing = seen.keys.contains { $0.hasSuffix("thuc hien") }
        guard seen.count >= 3, executing else { return [] }
        let labels = seen.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        return [
            .info(
                .inconsistentLabels, labels.map(\.value).places, "labels of the roles differ from task to task",
                "Nhãn vai trò không thống nhất: \(labels.compactMap { labelNames[$0.key] }.joined(separator: " / ")).")
        ]
    }

    static func leadAmongCoordinators(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.tasks.compactMap { task in
            guard let lead = task.lead?.folded, lead.count > 4, task.coordinators.contains(where: { $0.folded == lead })
            else { return nil }
            return .info(
                .leadAmongCoordinators, [task.lines.first], "the lead is also named as coordinator",
                "Nhiệm vụ \(TaskTimes.reference(task)): \(task.lead ?? "") vừa chủ trì vừa phối hợp.")
        }
    }
}
