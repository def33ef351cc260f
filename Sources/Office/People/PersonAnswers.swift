import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the register of people.
enum PersonAnswers {
    /// A line each, as `NamedPerson.find` takes them back.
    static func suggest(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.readPeople)
        let typed = call.request.form["tim"] ?? ""
        return .text(
            try call.read { try NamedPerson.offers(typed, within: scope, on: call.today, $0) }.joined(separator: "\n"))
    }

    static func all(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (scope, managing) = (visitor.scope(.readPeople), visitor.scope(.managePeople))
        let query = call.request.query
        let filter = PersonFilter { query[$0] }
        let page = try call.read { db in
            PersonListPages.All(
                filter: filter,
                list: try PersonList.page(
                    filter, PersonList.Cursor { query[$0] }, in: scope, on: call.today, db),
                count: try PersonList.count(filter, in: scope, on: call.today, db),
                units: try UnitChoice.filter(filter.unit, in: scope, on: call.today, db),
                mayManage: visitor.may(.managePeople), waitingTransfers: try Transfers.waiting(for: managing, db),
                unattended: try EmulationOfficers.missingCount(in: scope, on: call.today, db), today: call.today)
        }
        return call.page("Cá nhân", PersonListPages.all(page), shape: .landscape)
    }

    static func show(_ id: ID<Person>, _ call: Call, refused: PersonPages.Refused? = nil) throws -> Response {
        let visitor = try call.signedIn()
        let dossier = try call.read { try PersonDossier.of(id, for: visitor, on: call.today, $0) }
        if let kept = dossier.person.mergedInto { return .redirect(to: PersonPage.show(kept).path) }
        return call.page(
            dossier.person.name,
            PersonPages.show(
                dossier, refused: refused, links: try links(id, call), today: call.today, token: call.hiddenToken),
            status: refused == nil ? 200 : 422)
    }

    /// Pages of other rooms about the person, as far as the visitor's scope reaches them there.
    private static func links(_ id: ID<Person>, _ call: Call) throws -> [Link] {
        let visitor = try call.signedIn()
        let links = call.rooms.flatMap(\.personLinks)
        guard !links.isEmpty else { return [] }
        let open = try call.read { db in
            try Set(links.map(\.needs)).filter { permission in
                try db.first(
                    """
                    SELECT p.id FROM person p WHERE p.id = \(id)
                      AND \(sql: People.isWithin(visitor.scope(permission), on: call.today))
                    """) != nil
            }
        }
        return links.filter { open.contains($0.needs) }.map { Link($0.title, $0.path(id)) }
    }

    // MARK: Adding

    static func new(_ call: Call) throws -> Response {
        try newPage(call, PersonPages.Editing(post: TypedPost(unit: try ownUnit(call))))
    }

    /// The unit that an officer adds people to most: their own.
    private static func ownUnit(_ call: Call) throws -> String {
        let visitor = try call.signedIn()
        guard let unit = visitor.unit, visitor.may(.managePeople, at: unit.path) else { return "" }
        return TypedUnit.words(unit)
    }

    private static func newPage(_ call: Call, _ editing: PersonPages.Editing, status: Int = 200) throws -> Response {
        var editing = editing
        let scope = try call.signedIn().scope(.managePeople)
        editing.units = try call.read { try UnitChoice.names(in: scope, on: call.today, $0) }
        return call.page("Thêm người", PersonPages.form(editing, token: call.hiddenToken), status: status)
    }

    static func add(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let form = call.request.form
        var editing = PersonPages.Editing(typed: TypedPerson(form), post: TypedPost(form))
        let isAnother = form["nguoi-khac"] == "1"
        do {
            let id = try call.write { operation -> ID<Person>? in
                let details = try editing.typed.details()
                _ = try details.checked(today: operation.today)
                let typed = TypedPost(form)
                let unit = try UnitChoice.unit(typed.unit, in: scope, on: operation.today, operation)
                let new = NewPerson(details, post: try typed.post(in: unit.id))
                if !isAnother {
                    editing.namesakes = try Duplicates.named(
                        details.name, in: scope, on: operation.today, operation)
                    guard editing.namesakes.isEmpty else { return nil }
                }
                return try People.add(new, in: scope, by: operation)
            }
            guard let id else { return try newPage(call, editing, status: 422) }
            return call.redirect(to: PersonPage.show(id), saying: "Đã thêm vào danh sách.")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            editing.errors = refusal.errors
            return try newPage(call, editing, status: 422)
        }
    }

    // MARK: Changing

    static func edit(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let (details, version) = try call.read { try People.details(of: id, in: scope, on: call.today, $0) }
        let editing = PersonPages.Editing(
            id: id, name: details.name, version: String(version), typed: TypedPerson(details))
        return call.page("Sửa thông tin", PersonPages.form(editing, token: call.hiddenToken))
    }

    static func correct(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let form = call.request.form
        let typed = TypedPerson(form)
        do {
            try call.write {
                try People.correct(
                    id, to: typed.details(), knowing: Int(form["phien-ban"] ?? "") ?? 0, in: scope, by: $0)
            }
            return call.redirect(to: PersonPage.show(id), saying: "Đã lưu thông tin.")
        } catch let refusal as PersonRefusal where refusal.field != nil || refusal == .changedMeanwhile {
            let (details, version) = try call.read { try People.details(of: id, in: scope, on: call.today, $0) }
            var editing = PersonPages.Editing(id: id, name: details.name, version: String(version), typed: typed)
            editing.errors = refusal.errors
            let isStale = refusal == .changedMeanwhile
            if isStale { editing.stale = refusal.explanation.notice }
            return call.page(
                "Sửa thông tin", PersonPages.form(editing, token: call.hiddenToken), status: isStale ? 409 : 422)
        }
    }
}

extension PersonRefusal {
    /// By the field of the forms of this room.
    var errors: [String: String] { field.map { [$0: explanation.notice] } ?? [:] }
}
