import Vocabulary

/// Forms, lists and annexes that are said to be attached.
enum Attachments {
    private static let things: Set = [
        "mau", "phu", "danh", "bieu", "cuong", "lich", "trinh", "ban", "bang", "lieu", "toan", "phieu", "sach",
    ]
    /// Papers that come by another way: what is attached to them is not attached to this plan.
    private static let others = [
        "giay moi", "cong van", "to trinh", "thu moi", "ho so", "bao cao", "quyet dinh so", "ke hoach so", "thong bao",
    ]

    static func missing(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        var told: Set<Int> = []
        let annex = lastAnnex(text)
        let phrases = ["kem theo", "dinh kem", "gui kem"]
        for place in phrases.flatMap({ text.places(of: $0) }).sorted(by: {
            ($0.passage, $0.word) < ($1.passage, $1.word)
        }) {
            let words = text.passages[place.passage].words
            let before = words[max(0, place.word - 14)..<place.word]
            let after = words[(place.word + 2)...].prefix(6)
            let line = words[place.word].line
            guard place.word > 0, !isHeadOfAnnex(words, place.word) else { continue }
            if after.prefix(3).hasAny(others) || before.has("se co") {
                // Comes later or with another paper.
                guard let open = before.first(where: { things.contains($0.key) }),
                    after.prefix(3).hasAny(["giay moi", "thu moi"]) || before.has("se co"), told.insert(line).inserted
                else { continue }
                findings.append(
                    .info(
                        .missingAttachment, [open.line, line].places, "an attachment comes later or with another paper",
                        "Tài liệu kèm theo gửi sau hoặc gửi cùng văn bản khác; nhớ bổ sung khi có."))
                continue
            }
            guard saysAttached(words, place.word),
                before.contains(where: { things.contains($0.key) || $0.key == "luc" }),
                line >= annex, told.insert(line).inserted
            else { continue }
            let phrase = words[max(0, place.word - 8)...min(words.count - 1, place.word + 1)].drop {
                ["(", ",", ";", "."].contains($0.key)
            }.written
            findings.append(
                .warn(
                    .missingAttachment, [line], "something is said to be attached, but the text has no such annex",
                    "Văn bản ghi “\(phrase)” nhưng không có phần kèm theo; đề nghị bổ sung tệp."))
        }
        return findings
    }

    /// In brackets, `theo mẫu … kèm theo`, or `Phụ lục … kèm theo`.
    private static func saysAttached(_ words: [PlanText.Word], _ at: Int) -> Bool {
        let before = words[max(0, at - 14)..<at]
        let end = words.dropFirst(at + 2).first { $0.key != "theo" && $0.key != "nay" }
        if before.contains(where: { $0.key == "(" }), end?.key == ")" || end == nil { return true }
        return before.suffix(12).hasAny([
            "theo mau", "theo phu luc", "theo bieu", "theo danh sach", "theo de cuong", "tai phu luc", "co phu luc",
            "phu luc #", "phu luc i", "phu luc ii", "phu luc iii", "mau so #",
        ])
            && (end == nil || [")", ".", ",", ";", "/", "ke"].contains(end?.key ?? ""))
    }

    /// `(Ban hành kèm theo Quyết định số …)`, `Kèm theo Kế hoạch số …`: this paper is the attachment.
    private static func isHeadOfAnnex(_ words: [PlanText.Word], _ at: Int) -> Bool {
        at <= 5
            && words.dropFirst(at + 2).prefix(4).hasAny([
                "quyet dinh", "ke hoach", "cong van", "van ban", "nghi quyet", "thong bao", "huong dan", "to trinh",
            ])
    }

    private static let heads = [
        "phu luc", "mau", "bieu", "danh sach", "phieu", "de cuong", "lich", "chuong trinh", "bang",
    ]
    .map { $0.split(separator: " ").map(String.init) }

    /// The last line that begins an annex: a heading of its own, or a table behind the signature.
    private static func lastAnnex(_ text: PlanText) -> Int {
        let headings = text.passages.filter { passage in
            passage.words.count <= 30 && passage.mark == nil && heads.contains { passage.words.stand($0, at: 0) }
                && passage.words.prefix(2).allSatisfy { $0.text == $0.text.uppercased() }
        }.map(\.first)
        let closing = text.closingLine ?? .max
        let tables = text.rows.filter {
            $0.isFromTable && $0.line > closing && $0.cells.filter { !$0.isEmpty }.count >= 3
        }.map(\.line)
        return (headings + tables + text.annexLines).max() ?? 0
    }
}
