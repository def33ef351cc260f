import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the forms for posts.
enum PostAnswers {
    private static func person(_ id: ID<Person>, _ call: Call, _ db: any Reader) throws -> Person {
        let person = try People.person(id, in: try call.signedIn().scope(.managePeople), on: call.today, db)
        guard person.state == .active else { throw PersonRefusal.notActive }
        return person
    }

    static func new(_ id: ID<Person>, _ call: Call) throws -> Response {
        let unit = try call.signedIn().unit.map(TypedUnit.words) ?? ""
        return try form(call, of: id, post: nil, TypedPost(unit: unit), errors: [:])
    }

    static func add(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let typed = TypedPost(call.request.form)
        do {
            try call.write { operation in
                let unit = try UnitChoice.unit(typed.unit, in: scope, on: operation.today, operation)
                _ = try Posts.add(typed.post(in: unit.id), to: id, in: scope, by: operation)
            }
            return call.redirect(to: PersonPage.show(id), saying: "Đã thêm chức vụ.")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            return try form(call, of: id, post: nil, typed, errors: refusal.errors)
        }
    }

    static func edit(_ id: ID<Post>, _ call: Call) throws -> Response {
        let post = try found(id, call)
        return try form(call, of: post.person, post: id, TypedPost(post), errors: [:])
    }

    static func correct(_ id: ID<Post>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let post = try found(id, call)
        let typed = TypedPost(call.request.form)
        do {
            try call.write { operation in
                // The name of an ended unit stays as it was.
                let unit =
                    try typed.unit == post.unitName
                    ? post.unit : UnitChoice.unit(typed.unit, in: scope, on: operation.today, operation).id
                try Posts.correct(id, to: typed.post(in: unit), in: scope, by: operation)
            }
            return call.redirect(to: PersonPage.show(post.person), saying: "Đã sửa chức vụ.")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            return try form(call, of: post.person, post: id, typed, errors: refusal.errors)
        }
    }

    private static func found(_ id: ID<Post>, _ call: Call) throws -> Post {
        let scope = try call.signedIn().scope(.managePeople)
        return try call.read { try Posts.post(id, in: scope, on: call.today, $0) }
    }

    private static func form(
        _ call: Call, of id: ID<Person>, post: ID<Post>?, _ typed: TypedPost, errors: [String: String]
    ) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let page = try call.read { db in
            PostPages.Editing(
                person: try person(id, call, db), post: post, typed: typed,
                units: try UnitChoice.names(in: scope, on: call.today, db), errors: errors)
        }
        let title = post == nil ? "Thêm chức vụ" : "Sửa chức vụ"
        return call.page(
            title, PostPages.form(page, title: title, token: call.hiddenToken), status: errors.isEmpty ? 200 : 422)
    }

    static func end(_ id: ID<Post>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let post = try found(id, call)
        let typed = call.request.form["ngay"] ?? ""
        do {
            guard let day = try TypedPost.day(typed) else { throw PersonRefusal.badDay(typed) }
            try call.write { try Posts.end(id, on: day, in: scope, by: $0) }
            return call.redirect(
                to: PersonPage.show(post.person),
                saying: "Đã ghi “\(post.title)” đến hết ngày \(day.vietnamese). Muốn đổi: bấm Sửa ở chức vụ đó.")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            return try PersonAnswers.show(
                post.person, call,
                refused: PersonPages.Refused(field: "ngay-\(id)", words: refusal.explanation.notice, typed: typed))
        }
    }

    static func askRemove(_ id: ID<Post>, _ call: Call) throws -> Response {
        try removal(call, found(id, call), errors: [:])
    }

    private static func removal(_ call: Call, _ post: Post, errors: [String: String]) throws -> Response {
        let person = try call.read { try Self.person(post.person, call, $0) }
        return call.page(
            "Xóa chức vụ", PostPages.removal(of: post, person, errors: errors, token: call.hiddenToken),
            status: errors.isEmpty ? 200 : 422)
    }

    static func remove(_ id: ID<Post>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let post = try found(id, call)
        let reason = (call.request.form["ly-do"] ?? "").nfc.trimmed
        guard !reason.isEmpty else {
            return try removal(call, post, errors: ["ly-do": "Hãy ghi lý do; người xem sau cần biết vì sao."])
        }
        try call.write { try Posts.remove(id, because: reason, in: scope, by: $0) }
        return call.redirect(to: PersonPage.show(post.person), saying: "Đã xóa chức vụ ghi nhầm.")
    }
}

/// The HTML of the forms for posts.
enum PostPages {
    struct Editing {
        let person: Person
        let post: ID<Post>?
        let typed: TypedPost
        let units: [String]
        let errors: [String: String]
    }

    static func form(_ page: Editing, title: String, token: [(name: String, value: String)]) -> HTML {
        let fields = page.typed.fields(page.units, hasEnd: true).map { $0.with(errors: page.errors) }
        let back = PersonPage.show(page.person.id).path
        let target = page.post.map { PersonPage.correctPost($0).path } ?? PersonPage.addPost(page.person.id).path
        return """
            \(PageHead(title, facts: "\(page.person.name). Một người có thể giữ hai chức vụ cùng lúc.",
                trail: [Link("Cá nhân", PersonPage.all.path), Link(page.person.name, back)], here: title))
            \(ErrorSummary("Chức vụ chưa lưu được", fields: fields))
            <div class="narrow-left gap">\(Form(to: target, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit(page.post == nil ? "Thêm chức vụ" : "Lưu", .primary), .link("Thôi", back)]))
                """))</div>
            """
    }

    static func removal(
        of post: Post, _ person: Person, errors: [String: String], token: [(name: String, value: String)]
    ) -> HTML {
        let field = Field("ly-do", "Lý do xóa", .text("", length: 40)).with(errors: errors)
        let back = PersonPage.show(person.id).path
        return """
            \(PageHead("Xóa chức vụ", facts: "\(person.name)", trail: [Link("Cá nhân", PersonPage.all.path), Link(person.name, back)], here: "Xóa chức vụ"))
            \(ErrorSummary("Chưa xóa được", fields: [field]))
            \(Confirmation(
                "Xóa chức vụ “\(post.title)” tại \(post.unitName)?",
                consequences: [
                    "Chỉ xóa khi ghi nhầm. Nếu người này đã thôi giữ chức vụ, hãy ghi ngày thôi: quá trình công tác được giữ lại.",
                ], verb: "Xóa chức vụ", to: PersonPage.removePost(post.id).path, hidden: token,
                back: Link("Giữ lại", back), fields: [field]))
            """
    }
}
