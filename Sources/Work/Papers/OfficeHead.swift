import Database
import Office
import struct Office.Unit
import Paper
import Vocabulary

/// The head and foot of papers that an office issues: whose, from where, signed by whom.
struct OfficeHead: Equatable, Sendable {
    let superior: String?
    let issuer: String
    /// Behind the code of the kind: `UBND`, `SNV`.
    let symbol: String
    let place: String
    let isCommittee: Bool

    /// - Parameters:
    ///   - unit: the office; a province stands for its people's committee.
    ///   - province: the root of its branch.
    init(_ unit: Unit, province: Unit?) {
        let root = province ?? unit
        let isRoot = root.id == unit.id
        place =
            ["Tỉnh ", "Thành phố "].first { root.name.hasPrefix($0) }.map { String(root.name.dropFirst($0.count)) }
            ?? root.name
        let committee =
            root.name.hasPrefix("Tỉnh ") || root.name.hasPrefix("Thành phố ")
            ? "Ủy ban nhân dân \(root.name.loweredStart)" : root.name
        superior = isRoot ? nil : committee
        issuer = isRoot ? committee : unit.name
        isCommittee = isRoot || unit.name.hasPrefix("Ủy ban nhân dân") || unit.name.hasPrefix("UBND")
        symbol =
            isCommittee
            ? "UBND"
            : unit.shortName.flatMap { $0.isEmpty ? nil : $0 }
                ?? String(unit.name.split(separator: " ").compactMap(\.first).map { Character($0.uppercased()) })
    }

    func letterhead(_ kind: OfficialPaper.Kind, year: Int, month: Int?) -> OfficialPaper.Letterhead {
        OfficialPaper.Letterhead(
            superior: superior, issuer: issuer, number: nil, symbol: kind.symbol(symbol), place: place,
            issued: .open(year: year, month: month))
    }

    var signature: OfficialPaper.Signature {
        isCommittee
            ? .init([.onBehalf(of: "Ủy ban nhân dân")], post: "Chủ tịch", name: nil)
            : .init(post: "Thủ trưởng", name: nil)
    }

    var recipients: OfficialPaper.Recipients {
        .init(["Như trên", "Các cơ quan, đơn vị liên quan"], kept: ["VT", "TĐKT"])
    }
}

extension ProgrammePaper {
    /// The whole paper: head, a sentence, and the table as its annex.
    static func paper(_ content: ProgrammePaper, days: ClosedRange<Day>, head: OfficeHead, today: Day, _ db: any Reader)
        -> OfficialPaper
    {
        let words = spoken(days)
        return OfficialPaper(
            .programme, head.letterhead(.programme, year: today.year, month: today.month),
            abstract: "Công tác thi đua, khen thưởng \(words)",
            body: [
                .heading(.roman, "I", "Nội dung chương trình"),
                .paragraph(
                    PaperText(
                        "Chương trình công tác thi đua, khen thưởng \(words) gồm các nhiệm vụ của những kế hoạch đang thực hiện, nêu tại Phụ lục kèm theo."
                    )),
            ], signatures: [head.signature], recipients: head.recipients,
            annexes: [
                .init(title: "Nhiệm vụ \(words)", orientation: .landscape, body: [.table(content.table(db))])
            ])
    }
}
