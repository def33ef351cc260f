/// Gatherings that come out of tasks: sessions, conferences, classes, contests, inspections, trips.
enum TaskEvents {
    private static let openers: [Needle] = [
        "tổ chức", "phối hợp tổ chức và tham dự", "phối hợp tổ chức", "phối hợp chuẩn bị nội dung tổ chức",
        "phối hợp chuẩn bị nội dung", "chỉ đạo tổ chức", "tham mưu tổ chức", "chuẩn bị tổ chức", "chuẩn bị",
        "tham dự", "tham gia", "cử cán bộ, công chức, viên chức tham gia", "mở", "chủ trì tổ chức", "tổ chức các",
        "phối hợp chuẩn bị", "chuẩn bị nội dung",
    ]

    static func read(_ tasks: [PlanDraft.Task]) -> [PlanDraft.Event] {
        var events: [PlanDraft.Event] = []
        for task in tasks {
            let text = Wording(task.text)
            guard let type = type(task, text) else { continue }
            let reference = [task.section, task.ordinal ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
            let starts = task.when.values.isEmpty ? [start(task)] : task.when.values.map { Optional($0) }
            for start in starts {
                var event = PlanDraft.Event(name: name(text), type: type)
                event.start = start
                event.venue = venue(text)
                event.taskRef = reference
                event.lines = task.lines
                events.append(event)
            }
        }
        return events
    }

    private static func start(_ task: PlanDraft.Task) -> String? {
        switch task.when.kind {
        case .month, .quarter, .date, .period: task.when.value
        default: nil
        }
    }

    private static func type(_ task: PlanDraft.Task, _ text: Wording) -> String? {
        switch task.suggests {
        case .councilSession:
            return text.contains(anyOf: ["sáng kiến", "đề tài"]) ? "initiativeCouncil" : "councilSession"
        case .dossierBatch: return text.contains("họp") ? "councilSession" : nil
        case .training: return "training"
        case .contest: return "contest"
        case .inspection: return task.when.kind == .ongoing ? nil : "inspection"
        case .studyVisit: return "studyTrip"
        case .conference:
            guard text.contains(anyOf: ["hội nghị", "lễ", "đại hội", "tổng kết", "sơ kết", "tọa đàm", "gặp mặt"]) else {
                return nil
            }
            if text.contains("cụm"), text.contains("tỉnh") || text.contains("cụm thi đua") {
                if text.starts(with: "chỉ đạo"), !text.contains("hội nghị") { return nil }
                if !text.contains(anyOf: ["các khối", "khối, cụm"]) { return "clusterConference" }
            }
            return text.contains("đại hội")
                ? "congress"
                : text.contains("hội nghị") ? "conference" : text.contains("lễ") ? "ceremony" : "conference"
        case .movementLaunch: return text.contains("lễ phát động") ? "launch" : nil
        default: return nil
        }
    }

    private static func name(_ text: Wording) -> String {
        // Behind the first sentence the lead and the time follow.
        if let stop = text.first(of: [". giao", ". thời gian", ". hoàn thành", ". đơn vị", ". chủ trì"]),
            stop.lowerBound > 10
        {
            return name(Wording(text.text(from: 0, to: stop.lowerBound)))
        }
        if let opener = openers.filter({ text.starts(with: $0) }).max(by: { $0.count < $1.count }) {
            let rest = text.text(from: opener.count).trimmingEnd(".;")
            if !rest.isEmpty { return rest.prefix(1).uppercased() + rest.dropFirst() }
        }
        return text.text(from: 0).trimmingEnd(".;")
    }

    /// "(tại tỉnh Lạng Sơn)"
    private static func venue(_ text: Wording) -> String? {
        guard let word = text.first("(tại"), let close = text.lower[word.upperBound...].firstIndex(of: ")") else {
            return nil
        }
        let place = text.text(from: word.upperBound, to: close)
        return place.isEmpty ? nil : place
    }
}
