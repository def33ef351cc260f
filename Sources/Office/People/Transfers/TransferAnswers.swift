import Database
import HTTP
import Markup
import Vocabulary

/// The answers about transfers.
enum TransferAnswers {
    static func all(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let cursor = KeysetCursor<ID<Transfer>> { call.request.query[$0] }
        let page = try call.read { try Transfers.page(in: visitor.scope(.readPeople), cursor, $0) }
        let pager = Pager(
            Address(TransferPage.all.path), words: "\(page.rows.count.dotted) đề nghị trên trang này",
            before: page.before?.description, after: page.after?.description)
        return call.page(
            "Điều động",
            TransferPages.all(page.rows, managing: visitor.scope(.managePeople), pager: pager, today: call.today))
    }

    static func show(_ id: ID<Transfer>, _ call: Call) throws -> Response { try show(id, call, errors: [:]) }

    private static func show(_ id: ID<Transfer>, _ call: Call, errors: [String: String]) throws -> Response {
        let visitor = try call.signedIn()
        let reading = visitor.scope(.readPeople)
        let (transfer, isKnown) = try call.read { db in
            let transfer = try Transfers.transfer(id, in: reading, db)
            let person = try db.first(
                "SELECT p.id FROM person p WHERE p.id = \(transfer.person) AND \(sql: People.isWithin(reading, on: call.today))"
            )
            return (transfer, person != nil)
        }
        let page = TransferPages.One(
            transfer: transfer, isKnown: isKnown, managing: visitor.scope(.managePeople), errors: errors,
            today: call.today)
        return call.page(
            "Điều động \(transfer.name)", TransferPages.show(page, token: call.hiddenToken),
            status: errors.isEmpty ? 200 : 422)
    }

    static func new(_ id: ID<Post>, _ call: Call) throws -> Response {
        try form(id, call, TypedTransfer(), errors: [:])
    }

    private static func form(_ id: ID<Post>, _ call: Call, _ typed: TypedTransfer, errors: [String: String]) throws
        -> Response
    {
        let visitor = try call.signedIn()
        let page = try call.read { db -> TransferPages.Proposing in
            let post = try Posts.post(id, in: visitor.scope(.managePeople), on: call.today, db)
            let person = try People.person(post.person, in: visitor.scope(.managePeople), on: call.today, db)
            guard person.state == .active else { throw PersonRefusal.notActive }
            return TransferPages.Proposing(
                post: post, person: person, typed: typed,
                units: try UnitChoice.names(in: receiving(visitor), on: call.today, db), errors: errors)
        }
        return call.page(
            "Điều động", TransferPages.form(page, token: call.hiddenToken), status: errors.isEmpty ? 200 : 422)
    }

    /// Any unit that the visitor may know of can receive.
    private static func receiving(_ visitor: Visitor) -> Scope {
        visitor.scope(.readUnits).union(visitor.scope(.managePeople))
    }

    static func propose(_ id: ID<Post>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let typed = TypedTransfer(call.request.form)
        do {
            let transfer = try call.write { operation in
                let unit = try UnitChoice.unit(typed.unit, in: receiving(visitor), on: operation.today, operation)
                return try Transfers.propose(
                    typed.transfer(of: id, to: unit.id), in: visitor.scope(.managePeople), by: operation)
            }
            return call.redirect(
                to: TransferPage.show(transfer),
                saying: "Đã gửi đề nghị. Chức vụ giữ nguyên đến khi đơn vị nhận xác nhận.")
        } catch let refusal as PersonRefusal where refusal.field != nil {
            return try form(id, call, typed, errors: refusal.errors)
        } catch let refusal as TransferRefusal where refusal.field != nil {
            return try form(id, call, typed, errors: [refusal.field ?? "": refusal.explanation.notice])
        }
    }

    static func confirm(_ id: ID<Transfer>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        try call.write { try Transfers.confirm(id, in: visitor.scope(.managePeople), by: $0) }
        return call.redirect(
            to: TransferPage.show(id), saying: "Đã xác nhận. Chức vụ cũ kết thúc vào ngày trước ngày điều động.")
    }

    static func turnDown(_ id: ID<Transfer>, _ call: Call, isReceiver: Bool) throws -> Response {
        let scope = try call.signedIn().scope(.managePeople)
        let reason = call.request.form["ly-do"] ?? ""
        do {
            try call.write {
                if isReceiver {
                    try Transfers.decline(id, because: reason, in: scope, by: $0)
                } else {
                    try Transfers.withdraw(id, because: reason, in: scope, by: $0)
                }
            }
        } catch TransferRefusal.noReason {
            let field = isReceiver ? "ly-do-khong-nhan" : "ly-do-rut"
            return try show(id, call, errors: [field: TransferRefusal.noReason.explanation.notice])
        }
        return call.redirect(
            to: TransferPage.show(id), saying: isReceiver ? "Đã trả lời không nhận." : "Đã rút đề nghị.")
    }
}

/// What was typed into the form of a proposal.
struct TypedTransfer: Equatable {
    var unit = ""
    var title = ""
    var group = Post.Group.direct.rawValue
    var day = ""
    var basis = ""

    init() {}

    init(_ form: Parameters) {
        unit = form["don-vi"] ?? ""
        title = form["chuc-vu"] ?? ""
        group = form["nhom"] ?? ""
        day = form["tu-ngay"] ?? ""
        basis = form["can-cu"] ?? ""
    }

    func transfer(of post: ID<Post>, to unit: ID<Unit>) throws(PersonRefusal) -> NewTransfer {
        guard let group = Post.Group(rawValue: group) else { throw .noGroup }
        guard let day = try TypedPost.day(day) else { throw .badDay("") }
        return NewTransfer(post: post, to: unit, title: title, group: group, onDay: day, basis: basis)
    }

    func fields(_ units: [String]) -> [Field] {
        [
            Field(
                "don-vi", "Đơn vị nhận", hint: "Gõ vài chữ rồi chọn trong danh sách.",
                .suggest(unit, from: units, length: 44)),
            Field("chuc-vu", "Chức vụ, công việc ở đơn vị nhận", .text(title, length: 36)),
            Field(
                "nhom", "Nhóm đối tượng",
                .choice(
                    Post.Group.allCases.reversed().map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: group)),
            Field("tu-ngay", "Từ ngày", hint: "Chức vụ hiện nay kết thúc vào ngày hôm trước.", .day(day)),
            Field(
                "can-cu", "Căn cứ", hint: "Số, ngày của quyết định, nếu đã có.", isOptional: true,
                .text(basis, length: 40)),
        ]
    }
}
