import Vocabulary

/// Movements whose years are over, or are told in two ways.
enum MovementPeriods {
    private struct Span {
        var from: Int
        var to: Int
        var line: Int
        /// The sentence up to the years.
        var before: ArraySlice<PlanText.Word>
    }

    /// `giai đoạn 2016 - 2020` behind `phong trào` or `cuộc vận động`.
    private static func all(_ text: PlanText) -> [Span] {
        text.places(of: "giai doan # - #").compactMap { place in
            let words = text.words(place).prefix(5).map(\.number)
            guard let from = words[2], let to = words[4], (1990...2100).contains(from), (from...2100).contains(to)
            else { return nil }
            let passage = text.passages[place.passage].words
            let before = passage[max(0, place.word - 80)..<place.word]
            let start = before.lastIndex {
                $0.key == "." && !$0.isGlued || $0.key == ";" || $0.key == "." && ($0.line != before.last?.line)
            }
            let sentence = before.suffix(
                from: before.indices.last { at in
                    before[at].key == ";" || before[at].key == "." && at + 1 < passage.count && !passage[at + 1].isGlued
                } ?? (start ?? before.startIndex))
            return Span(from: from, to: to, line: text.line(place), before: sentence)
        }
    }

    /// Continued in a plan for a later year; not summed up, which is done when the years are over.
    static func expired(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let year = draft.years?.lowerBound else { return [] }
        let ended = [
            "tong ket", "so ket", "danh gia ket qua", "ket qua", "khen thuong", "bieu duong", "can cu", "thanh tich",
            "nhin lai",
        ]
        let going = ["tiep tuc", "trien khai", "day manh", "thuc hien", "huong ung", "to chuc", "gan voi", "phat dong"]
        return all(text).compactMap { span in
            let near = span.before.suffix(45)
            guard span.to < year, near.hasAny(["phong trao", "cuoc van dong"]), span.before.hasAny(going),
                !span.before.hasAny(ended),
                !near.contains(where: { $0.key == "so" }), !near.hasAny(["quyet dinh", "nghi quyet", "chi thi"])
            else { return nil }
            let name = near.firstPlace(of: "phong trao") ?? near.firstPlace(of: "cuoc van dong")
            let line =
                near.indices.last {
                    near.stand(["phong", "trao"], at: $0) || near.stand(["cuoc", "van", "dong"], at: $0)
                }.map { near[$0].line } ?? name.map { near[$0].line }
            return .warn(
                .expiredMovementPeriod, [line ?? span.line, span.line].places,
                "a movement of \(span.from)-\(span.to) is continued in \(year)",
                "Phong trào giai đoạn \(span.from) - \(span.to) đã kết thúc nhưng vẫn được giao thực hiện trong Kế hoạch năm \(year); "
                    + "đề nghị kiểm tra giai đoạn.")
        }
    }

    /// Periods of the movements of the Prime Minister.
    private static let national: [(phrase: String, name: String, periods: [String])] = [
        (
            "xay dung nong thon moi", "xây dựng nông thôn mới",
            ["2011-2015", "2011-2020", "2016-2020", "2021-2025", "2026-2030", "2026-2035"]
        ),
        ("vi nguoi ngheo", "Vì người nghèo", ["2016-2020", "2021-2025", "2026-2030"]),
        ("van hoa cong so", "văn hóa công sở", ["2019-2025"]),
        ("xay dung xa hoi hoc tap", "xây dựng xã hội học tập", ["2023-2030"]),
    ]

    /// The five years of a term in two ways, 2020-2025 beside 2021-2025; a national movement with other years than its own.
    static func variants(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let spans = all(text)
        var findings: [PlanDraft.Finding] = spans.compactMap { span in
            let period = "\(span.from)-\(span.to)"
            guard let known = national.first(where: { span.before.suffix(8).has($0.phrase) }),
                !known.periods.contains(period)
            else { return nil }
            return .info(
                .periodVariant, [span.line], "\(known.name): \(period) is not the period of the national movement",
                "Phong trào \(known.name) ghi giai đoạn \(span.from) - \(span.to), Trung ương là \(known.periods.last { $0.hasSuffix("-\(span.to)") } ?? known.periods[known.periods.count - 1])."
            )
        }
        var seen: Set<String> = []
        for span in spans {
            guard let other = spans.first(where: { $0.to == span.to && $0.from == span.from + 1 }), span.from % 5 == 0,
                span.to == span.from + 5, seen.insert("\(span.from)-\(span.to)").inserted
            else { continue }
            findings.append(
                .info(
                    .periodVariant, [span.line, other.line].places,
                    "periods \(span.from)-\(span.to) and \(other.from)-\(other.to) side by side",
                    "Giai đoạn \(span.from)-\(span.to) và \(other.from)-\(other.to) dùng song song; nên kiểm tra."))
        }
        return findings
    }
}
