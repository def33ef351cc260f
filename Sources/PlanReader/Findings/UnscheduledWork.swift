import Vocabulary

/// Work that the text of a year plan names, but its table of tasks does not.
enum UnscheduledWork {
    private struct Kind {
        var phrases: [String]
        /// Words of the table that show that it is planned there.
        var planned: [String]
        var suggests: PlanDraft.WorkKind?
        var english: String
        var vietnamese: String
        /// Work of a day, not of the whole year.
        var isDated: Bool
    }

    private static let kinds = [
        Kind(
            phrases: ["thanh tra , kiem tra", "kiem tra , giam sat", "ke hoach kiem tra", "doan kiem tra"],
            planned: ["kiem tra", "thanh tra", "giam sat"],
            suggests: .inspection, english: "inspection", vietnamese: "kiểm tra, giám sát", isDated: true),
        Kind(
            phrases: [
                "trao doi , hoc tap kinh nghiem", "hoc tap kinh nghiem", "hoc tap , trao doi kinh nghiem",
                "tham quan hoc tap", "tham quan , hoc tap",
            ],
            planned: ["hoc tap", "trao doi kinh nghiem", "tham quan"], suggests: .studyVisit, english: "study trip",
            vietnamese: "học tập kinh nghiệm", isDated: true),
        Kind(
            phrases: ["mo lop tap huan", "to chuc tap huan", "to chuc lop tap huan", "to chuc hoi nghi tap huan"],
            planned: ["tap huan", "boi duong"],
            suggests: .training, english: "training", vietnamese: "tập huấn", isDated: true),
        Kind(
            phrases: ["to chuc cuoc thi", "phat dong cuoc thi", "to chuc hoi thi"], planned: ["cuoc thi", "hoi thi"],
            suggests: .contest,
            english: "contest", vietnamese: "cuộc thi", isDated: true),
        Kind(
            phrases: ["ung dung cong nghe thong tin"], planned: ["cong nghe thong tin", "phan mem", "chuyen doi so"],
            suggests: nil,
            english: "use of IT", vietnamese: "ứng dụng công nghệ thông tin", isDated: false),
        Kind(
            phrases: ["dich vu cong truc tuyen"], planned: ["dich vu cong"], suggests: nil, english: "online services",
            vietnamese: "dịch vụ công trực tuyến", isDated: false),
        Kind(
            phrases: ["giai quyet don thu", "giai quyet khieu nai"], planned: ["don thu", "khieu nai"], suggests: nil,
            english: "petitions",
            vietnamese: "giải quyết đơn thư", isDated: false),
        Kind(
            phrases: [
                "kien toan hoi dong", "hoi dong sang kien cac cap",
                "kien toan , nang cao chat luong hoat dong hoi dong",
            ], planned: ["kien toan"],
            suggests: nil, english: "renewal of the council", vietnamese: "kiện toàn Hội đồng", isDated: false),
        Kind(
            phrases: ["tieu chi cham diem", "quy che hoat dong"], planned: ["tieu chi", "quy che"], suggests: nil,
            english: "rules of the blocs",
            vietnamese: "rà soát quy chế, tiêu chí chấm điểm", isDated: false),
    ]

    static func named(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let scheduled = draft.tasks.filter { ![.unstated, .asNeeded].contains($0.when.kind) }
        let schedule = ScheduleHeading.all(text, draft)
        guard scheduled.count >= 5, scheduled.count * 2 > draft.tasks.count, !draft.isForOneEvent, !schedule.isEmpty,
            let first = draft.tasks.map(\.lines.first).min(), let last = draft.tasks.map(\.lines.last).max()
        else { return [] }
        let table = text.passages.filter { $0.first >= first && $0.last <= last }
        func isBody(_ line: Int) -> Bool {
            guard line < first || line > last, !draft.isDuty(line), line < (text.recipientsLine ?? .max),
                let title = text.sectionTitle(at: line, draft)?.folded,
                draft.document.sections.contains(where: { ($0.line ?? .max) < line })
            else { return false }
            return !["muc dich", "yeu cau", "to chuc thuc hien", "phan cong", "kinh phi"].contains {
                title.contains($0)
            }
        }
        var (dated, standing): ([(String, String, Int)], [(String, String, Int)]) = ([], [])
        for kind in kinds {
            guard !table.contains(where: { $0.words.hasAny(kind.planned) }),
                !draft.tasks.contains(where: { task in
                    kind.suggests == task.suggests && kind.suggests != nil
                        || WordScanner.words(of: task.text, line: 0).hasAny(kind.planned)
                }),
                let place = kind.phrases.flatMap({ text.places(of: $0) }).filter({ isBody(text.line($0)) }).min(by: {
                    text.line($0) < text.line($1)
                })
            else { continue }
            let found = (kind.english, kind.vietnamese, text.passages[place.passage].words[place.word].line)
            if kind.isDated { dated.append(found) } else { standing.append(found) }
        }
        if let launch = launch(text, draft, isBody) { dated.append(launch) }
        return finding(dated, isDated: true) + finding(standing, isDated: false)
    }

    /// `Phát động phong trào thi đua năm 2024`, where the table launches nothing in 2024.
    private static func launch(_ text: PlanText, _ draft: PlanDraft, _ isBody: (Int) -> Bool) -> (String, String, Int)?
    {
        guard let year = draft.document.year else { return nil }
        let place = text.places(of: "phat dong").first { place in
            let rest = text.words(place).prefix { ![".", ";"].contains($0.key) }.prefix(18)
            return isBody(text.line(place)) && rest.has("phong trao thi dua") && rest.has("nam \(year)")
                && text.passages[place.passage].body.startIndex + 4 >= place.word
        }
        let isPlanned = draft.tasks.contains { task in
            let words = WordScanner.words(of: task.text, line: 0)
            let years = words.indices.filter { words.stand(["nam", "#"], at: $0) }.compactMap { words[$0 + 1].number }
            return words.has("phat dong") && !words.hasAny(["cuoc thi", "hoi thi"])
                && (years.isEmpty || years.contains(year))
        }
        guard let place, !isPlanned else { return nil }
        return ("launch of \(year)", "phát động phong trào thi đua năm \(year)", text.line(place))
    }

    private static func finding(_ found: [(String, String, Int)], isDated: Bool) -> [PlanDraft.Finding] {
        guard !found.isEmpty else { return [] }
        let found = found.sorted { $0.2 < $1.2 }
        let english = "named in the body, absent from the table of tasks: \(found.map(\.0).joined(separator: ", "))"
        let vietnamese =
            "Phần nội dung có \(found.map(\.1).joined(separator: "; ")) nhưng bảng nhiệm vụ không có dòng tương ứng"
        return [
            isDated
                ? .warn(
                    .bodyTaskNotScheduled, found.map(\.2).places, english,
                    vietnamese + "; đề nghị bổ sung hoặc xác nhận.")
                : .info(.bodyTaskNotScheduled, found.map(\.2).places, english, vietnamese + ".")
        ]
    }
}
