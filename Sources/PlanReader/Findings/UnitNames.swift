import Vocabulary

/// One body under several names, so that a person joins them.
enum UnitNames {
    static func variants(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var forms: [String: [String: Int]] = [:]
        // `Hội đồng Thi đua - Khen thưởng (TĐ-KT)` tells that both are one.
        let defined = ["td - kt", "tdkt"].filter { text.has("thuong ( \($0) )") }
        for head in ["hoi dong", "hd", "ban", "phong"] {
            for place in text.places(of: head) {
                let words = text.words(place)
                let tail = words.dropFirst(head.split(separator: " ").count).prefix(6)
                guard let length = emulation(tail),
                    !defined.contains(tail.prefix(length).map(\.key).joined(separator: " "))
                else { continue }
                let body = head == "hd" ? "hoi dong" : head
                let written = words.prefix(head.split(separator: " ").count + length).written.replacing("–", with: "-")
                forms[body, default: [:]][written, default: .max] = min(forms[body]?[written] ?? .max, text.line(place))
            }
        }
        return forms.keys.sorted().compactMap { body in
            guard let names = forms[body] else { return nil }
            // Capitals alone make no other name.
            let distinct = Dictionary(
                names.map { ($0.key.folded, $0) },
                uniquingKeysWith: { ($0.value, $0.key) <= ($1.value, $1.key) ? $0 : $1 }
            ).values
                .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            guard distinct.count >= 2 else { return nil }
            return .info(
                .unitNameVariants, distinct.map(\.value).places, "one body under \(distinct.count) names",
                "Một cơ quan viết nhiều tên: \(distinct.prefix(5).map(\.key).joined(separator: " / ")).")
        }
    }

    /// Words that `Thi đua - Khen thưởng` takes in any of its forms.
    private static func emulation(_ words: ArraySlice<PlanText.Word>) -> Int? {
        for form in ["thi dua - khen thuong", "thi dua , khen thuong", "thi dua khen thuong", "td - kt", "tdkt"]
        where words.stand(form.split(separator: " ").map(String.init), at: words.startIndex) {
            return form.split(separator: " ").count
        }
        return nil
    }
}
