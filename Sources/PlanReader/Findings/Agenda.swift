import Vocabulary

/// The running order of a gathering, and what is prepared for it.
enum Agenda {
    struct Order {
        var heading: PlanText.Passage
        var items: [PlanText.Passage]
        var lines: [Int] { [items[0].first, items[items.count - 1].last].places }
        func has(_ phrases: [String]) -> Bool { items.contains { $0.words.hasAny(phrases) } }
    }

    private static let usual = [
        "tuyen bo ly do", "gioi thieu dai bieu", "khai mac", "be mac", "giai lao", "van nghe", "chao co", "phat bieu",
        "trao tang",
        "on dinh to chuc", "don tiep", "phat dong thi dua", "trao thuong", "thao luan",
    ]

    /// Short items under a heading with `chương trình`, at least two of them usual.
    static func order(_ text: PlanText) -> Order? {
        for (at, heading) in text.passages.enumerated()
        where !heading.isCell && heading.words.count <= 16 && heading.words.has("chuong trinh") {
            let items = text.passages[(at + 1)...].prefix(60).drop { $0.mark == nil && $0.words.count <= 25 }.prefix {
                item in
                guard !item.isCell, item.words.count <= 60, let mark = item.mark else { return item.words.count == 1 }
                if case .roman = mark { return false }
                return true
            }.filter { $0.mark != nil }
            if items.count >= 4, items.filter({ $0.words.hasAny(usual) }).count >= 2 {
                return Order(heading: heading, items: items)
            }
        }
        return nil
    }

    private struct Prepared {
        var names: [String]
        var slots: [String]
        var english: String
        var vietnamese: String
    }

    private static let prepared = [
        Prepared(
            names: ["dien van", "bai phat bieu", "phat bieu chi dao"],
            slots: ["phat bieu", "dien van", "khai mac", "chi dao", "dap tu"],
            english: "a speech", vietnamese: "bài phát biểu, diễn văn"),
        Prepared(
            names: ["phong su", "phim tu lieu", "video clip"],
            slots: ["phong su", "phim", "video", "clip", "trinh chieu"],
            english: "a film", vietnamese: "phóng sự, phim"),
        Prepared(names: ["tham luan"], slots: ["tham luan"], english: "papers by units", vietnamese: "tham luận"),
    ]

    private static let preparing: Set = ["bi", "dung", "soan", "viet", "muu", "duyet", "thao"]

    /// A speech or a film is prepared, but nowhere on the running order.
    static func preparedWithoutSlot(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let order = order(text) else { return [] }
        return prepared.compactMap { thing in
            guard !order.has(thing.slots) else { return nil }
            let place = thing.names.flatMap { text.places(of: $0) }.first { place in
                text.line(place) > order.lines[order.lines.count - 1]
                    && text.passages[place.passage].words[max(0, place.word - 8)..<place.word].contains {
                        preparing.contains($0.key)
                    }
            }
            guard let place else { return nil }
            return .warn(
                .agendaGap, [order.heading.first, text.line(place)],
                "\(thing.english) is prepared, but the programme has no slot for it",
                "Có giao chuẩn bị \(thing.vietnamese) nhưng chương trình không có mục này; đề nghị bổ sung vào chương trình."
            )
        }
    }

    /// A conference that sums up a year without report or pledges on its order.
    static func usualItems(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let order = order(text),
            let event = draft.events.first(where: { $0.taskRef == nil && $0.name.folded.contains("tong ket") })
        else { return [] }
        var absent: [String] = []
        if !order.has(["bao cao"]) { absent.append("báo cáo tổng kết") }
        if event.name.folded.contains("phat dong"), !order.has(["ky ket", "giao uoc"]) {
            absent.append("ký kết giao ước thi đua")
        }
        guard !absent.isEmpty else { return [] }
        return [
            .info(
                .agendaGap, order.lines, "usual items are absent from the programme of a summing-up conference",
                "Hội nghị tổng kết nhưng chương trình không có mục \(absent.joined(separator: " và ")).")
        ]
    }

    static func noTimes(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let order = order(text),
            !order.items.contains(where: { $0.words.hasAny(["# gio", "# h", "# phut", "# : #"]) })
        else { return [] }
        return [
            .info(
                .agendaNoTimes, order.lines, "the items of the programme carry no times",
                "Các mục của chương trình chưa có giờ, người phụ trách.")
        ]
    }

    /// Speakers, money or delegates listed under the time and the place.
    static func misplaced(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let strangers = [
            ("bao cao vien", "báo cáo viên"), ("kinh phi", "kinh phí"), ("thanh phan", "thành phần"),
            ("tai lieu", "tài liệu"),
        ]
        return text.passages.compactMap { passage in
            guard !passage.isCell, let title = text.sectionTitle(at: passage.first, draft)?.folded,
                title.contains("thoi gian"),
                case .numbers? = passage.mark,
                let (key, name) = strangers.first(where: {
                    passage.body.stand($0.0.split(separator: " ").map(String.init), at: passage.body.startIndex)
                }),
                !title.contains(key), !title.contains("noi dung"),
                passage.body.prefix(8).contains(where: { $0.key == ":" })
            else { return nil }
            return .info(
                .misplacedContent, [passage.first, passage.last].places, "\(key) stands under time and place",
                "Nội dung \(name) nằm trong mục \(text.sectionTitle(at: passage.first, draft) ?? "").")
        }
    }
}
