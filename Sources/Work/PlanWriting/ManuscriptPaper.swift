import Office
import Paper
import Vocabulary

/// The plan as the paper that is signed: head, bases, parts, annex table, recipients.
struct ManuscriptPaper {
    let sheet: ManuscriptSheet
    let calendar: WorkingDays
    /// Number and day of the signature; nil while they are open.
    var signed: (number: Int, on: Day)?

    private var head: Manuscript.Head { sheet.manuscript.head }

    var paper: OfficialPaper {
        let number = signed?.number ?? sheet.manuscript.number
        let issued: OfficialPaper.Issued =
            (signed?.on ?? sheet.manuscript.issuedOn).map { .on($0) }
            ?? .open(year: head.plannedOn.year, month: head.plannedOn.month)
        let letterhead = OfficialPaper.Letterhead(
            superior: head.superior, issuer: head.issuer, number: number, symbol: head.symbol, place: head.place,
            issued: issued)
        var authority: [OfficialPaper.Signature.Authority] = []
        if let body = head.onBehalf { authority.append(.onBehalf(of: body)) }
        if let chief = head.deputyFor { authority.append(.deputy(for: chief)) }
        if let chief = head.byOrder { authority.append(.byOrder(of: chief)) }
        let kept = head.kept.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
        return OfficialPaper(
            head.kind.official, letterhead, abstract: head.abstract,
            bases: sheet.bases.filter { !$0.isDropped }.map(\.text), body: body,
            signatures: [.init(authority, post: head.post, name: head.signer)],
            recipients: .init(sheet.recipients.map(\.name), kept: kept),
            annexes: sheet.kept.isEmpty ? [] : [annex])
    }

    private var body: [OfficialPaper.Block] {
        var blocks: [OfficialPaper.Block] = [
            .paragraph(
                PaperText("\(head.issuer) ban hành \(head.kind.official.name) \(head.abstract.loweredStart) như sau:"))
        ]
        var number = 0
        func open(_ title: String) {
            number += 1
            blocks.append(.heading(.roman, number.roman, title))
        }
        let (purpose, requirements) = (sheet.words(.purpose), sheet.words(.requirements))
        if !purpose.isEmpty || !requirements.isEmpty {
            open(requirements.isEmpty ? "Mục đích" : purpose.isEmpty ? "Yêu cầu" : "Mục đích, yêu cầu")
            if !purpose.isEmpty, !requirements.isEmpty { blocks.append(.heading(.clause, "1", "Mục đích")) }
            blocks += Self.blocks(purpose)
            if !purpose.isEmpty, !requirements.isEmpty { blocks.append(.heading(.clause, "2", "Yêu cầu")) }
            blocks += Self.blocks(requirements)
        }
        open("Nội dung")
        blocks += Self.blocks(sheet.words(.content))
        if !sheet.kept.isEmpty {
            blocks.append(
                .paragraph("Nhiệm vụ cụ thể, thời gian và cơ quan thực hiện nêu tại Phụ lục kèm theo."))
        }
        if !sheet.words(.funding).isEmpty {
            open(Manuscript.Part.funding.vietnamese)
            blocks += Self.blocks(sheet.words(.funding))
        }
        if !sheet.words(.organisation).isEmpty {
            open(Manuscript.Part.organisation.vietnamese)
            blocks += Self.blocks(sheet.words(.organisation))
        }
        return blocks
    }

    /// Lines as they were typed: items behind their mark, numbered headings, paragraphs.
    static func blocks(_ words: String) -> [OfficialPaper.Block] {
        words.split(whereSeparator: \.isNewline).compactMap { line -> OfficialPaper.Block? in
            let line = line.trimmed
            guard !line.isEmpty else { return nil }
            if let item = line.wholeMatch(of: /([-–+•*])\s*(.+)/) {
                return .item(PaperText(String(item.2)), mark: item.1 == "+" ? "+" : "-")
            }
            if let item = line.wholeMatch(of: /([a-zđ]\))\s*(.+)/) {
                return .item(PaperText(String(item.2)), mark: String(item.1))
            }
            if let clause = line.wholeMatch(of: /(\d{1,2})\.\s+(.{1,140})/), !".;".contains(line.last ?? " ") {
                return .heading(.clause, String(clause.1), String(clause.2))
            }
            return .paragraph(PaperText(line))
        }
    }

    private var annex: OfficialPaper.Annex {
        let rows = sheet.kept
        let hasAdvisors = rows.contains { $0.advisor != nil }
        let hasProducts = rows.contains { $0.product != nil }
        var columns: [PaperTable.Column] = [
            .init("TT", width: 5, .centre), .init("Nội dung nhiệm vụ", width: 52, .justified),
            .day("Thời gian thực hiện", width: 17), .init("Cơ quan chủ trì", width: 20),
        ]
        if hasAdvisors { columns.append(.init("Cơ quan tham mưu", width: 18)) }
        columns.append(.init("Cơ quan phối hợp", width: 28))
        if hasProducts { columns.append(.init("Sản phẩm", width: 20)) }
        let (sheet, calendar) = (self.sheet, self.calendar)
        let table = PaperTable(columns) { add in
            for (index, part) in sheet.filled.enumerated() {
                try add(.group(part.section.title, number: (index + 1).roman))
                for (place, row) in part.rows.enumerated() {
                    let time = sheet.time(of: row, calendar)
                    var cells: [PaperTable.Cell] = [
                        .number(place + 1), .text(row.text),
                        time.kind == .unstated ? .empty : .text(time.words.capitalFirst), .optional(row.lead),
                    ]
                    if hasAdvisors { cells.append(.optional(row.advisor)) }
                    cells.append(.optional(row.coordinators.joined(separator: "; ")))
                    if hasProducts { cells.append(.optional(row.product)) }
                    try add(.cells(cells))
                }
            }
        }
        return OfficialPaper.Annex(
            title: "Nhiệm vụ, thời gian và cơ quan thực hiện", orientation: .landscape, body: [.table(table)])
    }
}
