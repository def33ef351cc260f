import Markup
import Rulebook
import Vocabulary

/// The small forms beside a life: ratings and conduct.
enum LifeForms {
    /// The field that a refusal is about, by the ids of this page.
    static func place(of refusal: HonourRefusal) -> String {
        switch refusal.field {
        case "nam", "loai": "nam-xep-loai"
        case "ngay", "den-ngay": "tu-ngay-ky-luat"
        default: "ghi-them"
        }
    }

    static func rating(_ model: LifePages.Model, _ token: [(name: String, value: String)]) -> HTML {
        let record = model.record
        let ratings = record.years.flatMap(\.ratings)
        guard record.mayManage else { return .empty }
        let to: LifePage =
            switch record.whose {
            case .person(let id): .ratePerson(id)
            case .unit(let id): .rateUnit(id)
            }
        let isRefused = model.refused != nil
        var fields = [
            Field(
                "nam", "Năm", hint: "Như 2025 hoặc năm học 2024-2025.", id: "nam-xep-loai",
                .text(isRefused ? model.typed("nam") : String(model.today.year), length: 10)),
            Field(
                "xep-loai", "Xếp loại", id: "xep-loai-moi",
                .choice(choices, selected: isRefused ? model.typed("xep-loai") : Proposal.Rating.good.rawValue)),
        ]
        if record.units.count > 1 {
            fields.append(
                Field(
                    "don-vi", "Đơn vị xếp loại", id: "don-vi-xep-loai",
                    .choice(record.units.map { .init($0.id.description, $0.name) }, selected: model.typed("don-vi"))))
        }
        fields.append(
            Field(
                "van-ban", "Văn bản", isOptional: true, id: "van-ban-xep-loai",
                .text(isRefused ? model.typed("van-ban") : "", length: 24)))
        let editing = ratings.map { one(($0), token) }
        return Section(
            "Ghi thêm", id: "ghi-them",
            content: """
                \(Details("Ghi xếp loại một năm", isOpen: isRefused, content: Form(
                    to: to.path, hidden: token, content: "\(fields)\(Actions([.submit("Ghi xếp loại")]))").html))
                \(if: !editing.isEmpty, Details("Sửa, rút xếp loại đã ghi", content: editing.joined()).html)
                """
        ).html
    }

    private static let choices = Proposal.Rating.allCases.map {
        Control.Choice($0.rawValue, $0.vietnamese.capitalFirst)
    }

    private static func one(_ rating: YearlyRating, _ token: [(name: String, value: String)]) -> HTML {
        let id = rating.id
        return """
            <h3>\(rating.year.vietnamese.capitalFirst)</h3>
            \(Form(to: LifePage.correctRating(id).path, hidden: token + [("phien-ban", String(rating.version))], content: """
                \(Field("xep-loai", "Xếp loại", id: "xep-loai-\(id)", .choice(choices, selected: rating.rating.rawValue)))\
                \(Field("van-ban", "Văn bản", isOptional: true, id: "van-ban-\(id)", .text(rating.paper ?? "", length: 24)))\
                \(Field("ly-do", "Lý do sửa", id: "ly-do-\(id)", .text("", length: 24)))\
                \(Actions([.submit("Sửa", subject: "xếp loại \(rating.year)")]))
                """))
            \(Form(to: LifePage.withdrawRating(id).path, hidden: token, content: """
                \(Field("ly-do", "Lý do rút", id: "ly-do-rut-\(id)", .text("", length: 24)))\
                \(Actions([.submit("Rút", .low, subject: "xếp loại \(rating.year)")]))
                """))
            """
    }

    // MARK: Conduct

    static func conduct(_ model: LifePages.Model, _ token: [(name: String, value: String)]) -> HTML {
        let record = model.record
        guard let matters = record.matters else { return .empty }
        let discipline = record.discipline ?? []
        let lines =
            discipline.map { line($0, model, token) } + matters.map { line($0, model, token) }
        let list: HTML =
            lines.isEmpty ? "<p class=\"soft\">Không có kỷ luật, không có việc đang xem xét.</p>" : Lines(lines).html
        return Section(
            "Kỷ luật, việc đang xem xét", id: "ky-luat",
            content: "\(list)\(if: record.mayManageConduct, forms(model, token))"
        ).html
    }

    private static func line(
        _ one: Conduct.Discipline, _ model: LifePages.Model, _ token: [(name: String, value: String)]
    ) -> HTML {
        let isRunning = one.last.map { $0 >= model.today } ?? true
        let words: HTML = """
            \(one.kind.vietnamese.capitalFirst)<small>từ \(one.first.vietnamese) \
            \(one.last.map { "đến \($0.vietnamese)" } ?? "chưa có ngày hết")\(if: isRunning, ", còn hiệu lực")\
            \(one.paper.map { ", \($0)" as HTML })</small>
            """
        guard model.record.mayManageConduct else { return words }
        return """
            \(words)\(Details("Ghi ngày hết, rút", content: """
                \(Form(to: LifePage.endDiscipline(one.id).path, hidden: token, content: """
                    \(Field("den-ngay", "Đến hết ngày", id: "den-ngay-\(one.id)", .day(one.last?.vietnamese ?? "")))\
                    \(Actions([.submit("Ghi ngày hết")]))
                    """))
                \(Form(to: LifePage.withdrawDiscipline(one.id).path, hidden: token, content: """
                    \(Field("ly-do", "Lý do rút", id: "ly-do-kl-\(one.id)", .text("", length: 24)))\
                    \(Actions([.submit("Rút mục ghi nhầm", .low)]))
                    """))
                """))
            """
    }

    private static func line(_ one: Conduct.Matter, _ model: LifePages.Model, _ token: [(name: String, value: String)])
        -> HTML
    {
        let signs = one.signs.map { $0 ? ", có dấu hiệu vi phạm" : ", chưa có dấu hiệu vi phạm" } ?? ""
        let end = one.settled.map { ", xong ngày \($0.vietnamese)" } ?? ", đang xem xét"
        let words: HTML = """
            \(one.kind.vietnamese.capitalFirst)<small>từ \(one.opened.vietnamese)\(end)\(signs)\
            \(one.outcome.map { ": \($0)" as HTML })</small>
            """
        guard model.record.mayManageConduct else { return words }
        let settle: HTML =
            one.settled == nil
            ? Form(
                to: LifePage.settleMatter(one.id).path, hidden: token,
                content: """
                    \(Field("ngay", "Ngày kết luận", id: "ngay-kl-\(one.id)", .day(model.today.vietnamese)))\
                    \(Field("ket-qua", "Kết quả", isOptional: true, id: "ket-qua-\(one.id)", .text("", length: 24)))\
                    \(Actions([.submit("Ghi kết luận")]))
                    """
            ).html : .empty
        return """
            \(words)\(Details(one.settled == nil ? "Ghi kết luận, rút" : "Rút", content: """
                \(settle)\(Form(to: LifePage.withdrawMatter(one.id).path, hidden: token, content: """
                    \(Field("ly-do", "Lý do rút", id: "ly-do-xx-\(one.id)", .text("", length: 24)))\
                    \(Actions([.submit("Rút mục ghi nhầm", .low)]))
                    """))
                """))
            """
    }

    private static func forms(_ model: LifePages.Model, _ token: [(name: String, value: String)]) -> HTML {
        let record = model.record
        let matterTo: LifePage =
            switch record.whose {
            case .person(let id): .openPersonMatter(id)
            case .unit(let id): .openUnitMatter(id)
            }
        var html: HTML = .empty
        if case .person(let id) = record.whose {
            html =
                Details(
                    "Ghi kỷ luật",
                    content: Form(
                        to: LifePage.discipline(id).path, hidden: token,
                        content: """
                            \(Field("hinh-thuc", "Hình thức", .choice(
                            Proposal.Discipline.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }, selected: nil)))\
                            \(Field("tu-ngay", "Từ ngày", id: "tu-ngay-ky-luat", .day("")))\
                            \(Field("den-ngay", "Đến hết ngày", hint: "Để trống khi chưa có.", isOptional: true, id: "den-ngay-ky-luat", .day("")))\
                            \(Field("van-ban", "Văn bản", isOptional: true, id: "van-ban-ky-luat", .text("", length: 24)))\
                            \(Actions([.submit("Ghi kỷ luật")]))
                            """
                    ).html
                ).html
        }
        let matter = Details(
            "Ghi việc đang xem xét",
            content: Form(
                to: matterTo.path, hidden: token,
                content: """
                    \(Field("viec", "Việc", .choice(
                        Proposal.Matter.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }, selected: nil)))\
                    \(Field("dau-hieu", "Dấu hiệu vi phạm", .choice(
                        [.init("", "Chưa rõ"), .init("co", "Có"), .init("khong", "Không")], selected: "")))\
                    \(Field("tu-ngay", "Từ ngày", id: "tu-ngay-viec", .day("")))\
                    \(Field("van-ban", "Văn bản", isOptional: true, id: "van-ban-viec", .text("", length: 24)))\
                    \(Actions([.submit("Ghi việc đang xem xét")]))
                    """
            ).html)
        return "\(html)\(matter)"
    }
}
