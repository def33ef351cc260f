import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// One honour: putting it right, withdrawing, revoking, restoring.
enum HonourItemAnswers {
    enum Ending { case withdraw, revoke, restore }

    struct Model {
        let stored: Honours.Stored
        let head: DecisionHead
        let typed: [String: String]
        let units: [String]
        let people: [String]
        let awards: [String]
        /// What should be known of the award on the day of signing.
        let remark: String?
        let refusal: HonourRefusal?
        /// Which of the small forms was refused; nil for the large one.
        let ending: Ending?
    }

    static func form(_ id: Int64, _ call: Call) throws -> Response { try page(id, call) }

    private static func page(
        _ id: Int64, _ call: Call, _ typed: [String: String]? = nil, _ refusal: HonourRefusal? = nil,
        ending: Ending? = nil
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let law = try call.office.law
        let model = try call.read { db in
            let stored = try Honours.stored(id, in: scope, db)
            let awards = try AwardChoices(law, db)
            let head = try DecisionHead.with(stored.decision, in: .everything, db)
            let unit = try stored.new.unit.flatMap { try Organisations.unit($0, db).map(TypedUnit.words) } ?? ""
            let holder = try holderWords(stored.new.holder, db)
            let new = stored.new
            let begin = [
                "ten": new.name, "chuc-vu": new.post ?? "", "don-vi-khi-do": new.unitText ?? "", "don-vi": unit,
                "nguoi": holder, "dia-chi": new.holder.address ?? "", "danh-hieu": awards.name(new.award),
                "nam": new.years?.description ?? "", "loai-hinh": new.basis.rawValue,
                "thanh-tich": new.achievement ?? "",
                "nhom": new.group?.rawValue ?? "", "doanh-nghiep": new.isEnterprise ? "1" : "",
                "so-vao-so": new.certificate ?? "", "dip": new.occasion ?? "",
                "phien-ban": String(stored.version),
            ]
            return Model(
                stored: stored, head: head, typed: begin.merging(typed ?? [:]) { $1 },
                units: try TypedUnit.suggestions(within: scope, on: call.today, db),
                people: new.holder.kind == .individual
                    ? try NamedPerson.suggestions(like: new.name, within: scope, on: call.today, db) : [],
                awards: awards.names(on: stored.signed, in: stored.root, for: new.holder.kind),
                remark: awards[new.award]?.remark(on: stored.signed), refusal: refusal, ending: ending)
        }
        return call.page(
            "Sửa khen thưởng", HonourItemPages.form(model, today: call.today, token: call.hiddenToken),
            status: refusal == nil ? 200 : refusal == .changedMeanwhile ? 409 : 422)
    }

    private static func holderWords(_ holder: Honour.Holder, _ db: any Reader) throws -> String {
        if let person = holder.person {
            let row = try db.first("SELECT name FROM person WHERE id = \(person)")
            return NamedPerson.words(try row?("name") ?? "", nil, person)
        }
        if let unit = holder.unit { return try Organisations.unit(unit, db).map(TypedUnit.words) ?? "" }
        return ""
    }

    private static let names = [
        "ten", "chuc-vu", "don-vi-khi-do", "don-vi", "nguoi", "dia-chi", "danh-hieu", "nam", "loai-hinh", "thanh-tich",
        "nhom", "doanh-nghiep", "so-vao-so", "dip", "phien-ban", "ly-do", "ngay",
    ]

    static func correct(_ id: Int64, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        let typed = Dictionary(uniqueKeysWithValues: names.map { ($0, form[$0] ?? "") })
        let law = try call.office.law
        do {
            let decision = try call.write { operation in
                let old = try Honours.stored(id, in: scope, operation)
                let awards = try AwardChoices(law, operation)
                try Honours.correct(
                    id, to: try new(old, typed, awards, scope, operation), knowing: Int(typed["phien-ban"] ?? "") ?? 0,
                    awards, in: scope, by: operation)
                return old.decision
            }
            return call.redirect(to: HonoursPage.decision(decision), saying: "Đã sửa.")
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, typed, refusal)
        }
    }

    private static func new(
        _ old: Honours.Stored, _ typed: [String: String], _ awards: AwardChoices, _ scope: Scope, _ operation: Operation
    ) throws -> NewHonour {
        func value(_ name: String) -> String { typed[name] ?? "" }
        func unit(_ field: String) throws -> Unit? {
            do {
                return try TypedUnit.find(value(field), within: scope, on: old.signed, operation)
            } catch let refusal as UnitRefusal {
                throw HonourRefusal.unit(field: field, words: refusal.explanation.notice)
            }
        }
        let holder: Honour.Holder
        switch old.new.holder.kind {
        case .individual:
            let known = old.new.holder.person
            if value("nguoi").trimmed.isEmpty {
                holder = .person(nil)
            } else if let known, value("nguoi").trimmed.hasSuffix("(hồ sơ \(known))") {
                // Who went to another branch since stays the holder.
                holder = .person(known)
            } else {
                do {
                    holder = .person(
                        try NamedPerson.find(value("nguoi"), within: scope, on: operation.today, operation))
                } catch let refusal as NamedPerson.Refusal {
                    throw HonourRefusal.person(words: refusal.explanation.notice)
                }
            }
        case .collective: holder = .unit(try unit("nguoi")?.id)
        case .household: holder = .household(address: value("dia-chi"))
        }
        guard let award = awards.slug(value("danh-hieu"), in: old.root) else {
            throw HonourRefusal.unknownAward(value("danh-hieu"))
        }
        var years: AchievementYears?
        if !value("nam").trimmed.isEmpty {
            guard let read = AchievementYears(value("nam")) else { throw HonourRefusal.badYears(value("nam")) }
            years = read
        }
        return NewHonour(
            holder, name: value("ten"), post: value("chuc-vu"), unitText: value("don-vi-khi-do"),
            unit: try unit("don-vi")?.id, award: award, years: years, achievement: value("thanh-tich"),
            basis: HonourBasis(rawValue: value("loai-hinh")) ?? old.new.basis, occasion: value("dip"),
            group: Post.Group(rawValue: value("nhom")), isEnterprise: value("doanh-nghiep") == "1",
            certificate: value("so-vao-so"))
    }

    static func end(_ id: Int64, _ ending: Ending, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageHonours)
        let form = call.request.form
        let why = form["ly-do"] ?? ""
        let law = try call.office.law
        do {
            let decision = try call.write { operation in
                let old = try Honours.stored(id, in: scope, operation)
                switch ending {
                case .withdraw: try Honours.withdraw(id, why: why, in: scope, by: operation)
                case .restore:
                    let awards = try AwardChoices(law, operation)
                    try Honours.restore(id, why: why, awards, in: scope, by: operation)
                case .revoke:
                    let typed = (form["ngay"] ?? "").trimmed
                    guard let day = Day(vietnamese: typed) ?? Day(iso: typed) else { throw HonourRefusal.badDay(typed) }
                    try Honours.revoke(id, on: day, why: why, in: scope, by: operation)
                }
                return old.decision
            }
            let words =
                switch ending {
                case .withdraw: "Đã rút mục ghi nhầm; lý do được giữ lại."
                case .revoke: "Đã ghi hủy bỏ, tước."
                case .restore: "Đã phục hồi."
                }
            return call.redirect(to: HonoursPage.decision(decision), saying: words)
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(
                id, call, ["ly-do": why, "ngay": form["ngay"] ?? ""], refusal, ending: ending)
        }
    }
}

/// The HTML of one honour's form.
enum HonourItemPages {
    static func form(_ model: HonourItemAnswers.Model, today: Day, token: [(name: String, value: String)]) -> HTML {
        let (stored, typed) = (model.stored, model.typed)
        let isLarge = model.ending == nil
        let large = fields(model)
        let placed = model.refusal?.placed(among: isLarge ? large.map(\.name) : ["ly-do", "ngay"])
        let fields = isLarge ? large.map { $0.with(errors: placed?.errors ?? [:]) } : large
        func small(_ ending: HonourItemAnswers.Ending) -> [Field] {
            let isRefused = model.ending == ending
            let typed = isRefused ? model.typed : [:]
            let why = Field(
                "ly-do", "Lý do", id: ending == .revoke ? "ly-do-huy" : "ly-do", .text(typed["ly-do"] ?? "", length: 30)
            )
            let day = Field("ngay", "Ngày hủy bỏ", .day(typed["ngay"] ?? today.vietnamese))
            let fields = ending == .revoke ? [day, why] : [why]
            return isRefused ? fields.map { $0.with(errors: placed?.errors ?? [:]) } : fields
        }
        let endings = stored.state == .held ? [small(.withdraw), small(.revoke)] : [small(.restore)]
        let isHeld = stored.state == .held
        let form: HTML =
            isHeld
            ? Markup.Form(
                to: HonoursPage.correct(stored.id).path, hidden: token + [("phien-ban", typed["phien-ban"] ?? "")],
                extras: [.guardsWords],
                content: """
                    \(fields)
                    \(Actions([.submit("Lưu", .primary), .link("Thôi", HonoursPage.decision(stored.decision).path)]))
                    """
            ).html
            : Note(.care, "Mục này \(stored.state.vietnamese).", body: "Phục hồi trước khi sửa.").html
        return """
            \(PageHead(
                stored.new.name, facts: "Theo quyết định \(model.head.number) ngày \(model.head.signed.vietnamese), \(model.head.issuer)",
                trail: [
                    Link("Khen thưởng", HonoursPage.list.path),
                    Link(model.head.number, HonoursPage.decision(stored.decision).path),
                ], here: "Sửa, rút"))
            \(ErrorSummary("Chưa lưu được", fields: fields + endings.flatMap(\.self)))
            \(placed?.general.map { Note(.bad, "Chưa lưu được.", body: "\($0)").html })
            \(model.remark.map { Note(.plain, "Về danh hiệu, hình thức này:", body: "\($0).").html })
            \(Columns(work: form, label: "Rút hoặc hủy bỏ", context: context(model, endings, token)))
            """
    }

    private static func fields(_ model: HonourItemAnswers.Model) -> [Field] {
        func value(_ name: String) -> String { model.typed[name] ?? "" }
        let kind = model.stored.new.holder.kind
        var fields = [Field("ten", "Tên trong quyết định", .text(value("ten"), length: 36))]
        switch kind {
        case .individual:
            fields += [
                Field(
                    "nguoi", "Trong danh mục cá nhân", hint: "Để trống nếu không có trong danh mục.", isOptional: true,
                    .suggest(value("nguoi"), from: model.people, length: 40)),
                Field("chuc-vu", "Chức vụ khi đó", isOptional: true, .text(value("chuc-vu"), length: 36)),
                Field(
                    "nhom", "Nhóm đối tượng", isOptional: true,
                    .choice(
                        [.init("", "– chưa rõ –")]
                            + Post.Group.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                        selected: value("nhom"))),
            ]
        case .collective:
            fields.append(
                Field(
                    "nguoi", "Trong danh mục đơn vị", hint: "Để trống nếu không có trong danh mục.", isOptional: true,
                    .suggest(value("nguoi"), from: model.units, length: 40)))
        case .household:
            fields.append(Field("dia-chi", "Địa chỉ", isOptional: true, .text(value("dia-chi"), length: 40)))
        }
        fields += [
            Field("don-vi-khi-do", "Tên đơn vị khi đó", isOptional: true, .text(value("don-vi-khi-do"), length: 40)),
            Field(
                "don-vi", "Đơn vị trong danh mục", hint: "Qua đơn vị này mà người khác thấy mục này.", isOptional: true,
                .suggest(value("don-vi"), from: model.units, length: 40)),
            Field(
                "danh-hieu", "Danh hiệu, hình thức", .suggest(value("danh-hieu"), from: model.awards, length: 40)),
            Field(
                "nam", "Năm thành tích", hint: "Như 2024, năm học 2023-2024, hoặc 2021 đến 2025.", isOptional: true,
                .text(value("nam"), length: 18)),
            Field(
                "loai-hinh", "Loại hình",
                .choice(
                    HonourBasis.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: value("loai-hinh"))),
            Field("thanh-tich", "Thành tích", isOptional: true, .area(value("thanh-tich"), rows: 2)),
            Field("dip", "Dịp khen thưởng", isOptional: true, .text(value("dip"), length: 36)),
            Field("so-vao-so", "Số vào sổ", isOptional: true, .text(value("so-vao-so"), length: 14)),
            Field("doanh-nghiep", "Thuộc doanh nghiệp", .tick(value("doanh-nghiep") == "1")),
        ]
        return fields
    }

    /// - Parameter fields: of each form.
    private static func context(
        _ model: HonourItemAnswers.Model, _ fields: [[Field]], _ token: [(name: String, value: String)]
    ) -> HTML {
        let id = model.stored.id
        guard model.stored.state == .held else {
            return Section(
                "Phục hồi",
                content: """
                    <p class="soft">Mục này trở lại như trước khi rút.</p>
                    \(Markup.Form(to: HonoursPage.restore(id).path, hidden: token, content: """
                        \(fields[0])\(Actions([.submit("Phục hồi")]))
                        """))
                    """
            ).html
        }
        return """
            \(Section("Nhập nhầm", content: """
                <p class="soft">Mục này không bị xóa: nó ở lại với lý do và không còn được tính.</p>
                \(Markup.Form(to: HonoursPage.withdraw(id).path, hidden: token, content: """
                    \(fields[0])\(Actions([.submit("Rút mục ghi nhầm")]))
                    """))
                """))
            \(Section("Hủy bỏ, tước", content: """
                <p class="soft">Khi quyết định bị hủy bỏ hoặc danh hiệu bị tước (Điều 93 Luật số 06/2022/QH15).</p>
                \(Markup.Form(to: HonoursPage.revoke(id).path, hidden: token, content: """
                    \(fields[1])\(Actions([.submit("Ghi hủy bỏ")]))
                    """))
                """))
            """
    }
}
