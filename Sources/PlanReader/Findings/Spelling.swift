import Vocabulary

/// Typing errors: slips known from plans, and syllables that Vietnamese does not have.
enum Spelling {
    private struct Slip {
        var wrong: [String]
        var right: String
        /// Words in front that make it right.
        var unlessAfter: Set<String> = []
        /// Words behind that make it right.
        var unlessBefore: Set<String> = []
    }

    private static func slip(_ wrong: String, _ right: String, after: Set<String> = [], before: Set<String> = [])
        -> Slip
    {
        Slip(
            wrong: wrong.split(separator: " ").map(String.init), right: right, unlessAfter: after, unlessBefore: before)
    }

    /// Written with their marks, in lower case.
    private static let known = [
        slip("unnd", "UBND"), slip("ubdn", "UBND"), slip("ubnn", "UBND"), slip("tđtk", "TĐKT"),
        slip(
            "theo định", "theo quy định",
            before: ["kỳ", "hướng", "mức", "dạng", "nghĩa", "lượng", "kì", "suất", "biên"]),
        slip("công hiến", "cống hiến"), slip("đốn đốc", "đôn đốc"), slip("đôn độc", "đôn đốc"),
        slip("đôn đóc", "đôn đốc"),
        slip(
            "nhân điển hình", "nhân rộng điển hình",
            after: ["cá", "danh", "nhà", "quân", "công", "doanh", "thương", "nạn", "bệnh", "tư"]),
        slip("chất hoạt động", "chất lượng hoạt động", after: ["tính", "thực", "bản", "hóa", "hoá", "vật"]),
        slip("đơn vị , phương", "đơn vị, địa phương"),
        slip("nđcp", "NĐ-CP"), slip("khen thường", "khen thưởng", before: ["xuyên", "kỳ", "niên", "trực"]),
        slip("thi đưa", "thi đua"), slip("thi dua", "thi đua"),
        slip("nhân nhân", "nhân dân", after: ["quý"]), slip("thủ trường", "thủ trưởng"), slip("hội đông", "hội đồng"),
        slip("điện biên phủ phủ", "Điện Biên Phủ"),
        slip("kế hoach", "kế hoạch"), slip("kê hoạch", "kế hoạch"), slip("thực hiên", "thực hiện"),
        slip("tổ chưc", "tổ chức"), slip("tổ chúc", "tổ chức"),
        slip("nhiêm vụ", "nhiệm vụ"), slip("trách nhiêm", "trách nhiệm"), slip("đơn vi", "đơn vị"),
        slip("tông kết", "tổng kết"),
        slip("phòng trào", "phong trào"), slip("phong trao", "phong trào"), slip("nghành", "ngành"),
        slip("xuất xắc", "xuất sắc"),
        slip("suất sắc", "xuất sắc"), slip("suất xắc", "xuất sắc"), slip("điển hình tiến tiến", "điển hình tiên tiến"),
        slip("tiên tiền", "tiên tiến"),
        slip("tập huân", "tập huấn"), slip("bồi dường", "bồi dưỡng"), slip("hưỡng dẫn", "hướng dẫn"),
        slip("hướng dẩn", "hướng dẫn"), slip("chủ tich", "chủ tịch"),
        slip("ủy bân", "ủy ban"), slip("giải quyêt", "giải quyết"), slip("chỉnh quyền", "chính quyền"),
        slip("sáng kiên", "sáng kiến"),
        slip("danh hiêu", "danh hiệu"), slip("đảm bào", "đảm bảo"), slip("tham mư", "tham mưu"),
        slip("đúng quy đinh", "đúng quy định"), slip("quy đinh", "quy định"),
        slip("sơ kểt", "sơ kết"), slip("kinh phi", "kinh phí"), slip("dự toan", "dự toán"), slip("văn ban", "văn bản"),
    ]

    static func slips(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var found: [(line: Int, wrong: String, right: String?)] = []
        for slip in known {
            let key = slip.wrong[0].folded
            for place in text.places(ofKey: key) {
                let words = text.words(place)
                guard words.count >= slip.wrong.count, zip(words, slip.wrong).allSatisfy({ $0.text.lowercased() == $1 })
                else { continue }
                let passage = text.passages[place.passage].words
                let before = place.word > 0 ? passage[place.word - 1].text.lowercased() : ""
                let after =
                    place.word + slip.wrong.count < passage.count
                    ? passage[place.word + slip.wrong.count].text.lowercased() : ""
                guard !slip.unlessAfter.contains(before), !slip.unlessBefore.contains(after) else { continue }
                // Web and mail addresses carry no marks.
                guard !isAddress(passage, place.word) else { continue }
                found.append((text.line(place), words.prefix(slip.wrong.count).written, slip.right))
            }
        }
        found += smallNames(text)
        let told = Set(
            found.flatMap { slip in slip.wrong.lowercased().split(separator: " ").map { "\(slip.line) \($0)" } })
        var judged: [String: Bool] = [:]
        for passage in text.passages {
            for (at, word) in passage.words.enumerated() where word.isWord {
                let isPlausible = judged[word.text] ?? Syllable.isPlausible(word.text)
                judged[word.text] = isPlausible
                guard !isPlausible, !isAddress(passage.words, at), !told.contains("\(word.line) \(word.text)") else {
                    continue
                }
                found.append((word.line, word.text, nil))
            }
        }
        return found.sorted { ($0.line, $0.wrong) < ($1.line, $1.wrong) }.map { line, wrong, right in
            .info(
                .typo, [line], right.map { "“\(wrong)” for “\($0)”" } ?? "“\(wrong)” is no Vietnamese syllable",
                right.map { "“\(wrong)”: có lẽ là “\($0)”." } ?? "“\(wrong)”: có thể gõ sai.")
        }
    }

    private static func isAddress(_ words: [PlanText.Word], _ at: Int) -> Bool {
        let marks: Set = ["@", "/", ".", "_", ":"]
        let before = at > 0 && words[at].isGlued && marks.contains(words[at - 1].key)
        let after =
            at + 1 < words.count && words[at + 1].isGlued
            && (words[at + 1].key == "@" || words[at + 1].key == "." && at + 2 < words.count && words[at + 2].isGlued)
        return before || after
    }

    /// `Điện Biên phủ` beside `Điện Biên Phủ`: a name that mostly has a capital has one always.
    private static func smallNames(_ text: PlanText) -> [(line: Int, wrong: String, right: String?)] {
        text.places(of: "dien bien phu").compactMap { place in
            let words = text.words(place).prefix(3)
            return words.map(\.text) == ["Điện", "Biên", "phủ"]
                ? (text.line(place), words.written, "Điện Biên Phủ") : nil
        }
    }
}
