import Markup
import Rulebook
import Vocabulary

/// The HTML of the catalogue of awards, and of one award on a day.
enum AwardPages {
    static let unconfirmed = Status(.unsure, "Chưa xác nhận")
    private static let kinds =
        [Control.Choice("", "mọi đối tượng")]
        + SubjectKind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }

    private static func base(_ path: String, _ day: Day, _ today: Day) -> Address {
        Address(path).with("ngay", day == today ? nil : day.vietnamese)
    }

    // MARK: Catalogue

    static func catalogue(_ page: AwardCatalogue, _ refusal: LawRefusal?, typed: String, today: Day) -> HTML {
        let facts: HTML =
            "\(page.count) danh hiệu, hình thức theo luật ngày \(page.day.vietnamese)\(if: page.isFiltered, ", đã lọc")."
        return """
            \(PageHead(
                "Danh hiệu, hình thức khen thưởng", facts: facts, trail: [Link("Luật", LawPage.start.path)],
                here: "Danh hiệu, hình thức", actions: [.print()]))
            \(refusal.map { Note(.bad, $0.explanation.notice) })
            \(FilterBar(
                "Lọc danh mục", base: Address(LawPage.awards.path),
                filters: [
                    .init("ngay", "Theo luật ngày", .day(refusal == nil ? page.day.vietnamese : typed)),
                    .init("doi-tuong", "Tặng cho", .choice(kinds, selected: page.kind?.rawValue ?? "")),
                    .init("tim", "Có chữ", .text(page.words, length: 18)),
                ], isFiltered: page.isFiltered || page.day != today))
            \(page.families.map { family($0.family, $0.lines, page, today) })
            \(if: page.families.isEmpty, Empty(
                "Không có danh hiệu, hình thức nào khớp.", "Bỏ bớt chữ tìm, hoặc chọn ngày khác.").html)
            \(ended(page))
            """
    }

    private static func family(
        _ family: Award.Family, _ lines: [AwardCatalogue.Line], _ page: AwardCatalogue, _ today: Day
    ) -> HTML {
        RuledTable(
            family.vietnamese, count: "\(lines.count)",
            columns: [
                Column("Tên", .name) { line in
                    """
                    \(Link(line.version.name, base(LawPage.award(line.award.slug.description).path, page.day, today)))\
                    \(if: !line.isConfirmed, "<br><span class=\"soft small\">danh mục chưa có bản cho ngày này, dùng bản từ \(line.version.period.start.vietnamese)</span>")\
                    \(line.version.note.map { "<br><span class=\"soft small\">\($0)</span>" })
                    """
                },
                Column("Cấp", .text, .w11) { "\($0.award.level.vietnamese)" },
                Column("Tặng cho", .text, .w11) { "\($0.version.subjects.map(\.vietnamese).joined(separator: ", "))" },
                Column("Hệ số thưởng", .number, .w7) { line in
                    let multiples = line.version.subjects.compactMap { line.version.multiples[$0] }
                    return HTML(
                        text: multiples.isEmpty
                            ? "–"
                            : (line.version.isCeiling ? "tối đa " : "")
                                + multiples.map(Multiple.words).joined(separator: " / "))
                },
                Column("Chắc chắn", .text, .w11) { line in
                    line.isConfirmed && line.version.confidence != .unconfirmed ? "" : unconfirmed.html
                },
            ], rows: lines
        ).with { $0.id = family.rawValue.lowercased() }.html
    }

    private static func ended(_ page: AwardCatalogue) -> HTML? {
        guard !page.ended.isEmpty else { return nil }
        return Details(
            "\(page.ended.count) danh hiệu, hình thức đã thôi trước ngày này",
            content: Lines(
                page.ended.map { line in
                    let last = line.version.period.last ?? page.day
                    return """
                        \(Link(line.version.name, Address(LawPage.award(line.award.slug.description).path).with("ngay", last.vietnamese))) \
                        <span class="soft">đến hết \(last.vietnamese)</span>
                        """
                }
            ).html
        ).html
    }

    // MARK: One award

    static func one(_ page: AwardReading, _ refusal: LawRefusal?, typed: String, now: Instant) -> HTML {
        let path = LawPage.award(page.award.slug.description).path
        let address = base(path, page.day, now.day)
        func file(_ file: PaperFile) -> Action {
            .file(
                file.rawValue.uppercased(),
                Address(LawPage.awardFile(page.award.slug.description, file).path).with("ngay", page.day.vietnamese))
        }
        return """
            \(PageHead(
                page.version.name,
                facts: "\(page.award.family.vietnamese) · \(page.award.level.vietnamese) · theo luật ngày \(page.day.vietnamese)",
                trail: [
                    Link("Luật", LawPage.start.path),
                    Link("Danh hiệu, hình thức", base(LawPage.awards.path, page.day, now.day)),
                ], here: page.version.name, actions: [file(.docx), file(.pdf), .print()]))
            \(refusal.map { Note(.bad, $0.explanation.notice) })
            \(FilterBar(
                "Chọn ngày", base: Address(path),
                filters: [.init("ngay", "Theo luật ngày", .day(refusal == nil ? page.day.vietnamese : typed))],
                isFiltered: page.day != now.day, verb: "Xem"))
            \(doubts(page))
            \(facts(page))
            \(requirements("Điều kiện", "dieu-kien", page.conditions))
            \(requirements("Hồ sơ và thủ tục", "thu-tuc", page.procedure))
            \(powers(page))
            \(bonuses(page))
            \(turns(page, path))
            \(PaperFoot(source: address.text, printed: now))
            """
    }

    private static func doubts(_ page: AwardReading) -> HTML {
        let start = page.version.period.start
        return """
            \(if: !page.isConfirmed && page.day < start, Note(
                .care, "Danh mục chưa có bản của \(page.version.name) cho ngày \(page.day.vietnamese).",
                body: "Đang dùng bản từ \(start.vietnamese); chưa được xác nhận cho ngày này.").html)
            \(if: !page.isConfirmed && page.day >= start, Note(
                .care, "\(page.version.name) không còn từ sau \(page.version.period.last?.vietnamese ?? "").",
                body: "Dưới đây là bản cuối cùng; chưa được xác nhận cho ngày \(page.day.vietnamese).").html)
            \(if: page.version.confidence == .unconfirmed, Note(
                .care, "Tên, người quyết định hoặc mức thưởng của bản này chưa xác nhận.").html)
            \(page.version.note.map { Note(.plain, "Ghi chú.", body: "\($0)").html })
            \(if: page.regime?.isLapsed ?? false, Note(
                .care, "Nghị định và thông tư đã hết hiệu lực, chưa có văn bản thay thế trong phần mềm.",
                body: "Điều kiện dựa trên các văn bản đó chưa kết luận được.").html)
            """
    }

    private static func facts(_ page: AwardReading) -> HTML {
        Section(
            "Tặng cho ai", id: "doi-tuong",
            content: Facts([
                ("Tặng cho", "\(page.version.subjects.map(\.vietnamese).joined(separator: ", "))"),
                ("Điều luật", "\(page.version.article)"),
                (
                    "Quy định áp dụng",
                    "\(page.regime.map { "hồ sơ tiếp nhận ngày này theo " + $0.instruments.joined(separator: ", ") } ?? "phần mềm không giữ quy định của ngày này")"
                ),
            ]).html
        ).html
    }

    private static func requirements(_ title: String, _ id: String, _ requirements: [Requirement]) -> HTML {
        struct Row {
            let requirement: Requirement
            let id: String
            let isFirst: Bool
        }
        var seen: [Check: Int] = [:]
        let rows = requirements.map { requirement -> Row in
            let count = (seen[requirement.check] ?? 0) + 1
            seen[requirement.check] = count
            let anchor = LawPage.anchor(of: requirement.check)
            return Row(requirement: requirement, id: count == 1 ? anchor : "\(anchor)-\(count)", isFirst: count == 1)
        }
        return RuledTable(
            title, count: "\(seen.count) mục, mỗi mục cạnh điều luật",
            columns: [
                Column("Mục", .name, .w13) { (row: Row) in
                    """
                    \(if: row.isFirst, "\(row.requirement.check.vietnamese)<br>")<span class="soft small">\(row.requirement.check.rawValue)</span>
                    """
                },
                Column("Yêu cầu") { row in words(row.requirement) },
                Column("Điều luật", .text, .w18) { "\($0.requirement.citation)" },
            ], rows: rows
        ).with {
            $0.id = id
            $0.rowID = { $0.id }
            $0.empty = Empty("Phần mềm không giữ quy định cho ngày này.", "Chọn ngày từ 01/10/2017.")
        }.html
    }

    /// `Với cá nhân; khen công trạng:` above the words; what is not sure below them.
    private static func words(_ requirement: Requirement) -> HTML {
        let condition =
            requirement.condition.map { "Với \($0)" } ?? (requirement.isForOthers ? "Các trường hợp khác" : nil)
        let others = requirement.isForOthers && requirement.condition != nil ? ", ngoài trường hợp trên" : ""
        return """
            \(condition.map { "<span class=\"soft small\">\($0)\(others):</span><br>" })\(requirement.words)\
            \(if: requirement.confidence == .unconfirmed, "<br>\(unconfirmed)")\
            \(requirement.lapsedAfter.map { "<br>\(unconfirmed) <span class=\"small\">căn cứ hết hiệu lực sau \($0.vietnamese), chưa có văn bản thay thế</span>" })
            """
    }

    private static func powers(_ page: AwardReading) -> HTML {
        RuledTable(
            "Ai quyết định", count: "quyết định ký ngày \(page.day.vietnamese)",
            columns: [
                Column("Người quyết định", .name) { (power: Power) in
                    """
                    \(power.decider.vietnamese)\
                    \(if: power.confidence == .unconfirmed, "<br>\(unconfirmed)")
                    """
                },
                Column("Theo", .text, .w18) { "\($0.citation)" },
            ], rows: page.powers
        ).with {
            $0.id = "tham-quyen"
            $0.empty = Empty(
                "Bảng thẩm quyền không có ai cho ngày này.", "Danh mục ghi: \(page.version.decidedBy).")
        }.html
    }

    private static func bonuses(_ page: AwardReading) -> HTML {
        RuledTable(
            "Tiền thưởng", count: "quyết định ký ngày \(page.day.vietnamese), một người hoặc một tập thể",
            columns: [
                Column("Tặng cho", .name, .w11) { (row: (kind: SubjectKind, steps: BonusSteps)) in
                    "\(row.kind.vietnamese)"
                },
                Column("Cách tính") { "\($0.steps.words)" },
                Column("Mức thưởng", .number, .w11) { "\($0.steps.amount?.dong ?? "–")" },
                Column("Theo", .text, .w18) { row in
                    if case .computed(let bonus, _) = row.steps { "\(bonus.citation)" } else { "" }
                },
            ], rows: page.bonuses
        ).with { $0.id = "tien-thuong" }.html
    }

    private static func turns(_ page: AwardReading, _ path: String) -> HTML {
        RuledTable(
            "Các lần thay đổi", count: "\(page.turns.count)",
            columns: [
                Column("Từ ngày", .name, .w11) { (day: Day) in
                    Link(day.vietnamese, Address(path).with("ngay", day.vietnamese), isCurrent: day == page.day).html
                },
                Column("Tên") { "\(page.award.version(on: $0).version.name)" },
                Column("Việc làm được", .action, .w14, isOnPaper: false) { day in
                    Link(
                        "So với hôm trước",
                        ComparisonPages.address(day.adding(days: -1), day, page.award.slug),
                        subject: day.vietnamese
                    ).html
                },
            ], rows: page.turns.reversed()
        ).with { $0.id = "thay-doi" }.html
    }
}
