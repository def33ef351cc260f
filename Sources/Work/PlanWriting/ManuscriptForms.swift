import HTTP
import Markup
import Office
import Vocabulary

/// Head and running text: their forms and what they save.
enum ManuscriptForms {
    // MARK: Head

    static func head(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try head(id, call, Typed()) }

    private static func head(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws -> Response {
        let sheet = try call.sheet(id)
        let (found, saved) = (sheet.manuscript, sheet.manuscript.head)
        func text(
            _ name: String, _ label: String, _ value: String?, hint: String? = nil, isOptional: Bool = false,
            length: Int? = nil
        ) -> Field {
            Field(
                name, label, hint: hint, isOptional: isOptional,
                .text(typed.value(name, value ?? ""), length: length)
            ).with(errors: typed.errors)
        }
        let kinds = Manuscript.Kind.allCases.map { Control.Choice($0.rawValue, $0.official.name) }
        let first: [Field] = [
            Field("loai", "Tên loại văn bản", .choice(kinds, selected: typed.value("loai", saved.kind.rawValue))),
            Field(
                "trich-yeu", "Trích yếu", hint: "Ví dụ: Công tác thi đua, khen thưởng năm 2027.",
                .area(typed.value("trich-yeu", saved.abstract), rows: 2)
            ).with(errors: typed.errors),
            text("chu-quan", "Cơ quan chủ quản", saved.superior, isOptional: true, length: 50),
            text("co-quan", "Cơ quan ban hành", saved.issuer, length: 50),
            text("ky-hieu", "Ký hiệu", saved.symbol, hint: "Số để trống đến khi ban hành.", length: 20),
            text("dia-danh", "Địa danh", saved.place, length: 25),
            Field(
                "ngay", "Ngày dự kiến ban hành", hint: "Căn cứ phải còn hiệu lực vào ngày này.",
                .day(typed.value("ngay", saved.plannedOn.vietnamese))
            ).with(errors: typed.errors),
        ]
        let second: [Field] = [
            text("thay-mat", "Thay mặt (TM.)", saved.onBehalf, isOptional: true, length: 40),
            text("ky-thay", "Ký thay (KT.)", saved.deputyFor, isOptional: true, length: 40),
            text("thua-lenh", "Thừa lệnh (TL.)", saved.byOrder, isOptional: true, length: 40),
            text("chuc-vu", "Chức vụ người ký", saved.post, length: 40),
            text("nguoi-ky", "Họ tên người ký", saved.signer, isOptional: true, length: 40),
            text("luu", "Lưu", saved.kept, hint: "Ví dụ: VT, TĐKT.", isOptional: true, length: 30),
        ]
        let back = PlanWritingPage.one(id).path
        let form = Form(
            to: PlanWritingPage.saveHead(id).path, hidden: call.hiddenToken + [("ban", String(found.version))],
            extras: [.guardsWords],
            content: """
                \(first)<h2 class="gap">Phần ký</h2>\(second)\
                \(Actions([.submit("Lưu phần đầu và phần ký", .primary), .link("Thôi", back)]))
                """)
        let html: HTML = """
            \(PlanWritingPages.head("Phần đầu và phần ký", sheet))
            \(ErrorSummary("Chưa lưu được", fields: first + second))
            \(PlanWritingPages.meanwhile(typed))
            <div class="narrow-left">\(form)</div>
            """
        return call.page("Phần đầu và phần ký", html, status: typed.status)
    }

    private static let fields = [
        "loai", "trich-yeu", "chu-quan", "co-quan", "ky-hieu", "dia-danh", "ngay", "thay-mat", "ky-thay", "thua-lenh",
        "chuc-vu", "nguoi-ky", "luu",
    ]

    static func saveHead(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        func value(_ name: String) -> String { form[name] ?? "" }
        do {
            guard let planned = try ManuscriptCheck.day(value("ngay")) else { throw PlanWritingRefusal.badDay("") }
            let head = Manuscript.Head(
                kind: Manuscript.Kind(rawValue: value("loai")) ?? .plan, superior: value("chu-quan"),
                issuer: value("co-quan"), symbol: value("ky-hieu"), place: value("dia-danh"), plannedOn: planned,
                abstract: value("trich-yeu"), onBehalf: value("thay-mat"), deputyFor: value("ky-thay"),
                byOrder: value("thua-lenh"), post: value("chuc-vu"), signer: value("nguoi-ky"), kept: value("luu"))
            try call.write(id) { try Manuscripts.setHead(head, of: id, version: Int(value("ban")) ?? 0, by: $0) }
            return call.redirect(to: PlanWritingPage.one(id), saying: "Đã lưu phần đầu và phần ký.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            let field =
                switch refusal {
                case .badDay: "ngay"
                case .noWords(let what) where what.hasPrefix("cơ quan"): "co-quan"
                case .noWords(let what) where what.hasPrefix("ký hiệu"): "ky-hieu"
                case .noWords(let what) where what.hasPrefix("địa danh"): "dia-danh"
                case .noWords(let what) where what.hasPrefix("chức vụ"): "chuc-vu"
                default: "trich-yeu"
                }
            var typed = Typed(values: Typed.of(form, fields), errors: [field: refusal.explanation.notice])
            if case .changed = refusal {
                let saved = try call.sheet(id).manuscript.head
                typed.stored = [
                    saved.abstract, saved.issuer, saved.symbol, saved.place, saved.plannedOn.vietnamese, saved.post,
                    saved.signer ?? "",
                ].filter { !$0.isEmpty }.joined(separator: "\n")
            }
            return try head(id, call, typed)
        }
    }

    // MARK: Text

    static func text(_ part: Manuscript.Part, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try text(part, id, call, Typed())
    }

    private static func hint(_ part: Manuscript.Part) -> String {
        let how = "Mỗi dòng là một đoạn; dòng bắt đầu bằng “-” hoặc “a)” là một ý; “1.” mở một khoản."
        return switch part {
        case .purpose: "Kế hoạch để làm gì. " + how
        case .requirements: "Làm đến mức nào, theo nguyên tắc gì. " + how
        case .content: "Trọng tâm của năm; nhiệm vụ cụ thể có bảng riêng ở phụ lục. " + how
        case .funding: "Nguồn và mức kinh phí. " + how
        case .organisation: "Từng cơ quan làm gì để kế hoạch được thực hiện; câu cuối tự có dấu ./. " + how
        }
    }

    private static func text(_ part: Manuscript.Part, _ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws
        -> Response
    {
        let sheet = try call.sheet(id)
        let saved = sheet.texts[part]
        let field = Field(
            "loi-van", part.vietnamese, hint: hint(part), .area(typed.value("loi-van", saved?.words ?? ""), rows: 14)
        ).with(errors: typed.errors)
        let form = Form(
            to: PlanWritingPage.saveText(id, part).path,
            hidden: call.hiddenToken + [("ban", String(saved?.version ?? 0))], extras: [.guardsWords],
            content: """
                \(field)\(Actions([
                    .submit("Lưu phần này", .primary), .submit("Lưu và sang phần sau", name: "tiep", value: "1"),
                    .link("Thôi", PlanWritingPage.one(id).path),
                ], note: saved.map { "Lưu lần cuối: \($0.who)" }))
                """)
        let html: HTML = """
            \(PlanWritingPages.head(part.vietnamese, sheet))
            \(ErrorSummary("Chưa lưu được", fields: [field]))
            \(PlanWritingPages.meanwhile(typed))
            \(form)
            """
        return call.page(part.vietnamese, html, status: typed.status)
    }

    static func saveText(_ part: Manuscript.Part, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            try call.write(id) { operation in
                try Manuscripts.setText(
                    part, form["loi-van"] ?? "", of: id, version: Int(form["ban"] ?? "") ?? 0, by: operation)
            }
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            var typed = Typed(
                values: Typed.of(form, ["loi-van"]), errors: ["loi-van": refusal.explanation.notice])
            if case .changed = refusal { typed.stored = try call.sheet(id).words(part) }
            return try text(part, id, call, typed)
        }
        let all = Manuscript.Part.allCases
        let next = all.firstIndex(of: part).flatMap { all.indices.contains($0 + 1) ? all[$0 + 1] : nil }
        let page: PlanWritingPage = form["tiep"] != nil ? next.map { .text(id, $0) } ?? .one(id) : .one(id)
        return call.redirect(to: page, saying: "Đã lưu phần \(part.vietnamese.loweredStart).")
    }
}
