import Database
import HTTP
import Markup
import Vocabulary

/// The answers about entries that may be one person.
enum DuplicateAnswers {
    static func all(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let cursor = KeysetCursor({ call.request.query[$0] }, Duplicates.Key.init)
        let page = try call.read { try Duplicates.page(in: scope, on: call.today, cursor, $0) }
        let pager = Pager(
            Address(DuplicatePage.all.path), words: "\(page.rows.count) cặp trên trang này", before: page.before?.text,
            after: page.after?.text)
        return call.page("Hồ sơ trùng", DuplicatePages.all(page.rows, pager: pager))
    }

    static func compare(_ first: ID<Person>, _ second: ID<Person>, _ call: Call) throws -> Response {
        try compare(first, second, call, refusal: nil)
    }

    private static func compare(
        _ first: ID<Person>, _ second: ID<Person>, _ call: Call, refusal: MergeRefusal?
    ) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        guard first != second else { throw PersonRefusal.notFound }
        let (sides, pairs) = try call.read { db -> ([DuplicatePages.Side], [DuplicatePair]) in
            let sides = try [first, second].map { id -> DuplicatePages.Side in
                let person = try People.person(id, in: scope, on: call.today, db)
                guard person.state == .active else { throw PersonRefusal.notFound }
                return DuplicatePages.Side(
                    person: person, contact: try People.contact(of: id, in: scope, on: call.today, db),
                    posts: try Posts.all(of: id, db), officerOf: try EmulationOfficers.all(of: id, in: .everything, db),
                    trainings: try PersonTraining.all(of: id, db))
            }
            return (sides, try Duplicates.of(first, in: scope, on: call.today, db))
        }
        let reasons = pairs.first { [$0.first, $0.second].contains(second) }?.reasons ?? []
        return call.page(
            "So sánh hai hồ sơ",
            DuplicatePages.compare(sides, reasons: reasons, refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func merge(_ first: ID<Person>, _ second: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        // The one to keep is chosen; anything else keeps the older one.
        let kept = call.request.form["giu"].flatMap { ID<Person>($0) } == second ? second : first
        let gone = kept == first ? second : first
        do {
            _ = try call.write {
                try PersonMerge.merge(
                    gone, into: kept, references: call.office.personReferences, in: scope, by: $0)
            }
        } catch let refusal as MergeRefusal {
            return try compare(first, second, call, refusal: refusal)
        }
        return call.redirect(
            to: PersonPage.show(kept),
            saying: "Đã gộp hai hồ sơ. Nếu nhầm, bấm “Tách lại” ở mục “Hồ sơ đã gộp vào đây”.")
    }

    static func tellApart(_ first: ID<Person>, _ second: ID<Person>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        try call.write { try Duplicates.tellApart(first, second, in: scope, by: $0) }
        return call.redirect(to: DuplicatePage.all, saying: "Đã ghi nhận hai hồ sơ là hai người khác nhau.")
    }

    static func undo(_ id: ID<PersonMerge>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let parted = try call.write {
            try PersonMerge.undo(id, references: call.office.personReferences, in: scope, by: $0)
        }
        return call.redirect(to: PersonPage.show(parted), saying: "Đã tách lại hồ sơ này cùng những gì thuộc về nó.")
    }
}
