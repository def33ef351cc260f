import Markup
import Rulebook
import Vocabulary

/// The HTML of one decision.
enum DecisionPages {
    struct One {
        let head: DecisionHead
        let lines: [HonourLine]
        let hasMore: Bool
        let seesAll: Bool
        let mayManage: Bool
        let managing: Scope
        let entries: [LedgerEntry]
        /// Why it could not be restored, and the reason that was typed.
        let refusal: HonourRefusal?
        let why: String
        let today: Day

        var isWithdrawn: Bool { head.withdrawnWhy != nil }
    }

    static func one(_ model: One, token: [(name: String, value: String)]) -> HTML {
        let head = model.head
        var actions: [Action] = [.print()]
        if model.mayManage, !model.isWithdrawn {
            actions += [
                .link("Rút cả quyết định", HonoursPage.withdrawDecisionForm(head.id).path, .low),
                .link("Sửa quyết định", HonoursPage.editDecision(head.id).path),
            ]
        }
        let why = Field("ly-do", "Lý do", .text(model.why, length: 30))
        let placed = model.refusal?.placed(among: [why.name])
        let field = why.with(errors: placed?.errors ?? [:])
        return """
            \(PageHead(
                "Quyết định \(head.number)", facts: "\(head.issuer), ký ngày \(head.signed.vietnamese)",
                trail: [Link("Khen thưởng", HonoursPage.list.path)], here: head.number, actions: actions))
            \(ErrorSummary("Chưa phục hồi được", fields: [field]))
            \(placed?.general.map { Note(.bad, "Chưa phục hồi được.", body: "\($0)").html })
            \(head.withdrawnWhy.map { Note(.bad, "Đã rút cả quyết định, không còn được tính.", body: "\($0)").html })
            \(Columns(
                .wide, work: table(model), label: "Thông tin quyết định", 
                context: "\(if: model.mayManage && model.isWithdrawn, restoring(head, field, token))\(facts(head))\(CouncilPages.history(model.entries, of: .honourDecision))"))
            """
    }

    private static func restoring(_ head: DecisionHead, _ why: Field, _ token: [(name: String, value: String)]) -> HTML
    {
        Section(
            "Phục hồi",
            content: """
                <p class="soft">Quyết định và các dòng đã rút cùng trở lại như trước khi rút.</p>
                \(Form(
                    to: HonoursPage.restoreDecision(head.id).path,
                    hidden: token + [("phien-ban", String(head.version))],
                    content: "\(why)\(Actions([.submit("Phục hồi cả quyết định")]))"))
                """
        ).html
    }

    private static func facts(_ head: DecisionHead) -> HTML {
        var facts: [(name: String, value: HTML)] = [
            ("Số", paperNumber(head.number)), ("Ngày ký", "\(head.signed.vietnamese)"), ("Cơ quan", "\(head.issuer)"),
            ("Cấp", "\(head.level.words)"),
        ]
        if let signer = head.signer {
            facts.append(("Người ký", "\(signer)\(head.signerPosition.map { ", \($0)" as HTML })"))
        } else if let position = head.signerPosition {
            facts.append(("Chức vụ người ký", "\(position)"))
        }
        facts += [("Dịp", "\(head.occasion.vietnamese)"), ("Đơn vị giữ sổ", "\(head.branchName)")]
        if let why = head.sameNumberWhy { facts.append(("Trùng số với văn bản khác", "\(why)")) }
        return Section("Quyết định", content: Facts(facts).html).html
    }

    private static func table(_ model: One) -> HTML {
        var columns: [Column<HonourLine>] = [
            Column("Được khen thưởng", .name) { line in
                "\(HonourListPages.holder(line))\(if: !line.place.isEmpty, "<small>\(line.place)</small>")"
            },
            Column("Danh hiệu, hình thức", .text) { line in "\(line.award)\(state(line, model.head))" },
            Column("Năm", .text, .w5) { "\($0.years?.description ?? "–")" },
            Column("Thành tích, loại hình", .text) { line in
                "\(line.achievement ?? "–")<small>\(line.basis.short)\(line.certificate.map { ", số vào sổ \($0)" as HTML })</small>"
            },
        ]
        if model.managing != .nothing, !model.isWithdrawn {
            columns.append(
                Column("Việc làm được", .action, .w5, isOnPaper: false) { line in
                    guard model.mayManage || model.managing.contains(line.unitPath) else { return .empty }
                    return Link("Sửa, rút", HonoursPage.correctForm(line.id).path, subject: line.name).html
                })
        }
        let count = model.lines.count.dotted
        let words =
            model.hasMore
            ? "\(count) dòng đầu" : model.seesAll ? "\(count) dòng" : "\(count) dòng trong phạm vi của ông/bà"
        let more: HTML
        if model.hasMore {
            var filter = HonourFilter()
            filter.words = model.head.number
            more = "<p>\(Link("Xem tất cả trong danh sách", filter.address(HonoursPage.list.path)))</p>"
        } else {
            more = .empty
        }
        return """
            \(RuledTable("Được khen thưởng theo quyết định này", count: words, columns: columns, rows: model.lines).with {
                $0.isFixed = false
                $0.empty = Empty("Không còn dòng nào trong phạm vi của ông/bà.")
            })\(more)
            """
    }

    private static func state(_ line: HonourLine, _ head: DecisionHead) -> HTML {
        switch line.state {
        case .held: .empty
        case .revoked: "<small>đã bị hủy bỏ ngày \(line.endedOn?.vietnamese): \(line.endedWhy)</small>"
        case .withdrawn where line.endedWhy == head.withdrawnWhy: "<small>đã rút cùng quyết định</small>"
        case .withdrawn: "<small>nhập nhầm, đã rút: \(line.endedWhy)</small>"
        }
    }

    // MARK: Correcting

    struct Editing {
        let head: DecisionHead
        let typed: TypedEntry
        let version: String
        let units: [String]
        let refusal: HonourRefusal?
    }

    static func edit(_ model: Editing, token: [(name: String, value: String)]) -> HTML {
        let plain = EntryPages.headFields(model.typed, model.units)
        let placed = model.refusal?.placed(among: plain.map(\.name))
        let fields = plain.map { $0.with(errors: placed?.errors ?? [:]) }
        return """
            \(PageHead(
                "Sửa quyết định \(model.head.number)", trail: [
                    Link("Khen thưởng", HonoursPage.list.path),
                    Link(model.head.number, HonoursPage.decision(model.head.id).path),
                ], here: "Sửa"))
            \(ErrorSummary("Chưa sửa được", fields: fields))
            \(placed?.general.map { Note(.bad, "Chưa sửa được.", body: "\($0)").html })
            <div class="narrow-left">\(Form(
                to: HonoursPage.correctDecision(model.head.id).path, hidden: token + [("phien-ban", model.version)],
                extras: [.guardsWords], content: """
                    \(fields)
                    \(Actions([
                        .submit("Lưu", .primary), .link("Thôi", HonoursPage.decision(model.head.id).path),
                    ]))
                    """))</div>
            """
    }

    // MARK: Withdrawing

    struct Withdrawing {
        let head: DecisionHead
        let standing: Honours.Standing
        let why: String
        let refusal: HonourRefusal?
    }

    static func withdraw(_ model: Withdrawing, token: [(name: String, value: String)]) -> HTML {
        let (head, standing) = (model.head, model.standing)
        let why = Field("ly-do", "Lý do", hint: "Lý do được giữ cùng quyết định.", .text(model.why, length: 44))
        let placed = model.refusal?.placed(among: [why.name])
        let field = why.with(errors: placed?.errors ?? [:])
        var lines = "\(standing.lines.dotted) dòng"
        if standing.revoked > 0 { lines += ", trong đó \(standing.revoked.dotted) dòng đã bị hủy bỏ" }
        let hidden =
            token + [
                ("phien-ban", String(standing.version)), ("so-dong", String(standing.lines)),
                ("so-huy", String(standing.revoked)),
            ]
        return """
            \(PageHead(
                "Rút cả quyết định nhập nhầm", trail: [
                    Link("Khen thưởng", HonoursPage.list.path), Link(head.number, HonoursPage.decision(head.id).path),
                ], here: "Rút"))
            \(ErrorSummary("Chưa rút được", fields: [field]))
            \(placed?.general.map { Note(.bad, "Chưa rút được.", body: "\($0)").html })
            \(Note(
                .care, "Mọi dòng của quyết định sẽ không còn được tính.",
                body: "Không có gì bị xóa: quyết định ở lại với lý do trong danh sách đã rút, và phục hồi được. Chỉ sai một vài dòng thì rút từng dòng; quyết định bị cấp có thẩm quyền hủy bỏ thì ghi hủy bỏ ở từng dòng."))
            <div class="gap-s">\(Facts([
                ("Quyết định", "\(head.number), ký ngày \(head.signed.vietnamese)"), ("Cơ quan", "\(head.issuer)"),
                ("Sẽ rút", "\(lines)"),
            ]))</div>
            <div class="narrow-left gap">\(Form(
                to: HonoursPage.withdrawDecision(head.id).path, hidden: hidden, content: """
                    \(field)
                    \(Actions([
                        .submit("Rút cả quyết định", .primary, busy: "Đang rút…"),
                        .link("Thôi", HonoursPage.decision(head.id).path),
                    ]))
                    """))</div>
            """
    }

    static func withdrawn(_ page: WithdrawnDecisions) -> HTML {
        let columns: [Column<DecisionHead>] = [
            Column("Quyết định", .name, .w18) { head in
                "\(Link(head.number, HonoursPage.decision(head.id).path))<small>\(head.signed.vietnamese)</small>"
            },
            Column("Cơ quan", .text) { "\($0.issuer)" },
            Column("Đơn vị giữ sổ", .text, .w18) { "\($0.branchName)" },
            Column("Lý do rút", .text) { "\($0.withdrawnWhy ?? "–")" },
        ]
        let table = RuledTable("Danh sách", count: "rút gần đây trước", columns: columns, rows: page.lines).with {
            $0.empty = Empty("Không có quyết định nào đã rút.")
        }
        return """
            \(PageHead(
                "Quyết định đã rút", facts: "Nhập nhầm nên không còn được tính. Mở quyết định để xem hoặc phục hồi.",
                trail: [Link("Khen thưởng", HonoursPage.list.path)], here: "Đã rút"))
            \(table)
            \(Pager(
                Address(HonoursPage.withdrawnDecisions.path), words: "\(page.lines.count.dotted) quyết định",
                before: page.before?.description, after: page.after?.description))
            """
    }
}
