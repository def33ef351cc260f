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
        let today: Day
    }

    static func one(_ model: One, token: [(name: String, value: String)]) -> HTML {
        let head = model.head
        return """
            \(PageHead(
                "Quyết định \(head.number)", facts: "\(head.issuer), ký ngày \(head.signed.vietnamese)",
                trail: [Link("Khen thưởng", HonoursPage.list.path)], here: head.number,
                actions: model.mayManage ? [.link("Sửa quyết định", HonoursPage.editDecision(head.id).path)] : []))
            \(head.withdrawnWhy.map { Note(.bad, "Đã rút khỏi sổ.", body: "\($0)").html })
            \(Columns(
                .wide, work: table(model), label: "Thông tin quyết định", context: "\(facts(head))\(history(model))"))
            """
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
            Column("Được khen thưởng", .name, .w18) { line in
                "\(HonourListPages.holder(line))\(if: !line.place.isEmpty, "<small>\(line.place)</small>")"
            },
            Column("Danh hiệu, hình thức", .text, .w18) { line in "\(line.award)\(state(line))" },
            Column("Năm", .text, .w9) { "\($0.years?.description ?? "–")" },
            Column("Thành tích, loại hình", .text) { line in
                "\(line.achievement ?? "–")<small>\(line.basis.short)\(line.certificate.map { ", số vào sổ \($0)" as HTML })</small>"
            },
        ]
        if model.managing != .nothing {
            columns.append(
                Column("Việc làm được", .action, .w9, isOnPaper: false) { line in
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
                $0.empty = Empty("Không còn dòng nào trong phạm vi của ông/bà.")
            })\(more)
            """
    }

    private static func state(_ line: HonourLine) -> HTML {
        switch line.state {
        case .held: .empty
        case .revoked: "<small>đã bị hủy bỏ ngày \(line.endedOn?.vietnamese): \(line.endedWhy)</small>"
        case .withdrawn: "<small>nhập nhầm, đã rút: \(line.endedWhy)</small>"
        }
    }

    private static func history(_ model: One) -> HTML {
        guard !model.entries.isEmpty else { return .empty }
        let words = LedgerKind.honourDecision.acts
        return Section(
            "Lịch sử",
            content: Trace(
                model.entries.map { entry in
                    Trace.Step(
                        [entry.at.since(today: model.today)], "\((words[entry.act] ?? entry.act).capitalisedStart)",
                        who: "\(entry.actor)")
                }
            ).html
        ).html
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
        let errors = model.refusal?.errors ?? [:]
        let fields = EntryPages.headFields(model.typed, model.units).map { $0.with(errors: errors) }
        let general = errors.isEmpty ? model.refusal?.explanation.notice : nil
        return """
            \(PageHead(
                "Sửa quyết định \(model.head.number)", trail: [
                    Link("Khen thưởng", HonoursPage.list.path),
                    Link(model.head.number, HonoursPage.decision(model.head.id).path),
                ], here: "Sửa"))
            \(ErrorSummary("Chưa sửa được", fields: fields))
            \(general.map { Note(.bad, "Chưa sửa được.", body: "\($0)").html })
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
}
