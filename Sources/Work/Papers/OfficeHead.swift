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
            : Self.symbol(unit.shortName.flatMap { $0.isEmpty ? nil : $0 } ?? unit.name)
    }

    /// `SNV` stays; `Ban TĐKT tỉnh`, `Ban Thi đua - Khen thưởng tỉnh` become `BTĐKT`: a symbol has no spaces.
    static func symbol(_ name: String) -> String {
        var words = name.split { !$0.isLetter && !$0.isNumber }
        // Whose province it is the letterhead says; two letters alone would say too little.
        if words.count > 3 || words.count == 3 && words[1].allSatisfy(\.isUppercase), words.last == "tỉnh" {
            words.removeLast()
        }
        guard words.count > 1 else { return name }
        return words.map { $0.count > 1 && $0.allSatisfy(\.isUppercase) ? String($0) : $0.prefix(1).uppercased() }
            .joined()
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
