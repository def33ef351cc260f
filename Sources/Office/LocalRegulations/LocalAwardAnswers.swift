import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the pages of awards that the province makes itself.
enum LocalAwardAnswers {
    /// Those of a day.
    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let day = call.request.query["ngay"].flatMap { Day(vietnamese: $0.trimmed) } ?? call.today
        let awards = try call.read { db in
            try visitor.province.map { try LocalAwards.all(on: day, for: $0.id, db) } ?? []
        }
        return call.page("Danh hiệu, hình thức của địa phương", LocalAwardPages.list(awards, day, today: call.today))
    }

    static func new(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        var typed = ["cap": "province", "loai": "commendation"]
        if let slug = call.request.query["ma"] {
            guard
                let award = try call.read({ try LocalAwards.all(of: id, $0) }).first(where: {
                    $0.slug.description == slug
                })
            else { throw FrameRefusal.notFound }
            typed = [
                "ten": award.name, "ma": slug, "loai": award.kind.rawValue, "cap": award.level.rawValue,
                "dieu": award.article ?? "", "tieu-chuan": award.criteria, "tien": award.bonus?.dotted ?? "",
                "hien-vat": award.object ?? "", "doi-tuong": award.subjects.map(\.rawValue).joined(separator: " "),
            ]
        }
        return try form(id, call, typed, nil)
    }

    /// `dp-ky-niem-chuong-vi-su-phat-trien-tinh`: what a name without a code of its own is called by.
    static func code(for name: String) -> String {
        let words = name.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        var code = "dp"
        for word in words.prefix(8) where code.utf8.count + word.utf8.count < 60 { code += "-" + word }
        return code
    }

    private static func form(
        _ id: ID<LocalRegulation>, _ call: Call, _ typed: [String: String], _ refusal: LocalRegulationRefusal?
    ) throws -> Response {
        let model = try LocalRegulationAnswers.one(id, call)
        guard model.regulation.state == .draft, model.mayDraft else { throw FrameRefusal.notFound }
        return call.page(
            "Thêm danh hiệu, hình thức",
            LocalAwardPages.new(model.regulation, typed, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func set(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.draftRegulations)
        let form = call.request.form
        var typed: [String: String] = [:]
        for name in ["ten", "ma", "loai", "cap", "dieu", "tieu-chuan", "tien", "hien-vat"] { typed[name] = form[name] }
        let subjects = SubjectKind.allCases.filter { form.all("doi-tuong").contains($0.rawValue) }
        typed["doi-tuong"] = subjects.map(\.rawValue).joined(separator: " ")
        do {
            let written = (typed["ma"] ?? "").trimmed
            guard let slug = Award.Slug(stored: written.isEmpty ? code(for: typed["ten"] ?? "") : written) else {
                throw LocalRegulationRefusal.field(
                    "ma", "Mã bắt đầu bằng dp-, chỉ gồm chữ thường không dấu, số, gạch nối.")
            }
            let money = (typed["tien"] ?? "").filter { !$0.isWhitespace && $0 != "." }
            guard money.isEmpty || Int(money) != nil else {
                throw LocalRegulationRefusal.field("tien", "Hãy ghi số đồng, ví dụ 1.500.000.")
            }
            let award = LocalAward(
                slug: slug, name: typed["ten"] ?? "", kind: Award.Kind(rawValue: typed["loai"] ?? "") ?? .commendation,
                level: Award.Level(rawValue: typed["cap"] ?? "") ?? .province, subjects: subjects,
                article: typed["dieu"], criteria: typed["tieu-chuan"] ?? "", bonus: Int(money),
                object: typed["hien-vat"])
            try LocalRegulationAnswers.foundOr404 {
                try call.write { try LocalAwards.set(award, isNew: written.isEmpty, in: id, scope: scope, by: $0) }
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã ghi \(award.name.trimmed).")
        } catch let refusal as LocalRegulationRefusal {
            return try self.form(id, call, typed, refusal)
        }
    }

    static func remove(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.draftRegulations)
        guard let slug = Award.Slug(stored: call.request.form["ma"] ?? "") else { throw FrameRefusal.notFound }
        do {
            try LocalRegulationAnswers.foundOr404 {
                try call.write { try LocalAwards.remove(slug, from: id, scope: scope, by: $0) }
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã bỏ khỏi bản soạn.")
        } catch let refusal as LocalRegulationRefusal {
            return try LocalRegulationAnswers.show(id, call, refusal)
        }
    }
}

/// The HTML of awards that the province makes itself.
enum LocalAwardPages {
    static func list(_ awards: [LocalAward], _ day: Day, today: Day) -> HTML {
        """
        \(PageHead(
            "Danh hiệu, hình thức của địa phương", facts: "Tỉnh đặt ra ngoài danh mục của luật, theo quy chế của tỉnh.",
            trail: [LocalRegulationPages.trail], here: "Danh hiệu, hình thức"))
        \(FilterBar(
            "Xem vào ngày", base: Address(LocalRegulationPage.awards.path),
            filters: [.init("ngay", "Vào ngày", .day(day.vietnamese))], isFiltered: day != today))
        \(table("Ngày \(day.vietnamese)", awards, action: nil))
        """
    }

    static func table(_ caption: String, _ awards: [LocalAward], action: ((LocalAward) -> HTML)?) -> HTML {
        RuledTable(
            caption, count: "\(awards.count) danh hiệu, hình thức",
            columns: [
                Column("Tên", .name) { (award: LocalAward) in
                    "\(award.name)<br><span class=\"soft small\">\(award.criteria)</span>"
                },
                Column("Loại, cấp", .text, .w13) { "\($0.kind.vietnamese), \(level($0.level))" },
                Column("Đối tượng", .text, .w11) { "\($0.subjects.map(\.vietnamese).joined(separator: ", "))" },
                Column("Thưởng", .text, .w13) { award in
                    let money: HTML = award.bonus.map { "\($0.dotted) đồng" } ?? "–"
                    return "\(money)\(award.object.map { "<br><span class=\"soft small\">\($0)</span>" as HTML })"
                },
                Column("Điều khoản", .text, .w9) { "\($0.article ?? "–")" },
            ] + (action.map { [Column("Việc làm được", .action, .w7, isOnPaper: false, cell: $0)] } ?? []),
            rows: awards
        ).with {
            $0.empty = Empty("Chưa có danh hiệu, hình thức nào của địa phương.", "Ghi trong bản soạn của quy chế.")
        }.html
    }

    static func level(_ level: Award.Level) -> String {
        switch level {
        case .province: "cấp tỉnh"
        case .commune: "cấp xã"
        default: "cấp cơ sở"
        }
    }

    static func new(
        _ regulation: LocalRegulation, _ typed: [String: String], _ refusal: LocalRegulationRefusal?,
        token: LocalRegulationPages.Token
    ) -> HTML {
        func value(_ name: String) -> String { typed[name] ?? "" }
        let fields = [
            Field("ten", "Tên", .text(value("ten"), length: 60)),
            Field(
                "ma", "Mã",
                hint:
                    "Để trống thì đặt theo tên. Bắt đầu bằng dp-, ví dụ dp-ky-niem-chuong; mã đã có thì thay nội dung cũ.",
                isOptional: true, .text(value("ma"), length: 30)),
            Field(
                "loai", "Loại",
                .choice(Award.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: value("loai"))),
            Field(
                "cap", "Cấp",
                .choice(
                    [Award.Level.province, .commune, .grassroots].map { .init($0.rawValue, level($0).capitalFirst) },
                    selected: value("cap"))),
            Field(
                "doi-tuong", "Đối tượng",
                .checks(
                    SubjectKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: Set(value("doi-tuong").split(separator: " ").map(String.init)))),
            Field("dieu", "Điều khoản của quy chế", isOptional: true, .text(value("dieu"), length: 20)),
            Field("tieu-chuan", "Tiêu chuẩn", .area(value("tieu-chuan"), rows: 4)),
            Field("tien", "Tiền thưởng (đồng)", isOptional: true, .text(value("tien"), kind: .number, length: 14)),
            Field("hien-vat", "Hiện vật", isOptional: true, .text(value("hien-vat"), length: 40)),
        ].map { $0.with(errors: refusal?.errors ?? [:]) }
        let back = LocalRegulationPage.show(regulation.id).path
        return """
            \(PageHead(
                "Thêm danh hiệu, hình thức", facts: "Có hiệu lực cùng quy chế.",
                trail: [LocalRegulationPages.trail, Link(regulation.words, back)], here: "Thêm danh hiệu, hình thức"))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(if: refusal != nil && fields.allSatisfy { $0.error == nil }, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Form(to: LocalRegulationPage.setAward(regulation.id).path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit("Ghi vào bản soạn", .primary, busy: "Đang ghi…"), .link("Thôi", back, .low)]))
                """))
            """
    }
}
