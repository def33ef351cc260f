import Database
import HTTP
import Markup
import Vocabulary

/// The answers about officers in charge of emulation.
enum OfficerAnswers {
    static func appoint(_ id: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let form = call.request.form
        let typed = form["tu-ngay"] ?? ""
        do {
            guard let unit = form["phu-trach"].flatMap({ ID<Unit>($0) }) else { throw PersonRefusal.noUnit }
            let day = try TypedPost.day(typed) ?? call.today
            try call.write {
                _ = try EmulationOfficers.appoint(id, in: unit, since: day, scope: scope, by: $0)
            }
            return call.redirect(
                to: PersonPage.show(id), saying: "Đã giao phụ trách thi đua, khen thưởng từ \(day.vietnamese).")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            return try PersonAnswers.show(
                id, call,
                refused: PersonPages.Refused(field: "tu-ngay", words: refusal.explanation.notice, typed: typed))
        }
    }

    static func release(_ id: ID<EmulationOfficer>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let person = try call.write { operation -> ID<Person> in
            try EmulationOfficers.release(id, on: operation.today, in: scope, by: operation)
            return try operation.value("SELECT person FROM emulation_officer WHERE id = \(id)")
        }
        return call.redirect(to: PersonPage.show(person), saying: "Đã ghi thôi phụ trách sau hôm nay.")
    }

    /// The people of a unit that ended go over to one that took it over.
    static func follow(_ unit: ID<Unit>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        do {
            let heir = call.request.form["ke-thua"].flatMap { ID<Unit>($0) } ?? ID(0)
            let count = try call.write { try Successions.follow(unit, to: heir, in: scope, by: $0) }
            return call.redirect(
                to: UnitPage.unit(heir),
                saying: "Đã chuyển \(count.dotted) người sang đơn vị kế thừa, giữ nguyên chức vụ.")
        } catch let refusal as SuccessionRefusal {
            return call.redirect(to: UnitPage.unit(unit), saying: refusal.explanation.notice)
        }
    }

    static func unattended(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.readPeople)
        let cursor = KeysetCursor<ID<Unit>> { call.request.query[$0] }
        let (page, count) = try call.read { db in
            (
                try EmulationOfficers.missing(in: scope, on: call.today, cursor, db),
                try EmulationOfficers.missingCount(in: scope, on: call.today, db)
            )
        }
        let pager = Pager(
            Address(PersonPage.unattended.path), words: "\(page.rows.count.dotted) đơn vị trên trang này",
            before: page.before?.description, after: page.after?.description)
        return call.page(
            "Đơn vị chưa có người phụ trách",
            OfficerPages.unattended(page.rows, count: count, pager: pager, mayManage: visitor.may(.managePeople)))
    }
}

/// The HTML about officers in charge of emulation.
enum OfficerPages {
    static func unattended(_ units: [UnattendedUnit], count: Int, pager: Pager, mayManage: Bool) -> HTML {
        let table = RuledTable(
            "Đơn vị chưa có người phụ trách", count: "\(PersonListPages.counted(count)) đơn vị, theo tên",
            columns: [
                Column("Đơn vị", .name) { (unit: UnattendedUnit) -> HTML in
                    Link(
                        unit.name, PersonFilter(unit: unit.id).address(PersonPage.all.path), subject: "người của đơn vị"
                    ).html
                },
                Column("Người phụ trách trước", .text, .w18) { unit in
                    unit.lastName.map { "\($0)\(unit.lastDay.map { "<small>đến \($0)</small>" as HTML })" }
                        ?? "chưa có ai"
                },
            ], rows: units
        ).with {
            $0.empty = Empty(
                "Đơn vị nào cũng có người phụ trách.", "Khi có người thôi phụ trách, đơn vị sẽ hiện ở đây.")
        }
        return """
            \(PageHead(
                "Đơn vị chưa có người phụ trách",
                facts: "Mỗi đơn vị cần một người phụ trách thi đua, khen thưởng. Giao việc này trên trang của người đó.",
                trail: [Link("Cá nhân", PersonPage.all.path)], here: "Chưa có người phụ trách"))
            \(table)
            \(if: !units.isEmpty, pager.html)
            """
    }
}
