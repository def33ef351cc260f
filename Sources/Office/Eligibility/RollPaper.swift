import Database
import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// A whole unit or bloc as a spreadsheet, or on paper as an annex.
enum RollPaper {
    private static let rowsAtOnce = 500

    /// More rows than this are cut off, and the table says so.
    private static func most(_ file: PaperFile) -> Int { file == .xlsx ? 100_000 : 20_000 }

    static func response(_ file: PaperFile, _ roll: EligibilityRoll, _ db: any Reader) throws -> Response {
        let award = roll.award.map(roll.name) ?? "danh hiệu của năm"
        let title = "Kết quả xét điều kiện khen thưởng năm \(roll.filter.year)"
        let notes = "\(RollPages.name(roll)): \(RollPages.basis(roll))"
        let name = "Đủ điều kiện \(award) \(roll.filter.year) - \(RollPages.name(roll))".replacing("/", with: "-")
        let list = table(roll, upTo: most(file), db)
        return try file.response(named: String(name.prefix(120))) { path in
            if file == .xlsx {
                return try list.writeXlsx(
                    to: path, sheet: "Xét điều kiện",
                    titles: [title, notes] + summary(roll) + RollPages.doubts(roll))
            }
            var body: [OfficialPaper.Block] = RollPages.doubts(roll).map { .paragraph(PaperText($0)) }
            body += [.heading(.clause, "1", "Tổng hợp"), .table(tallies(roll))]
            let result = roll.filter.outcome.map { ", kết quả “\($0.vietnamese)”" } ?? ""
            body += [.heading(.clause, "2", "Danh sách xét \(award)\(result)"), .table(list)]
            let annex = OfficialPaper.Annex(title: title, issuedWith: notes, orientation: .landscape, body: body)
            if file == .docx { try DocxWriting.write(annex, to: path) } else { try PdfWriting.write(annex, to: path) }
        }
    }

    /// What stands above the list of a spreadsheet: the counts of the award that is listed.
    private static func summary(_ roll: EligibilityRoll) -> [String] {
        guard let tally = roll.tally else { return [] }
        let counts = RollOutcome.allCases.map { "\($0.vietnamese.lowercased()) \(tally[$0].dotted)" }
        var lines = ["\(roll.name(tally.award)): \(counts.joined(separator: ", "))."]
        if let quota = words(tally) { lines.append(quota) }
        return lines
    }

    private static func words(_ tally: EligibilityRoll.Tally) -> String? {
        guard let quota = tally.quota else { return nil }
        let source = RollPages.source(quota).map { " \($0)." } ?? ""
        return quota.words + source + (RollPages.excess(tally).map { " \($0)" } ?? "")
    }

    private static func tallies(_ roll: EligibilityRoll) -> PaperTable {
        PaperTable(
            [
                .init("Danh hiệu, hình thức", width: 34), .init("Đủ", width: 8, .right),
                .init("Đã tặng", width: 8, .right), .init("Chưa rõ", width: 8, .right),
                .init("Chưa đủ", width: 8, .right), .init("Được tặng bao nhiêu", width: 60),
            ],
            roll.tallies.map { tally in
                .cells([
                    .text(roll.name(tally.award)), .number(tally[.met]), .number(tally[.given]),
                    .number(tally[.unknown]), .number(tally[.unmet]), .text(words(tally) ?? "Không có giới hạn."),
                ])
            })
    }

    private static func table(_ roll: EligibilityRoll, upTo most: Int, _ db: any Reader) -> PaperTable {
        let isPeople = roll.filter.kind == .individual
        let columns: [PaperTable.Column] = [
            .init("TT", width: 7, .centre), .init(isPeople ? "Họ và tên" : "Tập thể", width: 28),
            .init(isPeople ? "Chức vụ, đơn vị" : "Đơn vị cấp trên", width: 36),
            .init("Kết quả", width: 12), .init("Còn thiếu", width: 60), .init("Đã tặng theo", width: 18),
        ]
        let shown = roll.shown
        return PaperTable(columns) { add in
            var number = 0
            var rest = shown.prefix(most)
            while !rest.isEmpty {
                let some = Array(rest.prefix(rowsAtOnce))
                rest = rest.dropFirst(rowsAtOnce)
                for line in try RollLine.of(some, roll, db) {
                    number += 1
                    try add(
                        .cells([
                            .number(number), .text(line.name), .optional(line.place),
                            .text(line.outcome.vietnamese), .optional(line.missingWords),
                            .optional(line.decision),
                        ]))
                }
            }
            if shown.count > most {
                try add(.group("Còn nữa: bảng chỉ gồm \(most.dotted) dòng đầu. Hãy chọn hẹp hơn."))
            }
        }
    }
}
