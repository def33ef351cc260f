import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// Bảng tính tiền thưởng: lines of one award to so many of one kind, for one day of signing. It lives in the address.
struct BonusSheet {
    struct Line: Equatable {
        let award: Award.Slug
        let kind: SubjectKind
        let group: Proposal.Group?
        let count: Int

        /// `cstd-tinh.individual..12`
        var text: String { "\(award).\(kind.rawValue).\(group?.rawValue ?? "").\(count)" }

        init(_ award: Award.Slug, _ kind: SubjectKind, _ group: Proposal.Group?, _ count: Int) {
            (self.award, self.kind, self.group, self.count) = (award, kind, group, count)
        }

        init?(_ text: Substring, _ law: Law) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, let award = law.awards.slug(written: String(parts[0])),
                let kind = SubjectKind(rawValue: String(parts[1])), let count = Int(parts[3]),
                (1...BonusSheet.mostRecipients).contains(count)
            else { return nil }
            self.init(award, kind, Proposal.Group(rawValue: String(parts[2])), count)
        }
    }

    /// A line worked out.
    struct Row {
        let line: Line
        let name: String
        let steps: BonusSteps
        var total: Int? { steps.amount.map { $0 * line.count } }
        let position: Int
    }

    static let mostRecipients = 1_000_000
    static let mostLines = 50
    let day: Day
    var lines: [Line]

    /// The lines that an address holds; what is no line is left out.
    static func lines(_ text: String, _ law: Law) -> [Line] {
        text.split(separator: ",").prefix(mostLines).compactMap { Line($0, law) }
    }

    func rows(_ law: Law) -> [Row] {
        lines.enumerated().map { position, line in
            Row(
                line: line, name: law.awards[line.award]?.version(on: day).version.name ?? line.award.description,
                steps: law.bonusSteps(of: line.award, to: line.kind, line.group, on: day), position: position)
        }
    }

    func address(_ path: String) -> Address {
        Address(path).with("ngay", day.vietnamese).with("dong", lines.map(\.text).joined(separator: ","))
    }

    func without(_ position: Int) -> BonusSheet {
        var copy = self
        copy.lines.remove(at: position)
        return copy
    }
}

/// The answers of the calculator.
enum BonusAnswers {
    /// The sheet of an address, and the line that was asked to be added to it.
    private static func sheet(_ call: Call, _ law: Law) throws -> BonusSheet {
        let query = call.request.query
        let day = try LawRefusal.day(query["ngay"]) ?? call.today
        var sheet = BonusSheet(day: day, lines: BonusSheet.lines(query["dong"] ?? "", law))
        guard let award = query["danh-hieu"].flatMap({ law.awards.slug(written: $0) }),
            let kind = query["doi-tuong"].flatMap({ SubjectKind(rawValue: $0) })
        else { return sheet }
        let text = (query["so"] ?? "").trimmed
        guard let count = Int(text.filter { $0 != "." }), (1...BonusSheet.mostRecipients).contains(count) else {
            throw LawRefusal.badCount(text)
        }
        guard sheet.lines.count < BonusSheet.mostLines else { throw LawRefusal.tooManyLines }
        sheet.lines.append(.init(award, kind, query["nhom"].flatMap { Proposal.Group(rawValue: $0) }, count))
        return sheet
    }

    static func page(_ call: Call) throws -> Response {
        let law = try call.office.law
        let query = call.request.query
        do {
            return call.page("Tính tiền thưởng", BonusPages.page(try sheet(call, law), law))
        } catch let refusal as LawRefusal {
            let day = try? LawRefusal.day(query["ngay"])
            let kept = BonusSheet(day: day ?? call.today, lines: BonusSheet.lines(query["dong"] ?? "", law))
            let typed = BonusPages.Typed(
                day: query["ngay"] ?? "", award: query["danh-hieu"] ?? "", kind: query["doi-tuong"] ?? "",
                group: query["nhom"] ?? "", count: query["so"] ?? "", refusal: refusal)
            return call.page("Tính tiền thưởng", BonusPages.page(kept, law, typed), status: 422)
        }
    }

    static func file(_ call: Call) throws -> Response {
        let law = try call.office.law
        let sheet = try sheet(call, law)
        let rows = sheet.rows(law)
        let table = PaperTable([
            .init("TT", width: 5), .init("Danh hiệu, hình thức", width: 45), .init("Tặng cho", width: 16),
            .init("Số lượng", width: 10), .init("Hệ số", width: 8), .init("Lương cơ sở", width: 14),
            .init("Mức thưởng", width: 14), .init("Thành tiền", width: 16), .init("Cách tính, lý do", width: 50),
            .init("Theo", width: 50),
        ]) { add in
            for (index, row) in rows.enumerated() {
                var (multiple, salary, citation): (PaperTable.Cell, PaperTable.Cell, PaperTable.Cell) = (
                    .empty, .empty, .empty
                )
                if case .computed(let bonus, _) = row.steps {
                    (multiple, salary) = (.text(Multiple.words(bonus.multiple)), .number(bonus.baseSalary))
                    citation = .text(bonus.citation)
                }
                try add(
                    .cells([
                        .number(index + 1), .text(row.name), .text(BonusPages.recipients(row.line)),
                        .number(row.line.count),
                        multiple, salary, row.steps.amount.map { .number($0) } ?? .empty,
                        row.total.map { .number($0) } ?? .empty, .text(row.steps.words), citation,
                    ]))
            }
            try add(
                .cells([
                    .empty, "Tổng cộng", .empty, .number(rows.reduce(0) { $0 + $1.line.count }), .empty, .empty, .empty,
                    .number(rows.compactMap(\.total).reduce(0, +)), .empty, .empty,
                ]))
        }
        return try PaperFile.xlsx.response(
            named: "Tiền thưởng - ký ngày \(sheet.day.vietnamese.replacing("/", with: "-"))"
        ) {
            try table.writeXlsx(
                to: $0, sheet: "Tiền thưởng", titles: ["Tiền thưởng, quyết định ký ngày \(sheet.day.vietnamese)"])
        }
    }
}

/// The HTML of the calculator.
enum BonusPages {
    /// What was typed and refused.
    struct Typed {
        var day = ""
        var award = ""
        var kind = ""
        var group = ""
        var count = ""
        var refusal: LawRefusal?
    }

    static func recipients(_ line: BonusSheet.Line) -> String {
        line.kind.vietnamese + (line.group.map { " (\($0.vietnamese))" } ?? "")
    }

    static func page(_ sheet: BonusSheet, _ law: Law, _ typed: Typed? = nil) -> HTML {
        let rows = sheet.rows(law)
        let salary = law.bonuses.salary(on: sheet.day)
        let facts: HTML =
            "Quyết định ký ngày \(sheet.day.vietnamese): lương cơ sở \(ComparisonPages.salary(salary))."
        return """
            \(PageHead(
                "Tính tiền thưởng", facts: facts, trail: [Link("Luật", LawPage.start.path)], here: "Tiền thưởng",
                actions: rows.isEmpty
                    ? [] : [.file("XLSX", sheet.address(LawPage.bonusFile.path)), .print()]))
            \(typed?.refusal.map { Note(.bad, $0.explanation.notice) })
            \(form(sheet, law, typed ?? Typed(day: sheet.day.vietnamese, count: "1")))
            \(table(sheet, rows))
            """
    }

    private static func form(_ sheet: BonusSheet, _ law: Law, _ typed: Typed) -> HTML {
        let awards =
            [Control.Choice("", "– chọn –")]
            + law.awards.all.map { award in
                Control.Choice(
                    award.slug.description, award.version(on: sheet.day).version.name, group: award.family.vietnamese)
            }
        let kinds = SubjectKind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let groups =
            [Control.Choice("", "không phân biệt")]
            + Proposal.Group.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        return FilterBar(
            "Thêm một dòng",
            base: Address(LawPage.bonus.path).with("dong", sheet.lines.map(\.text).joined(separator: ",")),
            filters: [
                .init("ngay", "Ký ngày", .day(typed.day)),
                .init("danh-hieu", "Danh hiệu, hình thức", .choice(awards, selected: typed.award)),
                .init("doi-tuong", "Tặng cho", .choice(kinds, selected: typed.kind)),
                .init("nhom", "Nhóm", .choice(groups, selected: typed.group)),
                .init("so", "Số lượng", .text(typed.count, kind: .number, length: 6)),
            ], isFiltered: false, verb: "Tính thêm"
        ).html
    }

    private static func table(_ sheet: BonusSheet, _ rows: [BonusSheet.Row]) -> HTML {
        let total = rows.compactMap(\.total).reduce(0, +)
        let without = rows.count { $0.total == nil }
        return """
            \(RuledTable(
                "Bảng tính", count: "\(rows.count) dòng",
                columns: [
                    Column("Danh hiệu, hình thức", .name, total: "Tổng cộng") { (row: BonusSheet.Row) in
                        """
                        \(Link(row.name, LawPage.address(of: row.line.award, on: sheet.day)))<br>\
                        <span class="soft small">\(recipients(row.line))</span>
                        """
                    },
                    Column("Cách tính") { row in
                        if case .computed(let bonus, _) = row.steps {
                            "\(row.steps.words)<br><span class=\"soft small\">\(bonus.citation)</span>"
                        } else {
                            "\(Status(.unsure, "Chưa có mức")) \(row.steps.words)"
                        }
                    },
                    Column("Mức thưởng", .number, .w9) { "\($0.steps.amount?.dotted ?? "–")" },
                    Column("Số lượng", .number, .w7) { "\(number: $0.line.count)" },
                    Column("Thành tiền", .number, .w11, total: "\(total.dong)") { "\($0.total?.dotted ?? "–")" },
                    Column("Việc làm được", .action, .w5, isOnPaper: false) { row in
                        Link(
                            "Bỏ", sheet.without(row.position).address(LawPage.bonus.path),
                            subject: "dòng \(row.position + 1), \(row.name)"
                        ).html
                    },
                ], rows: rows
            ).with {
                $0.id = "bang-tinh"
                $0.empty = Empty(
                    "Chưa có dòng nào.", "Chọn danh hiệu, đối tượng và số lượng ở trên rồi bấm “Tính thêm”.")
            })
            \(if: without > 0, Note(.care, "\(without) dòng chưa có mức thưởng nên không nằm trong tổng.").html)
            """
    }
}
