import Database
import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the pages of a life.
enum LifeAnswers {
    static func person(_ id: ID<Person>, _ call: Call, refused: HonourRefusal? = nil) throws -> Response {
        let kept: ID<Person>? = try call.read { try $0.value("SELECT merged_into FROM person WHERE id = \(id)") }
        if let kept { return .redirect(to: LifePage.person(kept).path) }
        return try show(.person(id), call, refused: refused)
    }

    static func unit(_ id: ID<Unit>, _ call: Call, refused: HonourRefusal? = nil) throws -> Response {
        try show(.unit(id), call, refused: refused)
    }

    static func show(_ whose: LifeRecord.Whose, _ call: Call, refused: HonourRefusal? = nil) throws -> Response {
        let visitor = try call.signedIn()
        let record = try call.read { try LifeRecord.of(whose, for: visitor, on: call.today, $0) }
        let typed = refused == nil ? nil : call.request.form
        return call.page(
            "Khen thưởng: \(record.name)",
            LifePages.show(
                .init(record: record, refused: refused, typed: { typed?[$0] ?? "" }, today: call.today),
                token: call.hiddenToken),
            status: refused == nil ? 200 : refused == .changedMeanwhile ? 409 : 422)
    }

    /// The same record on paper, without conduct: it is handed round.
    static func file(_ whose: LifeRecord.Whose, _ file: PaperFile, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let record = try call.read { try LifeRecord.of(whose, for: visitor, on: call.today, $0) }
        var rows: [PaperTable.Row] = []
        for year in record.years {
            let rating = year.ratings.map { $0.rating.vietnamese.capitalFirst }.joined(separator: "; ")
            let initiatives = year.initiatives.map { one in
                "\(one.initiative.title) (\(one.initiative.scope.vietnamese))"
                    + (one.initiative.paper.map { ", \($0)" } ?? "")
            }.joined(separator: "; ")
            if year.honours.isEmpty {
                rows.append(
                    .cells([.text(year.title), .optional(rating), .empty, .empty, .empty, .optional(initiatives)]))
            }
            for (index, line) in year.honours.enumerated() {
                rows.append(
                    .cells([
                        .text(index == 0 ? year.title : ""), index == 0 ? .optional(rating) : .empty,
                        .text(line.award + (line.state == .revoked ? " (đã bị hủy bỏ)" : "")),
                        .text(
                            "\(line.number) ngày \(line.signed.vietnamese), \(line.issuer)"
                                + (line.signer.map { " (\($0) ký)" } ?? "")), .optional(line.place),
                        index == 0 ? .optional(initiatives) : .empty,
                    ]))
            }
        }
        for kin in record.kin where kin.isBefore && !kin.honours.isEmpty {
            rows.append(.group("Đơn vị tiền thân: \(kin.name) (đến \(kin.onDay.adding(days: -1).vietnamese))"))
            for line in kin.honours {
                rows.append(
                    .cells([
                        .text(line.years?.description ?? ""), .empty, .text(line.award),
                        .text("\(line.number) ngày \(line.signed.vietnamese), \(line.issuer)"), .optional(line.place),
                        .empty,
                    ]))
            }
        }
        let table = PaperTable(
            [
                .init("Năm", width: 11, .centre), .init("Xếp loại", width: 18),
                .init("Danh hiệu, hình thức", width: 26),
                .init("Quyết định", width: 34), .init("Chức vụ, đơn vị khi đó", width: 26),
                .init("Sáng kiến, đề tài", width: 28),
            ], rows)
        return try file.response(
            named: "Khen thưởng \(record.name)".replacing("/", with: "-"),
            title: "Quá trình khen thưởng: \(record.name)",
            notes: "\(record.place.isEmpty ? "" : record.place + "; ")số liệu đến ngày \(call.today.vietnamese)", table)
    }
}

/// Ratings entered from the page of a life.
enum RatingAnswers {
    private static func rating(_ form: Parameters) throws -> Proposal.Rating {
        guard let rating = (form["xep-loai"]).flatMap(Proposal.Rating.init(rawValue:)) else {
            throw HonourRefusal.noKind
        }
        return rating
    }

    static func rate(_ whose: LifeRecord.Whose, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (scope, form) = (visitor.scope(.manageHonours), call.request.form)
        // Whoever is out of reach is not there, whatever the form says.
        guard try call.read({ try Conduct.isWithin(whose.concerned, scope, on: call.today, $0) }) else {
            throw HonourRefusal.notFound
        }
        do {
            try call.write { operation in
                guard let years = AchievementYears(form["nam"] ?? ""), years.first == years.last else {
                    throw HonourRefusal.badYears(form["nam"] ?? "")
                }
                let subject: YearlyRating.Subject
                switch whose {
                case .unit(let id): subject = .unit(id)
                case .person(let id):
                    let posts = try Posts.all(of: id, operation)
                    let chosen = form["don-vi"].flatMap { ID<Unit>($0) }
                    guard let unit = posts.first(where: { chosen == nil || $0.unit == chosen })?.unit else {
                        throw HonourRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị đã xếp loại.")
                    }
                    subject = .person(id, in: unit)
                }
                _ = try Honours.rate(
                    Honours.NewRating(subject, years.year, try rating(form), paper: form["van-ban"]), in: scope,
                    by: operation)
            }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try LifeAnswers.show(whose, call, refused: refusal)
        }
        return call.redirect(to: whose.page, saying: "Đã ghi xếp loại.")
    }

    private static func whose(_ id: ID<YearlyRating>, _ call: Call) throws -> LifeRecord.Whose {
        let row = try call.read { try $0.first("SELECT person, holder_unit FROM yearly_rating WHERE id = \(id)") }
        if let person: ID<Person> = try row?("person") { return .person(person) }
        if let unit: ID<Unit> = try row?("holder_unit") { return .unit(unit) }
        throw HonourRefusal.notFound
    }

    static func correct(_ id: ID<YearlyRating>, _ call: Call) throws -> Response {
        let (scope, form) = (try call.signedIn().scope(.manageHonours), call.request.form)
        let whose = try whose(id, call)
        do {
            try call.write {
                try Honours.correctRating(
                    id, to: try rating(form), paper: form["van-ban"], why: form["ly-do"] ?? "",
                    knowing: form["phien-ban"].flatMap { Int($0) } ?? 0, in: scope, by: $0)
            }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try LifeAnswers.show(whose, call, refused: refusal)
        }
        return call.redirect(to: whose.page, saying: "Đã sửa xếp loại.")
    }

    static func withdraw(_ id: ID<YearlyRating>, _ call: Call) throws -> Response {
        let (scope, form) = (try call.signedIn().scope(.manageHonours), call.request.form)
        let whose = try whose(id, call)
        do {
            try call.write { try Honours.withdrawRating(id, why: form["ly-do"] ?? "", in: scope, by: $0) }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try LifeAnswers.show(whose, call, refused: refusal)
        }
        return call.redirect(to: whose.page, saying: "Đã rút xếp loại ghi nhầm.")
    }
}

extension LifeRecord.Whose {
    var page: LifePage {
        switch self {
        case .person(let id): .person(id)
        case .unit(let id): .unit(id)
        }
    }
}

/// Conduct entered from the page of a life.
enum ConductAnswers {
    private static func day(_ form: Parameters, _ name: String) throws -> Day {
        let text = (form[name] ?? "").trimmed
        guard let day = Day(vietnamese: text) ?? Day(iso: text) else { throw HonourRefusal.badDay(text) }
        return day
    }

    private static func optionalDay(_ form: Parameters, _ name: String) throws -> Day? {
        (form[name] ?? "").trimmed.isEmpty ? nil : try day(form, name)
    }

    /// One write; a refusal about a field comes back on the page of the life.
    private static func change(
        _ whose: LifeRecord.Whose, _ call: Call, saying words: String,
        _ body: (Operation, Scope, Parameters) throws -> Void
    ) throws -> Response {
        let (scope, form) = (try call.signedIn().scope(.manageConduct), call.request.form)
        guard try call.read({ try Conduct.isWithin(whose.concerned, scope, on: call.today, $0) }) else {
            throw HonourRefusal.notFound
        }
        do {
            try call.write { try body($0, scope, form) }
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try LifeAnswers.show(whose, call, refused: refusal)
        }
        return call.redirect(to: whose.page, saying: words)
    }

    static func discipline(_ person: ID<Person>, _ call: Call) throws -> Response {
        try change(.person(person), call, saying: "Đã ghi kỷ luật.") { operation, scope, form in
            guard let kind = form["hinh-thuc"].flatMap(Proposal.Discipline.Kind.init(rawValue:)) else {
                throw HonourRefusal.noKind
            }
            _ = try Conduct.addDiscipline(
                of: person, kind, from: try day(form, "tu-ngay"), to: try optionalDay(form, "den-ngay"),
                paper: form["van-ban"], in: scope, by: operation)
        }
    }

    private static func whose(_ id: ID<Conduct.Discipline>, _ call: Call) throws -> LifeRecord.Whose {
        let person: ID<Person>? = try call.read { try $0.value("SELECT person FROM discipline WHERE id = \(id)") }
        guard let person else { throw HonourRefusal.notFound }
        return .person(person)
    }

    static func endDiscipline(_ id: ID<Conduct.Discipline>, _ call: Call) throws -> Response {
        try change(whose(id, call), call, saying: "Đã ghi ngày hết kỷ luật.") { operation, scope, form in
            try Conduct.endDiscipline(id, on: try day(form, "den-ngay"), in: scope, by: operation)
        }
    }

    static func withdrawDiscipline(_ id: ID<Conduct.Discipline>, _ call: Call) throws -> Response {
        try change(whose(id, call), call, saying: "Đã rút mục ghi nhầm.") { operation, scope, form in
            try Conduct.withdrawDiscipline(id, why: form["ly-do"] ?? "", in: scope, by: operation)
        }
    }

    static func open(_ whose: LifeRecord.Whose, _ call: Call) throws -> Response {
        try change(whose, call, saying: "Đã ghi việc đang xem xét.") { operation, scope, form in
            guard let kind = form["viec"].flatMap(Proposal.Matter.Kind.init(rawValue:)) else {
                throw HonourRefusal.noKind
            }
            let signs: Bool? =
                switch form["dau-hieu"] {
                case "co": true
                case "khong": false
                default: nil
                }
            _ = try Conduct.openMatter(
                about: whose.concerned, kind, signs: signs, on: try day(form, "tu-ngay"), paper: form["van-ban"],
                in: scope,
                by: operation)
        }
    }

    private static func whose(_ id: ID<Conduct.Matter>, _ call: Call) throws -> LifeRecord.Whose {
        let row = try call.read { try $0.first("SELECT person, holder_unit FROM pending_matter WHERE id = \(id)") }
        if let person: ID<Person> = try row?("person") { return .person(person) }
        if let unit: ID<Unit> = try row?("holder_unit") { return .unit(unit) }
        throw HonourRefusal.notFound
    }

    static func settle(_ id: ID<Conduct.Matter>, _ call: Call) throws -> Response {
        try change(whose(id, call), call, saying: "Đã ghi kết luận.") { operation, scope, form in
            try Conduct.settleMatter(id, on: try day(form, "ngay"), outcome: form["ket-qua"], in: scope, by: operation)
        }
    }

    static func withdraw(_ id: ID<Conduct.Matter>, _ call: Call) throws -> Response {
        try change(whose(id, call), call, saying: "Đã rút mục ghi nhầm.") { operation, scope, form in
            try Conduct.withdrawMatter(id, why: form["ly-do"] ?? "", in: scope, by: operation)
        }
    }
}
