import Vocabulary

/// The list `Nơi nhận` against the units that have something to do.
enum Recipients {
    /// Words of unit names that tell nothing about which unit.
    private static let empty: Set = [
        "cac", "va", "cua", "tinh", "huyen", "xa", "thanh", "pho", "de", "nghi", "thi", "dua", "khen", "thuong", "thu",
        "truong", "lanh", "dao",
        "co", "quan", "don", "vi", "phuong", "tai", "tren", "dia", "ban", "thuoc", "toan", "cap", "thuong", "truc",
        "to", "chuc",
    ]

    static func unitsLeftOut(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let recipients = draft.document.recipients
        guard recipients.count >= 3 else { return [] }
        let known = recipients.map { expanded($0.folded) }
        let isForAll = known.contains { list in
            ["cac co quan don vi", "cac so", "so ban nganh", "cac phong ban", "cac don vi"].contains {
                list.contains($0)
            }
        }
        let issuer = expanded((draft.document.issuer ?? "").folded)
        var left: [(name: String, line: Int)] = []
        for assignment in draft.assignments {
            for name in units(assignment.unit) {
                let key = expanded(name.folded)
                let words = Set(key.split(separator: " ").map(String.init)).subtracting(empty)
                guard
                    !(isForAll && ["so ", "phong ", "van phong", "thu truong", "cac "].contains { key.hasPrefix($0) }),
                    !words.isEmpty, !issuer.contains(key), !key.contains(issuer) || issuer.isEmpty,
                    !known.contains(where: { list in
                        list.contains(key)
                            || words.isSubset(
                                of: Set(list.split(whereSeparator: { " ,;:()".contains($0) }).map(String.init)))
                    })
                else { continue }
                left.append((name, assignment.lines?.first ?? 1))
            }
        }
        guard let first = left.first else { return [] }
        let names = left.prefix(6).map(\.name).joined(separator: "; ")
        return [
            .info(
                .unitNotInRecipients, [first.line, text.recipientsLine ?? first.line].places,
                "\(left.count) unit(s) with duties are not named among the recipients",
                "Được giao việc nhưng không có tên riêng ở Nơi nhận: \(names).")
        ]
    }

    /// `Công an Tỉnh, Sở Giáo dục và Đào tạo` are two; `Sở Văn hóa, Thể thao và Du lịch` is one.
    private static func units(_ name: String) -> [String] {
        let heads: Set = [
            "so", "ban", "uy", "ubnd", "cong", "van", "dai", "bao", "hoi", "phong", "doan", "lien", "truong", "cac",
            "thanh", "chu", "mat", "bo", "trung", "chi", "cuc",
        ]
        var result: [String] = []
        let bare = name.split(separator: "(").first.map(String.init) ?? name
        for piece in bare.split(whereSeparator: { $0 == "," || $0 == ";" }).map({ String($0).trimmed })
        where !piece.isEmpty {
            let isNew =
                heads.contains(piece.folded.split(separator: " ").first.map(String.init) ?? "")
                && (piece.first?.isUppercase ?? false)
            if isNew || result.isEmpty { result.append(piece) } else { result[result.count - 1] += ", " + piece }
        }
        return result
    }

    private static func expanded(_ text: String) -> String {
        var text = " " + text.replacing(",", with: " ").replacing(".", with: " ") + " "
        for (short, long) in [
            (" ubnd ", " uy ban nhan dan "), (" mttq ", " mat tran to quoc "), (" td-kt ", " thi dua khen thuong "),
            (" tdkt ", " thi dua khen thuong "),
            (" vp ", " van phong "), (" pt-th ", " phat thanh truyen hinh "), (" ptth ", " phat thanh truyen hinh "),
            (" thi dua-khen thuong ", " thi dua khen thuong "),
            (" va ", " "), (" cq ", " co quan "), (" dv ", " don vi "), (" hdnd ", " hoi dong nhan dan "),
        ] { text = text.replacing(short, with: long) }
        return text.split(separator: " ").joined(separator: " ")
    }

    /// `Thành phần tham dự tại khoản 3 mục II` must be opened into names.
    static func crossReferences(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        draft.document.recipients.compactMap { recipient in
            let key = recipient.folded
            let points = ["muc ", "khoan ", "phan ", "dieu ", "diem "].contains {
                key.hasPrefix("nhu \($0)") || key.contains("tai \($0)") || key.contains("o \($0)")
            }
            guard points, key.utf8.count < 160 else { return nil }
            let line = text.place(of: recipient, from: text.recipientsLine ?? 0).map(text.line)
            return .info(
                .crossReferenceRecipient, [line ?? text.recipientsLine ?? 1],
                "a recipient points to another part of the plan",
                "Nơi nhận “\(recipient)” phải mở ra thành danh sách đơn vị cụ thể.")
        }
    }
}
