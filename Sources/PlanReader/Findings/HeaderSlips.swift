import Paper
import Vocabulary

/// What a paper by Nghị định 30/2020/NĐ-CP has in its head and at its end, and this one has not.
enum HeaderSlips {
    static func number(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard isWholePaper(text, draft), draft.document.number == nil, blankNumbers(text, draft).isEmpty,
            !text.head(draft).contains(where: tellsNumber)
        else { return [] }
        return [
            .warn(
                .missingNumber, headLines(text, draft), "no document number in the text",
                "Văn bản không có số, ký hiệu; đề nghị bổ sung từ bản đã phát hành.")
        ]
    }

    static func date(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard isWholePaper(text, draft), draft.document.issuedOn == nil, blankDays(text, draft).isEmpty,
            !text.head(draft).contains(where: tellsDate)
        else { return [] }
        return [
            .warn(
                .missingDate, headLines(text, draft), "no date of issue in the text",
                "Văn bản không có ngày ban hành; đề nghị bổ sung từ bản đã phát hành.")
        ]
    }

    /// No block with the name of the body that issues: warn where neither number nor signature tells it.
    static func issuer(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let head = draft.document
        guard isWholePaper(text, draft), head.issuer == nil || head.issuerInferred,
            !text.head(draft).contains(where: namesBody)
        else { return [] }
        let lines = [1, max(1, text.bodyLine(draft) - 2)]
        if head.number != nil || head.signer?.onBehalfOf != nil {
            let source = head.number != nil ? "ký hiệu, nơi ban hành và chữ ký" : "chữ ký"
            return [
                .info(
                    .missingIssuer, lines, "no issuer block; the issuer is inferred",
                    "Không có khối tên cơ quan ban hành; tạm suy ra từ \(source), đề nghị kiểm tra.")
            ]
        }
        let inferred = head.issuer.map { "tạm suy ra \($0) từ nội dung" } ?? "chưa rõ cơ quan nào ban hành"
        return [
            .warn(
                .missingIssuer, lines, "no issuer block; neither number nor signature names the issuer",
                "Không có khối tên cơ quan ban hành; \(inferred), đề nghị kiểm tra.")
        ]
    }

    /// Number or day left open: `Quyết định số … ngày … tháng 01 năm 2024`.
    static func blanks(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let (numbers, days) = (blankNumbers(text, draft), blankDays(text, draft))
        let lines = (numbers + days).places
        guard !lines.isEmpty else { return [] }
        let what = [numbers.isEmpty ? nil : "số", days.isEmpty ? nil : "ngày"].compactMap { $0 }.joined(
            separator: " và ")
        return [
            .warn(
                .blankPlaceholder, lines, "number or day is still blank at \(lines.count) place(s)",
                "Phần \(what) của văn bản còn để trống (\(lines.count) chỗ); đề nghị điền trước khi dùng.")
        ]
    }

    static func absentParts(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard ![.xlsx, .csv].contains(text.format), let last = text.lines.last?.number else { return [] }
        let head = draft.document
        let end =
            text.passages.last { $0.words.suffix(3).map(\.key) == [".", "/", "."] }.map { [$0.first, $0.last] } ?? [
                last
            ]
        let note = head.issuedWith == nil ? "" : " (có thể ở quyết định ban hành kèm)"
        var findings: [PlanDraft.Finding] = []
        if head.signer == nil {
            findings.append(
                .info(.missingSigner, end.places, "no signature in the text", "Văn bản không có phần chữ ký\(note)."))
        }
        if head.recipients.isEmpty, text.recipientsLine == nil {
            findings.append(
                .info(.missingRecipients, end.places, "no list of recipients", "Văn bản không có Nơi nhận\(note)."))
        }
        if head.legalBases.isEmpty,
            !text.head(draft).contains(where: { $0.body.stand(["can", "cu"], at: $0.body.startIndex) })
        {
            findings.append(
                .info(
                    .missingLegalBases, [1, max(1, text.bodyLine(draft))].places, "no legal bases",
                    "Văn bản không có phần căn cứ\(note)."))
        }
        return findings
    }

    /// Number 1023 on 10 January: an office rarely issues more than some twenty papers of one register a day.
    static func numberForDate(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let number = draft.document.number, let value = Int(number.prefix { $0.isNumber }),
            let iso = draft.document.issuedOn, let day = Day(iso: iso),
            let first = Day(year: day.year, month: 1, day: 1),
            value > 100 + 25 * (day.days(since: first) + 1)
        else { return [] }
        let lines = text.head(draft).filter { tellsNumber($0) || tellsDate($0) }.map(\.first)
        return [
            .info(
                .numberDateImplausible, (lines.isEmpty ? [1] : lines).places,
                "number \(value) is unusual on \(day.iso)",
                "Số \(value) vào ngày \(day.vietnamese) là bất thường; nên kiểm tra lại số và ngày.")
        ]
    }

    // MARK: -

    /// Not a sheet and not an annex, whose head stands in the decision.
    private static func isWholePaper(_ text: PlanText, _ draft: PlanDraft) -> Bool {
        draft.document.issuedWith == nil && ![.xlsx, .csv].contains(text.format) && !text.lines.isEmpty
    }

    /// From the first line to the line of the title.
    private static func headLines(_ text: PlanText, _ draft: PlanDraft) -> [Int] {
        let title = text.head(draft).prefix { !$0.body.stand(["can", "cu"], at: $0.body.startIndex) }
        return [text.lines.first.map { min($0.number, 1) } ?? 1, max(1, title.last?.last ?? 1)]
    }

    /// `Số: 12/KH-UBND`
    private static func tellsNumber(_ passage: PlanText.Passage) -> Bool {
        passage.words.stand(["so", ":", "#"], at: 0) || passage.words.stand(["so", "#", "/"], at: 0)
            || !passage.isCell && passage.words.has("so : # /")
    }

    /// `Hoàng Giang, ngày 5 tháng 3 năm 2026`, not a legal basis.
    private static func tellsDate(_ passage: PlanText.Passage) -> Bool {
        passage.words.has(", ngay # thang # nam #") && passage.words.count < 30
            && !passage.words.stand(["can", "cu"], at: 0)
    }

    /// `ỦY BAN NHÂN DÂN`, `SỞ NỘI VỤ` in capitals: an issuer block.
    private static func namesBody(_ passage: PlanText.Passage) -> Bool {
        let bodies = [
            "uy ban nhan dan", "hoi dong", "so", "phong", "ban", "truong", "huyen uy", "tinh uy", "dang uy",
            "lien doan",
        ]
        return bodies.contains { body in
            let count = body.split(separator: " ").count
            return passage.words.stand(body.split(separator: " ").map(String.init), at: 0)
                && passage.words.prefix(count).allSatisfy { $0.text == $0.text.uppercased() }
                && passage.words.count > 1
        }
    }

    /// Lines where a number is left open in the head, in a legal basis or in `(Ban hành kèm theo …)`.
    private static func blankNumbers(_ text: PlanText, _ draft: PlanDraft) -> [Int] {
        let body = text.bodyLine(draft)
        return text.places(ofKey: "so").compactMap { place in
            guard isFormal(place, text, before: body) else { return nil }
            var rest = text.words(place).dropFirst()
            if rest.first?.key == ":" { rest = rest.dropFirst() }
            let filled = rest.prefix { isFiller($0.key) }.count
            rest = rest.dropFirst(filled)
            guard let next = rest.first else { return nil }
            let isOpen =
                next.key == "/" && rest.dropFirst().first.map { $0.isGlued && $0.isWord } ?? false
                || next.key == "ngay"
                    && rest.dropFirst().first.map {
                        $0.key == "thang" || isFiller($0.key) || filled > 0 || $0.number != nil
                    } ?? false
            return isOpen ? text.line(place) : nil
        }
    }

    /// Lines where a day is left open.
    private static func blankDays(_ text: PlanText, _ draft: PlanDraft) -> [Int] {
        let body = text.bodyLine(draft)
        return text.places(ofKey: "ngay").compactMap { place in
            guard isFormal(place, text, before: body) else { return nil }
            let rest = text.words(place).dropFirst()
            let month = rest.drop { isFiller($0.key) }
            guard month.first?.key == "thang" else { return nil }
            let tail = month.dropFirst().drop { isFiller($0.key) || $0.number != nil }
            let isOpen =
                tail.first?.key == "nam"
                && (tail.dropFirst().first.map { $0.number != nil || isFiller($0.key) } ?? true)
            return isOpen ? text.line(place) : nil
        }
    }

    private static func isFiller(_ key: String) -> Bool { [".", "…", "_", "-", "·"].contains(key) }

    private static func isFormal(_ place: PlanText.Place, _ text: PlanText, before body: Int) -> Bool {
        let passage = text.passages[place.passage]
        return passage.first < body || passage.words[max(0, place.word - 14)..<place.word].has("kem theo")
    }
}
