import Markup
import Vocabulary

/// The HTML of transfers.
enum TransferPages {
    static func status(_ transfer: Transfer) -> Status {
        switch transfer.state {
        case .waiting: Status(.care, "Chờ xác nhận")
        case .confirmed: Status(.done, "Đã nhận")
        case .declined: Status(.stuck, "Không nhận")
        case .withdrawn: Status(.todo, "Đã rút")
        }
    }

    static func all(_ transfers: [Transfer], managing: Scope, pager: Pager, today: Day) -> HTML {
        let table = RuledTable(
            "Đề nghị điều động", count: "đang chờ trước, rồi mới nhất",
            columns: [
                Column("Từ ngày", .text, .w9) { (transfer: Transfer) -> HTML in
                    "<span class=\"nowrap\">\(transfer.onDay)</span>"
                },
                Column("Họ và tên", .name) { Link($0.name, TransferPage.show($0.id).path).html },
                Column("Từ đơn vị", .text) { "\($0.fromName)<small>\($0.oldTitle)</small>" },
                Column("Đến đơn vị", .text) { "\($0.toName)<small>\($0.title)</small>" },
                Column("Tình trạng", .text, .w13) { transfer in
                    transfer.isAnswered(by: managing) && !managing.contains(transfer.fromPath)
                        ? Status(.yours, "Chờ ông/bà xác nhận").html : status(transfer).html
                },
            ], rows: transfers
        ).with {
            $0.empty = Empty(
                "Chưa có đề nghị điều động nào.",
                "Mở trang của một người, bấm “Điều động” ở chức vụ đang giữ; đơn vị nhận xác nhận tại đây.")
        }
        return """
            \(PageHead(
                "Điều động", facts: "Đơn vị cử đi đề nghị, đơn vị nhận xác nhận; đến lúc đó chức vụ giữ nguyên.",
                trail: [Link("Cá nhân", PersonPage.all.path)], here: "Điều động"))
            \(table)
            \(if: !transfers.isEmpty, pager.html)
            """
    }

    struct One {
        let transfer: Transfer
        /// Whether the visitor may open the person's own page.
        let isKnown: Bool
        let managing: Scope
        let errors: [String: String]
        let today: Day
    }

    static func show(_ page: One, token: [(name: String, value: String)]) -> HTML {
        let transfer = page.transfer
        let fields = [reason("ly-do-khong-nhan", "không nhận"), reason("ly-do-rut", "rút đề nghị")].map { field in
            var field = field
            field.error = page.errors[field.id]
            return field
        }
        return """
            \(PageHead(
                "Điều động \(transfer.name)", facts: "\(transfer.fromName) → \(transfer.toName), từ \(transfer.onDay)",
                trail: [Link("Cá nhân", PersonPage.all.path), Link("Điều động", TransferPage.all.path)], here: transfer.name))
            \(ErrorSummary("Chưa trả lời được", fields: fields))
            \(Facts([
                ("Người được điều động", page.isKnown ? Link(transfer.name, PersonPage.show(transfer.person).path).html : "\(transfer.name)"),
                ("Đơn vị cử đi", "\(transfer.fromName), \(transfer.oldTitle)"),
                ("Đơn vị nhận", "\(transfer.toName)"),
                ("Chức vụ mới", "\(transfer.title), nhóm \(transfer.group.vietnamese)"),
                ("Từ ngày", "\(transfer.onDay), chức vụ cũ đến hết \(transfer.onDay.adding(days: -1))"),
                ("Căn cứ", "\(transfer.basis ?? "chưa ghi")"),
                ("Tình trạng", status(transfer).html),
            ]))
            \(answers(page, fields, token))
            \(Section("Diễn biến", id: "dien-bien", content: trace(transfer).html))
            """
    }

    private static func reason(_ id: String, _ what: String) -> Field {
        Field("ly-do", "Lý do \(what)", id: id, .text("", length: 40))
    }

    private static func answers(_ page: One, _ fields: [Field], _ token: [(name: String, value: String)]) -> HTML {
        let transfer = page.transfer
        var parts: [HTML] = []
        if transfer.isAnswered(by: page.managing) {
            parts.append(
                "<div class=\"acts gap-s\">\(PostButton(.submit("Xác nhận nhận người", .primary), to: TransferPage.confirm(transfer.id).path, hidden: token))</div>"
            )
            parts.append(
                Details(
                    "Không nhận", isOpen: fields[0].error != nil,
                    content: Form(
                        to: TransferPage.decline(transfer.id).path, hidden: token,
                        content: "\(fields[0])\(Actions([.submit("Trả lời không nhận")]))"
                    ).html
                ).html)
        }
        if transfer.isWithdrawn(by: page.managing) {
            parts.append(
                Details(
                    "Rút đề nghị", isOpen: fields[1].error != nil,
                    content: Form(
                        to: TransferPage.withdraw(transfer.id).path, hidden: token,
                        content: "\(fields[1])\(Actions([.submit("Rút đề nghị")]))"
                    ).html
                ).html)
        }
        return parts.joined()
    }

    private static func trace(_ transfer: Transfer) -> Trace {
        var steps: [Trace.Step] = []
        if let answered = transfer.answered {
            steps.append(
                Trace.Step(
                    [answered.day.vietnamese, answered.hour],
                    "\(transfer.state.vietnamese.capitalFirst)\(transfer.reason.map { ": “\($0)”" as HTML })",
                    who: transfer.answerer.map { "\($0)" }))
        } else {
            steps.append(Trace.Step([""], "\(transfer.toName) xác nhận hoặc trả lời không nhận", isToCome: true))
        }
        steps.append(
            Trace.Step(
                [transfer.proposed.day.vietnamese, transfer.proposed.hour], "Đề nghị", who: "\(transfer.proposer)"))
        return Trace(steps)
    }

    struct Proposing {
        let post: Post
        let person: Person
        let typed: TypedTransfer
        let units: [String]
        let errors: [String: String]
    }

    static func form(_ page: Proposing, token: [(name: String, value: String)]) -> HTML {
        let fields = page.typed.fields(page.units).map { $0.with(errors: page.errors) }
        let back = PersonPage.show(page.person.id).path
        return """
            \(PageHead(
                "Điều động", facts: "\(page.person.name), đang là \(page.post.title) tại \(page.post.unitName)",
                trail: [Link("Cá nhân", PersonPage.all.path), Link(page.person.name, back)], here: "Điều động"))
            \(ErrorSummary("Chưa gửi được đề nghị", fields: fields))
            <div class="narrow-left gap">\(Form(
                to: TransferPage.propose(page.post.id).path, hidden: token, extras: [.guardsWords], content: """
                    \(fields)\(Actions([.submit("Gửi đề nghị", .primary), .link("Thôi", back)]))
                    """))</div>
            """
    }
}
